"""Teams of guilds; those that have signed up for a competition change there too, until it is drawn."""

from collections.abc import Collection
from typing import Literal

from bot.domain.competition import plan_from
from bot.domain.teams import TEAM_LIMIT, Team, WhyNotJoin, name_key, why_not_join
from bot.storage.database import Database, Row, Transaction

WhyNotMake = Literal["member", "name"]
"""Why a team cannot be made: its captain is in one, or the name is taken."""

WhyNotChange = Literal["disbanded", "stranger", "captain", "locked", "name"]
"""Why a team cannot be changed: it is gone; somebody is not in it; a captain leaves who has to name another first; it
is entered in a competition that is drawn or running; or the name is taken."""

_TEAM = "SELECT id, guild_id, name, captain_id, role_id, created_at, disbanded_at FROM teams"
_SIGNED_UP = (
    "SELECT c.id, c.plan FROM competition_entrants e JOIN competitions c ON c.id = e.competition_id "
    "WHERE e.entrant_id = ? AND c.phase = 'signup'"
)
_LOCKED = (
    "SELECT 1 FROM competition_entrants e JOIN competitions c ON c.id = e.competition_id "
    "WHERE e.entrant_id = ? AND e.state = 'in' AND c.phase IN ('drawn', 'running') LIMIT 1"
)


