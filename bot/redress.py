"""What follows from decisions on appeals: the quiz learns of it, its messages are mended, the askers are told."""

import asyncio
import logging
from collections.abc import Callable

from bot.domain.appeal import WINDOW_MS
from bot.domain.competition import UNFINISHED
from bot.domain.content import Question
from bot.domain.scoring import paid_late, results
from bot.errors import DeliveryFault, Refusal
from bot.opened import now_ms
from bot.presentation.appeals import notice, to_asker
from bot.quizmaster import Quizmaster
from bot.running import Running
from bot.sender import Sender
from bot.staff import Staff
from bot.storage.appeals import Appeal, Appeals, Settled
from bot.storage.stocks import Stocks

LOOKS_EVERY_S = 3600.0

log = logging.getLogger(__name__)


class Redress:
    """Settles appeals; what a stop or a failing Discord has left undone is done later."""

    def __init__(
        self,
        appeals: Appeals,
        stocks: Stocks,
        quizmaster: Quizmaster,
        sender: Sender,
        staff: Staff,
        *,
        name_of: Callable[[int], str],
        wake: Callable[[int], None],
    ) -> None:
        """`name_of` gives the name of a guild, `wake` tells who leads a competition that its points have changed."""
        self._appeals = appeals
        self._stocks = stocks
        self._quizmaster = quizmaster
        self._sender = sender
        self._staff = staff
        self._name_of = name_of
        self._wake = wake
        self._turn = asyncio.Lock()

    async def run(self) -> None:
        """Does what was left undone, at once and then every hour, until it is cancelled."""
        while True:
            try:
                for guild_id in await self._appeals.guilds_waiting(since_at=now_ms() - WINDOW_MS):
                    await self._staff.bring_appeals(guild_id, look=True)
                for one in await self._appeals.untold():
                    await self.follow(one)
            except Exception:
                log.exception("appeals not looked after")
            await asyncio.sleep(LOOKS_EVERY_S)

    async def accept(self, one: Appeal, *, by: int, at: int) -> tuple[Appeal | None, Settled | None]:
        """Accepts an appeal, once, and pays; what is to be told of it is left to `follow`.

        Raises:
            Refusal: its question is gone from the packs.
            DatabaseFault: the disk fails, and nothing has changed.
        """
        running = await self._quizmaster.recalled(one.session_id)
        if running is None or len(running.rounds) < one.number:
            raise Refusal(
                "The question is not there any more, so nobody can be paid for it.",
                "The appeal can be declined with a reason.",
            )
        asked = running.rounds[one.number - 1].asked
        decided, settled = await self._appeals.accept(one.id, running.session.rules, asked, by=by, at=at)
        if settled:
            _regrade(running, one)
        if (
            settled and settled.competition and settled.competition[1] in UNFINISHED
        ):  # what is over stays as it was told
            self._wake(settled.competition[0])
        return decided, settled

    async def follow(self, one: Appeal) -> list[int]:
        """Mends what the quiz has told, and tells whoever asked; gives those who take no direct messages."""
        async with self._turn:
            now = await self._appeals.get(one.id)
            if now is None or now.is_told or now.state == "open":
                return []
            running = await self._quizmaster.recalled(now.session_id)
            if running and now.number <= len(running.rounds) and now.state == "accepted":
                _regrade(running, now)
                await running.mend(running.rounds[now.number - 1])
            called = [voice.user_id for voice in now.voices if not await self._tell(now, voice.user_id, running)]
            await self._appeals.mark_told(now.id)
            return called

    async def show(self, one: Appeal) -> None:
        """Brings the notice of the reviewers up to date, where they have one."""
        if one.channel_id is None or one.message_id is None:
            return
        try:
            card = notice(one, await self._question(one), one.state_at(now_ms()))
            await self._sender.edit(one.channel_id, one.message_id, card)
        except DeliveryFault as fault:
            log.warning("notice not changed", extra={"guild": one.guild_id, "why": type(fault).__name__})

    async def _tell(self, one: Appeal, user_id: int, running: Running | None) -> bool:
        """Tells somebody of the decision; False where it was in the channel of the quiz, as no direct message came."""
        question, points = await self._question(one), None
        if one.state == "accepted":
            paid = running.rounds[one.number - 1].results if running and one.number <= len(running.rounds) else ()
            points = next((result.points for result in paid if result.user_id == user_id), 0)
        name = self._name_of(one.guild_id)
        if await self._sender.direct(user_id, to_asker(one, question, name, points)):
            return True
        card = to_asker(one, question, name, points, user_id)
        try:
            nonce = f"a{one.id:x}.{user_id % 2**24:x}"
            await self._sender.post(one.quiz_channel_id, card, nonce=nonce, ping_user_ids=[user_id])
        except DeliveryFault as fault:
            log.info("asker not told", extra={"guild": one.guild_id, "why": type(fault).__name__})
        return False

    async def _question(self, one: Appeal) -> Question | None:
        found = (await self._stocks.of(one.guild_id)).get(one.question_id)
        return found if isinstance(found, Question) else None


def _regrade(running: Running, one: Appeal) -> None:
    """Lets the quiz know what is right now, and that it is to show it."""
    opened = running.rounds[one.number - 1]
    opened.accept(one.normal)
    opened.results = paid_late(opened.results, results(running.session.rules, opened.asked, opened.guesses))
    opened.told = None
