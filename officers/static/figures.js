// Tables of figures are sorted by a click on a column. Without this script they stay as they came: the worst first.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const words = new Intl.Collator("vi", { numeric: true });
  const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
  const compare = (one, other) => (isNaN(one) || isNaN(other) ? words.compare(one, other) : one - other);

  const sort = (table, head, column) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[table.tBodies.length - 1]; // a sum stays above it
    const rows = [...body.rows].sort((a, b) => {
      const [one, other] = [value(a, column), value(b, column)];
      if (one === "" || other === "") return (one === "") - (other === ""); // what is not known comes last
      return down ? compare(other, one) : compare(one, other);
    });
    body.append(...rows);
  };

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if ("fixed" in head.dataset) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort-button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, column));
    });
  }
});
