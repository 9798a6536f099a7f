"""What is held about one user, and their say over it."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class _Kind:
    """Rows of one kind: where those of a user are, and the columns under the names that the user reads."""

    where: str
    columns: str

    @property
    def keys(self) -> list[str]:
        return [column.split()[-1] for column in self.columns.split(", ")]


_KINDS = {
    "guesses": _Kind(
        "quiz_guesses WHERE user_id = ?",
        "id, session_id AS quiz_id, number AS round, at, elapsed_ms, text, verdict, rule, normal AS compared_as, "
        "nearest, distance AS off_by, name",
    ),
    "results": _Kind(
        "quiz_results WHERE user_id = ?",
        "session_id AS quiz_id, number AS round, guild_id AS server_id, question_id AS question, is_right, points, "
        "elapsed_ms, at",
    ),
    "totals": _Kind(
        "quiz_totals WHERE user_id = ?",
        "guild_id AS server_id, period, pack_id AS pack, points, right_answers, asked",
    ),
    "topic_totals": _Kind(
        "quiz_topic_totals WHERE user_id = ?",
        "guild_id AS server_id, topic, pack_id AS pack, points, right_answers, asked",
    ),
    "quizzes_played": _Kind(
        "quiz_played WHERE user_id = ?",
        "session_id AS quiz_id, guild_id AS server_id, points, right_answers, asked, last_at, fastest_ms",
    ),
    "quizzes_started": _Kind(
        "quiz_sessions WHERE starter_id = ?", "id AS quiz_id, guild_id AS server_id, channel_id, rules, over_at"
    ),
    "quizzes_joined": _Kind("quiz_joiners WHERE user_id = ?", "session_id AS quiz_id"),
    "names": _Kind("quiz_players WHERE user_id = ?", "guild_id AS server_id, name"),
    "reports": _Kind(
        "reports WHERE user_id = ?", "id, item_id AS item, guild_id AS server_id, reason, created_at AS at"
    ),
    "suggestions": _Kind(
        "suggestions WHERE user_id = ?",
        "id, guild_id AS server_id, name, kind, content, state, reason, decided_at, item_id AS item",
    ),
    "suggestions_decided": _Kind(
        "suggestions WHERE reviewer_id = ?", "id, guild_id AS server_id, state, reason, decided_at"
    ),
    "schedules_made": _Kind(
        "schedules WHERE creator_id = ?", "id, guild_id AS server_id, kind, channel_id, state, created_at AS at"
    ),
    "seasons_started": _Kind("seasons WHERE creator_id = ?", "id, guild_id AS server_id, name, starts_at, ends_at"),
    "seasons_won": _Kind("season_champions WHERE user_id = ?", "season_id, has_role AS is_role_given"),
    "competitions_made": _Kind(
        "competitions WHERE creator_id = ?", "id, guild_id AS server_id, title, phase, created_at AS at"
    ),
    "competitions_entered": _Kind(
        "competition_members WHERE user_id = ?", "competition_id, entrant_id, wants_ping AS is_reminded"
    ),
    "entrants": _Kind(
        "competition_entrants WHERE captain_id = ?", "competition_id, entrant_id, name, joined_at, seed, state"
    ),
    "matches": _Kind(
        "competition_slots WHERE entrant_id = ?", "competition_id, stage, number AS match, points, goes_on AS place"
    ),
    "matches_ready": _Kind("competition_ready WHERE user_id = ?", "competition_id, stage, number AS match, at"),
    "hosted": _Kind("competition_actions WHERE by_id = ?", "competition_id, kind, amount, reason, at"),
    "hosted_on_you": _Kind(
        "competition_actions WHERE ? IN (entrant_id, substitute_id)", "competition_id, kind, amount, reason, at"
    ),
    "teams_led": _Kind("teams WHERE captain_id = ?", "id, guild_id AS server_id, name, created_at AS at, disbanded_at"),
    "teams_joined": _Kind("team_members WHERE user_id = ?", "team_id, guild_id AS server_id, joined_at"),
    "dailies_played": _Kind(
        "daily_plays WHERE user_id = ?",
        "guild_id AS server_id, day, name, finished_at, shared_at, excluded_role_id AS unscored_by_role_id",
    ),
    "dailies_answered": _Kind(
        "daily_answers WHERE user_id = ?",
        "guild_id AS server_id, day, number, shown_at, option, answered_at, is_right, points, elapsed_ms",
    ),
    "appeals": _Kind("appeal_askers WHERE user_id = ?", "appeal_id, why, asked_at AS at"),
    "appeals_decided": _Kind(
        "appeals WHERE reviewer_id = ?", "id, guild_id AS server_id, normal AS answer, state, reason, decided_at AS at"
    ),
    "answers_accepted": _Kind(
        "aliases WHERE reviewer_id = ?", "guild_id AS server_id, question_id AS question, normal AS answer, at"
    ),
    "shown_to_you": _Kind("shown WHERE scope_kind = 'user' AND scope_id = ?", "item_id AS item, shown_at AS last_at"),
    "settings_changed": _Kind("audit WHERE user_id = ?", "guild_id AS server_id, action AS setting, detail, at"),
}
_JSON = frozenset({"rules", "detail", "content"})

_SIGNUP = "EXISTS (SELECT 1 FROM competitions c WHERE c.id = competition_id AND c.phase = 'signup')"
_LEFT = (
    f"DELETE FROM competition_entrants WHERE entrant_id = ? AND {_SIGNUP}",  # noqa: S608 -- ours
    f"DELETE FROM competition_members WHERE user_id = ? AND {_SIGNUP}",  # noqa: S608 -- ours
    "UPDATE competition_entrants SET state = 'withdrawn' WHERE entrant_id = ? AND state = 'in' AND EXISTS "
    "(SELECT 1 FROM competitions c WHERE c.id = competition_id AND c.phase IN ('drawn', 'running'))",
    "DELETE FROM team_members WHERE user_id = ?",
    "DELETE FROM teams WHERE captain_id = ? AND NOT EXISTS (SELECT 1 FROM team_members WHERE team_id = teams.id)",
)
"""What goes on takes place without them."""

_RENAMED = (
    "UPDATE quiz_guesses SET user_id = ?, name = '', text = '', normal = '', nearest = '' WHERE user_id = ?",
    "UPDATE quiz_results SET user_id = ? WHERE user_id = ?",
    "UPDATE quiz_totals SET user_id = ? WHERE user_id = ?",
    "UPDATE quiz_topic_totals SET user_id = ? WHERE user_id = ?",
    "UPDATE quiz_played SET user_id = ? WHERE user_id = ?",
    "UPDATE quiz_sessions SET starter_id = ? WHERE starter_id = ?",
    "UPDATE reports SET user_id = ? WHERE user_id = ?",
    "UPDATE suggestions SET user_id = ?, name = '' WHERE user_id = ? AND state = 'approved'",
    "UPDATE suggestions SET reviewer_id = ? WHERE reviewer_id = ?",
    "UPDATE schedules SET creator_id = ? WHERE creator_id = ?",
    "UPDATE seasons SET creator_id = ? WHERE creator_id = ?",
    "UPDATE season_champions SET user_id = ? WHERE user_id = ?",
    "UPDATE competitions SET creator_id = ? WHERE creator_id = ?",
    "UPDATE competition_entrants SET entrant_id = ?, name = '' WHERE entrant_id = ?",
    "UPDATE competition_members SET user_id = ? WHERE user_id = ?",
    "UPDATE competition_actions SET by_id = ?, reason = '' WHERE by_id = ?",
    "UPDATE competition_actions SET entrant_id = ?, reason = '' WHERE entrant_id = ?",
    "UPDATE competition_actions SET substitute_id = ?, reason = '' WHERE substitute_id = ?",
    "UPDATE teams SET captain_id = COALESCE((SELECT m.user_id FROM team_members m WHERE m.team_id = teams.id "
    "ORDER BY m.joined_at, m.user_id LIMIT 1), ?) WHERE captain_id = ?",
    "UPDATE competition_entrants SET captain_id = COALESCE((SELECT t.captain_id FROM teams t "
    "WHERE t.id = competition_entrants.entrant_id), ?) WHERE captain_id = ?",
    "UPDATE appeals SET reviewer_id = ?, reason = '' WHERE reviewer_id = ?",
    "UPDATE aliases SET reviewer_id = ? WHERE reviewer_id = ?",
    "UPDATE audit SET user_id = ? WHERE user_id = ?",
)
"""What others need stays, under a number that leads to nobody."""

_DELETED = (
    "DELETE FROM appeals WHERE state <> 'accepted' AND id IN (SELECT appeal_id FROM appeal_askers WHERE user_id = ?) "
    "AND (SELECT COUNT(*) FROM appeal_askers WHERE appeal_id = appeals.id) = 1",
    "DELETE FROM appeal_askers WHERE user_id = ?",
    "DELETE FROM competition_ready WHERE user_id = ?",
    "DELETE FROM quiz_joiners WHERE user_id = ?",
    "DELETE FROM quiz_players WHERE user_id = ?",
    "DELETE FROM suggestions WHERE user_id = ?",
    "DELETE FROM daily_answers WHERE user_id = ?",
    "DELETE FROM daily_plays WHERE user_id = ?",
    "DELETE FROM shown WHERE scope_kind = 'user' AND scope_id = ?",
    "DELETE FROM hidden_users WHERE user_id = ?",
)


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows are held about a user, by kind, and whether they hide."""

    counts: Mapping[str, int]
    is_hidden: bool

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is held at all."""
        return not (self.is_hidden or any(self.counts.values()))


class Privacy:
    """The data of every user; each method raises DatabaseFault where the disk fails, and has then changed nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def view(self, user_id: int) -> Held:
        """How much is held about the user."""
        counts = {}
        for name, kind in _KINDS.items():
            [(counts[name],)] = await self._db.read(f"SELECT COUNT(*) FROM {kind.where}", (user_id,))  # noqa: S608
        return Held(counts, await self.is_hidden(user_id))

    async def hide(self, user_id: int) -> bool:
        """Leaves the user out of what others see; False: they were hidden already."""
        return await self._changed("INSERT INTO hidden_users (user_id) VALUES (?) ON CONFLICT DO NOTHING", user_id)

    async def unhide(self, user_id: int) -> bool:
        """Shows the user again; False: they were not hidden."""
        return await self._changed("DELETE FROM hidden_users WHERE user_id = ?", user_id)

    async def is_hidden(self, user_id: int) -> bool:
        """Whether the user is left out of what others see."""
        return bool(await self._db.read("SELECT 1 FROM hidden_users WHERE user_id = ?", (user_id,)))

    async def hidden(self) -> frozenset[int]:
        """Everybody who is left out of what others see."""
        return frozenset(user_id for (user_id,) in await self._db.read("SELECT user_id FROM hidden_users"))

    async def export(self, user_id: int) -> dict[str, Any]:
        """Everything held about the user, ready for JSON: ids as text, moments as ISO 8601 in UTC."""
        exported: dict[str, Any] = {"user_id": str(user_id), "is_hidden": await self.is_hidden(user_id)}
        for name, kind in _KINDS.items():
            rows = await self._db.read(f"SELECT {kind.columns} FROM {kind.where}", (user_id,))  # noqa: S608
            exported[name] = [
                {key: _readable(key, value) for key, value in zip(kind.keys, row, strict=True)} for row in rows
            ]
        return exported

    async def delete(self, user_id: int) -> bool:
        """Deletes what is held about the user; False: nothing was.

        Names, texts and shown marks go, and the wish to be hidden with them. Guesses, results, totals, reports and
        approved suggestions stay for the others' sake, under a number below zero that leads to nobody and that no board
        shows.
        """
        nobody_id = -1 - secrets.randbits(62)
        changed = 0
        async with self._db.transaction() as tx:
            for sql in _LEFT:
                changed += await tx.execute(sql, (user_id,))
            for sql in _RENAMED:
                changed += await tx.execute(sql, (nobody_id, user_id))
            for sql in _DELETED:
                changed += await tx.execute(sql, (user_id,))
        return bool(changed)

    async def _changed(self, sql: str, user_id: int) -> bool:
        async with self._db.transaction() as tx:
            return bool(await tx.execute(sql, (user_id,)))


def _readable(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key in _JSON:
        return json.loads(value)
    if key == "at" or key.endswith("_at"):
        return datetime.fromtimestamp(value / 1000, UTC).isoformat(timespec="milliseconds")
    if key == "id" or key.endswith("_id"):
        return str(value)  # more digits than a number in JSON safely has
    return bool(value) if key.startswith("is_") else value
