// Keys for the review page. Everything that they do, links and buttons do as well.

const KEPT = "onrecord-keys";
const places = [...document.querySelectorAll("[data-key]")];
let on = recalled() !== "off";

function recalled() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // a browser that keeps nothing: keys are on
  }
}

function press(place) {
  if (place instanceof HTMLDetailsElement) {
    place.open = !place.open;
    const first = place.querySelector("form select, form input:not([type=hidden])");
    (place.open && first ? first : place.querySelector("summary")).focus();
  } else {
    place.click();
  }
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select");
  if (!on || typing || event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.isComposing) return;
  const place = places.find((one) => one.dataset.key === event.key.toLowerCase());
  if (!place) return;
  event.preventDefault();
  press(place);
});

// Whoever speaks to the computer, or presses keys by chance, can turn single keys off (WCAG 2.1.4).
const turn = document.getElementById("keys-off");
function show() {
  turn.textContent = on ? "Turn keys off" : "Turn keys on";
  for (const one of document.querySelectorAll("kbd")) one.hidden = !on;
}
if (turn) {
  turn.hidden = false;
  turn.addEventListener("click", () => {
    on = !on;
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      // it holds for this page alone
    }
    show();
  });
  show();
}
