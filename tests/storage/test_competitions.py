"""A competition is signed up for, drawn, begun and ended once, whoever else tries at the same moment."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.bracket import first_stage, seeded
from bot.domain.competition import Plan
from bot.storage.competitions import Competition, Competitions, Said
from bot.storage.database import Database
from bot.storage.teams import Teams
from tests.storage.competing import (
    GUILD,
    KNOCKOUT,
    START,
    competition,
    drawn,
    everything,
    person,
    running,
    signed_up,
)


@pytest.fixture
def competitions(db: Database) -> Competitions:
    """Nothing is planned yet."""
    return Competitions(db)


async def kept(competitions: Competitions, number: int = 1) -> Competition:
    """How the competition stands."""
    found = await competitions.get(number)
    assert found
    return found


async def test_what_is_made_is_read_back(competitions: Competitions) -> None:
    """All of it; the same interaction makes one."""
    plan = Plan("teams", filters={"era": "modern"}, role_ids=(4, 5), champion_role_id=6)
    made = competition(1, plan, starts_at=None, signup_until_at=None)
    assert await competitions.create(made)
    assert not await competitions.create(replace(made, title="Another"))
    assert made == await competitions.get(1)
    assert await competitions.get(2) is None
    await competitions.card_posted(1, 50)
    await competitions.event_made(1, 51)
    assert (50, 51) == ((await kept(competitions)).card_message_id, (await kept(competitions)).event_id)


async def test_competitions_are_found_by_guild_and_phase(competitions: Competitions) -> None:
    """The latest first; those that are over only where they are asked for."""
    for number in (1, 2, 3):
        await competitions.create(competition(number))
    await competitions.create(competition(4, guild_id=11))
    assert await competitions.cancel(2, "rain", at=START)
    assert not await competitions.cancel(2, "snow", at=START + 1)
    assert [3, 1] == [one.id for one in await competitions.of_guild(GUILD)]
    assert [(2, "rain", START)] == [
        (one.id, one.why, one.over_at) for one in await competitions.of_guild(GUILD, ("over", "cancelled"))
    ]
    assert [1, 2, 3, 4] == [one.id for one in await competitions.unfinished()]


async def test_what_is_over_is_unfinished_until_all_is_said(competitions: Competitions) -> None:
    """Of its end; saying so twice is saying it once."""
    await competitions.create(competition())
    await competitions.cancel(1, "rain", at=START)
    assert [1] == [one.id for one in await competitions.unfinished()]
    for _ in range(2):
        await competitions.conclude(1, at=START)
    assert [] == await competitions.unfinished()


async def test_the_leaderboard_says_who_is_strong(competitions: Competitions, db: Database) -> None:
    """That of all time and all packs in this guild; equals share a place, and who is not on it has none."""
    await signed_up(competitions, 4)
    rows = [(GUILD, "all", "", user_id, points, 1, 1) for user_id, points in ((1, 50), (2, 90), (3, 50), (9, 99))]
    others = [(GUILD, "all", "rr", 1, 500, 1, 1), (GUILD, "2026", "", 1, 500, 1, 1), (11, "all", "", 4, 500, 1, 1)]
    async with db.transaction() as tx:
        await tx.executemany("INSERT INTO quiz_totals VALUES (?, ?, ?, ?, ?, ?, ?)", rows + others)
    assert {2: 1, 1: 2, 3: 2} == await competitions.strengths(1)


async def test_people_enter_once_and_in_time(competitions: Competitions) -> None:
    """As long as there is room, and until sign-up ends; who is in is listed as they came."""
    assert "phase" == await competitions.enter(1, person(1), at=START - 1)
    await signed_up(competitions, 7)
    assert "entered" == await competitions.enter(1, person(7), at=START - 1)
    assert "late" == await competitions.enter(1, person(8), at=START)
    assert await competitions.enter(1, person(8), at=START - 2) is None
    assert "full" == await competitions.enter(1, person(9), at=START - 1)
    assert [person(user_id) for user_id in (8, 1, 2, 3, 4, 5, 6, 7)] == list(await competitions.entrants(1))
    assert (3, None) == (await competitions.entrant_of(1, 3), await competitions.entrant_of(1, 9))


async def test_sign_up_goes_on_where_no_end_is_set(competitions: Competitions) -> None:
    """Until the host begins; where only the start is set, until then."""
    await competitions.create(competition(1, starts_at=None, signup_until_at=None))
    assert await competitions.enter(1, person(1), at=START + 1_000_000) is None
    await competitions.create(competition(2, signup_until_at=None))
    assert "late" == await competitions.enter(2, person(1), at=START)


async def test_of_many_who_press_at_once_as_many_as_there_is_room_for_get_in(competitions: Competitions) -> None:
    """Each hears what became of their own press, and nobody is in twice who pressed twice."""
    await signed_up(competitions, 6)
    told = await asyncio.gather(
        *(competitions.enter(1, person(user_id), at=START - 1) for user_id in (7, 7, 8, 9, 10, 8))
    )
    assert [None, "entered", None, "full", "full", "entered"] == told
    assert list(range(1, 9)) == [entrant.id for entrant in await competitions.entrants(1)]


async def test_leaving_before_the_draw_leaves_nothing(competitions: Competitions) -> None:
    """After it one has withdrawn, and after the end one stays as one was."""
    await signed_up(competitions, 3)
    assert [True, False] == [await competitions.leave(1, 3), await competitions.leave(1, 3)]
    assert [1, 2] == [entrant.id for entrant in await competitions.entrants(1)]
    assert await competitions.enter(1, person(3), at=START - 1) is None
    await drawn(competitions, 3, number=2)
    assert [True, False] == [await competitions.leave(2, 3), await competitions.leave(2, 3)]
    assert ["in", "in", "withdrawn"] == [entrant.state for entrant in await competitions.entrants(2)]
    await competitions.cancel(2, "", at=START)
    assert not await competitions.leave(2, 2)


async def test_only_those_are_called_who_want_it(competitions: Competitions) -> None:
    """As long as they are in."""
    await drawn(competitions, 3)
    assert await competitions.wants_ping(1, 2, wants=False)
    assert not await competitions.wants_ping(1, 2, wants=False)
    assert not await competitions.wants_ping(1, 9, wants=True)
    await competitions.leave(1, 3)
    assert frozenset({1}) == await competitions.pinged(1)
    assert await competitions.wants_ping(1, 2, wants=True)
    assert frozenset({1, 2}) == await competitions.pinged(1)


async def test_the_draw_closes_the_sign_up(competitions: Competitions) -> None:
    """Once; the stage is there with its byes decided, and the sign-up is over even where there is time left."""
    matches = await drawn(competitions, 5)
    stands = await kept(competitions)
    assert ("drawn", 1, None) == (stands.phase, stands.stage, stands.stage_began_at)
    found = await competitions.matches(1)
    assert matches == [one.match for one in found]
    assert ["over", "drawn", "over", "over"] == [one.state for one in found]
    assert [1, 2, 3, 4, 5] == [entrant.seed for entrant in await competitions.entrants(1)]
    assert not await competitions.draw(1, await competitions.entrants(1), matches)
    assert "phase" == await competitions.enter(1, person(6), at=START - 1)


async def test_a_draw_is_drawn_again_where_somebody_came_or_went_meanwhile(competitions: Competitions) -> None:
    """Nobody is forgotten; who is left out has withdrawn."""
    await signed_up(competitions, 3)
    order = seeded(await competitions.entrants(1), {}, 7)
    assert await competitions.enter(1, person(4), at=START - 1) is None
    assert not await competitions.draw(1, order, first_stage(KNOCKOUT, order))
    assert "signup" == (await kept(competitions)).phase
    assert await competitions.draw(1, order, first_stage(KNOCKOUT, order), left_out=[4])
    assert [(0, "withdrawn")] == [(one.seed, one.state) for one in await competitions.entrants(1) if one.id == 4]
    assert 4 == (await competitions.entrants(1))[-1].id


async def test_a_competition_begins_and_ends_once(competitions: Competitions) -> None:
    """It begins after the draw and ends after its last match."""
    await drawn(competitions, 2)
    assert not await competitions.over(1, at=START)
    assert [True, False] == [await competitions.begin(1, ("rr-q001",), at=START) for _ in range(2)]
    found = await kept(competitions)
    assert ("running", START, START + 300_000) == (found.phase, found.stage_began_at, found.ready_until_at)
    assert {1: ("rr-q001",)} == await competitions.packets(1)
    assert not await competitions.over(1, at=START)
    assert await competitions.match_over(1, 1, 1, {}, (1,))
    assert [True, False] == [await competitions.over(1, at=START + 1) for _ in range(2)]
    found = await kept(competitions)
    assert ("over", START + 1) == (found.phase, found.over_at)
    assert not await competitions.cancel(1, "", at=START + 2)


async def test_nobody_has_to_be_ready_where_all_play_together(competitions: Competitions) -> None:
    """There is no such time."""
    await running(competitions, 3, plan=Plan("open"))
    found = await kept(competitions)
    assert (START, None) == (found.stage_began_at, found.ready_until_at)


async def test_who_does_the_same_at_once_does_it_once(competitions: Competitions) -> None:
    """One of two draws, beginnings or ends is the one."""
    await signed_up(competitions, 2)
    order = seeded(await competitions.entrants(1), {}, 7)
    matches = first_stage(KNOCKOUT, order)
    assert [True, False] == await asyncio.gather(*(competitions.draw(1, order, matches) for _ in range(2)))
    assert [True, False] == await asyncio.gather(*(competitions.begin(1, (), at=START) for _ in range(2)))
    assert [True, False] == await asyncio.gather(*(competitions.match_began(1, 1, 1, 900) for _ in range(2)))
    assert [True, False] == await asyncio.gather(*(competitions.match_over(1, 1, 1, {}, (1,)) for _ in range(2)))
    assert [True, False] == await asyncio.gather(*(competitions.over(1, at=START) for _ in range(2)))


async def test_what_is_said_is_claimed_before_it_is_posted(competitions: Competitions) -> None:
    """One claims it; whoever comes after a kill sees whether its message is known."""
    await competitions.create(competition())
    assert [True, False] == await asyncio.gather(*(competitions.say(1, "draw", 30, at=START) for _ in range(2)))
    assert {"draw": Said("draw", 30, None, START)} == await competitions.said(1)
    await competitions.was_said(1, "draw", 55)
    assert {"draw": Said("draw", 30, 55, START)} == await competitions.said(1)


async def test_a_team_enters_with_the_members_it_has_then(competitions: Competitions, db: Database) -> None:
    """Not with those it had when its captain looked; too small a team does not, nor one that is gone."""
    teams = Teams(db)
    await competitions.create(competition(1, Plan("teams", team_min=2)))
    await teams.create(90, guild_id=GUILD, name="Reds", captain_id=1, role_id=None, at=START)
    seen = replace(person(90), name="Old name", captain_id=7, members=(1, 2, 3))
    assert "small" == await competitions.enter(1, seen, at=START - 1)
    assert await teams.join(90, 2, (), at=START) is None
    assert await competitions.enter(1, seen, at=START - 1) is None
    [entrant] = await competitions.entrants(1)
    assert ("Reds", 1, (1, 2)) == (entrant.name, entrant.captain_id, entrant.members)
    await teams.disband(90, at=START)
    assert () == await competitions.entrants(1)
    assert "small" == await competitions.enter(1, seen, at=START - 1)


async def test_nobody_plays_for_two(competitions: Competitions, db: Database) -> None:
    """Of two teams that share a member, whatever led to it, the second is refused."""
    teams = Teams(db)
    await competitions.create(competition(1, Plan("teams")))
    for team_id, captain_id in ((90, 1), (91, 2)):
        await teams.create(team_id, guild_id=GUILD, name=f"Team {team_id}", captain_id=captain_id, role_id=None, at=1)
    assert await competitions.enter(1, person(90), at=START - 1) is None
    async with db.transaction() as tx:
        await tx.execute("UPDATE competition_members SET user_id = 2 WHERE user_id = 1")
    assert "double" == await competitions.enter(1, person(91), at=START - 1)


async def test_what_cannot_be_written_changes_nothing(competitions: Competitions, db: Database) -> None:
    """A draw with a seed for somebody in two matches of one number fails as a whole."""
    await signed_up(competitions, 2)
    before = await everything(db)
    order = seeded(await competitions.entrants(1), {}, 7)
    [match] = first_stage(KNOCKOUT, order)
    with pytest.raises(Exception, match="UNIQUE"):
        await competitions.draw(1, order, [match, match])
    assert before == await everything(db)
    await competitions.flush()
