"""What a competition is made of: its plan, its entrants and its matches."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Literal

from pydantic import TypeAdapter

from bot.domain.catalogue import FilterName
from bot.domain.quiz import SECONDS, Level, Mode, Scoring

Format = Literal["open", "teams", "knockout"]
Phase = Literal["signup", "drawn", "running", "over", "cancelled"]
TeamScore = Literal["best", "captain"]
EntrantState = Literal["in", "disqualified", "withdrawn"]

UNFINISHED: tuple[Phase, ...] = ("signup", "drawn", "running")

LIMITS = MappingProxyType(
    {
        "quizzes": range(1, 11),
        "questions": range(5, 21),
        "group": range(2, 9),
        "advance": range(1, 8),
        "min_entrants": range(2, 10_001),
        "max_entrants": range(2, 10_001),
        "team_min": range(1, 26),
        "team_max": range(1, 26),
        "best_of": range(1, 26),
        "ready_s": range(30, 901),
        "break_s": range(10, 1_801),
    }
)
"""What the numbers of a plan may be, by name."""

TITLE_LIMIT = 80
"""Characters of a title; Discord takes 100 in the name of a scheduled event, and a room's name adds to the title."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the host wants played, and how."""

    format: Format
    quizzes: int = 1
    """Played one after another by everybody; a knockout has as many as it takes."""
    questions: int = 10
    """In each quiz."""
    mode: Mode = "buttons"
    scoring: Scoring = "everyone"
    limit_s: int = 0
    """For each question; 0 gives the time by its length."""
    level: Level | None = None
    filters: Mapping[FilterName, str] = field(default_factory=dict)
    group: int = 2
    """The most entrants of a match of a knockout."""
    advance: int = 1
    """How many go on from a match of a knockout that is not the final."""
    min_entrants: int = 2
    max_entrants: int = 256
    team_min: int = 1
    team_max: int = 25
    team_score: TeamScore = "best"
    best_of: int = 3
    """Members whose points make the team's, the best of each quiz."""
    role_ids: tuple[int, ...] = ()
    """Who may enter: everybody where there are none."""
    champion_role_id: int | None = None
    ready_s: int = 300
    """How long entrants of a match of a knockout have for saying that they are there."""
    break_s: int = 60
    """Between two stages."""

    @property
    def is_pairs(self) -> bool:
        """Whether it is a bracket in which each match sends one of two on."""
        return self.format == "knockout" and self.group == 2


@dataclass(frozen=True, slots=True)
class Entrant:
    """A person or a team that takes part."""

    id: int
    """The user's, or the team's."""
    name: str
    members: tuple[int, ...]
    """The users who play for it; a person alone."""
    captain_id: int
    seed: int = 0
    """From 1, the strongest; 0 before the draw."""
    state: EntrantState = "in"


@dataclass(frozen=True, slots=True)
class Match:
    """One quiz of a competition between some of its entrants."""

    stage: int
    """From 1."""
    number: int
    """From 1 in each stage, from the top of the bracket down."""
    entrant_ids: tuple[int, ...]
    """The better seed first."""
    places: int = 1
    """How many of them go on; where it is the last match, how many win."""
    room: int = 0
    """The number of the room in which it is played; 0 is the competition's own channel."""
    feeders: tuple[int, ...] = ()
    """The numbers of the matches of the stage before from which its entrants come."""
    advancing: tuple[int, ...] | None = None
    """Who goes on, the best first; None until it is decided. A match of fewer than two is decided from the start."""
    points: Mapping[int, int] = field(default_factory=dict)
    """By entrant, with what the host added or took."""

    @property
    def is_bye(self) -> bool:
        """Whether there is nothing to play."""
        return len(self.entrant_ids) < 2


def faults(plan: Plan) -> tuple[str, ...]:
    """The names of the fields that are out of what is allowed, or do not go together with one before them.

    >>> faults(Plan("knockout", group=4, advance=4)), faults(Plan("teams", team_min=3, team_max=2))
    (('advance',), ('team_max',))
    """
    wrong = [name for name, allowed in LIMITS.items() if getattr(plan, name) not in allowed]
    if plan.limit_s and plan.limit_s not in SECONDS:
        wrong.append("limit_s")
    for lower, upper in (("min_entrants", "max_entrants"), ("team_min", "team_max")):
        if getattr(plan, upper) < getattr(plan, lower):
            wrong.append(upper)
    if plan.advance >= plan.group:
        wrong.append("advance")
    return tuple(dict.fromkeys(wrong))


def plan_text(plan: Plan) -> str:
    """The plan as it is kept: JSON."""
    values = {column.name: getattr(plan, column.name) for column in fields(plan)}
    return json.dumps(values | {"filters": dict(plan.filters)})


def plan_from(text: str) -> Plan:
    """The plan of such a text.

    Raises:
        ValueError: the text is none, or a plan that is not allowed.
    """
    plan = _PLANS.validate_json(text)
    if wrong := faults(plan):
        raise ValueError(f"no such plan: {', '.join(wrong)}")
    return plan


_PLANS = TypeAdapter(Plan)
