// What unfold leaves to the mouse and to the eye: icons are silent, everything has a name, everything that can be pressed can be reached.
(() => {
  const NAMES = [
    ["#searchbar", "Tìm trong danh sách"],
    ["#searchbar-submit", "Tìm"],
    ["a[href='/quan-tri/']", "Trang chính"],
    ["#dialog > div[x-on\\:click]", "Đóng"],
    ["#changelist-filter-close", "Đóng bộ lọc"],
    ["[id^=calendarlink]", "Chọn ngày"],
    ["[id^=clocklink]", "Chọn giờ"],
    [".select2-search__field", "Gõ để tìm và chọn"],
    ["[x-on\\:click^='showActions']", "Các việc khác"],
    ["[x-on\\:click*=openTabsDropdown]", "Các phần khác"],
    ["[x-on\\:click*=openTheme]", "Chọn nền sáng hoặc tối"],
    [".related-widget-wrapper [x-on\\:click]", "Thêm hoặc xem mục được chọn"],
    ["a[href$='/add/']", "Thêm"],
  ];
  const hasName = (element) => {
    if (element.getAttribute("aria-label") || element.getAttribute("title") || element.getAttribute("aria-labelledby") || element.labels?.length) return true;
    if (element.matches("input, select, textarea")) return false; // what stands in it is no name
    const copy = element.cloneNode(true);
    for (const icon of copy.querySelectorAll("[aria-hidden=true]")) icon.remove();
    return copy.textContent.trim() !== "";
  };
  const nameFields = (root) => {
    // A cell of a table is named by its column, a part of a date and time by what stands in it while it is empty.
    for (const field of root.querySelectorAll("input:not([type=hidden]), select, textarea")) {
      if (hasName(field)) continue;
      const cell = field.closest("td");
      const label = cell?.closest("table")?.querySelectorAll("thead th")[cell.cellIndex]?.textContent.trim() || cell?.dataset.label || field.placeholder;
      if (label) field.setAttribute("aria-label", label);
    }
  };
  // A box of select2 is called as the select behind it; its list holds a span, which no list may.
  const nameBoxes = (root) => {
    for (const box of root.querySelectorAll(".select2-container")) {
      const select = box.previousElementSibling;
      const words = [...(select?.labels ?? [])].map((label) => label.textContent.trim()).join(" ");
      const name = words || select?.getAttribute("aria-label") || "Chọn";
      for (const part of box.querySelectorAll(".select2-selection, [role=textbox], ul.select2-selection__rendered")) part.setAttribute("aria-label", name.replace(/\s*[*:]+$/, ""));
      for (const part of box.querySelectorAll(".select2-selection")) part.removeAttribute("aria-labelledby");
      for (const list of box.querySelectorAll("ul.select2-selection__rendered")) list.setAttribute("role", "group");
      for (const item of box.querySelectorAll("ul.select2-selection__rendered > li")) item.setAttribute("role", "presentation");
    }
    for (const hint of root.querySelectorAll(".help-tooltip[aria-label]")) hint.setAttribute("role", "img");
  };
  const describe = (root) => {
    for (const icon of root.querySelectorAll(".material-symbols-outlined")) icon.setAttribute("aria-hidden", "true");
    for (const [selector, name] of NAMES) for (const element of root.querySelectorAll(selector)) if (!hasName(element)) element.setAttribute("aria-label", name);
    nameFields(root);
    nameBoxes(root);
    for (const link of root.querySelectorAll("a[href='#']")) link.setAttribute("role", "button");
    for (const pressed of root.querySelectorAll(":is(a:not([href]), span, div)[x-on\\:click]:not(#changelist-filter-close)")) {
      pressed.setAttribute("role", "button");
      pressed.tabIndex = 0;
    }
  };
  let soon;
  document.addEventListener("DOMContentLoaded", () => {
    describe(document);
    // Other scripts make fields, rows and dialogs later.
    new MutationObserver(() => {
      clearTimeout(soon);
      soon = setTimeout(() => describe(document), 30);
    }).observe(document.body, { childList: true, subtree: true });
  });
  document.addEventListener("keydown", (event) => {
    const pressed = event.target.closest?.("[role=button]:not(button):not([href])");
    if (pressed && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      pressed.click();
    }
  });

  // Past the menu and the head of a list, to the link of its first row.
  document.addEventListener("click", (event) => {
    const skip = event.target.closest?.("[data-skip-to-row]");
    const row = skip && document.querySelector("#result_list tbody :is(th, td) a[href]");
    if (!row) return;
    event.preventDefault();
    row.focus();
  });

  // A section of a guide that the address names: the page was hidden when the browser looked for it.
  window.addEventListener("load", () => {
    const section = document.getElementById(location.hash.slice(1));
    if (section?.closest(".help-text")) setTimeout(() => section.scrollIntoView(), 50);
  });

  // A dialog takes the cursor, keeps it, and gives it back to the button that opened it.
  let opener = null;
  const inside = () => [...document.querySelectorAll("#dialog :is(a[href], button, [role=button], input:not([type=hidden]), select, textarea)")].filter((one) => one.offsetParent);
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.getAttribute("hx-target") === "#modal-content") opener = event.detail.elt;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const dialog = document.getElementById("dialog");
    if (!dialog?.contains(event.target) && !event.target.contains(dialog)) return;
    describe(dialog);
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-modal", "true");
    dialog.setAttribute("aria-label", dialog.querySelector("h1")?.textContent.trim() ?? "");
    setTimeout(() => (inside().find((one) => one.matches("[aria-invalid=true], input, select, textarea")) ?? dialog.querySelector("[type=submit]"))?.focus(), 50);
  });
  document.addEventListener("keydown", (event) => {
    const dialog = document.getElementById("dialog");
    if (!dialog?.offsetParent && !dialog?.getClientRects().length) return;
    if (event.key === "Escape") opener?.focus();
    if (event.key !== "Tab") return;
    const stops = inside();
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement === edge || !dialog.contains(document.activeElement)) {
      event.preventDefault();
      (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
    }
  });
})();
