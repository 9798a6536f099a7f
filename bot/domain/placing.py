"""The places of a competition: each entrant has one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.competition import Entrant, Match, Plan


@dataclass(frozen=True, slots=True)
class Placed:
    """An entrant's place among the others; those whom the rules do not tell apart share one."""

    rank: int
    entrant_id: int
    points: int
    right: int
    reached: int
    """The last stage in which they had a match; 0 where they had none."""


def champion(entrants: Sequence[Entrant], matches: Sequence[Match]) -> int | None:
    """The one who is left after the last stage and still in; None where there are more, or nobody, or it goes on."""
    last = _last(matches)
    if any(match.advancing is None for match in last):
        return None
    left = {entrant_id for match in last for entrant_id in match.advancing or ()}
    still_in = [entrant.id for entrant in entrants if entrant.id in left and entrant.state == "in"]
    return still_in[0] if len(still_in) == 1 else None


def placing(
    plan: Plan, entrants: Sequence[Entrant], matches: Sequence[Match], totals: Mapping[int, tuple[int, int]]
) -> tuple[Placed, ...]:
    """Everybody's place, the best first; those who share one are in the order of their seeds.

    The champion is first. The others follow in a knockout by the stage that they reached, those of the final by their
    points in it; in every other competition by their points. The disqualified share the last place.

    Args:
        plan: the competition's.
        entrants: all of them, those also who are not in any more.
        matches: those of all stages so far.
        totals: the points of each entrant over all matches, with what the host added or took, and the right answers.
    """
    reached = {entrant_id: match.stage for match in _by_stage(matches) for entrant_id in match.entrant_ids}
    last = _last(matches)
    final = last[0] if len(last) == 1 else None
    first_id = champion(entrants, matches)

    def merit(entrant: Entrant) -> tuple[int, int, int]:
        if entrant.state == "disqualified":
            return (-1, 0, 0)
        is_first = int(entrant.id == first_id)
        if plan.format != "knockout":
            return (is_first, totals.get(entrant.id, (0, 0))[0], 0)
        in_final = final.points.get(entrant.id, 0) if final and entrant.id in finalists else 0
        return (is_first, reached.get(entrant.id, 0), in_final)

    finalists = frozenset(final.entrant_ids) if final else frozenset()
    ordered = sorted(((merit(entrant), entrant) for entrant in entrants), key=_best_first)
    placed: list[Placed] = []
    before: tuple[int, int, int] | None = None
    for position, (worth, entrant) in enumerate(ordered, 1):
        rank = placed[-1].rank if worth == before else position
        before = worth
        points, right = totals.get(entrant.id, (0, 0))
        placed.append(Placed(rank, entrant.id, points, right, reached.get(entrant.id, 0)))
    return tuple(placed)


def _best_first(one: tuple[tuple[int, int, int], Entrant]) -> tuple[int, ...]:
    worth, entrant = one
    return (*(-part for part in worth), entrant.seed)


def _by_stage(matches: Sequence[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: match.stage)


def _last(matches: Sequence[Match]) -> list[Match]:
    """The matches of the last stage."""
    stage = max((match.stage for match in matches), default=0)
    return [match for match in matches if match.stage == stage]
