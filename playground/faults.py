"""Faults on demand: routes that fail or dawdle before or after they took effect, events told twice or late."""

import asyncio
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from .wire import Json

Which = Callable[[Json], bool]
"""Says of an event's data whether the fault is meant for it."""


@dataclass(slots=True)
class Fault:
    """What happens to requests of this method and path; `path` is a pattern such as `/interactions/*/*/callback`."""

    method: str
    path: str
    times: float
    status: int = 0
    seconds: float = 0.0
    after_effect: bool = False
    cut: bool = False
    seen: int = 0

    def fits(self, method: str, path: str) -> bool:
        """Whether it still has to happen, and here."""
        return self.times > 0 and self.method in (method, "*") and fnmatchcase(path, self.path)

    def end(self) -> None:
        """It does not happen any more."""
        self.times = 0


@dataclass(slots=True, eq=False)
class Held:
    """Events of one name that are kept back, for `seconds` or until `release`; each with the id and time it has."""

    event: str
    which: Which
    times: float
    seconds: float | None = None
    kept: list[Callable[[], None]] = field(default_factory=list)
    seen: int = 0

    def __len__(self) -> int:
        return len(self.kept)

    def release(self, *, newest_first: bool = False) -> None:
        """What was kept is told, in or against its order; what comes later is told at once."""
        self.times = 0
        kept, self.kept = self.kept, []
        for tell in reversed(kept) if newest_first else kept:
            tell()

    def keep(self, tell: Callable[[], None]) -> None:
        """Tell this later."""
        self.times -= 1
        self.seen += 1
        if self.seconds is None:
            self.kept.append(tell)
        else:
            asyncio.get_running_loop().call_later(self.seconds, tell)


class Faults:
    """The faults that wait for their moment. `times` None: until the fault's `end`, or `release`, is called."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []
        self._held: list[Held] = []
        self._twice: Counter[str] = Counter()

    # of routes

    def fail(
        self, method: str, path: str, *, status: int = 500, times: int | None = 1, after_effect: bool = False
    ) -> Fault:
        """The next `times` requests there answer `status`; with `after_effect` although they were carried out."""
        return self._add(Fault(method, path, _count(times), status=status, after_effect=after_effect))

    def delay(
        self, method: str, path: str, *, seconds: float, times: int | None = 1, after_effect: bool = False
    ) -> Fault:
        """The next `times` requests there take effect `seconds` later, or at once but are answered later."""
        return self._add(Fault(method, path, _count(times), seconds=seconds, after_effect=after_effect))

    def cut(self, method: str, path: str, *, times: int | None = 1, after_effect: bool = False) -> Fault:
        """The next `times` requests there lose their connection instead of being answered."""
        return self._add(Fault(method, path, _count(times), cut=True, after_effect=after_effect))

    # of events

    def deliver_twice(self, event: str, *, times: int = 1) -> None:
        """The next `times` events of that name reach each session twice."""
        self._twice[event] += times

    def hold(self, event: str, *, by: int | None = None, which: Which | None = None, times: int | None = None) -> Held:
        """The next `times` events of that name do not reach the bot until `release`.

        `by` picks those of one user, `which` those of whose data it says yes.
        """
        return self._hold(Held(event, which or _of(by), _count(times)))

    def late(
        self,
        event: str,
        *,
        seconds: float,
        by: int | None = None,
        which: Which | None = None,
        times: int | None = 1,
    ) -> Held:
        """The next `times` events of that name reach the bot `seconds` later; others overtake them."""
        return self._hold(Held(event, which or _of(by), _count(times), seconds))

    def clear(self) -> None:
        """Nothing more goes wrong; what is held is told."""
        self.waiting.clear()
        self._twice.clear()
        for held in self._held:
            held.release()
        self._held.clear()

    # striking

    def pass_on(self, event: str, data: Json, tell: Callable[[bool], None]) -> None:
        """Tell the bot of an event by `tell(twice)`, now or when the fault that holds it says so."""
        twice = bool(self._twice) and self._twice[event] > 0
        if twice:
            self._twice[event] -= 1
        for held in self._held:
            if held.times > 0 and held.event == event and held.which(data):
                held.keep(lambda: tell(twice))
                return
        tell(twice)

    async def strike(self, method: str, path: str, *, after_effect: bool) -> Fault | None:
        """The fault that answers this request instead, if any; delays have passed by then."""
        for fault in self.waiting:
            if fault.after_effect is after_effect and fault.fits(method, path):
                fault.times -= 1
                fault.seen += 1
                if fault.seconds:
                    await asyncio.sleep(fault.seconds)
                    continue
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        self.waiting = [old for old in self.waiting if old.times > 0]
        self.waiting.append(fault)
        return fault

    def _hold(self, held: Held) -> Held:
        self._held = [old for old in self._held if old.times > 0 or old.kept]
        self._held.append(held)
        return held


def _count(times: int | None) -> float:
    return math.inf if times is None else times


def _of(user_id: int | None) -> Which:
    """Says yes to what this user did; to everything without one."""

    def which(data: Json) -> bool:
        user = (data.get("member") or {}).get("user") or data.get("user") or data.get("author") or {}
        return user_id is None or str(user_id) in (user.get("id"), data.get("user_id"))

    return which
