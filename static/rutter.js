// What the pages of Rutter can do with a script. Without it everything can be read, followed and found
// through the index; nothing here draws what a page shows at first, so nothing moves while it loads.
"use strict";

const page = document.documentElement;

/** Remembers a choice of the reader; a browser that stores nothing forgets it with the page. */
function remember(name, value) {
  try {
    value ? localStorage.setItem(name, value) : localStorage.removeItem(name);
  } catch {}
}

/** The button of the header goes from the colours of the system to light, to dark, and back. */
function themes(button) {
  const names = { "": "as the system", light: "light", dark: "dark" };
  const show = (theme) => button.setAttribute("aria-label", `Colours: ${names[theme] ?? names[""]}`);
  const order = Object.keys(names);
  show(page.dataset.theme);
  button.addEventListener("click", () => {
    const theme = order[(order.indexOf(page.dataset.theme ?? "") + 1) % order.length] ?? "";
    page.dataset.theme = theme;
    remember("theme", theme);
    show(theme);
  });
}

document.querySelectorAll(".theme").forEach(themes);
