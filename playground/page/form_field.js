// What all options of a slash command's form share: the name in front, the input, and the word that it is wrong.

import { h, set } from "./dom.js";

export class FormField {
  /** `form` offers store, channelId, autocomplete(option, text), next(field), leave(field, event), send() and
   * describe(field). */
  constructor(option, form, input) {
    this.option = option;
    this.form = form;
    this.input = input;
    set(input, "aria-required", option.required && "true");
    const name = h("label", { class: "option-name", for: input.id }, option.name);
    this.node = h("span", { class: "option" }, name, input);
  }

  /** Marks the field as wrong with a sentence, or with null as right again. */
  complain(sentence) {
    this.problem = sentence;
    set(this.input, "aria-invalid", sentence && "true");
    this.node.classList.toggle("wrong", Boolean(sentence));
    this.form.describe(this);
  }

  focus() {
    this.input.focus();
  }
}
