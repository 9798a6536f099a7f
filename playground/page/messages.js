// Builds the node of one message.

import { fill, freshId, h, iconButton, svg } from "./dom.js";
import { componentNodes } from "./components.js";
import { embedNode } from "./embeds.js";
import { ICONS } from "./icons.js";
import { lineOf, markdown } from "./markdown_view.js";
import { attachment } from "./media.js";
import { appTag, avatar, nameNode } from "./people.js";
import { endedWords, pollNode } from "./polls.js";
import { reactionNodes, reactionPicker } from "./reactions.js";
import { midnight, stampNode } from "./timestamps.js";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const COMPONENTS_V2 = 1 << 15;
const SUPPRESS_EMBEDS = 1 << 2;
const [JOIN, THREAD_CREATED, THREAD_STARTER, POLL_RESULT] = [7, 18, 21, 46];
const SPOKEN = new Set([0, 19, 20, 23]);
const ANSWERS = new Set([20, 23]); // to a slash command, to a command of a context menu
const GROUPED_MS = 7 * 60_000;
const EXCERPT = 120;

export const isEphemeral = (message) => Boolean(message.flags & EPHEMERAL);

/** Whether a message continues the one before it, and so goes without avatar and name. */
export function continues(message, before) {
  if (!before || !SPOKEN.has(before.type) || message.type !== 0 || header(message)) return false;
  const [one, other] = [new Date(before.timestamp), new Date(message.timestamp)];
  return (
    before.author.id === message.author.id &&
    isEphemeral(before) === isEphemeral(message) &&
    other - one < GROUPED_MS &&
    midnight(one) === midnight(other)
  );
}

function header(message) {
  return commandName(message) !== null || Boolean(message.message_reference && message.type === 19);
}

/** The command that a message answers, without its slash; null where it answers none. */
function commandName(message) {
  const metadata = message.interaction_metadata;
  if (ANSWERS.has(message.type)) return metadata?.name ?? message.interaction?.name ?? null;
  return (message.type === 0 && metadata?.triggering_interaction_metadata?.name) || null;
}

/** The list item of a message. `context` has store, names, channelId, act(message, data), dismiss(message),
 * open(channelId), jump(messageId), reply(message), react(message, emoji, isOn), vote(message, answerIds),
 * remove(message), mayManage(), failure(messageId) and isGrouped. */
export function messageNode(message, context) {
  if (!SPOKEN.has(message.type)) return systemNode(message, context);
  const { store, isGrouped } = context;
  const guild = store.guildOf(message.channel_id);
  const name = store.nameOf(message.author.id, guild);
  const authorId = freshId("author");
  const isHeard = message.mentions?.some((user) => user.id === store.me.id) || message.mention_everyone;
  const gutter = isGrouped ? stampNode(message.timestamp, { bare: true }) : avatar(message.author, name, 40);
  const classes = ["message"];
  if (isGrouped) classes.push("grouped");
  if (isEphemeral(message)) classes.push("ephemeral");
  else if (isHeard) classes.push("mentioned");
  const author = nameNode(store, message.author.id, guild, "name author");
  const stamp = stampNode(message.timestamp);
  const head = h("h3", { class: "message-head", id: authorId }, author, message.author.bot && appTag(), " ", stamp);
  return h(
    "li",
    { class: classes.join(" "), dataset: { id: message.id }, tabindex: -1 },
    h(
      "article",
      { "aria-labelledby": authorId },
      isGrouped ? null : headerNode(message, context),
      h("div", { class: "gutter" }, gutter),
      h("div", { class: "message-body" }, head, bodyNodes(message, context)),
    ),
    toolbar(message, context),
  );
}

function bodyNodes(message, context) {
  const { names } = context;
  if (message.flags & LOADING) return [thinking(), footnotes(message, context)];
  const part = { ...context, message, act: (data) => context.act(message, data) };
  const isV2 = Boolean(message.flags & COMPONENTS_V2);
  const content = message.content && markdown(message.content, names, { className: "markdown content" });
  if (content && message.edited_timestamp) content.append(h("small", { class: "edited" }, " (edited)"));
  const embeds = message.flags & SUPPRESS_EMBEDS ? [] : (message.embeds ?? []);
  const components = message.components?.length ? componentNodes(message.components, part) : null;
  return [
    content,
    isV2 ? null : (message.attachments ?? []).map((file) => attachment(file)),
    embeds.map((embed) => embedNode(embed, names)),
    message.poll && pollNode(message, context),
    components && h("div", { class: isV2 ? "components components-v2" : "components" }, components),
    reactionNodes(message, context),
    message.thread && threadCard(message.thread, context),
    footnotes(message, context),
  ];
}

