// The two left columns: servers, and the channels, threads and conversations of the open one.

import { h, redraw, svg } from "./dom.js";
import { channelIcon } from "./entities.js";
import { eventsList } from "./events.js";
import { ICONS } from "./icons.js";
import { avatar } from "./people.js";
import { isDm, isForum, isThread } from "./store.js";

const CATEGORY = 4;
export const CONVERSATIONS = "@me";

/** The column of servers, with the conversations on top. */
export function showServers(host, store, openGuildId, open) {
  const entry = (id, name, content, className) => {
    const channels = channelsOf(store, id);
    const current = id === openGuildId;
    const isUnread = !current && channels.some((channel) => store.unread.has(channel.id));
    return h(
      "li",
      { class: `server${current ? " current" : ""}${isUnread ? " unread" : ""}` },
      h(
        "button",
        {
          type: "button",
          class: className,
          title: name,
          "aria-label": isUnread ? `${name}, unread` : name,
          "aria-current": current && "true",
          dataset: { key: id },
          on: { click: () => open(id) },
        },
        content,
      ),
    );
  };
  const guildEntry = ({ id, name }) => entry(id, name, initials(name), "server-button");
  const guilds = [...store.guilds.values()].map(guildEntry);
  const home = entry(CONVERSATIONS, "Direct messages", svg(ICONS.at), "server-button home");
  redraw(host, h("ul", {}, home, h("li", { class: "server-line", role: "separator" }), guilds));
}

function initials(name) {
  return name.split(/\s+/).map((word) => [...word][0]).join("").slice(0, 4);
}

/** The channels of a guild, or the conversations, without threads. */
export function channelsOf(store, guildId) {
  const all = [...store.channels.values()];
  if (guildId === CONVERSATIONS) return all.filter(isDm);
  return all
    .filter((channel) => channel.guild_id === guildId && !isThread(channel))
    .sort((one, other) => one.position - other.position);
}

/** Threads and posts below a channel, the newest first; archived ones only in forums. */
export function threadsOf(store, channel) {
  const below = [...store.channels.values()].filter((each) => isThread(each) && each.parent_id === channel.id);
  const shown = isForum(channel) ? below : below.filter((each) => !each.thread_metadata?.archived);
  return shown.sort((one, other) => Number(BigInt(other.id) - BigInt(one.id) > 0n) * 2 - 1);
}

/** The column of channels, categories as headings, threads below their channel, the server's events on top. */
export function showChannels(host, store, guildId, openId, { open, setInterest }) {
  const channels = channelsOf(store, guildId);
  const row = (channel, isBelow = false) => channelRow(channel, { store, openId, open, isBelow });
  const rows = (list) => list.map((channel) => [row(channel), ...threadRows(channel)]);
  const threadRows = (channel) => {
    const known = threadsOf(store, channel);
    const shown = isForum(channel) ? known.filter((each) => each.id === openId || store.unread.has(each.id)) : known;
    if (!shown.length) return [];
    const list = h("ul", { "aria-label": `Threads of ${channel.name}` }, shown.map((each) => row(each, true)));
    return [h("li", { class: "below" }, list)];
  };
  const top = channels.filter((channel) => !channel.parent_id && channel.type !== CATEGORY);
  const groups = channels.filter((channel) => channel.type === CATEGORY);
  const grouped = groups.map((group) => [
    h("li", { class: "category" }, h("h3", {}, group.name)),
    rows(channels.filter((channel) => channel.parent_id === group.id)),
  ]);
  const heading = guildId === CONVERSATIONS ? h("li", { class: "category" }, h("h3", {}, "Direct messages")) : null;
  const events = eventsList(store.guilds.get(guildId), setInterest);
  redraw(host, h("ul", { class: "channel-list" }, events, heading, rows(top), grouped));
}

function channelRow(channel, { store, openId, open, isBelow }) {
  const current = channel.id === openId;
  const isUnread = !current && store.unread.has(channel.id);
  const name = store.titleOf(channel);
  const user = isDm(channel) ? channel.recipients[0] : null;
  const classes = ["channel", current && "current", isUnread && "unread"];
  return h(
    "li",
    { class: classes.filter(Boolean).join(" ") },
    h(
      "button",
      {
        type: "button",
        class: "channel-button",
        "aria-current": current && "page",
        dataset: { key: channel.id },
        on: { click: () => open(channel.id) },
      },
      user ? avatar(user, name, 32) : isBelow ? null : channelIcon(channel, "icon channel-icon"),
      h("span", { class: "channel-name", dir: "auto" }, name),
      isUnread && h("span", { class: "hidden-words" }, " (unread)"),
      isPrivate(channel, store) && svg(ICONS.lock, "icon tiny"),
    ),
  );
}

/** Whether everyone's role may not see a channel. */
function isPrivate(channel, store) {
  const VIEW = 1n << 10n;
  const guild = store.guilds.get(channel.guild_id);
  const everyone = channel.permission_overwrites?.find((each) => each.id === guild?.id);
  return Boolean(everyone && BigInt(everyone.deny) & VIEW);
}
