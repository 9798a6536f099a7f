// Reads Discord's markdown into a tree of plain objects; `markdown_view.js` shows that tree.

const BLOCKS = new Set(["heading", "subtext", "quote"]);
const TOP = { depth: 0, inLink: false };
const ESCAPABLE = /[^0-9A-Za-z\s]/;
const WORD = /\w/;
const ANGLE = [
  [/<@!?(\d{1,20})>/y, (m) => ({ type: "user", id: m[1] })],
  [/<@&(\d{1,20})>/y, (m) => ({ type: "role", id: m[1] })],
  [/<#(\d{1,20})>/y, (m) => ({ type: "channel", id: m[1] })],
  [/<\/([-_'\p{L}\p{N} ]{1,100}):(\d{1,20})>/uy, (m) => ({ type: "command", name: m[1], id: m[2] })],
  [/<t:(-?\d{1,17})(?::([tTdDfFRsS]))?>/y, (m) => moment(m)],
  [/<(a?):(\w{2,32}):(\d{1,20})>/y, (m) => ({ type: "emoji", name: m[2], id: m[3], animated: m[1] === "a" })],
  [/<(https?:\/\/[^\s<>]+)>/y, (m) => ({ type: "link", url: m[1], bare: true, children: [plain(m[1])] })],
];
const BARE_LINK = /https?:\/\/[^\s<]+[^<.,:;"')\]\s]/y;
const PLAIN_RUN = /[^\\`*_~|[<h@\n]+/y;
const HEADING = / *(#{1,3})[ \t]+([^\n]+?)#*[ \t]*(?:\n|$)/y;
const SUBTEXT = / *-#[ \t]+([^\n]+?)[ \t]*(?:\n|$)/y;
const QUOTE_REST = / *>>>[ \t]+([^]*)/y;
const QUOTE_LINE = / *>(?!>>)[ \t]+([^\n]*)(?:\n|$)/y;
const ITEM = /( *)([-*]|\d{1,10}\.)[ \t]+([^\n]*\S[^\n]*)(?:\n|$)/y;
const CONTINUED = / {2,}(\S[^\n]*)(?:\n|$)/y;
const DEEPEST_LIST = 10;
const DEEPEST_SPAN = 30; // a thousand nested marks are an attack on the reader's browser, not a text

/** The tree of a text. With `blocks: false` (embed titles, field names) lines have no meaning of their own. */
export function parse(text, { blocks = true } = {}) {
  return blocks ? readBlocks(text, false) : readInline(text);
}

const HIDDEN = "▒▒▒"; // a spoiler in a line of words; its length would tell something too

/** The words of a tree in one line, without marks and without what spoilers hide; `nameOf(node)` names mentions. */
export function words(nodes, nameOf) {
  const said = nodes.map((node) => {
    if (node.type === "spoiler") return HIDDEN;
    if (node.items) return node.items.map((item) => words(item, nameOf)).join(", ");
    if (node.children) return words(node.children, nameOf) + (BLOCKS.has(node.type) ? " " : "");
    return node.text ?? nameOf(node);
  });
  return said.join("").replace(/\s+/g, " ").trimStart();
}

function readBlocks(text, inQuote) {
  const nodes = [];
  let at = 0;
  while (at < text.length) {
    const block = blockAt(text, at, inQuote);
    if (block) {
      nodes.push(...(block.nodes ?? [block.node]));
      at = block.end;
      continue;
    }
    const end = lineStartOfNextBlock(text, at, inQuote);
    nodes.push(...readInline(text.slice(at, end)));
    at = end;
  }
  return joined(nodes);
}

/** Where the next quote, heading, subtext or list begins: at a line start that no code block or bold stretch covers. */
function lineStartOfNextBlock(text, from, inQuote) {
  let at = from;
  while (at < text.length) {
    if (at > from && text[at - 1] === "\n" && blockAt(text, at, inQuote)) return at;
    const span = text[at] === "\n" ? null : spanAt(text, at, TOP);
    at = span ? span.end : at + 1;
  }
  return text.length;
}

function blockAt(text, at, inQuote) {
  return (inQuote ? null : quoteAt(text, at)) || headingAt(text, at) || subtextAt(text, at) || listAt(text, at);
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function quoteAt(text, at) {
  const rest = match(QUOTE_REST, text, at);
  if (rest) return { node: { type: "quote", children: readBlocks(rest[1], true) }, end: text.length };
  const lines = [];
  let end = at;
  for (let line = match(QUOTE_LINE, text, end); line && end < text.length; line = match(QUOTE_LINE, text, end)) {
    lines.push(line[1]);
    end += line[0].length;
  }
  return lines.length ? { node: { type: "quote", children: readBlocks(lines.join("\n"), true) }, end } : null;
}

function headingAt(text, at) {
  const found = match(HEADING, text, at);
  if (!found) return null;
  const node = { type: "heading", level: found[1].length, children: readInline(found[2]) };
  return { node, end: at + found[0].length };
}

function subtextAt(text, at) {
  const found = match(SUBTEXT, text, at);
  return found && { node: { type: "subtext", children: readInline(found[1]) }, end: at + found[0].length };
}

function listAt(text, at) {
  const items = [];
  let end = at;
  while (end < text.length) {
    const item = match(ITEM, text, end);
    const more = item || !items.length ? null : match(CONTINUED, text, end);
    if (item && !match(SUBTEXT, text, end)) {
      items.push({ indent: item[1].length, ordered: /\d/.test(item[2]), number: parseInt(item[2], 10), text: item[3] });
    } else if (more) items.at(-1).text += `\n${more[1]}`;
    else break;
    end += (item || more)[0].length;
  }
  return items.length ? { nodes: lists(items, 0), end } : null;
}

/** The lists of some items: bullets after numbers begin a new one, deeper items lie in the item above. */
function lists(items, depth) {
  const found = [];
  for (let at = 0; at < items.length; ) {
    const { indent, ordered, number, text } = items[at];
    let next = at + 1;
    while (next < items.length && items[next].indent > indent && depth < DEEPEST_LIST) next += 1;
    const start = ordered ? number : 1;
    if (found.at(-1)?.ordered !== ordered) found.push({ type: "list", ordered, start, items: [] });
    found.at(-1).items.push([...readInline(text), ...lists(items.slice(at + 1, next), depth + 1)]);
    at = next;
  }
  return found;
}

function readInline(text, state = TOP) {
  const nodes = [];
  let at = 0;
  while (at < text.length) {
    const span = spanAt(text, at, state);
    if (span) {
      nodes.push(span.node);
      at = span.end;
    } else {
      const run = match(PLAIN_RUN, text, at);
      const taken = run ? run[0] : text[at];
      nodes.push(plain(taken));
      at += taken.length;
    }
  }
  return joined(nodes);
}

function spanAt(text, at, state) {
  if (state.depth > DEEPEST_SPAN) return null;
  switch (text[at]) {
    case "\\":
      return at + 1 < text.length && ESCAPABLE.test(text[at + 1]) ? { node: plain(text[at + 1]), end: at + 2 } : null;
    case "`":
      return codeBlockAt(text, at) || codeAt(text, at);
    case "*":
      return longer(starredAt(text, at, state), pairAt(text, at, "**", "strong", state));
    case "_":
      return longer(underscoredAt(text, at, state), pairAt(text, at, "__", "underline", state));
    case "~":
      return pairAt(text, at, "~~", "strike", state);
    case "|":
      return pairAt(text, at, "||", "spoiler", state);
    case "[":
      return state.inLink ? null : maskedLinkAt(text, at, state);
    case "<":
      return angleAt(text, at, state);
    case "h":
      return state.inLink ? null : bareLinkAt(text, at);
    case "@":
      return everyoneAt(text, at);
    default:
      return null;
  }
}

/** The longer of two readings; of equal ones the first, so that ***x*** is italics around bold. */
function longer(one, other) {
  if (!one || !other) return one || other;
  return other.end > one.end ? other : one;
}

/** A stretch whose inside is read only when its node is asked for: most candidates lose against a longer one. */
function spanned(node, inside, end, state) {
  return {
    end,
    get node() {
      return { ...node, children: readInline(inside, { ...state, depth: state.depth + 1 }) };
    },
  };
}

function pairAt(text, at, mark, type, state) {
  if (!text.startsWith(mark, at)) return null;
  const doubled = mark === "**" || mark === "__";
  for (let to = at + 2; to < text.length; to += text[to] === "\\" ? 2 : 1) {
    if (to > at + 2 && text.startsWith(mark, to) && !(doubled && text[to + 2] === mark[0])) {
      return spanned({ type }, text.slice(at + 2, to), to + 2, state);
    }
  }
  return null;
}

function starredAt(text, at, state) {
  if (/\s/.test(text[at + 1] ?? " ")) return null;
  for (let to = at + 1; to < text.length; ) {
    if (text[to] === "\\") to += 2;
    else if (text.startsWith("**", to)) to += 2;
    else if (text[to] === "*") {
      if (to === at + 1 || /\s/.test(text[to - 1])) return null;
      return spanned({ type: "emphasis" }, text.slice(at + 1, to), to + 1, state);
    } else to += 1;
  }
  return null;
}

function underscoredAt(text, at, state) {
  if (at > 0 && WORD.test(text[at - 1])) return null;
  for (let to = at + 1; to < text.length; ) {
    if (text[to] === "\\") to += 2;
    else if (text.startsWith("__", to)) to += 2;
    else if (text[to] === "_") {
      if (to === at + 1 || WORD.test(text[to + 1] ?? " ")) return null;
      return spanned({ type: "emphasis" }, text.slice(at + 1, to), to + 1, state);
    } else to += 1;
  }
  return null;
}

function codeBlockAt(text, at) {
  if (!text.startsWith("```", at)) return null;
  const close = text.indexOf("```", at + 3);
  if (close < 0) return null;
  const [, language, body] = /^(?:([\w+\-.#]+)\n)?([^]*)$/.exec(text.slice(at + 3, close));
  const code = body.replace(/^\n+|\n+$/g, "");
  if (!code) return null;
  const end = text[close + 3] === "\n" ? close + 4 : close + 3;
  return { node: { type: "codeblock", language: language ?? "", text: code }, end };
}

function codeAt(text, at) {
  const [ticks] = /^`+/.exec(text.slice(at));
  for (let to = text.indexOf(ticks, at + ticks.length); to >= 0; ) {
    const [run] = /^`+/.exec(text.slice(to));
    if (run.length === ticks.length) {
      const inside = text.slice(at + ticks.length, to).replace(/^ (?=`)/, "").replace(/(?<=`) $/, "");
      return { node: { type: "code", text: inside }, end: to + run.length };
    }
    to = text.indexOf(ticks, to + run.length);
  }
  return { node: plain(ticks), end: at + ticks.length };
}

function maskedLinkAt(text, at, state) {
  const close = closingBracket(text, at, "[", "]");
  if (close < 0 || text[close + 1] !== "(") return null;
  const end = closingBracket(text, close + 1, "(", ")");
  if (end < 0) return null;
  const inside = /^\s*<?(https?:\/\/[^\s<>]+?)>?(?:\s+["']([^]*)["'])?\s*$/.exec(text.slice(close + 2, end));
  const label = text.slice(at + 1, close);
  if (!inside || !label.trim()) return null;
  return spanned({ type: "link", url: inside[1], title: inside[2] }, label, end + 1, { ...state, inLink: true });
}

function closingBracket(text, at, open, close) {
  let depth = 0;
  for (let to = at; to < text.length; to += 1) {
    if (text[to] === "\\") to += 1;
    else if (text[to] === open) depth += 1;
    else if (text[to] === close && --depth === 0) return to;
  }
  return -1;
}

function bareLinkAt(text, at) {
  const found = match(BARE_LINK, text, at);
  if (!found) return null;
  let url = found[0];
  const next = text[at + url.length];
  if (next === ")" && (url.match(/\(/g)?.length ?? 0) > (url.match(/\)/g)?.length ?? 0)) url += ")";
  return { node: { type: "link", url, bare: true, children: [plain(url)] }, end: at + url.length };
}

function angleAt(text, at, state) {
  for (const [pattern, node] of ANGLE) {
    const found = match(pattern, text, at);
    const read = found && node(found);
    if (read && !(state.inLink && read.type === "link")) return { node: read, end: at + found[0].length };
  }
  return null;
}

function everyoneAt(text, at) {
  for (const name of ["@everyone", "@here"]) {
    if (text.startsWith(name, at)) return { node: { type: "everyone", text: name }, end: at + name.length };
  }
  return null;
}

function moment([, seconds, style]) {
  const unix = Number(seconds);
  return Number.isNaN(new Date(unix * 1000).getTime()) ? null : { type: "time", unix, style: style ?? "f" };
}

function plain(text) {
  return { type: "text", text };
}

function joined(nodes) {
  const result = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === "text" && last?.type === "text") result[result.length - 1] = plain(last.text + node.text);
    else result.push(node);
  }
  return result;
}
