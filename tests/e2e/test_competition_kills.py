"""kill -9 in each phase of a competition: one start, one reminder, one result, one champion, and nothing twice."""

import asyncio
import random
import signal

import pytest

from bot.domain.competition import Plan
from playground import Playground
from tests.e2e.competing import (
    FAST,
    arena,
    big_world,
    by_skill,
    concluded,
    faults,
    person,
    planned,
    teams_of,
)
from tests.e2e.stage import killed, ready_process, rows, until

WHOLE_S = 60.0  # a cap
MATCHES = "SELECT 1 FROM competition_matches WHERE "
PHASES = {
    "signup": "SELECT 1 FROM competitions",
    "drawn": "SELECT 1 FROM competitions WHERE phase <> 'signup'",
    "rooms": "SELECT 1 FROM competition_rooms",
    "ready": f"{MATCHES} state IN ('open', 'playing', 'tiebreak') OR session_id IS NOT NULL",
    "playing": f"{MATCHES} session_id IS NOT NULL",
    "tiebreak": f"{MATCHES} tie_session_id IS NOT NULL",
    "between": "SELECT 1 FROM competitions WHERE stage > 1",
    "again": f"{MATCHES} session_id IS NOT NULL AND stage > 1",
    "results": "SELECT 1 FROM competitions WHERE phase = 'over'",
}
"""What the disk has from the moment when a competition is there, also where a slow machine is past it."""


def started(discord, folder):
    """The bot's process, in whose competitions nobody waits long."""
    return ready_process(discord, folder, **FAST)


async def reached(folder, phase):
    """Returns when the disk says that the competition is there."""
    await until(lambda: bool(rows(folder, PHASES[phase])), WHOLE_S)


async def killed_in(discord, folder, phases, dice):
    """Lets the bot run until a phase is reached, and kills it a moment later; phase after phase."""
    for phase in phases:
        async with started(discord, folder) as bot:
            await reached(folder, phase)
            await asyncio.sleep(dice.choice((0, 0.05, 0.4)) * dice.random())
            await killed(bot)


async def led_to_its_end(discord, folder):
    """The bot runs until nothing is left to do."""
    async with started(discord, folder) as bot:
        await concluded(folder, WHOLE_S)
        bot.send_signal(signal.SIGTERM)
        await bot.wait()


@pytest.mark.torture(few=3, many=42)
async def test_a_killed_knockout_is_played_once(tmp_path, catalogue, seed):
    """Of seven, of whom most are tied. Everything is said once and adds up."""
    dice = random.Random(seed)
    world, members, role = big_world(7)
    skill = by_skill(members, dice)
    plan = Plan("knockout", questions=5, break_s=50, ready_s=900, champion_role_id=role.id)
    phases = [*PHASES][3 * (seed % 3) :][:3]
    async with (
        Playground(check="strict", rate_limits=False, world=world) as discord,
        arena(
            discord,
            catalogue,
            lambda user, asked: bool(asked.estimate) and skill(user, asked),
        ),
    ):
        competition_id = await planned(tmp_path, discord, plan, [*map(person, members)], starts_in_s=6)
        await killed_in(discord, tmp_path, phases, dice)
        await led_to_its_end(discord, tmp_path)

        assert [] == await faults(tmp_path, discord, competition_id)
        assert 1 == sum("Champion" in discord.roles_of(user.username) for user in members)


@pytest.mark.torture(few=1, many=20)
async def test_a_killed_competition_of_teams_is_played_once(tmp_path, catalogue, seed):
    """Of four teams in two quizzes; the last may need a tie-break."""
    dice = random.Random(seed)
    world, members, _ = big_world(8)
    plan = Plan("teams", quizzes=2, questions=5, break_s=50, best_of=1)
    phases = [phase for phase in PHASES if phase not in ("rooms", "ready", "tiebreak") and dice.random() < 0.6]
    async with (
        Playground(check="strict", rate_limits=False, world=world) as discord,
        arena(discord, catalogue, by_skill(members, dice)),
    ):
        competition_id = await planned(tmp_path, discord, plan, teams_of(members, 2), starts_in_s=5)
        await killed_in(discord, tmp_path, phases, dice)
        await led_to_its_end(discord, tmp_path)

        assert [] == await faults(tmp_path, discord, competition_id)
