"""kill -9 while a season is closed, its role moved and its result posted: each happens once."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.domain.season import Plan, turns_on
from bot.storage.database import Database
from bot.storage.quizzes import Quizzes
from bot.storage.seasons import Seasons
from playground import Playground
from tests.e2e.played import Past
from tests.e2e.stage import killed, ready_process, rows, until
from tests.e2e.test_season import QUESTIONS, day, role_below
from tests.playground.wall import Wall

CAP_S = 30.0
DAY = timedelta(days=1)
QUICK = {"CLIO_TIMING_SCHEDULE_WAKE_S": "0.1"}
SLOW_S = 0.15
"""Before each change at Discord takes effect, and again before Clio hears of it."""


class World:
    """A playground, a database beside it, and a season that ends each time Clio is away."""

    def __init__(self, discord, folder):
        self.discord = discord
        self.folder = folder
        self.role = role_below(self)

    async def season(self, number, champion, **changes):
        """A season of one day, of those before today or, with number 20, of today; three have played it."""
        guild, general = self.discord.guild().id, self.discord.channel("general").id
        on = day(number - 20)
        plan = Plan(f"Cup {number}", on, on, "UTC", general, turns_on=turns_on(on), role_id=self.role.id)
        async with await Database.open(self.folder / "clio.sqlite3") as database:
            season, _ = await Seasons(database).start(guild, replace(plan, **changes), by=3, at=0)
            assert season
            earned = {self.discord.member(champion): (90, 80), (9, "Zoe"): (1, 0), (8, "Abe"): (1, 0)}
            await Past(Quizzes(database)).quiz((guild, general), QUESTIONS, earned, at=season.starts_at + 1_000)

    async def clio_until(self, happened):
        """Clio, until it has happened; then she is killed."""
        async with ready_process(self.discord, self.folder, **QUICK) as bot:
            await until(happened, CAP_S)
            await killed(bot)

    def slowly(self):
        """Posts and changes of roles take their time, before and after they take effect."""
        for method, path in (("POST", "/channels/*/messages"), ("PUT", "/guilds/*"), ("DELETE", "/guilds/*")):
            for after in (False, True):
                self.discord.faults.delay(method, path, seconds=SLOW_S, times=None, after_effect=after)

    def results(self):
        """How many results were posted of each season."""
        texts = [seen.text for seen in self.discord.messages("general") if "Season over" in seen.text]
        return [text.split("Season over: ")[1].splitlines()[0] for text in texts]

    def has_come_to(self, step, champion, other):
        """Whether the newest season, which has the number of the step, has come so far."""
        match step:
            case 1:
                return self.is_kept("over_at IS NOT NULL")
            case 2:
                return "Champion" in self.discord.roles_of(champion)
            case 3:
                return self.is_kept("over_at IS NOT NULL") and "Champion" not in self.discord.roles_of(other)
            case 4:
                return self.is_kept("has_moved_role")
            case 5:
                return len(self.results()) >= step
            case _:
                return self.is_kept("is_told")

    def is_kept(self, column):
        """Whether the newest season has it."""
        return rows(self.folder, f"SELECT {column} FROM seasons ORDER BY id DESC LIMIT 1") == [(1,)]


@pytest.fixture
async def world(tmp_path):
    """A playground in which Clio may give roles, and does so slowly."""
    async with Playground(check="strict", rate_limits=False) as discord:
        made = World(discord, tmp_path)
        made.slowly()
        yield made


async def test_a_kill_at_each_step_tells_once(world):
    """Before and after each answer; what a kill left is done before the next season's, and nothing twice."""
    names = ["anna", "ben", "anna", "ben", "anna", "ben"]
    for number, champion in enumerate(names, 1):
        await world.season(number, champion)
        other = "anna" if champion == "ben" else "ben"
        await world.clio_until(partial(world.has_come_to, number, champion, other))
    await world.clio_until(lambda: world.is_kept("is_told"))

    assert [["Champion"], []] == [world.discord.roles_of(name)[-1:] for name in ("ben", "chiara")]
    assert "Champion" not in world.discord.roles_of("anna")
    assert [f"Cup {number}" for number in range(1, 7)] == world.results()
    assert [(6,)] == rows(world.folder, "SELECT COUNT(*) FROM season_champions")
    assert [(1,)] == rows(world.folder, "SELECT SUM(has_role) FROM season_champions")


async def test_a_season_turns_at_midnight_while_clio_runs(world, tmp_path):
    """By her own clock: its result comes, and the next one begins at the moment of its end."""
    wall = Wall(tmp_path)
    await world.season(20, "ben", repeat="monthly")
    async with ready_process(world.discord, world.folder, **QUICK, **wall.environment):
        before = world.results()
        world.discord.move_clock(DAY)
        wall.move(DAY)
        await until(lambda: rows(world.folder, "SELECT is_told FROM seasons") == [(1,), (0,)], CAP_S)

    assert ([], ["Cup 20"]) == (before, world.results())
    [(_, ended_at), (began_at, _)] = rows(world.folder, "SELECT starts_at, ends_at FROM seasons ORDER BY id")
    assert ended_at == began_at


@pytest.mark.torture(few=1, many=60)
async def test_a_kill_at_any_moment_tells_once(world, seed):
    """However often it is killed meanwhile."""
    dice = random.Random(seed)
    await world.season(1, "ben")
    while dice.random() < 0.6:
        async with ready_process(world.discord, world.folder, **QUICK) as bot:
            await asyncio.sleep(dice.random() * 8 * SLOW_S)
            await killed(bot)
    await world.clio_until(lambda: world.is_kept("is_told"))

    assert ["Cup 1"] == world.results()
    assert ["Champion"] == world.discord.roles_of("ben")
