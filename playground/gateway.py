"""The gateway: sessions that identify, hear events, lose their connection and resume."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Literal

from aiohttp import WSCloseCode, WSMsgType, web

from . import intents, shapes
from .sessions import CLOSE_S, Compressor, Connection, Session, ZlibStream, ZstdStream
from .wire import Json, dumps, loads
from .world import World

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 8, 9, 10, 11

SENDS, SENDS_WINDOW_S = 120, 60.0  # Discord, Gateway, "Rate Limiting"; more closes with 4008
ACK_DELAY_S = 0.01
IDENTIFY_EVERY_S = 5.0  # one IDENTIFY per 5 s where the limit is on; Discord, Gateway, "Session Start Limit"

Outage = Literal["drop", "refuse", "stall"]
"""What the network does: loses the connections and each try to make one, answers each try with 503, or just stands."""


class Gateway:
    """All sessions and connections."""

    def __init__(self, world: World, address: Callable[[], str], *, heartbeat_s: float = 41.25) -> None:
        self.world = world
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.identified = asyncio.Event()
        self.identify_limit = False
        self.recommended_shards = 0  # what GET /gateway/bot says; 0 counts one for each thousand guilds
        self.identifies = 0
        self.resumes = 0
        self.closes: list[int] = []
        self.outage: Outage | None = None
        self.changed: Callable[[], None] = lambda: None  # called after each READY and RESUMED
        self.address = address
        self._heartbeat_s = heartbeat_s
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._last_identify: dict[int, float] = {}

    # what the fake tells

    def tell(self, event: str, data: Json, guild_id: int | None, *, twice: bool = False) -> None:
        """Send an event to each session that may hear of it, as much of it as its intents allow."""
        whole = b""
        for session in self.sessions.values():
            if not session.hears_of(guild_id) or not intents.allows(
                session.intents, event, in_guild=guild_id is not None
            ):
                continue
            is_hidden = guild_id is not None and not session.intents & intents.MESSAGE_CONTENT
            if is_hidden and event.startswith("MESSAGE_") and "author" in data:
                seen = dumps(intents.withheld(data, str(self.world.application.bot.id)))
            else:
                whole = seen = whole or dumps(data)
            for _ in range(2 if twice else 1):
                session.send(event, seen)

    def drop(self) -> None:
        """Cut every connection without a word, as a broken network does; sessions can be resumed."""
        for connection in list(self.connections):
            self._detach(connection)
            transport = connection.ws._req.transport if connection.ws._req else None
            if transport is not None:
                transport.abort()

    def go_down(self, outage: Outage) -> None:
        """Nothing passes until `come_up`; what happens meanwhile is kept for RESUME."""
        self.outage = outage
        self._flowing.clear()
        if outage != "stall":
            self.drop()

    def come_up(self) -> None:
        """All is well again."""
        self.outage = None
        self._flowing.set()

    def request_reconnect(self) -> None:
        """Ask every connection to reconnect (op 7)."""
        for connection in self.connections:
            connection.send_op(RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every connection that its session is invalid (op 9)."""
        for connection in self.connections:
            connection.send_op(INVALID_SESSION, resumable)
        if not resumable:
            self.sessions.clear()

    # what clients say

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from HELLO to its end."""
        if self.outage == "refuse":
            raise web.HTTPServiceUnavailable
        await self._flowing.wait()
        ws = web.WebSocketResponse(max_msg_size=4096 * 4, compress=False, autoping=True, timeout=CLOSE_S)
        await ws.prepare(request)
        kind = request.query.get("compress")
        compressor: Compressor | None = None
        if kind == "zlib-stream":
            compressor = ZlibStream()
        elif kind == "zstd-stream":
            compressor = ZstdStream()
        connection = Connection(ws, compressor, self._flowing)
        self.connections.add(connection)
        if request.query.get("v") != "10" or request.query.get("encoding", "json") != "json":
            self._refuse(connection, 4012)
        else:
            connection.send_op(HELLO, {"heartbeat_interval": int(self._heartbeat_s * 1000), "_trace": ["playground"]})
        sent: deque[float] = deque()
        loop = asyncio.get_running_loop()
        try:
            async for message in ws:
                now = loop.time()
                sent.append(now)
                while sent[0] < now - SENDS_WINDOW_S:
                    sent.popleft()
                if len(sent) > SENDS:
                    self._refuse(connection, 4008)
                elif message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                    self._refuse(connection, 4002)
                else:
                    self._heard(connection, message.data)
        finally:
            if ws.close_code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY) and connection.session is not None:
                self.sessions.pop(connection.session.id, None)  # who says good-bye does not come back
            self._detach(connection)
            await connection.finished()
        return ws

    def _detach(self, connection: Connection) -> None:
        self.connections.discard(connection)
        if connection.session is not None and connection.session.connection is connection:
            connection.session.connection = None

    def _refuse(self, connection: Connection, code: int) -> None:
        self.closes.append(code)
        connection.close(code)

    def _heard(self, connection: Connection, text: str | bytes) -> None:
        try:
            payload = loads(text)
            op, data = payload["op"], payload.get("d")
            if op in (IDENTIFY, RESUME, REQUEST_MEMBERS) and not isinstance(data, dict):
                raise TypeError
        except (ValueError, KeyError, TypeError):
            self._refuse(connection, 4002)
            return
        if op == HEARTBEAT:
            # Not at once: discord.py notes that it has sent a heartbeat only after this could be back on loopback.
            asyncio.get_running_loop().call_later(ACK_DELAY_S, connection.send_op, HEARTBEAT_ACK)
        elif op == IDENTIFY:
            self._identify(connection, data)
        elif op == RESUME:
            self._resume(connection, data)
        elif (session := connection.session) is None:
            self._refuse(connection, 4003)
        elif op == REQUEST_MEMBERS:
            self._send_members(session, data)
        elif op not in (PRESENCE, VOICE):
            self._refuse(connection, 4001)

    def _identify(self, connection: Connection, data: Json) -> None:
        app = self.world.application
        if connection.session is not None:
            self._refuse(connection, 4005)
            return
        if data.get("token", "").removeprefix("Bot ") != app.token:
            self._refuse(connection, 4004)
            return
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            self._refuse(connection, 4010)
            return
        wanted = data.get("intents")
        if not isinstance(wanted, int) or wanted & ~intents.KNOWN:
            self._refuse(connection, 4013)
            return
        if wanted & intents.PRIVILEGED & ~app.privileged_intents:
            self._refuse(connection, 4014)
            return
        if self.identify_limit and self._too_soon():
            connection.send_op(INVALID_SESSION, False)
            return
        for old in [s for s in self.sessions.values() if s.connection is None and s.shard == (number, count)]:
            del self.sessions[old.id]  # whoever identifies anew has given it up
        connection.session = Session((number, count), wanted, connection)
        self._greet(connection.session)

    def _too_soon(self) -> bool:
        now = asyncio.get_running_loop().time()
        last = self._last_identify.get(0, -IDENTIFY_EVERY_S)
        if now - last < IDENTIFY_EVERY_S:
            return True
        self._last_identify[0] = now
        return False

    def _greet(self, session: Session) -> None:
        app = self.world.application
        guilds = [
            guild for guild in self.world.guilds.values() if app.bot.id in guild.members and session.hears_of(guild.id)
        ]
        ready: Json = {
            "v": 10,
            "user": shapes.me(app.bot),
            "user_settings": {},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.address(),
            "shard": list(session.shard),
            "application": {"id": str(app.id), "flags": shapes.application_flags(app)},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "guild_join_requests": [],
            "geo_ordered_rtc_regions": [],
            "_trace": ["playground"],
        }
        session.send("READY", dumps(ready))
        self.sessions[session.id] = session
        if session.intents & intents.GUILDS:
            everyone = bool(session.intents & intents.GUILD_PRESENCES and session.intents & intents.GUILD_MEMBERS)
            for guild in guilds:
                session.send("GUILD_CREATE", dumps(shapes.guild_create(self.world, guild, all_members=everyone)))
        self.identifies += 1
        self.identified.set()
        self.changed()

    def _resume(self, connection: Connection, data: Json) -> None:
        if data.get("token", "").removeprefix("Bot ") != self.world.application.token:
            self._refuse(connection, 4004)
            return
        session = self.sessions.get(data.get("session_id", ""))
        if session is None:
            connection.send_op(INVALID_SESSION, False)
            return
        after = data.get("seq")
        if not isinstance(after, int) or after > session.sequence:
            self._refuse(connection, 4007)
            return
        if not session.replay(after, connection):
            del self.sessions[session.id]
            connection.send_op(INVALID_SESSION, False)
            return
        session.send("RESUMED", b'{"_trace":["playground"]}')
        self.resumes += 1
        self.changed()

    def _send_members(self, session: Session, data: Json) -> None:
        guild = self.world.guilds.get(int(data["guild_id"]))
        if guild is None or self.world.application.bot.id not in guild.members:
            return
        asked = data.get("user_ids") or []
        ids = {int(i) for i in (asked if isinstance(asked, list) else [asked])}
        query, limit = data.get("query"), data.get("limit", 0)
        if not ids and not query and not session.intents & intents.GUILD_MEMBERS:
            return
        found: Iterable[Json] = [
            shapes.member(member)
            for member in guild.members.values()
            if (member.user.id in ids if ids else member.user.username.startswith((query or "").lower()))
        ]
        members = list(found)[: limit or None]
        pieces = [members[i : i + 1000] for i in range(0, len(members), 1000)] or [[]]
        for index, piece in enumerate(pieces):
            chunk: Json = {
                "guild_id": str(guild.id),
                "members": piece,
                "chunk_index": index,
                "chunk_count": len(pieces),
                "not_found": [str(i) for i in ids - guild.members.keys()],
            }
            if "nonce" in data:
                chunk["nonce"] = data["nonce"]
            session.send("GUILD_MEMBERS_CHUNK", dumps(chunk))
