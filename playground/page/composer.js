// The box at the bottom: plain messages, the list of commands after a slash, mentions after @ and #.

import { announce, fill, h, iconButton } from "./dom.js";
import { runnable, search } from "./commands.js";
import { channelChoices, roleChoices, userChoices } from "./entities.js";
import { tooLarge } from "./files.js";
import { ICONS } from "./icons.js";
import { Listbox, matching } from "./listbox.js";
import { OptionForm } from "./option_form.js";
import { avatar } from "./people.js";

const LONGEST = 2000; // characters of a message; Discord, Create Message
const MENTION = /(?:^|\s)([@#])([\p{L}\p{N}_.-]*)$/u;
const MOST_MENTIONS = 10;

export class Composer {
  /** `actions` sends: say(content, { replyTo, isPing }, files), run(command, values), autocomplete(…),
   * commands(channelId). */
  constructor(store, host, actions) {
    this.store = store;
    this.actions = actions;
    this.drafts = new Map();
    this.panel = h("div", { class: "composer-panel" });
    this.error = h("p", { class: "composer-error", role: "alert" });
    this.replyBar = h("div", { class: "reply-bar", hidden: true });
    const id = "composer-text";
    this.text = h("textarea", { class: "composer-text", id, rows: 1, dir: "auto", autocomplete: "off" });
    this.slot = h("div", { class: "composer-slot" }, this.text);
    this.sendButton = iconButton(ICONS.send, "Send", null, { class: "icon-button send" });
    this.picker = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to attach" });
    this.attachButton = iconButton(ICONS.plus, "Attach files", () => this.picker.click());
    this.fileBar = h("div", { class: "reply-bar", hidden: true });
    this.box = h("div", { class: "composer-box" }, this.attachButton, this.picker, this.slot, this.sendButton);
    this.list = new Listbox(this.text, { label: "Suggestions", onPick: (item) => item.pick() });
    fill(host, this.error, this.panel, this.replyBar, this.fileBar, this.box);
    this.#listen();
  }

  #listen() {
    this.text.addEventListener("input", () => this.#typed());
    this.text.addEventListener("click", () => this.#suggest());
    this.text.addEventListener("blur", () => this.list.hide());
    this.text.addEventListener("focus", () => this.#suggest());
    this.text.addEventListener("keydown", (event) => {
      if (this.list.takeKey(event) || event.isComposing) return;
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        this.#send();
      } else if (event.key === "Escape") this.answerTo(null);
    });
    this.picker.addEventListener("change", () => this.attach([...this.picker.files]));
    this.sendButton.addEventListener("pointerdown", (event) => event.preventDefault());
    this.sendButton.addEventListener("click", () => (this.form ? this.form.send() : this.#send()));
  }

  /** Turns to a channel, where what was typed before is still there.
   * `locked` is a sentence where nothing can be sent, else null. */
  open(channelId, { placeholder, locked, commands }) {
    this.learn(commands);
    if (channelId !== this.channelId) this.#turnTo(channelId);
    for (const control of [this.text, this.sendButton, this.attachButton]) control.disabled = Boolean(locked);
    this.text.placeholder = locked ?? placeholder;
    this.text.setAttribute("aria-label", locked ?? placeholder);
  }

  #turnTo(channelId) {
    if (this.channelId) this.drafts.set(this.channelId, this.form ? "" : this.text.value);
    this.channelId = channelId;
    this.cancel(this.drafts.get(channelId) ?? "", { focus: false });
    this.answerTo(null);
    this.files = [];
    this.fileBar.hidden = true;
  }

  /** Takes in the commands that can be run here. */
  learn(commands) {
    this.commands = runnable(commands);
  }

  focus() {
    if (this.form) this.form.focus();
    else this.text.focus();
  }

  /** Makes the next message an answer to another one; null takes that back. */
  answerTo(message) {
    this.replyTo = message;
    this.replyBar.hidden = !message;
    if (!message) return;
    const stop = iconButton(ICONS.close, "Do not reply", () => this.answerTo(null));
    const name = this.store.nameOf(message.author.id, this.store.guildOf(this.channelId));
    fill(this.replyBar, h("span", {}, "Replying to ", h("b", {}, name)), this.#pingButton(), stop);
    this.text.focus();
  }

  #pingButton() {
    this.isPing = true;
    const button = h("button", { class: "ping", type: "button", "aria-pressed": "true" }, "Mention");
    button.addEventListener("click", () => {
      this.isPing = !this.isPing;
      button.setAttribute("aria-pressed", String(this.isPing));
    });
    return button;
  }

  /** Makes these files part of the next message; none takes them back. */
  attach(files) {
    this.files = files;
    this.fileBar.hidden = !files.length;
    this.picker.value = "";
    this.#complain(tooLarge(files));
    const stop = iconButton(ICONS.close, "Do not attach", () => this.attach([]));
    fill(this.fileBar, h("span", {}, files.map((file) => file.name).join(", ")), stop);
    this.text.focus();
  }

  /** Begins a command by its name, as a mention of it in a message does. */
  use(name) {
    const command = this.commands.find((each) => each.name === name);
    if (command) this.#choose(command);
  }

  /** Leaves the form of a command; the box holds `text` then. */
  cancel(text, { focus = true } = {}) {
    this.form = null;
    fill(this.slot, this.text);
    fill(this.panel, this.list.node);
    this.text.value = text;
    this.#fit();
    if (focus) this.text.focus();
  }

  autocomplete(command, values, option, text) {
    return this.actions.autocomplete(command, values, option, text);
  }

  async run(command, values) {
    this.cancel("");
    this.#complain(await this.actions.run(command, values));
  }

  async #send() {
    const content = this.#withMentions(this.text.value.trim());
    const { replyTo, isPing, files } = this;
    if ((!content && !files.length) || this.text.disabled) return;
    const { length } = [...content];
    if (length > LONGEST) return this.#complain(`A message has at most ${LONGEST} characters; this one has ${length}.`);
    this.cancel("");
    this.answerTo(null);
    if (files.length) this.attach([]);
    const refused = await this.actions.say(content, { replyTo, isPing }, files);
    this.#complain(refused);
    if (refused && !this.text.value) this.text.value = content;
  }

  #complain(sentence) {
    fill(this.error, sentence ?? "");
  }

  #typed() {
    this.#complain(null);
    this.#fit();
    if (this.text.value === "/") this.#refresh();
    this.#suggest();
  }

  /** Asks anew which commands there are: the bot may have been started, or changed them, meanwhile. */
  async #refresh() {
    const commands = await this.actions.commands(this.channelId).catch(() => null);
    if (commands) this.learn(commands);
    if (!this.form && this.text.value.startsWith("/")) this.#suggest();
  }

  #fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, innerHeight / 2)}px`;
  }

  #suggest() {
    if (document.activeElement !== this.text) return;
    const { value } = this.text;
    if (/^\/[^\n]*$/.test(value)) return this.#suggestCommands(value.slice(1));
    const mention = MENTION.exec(value.slice(0, this.text.selectionStart));
    if (mention) this.#suggestMentions(mention);
    else this.list.hide();
  }

  #suggestCommands(query) {
    const exact = query.endsWith(" ") && this.commands.find((command) => command.name === query.trim());
    if (exact) return this.#choose(exact);
    const bot = this.store.application?.user;
    const found = search(this.commands, query);
    const items = found.map((command) => ({
      key: command.name,
      label: `/${command.name}`,
      description: command.description,
      heading: this.store.application?.name,
      before: avatar(bot, this.store.nameOf(bot?.id, null), 24),
      pick: () => this.#choose(command),
    }));
    const none = this.commands.length ? "" : "The bot has no commands here. Is it running?";
    this.list.show(items, { empty: none });
    if (items.length) announce(`${items.length} ${items.length === 1 ? "command" : "commands"}`);
  }

  #suggestMentions([, mark, query]) {
    const roles = roleChoices(this.store, this.channelId).filter((role) => role.label !== "@everyone");
    const people = [...userChoices(this.store, this.channelId), ...roles];
    const all = mark === "@" ? people : channelChoices(this.store, this.channelId, null);
    const shown = matching(all, query).slice(0, MOST_MENTIONS);
    this.list.show(shown.map((item) => ({ ...item, pick: () => this.#insert(item, mark, query) })));
  }

  #insert(item, mark, query) {
    const end = this.text.selectionStart;
    const start = end - query.length - 1;
    const words = mark + item.label.replace(/^@/, "");
    this.mentions ??= new Map();
    this.mentions.set(words, { user: `<@${item.key}>`, role: `<@&${item.key}>`, channel: `<#${item.key}>` }[item.kind]);
    this.text.setRangeText(`${words} `, start, end, "end");
    this.list.hide();
    this.#fit();
  }

  #withMentions(content) {
    let result = content;
    const longestFirst = [...(this.mentions ?? [])].sort(([one], [other]) => other.length - one.length);
    for (const [words, code] of longestFirst) result = result.replaceAll(words, code);
    return result;
  }

  #choose(command) {
    this.list.hide();
    this.form = new OptionForm(command, this);
    fill(this.slot, this.form.node);
    this.form.focus();
  }
}
