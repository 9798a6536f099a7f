"""Whoever does not score in a guild has no place on the boards of its daily challenge."""

from bot.storage.dailies import Dailies
from bot.storage.database import Database
from bot.storage.privacy import Privacy
from tests.storage.test_dailies import ALL, ANNA, BEN, DAILY, GUILD, answered, given


async def test_who_does_not_score_has_no_place(db: Database) -> None:
    """One answer with an excluded role is enough; a press that came second changes nothing."""
    dailies = Dailies(db)
    await dailies.draw(DAILY)
    for user_id in (ANNA, BEN):
        await answered(dailies, user_id, (1, 2, 3, 4))
        await dailies.show(DAILY, user_id, f"Player {user_id}", 5, 7_000)
    assert await dailies.answer(DAILY, ANNA, 5, given(5), ALL)
    assert await dailies.answer(DAILY, BEN, 5, given(5), ALL, excluded_role_id=9)
    assert not await dailies.answer(DAILY, ANNA, 5, given(5), ALL, excluded_role_id=9)
    shown, hidden = await dailies.results(DAILY, ALL)
    assert ([ANNA], {}) == ([result.user_id for result in shown], hidden)
    assert 9 == (await dailies.play(DAILY, BEN)).excluded_role_id
    assert {DAILY.day} == await dailies.finished(GUILD, BEN)
    exported = await Privacy(db).export(BEN)
    assert ["9"] == [one["unscored_by_role_id"] for one in exported["dailies_played"]]
