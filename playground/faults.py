"""Faults on demand: a route that fails or dawdles before or after it took effect, an event told twice."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(slots=True)
class Fault:
    """What happens to requests of this method and path; `path` is a pattern such as `/interactions/*/*/callback`."""

    method: str
    path: str
    times: int
    status: int = 0
    seconds: float = 0.0
    after_effect: bool = False
    cut: bool = False
    seen: int = 0

    def fits(self, method: str, path: str) -> bool:
        """Whether it still has to happen, and here."""
        return self.times > 0 and self.method in (method, "*") and fnmatchcase(path, self.path)


class Faults:
    """The faults that wait for their moment."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []
        self._twice: Counter[str] = Counter()

    def fail(self, method: str, path: str, *, status: int = 500, times: int = 1, after_effect: bool = False) -> Fault:
        """The next `times` requests there answer `status`; with `after_effect` although they were carried out."""
        return self._add(Fault(method, path, times, status=status, after_effect=after_effect))

    def delay(self, method: str, path: str, *, seconds: float, times: int = 1, after_effect: bool = False) -> Fault:
        """The next `times` requests there take effect `seconds` later, or at once but are answered later."""
        return self._add(Fault(method, path, times, seconds=seconds, after_effect=after_effect))

    def cut(self, method: str, path: str, *, times: int = 1, after_effect: bool = False) -> Fault:
        """The next `times` requests there lose their connection instead of being answered."""
        return self._add(Fault(method, path, times, cut=True, after_effect=after_effect))

    def deliver_twice(self, event: str, *, times: int = 1) -> None:
        """The next `times` events of that name reach each session twice."""
        self._twice[event] += times

    def twice(self, event: str) -> bool:
        """Whether this event is to be told twice; asking uses it up."""
        if not self._twice or not self._twice[event]:
            return False
        self._twice[event] -= 1
        return True

    def clear(self) -> None:
        """Nothing more goes wrong."""
        self.waiting.clear()
        self._twice.clear()

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
