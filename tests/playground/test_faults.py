"""Faults on demand."""

import asyncio
import time
from typing import Any

import aiohttp
import discord
import pytest

from playground import InteractionFailed, Playground
from tests.playground.clients import Bot, Login

Interaction = discord.Interaction[Any]


def go(bot: Bot) -> None:
    """A bot with one command."""

    @bot.tree.command(description="Go")
    async def go(interaction: Interaction) -> None:
        await interaction.response.send_message("went")


async def test_failing_callback(pg: Playground, login: Login) -> None:
    """An answer that Discord fails to take once is sent again by discord.py, and arrives once."""
    await login(pg, go)
    fault = pg.faults.fail("POST", "/interactions/*/*/callback", status=500)
    assert "went" == (await pg.member("ben").slash("general", "go")).text
    assert 1 == fault.seen
    assert 1 == len(pg.messages("general"))


async def test_lost_answer(pg: Playground, login: Login) -> None:
    """An answer that took effect but is answered with 500 is sent again, which Discord refuses with 40060."""
    bot = await login(pg, go)
    pg.faults.fail("POST", "/interactions/*/*/callback", status=500, after_effect=True)
    with pg.observe(pg.member("ben").id) as events:
        assert "went" == (await pg.member("ben").slash("general", "go")).text
        assert "MESSAGE_CREATE" == (await events.get())["t"]
    while not bot.failures:
        await asyncio.sleep(0.01)
    failure = bot.failures.pop()
    assert isinstance(failure, discord.HTTPException)
    assert 40060 == failure.code
    assert 1 == len(pg.messages("general"))


async def test_delay(pg: Playground, login: Login) -> None:
    """A delayed route takes effect later."""
    await login(pg, go)
    pg.faults.delay("POST", "/interactions/*/*/callback", seconds=0.2)
    reply = await pg.member("ben").slash("general", "go")
    assert 0.2 <= reply.seconds < 3


async def test_cut(pg: Playground) -> None:
    """A cut route loses its connection, before or after it took effect."""
    url = f"{pg.api_url}/channels/{pg.channel('general').id}/messages"
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {pg.token}"}) as http:
        for after_effect in (False, True):
            pg.faults.cut("POST", "/channels/*/messages", after_effect=after_effect)
            with pytest.raises(aiohttp.ClientError):
                await http.post(url, json={"content": str(after_effect)})
    assert ["True"] == [seen.content for seen in pg.messages("general")]


async def test_nobody_is_there(pg: Playground) -> None:
    """Without a bot the interaction fails; a wrong acting before that is refused."""
    pg.interactions.deadlines.first_response_s = 0.05
    pg.world.application.commands[1] = {"id": "1", "name": "go", "type": 1, "contexts": None}
    started = time.monotonic()
    with pytest.raises(InteractionFailed):
        await pg.member("ben").slash("general", "go")
    assert time.monotonic() - started < 3


async def test_event_survives_a_dropped_connection(pg: Playground, login: Login) -> None:
    """An interaction sent while the connection is down is replayed on resume and answered in time."""
    await login(pg, go)
    pg.drop_gateway()
    assert "went" == (await pg.member("ben").slash("general", "go")).text
    assert (1, 1) == (pg.gateway.identifies, pg.gateway.resumes)
