"""The daily challenges of every guild: drawn once, played once by each."""

import json
from collections.abc import Collection
from datetime import date

from bot.domain.daily import QUESTIONS, Answer, Daily, Play, Result, Zones
from bot.storage.database import Database, Transaction

_OWN = "guild_id = ? AND day = ? AND user_id = ?"
_PLAY = f"SELECT finished_at, shared_at, excluded_role_id FROM daily_plays WHERE {_OWN}"  # noqa: S608 -- constants of ours, as below
_ANSWERS = (
    "SELECT number, shown_at, option, answered_at, is_right, points, elapsed_ms "  # noqa: S608
    f"FROM daily_answers WHERE {_OWN} ORDER BY number"
)
_ANSWER = (
    "UPDATE daily_answers SET option = ?, answered_at = ?, is_right = ?, points = ?, elapsed_ms = ? "  # noqa: S608
    f"WHERE {_OWN} AND number = ? AND answered_at IS NULL"
)
_ANSWERED = f"SELECT number FROM daily_answers WHERE {_OWN} AND answered_at IS NOT NULL"  # noqa: S608
_FINISH = f"UPDATE daily_plays SET finished_at = ? WHERE {_OWN} AND finished_at IS NULL"  # noqa: S608
_SHARE = (
    f"UPDATE daily_plays SET shared_at = ? WHERE {_OWN} "  # noqa: S608
    "AND finished_at IS NOT NULL AND shared_at IS NULL"
)
_EXCLUDE = f"UPDATE daily_plays SET excluded_role_id = ? WHERE {_OWN}"  # noqa: S608
_UNSHARE = f"UPDATE daily_plays SET shared_at = NULL WHERE {_OWN}"  # noqa: S608
_RESULTS = (
    "SELECT p.user_id, p.name, SUM(a.is_right), SUM(a.elapsed_ms), SUM(a.points), "  # noqa: S608
    "EXISTS (SELECT 1 FROM hidden_users h WHERE h.user_id = p.user_id) "
    "FROM daily_plays p JOIN daily_answers a ON a.guild_id = p.guild_id AND a.day = p.day AND a.user_id = p.user_id "
    "WHERE p.guild_id = ? AND p.day = ? AND p.finished_at IS NOT NULL AND p.excluded_role_id IS NULL "
    "AND a.answered_at IS NOT NULL "
    f"AND a.number IN ({', '.join('?' * QUESTIONS)}) GROUP BY p.user_id, p.name"
)
_DAY = "SELECT seed, question_ids, drawn_at FROM dailies WHERE guild_id = ? AND day = ?"

_Key = tuple[int, str, int]


