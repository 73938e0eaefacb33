// The page of a new dossier: a scanner's Enter leads on to the procedure instead of sending the form, and what select2
// chooses is told to htmx, which hears the browser's own events only.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const $ = window.django.jQuery;
  const procedure = document.querySelector("#id_procedure");
  $(procedure).on("select2:select select2:clear", () => procedure.dispatchEvent(new Event("change", { bubbles: true })));
  document.querySelector("#id_code").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (procedure.value) document.querySelector("#id_applicant_name").focus();
    else $(procedure).select2("open");
  });
});
