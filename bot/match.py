"""One match of a competition: gathers its entrants, plays its quiz, and another among the tied, until it is decided."""

import asyncio
import logging
import random
import zlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from bot.announcing import Announcer, CompetitionWaits, View, where
from bot.domain.bracket import Decision, advancing
from bot.domain.competition import Entrant, Match
from bot.domain.host_log import adjustments
from bot.domain.quiz import Rules, Session
from bot.domain.teams import team_points
from bot.errors import DeliveryFault
from bot.ongoing import Changes, Ongoing
from bot.opened import now_ms
from bot.packets import Packets
from bot.quizmaster import Quizmaster
from bot.rooms import Rooms
from bot.running import Running
from bot.storage.competitions import Competition, Competitions, KeptMatch
from bot.storage.faults import DatabaseFault, until_kept
from bot.storage.guilds import Guilds
from bot.storage.quizzes import KeptSession, Quizzes

log = logging.getLogger(__name__)

_EPOCH_MS = 1_420_070_400_000  # of Discord's ids; API Reference, Snowflakes


class Umpire:
    """Plays every match; each step is on the disk before the next, so that it can be gone on with after a kill."""

    def __init__(
        self,
        *,
        competitions: Competitions,
        quizmaster: Quizmaster,
        quizzes: Quizzes,
        packets: Packets,
        rooms: Rooms,
        guilds: Guilds,
        announcer: Announcer,
        waits: CompetitionWaits,
    ) -> None:
        self._competitions = competitions
        self._quizmaster = quizmaster
        self._quizzes = quizzes
        self._packets = packets
        self._rooms = rooms
        self._guilds = guilds
        self._announcer = announcer
        self._waits = waits

    async def play(self, ongoing: Ongoing, stage: int, number: int) -> None:
        """Returns when the match is decided, or the competition does not go on."""
        changes = ongoing.of_match[stage, number]
        while True:
            seen = changes.count
            view = await until_kept(ongoing.view)
            if view is None or view.competition.phase != "running":
                return
            kept = view.match(stage, number)
            if kept.state == "over":
                return
            try:
                again_at = await self._step(ongoing, view, kept)
            except (DeliveryFault, DatabaseFault) as fault:
                log.warning("match waits", extra=where(view.competition) | {"match": number, "why": str(fault)})
                if isinstance(fault, DeliveryFault):
                    await self._announcer.tell_hosts(view, "place", str(fault))
                again_at = now_ms() + int(1000 * self._waits.retry_s)
            except Exception:
                log.exception("match failed", extra=where(view.competition) | {"match": number})
                again_at = now_ms() + int(1000 * self._waits.retry_s)
            if again_at:
                await changes.after(seen, max(0, again_at - now_ms()) / 1000)

    async def decide_again(self, view: View, kept: KeptMatch) -> bool:
        """Applies to a match that is over what the hosts have changed since; whether it makes a difference."""
        if kept.session_id is None:
            return False
        points = await self._points(view, kept)
        ties = await self._tie_points(view, kept)
        so_far = await self._so_far(view, kept, points)
        # Whom a correction ties, the better seed is ahead of: their quiz is over.
        decision = advancing(kept.match, so_far, tie_points=ties or {}, ready=_playing(view, kept))
        if points == dict(kept.match.points) and decision.advancing == kept.match.advancing:
            return False
        place = (view.competition.id, kept.match.stage, kept.match.number)
        return await self._competitions.match_decided_again(*place, points, decision.advancing)

    def stop(self, view: View) -> None:
        """Ends every quiz of a competition that does not go on."""
        for kept in view.matches:
            running = self._quizmaster.of(_session_of(kept))
            if running and kept.state != "over":
                running.stop()

    async def reveal(self, view: View) -> int:
        """Closes the open question of every match; gives their number."""
        running = [self._quizmaster.of(_session_of(kept)) for kept in view.of_stage if kept.session_id]
        closed = [
            await one.vote("skip", view.competition.creator_id, at=now_ms(), is_forced=True)
            for one in running
            if one and not one.is_over
        ]
        return sum(vote is not None for vote in closed)

    async def _step(self, ongoing: Ongoing, view: View, kept: KeptMatch) -> int | None:
        """Brings the match on by a step; gives until when nothing happens unless something changes, None for at once.

        Raises:
            DeliveryFault: its place is gone or closed to Clio, or Discord is out of order.
            DatabaseFault: the disk fails.
        """
        match, changes = kept.match, ongoing.of_match[kept.match.stage, kept.match.number]
        if not view.place_of(match) and _is_open(view, match, _in(view, kept)):
            await self._rooms.open(ongoing, match)
            return None
        if kept.state in ("drawn", "open"):
            return await self._gather(ongoing, view, kept)
        seen, session_id = changes.count, _session_of(kept)
        running = self._quizmaster.of(session_id)
        if running and not running.recapped.is_set():
            with suppress(DeliveryFault):  # only the card of the match would say that it is about to begin
                await self._announcer.match(view, kept)
            await self._steer(ongoing, view, kept, running)
            await _either(running.recapped, changes, seen)
            return None
        session = await self._quizzes.kept(session_id)
        if session is None:
            await self._begin(view, kept)
        elif session.is_recapped:
            await self._decide(ongoing, view, kept)
        else:  # it is about to be taken up again
            return now_ms() + int(1000 * self._waits.retry_s)
        return None

    async def _gather(self, ongoing: Ongoing, view: View, kept: KeptMatch) -> int | None:
        """Waits for the entrants of a knockout; then begins the match, or decides it where too few are there."""
        competition, match = view.competition, kept.match
        place = (competition.id, match.stage, match.number)
        is_knockout, entrants = competition.plan.format == "knockout", _in(view, kept)
        if not _is_open(view, match, entrants) and not competition.paused_until_at:  # wherever its place is
            await self._close_unplayed(ongoing, view, kept, entrants)
            return None
        ready = _ready(view, kept) if is_knockout else entrants
        if not is_knockout or ready != entrants:  # else it begins, and its card says so then
            await self._announcer.match(view, kept)
        if kept.state == "drawn":
            await self._competitions.match_opened(*place)
            ongoing.touch(match.stage, match.number)
            return None
        if competition.paused_until_at:
            return competition.paused_until_at
        if is_knockout:
            began_at, ready_until_at = competition.stage_began_at or 0, competition.ready_until_at or 0
            until_at = began_at + int((ready_until_at - began_at) * self._waits.pace)
            if ready != entrants and now_ms() < until_at:
                return until_at
            entrants = ready
        if _is_open(view, match, entrants):
            await self._competitions.match_began(*place, _id_of(competition, match))
            ongoing.touch(match.stage, match.number)
        else:
            await self._close_unplayed(ongoing, view, kept, entrants)
        return None

    async def _close_unplayed(self, ongoing: Ongoing, view: View, kept: KeptMatch, left: frozenset[int]) -> None:
        points = dict.fromkeys(kept.match.entrant_ids, 0)
        await self._close(ongoing, view, kept, points, advancing(kept.match, points, ready=left))

    async def _begin(self, view: View, kept: KeptMatch) -> None:
        """Begins the quiz of the match, or that of the tied.

        Raises:
            DeliveryFault: another quiz is under way in its place.
        """
        competition, match = view.competition, kept.match
        settings = await self._guilds.settings(competition.guild_id)
        plan, is_tie = competition.plan, kept.state == "tiebreak"
        packets = await self._competitions.packets(competition.id)
        questions = await self._packets.of_tie(competition, match) if is_tie else packets[match.stage]
        rules = Rules(
            mode="typed" if is_tie else plan.mode,
            scoring="everyone" if is_tie else plan.scoring,
            questions=len(questions),
            limit_s=plan.limit_s,
            factor=settings.time_factor,
            grace_ms=settings.grace_ms,
            time_zone=settings.time_zone,
            packet=questions,
            closed=True,
            excluded_role_ids=settings.excluded_role_ids,
        )
        players = await self._players(view, kept)
        session = Session(
            id=_session_of(kept),
            guild_id=competition.guild_id,
            channel_id=view.place_of(match),
            starter_id=competition.creator_id,
            rules=rules,
            seed=random.Random(f"{competition.seed}:{match.stage}:{is_tie}").getrandbits(62),
        )
        # In a knockout all have said that they are there; else whoever has just been called is waited for.
        lobby_ms = 0 if plan.format == "knockout" or is_tie else None
        begun = await self._quizmaster.begin(session, players, lobby_ms=lobby_ms)
        if isinstance(begun, Running):
            self._quizmaster.go(begun)
        elif begun != session.id:
            raise DeliveryFault(f"Another quiz is under way in <#{session.channel_id}>; the match waits for its end.")

    async def _players(self, view: View, kept: KeptMatch) -> dict[int, str]:
        """Who plays, with their names where these are known."""
        entrants = _playing(view, kept)
        if kept.state == "tiebreak":
            so_far = await self._so_far(view, kept, kept.match.points)
            entrants = frozenset(advancing(kept.match, so_far, ready=entrants).tied)
        return {
            user_id: view.entrants[one].name if user_id == one else ""
            for one in sorted(entrants)
            for user_id in view.entrants[one].members
        }

    async def _steer(self, ongoing: Ongoing, view: View, kept: KeptMatch, running: Running) -> None:
        """Does to a quiz that is under way what the hosts have done to the competition."""
        competition = view.competition
        players = await self._players(view, kept)
        for user_id in running.joined - players.keys():
            await running.drop(user_id)
        for user_id in players.keys() - running.joined:  # what dropped them was undone
            await running.join(user_id, players[user_id] or running.names.get(user_id, ""), at=now_ms())
        if not _is_open(view, kept.match, _playing(view, kept)):
            running.stop()
        pause_ms = (competition.paused_until_at or 0) - now_ms()
        if pause_ms > 0:
            ongoing.held.add(running.session.id)
            if running.paused_until_at is None:
                await running.pause(timedelta(milliseconds=pause_ms))
        elif running.session.id in ongoing.held:
            ongoing.held.discard(running.session.id)
            await running.unpause()

    async def _decide(self, ongoing: Ongoing, view: View, kept: KeptMatch) -> None:
        """Decides the match whose quiz is over, or lets the tied play on."""
        competition, match = view.competition, kept.match
        points = await self._points(view, kept)
        ties = await self._tie_points(view, kept)
        so_far = await self._so_far(view, kept, points)
        decision = advancing(match, so_far, tie_points=ties, ready=_playing(view, kept))
        if decision.tied:
            tie_id = _id_of(competition, match, is_tie=True)
            await self._competitions.match_tied(competition.id, match.stage, match.number, points, tie_id)
            ongoing.touch(match.stage, match.number)
        else:
            await self._close(ongoing, view, kept, points, decision)

    async def _close(
        self, ongoing: Ongoing, view: View, kept: KeptMatch, points: Mapping[int, int], decision: Decision
    ) -> None:
        match = kept.match
        place = (view.competition.id, match.stage, match.number)
        await self._competitions.match_over(*place, points, decision.advancing)
        ongoing.touch(match.stage, match.number)
        log.info("match over", extra=where(view.competition) | {"stage": match.stage, "match": match.number})

    async def _points(self, view: View, kept: KeptMatch) -> dict[int, int]:
        """What each entrant has from the match, with what the hosts gave and took."""
        earned = await self._earned(view, kept.match, kept.session_id)
        given = adjustments(await self._competitions.actions(view.competition.id), kept.match.stage)
        return {one: paid + given.get(one, 0) for one, paid in earned.items()}

    async def _tie_points(self, view: View, kept: KeptMatch) -> dict[int, int] | None:
        return await self._earned(view, kept.match, kept.tie_session_id) if kept.tie_session_id else None

    async def _earned(self, view: View, match: Match, session_id: int | None) -> dict[int, int]:
        session = await self._quizzes.kept(session_id or 0)
        by_user = _by_user(session)
        return {one: _paid(view, view.entrants[one], by_user) for one in match.entrant_ids}

    async def _so_far(self, view: View, kept: KeptMatch, points: Mapping[int, int]) -> dict[int, int]:
        """What decides: the points of the match; in the last of several quizzes those of all of them."""
        if view.competition.plan.format == "knockout":
            return dict(points)
        before = [one.match.points for one in view.matches if one.match.stage < kept.match.stage]
        return {one: paid + sum(match.get(one, 0) for match in before) for one, paid in points.items()}


