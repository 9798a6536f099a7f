// What this page knows of the server: people, channels, messages; events change it and it tells who listens.

import { withOwnVotes, withVote } from "./votes.js";

/** Orders snowflakes, which are too long for numbers, by age. */
export function older(one, other) {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}

const THREADS = new Set([10, 11, 12]);
const DMS = new Set([1, 3]);
const FORUM = 15;
const STARTER = 21; // the message that a thread began with, as its first line
const EPHEMERAL = 1 << 6;

export const isThread = (channel) => THREADS.has(channel.type);
export const isDm = (channel) => DMS.has(channel.type);
export const isForum = (channel) => channel.type === FORUM;

export class Store {
  constructor() {
    this.listeners = new Map();
    this.forget();
  }

  forget() {
    this.me = null;
    this.people = [];
    this.application = null;
    this.guilds = new Map();
    this.channels = new Map();
    this.users = new Map();
    this.messages = new Map();
    this.unread = new Set();
  }

  /** Calls back on a topic: ready, channels, messages, members, events, sight, typing. */
  on(topic, listener) {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener]);
  }

  tell(topic, detail) {
    for (const listener of this.listeners.get(topic) ?? []) listener(detail);
  }

  /** Takes in one event of the playground. */
  take({ t, d }) {
    const change = CHANGES[t];
    if (change) change(this, d);
  }

  learnUser(user) {
    if (user) this.users.set(user.id, { ...this.users.get(user.id), ...user });
  }

  learnGuild(guild) {
    const { channels = [], threads = [], members = [], roles = [], events = [], ...rest } = guild;
    const known = { ...rest, members: new Map(), roles: new Map(), events: new Map() };
    for (const event of events) known.events.set(event.id, event);
    for (const role of roles) known.roles.set(role.id, role);
    for (const member of members) {
      known.members.set(member.user.id, member);
      this.learnUser(member.user);
    }
    for (const channel of [...channels, ...threads]) this.channels.set(channel.id, { ...channel, guild_id: guild.id });
    this.guilds.set(guild.id, known);
  }

  guildOf(channelId) {
    return this.guilds.get(this.channels.get(channelId)?.guild_id) ?? null;
  }

  /** Messages of a channel, oldest first; null where none were fetched yet. */
  history(channelId) {
    const known = this.messages.get(channelId);
    return known ? [...known.values()].sort((one, other) => older(one.id, other.id)) : null;
  }

  /** The name a person goes by in a guild: nickname, display name or user name. */
  nameOf(userId, guild) {
    const user = this.users.get(userId);
    return guild?.members.get(userId)?.nick || user?.global_name || user?.username || "unknown-user";
  }

  /** A member's roles, highest first. */
  rolesOf(userId, guild) {
    const ids = guild?.members.get(userId)?.roles ?? [];
    const roles = ids.map((id) => guild.roles.get(id)).filter(Boolean);
    return roles.sort((one, other) => other.position - one.position);
  }

  /** The colour of a name as #rrggbb, from the highest role that has one; null without. */
  colourOf(userId, guild) {
    const role = this.rolesOf(userId, guild).find((each) => each.color);
    return role ? `#${role.color.toString(16).padStart(6, "0")}` : null;
  }

  /** What `markdown_view.js` needs to name mentions in a channel. */
  names(channelId, hears) {
    const guild = this.guildOf(channelId);
    return {
      user: (id) => this.nameOf(id, guild),
      role: (id) => guild?.roles.get(id) ?? null,
      channel: (id) => this.channels.get(id) ?? null,
      ...hears,
    };
  }

  titleOf(channel) {
    if (isDm(channel)) return channel.recipients.map((user) => this.nameOf(user.id, null)).join(", ");
    return channel.name;
  }
}

function channelChanged(store, channel) {
  store.channels.set(channel.id, { ...store.channels.get(channel.id), ...channel });
  store.tell("channels", { id: channel.id });
}

function channelGone(store, { id }) {
  store.channels.delete(id);
  store.messages.delete(id);
  store.tell("channels", { id });
}

function messageCreated(store, message) {
  store.learnUser(message.author);
  const known = store.messages.get(message.channel_id);
  const before = known?.get(message.id);
  known?.set(message.id, message);
  if (message.author.id !== store.me.id) store.unread.add(message.channel_id);
  const channel = store.channels.get(message.channel_id);
  if (channel && !before) countIn(channel, message);
  store.tell("messages", { kind: before ? "updated" : "created", message });
}

/** Discord tells nobody when a thread's count changes; whoever shows it counts along. */
function countIn(channel, message) {
  if (message.flags & EPHEMERAL) return;
  channel.last_message_id = message.id;
  const isCounted = isThread(channel) && message.id !== channel.id && message.type !== STARTER;
  if (isCounted) channel.message_count = (channel.message_count ?? 0) + 1;
}

function messageUpdated(store, change) {
  const known = store.messages.get(change.channel_id);
  const before = known?.get(change.id);
  if (!before) return;
  // Reactions and votes of an edit are as the bot sees them.
  const own = { reactions: before.reactions, poll: withOwnVotes(change.poll, before.poll) };
  const message = { ...before, ...change, ...own };
  known.set(message.id, message);
  store.tell("messages", { kind: "updated", message });
}

/** Replaces a message by what `change` makes of it. */
function changeMessage(store, { channel_id, message_id }, change) {
  const known = store.messages.get(channel_id);
  const before = known?.get(message_id);
  if (!before) return;
  const message = { ...before, ...change(before) };
  known.set(message_id, message);
  store.tell("messages", { kind: "updated", message });
}

