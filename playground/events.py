"""What happened, in order: kept for those who wait for it, and passed on to those who watch."""

# ruff: noqa: ASYNC109 -- a cap on waiting, which is what a test's timeout is

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from .wire import Json

KEPT = 20_000  # events that a waiting test can look back on


@dataclass(slots=True)
class Event:
    """`number` counts up; `sees` says which user may see it."""

    number: int
    name: str
    data: Json
    sees: Callable[[int], bool]


class Watch:
    """An endless stream of `{"t": name, "d": data}`, as far as one user may see them."""

    def __init__(self, events: "Events", user_id: int) -> None:
        self._events = events
        self._user_id = user_id
        self._queue: asyncio.Queue[Json] = asyncio.Queue()
        events.watches.add(self)

    def hear(self, event: Event) -> None:
        """Take the event if the user may see it."""
        if event.sees(self._user_id):
            self._queue.put_nowait({"t": event.name, "d": event.data})

    async def get(self) -> Json:
        """The next event."""
        return await self._queue.get()

    def close(self) -> None:
        """Hear nothing more."""
        self._events.watches.discard(self)

    async def __aiter__(self) -> AsyncIterator[Json]:
        try:
            while True:
                yield await self._queue.get()
        finally:
            self.close()

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Events:
    """The log of events and everybody who waits."""

    def __init__(self) -> None:
        self.log: deque[Event] = deque(maxlen=KEPT)
        self.watches: set[Watch] = set()
        self._count = 0
        self._waiters: dict[asyncio.Future[Event], Callable[[Event], bool]] = {}

    @property
    def count(self) -> int:
        """How many events there were; pass it as `since` to look only at later ones."""
        return self._count

    def add(self, name: str, data: Json, sees: Callable[[int], bool]) -> None:
        """Something happened."""
        self._count += 1
        event = Event(self._count, name, data, sees)
        self.log.append(event)
        for watch in self.watches:
            watch.hear(event)
        if self._waiters:
            for future, where in list(self._waiters.items()):
                if not future.done() and where(event):
                    future.set_result(event)

    async def wait_for(self, where: Callable[[Event], bool], *, since: int = 0, timeout: float = 5.0) -> Event:
        """The first event after number `since` that `where` says yes to, also one that has already happened."""
        for event in list(self.log):
            if event.number > since and where(event):
                return event
        future: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
        self._waiters[future] = where
        try:
            return await asyncio.wait_for(future, timeout)
        except TimeoutError:
            recent = ", ".join(event.name for event in list(self.log)[-10:]) or "nothing"
            raise TimeoutError(f"not seen within {timeout} s; the last events were: {recent}") from None
        finally:
            del self._waiters[future]
