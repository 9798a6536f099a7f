"""The pace of requests, with moments as arguments."""

import random
from bisect import bisect_left

import pytest

from bot.pace import Pacer

LIMIT = 50  # requests a second; Discord, Rate Limits, Global


def turns(moments):
    """When requests that are asked for at these moments go out."""
    pacer = Pacer()
    return [now_s + pacer.wait_s(now_s) for now_s in moments]


@pytest.mark.parametrize("seed", range(20))
def test_no_second_has_more_requests_than_discord_allows(seed):
    """However they come: at once, after a silence, in a steady stream, in bursts."""
    dice = random.Random(seed)
    now_s, moments = 100.0, []
    for _ in range(30):
        now_s += dice.choice((0.0, 0.2, 1.0, 30.0)) * dice.random()
        moments += [now_s] * dice.randint(1, 60)
    out = turns(moments)

    assert out == sorted(out)
    assert max(bisect_left(out, first + 1) - place for place, first in enumerate(out)) < LIMIT


def test_a_few_after_a_silence_do_not_wait():
    """A quiz alone asks and reveals without delay."""
    assert pytest.approx([100.0] * 4) == turns([100.0] * 4)


def test_many_at_once_go_out_at_45_a_second():
    """Two hundred need 4.4 seconds."""
    assert pytest.approx(104.36, abs=0.05) == turns([100.0] * 200)[-1]
