// The members, roles and channels of a guild as choices of a list, for select menus and command options.

import { h, svg } from "./dom.js";
import { ICONS } from "./icons.js";
import { avatar } from "./people.js";
import { isDm, isThread } from "./store.js";

const CHANNEL_ICONS = {
  2: "speaker",
  5: "megaphone",
  10: "thread",
  11: "thread",
  12: "thread",
  13: "speaker",
  15: "forum",
};

/** The drawing for a channel of some kind. */
export function channelIcon(channel, className) {
  return svg(ICONS[CHANNEL_ICONS[channel.type] ?? "hash"], className);
}

/** Choices for members of the channel's guild; in a direct message the two who are in it. */
export function userChoices(store, channelId) {
  const guild = store.guildOf(channelId);
  const recipients = store.channels.get(channelId)?.recipients?.map((user) => user.id) ?? [];
  const ids = guild ? [...guild.members.keys()] : [store.me.id, ...recipients];
  return ids
    .map((id) => {
      const user = store.users.get(id);
      const label = store.nameOf(id, guild);
      const before = avatar(user, label, 24);
      return { key: id, kind: "user", label, hint: user?.username, alias: user?.username, before };
    })
    .sort((one, other) => one.label.localeCompare(other.label));
}

/** Choices for roles, highest first. */
export function roleChoices(store, channelId) {
  const roles = [...(store.guildOf(channelId)?.roles.values() ?? [])];
  roles.sort((one, other) => other.position - one.position);
  return roles.map((role) => {
    const dot = h("span", { class: "role-dot" });
    if (role.color) dot.style.setProperty("--dot", `#${role.color.toString(16).padStart(6, "0")}`);
    return { key: role.id, kind: "role", label: role.name.replace(/^@?/, "@"), before: dot };
  });
}

/** Choices for the guild's channels, of some types where these are given. */
export function channelChoices(store, channelId, types) {
  const guild = store.guildOf(channelId);
  return [...store.channels.values()]
    .filter((channel) => !isDm(channel) && (!guild || channel.guild_id === guild.id))
    .filter((channel) => (types?.length ? types.includes(channel.type) : !isThread(channel)))
    .map((channel) => ({
      key: channel.id,
      kind: "channel",
      label: channel.name,
      hint: store.channels.get(channel.parent_id)?.name,
      before: channelIcon(channel),
    }));
}
