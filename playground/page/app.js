// Puts the page together: the address says who one is and which channel is open; events and requests do the rest.

import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { fill, h, svg } from "./dom.js";
import { channelIcon } from "./entities.js";
import { uploads } from "./files.js";
import { Forum } from "./forum.js";
import { ICONS } from "./icons.js";
import { Interactions } from "./interactions.js";
import { Log } from "./log.js";
import { panels } from "./panels.js";
import { actAs, avatar, showMembers } from "./people.js";
import { CONVERSATIONS, channelsOf, showChannels, showServers } from "./sidebar.js";
import { Store, isDm, isForum, isThread } from "./store.js";
import { themeButton } from "./theme.js";
import { keepMomentsTrue } from "./timestamps.js";
import { Typing } from "./typing.js";

const VOICES = new Set([2, 13]);
const part = (id) => document.getElementById(id);

const store = new Store();
const state = { guildId: null, channelId: null, opened: 0 };
const drawers = panels(part);
const connection = new Connection(new URL(location.href).searchParams.get("as"), {
  onEvent: (event) => (event.t === "REFUSED" ? refuse(event.d.message) : store.take(event)),
  onState: (isOpen) => fill(part("connection"), isOpen ? "" : "Connecting to the playground …"),
});
const interactions = new Interactions(store, connection, {
  log: () => log,
  channelId: () => state.channelId,
  focusComposer: () => composer.focus(),
  hears: { openChannel: (id) => openChannel(id), useCommand: (name) => composer.use(name) },
});
const log = new Log(store, part("scroller"), part("messages"), {
  hears: interactions.hears,
  act: (message, data) => interactions.press(message, data),
  dismiss: (message) => interactions.dismiss(message),
  open: (channelId) => openChannel(channelId),
  jump: (messageId) => log.jump(messageId),
  reply: (message) => composer.answerTo(message),
  react: (message, emoji, isOn) => interactions.react(message, emoji, isOn),
  vote: (message, answerIds) => interactions.vote(message, answerIds),
  remove: (message) => interactions.remove(message),
  mayManage: () => Boolean(state.may?.manage),
  focusComposer: () => composer.focus(),
});
const composer = new Composer(store, part("composer"), {
  say: (content, answer, files) => refusal(say(content, answer, files)),
  run: (command, values) => interactions.run(command, values),
  autocomplete: (command, values, option, text) => interactions.autocomplete(command, values, option, text),
  commands: (channelId) => connection.request("commands", { channel_id: channelId }),
});
const forum = new Forum(store, part("forum"), {
  open: (channelId) => openChannel(channelId),
  post: async (forumId, post) => {
    try {
      const { channel_id: id } = await connection.request("post", { channel_id: forumId, ...post });
      openChannel(id);
      return null;
    } catch (error) {
      return error.message;
    }
  },
});
new Typing(store, part("typing"), () => state.channelId);

async function say(content, { replyTo, isPing }, files) {
  const place = { channel_id: state.channelId, reply_to: replyTo?.id ?? null, ping: isPing };
  return connection.request("say", { ...place, content, files: await uploads(files) });
}

/** The sentence that a request was refused with; null where it was not. */
async function refusal(request) {
  try {
    await request;
    return null;
  } catch (error) {
    return error.message;
  }
}

function refuse(sentence) {
  connection.end();
  fill(part("connection"), sentence);
}

function showSides() {
  const { guildId, channelId } = state;
  showServers(part("servers"), store, guildId, openGuild);
  showChannels(part("channels"), store, guildId, channelId, { open: openChannel, setInterest });
  const guildName = store.guilds.get(guildId)?.name ?? "Playground";
  fill(part("guild-name"), guildId === CONVERSATIONS ? "Direct messages" : guildName);
  showMembers(part("members"), store, store.guilds.get(guildId));
  drawers.allowMembers(store.guilds.has(guildId));
}

function setInterest(event, isOn) {
  const request = connection.request("interest", { guild_id: event.guild_id, event_id: event.id, on: isOn });
  request.catch((error) => fill(part("connection"), error.message));
}

function openGuild(guildId) {
  const first = channelsOf(store, guildId).find((channel) => channel.type !== 4 && !VOICES.has(channel.type));
  if (first) openChannel(first.id, { keepDrawer: true });
}

