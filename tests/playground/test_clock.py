"""One clock for ids, timestamps and terms, moved by a test or from outside the process."""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from playground import Playground
from playground.due import Due
from playground.world import World
from tests.playground.clients import Bot, Login
from tests.playground.wall import Wall

ROOT = Path(__file__).resolve().parents[2]
CAP_S = 20.0
WEEK = timedelta(weeks=1)


def off(moment: datetime, by: timedelta) -> float:
    """How many seconds a moment is from `by` after now."""
    return abs((moment - datetime.now(UTC) - by).total_seconds())


async def test_ids_and_timestamps_move(pg: Playground, login: Login) -> None:
    """A moved clock moves the ids and timestamps of messages and the date of answers; ids never go back."""
    bot = await login(pg)
    channel = bot.get_channel(pg.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    before = await channel.send("before")
    pg.move_clock(WEEK)
    after = await channel.send("after")
    assert off(before.created_at, timedelta()) < 5
    assert off(after.created_at, WEEK) < 5
    edited = await after.edit(content="later")
    assert edited.edited_at is not None
    assert off(edited.edited_at, WEEK) < 5
    async with aiohttp.ClientSession() as http, http.get(f"{pg.api_url}/gateway") as response:
        assert off(parsedate_to_datetime(response.headers["Date"]), WEEK) < 5
    pg.move_clock(-WEEK)
    assert after.id < (await channel.send("back")).id


async def test_nonce_is_forgotten(pg: Playground, login: Login) -> None:
    """A nonce holds for minutes of the clock; afterwards the same one makes another message."""
    bot = await login(pg)
    channel = bot.get_channel(pg.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    first = await channel.send("weekly", nonce="7-1")
    pg.move_clock(timedelta(minutes=2))
    assert first.id == (await channel.send("weekly", nonce="7-1")).id
    pg.move_clock(timedelta(minutes=10))
    assert first.id != (await channel.send("weekly", nonce="7-1")).id
    assert 2 == len(pg.messages("general"))


async def test_interactions_and_the_clock(pg: Playground, login: Login) -> None:
    """A leap of the clock fails no answer that is under way; a quarter of an hour later its token is dead."""
    answered: list[discord.Interaction[Any]] = []

    def build(bot: Bot) -> None:
        @bot.tree.command(description="Goes on while the clock leaps")
        async def go(interaction: discord.Interaction) -> None:
            pg.move_clock(timedelta(hours=1))
            pg.move_clock(timedelta(hours=-1))
            pg.move_clock(timedelta(minutes=10))
            await interaction.response.send_message("went")
            answered.append(interaction)

    await login(pg, build)
    assert "went" == (await pg.member("ben").slash("general", "go")).text
    await pg.until(lambda: bool(answered))
    await answered[0].followup.send("in time")
    pg.move_clock(timedelta(minutes=6))
    webhook = answered[0].followup
    with pytest.raises(discord.HTTPException) as caught:
        await webhook.send("too late")
    assert 50027 == caught.value.code


async def test_time_outs_end(pg: Playground) -> None:
    """A member who was timed out may write again when the clock says so."""
    ben = pg.member("ben")
    pg.staff.time_out(pg.guild(), ben.user, seconds=3600)
    assert not pg.hub.permissions_of(ben.id, pg.channel("general")) & 1 << 11
    pg.move_clock(timedelta(minutes=61))
    await ben.say("general", "back")


def test_what_is_due_happens_in_order() -> None:
    """What is due happens once, the earliest first, whatever else fails, and what is not due waits."""
    world = World(clock=lambda: 100.0)
    due, done = Due(world.clock), list[str]()

    def fail() -> None:
        raise ValueError("on purpose")

    due.at(103, lambda: done.append("last"))
    due.at(102, fail)
    due.at(101, lambda: done.append("first"))
    due.look()
    assert [] == done
    world.clock.move(timedelta(seconds=3))
    due.look()
    due.look()
    assert ["first", "last"] == done


async def test_clock_is_moved_from_outside(tmp_path: Path) -> None:
    """From outside ids, dates and ends of polls of a running playground are moved, and no window of a rate limit."""
    wall = Wall(tmp_path)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "playground", "--port", "0"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, **wall.environment},
    )
    try:
        await asyncio.wait_for(_use(process, wall), CAP_S)
    finally:
        process.terminate()
        await process.communicate()


async def _use(process: asyncio.subprocess.Process, wall: Wall) -> None:
    assert process.stdout is not None
    await process.stdout.readline()
    words = (await process.stdout.readline()).decode().split()
    url, token = (word.partition("=")[2] for word in words[-2:])
    headers = {"Authorization": f"Bot {token}"}
    async with aiohttp.ClientSession(headers=headers) as http:
        guild = (await _get(http, f"{url}/users/@me/guilds"))[0]
        channels = await _get(http, f"{url}/guilds/{guild['id']}/channels")
        messages = f"{url}/channels/{channels[0]['id']}/messages"
        poll = {"question": {"text": "Plausible?"}, "answers": [{"poll_media": {"text": "Yes"}}], "duration": 167}
        async with http.post(messages, json={"poll": poll}) as response:
            asked = await response.json()
            left = float(response.headers["X-RateLimit-Reset-After"])
        assert off(discord.utils.snowflake_time(int(asked["id"])), timedelta()) < 5
        assert not asked["poll"]["results"]["is_finalized"]
        wall.move(WEEK)
        while not (found := await _get(http, f"{messages}/{asked['id']}"))["poll"]["results"]["is_finalized"]:
            await asyncio.sleep(0.1)
        assert asked["poll"]["expiry"] == found["poll"]["expiry"]
        async with http.post(messages, json={"content": "a week later"}) as response:
            later = await response.json()
            assert "3" == response.headers["X-RateLimit-Remaining"], "the window of five seconds goes on"
            assert 0 < float(response.headers["X-RateLimit-Reset-After"]) < left
            assert off(parsedate_to_datetime(response.headers["Date"]), WEEK) < 5
        assert off(discord.utils.snowflake_time(int(later["id"])), WEEK) < 5


async def _get(http: aiohttp.ClientSession, url: str) -> Any:
    async with http.get(url) as response:
        assert 200 == response.status
        return await response.json()
