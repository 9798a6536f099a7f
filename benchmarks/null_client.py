"""A client that does nothing but answer: identifies, and gives each interaction the same prepared callback.

What it spends counts for the playground's ceiling, so its answers are bytes on a few open connections, one at a time
on each, without a client library.
"""

import asyncio
import os
import sys
from collections import deque
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

import aiohttp
import orjson

if sys.platform == "win32":
    _new_loop = None
else:
    import uvloop

    _new_loop = uvloop.new_event_loop

_HEARTBEAT, _IDENTIFY, _HELLO = 1, 2, 10
_CALLBACK = b'{"type":4,"data":{"content":"A constant."}}'
_COMMAND = [{"name": "fact", "description": "A fact", "type": 1}]


class _Line(asyncio.Protocol):
    """One kept connection; what is answered is only waited for, as a callback's answer has no body."""

    def __init__(self, mouth: "_Mouth") -> None:
        self._mouth = mouth
        self.say: Callable[[bytes], None] = _not_connected

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.say = cast(asyncio.WriteTransport, transport).write
        self._mouth.free(self)

    def data_received(self, data: bytes) -> None:
        if data.endswith(b"\r\n\r\n"):
            self._mouth.free(self)


def _not_connected(_: bytes) -> None:
    raise ConnectionError("not connected yet")


class _Mouth:
    """Says each request on a connection that is free, and opens one where none is."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._free: list[_Line] = []
        self._waiting: deque[bytes] = deque()
        self._opening: set[asyncio.Task[object]] = set()

    def say(self, request: bytes) -> None:
        if self._free:
            self._free.pop().say(request)
            return
        self._waiting.append(request)
        loop = asyncio.get_running_loop()
        opening = loop.create_task(loop.create_connection(lambda: _Line(self), self._host, self._port))
        self._opening.add(opening)
        opening.add_done_callback(self._opening.discard)

    def free(self, line: _Line) -> None:
        if self._waiting:
            line.say(self._waiting.popleft())
        else:
            self._free.append(line)


async def answer_until_stopped(api: str, token: str) -> None:
    """Identifies, then answers every interaction at once."""
    headers = {"Authorization": f"Bot {token}"}
    async with aiohttp.ClientSession(headers=headers) as http:
        async with http.get(f"{api}/oauth2/applications/@me") as answer:
            application_id = (await answer.json())["id"]
        async with http.put(f"{api}/applications/{application_id}/commands", json=_COMMAND):
            pass
        async with http.get(f"{api}/gateway/bot") as answer:
            gateway = (await answer.json())["url"]
        async with http.ws_connect(f"{gateway}?v=10&encoding=json", max_msg_size=0) as ws:
            await _listen(ws, api, token)


async def _listen(ws: aiohttp.ClientWebSocketResponse, api: str, token: str) -> None:
    address = urlsplit(api)
    mouth = _Mouth(str(address.hostname), int(address.port or 80))
    properties = {"os": sys.platform, "browser": "null", "device": "null"}
    async for message in ws:
        event = orjson.loads(message.data)
        if event["op"] == _HELLO:
            await ws.send_json({"op": _IDENTIFY, "d": {"token": token, "intents": 1, "properties": properties}})
        elif event["op"] == _HEARTBEAT:
            await ws.send_json({"op": _HEARTBEAT, "d": event["s"]})
        elif event["t"] == "INTERACTION_CREATE":
            told = event["d"]
            path = f"{address.path}/interactions/{told['id']}/{told['token']}/callback"
            head = f"POST {path} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n"
            mouth.say(b"%sContent-Length: %d\r\n\r\n%s" % (head.encode(), len(_CALLBACK), _CALLBACK))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=_new_loop) as runner:
        runner.run(answer_until_stopped(os.environ["DISCORD_API_URL"], os.environ["DISCORD_TOKEN"]))
