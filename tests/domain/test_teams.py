"""Teams have names that nobody confuses, members who may join, and points by the plan."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.competition import Entrant, Plan
from bot.domain.teams import (
    TEAM_LIMIT,
    Team,
    may_enter,
    name_key,
    team_points,
    tidy,
    why_not_enter,
    why_not_join,
    why_not_name,
)

TEAM = Team(9, 10, "Reds", 1, None, 5, None, (1, 2))
ENTRANT = Entrant(9, "Reds", (1, 2), 1)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Les Communards", None),
        ("红军", None),
        ("R", "short"),
        ("x" * 33, "long"),
        ("!!!", "letters"),
        ("Reds @everyone", "signs"),
        ("Reds\u202e", "signs"),
        ("x" * 32, None),
    ],
)
def test_a_name_can_be_read(name: str, why: str | None) -> None:
    """It has letters or digits, no sign that Discord reads, and neither too few characters nor too many."""
    assert why == why_not_name(name)


def test_names_are_kept_tidy_and_compared_as_readers_do() -> None:
    """Spaces, case, marks and scripts make no other name."""
    assert "Red Kronstadt" == tidy(" Red \n Kronstadt")
    assert name_key("RED kronstadt!") == name_key("Red Krönstadt")
    assert name_key("Reds") != name_key("Blues")


def test_who_joins_is_in_no_team() -> None:
    """The team is there, not locked, not full, and for everybody or for a role that they have."""
    assert why_not_join(TEAM, None, (), is_locked=False) is None
    assert "disbanded" == why_not_join(replace(TEAM, disbanded_at=7), None, (), is_locked=False)
    assert "member" == why_not_join(TEAM, 8, (), is_locked=True)
    assert "locked" == why_not_join(TEAM, None, (), is_locked=True)
    assert "full" == why_not_join(replace(TEAM, members=tuple(range(TEAM_LIMIT))), None, (), is_locked=False)
    assert "full" == why_not_join(TEAM, None, (), is_locked=False, largest=2)
    assert "role" == why_not_join(replace(TEAM, role_id=4), None, (3,), is_locked=False)
    assert why_not_join(replace(TEAM, role_id=4), None, (3, 4), is_locked=False) is None


def test_who_enters_is_in_time_and_of_the_right_size() -> None:
    """In a competition of people the size of a team plays no part."""
    plan = Plan("teams", team_min=2, team_max=3, max_entrants=4)
    assert why_not_enter(plan, "signup", ENTRANT, entered=3, is_late=False) is None
    assert "full" == why_not_enter(plan, "signup", ENTRANT, entered=4, is_late=False)
    assert "late" == why_not_enter(plan, "signup", ENTRANT, entered=3, is_late=True)
    assert "phase" == why_not_enter(plan, "drawn", ENTRANT, entered=3, is_late=False)
    alone, many = replace(ENTRANT, members=(1,)), replace(ENTRANT, members=(1, 2, 3, 4))
    assert "small" == why_not_enter(plan, "signup", alone, entered=3, is_late=False)
    assert "large" == why_not_enter(plan, "signup", many, entered=3, is_late=False)
    assert why_not_enter(replace(plan, format="open"), "signup", alone, entered=3, is_late=False) is None


def test_roles_may_be_asked_for() -> None:
    """One of them is enough; without any everybody may."""
    assert may_enter(Plan("open"), ())
    assert may_enter(Plan("open", role_ids=(1, 2)), (2, 3))
    assert not may_enter(Plan("open", role_ids=(1, 2)), (3,))


@given(st.dictionaries(st.integers(1, 6), st.integers(0, 500)), st.integers(1, 5))
def test_a_team_has_what_its_best_have(points: dict[int, int], best_of: int) -> None:
    """Never less than the best one, never more than all, and nothing of anybody else's."""
    team = Entrant(9, "Reds", (1, 2, 3, 4), captain_id=2)
    own = [points.get(member, 0) for member in team.members]
    scored = team_points(Plan("teams", best_of=best_of), team, points)
    assert max(own) <= scored <= sum(own)
    assert sum(own) == team_points(Plan("teams", best_of=4), team, points)
    assert points.get(2, 0) == team_points(Plan("teams", team_score="captain"), team, points)
