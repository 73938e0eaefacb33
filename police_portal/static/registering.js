// The page of a new dossier: a scanner's Enter leads on to the procedure instead of sending the form, what select2 chooses is told
// to htmx, which hears the browser's own events only, and the search for a procedure knows the chosen office. F8: all papers are there.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const $ = window.django.jQuery;
  const procedure = document.querySelector("#id_procedure");
  const office = document.querySelector("#id_office");
  $.ajaxPrefilter((options) => {
    if (options.url === procedure.getAttribute("data-ajax--url")) options.data = `${options.data ?? ""}&office=${encodeURIComponent(office.value)}`;
  });
  $(procedure).on("select2:select select2:clear", () => procedure.dispatchEvent(new Event("change", { bubbles: true })));
  document.querySelector("#id_code").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (procedure.value) document.querySelector("#id_applicant_name").focus();
    else $(procedure).select2("open");
  });
  const all = document.querySelector("[data-all-papers]");
  all.addEventListener("click", () => {
    for (const box of document.querySelectorAll("#papers [data-required], #id_complete")) box.checked = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F8") return;
    event.preventDefault();
    all.click();
  });
});
