"""What is drawn for a day counts as shown, also after a kill that lost the marks of its last second."""

from collections.abc import AsyncIterator

import pytest

from bot.challenges import Challenges
from bot.domain.catalogue import Catalogue
from bot.storage.dailies import Dailies
from bot.storage.database import Database
from bot.storage.guilds import Guilds
from bot.storage.shown import Scope, Shown
from bot.storage.stocks import Stocks
from bot.storage.suggestions import Suggestions
from tests.domain.proposals import a_question
from tests.domain.samples import pack, question
from tests.storage.suggesting import a_suggestion

GUILD = 10
AT = 1_795_348_800_000
DAY_MS = 86_400_000
PACK = pack(*(question(number) for number in range(12)))


@pytest.fixture
async def db(tmp_path) -> AsyncIterator[Database]:
    """An open database, new and empty."""
    async with await Database.open(tmp_path / "clio.sqlite3") as database:
        yield database


def challenges(db):
    """Those of a process that has just started, and its marks."""
    shown = Shown(db)
    guilds = Guilds(db)
    stocks = Stocks(Catalogue([PACK]), guilds, Suggestions(db))
    return Challenges(stocks, Dailies(db), guilds, shown), shown


async def test_a_lost_mark_is_made_again(db):
    """By whoever looks at the day first; so the next day has other questions."""
    drawn = await challenges(db)[0].of(GUILD, AT)
    again, shown = challenges(db)
    assert {} == dict(await shown.marks(Scope("guild", GUILD)))
    assert drawn.daily == (await again.of(GUILD, AT + 5)).daily
    assert set(drawn.daily.question_ids) == set(await shown.marks(Scope("guild", GUILD)))
    following = await again.of(GUILD, AT + DAY_MS)
    assert set() == set(drawn.daily.question_ids) & set(following.daily.question_ids)
    assert 5 == len(following.there)


async def test_questions_come_again_when_there_are_no_others(db):
    """Those first that were shown longest ago; and a mark that is newer stays as it is."""
    kept, shown = challenges(db)
    days = [await kept.of(GUILD, AT + number * DAY_MS) for number in range(3)]
    third = set(days[2].daily.question_ids)
    unseen = {item.id for item in PACK.items} - set(days[0].daily.question_ids) - set(days[1].daily.question_ids)
    assert unseen < third
    assert third - unseen < set(days[0].daily.question_ids)
    before = dict(await shown.marks(Scope("guild", GUILD)))
    await kept.of(GUILD, AT + 2 * DAY_MS + 5)
    assert before == dict(await shown.marks(Scope("guild", GUILD)))


async def test_two_at_once_draw_one_day(db):
    """In two processes' worth of memory; only what was kept counts as shown."""
    first, shown = challenges(db)
    second, _ = challenges(db)
    days = [await first.of(GUILD, AT), await second.of(GUILD, AT)]
    assert days[0].daily == days[1].daily
    assert [days[0].options(number) for number in days[0].numbers] == [
        days[1].options(number) for number in days[1].numbers
    ]
    assert 5 == len(await shown.marks(Scope("guild", GUILD)))


async def test_a_day_that_is_not_over_has_no_board(db):
    """Of a day without a draw there is an empty one."""
    kept, _ = challenges(db)
    day = (await kept.of(GUILD, AT)).day
    assert await kept.board(GUILD, AT, day) is None
    board = await kept.board(GUILD, AT)
    assert board is not None
    assert ((), None, None) == (board.placed, board.own, board.later)


async def test_a_day_can_ask_what_the_server_made(db):
    """Where the packs have too few of their own; what was taken back since counts for nobody."""
    suggestions, shown = Suggestions(db), Shown(db)
    await suggestions.propose(a_suggestion(1, guild=GUILD, proposal=a_question()))
    await suggestions.decide(1, "approved", by=1, at=1)
    stocks = Stocks(Catalogue([pack(*(question(number) for number in range(4)))]), Guilds(db), suggestions)
    kept = Challenges(stocks, Dailies(db), Guilds(db), shown)
    drawn = await kept.of(GUILD, AT)
    await suggestions.withdraw(1, by=1, at=2)
    assert "own-k1" in {one.id for one in drawn.there.values()}
    assert 4 == len((await kept.of(GUILD, AT)).there)
    assert 4 == len((await kept.of(GUILD + 1, AT)).there)
