"""What the gateway keeps of a client: the WebSocket that it has now, and the session that outlives it."""

import asyncio
import secrets
import zlib
from collections import deque
from typing import Protocol

import zstandard
from aiohttp import WSMsgType, web

from .wire import dumps

REPLAYED = 2_000  # events kept for each session to replay on RESUME
CLOSE_S = 1.0  # for the other side to say good-bye


class Compressor(Protocol):
    """A stream that is compressed frame by frame."""

    def frame(self, data: bytes) -> bytes:
        """The next piece of the stream."""


class ZlibStream:
    """`compress=zlib-stream`: one zlib stream, flushed after every payload."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj(1)

    def frame(self, data: bytes) -> bytes:
        """The next piece of the stream."""
        return self._stream.compress(data) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """`compress=zstd-stream`: one Zstandard frame, flushed block by block."""

    def __init__(self) -> None:
        self._stream = zstandard.ZstdCompressor(level=1).compressobj()

    def frame(self, data: bytes) -> bytes:
        """The next piece of the stream."""
        return self._stream.compress(data) + self._stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


class Connection:
    """One WebSocket: payloads leave in the order in which they were handed over, while `flowing` is set."""

    def __init__(self, ws: web.WebSocketResponse, compressor: Compressor | None, flowing: asyncio.Event) -> None:
        self.ws = ws
        self.session: Session | None = None
        self._compressor = compressor
        self._flowing = flowing
        self._queue: asyncio.Queue[bytes | int] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())

    def send(self, payload: bytes) -> None:
        """Hand over a payload."""
        self._queue.put_nowait(payload)

    def send_op(self, op: int, data: object = None) -> None:
        """Hand over a payload that is no event."""
        self.send(dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Close with Discord's close code, after everything handed over before."""
        self._queue.put_nowait(code)

    async def finished(self) -> None:
        """Stop writing."""
        self._writer.cancel()
        await asyncio.gather(self._writer, return_exceptions=True)

    async def _write(self) -> None:
        while True:
            payload = await self._queue.get()
            await self._flowing.wait()
            if isinstance(payload, int):
                # `ws.close` would shut the socket before the other side could answer, which then learns no code.
                await self.ws.send_frame(payload.to_bytes(2, "big"), WSMsgType.CLOSE)
                await asyncio.sleep(CLOSE_S)
                await self.ws.close()
                return
            try:
                if self._compressor is None:
                    await self.ws.send_frame(payload, WSMsgType.TEXT)
                else:
                    await self.ws.send_frame(self._compressor.frame(payload), WSMsgType.BINARY)
            except (ConnectionError, RuntimeError):  # the peer is gone; the reader notices and ends the connection
                return


class Session:
    """One shard of the application: what it hears, how far it is, what it would hear again on RESUME."""

    def __init__(self, shard: tuple[int, int], wanted: int, connection: Connection) -> None:
        self.id = secrets.token_hex(16)
        self.shard = shard
        self.intents = wanted
        self.sequence = 0
        self.connection: Connection | None = connection
        self._sent: deque[tuple[int, bytes]] = deque(maxlen=REPLAYED)

    def hears_of(self, guild_id: int | None) -> bool:
        """Whether events of the guild come to this shard; those of no guild come to shard 0."""
        number, count = self.shard
        return number == (0 if guild_id is None else (guild_id >> 22) % count)

    def send(self, event: str, data: bytes) -> None:
        """Send an event, or keep it for RESUME while there is no connection."""
        self.sequence += 1
        payload = b'{"op":0,"s":%d,"t":"%s","d":%s}' % (self.sequence, event.encode(), data)
        self._sent.append((self.sequence, payload))
        if self.connection is not None:
            self.connection.send(payload)

    def replay(self, after: int, connection: Connection) -> bool:
        """Send everything after sequence number `after` again; False where that is not known any more."""
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        if not oldest - 1 <= after <= self.sequence:
            return False
        self.connection, connection.session = connection, self
        for sequence, payload in self._sent:
            if sequence > after:
                connection.send(payload)
        return True
