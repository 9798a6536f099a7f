"""A competition that is under way in this process: how it stands, read once for each change, and who waits for one."""

import asyncio
from collections import defaultdict

from bot.announcing import View
from bot.storage.competitions import Competitions


async def view_of(kept: Competitions, competition_id: int) -> View | None:
    """A competition with everything that belongs to it; None where it is not there."""
    competition = await kept.get(competition_id)
    if competition is None:
        return None
    return View(
        competition,
        {entrant.id: entrant for entrant in await kept.entrants(competition_id)},
        await kept.matches(competition_id),
        await kept.rooms(competition_id),
        await kept.pinged(competition_id),
        await kept.who_is_ready(competition_id, competition.stage),
    )


class Changes:
    """Counts changes; whoever waits for one misses none that came while they were looking."""

    def __init__(self) -> None:
        self.count = 0
        self._next = asyncio.Event()

    def note(self) -> None:
        """Something has changed."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()

    async def after(self, seen: int, within_s: float | None = None) -> bool:
        """Whether anything has changed since the count was this: at once where it has, else within so many seconds."""
        if self.count != seen:
            return True
        try:
            async with asyncio.timeout(within_s):
                await self._next.wait()
        except TimeoutError:
            return False
        return True


class Ongoing:
    """One competition."""

    def __init__(self, competition_id: int, kept: Competitions) -> None:
        self.id = competition_id
        self.changes = Changes()
        self.of_match: defaultdict[tuple[int, int], Changes] = defaultdict(Changes)
        """By stage and number of the match."""
        self.rooms: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        """Held by whoever opens the room of this number."""
        self.held: set[int] = set()
        """The quizzes that the competition's pause has stopped, by id."""
        self._kept = kept
        self._loading = asyncio.Lock()
        self._view: View | None = None
        self._read_at = -1

    def touch(self, stage: int | None = None, number: int | None = None) -> None:
        """It has changed; of the matches all look again, or just the one."""
        self.changes.note()
        for place, changes in self.of_match.items():
            if number is None or place == (stage, number):
                changes.note()

    async def view(self) -> View | None:
        """How it stands now; None where it is gone.

        Raises:
            DatabaseFault: it cannot be read.
        """
        async with self._loading:
            while self._read_at != self.changes.count:
                self._read_at = self.changes.count
                self._view = await view_of(self._kept, self.id)
            return self._view
