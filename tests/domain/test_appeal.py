"""Appeals: what can be brought before the reviewers, and what an acceptance pays."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.appeal import WINDOW_MS, Regraded, appealable, granted, regraded, why_not_appeal
from bot.domain.quiz import Rules
from bot.domain.scoring import results
from tests.domain.quizzing import POSTED, asked, by_user, guess, rounds
from tests.domain.quizzing import rules as any_rules

LATE = POSTED + 1_000


def refused(user_id, after_ms=1_000, normal="maracanda", **changes):
    """A typed guess that was not accepted."""
    return guess(user_id, after_ms, "reject", **{"rule": "different", "normal": normal, **changes})


@pytest.mark.parametrize(
    ("changes", "form", "is_closed", "after_ms", "why"),
    [
        ({}, "typed", True, 0, None),
        ({"verdict": "prompt"}, "typed", True, 0, None),
        ({}, "typed", True, WINDOW_MS, None),
        ({}, "typed", True, WINDOW_MS + 1, "late"),
        ({}, "typed", False, 0, "open"),
        ({}, "buttons", True, 0, "form"),
        ({}, "estimate", True, 0, "form"),
        ({"verdict": "accept"}, "typed", True, 0, "right"),
        ({"normal": ""}, "typed", True, 0, "nothing"),
    ],
)
def test_what_can_be_appealed_for(changes, form, is_closed, after_ms, why):
    """A typed guess that was not accepted, once its answer is told, for seven days."""
    one = replace(refused(1), **changes)
    assert why == why_not_appeal(form, one, is_closed=is_closed, at=one.at + after_ms)


def test_of_equal_guesses_the_first_is_appealed_for():
    """Each form once, in order; those that were right are left out."""
    first, again, other = refused(1, 1), refused(1, 2), refused(1, 3, "khiva")
    mine = [first, again, other, guess(1, 4, normal="samarkand 1")]
    assert [first, other] == appealable("typed", mine, is_closed=True, at=LATE)
    assert [] == appealable("typed", mine, is_closed=False, at=LATE)


def test_only_equal_refused_guesses_are_granted():
    """A right one keeps its rule, another form stays wrong."""
    right, other = guess(1, normal="maracanda"), refused(2, normal="khiva")
    assert (right, other) == (granted(right, "maracanda"), granted(other, "maracanda"))
    found = granted(refused(3), "maracanda")
    assert ("accept", "appeal", "maracanda") == (found.verdict, found.rule, found.nearest)


def test_everybody_who_gave_the_form_is_paid_by_their_own_time():
    """Two of four; the other wrong one stays at nothing, the right one at what was paid."""
    rules, opened = Rules(mode="typed"), asked()
    given = by_user(refused(1, 5_000), refused(2, 10_000), refused(3, 1_000, "khiva"), guess(4, 2_000))
    paid = results(rules, opened, given)
    found = regraded(rules, opened, given, paid, "maracanda")
    assert {1: 90, 2: 80} == found.gains
    assert (given[1][0].id, given[2][0].id) == found.guess_ids
    assert {1: 90, 2: 80, 3: 0, 4: 96} == {one.user_id: one.points for one in found.results}


def test_an_earlier_winner_of_a_race_takes_nothing_from_the_later_one():
    """Who is right first by the appeal is paid too."""
    rules, opened = Rules(mode="typed", scoring="race"), asked()
    given = by_user(refused(1, 1_000), guess(2, 9_000))
    found = regraded(rules, opened, given, results(rules, opened, given), "maracanda")
    assert {1: 100, 2: 100} == {one.user_id: one.points for one in found.results}


def test_a_form_that_nobody_gave_changes_nothing():
    """Texts of deleted users are gone."""
    rules, opened, given = Rules(), asked(), by_user(refused(1, normal=""))
    paid = results(rules, opened, given)
    assert Regraded((), paid, {}) == regraded(rules, opened, given, paid, "maracanda")


@given(any_rules, rounds(), st.data())
def test_nobody_loses_by_an_appeal(rules, played, data):
    """Whoever was paid has at least that much, and whose guess was accepted is right."""
    opened, given = played
    forms = st.sampled_from(["maracanda", "khiva"])
    given = by_user(*(replace(one, normal=data.draw(forms)) for one in given))
    opened = replace(opened, form="typed")
    paid = results(rules, opened, given)
    found = regraded(rules, opened, given, paid, "maracanda")
    before = {one.user_id: one.points for one in paid}
    assert before.keys() == {one.user_id for one in found.results}
    assert all(one.points >= before[one.user_id] for one in found.results)
    assert all(gain > 0 for gain in found.gains.values())
    changed = {one.user_id for mine in given.values() for one in mine if one.id in found.guess_ids}
    tried = {one.user_id for mine in given.values() for one in mine if one.normal == "maracanda"}
    assert changed <= tried
