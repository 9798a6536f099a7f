"""Teams of a guild: their names, who may join, who may enter a competition, and what a team scores."""

import heapq
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.competition import Entrant, Phase, Plan
from bot.domain.fold import fold
from bot.domain.wording import flaws

NAME_LENGTHS = range(2, 33)
"""Characters of a name."""

TEAM_LIMIT = 25
"""Members of a team."""

WhyNotName = Literal["short", "long", "letters", "signs"]
"""Why a name is none: its length, no letter or digit in it, or signs that Discord would read or nobody sees."""

WhyNotJoin = Literal["disbanded", "member", "locked", "full", "role"]
"""Why somebody cannot join: the team is gone, they are in one, it is entered in a competition that is drawn or running,
it is full, or it is for a role that they do not have."""

WhyNotEnter = Literal["phase", "late", "entered", "full", "role", "small", "large", "double"]
"""Why an entrant cannot enter: sign-up is over, or its time is up; they are in; there is no room; they lack the role;
the team has too few or too many members; or one of them plays for another entrant."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team of a guild."""

    id: int
    """That of the interaction that made it."""
    guild_id: int
    name: str
    captain_id: int
    role_id: int | None
    """The role that its members need."""
    created_at: int
    disbanded_at: int | None
    members: tuple[int, ...]
    """In the order in which they joined; the captain is one of them."""


def tidy(name: str) -> str:
    """A name as it is kept: composed letters, with one space between words.

    >>> tidy("  Red   Kronstadt ")
    'Red Kronstadt'
    """
    return " ".join(unicodedata.normalize("NFC", name).split())


def name_key(name: str) -> str:
    """What two names of a guild may not have in common; equal for what readers call the same.

    >>> name_key("Les Communards!") == name_key("les cômmunards")
    True
    """
    return fold(name)


def why_not_name(name: str) -> WhyNotName | None:
    """Why a tidy name is none; None where it is one."""
    if len(name) < NAME_LENGTHS.start:
        return "short"
    if len(name) >= NAME_LENGTHS.stop:
        return "long"
    if not fold(name):
        return "letters"
    return "signs" if any(flaws(name, ours=False)) else None


def why_not_join(
    team: Team, own_id: int | None, roles: Collection[int], *, is_locked: bool, largest: int = TEAM_LIMIT
) -> WhyNotJoin | None:
    """Why somebody with these roles cannot join.

    Args:
        team: as it is.
        own_id: the team that they are in.
        roles: of theirs.
        is_locked: whether it is entered in a competition that is drawn or running.
        largest: how many members the competitions allow that it has signed up for.
    """
    if team.disbanded_at is not None:
        return "disbanded"
    if own_id is not None:
        return "member"
    if is_locked:
        return "locked"
    if team.role_id is not None and team.role_id not in roles:
        return "role"
    return "full" if len(team.members) >= min(largest, TEAM_LIMIT) else None


def why_not_enter(plan: Plan, phase: Phase, entrant: Entrant, *, entered: int, is_late: bool) -> WhyNotEnter | None:
    """Why an entrant cannot enter where so many have; whether they or one of theirs have is not asked here."""
    if phase != "signup":
        return "phase"
    if is_late:
        return "late"
    if plan.format == "teams" and len(entrant.members) < plan.team_min:
        return "small"
    if plan.format == "teams" and len(entrant.members) > plan.team_max:
        return "large"
    return "full" if entered >= plan.max_entrants else None


def may_enter(plan: Plan, roles: Collection[int]) -> bool:
    """Whether somebody with these roles may enter; of a team its captain is asked."""
    return not plan.role_ids or not set(plan.role_ids).isdisjoint(roles)


def team_points(plan: Plan, team: Entrant, points: Mapping[int, int]) -> int:
    """What a team has from a match, by the points of users: the sum of its best members', or the captain's.

    >>> team = Entrant(9, "Reds", (1, 2, 3), captain_id=2)
    >>> team_points(Plan("teams", best_of=2), team, {1: 90, 2: 10, 3: 50})
    140
    >>> team_points(Plan("teams", team_score="captain"), team, {1: 90, 2: 10, 3: 50})
    10
    """
    if plan.team_score == "captain":
        return points.get(team.captain_id, 0)
    return sum(heapq.nlargest(plan.best_of, (points.get(user_id, 0) for user_id in team.members)))
