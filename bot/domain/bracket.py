"""The draw of a competition and its stages: who meets whom, and who goes on.

Nothing here has dice: a draw follows from the entrants, their places and a seed, so that anybody can draw it again.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.domain.competition import Entrant, Match, Plan


@dataclass(frozen=True, slots=True)
class Decision:
    """Who goes on from a match, or between whom that is still open."""

    advancing: tuple[int, ...]
    """The best first; while some are tied, those who go on whatever becomes of the tie."""
    tied: tuple[int, ...] = ()
    """Who has to play on, the better seed first."""
    places: int = 0
    """For how many places they play on."""


def lot(seed: int, entrant_id: int) -> str:
    """What decides between entrants whose places do not: SHA-256 of the seed, a colon and the id, in hexadecimal.

    >>> lot(7, 42)[:12], lot(7, 43)[:12]
    ('6fb44d7d504d', '96263b14fab1')
    """
    return sha256(f"{seed}:{entrant_id}".encode()).hexdigest()


def seeded(entrants: Iterable[Entrant], places: Mapping[int, int], seed: int) -> tuple[Entrant, ...]:
    """The entrants with their seeds, the strongest first.

    By the place on the leaderboard, a team's by that of its best member; those without one come last. Between equals
    the smaller `lot` decides.

    Args:
        entrants: in whatever order.
        places: of users, from 1.
        seed: the competition's.
    """
    last = 1 + max(places.values(), default=0)

    def strength(entrant: Entrant) -> tuple[int, str]:
        return min([places.get(user_id, last) for user_id in entrant.members], default=last), lot(seed, entrant.id)

    ordered = enumerate(sorted(entrants, key=strength), 1)
    # Written out: of 10,000 entrants `replace` takes 28 ms here and this 12 (one of our cores).
    return tuple(Entrant(one.id, one.name, one.members, one.captain_id, number, one.state) for number, one in ordered)


def first_stage(plan: Plan, entrants: Sequence[Entrant]) -> tuple[Match, ...]:
    """The matches of the first stage between entrants who are seeded.

    In a bracket of pairs the best seeds have no opponent where their number is no power of two. Everywhere else there
    is no match of one.
    """
    ids = _by_seed(entrants)
    if plan.format != "knockout":
        return _together(plan, 1, ids)
    return _pairs(ids) if plan.is_pairs else _groups(plan, 1, ids, {})


def next_stage(plan: Plan, matches: Sequence[Match], entrants: Iterable[Entrant]) -> tuple[Match, ...]:
    """The matches that follow on those of a stage that is decided; none where the competition is over.

    Who is not in any more does not go on. Matches can be decided from the start, all of them even: there are stages
    then in which nothing is played.
    """
    stage = matches[0].stage + 1
    still_in = [entrant for entrant in entrants if entrant.state == "in"]
    if plan.format != "knockout":
        return _together(plan, stage, _by_seed(still_in)) if stage <= plan.quizzes and still_in else ()
    came_from = {entrant_id: match.number for match in matches for entrant_id in match.advancing or ()}
    ids = _by_seed(entrant for entrant in still_in if entrant.id in came_from)
    if len(matches) == 1 or len(ids) < 2:
        return ()
    return _fed(matches, ids, came_from) if plan.is_pairs else _groups(plan, stage, ids, came_from)


def advancing(
    match: Match,
    points: Mapping[int, int],
    *,
    tie_points: Mapping[int, int] | None = None,
    ready: Collection[int] | None = None,
) -> Decision:
    """Who goes on from a match that was played.

    Args:
        match: with its places.
        points: of the entrants; in the last match of an open competition those of all its quizzes together.
        tie_points: those of the tied in the quiz that they played for it; None before that. Who is equal there too is
            behind the better seed.
        ready: the entrants who were there and are still in, the only ones who can go on; None: everybody.

    Whoever is ready goes on where there are no more than places.
    """
    there = [entrant_id for entrant_id in match.entrant_ids if ready is None or entrant_id in ready]
    there.sort(key=lambda entrant_id: -points.get(entrant_id, 0))  # keeps the order of seeds among equals
    if len(there) <= match.places:
        return Decision(tuple(there))
    last = points.get(there[match.places - 1], 0)
    ahead = [entrant_id for entrant_id in there if points.get(entrant_id, 0) > last]
    tied = [entrant_id for entrant_id in there if points.get(entrant_id, 0) == last]
    places = match.places - len(ahead)
    if len(tied) > places and tie_points is None:
        return Decision(tuple(ahead), tuple(tied), places)
    tied.sort(key=lambda entrant_id: -(tie_points or {}).get(entrant_id, 0))
    return Decision((*ahead, *tied[:places]))


def bracket_order(size: int) -> list[int]:
    """The seeds of a bracket from its top down, for a power of two: each stage then has the best against the last.

    >>> bracket_order(8)
    [1, 8, 4, 5, 2, 7, 3, 6]
    """
    order = [1]
    while len(order) < size:
        order = [seed for better in order for seed in (better, 2 * len(order) + 1 - better)]
    return order


def _by_seed(entrants: Iterable[Entrant]) -> tuple[int, ...]:
    return tuple(entrant.id for entrant in sorted(entrants, key=lambda entrant: entrant.seed))


def _match(stage: int, number: int, ids: Sequence[int], *, places: int, room: int, feeders: Sequence[int]) -> Match:
    decided = tuple(ids) if len(ids) < 2 else None
    return Match(stage, number, tuple(ids), places, room, tuple(feeders), decided)


def _together(plan: Plan, stage: int, ids: tuple[int, ...]) -> tuple[Match, ...]:
    """One match of everybody, from which everybody goes on unless it is the last."""
    places = 1 if stage == plan.quizzes else len(ids)
    feeders = (1,) if stage > 1 else ()
    return (_match(stage, 1, ids, places=places, room=0, feeders=feeders),)


def _pairs(ids: Sequence[int]) -> tuple[Match, ...]:
    size = 1 << max(1, (len(ids) - 1).bit_length())
    order = [ids[seed - 1 : seed] for seed in bracket_order(size)]
    pairs = enumerate(zip(order[::2], order[1::2], strict=True), 1)
    return tuple(
        _match(1, number, (*better, *worse), places=1, room=number, feeders=()) for number, (better, worse) in pairs
    )


def _fed(matches: Sequence[Match], ids: Sequence[int], came_from: Mapping[int, int]) -> tuple[Match, ...]:
    """Each two neighbours of a bracket send theirs into one match, in the room of the first that was played."""
    fed = []
    for number, feeders in enumerate(zip(matches[::2], matches[1::2], strict=True), 1):
        numbers = [feeder.number for feeder in feeders]
        both = [entrant_id for entrant_id in ids if came_from[entrant_id] in numbers]
        played = [feeder for feeder in feeders if not feeder.is_bye] or feeders
        fed.append(_match(matches[0].stage + 1, number, both, places=1, room=played[0].room, feeders=numbers))
    return tuple(fed)


def _groups(plan: Plan, stage: int, ids: Sequence[int], came_from: Mapping[int, int]) -> tuple[Match, ...]:
    """Groups of nearly the same size, dealt by seed to and fro; from each at least one goes out.

    Whoever is left plays the final where they are no more than a group.
    """
    count = math.ceil(len(ids) / plan.group)
    groups: list[list[int]] = [[] for _ in range(count)]
    for start in range(0, len(ids), count):
        dealt = groups if start // count % 2 == 0 else groups[::-1]
        for group, entrant_id in zip(dealt, ids[start : start + count], strict=False):
            group.append(entrant_id)
    return tuple(
        _match(
            stage,
            number,
            group,
            places=1 if count == 1 else min(plan.advance, len(group) - 1),
            room=number,
            feeders=sorted({came_from[entrant_id] for entrant_id in group if entrant_id in came_from}),
        )
        for number, group in enumerate(groups, 1)
    )