function changeReactions(store, d, change) {
  changeMessage(store, d, ({ reactions }) => ({ reactions: change(reactions ?? []) }));
}

const voted = (by) => (store, d) => {
  const isMine = d.user_id === store.me.id;
  changeMessage(store, d, ({ poll }) => ({ poll: withVote(poll, d.answer_id, by, isMine) }));
};

/** What `reactions` are after one of `emoji` by somebody was added or taken back. */
function counted(reactions, emoji, by, isMine) {
  const others = reactions.filter((each) => each.emoji.name !== emoji.name);
  const before = reactions.find((each) => each.emoji.name === emoji.name) ?? { emoji, count: 0, me: false };
  const after = { ...before, count: before.count + by, me: isMine ? by > 0 : before.me };
  if (after.count < 1) return others;
  return others.length === reactions.length
    ? [...reactions, after]
    : reactions.map((each) => (each === before ? after : each));
}

const reacted = (by) => (store, d) =>
  changeReactions(store, d, (reactions) => counted(reactions, d.emoji, by, d.user_id === store.me.id));

function messageDeleted(store, { id, channel_id }) {
  if (!store.messages.get(channel_id)?.delete(id)) return;
  store.tell("messages", { kind: "deleted", message: { id, channel_id } });
}

function memberChanged(store, member) {
  store.learnUser(member.user);
  store.guilds.get(member.guild_id)?.members.set(member.user.id, member);
  store.tell("members", member);
}

const OVER = 3; // and what follows: a scheduled event that was called off

function eventChanged(store, event) {
  const events = store.guilds.get(event.guild_id)?.events;
  if (!events) return;
  const before = events.get(event.id) ?? { user_count: 0, is_interested: false };
  if (event.status < OVER) events.set(event.id, { ...before, ...event });
  else events.delete(event.id);
  store.tell("events", event);
}

const wanted = (by) => (store, d) => {
  const event = store.guilds.get(d.guild_id)?.events.get(d.guild_scheduled_event_id);
  if (!event) return;
  const isMine = d.user_id === store.me.id;
  const change = { user_count: event.user_count + by, is_interested: isMine ? by > 0 : event.is_interested };
  eventChanged(store, { ...event, ...change });
};

function ready(store, d) {
  store.forget();
  store.me = d.user;
  learnSight(store, d);
  store.tell("ready", d);
}

/** What one sees may have changed, because permissions did: what is not there any more is forgotten. */
function sight(store, d) {
  const seen = [...d.private_channels, ...d.guilds.flatMap((guild) => [...guild.channels, ...guild.threads])];
  const ids = new Set(seen.map((channel) => channel.id));
  const gone = [...store.channels.keys()].filter((id) => !ids.has(id));
  for (const id of gone) store.channels.delete(id);
  for (const id of store.guilds.keys()) if (!d.guilds.some((guild) => guild.id === id)) store.guilds.delete(id);
  learnSight(store, d);
  store.tell("sight", d);
}

function learnSight(store, d) {
  store.people = d.people;
  store.application = d.application;
  for (const user of [d.user, ...d.people, d.application.user]) store.learnUser(user);
  for (const guild of d.guilds) store.learnGuild(guild);
  for (const channel of d.private_channels) {
    store.channels.set(channel.id, channel);
    for (const user of channel.recipients) store.learnUser(user);
  }
}

const CHANGES = {
  READY: ready,
  SIGHT: sight,
  CHANNEL_CREATE: channelChanged,
  CHANNEL_UPDATE: channelChanged,
  CHANNEL_DELETE: channelGone,
  THREAD_CREATE: channelChanged,
  THREAD_UPDATE: channelChanged,
  THREAD_DELETE: channelGone,
  MESSAGE_CREATE: messageCreated,
  MESSAGE_UPDATE: messageUpdated,
  MESSAGE_DELETE: messageDeleted,
  MESSAGE_DELETE_BULK: (store, { ids, channel_id }) => ids.forEach((id) => messageDeleted(store, { id, channel_id })),
  GUILD_MEMBER_ADD: memberChanged,
  GUILD_MEMBER_REMOVE: (store, { guild_id, user }) => {
    store.guilds.get(guild_id)?.members.delete(user.id);
    store.tell("members", user);
  },
  MESSAGE_REACTION_ADD: reacted(1),
  MESSAGE_REACTION_REMOVE: reacted(-1),
  MESSAGE_REACTION_REMOVE_ALL: (store, d) => changeReactions(store, d, () => []),
  MESSAGE_REACTION_REMOVE_EMOJI: (store, d) =>
    changeReactions(store, d, (reactions) => reactions.filter((each) => each.emoji.name !== d.emoji.name)),
  MESSAGE_POLL_VOTE_ADD: voted(1),
  MESSAGE_POLL_VOTE_REMOVE: voted(-1),
  GUILD_SCHEDULED_EVENT_CREATE: eventChanged,
  GUILD_SCHEDULED_EVENT_UPDATE: eventChanged,
  GUILD_SCHEDULED_EVENT_DELETE: (store, { guild_id, id }) => {
    store.guilds.get(guild_id)?.events.delete(id);
    store.tell("events", { guild_id, id });
  },
  GUILD_SCHEDULED_EVENT_USER_ADD: wanted(1),
  GUILD_SCHEDULED_EVENT_USER_REMOVE: wanted(-1),
  TYPING_START: (store, d) => store.tell("typing", d),
};
