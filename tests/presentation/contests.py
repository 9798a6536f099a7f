"""Competitions as values, for the tests of their cards and pictures."""

from dataclasses import replace
from typing import Any

from bot.announcing import View
from bot.domain.bracket import first_stage, next_stage
from bot.domain.competition import Entrant, Plan
from bot.domain.placing import placing
from bot.storage.competitions import Competition, KeptMatch, Room

MOMENT = 1_795_345_200_000
FIRST = 1_500_000_000_000_000_000
"""The id of the first entrant; the others follow."""


def competition(**changes):
    """A knockout that begins at `MOMENT`, but for what is changed."""
    usual: dict[str, Any] = {
        "id": FIRST - 2,
        "guild_id": 1,
        "channel_id": 2,
        "creator_id": 3,
        "title": "Winter *cup*",
        "plan": Plan("knockout"),
        "seed": 7,
        "time_zone": "UTC",
        "created_at": 0,
        "starts_at": MOMENT,
        "signup_until_at": MOMENT - 300_000,
        "card_message_id": 5,
    }
    return Competition(**usual | changes)


def people(count, name="Player {}"):
    """So many entrants, seeded in order and called by their seed."""
    return {
        FIRST + seed: Entrant(FIRST + seed, name.format(seed), (FIRST + seed,), FIRST + seed, seed=seed)
        for seed in range(1, count + 1)
    }


def played(plan, count, stages, name="Player {}", **changes):
    """A competition of so many after so many stages, in each of which the better seed has 100 points more."""
    entrants = people(count, name)
    matches, kept, stage = first_stage(plan, [*entrants.values()]), [], 1
    while True:
        decided = []
        for match in matches:
            is_over = match.advancing is not None or stage <= stages
            points = (
                {}
                if match.advancing is not None
                else {one: 1_000 - 10 * entrants[one].seed for one in match.entrant_ids}
            )
            if is_over and match.advancing is None:
                match = replace(match, points=points, advancing=match.entrant_ids[: match.places])  # noqa: PLW2901
            decided.append(match)
            kept.append(KeptMatch(match, "over" if is_over else "open", 9 if is_over and points else None))
        matches = next_stage(plan, decided, [*entrants.values()]) if stage <= stages else ()
        if not matches:
            break
        stage += 1
    rooms = {one.match.room: Room(one.match.room, FIRST + one.match.room) for one in kept}
    phase = "over" if stages >= stage else "running"
    one = competition(plan=plan, stage=stage, phase=phase, stage_began_at=MOMENT, **changes)
    return View(one, entrants, kept, rooms, frozenset(entrants))


def placed(view):
    """Everybody's place."""
    totals: dict[int, tuple[int, int]] = {}
    for kept in view.matches:
        for one, points in kept.match.points.items():
            totals[one] = (totals.get(one, (0, 0))[0] + points, 1)
    matches = [kept.match for kept in view.matches]
    return placing(view.competition.plan, [*view.entrants.values()], matches, totals)
