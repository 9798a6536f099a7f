// One option of a slash command while it is filled in: its text field and the choices that fit what is typed.

import { freshId, h } from "./dom.js";
import { OPTION, isEntity, isListed, read } from "./commands.js";
import { channelChoices, roleChoices, userChoices } from "./entities.js";
import { FormField } from "./form_field.js";
import { Listbox, matching } from "./listbox.js";

const PAUSE_MS = 200; // without a key press before the bot is asked, so that typing is not one request a letter
const MOST_SHOWN = 25;
const BOOLEANS = [
  { name: "True", value: true },
  { name: "False", value: false },
];

export class OptionField extends FormField {
  constructor(option, form) {
    const input = h("input", {
      class: "option-input",
      id: freshId("option-input"),
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      dir: "auto",
      "aria-description": `${option.description}${option.required ? " (required)" : ""}`,
    });
    super(option, form, input);
    this.picked = null;
    this.asked = 0;
    this.list = new Listbox(this.input, { label: `Choices for ${option.name}`, onPick: (item) => this.#pick(item) });
    this.all = this.#listed();
    this.#listen();
  }

  #listen() {
    this.input.addEventListener("focus", () => {
      this.form.describe(this);
      this.#offer();
    });
    this.input.addEventListener("blur", () => {
      clearTimeout(this.timer);
      this.list.hide();
    });
    this.input.addEventListener("input", () => {
      this.picked = null;
      this.#fit();
      this.complain(null);
      this.#offer();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#stopAsking();
      if (this.list.takeKey(event) || event.isComposing) return;
      if (event.key === "Enter") {
        event.preventDefault();
        this.form.send();
      } else this.form.leave(this, event);
    });
    this.#fit();
  }

  /** What the field holds: { value }, { problem }, or nothing for an optional one that is empty. */
  read() {
    if (this.picked) return { value: this.picked.value ?? this.picked.key };
    return read(this.option, this.input.value, this.all);
  }

  #listed() {
    const { option } = this;
    const { store, channelId } = this.form;
    if (option.choices?.length) return option.choices.map(choiceItem);
    if (option.type === OPTION.BOOLEAN) return BOOLEANS.map(choiceItem);
    if (option.type === OPTION.USER) return userChoices(store, channelId);
    if (option.type === OPTION.ROLE) return roleChoices(store, channelId);
    if (option.type === OPTION.CHANNEL) return channelChoices(store, channelId, option.channel_types);
    if (option.type === OPTION.MENTIONABLE) return [...userChoices(store, channelId), ...roleChoices(store, channelId)];
    return [];
  }

  #offer() {
    if (this.option.autocomplete) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#ask(), this.input.value ? PAUSE_MS : 0);
    } else if (isListed(this.option)) {
      const query = this.picked ? "" : this.input.value.replace(/^[@#]/, "");
      const shown = matching(this.all, query).slice(0, MOST_SHOWN);
      this.list.show(shown, { active: query ? 0 : -1, empty: "No options match your search." });
    }
  }

  async #ask() {
    const asked = (this.asked += 1);
    const text = this.picked ? "" : this.input.value;
    if (!this.list.isOpen) this.list.show([], { empty: "Loading options…" });
    const choices = await this.form.autocomplete(this.option, text).catch(() => null);
    if (asked !== this.asked || document.activeElement !== this.input) return; // an answer to an older question
    if (!choices) return this.list.show([], { empty: "Loading options failed." });
    this.list.show(choices.map(choiceItem), { active: text ? 0 : -1, empty: "No options match your search." });
  }

  /** Whatever the bot still answers is not shown any more. */
  #stopAsking() {
    this.asked += 1;
    clearTimeout(this.timer);
  }

  #pick(item) {
    this.#stopAsking();
    this.picked = item;
    this.input.value = isEntity(this.option) && item.kind === "user" ? `@${item.label}` : item.label;
    this.#fit();
    this.complain(null);
    this.list.hide();
    this.form.next(this);
  }

  #fit() {
    this.input.style.width = `${Math.min(40, Math.max(4, [...this.input.value].length + 1))}ch`;
  }
}

function choiceItem({ name, value }) {
  return { key: String(value), value, label: name };
}
