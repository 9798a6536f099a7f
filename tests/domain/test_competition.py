"""A plan is kept as a text, and only a plan that can be played is taken."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.competition import LIMITS, Plan, faults, plan_from, plan_text

plans = st.builds(
    Plan,
    st.sampled_from(["open", "teams", "knockout"]),
    quizzes=st.integers(0, 12),
    questions=st.integers(4, 21),
    limit_s=st.sampled_from([0, 5, 30]),
    filters=st.dictionaries(st.sampled_from(["era", "pack"]), st.text(max_size=3)),
    group=st.integers(1, 9),
    advance=st.integers(0, 8),
    role_ids=st.lists(st.integers(0), max_size=3).map(tuple),
    champion_role_id=st.none() | st.integers(0),
)


@given(plans)
def test_a_plan_is_read_as_it_was_kept(plan: Plan) -> None:
    """Where it is one; otherwise it is refused."""
    if faults(plan):
        with pytest.raises(ValueError, match="no such plan"):
            plan_from(plan_text(plan))
    else:
        assert plan == plan_from(plan_text(plan))


@pytest.mark.parametrize("format_", ["open", "teams", "knockout"])
def test_a_plan_needs_nothing_but_its_format(format_: str) -> None:
    """Everything else has a value that can be played."""
    assert () == faults(Plan(format_))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"quizzes": 11}, "quizzes"),
        ({"limit_s": 9}, "limit_s"),
        ({"min_entrants": 9, "max_entrants": 8}, "max_entrants"),
        ({"team_min": 3, "team_max": 2}, "team_max"),
        ({"group": 3, "advance": 3}, "advance"),
        ({"advance": 9}, "advance"),
    ],
)
def test_what_is_wrong_is_named_once(changes: dict[str, int], wrong: str) -> None:
    """By the field."""
    assert (wrong,) == faults(Plan("knockout", **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "league"}', '{"format": "open", "questions": "many"}'])
def test_what_is_no_plan_is_refused(text: str) -> None:
    """Whatever it is."""
    with pytest.raises(ValueError, match="valid"):
        plan_from(text)


def test_every_number_with_limits_is_a_field() -> None:
    """The limits name nothing else."""
    assert set(LIMITS) <= {column.name for column in fields(Plan)}
