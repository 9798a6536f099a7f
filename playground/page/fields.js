// The fields of a modal: each shows one component, says what is wrong with its value, and gives what is submitted.

import { fill, freshId, h, set } from "./dom.js";
import { tooLarge, uploads } from "./files.js";
import { markdown } from "./markdown_view.js";
import { SELECTS, SelectMenu } from "./selects.js";

const [ROW, TEXT_INPUT, TEXT, LABEL, UPLOAD, RADIOS, CHECKBOXES, CHECKBOX] = [1, 4, 10, 18, 19, 21, 22, 23];
const SHORT = 1;
const LONGEST = 4000; // characters; Discord, Text Input

/** Fields for a modal's components: { node, problem(), focus(), value(), customId }; customId is null for mere text. */
export function fieldsOf(components, context) {
  return components.map((component) => fieldOf(component, context));
}

function fieldOf(component, context) {
  if (component.type === TEXT) {
    return { node: markdown(component.content, context.names), problem: () => null, customId: null };
  }
  const inner = { [LABEL]: component.component, [ROW]: component.components?.[0] }[component.type] ?? component;
  const label = (component.type === LABEL ? component.label : inner.label) ?? inner.placeholder ?? "";
  const description = component.type === LABEL ? component.description : null;
  return { ...framed(controlOf(inner, label, context), label, description), customId: inner.custom_id };
}

/** A control with its label, its description, a star where it is required, and room for what is wrong. */
function framed(control, label, description) {
  const [errorId, descriptionId] = [freshId("error"), freshId("description")];
  const error = h("p", { class: "field-error", id: errorId, role: "alert" });
  const star = control.required && h("span", { class: "star", "aria-hidden": "true" }, " *");
  const heading = control.isGroup
    ? h("legend", { class: "field-label" }, label, star)
    : h("label", { class: "field-label", for: control.target.id }, label, star);
  set(control.target, "aria-describedby", [description && descriptionId, errorId].filter(Boolean).join(" "));
  set(control.target, "aria-required", control.required && "true");
  const show = (sentence) => {
    fill(error, sentence ?? "");
    set(control.target, "aria-invalid", sentence && "true");
  };
  control.node.addEventListener("input", () => show(null));
  return {
    node: h(
      control.isGroup ? "fieldset" : "div",
      { class: "field" },
      heading,
      description && h("p", { class: "field-description", id: descriptionId }, description),
      control.node,
      error,
    ),
    problem: () => {
      const sentence = control.problem();
      show(sentence);
      return sentence;
    },
    value: control.value,
    focus: () => control.target.focus(),
  };
}

function controlOf(component, label, context) {
  if (component.type === TEXT_INPUT) return textInput(component);
  if (SELECTS.has(component.type)) return selectControl(component, label, context);
  if (component.type === RADIOS || component.type === CHECKBOXES) return optionGroup(component);
  if (component.type === CHECKBOX) return checkbox(component);
  if (component.type === UPLOAD) return fileUpload(component);
  const node = h("p", { id: freshId("unknown") }, `This page cannot show components of type ${component.type}.`);
  return { node, target: node, required: false, problem: () => null, value: () => null };
}

function textInput(component) {
  const isShort = component.style === SHORT;
  const required = component.required ?? true;
  const [least, most] = [component.min_length ?? 0, component.max_length ?? LONGEST];
  const input = h(isShort ? "input" : "textarea", {
    class: "text-input",
    id: freshId("input"),
    type: isShort ? "text" : null,
    rows: isShort ? null : 4,
    placeholder: component.placeholder,
    autocomplete: "off",
    dir: "auto",
    value: component.value ?? "",
    dataset: { customId: component.custom_id },
  });
  const left = h("span", { class: "characters", "aria-hidden": "true" });
  const count = () => {
    const rest = most - [...input.value].length;
    left.textContent = rest < 100 || least ? String(rest) : "";
    left.classList.toggle("over", rest < 0);
  };
  input.addEventListener("input", count);
  count();
  const problem = () => {
    const { length } = [...input.value];
    if (required && !input.value.trim()) return "This field is required.";
    if (length && length < least) return `Must be at least ${least} characters (now ${length}).`;
    return length > most ? `Must be ${most} or fewer characters (now ${length}).` : null;
  };
  const node = h("div", { class: "text-input-frame" }, input, left);
  return { node, target: input, required, problem, value: () => input.value };
}

function selectControl(component, label, { store, channelId }) {
  const required = component.required ?? true;
  const onDone = () => menu.node.dispatchEvent(new Event("input"));
  const menu = new SelectMenu(component, store, channelId, { label, onDone });
  const problem = () => {
    const { length } = menu.values;
    if (!length) return required ? "This field is required." : null;
    return length < menu.least ? `Select at least ${menu.least}.` : null;
  };
  return { node: menu.node, target: menu.field, required, problem, value: () => menu.values };
}

function optionGroup(component) {
  const isRadio = component.type === RADIOS;
  const name = freshId("group");
  const boxes = component.options.map((option) =>
    h("input", { type: isRadio ? "radio" : "checkbox", name, value: option.value, checked: Boolean(option.default) }),
  );
  const rows = component.options.map(({ label, description }, at) =>
    h("label", { class: "choice" }, boxes[at], h("span", {}, label, description && h("small", {}, description))),
  );
  const node = h("div", { class: "choices" }, rows);
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const required = component.required ?? true;
  const least = isRadio ? 1 : (component.min_values ?? 1);
  const problem = () => {
    const { length } = chosen();
    if (!length) return required ? "This field is required." : null;
    if (length < least) return `Select at least ${least}.`;
    const most = component.max_values ?? component.options.length;
    return !isRadio && length > most ? `Select at most ${most}.` : null;
  };
  const value = () => (isRadio ? (chosen()[0] ?? null) : chosen());
  return { node, target: boxes[0], required, problem, value, isGroup: true };
}

function checkbox(component) {
  const input = h("input", { type: "checkbox", id: freshId("checkbox"), checked: Boolean(component.default) });
  return { node: input, target: input, required: false, problem: () => null, value: () => input.checked };
}

function fileUpload(component) {
  const [least, most] = [component.min_values ?? 1, component.max_values ?? 1];
  const input = h("input", { type: "file", id: freshId("file"), multiple: most > 1 });
  const required = component.required ?? true;
  const problem = () => {
    const { length } = input.files;
    if (!length) return required ? "This field is required." : null;
    return length < least || length > most ? `Choose ${least} to ${most} files.` : tooLarge(input.files);
  };
  return { node: input, target: input, required, problem, value: () => uploads(input.files) };
}
