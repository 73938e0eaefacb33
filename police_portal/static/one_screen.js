// One row on one screen: templates at the cursor, what the citizen will read, who else looks, what is new.
"use strict";
(() => {
  const EVERY = 20_000; // milliseconds between two questions to the server
  const AWAY = 600_000; // after so long without a key or a move of the mouse nothing is asked

  // --- the answer ---
  const joined = (before, text, after) => {
    const list = text.startsWith("- ");
    const begins = !before || before.endsWith("\n") ? "" : list || text.includes("\n") ? "\n" : /\s$/.test(before) ? "" : " ";
    const last = text.slice(text.lastIndexOf("\n") + 1);
    const ends = !after || /^\s/.test(after) ? "" : last.startsWith("- ") || text.includes("\n") ? "\n" : " ";
    return begins + text + ends;
  };
  const asSent = (text) => text.replace(/\r\n?/g, "\n").replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, (letter) => (letter === "\n" || letter === "\t" ? letter : "")).normalize("NFC").trim();
  const answering = (form) => {
    const box = form.querySelector("textarea");
    const preview = form.querySelector("[data-preview]");
    const show = () => {
      preview.hidden = !box.value.trim();
      form.querySelector("[data-preview-text]").textContent = asSent(box.value);
    };
    show();
    box.addEventListener("input", show);
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-insert]");
      if (!button) return;
      const before = box.value.slice(0, box.selectionStart);
      const greeting = box.value.trim() || !form.dataset.greeting ? "" : `${form.dataset.greeting}\n`;
      const text = greeting + joined(before, button.dataset.insert, box.value.slice(box.selectionEnd));
      box.focus();
      // The old command keeps «undo»; a browser without it writes the text in.
      if (!document.execCommand("insertText", false, text)) box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
      button.closest("details")?.removeAttribute("open");
    });
  };
  // --- who else looks, and what is new ---
  const living = (screen) => {
    const others = screen.querySelector("[data-others]");
    const changed = screen.querySelector("[data-changed]");
    const part = screen.querySelector("[data-conversation]");
    const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    let moved = Date.now();
    let timer = 0;
    let asking = null;
    const renew = async (signal) => {
      const answer = await fetch(location.href, { headers: { "X-Part": "conversation" }, signal });
      if (!answer.ok || answer.redirected) return;
      const was = Number(part.firstElementChild.dataset.last);
      part.innerHTML = await answer.text();
      for (const one of [...part.querySelectorAll("article")].slice(was)) one.classList.add("said-new");
      const read = screen.querySelector("[data-reply] input[name=seen]");
      const last = part.querySelector("[data-seen]");
      if (read && last) read.value = last.dataset.seen;
      changed.hidden = false;
    };
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const body = new URLSearchParams({ page: screen.dataset.page, key: screen.dataset.key });
      try {
        const answer = await fetch(screen.dataset.live, { method: "POST", body, headers: { "X-CSRFToken": token() }, signal: asking.signal });
        if (answer.redirected || answer.status === 403 || answer.status === 404) return; // signed out, or out of sight: nothing more is asked
        if (answer.ok) {
          const told = await answer.json();
          others.hidden = told.others.length === 0;
          others.textContent = told.others.length ? `Đang cùng xem: ${told.others.join(", ")}.` : "";
          if (told.version !== part.firstElementChild.dataset.version) await renew(asking.signal);
        }
      } catch (error) {
        if (error.name === "AbortError") return;
      }
      later();
    };
    const later = () => {
      clearTimeout(timer);
      if (!document.hidden && Date.now() - moved < AWAY) timer = setTimeout(ask, EVERY);
      else timer = 0;
    };
    document.addEventListener("visibilitychange", () => {
      clearTimeout(timer);
      asking?.abort();
      if (!document.hidden) {
        moved = Date.now();
        ask();
      }
    });
    for (const kind of ["pointermove", "keydown"]) {
      document.addEventListener(kind, () => {
        const was = moved;
        moved = Date.now();
        if (moved - was >= AWAY) ask();
      }, { passive: true });
    }
    ask();
  };

  document.addEventListener("DOMContentLoaded", () => {
    const screen = document.querySelector("[data-one-screen]");
    if (!screen) return;
    const form = screen.querySelector("[data-reply]");
    const said = screen.querySelector(".conversation");
    said.scrollTop = said.scrollHeight;
    if (form) {
      answering(form);
      // The button at the top leads to the box, which is on this page already.
      document.querySelector("a[data-shortcut=answer]")?.addEventListener("click", (event) => {
        event.preventDefault();
        form.scrollIntoView({ block: "center" });
        form.querySelector("textarea").focus();
      });
    }
    living(screen);
  });
})();
