"""How soon what-ifs are posted that are due in many servers at once, and how fast /fact is answered meanwhile."""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.load import Answers, acts_of, on_timetable
from benchmarks.runs import CLIO, Run, rested, running
from benchmarks.table import Row, at_most
from benchmarks.worlds import world_of
from bot.domain.schedule import Weekly
from bot.scheduler import AT_ONCE
from bot.storage.database import Database
from bot.storage.schedules import Plan as Schedule
from bot.storage.schedules import Schedules, milliseconds
from playground import Playground

PROMISED = 10_000  # servers
WITHIN_S, P99_LIMIT = 12 * 60.0, 2.0
REFUSED_LIMIT = 0.005  # of requests; far from the 10,000 in ten minutes for which Discord bans an address
_REQUESTS = 3  # for each: card, thread, poll
_RATE = 50.0  # commands a second
_PLACE = "books"
_LEAD_EACH_S = 0.004
_SETTLED_S = 2.5  # longer than discord.py waits for further guilds


@dataclass(frozen=True)
class Plan:
    """How much is done."""

    guilds: int = 1_000
    idle_s: float = 10.0
    """At least so long /fact is asked for before."""
    lead_s: float = 10.0
    """At least so long Clio has to start; with many servers more."""
    step_s: float = 5.0
    """So long /fact is asked for between looks at whether all is posted."""


async def rows(folder: Path, packs: Sequence[Path], plan: Plan) -> list[Row]:
    """The rows of what-ifs with thread and poll in one minute, a server each, at the pace of the real Discord."""
    world = world_of(plan.guilds)
    places = [
        channel.id for one in world.guilds.values() for channel in one.channels.values() if channel.name == _PLACE
    ]
    folder /= "schedules"
    folder.mkdir(parents=True)
    lead_s = plan.lead_s + _LEAD_EACH_S * plan.guilds + plan.idle_s
    due_at = (datetime.now(UTC) + timedelta(seconds=lead_s + 60)).replace(second=0, microsecond=0)
    await _schedule(folder / "clio.sqlite3", dict(zip(world.guilds, places, strict=True)), due_at)
    async with running(CLIO, folder, world, packs=packs) as clio:
        acts = acts_of(clio.playground)
        await on_timetable(clio, acts, _RATE, 1)
        await rested(clio, _SETTLED_S)
        idle = await on_timetable(clio, acts, _RATE, due_at.timestamp() - time.time() - 1)
        await asyncio.sleep(due_at.timestamp() - time.time())
        busy = [await on_timetable(clio, acts, _RATE, plan.step_s)]
        give_up_at = time.monotonic() + 2 * WITHIN_S
        while not await asyncio.to_thread(_are_posted, clio.database, plan.guilds) and time.monotonic() < give_up_at:
            busy.append(await on_timetable(clio, acts, _RATE, plan.step_s))
        took_s, furthest = await asyncio.to_thread(_kept, clio.database)
        wrong = sum(_there(clio.playground, place) != (1, 1, 1) for place in places)
        return _rows(plan, clio, idle, busy, took_s, furthest, wrong)


async def _schedule(database: Path, places: dict[int, int], due_at: datetime) -> None:
    """A weekly what-if for each server, due for the first time at that moment."""
    async with await Database.open(database) as db:
        schedules, at = Schedules(db), milliseconds(due_at - timedelta(days=1))
        plans = [
            Schedule(
                guild_id=guild_id,
                kind="whatif",
                rhythm=Weekly(frozenset({due_at.weekday()})),
                at=due_at.time(),
                time_zone="UTC",
                channel_id=channel_id,
                is_forum=False,
                opens_thread=True,
                has_poll=True,
            )
            for guild_id, channel_id in places.items()
        ]
        await asyncio.gather(*(schedules.add(plan, next_due_at=milliseconds(due_at), by=1, at=at) for plan in plans))


def _are_posted(database: Path, count: int) -> bool:
    """Whether all are."""
    with closing(sqlite3.connect(database)) as connection:
        [(posted,)] = connection.execute("SELECT COUNT(*) FROM scheduled_posts WHERE state = 'posted'").fetchall()
    return bool(posted == count)


def _kept(database: Path) -> tuple[float, int]:
    """Seconds from the due moment to the last post; how many places a card was before or behind its turn at most."""
    with closing(sqlite3.connect(database)) as connection:
        [(took_ms,)] = connection.execute("SELECT MAX(posted_at - due_at) FROM scheduled_posts").fetchall()
        in_turn = connection.execute("SELECT schedule_id FROM scheduled_posts ORDER BY card_message_id").fetchall()
    return took_ms / 1000, max(abs(place - schedule_id) for place, (schedule_id,) in enumerate(in_turn, 1))


def _there(playground: Playground, place_id: int) -> tuple[int, int, int]:
    """How many cards, threads and polls are there."""
    place = playground.channel(place_id)
    guild = playground.world.guilds[place.guild_id or 0]
    threads = [thread for thread in guild.threads.values() if thread.parent_id == place_id]
    polls = sum("poll" in message.data for thread in threads for message in thread.messages.values())
    return len(place.messages), len(threads), polls


def _rows(
    plan: Plan, clio: Run, idle: Answers, busy: Sequence[Answers], took_s: float, furthest: int, wrong: int
) -> list[Row]:
    answers = Answers(
        [latency_s for one in busy for latency_s in one.latencies_s],
        sum(one.unanswered for one in busy),
        sum(one.cpu_s * len(one.latencies_s) for one in busy) / max(1, sum(len(one.latencies_s) for one in busy)),
    )
    hits, requests = clio.playground.limits.hits, plan.guilds * _REQUESTS
    of_all = f"{plan.guilds:,} what-ifs with thread and poll, due at once"
    promised_s = took_s * PROMISED / plan.guilds
    compared = answers.p99_s / idle.p99_s
    return [
        at_most(
            of_all + (f"; {PROMISED:,} at this pace" if plan.guilds != PROMISED else ""),
            "",
            f"{took_s:.0f} s, {plan.guilds / took_s:.1f}/s",
            promised_s,
            WITHIN_S,
            "{:.0f} s",
        ),
        at_most("cards, threads or polls missing or twice", "", str(wrong), wrong, 0, "{:.0f}"),
        at_most(
            "refused for their pace, and sent again",
            "",
            f"{hits} of {requests:,}",
            hits / requests,
            REFUSED_LIMIT,
            "{:.1%}",
        ),
        at_most("furthest from its place, the oldest first", "", str(furthest), furthest, AT_ONCE, "{:.0f}"),
        at_most(
            f"/fact at {_RATE:.0f}/s meanwhile, 99th percentile",
            f"{idle.p99_s * 1e3:.2f} ms idle",
            f"{answers.p99_s * 1e3:.2f} ms",
            compared,
            P99_LIMIT,
            "{:.2f} ×",
        ),
        at_most(
            "not answered",
            str(idle.unanswered),
            str(answers.unanswered),
            idle.unanswered + answers.unanswered,
            0,
            "{:.0f}",
        ),
    ]
