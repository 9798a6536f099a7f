"""What the picture of a knockout shows: its stages as columns of matches, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.competition import Match
from bot.presentation import contests
from bot.presentation.alt import ALT_LIMIT
from bot.presentation.contests import Whole
from bot.presentation.text import clip, listed, one_line

DRAWN = 64
"""Entrants of a stage that is drawn; where there are more, the picture begins with a later one."""

_NAME = 32  # characters in the words


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of a match."""

    name: str = ""
    """Empty while nobody is known who will stand there."""
    seed: int = 0
    points: int | None = None
    goes_on: bool | None = None
    """None until it is decided."""


@dataclass(frozen=True, slots=True)
class Box:
    """A match: its slots, and the numbers of the boxes of the column before from which they come, from 0."""

    slots: tuple[Slot, ...]
    feeders: tuple[int, ...] = ()
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A stage."""

    heading: str
    boxes: tuple[Box, ...]


def columns(whole: Whole) -> tuple[Column, ...]:
    """The stages that can be drawn, in order; of a bracket of pairs those to come too, with nobody in them yet.

    None where it is no knockout, and while no stage is small enough.
    """
    plan = whole.competition.plan
    if plan.format != "knockout":
        return ()
    stages = sorted({kept.match.stage for kept in whole.matches})
    drawn = [stage for stage in stages if _is_small(whole, stage)]
    found = [_column(whole, stage, is_first=stage == drawn[0]) for stage in drawn]
    if plan.is_pairs and found:
        found += _to_come(whole, drawn[-1], len(found[-1].boxes))
    return tuple(found)


def _is_small(whole: Whole, stage: int) -> bool:
    there = [kept.match for kept in whole.matches if kept.match.stage == stage]
    if whole.competition.plan.is_pairs:
        return 2 * len(there) <= DRAWN
    return sum(len(match.entrant_ids) for match in there) <= DRAWN


def _column(whole: Whole, stage: int, *, is_first: bool) -> Column:
    boxes = []
    for kept in whole.matches:
        match = kept.match
        if match.stage != stage:
            continue
        slots = tuple(_slot(whole, match, one, has_points=kept.session_id is not None) for one in match.entrant_ids)
        feeders = () if is_first or not whole.competition.plan.is_pairs else tuple(n - 1 for n in match.feeders)
        boxes.append(Box(slots, feeders, kept.state in ("playing", "tiebreak")))
    return Column(contests.stage_of(whole, stage).capitalize(), tuple(boxes))


def _slot(whole: Whole, match: Match, entrant_id: int, *, has_points: bool) -> Slot:
    entrant = whole.entrants.get(entrant_id)
    points = match.points.get(entrant_id) if has_points else None
    goes_on = None if match.advancing is None else entrant_id in match.advancing
    return Slot(entrant.name if entrant else "somebody", entrant.seed if entrant else 0, points, goes_on)


def _to_come(whole: Whole, stage: int, matches: int) -> list[Column]:
    """Halves of the stage before, down to the final."""
    found = []
    while matches > 1:
        stage, matches = stage + 1, matches // 2
        boxes = tuple(Box((Slot(), Slot()), (2 * number, 2 * number + 1)) for number in range(matches))
        found.append(Column(contests.stage_name(whole.competition.plan, stage, matches).capitalize(), boxes))
    return found


def bracket_alt(title: str, shown: Sequence[Column]) -> str:
    """The picture in words, the latest stage first, as much as a description holds."""
    told = [
        f"{column.heading}: {'; '.join(_told(box) for box in column.boxes)}."
        for column in reversed(shown)
        if any(slot.name for box in column.boxes for slot in box.slots)
    ]
    return clip(f"Bracket of {clip(one_line(title), 80)}. {' '.join(told)}", ALT_LIMIT)


def _told(box: Box) -> str:
    names = [_named(slot) for slot in box.slots]
    if len(names) < 2:
        return f"{names[0]} has a bye" if names else "nobody"
    going = [clip(one_line(slot.name), _NAME) for slot in box.slots if slot.goes_on]
    return f"{listed(names, 'against')}" + (f", {listed(going, 'and')} on" if going else "")


def _named(slot: Slot) -> str:
    points = "" if slot.points is None else f" {slot.points:,}"
    return f"{clip(one_line(slot.name), _NAME) or 'somebody'}{points}"
