"""What members propose for their server, until and after somebody has decided on it."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from bot.domain.catalogue import Catalogue
from bot.domain.own import Approved, collection
from bot.domain.proposal import Proposal, read_proposal
from bot.storage import audit
from bot.storage.database import Database, Row

LIMIT = 5
"""Proposals that one member can make within `WINDOW_MS`."""

CACHED = 500
"""Guilds whose own what-ifs are kept in memory as they are shown."""

WINDOW_MS = 24 * 60 * 60 * 1000
_EPOCH_MS = 1_420_070_400_000  # the first moment that an id can carry; Discord, Snowflakes

State = Literal["open", "approved", "declined"]
Decision = Literal["approved", "declined"]

_COLUMNS = (
    "id, guild_id, user_id, name, kind, content, state, reviewer_id, reason, "
    "review_channel_id, review_message_id, item_id"
)


_LETTER = "CASE kind WHEN 'fact' THEN 'f' WHEN 'quote' THEN 'q' WHEN 'question' THEN 'k' ELSE 'w' END"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposal and what came of it; `item_id` is that of an approved one."""

    id: int
    guild_id: int
    user_id: int
    name: str
    """Who gets the credit, by the name that they had; empty where their data was deleted."""
    proposal: Proposal
    state: State = "open"
    reviewer_id: int | None = None
    reason: str = ""
    channel_id: int | None = None
    message_id: int | None = None
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class TooManySuggestions:
    """Why one was not taken: the member has made `LIMIT`, and can make the next at `again_at` (milliseconds)."""

    again_at: int