class Teams:
    """Every team. Each method raises DatabaseFault where the disk fails, and has then changed nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def create(
        self, team_id: int, *, guild_id: int, name: str, captain_id: int, role_id: int | None, at: int
    ) -> WhyNotMake | None:
        """Makes a team of its captain alone; gives why not. The same id again changes nothing."""
        async with self._db.transaction() as tx:
            if await tx.fetch("SELECT 1 FROM teams WHERE id = ?", (team_id,)):
                return None
            if await _of_member(tx, guild_id, captain_id):
                return "member"
            added = await tx.execute(
                "INSERT INTO teams (id, guild_id, name, name_key, captain_id, role_id, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (team_id, guild_id, name, name_key(name), captain_id, role_id, at),
            )
            if not added:
                return "name"
            await _add(tx, guild_id, captain_id, team_id, at)
        return None

    async def get(self, team_id: int) -> Team | None:
        """The team with this id, also one that was disbanded."""
        found = await self._where("id = ?", team_id)
        return found[0] if found else None

    async def of_guild(self, guild_id: int) -> list[Team]:
        """Those of a guild that are not disbanded, the oldest first."""
        return await self._where("guild_id = ? AND disbanded_at IS NULL ORDER BY id", guild_id)

    async def of_member(self, guild_id: int, user_id: int) -> Team | None:
        """The team that somebody is in."""
        found = await self._where(
            "id = (SELECT team_id FROM team_members WHERE guild_id = ? AND user_id = ?)", guild_id, user_id
        )
        return found[0] if found else None

    async def named(self, guild_id: int, name: str) -> Team | None:
        """The team that is called so, by whatever spelling."""
        found = await self._where("guild_id = ? AND name_key = ? AND disbanded_at IS NULL", guild_id, name_key(name))
        return found[0] if found else None

    async def is_locked(self, team_id: int) -> bool:
        """Whether it is entered in a competition that is drawn or running."""
        return bool(await self._db.read(_LOCKED, (team_id,)))

    async def join(self, team_id: int, user_id: int, roles: Collection[int], *, at: int) -> WhyNotJoin | None:
        """Lets somebody in, who has these roles; gives why not."""
        async with self._db.transaction() as tx:
            team = await _get(tx, team_id)
            if team is None:
                return "disbanded"
            own = await _of_member(tx, team.guild_id, user_id)
            signed_up = await tx.fetch(_SIGNED_UP, (team_id,))
            largest = min((plan_from(plan).team_max for _, plan in signed_up), default=TEAM_LIMIT)
            why = why_not_join(team, own, roles, is_locked=bool(await tx.fetch(_LOCKED, (team_id,))), largest=largest)
            if why is None:
                await _add(tx, team.guild_id, user_id, team_id, at)
                await tx.executemany(
                    "INSERT INTO competition_members (competition_id, user_id, entrant_id) VALUES (?, ?, ?)",
                    [(competition_id, user_id, team_id) for competition_id, _ in signed_up],
                )
            return why

    async def leave(self, team_id: int, user_id: int) -> WhyNotChange | None:
        """Lets a member go who is not its captain; gives why not."""
        async with self._db.transaction() as tx:
            team = await _get(tx, team_id)
            why = await _why_not_change(tx, team, user_id)
            if why is None and team and team.captain_id == user_id:
                why = "captain"
            if why is None:
                await tx.execute("DELETE FROM team_members WHERE team_id = ? AND user_id = ?", (team_id, user_id))
                await tx.execute(
                    "DELETE FROM competition_members WHERE entrant_id = ? AND user_id = ? AND EXISTS "
                    "(SELECT 1 FROM competitions WHERE id = competition_id AND phase = 'signup')",
                    (team_id, user_id),
                )
            return why

    async def name_captain(self, team_id: int, user_id: int) -> WhyNotChange | None:
        """Makes a member its captain; gives why not."""
        async with self._db.transaction() as tx:
            why = await _why_not_change(tx, await _get(tx, team_id), user_id)
            if why is None:
                await tx.execute("UPDATE teams SET captain_id = ? WHERE id = ?", (user_id, team_id))
                await _change_entrants(tx, team_id, "captain_id", user_id)
            return why

    async def rename(self, team_id: int, name: str) -> WhyNotChange | None:
        """Gives it another name; gives why not."""
        async with self._db.transaction() as tx:
            team = await _get(tx, team_id)
            why = await _why_not_change(tx, team, team.captain_id if team else 0)
            if why is None and team and await _is_taken(tx, team, name_key(name)):
                why = "name"
            if why is None:
                await tx.execute(
                    "UPDATE teams SET name = ?, name_key = ? WHERE id = ?", (name, name_key(name), team_id)
                )
                await _change_entrants(tx, team_id, "name", name)
            return why

    async def disband(self, team_id: int, *, at: int) -> WhyNotChange | None:
        """Dissolves it, and takes it out of what it has signed up for; gives why not."""
        async with self._db.transaction() as tx:
            team = await _get(tx, team_id)
            why = await _why_not_change(tx, team, team.captain_id if team else 0)
            if why is None:
                await tx.execute("UPDATE teams SET disbanded_at = ? WHERE id = ?", (at, team_id))
                await tx.execute("DELETE FROM team_members WHERE team_id = ?", (team_id,))
                await tx.execute(
                    "DELETE FROM competition_entrants WHERE entrant_id = ? AND EXISTS "
                    "(SELECT 1 FROM competitions WHERE id = competition_id AND phase = 'signup')",
                    (team_id,),
                )
            return why

    async def _where(self, where: str, *parameters: int | str) -> list[Team]:
        rows = await self._db.read(f"{_TEAM} WHERE {where}", parameters)
        members = [
            await self._db.read(
                "SELECT user_id FROM team_members WHERE team_id = ? ORDER BY joined_at, user_id", (row[0],)
            )
            for row in rows
        ]
        return [_team(row, own) for row, own in zip(rows, members, strict=True)]


def _team(row: Row, members: Collection[Row]) -> Team:
    return Team(*(*row, tuple(user_id for (user_id,) in members)))


async def _get(tx: Transaction, team_id: int) -> Team | None:
    rows = await tx.fetch(f"{_TEAM} WHERE id = ?", (team_id,))
    members = await tx.fetch("SELECT user_id FROM team_members WHERE team_id = ?", (team_id,))
    return _team(rows[0], members) if rows else None


async def _of_member(tx: Transaction, guild_id: int, user_id: int) -> int | None:
    rows = await tx.fetch("SELECT team_id FROM team_members WHERE guild_id = ? AND user_id = ?", (guild_id, user_id))
    return rows[0][0] if rows else None


async def _is_taken(tx: Transaction, team: Team, key: str) -> bool:
    return bool(
        await tx.fetch(
            "SELECT 1 FROM teams WHERE guild_id = ? AND name_key = ? AND disbanded_at IS NULL AND id <> ?",
            (team.guild_id, key, team.id),
        )
    )


async def _add(tx: Transaction, guild_id: int, user_id: int, team_id: int, at: int) -> None:
    await tx.execute(
        "INSERT INTO team_members (guild_id, user_id, team_id, joined_at) VALUES (?, ?, ?, ?)",
        (guild_id, user_id, team_id, at),
    )


async def _why_not_change(tx: Transaction, team: Team | None, user_id: int) -> WhyNotChange | None:
    if team is None or team.disbanded_at is not None:
        return "disbanded"
    if user_id not in team.members:
        return "stranger"
    return "locked" if await tx.fetch(_LOCKED, (team.id,)) else None


async def _change_entrants(tx: Transaction, team_id: int, column: str, value: int | str) -> None:
    """Changes the team where it has signed up, but nothing that is drawn."""
    await tx.execute(
        f"UPDATE competition_entrants SET {column} = ? WHERE entrant_id = ? AND EXISTS "  # noqa: S608 -- our column
        "(SELECT 1 FROM competitions WHERE id = competition_id AND phase = 'signup')",
        (value, team_id),
    )
