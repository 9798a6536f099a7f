"""One open tab: a member who sees events as they happen and whose requests are answered one by one."""

import asyncio
import contextlib
import logging
from base64 import b64decode
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiohttp import WSMsgType, web

from . import sight
from .driver import Actor
from .errors import InteractionFailed, Refused
from .events import Event, Watch
from .scene import Scene
from .seen import Modal, Reply, Seen
from .wire import Json, dumps, loads
from .world import Channel, User

CHANGES_SIGHT = {
    *("GUILD_CREATE", "GUILD_DELETE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE"),
    *("GUILD_MEMBER_UPDATE", "CHANNEL_UPDATE"),
}
SIGHT = "SIGHT"

log = logging.getLogger(__name__)


class _Watch(Watch):
    """What the member sees, and word of every change of permissions: whoever loses a channel is not told by Discord."""

    def hear(self, event: Event) -> None:
        super().hear(event)
        if event.name in CHANGES_SIGHT:
            super().hear(replace(event, name=SIGHT, sees=lambda _: True))


class Tab:
    """`user` at `ws`. Requests are `{"n", "op", "d"}`, their answers `{"t": "ANSWER", "n", "d" or "error"}`."""

    def __init__(self, playground: Scene, user: User, ws: web.WebSocketResponse) -> None:
        self._pg = playground
        self._user = user
        self._ws = ws
        self._actor = Actor(playground, user, None)
        self._modals: dict[str, Modal] = {}
        self._ops: dict[str, Callable[[Json], Awaitable[Any]]] = {
            "open": self._open,
            "commands": self._commands,
            "say": self._say,
            "slash": self._slash,
            "autocomplete": self._autocomplete,
            "component": self._component,
            "modal": self._modal,
            "post": self._post,
            "dismiss": self._delete,
            "delete": self._delete,
            "react": self._react,
            "vote": self._vote,
            "interest": self._interest,
        }

    async def run(self) -> None:
        """Serve the tab until it is closed."""
        with _Watch(self._pg.hub.events, self._user.id) as watch:
            await self._send({"t": "READY", "d": sight.ready(self._pg.world, self._user)})
            async with asyncio.TaskGroup() as tasks:
                telling = tasks.create_task(self._tell(watch.get))
                async for message in self._ws:
                    if message.type is WSMsgType.TEXT:
                        tasks.create_task(self._serve(loads(message.data)))
                telling.cancel()

    async def _tell(self, next_event: Callable[[], Awaitable[Json]]) -> None:
        while True:
            event = await next_event()
            if event["t"] == SIGHT:
                event = {"t": SIGHT, "d": sight.ready(self._pg.world, self._user)}
            await self._send(event)

    async def _serve(self, request: Json) -> None:
        answer: Json = {"t": "ANSWER", "n": request["n"]}
        try:
            answer["d"] = await self._ops[request["op"]](request["d"])
        except Refused as error:
            answer["error"] = _sentence(str(error))
        except (InteractionFailed, TimeoutError):
            answer["d"] = {"failed": True}
        except Exception:
            log.exception("the page's request %r failed", request["op"])
            answer["error"] = "The playground failed at this; its log says why."
        await self._send(answer)

    async def _send(self, data: Json) -> None:
        with contextlib.suppress(ConnectionError):  # closed meanwhile
            await self._ws.send_str(dumps(data).decode())

    async def _open(self, d: Json) -> Json:
        channel = self._channel(d)
        opened = sight.opened(self._pg.world, self._user, channel)
        return {**opened, "commands": self._commands_in(channel)}

    async def _commands(self, d: Json) -> list[Json]:
        return self._commands_in(self._channel(d))

    async def _say(self, d: Json) -> None:
        reply_to = self._message(d["channel_id"], d["reply_to"]) if d.get("reply_to") else None
        files = [_uploaded(file) for file in d.get("files") or ()]
        ping = d.get("ping") is not False
        await self._actor.say(self._channel(d), d["content"], reply_to=reply_to, ping=ping, files=files)

    async def _slash(self, d: Json) -> Json:
        options = {name: _value(value) for name, value in d["options"].items()}
        return self._outcome(await self._actor.slash(self._channel(d), " ".join(d["path"]), options=options))

    async def _autocomplete(self, d: Json) -> list[Json]:
        options = {name: value for name, value in d["options"].items() if name != d["focused"]}
        path = " ".join(d["path"])
        return await self._actor.autocomplete(
            self._channel(d), path, focused=d["focused"], value=d["text"], options=options
        )

    async def _component(self, d: Json) -> Json:
        seen = self._message(d["channel_id"], d["message_id"])
        if "values" in d:
            return self._outcome(await self._actor.select(seen, d["custom_id"], values=d["values"]))
        return self._outcome(await self._actor.click(seen, custom_id=d["custom_id"]))

    async def _modal(self, d: Json) -> Json:
        values = {custom_id: _value(value) for custom_id, value in d["values"].items()}
        outcome = self._outcome(await self._actor.submit(self._modals.get(d["interaction_id"]), values))
        self._modals.pop(d["interaction_id"], None)
        return outcome

    async def _post(self, d: Json) -> Json:
        forum = self._channel(d)
        tags = [tag.name for tag in forum.tags if str(tag.id) in d["tags"]]
        thread = await self._actor.post(forum, d["name"].strip(), d["content"], tags=tags)
        return {"channel_id": str(thread.id)}

    async def _delete(self, d: Json) -> None:
        await self._actor.delete(self._message(d["channel_id"], d["message_id"]))

    async def _react(self, d: Json) -> None:
        change = self._actor.react if d["on"] else self._actor.unreact
        await change(self._message(d["channel_id"], d["message_id"]), d["emoji"])

    async def _vote(self, d: Json) -> None:
        await self._actor.vote(self._message(d["channel_id"], d["message_id"]), *d["answers"])

    async def _interest(self, d: Json) -> None:
        guild = self._pg.world.guilds.get(int(d["guild_id"]))
        event = guild and guild.events.get(int(d["event_id"]))
        if not guild or not event or self._user.id not in guild.members or not event.is_open:
            raise Refused("this event is over, or not there any more")
        self._actor.interested(event, wants=d["on"])

    def _channel(self, d: Json) -> Channel:
        channel = self._pg.world.channels.get(int(d["channel_id"]))
        if channel is None or not sight.sees(self._pg.world, self._user, channel):
            raise Refused("this channel is not there, or you cannot see it")
        return channel

    def _message(self, channel_id: str, message_id: str) -> Seen:
        found = self._pg.world.message(int(channel_id), int(message_id))
        if found is None:
            raise Refused("this message is not there any more")
        return self._pg.see(found)

    def _commands_in(self, channel: Channel) -> list[Json]:
        context = sight.context(channel, self._pg.world.application.bot)
        return self._actor.commands(channel, context)

    def _outcome(self, reply: Reply) -> Json:
        if reply.modal is None:
            return {"kind": reply.kind}
        interaction_id = reply.modal.opened_by["id"]
        self._modals[interaction_id] = reply.modal
        return {"kind": reply.kind, "modal": {**reply.modal.data, "interaction_id": interaction_id}}


def _value(value: Any) -> Any:
    """What the driver takes for a value of the page: files travel as `{"name", "data"}` in base64."""
    if isinstance(value, dict):
        return _uploaded(value)
    if isinstance(value, list):
        return [_value(one) for one in value]
    return value


def _uploaded(file: Json) -> tuple[str, bytes]:
    return file["name"], b64decode(file["data"])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."
