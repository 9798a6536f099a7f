// Turns the tree of `markdown.js` into DOM nodes, with names for mentions from the store.

import { h, webAddress } from "./dom.js";
import { parse, words } from "./markdown.js";
import { momentNode, momentText } from "./timestamps.js";

const TAGS = { strong: "strong", emphasis: "em", underline: "u", strike: "s" };
const ONLY_EMOJI = /^(?=.*\p{ExtPict})[\p{ExtPict}\p{EMod}\p{RI}\u200d\ufe0f\s]+$/u;
const MOST_BIG_EMOJI = 30;

/** A block of markdown. `names` answers user(id), role(id), channel(id) and hears openChannel(id), useCommand(name). */
export function markdown(text, names, { blocks = true, className = "markdown" } = {}) {
  const big = blocks && ONLY_EMOJI.test(text) && [...text].length <= MOST_BIG_EMOJI;
  const classes = big ? `${className} big-emoji` : className;
  return h("div", { class: classes, dir: "auto" }, view(parse(text, { blocks }), names));
}

/** A text as one line of plain words, for previews; spoilers stay hidden. */
export function lineOf(text, names) {
  return words(parse(text), (node) => mentionWords(node, names)).trim();
}

function mentionWords(node, names) {
  switch (node.type) {
    case "user":
      return `@${names.user(node.id)}`;
    case "role":
      return `@${names.role(node.id)?.name ?? "unknown-role"}`;
    case "channel":
      return `#${names.channel(node.id)?.name ?? "unknown"}`;
    case "command":
      return `/${node.name}`;
    case "time":
      return momentText(node.unix, node.style);
    default:
      return `:${node.name}:`;
  }
}

function view(nodes, names) {
  return nodes.map((node) => viewOne(node, names));
}

function viewOne(node, names) {
  switch (node.type) {
    case "text":
      return node.text;
    case "strong":
    case "emphasis":
    case "underline":
    case "strike":
      return h(TAGS[node.type], {}, view(node.children, names));
    case "heading":
      return headingNode(node, names);
    case "subtext":
      return h("small", { class: "subtext" }, view(node.children, names));
    case "quote":
      return h("blockquote", {}, h("div", { class: "quoted" }, view(node.children, names)));
    case "list":
      return listNode(node, names);
    case "code":
      return h("code", {}, node.text);
    case "codeblock":
      return codeBlockNode(node);
    case "spoiler":
      return spoilerNode(h("span", {}, view(node.children, names)));
    case "link":
      return linkNode(node, names);
    case "time":
      return momentNode(node.unix, node.style);
    case "emoji":
      return h("span", { class: "emoji", title: `:${node.name}:` }, `:${node.name}:`);
    case "everyone":
      return h("span", { class: "mention" }, node.text);
    default:
      return mentionNode(node, names);
  }
}

/** A heading of the message: it ranks below those of the page. */
function headingNode({ level, children }, names) {
  const props = { class: `heading heading-${level}`, role: "heading", "aria-level": level + 3 };
  return h("div", props, view(children, names));
}

/** A block of code that can be focused, because it may have to be scrolled sideways. */
function codeBlockNode({ language, text }) {
  return h("pre", { tabindex: 0, "aria-label": language ? `Code, ${language}` : "Code" }, h("code", {}, text));
}

function listNode(node, names) {
  const items = node.items.map((children) => h("li", {}, view(children, names)));
  return node.ordered ? h("ol", { start: node.start }, items) : h("ul", {}, items);
}

function linkNode(node, names) {
  const address = webAddress(node.url);
  if (!address) return h("span", {}, view(node.children, names));
  const title = node.bare ? null : [node.title, address].filter(Boolean).join("\n");
  return h("a", { href: address, title, target: "_blank", rel: "noopener noreferrer" }, view(node.children, names));
}

function mentionNode(node, names) {
  const label = mentionWords(node, names);
  const button = (click) => h("button", { class: "mention", type: "button", on: { click } }, label);
  if (node.type === "command") return button(() => names.useCommand(node.name));
  if (node.type === "channel" && names.channel(node.id)) return button(() => names.openChannel(node.id));
  return node.type === "role" ? roleNode(label, names.role(node.id)) : h("span", { class: "mention" }, label);
}

function roleNode(label, role) {
  const node = h("span", { class: "mention" }, label);
  if (role?.color) {
    node.classList.add("coloured");
    node.style.setProperty("--mention", `#${role.color.toString(16).padStart(6, "0")}`);
  }
  return node;
}

/** Hides a node until it is clicked or activated by keyboard; while hidden nothing in it can be read or focused. */
export function spoilerNode(inside, className = "spoiler") {
  const cover = h("button", { class: "spoiler-cover", type: "button", "aria-label": "Spoiler, show" });
  const node = h("span", { class: className }, cover, inside);
  inside.classList.add("spoiler-inside");
  inside.inert = true;
  inside.setAttribute("aria-hidden", "true");
  cover.addEventListener("click", (event) => {
    event.stopPropagation();
    inside.inert = false;
    inside.removeAttribute("aria-hidden");
    node.classList.add("shown");
    cover.remove();
  });
  return node;
}
