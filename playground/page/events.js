// Shows a server's scheduled events above its channels: when, where, and the button of those who are interested.

import { h } from "./dom.js";
import { momentNode } from "./timestamps.js";

const UNDER_WAY = 2;

/** The list of the events that are not over, the next to begin first; null where there are none. */
export function eventsList(guild, setInterest) {
  const events = [...(guild?.events.values() ?? [])].sort(sooner);
  if (!events.length) return null;
  return h(
    "li",
    { class: "category" },
    h("h3", {}, "Events"),
    h("ul", { class: "events", "aria-label": "Events" }, events.map((event) => eventNode(event, setInterest))),
  );
}

function sooner(one, other) {
  return Date.parse(one.scheduled_start_time) - Date.parse(other.scheduled_start_time);
}

function eventNode(event, setInterest) {
  const begins = momentNode(Math.floor(Date.parse(event.scheduled_start_time) / 1000), "f");
  const isOn = event.is_interested;
  return h(
    "li",
    { class: "event" },
    h("p", { class: "event-when" }, event.status === UNDER_WAY ? "Happening now" : begins),
    h("p", { class: "event-name", dir: "auto", title: event.description ?? "" }, event.name),
    h("p", { class: "event-where", dir: "auto" }, event.entity_metadata.location),
    h(
      "button",
      {
        type: "button",
        class: "button button-secondary event-interest",
        "aria-pressed": String(isOn),
        dataset: { key: `event-${event.id}` },
        on: { click: () => setInterest(event, !isOn) },
      },
      `${isOn ? "✓ " : ""}Interested · ${event.user_count}`,
    ),
  );
}
