// Shows Discord's <t:seconds:style> moments in the reader's own zone, and keeps the relative ones true.

import { h } from "./dom.js";

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const STEPS = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
  ["year", Infinity],
];
const LANGUAGE = "en"; // the page is English; a date in another language would read as a fault
const formats = Object.fromEntries(
  Object.entries(STYLES).map(([style, options]) => [style, new Intl.DateTimeFormat(LANGUAGE, options)]),
);
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "always" });

/** The words for a moment; `now` in milliseconds matters for style R only. */
export function momentText(unix, style, now = Date.now()) {
  if (style === "R") return relativeText(unix * 1000 - now);
  const shown = formats[style].format(unix * 1000);
  return new Date(unix * 1000).getFullYear() > 0 ? shown : `${shown} BC`;
}

function relativeText(distance) {
  let amount = Math.abs(distance) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.round(amount) < size) return relative.format(Math.sign(distance) * Math.round(amount), unit);
    amount /= unit === "day" ? 30.44 : size;
  }
  throw new RangeError("no step holds the distance");
}

/** A <time> pill with the full date as its title. */
export function momentNode(unix, style) {
  const moment = new Date(unix * 1000);
  const node = h("time", { class: "moment", datetime: moment.toISOString(), title: momentText(unix, "F") });
  node.append(momentText(unix, style));
  if (style === "R") node.dataset.relative = String(unix);
  return node;
}

/** The stamp beside an author: "Today at …" for today, the date otherwise; `bare` gives the time alone. */
export function stampNode(iso, { bare = false } = {}) {
  const unix = Math.floor(Date.parse(iso) / 1000);
  const moment = new Date(iso);
  const time = formats.t.format(moment);
  const days = Math.round((midnight(new Date()) - midnight(moment)) / 86_400_000);
  const day = { 0: "Today at ", 1: "Yesterday at " }[days] ?? `${formats.d.format(moment)}, `;
  return h("time", { class: "stamp", datetime: iso, title: momentText(unix, "F") }, bare ? time : day + time);
}

/** The words of the line between two days' messages. */
export function dayText(iso) {
  return formats.D.format(new Date(iso));
}

/** A number that two moments share exactly when they lie on the same local day. */
export function midnight(moment) {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}

/** Rewrites every relative moment on the page, once a second. Changing the text node's data is not announced. */
export function keepMomentsTrue() {
  setInterval(() => {
    for (const node of document.querySelectorAll("time[data-relative]")) {
      const words = momentText(Number(node.dataset.relative), "R");
      if (node.firstChild.data !== words) node.firstChild.data = words;
    }
  }, 1000);
}
