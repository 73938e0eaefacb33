// The form of an announcement: headings, bold, lists and links by buttons; the citizen's page beside it at once.
"use strict";
(() => {
  const PAUSE = 500; // milliseconds without a key until the page is asked for

  // --- buttons above the text ---
  const put = (box, text, from, to) => {
    box.focus();
    // The old command keeps «undo»; a browser without it writes the text in.
    if (!document.execCommand("insertText", false, text)) box.setRangeText(text, from, to, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const around = (box, before, after, otherwise) => {
    const [from, to] = [box.selectionStart, box.selectionEnd];
    put(box, before + (box.value.slice(from, to) || otherwise) + after, from, to);
  };
  const lines = (box, mark) => {
    const from = box.value.lastIndexOf("\n", box.selectionStart - 1) + 1;
    const to = box.selectionEnd;
    const chosen = box.value.slice(from, to).split("\n").map((line) => mark + line.replace(/^(#{1,3} |- )/, "")).join("\n");
    box.setSelectionRange(from, to);
    put(box, chosen, from, to);
  };
  const BUTTONS = [
    ["Đề mục", (box) => lines(box, "## ")],
    ["Đậm", (box) => around(box, "**", "**", "chữ đậm")],
    ["Danh sách", (box) => lines(box, "- ")],
    ["Liên kết", (box) => around(box, "[", "](https://)", "chữ hiện ra")],
  ];
  const toolbar = (box) => {
    const bar = document.createElement("div");
    bar.className = "writing-buttons";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Trình bày nội dung");
    for (const [title, act] of BUTTONS) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button-plain";
      button.textContent = title;
      button.addEventListener("click", () => act(box));
      bar.append(button);
    }
    box.before(bar);
  };

  // --- the citizen's page ---
  const live = (part, form) => {
    let timer = 0;
    let asking = null;
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const body = new FormData(form);
      for (const box of form.querySelectorAll("input[type=file]")) body.delete(box.name);
      try {
        const answer = await fetch(part.dataset.livePreview, { method: "POST", body, signal: asking.signal });
        if (!answer.ok || answer.redirected) return;
        part.innerHTML = await answer.text();
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    };
    for (const kind of ["input", "change"]) {
      form.addEventListener(kind, () => {
        clearTimeout(timer);
        timer = setTimeout(ask, PAUSE);
      });
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("announcement_form");
    const box = form?.querySelector("textarea[name=body]");
    if (!box) return;
    toolbar(box);
    const part = document.querySelector("[data-live-preview]");
    if (part) live(part, form);
  });
})();
