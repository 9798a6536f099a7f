"""Boards and statistics are what the results give, with places shared, and show nobody who hides."""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.quiz import Form
from bot.domain.scoring import Standing, ranked
from bot.storage.database import Database
from bot.storage.privacy import Privacy
from bot.storage.quizzes import Quizzes
from bot.storage.scores import Best, BoardPage, Scores
from tests.storage.quizzing import GUILD, START, Plan, RoundPlan, asked, guess, plans, play, result, session

QUESTIONS = [asked(number).question.id for number in range(1, 4)]


@pytest.fixture
def scores(db: Database) -> Scores:
    """Boards of a guild where nobody has played yet."""
    return Scores(db)


def listed(page: BoardPage) -> list[tuple[int, int, int]]:
    """Place, user and points of each row."""
    return [(standing.rank, standing.user_id, standing.points) for standing, _ in page.rows]


async def test_an_empty_board_has_one_page(scores: Scores) -> None:
    """Nobody has played; there is nothing to list, and no own row."""
    empty = BoardPage((), None, 1, 1, 0)
    assert empty == await scores.board(GUILD, period="all", user_id=1)
    assert empty == await scores.board_of_topic(GUILD, "war", user_id=1)
    assert empty == await scores.board_of_topic(GUILD, "war", since_at=1, user_id=1)
    assert empty == await scores.board_of_session(1, user_id=1)
    assert None is await scores.last_session(GUILD)
    assert None is await scores.stats(GUILD, 1, asker_id=1)


async def test_equal_points_share_a_place(scores: Scores, db: Database) -> None:
    """By points, then by right answers; the next place is counted on, also over the edge of a page."""
    await play(Quizzes(db), [Plan((RoundPlan({1: 90, 2: 90, 3: 40, 4: 90}), RoundPlan({3: 50, 5: 0, 6: 0})))])
    expected = [(1, 3, 90), (2, 1, 90), (2, 2, 90), (2, 4, 90), (5, 5, 0), (5, 6, 0)]
    pages = [await scores.board(GUILD, period="all", page=page, user_id=6, size=2) for page in (1, 2, 3)]
    assert expected == [row for page in pages for row in listed(page)]
    assert [(1, 3, 6), (2, 3, 6), (3, 3, 6)] == [(page.page, page.pages, page.players) for page in pages]
    assert {(Standing(5, 6, 0, 0, 1), "Player 6")} == {page.own for page in pages}
    assert pages[2] == await scores.board(GUILD, period="all", page=99, user_id=6, size=2)
    assert pages[0] == await scores.board(GUILD, period="all", page=-1, user_id=6, size=2)
    assert [(Standing(1, 3, 90, 2, 2), "Player 3"), (Standing(2, 1, 90, 1, 1), "Player 1")] == list(pages[0].rows)
    assert None is (await scores.board(GUILD, period="all", user_id=7)).own


async def test_boards_are_by_guild_period_and_pack(scores: Scores, db: Database) -> None:
    """Each has its own; the pack "" is all of them."""
    rounds = (RoundPlan({1: 90}), RoundPlan({1: 50, 2: 60}, pack_id="succession"))
    await play(Quizzes(db), [Plan(rounds), Plan((RoundPlan({3: 10}),), guild_id=11)])
    assert [(1, 1, 140), (2, 2, 60)] == listed(await scores.board(GUILD, period="2026-11", user_id=1))
    assert [(1, 1, 90)] == listed(await scores.board(GUILD, period="all", pack_id="rr", user_id=1))
    assert [(1, 2, 60), (2, 1, 50)] == listed(await scores.board(GUILD, period="all", pack_id="succession", user_id=1))
    assert [] == listed(await scores.board(GUILD, period="2026-12", user_id=1))
    assert [(1, 3, 10)] == listed(await scores.board(11, period="all", user_id=1))


async def test_a_topics_board_counts_its_questions_only(scores: Scores, db: Database) -> None:
    """From quizzes that counted, in this guild; the same over all time as since any moment before them."""
    rounds = (RoundPlan({1: 90, 2: 50}, too_late={3: 60}), RoundPlan({1: 99}), RoundPlan({1: 10, 2: 70}))
    uncounted = Plan((RoundPlan({1: 80}),), counts=False)
    await play(Quizzes(db), [Plan(rounds), uncounted, Plan((RoundPlan({2: 80}),), guild_id=11)])
    for since_at in (0, START + 1):
        board = await scores.board_of_topic(GUILD, "diplomacy", user_id=2, since_at=since_at)
        assert [(1, 2, 120), (2, 1, 100), (3, 3, 60)] == listed(board)
        assert (Standing(1, 2, 120, 2, 2), "Player 2") == board.own
        second = await scores.board_of_topic(GUILD, "diplomacy", page=2, size=2, user_id=9, since_at=since_at)
        assert ([(3, 3, 60)], None, 2, 3) == (listed(second), second.own, second.pages, second.players)
        assert [(1, 1, 99)] == listed(await scores.board_of_topic(GUILD, "culture", user_id=2, since_at=since_at))
    assert 0 == (await scores.board_of_topic(GUILD, "diplomacy", since_at=START + 2, user_id=1)).players


