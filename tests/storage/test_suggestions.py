"""Suggestions are kept once, five a day from one member, and decided on once."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.proposal import Proposal
from bot.storage.database import Database
from bot.storage.privacy import Privacy
from bot.storage.suggestions import WINDOW_MS, Suggestions, TooManySuggestions
from tests.domain.proposals import a_fact, a_question, a_quote
from tests.storage.suggesting import HOUR_MS, a_proposal, a_suggestion

GUILD, AUTHOR, REVIEWER, OTHER = 1, 5, 8, 9
EPOCH_MS = 1_420_070_400_000
NOW = 1_700_000_000_000


@pytest.fixture
def suggestions(db: Database) -> Suggestions:
    """Nothing suggested yet."""
    return Suggestions(db)


async def test_a_suggestion_is_kept(suggestions: Suggestions) -> None:
    """As it was made, and once where it is delivered twice."""
    one = a_suggestion(1)
    assert [None, None] == [await suggestions.propose(one), await suggestions.propose(one)]
    assert one == await suggestions.get(1)
    assert None is await suggestions.get(2)
    assert [one] == await suggestions.living(GUILD)


async def test_the_sixth_within_a_day_is_refused(suggestions: Suggestions) -> None:
    """The refusal says when the next is taken, and then it is; others, and one delivered twice, are not held back."""
    five = [a_suggestion(n, at=WINDOW_MS + n * HOUR_MS) for n in range(5)]
    assert [None] * 5 == [await suggestions.propose(one) for one in five]
    refused = TooManySuggestions(again_at=EPOCH_MS + 2 * WINDOW_MS)
    assert refused == await suggestions.propose(a_suggestion(6, guild=2, at=2 * WINDOW_MS - 1))
    assert None is await suggestions.propose(five[4])
    assert None is await suggestions.propose(a_suggestion(7, user=OTHER, at=2 * WINDOW_MS - 1))
    assert None is await suggestions.propose(a_suggestion(6, at=2 * WINDOW_MS))


async def test_of_seven_at_once_five_are_kept(suggestions: Suggestions) -> None:
    """The limit holds where all come in the same moment, from any servers."""
    told = await asyncio.gather(*(suggestions.propose(a_suggestion(n, guild=n)) for n in range(1, 8)))
    assert 5 == told.count(None)


async def test_a_member_sees_the_latest_first(suggestions: Suggestions) -> None:
    """Their own of this guild, whatever came of them, and no more than asked for."""
    for number in (1, 2, 3):
        await suggestions.propose(a_suggestion(number))
    await suggestions.propose(a_suggestion(4, user=OTHER))
    await suggestions.propose(a_suggestion(5, guild=2))
    await suggestions.decide(3, "declined", reason="no source", by=REVIEWER, at=NOW)
    assert [3, 2] == [one.id for one in await suggestions.of_user(GUILD, AUTHOR, 2)]
    assert [1, 2, 4] == [one.id for one in await suggestions.living(GUILD)]


async def test_what_waits_for_a_reviewer_is_known(suggestions: Suggestions) -> None:
    """The open ones, and in which guilds there are any; where the notice stands is kept."""
    for number in (1, 2, 3):
        await suggestions.propose(a_suggestion(number))
    await suggestions.mark_posted(1, channel_id=70, message_id=700)
    await suggestions.decide(2, "approved", by=REVIEWER, at=NOW)
    noticed = replace(a_suggestion(1), channel_id=70, message_id=700)
    assert [noticed, a_suggestion(3)] == await suggestions.waiting(GUILD)
    assert noticed == await suggestions.get(1)
    assert [GUILD] == await suggestions.guilds_waiting()


async def test_of_two_reviewers_at_once_one_decides(suggestions: Suggestions, db: Database) -> None:
    """The other is told what the first decided, and the audit has one decision."""
    await suggestions.propose(a_suggestion(1))
    (first, is_first), (second, is_second) = await asyncio.gather(
        suggestions.decide(1, "declined", reason="no source", by=REVIEWER, at=NOW),
        suggestions.decide(1, "approved", by=OTHER, at=NOW),
    )
    assert (True, False) == (is_first, is_second)
    declined = replace(a_suggestion(1), state="declined", reviewer_id=REVIEWER, reason="no source")
    assert declined == first == second
    assert None is await suggestions.approved(GUILD)
    assert [(GUILD, REVIEWER, "suggestion_declined")] == await db.read("SELECT guild_id, user_id, action FROM audit")


async def test_each_approved_one_gets_an_id_of_its_own(suggestions: Suggestions) -> None:
    """Numbers are for ever, over all guilds."""
    for number in (1, 2, 3):
        await suggestions.propose(a_suggestion(number, guild=number))
    await suggestions.decide(2, "declined", by=REVIEWER, at=NOW)
    approved = [await suggestions.decide(number, "approved", by=REVIEWER, at=NOW) for number in (1, 3)]
    assert [("own-w1", True), ("own-w2", True)] == [(one and one.item_id, is_mine) for one, is_mine in approved]


async def test_an_id_tells_the_kind(suggestions: Suggestions) -> None:
    """And what was kept is read as what it is."""
    proposals: tuple[Proposal, ...] = (a_proposal(), a_fact(), a_quote(), a_question())
    made = [a_suggestion(number, proposal=one) for number, one in enumerate(proposals, 1)]
    for one in made:
        await suggestions.propose(one)
        assert one == await suggestions.get(one.id)
        await suggestions.decide(one.id, "approved", by=REVIEWER, at=NOW)
    own = await suggestions.approved(GUILD)
    assert own
    assert {"own-w1", "own-f2", "own-q3", "own-k4"} == {item.id for item in own.items}


async def test_an_open_one_can_be_reworded(suggestions: Suggestions) -> None:
    """Once it is decided on it stays as it is."""
    await suggestions.propose(a_suggestion(1))
    better, worse = a_proposal("the car had a reverse gear?"), a_proposal("worse wording?")
    reworded = replace(a_suggestion(1), proposal=better)
    assert (reworded, True) == await suggestions.edit(1, better, by=REVIEWER, at=NOW)
    approved, _ = await suggestions.decide(1, "approved", by=REVIEWER, at=NOW)
    assert (approved, False) == await suggestions.edit(1, worse, by=REVIEWER, at=NOW)
    assert approved == await suggestions.get(1)


async def test_approved_ones_are_in_the_types_of_the_packs(suggestions: Suggestions, db: Database) -> None:
    """Each guild has its own; the catalogue is the same until something changes, and the credit goes with the name."""
    assert None is await suggestions.approved(GUILD)
    for number in (1, 2, 3):
        await suggestions.propose(a_suggestion(number, guild=1 + number // 3, name=f"Member {number}"))
        await suggestions.decide(number, "approved" if number != 2 else "declined", by=REVIEWER, at=NOW)
    own, other = await suggestions.approved(1), await suggestions.approved(2)
    assert own is not None
    assert other is not None
    assert [("own-w1", "Member 1", "2015-01-01")] == [
        (item.id, item.contributor, str(item.created)) for item in own.items
    ]
    assert ["own-w2"] == [item.id for item in other.items]
    assert own is await suggestions.approved(1)
    await Privacy(db).delete(AUTHOR)
    nameless = await suggestions.approved(1)
    assert nameless is not None
    assert [("own-w1", "a member")] == [(item.id, item.contributor) for item in nameless.items]


async def test_few_guilds_are_kept_in_memory(db: Database) -> None:
    """The one asked for longest ago makes room, and is read anew."""
    suggestions = Suggestions(db, cached=1)
    for guild in (1, 2):
        await suggestions.propose(a_suggestion(guild, guild=guild))
        await suggestions.decide(guild, "approved", by=REVIEWER, at=NOW)
    first = await suggestions.approved(1)
    assert first is await suggestions.approved(1)
    await suggestions.approved(2)
    again = await suggestions.approved(1)
    assert again is not None
    assert again is not first
    assert ["own-w1"] == [item.id for item in again.items]


async def test_what_is_gone_cannot_be_decided_on(suggestions: Suggestions) -> None:
    """Its author may have deleted it meanwhile."""
    assert (None, False) == await suggestions.decide(1, "approved", by=REVIEWER, at=NOW)
    assert (None, False) == await suggestions.edit(1, a_proposal(), by=REVIEWER, at=NOW)


async def test_an_approved_one_is_withdrawn_once(suggestions: Suggestions, db: Database) -> None:
    """It is found no more, and its number is not given again; what is open or gone cannot be."""
    for number in (1, 2):
        await suggestions.propose(a_suggestion(number))
    assert (None, False) == await suggestions.withdraw(9, by=REVIEWER, at=NOW)
    still_open, is_mine = await suggestions.withdraw(1, by=REVIEWER, at=NOW)
    assert (a_suggestion(1), False) == (still_open, is_mine)
    await suggestions.decide(1, "approved", by=REVIEWER, at=NOW)
    one, is_first = await suggestions.withdraw(1, by=REVIEWER + 1, at=NOW)
    assert one == await suggestions.get(1)
    assert one
    assert (True, True, REVIEWER + 1) == (is_first, one.proposal.is_withdrawn, one.reviewer_id)
    assert (one, False) == await suggestions.withdraw(1, by=REVIEWER, at=NOW)
    own = await suggestions.approved(GUILD)
    assert own is not None
    assert () == own.items
    second, _ = await suggestions.decide(2, "approved", by=REVIEWER, at=NOW)
    assert second
    assert "own-w2" == second.item_id
    assert ["suggestion_withdrawn"] == [
        action for (action,) in await db.read("SELECT action FROM audit WHERE user_id = ?", (REVIEWER + 1,))
    ]
