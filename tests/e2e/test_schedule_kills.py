"""kill -9 at any step of a scheduled post: each due moment still has one post."""

import asyncio
import contextlib
import random
from datetime import UTC, datetime, timedelta

import pytest

from playground import Playground
from tests.e2e.scheduling import (
    CAP_S,
    QUICK,
    came,
    cards,
    is_kept,
    polls,
    schedule,
    settled,
    staff_channel,
    states,
    threads,
    told,
)
from tests.e2e.stage import killed, ready_process, until
from tests.playground.wall import Wall

SLOW_S = 0.15
"""Before each post of Clio's takes effect, and again before she hears of it."""


class Clios:
    """A playground and a Clio who can be killed in it, on one database."""

    def __init__(self, discord, folder):
        self.discord = discord
        self.folder = folder

    def clio(self, **given):
        """Clio as a process of her own, who can be used; killed at the end."""
        return ready_process(self.discord, self.folder, **QUICK | given)

    @contextlib.contextmanager
    def slowly(self):
        """What Clio posts takes its time."""
        faults = [
            self.discord.faults.delay("POST", "/channels/*", seconds=SLOW_S, times=None, after_effect=after)
            for after in (False, True)
        ]
        yield
        for fault in faults:
            fault.end()

    async def post_now(self):
        """A moderator wants the first schedule's post at once."""
        anna = self.discord.member("anna")
        await anna.click(await anna.slash("quiz", "schedule now", schedule="1"), "As well as the next run")


class Days(Clios):
    """The same, where time passes when a test says so."""

    def __init__(self, discord, folder):
        super().__init__(discord, folder)
        self.wall = Wall(folder)

    def clio(self, **given):
        """Clio as a process whose clock is moved from outside."""
        return super().clio(**self.wall.environment, **given)

    def pass_(self, by):
        """It is so much later, for everybody."""
        self.discord.move_clock(by)
        self.wall.move(by)

    def now(self):
        """The moment that it is for everybody."""
        return datetime.fromtimestamp(self.discord.world.clock(), UTC)


@contextlib.asynccontextmanager
async def world(folder, kind=Clios):
    """A playground with a staff channel and a database, before Clio is started."""
    async with Playground(check="strict", rate_limits=False) as discord:
        await staff_channel(discord, folder)
        yield kind(discord, folder)


def posts(discord, place):
    """For each due moment how many cards and polls stand in its thread."""
    return [(len(cards(discord, thread)), len(polls(discord, thread))) for thread in threads(discord, place)]


WHOLE = {"general": (0, 1), "what-if": (1, 1)}
"""What stands in the thread of a post: of a forum's the card, and the poll."""


def seen_in_channel(discord, count):
    """What can be seen of the newest post in a channel after each step, if `count` posts came before."""
    return [
        lambda: len(cards(discord, "general")) > count,
        lambda: len(threads(discord, "general")) > count,
        lambda: len(threads(discord, "general")) > count and posts(discord, "general")[-1] == (0, 1),
    ]


def seen_in_forum(discord, count):
    """The same for a forum."""
    return [
        lambda: len(threads(discord, "what-if")) > count,
        lambda: len(threads(discord, "what-if")) > count and posts(discord, "what-if")[-1] == (1, 1),
    ]


@pytest.mark.parametrize(("place", "seen"), [("general", seen_in_channel), ("what-if", seen_in_forum)])
async def test_a_kill_at_each_step_posts_once(tmp_path, place, seen):
    """Before and after the answer to every post that belongs to it."""
    async with world(tmp_path) as here:
        discord = here.discord
        await schedule(
            discord, tmp_path, place=place, due=timedelta(hours=12), opens_thread=place == "general", has_poll=True
        )
        columns = ["first_try_at", "card_message_id", *(["thread_id"] if place == "general" else [])]
        kept = [lambda column=column: is_kept(tmp_path, column) for column in columns]
        steps = len(kept) + len(seen(discord, 0))
        with here.slowly():
            for count in range(steps):
                async with here.clio() as bot:
                    await settled(tmp_path, count)
                    assert [WHOLE[place]] * count == posts(discord, place)
                    await here.post_now()
                    await until([*kept, *seen(discord, count)][count], CAP_S)
                    await killed(bot)
                assert [True] == [one.is_open for one in came(tmp_path)[count:]]
            async with here.clio():
                await settled(tmp_path, steps)
        assert [WHOLE[place]] * steps == posts(discord, place)
        assert ["posted"] * steps == states(tmp_path)
        assert steps == len({one.item_id for one in came(tmp_path)})
        assert [] == told(discord)


@pytest.mark.torture(few=1, many=100)
async def test_a_kill_at_any_moment_posts_once(tmp_path, seed):
    """However often it is killed while it posts."""
    dice = random.Random(seed)
    place = dice.choice(["general", "what-if"])
    async with world(tmp_path) as here:
        discord = here.discord
        await schedule(discord, tmp_path, place=place, opens_thread=place == "general", has_poll=True)
        with here.slowly():
            while True:
                async with here.clio() as bot:
                    await until(lambda: states(tmp_path) != [], CAP_S)
                    await asyncio.sleep(dice.random() * 7 * SLOW_S)
                    await killed(bot)
                if dice.random() < 0.6:
                    break
        async with here.clio():
            await settled(tmp_path)
        assert [WHOLE[place]] == posts(discord, place)
        assert len(cards(discord, "general")) == (place == "general")
        assert ["posted"] == states(tmp_path)
