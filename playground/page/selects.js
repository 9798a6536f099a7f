// Select menus of messages and modals: texts, members, roles, mentionables and channels.

import { freshId, h, svg } from "./dom.js";
import { channelChoices, roleChoices, userChoices } from "./entities.js";
import { ICONS } from "./icons.js";
import { Listbox, matching } from "./listbox.js";

const PLACEHOLDERS = {
  3: "Make a selection",
  5: "Select a user",
  6: "Select a role",
  7: "Select a user or role",
  8: "Select a channel",
};

export const SELECTS = new Set([3, 5, 6, 7, 8]);

/** All choices of a select component in a channel. */
export function selectChoices(component, store, channelId) {
  switch (component.type) {
    case 3:
      return component.options.map((option) => ({
        key: option.value,
        label: option.label,
        description: option.description,
        before: option.emoji && h("span", { class: "emoji" }, emojiText(option.emoji)),
      }));
    case 5:
      return userChoices(store, channelId);
    case 6:
      return roleChoices(store, channelId);
    case 7:
      return [...userChoices(store, channelId), ...roleChoices(store, channelId)];
    default:
      return channelChoices(store, channelId, component.channel_types);
  }
}

/** The character of an emoji; the name between colons for a server's own. */
export function emojiText(emoji) {
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}

function chosenAtFirst(component) {
  if (component.type === 3) return component.options.filter((option) => option.default).map((option) => option.value);
  return (component.default_values ?? []).map((each) => each.id);
}

/** A select menu; `onDone(values)` is called when the reader has finished choosing something else than before. */
export class SelectMenu {
  constructor(component, store, channelId, { label = null, onDone = () => {} } = {}) {
    this.component = component;
    this.all = selectChoices(component, store, channelId);
    this.values = chosenAtFirst(component);
    this.reported = this.values.join();
    this.onDone = onDone;
    this.least = component.min_values ?? 1;
    this.canBeEmpty = this.least === 0 || component.required === false;
    this.most = component.max_values ?? 1;
    const placeholder = component.placeholder || PLACEHOLDERS[component.type];
    this.field = h("input", {
      class: "select-field",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      inputmode: component.type === 3 ? "none" : null,
      placeholder,
      disabled: component.disabled,
      "aria-label": label ?? placeholder,
      dir: "auto",
      id: freshId("select"),
    });
    const onPick = (item) => this.#pick(item);
    this.list = new Listbox(this.field, { label: placeholder, multiple: this.most > 1, onPick });
    this.list.node.popover = "manual";
    this.node = h("div", { class: "select" }, this.field, svg(ICONS.chevron, "icon chevron"), this.list.node);
    this.#listen();
    this.#showValue();
  }

  #listen() {
    this.field.addEventListener("pointerdown", () => (this.list.isOpen ? this.#close() : this.#open()));
    this.field.addEventListener("input", () => this.#open(this.field.value));
    this.field.addEventListener("focus", () => this.field.select());
    this.field.addEventListener("blur", () => this.#close());
    this.field.addEventListener("keydown", (event) => this.#takeKey(event));
    addEventListener("scroll", () => this.list.isOpen && this.#place(), { capture: true, passive: true });
  }

  #takeKey(event) {
    if (this.list.isOpen) {
      const taken = this.list.takeKey(event);
      if (taken && !this.list.isOpen) this.#close();
    } else if (["ArrowDown", "ArrowUp", "Enter", " "].includes(event.key)) {
      event.preventDefault();
      this.#open();
    }
  }

  #open(query = "") {
    if (this.field.disabled) return;
    if (!query && !this.list.isOpen) this.field.value = "";
    const shown = matching(this.all, query).map((item) => ({ ...item, chosen: this.values.includes(item.key) }));
    const active = Math.max(0, shown.findIndex((item) => item.chosen));
    this.list.show(shown, { active, empty: "No results match your search." });
    if (!this.list.node.matches(":popover-open")) this.list.node.showPopover();
    this.#place();
  }

  #place() {
    const box = this.field.getBoundingClientRect();
    const { style } = this.list.node;
    const below = innerHeight - box.bottom;
    const height = Math.min(320, this.list.node.scrollHeight);
    style.left = `${box.left}px`;
    style.width = `${box.width}px`;
    style.top = below > height + 12 || below > box.top ? `${box.bottom + 4}px` : `${box.top - height - 4}px`;
    style.maxHeight = `${Math.max(120, Math.min(320, Math.max(below, box.top) - 16))}px`;
  }

  #pick(item) {
    if (this.most === 1) {
      this.values = this.canBeEmpty && this.values.includes(item.key) ? [] : [item.key];
      this.#close();
      return;
    }
    if (this.values.includes(item.key)) this.values = this.values.filter((value) => value !== item.key);
    else if (this.values.length < this.most) this.values = [...this.values, item.key];
    const { active } = this.list;
    this.#open(this.field.value);
    this.list.activate(active);
  }

  #close() {
    this.list.hide();
    if (this.list.node.matches(":popover-open")) this.list.node.hidePopover();
    this.#showValue();
    const isEnough = this.values.length ? this.values.length >= this.least : this.canBeEmpty;
    if (!isEnough || this.values.join() === this.reported) return;
    this.reported = this.values.join();
    this.onDone(this.values);
  }

  #showValue() {
    const labels = this.values.map((value) => this.all.find((item) => item.key === value)?.label ?? value);
    this.field.value = labels.join(", ");
  }

  /** Forgets the choice, as Discord does after an interaction failed. */
  clear() {
    this.values = chosenAtFirst(this.component);
    this.reported = this.values.join();
    this.#showValue();
  }
}
