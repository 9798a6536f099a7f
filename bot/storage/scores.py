"""Leaderboards and what one player has done: the side that only reads."""

from collections.abc import Sequence

from bot.domain.boards import Best, BoardPage, Stats
from bot.domain.scoring import Standing
from bot.domain.season import Season
from bot.storage import season_sums
from bot.storage.database import Database, Row

__all__ = ["Best", "BoardPage", "Scores", "Stats"]

SIZE = 10
"""Rows on a page of a board."""

_VISIBLE = "user_id > 0 AND user_id NOT IN (SELECT user_id FROM hidden_users)"
_OF_BOARD = (
    "SELECT user_id, points, right_answers, asked FROM quiz_totals WHERE guild_id = ? AND period = ? AND pack_id = ?"
)
_OF_TOPIC = (
    "SELECT user_id, points, right_answers, asked FROM quiz_topic_totals "
    "WHERE guild_id = ? AND topic = ? AND pack_id = ?"
)
# By a sum of the id, so that SQLite does not begin with all that the asker ever played.
_OF_TOPIC_SINCE = (
    "SELECT p.user_id + 0 AS user_id, SUM(p.points) AS points, SUM(p.is_right) AS right_answers, COUNT(*) AS asked "
    "FROM quiz_sessions s JOIN quiz_round_topics t ON t.session_id = s.id "
    "JOIN quiz_rounds r ON r.session_id = t.session_id AND r.number = t.number "
    "JOIN quiz_results p ON p.session_id = t.session_id AND p.number = t.number "
    "WHERE s.guild_id = ? AND t.topic = ? AND ? IN (r.pack_id, '') AND s.over_at >= ? AND s.counts = 1 "
    "GROUP BY p.user_id + 0"
)
_OF_SESSION = "SELECT user_id, points, right_answers, asked FROM quiz_played WHERE session_id = ?"