class Suggestions:
    """Every proposal. Each method raises DatabaseFault where the disk fails, and has then changed nothing."""

    def __init__(self, db: Database, *, cached: int = CACHED) -> None:
        self._db = db
        self._most = cached
        self._with_own: set[int] = set()
        self._is_known = False
        self._collections: OrderedDict[int, tuple[list[Row], Catalogue]] = OrderedDict()

    async def propose(self, suggestion: Suggestion) -> TooManySuggestions | None:
        """Keeps a new one, whose id is its interaction's and carries its moment; the same id again changes nothing."""
        at = _moment_of(suggestion.id)
        async with self._db.transaction() as tx:
            lately = await tx.fetch(
                "SELECT id FROM suggestions WHERE user_id = ? AND id >= ? AND id <> ? ORDER BY id DESC LIMIT ?",
                (suggestion.user_id, _first_id(at - WINDOW_MS + 1), suggestion.id, LIMIT),
            )
            if len(lately) == LIMIT and not await tx.fetch("SELECT 1 FROM suggestions WHERE id = ?", (suggestion.id,)):
                return TooManySuggestions(_moment_of(lately[-1][0]) + WINDOW_MS)
            await tx.execute(
                "INSERT INTO suggestions (id, guild_id, user_id, name, kind, content) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO NOTHING",
                (
                    suggestion.id,
                    suggestion.guild_id,
                    suggestion.user_id,
                    suggestion.name,
                    suggestion.proposal.kind,
                    suggestion.proposal.model_dump_json(),
                ),
            )
        return None

    async def get(self, suggestion_id: int) -> Suggestion | None:
        """The one with this id."""
        found = await self._where("id = ?", (suggestion_id,))
        return found[0] if found else None

    async def living(self, guild_id: int) -> list[Suggestion]:
        """Those of the guild that are open or approved, the oldest first."""
        return await self._where("guild_id = ? AND state <> 'declined' ORDER BY id", (guild_id,))

    async def waiting(self, guild_id: int) -> list[Suggestion]:
        """The open ones of the guild, the oldest first; without a message no reviewer has seen them."""
        return await self._where("guild_id = ? AND state = 'open' ORDER BY id", (guild_id,))

    async def guilds_waiting(self) -> list[int]:
        """The guilds in which any waits for a decision."""
        rows = await self._db.read("SELECT DISTINCT guild_id FROM suggestions WHERE state = 'open'")
        return [guild_id for (guild_id,) in rows]

    async def of_user(self, guild_id: int, user_id: int, limit: int) -> list[Suggestion]:
        """The member's latest ones in the guild, the latest first."""
        return await self._where("guild_id = ? AND user_id = ? ORDER BY id DESC LIMIT ?", (guild_id, user_id, limit))

    async def mark_posted(self, suggestion_id: int, *, channel_id: int, message_id: int) -> None:
        """Remembers where the reviewers read it."""
        async with self._db.transaction() as tx:
            await tx.execute(
                "UPDATE suggestions SET review_channel_id = ?, review_message_id = ? WHERE id = ?",
                (channel_id, message_id, suggestion_id),
            )

    async def edit(self, suggestion_id: int, proposal: Proposal, *, by: int, at: int) -> tuple[Suggestion | None, bool]:
        """Puts a reviewer's wording in the place of an open one.

        Gives it as it is then and whether it was changed: one that was decided on stays as it is. None: it is gone.
        """
        return await self._while_open(suggestion_id, "edited", "content = ?", (proposal.model_dump_json(),), by, at)

    async def decide(
        self, suggestion_id: int, decision: Decision, *, reason: str = "", by: int, at: int
    ) -> tuple[Suggestion | None, bool]:
        """Decides once.

        Gives it as it is then and whether this was the decision: who comes second gets the first one's. None: it is
        gone.
        """
        # Approved ones are never deleted, so no number comes twice.
        number = "(SELECT COUNT(item_id) + 1 FROM suggestions)"
        item_id = f"'own-' || {_LETTER} || {number}" if decision == "approved" else "NULL"
        change = f"state = ?, reviewer_id = ?, reason = ?, decided_at = ?, item_id = {item_id}"
        return await self._while_open(suggestion_id, decision, change, (decision, by, reason, at), by, at)

    async def withdraw(self, suggestion_id: int, *, by: int, at: int) -> tuple[Suggestion | None, bool]:
        """Takes an approved one back, once: it is shown and asked no more. Gives the same as `decide`."""
        async with self._db.transaction() as tx:
            rows = await tx.fetch(f"SELECT {_COLUMNS} FROM suggestions WHERE id = ?", (suggestion_id,))  # noqa: S608
            one = _of(rows[0]) if rows else None
            if one is None or one.state != "approved" or one.proposal.is_withdrawn:
                return one, False
            proposal = one.proposal.model_copy(update={"is_withdrawn": True})
            change = "UPDATE suggestions SET content = ?, reviewer_id = ? WHERE id = ?"
            await tx.execute(change, (proposal.model_dump_json(), by, suggestion_id))
            detail = {"suggestion": suggestion_id}
            await audit.record(
                tx, guild_id=one.guild_id, user_id=by, action="suggestion_withdrawn", detail=detail, at=at
            )
        return replace(one, proposal=proposal, reviewer_id=by), True

    async def approved(self, guild_id: int) -> Catalogue | None:
        """What members of the guild proposed and its reviewers approved; None where there is nothing.

        The same object as long as nothing changes, credits included. Where nothing ever was, the disk is not asked.
        """
        if not self._is_known:
            guilds = await self._db.read("SELECT DISTINCT guild_id FROM suggestions WHERE state = 'approved'")
            self._with_own |= {own for (own,) in guilds}
            self._is_known = True
        if guild_id not in self._with_own:
            return None
        rows = await self._db.read(
            "SELECT item_id, kind, content, name, id FROM suggestions "
            "WHERE guild_id = ? AND state = 'approved' ORDER BY id",
            (guild_id,),
        )
        if not rows:
            return None
        kept = self._collections.pop(guild_id, None)
        if kept is None or kept[0] != rows:
            kept = rows, collection([_approved(row) for row in rows])
        self._collections[guild_id] = kept
        if len(self._collections) > self._most:
            self._collections.popitem(last=False)
        return kept[1]

    async def _while_open(
        self, suggestion_id: int, action: str, change: str, values: Row, by: int, at: int
    ) -> tuple[Suggestion | None, bool]:
        async with self._db.transaction() as tx:
            is_changed = bool(
                await tx.execute(
                    f"UPDATE suggestions SET {change} WHERE id = ? AND state = 'open'",  # noqa: S608 -- texts of ours
                    (*values, suggestion_id),
                )
            )
            rows = await tx.fetch(f"SELECT {_COLUMNS} FROM suggestions WHERE id = ?", (suggestion_id,))  # noqa: S608
            if is_changed:
                self._with_own.add(rows[0][1])  # also where it comes to nothing: then the disk is asked once more
                await audit.record(
                    tx,
                    guild_id=rows[0][1],
                    user_id=by,
                    action=f"suggestion_{action}",
                    detail={"suggestion": suggestion_id},
                    at=at,
                )
        return (_of(rows[0]) if rows else None), is_changed

    async def _where(self, where: str, parameters: Row) -> list[Suggestion]:
        rows = await self._db.read(f"SELECT {_COLUMNS} FROM suggestions WHERE {where}", parameters)  # noqa: S608
        return [_of(row) for row in rows]


def _of(row: Row) -> Suggestion:
    suggestion_id, guild_id, user_id, name, kind, content, *rest = row
    return Suggestion(suggestion_id, guild_id, user_id, name, read_proposal(kind, content), *rest)


def _approved(row: Row) -> Approved:
    item_id, kind, content, name, suggestion_id = row
    made_on = datetime.fromtimestamp(_moment_of(suggestion_id) / 1000, UTC).date()
    return Approved(item_id, read_proposal(kind, content), name, made_on)


def _moment_of(snowflake: int) -> int:
    return (snowflake >> 22) + _EPOCH_MS


def _first_id(at: int) -> int:
    return max(at - _EPOCH_MS, 0) << 22
