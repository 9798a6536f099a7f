"""The clock of this Discord: the machine's wall clock, moved as far as a test wants."""

import time
from collections.abc import Callable
from datetime import timedelta


class Clock:
    """Whatever moves the process's wall clock moves it too."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self.ahead_s = 0.0
        self._source = source

    def __call__(self) -> float:
        """Seconds since 1970."""
        return self._source() + self.ahead_s

    def move(self, by: timedelta) -> None:
        """It is so much later from now on, or earlier."""
        self.ahead_s += by.total_seconds()
