// What the pages of Rutter can do with a script. Without it everything can be read, followed and found
// through the index; nothing here draws what a page shows at first, so nothing moves while it loads.
"use strict";

const page = document.documentElement;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

/** Makes an element: its properties, then what is in it. */
function make(name, properties = {}, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}

/** The id that the fragment of a link names; one that is no percent-encoding is taken as it is written. */
function idOf({ hash }) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/** Remembers a choice of the reader; a browser that stores nothing forgets it with the page. */
function remember(name, value) {
  try {
    value ? localStorage.setItem(name, value) : localStorage.removeItem(name);
  } catch {}
}

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/* Says something that has happened, to eyes and to screen readers. */

const said = make("p", { className: "said", role: "status" });
document.body.append(said);
let silence;

function say(text) {
  said.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => (said.textContent = ""), 2000);
}

/* Colours */

const themes = { "": "as the system", light: "light", dark: "dark" };
const themeButtons = all(".theme");

function showTheme(theme) {
  page.dataset.theme = theme;
  for (const button of themeButtons) button.setAttribute("aria-label", `Colours: ${themes[theme]}`);
}

/** As the system, then light, then dark; the first step is one that can be seen. */
function nextTheme() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const order = system === "dark" ? ["", "light", "dark"] : ["", "dark", "light"];
  const theme = order[(order.indexOf(page.dataset.theme ?? "") + 1) % order.length];
  remember("theme", theme);
  showTheme(theme);
}

showTheme(themes[page.dataset.theme] ? page.dataset.theme : "");
for (const button of themeButtons) button.addEventListener("click", nextTheme);
addEventListener("storage", ({ key, newValue }) => {
  if (key === "theme") showTheme(themes[newValue] ? newValue : "");
});

