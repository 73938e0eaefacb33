// The search over everything, the search in long lists of choices, and the shortcuts of the officers' pages. What is typed leaves by POST, never in an address.
"use strict";
(() => {
  const WAIT = 180; // milliseconds after the last letter
  const SINGLE = "desk-single-keys"; // whether letters alone are shortcuts, kept by the browser
  const KEYS = { n: "take", r: "answer", j: "next", k: "previous", u: "back", h: "help" };
  const one = (selector, root = document) => root.querySelector(selector);
  // A page's own key, such as a desk's «V», comes before the same key of all pages.
  const pressed = (key) => /^[a-z]$/.test(key) && (one(`[data-shortcut=${key}]`) ?? (KEYS[key] && one(`[data-shortcut=${KEYS[key]}]`)));
  const writes = (element) => element?.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element?.tagName ?? "");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const singleKeys = () => localStorage.getItem(SINGLE) !== "off";

  document.addEventListener("DOMContentLoaded", () => {
    const search = one("#desk-search");
    const shortcuts = one("#desk-shortcuts");
    if (!search || !shortcuts) return;
    const field = one("input[name=q]", search);
    const form = one("form", search);
    const results = one("#desk-results");
    let timer = 0;
    let asking = null;

    const options = () => [...results.querySelectorAll("[role=option]")];
    const choose = (index) => {
      const all = options();
      all.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
      all[index]?.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", all[index]?.id ?? "");
    };
    const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(form.action, { method: "POST", body: new FormData(form), signal: asking.signal });
        results.innerHTML = answer.redirected ? "" : await answer.text();
        if (answer.redirected) location.reload(); // the session has ended
        results.setAttribute("role", options().length ? "listbox" : "status"); // a list box without a row is none
        choose(0);
        return true;
      } catch (error) {
        if (error.name !== "AbortError") results.innerHTML = '<p class="desk-empty">Chưa tìm được. Hãy thử lại.</p>';
        return false;
      }
    };
    const openSearch = () => {
      if (search.open) return;
      if (shortcuts.open) shortcuts.close();
      field.value = "";
      results.innerHTML = "";
      search.showModal();
      field.focus();
      ask();
    };
    let asked = "";
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { asked = field.value; ask(); }, WAIT);
    });
    search.addEventListener("keydown", (event) => {
      const last = options().length - 1;
      if (event.key === "ArrowDown") choose(Math.min(chosen() + 1, last));
      else if (event.key === "ArrowUp") choose(Math.max(chosen() - 1, 0));
      else return;
      event.preventDefault();
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      // Whoever types a code and presses Enter at once means what is not shown yet.
      if (asked !== field.value) {
        clearTimeout(timer);
        asked = field.value;
        if (!(await ask())) return;
      }
      options()[Math.max(chosen(), 0)]?.click();
    });
    // A phone or ID number goes to this search, which finds it and tells no address; a list's own box would.
    one("#changelist-search")?.addEventListener("submit", (event) => {
        const number = one("#searchbar").value.replace(/[\s.()-]/g, "");
        if (!/^(\+?\d{9,12})$/.test(number)) return;
        event.preventDefault();
        openSearch();
        field.value = number;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    for (const button of document.querySelectorAll("[data-desk-search]")) button.addEventListener("click", openSearch);
    for (const button of document.querySelectorAll("[data-desk-shortcuts]")) button.addEventListener("click", () => shortcuts.showModal());
    for (const dialog of [search, shortcuts]) {
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
      });
    }
    const box = one("[data-single-keys]", shortcuts);
    box.checked = singleKeys();
    box.addEventListener("change", () => localStorage.setItem(SINGLE, box.checked ? "on" : "off"));

    window.addEventListener(
      "keydown", // in the capturing phase: unfold would move the cursor to the list's own field
      (event) => {
        const key = event.key.toLowerCase();
        if (key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) {
          event.preventDefault();
          event.stopImmediatePropagation();
          openSearch();
          return;
        }
        const busy = writes(event.target) || search.open || shortcuts.open;
        if (busy || event.ctrlKey || event.metaKey || event.altKey || !singleKeys()) return;
        const dialog = one("#dialog");
        if (dialog?.getClientRects().length) { // its answers may have keys; those of the page rest
          const answer = /^[a-z]$/.test(key) && one(`[data-shortcut=${key}]`, dialog);
          if (!answer) return;
          answer.click();
        } else if (key === "/") openSearch();
        else if (key === "?") shortcuts.showModal();
        else if (pressed(key)) pressed(key).click();
        else return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
  });

  // --- a dialog that asks nothing: sent unseen, once a page; shown if it is refused ---
  let sending = false;
  document.addEventListener("htmx:beforeRequest", (event) => { if (sending && event.detail.requestConfig.verb === "get") event.preventDefault(); });
  document.addEventListener("htmx:afterSettle", () => {
    const form = one("#dialog form[data-at-once]");
    if (!form || sending) return;
    sending = true;
    form.requestSubmit();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = one("#dialog form[data-at-once]");
    if (event.detail.requestConfig.verb !== "post" || !form || event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    form.removeAttribute("data-at-once");
    sending = false;
  });

  // --- picking one of many, also in dialogs that come later ---
  document.addEventListener("input", (event) => {
    const pick = event.target.matches?.("[data-pick-filter]") && event.target.closest("[data-pick]");
    if (!pick) return;
    const words = fold(event.target.value).split(/\s+/).filter(Boolean);
    const initials = (text) => text.split(/\s+/).map((word) => word[0]).join(""); // «csgt» is how officers write «Cảnh sát giao thông»
    let shown = 0;
    for (const option of pick.querySelectorAll("[data-pick-option]")) {
      const text = fold(option.textContent).trim();
      option.hidden = !words.every((word) => text.includes(word) || (word.length > 2 && initials(text).includes(word)));
      shown += option.hidden ? 0 : 1;
    }
    for (const group of pick.querySelectorAll("[data-pick-group]")) group.hidden = !group.querySelector("[data-pick-option]:not([hidden])");
    pick.querySelector("[data-pick-none]").hidden = shown > 0;
  });
  document.addEventListener("keydown", (event) => {
    const pick = event.key === "Enter" && event.target.matches?.("[data-pick-filter]") && event.target.closest("[data-pick]");
    if (!pick) return;
    event.preventDefault(); // what is typed is not the choice: Enter chooses the only one that is left
    const left = pick.querySelectorAll("[data-pick-option]:not([hidden]) input");
    if (left.length === 1) left[0].click();
  });
})();
