"""Scheduled posts for the tests: schedules that are due, a Clio who is quick about them, and what came of it."""

import contextlib
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.schedule import Weekly, next_due
from bot.storage.database import Database
from bot.storage.schedules import Plan, Schedules, milliseconds
from playground import Playground
from playground.world import FORUM
from tests.e2e.stage import Stage, until

QUICK = {"CLIO_TIMING_SCHEDULE_WAKE_S": "0.1", "CLIO_TIMING_SCHEDULE_PACE": "0.01"}
"""Tries at 0, 0.6, 3, 8.4 and 18 seconds."""

HASTY = {"CLIO_TIMING_SCHEDULE_WAKE_S": "0.1", "CLIO_TIMING_SCHEDULE_PACE": "0.0003"}
"""All tries within 0.6 seconds."""

CAP_S = 20.0
DAILY = Weekly(frozenset(range(7)))
STAFF = 1
"""Who made the schedules."""


def utc_now():
    """The clock of this process, which the playground shares."""
    return datetime.now(UTC)


async def schedule(
    discord, folder, *, place="general", due=timedelta(minutes=-1), since=timedelta(minutes=-30), **plan
):
    """A daily schedule in the database; `due` from now is one of its due moments, to the minute; gives its number."""
    channel = discord.channel(place)
    at = (utc_now() + due).replace(second=0, microsecond=0)
    wanted = {
        "guild_id": channel.guild_id,
        "kind": "whatif",
        "rhythm": DAILY,
        "at": at.time(),
        "time_zone": "UTC",
        "channel_id": channel.id,
        "is_forum": channel.type == FORUM,
    }
    made_at = utc_now() + since
    async with await Database.open(folder / "clio.sqlite3") as database:
        kept = Plan(**wanted | plan)
        next_due_at = milliseconds(next_due(kept.rule, made_at))
        return await Schedules(database).add(kept, next_due_at=next_due_at, by=STAFF, at=milliseconds(made_at))


def changed(folder, change, schedule_id):
    """Changes a schedule behind Clio's back; gives its next due moment."""
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database, database:
        [(next_due_at,)] = database.execute(
            f"UPDATE schedules SET {change} WHERE id = ? RETURNING next_due_at", (schedule_id,)
        ).fetchall()
    return next_due_at


async def staff_channel(discord, folder):
    """The staff reads its notices in #staff."""
    async with await Database.open(folder / "clio.sqlite3") as database, database.transaction() as tx:
        channel = discord.channel("staff")
        await tx.execute(
            "INSERT INTO guild_settings (guild_id, staff_channel_id) VALUES (?, ?)", (channel.guild_id, channel.id)
        )


@dataclass(frozen=True)
class Came:
    """What is kept of a due moment."""

    schedule_id: int
    due_at: int
    state: str
    item_id: str
    is_late: int
    tries: int
    is_open: int
    why: str


def came(folder):
    """What came of all due moments so far, in their order; also while Clio runs."""
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database:
        rows = database.execute(
            "SELECT schedule_id, due_at, state, item_id, is_late, tries, next_try_at IS NOT NULL, why "
            "FROM scheduled_posts ORDER BY due_at, schedule_id"
        ).fetchall()
    return [Came(*row) for row in rows]


def states(folder):
    """Their states."""
    return [one.state for one in came(folder)]


def is_kept(folder, column):
    """Whether the one post that is open has this."""
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database:
        rows = database.execute(
            f"SELECT {column} IS NOT NULL FROM scheduled_posts WHERE next_try_at IS NOT NULL"
        ).fetchall()
    return rows == [(1,)]


async def settled(folder, count=1):
    """Returns as soon as so many due moments are dealt with for good."""
    await until(lambda: sum(not one.is_open for one in came(folder)) >= count, CAP_S)


def cards(discord, place):
    """The scheduled cards in a channel."""
    return [seen for seen in discord.messages(place) if any(_has_mark(part) for part in seen.components)]


def _has_mark(component):
    parts = component.get("custom_id", "").split(":")
    return len(parts) > 1 and "." in parts[-1]


def polls(discord, place):
    """The messages with a poll."""
    return [seen for seen in discord.messages(place) if seen.poll]


def threads(discord, place):
    """The threads below a channel, the oldest first."""
    parent = discord.channel(place)
    return sorted(
        (thread for thread in discord.guild().threads.values() if thread.parent_id == parent.id),
        key=lambda thread: thread.id,
    )


def told(discord):
    """What the staff reads."""
    return [seen.text for seen in discord.messages("staff")]


@contextlib.asynccontextmanager
async def scheduled_stage(folder, **given):
    """A playground, and a Clio who is started by the test, after it has made its schedules."""
    async with Playground(check="strict", rate_limits=False) as discord:
        await staff_channel(discord, folder)
        stage = Stage(discord, folder, QUICK | given)
        try:
            yield stage
        finally:
            await stage.stop()
