"""Appeals: whether a refused guess may be brought before a guild's reviewers, and what an accepted one pays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.quiz import Form, Guess, Guesses, Round, Rules
from bot.domain.scoring import Result, paid_late, results

WINDOW_MS = 7 * 24 * 60 * 60 * 1000
"""For so long after its guess an appeal can be made, and for so long after that it can be decided."""

RULE = "appeal"
"""The rule of guesses that reviewers accepted."""

WHY_LENGTHS = range(5, 301)
"""Characters of a reason."""

WhyNotAppeal = Literal["form", "open", "right", "nothing", "late"]
"""Why a guess cannot be brought before the reviewers: its question is not answered in words, or is still open; it was
not refused; there is nothing to read in it any more; or its time is over."""

State = Literal["open", "accepted", "declined", "closed"]
"""What came of an appeal; it closes by itself where nobody decides in time."""


@dataclass(frozen=True, slots=True)
class Regraded:
    """A round after an appeal was accepted."""

    guess_ids: tuple[int, ...]
    """The guesses that were refused and are right now, in order."""
    results: tuple[Result, ...]
    gains: Mapping[int, int]
    """By how many points each who gains has more, by user."""


def why_not_appeal(form: Form, guess: Guess, *, is_closed: bool, at: int) -> WhyNotAppeal | None:
    """Why the guess cannot be appealed for at this moment; None where it can."""
    if form != "typed":
        return "form"
    if not is_closed:
        return "open"
    if guess.verdict == "accept":
        return "right"
    if not guess.normal:
        return "nothing"
    return "late" if at > guess.at + WINDOW_MS else None


def appealable(form: Form, guesses: Iterable[Guess], *, is_closed: bool, at: int) -> list[Guess]:
    """Those of a player's guesses in a round that can be appealed for: of equal ones the first."""
    found: dict[str, Guess] = {}
    for guess in guesses:
        if why_not_appeal(form, guess, is_closed=is_closed, at=at) is None:
            found.setdefault(guess.normal, guess)
    return list(found.values())


def state_at(state: State, made_at: int, at: int) -> State:
    """How an appeal stands at a moment: one that is open closes after its time.

    >>> state_at("open", 0, WINDOW_MS), state_at("open", 0, WINDOW_MS + 1), state_at("declined", 0, WINDOW_MS + 1)
    ('open', 'closed', 'declined')
    """
    return "closed" if state == "open" and at > made_at + WINDOW_MS else state


def granted(guess: Guess, normal: str) -> Guess:
    """The guess after its normal form was accepted: the same where it is another one, or was right anyhow."""
    if guess.verdict == "accept" or guess.normal != normal:
        return guess
    return replace(guess, verdict="accept", rule=RULE, nearest=normal)


def regraded(rules: Rules, asked: Round, guesses: Guesses, paid: Sequence[Result], normal: str) -> Regraded:
    """What the round comes to once this normal form is right: everybody who gave it is paid, nobody loses anything."""
    after = {user_id: [granted(guess, normal) for guess in mine] for user_id, mine in guesses.items()}
    changed = [
        now.id for user_id, mine in after.items() for was, now in zip(guesses[user_id], mine, strict=True) if was != now
    ]
    due = paid_late(paid, results(rules, asked, after))
    before = {result.user_id: result.points for result in paid}
    more = {result.user_id: result.points - before.get(result.user_id, 0) for result in due}
    return Regraded(tuple(sorted(changed)), due, {user_id: gain for user_id, gain in more.items() if gain})
