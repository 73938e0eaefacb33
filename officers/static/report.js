// The report opens the browser's print view by its button, and at once where the address asks for it.
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
if (new URLSearchParams(location.search).has("in")) window.addEventListener("load", () => window.print());
// What a phone has folded is printed all the same.
window.addEventListener("beforeprint", () => { for (const part of document.querySelectorAll("details")) part.open = true; });
