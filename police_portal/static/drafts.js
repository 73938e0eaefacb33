// What an officer types outlives an ended session, a closed window and a crash: this browser keeps it, encrypted, until the server says that it took
// that very form, and a week at most. Only the same account gets the key. The server keeps it, too, for another computer. A form with changes is
// saved before one of the page's moves is opened. Whatever was sent and not taken comes back with what was typed and chosen.
"use strict";
(() => {
  const KEPT = 7 * 24 * 3600_000; // milliseconds, as long as the server remembers which forms it took
  const PREFIX = "draft:";
  const THEN = "after-saving:";
  const records = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).map((name) => [name, parsed(localStorage.getItem(name))]);
  const parsed = (text) => {
    try { return JSON.parse(text) ?? {}; } catch { return {}; }
  };
  for (const [name, record] of records()) if (!(Date.now() - record.at < KEPT)) localStorage.removeItem(name);

  const states = new WeakMap(); // form → what is known of it
  const encoder = new TextEncoder();
  const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  let officer = "";
  let key = null;
  let kept = {}; // path → what the server keeps
  let keepAt = "";
  const PAUSE = 1_500; // milliseconds after the last letter
  const waiting = new Map(); // state → what the server does not have yet, and the timer
  let ready = false; // what was taken is forgotten, so that only the rest is given back

  const path = (form) => new URL(form.getAttribute("hx-post") || form.getAttribute("action") || location.href, location.href).pathname;
  const fields = (form) => [...form.elements].filter((one) => one.name && (one.type === "textarea" || one.type === "text") && !one.readOnly && !one.matches("[data-no-draft], [type=hidden]"));
  const isWritten = (form) => form?.method === "post" && form.querySelector("textarea");
  const same = (one, other) => one.replace(/\r\n/g, "\n").trim().normalize() === other.replace(/\r\n/g, "\n").trim().normalize();

  // --- keeping ---
  const sealed = async (words) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, encoder.encode(JSON.stringify(words)));
    return { iv: base64(iv), data: await packed(data) };
  };
  const packed = (data) => new Promise((done) => { // a long text has more bytes than a call takes arguments
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.readAsDataURL(new Blob([data]));
  });
  const opened = async (record) => {
    try {
      const data = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(record.iv) }, key, bytes(record.data));
      return JSON.parse(new TextDecoder().decode(data));
    } catch {
      return {}; // of another key: nobody can read it any more
    }
  };
  const typed = (form, state) => {
    const found = { ...state.lost };
    for (const field of fields(form)) {
      const base = state.base[field.name] ?? field.defaultValue;
      if (field.value !== base) found[field.name] = [base, field.value];
    }
    return found;
  };
  const keep = async (form) => {
    const state = states.get(form);
    if (!state || !key) return;
    if (state.sent) state.mark = crypto.randomUUID(); // what is typed now was never sent
    state.sent = undefined;
    state.turn = (state.turn ?? 0) + 1;
    const turn = state.turn;
    const words = typed(form, state);
    tellServer(form, state, words);
    if (Object.keys(words).length === 0) return localStorage.removeItem(state.name);
    const secret = await sealed(words);
    if (turn !== state.turn) return; // more was typed meanwhile
    try {
      localStorage.setItem(state.name, JSON.stringify({ at: Date.now(), sent: state.sent, ...secret }));
    } catch {
      tell(form, "Trình duyệt không còn chỗ giữ bản đang viết. Hãy chép ra nơi khác trước khi gửi.");
    }
  };

  const tellServer = (form, state, words) => {
    const said = JSON.stringify(words);
    clearTimeout(waiting.get(state)?.timer);
    waiting.delete(state);
    if (said === state.said) return;
    const body = new URLSearchParams({ form: path(form), words: said, _draft: state.mark, officer });
    waiting.set(state, { body, said, timer: setTimeout(() => flush(state), PAUSE) });
  };
  const flush = async (state) => {
    const { body, said, timer } = waiting.get(state) ?? {};
    if (!body) return;
    clearTimeout(timer);
    waiting.delete(state);
    if (await say(body)) state.said = said; // else this browser has it, and the next letter tries again
  };
  const say = async (body) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(keepAt, { method: "POST", body, keepalive: body.get("words").length < 60_000, headers: { "X-CSRFToken": token } });
      return answer.ok && !answer.redirected;
    } catch {
      return false; // offline
    }
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const state of [...waiting.keys()]) flush(state);
  });

  // --- giving back ---
  const tell = (form, text, words = []) => {
    form.querySelector("[data-draft-notice]")?.remove();
    const notice = document.createElement("div");
    notice.className = "notice notice-info";
    notice.dataset.draftNotice = "";
    notice.setAttribute("role", "status");
    const said = document.createElement("p");
    said.textContent = text;
    notice.append(said, ...words.map((one) => Object.assign(document.createElement("pre"), { textContent: one })));
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "button-plain", textContent: "Bỏ bản đang viết" });
    drop.addEventListener("click", () => {
      const state = states.get(form);
      if (!state) { // no draft: the form anew
        sessionStorage.removeItem(posted.name);
        return location.replace(location.href);
      }
      for (const field of fields(form)) {
        if (field.value === (state.base[field.name] ?? field.defaultValue)) continue;
        field.value = state.base[field.name] ?? field.defaultValue;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      state.lost = {};
      keep(form);
      notice.remove();
    });
    notice.append(drop);
    const heading = form.querySelector("textarea")?.closest(".decision-field, .field-line, .form-row, #dialog-form") ?? form;
    heading.before(notice);
  };
  const moment = (at) => new Date(at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" });
  const giveBack = (form, state, words, at) => {
    let back = 0;
    const before = kept[path(form)]?.words ?? {}; // a dialog comes with it already
    for (const [name, [known, value]] of Object.entries(words)) {
      const field = fields(form).find((one) => one.name === name);
      const base = (state.base[name] = known ?? "");
      const given = field && before[name] && same(field.value, before[name][1]);
      if (field && same(field.value, value)) {
        if (given) back += 1;
        continue;
      }
      if (!field || !(given || same(field.value, base))) {
        state.lost[name] = [base, value]; // its place is gone, or says something else by now
        continue;
      }
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      back += 1;
    }
    const lost = Object.values(state.lost).map(([, value]) => value);
    const when = moment(at);
    if (back) tell(form, `Bản đang viết dở lúc ${when} đã được đưa lại; chưa được gửi.`, lost);
    else if (lost.length) tell(form, `Nội dung ở đây đã thay đổi. Bản đồng chí viết dở lúc ${when}:`, lost);
    form.closest("details")?.setAttribute("open", "");
  };
  const adopt = async (form) => {
    if (!isWritten(form) || states.has(form)) return;
    const state = { name: `${PREFIX}${officer}:${path(form)}`, base: {}, lost: {}, mark: crypto.randomUUID(), said: "{}" };
    states.set(form, state);
    const record = parsed(localStorage.getItem(state.name));
    const elsewhere = kept[path(form)];
    if (record.data && record.sent && !asked) return; // perhaps it was taken: nobody could be asked
    const here = record.data && !(elsewhere?.at > record.at) ? await opened(record) : elsewhere?.words;
    if (!here) return keep(form); // what was typed before the key was there
    if (elsewhere) state.said = ""; // said before; what is given up is told, too
    giveBack(form, state, here, record.data && here !== elsewhere?.words ? record.at : elsewhere.at);
  };
  // What was typed into a dialog that the page no longer offers, because somebody was faster: to be copied.
  const showLeft = () => {
    if (!location.pathname.endsWith("/change/")) return;
    const asks = [...document.querySelectorAll("[hx-get]")].map((one) => new URL(one.getAttribute("hx-get"), location.href).pathname);
    const offered = new Set([...asks, ...[...document.forms].map(path)]);
    for (const [address, { at, words }] of Object.entries(kept)) {
      if (!address || offered.has(address)) continue;
      const notice = Object.assign(document.createElement("div"), { className: "notice notice-info" });
      const said = Object.assign(document.createElement("p"), { textContent: `Đồng chí viết dở lúc ${moment(at)}; việc này nay không còn làm được ở đây. Hãy chép phần cần dùng.` });
      const drop = Object.assign(document.createElement("button"), { type: "button", className: "button-plain", textContent: "Bỏ bản đang viết" });
      drop.addEventListener("click", async () => {
        if (await say(new URLSearchParams({ form: address, words: "{}", _draft: crypto.randomUUID(), officer }))) notice.remove();
      });
      notice.dataset.draftNotice = "";
      notice.append(said, ...Object.values(words).map(([, value]) => Object.assign(document.createElement("pre"), { textContent: value })), drop);
      document.querySelector("#content").prepend(notice);
    }
  };
  const adoptAll = (root) => {
    for (const form of root.querySelectorAll?.("form") ?? []) adopt(form);
    const around = root.closest?.("form");
    if (around) adopt(around);
  };

  // --- a form that was not taken ---
  // A form without a box for several lines is no draft: the next citizen's form must not begin with this one's words. Whoever goes back, reloads, or
  // sent what nobody took (the session had ended, the service did not answer) finds what they typed and chose, in this tab only.
  const POSTED = "posted:";
  const NOT_KEPT = "[type=hidden], [type=password], [type=file], [autocomplete=one-time-code], [data-no-draft], button";
  const inputs = (form) => [...form.elements].filter((one) => one.name && one.matches("input, select, textarea") && !one.matches(NOT_KEPT));
  const isTick = (one) => one.type === "checkbox" || one.type === "radio";
  const chosen = (one) => [...(one.selectedOptions ?? [])].map((option) => [option.value, option.text]);
  const saidBy = (one) => [one.name, one.value, isTick(one) ? one.checked : chosen(one)];
  const fill = (one, value, extra) => {
    if (JSON.stringify(saidBy(one)) === JSON.stringify([one.name, value, extra])) return;
    if (isTick(one)) one.checked = extra;
    else if (one.matches("select")) {
      for (const [key, text] of extra) if (![...one.options].some((option) => option.value === key)) one.add(new Option(text, key));
      for (const option of one.options) option.selected = extra.some(([key]) => key === option.value);
    } else one.value = value;
    one.dispatchEvent(new Event("input", { bubbles: true }));
    one.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const posted = { name: "", forms: [], mark: crypto.randomUUID(), sent: false, given: null, busy: false };
  const isPosted = (form) => posted.forms.includes(form);
  const keepPosted = async () => {
    if (posted.busy) return (posted.again = true); // what is typed meanwhile is kept next
    posted.busy = true;
    do {
      posted.again = false;
      const words = posted.forms.map((form) => inputs(form).map(saidBy));
      const secret = await sealed(words);
      const record = { ...secret, sent: posted.sent ? posted.mark : undefined };
      try { if (words.flat().length) sessionStorage.setItem(posted.name, JSON.stringify(record)); } catch { /* no room: the page still has it */ }
    } while (posted.again);
    posted.busy = false;
  };
  const fillAll = () => {
    for (const [number, form] of posted.forms.entries()) {
      const of = (one) => (posted.given?.[number] ?? []).find(([field, value]) => field === one.name && (!isTick(one) || value === one.value));
      const drafted = isWritten(form) ? fields(form) : []; // given back below, with its notice
      for (const one of inputs(form)) if (of(one) && !drafted.includes(one)) fill(one, ...of(one).slice(1));
    }
  };
  const bringBack = async (method, address) => {
    posted.name = `${POSTED}${officer}:${location.pathname}`;
    posted.forms = [...document.querySelectorAll("#content form[method=post]")].filter((form) => path(form) === location.pathname);
    const record = parsed(sessionStorage.getItem(posted.name));
    const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
    if (method === "POST") return keepPosted(); // a refused form comes with its words
    if (!record.data || (isNew && !record.sent) || (record.sent && (await takenOf([record.sent], address))?.length !== 0)) return sessionStorage.removeItem(posted.name);
    posted.given = await opened(record);
    fillAll();
    const form = posted.forms[0];
    if (isNew && form && !isWritten(form)) tell(form, "Lần gửi trước chưa được ghi nhận. Nội dung đã được đưa lại; hãy kiểm tra rồi gửi lại.");
  };
  const keepTouched = (event) => {
    if (!isPosted(event.target.form) || !key) return;
    if (event.isTrusted) { // from now on the officer knows better
      posted.given = posted.given?.map((words) => words.filter(([name]) => name !== event.target.name));
      posted.sent = false;
    }
    keepPosted();
  };
  for (const kind of ["input", "change"]) document.addEventListener(kind, keepTouched);

  // --- what the server took ---
  let asked = true;
  const takenOf = async (marks, address) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(address, { method: "POST", body: new URLSearchParams(marks.map((mark) => ["draft", mark])), headers: { "X-CSRFToken": token } });
      return answer.ok && !answer.redirected ? (await answer.json()).taken : null;
    } catch {
      return null; // offline: what was sent waits until somebody can be asked
    }
  };
  const forgetTaken = async (address) => {
    const sent = records().filter(([name, record]) => record.sent && name.startsWith(`${PREFIX}${officer}:`));
    if (!sent.length) return;
    const taken = await takenOf(sent.map(([, record]) => record.sent), address);
    asked = taken !== null;
    for (const [name, record] of sent) if (taken?.includes(record.sent)) localStorage.removeItem(name);
  };
  const sign = (form, value) => {
    let mark = form.querySelector("[name=_draft]");
    if (!mark) form.append((mark = Object.assign(document.createElement("input"), { type: "hidden", name: "_draft" })));
    mark.value = value;
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const state = states.get(form);
    form.querySelector("[data-not-sent]")?.remove();
    if (state) {
      flush(state); // an answer that is lost leaves it for another computer
      state.sent ??= state.mark; // a second click sends the same
      const record = parsed(localStorage.getItem(state.name));
      if (record.data) localStorage.setItem(state.name, JSON.stringify({ ...record, sent: state.sent }));
    }
    if (isPosted(form)) {
      posted.mark = state?.sent ?? posted.mark;
      posted.sent = true;
      const record = parsed(sessionStorage.getItem(posted.name));
      if (record.data) sessionStorage.setItem(posted.name, JSON.stringify({ ...record, sent: posted.mark }));
    }
    if (state || isPosted(form)) sign(form, state?.sent ?? posted.mark);
  }, { capture: true });

  // --- a dialog that nobody answered ---
  const notSent = ({ detail: { elt, xhr } }) => {
    const form = elt.closest("form[method=post]");
    if (!form) return;
    const busy = !xhr?.status || xhr.status === 429 || xhr.status >= 500;
    const why = busy ? "Máy chủ đang bận hoặc mất mạng, chưa gửi được. Nội dung vẫn còn ở đây; hãy gửi lại sau ít phút." : "Máy chủ không nhận. Nội dung đã được giữ; hãy tải lại trang rồi mở lại.";
    form.querySelector("[data-not-sent]")?.remove();
    const notice = Object.assign(document.createElement("div"), { className: "notice notice-danger", textContent: why });
    notice.dataset.notSent = "";
    notice.setAttribute("role", "alert");
    (form.querySelector("#dialog-form") ?? form).before(notice);
  };
  for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(kind, notSent);

  // --- saving before a move ---
  const content = (form) => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value instanceof File ? `${value.name} ${value.size}` : value]));
  let edited = null;
  let touched = false;
  let before = "";
  const beginEditing = () => {
    edited = document.querySelector("#content form[id$=_form][method=post]");
    if (!edited) return;
    before = content(edited);
    const touch = (event) => { touched ||= event.isTrusted; };
    for (const kind of ["input", "change", "keydown", "pointerdown"]) document.addEventListener(kind, touch, { capture: true });
    const then = sessionStorage.getItem(THEN + location.pathname);
    sessionStorage.removeItem(THEN + location.pathname);
    if (!then || document.querySelector(".errornote, ul.errorlist, [data-draft-notice]")) return;
    setTimeout(() => document.querySelector(`a[hx-get="${CSS.escape(then)}"]`)?.click(), 100); // when Alpine and htmx know it
  };
  document.addEventListener("click", (event) => {
    const move = event.target.closest?.("a[hx-get]");
    if (!edited || !touched || !move || move.getAttribute("hx-target") !== "#modal-content" || content(edited) === before) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    sessionStorage.setItem(THEN + location.pathname, move.getAttribute("hx-get"));
    edited.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_continue", value: "1" }));
    edited.noValidate = true; // what is wrong is said by the server, beside what was typed
    edited.requestSubmit();
  }, { capture: true });

  document.addEventListener("input", (event) => {
    if (event.target.form) keep(event.target.form);
  });
  // A dialog whose session or second factor has ended is led to a page of which htmx shows nothing: the whole page goes there.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    const here = (address) => new URL(address || location.href, location.href).pathname;
    if (here(xhr.responseURL) === here(pathInfo?.requestPath)) return;
    event.detail.shouldSwap = false;
    location.reload();
  });
  document.addEventListener("htmx:load", (event) => {
    if (ready) adoptAll(event.target);
    if (posted.given && isPosted(event.target.closest?.("form"))) fillAll(); // parts that come once something is chosen
  });
  document.addEventListener("DOMContentLoaded", async () => {
    const given = document.querySelector("[data-draft-key]");
    if (!given || !crypto.subtle) return; // nobody is signed in
    beginEditing();
    officer = given.dataset.officer;
    keepAt = given.dataset.keep;
    kept = parsed(given.dataset.kept);
    key = await crypto.subtle.importKey("raw", bytes(given.dataset.draftKey), "AES-GCM", false, ["encrypt", "decrypt"]);
    await bringBack(given.dataset.method, given.dataset.taken);
    await forgetTaken(given.dataset.taken);
    ready = true;
    adoptAll(document.body);
    showLeft();
  });
})();
