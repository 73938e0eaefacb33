// A page that answers a form is read anew by Back and reload: the browser has dropped what was sent (ERR_CACHE_MISS), and
// what was typed is given back as a draft.
history.replaceState(history.state, "", location.href);

// A new row of an edit page is shown open, with the cursor in its first field; unfold leaves it closed.
document.addEventListener("formset:added", (event) => {
  const row = event.detail?.row ?? event.target;
  // Alpine wakes the row up after this event.
  setTimeout(() => {
    const title = row.querySelector("h3 strong");
    const field = row.querySelector(":is(fieldset, td) :is(input:not([type=hidden]), textarea, select)");
    if (title && field && field.offsetParent === null) title.click();
    setTimeout(() => field?.focus(), 50);
  }, 50);
});

// On phones each cell names its column; Vietnamese begins such a name with one capital, not with one for each word.
document.addEventListener("DOMContentLoaded", () => {
  for (const cell of document.querySelectorAll("[data-label]")) {
    const label = cell.dataset.label;
    cell.dataset.label = label.charAt(0).toUpperCase() + label.slice(1);
  }
});
