"""Competitions that are played by the rules alone, each match by points that somebody chooses."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from bot.domain.bracket import advancing, first_stage, next_stage
from bot.domain.competition import Entrant, Match, Plan

Points = Callable[[Match, int], int]
Absent = Callable[[Match, int], bool]


def entrants(count: int) -> tuple[Entrant, ...]:
    """So many people, each with the id of a user and its seed: 1 has seed 1."""
    return tuple(Entrant(number, f"Player {number}", (number,), number, number) for number in range(1, count + 1))


def better_seed(_: Match, entrant_id: int) -> int:
    """Points by which the better seed always wins."""
    return 1_000_000 - entrant_id


def nobody(_: Match, entrant_id: int) -> bool:
    """Everybody is there."""
    return entrant_id < 0


def decided(match: Match, points: Points, absent: Absent) -> Match:
    """The match after it was played; ties go to the better seed."""
    ready = {entrant_id for entrant_id in match.entrant_ids if not absent(match, entrant_id)}
    paid = {entrant_id: points(match, entrant_id) for entrant_id in ready}
    found = advancing(match, paid, ready=ready)
    if found.tied:
        found = advancing(match, paid, tie_points={}, ready=ready)
    return replace(match, advancing=found.advancing, points=paid)


def played(
    plan: Plan, taking_part: Sequence[Entrant], points: Points = better_seed, absent: Absent = nobody
) -> list[tuple[Match, ...]]:
    """All stages of the competition, played to the end."""
    stages: list[tuple[Match, ...]] = []
    matches = first_stage(plan, taking_part)
    while matches:
        stages.append(
            tuple(match if match.advancing is not None else decided(match, points, absent) for match in matches)
        )
        matches = next_stage(plan, stages[-1], taking_part)
    return stages


def ids(matches: Collection[Match]) -> list[int]:
    """Everybody in the matches."""
    return [entrant_id for match in matches for entrant_id in match.entrant_ids]
