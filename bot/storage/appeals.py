"""Appeals of players, until and after the reviewers of their guild have decided."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.appeal import RULE, Regraded, State, regraded, state_at
from bot.domain.competition import Phase
from bot.domain.quiz import Form, Guess, Round, Rules
from bot.domain.scoring import Result
from bot.storage import audit
from bot.storage.database import Database, Row, Transaction
from bot.storage.kept import GUESS
from bot.storage.match_points import add_up_again
from bot.storage.payments import pay

LIMIT = 5
"""Appeals that one member can make within `DAY_MS`."""

DAY_MS = 24 * 60 * 60 * 1000

Made = Literal["made", "merged", "again", "decided"]
"""What became of a wish: a new appeal, a further voice for one, nothing new, or nothing as it was decided before."""

_GUESS = ", ".join(f"g.{column}" for column in GUESS.split(", "))
_TRIED = (
    f"SELECT s.guild_id, s.channel_id, g.session_id, g.number, r.question_id, r.form, r.is_closed, {_GUESS} "  # noqa: S608
    "FROM quiz_guesses g JOIN quiz_sessions s ON s.id = g.session_id "
    "JOIN quiz_rounds r ON r.session_id = g.session_id AND r.number = g.number WHERE "
)
_APPEAL = (
    "SELECT a.id, a.guild_id, s.channel_id, a.session_id, a.number, r.question_id, r.message_id, a.normal, a.made_at, "
    "a.state, a.reviewer_id, a.reason, a.review_channel_id, a.review_message_id, a.is_told, "
    "(SELECT COUNT(DISTINCT g.user_id) FROM quiz_guesses g "
    "WHERE g.session_id = a.session_id AND g.number = a.number AND g.normal = a.normal) "
    "FROM appeals a JOIN quiz_sessions s ON s.id = a.session_id "
    "JOIN quiz_rounds r ON r.session_id = a.session_id AND r.number = a.number WHERE "
)


@dataclass(frozen=True, slots=True)
class Tried:
    """A guess with the round that it was made in."""

    guild_id: int
    channel_id: int
    session_id: int
    number: int
    question_id: str
    form: Form
    is_closed: bool
    """Whether its question is."""
    guess: Guess


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who asks for it."""

    user_id: int
    why: str
    asked_at: int


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal and what came of it. Channel and messages are those of the quiz and, under review, of the staff."""

    id: int
    guild_id: int
    quiz_channel_id: int
    session_id: int
    number: int
    question_id: str
    question_message_id: int | None
    normal: str
    made_at: int
    state: State
    """As it was decided; one that nobody decided in time stays open here."""
    reviewer_id: int | None
    reason: str
    channel_id: int | None
    message_id: int | None
    is_told: bool
    """Whether everything that follows from a decision is done."""
    players: int
    """How many have given this form in the round."""
    voices: tuple[Voice, ...] = ()
    """Whoever asked first comes first."""

    def state_at(self, at: int) -> State:
        """How it stands at a moment: closed where its time is over."""
        return state_at(self.state, self.made_at, at)


@dataclass(frozen=True, slots=True)
class TooManyAppeals:
    """Why one was not taken: the member has made `LIMIT`, and can make the next at `again_at` (milliseconds)."""

    again_at: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What an acceptance has changed."""

    round: Regraded
    competition: tuple[int, Phase] | None
    """That of the match that the quiz was or decided a tie of, by its id, and how far it is."""


