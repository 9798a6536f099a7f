"""Who has their data deleted is gone from what goes on, and leaves nobody's name in what was played."""

import pytest

from bot.domain.competition import Plan
from bot.storage.competitions import Competitions
from bot.storage.database import Database
from bot.storage.privacy import Privacy
from bot.storage.teams import Teams
from tests.storage.competing import START, competition, everything, leave_traces, person

ANNA, BEN, REDS = 1, 2, 90


@pytest.fixture
async def competitions(db: Database) -> Competitions:
    """Anna and Ben take part, and Anna leads a team that has signed up for a competition of its own."""
    await leave_traces(db)
    made = Competitions(db)
    await made.create(competition(4, Plan("teams")))
    assert await made.enter(4, person(REDS), at=START - 1) is None
    return made


async def test_who_is_gone_does_not_play_any_more(competitions: Competitions, db: Database) -> None:
    """Out of the sign-up, withdrawn from what is drawn, with a number that is the same in all of it."""
    await Privacy(db).delete(ANNA)
    assert [BEN] == [entrant.id for entrant in await competitions.entrants(2)]
    gone, ben = await competitions.entrants(1)
    assert (BEN, "in") == (ben.id, ben.state)
    assert ("", "withdrawn", (gone.id,), gone.id) == (gone.name, gone.state, gone.members, gone.captain_id)
    assert gone.id < 0
    assert (gone.id, BEN) == (await competitions.matches(1))[0].match.entrant_ids
    assert {} == await competitions.who_is_ready(1, 1)
    [line] = await competitions.actions(1)
    assert (gone.id, gone.id, "", 5) == (line.by_id, line.entrant_id, line.reason, line.amount)
    found = await competitions.get(3)
    assert found
    assert gone.id == found.creator_id


async def test_a_team_goes_on_under_another_captain(competitions: Competitions, db: Database) -> None:
    """Under who has been in it longest; without anybody it is gone."""
    privacy, teams = Privacy(db), Teams(db)
    await privacy.delete(ANNA)
    team = await teams.get(REDS)
    assert team
    assert (BEN, (BEN,)) == (team.captain_id, team.members)
    [entrant] = await competitions.entrants(4)
    assert (BEN, (BEN,)) == (entrant.captain_id, entrant.members)
    await privacy.delete(BEN)
    assert await teams.get(REDS) is None
    [entrant] = await competitions.entrants(4)
    assert () == entrant.members


async def test_no_number_of_theirs_is_left(competitions: Competitions, db: Database) -> None:
    """Nor their name, in any table of competitions."""
    privacy = Privacy(db)
    assert await privacy.delete(ANNA)
    assert (await privacy.view(ANNA)).is_nothing
    assert not await privacy.delete(ANNA)
    rows = repr(await everything(db))
    assert "Player 1" not in rows
    assert "Player 2" in rows
