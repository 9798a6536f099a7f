// Shows the reactions to a message, and lets the reader add one or take it back.

import { h, iconButton } from "./dom.js";
import { ICONS } from "./icons.js";

const OFFERED = ["👍", "👎", "❤️", "😂", "😮", "🎉", "✅", "❌"];

/** The reactions below a message, each a button that is pressed where the reader has reacted so; null without any. */
export function reactionNodes(message, context) {
  if (!message.reactions?.length) return null;
  const chips = message.reactions.map((reaction) => h("li", {}, chip(message, reaction, context)));
  return h("ul", { class: "reactions", "aria-label": "Reactions" }, chips);
}

function chip(message, { emoji, count, me }, context) {
  const words = `${emoji.name} ${count} ${count === 1 ? "reaction" : "reactions"}`;
  return h(
    "button",
    {
      class: "reaction",
      type: "button",
      "aria-pressed": String(me),
      "aria-label": words,
      dataset: { key: `reaction-${emoji.name}` },
      on: { click: () => context.react(message, emoji.name, !me) },
    },
    h("span", { class: "emoji", "aria-hidden": "true" }, emoji.name),
    h("span", { "aria-hidden": "true" }, count),
  );
}

/** The button with which a reaction is added, and the choice that it opens. */
export function reactionPicker(message, context) {
  const label = "Reactions to add";
  const choices = h("div", { class: "reaction-choices", role: "group", "aria-label": label, hidden: true });
  const key = "add-reaction";
  const open = iconButton(ICONS.smile, "Add reaction", () => show(choices.hidden), {
    "aria-expanded": "false",
    title: "Add reaction",
    dataset: { key },
  });
  const show = (isOpen) => {
    choices.hidden = !isOpen;
    open.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) choices.querySelector("button").focus();
  };
  for (const emoji of OFFERED) {
    const add = () => {
      open.focus();
      show(false);
      context.react(message, emoji, true);
    };
    choices.append(
      h("button", { class: "icon-button emoji", type: "button", "aria-label": emoji, on: { click: add } }, emoji),
    );
  }
  const node = h("span", { class: "reaction-picker" }, open, choices);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || choices.hidden) return;
    event.preventDefault();
    open.focus();
    show(false);
  });
  node.addEventListener("focusout", (event) => {
    if (!choices.hidden && !node.contains(event.relatedTarget)) show(false);
  });
  return node;
}
