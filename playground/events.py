"""What happened, in order: kept for those who wait for it, and passed on to those who watch."""

# ruff: noqa: ASYNC109 -- a cap on waiting, which is what a test's timeout is

import asyncio
import contextlib
import itertools
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from .wire import Json

CAP_S = 20.0  # how long a test waits for what comes at once on an idle machine
KEPT = 20_000  # events that a waiting test can look back on
TAKE_ALONG = ("CHANNEL_DELETE", "THREAD_DELETE")  # what is inside changes too, without a word
LOOK_S = 0.05  # between looks at a condition that nothing here stirs, such as a row in a database


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
        self._waiters: dict[str, dict[asyncio.Future[Event], Callable[[Event], bool]]] = {}
        self._stirred: set[asyncio.Event] = set()

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
            about = {"", data.get("id"), data.get("channel_id"), data.get("message_id"), *data.get("ids", ())}
            if name in TAKE_ALONG:
                about |= self._waiters.keys()
            for key in about & self._waiters.keys():
                for future, where in list(self._waiters[key].items()):
                    if not future.done() and where(event):
                        future.set_result(event)
        self.stir()

    def stir(self) -> None:
        """Something may have changed: whoever waits for a condition looks again."""
        for stirred in self._stirred:
            stirred.set()

    async def until(self, condition: Callable[[], bool], *, timeout: float = CAP_S) -> None:
        """Return as soon as the condition holds; it is looked at whenever something stirs, and now and then."""
        stirred = asyncio.Event()
        self._stirred.add(stirred)
        deadline = asyncio.get_running_loop().time() + timeout
        try:
            while not condition():
                left_s = deadline - asyncio.get_running_loop().time()
                if left_s <= 0:
                    raise TimeoutError(f"it has not come true within {timeout} s; {self._recently()}")
                stirred.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stirred.wait(), min(left_s, LOOK_S))
        finally:
            self._stirred.discard(stirred)

    async def wait_for(
        self, where: Callable[[Event], bool], *, since: int = 0, timeout: float = CAP_S, about: int | None = None
    ) -> Event:
        """The first event after number `since` that `where` says yes to, also one that has already happened.

        `about` is the id of the message or channel that it must be about; many who wait so cost no more than one.
        """
        recent = list(itertools.takewhile(lambda event: event.number > since, reversed(self.log)))
        for event in reversed(recent):
            if where(event):
                return event
        future: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
        key = "" if about is None else str(about)
        self._waiters.setdefault(key, {})[future] = where
        try:
            return await asyncio.wait_for(future, timeout)
        except TimeoutError:
            raise TimeoutError(f"not seen within {timeout} s; {self._recently()}") from None
        finally:
            del self._waiters[key][future]
            if not self._waiters[key]:
                del self._waiters[key]

    def _recently(self) -> str:
        last = itertools.islice(reversed(self.log), 10)
        return f"the last events were: {', '.join([event.name for event in last][::-1]) or 'nothing'}"
