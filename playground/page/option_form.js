// The message box while a slash command is filled in: its options in a row, one more field to add optional ones.

import { OPTION } from "./commands.js";
import { announce, fill, h } from "./dom.js";
import { FileField } from "./file_field.js";
import { Listbox, matching } from "./listbox.js";
import { OptionField } from "./option_field.js";

export class OptionForm {
  /** `box` offers store, channelId, panel (room above for lists), autocomplete(command, values, option, text),
   * run(command, values) and cancel(text). */
  constructor(command, box) {
    this.command = command;
    this.box = box;
    this.store = box.store;
    this.channelId = box.channelId;
    this.fields = [];
    const label = "Add an option, or press Enter to send";
    this.adder = h("input", { class: "option-adder", type: "text", autocomplete: "off", "aria-label": label });
    const onPick = (item) => this.#add(item.option).focus();
    this.adderList = new Listbox(this.adder, { label: "Optional options", onPick });
    this.row = h("div", { class: "option-row" });
    this.note = h("p", { class: "panel-note" });
    this.node = h(
      "div",
      { class: "option-form", role: "group", "aria-label": `Command ${command.name}` },
      h("span", { class: "option-command" }, `/${command.name}`),
      this.row,
    );
    fill(box.panel, this.note, this.adderList.node);
    this.row.append(this.adder);
    command.options.filter((option) => option.required).forEach((option) => this.#add(option));
    this.#listen();
    this.#count();
  }

  #listen() {
    this.adder.addEventListener("focus", () => {
      this.describe(null);
      this.#offer();
    });
    this.adder.addEventListener("blur", () => this.adderList.hide());
    this.adder.addEventListener("input", () => this.#offer());
    this.adder.addEventListener("keydown", (event) => {
      if (this.adderList.takeKey(event) || event.isComposing) return;
      if (event.key === "Enter") {
        event.preventDefault();
        this.send();
      } else this.leave(null, event);
    });
  }

  /** Focuses what is to be filled in first. */
  focus() {
    (this.fields[0] ?? this.adder).focus();
  }

  /** Shows what the focused option is for, and what is wrong with it. */
  describe(field) {
    if (!field) {
      fill(this.note, h("b", {}, `/${this.command.name}`), " ", this.command.description);
    } else {
      const { name, description, required } = field.option;
      const problem = field.problem && h("span", { class: "panel-problem", role: "alert" }, field.problem);
      fill(this.note, h("b", {}, name), " ", description, required ? null : h("i", {}, " (optional)"), problem);
    }
  }

  /** Goes on to the next field that is empty, else to the one that adds options. */
  next(field) {
    const after = this.fields.slice(this.fields.indexOf(field) + 1);
    (after.find((each) => !each.input.value) ?? this.adder).focus();
  }

  /** Takes the keys that lead out of a field: Escape, Backspace and the arrows at its ends. */
  leave(field, event) {
    const input = field?.input ?? this.adder;
    const at = field ? this.fields.indexOf(field) : this.fields.length;
    const isAtStart = input.selectionStart === 0 && input.selectionEnd === 0;
    const isAtEnd = input.selectionStart === input.value.length;
    if (event.key === "Escape") this.box.cancel("");
    else if (event.key === "Backspace" && !input.value) this.#stepBack(field, at);
    else if (event.key === "ArrowLeft" && isAtStart && at > 0) this.fields[at - 1].focus();
    else if (event.key === "ArrowRight" && isAtEnd && field) (this.fields[at + 1] ?? this.adder).focus();
    else return;
    event.preventDefault();
  }

  /** Asks the bot for choices of an option, given what the others hold. */
  autocomplete(option, text) {
    const { values } = this.#values();
    for (const field of this.fields) if (field.option.type === OPTION.FILE) delete values[field.option.name];
    return this.box.autocomplete(this.command, values, option, text);
  }

  /** Runs the command, or shows the first thing that is wrong. */
  send() {
    const { values, wrong } = this.#values();
    for (const [field, problem] of wrong) field.complain(problem);
    if (wrong.length) {
      const [field, problem] = wrong[0];
      field.focus();
      return announce(`${field.option.name}: ${problem}`);
    }
    if (this.adder.value.trim()) {
      this.adder.focus();
      return announce("No option has this name.");
    }
    return this.box.run(this.command, values);
  }

  #values() {
    const values = {};
    const wrong = [];
    for (const field of this.fields) {
      const { value, problem } = field.read();
      if (problem) wrong.push([field, problem]);
      else if (value !== undefined) values[field.option.name] = value;
    }
    return { values, wrong };
  }

  #add(option) {
    const field = option.type === OPTION.FILE ? new FileField(option, this) : new OptionField(option, this);
    this.fields.push(field);
    this.adder.before(field.node);
    if (field.list) this.box.panel.append(field.list.node);
    this.adder.value = "";
    this.#count();
    return field;
  }

  #stepBack(field, at) {
    const before = this.fields[at - 1];
    if (field && !field.option.required) {
      this.fields.splice(at, 1);
      field.node.remove();
      field.list?.node.remove();
      this.#count();
      (before ?? this.adder).focus();
    } else if (before) before.focus();
    else this.box.cancel(`/${this.command.name}`);
  }

  #left() {
    return this.command.options.filter((option) => !this.fields.some((field) => field.option === option));
  }

  #count() {
    const left = this.#left().length;
    this.adder.placeholder = left ? `+${left} optional` : "";
    this.adder.classList.toggle("bare", !left);
  }

  #offer() {
    const items = this.#left().map((option) => {
      const { name, description } = option;
      return { key: name, label: name, description, option };
    });
    const typed = this.adder.value.replace(/:$/, "");
    const exact = this.adder.value.endsWith(":") && items.find((item) => item.label === typed);
    if (exact) this.#add(exact.option).focus();
    else {
      const title = items.length ? "Optional options" : "";
      this.adderList.show(matching(items, typed), { active: typed ? 0 : -1, title });
    }
  }
}
