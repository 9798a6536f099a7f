// Shows message components: buttons and selects in rows, and the cards of components v2.

import { h, svg, webAddress } from "./dom.js";
import { ICONS } from "./icons.js";
import { markdown, spoilerNode } from "./markdown_view.js";
import { fileCard, gallery, picture } from "./media.js";
import { emojiText, SELECTS, SelectMenu } from "./selects.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };
const [ROW, BUTTON, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER] = [1, 2, 9, 10, 11, 12, 13, 14, 17];

/** The nodes for a message's components. `context` has store, channelId, names, message and
 * act({ custom_id, component_type, values }), a promise that ends when the bot has answered or failed. */
export function componentNodes(components, context) {
  return components.map((component) => componentNode(component, context));
}

function componentNode(component, context) {
  switch (component.type) {
    case ROW:
      return h("div", { class: "component-row" }, componentNodes(component.components, context));
    case BUTTON:
      return button(component, context);
    case SECTION:
      return h(
        "div",
        { class: "section" },
        h("div", { class: "section-texts" }, componentNodes(component.components, context)),
        component.accessory && h("div", { class: "section-accessory" }, componentNode(component.accessory, context)),
      );
    case TEXT:
      return markdown(component.content, context.names, { className: "markdown text-display" });
    case THUMBNAIL:
      return thumbnail(component);
    case GALLERY:
      return gallery(component.items);
    case FILE:
      return file(component, context);
    case SEPARATOR:
      return separator(component);
    case CONTAINER:
      return container(component, context);
    default:
      if (SELECTS.has(component.type)) return select(component, context);
      return h("p", { class: "unknown-component" }, `This page cannot show components of type ${component.type}.`);
  }
}

function button(component, context) {
  const style = STYLES[component.style] ?? "secondary";
  const words = [
    component.emoji && h("span", { class: "emoji" }, emojiText(component.emoji)),
    component.label && h("span", {}, component.label),
  ];
  const label = component.label ? null : component.emoji?.name;
  const address = style === "link" ? webAddress(component.url) : null;
  if (address && !component.disabled) {
    const link = { href: address, target: "_blank", rel: "noopener noreferrer" };
    return h("a", { class: "button button-link", "aria-label": label, ...link }, words, svg(ICONS.external));
  }
  const node = h(
    "button",
    {
      class: `button button-${style}`,
      type: "button",
      disabled: component.disabled || style === "link" || style === "premium",
      "aria-label": label,
      dataset: { key: component.custom_id ?? "" },
    },
    words,
  );
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy") === "true") return;
    node.setAttribute("aria-busy", "true");
    await context.act({ custom_id: component.custom_id, component_type: BUTTON });
    node.removeAttribute("aria-busy");
  });
  return node;
}

function select(component, context) {
  const menu = new SelectMenu(component, context.store, context.channelId, {
    onDone: async (values) => {
      menu.node.setAttribute("aria-busy", "true");
      const answered = await context.act({ custom_id: component.custom_id, component_type: component.type, values });
      menu.node.removeAttribute("aria-busy");
      if (!answered) menu.clear();
    },
  });
  menu.field.dataset.key = component.custom_id;
  return menu.node;
}

function file(component, context) {
  const name = component.name ?? component.file.url.split("/").at(-1).split("?")[0];
  const known = context.message.attachments?.find((each) => each.filename === name);
  const size = component.size ?? known?.size;
  return fileCard({ url: known?.url ?? component.file.url, name, size, spoiler: component.spoiler });
}

function thumbnail({ media, description, spoiler }) {
  return picture(media, { description: description ?? "", className: "thumbnail", spoiler });
}

function separator({ spacing, divider }) {
  const classes = ["separator", spacing === 2 && "wide", divider === false && "bare"];
  return h("hr", { class: classes.filter(Boolean).join(" ") });
}

function container(component, context) {
  const node = h("div", { class: "container" }, componentNodes(component.components, context));
  if (component.accent_color !== null && component.accent_color !== undefined) {
    node.classList.add("accented");
    node.style.setProperty("--accent", `#${component.accent_color.toString(16).padStart(6, "0")}`);
  }
  return component.spoiler ? spoilerNode(node, "spoiler spoiler-block") : node;
}
