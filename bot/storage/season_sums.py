"""Which quizzes a season counts, and what they come to."""

from collections.abc import Sequence
from typing import Any

from bot.domain.season import Season
from bot.storage.database import Transaction

_MADE_BY_SCHEDULE = (
    "SELECT 1 FROM scheduled_posts p JOIN schedules c ON c.id = p.schedule_id WHERE c.kind = 'quiz' "
    "AND c.guild_id = ? AND p.due_at = (? >> 22) + 1420070400000 AND (p.schedule_id & 4194303) = (? & 4194303)"
)
"""A quiz of a schedule has an id of its due moment, as if an interaction had started it then."""

_OF_COMPETITION = "SELECT 1 FROM competition_matches WHERE session_id = ?"
_PLAYED = (
    "FROM quiz_sessions s JOIN quiz_played p ON p.session_id = s.id "
    "WHERE s.guild_id = ? AND s.over_at >= ? AND s.over_at < ? AND s.periods LIKE ?"
)


async def periods_of_seasons(tx: Transaction, seasons: Sequence[Season], session_id: int, at: int) -> list[str]:
    """The periods of those seasons of its guild that count a quiz which ends at the moment."""
    return [season.key for season in seasons if season.covers(at) and await _counts(tx, season, session_id)]


async def _counts(tx: Transaction, season: Season, session_id: int) -> bool:
    plan = season.plan
    if plan.counted == "scheduled" and not await tx.fetch(_MADE_BY_SCHEDULE, (season.guild_id, session_id, session_id)):
        return False
    if plan.counted == "competitions" and not await tx.fetch(_OF_COMPETITION, (session_id,)):
        return False
    marks = ", ".join("?" * len(plan.packs))
    asked = f"SELECT 1 FROM quiz_rounds WHERE session_id = ? AND pack_id IN ({marks}) LIMIT 1"  # noqa: S608 -- marks
    return not plan.packs or bool(await tx.fetch(asked, (session_id, *plan.packs)))


def of_season(season: Season) -> tuple[str, tuple[Any, ...]]:
    """A query of (user, points, right answers, rounds) for everybody who has a place, with its parameters."""
    packs = season.plan.packs or ("",)
    is_one = len(packs) == 1  # then the index by place is of use
    summed = "points, right_answers, asked"
    if not is_one:
        summed = ", ".join(f"SUM({column}) AS {column}" for column in summed.split(", "))
    query = (
        f"SELECT user_id, {summed} FROM quiz_totals "  # noqa: S608 -- constants of ours, and marks
        f"WHERE guild_id = ? AND period = ? AND pack_id IN ({', '.join('?' * len(packs))}) AND user_id > 0"
    )
    parameters = (season.guild_id, season.key, *packs)
    if season.plan.least > 1:
        query += f" AND user_id IN (SELECT p.user_id {_PLAYED} GROUP BY p.user_id HAVING COUNT(*) >= ?)"
        parameters += (*_span(season), season.plan.least)
    return query if is_one else f"{query} GROUP BY user_id", parameters


def played(season: Season) -> tuple[str, tuple[Any, ...]]:
    """A query of how many quizzes of the season a user has played, with its parameters but for the user."""
    return f"SELECT COUNT(*) {_PLAYED} AND p.user_id = ?", _span(season)


def _span(season: Season) -> tuple[int, int, int, str]:
    return season.guild_id, season.starts_at, season.ends_at, f'%"{season.key}"%'
