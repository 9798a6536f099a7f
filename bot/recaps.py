"""What came of posted what-ifs: keeps the results of their polls, and tells each before the next one comes."""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, NamedTuple

import discord

from bot.domain.discussion import Reply, Talk, talk
from bot.domain.prompt import MISTAKE, Notice
from bot.domain.search import title_of
from bot.domain.stock import Stock
from bot.drawing import Drawing
from bot.errors import ChannelGone, DeliveryFault, Unavailable
from bot.opened import now_ms
from bot.presentation.alt import stats_alt
from bot.presentation.components import Card
from bot.presentation.prompts import has_mark, notice_card
from bot.presentation.recaps import (
    PAGE,
    PICTURE,
    POLL_TITLE,
    Ballot,
    Past,
    Recap,
    archive_card,
    message_url,
    poll_bars,
    recap_card,
)
from bot.sender import LATEST, Sender
from bot.staff import Staff
from bot.storage.faults import until_kept
from bot.storage.privacy import Privacy
from bot.storage.schedules import GIVEN_UP, Post, Schedule, Schedules
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

_MINUTE_MS = 60_000
_BEFORE_NEXT_MS = 60 * _MINUTE_MS
"""A prompt is recapped in the hour before the next one, when its poll is over."""

_LAST_CALL_MS = 10 * _MINUTE_MS
"""So long before the next prompt nothing more is waited for."""

_YOUNGEST_MS = 6 * 60 * _MINUTE_MS  # a prompt posted later has nothing to look back on
_COUNTED_AFTER_MS = 30 * _MINUTE_MS  # Discord, Poll Results Object: counts are final some time after the end
_UNREADABLE_MS = 24 * 60 * _MINUTE_MS  # after which a poll that may not be read counts as gone
_PUT_OFF_MS = 10 * _MINUTE_MS
_LATE_MS = 12 * 60 * _MINUTE_MS  # after the next prompt, as long as that itself may come late
_LOOKS_BACK_EVERY_MS = 30 * _MINUTE_MS  # it takes 0.2 s with ten thousand schedules of fifty posts
_FORGOTTEN_MS = 7 * 24 * 60 * _MINUTE_MS
_LOOKED_AT = 200  # polls, or recaps, of one look
_TOGETHER = (
    5  # of these: ten thousand in the hour before the next prompts, and most of the pacer's turns left to others
)
_PAGES = 20  # of a discussion that are read
_SAID = (0, 19)  # a message and a reply; Discord, Message Types
_Step = Callable[[Schedule, Post], Awaitable[bool]]


class Told(NamedTuple):
    """A recap as it is sent."""

    card: Card
    file: discord.File | None


