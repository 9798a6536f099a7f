"""A stage asks what no stage before it asked, as long as there is anything else."""

import random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.packet import packet
from tests.domain.samples import question

QUESTIONS = [question(number) for number in range(1, 11)]
IDS = [one.id for one in QUESTIONS]


def test_unseen_questions_come_first() -> None:
    """Then those shown longest ago."""
    marks = {one: at for at, one in enumerate(IDS[:8])}
    drawn = packet(QUESTIONS, (), marks, 4, random.Random(1))
    assert set(IDS[8:]) == set(drawn[:2])
    assert [IDS[0], IDS[1]] == list(drawn[2:])


def test_nothing_of_an_earlier_stage_comes_again_before_all_were_asked() -> None:
    """Whether the guild has seen it or not."""
    drawn = packet(QUESTIONS, IDS[:8], {IDS[8]: 1, IDS[9]: 2}, 3, random.Random(1))
    assert set(IDS[8:]) == set(drawn[:2])
    assert drawn[2] in IDS[:8]


@given(st.sets(st.sampled_from(IDS)), st.sets(st.sampled_from(IDS)), st.integers(0, 12), st.integers())
def test_no_question_is_asked_twice_in_a_stage(earlier: set[str], seen: set[str], count: int, seed: int) -> None:
    """There are as many as are wanted, or all; the same seed draws the same."""
    drawn = packet(QUESTIONS, earlier, dict.fromkeys(seen, 1), count, random.Random(seed))
    assert min(count, 10) == len(set(drawn)) == len(drawn)
    assert drawn == packet(QUESTIONS, earlier, dict.fromkeys(seen, 1), count, random.Random(seed))
    assert min(count, 10 - len(earlier)) == len(set(drawn) - earlier)