@pytest.mark.parametrize("since_at", [0, 1])
async def test_a_topic_has_a_board_in_each_pack(scores: Scores, db: Database, since_at: int) -> None:
    """And one in all of them together."""
    rounds = (RoundPlan({1: 90}), RoundPlan({1: 50, 2: 60}, pack_id="succession"))
    await play(Quizzes(db), [Plan(rounds)])
    expected = {"rr": [(1, 1, 90)], "succession": [(1, 2, 60), (2, 1, 50)], "": [(1, 1, 140), (2, 2, 60)], "other": []}
    boards = {
        pack: await scores.board_of_topic(GUILD, "war", pack_id=pack, user_id=1, since_at=since_at) for pack in expected
    }
    assert expected == {pack: listed(board) for pack, board in boards.items()}


async def test_a_quiz_has_its_own_board(scores: Scores, db: Database) -> None:
    """Whether it counts or not; the last of a guild or a channel is the last that somebody guessed in."""
    wanted = [Plan((RoundPlan({1: 90, 2: 90}),), counts=False), Plan((RoundPlan({1: 10}),)), Plan((RoundPlan({}),))]
    quizzes = Quizzes(db)
    await play(quizzes, wanted)
    assert [(1, 1, 90), (1, 2, 90)] == listed(await scores.board_of_session(1, user_id=1))
    await quizzes.begin(session(9), lobby_until_at=START, at=START)
    assert [1, 2, None, None] == [await scores.last_session(GUILD, channel) for channel in (101, 102, 103, 104)]
    assert None is await scores.last_session(11)


async def test_the_last_quiz_is_the_one_that_ended_last(scores: Scores, db: Database) -> None:
    """Not the one that began last."""
    quizzes = Quizzes(db)
    for number in (1, 2):
        await quizzes.begin(session(number), lobby_until_at=START, at=START)
        await quizzes.ask(session(number), asked(1), pack_id="rr", at=START)
        await quizzes.record(number, 1, guess(number), "Anna")
        await quizzes.close(number, 1, [result(number)], at=START)
    for number in (2, 1):
        await quizzes.end(number, reason="done", counts=False, periods=(), at=START + 10 - number)
    assert 1 == await scores.last_session(GUILD)


async def test_who_hides_is_seen_by_nobody_else(scores: Scores, db: Database) -> None:
    """The others move up; whoever hides still has their own row, and where they would stand."""
    await play(Quizzes(db), [Plan((RoundPlan({1: 90, 2: 80, 3: 70, 4: 70}),))])
    await Privacy(db).hide(2)
    for board in (
        await scores.board(GUILD, period="all", user_id=2),
        await scores.board_of_topic(GUILD, "war", user_id=2),
        await scores.board_of_topic(GUILD, "war", user_id=2, since_at=1),
        await scores.board_of_session(1, user_id=2),
    ):
        assert [(1, 1, 90), (2, 3, 70), (2, 4, 70)] == listed(board)
        assert (3, (Standing(2, 2, 80, 1, 1), "Player 2")) == (board.players, board.own)
    assert None is await scores.stats(GUILD, 2, asker_id=1)
    own = await scores.stats(GUILD, 2, asker_id=2)
    assert own
    assert (80, 2) == (own.points, own.rank)
    third = await scores.stats(GUILD, 3, asker_id=1)
    assert third
    assert 2 == third.rank


async def test_who_deleted_their_data_is_on_no_board(scores: Scores, db: Database) -> None:
    """What they earned is still in the sums, under a number that is nobody's."""
    await play(Quizzes(db), [Plan((RoundPlan({1: 90, 2: 80}),))])
    await Privacy(db).delete(1)
    for board in (
        await scores.board(GUILD, period="all", user_id=1),
        await scores.board_of_topic(GUILD, "war", user_id=1),
        await scores.board_of_topic(GUILD, "war", user_id=1, since_at=1),
        await scores.board_of_session(1, user_id=1),
    ):
        assert ([(1, 2, 80)], None, 1) == (listed(board), board.own, board.players)
    assert None is await scores.stats(GUILD, 1, asker_id=1)


