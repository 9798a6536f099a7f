"""A draw has everybody once, keeps the strong apart, and leads to one winner."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bracket import Decision, advancing, bracket_order, first_stage, next_stage, seeded
from bot.domain.competition import Entrant, Match, Plan
from tests.domain.competing import better_seed, entrants, ids, played

PAIRS = Plan("knockout")
SHAPES = [(group, advance) for group in range(2, 9) for advance in range(1, group)]

counts = st.integers(2, 300)
shapes = st.sampled_from(SHAPES)


def test_places_on_the_leaderboard_make_the_seeds() -> None:
    """Who has none comes last, and a team counts by its best member."""
    teams = [Entrant(7, "Reds", (1, 2), 1), Entrant(8, "Blues", (3,), 3), Entrant(9, "Greens", (4, 5), 4)]
    drawn = seeded(teams, {2: 5, 4: 1, 5: 90}, seed=1)
    assert [("Greens", 1), ("Reds", 2), ("Blues", 3)] == [(team.name, team.seed) for team in drawn]


@given(counts, st.integers(), st.dictionaries(st.integers(1, 300), st.integers(1, 50)), st.randoms())
def test_a_draw_can_be_drawn_again(count: int, seed: int, places: dict[int, int], dice: random.Random) -> None:
    """The order in which people entered plays no part; everybody has one seed, by place."""
    taking_part = list(entrants(count))
    drawn = seeded(taking_part, places, seed)
    dice.shuffle(taking_part)
    assert drawn == seeded(taking_part, places, seed)
    assert list(range(1, count + 1)) == [entrant.seed for entrant in drawn]
    assert sorted(entrant.id for entrant in taking_part) == sorted(entrant.id for entrant in drawn)
    known = [places.get(entrant.id, 1_000) for entrant in drawn]
    assert sorted(known) == known


def test_another_seed_is_another_draw() -> None:
    """Among those without a place."""
    assert [1, 2, 3, 4] != [entrant.id for entrant in seeded(entrants(4), {}, 2)]
    assert 1 < len({seeded(entrants(8), {}, seed) for seed in range(10)})


@given(counts)
def test_a_bracket_keeps_the_best_apart_and_gives_them_the_byes(count: int) -> None:
    """Everybody is in it once; 1 and 2 meet in the final at the earliest, the first four in a semi-final."""
    matches = first_stage(PAIRS, entrants(count))
    assert list(range(1, count + 1)) == sorted(ids(matches))
    byes = [match.entrant_ids for match in matches if match.is_bye]
    assert [(seed,) for seed in range(1, len(byes) + 1)] == sorted(byes)
    assert all((match.advancing is not None) == match.is_bye for match in matches)
    stages = played(PAIRS, entrants(count))
    for stage in stages:
        left = {1: 1, 2: 2}.get(len(stage), 4)
        assert all(len(set(range(1, left + 1)) & set(match.entrant_ids)) <= 1 for match in stage if len(stage) > 1)
    assert {1, 2} == set(stages[-1][0].entrant_ids)


@pytest.mark.parametrize("size", [2, 4, 8, 64, 512])
def test_the_best_always_meets_the_last(size: int) -> None:
    """In each stage of a full bracket the seeds of a match add up to the same."""
    order = bracket_order(size)
    assert list(range(1, size + 1)) == sorted(order)
    assert {size + 1} == {one + other for one, other in zip(order[::2], order[1::2], strict=True)}


@given(counts, shapes)
def test_groups_differ_by_one_at_most_and_the_best_are_apart(count: int, shape: tuple[int, int]) -> None:
    """Everybody is in one, none is larger than it may be, and nobody sits alone."""
    plan = Plan("knockout", group=shape[0], advance=shape[1])
    matches = first_stage(plan, entrants(count))
    assert list(range(1, count + 1)) == sorted(ids(matches))
    assert all(sorted(match.entrant_ids) == list(match.entrant_ids) for match in matches)
    sizes = {len(match.entrant_ids) for match in matches}
    assert max(sizes) <= plan.group
    assert plan.is_pairs or (max(sizes) - min(sizes) <= 1 and min(sizes) >= 2)
    heads = {match.number for match in matches for seed in range(1, len(matches) + 1) if seed in match.entrant_ids}
    assert len(matches) == len(heads)


@pytest.mark.torture(few=1, many=10)
@pytest.mark.parametrize(("group", "advance"), SHAPES)
def test_every_knockout_ends_with_the_best(group: int, advance: int, seed: int) -> None:
    """From 2 to 300 entrants, whatever the groups: fewer in each stage, at last one match that one wins."""
    plan = Plan("knockout", group=group, advance=advance)
    for count in (*range(2, 20), *range(20 + seed, 301, 10)):
        stages = played(plan, entrants(count))
        sizes = [len(ids(stage)) for stage in stages]
        assert sizes == sorted(set(sizes), reverse=True)
        assert 1 == len(stages[-1])
        assert (1,) == stages[-1][0].advancing


@given(counts, shapes, st.randoms())
def test_whoever_is_absent_the_end_is_reached(count: int, shape: tuple[int, int], dice: random.Random) -> None:
    """One is left at most; nobody comes back, and nobody has two matches at once or a room that another has."""
    plan = Plan("knockout", group=shape[0], advance=shape[1])
    stages = played(plan, entrants(count), points=lambda *_: dice.randint(0, 3), absent=lambda *_: dice.random() < 0.4)
    left = set(range(1, count + 1))
    for number, stage in enumerate(stages, 1):
        assert {number} == {match.stage for match in stage}
        assert list(range(1, len(stage) + 1)) == [match.number for match in stage]
        assert len(set(ids(stage))) == len(ids(stage))
        assert set(ids(stage)) <= left
        assert len(stage) == len({match.room for match in stage})
        left = {entrant_id for match in stage for entrant_id in match.advancing or ()}
    assert len(left) <= 1


def test_a_match_is_played_in_the_room_of_its_first_feeder() -> None:
    """In that of the second where the first was no match."""
    stages = played(PAIRS, entrants(6))
    assert [(1, (1,)), (2, (4, 5)), (3, (2,)), (4, (3, 6))] == [(match.room, match.entrant_ids) for match in stages[0]]
    assert [(2, (1, 2), (1, 4)), (4, (3, 4), (2, 3))] == [
        (match.room, match.feeders, match.entrant_ids) for match in stages[1]
    ]
    assert [(2, (1, 2), (1, 2))] == [(match.room, match.feeders, match.entrant_ids) for match in stages[2]]


def test_groups_come_from_where_their_entrants_were() -> None:
    """They are dealt anew by the seeds of the beginning."""
    stages = played(Plan("knockout", group=4, advance=2), entrants(11))
    assert [(1, 6, 7), (2, 5, 8, 11), (3, 4, 9, 10)] == [match.entrant_ids for match in stages[0]]
    assert [((1, 4, 5), (1, 2, 3)), ((2, 3, 6), (1, 2, 3))] == [
        (match.entrant_ids, match.feeders) for match in stages[1]
    ]
    assert [((1, 2, 3, 4), (1, 2), 1)] == [(match.entrant_ids, match.feeders, match.places) for match in stages[2]]


@pytest.mark.parametrize("format_", ["open", "teams"])
def test_everybody_plays_every_quiz_of_an_open_competition(format_: str) -> None:
    """In the competition's own channel; the last one wins, or nobody is left before."""
    plan = Plan(format_, quizzes=3)  # type: ignore[arg-type]
    stages = played(plan, entrants(5))
    assert [(5, 0, ()), (5, 0, (1,)), (1, 0, (1,))] == [(match.places, match.room, match.feeders) for [match] in stages]
    assert (1,) == stages[-1][0].advancing
    gone = [replace(entrant, state="withdrawn") for entrant in entrants(5)]
    assert () == next_stage(plan, stages[0], gone)


