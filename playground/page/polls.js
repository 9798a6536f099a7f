// Shows a poll: its answers to choose from until the reader has voted or it is over, then how many voted for each.

import { freshId, h, redraw, svg } from "./dom.js";
import { ICONS } from "./icons.js";
import { momentNode } from "./timestamps.js";

const drafts = new Map(); // what the reader has chosen and not yet sent, and whether they look at results, by message

/** The poll of a message. `context` has vote(message, answerIds). */
export function pollNode(message, context) {
  const host = h("div", { class: "poll-host" });
  const draft = drafts.get(message.id) ?? { chosen: new Set(), peeks: false };
  drafts.set(message.id, draft);
  const draw = () => redraw(host, partOf(message, draft, draw, context));
  draw();
  return host;
}

function partOf(message, draft, draw, context) {
  const { poll } = message;
  const mine = poll.results.answer_counts.filter((each) => each.me_voted);
  const isOver = poll.results.is_finalized;
  const look = (peeks) => () => {
    draft.peeks = peeks;
    draw();
  };
  if (!isOver && !mine.length && !draft.peeks) {
    const vote = () => context.vote(message, [...draft.chosen]);
    return ballot(poll, draft, vote, button("Show results", "poll-look", look(true)));
  }
  const takeBack = () => {
    draft.chosen.clear();
    draft.peeks = false;
    context.vote(message, []);
  };
  const back = mine.length
    ? button("Remove vote", "poll-act", takeBack)
    : button("Go back to vote", "poll-look", look(false));
  return results(poll, isOver ? null : back);
}

function button(words, key, click) {
  return h("button", { class: "plain-link", type: "button", dataset: { key }, on: { click } }, words);
}

function ballot(poll, draft, vote, toResults) {
  const kind = poll.allow_multiselect ? "checkbox" : "radio";
  const [name, hintId] = [freshId("poll"), freshId("hint")];
  const words = poll.allow_multiselect ? "Select one or more answers" : "Select one answer";
  const send = h("button", { class: "button button-primary", type: "submit", dataset: { key: "poll-act" } }, "Vote");
  const choose = () => {
    draft.chosen = new Set(boxes.filter((box) => box.checked).map((box) => Number(box.value)));
    send.disabled = !draft.chosen.size;
  };
  const boxes = poll.answers.map(({ answer_id: id }) =>
    h("input", {
      type: kind,
      name,
      value: id,
      checked: draft.chosen.has(id),
      dataset: { key: `poll-${id}` },
      on: { change: choose },
    }),
  );
  choose();
  const rows = poll.answers.map((answer, at) => h("label", { class: "poll-answer" }, boxes[at], wordsOf(answer)));
  const submit = (event) => {
    event.preventDefault();
    vote();
  };
  return h(
    "form",
    { class: "poll", on: { submit } },
    h(
      "fieldset",
      { class: "poll-answers", "aria-describedby": hintId },
      h("legend", { class: "poll-question", dir: "auto" }, poll.question.text),
      h("p", { class: "poll-hint", id: hintId }, words),
      rows,
    ),
    foot(poll, toResults, send),
  );
}

function results(poll, back) {
  const counts = new Map(poll.results.answer_counts.map((each) => [each.id, each]));
  const most = Math.max(0, ...poll.results.answer_counts.map((each) => each.count));
  const total = totalOf(poll);
  const rows = poll.answers.map((answer) => {
    const { count = 0, me_voted: isMine = false } = counts.get(answer.answer_id) ?? {};
    const isBest = poll.results.is_finalized && count === most && most > 0;
    return resultNode(answer, { count, isMine, isBest, share: total ? count / total : 0 });
  });
  const labelId = freshId("question");
  return h(
    "div",
    { class: "poll", role: "group", "aria-labelledby": labelId },
    h("p", { class: "poll-question", id: labelId, dir: "auto" }, poll.question.text),
    h("ul", { class: "poll-answers", "aria-label": "Results" }, rows),
    foot(poll, back),
  );
}

function resultNode(answer, { count, isMine, isBest, share }) {
  const classes = ["poll-answer", "poll-result", isMine && "mine", isBest && "best"].filter(Boolean).join(" ");
  const notes = [isMine && "your vote", isBest && "most votes"].filter(Boolean).join(", ");
  const node = h(
    "li",
    { class: classes },
    wordsOf(answer),
    isMine && svg(ICONS.check),
    notes && h("span", { class: "hidden-words" }, ` (${notes}) `),
    h("span", { class: "poll-count" }, `${votesText(count)} `, h("b", {}, `${Math.round(share * 100)}%`)),
  );
  node.style.setProperty("--share", String(share));
  return node;
}

function wordsOf({ poll_media: { emoji, text } }) {
  return [
    emoji && h("span", { class: "emoji", "aria-hidden": "true" }, emoji.name),
    h("span", { class: "poll-words", dir: "auto" }, text),
  ];
}

function foot(poll, ...controls) {
  const end = Math.floor(Date.parse(poll.expiry) / 1000);
  const state = poll.results.is_finalized ? "Poll closed" : ["Ends ", momentNode(end, "R")];
  return h("div", { class: "poll-foot" }, h("span", {}, votesText(totalOf(poll)), " • ", state), controls);
}

const totalOf = (poll) => poll.results.answer_counts.reduce((sum, each) => sum + each.count, 0);
const votesText = (count) => `${count} ${count === 1 ? "vote" : "votes"}`;

/** What the line says that tells of a poll's end; `jump` leads to the poll. */
export function endedWords(message, author, jump) {
  const fields = Object.fromEntries(message.embeds[0].fields.map((field) => [field.name, field.value]));
  const total = Number(fields.total_votes);
  const question = h("b", { dir: "auto" }, fields.poll_question_text);
  const winner = fields.victor_answer_text;
  const share = Math.round((100 * Number(fields.victor_answer_votes)) / total);
  const undecided = total ? "It is a draw." : "Nobody voted.";
  const outcome = winner ? `${winner} won with ${share}% of ${votesText(total)}.` : undecided;
  const link = h("button", { class: "plain-link", type: "button", on: { click: jump } }, "View poll");
  return h("span", {}, author, "’s poll ", question, " has closed. ", outcome, " ", link, " ");
}
