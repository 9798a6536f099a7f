// Makes DOM nodes from plain values. Nothing on this page is ever parsed as HTML, so texts stay texts.

const SVG = "http://www.w3.org/2000/svg";

/** A new element: `class`, `dataset`, `on` (listeners) and `value`/`checked` are understood; the rest are attributes.
 * Attributes that are null, undefined or false are left out; true gives an empty one. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  const { on = {}, dataset = {}, value, checked, ...attributes } = props;
  for (const [name, setting] of Object.entries(attributes)) set(node, name, setting);
  Object.assign(node.dataset, dataset);
  for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
  node.append(...flat(children));
  if (value !== undefined) node.value = value;
  if (checked !== undefined) node.checked = checked;
  return node;
}

/** Sets, or with null, undefined or false removes, an attribute. */
export function set(node, name, setting) {
  if (setting === null || setting === undefined || setting === false) node.removeAttribute(name);
  else node.setAttribute(name, setting === true ? "" : String(setting));
}

/** Replaces all children. */
export function fill(node, ...children) {
  node.replaceChildren(...flat(children));
  return node;
}

/** Replaces all children; what had the focus has it again where its `data-key` is still there. */
export function redraw(node, ...children) {
  const key = node.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  fill(node, ...children);
  if (key) node.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** An icon of one path on a 24 × 24 grid, hidden from screen readers: its button carries the name. */
export function svg(path, className = "icon") {
  const node = document.createElementNS(SVG, "svg");
  for (const [name, setting] of [["viewBox", "0 0 24 24"], ["class", className], ["aria-hidden", "true"]]) {
    node.setAttribute(name, setting);
  }
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  node.append(shape);
  return node;
}

/** A button that shows an icon alone; `label` is its name. */
export function iconButton(path, label, onClick = null, props = {}) {
  const on = onClick ? { click: onClick } : {};
  return h("button", { class: "icon-button", type: "button", "aria-label": label, on, ...props }, svg(path));
}

/** The address if it is http or https, else null: `javascript:` and its kin never become a link or an image. */
export function webAddress(text) {
  try {
    const url = new URL(text, location.origin);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

let counter = 0;

/** An id that no other element of the page has, for labels and descriptions. */
export function freshId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** Says a sentence to screen readers without showing it. */
export function announce(sentence) {
  document.getElementById("announcer").textContent = sentence;
}
