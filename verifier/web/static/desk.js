// Spares reloads and adds keys. Every link and form works without it: it fetches the page that they lead to
// and puts those parts of it in place that are marked with data-swap.
"use strict";

const $ = (what, within = document) => within.querySelector(what);
const $$ = (what, within = document) => [...within.querySelectorAll(what)];
const say = (text) => { $("#said").textContent = text; };

document.documentElement.classList.add("scripted");

// ---- Parts of pages -------------------------------------------------------------------------------------

let asked = 0;

async function load(address, options = {}, { push = true, quiet = false } = {}) {
  const turn = ++asked;
  const answer = await fetch(address, { credentials: "same-origin", ...options }).catch(() => null);
  if (!answer) {
    alert("The desk does not answer: it may be closed. What you did last may not have been kept.");
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== asked) return;
  const wanted = new URL(answer.url);
  const place = wanted.hash || new URL(address, location.href).hash;
  if (!answer.ok || wanted.pathname !== location.pathname || !swap(page, quiet)) {
    // Another page, or one that says what is wrong: shown whole.
    if (options.method === "POST" && !answer.ok) { show_whole(page); return; }
    location.assign(answer.url.split("#")[0] + place);
    return;
  }
  document.title = page.title;
  if (push) history.pushState({}, "", wanted.pathname + wanted.search + place);
  if (!quiet) move_to(place);
}

function show_whole(page) {
  $("#main").replaceChildren(...$("#main", page).childNodes);
  document.body.className = page.body.className;
  document.title = page.title;
  $("#main").focus();
}

// A field that somebody is writing in: what stands in it must outlive the part that it is in.
function being_written() {
  const field = document.activeElement;
  return field && field.id && field.matches("textarea, input:not([type]), input[type=text]") ? field : null;
}

function swap(page, quiet) {
  const field = being_written();
  const parts = $$("[data-swap]");
  const others = parts.map((part) => page.getElementById(part.id));
  if (others.some((other) => other === null) || parts.length !== $$("[data-swap]", page).length) return false;
  parts.forEach((part, number) => {
    if (part.outerHTML === others[number].outerHTML) return;
    if (quiet && part.contains(document.activeElement)) return;
    part.replaceWith(document.adoptNode(others[number]));
  });
  const again = field && !field.isConnected ? document.getElementById(field.id) : null;
  if (again) {
    again.value = field.value;
    again.focus();
    again.setSelectionRange(field.selectionStart, field.selectionEnd);
  }
  return true;
}

// The words that were chosen come into view, and the focus goes to what is new about them.
function move_to(place) {
  const sentence = $(".s.chosen");
  if (sentence) in_view(sentence);
  const card = /^#f\d+$/.test(place) ? $(place) : null;
  const title = $("#panel-title");
  if (title && !being_written()) title.focus({ preventScroll: true });
  if (card) card.scrollIntoView({ block: "nearest" });
  else if (title) $("#panel").scrollTop = 0;
  const head = $("#panel h2");
  if (head) say(head.textContent.replace(/\s+/g, " ").trim());
}

function in_view(element) {
  const box = element.getBoundingClientRect();
  const low = innerWidth < 1024 ? innerHeight * .36 : innerHeight;
  if (box.top < 8 || box.bottom > low) element.scrollIntoView({ block: innerWidth < 1024 ? "start" : "center" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.s, a[data-part]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  load(link.href);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  const sender = event.submitter;
  if (!form.matches("[data-part]")) {
    if (sender && form.method === "post") setTimeout(() => { sender.disabled = true; });
    return;
  }
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, sender));
  // What is sent is written no longer.
  if (form.contains(document.activeElement)) document.activeElement.blur();
  if (form.method === "post") load(form.action, { method: "POST", body: fields });
  else load(form.action + "?" + filled(fields));
});

const filled = (fields) => new URLSearchParams([...fields].filter(([, value]) => value)).toString();

document.addEventListener("change", (event) => {
  const form = event.target.closest("#filters");
  if (!form) return;
  const address = form.action + "?" + filled(new URLSearchParams(new FormData(form)));
  const name = event.target.id;
  load(address).then(() => $("#" + name)?.focus());
});

