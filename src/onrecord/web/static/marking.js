// Selecting words of an article fills the form for a position that was missed.
// Places are counted in Unicode code points, as the record counts them; what stands in the text but is not part of it (the numbers) is left out.

const details = document.getElementById("mark");
const form = details?.querySelector("form");
const words = form?.elements.namedItem("words");
const place = form?.elements.namedItem("words-place");

const points = (text) => [...text].length;

function textNodes(within) {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".ref") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// What of a paragraph is selected, as places in the article: null where nothing is.
function within(paragraph, range) {
  let at = Number(paragraph.dataset.start);
  let start = null;
  let end = null;
  for (const node of textNodes(paragraph)) {
    if (range.intersectsNode(node)) {
      const first = node === range.startContainer ? range.startOffset : 0;
      const last = node === range.endContainer ? range.endOffset : node.data.length;
      if (last > first) {
        start ??= at + points(node.data.slice(0, first));
        end = at + points(node.data.slice(0, last));
      }
    }
    at += points(node.data);
  }
  return start === null ? null : [start, end];
}

function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const paragraphs = [...document.querySelectorAll("[data-start]")].filter((one) => range.intersectsNode(one));
  const parts = paragraphs.map((one) => within(one, range)).filter(Boolean);
  if (parts.length === 0) return null;
  // The words as the record has them: without numbers, whatever the browser would copy.
  const told = paragraphs.map((paragraph) => {
    const part = within(paragraph, range);
    if (!part) return "";
    const whole = [...textNodes(paragraph).map((node) => node.data).join("")];
    const begins = Number(paragraph.dataset.start);
    return whole.slice(part[0] - begins, part[1] - begins).join("");
  });
  return { place: `c${parts[0][0]}-${parts.at(-1)[1]}`, words: told.filter(Boolean).join("\n") };
}

if (form) {
  document.getElementById("mark-hint").textContent = ", or select them there";
  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (!found || details.contains(document.activeElement)) return;
    words.value = found.words;
    place.value = found.place;
    details.classList.add("at-hand"); // at the foot of the window, not of the page
  });
  // Words that were changed by hand are looked for anew.
  words.addEventListener("input", () => {
    place.value = "";
  });
}
