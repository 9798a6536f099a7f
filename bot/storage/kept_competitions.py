"""What is kept of competitions, as values."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from bot.domain.competition import Entrant, Match, Phase, Plan, plan_from, plan_text
from bot.domain.host_log import Action
from bot.storage.database import Row

MatchState = Literal["drawn", "open", "playing", "tiebreak", "over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Competition:
    """A competition and how it stands; moments are milliseconds UTC."""

    id: int
    """That of the interaction that made it."""
    guild_id: int
    channel_id: int
    creator_id: int
    title: str
    plan: Plan
    seed: int
    """From which everything is drawn."""
    time_zone: str
    created_at: int
    starts_at: int | None = None
    """None: when the host says so."""
    signup_until_at: int | None = None
    phase: Phase = "signup"
    stage: int = 0
    """0 before the draw."""
    stage_began_at: int | None = None
    """None in the break before the stage, and before the first one."""
    break_until_at: int | None = None
    ready_until_at: int | None = None
    """Until when entrants of a knockout can say in this stage that they are there."""
    paused_until_at: int | None = None
    """The two before it are later by what is left of a pause."""
    card_message_id: int | None = None
    event_id: int | None = None
    over_at: int | None = None
    why: str = ""
    """Of one that was cancelled."""


@dataclass(frozen=True, slots=True)
class KeptMatch:
    """A match with how far it is, and the quizzes in which it is played."""

    match: Match
    state: MatchState
    session_id: int | None = None
    tie_session_id: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """A thread in which matches are played."""

    number: int
    thread_id: int


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is said once; None: it is claimed, and whether it was posted is not known."""

    key: str
    channel_id: int
    message_id: int | None
    at: int


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody made of one question of a competition."""

    stage: int
    number: int
    """Of the match."""
    is_tiebreak: bool
    round: int
    entrant_id: int
    entrant: str
    user_id: int
    name: str
    question_id: str
    text: str
    verdict: str
    points: int
    elapsed_ms: int


_COMPETITION = tuple(column.name for column in fields(Competition))
COMPETITION = ", ".join(_COMPETITION)
"""The columns of a competition in the order of `competition_row`."""

_ACTION = tuple(column.name for column in fields(Action))
ACTION = ", ".join(_ACTION)
"""The columns of an action in the order of `action_row`."""

ENTRANT = "entrant_id, name, captain_id, seed, state"
MATCH = "stage, number, places, room, feeders, state, session_id, tie_session_id"


def competition_row(competition: Competition) -> Row:
    """The competition as `COMPETITION` keeps it."""
    values = {name: getattr(competition, name) for name in _COMPETITION}
    return tuple((values | {"plan": plan_text(competition.plan)}).values())


def competition_of(row: Row) -> Competition:
    """The competition of a row of `COMPETITION`."""
    values: dict[str, Any] = dict(zip(_COMPETITION, row, strict=True))
    return Competition(**values | {"plan": plan_from(values["plan"])})


def action_row(action: Action) -> Row:
    """The action as `ACTION` keeps it."""
    return tuple(getattr(action, name) for name in _ACTION)


def action_of(row: Row) -> Action:
    """The action of a row of `ACTION`."""
    return Action(*row)


def entrants_of(rows: Iterable[Row], members: Iterable[Row]) -> tuple[Entrant, ...]:
    """The entrants of rows of `ENTRANT`; members are rows of entrant and user."""
    theirs: dict[int, list[int]] = defaultdict(list)
    for entrant_id, user_id in members:
        theirs[entrant_id].append(user_id)
    return tuple(
        Entrant(entrant_id, name, tuple(theirs[entrant_id]), captain_id, seed, state)
        for entrant_id, name, captain_id, seed, state in rows
    )


def matches_of(rows: Iterable[Row], slots: Iterable[Row]) -> list[KeptMatch]:
    """The matches of rows of `MATCH`; slots are rows of stage, number, entrant, points, goes_on by seed."""
    theirs: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for stage, number, *slot in slots:
        theirs[stage, number].append(tuple(slot))
    return [_match_of(row, theirs[row[0], row[1]]) for row in rows]


def _match_of(row: Row, slots: Sequence[Row]) -> KeptMatch:
    stage, number, places, room, feeders, state, session_id, tie_session_id = row
    match = Match(
        stage,
        number,
        tuple(entrant_id for entrant_id, _, _ in slots),
        places,
        room,
        tuple(json.loads(feeders)),
        points={entrant_id: points for entrant_id, points, _ in slots if points is not None},
    )
    if state == "over":
        going = sorted((goes_on, entrant_id) for entrant_id, _, goes_on in slots if goes_on)
        match = replace(match, advancing=tuple(entrant_id for _, entrant_id in going))
    return KeptMatch(match, state, session_id, tie_session_id)
