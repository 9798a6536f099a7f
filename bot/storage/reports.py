"""What members reported as wrong, until somebody has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from bot.storage.database import Database, Row

LIMIT = 5
"""Reports that one member can file within `WINDOW_MS`."""

WINDOW_MS = 60 * 60 * 1000
REASONS = 5
"""Reasons shown for one item, the latest first."""


@dataclass(frozen=True, slots=True)
class TooManyReports:
    """Why a report was not taken: the member has filed `LIMIT`, and can file the next at `again_at` (milliseconds)."""

    again_at: int


@dataclass(frozen=True, slots=True)
class ItemReports:
    """All reports of one item in one guild.

    `reasons` has the latest first, at most `REASONS`. `report_ids` are those not yet posted, and the ids of channel and
    message say where the item's last notice stands, if there is one.
    """

    item_id: str
    count: int
    reasons: tuple[str, ...]
    report_ids: tuple[int, ...]
    channel_id: int | None
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """One report; `guild_id` is None where Clio was no member of the place, `created_at` in milliseconds UTC."""

    id: int
    item_id: str
    guild_id: int | None
    user_id: int
    reason: str
    created_at: int
    state: Literal["kept", "posted"]


class Reports:
    """Every report."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def file(
        self, *, report_id: int, item_id: str, guild_id: int | None, user_id: int, reason: str, at: int
    ) -> TooManyReports | None:
        """Keeps a report, or says why not; the same `report_id` again changes nothing and is never too many.

        `report_id` is the id of Discord's interaction, which can be delivered twice.

        Raises:
            DatabaseFault: the disk fails; nothing was kept.
        """
        async with self._db.transaction() as tx:
            lately = await tx.fetch(
                "SELECT created_at FROM reports WHERE user_id = ? AND created_at > ? AND id <> ? "
                "ORDER BY created_at DESC LIMIT ?",
                (user_id, at - WINDOW_MS, report_id, LIMIT),
            )
            if len(lately) == LIMIT and not await tx.fetch("SELECT 1 FROM reports WHERE id = ?", (report_id,)):
                return TooManyReports(lately[-1][0] + WINDOW_MS)
            await tx.execute(
                "INSERT INTO reports (id, item_id, guild_id, user_id, reason, created_at) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO NOTHING",
                (report_id, item_id, guild_id, user_id, reason, at),
            )
        return None

    async def open_reports(self, guild_id: int) -> tuple[ItemReports, ...]:
        """The guild's reports by item, the item reported last first."""
        rows = await self._db.read(
            "SELECT item_id, id, reason, state, channel_id, message_id FROM reports WHERE guild_id = ? "
            "ORDER BY MAX(created_at) OVER (PARTITION BY item_id) DESC, item_id, created_at DESC, id DESC",
            (guild_id,),
        )
        return tuple(_of_item(item_id, list(group)) for item_id, group in groupby(rows, key=lambda row: str(row[0])))

    async def kept(self, guild_id: int) -> tuple[ItemReports, ...]:
        """Those of `open_reports` that have something not yet posted."""
        return tuple(group for group in await self.open_reports(guild_id) if group.report_ids)

    async def mark_posted(self, report_ids: Sequence[int], *, channel_id: int, message_id: int) -> None:
        """Remembers that these reports stand in that message; what was filed meanwhile stays kept.

        Raises:
            DatabaseFault: the disk fails; all stay kept.
        """
        async with self._db.transaction() as tx:
            await tx.executemany(
                "UPDATE reports SET state = 'posted', channel_id = ?, message_id = ? WHERE id = ?",
                [(channel_id, message_id, report_id) for report_id in report_ids],
            )

    async def everything(self) -> tuple[Report, ...]:
        """All reports of all places, the latest first; for the operator."""
        rows = await self._db.read(
            "SELECT id, item_id, guild_id, user_id, reason, created_at, state FROM reports "
            "ORDER BY created_at DESC, id DESC"
        )
        return tuple(Report(*row) for row in rows)


def _of_item(item_id: str, rows: Sequence[Row]) -> ItemReports:
    posted = [(channel_id, message_id) for *_, channel_id, message_id in rows if message_id is not None]
    channel_id, message_id = posted[0] if posted else (None, None)
    return ItemReports(
        item_id=item_id,
        count=len(rows),
        reasons=tuple(reason for _, _, reason, *_ in rows[:REASONS]),
        report_ids=tuple(report_id for _, report_id, _, state, *_ in rows if state == "kept"),
        channel_id=channel_id,
        message_id=message_id,
    )
