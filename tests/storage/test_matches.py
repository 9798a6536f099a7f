"""Matches go from their draw to their end, each step once, and the next stage waits for all of them."""

from dataclasses import replace

import pytest

from bot.domain.bracket import next_stage
from bot.domain.competition import Match, Plan
from bot.domain.quiz import Session
from bot.domain.scoring import Result
from bot.storage.competitions import Competitions, Line, Room
from bot.storage.database import Database
from bot.storage.quizzes import Quizzes
from tests.storage.competing import KNOCKOUT, MINUTE_MS, START, action, running
from tests.storage.quizzing import asked, guess, result, session


@pytest.fixture
def competitions(db: Database) -> Competitions:
    """Nothing is planned yet."""
    return Competitions(db)


async def decided(competitions: Competitions, number: int = 1) -> list[Match]:
    """All matches of the first stage, won by the better seed."""
    for kept in await competitions.matches(number):
        if kept.state != "over":
            await competitions.match_over(number, 1, kept.match.number, {}, kept.match.entrant_ids[:1])
    return [kept.match for kept in await competitions.matches(number)]


async def test_a_match_goes_on_step_by_step(competitions: Competitions) -> None:
    """Open, playing, playing on for a tie, over; no step is taken twice, and none back."""
    await running(competitions, 2)
    assert [True, False] == [await competitions.match_opened(1, 1, 1) for _ in range(2)]
    assert not await competitions.match_tied(1, 1, 1, {}, 901)
    assert [True, False] == [await competitions.match_began(1, 1, 1, 900) for _ in range(2)]
    assert not await competitions.match_opened(1, 1, 1)
    assert [True, False] == [await competitions.match_tied(1, 1, 1, {1: 50, 2: 50}, 901) for _ in range(2)]
    [kept] = await competitions.matches(1)
    assert ("tiebreak", 900, 901, None) == (kept.state, kept.session_id, kept.tie_session_id, kept.match.advancing)
    assert {1: 50, 2: 50} == kept.match.points
    assert [True, False] == [await competitions.match_over(1, 1, 1, {1: 50, 2: 50}, (2,)) for _ in range(2)]
    [kept] = await competitions.matches(1)
    assert ("over", (2,)) == (kept.state, kept.match.advancing)


async def test_who_goes_on_is_kept_in_order(competitions: Competitions) -> None:
    """The best first, whatever their seeds."""
    await running(competitions, 4, plan=Plan("knockout", group=4, advance=2))
    assert await competitions.match_over(1, 1, 1, {4: 90, 2: 80}, (4, 2))
    [kept] = await competitions.matches(1)
    assert ((4, 2), {4: 90, 2: 80}) == (kept.match.advancing, kept.match.points)


async def test_a_match_is_decided_again_until_the_next_stage_is_drawn(competitions: Competitions) -> None:
    """Where the host has added points; before it is over there is nothing to change."""
    await running(competitions, 4)
    assert not await competitions.match_decided_again(1, 1, 1, {}, (4,))
    first = await decided(competitions)
    assert await competitions.match_decided_again(1, 1, 1, {4: 10}, (4,))
    assert (4,) == (await competitions.matches(1))[0].match.advancing
    matches = next_stage(KNOCKOUT, first, await competitions.entrants(1))
    assert await competitions.stage(1, matches, (), break_until_at=START + 1, at=START)
    assert not await competitions.match_decided_again(1, 1, 1, {}, (1,))


async def test_the_next_stage_waits_for_all_matches(competitions: Competitions) -> None:
    """It is drawn once, with a break before it, and begins once."""
    await running(competitions, 4)
    entrants = await competitions.entrants(1)
    await competitions.match_over(1, 1, 1, {}, (1,))
    early = next_stage(
        KNOCKOUT, [replace(one.match, advancing=(1,)) for one in await competitions.matches(1)], entrants
    )
    assert () == early
    matches = next_stage(KNOCKOUT, await decided_but_not_kept(competitions), entrants)
    until_at = START + MINUTE_MS
    assert not await competitions.stage(1, matches, (), break_until_at=until_at, at=START)
    await decided(competitions)
    assert [True, False] == [
        await competitions.stage(1, matches, ("rr-q003",), break_until_at=until_at, at=START) for _ in range(2)
    ]
    found = await competitions.get(1)
    assert found
    assert (2, None, until_at, None) == (found.stage, found.stage_began_at, found.break_until_at, found.ready_until_at)
    assert {1: ("rr-q001", "rr-q002"), 2: ("rr-q003",)} == await competitions.packets(1)
    assert not await competitions.stage_began(1, 1, at=until_at)
    assert [True, False] == [await competitions.stage_began(1, 2, at=until_at) for _ in range(2)]
    assert not await competitions.stage_began(9, 2, at=until_at)
    found = await competitions.get(1)
    assert found
    assert (until_at, None, until_at + 300_000) == (found.stage_began_at, found.break_until_at, found.ready_until_at)


