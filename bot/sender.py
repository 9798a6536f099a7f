"""Posts outside commands: cards, threads and forum posts; turns Discord's refusals into words for the staff."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import aiohttp
import discord
from discord.http import handle_message_parameters

from bot.errors import ChannelGone, NotAllowed, Unavailable
from bot.presentation.components import Card

_HAS_A_THREAD = 160004  # Discord, JSON Error Codes
_TO_MEND = {
    40067: "<#{}> wants a tag on every post; choose one.",
    50083: "The thread <#{}> is archived and locked; reopen it.",
    160005: "The thread <#{}> is locked; unlock it.",
    50008: "<#{}> takes no messages; choose another channel.",
    160006: "The server of <#{}> has as many active threads as Discord allows; archive some.",
}
"""What the staff can do about what is no matter of permissions; Discord, JSON Error Codes."""

_PATIENCE_S = 60.0
"""For a post or an edit, with the tries that discord.py makes by itself."""

LATEST = 100  # messages; Discord, Get Channel Messages
_PAGES = 10


class Sender:
    """Speaks in channels through one client."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post(
        self,
        channel_id: int,
        card: Card,
        *,
        nonce: str | None = None,
        file: discord.File | None = None,
        ping_role_id: int | None = None,
        ping_user_ids: Sequence[int] = (),
    ) -> int:
        """Posts a card and gives its message id; the same nonce again within some minutes posts nothing new.

        Of those whom the card names it pings that role, or those users, at most 100.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        given: dict[str, Any] = {name: value for name, value in (("nonce", nonce), ("file", file)) if value is not None}
        if ping_role_id:
            given["allowed_mentions"] = _only(ping_role_id)
        elif ping_user_ids:
            users = [discord.Object(user_id) for user_id in ping_user_ids]
            given["allowed_mentions"] = discord.AllowedMentions(
                everyone=False, roles=False, replied_user=False, users=users
            )
        pings_nobody = self._client.allowed_mentions
        with (
            refusals(channel_id),
            # discord.py's own `send` makes a message of what Discord gives back, with an object for each component.
            handle_message_parameters(view=card.view(), previous_allowed_mentions=pings_nobody, **given) as parameters,
        ):
            async with asyncio.timeout(_PATIENCE_S):
                return int((await self._client.http.send_message(channel_id, params=parameters))["id"])

    async def direct(self, user_id: int, card: Card) -> bool:
        """Sends a card to somebody alone; False where they take none from Clio, or Discord does not."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                channel = await self._client.create_dm(discord.Object(user_id))
                await channel.send(view=card.view())
        except (discord.HTTPException, aiohttp.ClientError, OSError):
            return False
        return True

    async def edit(
        self, channel_id: int, message_id: int, card: Card, *, files: Sequence[discord.File] | None = None
    ) -> int:
        """Puts another card in the place of one that was posted; gives when, in milliseconds of Discord's clock.

        `files` take the place of those that it had; None leaves them.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        attachments: Any = discord.utils.MISSING if files is None else files
        with (
            refusals(channel_id),
            handle_message_parameters(view=card.view(), attachments=attachments) as parameters,
        ):
            async with asyncio.timeout(_PATIENCE_S):
                edited = await self._client.http.edit_message(channel_id, message_id, params=parameters)
        edited_at = discord.utils.parse_time(edited["edited_timestamp"]) or discord.utils.utcnow()
        return round(edited_at.timestamp() * 1000)

    async def latest_buttons(self, channel_id: int) -> dict[int, list[str]]:
        """The custom ids on each of the latest messages of a channel that has any, by the message's id.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        with refusals(channel_id):
            async with asyncio.timeout(_PATIENCE_S):
                latest = await self._client.http.logs_from(channel_id, LATEST)
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

    async def poll(self, channel_id: int, poll: discord.Poll, *, nonce: str) -> Any:
        """Posts a poll and gives its message as Discord tells it; the nonce is that of `post`.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        with refusals(channel_id), handle_message_parameters(poll=poll, nonce=nonce) as parameters:
            async with asyncio.timeout(_PATIENCE_S):
                return await self._client.http.send_message(channel_id, params=parameters)

    async def latest(self, channel_id: int, *, after_id: int | None = None) -> list[Any]:
        """The latest messages of a channel as Discord tells them, or the first ones after an id; the oldest first.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        with refusals(channel_id):
            async with asyncio.timeout(_PATIENCE_S):
                return (await self._client.http.logs_from(channel_id, LATEST, after=after_id))[::-1]

    async def marked(self, channel_id: int, mark: int, since_at: datetime) -> int | None:
        """The first message since a moment whose frame has this mark, among the first thousand; None: there is none.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        channel = self._client.get_channel(channel_id)
        if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            allowed = channel.permissions_for(channel.guild.me)
            if allowed.view_channel and not allowed.read_message_history:
                raise NotAllowed(
                    f"Clio cannot see whether her post is in <#{channel_id}>; allow Read Message History there."
                )
        after_id = discord.utils.time_snowflake(since_at)
        for _ in range(_PAGES):
            messages = await self.latest(channel_id, after_id=after_id)
            for message in messages:
                if any(part.get("id") == mark for part in message["components"]):
                    return int(message["id"])
            if len(messages) < LATEST:
                break
            after_id = int(messages[-1]["id"])
        return None

    async def thread_beside(self, channel_id: int, name: str) -> int:
        """Opens a public thread that hangs on no message and gives its id.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        channel = self._client.get_channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            raise NotAllowed(
                f"<#{channel_id}> can have no threads for matches; make the competition in a text channel."
            )
        kind = discord.ChannelType.news_thread if channel.is_news() else discord.ChannelType.public_thread
        with refusals(channel_id):
            try:
                async with asyncio.timeout(_PATIENCE_S):
                    return (await channel.create_thread(name=name, type=kind)).id
            except discord.Forbidden as error:
                raise NotAllowed(
                    f"Clio may not open threads in <#{channel_id}>; "
                    "allow Create Public Threads and Send Messages in Threads there."
                ) from error

    async def forum_post(
        self,
        forum: discord.ForumChannel,
        name: str,
        card: Card,
        tag_id: int | None = None,
        ping_role_id: int | None = None,
    ) -> int:
        """Opens a post in a forum and gives its thread's id.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        tags = [tag for tag in forum.available_tags if tag.id == tag_id]
        mentions = _only(ping_role_id) if ping_role_id else discord.AllowedMentions.none()
        with refusals(forum.id):
            async with asyncio.timeout(_PATIENCE_S):
                post = await forum.create_thread(
                    name=name, view=card.view(), applied_tags=tags, allowed_mentions=mentions
                )
        return post.thread.id

    async def own_threads(self, guild_id: int, channel_id: int, since_at: datetime) -> dict[int, str]:
        """The names of the threads that Clio has begun in a channel since a moment, archived ones too, by id in order.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        http = self._client.http
        with refusals(channel_id):
            async with asyncio.timeout(_PATIENCE_S):
                found: list[Any] = list((await http.get_active_threads(guild_id))["threads"])
                before: Any = None
                while True:
                    page = await http.get_public_archived_threads(channel_id, before, LATEST)
                    found += page["threads"]
                    # The last archived come first, and none is archived before it is begun.
                    before = found[-1]["thread_metadata"]["archive_timestamp"] if found else None
                    if not page["has_more"] or datetime.fromisoformat(before) < since_at:
                        break
        first_id = discord.utils.time_snowflake(since_at)
        me = str(self._client.application_id)
        return {
            int(thread["id"]): str(thread["name"])
            for thread in sorted(found, key=lambda thread: int(thread["id"]))
            if int(thread["id"]) >= first_id and thread["owner_id"] == me and thread["parent_id"] == str(channel_id)
        }

    async def message(self, channel_id: int, message_id: int) -> Any:
        """A message as Discord tells it.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        with refusals(channel_id):
            return await self._client.http.get_message(channel_id, message_id)

    async def first_message(self, thread_id: int) -> Any:
        """The message that a forum's post begins with, as Discord tells it.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        return await self.message(thread_id, thread_id)

    async def delete_thread(self, thread_id: int) -> None:
        """Deletes a thread or a forum's post, which takes the permission Manage Threads.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        with refusals(thread_id):
            await self._client.http.delete_channel(thread_id)

    async def archive_thread(self, thread_id: int) -> None:
        """Archives a thread that Clio has begun.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        with refusals(thread_id):
            await self._client.http.edit_channel(thread_id, archived=True)


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
        if isinstance(error, discord.HTTPException) and error.code in _TO_MEND:
            raise NotAllowed(_TO_MEND[error.code].format(channel_id)) from error
        raise Unavailable(f"Discord did not take a post to <#{channel_id}>; it is tried again later.") from error


def _only(role_id: int) -> discord.AllowedMentions:
    return discord.AllowedMentions(everyone=False, users=False, replied_user=False, roles=[discord.Object(role_id)])


def _custom_ids(components: Sequence[Any]) -> Iterator[str]:
    for component in components:
        if "custom_id" in component:
            yield str(component["custom_id"])
        yield from _custom_ids(component.get("components", ()))