class Scores:
    """Every board and every player's statistics; each method raises DatabaseFault where the disk fails.

    Players who hide are seen by nobody but themselves, and those who had their data deleted by nobody.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    async def board(
        self, guild_id: int, *, period: str, pack_id: str = "", page: int = 1, user_id: int, size: int = SIZE
    ) -> BoardPage:
        """The board of a period, of one pack or of all; beyond the last page comes the last page."""
        return await self._board(guild_id, _OF_BOARD, (guild_id, period, pack_id), page, user_id, size)

    async def board_of_topic(
        self,
        guild_id: int,
        topic: str,
        *,
        pack_id: str = "",
        page: int = 1,
        user_id: int,
        since_at: int = 0,
        size: int = SIZE,
    ) -> BoardPage:
        """The board of a topic, in one pack or in all, from the quizzes that counted and ended since then.

        A question is of the topics that it had when it was asked.
        """
        sums, since = (_OF_TOPIC_SINCE, (since_at,)) if since_at else (_OF_TOPIC, ())
        return await self._board(guild_id, sums, (guild_id, topic, pack_id, *since), page, user_id, size)

    async def board_of_session(self, session_id: int, *, page: int = 1, user_id: int, size: int = SIZE) -> BoardPage:
        """The board of one quiz, whether it counts or not."""
        found = await self._db.read("SELECT guild_id FROM quiz_sessions WHERE id = ?", (session_id,))
        guild_id = found[0][0] if found else 0
        return await self._board(guild_id, _OF_SESSION, (session_id,), page, user_id, size)

    async def board_of_season(self, season: Season, *, page: int = 1, user_id: int, size: int = SIZE) -> BoardPage:
        """The board of a season, with those who have played as many of its quizzes as it wants for a place."""
        query, parameters = season_sums.of_season(season)
        if season.plan.least > 1:  # found once, as it takes milliseconds, and not for each part of the board
            users = await self._db.read(*season_sums.enough(season))
            query, parameters = season_sums.of_some(season, [user_id for (user_id,) in users])
        return await self._board(season.guild_id, query, parameters, page, user_id, size)

    async def last_session(self, guild_id: int, channel_id: int | None = None) -> int | None:
        """The quiz of the guild, or of one channel, that ended last; those that nobody guessed in do not count."""
        rows = await self._db.read(
            "SELECT id FROM quiz_sessions s WHERE guild_id = ? AND state = 'over' AND (? IS NULL OR channel_id = ?) "
            "AND EXISTS (SELECT 1 FROM quiz_played WHERE session_id = s.id) ORDER BY over_at DESC LIMIT 1",
            (guild_id, channel_id, channel_id),
        )
        return rows[0][0] if rows else None

    async def stats(self, guild_id: int, user_id: int, *, asker_id: int) -> Stats | None:
        """What a player has done in a guild; None where they never played there, or hide from the asker."""
        of_player = (guild_id, user_id)
        if user_id != asker_id and await self._db.read("SELECT 1 FROM hidden_users WHERE user_id = ?", (user_id,)):
            return None
        sessions = await self._db.read(
            "SELECT session_id, points, right_answers, asked, last_at, fastest_ms, asked_rounds, right_rounds "
            "FROM quiz_played WHERE guild_id = ? AND user_id = ? ORDER BY session_id",
            of_player,
        )
        if not sessions:
            return None
        questions = await self._db.read(
            "SELECT question_id, SUM(is_right), COUNT(*) FROM quiz_results WHERE guild_id = ? AND user_id = ? "
            "GROUP BY question_id",
            of_player,
        )
        runs = "".join(_signs(asked, right) for *_, asked, right in sessions).split("-")
        board = (guild_id, "all", "")
        own = await self._db.read(f"{_OF_BOARD} AND user_id = ?", (*board, user_id))
        name = await self._db.read("SELECT name FROM quiz_players WHERE guild_id = ? AND user_id = ?", of_player)
        return Stats(
            name=name[0][0] if name else "",
            points=sum(row[1] for row in sessions),
            right=sum(row[2] for row in sessions),
            asked=sum(row[3] for row in sessions),
            sessions=len(sessions),
            by_question={question_id: (right, asked) for question_id, right, asked in questions},
            longest_run=max(map(len, runs)),
            current_run=len(runs[-1]),
            best=Best(*max((row[:5] for row in sessions), key=lambda row: (row[1], row[2], -row[4]))),
            fastest_ms=min((row[5] for row in sessions if row[5] is not None), default=None),
            rank=await self._place(_OF_BOARD, board, own[0]) if own else None,
        )

    async def _board(
        self, guild_id: int, sums: str, parameters: Sequence[int | str], page: int, user_id: int, size: int
    ) -> BoardPage:
        """A page of the board that a query gives the sums for."""
        [(players,)] = await self._db.read(f"SELECT COUNT(*) FROM ({sums}) WHERE {_VISIBLE}", parameters)  # noqa: S608
        page, pages = _page(page, players, size)
        before = (page - 1) * size
        rows = await self._db.read(
            f"SELECT * FROM ({sums}) WHERE {_VISIBLE} "  # noqa: S608 -- queries of ours
            "ORDER BY points DESC, right_answers DESC, user_id LIMIT ? OFFSET ?",
            (*parameters, size, before),
        )
        own = await self._db.read(f"SELECT * FROM ({sums}) WHERE user_id = ?", (*parameters, user_id))  # noqa: S608
        first = await self._place(sums, parameters, rows[0]) if before else 1
        mine = _standings(own, await self._place(sums, parameters, own[0]), 0) if own else []
        return await self._named(guild_id, _standings(rows, first, before), mine, page, pages, players)

    async def _place(self, sums: str, parameters: Sequence[int | str], row: Row) -> int:
        """One more than those who can be seen and have more points than this row, or as many and more right answers."""
        _, points, right, *_ = row
        [(better,)] = await self._db.read(
            f"SELECT COUNT(*) FROM ({sums}) WHERE points >= ? AND (points > ? OR right_answers > ?) AND {_VISIBLE}",  # noqa: S608
            (*parameters, points, points, right),
        )
        return 1 + int(better)

    async def _named(
        self,
        guild_id: int,
        standings: Sequence[Standing],
        own: Sequence[Standing],
        page: int,
        pages: int,
        players: int,
    ) -> BoardPage:
        ids = [standing.user_id for standing in (*standings, *own)]
        marks = ", ".join("?" * len(ids))
        found = await self._db.read(
            f"SELECT user_id, name FROM quiz_players WHERE guild_id = ? AND user_id IN ({marks})",  # noqa: S608
            (guild_id, *ids),
        )
        names: dict[int, str] = dict(found)
        rows = [(standing, names.get(standing.user_id, "")) for standing in standings]
        mine = [(standing, names.get(standing.user_id, "")) for standing in own]
        return BoardPage(tuple(rows), mine[0] if mine else None, page, pages, players)


def _signs(asked: int, right: int) -> str:
    """A plus for each right answer and a minus for each wrong one, in the order of the rounds.

    >>> _signs(0b10110, 0b00110)
    '++-'
    """
    signs = []
    while asked:
        first = asked & -asked
        signs.append("+" if right & first else "-")
        asked ^= first
    return "".join(signs)


def _page(page: int, players: int, size: int) -> tuple[int, int]:
    """The page that is given for the one that was asked for, and how many there are: one at least."""
    pages = max(1, -(-players // size))
    return min(max(1, page), pages), pages


def _standings(rows: Sequence[Row], first: int, before: int) -> list[Standing]:
    """Places of rows in order, of which the first has its place already; so many others come before them."""
    placed: list[Standing] = []
    for position, (user_id, points, right, asked) in enumerate(rows, before + 1):
        same = placed and (placed[-1].points, placed[-1].right) == (points, right)
        rank = placed[-1].rank if same else position if placed else first
        placed.append(Standing(rank, user_id, points, right, asked))
    return placed
