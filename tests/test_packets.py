"""The packets of a competition have what its server made itself, and no other server's questions."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.catalogue import Catalogue
from bot.domain.competition import Match
from bot.domain.proposing import completed
from bot.packets import Packets
from bot.storage.competitions import Competitions
from bot.storage.database import Database
from bot.storage.guilds import Guilds
from bot.storage.shown import Shown
from bot.storage.stocks import Stocks
from bot.storage.suggestions import Suggestions
from tests.domain.proposals import a_question
from tests.domain.samples import pack, question
from tests.storage.competing import GUILD, KNOCKOUT, competition
from tests.storage.suggesting import a_suggestion

YEAR = {
    "question": "In which year did Napoleon come back from Elba?",
    "answer": "1815",
    "wrong_answers": "1805\n1812\n1821",
    "explanation": "1815: he landed in March and lost in June.",
}


@pytest.fixture
async def packets(tmp_path: Path) -> AsyncIterator[Packets]:
    """Those of a process with one question in its packs, and an approved one of the server, which is an estimate."""
    async with await Database.open(tmp_path / "clio.sqlite3") as db:
        suggestions, competitions = Suggestions(db), Competitions(db)
        year = completed(a_question(**YEAR), {"filed": "estimate: 3"})
        assert not isinstance(year, list)
        await suggestions.propose(a_suggestion(1, guild=GUILD, proposal=year))
        await suggestions.decide(1, "approved", by=1, at=1)
        stocks = Stocks(Catalogue([pack(question(1))]), Guilds(db), suggestions)
        yield Packets(competitions, stocks, Shown(db))


async def test_a_stage_asks_what_the_server_made_too(packets: Packets) -> None:
    """Beside the packs; in another server those alone."""
    plan = replace(KNOCKOUT, questions=2)
    assert {"tt-k1", "own-k1"} == set(await packets.of_stage(competition(plan=plan), 1))
    assert ("tt-k1",) == await packets.of_stage(competition(2, plan, guild_id=GUILD + 1), 1)


async def test_a_tie_is_played_with_the_servers_estimates_too(packets: Packets) -> None:
    """One that a reviewer has made an estimate."""
    match = Match(1, 1, (1, 2))
    assert ("own-k1",) == await packets.of_tie(competition(), match)
    assert () == await packets.of_tie(competition(2, guild_id=GUILD + 1), match)
