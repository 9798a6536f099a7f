"""What the staff of each guild has set."""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, fields, replace
from typing import Any, Literal

from bot.storage import audit
from bot.storage.database import Database

CACHED = 2_000
"""Guilds whose settings are kept in memory."""

EXCLUDED = 10
"""Roles whose members do not score, at most."""

Setting = Literal[
    "staff_channel_id",
    "time_zone",
    "host_role_id",
    "reviewer_role_id",
    "factor_pct",
    "grace_ms",
    "quiz_channel_id",
    "recency_years",
    "excluded_roles",
]


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """The settings of one guild; a channel or role that was never set is None."""

    staff_channel_id: int | None = None
    time_zone: str = "UTC"
    """A name of the IANA's, by which the days and weeks of the leaderboards turn."""
    host_role_id: int | None = None
    reviewer_role_id: int | None = None
    factor_pct: int = 100
    """How far the time by length is stretched, from 100 to 300 per cent."""
    grace_ms: int = 1_500
    """How long stragglers are waited for, from 0 to 5,000."""
    quiz_channel_id: int | None = None
    """Where scheduled quizzes are played unless another channel is named."""
    recency_years: int = 0
    """What happened less than so many years ago, up to 100, is not posted as a prompt; 0: no such rule."""
    excluded_roles: str = "[]"
    """The ids of `excluded_role_ids` as a JSON array."""

    @property
    def time_factor(self) -> float:
        """The same as `factor_pct`, from 1 to 3."""
        return self.factor_pct / 100

    @property
    def excluded_role_ids(self) -> tuple[int, ...]:
        """The roles whose members do not score, in the order in which they were named."""
        return tuple(json.loads(self.excluded_roles))


NOTHING_SET = GuildSettings()

_COLUMNS = ", ".join(field.name for field in fields(GuildSettings))
_READ = f"SELECT {_COLUMNS} FROM guild_settings WHERE guild_id = ?"  # noqa: S608 -- names of ours
_WRITE = (
    f"INSERT INTO guild_settings (guild_id, {_COLUMNS}) "  # noqa: S608 -- names of ours
    f"VALUES (?{', ?' * len(fields(GuildSettings))}) ON CONFLICT (guild_id) DO UPDATE SET "
    f"{', '.join(f'{field.name} = excluded.{field.name}' for field in fields(GuildSettings))}"
)


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
        rows = await self._db.read(_READ, (guild_id,))
        kept = GuildSettings(*rows[0]) if rows else NOTHING_SET
        if changes == self._changes:  # else we may have read what was there before the change
            self._cache[guild_id] = kept
            if len(self._cache) > self._most:
                self._cache.popitem(last=False)
        return kept

    async def change(
        self, guild_id: int, changes: Mapping[Setting, int | str | None], *, by: int, at: int
    ) -> GuildSettings:
        """Sets some of the settings, records who did, and gives all of them as they are then.

        None unsets: a value that has a default gets it back. What is set to what it is already is not recorded.

        Raises:
            DatabaseFault: the disk fails; nothing was changed.
        """
        wanted: dict[str, Any] = {
            name: getattr(NOTHING_SET, name) if to is None else to for name, to in changes.items()
        }
        return await self._write(guild_id, lambda _: wanted, by=by, at=at)

    async def exclude(self, guild_id: int, role_id: int, *, by: int, at: int) -> GuildSettings | None:
        """Lets members with the role score no more, or again where they did not; None: `EXCLUDED` roles are too many.

        Raises:
            DatabaseFault: the disk fails; nothing was changed.
        """

        def toggled(before: GuildSettings) -> dict[str, Any]:
            ids = list(before.excluded_role_ids)
            after = [one for one in ids if one != role_id] if role_id in ids else [*ids, role_id]
            return {"excluded_roles": json.dumps(after if len(after) <= EXCLUDED else ids)}

        kept = await self._write(guild_id, toggled, by=by, at=at)
        is_full = len(kept.excluded_role_ids) == EXCLUDED and role_id not in kept.excluded_role_ids
        return None if is_full else kept

    async def _write(
        self, guild_id: int, wanted_of: Callable[[GuildSettings], dict[str, Any]], *, by: int, at: int
    ) -> GuildSettings:
        try:
            async with self._db.transaction() as tx:
                rows = await tx.fetch(_READ, (guild_id,))
                before = GuildSettings(*rows[0]) if rows else NOTHING_SET
                wanted = wanted_of(before)
                after = replace(before, **wanted)
                if after == before:
                    return before
                await tx.execute(_WRITE, (guild_id, *astuple(after)))
                for name in wanted:
                    detail = {"before": getattr(before, name), "after": getattr(after, name)}
                    if detail["before"] != detail["after"]:
                        action = name.removesuffix("_id")
                        await audit.record(tx, guild_id=guild_id, user_id=by, action=action, detail=detail, at=at)
                return after
        finally:
            # Also after a cancellation: the COMMIT may have been under way.
            self._changes += 1
            self._cache.pop(guild_id, None)

    async def rewrite(self, guild_id: int) -> None:
        """Writes the guild's settings as they are: whoever asks learns whether the disk takes what is written.

        Raises:
            DatabaseFault: it does not.
        """
        async with self._db.transaction() as tx:
            rows = await tx.fetch(_READ, (guild_id,))
            await tx.execute(_WRITE, (guild_id, *(rows[0] if rows else astuple(NOTHING_SET))))
