// The matrix follows its form at once, without a new page: what has the focus keeps it. Without this script, "Show" does the same.

import { addHandles } from "./period.js";

// What depends on the choice, besides the matrix itself: its address in other forms, and by actor or by side.
const PARTS = ["matrix-shown", "matrix-by", "page-forms"];
const PAUSE_MILLISECONDS = 250;

const form = document.getElementById("choose-form");
let waiting = 0;
let asked = 0;

function address() {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value && !(name === "sort" && value === "dossier")) chosen.append(name, value);
  return chosen.size ? `/?${chosen}` : "/";
}

async function show() {
  const [wanted, number] = [address(), ++asked];
  const shown = document.getElementById("matrix-shown");
  shown.setAttribute("aria-busy", "true");
  let page;
  try {
    const answer = await fetch(wanted, { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    location.assign(wanted);
    return;
  }
  if (number !== asked) return;
  history.replaceState(null, "", wanted);
  for (const id of PARTS) {
    const [before, after] = [document.getElementById(id), page.getElementById(id)];
    if (before && after) before.replaceWith(after);
  }
  document.getElementById("matrix-told").textContent = document.querySelector("#matrix-shown .chosen")?.textContent ?? "All is shown.";
}

form.addEventListener("input", (event) => {
  // A day that is half typed is none yet.
  if (event.target.validity && !event.target.validity.valid) return;
  clearTimeout(waiting);
  waiting = setTimeout(show, PAUSE_MILLISECONDS);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  show();
});
addHandles(document.getElementById("period"));
