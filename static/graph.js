// The graph of the whole vault, on a canvas: places were computed when the site was built, so that nothing
// swims about. While it moves, a picture of the last drawing is moved; it is drawn anew when it rests, in short steps
// between which the page answers.
"use strict";

{
  const sheet = document.querySelector(".sheet");
  const { notes: rows, links } = JSON.parse(document.getElementById("page:graph").textContent);
  const notes = rows.map(([title, href, group, x, y], id) => ({ id, title, href, group, x, y, linked: [] }));
  for (const [from, targets] of links.entries()) {
    for (const to of targets) {
      notes[from].linked.push(to);
      notes[to].linked.push(from);
    }
  }
  /** The most linked first: they get their labels before others do. */
  const byWeight = [...notes].sort((a, b) => b.linked.length - a.linked.length);

  const canvas = make("canvas");
  const drawing = canvas.getContext("2d");
  const style = getComputedStyle(sheet);

  /** How big a note is drawn, in pixels of the sheet. */
  const radius = (note) => 2.5 + Math.min(7, Math.sqrt(note.linked.length));

  /* The view: a point of the sheet is `place * scale + (left, top)`. */

  const view = { scale: 1, left: 0, top: 0 };
  let [width, height] = [0, 0];
  let least = 1;
  let hovered = null;
  let found = null;

  function bounds() {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const { x, y } of notes) {
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
    return box;
  }

  /** Shows all notes. */
  function fit() {
    const { left, top, right, bottom } = bounds();
    [width, height] = [sheet.clientWidth, sheet.clientHeight];
    const room = (size, span) => (size - 80) / Math.max(span, 40);
    view.scale = least = Math.min(room(width, right - left), room(height, bottom - top), 4);
    view.left = width / 2 - ((left + right) / 2) * view.scale;
    view.top = height / 2 - ((top + bottom) / 2) * view.scale;
  }

  const across = ({ x }) => x * view.scale + view.left;
  const down = ({ y }) => y * view.scale + view.top;

  /** The colours of groups: those tokens of the theme that can be told apart, light and dark. */
  const hues = ["--sea", "--land", "--shore", "--code-word", "--code-name", "--danger", "--muted", "--signal"];

  function colour(token) {
    // A token may be `light-dark(…)`, which a canvas does not know: the browser resolves it.
    sheet.style.outlineColor = `var(${token})`;
    const resolved = style.outlineColor;
    sheet.style.outlineColor = "";
    return resolved;
  }

  let palette;

  function readColours() {
    palette = {
      paper: colour("--paper"),
      ink: colour("--ink"),
      line: colour("--line-strong"),
      signal: colour("--signal"),
      hues: hues.map(colour),
    };
  }

  /* Drawing: each step adds some lines, circles or labels. */

  /** How many make a step: one or two milliseconds of work. */
  const STEP = 400;

  const isSeen = (x, y, margin) => x > -margin && y > -margin && x < width + margin && y < height + margin;

  /** Lines that cross are no darker there, for all of them are made pale together. */
  function* drawLinks(context) {
    context.strokeStyle = palette.line;
    context.lineWidth = 1;
    context.beginPath();
    let count = 0;
    for (const note of notes) {
      const [x, y] = [across(note), down(note)];
      for (const to of links[note.id]) {
        const [u, v] = [across(notes[to]), down(notes[to])];
        if (!isSeen(x, y, 0) && !isSeen(u, v, 0)) continue;
        context.moveTo(x, y);
        context.lineTo(u, v);
        if (++count % STEP) continue;
        context.stroke();
        yield;
        context.beginPath();
      }
    }
    context.stroke();
    context.globalCompositeOperation = "destination-in";
    context.globalAlpha = Math.max(0.06, Math.min(0.45, 400 / (notes.length + 1)));
    context.fillRect(0, 0, width, height);
    context.globalCompositeOperation = "source-over";
    context.globalAlpha = 1;
  }

  /** Some notes in all colours, then others: no colour covers all. */
  function* drawNotes(context) {
    const share = Math.min(1.4, Math.max(0.6, view.scale));
    for (let start = 0; start < notes.length; start += STEP) {
      const some = notes.slice(start, start + STEP);
      for (const [hue, fill] of palette.hues.entries()) {
        context.beginPath();
        for (const note of some) if (note.group % hues.length === hue) circle(context, note, share);
        context.fillStyle = fill;
        context.fill();
      }
      yield;
    }
  }

  function circle(context, note, share) {
    const [x, y] = [across(note), down(note)];
    if (!isSeen(x, y, 12)) return;
    context.moveTo(x + radius(note) * share, y);
    context.arc(x, y, radius(note) * share, 0, 7);
  }

  /** The number of a cell of 8 pixels, which nothing left of or above the sheet shares. */
  const cell = (x, y) => (Math.floor(y / 8) + 1000) * 10000 + Math.floor(x / 8) + 1000;

  /** The cells that a label of 16 pixels in height covers. */
  function cellsOf(x, y, half) {
    const cells = [];
    for (let row = y - 8; row <= y + 8; row += 8) {
      for (let column = x - half; column < x + half + 8; column += 8) cells.push(cell(column, row));
    }
    return cells;
  }

  /** Labels where they have room, those of the most linked notes first. */
  function* drawLabels(context) {
    const taken = new Set();
    context.font = `13px ${style.fontFamily}`;
    context.textAlign = "center";
    context.lineJoin = "round";
    let drawn = 0;
    for (const [at, note] of byWeight.entries()) {
      if (at % STEP === 0) yield;
      const [x, y] = [across(note), down(note) + radius(note) + 10];
      // Most have no room already in the middle: those need not be measured.
      if (!isSeen(x, down(note), 0) || taken.has(cell(x, y))) continue;
      const cells = cellsOf(x, y, (note.width ??= context.measureText(note.title).width) / 2);
      if (cells.some((cell) => taken.has(cell))) continue;
      for (const cell of cells) taken.add(cell);
      label(context, note, x, down(note));
      if (++drawn > 120) return;
      if (drawn % 8 === 0) yield;
    }
  }

  function label(context, note, x, y) {
    const below = y + radius(note) + 15;
    context.strokeStyle = palette.paper;
    context.lineWidth = 4;
    context.strokeText(note.title, x, below);
    context.fillStyle = palette.ink;
    context.fillText(note.title, x, below);
  }

  function emphasise(context, note, withLinks) {
    const [x, y] = [across(note), down(note)];
    context.strokeStyle = context.fillStyle = palette.signal;
    context.lineWidth = 1.5;
    context.beginPath();
    for (const to of withLinks ? note.linked : []) {
      context.moveTo(x, y);
      context.lineTo(across(notes[to]), down(notes[to]));
    }
    context.stroke();
    context.beginPath();
    context.arc(x, y, radius(note) + 2, 0, 7);
    context.fill();
    context.font = `600 14px ${style.fontFamily}`;
    context.textAlign = "center";
    label(context, note, x, y);
  }

  /** The last picture, and what the view was; another is drawn beside it. */
  let [picture, drawn] = [null, null];
  const surfaces = [make("canvas"), make("canvas")];
  /** The steps of the drawing that is under way. */
  let underWay = null;

  function* drawAll(context) {
    yield* drawLinks(context);
    yield* drawNotes(context);
    yield* drawLabels(context);
  }

  function draw() {
    const ratio = devicePixelRatio || 1;
    const surface = surfaces.find((surface) => surface !== picture);
    for (const sized of [canvas, surface]) [sized.width, sized.height] = [width * ratio, height * ratio];
    const context = surface.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    underWay = drawAll(context);
    show();
    goOn(surface, underWay);
  }

  /** Goes on with a drawing for a part of a frame, unless there is a newer one. */
  function goOn(surface, steps) {
    if (steps !== underWay) return;
    const end = performance.now() + 4;
    let done = false;
    while (!done && performance.now() < end) ({ done } = steps.next());
    if (!done) return requestAnimationFrame(() => goOn(surface, steps));
    [picture, drawn, underWay] = [surface, { ...view }, null];
    show();
  }

  /** Shows the picture where the view is now, and on it what is pointed at or looked for. */
  function show() {
    if (!picture) return;
    const ratio = devicePixelRatio || 1;
    const scale = view.scale / drawn.scale;
    drawing.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawing.clearRect(0, 0, width, height);
    drawing.drawImage(
      picture,
      view.left - drawn.left * scale,
      view.top - drawn.top * scale,
      (picture.width / ratio) * scale,
      (picture.height / ratio) * scale,
    );
    for (const note of found ?? []) emphasise(drawing, note, false);
    if (hovered) emphasise(drawing, hovered, true);
  }

  let resting;
  let asked = false;

  /** Moves the picture with the next frame, and draws it anew when it rests. */
  function changed() {
    underWay = null;
    clearTimeout(resting);
    resting = setTimeout(draw, 90);
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => ((asked = false), show()));
  }

  /* Moving */

  function zoom(factor, x = width / 2, y = height / 2) {
    const scale = Math.min(40, Math.max(least / 2, view.scale * factor));
    const share = scale / view.scale;
    view.left = x - (x - view.left) * share;
    view.top = y - (y - view.top) * share;
    view.scale = scale;
    changed();
  }

  function move(x, y) {
    view.left += x;
    view.top += y;
    changed();
  }

  /** The note nearest to a point of the sheet, if it is near. */
  function noteAt(x, y) {
    let [best, distance] = [null, 14];
    for (const note of notes) {
      const away = Math.hypot(across(note) - x, down(note) - y) - radius(note);
      if (away < distance) [best, distance] = [note, away];
    }
    return best;
  }

  function hover(note) {
    if (note === hovered) return;
    hovered = note;
    sheet.style.cursor = note ? "pointer" : "grab";
    show();
  }

  /* One pointer moves the sheet, two zoom it. */

  const pointers = new Map();
  let travelled = 0;

  sheet.addEventListener("pointerdown", (event) => {
    sheet.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    travelled = 0;
  });
  sheet.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return hover(noteAt(event.offsetX, event.offsetY));
    const others = [...pointers.values()].filter((other) => other.pointerId !== event.pointerId);
    pointers.set(event.pointerId, event);
    travelled += Math.hypot(event.offsetX - before.offsetX, event.offsetY - before.offsetY);
    if (others.length === 0) return move(event.offsetX - before.offsetX, event.offsetY - before.offsetY);
    const gap = (one) => Math.hypot(one.offsetX - others[0].offsetX, one.offsetY - others[0].offsetY);
    zoom(gap(event) / Math.max(1, gap(before)), others[0].offsetX, others[0].offsetY);
  });
  const lift = (event) => pointers.delete(event.pointerId);
  sheet.addEventListener("pointercancel", lift);
  sheet.addEventListener("pointerleave", () => pointers.size === 0 && hover(null));
  sheet.addEventListener("pointerup", (event) => {
    lift(event);
    const note = noteAt(event.offsetX, event.offsetY);
    if (!note || travelled > 6) return;
    if (event.ctrlKey || event.metaKey) open(note.href);
    else location.href = note.href;
  });
  sheet.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 400)), event.offsetX, event.offsetY);
  }, { passive: false });

  const keys = {
    ArrowLeft: () => move(60, 0),
    ArrowRight: () => move(-60, 0),
    ArrowUp: () => move(0, 60),
    ArrowDown: () => move(0, -60),
    "+": () => zoom(1.4),
    "=": () => zoom(1.4),
    "-": () => zoom(1 / 1.4),
    0: () => (fit(), changed()),
  };
  sheet.addEventListener("keydown", (event) => {
    if (event.target !== sheet || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    if (event.key.length === 1 && keysAreOff()) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });

  /* Controls: zoom, and a field that marks notes by their titles. */

  const field = document.querySelector(".controls input");
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    found = wanted ? byWeight.filter(({ title }) => title.toLowerCase().includes(wanted)).slice(0, 50) : null;
    show();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && found?.[0]) location.href = found[0].href;
  });

  const steps = { in: () => zoom(1.4), out: () => zoom(1 / 1.4), all: () => (fit(), changed()) };
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", steps[button.dataset.zoom]);
  }

  for (const [group, item] of [...document.querySelectorAll(".legend li")].entries()) {
    item.style.setProperty("--hue", `var(${hues[group % hues.length]})`);
  }

  sheet.append(canvas);

  /** Where a place of the graph is on the sheet now, in pixels; for scripts of a site's own. */
  globalThis.graphPlace = (x, y) => [across({ x, y }), down({ x, y })];

  /* Beginning, and whatever changes size or colours */

  fit();
  readColours();
  new ResizeObserver(() => (fit(), draw())).observe(sheet);
  const recolour = () => (readColours(), draw());
  new MutationObserver(recolour).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
}
