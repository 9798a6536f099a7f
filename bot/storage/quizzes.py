"""Quizzes, each step on the disk before it shows.

Everything here can be done again without effect: after a kill nobody knows whether the last step was taken.
"""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.domain.quiz import Guess, Round, Session
from bot.domain.scoring import Result
from bot.storage.commits import Commits
from bot.storage.database import Database, Transaction
from bot.storage.kept import GUESS, KeptRound, KeptSession, State, kept_session, rules_text
from bot.storage.payments import count, pay
from bot.storage.seasons import counted_by_seasons

__all__ = ["KeptRound", "KeptSession", "Quizzes", "State"]

NOBODY: Mapping[int, str] = MappingProxyType({})

FORGOTTEN_AT_ONCE = 1_000
"""Old guesses whose text is deleted in one transaction, so that guesses of now do not wait long."""

_RECORD = (
    f"INSERT INTO quiz_guesses ({GUESS}, session_id, number, name) "  # noqa: S608 -- columns are constants of ours
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)


class Quizzes:
    """Every quiz. Whoever writes at the same time shares a COMMIT; each is told after it.

    Each method that writes raises DatabaseFault where the disk fails, and has then written nothing. A caller who is
    cancelled meanwhile takes nothing back.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._commits = Commits(db)

    async def flush(self) -> None:
        """Waits until everything asked for is written; for whoever is about to close the database."""
        await self._commits.flush()

    async def begin(
        self, session: Session, *, lobby_until_at: int, at: int, joiners: Mapping[int, str] = NOBODY
    ) -> int | None:
        """Gives the channel to the session, or gives the id of the one that has it; the same session again is None.

        `joiners` are counted in from the start, by id with their names. `at` is our clock's time, here and wherever it
        follows: how long a quiz has been dead is told by it.
        """

        async def work(tx: Transaction) -> int | None:
            rows = await tx.fetch(
                "SELECT id FROM quiz_sessions WHERE id = ? OR (channel_id = ? AND state <> 'over')",
                (session.id, session.channel_id),
            )
            ids: list[int] = [session_id for (session_id,) in rows]
            if session.id in ids:
                return None
            if ids:
                return ids[0]
            await tx.execute(
                "INSERT INTO quiz_sessions "
                "(id, guild_id, channel_id, starter_id, rules, seed, lobby_until_at, touched_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(session.id, session.guild_id, session.channel_id, session.starter_id),
                    *(rules_text(session.rules), session.seed, lobby_until_at, at),
                ),
            )
            for user_id, name in joiners.items():
                await _join(tx, session.id, user_id, name)
            return None

        return await self._commits.do(work)

    async def join(self, session_id: int, user_id: int, name: str, *, at: int) -> bool:
        """Counts somebody in, before the first question; False: they had joined before."""

        async def work(tx: Transaction) -> bool:
            joined = await _join(tx, session_id, user_id, name)
            if joined:
                await _touch(tx, session_id, at)
            return joined

        return await self._commits.do(work)

    async def drop(self, session_id: int, user_id: int) -> None:
        """Counts somebody out; what they guessed stays in the log."""
        await self._commits.execute(
            "DELETE FROM quiz_joiners WHERE session_id = ? AND user_id = ?", (session_id, user_id)
        )

    async def ask(self, session: Session, asked: Round, *, pack_id: str, at: int) -> None:
        """Writes a round, or its new posting, and that its question was shown in the guild; before it is posted."""

        async def work(tx: Transaction) -> None:
            await tx.execute(
                "UPDATE quiz_sessions SET state = 'running', paused_until_at = NULL, touched_at = ? "
                "WHERE id = ? AND state <> 'over'",
                (at, session.id),
            )
            await tx.execute(
                "INSERT INTO quiz_rounds (session_id, number, question_id, pack_id, form, posting) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (session_id, number) DO UPDATE SET "
                "posting = excluded.posting, message_id = NULL, posted_at = NULL, deadline_at = NULL, "
                "earlier_message_id = COALESCE(quiz_rounds.message_id, quiz_rounds.earlier_message_id) "
                "WHERE excluded.posting > quiz_rounds.posting AND quiz_rounds.is_closed = 0",
                (session.id, asked.number, asked.question.id, pack_id, asked.form, asked.posting),
            )
            await tx.executemany(
                "INSERT INTO quiz_round_topics (session_id, number, topic) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(session.id, asked.number, topic) for topic in asked.question.topics],
            )
            await tx.execute(
                "INSERT INTO shown (scope_kind, scope_id, item_id, shown_at) VALUES ('guild', ?, ?, ?) "
                "ON CONFLICT (scope_kind, scope_id, item_id) DO UPDATE SET shown_at = excluded.shown_at "
                "WHERE excluded.shown_at > shown.shown_at",
                (session.guild_id, asked.question.id, at),
            )

        await self._commits.do(work)

    async def posted(self, session_id: int, asked: Round, *, at: int) -> None:
        """Remembers the message, its moment and the deadline; of an older posting than the round's, nothing."""

        async def work(tx: Transaction) -> None:
            await tx.execute(
                "UPDATE quiz_rounds SET message_id = ?, posted_at = ?, deadline_at = ? "
                "WHERE session_id = ? AND number = ? AND posting = ?",
                (asked.message_id, asked.posted_at, asked.deadline_at, session_id, asked.number, asked.posting),
            )
            await _touch(tx, session_id, at)

        await self._commits.do(work)

    async def hinted(self, session_id: int, number: int, hint_at: int) -> None:
        """Remembers when the first hint was given; a later one changes nothing."""
        await self._commits.execute(
            "UPDATE quiz_rounds SET hint_at = ? WHERE session_id = ? AND number = ? AND hint_at IS NULL",
            (hint_at, session_id, number),
        )

    async def record(self, session_id: int, number: int, guess: Guess, name: str) -> None:
        """Adds a guess to the log, with its player's name; the same id again changes nothing."""
        guessed = (guess.id, guess.user_id, guess.at, guess.elapsed_ms, _sound(guess.text), guess.verdict, guess.rule)
        compared = (_sound(guess.normal), _sound(guess.nearest), guess.distance, guess.posting)
        await self._commits.log(_RECORD, (*guessed, *compared, session_id, number, _sound(name)))

    async def close(self, session_id: int, number: int, results: Sequence[Result], *, at: int) -> None:
        """Closes a round and pays for it, once: what is closed is not paid again."""

        async def work(tx: Transaction) -> None:
            closed = await tx.execute(
                "UPDATE quiz_rounds SET is_closed = 1 WHERE session_id = ? AND number = ? AND is_closed = 0",
                (session_id, number),
            )
            if closed:
                await pay(tx, session_id, number, results)
                await _touch(tx, session_id, at)

        await self._commits.do(work)

    async def pay_late(self, session_id: int, number: int, results: Sequence[Result], *, counts: bool = False) -> bool:
        """Pays for a closed round what is more than was paid: nobody gets less. Totals that have it get the rest.

        A quiz that is over and did not count does from now on where it `counts`, as if it always had; True then.
        """

        async def work(tx: Transaction) -> bool:
            await pay(tx, session_id, number, results)
            found = await tx.fetch(
                "SELECT periods, over_at FROM quiz_sessions WHERE id = ? AND state = 'over' AND counts < ?",
                (session_id, counts),
            )
            for periods, over_at in found:
                spans = [*json.loads(periods), *await counted_by_seasons(tx, session_id, over_at)]
                await tx.execute(
                    "UPDATE quiz_sessions SET counts = 1, periods = ? WHERE id = ?", (json.dumps(spans), session_id)
                )
                await count(tx, session_id, spans)
            return bool(found)

        return await self._commits.do(work)

    async def revealed(self, session_id: int, number: int) -> None:
        """Remembers that the answer is told."""
        await self._commits.execute(
            "UPDATE quiz_rounds SET is_revealed = 1 WHERE session_id = ? AND number = ?", (session_id, number)
        )

    async def pause(self, session_id: int, until_at: int | None, *, at: int) -> None:
        """Pauses a quiz that is not over, until a moment or until it is told to go on."""
        await self._commits.execute(
            "UPDATE quiz_sessions SET state = 'paused', paused_until_at = ?, touched_at = ? "
            "WHERE id = ? AND state <> 'over'",
            (until_at, at, session_id),
        )

    async def unpause(self, session_id: int, *, at: int) -> None:
        """Lets a paused quiz go on."""
        await self._commits.execute(
            "UPDATE quiz_sessions SET state = 'running', paused_until_at = NULL, touched_at = ? "
            "WHERE id = ? AND state = 'paused'",
            (at, session_id),
        )

    async def end(self, session_id: int, *, reason: str, counts: bool, periods: Sequence[str], at: int) -> None:
        """Ends a quiz and frees its channel, once; where it counts, adds it to the totals of periods and seasons.

        The periods are kept in any case: what is paid late may let it count.
        """

        async def work(tx: Transaction) -> None:
            spans = [*periods, *(await counted_by_seasons(tx, session_id, at) if counts else ())]
            ended = await tx.execute(
                "UPDATE quiz_sessions SET state = 'over', paused_until_at = NULL, over_reason = ?, over_at = ?, "
                "counts = ?, periods = ?, touched_at = ? WHERE id = ? AND state <> 'over'",
                (reason, at, counts, json.dumps(spans), at, session_id),
            )
            if ended and counts:
                await count(tx, session_id, spans)

        await self._commits.do(work)

    async def recapped(self, session_id: int, message_id: int | None) -> None:
        """Remembers that all is said, in which message; None where there is no place left to say it."""
        await self._commits.execute(
            "UPDATE quiz_sessions SET is_recapped = 1, recap_message_id = COALESCE(?, recap_message_id) WHERE id = ?",
            (message_id, session_id),
        )

    async def forget_texts(self, before_at: int, *, at_once: int = FORGOTTEN_AT_ONCE) -> int:
        """Deletes what was typed in wrong guesses before the moment; gives their number."""
        oldest = (
            "UPDATE quiz_guesses SET text = '', normal = '', nearest = '' WHERE id IN (SELECT id FROM quiz_guesses "
            "WHERE verdict <> 'accept' AND rule <> 'option' AND text <> '' AND at < ? ORDER BY at LIMIT ?)"
        )
        forgotten = 0
        while count := await self._commits.changed(oldest, (before_at, at_once)):
            forgotten += count
        return forgotten

    async def unfinished(self) -> list[KeptSession]:
        """Every quiz that is not over, or over and without a recap; the oldest first."""
        ids = await self._db.read("SELECT id FROM quiz_sessions WHERE is_recapped = 0 ORDER BY id")
        kept = [await self.kept(session_id) for (session_id,) in ids]
        return [session for session in kept if session]

    async def kept(self, session_id: int) -> KeptSession | None:
        """One quiz, also long after its end."""
        return await kept_session(self._db, session_id)

    async def guesses_of(self, session_id: int, number: int, user_id: int) -> tuple[Guess, ...]:
        """What the player guessed in a round, in order, also long after its end."""
        rows = await self._db.read(
            f"SELECT {GUESS} FROM quiz_guesses WHERE session_id = ? AND number = ? AND user_id = ? ORDER BY id",  # noqa: S608
            (session_id, number, user_id),
        )
        return tuple(Guess(*row) for row in rows)

    async def latest_guess_elsewhere(self, user_id: int, guild_id: int, since_at: int) -> tuple[int, int] | None:
        """Guild and moment of the user's latest guess in another guild, if there was one since."""
        rows = await self._db.read(
            "SELECT s.guild_id, g.at FROM quiz_guesses g JOIN quiz_sessions s ON s.id = g.session_id "
            "WHERE g.user_id = ? AND g.at >= ? AND s.guild_id <> ? ORDER BY g.at DESC LIMIT 1",
            (user_id, since_at, guild_id),
        )
        return tuple(rows[0]) if rows else None


async def _join(tx: Transaction, session_id: int, user_id: int, name: str) -> bool:
    joined = await tx.execute(
        "INSERT INTO quiz_joiners (session_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (session_id, user_id),
    )
    if joined:
        await tx.execute(
            "INSERT INTO quiz_players (guild_id, user_id, name) "
            "SELECT guild_id, ?, ? FROM quiz_sessions WHERE id = ? "
            "ON CONFLICT (guild_id, user_id) DO UPDATE SET name = excluded.name WHERE excluded.name <> ''",
            (user_id, _sound(name), session_id),
        )
    return bool(joined)


async def _touch(tx: Transaction, session_id: int, at: int) -> None:
    """Remembers when the session was last alive, which is never earlier than was known."""
    await tx.execute("UPDATE quiz_sessions SET touched_at = ? WHERE id = ? AND touched_at < ?", (at, session_id, at))


def _sound(text: str) -> str:
    """Text that UTF-8 can hold: half a surrogate pair becomes a question mark."""
    return text.encode(errors="replace").decode()