/* Copying */

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages that are not served by TLS, or lie on disk, have no clipboard of the new kind.
    const field = make("textarea", { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(done);
}

/** What somebody would type or save: of a session the commands alone, without their prompts. `#` is the prompt of
    root where no line has another; else it begins a comment. */
function codeOf(block) {
  const lines = block.querySelector("code").textContent.split("\n");
  const prompt = lines.some((line) => line.startsWith("$ ")) ? "$ " : "# ";
  if (block.dataset.lang !== "console" || !lines.some((line) => line.startsWith(prompt))) return lines.join("\n");
  return typed(lines, prompt).join("\n") + "\n";
}

/** The word of a here-document, quoted or not: its lines follow, up to the one of that word alone. */
const HERE_DOCUMENT = /(?<!<)<<-?\s*["'\\]?([\w.-]+)/g;

/** A line without what the shell asks for more with, and without the tabs that `<<-` takes away. */
const bare = (line) => line.replace(/^(> )?\t*/, "");

/** What is typed: a command goes on behind `\`, and through the here-documents that it begins, if they end. */
function typed(lines, prompt) {
  const ends = new Map(lines.map((line, at) => [bare(line), at]));
  const [commands, awaited] = [[], []];
  let goesOn = false;
  for (const [at, line] of lines.entries()) {
    if (awaited.length && !goesOn) {
      const isAsked = lines[ends.get(awaited[0])].startsWith("> ");
      commands.push(isAsked ? line.replace(/^> ?/, "") : line);
      if (bare(line) === awaited[0]) awaited.shift();
    } else if (goesOn || line.startsWith(prompt)) {
      const command = line.startsWith(prompt) ? line.slice(2) : line.replace(/^> /, "");
      commands.push(command);
      goesOn = command.endsWith("\\");
      for (const [, word] of command.matchAll(HERE_DOCUMENT)) if (ends.get(word) > at) awaited.push(word);
    }
  }
  return commands;
}

function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function tool(label, path, action) {
  const button = make("button", { type: "button", title: label, ariaLabel: label }, icon(path));
  button.addEventListener("click", action);
  return button;
}

/** Each block of code can be copied; one that is too wide can break its lines. */
function codeTools(block) {
  const tools = make("div", { className: "tools" });
  if (block.scrollWidth > block.clientWidth) {
    const wrap = tool("Break long lines", "M4 6h16M4 12h12a3 3 0 0 1 0 6h-4m2-2-2 2 2 2M4 18h4", () => {
      wrap.ariaPressed = String(block.classList.toggle("wrap"));
    });
    wrap.ariaPressed = "false";
    tools.append(wrap);
  }
  tools.append(tool("Copy", "M9 9h11v11H9zM5 15H4V4h11v1", () => copy(codeOf(block), "Copied")));
  block.prepend(tools);
}

/* What scrolls inside itself is reached with the keyboard, which not every browser sees to; and only as long as it
   does, for windows and folds change their size. Lists of links too: beside the text they stand in a <details> that
   is closed, whose links not every program takes to be there. */

function scrolls(box) {
  const { overflowX, overflowY } = getComputedStyle(box);
  const isWide = overflowX === "auto" && box.scrollWidth > box.clientWidth;
  return isWide || (overflowY === "auto" && box.scrollHeight > box.clientHeight + 1);
}

const scrolling = new ResizeObserver((boxes) => {
  for (const { target } of boxes) {
    if (scrolls(target)) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

/** The sign beside a heading copies the address of its section. */
function anchorTool(anchor) {
  anchor.removeAttribute("aria-hidden");
  anchor.removeAttribute("tabindex");
  anchor.ariaLabel = "Copy the link to this section";
  anchor.addEventListener("click", () => copy(anchor.href, "Link copied"));
}

/* Contents that follow the scroll: the section below the upper edge is the one being read; at the end of the
   page, where the last ones cannot get there, the last one. */

function follow(links, signal) {
  const sections = links
    .map((link) => ({ link, heading: document.getElementById(idOf(link)) }))
    .filter(({ heading }) => heading);
  let current;
  const mark = () => {
    const end = scrollY > 0 && scrollY + innerHeight >= page.scrollHeight - 2;
    const edge = end ? innerHeight : 96;
    const reading = sections.findLast(({ heading }) => heading.getBoundingClientRect().top < edge);
    if (reading?.link === current) return;
    current?.removeAttribute("aria-current");
    current = reading?.link;
    current?.setAttribute("aria-current", "true");
    const list = current?.closest(".contents");
    if (list && list.scrollHeight > list.clientHeight) {
      list.scrollTop = current.offsetTop - list.clientHeight / 2;
    }
  };
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => ((waiting = false), mark()));
  };
  addEventListener("scroll", later, { passive: true, signal });
  addEventListener("resize", later, { passive: true, signal });
  mark();
}

/* Back to top, on pages of more than some screens. */

const up = make("a", { className: "up", href: "#", ariaLabel: "Back to top" }, icon("M12 19V5m-6 6 6-6 6 6"));
up.hidden = true;
document.body.append(up);
addEventListener("scroll", () => (up.hidden = scrollY < 2 * innerHeight), { passive: true });

/* Tabs of one label are chosen together, on this page and on those that are read after it. */

const tabLabel = (input) => input.labels[0]?.textContent.trim() ?? "";

function chooseTabs(label) {
  for (const input of all(".tabs > input")) if (tabLabel(input) === label) input.checked = true;
}

addEventListener("change", ({ target }) => {
  if (!target.matches(".tabs > input")) return;
  const before = target.getBoundingClientRect().top;
  chooseTabs(tabLabel(target));
  // Sets above this one may have grown; what was clicked on stays where it is.
  scrollBy({ top: target.getBoundingClientRect().top - before, behavior: "instant" });
  remember("tab", tabLabel(target));
});

/* Dialogs */

/** A dialog that a click beside it closes, and that leaves nothing behind. */
function dialog(name, label, ...content) {
  const close = tool("Close", "M6 6l12 12M18 6 6 18", () => box.close());
  const box = make("dialog", { className: name, ariaLabel: label }, close, ...content);
  box.addEventListener("click", ({ target }) => target === box && box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  return box;
}

/* Search. The field is there at once, for readers type on; what answers is loaded when somebody first asks. */

const find = document.querySelector(".find[data-script]");
let searching;

function loadSearch() {
  searching ??= new Promise((done, failed) => {
    const end = () => (typeof rutterSearch === "undefined" ? failed(new Error("No search")) : done());
    document.head.append(make("script", { src: find.dataset.script, onload: end, onerror: end }));
  });
  return searching;
}

function search() {
  const field = document.querySelector("main input[name=q]");
  if (field) return field.focus();
  const hint = 'Words, #tag, kind:Pod, "a phrase"';
  const input = make("input", { type: "text", placeholder: hint, ariaLabel: "Words to search for", enterKeyHint: "search" });
  Object.assign(input, { autocomplete: "off", autocapitalize: "off", spellcheck: false });
  const page = make("a", { href: find.href, textContent: "Search on a page of its own" });
  const box = make("div", { className: "asked" });
  dialog("search", "Search", make("div", { className: "ask" }, input), box, make("p", { className: "elsewhere" }, page));
  input.focus();
  const asked = (question) => (page.href = `${find.href}?${new URLSearchParams({ q: question })}`);
  loadSearch().then(() => rutterSearch.answering(input, box, asked), () => location.assign(find.href));
}

/** The page that searches cannot: it says so above the other ways it shows. */
function cannotSearch() {
  const text = "The search could not be loaded. Loading the page again may help; until then these lead to every note:";
  document.querySelector(".asked").append(make("p", { className: "status", role: "status", textContent: text }));
}

if (find) {
  find.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    search();
  });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) search();
  });
  if (document.querySelector("main input[name=q]")) loadSearch().catch(() => cannotSearch());
}

