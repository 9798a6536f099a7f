"""How fast boards and statistics are with a million guesses in the database."""

import asyncio
import json
import random
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from datetime import UTC, date
from itertools import count
from pathlib import Path

from benchmarks.table import Row, at_most
from bot.domain.periods import began_at, periods
from bot.domain.season import Plan, Season
from bot.storage.database import Database
from bot.storage.scores import Scores
from bot.storage.seasons import Seasons

GUESSES, PLAYERS, GUILDS = 1_000_000, 50_000, 1_000
LARGEST, LARGEST_GUESSES, LARGEST_PLAYERS = 1, 100_000, 10_000
"""The guild with the most of them: its id, its guesses and its players."""

LIMIT_MS = 20.0
QUESTIONS, PACKS = 600, 3
SEASON_PACKS = ("synthetic-0", "synthetic-1")
LARGEST_TOPIC = "a-quarter"
ROUNDS, IN_A_ROUND = 10, 10
YEAR_MS = 365 * 24 * 3600 * 1000
START = 1_760_000_000_000  # ms; the quizzes are spread over the year from then
END = START + YEAR_MS

_TOPIC_TOTALS = (
    "INSERT INTO quiz_topic_totals SELECT guild_id, topic, pack.id, user_id, SUM(points), SUM(is_right), COUNT(*) "
    "FROM quiz_round_topics JOIN quiz_rounds USING (session_id, number) JOIN quiz_results USING (session_id, number) "
    "JOIN (SELECT DISTINCT pack_id AS id FROM quiz_rounds UNION SELECT '') pack ON pack.id IN (pack_id, '') "
    "GROUP BY 1, 2, 3, 4"
)
_PLAYED = (
    "INSERT INTO quiz_played SELECT session_id, user_id, guild_id, SUM(points), SUM(is_right), COUNT(*), MAX(at), "
    "MIN(CASE WHEN is_right THEN elapsed_ms END), SUM(1 << number), SUM(is_right << number) FROM quiz_results "
    "GROUP BY 1, 2"
)


async def rows(folder: Path, guesses: int = GUESSES, calls: int = 300) -> list[Row]:
    """The slowest hundredth of each kind of question that `/leaderboard` and `/stats` ask."""
    path = folder / "boards.sqlite3"
    await (await Database.open(path)).close()
    await asyncio.to_thread(fill, path, guesses)
    async with await Database.open(path) as db:
        found = []
        for what, ask in _asked(Scores(db), Seasons(db), random.Random(1)).items():
            took = sorted([await _timed(ask) for _ in range(calls)])
            slowest = took[int(len(took) * 0.99)]
            found.append(
                at_most(
                    f"{what}, 99th percentile of {guesses:,} guesses",
                    "",
                    f"median {took[len(took) // 2]:.1f} ms",
                    slowest,
                    LIMIT_MS,
                    "{:.1f} ms",
                )
            )
    return found


def _asked(scores: Scores, seasons: Seasons, dice: random.Random) -> dict[str, Callable[[], Awaitable[object]]]:
    """Something to ask of any guild, and of the largest, for any of its players."""
    spans = periods(END - 1, UTC)

    def guild() -> int:
        return dice.randint(2, GUILDS)

    def player(guild_id: int) -> int:
        return _player(guild_id, dice)

    async def board(guild_id: int) -> None:
        await scores.board(guild_id, period=dice.choice(spans), page=_any_page(dice), user_id=player(guild_id))

    async def all_time(guild_id: int) -> None:
        await scores.board(guild_id, period="all", page=_any_page(dice), user_id=player(guild_id))

    async def topic(guild_id: int, pack_id: str = "", since_at: int = 0) -> None:
        await scores.board_of_topic(
            guild_id, LARGEST_TOPIC, pack_id=pack_id, since_at=since_at, page=_any_page(dice), user_id=player(guild_id)
        )

    async def season(*packs: str, least: int = 1) -> None:
        user_id, shown = player(LARGEST), _season(packs, least)
        await scores.board_of_season(shown, page=_any_page(dice), user_id=user_id)
        if least > 1:
            await seasons.quizzes_of(shown, user_id)

    async def stats(guild_id: int, user_id: int) -> None:
        await scores.stats(guild_id, user_id, asker_id=user_id)

    async def last(guild_id: int) -> None:
        session_id = await scores.last_session(guild_id)
        await scores.board_of_session(session_id or 0, user_id=player(guild_id))

    return {
        "a board": lambda: board(guild()),
        "the largest server's boards": lambda: board(LARGEST),
        "its board of all time": lambda: all_time(LARGEST),
        "a topic's board, a quarter of all questions": lambda: topic(guild()),
        "the same in the largest": lambda: topic(LARGEST),
        "the same of a pack": lambda: topic(LARGEST, pack_id=_pack(0)),
        "the same of its last month": lambda: topic(LARGEST, since_at=began_at("month", END - 1, UTC)),
        "a season's board there, a year long": season,
        "the same of two packs of three": lambda: season(*SEASON_PACKS),
        "the same with a minimum of three quizzes": lambda: season(*SEASON_PACKS, least=3),
        "that of all packs with a minimum": lambda: season(least=3),
        "the last quiz's board there": lambda: last(LARGEST),
        "a player's statistics there": lambda: stats(LARGEST, player(LARGEST)),
        "those of who played every quiz": lambda: stats(LARGEST, _eager(LARGEST)),
    }


async def _timed(ask: Callable[[], Awaitable[object]]) -> float:
    began_at = time.perf_counter()
    await ask()
    return (time.perf_counter() - began_at) * 1000


def _any_page(dice: random.Random) -> int:
    return dice.choice([1, 1, 1, 2, 10, 1_000_000])


