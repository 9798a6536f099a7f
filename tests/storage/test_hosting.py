"""What a host does is done once, stands in the log, and is taken back whole."""

import asyncio

import pytest

from bot.domain.bracket import next_stage
from bot.domain.competition import Plan
from bot.storage.competitions import Competition, Competitions
from bot.storage.database import Database
from tests.storage.competing import KNOCKOUT, MINUTE_MS, START, action, drawn, everything, person, running, signed_up

SECOND_MS = 1_000


@pytest.fixture
def competitions(db: Database) -> Competitions:
    """Nothing is planned yet."""
    return Competitions(db)


async def kept(competitions: Competitions) -> Competition:
    """How the competition stands."""
    found = await competitions.get(1)
    assert found
    return found


async def states(competitions: Competitions) -> dict[int, str]:
    """Who is in and who is not."""
    return {entrant.id: entrant.state for entrant in await competitions.entrants(1)}


async def undo(competitions: Competitions, number: int) -> object:
    """The host presses Undo, one second after the start for each number; gives the kind of what was undone."""
    found = await competitions.undo(1, undo_id=number, by_id=3, at=START + number * SECOND_MS)
    return found if isinstance(found, str) else found.kind


async def in_a_break(competitions: Competitions) -> None:
    """The second of two stages is drawn, and waits for a minute."""
    await running(competitions, 4)
    for number in (1, 2):
        await competitions.match_over(1, 1, number, {}, (number,))
    first = [one.match for one in await competitions.matches(1)]
    second = next_stage(KNOCKOUT, first, await competitions.entrants(1))
    assert await competitions.stage(1, second, (), break_until_at=START + MINUTE_MS, at=START)


async def test_a_host_may_begin_before_the_time(competitions: Competitions) -> None:
    """The sign-up ends at that moment."""
    await signed_up(competitions, 2, plan=KNOCKOUT)
    early = START - 10 * SECOND_MS
    assert await competitions.act(1, action(-10, "start")) is None
    found = await kept(competitions)
    assert (early, early) == (found.starts_at, found.signup_until_at)
    assert "late" == await competitions.enter(1, person(3), at=early)


async def test_a_pause_puts_off_what_is_waited_for(competitions: Competitions) -> None:
    """Going on earlier takes back what is left of it; a second pause is refused until then."""
    await in_a_break(competitions)
    assert await competitions.act(1, action(1, "pause", amount=5)) is None
    assert "paused" == await competitions.act(1, action(2, "pause", amount=5))
    found = await kept(competitions)
    assert (START + SECOND_MS + 5 * MINUTE_MS, START + 6 * MINUTE_MS) == (found.paused_until_at, found.break_until_at)
    assert await competitions.act(1, action(61, "go_on")) is None
    found = await kept(competitions)
    assert (None, START + 2 * MINUTE_MS) == (found.paused_until_at, found.break_until_at)
    assert "paused" == await competitions.act(1, action(62, "go_on"))


async def test_the_time_of_a_pause_runs_out(competitions: Competitions) -> None:
    """Once, and nothing is undone after it."""
    await running(competitions, 2)
    await competitions.act(1, action(1, "pause", amount=1))
    until_at = START + SECOND_MS + MINUTE_MS
    assert not await competitions.pause_over(1, at=until_at - 1)
    assert [True, False] == [await competitions.pause_over(1, at=until_at) for _ in range(2)]
    found = await kept(competitions)
    assert (None, START + 6 * MINUTE_MS) == (found.paused_until_at, found.ready_until_at)
    assert "nothing" == await undo(competitions, 90)


async def test_a_break_can_be_longer_or_end_now(competitions: Competitions) -> None:
    """What was added can be taken back."""
    await in_a_break(competitions)
    assert await competitions.act(1, action(1, "extend", amount=3)) is None
    assert START + 4 * MINUTE_MS == (await kept(competitions)).break_until_at
    assert "extend" == await undo(competitions, 2)
    assert START + MINUTE_MS == (await kept(competitions)).break_until_at
    assert await competitions.act(1, action(3, "next")) is None
    assert START + 3 * SECOND_MS == (await kept(competitions)).break_until_at


async def test_entrants_can_be_waited_for_longer(competitions: Competitions) -> None:
    """As long as their match has not begun."""
    await running(competitions, 2)
    assert await competitions.act(1, action(1, "extend", amount=2)) is None
    assert START + 7 * MINUTE_MS == (await kept(competitions)).ready_until_at
    await competitions.match_began(1, 1, 1, 900)
    assert "time" == await competitions.act(1, action(2, "extend", amount=2))


async def test_a_match_that_was_decided_by_it_is_open_again_with_the_undo(competitions: Competitions) -> None:
    """With time to come for who plays in it; one that was played stays as it is."""
    await running(competitions, 4)
    await competitions.match_began(1, 1, 2, 77)
    for number, entrant_id in enumerate((1, 2), 1):
        await competitions.act(1, action(number, "disqualify", entrant_id=entrant_id))
        await competitions.match_over(1, 1, number, {}, ())
    assert ["disqualify"] * 2 == [await undo(competitions, number) for number in (300, 301)]
    first, second = await competitions.matches(1)
    assert ("open", None, {}) == (first.state, first.match.advancing, dict(first.match.points))
    assert "over" == second.state
    assert START + 301 * SECOND_MS + 300_000 == (await kept(competitions)).ready_until_at


