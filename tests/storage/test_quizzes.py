"""Every step of a quiz is on the disk once, however often it is taken and whatever fails meanwhile."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.storage.database import Database, Row
from bot.storage.faults import DatabaseFault
from bot.storage.quizzes import KeptSession, Quizzes
from bot.storage.shown import Scope, Shown
from tests.storage.quizzing import (
    GUILD,
    SPANS,
    START,
    Plan,
    RoundPlan,
    asked,
    everything,
    guess,
    plans,
    play,
    result,
    session,
    sums,
    sums_of_the_log,
)

TOTALS = "SELECT guild_id, period, pack_id, user_id, points, right_answers, asked FROM quiz_totals ORDER BY 1, 2, 3, 4"


@pytest.fixture
def quizzes(db: Database) -> Quizzes:
    """No quiz yet."""
    return Quizzes(db)


async def opened(quizzes: Quizzes, number: int = 1, rounds: int = 1) -> None:
    """A running quiz whose questions are posted."""
    await quizzes.begin(session(number), lobby_until_at=START, at=START)
    for position in range(1, rounds + 1):
        posted = asked(position, message_id=500 + position)
        await quizzes.ask(session(number), posted, pack_id="rr", at=START)
        await quizzes.posted(number, posted, at=START)


async def kept(quizzes: Quizzes, number: int = 1) -> KeptSession:
    """What is kept of a quiz that there is."""
    found = await quizzes.kept(number)
    assert found
    return found


async def test_a_quiz_is_kept_with_its_rules(quizzes: Quizzes, db: Database) -> None:
    """The next start finds all that it was started with; what was never begun is not found."""
    rules: dict[str, Any] = {
        "mode": "typed",
        "scoring": "race",
        "level": "hard",
        "factor": 1.5,
        "filters": {"era": "modern"},
    }
    started = session(packet=("rr-k001", "rr-k002"), closed=True, **rules)
    assert None is await quizzes.begin(started, lobby_until_at=START + 20, at=START)
    [found] = await Quizzes(db).unfinished()
    assert started == found.session
    assert ("lobby", "", START + 20, START) == (found.state, found.over_reason, found.lobby_until_at, found.touched_at)
    assert (None, None, False) == (
        found.paused_until_at,
        found.recap_message_id,
        found.is_recapped,
    )
    assert (frozenset(), {}, ()) == (found.joined, found.names, found.rounds)
    assert None is await quizzes.kept(2)


async def test_who_is_counted_in_from_the_start_can_be_counted_out(quizzes: Quizzes) -> None:
    """Before and after the quiz has begun to be known under another name; whoever was never in stays out."""
    for _ in range(2):
        await quizzes.begin(session(closed=True), lobby_until_at=START, at=START, joiners={11: "Anna", 12: "Ben"})
    assert not await quizzes.join(1, 11, "Anna", at=START)
    for user_id in (12, 12, 13):
        await quizzes.drop(1, user_id)

    found = await kept(quizzes)
    assert (frozenset({11}), {11: "Anna"}) == (found.joined, found.names)


async def test_a_channel_has_one_quiz(quizzes: Quizzes) -> None:
    """Of twenty that begin at once one gets it, and the others are told which; when it is over the next may begin."""
    begun = [
        await quizzes.begin(session(number, channel_id=5), lobby_until_at=START, at=START) for number in range(1, 21)
    ]
    at_once = await asyncio.gather(
        *(quizzes.begin(session(number, channel_id=6), lobby_until_at=START, at=START) for number in range(21, 41))
    )
    assert [None] + [1] * 19 == begun
    assert [None] + [21] * 19 == at_once
    await quizzes.end(1, reason="stopped", counts=False, periods=SPANS, at=START)
    assert None is await quizzes.begin(session(2, channel_id=5), lobby_until_at=START, at=START)


async def test_a_start_delivered_twice_is_one(quizzes: Quizzes) -> None:
    """The second changes nothing, also when the quiz is over and another has the channel."""
    for at in (START, START + 9):
        assert None is await quizzes.begin(session(1, channel_id=5), lobby_until_at=at, at=at)
    assert START == (await kept(quizzes)).touched_at
    await quizzes.end(1, reason="done", counts=False, periods=(), at=START)
    await quizzes.begin(session(2, channel_id=5), lobby_until_at=START, at=START)
    assert None is await quizzes.begin(session(1, channel_id=5), lobby_until_at=START, at=START)
    assert "over" == (await kept(quizzes)).state
    assert 2 == await quizzes.begin(session(3, channel_id=5), lobby_until_at=START, at=START)


async def test_who_joins_is_remembered_by_the_last_name(quizzes: Quizzes) -> None:
    """Joining twice is joining once; a guess brings the name that its player has then."""
    await quizzes.begin(session(), lobby_until_at=START, at=START)
    assert [True, False] == [await quizzes.join(1, 1, name, at=START + 1) for name in ("Anna", "Anna again")]
    assert await quizzes.join(1, 2, "Ben", at=START + 2)
    found = await kept(quizzes)
    assert (frozenset({1, 2}), {1: "Anna", 2: "Ben"}) == (found.joined, found.names)
    assert START + 2 == found.touched_at
    await opened(quizzes)
    await quizzes.record(1, 1, guess(10, 1), "Anna K.")
    await quizzes.record(1, 1, guess(11, 3), "Cem")
    assert {1: "Anna K.", 2: "Ben", 3: "Cem"} == (await kept(quizzes)).names


async def test_a_question_is_shown_from_the_moment_that_it_is_asked(quizzes: Quizzes, db: Database) -> None:
    """The mark is on the disk with the round, and never goes back in time."""
    await quizzes.begin(session(), lobby_until_at=START, at=START)
    await quizzes.ask(session(), asked(1), pack_id="rr", at=START + 5)
    question_id = asked(1).question.id
    assert {question_id: START + 5} == dict(await Shown(db).marks(Scope("guild", GUILD)))
    await quizzes.ask(session(), asked(1), pack_id="rr", at=START)
    assert {question_id: START + 5} == dict(await Shown(db).marks(Scope("guild", GUILD)))


async def test_a_round_is_kept_from_before_its_posting_to_its_reveal(quizzes: Quizzes) -> None:
    """Each step shows in what the next start finds."""
    await quizzes.begin(session(), lobby_until_at=START, at=START)
    await quizzes.ask(session(), asked(1), pack_id="rr", at=START + 1)
    [first] = (await kept(quizzes)).rounds
    assert (1, asked(1).question.id, "typed", 0) == (first.number, first.question_id, first.form, first.posting)
    assert (None, None, None, None) == (first.message_id, first.posted_at, first.deadline_at, first.earlier_message_id)
    await quizzes.posted(1, asked(1, message_id=501), at=START + 2)
    for at in (7, 8):
        await quizzes.hinted(1, 1, START + at)
    guesses = [guess(21, 2, verdict="reject"), guess(20, distance=3, posting=1)]
    for one in guesses:
        await quizzes.record(1, 1, one, "Anna")
    [asked_now] = (await kept(quizzes)).rounds
    posted = asked(1, message_id=501)
    assert (501, posted.posted_at, posted.deadline_at) == (
        asked_now.message_id,
        asked_now.posted_at,
        asked_now.deadline_at,
    )
    assert (START + 7, False, False) == (asked_now.hint_at, asked_now.is_closed, asked_now.is_revealed)
    assert (guesses[1], guesses[0]) == asked_now.guesses
    await quizzes.close(1, 1, [result(21, 2, 0), result(20)], at=START + 3)
    await quizzes.revealed(1, 1)
    [over] = (await kept(quizzes)).rounds
    assert (True, True, (result(20), result(21, 2, 0))) == (over.is_closed, over.is_revealed, over.results)


async def test_a_question_is_posted_again(quizzes: Quizzes) -> None:
    """The new posting has no message yet and knows the one before; guesses stay; older postings change nothing."""
    await opened(quizzes)
    await quizzes.record(1, 1, guess(20), "Anna")
    await quizzes.hinted(1, 1, START + 7)
    await quizzes.ask(session(), asked(1), pack_id="rr", at=START)
    assert 501 == (await kept(quizzes)).rounds[0].message_id
    again = asked(1, posting=1, message_id=777)
    for _ in range(2):
        await quizzes.ask(session(), again, pack_id="rr", at=START)
    [moved] = (await kept(quizzes)).rounds
    assert (1, 501, None, None) == (moved.posting, moved.earlier_message_id, moved.message_id, moved.deadline_at)
    assert ((guess(20),), START + 7) == (moved.guesses, moved.hint_at)
    await quizzes.ask(session(), asked(1, posting=2), pack_id="rr", at=START)
    assert 501 == (await kept(quizzes)).rounds[0].earlier_message_id
    await quizzes.posted(1, again, at=START)
    assert None is (await kept(quizzes)).rounds[0].message_id
    await quizzes.close(1, 1, [result(20)], at=START)
    await quizzes.ask(session(), asked(1, posting=3), pack_id="rr", at=START)
    assert 2 == (await kept(quizzes)).rounds[0].posting


async def test_a_quiz_rests_and_goes_on(quizzes: Quizzes) -> None:
    """Paused until a moment or for as long as nobody says otherwise; what is over is neither paused nor asked."""
    await opened(quizzes)
    for until_at in (START + 60, None):
        await quizzes.pause(1, until_at, at=START + 5)
        found = await kept(quizzes)
        assert ("paused", until_at, START + 5) == (found.state, found.paused_until_at, found.touched_at)
    for at in (6, 7):
        await quizzes.unpause(1, at=START + at)
        found = await kept(quizzes)
        assert ("running", None, START + 6) == (found.state, found.paused_until_at, found.touched_at)
    await quizzes.end(1, reason="done", counts=False, periods=(), at=START + 8)
    await quizzes.pause(1, None, at=START + 9)
    await quizzes.ask(session(), asked(2), pack_id="rr", at=START + 9)
    found = await kept(quizzes)
    assert ("over", START + 8) == (found.state, found.touched_at)


async def test_a_guess_says_when_the_quiz_was_last_alive(quizzes: Quizzes) -> None:
    """Nothing but the guess itself is written for it."""
    await opened(quizzes)
    await quizzes.record(1, 1, guess(20, at=START + 70_000), "Anna")
    assert START + 70_000 == (await kept(quizzes)).touched_at


async def test_unfinished_is_all_that_has_no_recap(quizzes: Quizzes) -> None:
    """Also what is over: its recap is still to come; where none can be posted, it is done without."""
    for number in (1, 2, 3):
        await opened(quizzes, number)
        await quizzes.end(number, reason="gone", counts=False, periods=(), at=START)
    await opened(quizzes, 4)
    await quizzes.recapped(2, 902)
    await quizzes.recapped(3, None)
    assert [1, 4] == [found.session.id for found in await quizzes.unfinished()]
    assert [(902, True), (None, True)] == [
        (found.recap_message_id, found.is_recapped) for found in (await kept(quizzes, 2), await kept(quizzes, 3))
    ]


async def test_what_a_player_guessed_is_told_long_after(quizzes: Quizzes) -> None:
    """In order, their own only, of the round that was asked about."""
    await opened(quizzes, rounds=2)
    for one, number in ((guess(21), 1), (guess(20), 1), (guess(22, 2), 1), (guess(23), 2)):
        await quizzes.record(1, number, one, "Anna")
    assert (guess(20), guess(21)) == await quizzes.guesses_of(1, 1, 1)
    assert () == await quizzes.guesses_of(1, 2, 2)


async def test_a_guess_elsewhere_is_found(quizzes: Quizzes) -> None:
    """The latest in another guild, if it is not too long ago."""
    for number, guild_id in ((1, 10), (2, 11)):
        await quizzes.begin(session(number, guild_id=guild_id), lobby_until_at=START, at=START)
        await quizzes.ask(session(number, guild_id=guild_id), asked(1), pack_id="rr", at=START)
        for guess_id in (number * 10, number * 10 + 1):
            await quizzes.record(number, 1, guess(guess_id), "Anna")
    assert (11, START + 21) == await quizzes.latest_guess_elsewhere(1, 10, START)
    assert (10, START + 11) == await quizzes.latest_guess_elsewhere(1, 11, START + 11)
    assert None is await quizzes.latest_guess_elsewhere(1, 11, START + 12)
    assert None is await quizzes.latest_guess_elsewhere(2, 10, START)


async def test_old_wrong_guesses_lose_their_text(quizzes: Quizzes) -> None:
    """Typed ones and no others, a few at a time; verdict, rule and points stay."""
    await opened(quizzes)
    typed = [guess(number, verdict="reject", rule="different") for number in range(1, 6)]
    others = [guess(6), guess(7, verdict="reject", rule="option"), guess(9, verdict="reject")]
    for one in typed + others:
        await quizzes.record(1, 1, one, "Anna")
    assert [5, 0] == [await quizzes.forget_texts(START + 9, at_once=2) for _ in range(2)]
    forgotten = [replace(one, text="", normal="", nearest="") for one in typed]
    assert tuple(forgotten + others) == await quizzes.guesses_of(1, 1, 1)


async def test_any_text_is_kept(quizzes: Quizzes) -> None:
    """Half a surrogate pair, which no file can hold, becomes a question mark; everything else stays as it was."""
    await opened(quizzes)
    texts = ["\0 ' \" ; --", "Лев Троцкий", "\U0001f1fa\u202e" * 1_000, "half \ud83d"]
    for number, text in enumerate(texts, 20):
        await quizzes.record(1, 1, guess(number, text=text), text)
    assert (*texts[:3], "half ?") == tuple(one.text for one in await quizzes.guesses_of(1, 1, 1))


async def test_a_guess_at_nothing_is_refused_alone(quizzes: Quizzes) -> None:
    """What belongs to no round is a mistake of ours; guesses beside it are kept."""
    await opened(quizzes)
    answers = await asyncio.gather(
        *(quizzes.record(number, 1, guess(20 + number), "Anna") for number in (1, 2, 1)), return_exceptions=True
    )
    assert [type(None), sqlite3.IntegrityError, type(None)] == [type(answer) for answer in answers]
    assert 1 == len(await quizzes.guesses_of(1, 1, 1))


async def test_nothing_is_paid_for_what_nobody_guessed(quizzes: Quizzes, db: Database) -> None:
    """A result without its guess in the log fails, and the round stays open."""
    await opened(quizzes)
    with pytest.raises(sqlite3.IntegrityError):
        await quizzes.close(1, 1, [result(99)], at=START)
    [open_round] = (await kept(quizzes)).rounds
    assert (False, ()) == (open_round.is_closed, open_round.results)


async def test_a_round_is_paid_once(quizzes: Quizzes) -> None:
    """Whoever closes it again, with whatever results, changes nothing."""
    await opened(quizzes)
    for number in (20, 21):
        await quizzes.record(1, 1, guess(number, number), "Anna")
    await quizzes.close(1, 1, [result(20, 20, 50)], at=START + 31)
    await quizzes.close(1, 1, [result(20, 20, 90), result(21, 21, 90)], at=START + 32)
    found = await kept(quizzes)
    assert ((result(20, 20, 50),), START + 31) == (found.rounds[0].results, found.touched_at)


@pytest.mark.parametrize("is_over", [False, True])
async def test_late_guesses_are_paid_and_nobody_loses(quizzes: Quizzes, db: Database, is_over: bool) -> None:
    """More points or a right answer replace what was paid; less does not; totals follow, also after the end."""
    await opened(quizzes)
    for number in range(20, 26):
        await quizzes.record(1, 1, guess(number, number), f"Player {number}")
    await quizzes.close(1, 1, [result(20, 20, 50), result(21, 21, 50), result(22, 22, 0)], at=START)
    if is_over:
        await quizzes.end(1, reason="done", counts=True, periods=["all"], at=START + 5)
    right_unpaid = replace(result(22, 22, 0), is_right=True)
    late = [result(20, 20, 70), result(21, 21, 10), right_unpaid, result(24, 24, 90), result(25, 25, 0)]
    for _ in range(2):
        await quizzes.pay_late(1, 1, late)
    if not is_over:
        await quizzes.end(1, reason="done", counts=True, periods=["all"], at=START + 5)
    [paid] = (await kept(quizzes)).rounds
    assert (late[0], result(21, 21, 50), *late[2:]) == paid.results
    expected = [(20, 70, 1, 1), (21, 50, 1, 1), (22, 0, 1, 1), (24, 90, 1, 1), (25, 0, 0, 1)]
    assert [(GUILD, "all", pack, *row) for pack in ("", "rr") for row in expected] == await db.read(TOTALS)
    of_topics = "SELECT guild_id, topic, pack_id, user_id, points, right_answers, asked FROM quiz_topic_totals"
    assert [
        (GUILD, topic, pack, *row) for topic in ("diplomacy", "war") for pack in ("", "rr") for row in expected
    ] == await db.read(of_topics)
    played: list[Row] = await db.read("SELECT user_id, points, right_answers, asked FROM quiz_played ORDER BY 1")
    assert expected == played
    assert [(START,)] == await db.read("SELECT DISTINCT at - guess_id FROM quiz_results")


async def test_a_right_answer_stays_right(quizzes: Quizzes) -> None:
    """Where a later result has more points and calls it wrong, the points are taken."""
    await opened(quizzes)
    await quizzes.record(1, 1, guess(20), "Anna")
    await quizzes.close(1, 1, [result(20, points=50)], at=START)
    await quizzes.pay_late(1, 1, [replace(result(20, points=60), is_right=False)])
    assert (result(20, points=60),) == (await kept(quizzes)).rounds[0].results


async def test_an_end_counts_once_or_not_at_all(quizzes: Quizzes, db: Database) -> None:
    """A quiz that does not count has no totals, nor has one that nobody guessed in; a second end is not the reason."""
    await play(quizzes, [Plan((RoundPlan({1: 50}),), counts=False), Plan((RoundPlan({}),)), Plan(())])
    assert [] == await db.read(TOTALS)
    await quizzes.end(1, reason="stopped", counts=True, periods=SPANS, at=START + 99)
    assert [] == await db.read(TOTALS)
    assert "done" == (await kept(quizzes)).over_reason


async def test_a_late_guess_lets_a_quiz_count_once_it_is_over(quizzes: Quizzes, db: Database) -> None:
    """With all that it has paid, in the periods of its end, once; not before its end, and not without being told."""
    asked_once = RoundPlan({1: 50, 2: 0}, late={1: 60}, too_late={3: 90})
    await play(quizzes, [Plan((asked_once,), counts=False)])
    assert [] == await db.read(TOTALS)
    paid_late = [result(30, 3, 90)]
    answers = [await quizzes.pay_late(1, 1, paid_late, counts=counts) for counts in (False, True, True)]
    expected = [(1, 60, 1, 1), (2, 0, 0, 1), (3, 90, 1, 1)]
    assert [False, True, False] == answers
    assert [(GUILD, span, pack, *row) for span in sorted(SPANS) for pack in ("", "rr") for row in expected] == (
        await db.read(TOTALS)
    )
    assert await sums_of_the_log(db) == await sums(db)
    await opened(quizzes, 2)
    await quizzes.record(2, 1, guess(30, 3), "Player 3")
    assert not await quizzes.pay_late(2, 1, paid_late, counts=True)
    assert not (await kept(quizzes, 2)).counts


@settings(max_examples=20, deadline=None)
@given(wanted=plans)
def test_totals_are_what_the_log_gives(tmp_path_factory: pytest.TempPathFactory, wanted: list[Plan]) -> None:
    """After any quizzes, with payments before and after their end; everybody has the most that they were paid."""

    async def played() -> None:
        async with await Database.open(tmp_path_factory.mktemp("totals") / "clio.sqlite3") as db:
            await play(Quizzes(db), wanted)
            assert await sums_of_the_log(db) == await sums(db)
            most = [
                (number, place, user, max(plan.get(user, -1) for plan in (asked.paid, asked.late, asked.too_late)))
                for number, plan in enumerate(wanted, 1)
                for place, asked in enumerate(plan.rounds, 1)
                for user in sorted({*asked.paid, *asked.late, *asked.too_late})
            ]
            assert most == await db.read(
                "SELECT session_id, number, user_id, points FROM quiz_results ORDER BY 1, 2, 3"
            )

    asyncio.run(played())


@settings(max_examples=15, deadline=None)
@given(wanted=plans, times=st.integers(2, 3))
def test_doing_all_of_it_twice_is_doing_it_once(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[Plan], times: int
) -> None:
    """Each step taken again at once, and then the whole quiz once more, leave the same rows."""

    async def played(times: int, again: bool) -> dict[str, list[Row]]:
        async with await Database.open(tmp_path_factory.mktemp("twice") / "clio.sqlite3") as db:
            await play(Quizzes(db), wanted, times=times)
            if again:
                await play(Quizzes(db), wanted)
            return await everything(db)

    assert asyncio.run(played(1, again=False)) == asyncio.run(played(times, again=True))


async def test_a_fault_of_the_disk_is_told_and_keeps_nothing(quizzes: Quizzes, db: Database, path: Path) -> None:
    """Each step fails with a sentence, and works when the disk does again."""
    await opened(quizzes)
    await quizzes.record(1, 1, guess(20), "Anna")
    before = await everything(db)
    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    answers = await asyncio.gather(
        quizzes.begin(session(2), lobby_until_at=START, at=START),
        quizzes.join(1, 2, "Ben", at=START),
        quizzes.record(1, 1, guess(21), "Anna"),
        quizzes.close(1, 1, [result(20)], at=START),
        quizzes.end(1, reason="done", counts=True, periods=SPANS, at=START),
        quizzes.forget_texts(START),
        return_exceptions=True,
    )
    browser.close()
    assert [DatabaseFault] * 6 == [type(answer) for answer in answers]
    assert before == await everything(db)
    await quizzes.record(1, 1, guess(21), "Anna")
    await quizzes.flush()
    assert 2 == len(await quizzes.guesses_of(1, 1, 1))
