"""What happens by itself when its moment has come: polls end, threads go to rest."""

import asyncio
import heapq
import logging
from collections.abc import Callable
from itertools import count

LOOK_S = 0.05  # of the time that really passes, between looks at a clock that may have been moved

log = logging.getLogger(__name__)


class Due:
    """Acts by their moments. Nothing sleeps until a moment, so that a moved clock is noticed at once."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._acts: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def at(self, moment: float, act: Callable[[], None]) -> None:
        """Call `act` once the clock shows `moment`, in seconds since 1970."""
        heapq.heappush(self._acts, (moment, next(self._numbers), act))

    def look(self) -> None:
        """Do what is due by now, the earliest first."""
        while self._acts and self._acts[0][0] <= self._clock():
            _, _, act = heapq.heappop(self._acts)
            try:
                act()
            except Exception:
                log.exception("what was due could not be done")

    async def keep_looking(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(LOOK_S)
