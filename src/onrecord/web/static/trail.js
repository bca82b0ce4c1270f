// The time line as part of the page, so that its signs can be followed from here. Without this, the picture links to itself alone.

for (const image of document.querySelectorAll("img[data-links]")) draw(image);

async function draw(image) {
  const answer = await fetch(image.dataset.links);
  if (!answer.ok) return;
  const drawn = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  if (drawn.localName !== "svg") return;
  const placed = document.importNode(drawn, true);
  const box = image.closest(".scroller");
  // As an image it was told as a whole; its parts tell themselves.
  (image.closest("picture") ?? image).replaceWith(placed);
  // Where it is wider than its box, the newest is in view first.
  box?.scrollTo(box.scrollWidth, 0);
}
