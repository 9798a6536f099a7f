"""The competitions that are to come or under way: reminds, draws, begins them, leads them from stage to stage."""

import asyncio
import logging
from collections.abc import Awaitable, Coroutine
from dataclasses import dataclass
from typing import Any

from bot.announcing import Announcer, CompetitionWaits, Reminder, View, where
from bot.domain import bracket, placing
from bot.errors import DeliveryFault, Unavailable
from bot.match import Umpire
from bot.ongoing import Ongoing
from bot.opened import now_ms
from bot.packets import Packets
from bot.quizmaster import Quizmaster
from bot.rooms import Rooms
from bot.storage.competitions import Competitions
from bot.storage.faults import DatabaseFault, until_kept
from bot.storage.guilds import Guilds
from bot.storage.quizzes import Quizzes
from bot.storage.shown import Shown
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

REMINDERS: tuple[tuple[Reminder, int], ...] = (("day", 24 * 3_600_000), ("soon", 15 * 60_000))
"""What is said how many milliseconds before the start, the earliest first."""

TOO_LATE_MS = 3_600_000
"""So long after its time a competition does not begin by itself any more: a host is to say when."""

CARD_EVERY_MS = 2_000
"""Between two edits of the card on which people sign up."""

MANY = 200
"""With more entrants changes are looked at a few times a second, not one by one."""

_HOUR_MS = 3_600_000


@dataclass(slots=True)
class _Driven:
    """A competition with what drives it."""

    ongoing: Ongoing
    tasks: dict[object, asyncio.Task[None]]
    """One for each match that is played, by stage and number, and one that opens rooms."""
    decided_at: int = 0
    """When every match of the stage was found decided; 0 while one is not."""
    card_at: int = 0
    """When the card of the sign-up was last brought up to date."""


