// The search box offers what may be meant: a combobox with a list (ARIA Authoring Practices). Without this script it
// is the form that it always was.
"use strict";

const PAUSE_MS = 120;
const MOST_REMEMBERED = 60;

function offering(form) {
  const box = form.querySelector("input[type=search]");
  const panel = form.querySelector("[data-suggestions]");
  const said = form.querySelector("[role=status]");
  const known = new Map();
  let options = [];
  let at = -1;
  let shown = "";
  let waiting = 0;
  let asked = null;

  const isOpen = () => !panel.hidden;

  function point(to) {
    if (at >= 0) options[at].setAttribute("aria-selected", "false");
    at = to;
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[at].id);
  }

  function close() {
    clearTimeout(waiting);
    if (asked) asked.abort();
    point(-1);
    panel.hidden = true;
    box.setAttribute("aria-expanded", "false");
  }

  function show(text, html) {
    point(-1);
    panel.innerHTML = html;
    options = [...panel.querySelectorAll("[role=option]")];
    options.forEach((option, place) => { option.id = `suggestion-${place}`; });
    shown = text;
    const open = Boolean(html) && box === document.activeElement;
    panel.hidden = !open;
    box.setAttribute("aria-expanded", String(open && options.length > 0));
    said.textContent = html ? panel.firstElementChild.dataset.said : "";
  }

  async function ask() {
    const text = box.value.trim().replace(/\s+/g, " ");
    // Whatever is still on its way is about other words, also where the answer to these is known.
    if (asked) asked.abort();
    if (known.has(text)) return show(text, known.get(text));
    asked = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(text)}`;
      const reply = text ? await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } }) : null;
      // Too often, or out of order: the box is a plain form meanwhile.
      if (reply && !reply.ok) return close();
      const html = reply && reply.status === 200 ? (await reply.text()).trim() : "";
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(text, html);
      show(text, html);
    } catch (trouble) {
      if (trouble.name !== "AbortError") close();
    }
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE_MS);
  }

  function press(event) {
    // While Chinese is being composed, keys belong to the one who composes it.
    if (event.isComposing) return;
    const { key } = event;
    if (key === "Escape" && isOpen()) {
      event.preventDefault();
      close();
    } else if (key === "Tab") {
      close();
    } else if (key === "Enter" && isOpen() && at >= 0) {
      event.preventDefault();
      options[at].click();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen()) return void ask();
      // Past either end comes the box itself.
      const places = options.length + 1;
      if (options.length) point(((at + 1 + (key === "ArrowDown" ? 1 : places - 1)) % places) - 1);
    }
  }

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", panel.id);
  box.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  box.addEventListener("compositionend", later);
  box.addEventListener("keydown", press);
  box.addEventListener("click", () => { if (!isOpen() && box.value.trim() === shown && shown) void ask(); });
  // A press on a suggestion leaves the focus where it is, so that the list is still there when it is let go.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  form.addEventListener("submit", close);
}

for (const form of document.querySelectorAll("form[data-suggest]")) offering(form);
