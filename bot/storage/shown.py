"""What was shown where, so that nothing repeats before everything else has had its turn.

A mark counts at once in memory and is on the disk within a second: a kill may lose the marks of the last second.
"""

import asyncio
import logging
import sys
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from bot.domain.pick import Marks
from bot.storage.database import Database
from bot.storage.faults import DatabaseFault

SCOPES = 2_000
"""How many scopes are kept in memory."""

MARKS = 200_000
"""How many marks are kept in memory, over all scopes; about 20 MiB."""

LONGEST_PAUSE_S = 60.0
"""Between two tries to write while the disk refuses."""

log = logging.getLogger(__name__)


class Scope(NamedTuple):
    """Where "not shown before" counts: a guild where Clio is a member, else a user."""

    kind: Literal["guild", "user"]
    id: int


@dataclass(slots=True)
class _Seen:
    """The marks of one scope; `unwritten` are not yet on the disk; `pins` counts who relies on it staying in memory."""

    marks: Marks = field(default_factory=Marks)
    unwritten: dict[str, int] = field(default_factory=dict)
    newest: int = 0
    pins: int = 0
    loading: asyncio.Task[None] | None = None
    is_loaded: bool = False


class Shown:
    """The marks of every scope: those lately asked for in memory, all of them in the database.

    One task runs `run`; whoever stops it calls `flush` afterwards.
    """

    def __init__(self, db: Database, *, flush_s: float = 0.5, scopes: int = SCOPES, marks: int = MARKS) -> None:
        self._db = db
        self._flush_s = flush_s
        self._most_scopes = scopes
        self._most_marks = marks
        self._seen: OrderedDict[Scope, _Seen] = OrderedDict()
        self._unwritten: set[Scope] = set()
        self._count = 0
        self._wake = asyncio.Event()
        self._flushing = asyncio.Lock()

    async def marks(self, scope: Scope) -> Mapping[str, int]:
        """When each item was last shown in the scope, the oldest first; never equal for two items.

        A live view: a `reserve` before the next await shows in it. Pick and reserve without an await between them.

        Raises:
            DatabaseFault: the disk fails.
        """
        seen = self._touch(scope)
        if not seen.is_loaded:
            if seen.loading is None:
                seen.loading = asyncio.create_task(self._load(scope, seen))
            seen.pins += 1
            try:
                # Shielded: a caller who gives up does not take the others along.
                await asyncio.shield(seen.loading)
            finally:
                seen.pins -= 1
        return seen.marks

    def reserve(self, scope: Scope, item_id: str, at: int) -> None:
        """Marks the item as shown at `at`, or just after the scope's newest mark where that is later."""
        seen = self._touch(scope)
        item_id = sys.intern(item_id)  # the same few thousand ids in every scope
        seen.newest = max(at, seen.newest + 1)
        self._count += item_id not in seen.marks
        seen.unwritten[item_id] = seen.newest
        seen.marks.mark(item_id, seen.newest)
        self._unwritten.add(scope)
        self._wake.set()

    async def run(self) -> None:
        """Writes what was reserved, soon after, for ever. While the disk refuses, it keeps all and waits longer."""
        pause_s = self._flush_s
        while True:
            await self._wake.wait()
            await asyncio.sleep(pause_s)
            self._wake.clear()
            try:
                await self.flush()
                pause_s = self._flush_s
            except DatabaseFault as fault:
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
                log.warning("shown marks wait %.0f s for the database: %s", pause_s, fault)
                self._wake.set()

    async def flush(self) -> None:
        """Writes what was reserved until now.

        Raises:
            DatabaseFault: the disk fails; the marks are kept for the next try.
        """
        async with self._flushing:
            # A mark made before its scope was read gets its place, after what was read, only now.
            for scope in [scope for scope in self._unwritten if not self._seen[scope].is_loaded]:
                await self.marks(scope)
            batch = [
                (scope, item, at)
                for scope in self._unwritten
                if self._seen[scope].is_loaded
                for item, at in self._seen[scope].unwritten.items()
            ]
            if not batch:
                return
            async with self._db.transaction() as tx:
                await tx.executemany(
                    "INSERT INTO shown (scope_kind, scope_id, item_id, shown_at) VALUES (?, ?, ?, ?) "
                    "ON CONFLICT (scope_kind, scope_id, item_id) "
                    "DO UPDATE SET shown_at = excluded.shown_at WHERE excluded.shown_at > shown.shown_at",
                    [(*scope, item, at) for scope, item, at in batch],
                )
            for scope, item, at in batch:
                unwritten = self._seen[scope].unwritten
                if (
                    unwritten[item] == at
                ):  # else it was shown again meanwhile, and the newer mark is still to be written
                    del unwritten[item]
                if not unwritten:
                    self._unwritten.remove(scope)
            self._shrink()

    def _touch(self, scope: Scope) -> _Seen:
        seen = self._seen.get(scope)
        if seen is None:
            seen = self._seen[scope] = _Seen()
            self._shrink()
        self._seen.move_to_end(scope)
        return seen

    async def _load(self, scope: Scope, seen: _Seen) -> None:
        seen.pins += 1
        try:
            rows = await self._db.read(
                "SELECT item_id, shown_at FROM shown WHERE scope_kind = ? AND scope_id = ? ORDER BY shown_at", scope
            )
        finally:
            seen.pins -= 1
            seen.loading = None
        reserved, seen.marks = seen.marks, Marks((sys.intern(item), at) for item, at in rows)
        self._count += len(seen.marks) - len(reserved)
        seen.newest = max(seen.marks.values(), default=0)
        seen.is_loaded = True
        # What was reserved before we had read comes after what we read.
        for item, at in sorted(reserved.items(), key=lambda mark: mark[1]):
            self.reserve(scope, item, at)
        self._shrink()

    def _shrink(self) -> None:
        """Forgets the scopes asked for longest ago until the rest fits; never the last, nor one pinned or unwritten."""
        if self._fits():
            return
        for scope, seen in list(self._seen.items())[:-1]:
            if not seen.pins and not seen.unwritten:
                del self._seen[scope]
                self._count -= len(seen.marks)
                if self._fits():
                    return

    def _fits(self) -> bool:
        return len(self._seen) <= self._most_scopes and self._count <= self._most_marks
