"""Who changed what in a guild."""

import json
from collections.abc import Mapping

from bot.storage.database import Transaction


async def record(
    tx: Transaction, *, guild_id: int, user_id: int, action: str, detail: Mapping[str, int | str | None], at: int
) -> None:
    """Adds a row to the audit in the same transaction as the change itself, so that neither is without the other."""
    await tx.execute(
        "INSERT INTO audit (guild_id, user_id, action, detail, at) VALUES (?, ?, ?, ?, ?)",
        (guild_id, user_id, action, json.dumps(detail), at),
    )