class Appeals:
    """Every appeal. Each method raises DatabaseFault where the disk fails, and has then changed nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def tried(self, guess_id: int) -> Tried | None:
        """The guess with this id."""
        found = [_tried(row) for row in await self._db.read(f"{_TRIED}g.id = ?", (guess_id,))]
        return found[0] if found else None

    async def tried_in(self, session_id: int, number: int, user_id: int) -> list[Tried]:
        """The guesses of the user in a round, in order."""
        rows = await self._db.read(
            f"{_TRIED}g.session_id = ? AND g.number = ? AND g.user_id = ? ORDER BY g.id", (session_id, number, user_id)
        )
        return [_tried(row) for row in rows]

    async def refused(self, user_id: int, channel_id: int, *, since_at: int, limit: int) -> list[Tried]:
        """Typed guesses of the user in a channel, to closed questions, that were not right; the latest first."""
        where = "g.user_id = ? AND g.at >= ? AND s.channel_id = ? AND r.form = 'typed' AND r.is_closed = 1 "
        rows = await self._db.read(
            f"{_TRIED}{where}AND g.verdict <> 'accept' AND g.normal <> '' ORDER BY g.at DESC, g.id DESC LIMIT ?",
            (user_id, since_at, channel_id, limit),
        )
        return [_tried(row) for row in rows]

    async def make(self, appeal_id: int, tried: Tried, why: str, *, at: int) -> tuple[Made, Appeal] | TooManyAppeals:
        """Makes an appeal for a guess on its player's behalf, or adds to the one that there is; the same id once."""
        place = (tried.session_id, tried.number, tried.guess.normal)

        async def work(tx: Transaction) -> tuple[Made, Appeal] | TooManyAppeals:
            known = await _first(tx, "a.session_id = ? AND a.number = ? AND a.normal = ?", place)
            mine = known is not None and any(voice.user_id == tried.guess.user_id for voice in known.voices)
            if known and (mine or known.state_at(at) != "open"):
                return ("again" if mine else "decided"), known
            lately = await tx.fetch(
                "SELECT asked_at FROM appeal_askers WHERE user_id = ? AND asked_at > ? ORDER BY asked_at DESC LIMIT ?",
                (tried.guess.user_id, at - DAY_MS, LIMIT),
            )
            if len(lately) == LIMIT:
                return TooManyAppeals(lately[-1][0] + DAY_MS)
            if known is None:
                await tx.execute(
                    "INSERT INTO appeals (id, guild_id, session_id, number, normal, made_at) VALUES (?, ?, ?, ?, ?, ?)",
                    (appeal_id, tried.guild_id, *place, at),
                )
            one_id = known.id if known else appeal_id
            await tx.execute(
                "INSERT INTO appeal_askers (appeal_id, user_id, why, asked_at) VALUES (?, ?, ?, ?)",
                (one_id, tried.guess.user_id, why, at),
            )
            [one] = await _all(tx, "a.id = ?", (one_id,))
            return ("merged" if known else "made"), one

        return await self._db.at_once(work)

    async def get(self, appeal_id: int) -> Appeal | None:
        """The one with this id."""
        found = await self._where("a.id = ?", (appeal_id,))
        return found[0] if found else None

    async def of_user(self, guild_id: int, user_id: int, limit: int) -> list[Appeal]:
        """Those in a guild that the user has asked for, the latest first."""
        mine = "a.guild_id = ? AND a.id IN (SELECT appeal_id FROM appeal_askers WHERE user_id = ?)"
        return await self._where(f"{mine} ORDER BY a.made_at DESC, a.id DESC LIMIT ?", (guild_id, user_id, limit))

    async def waiting(self, guild_id: int) -> list[Appeal]:
        """Those of the guild that nobody has decided, the oldest first; without a message no reviewer has seen them."""
        return await self._where("a.guild_id = ? AND a.state = 'open' ORDER BY a.id", (guild_id,))

    async def guilds_waiting(self, *, since_at: int) -> list[int]:
        """The guilds with an appeal that was made since a moment and that nobody has decided."""
        rows = await self._db.read(
            "SELECT DISTINCT guild_id FROM appeals WHERE state = 'open' AND made_at >= ?", (since_at,)
        )
        return [guild_id for (guild_id,) in rows]

    async def untold(self) -> list[Appeal]:
        """Those whose decision has not been told."""
        return await self._where("a.state <> 'open' AND a.is_told = 0 ORDER BY a.id", ())

    async def mark_posted(self, appeal_id: int, *, channel_id: int, message_id: int) -> None:
        """Remembers where the reviewers read it."""
        async with self._db.transaction() as tx:
            await tx.execute(
                "UPDATE appeals SET review_channel_id = ?, review_message_id = ? WHERE id = ?",
                (channel_id, message_id, appeal_id),
            )

    async def mark_told(self, appeal_id: int) -> None:
        """Remembers that everybody knows how it was decided."""
        async with self._db.transaction() as tx:
            await tx.execute("UPDATE appeals SET is_told = 1 WHERE id = ? AND state <> 'open'", (appeal_id,))

    async def decline(self, appeal_id: int, reason: str, *, by: int, at: int) -> tuple[Appeal | None, bool]:
        """Declines it, unless it is decided or closed; gives it as it is then, and whether this was the decision."""

        async def work(tx: Transaction) -> tuple[Appeal | None, bool]:
            one = await _open(tx, appeal_id, at)
            if one is not None:
                await _decide(tx, one, "declined", reason, by, at, 0)
            return await _first(tx, "a.id = ?", (appeal_id,)), one is not None

        return await self._db.at_once(work)

    async def accept(
        self, appeal_id: int, rules: Rules, asked: Round, *, by: int, at: int
    ) -> tuple[Appeal | None, Settled | None]:
        """Accepts it with all that follows for its round, unless it is decided or closed; gives it as it is then.

        The form is an alias of the guild from then on; guesses that had it are right; who gave them is paid, with every
        sum that counts it, and the match that the quiz was.

        Args:
            appeal_id: the appeal's.
            rules: of its quiz.
            asked: its round.
            by: the reviewer.
            at: the moment of the decision.
        """

        async def work(tx: Transaction) -> tuple[Appeal | None, Settled | None]:
            one, settled = await _open(tx, appeal_id, at), None
            if one is not None:
                settled = await _settle(tx, one, rules, asked, by, at)
                await _decide(tx, one, "accepted", "", by, at, len(settled.round.guess_ids))
            return await _first(tx, "a.id = ?", (appeal_id,)), settled

        return await self._db.at_once(work)

    async def _where(self, where: str, parameters: Row) -> list[Appeal]:
        rows = await self._db.read(_APPEAL + where, parameters)
        marks = ", ".join("?" * len(rows))
        voices = await self._db.read(_voices(marks), tuple(row[0] for row in rows))
        return _with_voices(rows, voices)