addEventListener("popstate", () => load(location.href, {}, { push: false }));

// ---- Progress -------------------------------------------------------------------------------------------

async function page_at(address) {
  const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  return answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

function poll() {
  const waiting = $("[data-poll]");
  if (!waiting) return;
  setTimeout(async () => {
    const before = $$(".job").map((job) => job.className).join();
    // Of a long page only the work is asked for, until that is done.
    const work = waiting.dataset.poll ? await page_at(waiting.dataset.poll) : null;
    const going = work && $("#jobs[data-poll]", work);
    if (going) {
      const shown = $("#jobs");
      if (!shown.contains(document.activeElement)) shown.replaceWith(document.adoptNode(going));
    } else {
      const page = await page_at(location.href);
      if (page && !swap(page, true)) { location.reload(); return; }
    }
    if ($$(".job").map((job) => job.className).join() !== before) {
      say($$(".job").map((job) => job.textContent.replace(/[\s×]+/g, " ").trim()).join(". "));
    }
    poll();
  }, 900);
}

// ---- Files ----------------------------------------------------------------------------------------------

for (const form of $$("[data-drop]")) {
  const input = $("input[type=file]", form);
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; input.dispatchEvent(new Event("change")); }
  });
  input.addEventListener("change", () => {
    const sent = [...input.files].reduce((sum, file) => sum + file.size, 0);
    const most = Number(form.dataset.most);
    input.setCustomValidity(sent > most ? `This is more than ${Math.round(most / 1e6)} MB at once: give fewer or smaller files.` : "");
    input.reportValidity();
  });
}

// ---- Keys -----------------------------------------------------------------------------------------------

const KEYS_OFF = "desk-keys-off";
const switches = $$("[data-keys-on]");
for (const each of switches) {
  each.checked = !localStorage.getItem(KEYS_OFF);
  each.addEventListener("change", () => {
    if (each.checked) localStorage.removeItem(KEYS_OFF); else localStorage.setItem(KEYS_OFF, "yes");
  });
}

function step(by) {
  const order = $$("#order a");
  if (!order.length) { say("No finding is listed"); return; }
  const open = location.hash.match(/^#f(\d+)$/);
  const at = open ? order.findIndex((link) => link.dataset.number === open[1]) : -1;
  const next = at < 0 ? (by > 0 ? 0 : order.length - 1) : at + by;
  if (next < 0 || next >= order.length) { say(by > 0 ? "That was the last finding" : "That was the first finding"); return; }
  load(order[next].href);
}

function step_sentence(by) {
  const there = $(`[data-go=${by}]`);
  if (there) { load(there.href); return; }
  const sentences = $$(".s");
  if (!$(".s.chosen") && sentences.length) load((by === "n" ? sentences[0] : sentences[sentences.length - 1]).href);
}

// The finding that is open, else the first of the sentence that can take this.
function press(key) {
  const card = /^#f\d+$/.test(location.hash) ? $(location.hash) : null;
  const button = (card && $(`[data-key=${key}]`, card)) || (!card && $(`#panel [data-key=${key}]`));
  if (button) button.click(); else say("Nothing is open that this key decides");
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => step_sentence("n"),
  p: () => step_sentence("p"),
  a: () => press("a"),
  d: () => press("d"),
  w: () => press("w"),
  r: () => press("r"),
  c: () => $("#comment")?.focus(),
  s: () => $("#panel .passage cite a")?.click(),
  f: () => $("#filters select")?.focus(),
  Escape: () => $("[data-go=Escape]")?.click(),
  "?": () => $("#keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (writing) { if (event.key === "Escape") writing.blur(); return; }
  if (event.key !== "Escape" && localStorage.getItem(KEYS_OFF)) return;
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-keys]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || !$(".work")) return;
  event.preventDefault();
  $("#keys").showModal();
});

// ---- On arrival -----------------------------------------------------------------------------------------

const wanted = $("[data-wanted]");
if (wanted) { wanted.scrollIntoView({ block: "center" }); wanted.focus({ preventScroll: true }); }
else if ($(".s.chosen")) move_to(location.hash);
poll();
