"""What leaderboards and players' statistics say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.domain.catalogue import FilterName
from bot.domain.content import Era, Question
from bot.domain.periods import Period
from bot.domain.scoring import Standing
from bot.domain.stock import Stock

Trait = Literal["era", "region", "topic", "difficulty"]
TRAITS: tuple[Trait, ...] = get_args(Trait)
_ERAS: tuple[str, ...] = get_args(Era)


@dataclass(frozen=True, slots=True)
class Board:
    """Which leaderboard: that of a quiz, or of a span of time and perhaps of a pack or topic."""

    period: Period = "all"
    filters: Mapping[FilterName, str] = field(default_factory=dict)
    session_id: int | None = None


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A page of a board. Each standing comes with the player's last name in that guild, "" where none is known."""

    rows: tuple[tuple[Standing, str], ...]
    own: tuple[Standing, str] | None
    """The asker's, on whatever page it is, also where others do not see it; None where they never played."""
    page: int
    pages: int
    players: int


@dataclass(frozen=True, slots=True)
class Best:
    """The quiz in which a player had the most points."""

    session_id: int
    points: int
    right: int
    asked: int
    at: int
    """When it was; milliseconds UTC."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What a player has done in a guild, in all quizzes, those included that do not count for the leaderboards."""

    name: str
    points: int
    right: int
    asked: int
    """Rounds in which they guessed."""
    sessions: int
    by_question: Mapping[str, tuple[int, int]]
    """How often right, and how often asked."""
    longest_run: int
    """Right answers one after another, over all rounds in which they guessed."""
    current_run: int
    best: Best | None
    fastest_ms: int | None
    """Of right answers; estimates have time."""
    rank: int | None
    """The place on the board of all time."""


@dataclass(frozen=True, slots=True)
class Share:
    """How often questions of one era, region, topic or difficulty were answered right."""

    value: str
    """A key of the packs; a difficulty is its digit."""
    right: int
    asked: int


Shares = Mapping[Trait, tuple[Share, ...]]


def shares(stock: Stock, by_question: Mapping[str, tuple[int, int]]) -> Shares:
    """How often right and how often asked, by each trait; questions that are not there any more count nowhere.

    Eras come in order of time, difficulties the easiest first, the others the most asked first.
    """
    sums: dict[Trait, defaultdict[str, list[int]]] = {trait: defaultdict(lambda: [0, 0]) for trait in TRAITS}
    for question_id, (right, asked) in by_question.items():
        question = stock.get(question_id)
        if isinstance(question, Question):
            for trait, value in _traits(question):
                sums[trait][value][0] += right
                sums[trait][value][1] += asked
    return {trait: _sorted(trait, [Share(value, *both) for value, both in sums[trait].items()]) for trait in TRAITS}


def _traits(question: Question) -> Iterator[tuple[Trait, str]]:
    yield "era", question.era
    yield from (("region", region) for region in question.regions)
    yield from (("topic", topic) for topic in question.topics)
    yield "difficulty", str(question.difficulty)


def _sorted(trait: Trait, found: list[Share]) -> tuple[Share, ...]:
    found.sort(key=lambda share: share.value)
    if trait == "era":
        found.sort(key=lambda share: _ERAS.index(share.value))
    elif trait != "difficulty":
        found.sort(key=lambda share: -share.asked)
    return tuple(found)
