"""What is told of a round and of a whole quiz when it is over."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.content import Question
from bot.domain.quiz import Form, Guesses, Round, Rules, counted
from bot.domain.scoring import COUNTS_FROM, Result, Standing, standings

Note = Literal["paused", "idle", "offline", "deleted", "stopping"]
"""What a channel is told between rounds."""

End = Literal["done", "stopped", "idle", "exhausted", "gone", "forbidden", "unavailable", "dead", "failed"]
"""Why a quiz ends: all asked, stopped by somebody, nobody answers, no question left, its channel deleted, a permission
lost, Discord out of order, Clio away for too long or mistaken."""


@dataclass(frozen=True, slots=True)
class Played:
    """A round that is closed, with everything that was guessed in it."""

    asked: Round
    guesses: Guesses
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Revealed:
    """What the reveal of a round tells."""

    played: Played
    standings: tuple[Standing, ...]
    """Of the quiz so far."""
    names: Mapping[int, str]
    was_skipped: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Something that a player is remembered for: so many milliseconds, or right answers in a row."""

    user_id: int
    value: int


@dataclass(frozen=True, slots=True)
class Recap:
    """What is told at the end of a quiz."""

    reason: End
    standings: tuple[Standing, ...]
    names: Mapping[int, str]
    asked: tuple[Question, ...]
    """The questions that were revealed, in order."""
    planned: int
    counts: bool
    """Whether it counts for the leaderboards."""
    ranked: bool
    fastest: Record | None = None
    hardest: Question | None = None
    hardest_right: tuple[int, int] = (0, 0)
    """How many had the hardest question right, of how many who guessed."""
    longest_run: Record | None = None


def split(form: Form, options: Sequence[str], guesses: Guesses, rules: Rules) -> list[tuple[str, int]]:
    """How many chose each option, in the order of the buttons; for typed guesses how many were right and wrong."""
    last = [guess for mine in guesses.values() if (guess := counted(rules, form, mine))]
    if form == "buttons":
        chosen = Counter(guess.text for guess in last)
        return [(option, chosen[option]) for option in options]
    right = sum(guess.verdict == "accept" for guess in last)
    return [("right", right), ("wrong", len(last) - right)]


def runs(rounds: Iterable[Sequence[Result]]) -> dict[int, int]:
    """The longest run of right answers of each player; a round without a guess ends it."""
    now: Counter[int] = Counter()
    best: Counter[int] = Counter()
    for results in rounds:
        right = {result.user_id for result in results if result.is_right}
        now = Counter({user_id: now[user_id] + 1 for user_id in right})
        best |= now
    return dict(best)


def recap(
    rules: Rules, rounds: Sequence[Played], names: Mapping[int, str], reason: End, hidden: Collection[int] = ()
) -> Recap:
    """Everything that is told at the end; `hidden` players are left out of the records."""
    results = [played.results for played in rounds]
    seen = [(result, played) for played in rounds for result in played.results if result.user_id not in hidden]
    fast = [result for result, played in seen if result.is_right and played.asked.form != "estimate"]
    fastest = min(fast, key=lambda result: (result.elapsed_ms, result.guess_id), default=None)
    hard = min((played for played in rounds if len(played.results) > 1), key=_share_right, default=None)
    best = {user_id: run for user_id, run in runs(results).items() if user_id not in hidden}
    longest = max(best, key=lambda user_id: best[user_id], default=None)
    return Recap(
        reason=reason,
        standings=standings(results),
        names=names,
        asked=tuple(played.asked.question for played in rounds),
        planned=rules.questions,
        counts=counts(rules, results),
        ranked=rules.ranked,
        fastest=Record(fastest.user_id, fastest.elapsed_ms) if fastest else None,
        hardest=hard.asked.question if hard and _share_right(hard) < 1 else None,
        hardest_right=(_right(hard), len(hard.results)) if hard else (0, 0),
        longest_run=Record(longest, best[longest]) if longest is not None and best[longest] > 1 else None,
    )


def counts(rules: Rules, rounds: Iterable[Iterable[Result]]) -> bool:
    """Whether the quiz counts for the leaderboards: ranked, and enough people guessed."""
    players = {result.user_id for results in rounds for result in results}
    return rules.ranked and len(players) >= COUNTS_FROM


def _right(played: Played) -> int:
    return sum(result.is_right for result in played.results)


def _share_right(played: Played) -> float:
    return _right(played) / len(played.results)
