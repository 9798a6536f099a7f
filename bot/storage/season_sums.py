"""Which quizzes a season counts, and what they come to."""

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.season import Season
from bot.storage.database import Transaction

_MADE_BY_SCHEDULE = (
    "SELECT 1 FROM scheduled_posts p JOIN schedules c ON c.id = p.schedule_id WHERE c.kind = 'quiz' "
    "AND c.guild_id = ? AND p.due_at = (? >> 22) + 1420070400000 AND (p.schedule_id & 4194303) = (? & 4194303)"
)
"""A quiz of a schedule has an id of its due moment, as if an interaction had started it then."""

_SEASON = "season:"
_OF_COMPETITION = "SELECT 1 FROM competition_matches WHERE session_id = ?"
_SUMS = (
    "SELECT user_id, points, right_answers, asked FROM quiz_totals "
    "WHERE guild_id = ? AND period = ? AND pack_id = '' AND user_id > 0"
)
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
    if season.plan.least == 1:
        return _SUMS, (season.guild_id, season.key)
    query, parameters = enough(season)
    return f"{_SUMS} AND user_id IN ({query})", (season.guild_id, season.key, *parameters)


def of_some(season: Season, user_ids: Sequence[int]) -> tuple[str, tuple[Any, ...]]:
    """The same for these users, who are known to have played enough."""
    query = f"{_SUMS} AND user_id IN (SELECT value FROM json_each(?))"  # noqa: S608 -- a constant of ours
    return query, (season.guild_id, season.key, json.dumps(user_ids))  # a list of parameters has an end


def enough(season: Season) -> tuple[str, tuple[Any, ...]]:
    """A query of everybody who has played as many of its quizzes as a place takes, with its parameters."""
    query = f"SELECT p.user_id {_PLAYED} GROUP BY p.user_id HAVING COUNT(*) >= ?"
    return query, (*_span(season), season.plan.least)


async def packs_of_seasons(tx: Transaction, periods: Sequence[str]) -> dict[str, frozenset[str]]:
    """The packs whose questions alone are added up, of those of the periods that are such seasons'."""
    ids = tuple(int(period.removeprefix(_SEASON)) for period in periods if period.startswith(_SEASON))
    if not ids:
        return {}
    marks = ", ".join("?" * len(ids))
    rows = await tx.fetch(f"SELECT id, packs FROM seasons WHERE id IN ({marks}) AND packs <> '[]'", ids)  # noqa: S608
    return {f"{_SEASON}{season_id}": frozenset(json.loads(packs)) for season_id, packs in rows}


def played(season: Season) -> tuple[str, tuple[Any, ...]]:
    """A query of how many quizzes of the season a user has played, with its parameters but for the user."""
    return f"SELECT COUNT(*) {_PLAYED} AND p.user_id = ?", _span(season)


def _span(season: Season) -> tuple[int, int, int, str]:
    return season.guild_id, season.starts_at, season.ends_at, f'%"{season.key}"%'
