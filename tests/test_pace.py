"""The pace of requests, with moments as arguments."""

import asyncio
import random
from bisect import bisect_left

import pytest

from bot.pace import Pacer

LIMIT = 50  # requests a second; Discord, Rate Limits, Global


def turns(moments, late_s=lambda: 0.0):
    """When requests that are asked for at these moments go out, one after the other, each waking so late."""
    pacer, now_s, out = Pacer(), 0.0, []
    for asked_s in moments:
        now_s = max(now_s, asked_s)
        while left_s := pacer.wait_s(now_s):
            now_s += left_s + late_s()
        out.append(now_s)
    return out


@pytest.mark.parametrize("seed", range(20))
def test_no_second_has_more_requests_than_discord_allows(seed):
    """However they come: at once, after a silence, in a steady stream, in bursts; however late a wait ends."""
    dice = random.Random(seed)
    now_s, moments = 100.0, []
    for _ in range(30):
        now_s += dice.choice((0.0, 0.2, 1.0, 30.0)) * dice.random()
        moments += [now_s] * dice.randint(1, 60)
    out = turns(moments, lambda: dice.choice((0.0, 0.0, 0.001, 0.1, 0.5)))

    assert out == sorted(out)
    assert max(bisect_left(out, first + 1) - place for place, first in enumerate(out)) < LIMIT


def test_a_few_after_a_silence_do_not_wait():
    """A quiz alone asks and reveals without delay."""
    assert pytest.approx([100.0] * 4) == turns([100.0] * 4)


def test_many_at_once_go_out_at_45_a_second():
    """Two hundred need 4.4 seconds."""
    assert pytest.approx(104.36, abs=0.05) == turns([100.0] * 200)[-1]


async def test_requests_wait_in_the_order_of_asking():
    """Who asked first goes first, and who gives up holds nobody."""
    pacer, out = Pacer(per_second=100, burst=1), []

    async def request(number):
        await pacer.turn()
        out.append(number)

    tasks = [asyncio.create_task(request(number)) for number in range(8)]
    await asyncio.sleep(0)
    tasks[3].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert [0, 1, 2, 4, 5, 6, 7] == out