def _question(number: int) -> str:
    return f"sy-k{number:03}"


def _topics(number: int) -> list[str]:
    """Two or three, as the shipped questions have; one topic has a quarter of all questions."""
    return [f"topic-{number % 12}", f"topic-{12 + number % 25}", *([LARGEST_TOPIC] if number % 4 == 0 else [])]


def _pack(number: int) -> str:
    return f"synthetic-{number % PACKS}"


def _season(packs: tuple[str, ...], least: int) -> Season:
    """All quizzes of the largest guild, or their answers on some packs."""
    plan = Plan("A year", date(2025, 10, 9), date(2026, 10, 8), "UTC", 7, packs=packs, least=least)
    return Season(2 if packs else 1, LARGEST, plan, START, END, 1)


def _eager(guild_id: int) -> int:
    """Who plays every quiz of the guild."""
    return guild_id * 1_000_000 + 1


def _player(guild_id: int, dice: random.Random) -> int:
    """Few play often and many seldom."""
    most = LARGEST_PLAYERS if guild_id == LARGEST else (PLAYERS - LARGEST_PLAYERS) // (GUILDS - 1)
    return _eager(guild_id) + int(most * dice.random() ** 3)


def fill(path: Path, guesses: int) -> None:
    """Writes so many guesses of quizzes that counted, with their results and totals; the same each time."""
    dice = random.Random(1)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%quiz%'"
        ).fetchall()
        connection.execute("BEGIN")
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.execute("CREATE TEMP TABLE spans (session_id INTEGER, period TEXT)")
        ids = count(1)
        largest_share = LARGEST_GUESSES / GUESSES
        for session_id in range(1, guesses // (ROUNDS * IN_A_ROUND) + 1):
            guild_id = LARGEST if dice.random() < largest_share else dice.randint(2, GUILDS)
            _write(connection, dice, session_id, guild_id, ids, guesses)
        connection.execute(
            "INSERT INTO quiz_players SELECT DISTINCT guild_id, user_id, 'Player ' || user_id FROM quiz_results"
        )
        for pack_id in ("pack_id", "''"):
            connection.execute(
                f"INSERT INTO quiz_totals SELECT guild_id, period, {pack_id}, user_id, SUM(points), SUM(is_right), "  # noqa: S608
                "COUNT(*) FROM spans JOIN quiz_rounds USING (session_id) JOIN quiz_results USING (session_id, number) "
                "GROUP BY 1, 2, 3, 4"
            )
        for sums in (_TOPIC_TOTALS, _PLAYED):
            connection.execute(sums)
        for _, sql in indexes:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _write(
    connection: sqlite3.Connection,
    dice: random.Random,
    session_id: int,
    guild_id: int,
    ids: Iterator[int],
    guesses: int,
) -> None:
    over_at = START + YEAR_MS * session_id * ROUNDS * IN_A_ROUND // guesses
    pack_id = _pack(session_id)
    of_packs = [_season(SEASON_PACKS, 1).key] if pack_id in SEASON_PACKS else []
    spans = [*periods(over_at, UTC), _season((), 1).key, *of_packs]
    connection.execute(
        "INSERT INTO quiz_sessions (id, guild_id, channel_id, starter_id, rules, seed, state, lobby_until_at, "
        "touched_at, over_at, over_reason, counts, is_recapped, periods) "
        "VALUES (?, ?, ?, 1, '{}', 1, 'over', ?, ?, ?, 'done', 1, 1, ?)",
        (session_id, guild_id, guild_id, over_at, over_at, over_at, json.dumps(spans)),
    )
    connection.executemany("INSERT INTO spans VALUES (?, ?)", [(session_id, span) for span in spans])
    players = {_eager(guild_id)}
    while len(players) < IN_A_ROUND:
        players.add(_player(guild_id, dice))
    questions = dice.sample(range(QUESTIONS), ROUNDS)
    connection.executemany(
        "INSERT INTO quiz_rounds (session_id, number, question_id, pack_id, form, posting, is_closed, is_revealed) "
        "VALUES (?, ?, ?, ?, 'buttons', 0, 1, 1)",
        [(session_id, number, _question(question), pack_id) for number, question in enumerate(questions, 1)],
    )
    connection.executemany(
        "INSERT INTO quiz_round_topics (session_id, number, topic) VALUES (?, ?, ?)",
        [(session_id, number, topic) for number, question in enumerate(questions, 1) for topic in _topics(question)],
    )
    log, results = [], []
    for number, question in enumerate(questions, 1):
        for user_id in sorted(players):
            guess_id, elapsed_ms, is_right = next(ids), dice.randint(1_000, 20_000), dice.random() < 0.6
            verdict = "accept" if is_right else "reject"
            log.append((guess_id, session_id, number, user_id, over_at, elapsed_ms, verdict))
            paid = 60 - elapsed_ms // 1_000 if is_right else 0
            place = (session_id, number, user_id, guild_id)
            results.append((*place, _question(question), guess_id, is_right, paid, elapsed_ms, over_at))
    connection.executemany(
        "INSERT INTO quiz_guesses (id, session_id, number, user_id, name, at, elapsed_ms, text, verdict, rule, normal, "
        "nearest, posting) VALUES (?, ?, ?, ?, 'A player', ?, ?, 'The Kronstadt garrison', ?, 'option', '', '', 0)",
        log,
    )
    connection.executemany(
        "INSERT INTO quiz_results (session_id, number, user_id, guild_id, question_id, form, guess_id, is_right, "
        "points, elapsed_ms, at) VALUES (?, ?, ?, ?, ?, 'buttons', ?, ?, ?, ?, ?)",
        results,
    )
