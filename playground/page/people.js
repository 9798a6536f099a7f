// Shows people: avatars, names in their role's colour, the APP tag, the list of members.

import { fill, h, svg, webAddress } from "./dom.js";
import { ICONS } from "./icons.js";

const DISCS = ["#4752c4", "#a12d6b", "#2d7d46", "#a5511b", "#7a3fb0", "#1f6f8b", "#a33a3a", "#5c6b1e"];

/** A round avatar: the image where there is one, else a disc with initials in a colour of the person's own. */
export function avatar(user, name, size = 40) {
  const node = h("span", { class: "avatar", "aria-hidden": "true" });
  node.style.setProperty("--size", `${size}px`);
  const image = user?.avatar_url && webAddress(user.avatar_url);
  if (image) return fill(node, h("img", { src: image, alt: "", width: size, height: size }));
  node.style.setProperty("--disc", DISCS[Number(BigInt(user?.id ?? 0) % BigInt(DISCS.length))]);
  const words = name.split(/\s+/).filter(Boolean);
  const initials = (words.length > 1 ? [words[0], words.at(-1)] : words).map((word) => [...word][0]).join("");
  return fill(node, initials.toUpperCase());
}

/** The tag beside the name of a bot. */
export function appTag() {
  return h("span", { class: "app-tag" }, "APP");
}

/** A name in the colour of the person's highest coloured role. */
export function nameNode(store, userId, guild, className = "name") {
  const node = h("span", { class: className }, store.nameOf(userId, guild));
  const colour = store.colourOf(userId, guild);
  if (colour) node.style.setProperty("--name", colour);
  return node;
}

/** Fills the list of members, grouped by the highest role that is shown apart. */
export function showMembers(panel, store, guild) {
  const groups = new Map();
  for (const id of guild?.members.keys() ?? []) {
    const role = store.rolesOf(id, guild).find((each) => each.hoist);
    const key = role?.id ?? "";
    if (!groups.has(key)) groups.set(key, { name: role?.name ?? "Online", position: role?.position ?? -1, ids: [] });
    groups.get(key).ids.push(id);
  }
  const sorted = [...groups.values()].sort((one, other) => other.position - one.position);
  fill(panel, sorted.map((group) => groupNode(group, store, guild)));
}

function groupNode({ name, ids }, store, guild) {
  ids.sort((one, other) => store.nameOf(one, guild).localeCompare(store.nameOf(other, guild)));
  return h(
    "section",
    { "aria-label": name },
    h("h3", { class: "group" }, `${name} — ${ids.length}`),
    h("ul", { class: "members-list" }, ids.map((id) => memberNode(id, store, guild))),
  );
}

function memberNode(id, store, guild) {
  const user = store.users.get(id);
  return h(
    "li",
    { class: "member" },
    h("span", { class: "presence" }, avatar(user, store.nameOf(id, guild), 32)),
    nameNode(store, id, guild),
    user?.bot && appTag(),
  );
}

/** The button at the bottom left with the menu of people one can act as; every entry is a link, so a new tab works. */
export function actAs(store, host) {
  const me = store.me;
  const list = h("ul", { class: "act-as-list" }, store.people.map((person) => personNode(person, store)));
  const menu = h(
    "details",
    { class: "act-as" },
    h(
      "summary",
      { "aria-label": `Acting as ${store.nameOf(me.id, null)}. Act as somebody else` },
      h("span", { class: "presence" }, avatar(me, store.nameOf(me.id, null), 32)),
      h("span", { class: "act-as-name" }, h("b", {}, store.nameOf(me.id, null)), h("small", {}, "Act as …")),
      svg(ICONS.chevron, "icon chevron"),
    ),
    h("nav", { class: "act-as-menu", "aria-label": "Act as" }, h("p", {}, "Act as (a new tab for two at once)"), list),
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  fill(host, menu);
}

function personNode(person, store) {
  const address = new URL(location.href);
  address.searchParams.set("as", person.username);
  const current = person.id === store.me.id;
  return h(
    "li",
    {},
    h(
      "a",
      { href: address.href, "aria-current": current && "true" },
      avatar(person, store.nameOf(person.id, null), 24),
      h("span", {}, store.nameOf(person.id, null)),
      person.roles?.length ? h("small", {}, person.roles.join(", ")) : null,
      current && svg(ICONS.check),
    ),
  );
}