class Dailies:
    """Every method that writes raises DatabaseFault where the disk fails, and has then changed nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def zones(self, guild_id: int, time_zone: str) -> Zones:
        """The zones that the guild has had; the one that it has now where it has never changed it."""
        rows = await self._db.read(
            "SELECT at, detail FROM audit WHERE guild_id = ? AND action = 'time_zone' ORDER BY at, id", (guild_id,)
        )
        changes = [(at, json.loads(detail)) for at, detail in rows]
        first = changes[0][1]["before"] if changes else time_zone
        return [(0, first), *((at, detail["after"]) for at, detail in changes)]

    async def get(self, guild_id: int, day: date) -> Daily | None:
        """What was drawn for the day."""
        rows = await self._db.read(_DAY, (guild_id, day.isoformat()))
        return _daily(guild_id, day, *rows[0]) if rows else None

    async def draw(self, daily: Daily) -> Daily:
        """Keeps what was drawn for the day and gives it back; or what another has drawn for it before."""

        async def kept(tx: Transaction) -> Daily:
            key = daily.guild_id, daily.day.isoformat()
            await tx.execute(
                "INSERT INTO dailies (guild_id, day, seed, question_ids, drawn_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING",
                (*key, daily.seed, json.dumps(daily.question_ids), daily.drawn_at),
            )
            [row] = await tx.fetch(_DAY, key)
            return _daily(daily.guild_id, daily.day, *row)

        return await self._db.at_once(kept)

    async def beside(self, guild_id: int, day: date) -> tuple[date | None, date | None]:
        """The last day before this one that the guild has, and the first after it."""
        [row] = await self._db.read(
            "SELECT (SELECT MAX(day) FROM dailies WHERE guild_id = ? AND day < ?), "
            "(SELECT MIN(day) FROM dailies WHERE guild_id = ? AND day > ?)",
            (guild_id, day.isoformat()) * 2,
        )
        before, after = (date.fromisoformat(found) if found else None for found in row)
        return before, after

    async def play(self, daily: Daily, user_id: int) -> Play:
        """How far somebody has come; nothing where they have not begun."""
        key = _key(daily, user_id)
        plays = await self._db.read(_PLAY, key)
        answers = await self._db.read(_ANSWERS, key)
        return Play({row[0]: _answer(*row[1:]) for row in answers}, *(plays[0] if plays else ()))

    async def show(self, daily: Daily, user_id: int, name: str, number: int, at: int) -> None:
        """Remembers when somebody first saw a question, and how they are called now."""
        key = _key(daily, user_id)

        async def kept(tx: Transaction) -> None:
            await tx.execute(
                "INSERT INTO daily_plays (guild_id, day, user_id, name) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (guild_id, day, user_id) DO UPDATE SET name = excluded.name",
                (*key, name),
            )
            await tx.execute(
                "INSERT INTO daily_answers (guild_id, day, user_id, number, shown_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING",
                (*key, number, at),
            )

        await self._db.at_once(kept)

    async def answer(
        self,
        daily: Daily,
        user_id: int,
        number: int,
        answer: Answer,
        there: Collection[int],
        *,
        excluded_role_id: int | None = None,
    ) -> bool:
        """Keeps the answer to a question that was shown; who has answered all that are there has finished.

        One answer given with a role whose members do not score costs the place of the day. False: it was answered
        before, and that stays.
        """
        key = _key(daily, user_id)

        async def kept(tx: Transaction) -> bool:
            values = answer.option, answer.answered_at, answer.is_right, answer.points, answer.elapsed_ms
            changed = await tx.execute(_ANSWER, (*values, *key, number))
            if changed and excluded_role_id is not None:
                await tx.execute(_EXCLUDE, (excluded_role_id, *key))
            await _finish(tx, key, there, answer.answered_at)
            return bool(changed)

        return await self._db.at_once(kept)

    async def finish(self, daily: Daily, user_id: int, there: Collection[int], at: int) -> None:
        """Whoever has answered all that are there has finished: the others are gone from the packs."""
        key = _key(daily, user_id)
        await self._db.at_once(lambda tx: _finish(tx, key, there, at))

    async def share(self, daily: Daily, user_id: int, at: int) -> bool:
        """Claims the one time that somebody shares their result; False: that was done, or they have not finished."""
        async with self._db.transaction() as tx:
            return bool(await tx.execute(_SHARE, (at, *_key(daily, user_id))))

    async def unshare(self, daily: Daily, user_id: int) -> None:
        """Gives the time back: Discord has not taken it."""
        async with self._db.transaction() as tx:
            await tx.execute(_UNSHARE, _key(daily, user_id))

    async def results(self, daily: Daily, there: Collection[int]) -> tuple[list[Result], dict[int, Result]]:
        """What everybody who has finished and scores made of the questions that are there; those who hide by user."""
        numbers = [*there, *[0] * (QUESTIONS - len(there))]
        rows = await self._db.read(_RESULTS, (daily.guild_id, daily.day.isoformat(), *numbers))
        shown = [Result(*row) for *row, is_hidden in rows if not is_hidden]
        return shown, {row[0]: Result(*row) for *row, is_hidden in rows if is_hidden}

    async def finished(self, guild_id: int, user_id: int) -> frozenset[date]:
        """The days that somebody has finished."""
        rows = await self._db.read(
            "SELECT day FROM daily_plays WHERE user_id = ? AND guild_id = ? AND finished_at IS NOT NULL",
            (user_id, guild_id),
        )
        return frozenset(date.fromisoformat(day) for (day,) in rows)


async def _finish(tx: Transaction, key: _Key, there: Collection[int], at: int | None) -> None:
    answered = {number for (number,) in await tx.fetch(_ANSWERED, key)}
    if answered and set(there) <= answered:
        await tx.execute(_FINISH, (at, *key))


def _key(daily: Daily, user_id: int) -> _Key:
    return daily.guild_id, daily.day.isoformat(), user_id


def _daily(guild_id: int, day: date, seed: int, question_ids: str, drawn_at: int) -> Daily:
    return Daily(guild_id, day, seed, tuple(json.loads(question_ids)), drawn_at)


def _answer(shown_at: int, option: str, answered_at: int | None, is_right: int, points: int, elapsed_ms: int) -> Answer:
    return Answer(shown_at, option, answered_at, bool(is_right), points, elapsed_ms)