async def test_who_is_disqualified_is_out_until_it_is_undone(competitions: Competitions) -> None:
    """Once the next stage is drawn it stays."""
    await running(competitions, 4)
    assert await competitions.act(1, action(1, "disqualify", entrant_id=4, reason="two accounts")) is None
    assert "entrant" == await competitions.act(1, action(2, "disqualify", entrant_id=4))
    assert "disqualified" == (await states(competitions))[4]
    assert "disqualify" == await undo(competitions, 3)
    assert {"in"} == set((await states(competitions)).values())
    await competitions.act(1, action(4, "disqualify", entrant_id=4))
    for number in (1, 2):
        await competitions.match_over(1, 1, number, {}, (number,))
    second = next_stage(KNOCKOUT, [one.match for one in await competitions.matches(1)], await competitions.entrants(1))
    await competitions.stage(1, second, (), break_until_at=START, at=START)
    assert "drawn" == await undo(competitions, 5)


async def test_a_substitute_plays_for_who_is_absent(competitions: Competitions) -> None:
    """Somebody new, behind all seeds; taken back, they are gone again."""
    await running(competitions, 4)
    before = await competitions.entrants(1)
    replaced = action(1, "replace", entrant_id=4, substitute_id=9, number=1)
    assert await competitions.act(1, replaced, substitute="Player 9") is None
    assert (1, 9) == (await competitions.matches(1))[0].match.entrant_ids
    late = (await competitions.entrants(1))[-1]
    assert ("Player 9", 5, "in") == (late.name, late.seed, late.state)
    assert await competitions.ready(1, 1, 1, 9, at=START)
    assert not await competitions.ready(1, 1, 1, 4, at=START)
    assert "replace" == await undo(competitions, 2)
    assert (1, 4) == (await competitions.matches(1))[0].match.entrant_ids
    assert before == await competitions.entrants(1)


async def test_who_has_lost_can_be_a_substitute(competitions: Competitions) -> None:
    """With the seed they had; who withdrew is in again. Taken back, they stay as entrants; played, it stays."""
    await running(competitions, 8)
    for number in (1, 2):
        await competitions.match_over(
            1, 1, number, {}, ((await competitions.matches(1))[number - 1].match.entrant_ids[0],)
        )
    assert "substitute" == await competitions.act(1, action(1, "replace", entrant_id=7, substitute_id=3, number=3))
    await competitions.leave(1, 8)
    assert await competitions.act(1, action(2, "replace", entrant_id=7, substitute_id=8, number=3)) is None
    assert ((2, 8), "in") == ((await competitions.matches(1))[2].match.entrant_ids, (await states(competitions))[8])
    assert "replace" == await undo(competitions, 3)
    assert {1, 2, 3, 4, 5, 6, 7, 8} == set(await states(competitions))
    await competitions.act(1, action(4, "replace", entrant_id=7, substitute_id=8, number=3))
    await competitions.match_began(1, 1, 3, 900)
    assert "played" == await undo(competitions, 5)


async def test_the_log_tells_everything_in_order(competitions: Competitions) -> None:
    """Also what was undone, and by what; an undo is a line of its own."""
    await running(competitions, 2, plan=Plan("open", quizzes=2))
    adjusted = action(1, "adjust", entrant_id=2, amount=-50, reason="wrong key")
    await competitions.act(1, adjusted)
    await competitions.act(1, action(2, "reveal"))
    assert "adjust" == await undo(competitions, 3)
    first, second, third = await competitions.actions(1)
    assert ("adjust", 2, -50, "wrong key", 1, 3) == (
        first.kind,
        first.entrant_id,
        first.amount,
        first.reason,
        first.stage,
        first.undone_by,
    )
    assert ("reveal", None) == (second.kind, second.undone_by)
    assert ("undo", 2, 1) == (third.kind, third.entrant_id, third.amount)


async def test_a_press_that_comes_twice_counts_once(competitions: Competitions, db: Database) -> None:
    """Discord may deliver it again, and so may a player's connection."""
    await running(competitions, 2)
    adjust = action(1, "adjust", entrant_id=2, amount=50)
    assert [None, None] == await asyncio.gather(*(competitions.act(1, adjust) for _ in range(2)))
    assert 1 == len(await competitions.actions(1))
    await competitions.act(1, action(2, "pause", amount=5))
    assert ["pause", "pause"] == await asyncio.gather(*(undo(competitions, 3) for _ in range(2)))
    before = await everything(db)
    assert "pause" == await undo(competitions, 3)
    assert before == await everything(db)
    assert ["adjust", "nothing"] == [await undo(competitions, 4), await undo(competitions, 5)]


async def test_nothing_is_done_where_there_is_no_competition(competitions: Competitions) -> None:
    """Nor before the draw, where it needs one."""
    assert "phase" == await competitions.act(9, action(1, "start"))
    assert "phase" == await competitions.undo(9, undo_id=2, by_id=3, at=START)
    await drawn(competitions, 2)
    assert "phase" == await competitions.act(1, action(3, "pause", amount=5))
    assert [] == await competitions.actions(1)
