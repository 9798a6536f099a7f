"""What is kept of a quiz, read back as values."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from bot.domain.quiz import Form, Guess, Rules, Session
from bot.domain.recap import End
from bot.domain.scoring import Result
from bot.storage.database import Database

State = Literal["lobby", "running", "paused", "over"]

GUESS = "id, user_id, at, elapsed_ms, text, verdict, rule, normal, nearest, distance, posting"
"""The columns of a guess in the order of `Guess`."""


@dataclass(frozen=True, slots=True)
class KeptRound:
    """A round as it was last written; moments are milliseconds UTC of Discord's clock.

    The message is None until the question was posted. `earlier_message_id` is that of the posting before, if there was
    one. Guesses are in the order of their ids, results in that of the users'.
    """

    number: int
    question_id: str
    form: Form
    posting: int
    earlier_message_id: int | None
    message_id: int | None
    posted_at: int | None
    deadline_at: int | None
    hint_at: int | None
    is_closed: bool
    is_revealed: bool
    guesses: tuple[Guess, ...]
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A quiz as it was last written. Rounds are in order; names are those of everyone who joined or guessed."""

    session: Session
    state: State
    over_reason: End | Literal[""]
    lobby_until_at: int
    paused_until_at: int | None
    touched_at: int
    """When anything of it was last written, a guess included."""
    is_recapped: bool
    recap_message_id: int | None
    joined: frozenset[int]
    names: Mapping[int, str]
    rounds: tuple[KeptRound, ...]
    counts: bool
    """Whether it counts for the leaderboards, which is known at its end."""


def rules_text(rules: Rules) -> str:
    """Rules as they are kept."""
    values = {field.name: getattr(rules, field.name) for field in fields(rules)}
    return json.dumps(values | {"filters": dict(rules.filters)})


def _rules(text: str) -> Rules:
    rules = Rules(**json.loads(text))
    return replace(rules, packet=tuple(rules.packet), excluded_role_ids=tuple(rules.excluded_role_ids))


async def kept_session(db: Database, session_id: int) -> KeptSession | None:
    """What is kept of one session.

    Raises:
        DatabaseFault: the disk fails.
    """
    found = await db.read(
        "SELECT guild_id, channel_id, starter_id, rules, seed, state, over_reason, lobby_until_at, "
        "paused_until_at, touched_at, is_recapped, recap_message_id, counts FROM quiz_sessions WHERE id = ?",
        (session_id,),
    )
    if not found:
        return None
    guild_id, channel_id, starter_id, rules, seed, state, over_reason, *rest = found[0]
    lobby_until_at, paused_until_at, touched_at, is_recapped, recap_message_id, counts = rest
    joined = await db.read(
        "SELECT j.user_id, COALESCE(p.name, '') FROM quiz_joiners j "
        "LEFT JOIN quiz_players p ON p.guild_id = ? AND p.user_id = j.user_id WHERE j.session_id = ?",
        (guild_id, session_id),
    )
    guesses = await db.read(
        f"SELECT number, name, {GUESS} FROM quiz_guesses WHERE session_id = ? ORDER BY id",  # noqa: S608 -- our columns
        (session_id,),
    )
    guessed: dict[int, list[Guess]] = defaultdict(list)
    names = dict(joined)
    for number, name, *row in guesses:
        guess = Guess(*row)
        guessed[number].append(guess)
        names[guess.user_id] = name
        touched_at = max(touched_at, guess.at)
    return KeptSession(
        session=Session(session_id, guild_id, channel_id, starter_id, _rules(rules), seed),
        state=state,
        over_reason=over_reason,
        lobby_until_at=lobby_until_at,
        paused_until_at=paused_until_at,
        touched_at=touched_at,
        is_recapped=bool(is_recapped),
        recap_message_id=recap_message_id,
        joined=frozenset(user_id for user_id, _ in joined),
        names=names,
        rounds=await _rounds(db, session_id, guessed),
        counts=bool(counts),
    )


async def _rounds(db: Database, session_id: int, guessed: Mapping[int, list[Guess]]) -> tuple[KeptRound, ...]:
    results: dict[int, list[Result]] = defaultdict(list)
    for number, user_id, guess_id, is_right, points, elapsed_ms in await db.read(
        "SELECT number, user_id, guess_id, is_right, points, elapsed_ms FROM quiz_results "
        "WHERE session_id = ? ORDER BY number, user_id",
        (session_id,),
    ):
        results[number].append(Result(user_id, guess_id, bool(is_right), points, elapsed_ms))
    rows = await db.read(
        "SELECT number, question_id, form, posting, earlier_message_id, message_id, posted_at, deadline_at, hint_at, "
        "is_closed, is_revealed FROM quiz_rounds WHERE session_id = ? ORDER BY number",
        (session_id,),
    )
    kept = []
    for *values, is_closed, is_revealed in rows:
        number = values[0]
        last = (bool(is_closed), bool(is_revealed), tuple(guessed.get(number, ())), tuple(results[number]))
        kept.append(KeptRound(*(*values, *last)))
    return tuple(kept)
