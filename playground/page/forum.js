// A forum: its posts as cards with tags, a filter by tag, and the form for a new post.

import { fill, freshId, h } from "./dom.js";
import { excerpt } from "./messages.js";
import { avatar, nameNode } from "./people.js";
import { threadsOf } from "./sidebar.js";
import { momentNode } from "./timestamps.js";

const REQUIRE_TAG = 1 << 4; // channel flag; Discord, Channel Flags
const MOST_TAGS = 5;
const DISCORD_EPOCH_S = 1_420_070_400;

export class Forum {
  /** `actions` offers open(channelId) and post(forumId, { name, content, tags }), which answers null or a sentence. */
  constructor(store, host, actions) {
    this.store = store;
    this.host = host;
    this.actions = actions;
  }

  /** Shows a forum; `starters` holds the first message of each post, by the post's id. */
  show(channel, starters, may) {
    this.channel = channel;
    this.starters = new Map(Object.entries(starters));
    this.wanted = new Set();
    this.list = h("ul", { class: "posts", "aria-label": `Posts in ${channel.name}` });
    const topic = channel.topic && h("p", {}, channel.topic);
    const head = h("div", { class: "forum-head" }, topic, may.send && this.#form());
    fill(this.host, head, this.#filter(), this.list);
    this.refresh();
  }

  /** Draws the posts anew. */
  refresh() {
    if (!this.channel) return;
    const posts = threadsOf(this.store, this.channel);
    const shown = posts.filter((post) => [...this.wanted].every((tag) => post.applied_tags?.includes(tag)));
    const none = posts.length ? "No post has these tags." : "There are no posts yet.";
    fill(this.list, shown.length ? shown.map((post) => this.#card(post)) : h("li", { class: "no-posts" }, none));
  }

  /** Takes in the first message of a new post. */
  learn(message) {
    if (message.id === message.channel_id && this.channel) {
      this.starters.set(message.channel_id, message);
      this.refresh();
    }
  }

  #filter() {
    const tags = this.channel.available_tags ?? [];
    if (!tags.length) return null;
    const toggle = (tag, node) => {
      if (!this.wanted.delete(tag.id)) this.wanted.add(tag.id);
      node.setAttribute("aria-pressed", String(this.wanted.has(tag.id)));
      this.refresh();
    };
    const buttons = tags.map((tag) => {
      const node = h("button", { class: "tag", type: "button", "aria-pressed": "false" }, tagWords(tag));
      node.addEventListener("click", () => toggle(tag, node));
      return node;
    });
    return h("div", { class: "tag-filter", role: "group", "aria-label": "Show posts with these tags" }, buttons);
  }

  #card(post) {
    const starter = this.starters.get(post.id);
    const guild = this.store.guildOf(post.id);
    const tags = (this.channel.available_tags ?? []).filter((tag) => post.applied_tags?.includes(tag.id));
    const newest = Number(BigInt(post.last_message_id ?? post.id) >> 22n) / 1000 + DISCORD_EPOCH_S;
    const names = this.store.names(post.id, {});
    const author = this.store.users.get(post.owner_id);
    const open = { click: () => this.actions.open(post.id) };
    const tagNodes = tags.map((tag) => h("span", { class: "tag" }, tagWords(tag)));
    return h(
      "li",
      { class: "post" },
      tags.length ? h("p", { class: "post-tags" }, tagNodes) : null,
      h("button", { class: "post-title", type: "button", dir: "auto", on: open }, post.name),
      h(
        "p",
        { class: "post-start" },
        avatar(author, this.store.nameOf(post.owner_id, guild), 16),
        nameNode(this.store, post.owner_id, guild),
        starter && h("span", { class: "post-excerpt", dir: "auto" }, excerpt(starter, names)),
      ),
      h("p", { class: "post-foot" }, `💬 ${post.message_count ?? 0} · `, momentNode(Math.floor(newest), "R")),
    );
  }

  #form() {
    const [titleId, textId] = [freshId("title"), freshId("text")];
    const both = { class: "text-input", required: true, autocomplete: "off", dir: "auto" };
    const title = h("input", { ...both, id: titleId, type: "text", maxlength: 100 });
    const text = h("textarea", { ...both, id: textId, rows: 4, maxlength: 2000 });
    const boxes = (this.channel.available_tags ?? []).map((tag) => h("input", { type: "checkbox", value: tag.id }));
    const labels = boxes.map((box, at) => h("label", { class: "tag" }, box, tagWords(this.channel.available_tags[at])));
    const legend = h("legend", { class: "field-label" }, "Tags");
    const error = h("p", { class: "field-error", role: "alert" });
    const form = h(
      "form",
      { class: "new-post" },
      h("label", { class: "field-label", for: titleId }, "Title"),
      title,
      h("label", { class: "field-label", for: textId }, "Message"),
      text,
      labels.length ? h("fieldset", { class: "tag-filter" }, legend, labels) : null,
      error,
      h("button", { class: "button button-primary", type: "submit" }, "Post"),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const tags = boxes.filter((box) => box.checked).map((box) => box.value);
      const post = { name: title.value, content: text.value, tags };
      const wrong = this.#wrongTags(tags) ?? (await this.actions.post(this.channel.id, post));
      fill(error, wrong ?? "");
    });
    const summary = h("summary", { class: "button button-primary" }, "New post");
    return h("details", { class: "new-post-frame" }, summary, form);
  }

  #wrongTags(tags) {
    if (this.channel.flags & REQUIRE_TAG && !tags.length) return "Choose at least one tag.";
    return tags.length > MOST_TAGS ? `Choose at most ${MOST_TAGS} tags.` : null;
  }
}

function tagWords(tag) {
  return `${tag.emoji_name ? `${tag.emoji_name} ` : ""}${tag.name}`;
}
