// Shows pictures, films, sounds and other files that hang on a message.

import { h, svg, webAddress } from "./dom.js";
import { ICONS } from "./icons.js";
import { spoilerNode } from "./markdown_view.js";

const UNITS = ["bytes", "KB", "MB", "GB"];

function sizeText(size) {
  let amount = size;
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${unit ? amount.toFixed(2) : amount} ${UNITS[unit]}`;
}

/** A picture that opens in a tab of its own; a sentence in its place where it cannot be loaded. */
export function picture(media, { description = "", className = "picture", spoiler = false } = {}) {
  const address = webAddress(media.proxy_url || media.url);
  if (!address) return h("span", { class: "picture-missing" }, description || "A picture without an address");
  const image = h("img", { src: address, alt: description, loading: "lazy", width: media.width, height: media.height });
  const link = { href: address, target: "_blank", rel: "noopener noreferrer" };
  const open = h("a", { class: className, "aria-label": description ? null : "Picture, open", ...link }, image);
  image.addEventListener("error", () => {
    open.classList.add("picture-missing");
    image.replaceWith(description || "The picture cannot be loaded");
  });
  return spoiler ? spoilerNode(open, `spoiler spoiler-block ${className}-spoiler`) : open;
}

/** Up to ten pictures side by side. */
export function gallery(items) {
  const shown = items.map((item) => {
    const media = { ...item.media, width: null, height: null };
    return picture(media, { description: item.description ?? "", className: "gallery-item", spoiler: item.spoiler });
  });
  return h("div", { class: `gallery gallery-${Math.min(items.length, 4)}` }, shown);
}

/** A card with name, size and link for a file. */
export function fileCard({ url, name, size, spoiler }) {
  const address = webAddress(url);
  const label = h("span", { class: "file-name" }, name);
  const card = h(
    "div",
    { class: "file" },
    svg(ICONS.file, "icon file-icon"),
    h(
      "div",
      { class: "file-words" },
      address ? h("a", { href: address, target: "_blank", rel: "noopener noreferrer", download: name }, label) : label,
      h("small", {}, size === undefined ? "" : sizeText(size)),
    ),
  );
  return spoiler ? spoilerNode(card, "spoiler spoiler-block") : card;
}

/** What is shown of one attachment. */
export function attachment(file) {
  const spoiler = file.filename.startsWith("SPOILER_");
  const kind = (file.content_type ?? "").split("/")[0];
  const address = webAddress(file.url);
  if (kind === "image" && address) {
    return picture(file, { description: file.description ?? "", spoiler });
  }
  if ((kind === "video" || kind === "audio") && address) {
    const label = file.description ?? file.filename;
    return h(kind, { class: "player", controls: true, preload: "metadata", src: address, "aria-label": label });
  }
  return fileCard({ url: file.url, name: file.filename, size: file.size, spoiler });
}
