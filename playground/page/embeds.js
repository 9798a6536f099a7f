// Shows the embeds of a message.

import { h, webAddress } from "./dom.js";
import { markdown } from "./markdown_view.js";
import { picture } from "./media.js";
import { stampNode } from "./timestamps.js";

const LINE = { blocks: false, className: "markdown" };

/** The card of one embed: author, title, description, fields, pictures, footer. */
export function embedNode(embed, names) {
  const node = h(
    "div",
    { class: "embed", role: "group", "aria-label": embed.title || embed.author?.name || "Embed" },
    h(
      "div",
      { class: "embed-body" },
      embed.provider?.name && h("small", { class: "embed-provider" }, embed.provider.name),
      embed.author && authorNode(embed.author),
      embed.title && titleNode(embed, names),
      embed.description && markdown(embed.description, names, { className: "markdown embed-description" }),
      embed.fields?.length ? h("div", { class: "embed-fields" }, fieldNodes(embed.fields, names)) : null,
      embed.image && picture(embed.image, { className: "picture embed-image" }),
      (embed.footer || embed.timestamp) && footerNode(embed),
    ),
    embed.thumbnail && picture(embed.thumbnail, { className: "thumbnail" }),
  );
  if (embed.color) node.style.setProperty("--accent", `#${embed.color.toString(16).padStart(6, "0")}`);
  return node;
}

function linked(words, address, className) {
  const safe = address && webAddress(address);
  if (!safe) return h("span", { class: className }, words);
  return h("a", { class: className, href: safe, target: "_blank", rel: "noopener noreferrer" }, words);
}

function authorNode(author) {
  const icon = author.icon_url && webAddress(author.icon_url);
  const image = icon && h("img", { src: icon, alt: "", width: 24, height: 24 });
  return h("div", { class: "embed-author" }, image, linked(author.name, author.url));
}

function titleNode(embed, names) {
  return h("div", { class: "embed-title" }, linked(markdown(embed.title, names, LINE), embed.url));
}

/** Fields marked inline stand up to three in a line of a grid of twelve columns. */
function fieldNodes(fields, names) {
  const spans = [];
  let run = 0;
  fields.forEach((field, at) => {
    run = field.inline ? run + 1 : 0;
    const isLast = !fields[at + 1]?.inline;
    if (!field.inline) spans.push(12);
    else if (run === 3 || isLast) {
      for (let each = 0; each < run; each += 1) spans.push(12 / Math.max(run, 1));
      run = 0;
    }
  });
  return fields.map((field, at) => {
    const node = h(
      "div",
      { class: "embed-field" },
      h("div", { class: "embed-field-name" }, markdown(field.name, names, LINE)),
      markdown(field.value, names, { className: "markdown embed-field-value" }),
    );
    node.style.gridColumn = `span ${spans[at]}`;
    return node;
  });
}

function footerNode({ footer, timestamp }) {
  const icon = footer?.icon_url && webAddress(footer.icon_url);
  return h(
    "div",
    { class: "embed-footer" },
    icon && h("img", { src: icon, alt: "", width: 20, height: 20 }),
    footer && h("span", { dir: "auto" }, footer.text),
    footer && timestamp && h("span", { "aria-hidden": "true" }, " • "),
    timestamp && stampNode(timestamp),
  );
}
