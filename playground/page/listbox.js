// A list of choices steered from a text field by arrows, Tab, Enter and Escape (the WAI-ARIA combobox pattern).

import { fill, freshId, h, set, svg } from "./dom.js";
import { ICONS } from "./icons.js";

/** Items are { key, label, description, before (a node), hint, heading, chosen }. */
export class Listbox {
  /** `field` keeps the focus; `onPick(item)` is called for the chosen one; `multiple` shows marks for chosen ones. */
  constructor(field, { label, onPick, multiple = false }) {
    this.field = field;
    this.onPick = onPick;
    this.multiple = multiple;
    this.items = [];
    this.active = -1;
    this.node = h("div", { class: "listbox", role: "listbox", id: freshId("list"), "aria-label": label, hidden: true });
    set(this.node, "aria-multiselectable", multiple && "true");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.node.id);
    if (field.tagName === "INPUT") field.setAttribute("role", "combobox"); // a text area is a text box and nothing else
    this.#tellOpen();
    this.node.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  }

  get isOpen() {
    return !this.node.hidden;
  }

  /** Shows items, the one at `active` highlighted (-1: none); with no items the `empty` sentence, if any, alone. */
  show(items, { active = 0, empty = "", title = "" } = {}) {
    this.items = items;
    this.options = items.map((item, at) => this.#option(item, at));
    const rows = this.options.flatMap((option, at) => {
      const { heading } = items[at];
      const isNew = heading && heading !== items[at - 1]?.heading;
      return isNew ? [h("div", { class: "listbox-heading", role: "presentation" }, heading), option] : [option];
    });
    const note = !items.length && empty ? h("div", { class: "listbox-note", role: "presentation" }, empty) : null;
    fill(this.node, title && h("div", { class: "listbox-title", role: "presentation" }, title), rows, note);
    this.node.hidden = !items.length && !note;
    this.#tellOpen();
    this.activate(Math.min(active, items.length - 1));
  }

  hide() {
    this.node.hidden = true;
    this.items = [];
    this.active = -1;
    this.#tellOpen();
    this.field.removeAttribute("aria-activedescendant");
  }

  activate(at) {
    this.options?.[this.active]?.classList.remove("active");
    this.active = at;
    const option = this.options?.[at];
    option?.classList.add("active");
    option?.scrollIntoView({ block: "nearest" });
    set(this.field, "aria-activedescendant", option?.id);
  }

  /** Takes a key press if it is one of the list's; true when taken. */
  takeKey(event) {
    if (!this.isOpen || event.isComposing) return false;
    const { length } = this.items;
    if (event.key === "ArrowDown" && length) this.activate((this.active + 1) % length);
    else if (event.key === "ArrowUp" && length) this.activate((this.active - 1 + length) % length);
    else if (event.key === "Escape") this.hide();
    else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && this.active >= 0) {
      this.onPick(this.items[this.active]);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #tellOpen() {
    if (this.field.tagName === "INPUT") this.field.setAttribute("aria-expanded", String(this.isOpen));
  }

  #option(item, at) {
    const chosen = Boolean(item.chosen);
    const node = h(
      "div",
      { class: "listbox-option", role: "option", id: freshId("option"), "aria-selected": String(chosen) },
      this.multiple && h("span", { class: chosen ? "tick ticked" : "tick" }, chosen && svg(ICONS.check)),
      item.before,
      h(
        "span",
        { class: "listbox-words" },
        h("span", { class: "listbox-label", dir: "auto" }, item.label),
        item.description && h("span", { class: "listbox-description", dir: "auto" }, item.description),
      ),
      item.hint && h("span", { class: "listbox-hint" }, item.hint),
    );
    node.addEventListener("click", () => this.onPick(item));
    node.addEventListener("pointermove", () => this.active !== at && this.activate(at));
    return node;
  }
}

/** The items whose label, key or description has the words of a query, those beginning with it first. */
export function matching(items, query) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return items;
  const rank = (item) => {
    const label = item.label.toLowerCase();
    if (label.startsWith(wanted)) return 0;
    if (label.includes(wanted)) return 1;
    return (item.alias ?? item.description ?? "").toLowerCase().includes(wanted) ? 2 : 3;
  };
  const ranked = items.map((item, at) => [rank(item), at, item]).filter(([place]) => place < 3);
  return ranked.sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, , item]) => item);
}
