"use strict";
// Filters the rows of the list; all rows stand in the page.
(() => {
  document.documentElement.classList.add("js");
  const rows = [...document.querySelectorAll(".leads tbody tr")];
  const field = document.getElementById("row-search");
  if (!field) return;
  const count = document.getElementById("row-count");
  const filters = [...document.querySelectorAll(".row-filter")];
  const text = rows.map((row) => row.textContent.toLowerCase());

  function apply() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      const keep = words.every((word) => text[index].includes(word))
        && filters.every((one) => !one.value || row.dataset[one.dataset.column] === one.value);
      row.hidden = !keep;
      shown += keep ? 1 : 0;
    });
    count.textContent = String(shown);
  }
  field.addEventListener("input", apply);
  filters.forEach((one) => one.addEventListener("change", apply));
  apply();
})();
