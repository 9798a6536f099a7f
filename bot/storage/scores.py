"""Leaderboards and what one player has done: the side that only reads."""

from bisect import bisect_left
from collections.abc import Sequence

from bot.domain.boards import Best, BoardPage, Stats
from bot.domain.scoring import Standing
from bot.storage.database import Database, Row

__all__ = ["Best", "BoardPage", "Scores", "Stats"]

SIZE = 10
"""Rows on a page of a board."""

_VISIBLE = "user_id > 0 AND user_id NOT IN (SELECT user_id FROM hidden_users)"
_OF_BOARD = "guild_id = ? AND period = ? AND pack_id = ?"
_BETTER = (
    f"SELECT COUNT(*) FROM quiz_totals WHERE {_OF_BOARD} AND points >= ? "  # noqa: S608 -- constants of ours
    f"AND (points > ? OR right_answers > ?) AND {_VISIBLE}"
)


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
        board = (guild_id, period, pack_id)
        [(players,)] = await self._db.read(
            f"SELECT COUNT(*) FROM quiz_totals WHERE {_OF_BOARD} AND {_VISIBLE}",  # noqa: S608 -- constants of ours
            board,
        )
        page, pages = _page(page, players, size)
        rows = await self._db.read(
            "SELECT user_id, points, right_answers, asked FROM quiz_totals "  # noqa: S608 -- constants of ours
            f"WHERE {_OF_BOARD} AND {_VISIBLE} ORDER BY points DESC, right_answers DESC, user_id LIMIT ? OFFSET ?",
            (*board, size, (page - 1) * size),
        )
        own = await self._db.read(
            f"SELECT user_id, points, right_answers, asked FROM quiz_totals WHERE {_OF_BOARD} AND user_id = ?",  # noqa: S608
            (*board, user_id),
        )
        first = 1 + await self._better(board, rows[0]) if rows else 0
        standings = _standings(rows, first, (page - 1) * size)
        mine = _standings(own, 1 + await self._better(board, own[0]), 0) if own else []
        return await self._named(guild_id, standings, mine, page, pages, players)

    async def board_of_questions(
        self,
        guild_id: int,
        question_ids: Sequence[str],
        *,
        page: int = 1,
        user_id: int,
        since_at: int = 0,
        size: int = SIZE,
    ) -> BoardPage:
        """The board of some questions, from the quizzes that counted and ended since then."""
        wanted = ", ".join("?" * len(question_ids))
        return await self._summed(
            guild_id,
            f"guild_id = ? AND counted_at >= ? AND question_id IN ({wanted})",
            (guild_id, since_at, *question_ids),
            page,
            user_id,
            size,
        )

    async def board_of_session(self, session_id: int, *, page: int = 1, user_id: int, size: int = SIZE) -> BoardPage:
        """The board of one quiz, whether it counts or not."""
        found = await self._db.read("SELECT guild_id FROM quiz_sessions WHERE id = ?", (session_id,))
        guild_id = found[0][0] if found else 0
        return await self._summed(guild_id, "session_id = ?", (session_id,), page, user_id, size)

    async def last_session(self, guild_id: int, channel_id: int | None = None) -> int | None:
        """The quiz of the guild, or of one channel, that ended last; those that nobody guessed in do not count."""
        rows = await self._db.read(
            "SELECT id FROM quiz_sessions s WHERE guild_id = ? AND state = 'over' AND (? IS NULL OR channel_id = ?) "
            "AND EXISTS (SELECT 1 FROM quiz_results WHERE session_id = s.id) ORDER BY over_at DESC LIMIT 1",
            (guild_id, channel_id, channel_id),
        )
        return rows[0][0] if rows else None

    async def stats(self, guild_id: int, user_id: int, *, asker_id: int) -> Stats | None:
        """What a player has done in a guild; None where they never played there, or hide from the asker."""
        of_player = (guild_id, user_id)
        if user_id != asker_id and await self._db.read("SELECT 1 FROM hidden_users WHERE user_id = ?", (user_id,)):
            return None
        # Which rounds were answered, and which of them right, are a bit each: a quiz has at most 50.
        sessions = await self._db.read(
            "SELECT session_id, SUM(points), SUM(is_right), COUNT(*), MAX(at), "
            "MIN(CASE WHEN is_right = 1 AND form <> 'estimate' THEN elapsed_ms END), "
            "SUM(1 << number), SUM(is_right << number) "
            "FROM quiz_results WHERE guild_id = ? AND user_id = ? GROUP BY session_id ORDER BY session_id",
            of_player,
        )
        if not sessions:
            return None
        # By an expression, so that SQLite does not walk through the guild's results for the sake of their order.
        questions = await self._db.read(
            "SELECT question_id || '', SUM(is_right), COUNT(*) FROM quiz_results WHERE guild_id = ? AND user_id = ? "
            "GROUP BY question_id || ''",
            of_player,
        )
        runs = "".join(_signs(asked, right) for *_, asked, right in sessions).split("-")
        board = (guild_id, "all", "")
        own = await self._db.read(
            f"SELECT user_id, points, right_answers FROM quiz_totals WHERE {_OF_BOARD} AND user_id = ?",  # noqa: S608
            (*board, user_id),
        )
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
            best=max((Best(*row[:5]) for row in sessions), key=lambda best: (best.points, best.right, -best.at)),
            fastest_ms=min((row[5] for row in sessions if row[5] is not None), default=None),
            rank=1 + await self._better(board, own[0]) if own else None,
        )

    async def _better(self, board: tuple[int, str, str], row: Row) -> int:
        """How many that can be seen have more points than this row, or as many and more right answers."""
        _, points, right, *_ = row
        [(count,)] = await self._db.read(_BETTER, (*board, points, points, right))
        return int(count)

    async def _summed(
        self, guild_id: int, condition: str, parameters: Sequence[int | str], page: int, user_id: int, size: int
    ) -> BoardPage:
        """A board for which there are no totals: from the results that fulfil the condition."""
        hidden = {user for (user,) in await self._db.read("SELECT user_id FROM hidden_users")}
        # By a sum, for the same reason as above.
        sums = await self._db.read(
            "SELECT user_id + 0, SUM(points), SUM(is_right), COUNT(*) FROM quiz_results "  # noqa: S608 -- our columns
            f"WHERE {condition} AND user_id > 0 GROUP BY user_id + 0 ORDER BY 2 DESC, 3 DESC, 1",
            parameters,
        )
        seen = [row for row in sums if row[0] not in hidden]
        page, pages = _page(page, len(seen), size)
        start = (page - 1) * size

        def place(row: Row) -> int:
            return 1 + bisect_left(seen, _order(row), key=_order)

        rows = seen[start : start + size]
        own = [row for row in sums if row[0] == user_id]
        return await self._named(
            guild_id,
            _standings(rows, place(rows[0]), start) if rows else [],
            _standings(own, place(own[0]), 0) if own else [],
            page,
            pages,
            len(seen),
        )

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


def _order(row: Row) -> tuple[int, int]:
    _, points, right, _ = row
    return -points, -right


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