/* Previews: what a link leads to, beside it. They come of what the search knows, so that nothing is fetched twice.
   They can be pointed at and read, and Escape takes them away (WCAG 1.4.13). */

const preview = make("aside", { className: "preview", id: "page:preview", hidden: true });
let previewed = null;
let coming;

/** The beginning of a text, to the end of a word. */
function beginning(text, most = 320) {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), most / 2))} …`;
}

/** A link of the text or of a list to another page of the site. */
function leadsOn(link) {
  const elsewhere = link.origin !== location.origin || link.pathname === location.pathname;
  return !elsewhere && !link.target && !link.closest(".crumbs, .pager, .contents") && !link.querySelector("img");
}

function hidePreview() {
  clearTimeout(coming);
  previewed?.removeAttribute("aria-describedby");
  previewed = null;
  preview.hidden = true;
}

async function showPreview(link) {
  await loadSearch();
  const note = await rutterSearch.noteText(link.href);
  if (previewed !== link || !note) return;
  const id = idOf(link);
  const at = Math.max(0, note.sections.findIndex((section) => section.id === id));
  const { heading } = note.sections[at] ?? {};
  const text = note.sections.slice(at).find((section) => section.text)?.text ?? "";
  const part = id && heading ? [make("p", { className: "part", textContent: heading })] : [];
  preview.replaceChildren(make("b", { textContent: note.title }), ...part, make("p", { textContent: beginning(text) }));
  preview.hidden = false;
  link.setAttribute("aria-describedby", preview.id);
  place(preview, link.getBoundingClientRect());
}

/** Below the link, above it where there is no room, and inside the window. */
function place(box, { left, right, top, bottom }) {
  const from = page.dir === "rtl" ? right - box.offsetWidth : left;
  const most = document.body.clientWidth - box.offsetWidth - 8;
  const above = bottom + box.offsetHeight + 16 > innerHeight && top > box.offsetHeight + 16;
  box.style.left = `${Math.max(8, Math.min(from, most))}px`;
  box.style.top = `${above ? top - box.offsetHeight - 6 : bottom + 6}px`;
}

function previewLater(link) {
  clearTimeout(coming);
  if (previewed === link && !preview.hidden) return;
  hidePreview();
  previewed = link;
  coming = setTimeout(() => showPreview(link).catch(hidePreview), 200);
}

const leaveLater = () => {
  clearTimeout(coming);
  coming = setTimeout(hidePreview, 150);
};

function previews() {
  document.body.append(preview);
  const linkAt = ({ target }) => target.closest?.("main a[href]");
  const pointed = (event) => {
    if (event.pointerType !== "mouse") return;
    if (preview.contains(event.target)) return clearTimeout(coming);
    const link = linkAt(event);
    if (link && leadsOn(link)) previewLater(link);
    else if (previewed) leaveLater();
  };
  addEventListener("pointerover", pointed);
  addEventListener("pointerdown", hidePreview);
  addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible") && leadsOn(link)) previewLater(link);
    else hidePreview();
  });
  addEventListener("keydown", (event) => event.key === "Escape" && hidePreview());
  addEventListener("scroll", hidePreview, { passive: true });
}

if (find) previews();

/* Images that are shown smaller than they are can be enlarged. */

function enlarge(image) {
  const copy = make("img", { src: image.currentSrc, alt: image.alt });
  const caption = image.alt ? [make("figcaption", { textContent: image.alt })] : [];
  const box = dialog("enlarged", image.alt || "Image", make("figure", {}, copy, ...caption));
  copy.addEventListener("click", () => box.close());
}

function enlargeable(image) {
  if (image.naturalWidth <= image.clientWidth * 1.2 || image.closest("a, button, summary")) return;
  image.classList.add("zoom");
  image.tabIndex = 0;
  image.role = "button";
  image.ariaLabel = `Enlarge${image.alt ? `: ${image.alt}` : ""}`;
  image.addEventListener("click", () => enlarge(image));
  image.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    enlarge(image);
  });
}

/* What a page shows is given its tools: once here, and again where a preview has exchanged it. */

let leaving = new AbortController();

function equip() {
  leaving.abort();
  leaving = new AbortController();
  scrolling.disconnect();
  all("pre.code").forEach(codeTools);
  for (const box of all("pre, .table, :not(.table) > table, .math, .side > details, .contents, .letters")) scrolling.observe(box);
  all(".anchor").forEach(anchorTool);
  const contents = all(".contents a");
  if (contents.length) follow(contents, leaving.signal);
  chooseTabs(remembered("tab"));
  for (const image of all(".body img")) {
    if (image.complete) enlargeable(image);
    else image.addEventListener("load", () => enlargeable(image), { once: true });
  }
}

equip();
addEventListener("rutter:page", equip);

/* Keys. All of them are told by `?` and by a button below the page, and those of one character can be switched off
   (WCAG 2.1.4): then none of them does anything. */

let isOffHere = false;

/** Where the browser stores nothing, they are off as long as the page is shown. */
const keysAreOff = () => isOffHere || remembered("keys") === "off";

const follows = (selector) => () => document.querySelector(selector)?.click();

const keys = {
  "?": ["These keys", help],
  ...(find && { "/": ["Search, also Ctrl+K or ⌘K", search] }),
  t: ["Light, dark, as the system", nextTheme],
  n: ["Next note", follows("[rel=next]")],
  p: ["Previous note", follows("[rel=prev]")],
  h: ["Home", follows(".brand")],
};

function help() {
  const on = make("input", { type: "checkbox", checked: !keysAreOff() });
  on.addEventListener("change", () => {
    isOffHere = !on.checked;
    remember("keys", on.checked ? "" : "off");
  });
  const rows = Object.entries(keys).flatMap(([key, [what]]) => [
    make("dt", {}, make("kbd", { textContent: key })),
    make("dd", { textContent: what }),
  ]);
  const title = make("h2", { textContent: "Keys" });
  dialog("help", "Keys", title, make("dl", {}, ...rows), make("label", {}, on, " Keys of one character"));
}

const isTyping = (element) => element.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

addEventListener("keydown", (event) => {
  const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  if (held || event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const action = keys[event.key]?.[1];
  if (!action || keysAreOff()) return;
  event.preventDefault();
  action();
});
addEventListener("click", ({ target }) => target.closest?.(".foot .keys") && help());
