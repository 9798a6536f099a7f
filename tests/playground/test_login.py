"""Logging in, and what the gateway does to a connection."""

import asyncio
import zlib
from typing import Any

import aiohttp
import discord
import pytest
import zstandard
from orjson import dumps, loads

from playground import Playground, World, demo_world
from tests.playground.clients import CAP_S, Login

CONTENT = 1 << 15


class Raw:
    """A gateway connection without a library."""

    def __init__(self, session: aiohttp.ClientSession, ws: aiohttp.ClientWebSocketResponse, unpack: Any) -> None:
        self.session, self.ws, self.unpack = session, ws, unpack

    async def get(self) -> dict[str, Any]:
        """The next payload."""
        message = await asyncio.wait_for(self.ws.receive(), CAP_S)
        assert message.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY), message
        data: dict[str, Any] = loads(self.unpack(message.data) if self.unpack else message.data)
        return data

    async def say(self, op: int, data: Any) -> None:
        """Send a payload."""
        await self.ws.send_str(dumps({"op": op, "d": data}).decode())

    async def close_code(self) -> int | None:
        """The code that the gateway closes with."""
        while True:
            message = await asyncio.wait_for(self.ws.receive(), CAP_S)
            if message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
                return self.ws.close_code


@pytest.fixture
async def raw(pg: Playground) -> Any:
    """Opens gateway connections."""
    sessions = []

    async def connect(query: str = "v=10&encoding=json", unpack: Any = None) -> Raw:
        session = aiohttp.ClientSession()
        sessions.append(session)
        return Raw(session, await session.ws_connect(f"{pg.gateway_url}?{query}"), unpack)

    yield connect
    for session in sessions:
        await session.close()


def identify(pg: Playground, **changes: Any) -> dict[str, Any]:
    """What a client identifies with."""
    return {"token": pg.token, "intents": 1, "properties": {"os": "x", "browser": "x", "device": "x"}, **changes}


async def test_ready_and_guilds(pg: Playground, login: Login) -> None:
    """discord.py logs in, sees the two guilds that the bot is in, their channels and roles."""
    bot = await login(pg)
    assert {"The Long Nineteenth", "The Reading Room"} == {guild.name for guild in bot.guilds}
    first = bot.get_guild(pg.guild().id)
    assert first is not None
    assert ["general", "quiz", "what-if", "staff"] == [channel.name for channel in first.channels]
    assert ["20th century", "Middle Ages", "Antiquity", "Challenge"] == [t.name for t in first.forums[0].available_tags]
    assert "Clio" == first.me.name
    assert "Clio" == first.me.top_role.name
    assert (await bot.application_info()).id == bot.application_id


async def test_wrong_token(pg: Playground, login: Login) -> None:
    """Another token is refused over HTTP with 401, which discord.py calls a failed login."""
    pg.world.application.token, right = "another", pg.token
    login_url = pg.api_url + "/users/@me"
    async with (
        aiohttp.ClientSession() as session,
        session.get(login_url, headers={"Authorization": f"Bot {right}"}) as r,
    ):
        assert (401, {"message": "401: Unauthorized", "code": 0}) == (r.status, await r.json())


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ((2, {"token": "wrong"}), 4004),
        ((2, {"intents": CONTENT}), 4014),
        ((2, {"intents": 1 << 30}), 4013),
        ((2, {"shard": [2, 2]}), 4010),
        ((3, {}), 4003),
        ((2, None), 4002),
        ((6, None), 4002),
    ],
)
async def test_refused_identify(pg: Playground, raw: Any, payload: tuple[int, Any], code: int) -> None:
    """The gateway closes with the code that Discord documents for the mistake."""
    connection = await raw()
    assert 10 == (await connection.get())["op"]
    op, changes = payload
    await connection.say(op, None if changes is None else identify(pg, **changes))
    assert code == await connection.close_code()


async def test_privileged_intent(pg: Playground, login: Login) -> None:
    """discord.py's own error for a privileged intent that is not switched on is raised; switched on, it logs in."""
    intents = discord.Intents(guilds=True, messages=True, message_content=True)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await login(pg, intents=intents)
    pg.world.application.privileged_intents = CONTENT
    await login(pg, intents=intents)
    assert [4014] == pg.gateway.closes


async def test_second_identify_closes(pg: Playground, raw: Any) -> None:
    """A second IDENTIFY on one connection closes with 4005, an unknown opcode with 4001, no JSON with 4002."""
    for payload, code in ((dumps({"op": 2, "d": identify(pg)}), 4005), (b'{"op":99}', 4001), (b"{", 4002)):
        connection = await raw()
        await connection.get()
        await connection.say(2, identify(pg))
        assert "READY" == (await connection.get())["t"]
        await connection.ws.send_str(payload.decode())
        assert code == await connection.close_code()


async def test_too_many_sends(pg: Playground, raw: Any) -> None:
    """More than 120 payloads within a minute close with 4008."""
    connection = await raw()
    for _ in range(121):
        await connection.say(1, None)
    assert 4008 == await connection.close_code()


async def test_api_version(pg: Playground, raw: Any) -> None:
    """Any version but 10 and any encoding but JSON close with 4012."""
    assert 4012 == await (await raw("v=8&encoding=json")).close_code()
    assert 4012 == await (await raw("v=10&encoding=etf")).close_code()


