// The button that prints a receipt.
"use strict";
document.querySelector("[data-print]").addEventListener("click", () => window.print());
