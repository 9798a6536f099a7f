// One option of a slash command that takes a file.

import { freshId, h } from "./dom.js";
import { tooLarge, uploads } from "./files.js";
import { FormField } from "./form_field.js";

export class FileField extends FormField {
  constructor(option, form) {
    super(option, form, h("input", { class: "option-file", type: "file", id: freshId("option-file") }));
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
}
