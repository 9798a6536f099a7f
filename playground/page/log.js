// The list of messages of the open channel: follows the newest, keeps the focus and the place when messages change.

import { announce, fill, h } from "./dom.js";
import { continues, isEphemeral, messageNode } from "./messages.js";
import { older } from "./store.js";
import { dayText, midnight } from "./timestamps.js";

const NEAR_END = 80; // pixels; within it new messages are followed

export class Log {
  /** `scroller` scrolls, `list` inside holds the messages; `actions` is what messages can ask for. */
  constructor(store, scroller, list, actions) {
    this.store = store;
    this.scroller = scroller;
    this.list = list;
    this.actions = actions;
    this.channelId = null;
    this.failures = new Map();
    store.on("messages", (change) => this.#take(change));
    new ResizeObserver(() => this.follows && this.toEnd()).observe(list);
    scroller.addEventListener("scroll", () => {
      this.follows = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
    });
  }

  /** Shows a channel from its newest message; `welcome` stands above the oldest one. */
  show(channelId, welcome) {
    this.channelId = channelId;
    this.follows = true;
    this.scroller.setAttribute("aria-busy", "true"); // a whole history is not read out
    const messages = this.store.history(channelId) ?? [];
    const nodes = [];
    messages.forEach((message, at) => nodes.push(...this.#nodes(message, messages[at - 1])));
    fill(this.list, h("li", { class: "welcome" }, welcome), nodes);
    this.toEnd();
    requestAnimationFrame(() => this.scroller.setAttribute("aria-busy", "false"));
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Brings a message into sight and focuses it. */
  jump(messageId) {
    const node = this.#find(messageId);
    if (!node) return announce("That message is not loaded.");
    node.scrollIntoView({ block: "center" });
    node.focus();
  }

  /** Shows a failed interaction below the message that it came from. */
  fail(messageId, sentence) {
    this.failures.set(messageId, sentence);
    this.#redraw(messageId);
  }

  /** Takes the failure away again, as the next try does. */
  forgive(messageId) {
    if (this.failures.delete(messageId)) this.#redraw(messageId);
  }

  /** Draws all messages anew, for changed names or threads. */
  refresh() {
    for (const message of this.store.history(this.channelId) ?? []) this.#replace(message);
  }

  #take({ kind, message }) {
    if (message.channel_id !== this.channelId) this.#redraw(message.channel_id); // a thread has its message's id
    else if (kind === "created") this.#add(message);
    else if (kind === "updated") this.#replace(message);
    else this.#remove(message.id);
  }

  #before(message) {
    const messages = this.store.history(this.channelId);
    return messages[messages.findIndex((each) => each.id === message.id) - 1];
  }

  #add(message) {
    const nodes = this.#nodes(message, this.#before(message));
    const shown = [...this.list.querySelectorAll(":scope > [data-id]")];
    const next = shown.find((node) => older(message.id, node.dataset.id) < 0);
    if (next) next.before(...nodes);
    else this.list.append(...nodes);
    if (this.follows || message.author.id === this.store.me.id || isEphemeral(message)) this.toEnd();
  }

  #replace(message) {
    const old = this.#find(message.id);
    if (!old) return;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.dataset.key;
    const uncovered = [...old.querySelectorAll(".spoiler")].map((node) => node.classList.contains("shown"));
    const node = this.#node(message, this.#before(message));
    old.replaceWith(node);
    node.querySelectorAll(".spoiler").forEach((spoiler, at) => {
      if (uncovered[at]) spoiler.querySelector(".spoiler-cover")?.click();
    });
    if (focused) {
      const same = key && node.querySelector(`[data-key="${CSS.escape(key)}"]:enabled`);
      (same || node).focus({ preventScroll: true });
    }
    if (this.follows) this.toEnd();
  }

  #remove(messageId) {
    const node = this.#find(messageId);
    if (!node) return;
    const hadFocus = node.contains(document.activeElement);
    const next = node.nextElementSibling ?? node.previousElementSibling;
    node.remove();
    if (hadFocus) this.actions.focusComposer();
    if (next) this.#redraw(next.dataset.id); // it may have continued the one that is gone
  }

  #redraw(messageId) {
    const message = this.store.messages.get(this.channelId)?.get(messageId);
    if (message) this.#replace(message);
  }

  #find(messageId) {
    return this.list.querySelector(`:scope > [data-id="${CSS.escape(messageId)}"]`);
  }

  #nodes(message, before) {
    const isNewDay = !before || midnight(new Date(before.timestamp)) !== midnight(new Date(message.timestamp));
    const node = this.#node(message, before);
    if (!isNewDay) return [node];
    const day = dayText(message.timestamp);
    return [h("li", { class: "day", role: "separator", "aria-label": day }, h("span", {}, day)), node];
  }

  #node(message, before) {
    return messageNode(message, {
      ...this.actions,
      store: this.store,
      channelId: this.channelId,
      names: this.store.names(this.channelId, this.actions.hears),
      isGrouped: continues(message, before),
      failure: (id) => this.failures.get(id) ?? null,
    });
  }
}
