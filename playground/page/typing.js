// The line above the message box that says who is typing.

import { fill, h } from "./dom.js";

const LASTS_MS = 10_000; // Discord, Trigger Typing Indicator: ten seconds, or until the message comes

export class Typing {
  constructor(store, host, openChannelId) {
    this.store = store;
    this.host = host;
    this.openChannelId = openChannelId;
    this.typing = new Map();
    store.on("typing", (event) => this.#begin(event));
    store.on("messages", ({ kind, message }) => kind === "created" && this.#end(message.channel_id, message.author.id));
    store.on("channels", () => this.#show());
  }

  #begin({ channel_id: channelId, user_id: userId }) {
    if (userId === this.store.me?.id) return;
    const key = `${channelId} ${userId}`;
    clearTimeout(this.typing.get(key)?.timer);
    this.typing.set(key, { channelId, userId, timer: setTimeout(() => this.#end(channelId, userId), LASTS_MS) });
    this.#show();
  }

  #end(channelId, userId) {
    const key = `${channelId} ${userId}`;
    clearTimeout(this.typing.get(key)?.timer);
    if (this.typing.delete(key)) this.#show();
  }

  #show() {
    const here = [...this.typing.values()].filter((each) => each.channelId === this.openChannelId());
    const names = here.map((each) => this.store.nameOf(each.userId, this.store.guildOf(each.channelId)));
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    const verb = names.length === 1 ? "is" : "are";
    const words = names.length > 3 ? "Several people are typing…" : `${names.join(", ")} ${verb} typing…`;
    fill(this.host, names.length ? [dots, words] : null);
  }
}
