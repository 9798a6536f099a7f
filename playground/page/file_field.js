// One option of a slash command that takes a file.

import { freshId, h, set } from "./dom.js";
import { tooLarge, uploads } from "./files.js";

export class FileField {
  /** `form` is the same as that of an `OptionField`. */
  constructor(option, form) {
    this.option = option;
    this.form = form;
    const id = freshId("option-file");
    this.input = h("input", { class: "option-file", type: "file", id, "aria-required": option.required && "true" });
    this.node = h("span", { class: "option" }, h("label", { class: "option-name", for: id }, option.name), this.input);
    this.input.addEventListener("focus", () => form.describe(this));
    this.input.addEventListener("change", () => this.complain(null));
    this.input.addEventListener("keydown", (event) => event.key === "Escape" && form.leave(this, event));
  }

  /** { value }, a promise of the file; { problem }, or nothing for an optional one that is empty. */
  read() {
    const { files } = this.input;
    if (!files.length) return this.option.required ? { problem: "This option is required. Choose a file." } : {};
    const problem = tooLarge(files);
    return problem ? { problem } : { value: uploads(files).then(([file]) => file) };
  }

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