async def _settle(tx: Transaction, one: Appeal, rules: Rules, asked: Round, by: int, at: int) -> Settled:
    place = (one.session_id, one.number)
    guesses: dict[int, list[Guess]] = defaultdict(list)
    for row in await tx.fetch(
        f"SELECT {GUESS} FROM quiz_guesses WHERE session_id = ? AND number = ? ORDER BY id",  # noqa: S608 -- ours
        place,
    ):
        guess = Guess(*row)
        guesses[guess.user_id].append(guess)
    paid = [
        Result(user_id, guess_id, bool(is_right), points, elapsed_ms)
        for user_id, guess_id, is_right, points, elapsed_ms in await tx.fetch(
            "SELECT user_id, guess_id, is_right, points, elapsed_ms FROM quiz_results "
            "WHERE session_id = ? AND number = ?",
            place,
        )
    ]
    after = regraded(rules, asked, guesses, paid, one.normal)
    await tx.executemany(
        "UPDATE quiz_guesses SET verdict = 'accept', rule = ?, nearest = ? WHERE id = ?",
        [(RULE, one.normal, guess_id) for guess_id in after.guess_ids],
    )
    await pay(tx, *place, after.results)
    await tx.execute(
        "INSERT INTO aliases (guild_id, question_id, normal, reviewer_id, at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (one.guild_id, one.question_id, one.normal, by, at),
    )
    return Settled(after, await add_up_again(tx, one.session_id))


async def _decide(
    tx: Transaction, one: Appeal, decision: Literal["accepted", "declined"], reason: str, by: int, at: int, guesses: int
) -> None:
    await tx.execute(
        "UPDATE appeals SET state = ?, reviewer_id = ?, reason = ?, decided_at = ? WHERE id = ?",
        (decision, by, reason, at, one.id),
    )
    detail: dict[str, int | str | None] = {
        "appeal": one.id,
        "question": one.question_id,
        "form": one.normal,
        "guesses_paid": guesses,
    }
    await audit.record(tx, guild_id=one.guild_id, user_id=by, action=f"appeal_{decision}", detail=detail, at=at)


async def _open(tx: Transaction, appeal_id: int, at: int) -> Appeal | None:
    one = await _first(tx, "a.id = ?", (appeal_id,))
    return one if one and one.state_at(at) == "open" else None


async def _first(tx: Transaction, where: str, parameters: Row) -> Appeal | None:
    found = await _all(tx, where, parameters)
    return found[0] if found else None


async def _all(tx: Transaction, where: str, parameters: Row) -> list[Appeal]:
    rows = await tx.fetch(_APPEAL + where, parameters)
    marks = ", ".join("?" * len(rows))
    return _with_voices(rows, await tx.fetch(_voices(marks), tuple(row[0] for row in rows)))


def _voices(marks: str) -> str:
    return (
        f"SELECT appeal_id, user_id, why, asked_at FROM appeal_askers WHERE appeal_id IN ({marks}) "  # noqa: S608 -- marks
        "ORDER BY asked_at, user_id"
    )


def _with_voices(rows: Sequence[Row], voices: Sequence[Row]) -> list[Appeal]:
    asked: dict[int, list[Voice]] = defaultdict(list)
    for appeal_id, *voice in voices:
        asked[appeal_id].append(Voice(*voice))
    return [replace(Appeal(*row), voices=tuple(asked[row[0]])) for row in rows]


def _tried(row: Row) -> Tried:
    guild_id, channel_id, session_id, number, question_id, form, is_closed, *guess = row
    return Tried(guild_id, channel_id, session_id, number, question_id, form, bool(is_closed), Guess(*guess))