def _in(view: View, kept: KeptMatch) -> frozenset[int]:
    """The entrants of a match who are not disqualified and have not withdrawn."""
    return frozenset(one for one in kept.match.entrant_ids if view.entrants[one].state == "in")


def _playing(view: View, kept: KeptMatch) -> frozenset[int]:
    """Those who can win: in a knockout who was there when it began, else everybody who is in."""
    return _ready(view, kept) if view.competition.plan.format == "knockout" else _in(view, kept)


def _is_open(view: View, match: Match, left: frozenset[int]) -> bool:
    """Whether there is anything to play for: in a knockout for more than go on, else for anybody at all."""
    return len(left) > (match.places if view.competition.plan.format == "knockout" else 0)


def _ready(view: View, kept: KeptMatch) -> frozenset[int]:
    """Those of them who have said that they are there."""
    there = view.there.get(kept.match.number, frozenset())
    return frozenset(one for one in _in(view, kept) if not there.isdisjoint(view.entrants[one].members))


def _by_user(session: KeptSession | None) -> dict[int, int]:
    paid: dict[int, int] = {}
    for round_ in session.rounds if session else ():
        for result in round_.results:
            paid[result.user_id] = paid.get(result.user_id, 0) + result.points
    return paid


def _paid(view: View, entrant: Entrant, by_user: Mapping[int, int]) -> int:
    if view.competition.plan.format == "teams":
        return team_points(view.competition.plan, entrant, by_user)
    return by_user.get(entrant.id, 0)


def _session_of(kept: KeptMatch) -> int:
    return (kept.tie_session_id if kept.state == "tiebreak" else kept.session_id) or 0


def _id_of(competition: Competition, match: Match, *, is_tie: bool = False) -> int:
    """The id of the quiz: as if an interaction had begun it when its stage began, with a number no other match has."""
    began_at = competition.stage_began_at or 0
    mark = zlib.crc32(f"{competition.id}:{match.stage}".encode()) & 0xFF
    return (began_at - _EPOCH_MS << 22) | (is_tie << 21) | (mark << 13) | (match.number & 0x1FFF)


async def _either(over: asyncio.Event, changes: Changes, seen: int) -> None:
    """Returns when the quiz is over or the competition has changed."""
    waits = [asyncio.ensure_future(over.wait()), asyncio.ensure_future(changes.after(seen))]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