async def decided_but_not_kept(competitions: Competitions) -> list[Match]:
    """The matches as they will be when the better seeds have won."""
    return [replace(one.match, advancing=one.match.entrant_ids[:1]) for one in await competitions.matches(1)]


async def test_a_break_that_falls_into_a_pause_is_longer(competitions: Competitions) -> None:
    """By what is left of the pause; the stage does not begin before."""
    await running(competitions, 4)
    await competitions.act(1, action(1, "pause", amount=2))
    matches = next_stage(KNOCKOUT, await decided(competitions), await competitions.entrants(1))
    at = START + 1_000 + MINUTE_MS
    await competitions.stage(1, matches, (), break_until_at=at + 10, at=at)
    found = await competitions.get(1)
    assert found
    assert at + 10 + MINUTE_MS == found.break_until_at
    assert not await competitions.stage_began(1, 2, at=at + 20)
    assert await competitions.stage_began(1, 2, at=at + 10 + MINUTE_MS)


async def test_only_who_plays_is_ready(competitions: Competitions) -> None:
    """In time, and once."""
    await running(competitions, 4)
    assert [True, False] == [await competitions.ready(1, 1, 1, 1, at=START) for _ in range(2)]
    assert await competitions.ready(1, 1, 1, 4, at=START)
    assert not await competitions.ready(1, 1, 1, 2, at=START)
    assert await competitions.ready(1, 1, 2, 2, at=START)
    assert {1: frozenset({1, 4}), 2: frozenset({2})} == await competitions.who_is_ready(1, 1)
    await competitions.match_began(1, 1, 2, 900)
    assert not await competitions.ready(1, 1, 2, 3, at=START)
    assert {} == await competitions.who_is_ready(1, 2)


async def test_a_room_is_opened_once(competitions: Competitions) -> None:
    """Who comes second gets the thread of the first."""
    await running(competitions, 4)
    assert [77, 77] == [await competitions.room_opened(1, 2, thread_id) for thread_id in (77, 78)]
    assert 79 == await competitions.room_opened(1, 1, 79)
    assert {1: Room(1, 79), 2: Room(2, 77)} == await competitions.rooms(1)


async def test_guesses_of_matches_can_be_listed(competitions: Competitions, db: Database) -> None:
    """With who played for whom, the points of the guess that counted, and whether it was a tie-break."""
    await running(competitions, 2)
    quizzes = Quizzes(db)
    for number in (900, 901):
        await played(quizzes, session(number), {1: 90, 2: 0})
    await competitions.match_began(1, 1, 1, 900)
    await competitions.match_tied(1, 1, 1, {1: 90, 2: 90}, 901)
    await competitions.match_over(1, 1, 1, {1: 90, 2: 90}, (1,))
    lines = await competitions.lines(1)
    assert [(False, 1, 90), (False, 2, 0), (True, 1, 90), (True, 2, 0)] == [
        (line.is_tiebreak, line.entrant_id, line.points) for line in lines
    ]
    assert (
        Line(1, 1, False, 1, 1, "Player 1", 1, "P1", asked().question.id, "Kronstadt", "accept", 90, 1_500) == lines[0]
    )
    assert {1: (90, 1), 2: (90, 0)} == await competitions.totals(1)


async def played(quizzes: Quizzes, quiz: Session, paid: dict[int, int]) -> None:
    """A quiz of one question with these points by user."""
    opened = asked(1, message_id=5)
    await quizzes.begin(quiz, lobby_until_at=START, at=START)
    await quizzes.ask(quiz, opened, pack_id="rr", at=START)
    await quizzes.posted(quiz.id, opened, at=START)
    results: list[Result] = []
    for user_id, points in paid.items():
        kept = guess(quiz.id * 100 + user_id, user_id)
        await quizzes.record(quiz.id, 1, kept, f"P{user_id}")
        results.append(result(kept.id, user_id, points))
    await quizzes.close(quiz.id, 1, results, at=START)
