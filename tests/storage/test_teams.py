"""Everybody is in one team of a guild at most, and a team that is drawn stays as it is."""

import asyncio

import pytest

from bot.domain.competition import Plan
from bot.domain.teams import Team
from bot.storage.competitions import Competitions
from bot.storage.database import Database
from bot.storage.teams import Teams
from tests.storage.competing import GUILD, START, competition, person

ANNA, BEN, CARA = 1, 2, 3
REDS, BLUES = 90, 91
TEAMS = Plan("teams", team_max=2)


@pytest.fixture
async def teams(db: Database) -> Teams:
    """The Reds are there, with Anna as their captain."""
    made = Teams(db)
    assert await create(made, REDS, "Reds", ANNA) is None
    return made


async def create(teams: Teams, team_id: int, name: str, captain_id: int, guild_id: int = GUILD) -> str | None:
    """A team for everybody."""
    return await teams.create(team_id, guild_id=guild_id, name=name, captain_id=captain_id, role_id=None, at=START)


async def members(teams: Teams, team_id: int = REDS) -> tuple[int, ...]:
    """Who is in it."""
    team = await teams.get(team_id)
    assert team
    return team.members


async def entered(teams: Teams, db: Database, *, is_drawn: bool = False) -> Competitions:
    """A competition for which the Reds have signed up."""
    competitions = Competitions(db)
    await competitions.create(competition(1, TEAMS))
    assert await competitions.enter(1, person(REDS), at=START - 1) is None
    if is_drawn:
        assert await competitions.draw(1, await competitions.entrants(1), ())
    return competitions


async def test_a_team_begins_with_its_captain(teams: Teams) -> None:
    """And is found by id, by member and by name, however it is spelled; the same interaction makes one."""
    reds = Team(REDS, GUILD, "Reds", ANNA, None, START, None, (ANNA,))
    assert reds == await teams.get(REDS) == await teams.of_member(GUILD, ANNA) == await teams.named(GUILD, " REDS!")
    assert await create(teams, REDS, "Greens", BEN) is None
    assert [reds] == await teams.of_guild(GUILD)
    for found in (await teams.get(9), await teams.of_member(11, ANNA), await teams.named(11, "Reds")):
        assert found is None


async def test_one_team_for_each_member_and_one_name_for_each_team(teams: Teams) -> None:
    """In one guild."""
    assert "member" == await create(teams, BLUES, "Blues", ANNA)
    assert "name" == await create(teams, BLUES, "réds", BEN)
    assert await create(teams, BLUES, "Reds", ANNA, guild_id=11) is None
    assert "member" == await teams.join(REDS, ANNA, (), at=START)
    assert "disbanded" == await teams.join(9, BEN, (), at=START)


async def test_of_two_teams_that_one_joins_at_once_one_gets_them(teams: Teams) -> None:
    """The second press is refused."""
    await create(teams, BLUES, "Blues", BEN)
    told = await asyncio.gather(*(teams.join(team_id, CARA, (), at=START) for team_id in (REDS, BLUES, REDS)))
    assert [None, "member", "member"] == told
    assert (ANNA, CARA) == await members(teams)


async def test_a_team_may_be_for_a_role(teams: Teams) -> None:
    """Who does not have it cannot join."""
    await teams.create(BLUES, guild_id=GUILD, name="Blues", captain_id=BEN, role_id=5, at=START)
    assert "role" == await teams.join(BLUES, CARA, (4,), at=START)
    assert await teams.join(BLUES, CARA, (4, 5), at=START) is None


async def test_a_captain_hands_over_before_leaving(teams: Teams) -> None:
    """To a member; anybody else leaves at once."""
    await teams.join(REDS, BEN, (), at=START)
    assert "captain" == await teams.leave(REDS, ANNA)
    assert "stranger" == await teams.leave(REDS, CARA)
    assert "stranger" == await teams.name_captain(REDS, CARA)
    assert await teams.name_captain(REDS, BEN) is None
    assert await teams.leave(REDS, ANNA) is None
    assert (BEN,) == await members(teams)
    assert "disbanded" == await teams.leave(9, ANNA)


async def test_a_team_can_be_renamed(teams: Teams) -> None:
    """To its own name in other letters too, but not to another team's."""
    await create(teams, BLUES, "Blues", BEN)
    assert "name" == await teams.rename(REDS, "blues")
    assert await teams.rename(REDS, "REDS") is None
    assert [REDS] == [team.id for team in await teams.of_guild(GUILD) if team.name == "REDS"]
    assert "disbanded" == await teams.rename(9, "Greens")


async def test_a_team_that_is_disbanded_frees_its_name_and_members(teams: Teams) -> None:
    """And cannot be joined or changed any more."""
    assert await teams.disband(REDS, at=START) is None
    assert [] == await teams.of_guild(GUILD)
    assert () == await members(teams)
    assert await teams.of_member(GUILD, ANNA) is None
    for why in (
        await teams.disband(REDS, at=START),
        await teams.rename(REDS, "x1"),
        await teams.name_captain(REDS, ANNA),
        await teams.join(REDS, ANNA, (), at=START),
    ):
        assert "disbanded" == why
    assert await create(teams, BLUES, "Reds", ANNA) is None


async def test_until_the_draw_a_team_changes_where_it_has_signed_up(teams: Teams, db: Database) -> None:
    """Members, captain and name; no more get in than the competition allows."""
    competitions = await entered(teams, db)
    assert await teams.join(REDS, BEN, (), at=START) is None
    assert "full" == await teams.join(REDS, CARA, (), at=START)
    assert await teams.rename(REDS, "Greens") is None
    assert await teams.name_captain(REDS, BEN) is None
    [entrant] = await competitions.entrants(1)
    assert ("Greens", BEN, (ANNA, BEN)) == (entrant.name, entrant.captain_id, entrant.members)
    assert await teams.leave(REDS, ANNA) is None
    [entrant] = await competitions.entrants(1)
    assert (BEN,) == entrant.members
    assert not await teams.is_locked(REDS)


async def test_from_the_draw_to_the_end_a_team_is_locked(teams: Teams, db: Database) -> None:
    """Whatever is tried; then it is free again, and what was played stays."""
    await teams.join(REDS, BEN, (), at=START)
    competitions = await entered(teams, db, is_drawn=True)
    assert await teams.is_locked(REDS)
    for why in (
        await teams.join(REDS, CARA, (), at=START),
        await teams.leave(REDS, BEN),
        await teams.rename(REDS, "Greens"),
        await teams.name_captain(REDS, BEN),
        await teams.disband(REDS, at=START),
    ):
        assert "locked" == why
    await competitions.cancel(1, "rain", at=START)
    assert not await teams.is_locked(REDS)
    assert await teams.leave(REDS, BEN) is None
    assert await teams.disband(REDS, at=START) is None
    [entrant] = await competitions.entrants(1)
    assert ("Reds", (ANNA, BEN)) == (entrant.name, entrant.members)
