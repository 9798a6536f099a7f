"""What rounds pay, and the places that follow."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import scoring
from bot.domain.content import Estimate
from bot.domain.quiz import Rules
from bot.domain.scoring import Result
from tests.domain.quizzing import POSTED, asked, by_user, guess, rounds
from tests.domain.quizzing import rules as any_rules
from tests.domain.samples import question

EVERYONE, RACE = Rules(), Rules(scoring="race")


def paid(rules, opened, *made):
    """The points of each player."""
    return {result.user_id: result.points for result in scoring.results(rules, opened, by_user(*made))}


@pytest.mark.parametrize(
    ("rules", "form", "after_ms", "hint_at", "points"),
    [
        (EVERYONE, "typed", 0, None, 100),
        (EVERYONE, "typed", 10_000, None, 80),
        (EVERYONE, "typed", 20_000, None, 60),
        (EVERYONE, "typed", 35_000, None, 60),
        (EVERYONE, "buttons", 0, None, 60),
        (EVERYONE, "buttons", 20_000, None, 36),
        (RACE, "typed", 20_000, None, 100),
        (RACE, "buttons", 20_000, None, 60),
        (EVERYONE, "typed", 10_000, POSTED + 9_999, 40),
        (EVERYONE, "typed", 10_000, POSTED + 10_000, 80),
    ],
)
def test_points_by_form_speed_and_hint(rules, form, after_ms, hint_at, points):
    """Full at once, less towards the bell, less on buttons and after a hint; a race knows no speed."""
    assert points == scoring.points(rules, form, guess(1, after_ms), limit_ms=20_000, hint_at=hint_at)


def test_everyone_who_is_right_is_paid_by_the_own_time():
    """The order of arrival plays no part, a wrong guess earns nothing and is kept."""
    assert {1: 98, 2: 60, 3: 0} == paid(
        EVERYONE, asked(), guess(2, 20_000), guess(1, 1_000), guess(3, verdict="reject")
    )


def test_a_race_pays_the_first_and_who_is_as_good():
    """All right guesses within the grace window of the first one, at full points; nobody after it."""
    made = [guess(1, 5_000), guess(2, 6_500), guess(3, 6_501), guess(4, 10, "reject")]
    assert {1: 100, 2: 100, 3: 0, 4: 0} == paid(RACE, asked(), *made)


def test_a_second_press_moves_no_window_in_a_race():
    """Only first presses count, so the window begins with the first right one of those."""
    made = [guess(1, 1, "reject"), guess(1, 2), guess(2, 3_000), guess(3, 4_400)]
    assert {1: 0, 2: 60, 3: 60} == paid(RACE, asked("buttons"), *made)


def test_estimates_are_paid_by_distance():
    """100 falling to 0 at the tolerance, 20 more for the nearest, 20 more for an exact one; half after a hint."""
    made = [guess(1, distance=0), guess(2, distance=4), guess(3, distance=10), guess(4, distance=0, after_ms=9_000)]

    assert {1: 140, 2: 60, 3: 0, 4: 140} == paid(EVERYONE, asked("estimate"), *made)
    assert {2: 80, 3: 0} == paid(EVERYONE, asked("estimate"), *made[1:3])
    assert {3: 0} == paid(EVERYONE, asked("estimate"), made[2])
    assert {1: 140, 2: 0, 3: 0, 4: 70} == paid(RACE, asked("estimate", hint_at=POSTED + 8_000), *made)


def test_only_the_nearest_estimate_is_right():
    """Equally near are equally right; who is beyond the tolerance is not, however near beside the others."""
    made = by_user(guess(1, distance=2), guess(2, distance=2), guess(3, distance=3))
    far = by_user(guess(1, distance=10), guess(2, distance=30))

    assert {1, 2} == {
        result.user_id for result in scoring.results(EVERYONE, asked("estimate"), made) if result.is_right
    }
    assert not any(result.is_right for result in scoring.results(EVERYONE, asked("estimate"), far))


def test_an_estimate_needs_something_to_be_near_to():
    """A question that is none cannot be scored as one."""
    with pytest.raises(ValueError, match="tt-k1 is no estimate"):
        scoring.results(EVERYONE, asked("estimate", question=question(1)), by_user(guess(1, distance=1)))


@pytest.mark.parametrize(
    ("value", "until", "span", "is_year", "off"),
    [
        (1917, None, (1917, 1917), True, 0),
        (1917, None, (1914, 1914), True, 3),
        (1917, None, (1901, 2000), True, 83),
        (-44, None, (44, 44), True, 87),
        (-1, None, (1, 1), True, 1),
        (-1, None, (1, 1), False, 2),
        (1337, 1453, (1400, 1400), True, 0),
        (1337, 1453, (1337, 1453), True, 0),
        (1337, 1453, (1338, 1460), True, 7),
        (1337, 1453, (1330, 1330), True, 7),
        (1337, 1453, (1460, 1460), True, 7),
    ],
)
def test_distance_is_that_of_the_worse_end(value, until, span, is_year, off):
    """A wide span wins nothing; a year within the right span is exact; there is no year 0 to count."""
    estimate = Estimate(value=value, until=until, tolerance=10)
    assert off == scoring.distance(estimate, span, is_year=is_year)


@given(any_rules, rounds(), st.randoms(use_true_random=False))
def test_results_do_not_depend_on_the_order_of_arrival(rules, played, dice):
    """Guesses that arrive in any order pay the same."""
    opened, made = played
    shuffled = random.Random(dice.random()).sample(made, len(made))
    assert scoring.results(rules, opened, by_user(*made)) == scoring.results(rules, opened, by_user(*shuffled))


@given(any_rules, rounds())
def test_every_player_has_one_result(rules, played):
    """Nobody is paid twice, nobody is forgotten, nobody owes anything; a wrong guess earns nothing."""
    opened, made = played
    results = scoring.results(rules, opened, by_user(*made))

    assert sorted({one.user_id for one in made}) == sorted(result.user_id for result in results)
    assert all(0 <= result.points <= 140 for result in results)
    assert all(result.is_right for result in results if result.points and opened.form != "estimate")


def test_a_late_guess_lessens_nobody():
    """Who was told more keeps it; who was told less, or nothing, has what is right now."""
    before = [Result(1, 11, True, 100, 900), Result(2, 12, True, 40, 950)]
    now = [Result(1, 11, True, 0, 900), Result(2, 12, True, 60, 950), Result(3, 13, True, 100, 800)]
    assert (before[0], *now[1:]) == scoring.paid_late(before, now)


@given(any_rules, rounds(), st.integers(0, 20))
def test_paying_late_takes_nothing_from_anybody(rules, played, heard):
    """A guess in time that arrives after the reveal adds points and lowers none that were told."""
    opened, made = played
    before = scoring.results(rules, opened, by_user(*made[:heard]))
    after = scoring.paid_late(before, scoring.results(rules, opened, by_user(*made)))
    told = {result.user_id: result.points for result in before}

    assert {one.user_id for one in made} == {result.user_id for result in after}
    assert all(told.get(result.user_id, 0) <= result.points for result in after)


sums = st.dictionaries(st.integers(1, 50), st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 5)))


@given(sums)
def test_standings_are_a_permutation_with_ties_shared(given_sums):
    """Everybody once; equal points and right answers share a place; the next place counts all before it."""
    placed = scoring.ranked(given_sums)

    assert sorted(given_sums) == sorted(standing.user_id for standing in placed)
    for standing in placed:
        better = [s for s in placed if (s.points, s.right) > (standing.points, standing.right)]
        assert len(better) + 1 == standing.rank
    assert [s.rank for s in placed] == sorted(s.rank for s in placed)


def test_standings_add_up_the_rounds():
    """Points, right answers and rounds with a guess, over all rounds."""
    first = [Result(1, 11, True, 90, 1), Result(2, 12, False, 0, 2)]
    second = [Result(1, 21, False, 0, 1), Result(3, 23, True, 90, 2)]
    told = [(s.rank, s.user_id, s.points, s.right, s.asked) for s in scoring.standings([first, second])]

    assert [(1, 1, 90, 1, 2), (1, 3, 90, 1, 1), (3, 2, 0, 0, 1)] == told
