"""Each entrant of a competition has one place."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.competition import Entrant, Match, Plan
from bot.domain.placing import Placed, champion, placing
from tests.domain.competing import better_seed, entrants, played

PAIRS = Plan("knockout")


def ranks(placed: tuple[Placed, ...]) -> list[tuple[int, int]]:
    """Who has which place."""
    return [(one.rank, one.entrant_id) for one in placed]


def flat(stages: list[tuple[Match, ...]]) -> list[Match]:
    """The matches of all stages."""
    return [match for stage in stages for match in stage]


def test_a_bracket_is_placed_by_stages() -> None:
    """Those who went out in the same stage share a place."""
    matches = flat(played(PAIRS, entrants(6)))
    placed = placing(PAIRS, entrants(6), matches, {1: (90, 1), 6: (70, 1)})
    assert [(1, 1), (2, 2), (3, 3), (3, 4), (5, 5), (5, 6)] == ranks(placed)
    assert (Placed(1, 1, 90, 1, 3), Placed(5, 6, 70, 1, 1)) == (placed[0], placed[-1])


def test_finalists_are_placed_by_the_final() -> None:
    """Whatever they had before."""
    plan = Plan("knockout", group=4, advance=2)
    matches = flat(played(plan, entrants(4), points=lambda _, entrant_id: min(entrant_id, 3)))
    assert [(1, 3), (2, 4), (3, 2), (4, 1)] == ranks(placing(plan, entrants(4), matches, {}))


def test_points_place_all_others() -> None:
    """Over all quizzes; the champion of a tie is before those who were as good, and they share the next place."""
    plan = Plan("open", quizzes=2)
    matches = [Match(1, 1, (1, 2, 3), 3, advancing=(1, 2, 3)), Match(2, 1, (1, 2, 3), advancing=(3,))]
    placed = placing(plan, entrants(4), matches, {1: (50, 2), 2: (50, 3), 3: (50, 1)})
    assert [(1, 3), (2, 1), (2, 2), (4, 4)] == ranks(placed)
    assert [2, 2, 2, 0] == [one.reached for one in placed]


def test_the_disqualified_are_last() -> None:
    """Together, whatever they had; who withdrew keeps what they reached."""
    matches = flat(played(PAIRS, entrants(4)))
    states = {2: "disqualified", 3: "withdrawn", 4: "disqualified"}
    taking_part = [replace(one, state=states.get(one.id, "in")) for one in entrants(4)]  # type: ignore[arg-type]
    assert [(1, 1), (2, 3), (3, 2), (3, 4)] == ranks(placing(PAIRS, taking_part, matches, {2: (900, 9)}))


def test_there_is_one_champion_or_none() -> None:
    """None before the end, where nobody came, and where the one who won is out."""
    matches = flat(played(PAIRS, entrants(4)))
    assert 1 == champion(entrants(4), matches)
    assert champion(entrants(4), matches[:2]) is None
    assert champion(entrants(4), [Match(1, 1, (1, 2))]) is None
    assert champion(entrants(4), []) is None
    assert champion([replace(one, state="disqualified") for one in entrants(4)], matches) is None
    nobody = flat(played(PAIRS, entrants(4), absent=lambda *_: True))
    assert champion(entrants(4), nobody) is None
    assert [(1, 1), (1, 2), (1, 3), (1, 4)] == ranks(placing(PAIRS, entrants(4), nobody, {}))
    assert [(1, 1), (1, 2)] == ranks(placing(PAIRS, entrants(2), [], {}))


@given(
    st.sampled_from(
        [PAIRS, Plan("knockout", group=5, advance=3), Plan("open", quizzes=2), Plan("teams"), Plan("open", quizzes=3)]
    ),
    st.integers(2, 40),
    st.randoms(),
)
def test_each_entrant_has_one_place(plan: Plan, count: int, dice: random.Random) -> None:
    """A place is one more than the number of those before it, and the champion alone is first."""
    taking_part: list[Entrant] = list(entrants(count))
    stages = played(plan, taking_part, points=lambda *_: dice.randint(0, 5), absent=lambda *_: dice.random() < 0.1)
    taking_part = [replace(one, state=dice.choice(["in", "in", "in", "disqualified"])) for one in taking_part]
    totals = {number: (dice.randint(-5, 5), 0) for number in range(1, count + 1)}
    placed = placing(plan, taking_part, flat(stages), totals)
    assert list(range(1, count + 1)) == sorted(one.entrant_id for one in placed)
    assert all(one.rank == 1 + sum(other.rank < one.rank for other in placed) for one in placed)
    first_id = champion(taking_part, flat(stages))
    assert first_id is None or [first_id] == [one.entrant_id for one in placed if one.rank == 1]


def test_who_wins_is_who_is_better() -> None:
    """The same points as in the test of the bracket lead to the same order."""
    matches = flat(played(PAIRS, entrants(16), points=better_seed))
    assert list(range(1, 17)) == [one.entrant_id for one in placing(PAIRS, entrants(16), matches, {})]
