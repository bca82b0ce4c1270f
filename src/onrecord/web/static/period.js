// The period as two handles over the months of the record, beside the two days that the form has anyway.

const monthName = new Intl.DateTimeFormat("en", { month: "short", year: "numeric", timeZone: "UTC" });

/** Months since the year 0 of a day like "2032-03-04". */
const monthOf = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const dayOf = (month, day) => new Date(Date.UTC(Math.floor(month / 12), month % 12, day));
const firstDay = (month) => dayOf(month, 1).toISOString().slice(0, 10);
const lastDay = (month) => dayOf(month + 1, 0).toISOString().slice(0, 10);

/** Puts the handles before the two days of a period. Where a record has one month only there is nothing to choose between. */
export function addHandles(period) {
  const [since, until] = period.querySelectorAll("input[type=date]");
  if (!period.dataset.first) return;
  const [first, last] = [monthOf(period.dataset.first), monthOf(period.dataset.last)];
  if (first === last) return;
  const low = handle("First month", first, last);
  const high = handle("Last month", first, last);
  const shown = () => {
    const within = (month) => Math.min(last, Math.max(first, month));
    low.range.value = since.value ? within(monthOf(since.value)) : first;
    high.range.value = until.value ? within(monthOf(until.value)) : last;
    for (const one of [low, high]) tell(one);
  };
  // A handle pushes the other one along. At either end of the record, the period is open.
  low.range.addEventListener("input", () => {
    high.range.value = Math.max(high.range.value, low.range.value);
    take();
  });
  high.range.addEventListener("input", () => {
    low.range.value = Math.min(high.range.value, low.range.value);
    take();
  });
  const take = () => {
    since.value = Number(low.range.value) === first ? "" : firstDay(Number(low.range.value));
    until.value = Number(high.range.value) === last ? "" : lastDay(Number(high.range.value));
    for (const one of [low, high]) tell(one);
  };
  for (const one of [since, until]) one.addEventListener("input", shown);
  const months = document.createElement("div");
  months.className = "months";
  months.append(...low.parts, ...high.parts);
  period.prepend(months);
  shown();
}

function tell(one) {
  const words = monthName.format(dayOf(Number(one.range.value), 1));
  one.output.value = words;
  one.range.setAttribute("aria-valuetext", words);
}

function handle(words, first, last) {
  const label = document.createElement("label");
  label.className = "hidden";
  label.textContent = words;
  const range = Object.assign(document.createElement("input"), { type: "range", min: first, max: last, step: 1 });
  range.id = `month-${words.toLowerCase().replace(" ", "-")}`;
  label.htmlFor = range.id;
  const output = document.createElement("output");
  output.htmlFor = range.id;
  return { range, output, parts: [label, range, output] };
}
