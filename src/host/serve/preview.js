// What a page can do while it is served by `rutter serve`: it follows what is written. Only the preview has this
// script; no site that is published knows of it.
"use strict";

{
  const own = document.currentScript.dataset;
  const base = "/.rutter/";

  /** The parts of a page that can be exchanged as they are: nothing in the others changes with a note. */
  const parts = [".top .brand", ".top nav", "nav.side", "main", ".foot"];

  /* Who listens. Browsers open six connections to a host, so of all pages that can be seen one listens for all; and
     those that nobody sees do not. Where there are no locks, as on addresses of a network, each listens itself. */

  const channel = new BroadcastChannel("rutter preview");
  let source = null;
  let release = null;
  let waiting = null;

  function listen() {
    source = new EventSource(`${base}events`);
    source.addEventListener("message", ({ data }) => {
      channel.postMessage(data);
      heard(data);
    });
    // It comes back by itself unless it was refused.
    source.addEventListener("error", ({ target }) => {
      if (target.readyState === EventSource.CLOSED && target === source) setTimeout(() => source === target && listen(), 3000);
    });
  }

  function lead() {
    if (!navigator.locks) return listen();
    waiting = new AbortController();
    const held = () => new Promise((done) => ((release = done), listen()));
    navigator.locks.request("rutter preview", { signal: waiting.signal }, held).catch(() => {});
  }

  function rest() {
    source?.close();
    waiting?.abort();
    release?.();
    source = release = waiting = null;
  }

  function look() {
    rest();
    if (document.hidden) return;
    lead();
    ask();
  }

  /** What is new now: whoever leads will tell the rest. */
  async function ask() {
    try {
      heard(await (await fetch(`${base}state`)).text());
    } catch {
      // The server is not there; it will be heard when it is.
    }
  }

  channel.addEventListener("message", ({ data }) => !document.hidden && heard(data));
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", rest);
  addEventListener("pageshow", ({ persisted }) => persisted && look());

  /* What is heard */

  let version = own.version;
  let text = own.text;
  let key = own.key;
  let gone = false;
  let files = null;
  let wrong = { problems: [], more: 0, fault: null };
  let updating = Promise.resolve();

  function heard(data) {
    const news = JSON.parse(data);
    wrong = news;
    files ??= news.files;
    tell();
    if (news.version === version) return;
    version = news.version;
    const asked = version;
    updating = updating.then(() => asked === version && update()).catch(() => {});
  }

  /** Loads this page again and shows what is another in it. */
  async function update() {
    const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const kind = next.body.dataset.kind;
    if (document.body.dataset.kind === "fault") {
      if (kind !== "fault") return location.reload();
      return exchange(document.querySelector("main"), next.querySelector("main"));
    }
    if (kind === "fault") {
      wrong = { ...wrong, fault: next.querySelector("pre").textContent };
      return tell();
    }
    gone = kind === "not-found" && document.body.dataset.kind !== kind;
    tell();
    const script = next.querySelector("script[data-version]");
    // A server that was started again opens the editor for its own pages.
    key = script?.dataset.key;
    if (gone || !script) return;
    const news = script.dataset.text !== text;
    text = script.dataset.text;
    if (news) {
      await show(next);
      tell();
    }
    redraw();
  }

  /** Pictures are shown anew once any file of the site was written: of one URL a browser shows what it has. */
  function redraw() {
    if (wrong.files === files) return;
    for (const picture of document.images) {
      const url = new URL(picture.src, location.href);
      if (!picture.src || url.origin !== location.origin) continue;
      url.searchParams.set("rutter", wrong.version);
      picture.src = url.href;
    }
  }

  /* What is shown */

  /** Pages that draw themselves are loaded as a whole. */
  const draws = (kind) => ["graph", "search"].includes(kind);

  async function show(next) {
    const { kind } = document.body.dataset;
    if (draws(kind) || draws(next.body.dataset.kind)) return location.reload();
    await restyle(next);
    const [x, y] = [scrollX, scrollY];
    const open = folds(document);
    const focus = document.activeElement?.id;
    document.title = next.title;
    document.body.dataset.kind = next.body.dataset.kind;
    for (const part of parts) exchange(document.querySelector(part), next.querySelector(part));
    for (const [name, fold] of folds(document)) fold.open = open.get(name)?.open ?? fold.open;
    dispatchEvent(new Event("rutter:page"));
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
    scrollTo({ left: x, top: y, behavior: "instant" });
  }

  function exchange(old, part) {
    if (old && part) old.replaceWith(document.adoptNode(part));
    else if (old) old.remove();
    else if (part) document.querySelector("main").before(document.adoptNode(part));
  }

  /** Everything that can be folded, by its words and how often they were there before. */
  function folds(from) {
    const found = new Map();
    for (const fold of from.querySelectorAll("details")) {
      const words = fold.querySelector("summary")?.textContent ?? "";
      let number = 0;
      while (found.has(`${words} ${number}`)) number += 1;
      found.set(`${words} ${number}`, fold);
    }
    return found;
  }

  /** New style sheets are there before the old ones go, so that nothing is seen without. */
  async function restyle(next) {
    const sheets = (from) => [...from.querySelectorAll("link[rel=stylesheet]")];
    const names = new Set(sheets(next).map((sheet) => sheet.getAttribute("href")));
    const old = sheets(document).filter((sheet) => !names.delete(sheet.getAttribute("href")));
    const load = (href) => new Promise((done) => {
      const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: done });
      (sheets(document).at(-1) ?? document.head.lastChild).after(sheet);
    });
    await Promise.all([...names].map(load));
    for (const sheet of old) sheet.remove();
  }

  /* What is wrong, in a corner: a place of its own, which the styles of the site do not reach. */

  const host = document.createElement("aside");
  host.className = "rutter-preview";
  host.setAttribute("aria-label", "Preview");
  const panel = host.attachShadow({ mode: "open" });
  let folded = true;
  let told = "";

  const style = `
    :host { all: initial; position: fixed; inset: auto 1rem 1rem auto; z-index: 99; max-width: min(40rem, calc(100vw - 2rem)) }
    div { font: .85rem/1.5 system-ui, sans-serif; color: #15293a; background: #fff8e6; border: 1px solid #855300; border-radius: 4px;
      max-height: 60vh; overflow: auto; box-shadow: 0 2px 12px #0003 }
    div.fault { background: #fdebe9; border-color: #b0261a }
    summary, p, pre { padding: .5rem .75rem; margin: 0 }
    summary { cursor: pointer; font-weight: 600 }
    pre { white-space: pre-wrap; font: .8rem/1.45 ui-monospace, monospace }
    ul { margin: 0; padding: 0 .75rem .5rem; list-style: none }
    li { padding: .3rem 0; border-top: 1px solid #0002 }
    code { display: block; user-select: all; font: .78rem/1.4 ui-monospace, monospace; color: #6b4300; overflow-wrap: anywhere }
    button { all: unset; cursor: pointer; text-decoration: underline }
    button:focus-visible { outline: 2px solid; outline-offset: 2px }
    output { display: block; font-weight: 600 }`;

  function make(name, properties = {}, ...content) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...content);
    return element;
  }

  const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;

  /** The place of a problem: pressed, it is opened in the editor, or copied where none can be had from here. */
  function placed(place, number) {
    const code = make("code", { textContent: place });
    const act = key ? open : navigator.clipboard && copy;
    if (!act) return [code];
    const said = make("output");
    const button = make("button", { type: "button", title: key ? "Open in the editor" : "Copy the place" }, code);
    button.addEventListener("click", async () => (said.textContent = await act(place, number)));
    return [button, said];
  }

  /** The server knows which place the number means; what it answers but "opened" is for whoever pressed. */
  async function open(_, number) {
    try {
      const answer = await fetch(`${base}open/${key}/${wrong.version}/${number}`, { method: "POST" });
      return answer.ok ? "" : await answer.text();
    } catch {
      return "The preview has ended.";
    }
  }

  function copy(place) {
    return navigator.clipboard.writeText(place).then(() => "copied", () => "cannot be copied");
  }

  function problems() {
    const rows = wrong.problems.map(({ severity, place, message }, number) =>
      make("li", {}, ...placed(place, number), `${severity}: ${message}`),
    );
    if (wrong.more) rows.push(make("li", { textContent: `and ${wrong.more} more, which the terminal tells` }));
    const title = make("summary", { textContent: counted(wrong.problems.length + wrong.more, "problem") });
    const fold = make("details", { open: !folded }, title, make("ul", {}, ...rows));
    fold.addEventListener("toggle", () => (folded = !fold.open));
    return make("div", {}, fold);
  }

  /** What is shown already stays as it is, with the focus and the words in it. */
  function tell() {
    const { problems: all, more, fault } = wrong;
    const now = JSON.stringify([gone, document.body.dataset.kind, all, more, fault, key]);
    if (now === told) return;
    told = now;
    const boxes = [];
    if (gone) boxes.push(make("div", { className: "fault", role: "status" }, make("p", { textContent: "This note is no longer there." })));
    if (document.body.dataset.kind === "not-found") {
      const advice = "There is no page at this address. Save a note for it, and it is shown here.";
      boxes.push(make("div", { role: "status" }, make("p", { textContent: advice })));
    }
    // A page that says it as a whole need not say it in a corner.
    if (wrong.fault && document.body.dataset.kind !== "fault") {
      const title = make("p", { textContent: "This is the page before a mistake:" });
      boxes.push(make("div", { className: "fault", role: "status" }, title, make("pre", { textContent: wrong.fault })));
    } else if (wrong.problems.length) boxes.push(problems());
    panel.replaceChildren(make("style", { textContent: style }), ...boxes);
    if (boxes.length) document.body.append(host);
    else host.remove();
  }

  look();
}
