// The parts of a form are fetched when their tab is opened: see foundation/desk/parts_on_demand.py.
function openPart(place) {
  const part = place.dataset.part;
  if (place.dataset.asked) return;
  place.dataset.asked = "yes";
  const say = (failed) => {
    place.querySelector("[data-waiting]").hidden = failed;
    place.querySelector("[data-failed]").hidden = !failed;
  };
  say(false);
  fetch(`?part=${part}`, { headers: { "X-Part": part } })
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer.status)))
    .then((page) => showPart(place, page))
    .catch(() => {
      say(true);
      place.querySelector("[data-again]").onclick = () => {
        delete place.dataset.asked;
        openPart(place);
      };
    });
}

// Alpine wakes new elements up itself; unfold and Django bind their handlers only once, when the page is ready.
function showPart(place, page) {
  const made = document.createElement("template");
  made.innerHTML = page.trim();
  const group = made.content.firstElementChild;
  place.replaceWith(group);
  for (const button of group.querySelectorAll(".add-row")) button.addEventListener("click", addInlineTemplateHandler);
  for (const button of group.querySelectorAll(".delete-template")) button.addEventListener("click", deleteInlineTemplateHandler);
  django.jQuery(group).find(".admin-autocomplete").not("[name*=__prefix__]").djangoAdminSelect2();
}
