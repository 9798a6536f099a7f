"""Faults on demand."""

import asyncio
import time
from typing import Any

import aiohttp
import discord
import pytest

from playground import InteractionFailed, Playground
from playground.gateway import Outage
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


async def test_route_fails_until_it_is_mended(pg: Playground) -> None:
    """A fault without a number lasts until it is ended; other routes go on."""
    fault = pg.faults.fail("*", "/channels/*/messages*", status=503, times=None)
    url = f"{pg.api_url}/channels/{pg.channel('general').id}"
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {pg.token}"}) as http:
        for _ in range(3):
            assert 503 == (await http.post(f"{url}/messages", json={"content": "x"})).status
        assert 200 == (await http.get(url)).status
        fault.end()
        assert 200 == (await http.post(f"{url}/messages", json={"content": "x"})).status
    assert 3 == fault.seen


def guess(bot: Bot, came: list[tuple[int, str]]) -> None:
    """A bot that answers guesses, and notes which came when made."""

    @bot.tree.command(description="Guess")
    async def guess(interaction: Interaction, year: int) -> None:
        came.append((interaction.id, interaction.user.name))
        await interaction.response.send_message(str(year), ephemeral=True)


async def test_late_interaction_keeps_its_time(pg: Playground, login: Login) -> None:
    """A held interaction comes after those that were made later, with the id of the time it was made."""
    came: list[tuple[int, str]] = []
    await login(pg, lambda bot: guess(bot, came))
    anna, ben, chiara = (pg.member(name) for name in ("anna", "ben", "chiara"))
    held = pg.faults.hold("INTERACTION_CREATE", by=anna.id)
    first = asyncio.create_task(anna.slash("general", "guess", year=1815))
    await pg.until(lambda: 1 == len(held))
    assert "1917" == (await ben.slash("general", "guess", year=1917)).text
    held.release()
    assert "1815" == (await first).text
    assert "1066" == (await chiara.slash("general", "guess", year=1066)).text
    assert ["ben", "anna", "chiara"] == [name for _, name in came]
    assert came[1][0] < came[0][0] < came[2][0]


async def test_events_against_their_order(pg: Playground, login: Login) -> None:
    """Held events can be told newest first; `late` tells each some time after it was made."""
    bot = await login(pg, intents=discord.Intents(guilds=True, dm_messages=True))
    ben = pg.member("ben").in_dm()
    held = pg.faults.hold("MESSAGE_CREATE", which=lambda data: "not me" not in data["content"], times=2)
    for text in ("1", "not me", "2", "3"):
        await ben.say(text)
    held.release(newest_first=True)
    late = pg.faults.late("MESSAGE_CREATE", seconds=0.05)
    await ben.say("4")
    await ben.say("5")
    assert ["not me", "3", "2", "1", "5", "4"] == [(await bot.hear("message")).content for _ in range(6)]
    assert (2, 1) == (held.seen, late.seen)


async def test_twice_by_one_member(pg: Playground, login: Login) -> None:
    """The same interaction told twice is answered once; the second answer is refused."""
    came: list[tuple[int, str]] = []
    bot = await login(pg, lambda bot: guess(bot, came))
    pg.deliver_twice("INTERACTION_CREATE")
    assert "1815" == (await pg.member("ben").slash("general", "guess", year=1815)).text
    await pg.until(lambda: bool(bot.failures))
    failure = bot.failures.pop()
    assert isinstance(failure, discord.HTTPException)
    assert (40060, 2, 1) == (failure.code, len(came), len(set(came)))


async def test_gateway_outage(pg: Playground, login: Login) -> None:
    """While the gateway is down nothing comes; what happened meanwhile comes with RESUME, in order."""
    pg.interactions.deadlines.first_response_s = 30
    came: list[tuple[int, str]] = []
    await login(pg, lambda bot: guess(bot, came))
    outages: tuple[Outage, ...] = ("drop", "stall")
    for count, how in enumerate(outages, 1):
        pg.gateway_down(how=how)
        guesses = [
            asyncio.create_task(pg.member(name).slash("general", "guess", year=count, timeout=31))
            for name in ("anna", "ben", "chiara")
        ]
        done, _ = await asyncio.wait(guesses, timeout=0.3)
        assert set() == done
        pg.gateway_up()
        assert [str(count)] * 3 == [reply.text for reply in await asyncio.gather(*guesses)]
    assert ["anna", "ben", "chiara"] * 2 == [name for _, name in came]
    assert (1, 1) == (pg.gateway.identifies, pg.gateway.resumes)


async def test_gateway_comes_back_by_itself(pg: Playground, login: Login) -> None:
    """An outage with an end ends."""
    await login(pg)
    pg.gateway_down(seconds=0.05)
    await pg.until(lambda: 1 == pg.gateway.resumes)
    assert 1 == pg.gateway.identifies


async def test_refused_client_gives_its_session_up(pg: Playground, login: Login) -> None:
    """discord.py does not resume after a try to connect that was answered 503: what it missed is lost."""
    bot = await login(pg)
    pg.gateway_down(how="refuse")
    await pg.member("ben").say("general", "missed")
    async with aiohttp.ClientSession() as http:
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await http.ws_connect(f"{pg.gateway_url}?v=10")
    assert 503 == caught.value.status
    await bot.wait_for("shard_disconnect", timeout=20)
    pg.gateway_up()
    await pg.until(lambda: 2 == pg.gateway.identifies, timeout=30)
    await pg.member("ben").say("general", "heard")
    heard = await bot.hear("message")
    assert (0, pg.messages("general")[1].id) == (pg.gateway.resumes, heard.id)
