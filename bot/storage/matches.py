"""The stages of a competition and their matches, each step on the disk before it shows."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.domain.competition import Match
from bot.storage.commits import Commits
from bot.storage.database import Database, Row, Transaction
from bot.storage.kept_competitions import MATCH, KeptMatch, Line, Room, matches_of

_MATCHES = f"SELECT {MATCH} FROM competition_matches WHERE competition_id = ? ORDER BY stage, number"  # noqa: S608 -- ours
_SLOTS = (
    "SELECT s.stage, s.number, s.entrant_id, s.points, s.goes_on FROM competition_slots s "
    "JOIN competition_entrants e ON e.competition_id = s.competition_id AND e.entrant_id = s.entrant_id "
    "WHERE s.competition_id = ? ORDER BY e.seed, s.entrant_id"
)
_LINES = (
    "SELECT m.stage, m.number, g.session_id = m.tie_session_id, g.number, t.entrant_id, e.name, g.user_id, g.name, "
    "q.question_id, g.text, g.verdict, COALESCE(p.points, 0), g.elapsed_ms FROM competition_matches m "
    "JOIN quiz_guesses g ON g.session_id IN (m.session_id, m.tie_session_id) "
    "JOIN quiz_rounds q ON q.session_id = g.session_id AND q.number = g.number "
    "JOIN competition_members t ON t.competition_id = m.competition_id AND t.user_id = g.user_id "
    "JOIN competition_entrants e ON e.competition_id = t.competition_id AND e.entrant_id = t.entrant_id "
    "LEFT JOIN quiz_results p ON p.guess_id = g.id "
    "WHERE m.competition_id = ? ORDER BY m.stage, m.number, g.session_id, g.number, g.id"
)


class Matches:
    """The matches of every competition. Whoever writes at the same time shares a COMMIT; each is told after it.

    Each method raises DatabaseFault where the disk fails, and has then changed nothing. Each change says whether it
    was made: False where the match was further already, or another did it.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._commits = Commits(db)

    async def flush(self) -> None:
        """Waits until everything asked for is written; for whoever is about to close the database."""
        await self._commits.flush()

    async def stage(
        self, competition_id: int, matches: Sequence[Match], packet: Sequence[str], *, break_until_at: int, at: int
    ) -> bool:
        """Adds the next stage after a break, a later one while it is paused.

        False: it is there, or the one before it is not decided.
        """

        async def work(tx: Transaction) -> bool:
            stage = matches[0].stage
            is_next = await tx.execute(
                "UPDATE competitions SET stage = ?, stage_began_at = NULL, ready_until_at = NULL, break_until_at = "
                "? + CASE WHEN paused_until_at > ? THEN paused_until_at - ? ELSE 0 END "
                "WHERE id = ? AND phase = 'running' AND stage = ? AND NOT EXISTS (SELECT 1 FROM competition_matches m "
                "WHERE m.competition_id = competitions.id AND m.stage = competitions.stage AND m.state <> 'over')",
                (stage, break_until_at, at, at, competition_id, stage - 1),
            )
            if is_next:
                await add_stage(tx, competition_id, matches)
                await keep_packet(tx, competition_id, stage, packet)
            return bool(is_next)

        return await self._commits.do(work)

    async def packets(self, competition_id: int) -> dict[int, tuple[str, ...]]:
        """The questions of each stage that has them, by id."""
        rows = await self._db.read(
            "SELECT stage, packet FROM competition_stages WHERE competition_id = ? ORDER BY stage", (competition_id,)
        )
        return {stage: tuple(json.loads(packet)) for stage, packet in rows}

    async def matches(self, competition_id: int) -> list[KeptMatch]:
        """Those of all stages, in order."""
        return matches_of(
            await self._db.read(_MATCHES, (competition_id,)), await self._db.read(_SLOTS, (competition_id,))
        )

    async def match_opened(self, competition_id: int, stage: int, number: int) -> bool:
        """Its entrants can say that they are there."""
        return await self._turn("state = 'open'", "state = 'drawn'", (), (competition_id, stage, number))

    async def match_began(self, competition_id: int, stage: int, number: int, session_id: int) -> bool:
        """It is played in that quiz."""
        change = "state = 'playing', session_id = ?"
        return await self._turn(change, "state IN ('drawn', 'open')", (session_id,), (competition_id, stage, number))

    async def match_tied(
        self, competition_id: int, stage: int, number: int, points: Mapping[int, int], tie_session_id: int
    ) -> bool:
        """The tied play on in a further quiz; the points so far are kept."""

        async def work(tx: Transaction) -> bool:
            change = "state = 'tiebreak', tie_session_id = ?"
            place = (competition_id, stage, number)
            is_changed = await _turned(tx, change, "state = 'playing'", (tie_session_id,), place)
            if is_changed:
                await _pay(tx, place, points)
            return is_changed

        return await self._commits.do(work)

    async def match_over(
        self, competition_id: int, stage: int, number: int, points: Mapping[int, int], advancing: Sequence[int]
    ) -> bool:
        """Who goes on is decided, the best first."""

        async def work(tx: Transaction) -> bool:
            place = (competition_id, stage, number)
            is_changed = await _turned(tx, "state = 'over'", "state <> 'over'", (), place)
            if is_changed:
                await _pay(tx, place, points)
                await _decide(tx, place, advancing)
            return is_changed

        return await self._commits.do(work)

    async def match_decided_again(
        self, competition_id: int, stage: int, number: int, points: Mapping[int, int], advancing: Sequence[int]
    ) -> bool:
        """What the host did changes a match that is over; False: the next stage was drawn by it, or it is not over."""

        async def work(tx: Transaction) -> bool:
            place = (competition_id, stage, number)
            changeable = (
                "state = 'over' AND stage = (SELECT stage FROM competitions c "
                "WHERE c.id = competition_id AND c.phase = 'running')"
            )
            is_changed = await _turned(tx, "state = 'over'", changeable, (), place)
            if is_changed:
                await _pay(tx, place, points)
                await _decide(tx, place, advancing)
            return is_changed

        return await self._commits.do(work)

    async def ready(self, competition_id: int, stage: int, number: int, user_id: int, *, at: int) -> bool:
        """Somebody is there; False: they had said so, the match has begun, or they do not play in it."""

        async def work(tx: Transaction) -> bool:
            added = await tx.execute(
                "INSERT INTO competition_ready (competition_id, stage, number, user_id, at) "
                "SELECT m.competition_id, m.stage, m.number, t.user_id, ? FROM competition_matches m "
                "JOIN competition_slots s "
                "ON s.competition_id = m.competition_id AND s.stage = m.stage AND s.number = m.number "
                "JOIN competition_members t ON t.competition_id = s.competition_id AND t.entrant_id = s.entrant_id "
                "WHERE m.competition_id = ? AND m.stage = ? AND m.number = ? AND m.state IN ('drawn', 'open') "
                "AND t.user_id = ? ON CONFLICT DO NOTHING",
                (at, competition_id, stage, number, user_id),
            )
            return bool(added)

        return await self._commits.do(work)

    async def who_is_ready(self, competition_id: int, stage: int) -> dict[int, frozenset[int]]:
        """The users who are there, by the number of their match."""
        there: dict[int, set[int]] = defaultdict(set)
        for number, user_id in await self._db.read(
            "SELECT number, user_id FROM competition_ready WHERE competition_id = ? AND stage = ?",
            (competition_id, stage),
        ):
            there[number].add(user_id)
        return {number: frozenset(users) for number, users in there.items()}

    async def room_opened(self, competition_id: int, number: int, thread_id: int) -> int:
        """Remembers the thread of a room and gives it; where there is one already, that one."""

        async def work(tx: Transaction) -> int:
            [(kept_id,)] = await tx.fetch(
                "INSERT INTO competition_rooms (competition_id, room, thread_id) VALUES (?, ?, ?) "
                "ON CONFLICT (competition_id, room) DO UPDATE SET thread_id = competition_rooms.thread_id "
                "RETURNING thread_id",
                (competition_id, number, thread_id),
            )
            return int(kept_id)

        return await self._commits.do(work)

    async def rooms(self, competition_id: int) -> dict[int, Room]:
        """Those that are open, by number."""
        rows = await self._db.read(
            "SELECT room, thread_id FROM competition_rooms WHERE competition_id = ? ORDER BY room", (competition_id,)
        )
        return {row[0]: Room(*row) for row in rows}

    async def totals(self, competition_id: int) -> dict[int, tuple[int, int]]:
        """The points of each entrant over all matches, as `match_over` was told them, and the right answers."""
        points = await self._db.read(
            "SELECT entrant_id, SUM(COALESCE(points, 0)) FROM competition_slots WHERE competition_id = ? "
            "GROUP BY entrant_id",
            (competition_id,),
        )
        right = await self._db.read(
            "SELECT t.entrant_id, SUM(p.is_right) FROM competition_matches m "
            "JOIN quiz_results p ON p.session_id = m.session_id "
            "JOIN competition_members t ON t.competition_id = m.competition_id AND t.user_id = p.user_id "
            "WHERE m.competition_id = ? GROUP BY t.entrant_id",
            (competition_id,),
        )
        rights: dict[int, int] = dict(right)
        return {entrant_id: (sum_, rights.get(entrant_id, 0)) for entrant_id, sum_ in points}

    async def lines(self, competition_id: int) -> list[Line]:
        """Every guess of every match in order, with its points where it was the one that counted."""
        rows = await self._db.read(_LINES, (competition_id,))
        return [Line(stage, number, bool(is_tiebreak), *rest) for stage, number, is_tiebreak, *rest in rows]

    async def _turn(self, change: str, where: str, values: Row, place: tuple[int, int, int]) -> bool:
        async def work(tx: Transaction) -> bool:
            return await _turned(tx, change, where, values, place)

        return await self._commits.do(work)