function thinking() {
  const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  return h("div", { class: "thinking" }, dots, "thinking…");
}

function footnotes(message, context) {
  const failure = context.failure(message.id);
  const dismiss = { click: () => context.dismiss(message) };
  return [
    failure && h("p", { class: "failure", role: "alert" }, failure),
    isEphemeral(message) &&
      h(
        "p",
        { class: "only-you" },
        svg(ICONS.eye),
        "Only you can see this • ",
        h("button", { class: "plain-link", type: "button", on: dismiss }, "Dismiss message"),
      ),
  ];
}

function headerNode(message, context) {
  const { store } = context;
  const guild = store.guildOf(message.channel_id);
  const command = commandName(message);
  if (command !== null) {
    const user = message.interaction_metadata?.user ?? message.interaction.user;
    store.learnUser(user);
    return h(
      "div",
      { class: "message-header" },
      avatar(user, store.nameOf(user.id, guild), 16),
      nameNode(store, user.id, guild),
      " used ",
      h("span", { class: "used-command" }, svg(ICONS.slash), command),
    );
  }
  return message.type === 19 && message.message_reference ? replyNode(message, context) : null;
}

function replyNode(message, context) {
  const { store } = context;
  const original = message.referenced_message;
  if (!original) return h("div", { class: "message-header" }, h("i", {}, "Original message was deleted"));
  const guild = store.guildOf(message.channel_id);
  const jump = { click: () => context.jump(original.id) };
  return h(
    "div",
    { class: "message-header" },
    avatar(original.author, store.nameOf(original.author.id, guild), 16),
    original.author.bot && appTag(),
    nameNode(store, original.author.id, guild),
    h("button", { class: "excerpt", type: "button", on: jump }, excerpt(original, context.names)),
  );
}

/** One line of a message's words, without markdown. */
export function excerpt(message, names) {
  const embedded = (message.embeds ?? []).map((embed) => embed.title ?? embed.description);
  const asked = message.poll?.question.text;
  const first = [message.content, ...allTexts(message.components ?? []), ...embedded, asked].find(Boolean);
  if (!first) return "Click to see attachment";
  const words = lineOf(first, names);
  return words.length > EXCERPT ? `${words.slice(0, EXCERPT)}…` : words;
}

function allTexts(components) {
  return components.flatMap((each) => (each.type === 10 ? [each.content] : allTexts(each.components ?? [])));
}

function threadCard(thread, context) {
  const known = context.store.channels.get(thread.id) ?? thread;
  const count = known.message_count ?? 0;
  return h(
    "button",
    { class: "thread-card", type: "button", on: { click: () => context.open(thread.id) } },
    h("b", {}, known.name),
    h("span", { class: "thread-count" }, `${count} ${count === 1 ? "Message" : "Messages"} ›`),
  );
}

function toolbar(message, context) {
  if (isEphemeral(message) || message.flags & LOADING) return null;
  const reply = iconButton(ICONS.reply, "Reply", () => context.reply(message), { title: "Reply" });
  const isMine = message.author.id === context.store.me.id;
  const remove = () => context.remove(message);
  return h(
    "div",
    { class: "toolbar" },
    reactionPicker(message, context),
    reply,
    (isMine || context.mayManage()) && iconButton(ICONS.bin, "Delete message", remove, { title: "Delete message" }),
  );
}

function systemNode(message, context) {
  const guild = context.store.guildOf(message.channel_id);
  const author = nameNode(context.store, message.author.id, guild);
  const node = h("li", { class: "message system", dataset: { id: message.id }, tabindex: -1 });
  const article = h("article", {});
  if (message.type === THREAD_STARTER) {
    if (message.referenced_message) {
      const start = messageNode(message.referenced_message, { ...context, isGrouped: false });
      start.dataset.id = message.id;
      return start;
    }
    fill(article, "Sorry, the message that this thread began with cannot be loaded.");
  } else if (message.type === THREAD_CREATED) {
    const open = { click: () => context.open(message.message_reference?.channel_id) };
    const link = h("button", { class: "plain-link", type: "button", on: open }, message.content);
    const words = h("span", {}, author, " started a thread: ", link, ". ");
    fill(article, svg(ICONS.thread), words, stampNode(message.timestamp));
  } else if (message.type === POLL_RESULT && message.embeds?.length) {
    const words = endedWords(message, author, () => context.jump(message.message_reference.message_id));
    fill(article, svg(ICONS.poll), words, stampNode(message.timestamp));
  } else {
    const words = message.type === JOIN ? " joined the server. " : ` ${message.content} `;
    fill(article, svg(ICONS.chevron), h("span", {}, author, words), stampNode(message.timestamp));
  }
  return fill(node, article);
}
