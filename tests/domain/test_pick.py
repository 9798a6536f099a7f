"""No repeats before all have been shown."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pick import Marks, pick
from bot.domain.shelf import Pool
from tests.domain.samples import fact

FACTS = Pool(fact(number) for number in range(60))


@given(size=st.integers(1, 60), seed=st.integers())
def test_as_many_draws_as_items_show_them_all(size: int, seed: int) -> None:
    """Every item comes once before any comes again, and what is left is counted down."""
    dice, shown, pool = random.Random(seed), Marks(), Pool(FACTS[:size])
    for draw in range(size):
        chosen = pick(pool, shown, dice)
        assert chosen.item.id not in shown
        assert (size - draw - 1, size, False) == (chosen.unseen, chosen.total, chosen.started_over)
        shown.mark(chosen.item.id, draw)
    assert size == len(shown)


@given(size=st.integers(1, 12), seed=st.integers())
def test_after_the_last_it_starts_over_with_the_oldest(size: int, seed: int) -> None:
    """The second round has the order of the first."""
    dice, shown, order = random.Random(seed), Marks(), list[str]()
    for draw in range(2 * size):
        chosen = pick(FACTS[:size], shown, dice)
        assert (draw >= size) == chosen.started_over
        order.append(chosen.item.id)
        shown.mark(chosen.item.id, draw)
    assert order[:size] == order[size:]


@given(seed=st.integers(), turns=st.lists(st.integers(0, 2), min_size=60, max_size=120))
def test_filters_in_alternation_share_what_was_shown(seed: int, turns: list[int]) -> None:
    """Whatever the order in which overlapping filters are asked, none repeats while it has an unseen item."""
    dice, shown = random.Random(seed), Marks()
    pools = [Pool(FACTS[:20]), Pool(FACTS[10:40]), FACTS]
    for draw, turn in enumerate(turns):
        left = sum(item.id not in shown for item in pools[turn])
        chosen = pick(pools[turn], shown, dice)
        assert chosen.item in pools[turn]
        assert (max(0, left - 1), left == 0) == (chosen.unseen, chosen.started_over)
        assert left == 0 or chosen.item.id not in shown
        shown.mark(chosen.item.id, draw)
        shown.mark(f"tt-q{draw}", draw)


def test_every_unseen_item_is_as_likely() -> None:
    """Half of them seen or all but five of them: the rest are picked evenly."""
    dice = random.Random(7)
    for left in (30, 5):
        shown = {item.id: 0 for item in FACTS[left:]}
        counts = Counter(pick(FACTS, shown, dice).item.id for _ in range(200 * left))
        assert left == len(counts)
        # 200 expected of each, standard deviation 14; five of them either way.
        assert all(130 <= count <= 270 for count in counts.values())


def test_the_last_unseen_one_is_found() -> None:
    """Also where random throws are unlikely to meet it."""
    many = Pool(fact(number) for number in range(2000))
    shown = {item.id: 0 for item in many if item.id != "tt-f1234"}
    assert {("tt-f1234", 0)} == {
        (chosen.item.id, chosen.unseen) for chosen in (pick(many, shown, random.Random(seed)) for seed in range(5))
    }


def test_what_was_shown_longest_ago_comes_again() -> None:
    """Once all were shown, with marks as with any mapping."""
    shown = {"tt-f2": 1, "tt-f0": 2, "tt-f1": 3}
    for marks in (shown, Marks(shown.items())):
        chosen = pick(Pool(FACTS[:3]), marks, random.Random(1))
        assert ("tt-f2", 0, 3, True) == (chosen.item.id, chosen.unseen, chosen.total, chosen.started_over)
        assert 1 == marks[chosen.item.id]
        assert "tt-f3" == pick(Pool(FACTS[:4]), marks, random.Random(1)).item.id


def test_marks_of_other_items_do_not_count() -> None:
    """What was shown of another kind changes nothing."""
    chosen = pick(FACTS[:1], {f"tt-q{number}": number for number in range(9)}, random.Random(1))
    assert (0, 1, False) == (chosen.unseen, chosen.total, chosen.started_over)


def test_marks_are_kept_in_the_order_of_showing() -> None:
    """What is shown again goes to the end; the count of a pool follows, and is right for another pool too."""
    marks = Marks([("tt-f1", 1), ("tt-f2", 2)])
    few, all_of_them = Pool(FACTS[:3]), FACTS
    counts = [marks.seen(few)]
    for at, item_id in enumerate(["tt-f1", "tt-f0", "tt-f40"], 3):
        marks.mark(item_id, at)
        counts.append(marks.seen(few))
    assert {"tt-f2": 2, "tt-f1": 3, "tt-f0": 4, "tt-f40": 5} == marks
    assert ["tt-f2", "tt-f1", "tt-f0", "tt-f40"] == [*marks]
    assert [2, 2, 3, 3] == counts
    assert 4 == marks.seen(all_of_them)


def test_nothing_can_be_picked_from_nothing() -> None:
    """The caller refuses first."""
    with pytest.raises(ValueError, match="nothing to pick from"):
        pick(Pool(), {}, random.Random(1))