async def add_stage(tx: Transaction, competition_id: int, matches: Sequence[Match]) -> None:
    """Adds the matches of a stage; those in which there is nothing to play are over."""
    await tx.executemany(
        f"INSERT INTO competition_matches (competition_id, {MATCH}) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",  # noqa: S608
        [
            (
                *(competition_id, match.stage, match.number, match.places, match.room, json.dumps(match.feeders)),
                "drawn" if match.advancing is None else "over",
            )
            for match in matches
        ],
    )
    await tx.executemany(
        "INSERT INTO competition_slots (competition_id, stage, number, entrant_id, goes_on) VALUES (?, ?, ?, ?, ?)",
        [
            (competition_id, match.stage, match.number, entrant_id, int(match.is_bye))
            for match in matches
            for entrant_id in match.entrant_ids
        ],
    )


async def keep_packet(tx: Transaction, competition_id: int, stage: int, packet: Sequence[str]) -> None:
    """Keeps the questions of a stage."""
    await tx.execute(
        "INSERT INTO competition_stages (competition_id, stage, packet) VALUES (?, ?, ?)",
        (competition_id, stage, json.dumps(list(packet))),
    )


async def _turned(tx: Transaction, change: str, where: str, values: Row, place: tuple[int, int, int]) -> bool:
    return bool(
        await tx.execute(
            f"UPDATE competition_matches SET {change} WHERE competition_id = ? AND stage = ? AND number = ? "  # noqa: S608
            f"AND {where}",
            (*values, *place),
        )
    )


async def _pay(tx: Transaction, place: tuple[int, int, int], points: Mapping[int, int]) -> None:
    await tx.executemany(
        "UPDATE competition_slots SET points = ? WHERE competition_id = ? AND stage = ? AND number = ? "
        "AND entrant_id = ?",
        [(paid, *place, entrant_id) for entrant_id, paid in points.items()],
    )


async def _decide(tx: Transaction, place: tuple[int, int, int], advancing: Sequence[int]) -> None:
    await tx.execute(
        "UPDATE competition_slots SET goes_on = 0 WHERE competition_id = ? AND stage = ? AND number = ?", place
    )
    await tx.executemany(
        "UPDATE competition_slots SET goes_on = ? WHERE competition_id = ? AND stage = ? AND number = ? "
        "AND entrant_id = ?",
        [(order, *place, entrant_id) for order, entrant_id in enumerate(advancing, 1)],
    )