@pytest.mark.parametrize("kind", ["", "zlib-stream", "zstd-stream"])
async def test_compression(pg: Playground, raw: Any, kind: str) -> None:
    """HELLO, READY, GUILD_CREATE and the answer to a heartbeat arrive in every compression."""
    unpack: Any = None
    if kind == "zlib-stream":
        unpack = zlib.decompressobj().decompress
    elif kind == "zstd-stream":
        unpack = zstandard.ZstdDecompressor().decompressobj().decompress
    connection = await raw(f"v=10&encoding=json&compress={kind}" if kind else "v=10&encoding=json", unpack)
    assert 41250 == (await connection.get())["d"]["heartbeat_interval"]
    await connection.say(2, identify(pg))
    ready = await connection.get()
    assert ("READY", 1, 2) == (ready["t"], ready["s"], len(ready["d"]["guilds"]))
    assert pg.gateway_url == ready["d"]["resume_gateway_url"]
    names = {(await connection.get())["d"]["name"] for _ in range(2)}
    assert {"The Long Nineteenth", "The Reading Room"} == names
    await connection.say(1, 3)
    assert 11 == (await connection.get())["op"]


async def test_resume(pg: Playground, login: Login) -> None:
    """After the network breaks discord.py resumes, and what was said meanwhile arrives."""
    bot = await login(pg)
    pg.drop_gateway()
    await pg.member("ben").say("general", f"<@{pg.world.application.bot.id}> still there?")
    message = await bot.hear("message")
    assert pg.member("ben").id == message.author.id
    await bot.hear("resumed")
    assert (1, 1) == (pg.gateway.identifies, pg.gateway.resumes)


async def test_reconnect(pg: Playground, login: Login) -> None:
    """RECONNECT makes discord.py come back and resume."""
    bot = await login(pg)
    pg.request_reconnect()
    await bot.hear("resumed")
    assert (1, 1) == (pg.gateway.identifies, pg.gateway.resumes)


async def test_invalid_session(pg: Playground, raw: Any) -> None:
    """INVALID_SESSION that cannot be resumed forgets the session: RESUME is answered with INVALID_SESSION again."""
    connection = await raw()
    await connection.get()
    await connection.say(2, identify(pg, intents=0))
    session_id = (await connection.get())["d"]["session_id"]
    pg.invalidate_session()
    assert (9, False) == ((answer := await connection.get())["op"], answer["d"])
    again = await raw()
    await again.get()
    await again.say(6, {"token": pg.token, "session_id": session_id, "seq": 1})
    assert (9, False) == ((answer := await again.get())["op"], answer["d"])


async def test_resume_beyond_what_was_sent(pg: Playground, raw: Any) -> None:
    """RESUME after more events than there were closes with 4007; with another token with 4004."""
    first = await raw()
    await first.get()
    await first.say(2, identify(pg))
    session_id = (await first.get())["d"]["session_id"]
    for changes, code in (({"seq": 99}, 4007), ({"seq": None}, 4007), ({"token": "wrong"}, 4004)):
        again = await raw()
        await again.get()
        await again.say(6, {"token": pg.token, "session_id": session_id, "seq": 1, **changes})
        assert code == await again.close_code()


async def test_invalid_session_identifies_anew(pg: Playground, login: Login) -> None:
    """After INVALID_SESSION discord.py identifies anew at its default gateway."""
    await login(pg)
    pg.gateway.identified.clear()
    pg.invalidate_session(resumable=False)
    await asyncio.wait_for(pg.gateway.identified.wait(), CAP_S)
    assert (2, 0) == (pg.gateway.identifies, pg.gateway.resumes)


async def test_shards(login: Login) -> None:
    """With two shards each hears of its own guilds only, by (guild id >> 22) % 2."""
    world: World = demo_world(extra_guilds=6)
    async with Playground(world=world) as pg:
        bot = await login(pg, shard_count=2)
        assert [(0, 2), (1, 2)] == sorted(session.shard for session in pg.gateway.sessions.values())
        assert 8 == len(bot.guilds)
        assert all(guild.shard_id == (guild.id >> 22) % 2 for guild in bot.guilds)
        assert {0, 1} == {guild.shard_id for guild in bot.guilds}


async def test_identify_limit(pg: Playground, raw: Any) -> None:
    """With the limit on, a second IDENTIFY within five seconds is answered with INVALID_SESSION."""
    pg.gateway.identify_limit = True
    answers = []
    for _ in range(2):
        connection = await raw()
        await connection.get()
        await connection.say(2, identify(pg))
        answers.append((await connection.get())["op"])
    assert [0, 9] == answers


async def test_members_are_chunked(pg: Playground, login: Login) -> None:
    """With the members intent discord.py asks for all members and gets them."""
    pg.world.application.privileged_intents = 1 << 1
    bot = await login(pg, intents=discord.Intents(guilds=True, members=True))
    guild = bot.get_guild(pg.guild().id)
    assert guild is not None
    assert {guild.me.id} == {member.id for member in guild.members}
    await guild.chunk()
    assert {member.user.id for member in pg.guild().members.values()} == {member.id for member in guild.members}
