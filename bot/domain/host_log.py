"""What the host of a competition did, what may be done, and what can be undone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.competition import UNFINISHED, EntrantState, Match, Phase, Plan

HostAction = Literal["start", "next", "reveal", "pause", "go_on", "extend", "adjust", "disqualify", "replace", "undo"]

POINTS = range(-1_000, 1_001)
"""What the host may add at once; 0 is nothing."""

MINUTES = range(1, 61)
"""By how much the host may pause or extend at once."""

UNDOABLE: frozenset[HostAction] = frozenset({"pause", "extend", "adjust", "disqualify", "replace"})

WhyNotAct = Literal["phase", "entrant", "match", "substitute", "format", "amount", "paused", "break", "time"]
"""Why the host cannot: not in this phase; the entrant is out, or not in such a match; the match has begun; the
substitute is disqualified or in another match; not in this format; the number is not allowed; it is paused already, or
is not; there is no break; there is no time to extend."""

WhyNotUndo = Literal["phase", "nothing", "drawn", "played"]
"""Why nothing is undone: the competition is over; there is nothing to undo; the next stage was drawn after it; or the
match has begun since."""


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the log. Only some actions have an entrant, a substitute, a match or an amount."""

    id: int
    """That of the interaction that asked for it."""
    at: int
    by_id: int
    kind: HostAction
    entrant_id: int | None = None
    """Who is adjusted, disqualified or replaced."""
    substitute_id: int | None = None
    number: int | None = None
    """The match of the replaced."""
    amount: int = 0
    """Points, or minutes of a pause or an extension; of an undo, the id of what it undid."""
    reason: str = ""
    stage: int = 0
    """In which it was done; the storage knows."""
    undone_by: int | None = None
    """The id of the undo."""


@dataclass(frozen=True, slots=True)
class Table:
    """How a competition stands when the host reaches for something."""

    plan: Plan
    phase: Phase
    stage: int = 0
    stage_began_at: int | None = None
    """None before the draw, and in the break before a stage."""
    is_paused: bool = False
    states: Mapping[int, EntrantState] = field(default_factory=dict)
    """Of the entrants that an action names."""
    waiting: Sequence[Match] = ()
    """The matches of this stage that have not begun."""
    begun: Sequence[Match] = ()
    """Those that have, and those that are decided."""

    @property
    def is_break(self) -> bool:
        """Whether the stage waits for the end of the break before it."""
        return self.phase == "running" and self.stage_began_at is None

    @property
    def is_gathering(self) -> bool:
        """Whether entrants of a knockout are waited for."""
        return self.phase == "running" and self.plan.format == "knockout" and bool(self.waiting)


def adjustments(actions: Iterable[Action], stage: int) -> dict[int, int]:
    """Points that the host gave or took in a stage and did not take back, by entrant."""
    sums: dict[int, int] = defaultdict(int)
    for action in actions:
        if action.kind == "adjust" and action.stage == stage and action.undone_by is None:
            sums[action.entrant_id or 0] += action.amount
    return dict(sums)


def why_not_act(table: Table, action: Action) -> WhyNotAct | None:
    """Why the host cannot do this now; None where nothing is against it."""
    if table.phase not in _PHASES.get(action.kind, ("running",)):
        return "phase"
    if action.amount not in _AMOUNTS.get(action.kind, (action.amount,)):
        return "amount"
    match action.kind:
        case "adjust":
            return None if _is_in(table.waiting, action) or _is_in(table.begun, action) else "entrant"
        case "disqualify":
            return None if table.states.get(action.entrant_id or 0) == "in" else "entrant"
        case "replace":
            return _why_not_replace(table, action)
        case "extend":
            return None if table.is_break or table.is_gathering else "time"
        case "pause" | "go_on":
            return None if table.is_paused == (action.kind == "go_on") else "paused"
        case "next":
            return None if table.is_break else "break"
    return None


def to_undo(table: Table, actions: Sequence[Action]) -> Action | WhyNotUndo:
    """The last action that still has an effect and can lose it, or why it cannot.

    A pause or an extension whose time is over has none. Points can be taken back as long as nothing was drawn by them.
    """
    if table.phase not in UNFINISHED:
        return "phase"
    for action in reversed(actions):
        if action.kind not in UNDOABLE or action.undone_by is not None or _is_past(table, action):
            continue
        decided_nothing = action.kind == "adjust" and table.plan.format != "knockout"
        if action.stage != table.stage and not decided_nothing:
            return "drawn"
        if action.kind == "replace" and action.number not in {match.number for match in table.waiting}:
            return "played"
        return action
    return "nothing"


def _is_past(table: Table, action: Action) -> bool:
    if action.kind == "pause":
        return not table.is_paused
    if action.kind != "extend" or (table.is_break and action.stage == table.stage):
        return False
    is_this_time = action.stage == table.stage and action.at >= (table.stage_began_at or 0)
    return not (is_this_time and table.is_gathering)


def _is_in(matches: Sequence[Match], action: Action) -> bool:
    return any(action.entrant_id in match.entrant_ids for match in matches)


def _why_not_replace(table: Table, action: Action) -> WhyNotAct | None:
    if table.plan.format != "knockout":
        return "format"
    asked = next((match for match in table.waiting if match.number == action.number), None)
    if asked is None:
        return "match"
    if action.entrant_id not in asked.entrant_ids:
        return "entrant"
    undecided = [match for match in (*table.waiting, *table.begun) if match.advancing is None]
    is_busy = any(action.substitute_id in match.entrant_ids for match in undecided)
    state = table.states.get(action.substitute_id or 0, "in")
    return "substitute" if is_busy or state == "disqualified" or not action.substitute_id else None


_PHASES: dict[HostAction, tuple[Phase, ...]] = {
    "start": ("signup", "drawn"),
    "disqualify": UNFINISHED,
    "replace": ("drawn", "running"),
}
_AMOUNTS: dict[HostAction, Collection[int]] = {
    "adjust": [points for points in POINTS if points],
    "pause": MINUTES,
    "extend": MINUTES,
}
