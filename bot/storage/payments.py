"""What players are paid for a round, with every sum that follows from it."""

import json
from collections.abc import Sequence
from itertools import product

from bot.domain.scoring import Result
from bot.storage.database import Row, Transaction
from bot.storage.season_sums import packs_of_seasons

_PAY = (
    "INSERT INTO quiz_results (session_id, number, user_id, guess_id, is_right, points, elapsed_ms, "
    "at, guild_id, question_id, form) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (session_id, number, user_id) DO UPDATE SET guess_id = excluded.guess_id, at = excluded.at, "
    "is_right = excluded.is_right, points = excluded.points, elapsed_ms = excluded.elapsed_ms"
)
_NAME = (
    "INSERT INTO quiz_players (guild_id, user_id, name) "
    "SELECT r.guild_id, r.user_id, g.name FROM quiz_results r JOIN quiz_guesses g ON g.id = r.guess_id "
    "WHERE r.session_id = ? AND r.number = ? AND g.name <> '' "
    "ON CONFLICT (guild_id, user_id) DO UPDATE SET name = excluded.name WHERE quiz_players.name <> excluded.name"
)
_PLAYED = (
    "INSERT INTO quiz_played (session_id, user_id, guild_id, points, right_answers, asked, last_at, fastest_ms, "
    "asked_rounds, right_rounds) SELECT session_id, user_id, guild_id, SUM(points), SUM(is_right), COUNT(*), MAX(at), "
    "MIN(CASE WHEN is_right = 1 AND form <> 'estimate' THEN elapsed_ms END), "
    "SUM(1 << number), SUM(is_right << number) FROM quiz_results WHERE session_id = ? "
    "AND user_id IN (SELECT user_id FROM quiz_results WHERE session_id = ? AND number = ?) "
    "GROUP BY session_id, user_id, guild_id ON CONFLICT (session_id, user_id) DO UPDATE SET "
    "points = excluded.points, right_answers = excluded.right_answers, asked = excluded.asked, "
    "last_at = excluded.last_at, fastest_ms = excluded.fastest_ms, asked_rounds = excluded.asked_rounds, "
    "right_rounds = excluded.right_rounds"
)
_SUMS = (
    "SELECT r.pack_id, '', p.user_id, SUM(p.points), SUM(p.is_right), COUNT(*) FROM quiz_results p "
    "JOIN quiz_rounds r ON r.session_id = p.session_id AND r.number = p.number WHERE p.session_id = ? "
    "GROUP BY r.pack_id, p.user_id UNION ALL "
    "SELECT r.pack_id, t.topic, p.user_id, SUM(p.points), SUM(p.is_right), COUNT(*) FROM quiz_results p "
    "JOIN quiz_rounds r ON r.session_id = p.session_id AND r.number = p.number "
    "JOIN quiz_round_topics t ON t.session_id = p.session_id AND t.number = p.number WHERE p.session_id = ? "
    "GROUP BY r.pack_id, t.topic, p.user_id"
)
_ADD = (
    "INSERT INTO quiz_totals (guild_id, period, pack_id, user_id, points, right_answers, asked) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, period, pack_id, user_id) DO UPDATE SET "
    "points = quiz_totals.points + excluded.points, asked = quiz_totals.asked + excluded.asked, "
    "right_answers = quiz_totals.right_answers + excluded.right_answers"
)
_ADD_TO_TOPIC = (
    "INSERT INTO quiz_topic_totals (guild_id, topic, pack_id, user_id, points, right_answers, asked) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, topic, pack_id, user_id) DO UPDATE SET "
    "points = quiz_topic_totals.points + excluded.points, asked = quiz_topic_totals.asked + excluded.asked, "
    "right_answers = quiz_topic_totals.right_answers + excluded.right_answers"
)


async def pay(tx: Transaction, session_id: int, number: int, results: Sequence[Result]) -> None:
    """Pays what is more than was paid; sums of the quiz, and totals where it was counted, grow by the difference."""
    place = (session_id, number)
    paid = await tx.fetch(
        "SELECT user_id, points, is_right FROM quiz_results WHERE session_id = ? AND number = ?", place
    )
    before = {user_id: (points, right) for user_id, points, right in paid}
    rows, differences = [], []
    for result in results:
        points, right = before.get(result.user_id, (0, 0))
        is_new, is_right = result.user_id not in before, right or int(result.is_right)
        if is_new or (result.points, is_right) > (points, right):
            rows.append((*place, result.user_id, result.guess_id, is_right, result.points, result.elapsed_ms))
            differences.append((result.user_id, result.points - points, is_right - right, int(is_new)))
    if not rows:
        return
    [(counts, guild_id, pack_id, periods, *question)] = await tx.fetch(
        "SELECT s.counts, s.guild_id, r.pack_id, s.periods, r.question_id, r.form FROM quiz_rounds r "
        "JOIN quiz_sessions s ON s.id = r.session_id WHERE r.session_id = ? AND r.number = ?",
        place,
    )
    made_at: dict[int, int] = dict(
        await tx.fetch("SELECT id, at FROM quiz_guesses WHERE session_id = ? AND number = ?", place)
    )
    await tx.executemany(_PAY, [(*row, made_at.get(row[3]), guild_id, *question) for row in rows])
    await tx.execute(_NAME, place)
    await tx.execute(_PLAYED, (session_id, *place))
    if counts:
        found = await tx.fetch("SELECT topic FROM quiz_round_topics WHERE session_id = ? AND number = ?", place)
        sums = [(pack_id, topic, *row) for (topic,), row in product([("",), *found], differences)]
        await _add(tx, guild_id, json.loads(periods), sums)


async def count(tx: Transaction, session_id: int, periods: Sequence[str]) -> None:
    """Adds all that a quiz has paid to the totals of the periods, of its packs and of its topics."""
    [(guild_id,)] = await tx.fetch("SELECT guild_id FROM quiz_sessions WHERE id = ?", (session_id,))
    await _add(tx, guild_id, periods, await tx.fetch(_SUMS, (session_id, session_id)))


async def _add(tx: Transaction, guild_id: int, periods: Sequence[str], sums: Sequence[Row]) -> None:
    """Adds (pack, topic, user, points, right answers, rounds) to the totals of the pack and to those of all packs.

    The topic '' stands for all, and has totals by period; those of a season are of its packs alone.
    """
    narrowed = await packs_of_seasons(tx, periods)
    both = [(own, pack_id, topic, *rest) for own, topic, *rest in sums for pack_id in {own, ""}]
    await tx.executemany(
        _ADD,
        [
            (guild_id, period, pack_id, *rest)
            for period, (own, pack_id, topic, *rest) in product(periods, both)
            if not topic and own in narrowed.get(period, (own,))
        ],
    )
    of_topics = [(guild_id, topic, pack_id, *rest) for _, pack_id, topic, *rest in both if topic]
    await tx.executemany(_ADD_TO_TOPIC, of_topics)
