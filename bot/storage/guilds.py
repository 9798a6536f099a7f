"""What the staff of each guild has set."""

from collections import OrderedDict
from dataclasses import dataclass

from bot.storage import audit
from bot.storage.database import Database

CACHED = 2_000
"""Guilds whose settings are kept in memory."""


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """The settings of one guild; what was never set is None."""

    staff_channel_id: int | None = None


NOTHING_SET = GuildSettings()


class Guilds:
    """The settings of every guild."""

    def __init__(self, db: Database, *, cached: int = CACHED) -> None:
        self._db = db
        self._most = cached
        self._cache: OrderedDict[int, GuildSettings] = OrderedDict()
        self._changes = 0

    async def settings(self, guild_id: int) -> GuildSettings:
        """The guild's settings, from memory where they were asked for lately.

        Raises:
            DatabaseFault: the disk fails.
        """
        if guild_id in self._cache:
            self._cache.move_to_end(guild_id)
            return self._cache[guild_id]
        changes = self._changes
        rows = await self._db.read("SELECT staff_channel_id FROM guild_settings WHERE guild_id = ?", (guild_id,))
        kept = GuildSettings(*rows[0]) if rows else NOTHING_SET
        if changes == self._changes:  # else we may have read what was there before the change
            self._cache[guild_id] = kept
            if len(self._cache) > self._most:
                self._cache.popitem(last=False)
        return kept

    async def set_staff_channel(self, guild_id: int, channel_id: int | None, *, by: int, at: int) -> None:
        """Sets or unsets where reports are posted, and records who did; setting what is set already changes nothing.

        Raises:
            DatabaseFault: the disk fails; nothing was changed.
        """
        try:
            async with self._db.transaction() as tx:
                rows = await tx.fetch("SELECT staff_channel_id FROM guild_settings WHERE guild_id = ?", (guild_id,))
                before = rows[0][0] if rows else None
                if before == channel_id:
                    return
                await tx.execute(
                    "INSERT INTO guild_settings (guild_id, staff_channel_id) VALUES (?, ?) "
                    "ON CONFLICT (guild_id) DO UPDATE SET staff_channel_id = excluded.staff_channel_id",
                    (guild_id, channel_id),
                )
                await audit.record(
                    tx,
                    guild_id=guild_id,
                    user_id=by,
                    action="staff_channel",
                    detail={"before": before, "after": channel_id},
                    at=at,
                )
        finally:
            # Also after a cancellation: the COMMIT may have been under way.
            self._changes += 1
            self._cache.pop(guild_id, None)