async function openChannel(channelId, { keepDrawer = false } = {}) {
  const channel = store.channels.get(channelId);
  state.wanted = channel ? null : channelId; // a new thread may be opened before the news of it is here
  if (!channel) return;
  const opened = (state.opened += 1);
  state.channelId = channelId;
  state.guildId = isDm(channel) ? CONVERSATIONS : channel.guild_id;
  store.unread.delete(channelId);
  if (location.hash !== `#${channelId}`) history.pushState(null, "", `#${channelId}`);
  if (!keepDrawer) drawers.closeDrawer();
  showHead(channel);
  showSides();
  const request = connection.request("open", { channel_id: channelId });
  const answer = await request.catch((error) => ({ refused: error.message }));
  if (opened !== state.opened) return; // another channel was opened meanwhile
  if (answer.refused) fill(part("connection"), answer.refused);
  else showChannel(channel, answer);
}

function showHead(channel) {
  const name = store.titleOf(channel);
  const icon = isDm(channel) ? avatar(channel.recipients[0], name, 24) : channelIcon(channel);
  const parent = isThread(channel) && store.channels.get(channel.parent_id);
  const toParent = { click: () => openChannel(parent.id) };
  const up = parent && h("button", { class: "plain-link", type: "button", on: toParent }, parent.name);
  fill(part("title"), icon, up, up && h("span", { "aria-hidden": "true" }, " › "), h("span", { dir: "auto" }, name));
  fill(part("topic"), channel.topic ?? "");
  document.title = `${isDm(channel) ? "@" : "#"}${name} · Playground`;
  const label = isForum(channel) ? null : isDm(channel) ? `Messages with ${name}` : `Messages in ${name}`;
  if (label) part("scroller").setAttribute("aria-label", label);
}

function showChannel(channel, { messages, commands, may, starters }) {
  state.may = may;
  const isPosts = isForum(channel);
  part("forum").hidden = !isPosts;
  part("scroller").hidden = isPosts;
  part("composer").hidden = isPosts;
  for (const message of Object.values(starters ?? {})) store.learnUser(message.author);
  if (isPosts) return forum.show(channel, starters, may);
  store.messages.set(channel.id, new Map(messages.map((message) => [message.id, message])));
  for (const message of messages) store.learnUser(message.author);
  log.show(channel.id, welcome(channel));
  const name = store.titleOf(channel);
  const placeholder = `Message ${isDm(channel) ? "@" : "#"}${name}`;
  const locked = may.send ? null : "You do not have permission to send messages in this channel.";
  composer.open(channel.id, { placeholder, locked, commands });
  if (drawers.isWide() && !document.activeElement?.closest(".sidebar, .servers, dialog")) composer.focus();
}

function welcome(channel) {
  const name = store.titleOf(channel);
  const hash = h("span", { class: "welcome-icon" }, channelIcon(channel));
  const icon = isDm(channel) ? avatar(channel.recipients[0], name, 80) : hash;
  const words = isDm(channel)
    ? [name, `This is the beginning of your direct message history with ${name}.`]
    : isThread(channel)
      ? [name, `Started by ${store.nameOf(channel.owner_id, store.guildOf(channel.id))}.`]
      : [`Welcome to #${name}!`, `This is the start of the #${name} channel.`];
  return [icon, h("h3", {}, words[0]), h("p", {}, words[1])];
}

/** The open channel, else that of the address, else the first that can be read. */
function firstChannel() {
  const wanted = [state.channelId, location.hash.slice(1)].find((id) => store.channels.has(id));
  if (wanted) return wanted;
  const guildId = store.guilds.keys().next().value ?? CONVERSATIONS;
  return channelsOf(store, guildId).find((channel) => channel.type === 0 || channel.type === 1)?.id;
}

store.on("ready", ({ user }) => {
  const address = new URL(location.href);
  if (address.searchParams.get("as") !== user.username) {
    address.searchParams.set("as", user.username);
    history.replaceState(null, "", address);
  }
  document.documentElement.dataset.ready = "true";
  openChannel(firstChannel());
  actAs(store, part("act-as"));
});
store.on("channels", ({ id }) => {
  if (id === state.wanted && store.channels.has(id)) openChannel(id);
  else if (id === state.channelId && !store.channels.has(id)) openChannel(firstChannel());
  else showSides();
  forum.refresh();
  if (store.channels.get(id)?.parent_id === state.channelId) log.refresh();
});
store.on("members", () => showSides());
store.on("events", () => showSides());
store.on("sight", () => openChannel(firstChannel(), { keepDrawer: true }));
store.on("messages", ({ kind, message }) => {
  forum.learn(message);
  if (message.channel_id === state.channelId) store.unread.delete(message.channel_id);
  else if (kind === "created") showSides();
});
addEventListener("popstate", () => {
  const id = location.hash.slice(1);
  if (id && id !== state.channelId) openChannel(id);
});
fill(part("open-drawer"), svg(ICONS.menu));
fill(part("toggle-members"), svg(ICONS.members));
themeButton(part("theme"));
keepMomentsTrue();
