"""Competitions on Discord: each message once, found again by its mark, and edited where it has changed."""

import logging
from collections.abc import Sequence

import discord

from bot.announcing import Reminder, Trouble, View, where
from bot.domain.competition import Match, Plan
from bot.domain.placing import Placed
from bot.drawing import Drawing
from bot.errors import ClioError
from bot.guild_events import GuildEvents
from bot.opened import now_ms
from bot.presentation import brackets, competitions, contests, matches
from bot.presentation.alt import standings_alt
from bot.presentation.components import Card
from bot.roles import Roles
from bot.saying import CLOCKS_APART, Picture, Sayings, mark_of, moment
from bot.sender import Sender
from bot.staff import Staff
from bot.storage.competitions import Competitions, KeptMatch, Said

log = logging.getLogger(__name__)

_QUESTION_S = 40  # of a competition whose end nobody knows, for its event
_WAITING = ("drawn", "open")


class DiscordAnnouncer:
    """Speaks for every competition; an `Announcer`."""

    def __init__(
        self,
        client: discord.Client,
        competitions: Competitions,
        sender: Sender,
        staff: Staff,
        roles: Roles,
        drawing: Drawing,
    ) -> None:
        self._competitions = competitions
        self._sender = sender
        self._staff = staff
        self._roles = roles
        self._events = GuildEvents(client)
        self._drawing = drawing
        self._sayings = Sayings(competitions, sender)

    async def card(self, view: View) -> None:
        """Brings the card of the sign-up up to date; where it is lost, it is posted anew as long as it is of use.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        competition, told = view.competition, await self._sayings.of(view)
        place_id, message_id = competition.channel_id, competition.card_message_id
        if message_id is None and "card" not in told.said:  # whoever made the competition may have been interrupted
            joins = f"comp-join:{competition.id}"
            latest = await self._sender.latest_buttons(place_id)
            message_id = next((found for found, ids in latest.items() if joins in ids), None)
        if message_id is not None and "card" not in told.said:
            told.said["card"] = Said("card", place_id, message_id, competition.created_at)
        is_of_use = competition.phase not in ("over", "cancelled")
        posted_id = await self._sayings.show(
            view,
            "card",
            place_id,
            lambda _: competitions.signup_card(view, mark=mark_of(view, "card")),
            is_again=is_of_use,
        )
        if posted_id and posted_id != competition.card_message_id:
            await self._competitions.card_posted(competition.id, posted_id)

    async def event(self, view: View) -> int:
        """Makes Discord's scheduled event, once, and gives its id; 0 where Clio may not or its time is past.

        Raises:
            DeliveryFault: one of its kinds.
        """
        competition, told = view.competition, await self._sayings.of(view)
        starts_at = competition.starts_at
        said = told.said.get("event")
        if said and said.message_id is not None:
            return said.message_id
        if starts_at is None or starts_at <= now_ms():
            return 0
        is_fresh = await self._sayings.claim(view, "event", competition.channel_id)
        event_id = None
        if not is_fresh:
            event_id = await self._events.found(competition.guild_id, name=competition.title, starts_at=starts_at)
        if event_id is None:
            event_id = await self._events.make(
                competition.guild_id,
                name=competition.title,
                text=competitions.event_text(competition),
                place=f"https://discord.com/channels/{competition.guild_id}/{competition.channel_id}",
                span=(starts_at, starts_at + 1000 * _lasts_s(competition.plan)),
            )
        await self._sayings.was_said(view, "event", event_id or 0)
        return event_id or 0

    async def end_event(self, view: View) -> None:
        """Lets the event end with the competition, or be cancelled with it; nothing more is said of it then.

        Raises:
            DeliveryFault: one of its kinds.
        """
        competition = view.competition
        if competition.event_id:
            took_place = competition.phase == "over" or competition.stage_began_at is not None
            await self._events.end(competition.guild_id, competition.event_id, took_place=took_place)
        self._sayings.forget(competition.id)

    async def remind(self, view: View, what: Reminder) -> None:
        """Calls those who want to be called, once, as many in a message as Discord allows.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        competition, told = view.competition, await self._sayings.of(view)
        whole = f"remind.{what}"
        said = told.said.get(whole)
        if said and said.message_id is not None:
            return
        await self._sayings.claim(view, whole, competition.channel_id)
        for number, (card, user_ids) in enumerate(competitions.reminders(view, what), 1):
            key = f"{whole}.{number}"
            [frame] = card.to_components()
            marked = Card({**frame, "id": mark_of(view, key)})
            await self._sayings.post(view, key, competition.channel_id, marked, ping_user_ids=user_ids)
        await self._sayings.was_said(view, whole, 0)

    async def stage(self, view: View) -> None:
        """Posts who meets whom in the stage that is on, once, and later brings it up to date.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        competition = view.competition
        key = f"stage.{competition.stage}"
        mark, columns, title = mark_of(view, key), brackets.columns(view), competition.title
        picture = None
        if columns:
            words = brackets.bracket_alt(title, columns)
            picture = Picture(matches.BRACKET, words, columns, lambda: self._drawing.bracket(title, columns))
        await self._sayings.show(
            view,
            key,
            competition.channel_id,
            lambda words: matches.stage_card(view, picture=words, mark=mark),
            picture=picture,
        )

    async def open_room(self, view: View, match: Match) -> int:
        """Opens the thread of the match's room, once, and gives its id.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        competition = view.competition
        key, name = f"room.{match.room}", contests.room_name(competition.title, match.room)
        told = await self._sayings.of(view)
        thread_id = told.said[key].message_id if key in told.said else None
        if thread_id is None and not await self._sayings.claim(view, key, competition.channel_id):
            since_at = moment(told.said[key].at) - CLOCKS_APART
            mine = await self._sender.own_threads(competition.guild_id, competition.channel_id, since_at)
            taken = {room.thread_id for room in view.rooms.values()}
            thread_id = next((one for one, its_name in mine.items() if its_name == name and one not in taken), None)
        if thread_id is None:
            thread_id = await self._sender.thread_beside(competition.channel_id, name)
        await self._sayings.was_said(view, key, thread_id)
        return thread_id

    async def match(self, view: View, kept: KeptMatch) -> None:
        """Posts the card of a match that is about to be played, once, and later brings it up to date.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        match, key = kept.match, f"match.{kept.match.stage}.{kept.match.number}"
        mark, there = mark_of(view, key), view.there.get(match.number, frozenset())
        is_about_to = kept.state in _WAITING
        if is_about_to or key in (await self._sayings.of(view)).said:
            users = contests.members_of(view, match.entrant_ids)
            called = [user for user in users if user in view.pinged][: competitions.PINGS]
            await self._sayings.show(
                view,
                key,
                view.place_of(match),
                lambda _: matches.match_card(view, kept, there, mark=mark),
                is_again=is_about_to,
                ping_user_ids=called if is_about_to else (),
            )

    async def outcome(self, view: View, kept: KeptMatch) -> None:
        """Says in its place how a match ended, once; nothing where it had none.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        key, place_id = f"outcome.{kept.match.stage}.{kept.match.number}", view.place_of(kept.match)
        if place_id:
            await self._sayings.post(view, key, place_id, matches.outcome_card(view, kept, mark=mark_of(view, key)))

    async def results(self, view: View, placed: Sequence[Placed], champion_id: int | None) -> None:
        """Says how the competition ended, once, with a podium; or that it does not take place.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        competition = view.competition
        places, title, picture = matches.podium(view, placed), competition.title, None
        if competition.phase == "over" and places:
            words = standings_alt(title, places)
            picture = Picture(matches.PODIUM, words, None, lambda: self._drawing.standings(title, places))
        await self._sayings.show(
            view,
            "results",
            competition.channel_id,
            lambda words: matches.results_card(view, placed, champion_id, picture=words, mark=mark_of(view, "results")),
            picture=picture,
            is_once=True,
        )

    async def crown(self, view: View, user_ids: Sequence[int]) -> None:
        """Gives the champion's role.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        competition = view.competition
        for user_id in user_ids:
            role_id = competition.plan.champion_role_id or 0
            await self._roles.give(competition.guild_id, user_id, role_id, why=f"Champion of {competition.title}")

    async def tell_hosts(self, view: View, what: Trouble, why: str = "") -> None:
        """Tells the staff, or where they have no channel who made the competition, what is in the way; once."""
        competition = view.competition
        try:
            if await self._sayings.claim(view, f"trouble.{what}", 0):
                card = matches.trouble_card(view, what, why)
                if not await self._staff.tell(competition.guild_id, card):
                    await self._sender.direct(competition.creator_id, card)
        except ClioError as fault:
            log.warning("hosts not told", extra=where(competition) | {"why": type(fault).__name__})


def _lasts_s(plan: Plan) -> int:
    """About how long it takes: a knockout as if all had entered who can."""
    stages = plan.quizzes if plan.format != "knockout" else max(1, (plan.max_entrants - 1).bit_length())
    return stages * (plan.questions * _QUESTION_S + plan.break_s)