def test_who_is_out_does_not_go_on() -> None:
    """The next opponent of who was disqualified has a bye, and who alone is left has won."""
    taking_part = list(entrants(4))
    stages = played(PAIRS, taking_part)
    taking_part[0] = replace(taking_part[0], state="disqualified")
    assert () == next_stage(PAIRS, stages[0], taking_part)
    eight = played(PAIRS, entrants(8))[0]
    without = [replace(entrant, state="withdrawn") if entrant.id == 4 else entrant for entrant in entrants(8)]
    assert [(1,), (2, 3)] == [match.entrant_ids for match in next_stage(PAIRS, eight, without)]


def test_points_decide_who_goes_on() -> None:
    """The best first; who is not ready loses, whatever they have; who is alone or has room goes on unplayed."""
    match = Match(1, 1, (1, 2, 3, 4), places=2)
    assert Decision((3, 1)) == advancing(match, {1: 50, 2: 40, 3: 90})
    assert Decision((2, 4)) == advancing(match, {1: 50, 2: 40, 3: 90}, ready={2, 4})
    assert Decision(()) == advancing(match, {}, ready=())


def test_only_ties_that_matter_are_played_off() -> None:
    """Between the tied alone, for the places that are left; equal again, the better seed goes on."""
    match = Match(1, 1, (1, 2, 3, 4), places=2)
    points = {1: 50, 2: 40, 3: 40, 4: 40}
    assert Decision((1,), tied=(2, 3, 4), places=1) == advancing(match, points)
    assert Decision((1, 4)) == advancing(match, points, tie_points={2: 10, 3: 10, 4: 30})
    assert Decision((1, 2)) == advancing(match, points, tie_points={})
    assert Decision((1, 2)) == advancing(match, {1: 50, 2: 50, 3: 40, 4: 40})
    assert Decision((), tied=(1, 2), places=1) == advancing(replace(match, places=1), {1: 50, 2: 50})


def test_the_best_seed_wins_where_points_say_so() -> None:
    """What the other tests rest on."""
    assert better_seed(Match(1, 1, (1, 2)), 1) > better_seed(Match(1, 1, (1, 2)), 2)