class Recaps:
    """Looks back on what-ifs, through one client."""

    def __init__(
        self,
        client: discord.Client,
        stocks: Stocks,
        schedules: Schedules,
        privacy: Privacy,
        sender: Sender,
        staff: Staff,
        drawing: Drawing,
    ) -> None:
        self._client = client
        self._stocks = stocks
        self._schedules = schedules
        self._privacy = privacy
        self._sender = sender
        self._staff = staff
        self._drawing = drawing
        self._again_at: dict[tuple[int, int], int] = {}
        self._make_up_at = 0

    async def run(self, wake_s: float) -> None:
        """Keeps results and posts recaps until it is cancelled."""
        while True:
            has_done = False
            try:
                has_done = await self._look()
            except Exception:
                log.exception("past prompts not looked at")
            if not has_done:
                await asyncio.sleep(wake_s)

    async def _look(self) -> bool:
        """Does what there is to do; whether anything was done, so that there may be more."""
        now_at = now_ms()
        self._again_at = {key: at for key, at in self._again_at.items() if at > now_at}
        has_counted = await self._each(self._count, await self._schedules.ended_polls(now_at, _LOOKED_AT))
        near = await self._schedules.to_recap(
            due_by=now_at + _BEFORE_NEXT_MS, posted_by=now_at - _YOUNGEST_MS, limit=_LOOKED_AT
        )
        has_told = await self._each(self._tell, near)
        return await self._make_up(now_at) or has_told or has_counted

    async def _make_up(self, now_at: int) -> bool:
        """Tells what was not told in time; what is too late for that is said to the staff. Looks now and then only."""
        if now_at < self._make_up_at:
            return False
        self._make_up_at = now_at + _LOOKS_BACK_EVERY_MS
        posted_by = now_at - _YOUNGEST_MS
        missed = await self._schedules.unrecapped(since=now_at - _FORGOTTEN_MS, posted_by=posted_by, limit=_LOOKED_AT)
        if not missed:
            return False
        late = await self._schedules.unrecapped(since=now_at - _LATE_MS, posted_by=posted_by, limit=_LOOKED_AT)
        in_time = {_key(post) for _, post in late}
        too_late = [(schedule, post) for schedule, post in missed if _key(post) not in in_time]
        return await self._each(self._tell, late) or await self._each(self._give_up, too_late)

    async def _give_up(self, schedule: Schedule, post: Post) -> bool:
        """Says that a recap was missed, where the staff has not heard what kept it away."""
        await until_kept(lambda: self._schedules.recap_failed(post, GIVEN_UP))
        if not post.recap_fault:
            await self._say(schedule, Notice("unrecapped", post.due_at))
        return True

    async def _say(self, schedule: Schedule, notice: Notice) -> None:
        log.info("notice", extra={"schedule": schedule.id, "guild": schedule.guild_id, "notice": notice.kind})
        card = notice_card(notice, schedule_id=schedule.id, kind="what-if", channel_id=schedule.channel_id)
        await self._staff.tell(schedule.guild_id, card)

    async def _each(self, step: _Step, posts: Sequence[tuple[Schedule, Post]]) -> bool:
        gate = asyncio.Semaphore(_TOGETHER)

        async def one(schedule: Schedule, post: Post) -> bool:
            async with gate:
                return await self._try(step, schedule, post)

        return any(await asyncio.gather(*(one(schedule, post) for schedule, post in posts)))

    async def _try(self, step: _Step, schedule: Schedule, post: Post) -> bool:
        """Whether the step is done; what could not be is put off."""
        key = _key(post)
        if key in self._again_at:
            return False
        where = {"schedule": schedule.id, "guild": schedule.guild_id, "due_at": post.due_at}
        try:
            return await step(schedule, post)
        except DeliveryFault as fault:
            self._again_at[key] = now_ms() + _PUT_OFF_MS
            log.warning("past prompt put off", extra=where | {"why": type(fault).__name__})
        except Exception:
            self._again_at[key] = now_ms() + _PUT_OFF_MS
            log.exception("past prompt not looked at", extra=where)
        return False

    async def _count(self, schedule: Schedule, post: Post) -> bool:
        """Keeps the result of a poll as soon as it is final."""
        ended_ms = now_ms() - (post.poll_ends_at or 0)
        try:
            ballot = await self._ballot(schedule, post)
        except DeliveryFault:
            if ended_ms < _UNREADABLE_MS and self._client.get_guild(schedule.guild_id):
                raise
            ballot = Ballot({}, post.poll_ends_at or 0, is_final=True)
        is_over = ballot is not None and (ballot.is_final or ended_ms > _COUNTED_AFTER_MS)
        if ballot and is_over:
            await self._schedules.poll_over(post, ballot.votes or {})
        return is_over

    async def _ballot(self, schedule: Schedule, post: Post) -> Ballot | None:
        """The poll as it stands now; None where there was none.

        Raises:
            DeliveryFault: it is there, and cannot be read.
        """
        known = _kept(post)
        if known is None or known.is_final or post.poll_message_id is None:
            return known
        try:
            message = await self._sender.message(post.thread_id or schedule.channel_id, post.poll_message_id)
        except ChannelGone:
            return Ballot({}, known.ends_at, is_final=True)
        poll = message.get("poll") or {"answers": []}
        results = poll.get("results") or {"answer_counts": [], "is_finalized": False}
        counts = {entry["id"]: entry["count"] for entry in results["answer_counts"]}
        votes = {one["poll_media"]["text"]: counts.get(one["answer_id"], 0) for one in poll["answers"]}
        return Ballot(votes, known.ends_at, is_final=bool(results["is_finalized"]))

    async def _tell(self, schedule: Schedule, post: Post) -> bool:
        """Posts the recap; the staff hears once what keeps it away, unless Discord is merely out of order."""
        try:
            return await self._post(schedule, post)
        except Exception as fault:
            why = str(fault) if isinstance(fault, DeliveryFault) else MISTAKE
            if not isinstance(fault, Unavailable) and why != post.recap_fault:
                await until_kept(lambda: self._schedules.recap_failed(post, why))
                await self._say(schedule, Notice("recap", post.due_at, why=why))
            raise

    async def _post(self, schedule: Schedule, post: Post) -> bool:
        """Posts the recap where the prompt was posted, once."""
        now_at = now_ms()
        is_open = post.poll_message_id is not None and post.poll_result is None
        if is_open and now_at < schedule.next_due_at - _LAST_CALL_MS:
            return False
        place_id = recapped_in(schedule, post)
        mark = mark_of(post)
        latest = await self._sender.latest(place_id)
        found = next((int(message["id"]) for message in latest if has_mark(message["components"], mark)), None)
        if found is None:
            channel = self._client.get_channel(schedule.channel_id)
            may_attach = isinstance(channel, discord.abc.GuildChannel) and _allowed(channel).attach_files
            told = await self.told(schedule, post, may_attach=may_attach)
            found = await self._sender.post(place_id, told.card, nonce=f"{mark}.recap", file=told.file)
            log.info("recapped", extra={"schedule": schedule.id, "guild": schedule.guild_id, "due_at": post.due_at})
        message_id = found
        await until_kept(lambda: self._schedules.recapped(post, message_id))
        return True

    async def told(self, schedule: Schedule, post: Post, *, may_attach: bool) -> Told:
        """The recap of a prompt as things stand now."""
        recap = await self._recap(schedule, post)
        bars = poll_bars(recap.past) if may_attach else {}
        if not bars:
            return Told(recap_card(recap, mark_of(post)), None)
        picture = await self._drawing.stats(POLL_TITLE, bars)
        if picture is None:
            return Told(recap_card(recap, mark_of(post)), None)
        card = recap_card(recap, mark_of(post), picture=stats_alt(POLL_TITLE, bars))
        return Told(card, discord.File(io.BytesIO(picture), PICTURE))

    async def _recap(self, schedule: Schedule, post: Post) -> Recap:
        try:
            ballot = await self._ballot(schedule, post)
        except DeliveryFault:
            ballot = Ballot(None, post.poll_ends_at or 0, is_final=True)
        said = None
        if post.thread_id:
            said = await self._talk(schedule, post.thread_id)
        later = [one for one in await self._schedules.posts_of(schedule.id, LATEST) if one.due_at > post.due_at]
        following = next((one for one in reversed(later) if one.state == "posted"), None)
        kept = await self._schedules.get(schedule.id) or schedule
        stock = await self._stocks.of(schedule.guild_id)
        return Recap(
            past=_past(stock, schedule, post, ballot),
            guild_id=schedule.guild_id,
            thread_id=post.thread_id,
            talk=said,
            following=_past(stock, schedule, following, None) if following else None,
            next_at=kept.next_due_at if kept.state == "active" else None,
        )

    async def _talk(self, schedule: Schedule, thread_id: int) -> Talk | None:
        """What members wrote in a thread; None where it is gone, or may not be read."""
        channel = self._client.get_channel(schedule.channel_id)
        if isinstance(channel, discord.abc.GuildChannel) and not _allowed(channel).read_message_history:
            return None  # Discord answers with no messages at all
        replies: list[Reply] = []
        after_id, is_cut = thread_id, True
        try:
            for _ in range(_PAGES):
                messages = await self._sender.latest(thread_id, after_id=after_id)
                replies += _replies(messages)
                if len(messages) < LATEST:
                    is_cut = False
                    break
                after_id = int(messages[-1]["id"])
        except DeliveryFault:
            return None
        return talk(replies, await self._privacy.hidden(), is_cut=is_cut)

    async def archive(self, guild_id: int, page: int) -> Card:
        """A page of the past what-ifs of a server; the last one where there are not so many."""
        count = await self._schedules.count_posts(guild_id, "whatif")
        pages = max(1, -(-count // PAGE))
        page = min(max(page, 1), pages)
        posts = await self._schedules.last_posts(guild_id, "whatif", PAGE, (page - 1) * PAGE)
        stock = await self._stocks.of(guild_id)
        shown = [_past(stock, schedule, post, _kept(post)) for schedule, post in posts]
        return archive_card(shown, page=page, pages=pages, count=count)


def _key(post: Post) -> tuple[int, int]:
    return post.schedule_id, post.due_at


def name_of(stock: Stock, post: Post) -> str:
    """The title of what was posted; empty where it is in no pack any more."""
    item = stock.get(post.item_id)
    return title_of(item) if item else ""


def mark_of(post: Post) -> str:
    """What tells the recap of a post from all other messages."""
    return f"{post.schedule_id:x}-{post.due_at:x}"


def recapped_in(schedule: Schedule, post: Post) -> int:
    """Where the recap of a post belongs: its channel, or its own thread in a forum, which takes no messages itself."""
    return (post.thread_id if schedule.is_forum else None) or schedule.channel_id


def _past(stock: Stock, schedule: Schedule, post: Post, ballot: Ballot | None) -> Past:
    place_id = (post.thread_id if schedule.is_forum else None) or schedule.channel_id
    recapped = post.recap_message_id
    recap_url = message_url(schedule.guild_id, recapped_in(schedule, post), recapped) if recapped else ""
    return Past(
        name=name_of(stock, post),
        posted_at=post.posted_at or post.due_at,
        url=message_url(schedule.guild_id, place_id, post.card_message_id or place_id),
        ballot=ballot,
        recap_url=recap_url,
    )


def _kept(post: Post) -> Ballot | None:
    if post.poll_message_id is None:
        return None
    return Ballot(post.poll_result, post.poll_ends_at or 0, is_final=post.poll_result is not None)


def _replies(messages: list[Any]) -> Iterator[Reply]:
    """Those that members wrote."""
    for message in messages:
        if message["type"] in _SAID and not message["author"].get("bot") and "webhook_id" not in message:
            reactions = sum(reaction["count"] for reaction in message.get("reactions", ()))
            yield Reply(int(message["id"]), int(message["author"]["id"]), reactions)


def _allowed(channel: discord.abc.GuildChannel) -> discord.Permissions:
    return channel.permissions_for(channel.guild.me)
