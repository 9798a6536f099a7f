"""What the reviewers of a guild accept as answers, beside what the packs accept."""

from dataclasses import dataclass

from bot.storage import audit
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Alias:
    """A form that counts as an answer in one guild."""

    question_id: str
    normal: str
    """The form in which guesses are compared."""
    reviewer_id: int
    at: int


class Aliases:
    """Those of every guild. Each method raises DatabaseFault where the disk fails, and has then changed nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of_question(self, guild_id: int, question_id: str) -> frozenset[str]:
        """The forms that the guild accepts for a question."""
        rows = await self._db.read(
            "SELECT normal FROM aliases WHERE guild_id = ? AND question_id = ?", (guild_id, question_id)
        )
        return frozenset(normal for (normal,) in rows)

    async def of_guild(self, guild_id: int) -> list[Alias]:
        """All of the guild, the latest first."""
        rows = await self._db.read(
            "SELECT question_id, normal, reviewer_id, at FROM aliases WHERE guild_id = ? "
            "ORDER BY at DESC, question_id, normal",
            (guild_id,),
        )
        return [Alias(*row) for row in rows]

    async def remove(self, guild_id: int, question_id: str, normal: str, *, by: int, at: int) -> bool:
        """Accepts the form no more from the next question on; False: it was not accepted."""
        async with self._db.transaction() as tx:
            is_gone = await tx.execute(
                "DELETE FROM aliases WHERE guild_id = ? AND question_id = ? AND normal = ?",
                (guild_id, question_id, normal),
            )
            if is_gone:
                detail = {"question": question_id, "alias": normal}
                await audit.record(tx, guild_id=guild_id, user_id=by, action="alias_removed", detail=detail, at=at)
        return bool(is_gone)
