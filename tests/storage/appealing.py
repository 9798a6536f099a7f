"""A quiz with refused answers, and appeals for them, against the storage alone."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.quiz import Guess, Rules
from bot.domain.scoring import results
from bot.storage.appeals import Appeals, Tried
from bot.storage.database import Database, Row
from bot.storage.quizzes import Quizzes
from tests.storage.quizzing import SPANS, START, asked, guess, session

AT = START + 60_000
REVIEWER = 8
ROUND = asked(1, message_id=1)
ANNA, BEN, CHIARA, DMITRI = 1, 2, 3, 4


def refused(guess_id: int, user_id: int, normal: str = "maracanda", **changes: Any) -> Guess:
    """A typed guess that was not accepted."""
    kept = guess(guess_id, user_id, verdict="reject", rule="different", text=normal.title(), normal=normal)
    return replace(kept, **changes)


GUESSES = (
    refused(11, ANNA),
    refused(12, BEN, at=START + 5_000, elapsed_ms=5_000),
    guess(13, CHIARA),
    refused(14, DMITRI, "khiva"),
)


async def played(
    quizzes: Quizzes,
    number: int = 1,
    guesses: tuple[Guess, ...] = GUESSES,
    *,
    counts: bool = True,
    is_over: bool = True,
    rules: Rules | None = None,
) -> None:
    """A quiz of one typed question; its guesses' ids are those given, hundreds added for its number."""
    quiz = replace(session(number), rules=rules or Rules(mode="typed"))
    await quizzes.begin(quiz, lobby_until_at=START, at=START)
    await quizzes.ask(quiz, ROUND, pack_id="rr", at=START)
    await quizzes.posted(quiz.id, ROUND, at=START)
    by_user: dict[int, list[Guess]] = defaultdict(list)
    for one in guesses:
        kept = replace(one, id=one.id + 100 * number)
        by_user[one.user_id].append(kept)
        await quizzes.record(quiz.id, 1, kept, f"Player {one.user_id}")
    await quizzes.close(quiz.id, 1, results(quiz.rules, ROUND, by_user), at=START)
    await quizzes.revealed(quiz.id, 1)
    if is_over:
        await quizzes.end(quiz.id, reason="done", counts=counts, periods=SPANS, at=START)
        await quizzes.recapped(quiz.id, 901)


async def tried(appeals: Appeals, guess_id: int) -> Tried:
    """A guess that is there."""
    found = await appeals.tried(guess_id)
    assert found
    return found


async def appeal(appeals: Appeals, appeal_id: int, guess_id: int, why: str = "Its Greek name.", at: int = AT) -> str:
    """Makes one and gives what became of it."""
    made = await appeals.make(appeal_id, await tried(appeals, guess_id), why, at=at)
    assert isinstance(made, tuple)
    return made[0]


async def go_through(db: Database, *, times: int = 1, told: Callable[[str], object] = lambda _: None) -> None:
    """Everything that becomes of two appeals, each step so many times; `told` hears of each after it returned."""
    quizzes, appeals = Quizzes(db), Appeals(db)
    await played(quizzes)

    async def step(name: str, do: Callable[..., Any], *given: Any, **named: Any) -> None:
        for _ in range(times):
            await do(*given, **named)
        told(name)

    for appeal_id, guess_id in ((71, 111), (72, 112), (73, 114)):
        await step(f"made {guess_id}", appeals.make, appeal_id, await tried(appeals, guess_id), "Its name.", at=AT)
    await step("posted", appeals.mark_posted, 71, channel_id=30, message_id=902)
    await step("accepted", appeals.accept, 71, Rules(mode="typed"), ROUND, by=REVIEWER, at=AT)
    await step("declined", appeals.decline, 73, "Another town.", by=REVIEWER, at=AT)
    await step("told", appeals.mark_told, 71)


TABLES = ("appeals", "appeal_askers", "aliases", "audit", "quiz_guesses", "quiz_results", "quiz_totals", "quiz_played")


async def everything(db: Database) -> dict[str, list[Row]]:
    """All rows of the tables that an appeal changes."""
    return {name: sorted(await db.read(f"SELECT * FROM {name}"), key=repr) for name in TABLES}
