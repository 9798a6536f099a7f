"""The bench measures what is there, and says so where something is wrong."""

import math

import aiohttp
import pytest

from benchmarks import competitions, schedules
from benchmarks.highest_rate import Step, compared
from benchmarks.load import acts_of, on_timetable, percentile
from benchmarks.players import PLAYERS
from benchmarks.quizzes import Plan, rows
from benchmarks.runs import BARE, NULL, Failed, Program, running
from benchmarks.synthetic import IN_A_PACK, on_disk
from benchmarks.table import Row, at_least, at_most, kept, printed
from benchmarks.worlds import CHANNELS, ROLES, quiz_world, world_of
from bot.storage.packs import read_packs
from playground import Violations


@pytest.mark.parametrize("program", [BARE, NULL], ids=lambda program: program.name)
async def test_a_second_of_commands_is_answered(tmp_path, program):
    """Each command of the timetable has its answer, later than it was sent and within Discord's three seconds."""
    async with running(program, tmp_path, world_of(2)) as run:
        answers = await on_timetable(run, acts_of(run.playground), 20, 1)
        assert run.memory_mib > 10
    assert (20, 0) == (len(answers.latencies_s), answers.unanswered)
    assert 0 < min(answers.latencies_s) <= answers.median_s <= answers.p99_s < 3


async def test_a_bot_that_hangs_is_seen(tmp_path):
    """Commands without an answer count as endless waits."""
    async with running(NULL, tmp_path, world_of(1)) as run:
        run.playground.interactions.deadlines.first_response_s = 0.1
        run.process.suspend()
        answers = await on_timetable(run, acts_of(run.playground), 100, 0.05)
        run.process.resume()
    assert (5, []) == (answers.unanswered, answers.latencies_s)
    assert math.inf == answers.median_s == answers.p99_s


async def test_wrong_traffic_fails_the_run(tmp_path):
    """A request that Discord does not know ends the measurement."""
    with pytest.raises(Violations, match="not there"):
        async with running(NULL, tmp_path, world_of(1)) as run, aiohttp.ClientSession() as http:
            await http.get(f"{run.playground.api_url}/nowhere")


async def test_a_bot_that_does_not_start_is_seen(tmp_path):
    """What it said last is told."""
    with pytest.raises(Failed, match="No module named"):
        async with running(Program("broken", ("-m", "benchmarks.nothing")), tmp_path, world_of(1)):
            pass


async def test_quizzes_are_played_to_their_end(tmp_path):
    """Each guess of a small run has its answer and is on the disk after the kill; no reveal is a second late."""
    plan = Plan(quizzes=2, pace=0.02, bare_s=0.5, searches=1, step_s=0.1)
    found = {row.what: row for row in await rows(tmp_path, (), plan)}
    assert True is found["not answered"].passed
    assert True is found["slowest reveal after deadline and grace"].passed
    [kept] = [row for what, row in found.items() if "missing after kill" in what]
    assert ("0", True) == (kept.clio, kept.passed)
    assert plan.quizzes * PLAYERS * 5 < int(kept.what.split()[1].replace(",", ""))


async def test_scheduled_posts_are_waited_for_and_counted(tmp_path):
    """All that is due in a small run is posted once, and seen in the playground."""
    plan = schedules.Plan(guilds=3, idle_s=0, lead_s=-61, step_s=0.5)  # due a moment ago
    found = {row.what: row for row in await schedules.rows(tmp_path, (), plan)}
    assert ("0", True) == (found["cards, threads or polls missing or twice"].clio, found["not answered"].passed)
    assert "3 what-ifs with thread and poll, due at once; 10,000 at this pace" in found


async def test_a_knockout_is_begun_and_played(tmp_path):
    """Its announcement, rooms and guesses are seen; draws and pictures are timed."""
    plan = competitions.Plans(entrants=4, pace=0.02, bare_s=1.0, lead_s=6.0)
    found = {row.what: row for row in await competitions.rows(tmp_path, (), plan)}
    assert ("0", True) == (found["not answered"].clio, found["not answered"].passed)
    assert True is found["last room open after its start"].passed
    assert 1 == sum("2 matches at once" in what for what in found)
    assert 10 == len(found)


def test_each_server_has_players_of_its_own():
    """Nobody but the starter of all quizzes and the bot is in two of them."""
    guilds = [guild.members.keys() for guild in quiz_world(2, PLAYERS).guilds.values()]
    assert [PLAYERS + 2] * 2 == list(map(len, guilds))
    assert 2 == len(guilds[0] & guilds[1])


def test_a_target_can_be_missed():
    """A figure on the wrong side of its limit is called missed, one on it passes."""
    assert [True, False] == [at_most("", "", "", figure, 1.2, "{}").passed for figure in (1.2, 1.21)]
    assert [True, False] == [at_least("", "", "", figure, 0.8, "{}").passed for figure in (0.8, 0.79)]
    assert "MISSED" in printed([at_most("median", "1 ms", "2 ms", 2, 1.2, "{:.1f} ×")])
    assert "| median | 1 ms | 2 ms | 2.0 × | ≤ 1.2 × | MISSED |" in kept(
        [at_most("median", "1 ms", "2 ms", 2, 1.2, "{:.1f} ×")], [], []
    )


def test_a_highest_rate_counts_only_below_half_of_the_playgrounds():
    """Where the playground itself is nearly as slow as the bare bot, nothing is said of Clio."""
    assert [True, True] == _passed(compared([_turn(1000, 900, 2000)]))
    assert [False, True] == _passed(compared([_turn(1000, 700, 2000)]))
    assert [None, False] == _passed(compared([_turn(1000, 900, 1900)]))
    assert [None, False] == _passed(compared([_turn(0, 900, 2000)]))


def test_highest_rates_are_compared_within_their_turn():
    """A machine that is twice as fast in one turn changes no ratio, and one turn that went wrong does not count."""
    rows = compared([_turn(1000, 900, 2200), _turn(2000, 1800, 4400), _turn(1000, 100, 1000)])
    assert ["0.90 ×", "2.20 × bare"] == [row.compared for row in rows[:2]]


def test_a_percentile_is_a_value_that_was_measured():
    """99 of a hundred are not above the 99th percentile."""
    assert (98, 49, 1) == (percentile(range(100), 99), percentile(range(100), 50), percentile([1], 99))


def test_synthetic_packs_are_packs(tmp_path):
    """They read without a fault, and the same ones are written each time."""
    folders = on_disk(tmp_path / "one", 2)
    packs = read_packs(folders, None)
    assert [sum(IN_A_PACK.values())] * 2 == [len(pack.items) for pack in packs]
    assert packs == read_packs(on_disk(tmp_path / "two", 2), None)


def test_worlds_are_furnished():
    """Each guild has its channels, its roles beside everyone's, and the bot."""
    world = world_of(3)
    assert [(CHANNELS, ROLES)] * 3 == [(len(guild.channels), len(guild.roles)) for guild in world.guilds.values()]
    assert all(world.application.bot.id in guild.members for guild in world.guilds.values())


def _turn(*rates: float) -> list[Step]:
    return [Step(rate) for rate in rates]


def _passed(rows: list[Row]) -> list[bool | None]:
    return [row.passed for row in rows if row.target]
