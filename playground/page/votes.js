// Counts a poll's votes along, as events tell of them one by one.

/** The poll after one vote for an answer was given (`by` 1) or taken back (-1). */
export function withVote(poll, answerId, by, isMine) {
  const before = poll.results.answer_counts.find((each) => each.id === answerId);
  const { count = 0, me_voted: mine = false } = before ?? {};
  const after = { id: answerId, count: count + by, me_voted: isMine ? by > 0 : mine };
  const others = poll.results.answer_counts.filter((each) => each !== before);
  return { ...poll, results: { ...poll.results, answer_counts: [...others, after] } };
}

/** A poll as an edit tells it, with the reader's own votes, of which an edit knows nothing. */
export function withOwnVotes(poll, before) {
  if (!poll || !before) return poll;
  const mine = new Set(before.results.answer_counts.filter((each) => each.me_voted).map((each) => each.id));
  const counts = poll.results.answer_counts.map((each) => ({ ...each, me_voted: mine.has(each.id) }));
  return { ...poll, results: { ...poll.results, answer_counts: counts } };
}
