"""Scheduled posts on Discord: posts cards, threads and polls, and finds those that were posted before."""

import contextlib
import logging
import time
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.domain.calendars import MONTHS
from bot.domain.content import Item
from bot.domain.prompt import Notice, OnDay, Prompt
from bot.domain.search import title_of
from bot.errors import ChannelGone, NotAllowed
from bot.herald import Placed, Run, where
from bot.presentation import prompts
from bot.presentation.schedules import KINDS
from bot.presentation.text import clip, listed, plain
from bot.scheduled_daily import ScheduledChallenges
from bot.scheduled_quiz import ScheduledQuizzes
from bot.sender import LATEST, Sender
from bot.staff import Staff
from bot.storage.schedules import Schedule, moment
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

_CLOCKS_APART = timedelta(minutes=5)
_PAGES = 10  # of messages that are looked through in a channel where very many were written since
_RESENT_AFTER_S = 1.0  # discord.py 2.7 waits at least as long before it sends a request again
_NAME_LIMIT = 100  # characters; Discord, Start Thread


class Poster:
    """Speaks for every schedule."""

    def __init__(
        self,
        client: discord.Client,
        *,
        stocks: Stocks,
        sender: Sender,
        staff: Staff,
        quizzes: ScheduledQuizzes,
        challenges: ScheduledChallenges,
    ) -> None:
        self._client = client
        self._stocks = stocks
        self._sender = sender
        self._staff = staff
        self._quizzes = quizzes
        self._challenges = challenges

    async def found(self, run: Run) -> Placed | None:
        """The card that an earlier try has posted, known by its mark.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        schedule = run.schedule
        self._guild(schedule)
        if schedule.is_forum:
            thread_id = await self._only_post(run)
            return None if thread_id is None else Placed(thread_id, thread_id)
        channel = self._client.get_channel(schedule.channel_id)
        if isinstance(channel, discord.abc.GuildChannel):
            allowed = channel.permissions_for(channel.guild.me)
            if allowed.view_channel and not allowed.read_message_history:
                raise NotAllowed(
                    f"Clio cannot see whether her post is in <#{channel.id}>; allow Read Message History there."
                )
        since_at = moment(run.post.first_try_at) - _CLOCKS_APART
        messages = await self._sender.latest(schedule.channel_id)
        message_id = _marked(messages, run.mark)
        after_id = discord.utils.time_snowflake(since_at)
        pages = _PAGES if len(messages) == LATEST and int(messages[0]["id"]) > after_id else 0
        while message_id is None and pages:
            messages = await self._sender.latest(schedule.channel_id, after_id=after_id)
            message_id = _marked(messages, run.mark)
            pages = pages - 1 if len(messages) == LATEST else 0
            after_id = int(messages[-1]["id"]) if messages else after_id
        return None if message_id is None else Placed(message_id, None)

    async def card(self, run: Run, what: Prompt | OnDay | None, *, is_late: bool) -> Placed:
        """Posts the card: in a channel, or as a post of its own in a forum. Without an item, what is played.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        schedule, due_at = run.schedule, run.post.due_at
        role_id = schedule.ping_role_id
        if role_id and self._guild(schedule).get_role(role_id) is None:
            role_id = None
            await self.tell_staff(schedule, Notice("role", due_at))
        if schedule.kind == "daily":
            card = await self._challenges.card(run, ping_role_id=role_id, is_late=is_late)
        elif what is None:
            card = await self._quizzes.lobby(run, ping_role_id=role_id)
        else:
            late_since = due_at if is_late else None
            stock = await self._stocks.of(schedule.guild_id)
            card = prompts.prompt_card(stock, what, run.mark, ping_role_id=role_id, late_since=late_since)
        if not schedule.is_forum:
            nonce = f"{run.mark}.card"
            return Placed(await self._sender.post(schedule.channel_id, card, nonce=nonce, ping_role_id=role_id), None)
        forum = await self._sender.forum(schedule.channel_id)
        tag_id = _tag_id(forum, schedule.tag)
        name = _name(run, what.item if isinstance(what, Prompt) else None)
        began_s = time.monotonic()
        thread_id = await self._sender.forum_post(forum, name, card, tag_id, role_id)
        if time.monotonic() - began_s >= _RESENT_AFTER_S:
            thread_id = await self._only_post(run) or thread_id
        return Placed(thread_id, thread_id)

    async def thread(self, run: Run, item: Item | None) -> int:
        """Opens the thread on the card, which it begins with; once, however often it is asked for.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        schedule, card_id = run.schedule, run.post.card_message_id or 0
        thread_id, _ = await self._sender.thread_on(schedule.guild_id, schedule.channel_id, card_id, _name(run, item))
        return thread_id

    async def poll(self, run: Run, item: Item, hours: int) -> tuple[int, int]:
        """Posts the poll in the thread, or below the card; gives its message id and the moment of its end.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        post = run.post
        place_id = post.thread_id or run.schedule.channel_id
        message = None
        if not run.is_fresh:
            message = await self._poll_below(place_id, post.card_message_id or 0, prompts.poll_question(item))
        if message is None:
            poll = prompts.plausibility_poll(item, hours)
            message = await self._sender.poll(place_id, poll, nonce=f"{run.mark}.poll")
        ends_at = datetime.fromisoformat(message["poll"]["expiry"])
        return int(message["id"]), round(ends_at.timestamp() * 1000)

    async def begin_quiz(self, run: Run) -> None:
        """Begins the quiz whose lobby is there; once, however often it is asked for.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        await self._quizzes.begin(run)

    async def tell_staff(self, schedule: Schedule, notice: Notice) -> None:
        """Tells the staff, where they have a channel; the log has it in any case."""
        log.info("notice", extra=where(schedule, notice.due_at) | {"notice": notice.kind})
        kind = "day in history" if schedule.kind == "onthisday" else KINDS[schedule.kind].lower()
        card = prompts.notice_card(notice, schedule_id=schedule.id, kind=kind, channel_id=schedule.channel_id)
        await self._staff.tell(schedule.guild_id, card)

    def _guild(self, schedule: Schedule) -> discord.Guild:
        guild = self._client.get_guild(schedule.guild_id)
        if guild is None:
            raise ChannelGone("Clio is no member of the server any more.")
        return guild

    async def _only_post(self, run: Run) -> int | None:
        """The post in the forum that has the mark. Where Discord made several, the first; the others are removed."""
        schedule = run.schedule
        since_at = moment(min(run.post.due_at, run.post.first_try_at)) - timedelta(days=1)
        marked = []
        for thread_id in await self._sender.own_threads(schedule.guild_id, schedule.channel_id, since_at):
            with contextlib.suppress(ChannelGone):  # somebody has deleted it, or its first message
                message = await self._sender.first_message(thread_id)
                if prompts.has_mark(message["components"], run.mark):
                    marked.append(thread_id)
        for second_id in marked[1:]:
            await self._remove(run, second_id, marked[0])
        return marked[0] if marked else None

    async def _remove(self, run: Run, second_id: int, first_id: int) -> None:
        is_left = False
        try:
            await self._sender.delete_thread(second_id)
        except NotAllowed:
            is_left = True
            await self._sender.edit(second_id, second_id, prompts.posted_twice_card(first_id))
            await self._sender.archive_thread(second_id)
        await self.tell_staff(run.schedule, Notice("twice", run.post.due_at, has_card=is_left))

    async def _poll_below(self, place_id: int, card_id: int, question: str) -> Any:
        """Clio's poll with this question among the messages that follow the card; None where there is none."""
        for message in await self._sender.latest(place_id, after_id=card_id):
            if self._is_mine(message) and message.get("poll", {}).get("question", {}).get("text") == question:
                return message
        return None

    def _is_mine(self, message: Any) -> bool:
        return bool(message["author"]["id"] == str(self._client.application_id))


def _marked(messages: list[Any], mark: str) -> int | None:
    """The first of the messages that has the mark."""
    return next((int(message["id"]) for message in messages if prompts.has_mark(message["components"], mark)), None)


def _name(run: Run, item: Item | None) -> str:
    """What the thread or the forum's post is called."""
    if item:
        return clip(title_of(item), _NAME_LIMIT)
    day = moment(run.post.due_at).astimezone(run.schedule.rule.zone)
    named = {"quiz": "Quiz of", "daily": "Daily challenge of"}.get(run.schedule.kind, "On this day:")
    return f"{named} {day.day} {MONTHS[day.month - 1]}"


def _tag_id(forum: discord.ForumChannel, name: str) -> int | None:
    """The tag of this name as the forum has it now.

    Raises:
        NotAllowed: it has none of this name any more.
    """
    if not name:
        return None
    for tag in forum.available_tags:
        if tag.name.casefold() == name.casefold():
            return tag.id
    there = listed([plain(tag.name) for tag in forum.available_tags], "and") or "none"
    raise NotAllowed(f"<#{forum.id}> has no tag “{plain(name)}” any more; it has {there}.")
