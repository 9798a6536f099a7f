// Light or dark: as the system has it, until the reader chooses; the choice is remembered.

import { fill, h, svg } from "./dom.js";
import { ICONS } from "./icons.js";

const KEY = "playground-theme";
const system = matchMedia("(prefers-color-scheme: light)");

function current() {
  return localStorage.getItem(KEY) ?? (system.matches ? "light" : "dark");
}

/** Applies the theme and puts the button that changes it into `host`. */
export function themeButton(host) {
  const button = h("button", { class: "icon-button", type: "button" });
  const apply = () => {
    const theme = current();
    document.documentElement.dataset.theme = theme;
    const other = theme === "light" ? "dark" : "light";
    button.setAttribute("aria-label", `Use the ${other} theme`);
    button.title = `Use the ${other} theme`;
    fill(button, svg(theme === "light" ? ICONS.moon : ICONS.sun));
  };
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, current() === "light" ? "dark" : "light");
    apply();
  });
  system.addEventListener("change", apply);
  apply();
  host.append(button);
}
