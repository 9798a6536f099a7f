"""Seasons of every guild: started, ended, followed by the next, remembered with their champions."""

import json
from dataclasses import replace
from datetime import date

from bot.domain.scoring import ranked
from bot.domain.season import Plan, Season, clash, day_at, following, span
from bot.storage import audit
from bot.storage.database import Database, Row, Transaction
from bot.storage.season_sums import of_season, periods_of_seasons, played

__all__ = ["Seasons", "counted_by_seasons"]

_COLUMNS = (
    "id, guild_id, name, starts_on, ends_on, time_zone, channel_id, repeats, turns_on, counted, packs, least, role_id, "
    "starts_at, ends_at, creator_id, over_at"
)
_READ = f"SELECT {_COLUMNS} FROM seasons"  # noqa: S608 -- columns are constants of ours
_ADD = (
    f"INSERT INTO seasons ({_COLUMNS.removeprefix('id, ')}) "  # noqa: S608
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL) RETURNING id"
)
_TO_TELL = f"{_READ} WHERE over_at IS NOT NULL AND (is_told = 0 OR has_moved_role = 0) ORDER BY id"


class Seasons:
    """Every season; each method that writes raises DatabaseFault where the disk fails, and has then changed nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def start(self, guild_id: int, plan: Plan, *, by: int, at: int) -> tuple[Season | None, Season | None]:
        """The season as it was started, or else the one that has some of its days already."""
        starts_at, ends_at = span(plan, at)
        async with self._db.transaction() as tx:
            there = await _of_guild(tx, guild_id)
            await _follow(tx, there, at)
            other = clash(plan, starts_at, ends_at, there)
            if other:
                return None, other
            season = await _add(tx, Season(0, guild_id, plan, starts_at, ends_at, by))
            await _record(tx, season, "season started", by, at)
            return season, None

    async def get(self, season_id: int) -> Season | None:
        """One season."""
        rows = await self._db.read(f"{_READ} WHERE id = ?", (season_id,))
        return _season(rows[0]) if rows else None

    async def of_guild(self, guild_id: int) -> list[Season]:
        """All seasons of a guild, the latest first."""
        rows = await self._db.read(f"{_READ} WHERE guild_id = ? ORDER BY starts_at DESC, id DESC", (guild_id,))
        return [_season(row) for row in rows]

    async def end(self, season: Season, *, by: int, at: int) -> bool:
        """Ends it now, for good; one that has not begun is called off. False: it is over, or was ended already."""
        async with self._db.transaction() as tx:
            if season.starts_at > at:
                ended = await tx.execute("DELETE FROM seasons WHERE id = ? AND starts_at > ?", (season.id, at))
            else:
                ended = await tx.execute(
                    "UPDATE seasons SET repeats = 'none', ends_on = ?, ends_at = ? WHERE id = ? AND ends_at > ?",
                    (day_at(at, season.plan.time_zone).isoformat(), at, season.id, at),
                )
            if ended:
                await _record(tx, season, "season ended", by, at)
            return bool(ended)

    async def stop_repeating(self, season: Season, *, by: int, at: int) -> bool:
        """Lets it be the last of its kind; False: it does not repeat, or is over."""
        async with self._db.transaction() as tx:
            stopped = await tx.execute(
                "UPDATE seasons SET repeats = 'none' WHERE id = ? AND repeats <> 'none' AND ends_at > ?",
                (season.id, at),
            )
            if stopped:
                await _record(tx, season, "season repeats no more", by, at)
            return bool(stopped)

    async def to_end(self, at: int) -> list[Season]:
        """Those whose end had come by the moment, and whose champions are not found yet; the oldest first."""
        rows = await self._db.read(f"{_READ} WHERE over_at IS NULL AND ends_at <= ? ORDER BY ends_at, id", (at,))
        return [_season(row) for row in rows]

    async def close(self, season: Season, *, at: int) -> bool:
        """Finds the champions, once, and lets the next one begin where it repeats; False: that is done."""
        async with self._db.transaction() as tx:
            await _follow(tx, await _of_guild(tx, season.guild_id), at)
            closed = await tx.execute(
                "UPDATE seasons SET over_at = ? WHERE id = ? AND over_at IS NULL AND ends_at <= ?", (at, season.id, at)
            )
            if closed:
                query, parameters = of_season(season)
                visible = f"SELECT * FROM ({query}) WHERE user_id NOT IN (SELECT user_id FROM hidden_users)"  # noqa: S608
                found = await tx.fetch(visible, parameters)
                paid = {user_id: (points, right, asked) for user_id, points, right, asked in found}
                await tx.executemany(
                    "INSERT INTO season_champions (season_id, user_id) VALUES (?, ?)",
                    [(season.id, one.user_id) for one in ranked(paid) if one.rank == 1],
                )
            return bool(closed)

    async def to_tell(self) -> list[Season]:
        """Those that are over, with something left to do: the role to move, the result to post; the oldest first."""
        return [_season(row) for row in await self._db.read(_TO_TELL)]

    async def left(self, season_id: int) -> tuple[bool, bool]:
        """Whether the role is still to be moved, and whether the result is still to be posted."""
        [(moved, told)] = await self._db.read("SELECT has_moved_role, is_told FROM seasons WHERE id = ?", (season_id,))
        return not moved, not told

    async def champions(self, season_id: int) -> tuple[int, ...]:
        """Who was first when it ended; those who had their data deleted are below zero."""
        rows = await self._db.read(
            "SELECT user_id FROM season_champions WHERE season_id = ? ORDER BY user_id", (season_id,)
        )
        return tuple(user_id for (user_id,) in rows)

    async def champions_of_guild(self, guild_id: int) -> dict[int, list[tuple[int, str]]]:
        """The champions of all seasons of a guild by season, with the names that they last had there."""
        rows = await self._db.read(
            "SELECT c.season_id, c.user_id, COALESCE(p.name, '') FROM seasons s "
            "JOIN season_champions c ON c.season_id = s.id "
            "LEFT JOIN quiz_players p ON p.guild_id = s.guild_id AND p.user_id = c.user_id "
            "WHERE s.guild_id = ? AND c.user_id NOT IN (SELECT user_id FROM hidden_users) "
            "ORDER BY c.season_id, c.user_id",
            (guild_id,),
        )
        found: dict[int, list[tuple[int, str]]] = {}
        for season_id, user_id, name in rows:
            found.setdefault(season_id, []).append((user_id, name))
        return found

    async def holders(self, guild_id: int, role_id: int) -> list[tuple[int, int]]:
        """Season and user of each champion of the guild who was given this role and has not lost it again."""
        rows = await self._db.read(
            "SELECT c.season_id, c.user_id FROM season_champions c JOIN seasons s ON s.id = c.season_id "
            "WHERE s.guild_id = ? AND s.role_id = ? AND c.has_role = 1 AND c.user_id > 0 ORDER BY 1, 2",
            (guild_id, role_id),
        )
        return [(season_id, user_id) for season_id, user_id in rows]

    async def has_role(self, season_id: int, user_id: int, *, has_role: bool) -> None:
        """Remembers that a champion has the role, or has it no more."""
        async with self._db.transaction() as tx:
            await tx.execute(
                "UPDATE season_champions SET has_role = ? WHERE season_id = ? AND user_id = ?",
                (has_role, season_id, user_id),
            )

    async def role_moved(self, season_id: int) -> None:
        """Remembers that the role needs no more attention."""
        async with self._db.transaction() as tx:
            await tx.execute("UPDATE seasons SET has_moved_role = 1 WHERE id = ?", (season_id,))

    async def told(self, season_id: int, message_id: int | None) -> None:
        """Remembers that the result is told, in which message; None where there is nothing or nowhere to tell it."""
        async with self._db.transaction() as tx:
            await tx.execute(
                "UPDATE seasons SET is_told = 1, result_message_id = ? WHERE id = ? AND is_told = 0",
                (message_id, season_id),
            )

    async def quizzes_of(self, season: Season, user_id: int) -> int:
        """How many quizzes of the season somebody has played."""
        query, parameters = played(season)
        [(count,)] = await self._db.read(query, (*parameters, user_id))
        return int(count)


async def counted_by_seasons(tx: Transaction, session_id: int, at: int) -> list[str]:
    """The periods of the seasons that count a quiz which ends now; a season that has just followed another too."""
    [(guild_id,)] = await tx.fetch("SELECT guild_id FROM quiz_sessions WHERE id = ?", (session_id,))
    there = await _of_guild(tx, guild_id)
    await _follow(tx, there, at)
    return await periods_of_seasons(tx, there, session_id, at)


async def _of_guild(tx: Transaction, guild_id: int) -> list[Season]:
    rows = await tx.fetch(f"{_READ} WHERE guild_id = ? ORDER BY starts_at, id", (guild_id,))
    return [_season(row) for row in rows]


async def _follow(tx: Transaction, there: list[Season], at: int) -> None:
    """Begins the seasons that follow the last one, until one covers the moment; adds them to those that are there."""
    while there and there[-1].ends_at <= at:
        last = there[-1]
        plan = following(last.plan)
        if plan is None:
            return
        there.append(await _add(tx, Season(0, last.guild_id, plan, *span(plan, last.ends_at), last.creator_id)))


async def _add(tx: Transaction, season: Season) -> Season:
    plan = season.plan
    [(season_id,)] = await tx.fetch(
        _ADD,
        (
            *(season.guild_id, plan.name, plan.starts_on.isoformat(), plan.ends_on.isoformat(), plan.time_zone),
            *(plan.channel_id, plan.repeat, plan.turns_on, plan.counted, json.dumps(plan.packs), plan.least),
            *(plan.role_id, season.starts_at, season.ends_at, season.creator_id),
        ),
    )
    return replace(season, id=season_id)


async def _record(tx: Transaction, season: Season, action: str, by: int, at: int) -> None:
    detail: dict[str, int | str | None] = {"season": season.id, "name": season.plan.name}
    await audit.record(tx, guild_id=season.guild_id, user_id=by, action=action, detail=detail, at=at)


def _season(row: Row) -> Season:
    season_id, guild_id, name, starts_on, ends_on, time_zone, channel_id, *rest = row
    repeat, turns_on, counted, packs, least, role_id, starts_at, ends_at, creator_id, over_at = rest
    plan = Plan(
        name=name,
        starts_on=date.fromisoformat(starts_on),
        ends_on=date.fromisoformat(ends_on),
        time_zone=time_zone,
        channel_id=channel_id,
        repeat=repeat,
        turns_on=turns_on,
        counted=counted,
        packs=tuple(json.loads(packs)),
        least=least,
        role_id=role_id,
    )
    return Season(season_id, guild_id, plan, starts_at, ends_at, creator_id, over_at)
