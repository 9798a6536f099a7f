"""A client that does nothing but answer: identifies, and gives each interaction the same prepared callback."""

import asyncio
import os
import sys
from contextlib import suppress

import aiohttp
import orjson

if sys.platform == "win32":
    _new_loop = None
else:
    import uvloop

    _new_loop = uvloop.new_event_loop

_IDENTIFY, _HEARTBEAT, _HELLO = 2, 1, 10
_CALLBACK = orjson.dumps({"type": 4, "data": {"content": "A constant."}})
_HEADERS = {"Content-Type": "application/json"}
_COMMAND = [{"name": "fact", "description": "A fact", "type": 1}]


async def answer_until_stopped(api: str, token: str) -> None:
    """Identifies, then answers every interaction at once."""
    headers = {"Authorization": f"Bot {token}"}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), json_serialize=_dumps) as http:
        async with http.get(f"{api}/oauth2/applications/@me", headers=headers) as answer:
            application_id = (await answer.json())["id"]
        async with http.put(f"{api}/applications/{application_id}/commands", headers=headers, json=_COMMAND):
            pass
        async with http.get(f"{api}/gateway/bot", headers=headers) as answer:
            gateway = (await answer.json())["url"]
        async with http.ws_connect(f"{gateway}?v=10&encoding=json", max_msg_size=0) as ws:
            await _listen(http, ws, api, token)


async def _listen(http: aiohttp.ClientSession, ws: aiohttp.ClientWebSocketResponse, api: str, token: str) -> None:
    properties = {"os": sys.platform, "browser": "null", "device": "null"}
    identify = {"token": token, "intents": 1, "properties": properties, "compress": False}
    answers = set()
    async for message in ws:
        event = orjson.loads(message.data)
        if event["op"] == _HELLO:
            await ws.send_json({"op": _IDENTIFY, "d": identify})
        elif event["op"] == _HEARTBEAT:
            await ws.send_json({"op": _HEARTBEAT, "d": event["s"]})
        elif event["t"] == "INTERACTION_CREATE":
            task = asyncio.create_task(_answer(http, api, event["d"]))
            answers.add(task)
            task.add_done_callback(answers.discard)


async def _answer(http: aiohttp.ClientSession, api: str, interaction: dict[str, str]) -> None:
    url = f"{api}/interactions/{interaction['id']}/{interaction['token']}/callback"
    async with http.post(url, data=_CALLBACK, headers=_HEADERS):
        pass


def _dumps(value: object) -> str:
    return orjson.dumps(value).decode()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=_new_loop) as runner, suppress(KeyboardInterrupt):
        runner.run(answer_until_stopped(os.environ["DISCORD_API_URL"], os.environ["DISCORD_TOKEN"]))
