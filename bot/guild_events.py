"""Discord's scheduled events: made once, found again, ended; turns Discord's refusals into words for the staff."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord

from bot.errors import ChannelGone, NotAllowed, Unavailable

_EXTERNAL = discord.EntityType.external.value
_SCHEDULED, _ACTIVE, _COMPLETED, _CANCELLED = 1, 2, 3, 4  # Discord, Guild Scheduled Event Status
_BAD_FORM, _TOO_MANY = 50035, 30038  # Discord, JSON Error Codes
_NAME, _TEXT, _PLACE = 100, 1000, 100  # characters; Discord, Guild Scheduled Event Object
_PATIENCE_S = 60.0
"""With the tries that discord.py makes by itself."""


class GuildEvents:
    """Makes and ends events through one client."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def make(self, guild_id: int, *, name: str, text: str, place: str, span: tuple[int, int]) -> int | None:
        """Makes an event from one moment to another and gives its id; None where there can be none.

        None where Clio lacks the permission Create Events, the guild has too many events, or the time is past.

        Raises:
            DeliveryFault: one of its kinds.
        """
        starts_at, ends_at = (_iso(at) for at in span)
        given: dict[str, Any] = {
            "name": name[:_NAME],
            "description": text[:_TEXT],
            "privacy_level": discord.PrivacyLevel.guild_only.value,
            "entity_type": _EXTERNAL,
            "entity_metadata": {"location": place[:_PLACE]},
            "scheduled_start_time": starts_at,
            "scheduled_end_time": ends_at,
        }
        try:
            with _refusals():
                async with asyncio.timeout(_PATIENCE_S):
                    made = await self._client.http.create_guild_scheduled_event(guild_id, **given)
        except NotAllowed:
            return None
        return int(made["id"])

    async def found(self, guild_id: int, *, name: str, starts_at: int) -> int | None:
        """The event of this name and moment that Clio has made; None where there is none.

        Raises:
            DeliveryFault: one of its kinds.
        """
        with _refusals():
            async with asyncio.timeout(_PATIENCE_S):
                events = await self._client.http.get_scheduled_events(guild_id, with_user_count=False)
        me = str(self._client.application_id)
        for event in events:
            begins_at = datetime.fromisoformat(event["scheduled_start_time"]).timestamp()
            if (event["name"], event.get("creator_id")) == (name[:_NAME], me) and round(begins_at * 1000) == starts_at:
                return int(event["id"])
        return None

    async def end(self, guild_id: int, event_id: int, *, took_place: bool) -> None:
        """The event is over, or called off; one that is not there any more, or over already, is left as it is.

        Raises:
            DeliveryFault: one of its kinds.
        """
        http = self._client.http
        with _refusals():
            async with asyncio.timeout(_PATIENCE_S):
                try:
                    event: Any = await http.get_scheduled_event(guild_id, event_id, with_user_count=False)
                    status = event["status"]
                    if status == _SCHEDULED and took_place:  # its host began it earlier
                        await http.edit_scheduled_event(guild_id, event_id, status=_ACTIVE)
                        status = _ACTIVE
                    if status == _SCHEDULED:
                        await http.edit_scheduled_event(guild_id, event_id, status=_CANCELLED)
                    elif status == _ACTIVE:
                        await http.edit_scheduled_event(guild_id, event_id, status=_COMPLETED)
                except discord.NotFound:
                    return


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat()


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except discord.NotFound as error:
        raise ChannelGone("The server's events cannot be seen.") from error
    except discord.Forbidden as error:
        raise NotAllowed("Clio may not make events; she needs Create Events.") from error
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        if isinstance(error, discord.HTTPException) and error.code in (_BAD_FORM, _TOO_MANY):
            raise NotAllowed("Discord takes no such event.") from error
        raise Unavailable("Discord did not take a scheduled event; it is tried again later.") from error
