"""A competition whose process is killed between any two statements: what was told is kept, and each step is whole."""

from pathlib import Path

import pytest

from bot.domain.competition import Match
from bot.domain.placing import champion
from bot.storage.competitions import Competitions
from bot.storage.database import Database
from tests.storage.competing import everything, play
from tests.storage.killing import SLICES, killed


async def played(db: Database) -> None:
    """A knockout of three."""
    await play(Competitions(db), told=print)


async def is_whole(competitions: Competitions) -> bool:
    """Whether each step is there with all that belongs to it, or not at all."""
    found = await competitions.get(1)
    if found is None:
        return [] == await competitions.matches(1)
    matches: list[Match] = [kept.match for kept in await competitions.matches(1)]
    entrants = await competitions.entrants(1)
    is_drawn = {entrant.seed > 0 for entrant in entrants} <= {found.stage > 0}
    has_packets = len(await competitions.packets(1)) == (found.stage if found.phase != "drawn" else 0)
    stages = {match.stage for match in matches}
    return is_drawn and has_packets and stages == set(range(1, found.stage + 1))


async def lost(db: Database, told: list[str]) -> list[str]:
    """What was told and is not there."""
    names = {
        "enter": "SELECT entrant_id FROM competition_entrants",
        "act": "SELECT id FROM competition_actions WHERE kind <> 'undo'",
        "undo": "SELECT undone_by FROM competition_actions WHERE undone_by IS NOT NULL",
        "say": "SELECT key FROM competition_said",
        "stage": "SELECT stage FROM competition_stages",
        "match": "SELECT stage || ' ' || number FROM competition_matches WHERE state = 'over'",
    }
    there = {name: {str(row[0]).removeprefix("stage ") for row in await db.read(sql)} for name, sql in names.items()}
    return [
        step
        for step in told
        for name, _, what in [step.partition(" ")]
        if name in there and what and what not in there[name]
    ]


@pytest.mark.torture(few=1, many=SLICES)
async def test_a_kill_between_any_two_statements_loses_nothing_that_was_told(tmp_path: Path, seed: int) -> None:
    """Whoever does all again, not knowing how far it had come, ends with the rows of one that was never killed."""
    *cut, whole = await killed(played, tmp_path / "killed", seed, least=80)
    async with await Database.open(whole / "clio.sqlite3") as db:
        expected = await everything(db)
        competitions = Competitions(db)
        assert 1 == champion(await competitions.entrants(1), [kept.match for kept in await competitions.matches(1)])
    for place in cut:
        async with await Database.open(place / "clio.sqlite3") as db:
            assert await is_whole(Competitions(db)), place.name
            assert [] == await lost(db, (place / "told").read_text().splitlines()), place.name
            await play(Competitions(db))
            assert expected == await everything(db), place.name


async def test_every_step_may_be_taken_twice(tmp_path: Path) -> None:
    """Recording twice is recording once."""
    rows = []
    for times in (1, 2):
        async with await Database.open(tmp_path / str(times) / "clio.sqlite3") as db:
            await play(Competitions(db), times=times)
            rows.append(await everything(db))
    assert rows[0] == rows[1]
