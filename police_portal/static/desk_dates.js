// The calendar of date fields: Django's own, fetched when it is opened first. It works in dialogs too, which are loaded later.
"use strict";
(() => {
  const TIME = /\b([01]?\d|2[0-3]):[0-5]\d\b/;
  const DAY = /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/;
  const two = (number) => String(number).padStart(2, "0");
  let loading = null;
  let box = null;

  const fetchScript = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  const loaded = (button) => {
    loading ??= button.dataset.calendar.split(" ").reduce((before, address) => before.then(() => (address.includes("calendar") && window.Calendar) || fetchScript(address)), Promise.resolve());
    return loading;
  };
  const popover = () => {
    if (box) return box;
    box = document.createElement("div");
    box.className = "date-popover";
    box.popover = "auto";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", "Chọn ngày");
    box.innerHTML =
      '<div class="date-months"><button type="button" data-month="drawPreviousMonth" aria-label="Tháng trước">‹</button><button type="button" data-today>Hôm nay</button>' +
      '<button type="button" data-month="drawNextMonth" aria-label="Tháng sau">›</button></div><div id="desk-calendar" class="calendar"></div>';
    document.body.append(box);
    return box;
  };
  const write = (field, year, month, day) => {
    const chosen = `${two(day)}/${two(month)}/${year}`;
    const now = new Date();
    const time = field.value.match(TIME)?.[0] ?? `${two(now.getHours())}:${two(now.getMinutes())}`;
    field.value = field.placeholder.startsWith("giờ") ? `${time} ${chosen}` : chosen;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    box.hidePopover();
    field.focus();
  };
  const open = async (button) => {
    await loaded(button);
    const field = button.parentElement.querySelector("input");
    const shown = popover();
    const [, day, month, year] = field.value.match(DAY) ?? [];
    const selected = day ? new Date(Date.UTC(year, month - 1, day)) : new Date(); // Django compares days in UTC
    const calendar = new window.Calendar("desk-calendar", (...chosen) => write(field, ...chosen), day ? selected : undefined);
    const draw = (act) => {
      act();
      // The calendar's cells are links to nowhere; months are told to the eye only.
      shown.querySelector("caption")?.setAttribute("aria-live", "polite");
    };
    draw(() => calendar.drawDate(selected.getMonth() + 1, selected.getFullYear(), day ? selected : undefined));
    for (const step of shown.querySelectorAll("[data-month]")) step.onclick = () => draw(() => calendar[step.dataset.month]());
    const today = new Date();
    shown.querySelector("[data-today]").onclick = () => write(field, today.getFullYear(), today.getMonth() + 1, today.getDate());
    shown.showPopover();
    const place = button.getBoundingClientRect();
    shown.style.left = `${Math.max(8, Math.min(place.right - shown.offsetWidth, innerWidth - shown.offsetWidth - 8))}px`;
    const below = place.bottom + 4;
    shown.style.top = `${below + shown.offsetHeight > innerHeight ? Math.max(8, place.top - shown.offsetHeight - 4) : below}px`;
    (shown.querySelector("td.selected a, td.today a") ?? shown.querySelector("td a"))?.focus();
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-calendar]");
    if (button) open(button).catch(() => button.remove()); // what is typed is enough
  });
})();
