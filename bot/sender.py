"""Posts outside commands: cards, threads and forum posts; turns Discord's refusals into words for the staff."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import aiohttp
import discord

from bot.errors import ChannelGone, NotAllowed, Unavailable
from bot.presentation.components import Card

_HAS_A_THREAD = 160004  # Discord, JSON Error Codes
_TAG_REQUIRED = 40067  # Discord, JSON Error Codes


_PATIENCE_S = 60.0
"""For a post or an edit, with the tries that discord.py makes by itself."""

_LATEST = 100  # messages; Discord, Get Channel Messages


class Sender:
    """Speaks in channels through one client."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post(
        self, channel_id: int, card: Card, *, nonce: str | None = None, file: discord.File | None = None
    ) -> int:
        """Posts a card and gives its message id; the same nonce again within some minutes posts nothing new.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        given: dict[str, Any] = {name: value for name, value in (("nonce", nonce), ("file", file)) if value is not None}
        with refusals(channel_id):
            async with asyncio.timeout(_PATIENCE_S):
                message = await self._client.get_partial_messageable(channel_id).send(view=card, **given)
        return message.id

    async def edit(self, channel_id: int, message_id: int, card: Card) -> None:
        """Puts another card in the place of one that was posted.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        with refusals(channel_id):
            async with asyncio.timeout(_PATIENCE_S):
                await self._client.get_partial_messageable(channel_id).get_partial_message(message_id).edit(view=card)

    async def latest_buttons(self, channel_id: int) -> dict[int, list[str]]:
        """The custom ids on each of the latest messages of a channel that has any, by the message's id.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        with refusals(channel_id):
            async with asyncio.timeout(_PATIENCE_S):
                latest = await self._client.http.logs_from(channel_id, _LATEST)
        found = {int(message["id"]): list(_custom_ids(message["components"])) for message in latest}
        return {message_id: ids for message_id, ids in found.items() if ids}

    async def open_thread(self, guild_id: int, channel_id: int, message_id: int, name: str, starter: Card) -> int:
        """Opens a thread on a message and posts its first card; where the message has one already, gives that one.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        thread_id, is_new = await self.thread_on(guild_id, channel_id, message_id, name)
        if is_new:
            await self.post(thread_id, starter)
        return thread_id

    async def thread_on(self, guild_id: int, channel_id: int, message_id: int, name: str) -> tuple[int, bool]:
        """The thread on a message, and whether it was opened just now.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        channel = self._client.get_partial_messageable(channel_id, guild_id=guild_id)
        with refusals(channel_id):
            try:
                thread = await channel.get_partial_message(message_id).create_thread(name=name)
            except discord.HTTPException as error:
                if error.code == _HAS_A_THREAD:
                    return message_id, False  # a thread on a message has the message's id
                raise
        return thread.id, True

    async def forum(self, channel_id: int) -> discord.ForumChannel:
        """The forum with this id.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        with refusals(channel_id):
            found = self._client.get_channel(channel_id) or await self._client.fetch_channel(channel_id)
        if not isinstance(found, discord.ForumChannel):
            raise ChannelGone(f"<#{channel_id}> is not a forum; choose a forum channel.")
        return found

    async def forum_post(self, forum: discord.ForumChannel, name: str, card: Card, tag_id: int | None = None) -> int:
        """Opens a post in a forum and gives its thread's id.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        tags = [tag for tag in forum.available_tags if tag.id == tag_id]
        with refusals(forum.id):
            try:
                post = await forum.create_thread(name=name, view=card, applied_tags=tags)
            except discord.HTTPException as error:
                if error.code == _TAG_REQUIRED:
                    raise NotAllowed(f"<#{forum.id}> wants a tag on every post; choose one.") from error
                raise
        return post.thread.id


@contextmanager
def refusals(channel_id: int) -> Iterator[None]:
    """Turns what Discord refuses inside into a `DeliveryFault` that names the channel."""
    try:
        yield
    except discord.NotFound as error:
        raise ChannelGone(
            f"The channel or message in <#{channel_id}> is not there any more; choose another one."
        ) from error
    except discord.Forbidden as error:
        raise NotAllowed(
            f"Clio may not post in <#{channel_id}>; allow View Channel and Send Messages there."
        ) from error
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise Unavailable(f"Discord did not take a post to <#{channel_id}>; it is tried again later.") from error


def _custom_ids(components: Sequence[Any]) -> Iterator[str]:
    for component in components:
        if "custom_id" in component:
            yield str(component["custom_id"])
        yield from _custom_ids(component.get("components", ()))