class Organiser:
    """Every competition of this process that is not over."""

    def __init__(
        self,
        *,
        competitions: Competitions,
        quizmaster: Quizmaster,
        quizzes: Quizzes,
        stocks: Stocks,
        shown: Shown,
        guilds: Guilds,
        announcer: Announcer,
        waits: CompetitionWaits,
    ) -> None:
        self._competitions = competitions
        self._packets = Packets(competitions, stocks, shown)
        self._rooms = Rooms(competitions, announcer)
        self._umpire = Umpire(
            competitions=competitions,
            quizmaster=quizmaster,
            quizzes=quizzes,
            packets=self._packets,
            rooms=self._rooms,
            guilds=guilds,
            announcer=announcer,
            waits=waits,
        )
        self._announcer = announcer
        self._waits = waits
        self._driven: dict[int, _Driven] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Takes up every competition that is not over, and those to come, until it is cancelled."""
        try:
            for competition in await until_kept(self._competitions.unfinished):
                self.wake(competition.id)
            await asyncio.Event().wait()
        finally:
            for task in self._tasks:
                task.cancel()
            if self._tasks:
                await asyncio.wait(self._tasks)

    def wake(self, competition_id: int, stage: int | None = None, number: int | None = None) -> None:
        """Something about the competition has changed in the storage, or just about one of its matches."""
        driven = self._driven.get(competition_id)
        if driven:
            driven.ongoing.touch(stage, number)
            return
        driven = self._driven[competition_id] = _Driven(Ongoing(competition_id, self._competitions), {})
        task = self._go(self._drive(driven), f"competition {competition_id}")
        task.add_done_callback(lambda _: self._driven.pop(competition_id, None))

    async def reveal_now(self, competition_id: int) -> int:
        """Closes the open question of every match that is played; gives their number."""
        driven = self._driven.get(competition_id)
        view = await driven.ongoing.view() if driven else None
        return await self._umpire.reveal(view) if view else 0

    async def _drive(self, driven: _Driven) -> None:
        """Leads one competition to its end."""
        ongoing = driven.ongoing
        while True:
            seen = ongoing.changes.count
            view = await until_kept(ongoing.view)
            if view is None:
                return
            try:
                if view.competition.phase in ("over", "cancelled"):
                    await self._conclude(view)
                    return
                again_at = await self._step(driven, view)
            except (DeliveryFault, DatabaseFault) as fault:
                log.warning("competition waits", extra=where(view.competition) | {"why": str(fault)})
                if isinstance(fault, DeliveryFault):
                    await self._announcer.tell_hosts(view, "place", str(fault))
                again_at = now_ms() + int(1000 * self._waits.retry_s)
            except Exception:
                log.exception("competition failed", extra=where(view.competition))
                again_at = now_ms() + int(1000 * self._waits.retry_s)
            await ongoing.changes.after(seen, max(0, again_at - now_ms()) / 1000)
            if len(view.entrants) > MANY:
                await asyncio.sleep(0.25)

    async def _step(self, driven: _Driven, view: View) -> int:
        """Does what is due; gives the next moment at which something may be.

        Raises:
            DeliveryFault: something cannot be said now.
            DatabaseFault: the disk fails.
        """
        competition = view.competition
        if competition.phase == "signup":
            return await self._sign_up(driven, view)
        if competition.phase == "drawn":
            return await self._drawn(driven, view)
        if competition.paused_until_at:
            self._play(driven, view)
            await self._announcer.stage(view)
            if competition.paused_until_at > now_ms():
                return competition.paused_until_at
            await self._competitions.pause_over(competition.id, at=now_ms())
            driven.ongoing.touch()
            return now_ms()
        if competition.stage_began_at is None:
            return await self._pause_between(driven, view)
        return await self._stage(driven, view)

    # Before the start.

    async def _sign_up(self, driven: _Driven, view: View) -> int:
        competition, now = view.competition, now_ms()
        closes_at = min((at for at in (competition.signup_until_at, competition.starts_at) if at), default=None)
        if closes_at is not None and now >= closes_at:
            is_missed = competition.starts_at is not None and now - competition.starts_at > TOO_LATE_MS
            if is_missed and not await self._is_asked(competition.id):
                await self._announcer.tell_hosts(view, "late")
                return now + _HOUR_MS
            await self._draw(driven, view)
            return now
        if competition.event_id is None and competition.starts_at is not None:
            event_id = await self._announcer.event(view)
            await self._competitions.event_made(competition.id, event_id)
        card_at = driven.card_at + CARD_EVERY_MS
        if now >= card_at:
            await self._announcer.card(view)
            driven.card_at, card_at = now, now + _HOUR_MS
        next_at = await self._remind(view)
        return min(at for at in (card_at, closes_at, next_at) if at is not None)

    async def _is_asked(self, competition_id: int) -> bool:
        """Whether a host has said that it is to begin."""
        return any(action.kind == "start" for action in await self._competitions.actions(competition_id))

    async def _remind(self, view: View) -> int | None:
        """Reminds where it is time; gives when it is next."""
        competition, now = view.competition, now_ms()
        if competition.starts_at is None:
            return None
        due = [
            (what, competition.starts_at - ahead)
            for what, ahead in REMINDERS
            if competition.created_at < competition.starts_at - ahead
        ]
        past = [what for what, at in due if at <= now < competition.starts_at]
        if past:
            await self._announcer.remind(view, past[-1])
        return min((at for _, at in due if at > now), default=None)

    async def _draw(self, driven: _Driven, view: View) -> None:
        competition, plan = view.competition, view.competition.plan
        entered = [entrant for entrant in view.entrants.values() if entrant.state == "in"]
        small = [one.id for one in entered if plan.format == "teams" and len(one.members) < plan.team_min]
        playing = [entrant for entrant in entered if entrant.id not in small]
        if len(playing) < plan.min_entrants:
            await self._competitions.cancel(competition.id, "few", at=now_ms())
            await self._announcer.tell_hosts(view, "few")
        else:
            places = await self._competitions.strengths(competition.id)
            seeded = bracket.seeded(playing, places, competition.seed)
            await self._competitions.draw(competition.id, seeded, bracket.first_stage(plan, seeded), left_out=small)
            log.info("competition drawn", extra=where(competition) | {"entrants": len(seeded)})
        driven.ongoing.touch()

    async def _drawn(self, driven: _Driven, view: View) -> int:
        competition, now = view.competition, now_ms()
        if competition.starts_at is not None and now >= competition.starts_at:
            questions = await self._packets.of_stage(competition, 1)
            await self._competitions.begin(competition.id, questions, at=now)
            driven.ongoing.touch()
            return now
        await self._announcer.card(view)
        await self._announcer.stage(view)
        await self._prepare(driven, view)
        next_at = await self._remind(view)
        return min(at for at in (competition.starts_at, next_at, now + _HOUR_MS) if at is not None)

    async def _prepare(self, driven: _Driven, view: View) -> None:
        """Opens the rooms of a stage ahead, one after another: Discord lets nobody open many at once.

        Each has the card of its match, which is kept up to date.
        """
        competition = view.competition
        opening = ("rooms", competition.stage)
        if competition.plan.format == "knockout" and opening not in driven.tasks:
            driven.tasks[opening] = self._go(self._rooms.open_all(driven.ongoing, view), f"rooms of {competition.id}")
        elif competition.plan.format == "knockout":
            for kept in view.of_stage:
                await self._rooms.call(view, kept)

    # The stages.

    async def _pause_between(self, driven: _Driven, view: View) -> int:
        competition, now = view.competition, now_ms()
        await self._announcer.stage(view)
        await self._prepare(driven, view)
        if competition.break_until_at is not None and now < competition.break_until_at:
            return competition.break_until_at
        await self._competitions.stage_began(competition.id, competition.stage, at=now)
        driven.ongoing.touch()
        return now

    async def _stage(self, driven: _Driven, view: View) -> int:
        now = now_ms()
        if any(kept.state == "drawn" for kept in view.of_stage):
            await self._announcer.stage(view)  # that it has begun, before a hundred matches have to say so
        self._play(driven, view)
        if any(kept.state != "over" for kept in view.of_stage):
            driven.decided_at = 0
            await self._tell_outcomes(driven, view)
            await self._announcer.stage(view)
            await self._announcer.card(view)
            return now + _HOUR_MS
        changed = [await self._umpire.decide_again(view, kept) for kept in view.of_stage]
        if any(changed):
            driven.ongoing.touch()
            return now
        await self._tell_outcomes(driven, view)
        await self._announcer.stage(view)
        driven.decided_at = driven.decided_at or now
        is_played = any(kept.session_id for kept in view.of_stage)
        until_at = driven.decided_at + int(1000 * self._waits.review_s) if is_played else 0
        if now < until_at:
            return until_at
        driven.decided_at = 0
        await self._go_on(driven, view)
        return now

    def _play(self, driven: _Driven, view: View) -> None:
        """Lets every match be played that is not."""
        if view.competition.stage_began_at is None:
            return
        for kept in view.of_stage:
            place = (kept.match.stage, kept.match.number)
            task = driven.tasks.get(place)
            if kept.state != "over" and (task is None or task.done()):
                playing = self._umpire.play(driven.ongoing, *place)
                driven.tasks[place] = self._go(playing, f"match {place} of {view.competition.id}")

    async def _tell_outcomes(self, driven: _Driven, view: View) -> None:
        for kept in view.of_stage:
            place = ("outcome", kept.match.stage, kept.match.number)
            if kept.state == "over" and kept.match.room and not kept.match.is_bye and place not in driven.tasks:
                driven.tasks[place] = self._go(self._tell_outcome(view, kept.match.number), f"outcome {place}")

    async def _tell_outcome(self, view: View, number: int) -> None:
        try:
            kept = view.match(view.competition.stage, number)
            await self._announcer.match(view, kept)
            await self._announcer.outcome(view, kept)
        except DeliveryFault as fault:  # it stands on the announcement too
            log.warning("outcome not told", extra=where(view.competition) | {"why": str(fault)})

    async def _go_on(self, driven: _Driven, view: View) -> None:
        """Draws the next stage, or ends the competition."""
        competition, now = view.competition, now_ms()
        matches = [kept.match for kept in view.of_stage]
        following = bracket.next_stage(competition.plan, matches, list(view.entrants.values()))
        if not following:
            await self._competitions.over(competition.id, at=now)
            log.info("competition over", extra=where(competition))
        else:
            questions = await self._packets.of_stage(competition, competition.stage + 1)
            is_played = any(not match.is_bye for match in following)
            until_at = now + int(1000 * competition.plan.break_s * self._waits.pace) if is_played else now
            await self._competitions.stage(competition.id, following, questions, break_until_at=until_at, at=now)
        driven.ongoing.touch()

    # The end.

    async def _conclude(self, view: View) -> None:
        """Says how it ended, as far as that can be said.

        Raises:
            Unavailable: Discord is out of order; what was said already is not said again.
            DatabaseFault: the disk fails.
        """
        competition = view.competition
        self._umpire.stop(view)
        entrants = list(view.entrants.values())
        matches = [kept.match for kept in view.matches]
        totals = await self._competitions.totals(competition.id)
        placed = placing.placing(competition.plan, entrants, matches, totals) if matches else ()
        champion_id = placing.champion(entrants, matches) if competition.phase == "over" else None
        champion = view.entrants.get(champion_id or 0)
        await self._perhaps(view, self._announcer.results(view, placed, champion_id))
        await self._perhaps(view, self._announcer.card(view))
        await self._perhaps(view, self._announcer.end_event(view))
        if champion and competition.plan.champion_role_id:
            await self._perhaps(view, self._announcer.crown(view, champion.members))
        await self._competitions.conclude(competition.id, at=now_ms())

    async def _perhaps(self, view: View, said: Awaitable[None]) -> None:
        """Goes on where something cannot be said for good, and tells the hosts."""
        try:
            await said
        except Unavailable:
            raise
        except DeliveryFault as fault:
            await self._announcer.tell_hosts(view, "place", str(fault))

    def _go(self, doing: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = asyncio.create_task(doing, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.critical("part of a competition died", extra={"task": task.get_name()}, exc_info=task.exception())