async def test_statistics_add_up(scores: Scores, db: Database) -> None:
    """Over all quizzes of the guild, those that do not count included; the place is that on the board of all time."""
    first = Plan((RoundPlan({1: 90, 2: 99}), RoundPlan({1: 50}), RoundPlan({1: 0, 2: 99})))
    second = Plan((RoundPlan({1: 70}), RoundPlan({1: 60}), RoundPlan({1: 40})), counts=False)
    await play(Quizzes(db), [first, second, Plan((RoundPlan({1: 99}),), guild_id=11)])
    stats = await scores.stats(GUILD, 1, asker_id=2)
    assert stats
    assert ("Player 1", 310, 5, 6, 2) == (stats.name, stats.points, stats.right, stats.asked, stats.sessions)
    assert dict(zip(QUESTIONS, [(2, 2), (2, 2), (1, 2)], strict=True)) == stats.by_question
    assert (3, 3, 1_500, 2) == (stats.longest_run, stats.current_run, stats.fastest_ms, stats.rank)
    assert Best(2, 170, 3, 3, START + 230_140) == stats.best


async def test_statistics_of_who_was_never_right(scores: Scores, db: Database) -> None:
    """No run, no fastest answer, and no place where no quiz counted."""
    await play(Quizzes(db), [Plan((RoundPlan({1: 0}),), counts=False)])
    stats = await scores.stats(GUILD, 1, asker_id=1)
    assert stats
    assert (0, 0, None, None, {QUESTIONS[0]: (0, 1)}) == (
        stats.longest_run,
        stats.current_run,
        stats.fastest_ms,
        stats.rank,
        stats.by_question,
    )


async def test_a_run_ends_with_a_wrong_answer(scores: Scores, db: Database) -> None:
    """The longest stays; the present one begins anew."""
    quizzes = Quizzes(db)
    await play(quizzes, [Plan(tuple(RoundPlan({1: points}) for points in (90, 90, 0)))])
    stats = await scores.stats(GUILD, 1, asker_id=1)
    assert stats
    assert (2, 0) == (stats.longest_run, stats.current_run)


async def test_an_estimate_is_never_the_fastest_answer(scores: Scores, db: Database) -> None:
    """It has time."""
    quizzes = Quizzes(db)
    await quizzes.begin(session(), lobby_until_at=START, at=START)
    forms: tuple[Form, ...] = ("estimate", "typed")
    for number, form in enumerate(forms, 1):
        await quizzes.ask(session(), replace(asked(number), form=form), pack_id="rr", at=START)
        await quizzes.record(1, number, guess(number), "Anna")
        await quizzes.close(1, number, [replace(result(number), elapsed_ms=1_000 * number)], at=START)
    stats = await scores.stats(GUILD, 1, asker_id=1)
    assert stats
    assert 2_000 == stats.fastest_ms


@settings(max_examples=20, deadline=None)
@given(wanted=plans, hidden=st.sets(st.integers(1, 4)), size=st.integers(1, 5))
def test_boards_are_what_the_rules_rank(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[Plan], hidden: set[int], size: int
) -> None:
    """All pages together are the standings of the results, whether they come from totals or from the results."""

    async def played() -> None:
        async with await Database.open(tmp_path_factory.mktemp("boards") / "clio.sqlite3") as db:
            await play(Quizzes(db), wanted)
            for user in hidden:
                await Privacy(db).hide(user)
            sums: dict[int, Counter[str]] = {}
            for user, points, right in await db.read(
                "SELECT p.user_id, points, is_right FROM quiz_results p JOIN quiz_sessions s ON s.id = p.session_id "
                "WHERE s.guild_id = ? AND counts = 1",
                (GUILD,),
            ):
                sums.setdefault(user, Counter()).update(points=points, right=right, asked=1)
            seen = {user: (s["points"], s["right"], s["asked"]) for user, s in sums.items() if user not in hidden}
            scores = Scores(db)
            totals = []
            for page in range(1, -(-len(seen) // size) + 1):
                by_period = await scores.board(GUILD, period="all", page=page, size=size, user_id=1)
                totals += [standing for standing, _ in by_period.rows]
                for since_at in (0, 1):
                    of_topic = await scores.board_of_topic(
                        GUILD, "war", page=page, size=size, user_id=1, since_at=since_at
                    )
                    assert by_period == of_topic
            assert list(ranked(seen)) == totals

    asyncio.run(played())
