"""kill -9 while members play the daily challenge: what they were told is kept, and nothing is answered twice."""

import asyncio
import contextlib
import random
import re
import sqlite3
from functools import partial

import pytest

from playground import InteractionFailed, Playground, Refused
from tests.e2e.competing import big_world
from tests.e2e.stage import killed, ready_process, until
from tests.e2e.test_daily import asked

CAP_S = 60.0


def result_of(shown):
    """The line to share, once there is one."""
    line = re.search(r"Clio daily \d+ · (\d)/5", shown.text)
    return line and int(line[1])


def have_told(players, count):
    """Whether so many answers were told, all together."""
    return sum(len(player.told) for player in players) >= count


class Player:
    """A member who answers until the result is there, and remembers what was told."""

    def __init__(self, member, dice, catalogue):
        self.member = member
        self.told = {}
        self.right = None
        self._dice = dice
        self._catalogue = catalogue

    async def play(self):
        """Goes on where it was; a Clio who is gone is asked again."""
        while self.right is None:
            with contextlib.suppress(InteractionFailed, Refused, TimeoutError):
                await self._go_on()
            await asyncio.sleep(0.01)

    async def _go_on(self):
        shown = await self.member.slash("general", "daily")
        if result_of(shown) is None:
            begin = next(label for label in ("Begin", "Go on") if label in shown.buttons)
            shown = await self.member.click(shown, begin, timeout=2)
        while result_of(shown) is None:
            question, right, wrong = asked(shown, self._catalogue)
            told = await self.member.click(shown, self._dice.choice([right, wrong]), timeout=2)
            self.told[question.id] = "✅ **Right**" in told.text
            shown = await self.member.click(told, told.buttons[0], timeout=2)
        self.right = result_of(shown)


@pytest.mark.parametrize("seed", range(2))
async def test_a_kill_loses_no_answer_that_was_told(tmp_path, catalogue, seed):
    """Eight play while Clio is killed again and again; each ends with one result, which is what they were told."""
    dice = random.Random(seed)
    world, people, _ = big_world(8)
    async with Playground(check="strict", rate_limits=False, world=world) as discord:
        players = [
            Player(discord.member(user.username), random.Random(f"{seed}:{user.id}"), catalogue) for user in people
        ]
        playing = asyncio.gather(*(player.play() for player in players))
        async with asyncio.timeout(CAP_S):
            for told in (dice.randint(1, 10), dice.randint(11, 25), None):
                async with ready_process(discord, tmp_path) as bot:
                    if told is None:  # the rest; what was kept and not told is not told twice
                        await playing
                    else:
                        await until(partial(have_told, players, told), CAP_S)
                        assert not playing.done()
                    await killed(bot)

    with contextlib.closing(sqlite3.connect(tmp_path / "clio.sqlite3")) as database:
        [(ids,)] = database.execute("SELECT question_ids FROM dailies").fetchall()
        kept = {
            (user_id, number): bool(is_right)
            for user_id, number, is_right in database.execute(
                "SELECT user_id, number, is_right FROM daily_answers WHERE answered_at IS NOT NULL"
            )
        }
        finished = database.execute("SELECT COUNT(*) FROM daily_plays WHERE finished_at IS NOT NULL").fetchone()
    numbers = {question_id: number for number, question_id in enumerate(re.findall(r'"([^"]+)"', ids), 1)}
    assert 8 * 5 == len(kept)
    assert (8,) == finished
    for player in players:
        mine = {number: right for (user_id, number), right in kept.items() if user_id == player.member.id}
        assert {numbers[question_id]: right for question_id, right in player.told.items()}.items() <= mine.items()
        assert player.right == sum(mine.values())
