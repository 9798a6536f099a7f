"""The daily challenge is drawn once and answered once, whoever comes at once or is killed between."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.domain.daily import Answer, Daily, Play, Result
from bot.storage.dailies import Dailies
from bot.storage.database import Database, Row
from bot.storage.guilds import Guilds
from bot.storage.privacy import Privacy
from tests.storage.killing import SLICES, killed

GUILD, ANNA, BEN = 10, 1, 2
DAILY = Daily(GUILD, date(2026, 11, 22), 7, ("rr-k001", "rr-k002", "rr-k003", "rr-k004", "rr-k005"), 1_000)
ALL = (1, 2, 3, 4, 5)


def given(number: int, *, is_right: bool = True) -> Answer:
    """An answer half a second after the question was shown."""
    shown_at = 2_000 + 1_000 * number
    return Answer(shown_at, f"option {number}", shown_at + 500, is_right, 50 * is_right, 500)


async def answered(dailies: Dailies, user_id: int, numbers: tuple[int, ...] = ALL, daily: Daily = DAILY) -> None:
    """Somebody answers these questions."""
    for number in numbers:
        answer = given(number)
        await dailies.show(daily, user_id, f"Player {user_id}", number, answer.shown_at)
        await dailies.answer(daily, user_id, number, answer, ALL)


async def test_a_day_is_drawn_once(db: Database) -> None:
    """Of several who draw at once all get what the first has drawn; other days and guilds have their own."""
    dailies = Dailies(db)
    assert await dailies.get(GUILD, DAILY.day) is None
    drawn = await asyncio.gather(*(dailies.draw(replace(DAILY, seed=seed, question_ids=())) for seed in range(5)))
    assert {drawn[0]} == set(drawn)
    assert drawn[0] == await dailies.get(GUILD, DAILY.day)
    assert replace(DAILY, guild_id=11) == await dailies.draw(replace(DAILY, guild_id=11))


async def test_time_runs_from_the_first_look(db: Database) -> None:
    """A question that is shown again keeps its moment; the name is the last one."""
    dailies = Dailies(db)
    await dailies.draw(DAILY)
    assert Play() == await dailies.play(DAILY, ANNA)
    await dailies.show(DAILY, ANNA, "Anna", 1, 2_000)
    await dailies.show(DAILY, ANNA, "Anna II", 1, 9_000)
    assert Play({1: Answer(2_000)}) == await dailies.play(DAILY, ANNA)
    assert [("Anna II",)] == await db.read("SELECT name FROM daily_plays")


async def test_a_question_is_answered_once(db: Database) -> None:
    """Of several presses at once one counts; one that was never shown cannot be answered."""
    dailies = Dailies(db)
    await dailies.draw(DAILY)
    await dailies.show(DAILY, ANNA, "Anna", 1, 3_000)
    presses = [replace(given(1), option=f"option {n}") for n in range(6)]
    kept = await asyncio.gather(*(dailies.answer(DAILY, ANNA, 1, press, ALL) for press in presses))
    assert [True, False, False, False, False, False] == sorted(kept, reverse=True)
    assert Play({1: presses[kept.index(True)]}) == await dailies.play(DAILY, ANNA)
    assert not await dailies.answer(DAILY, ANNA, 2, given(2), ALL)


async def test_who_has_answered_all_has_finished(db: Database) -> None:
    """At the moment of the last answer, and for good."""
    dailies = Dailies(db)
    await dailies.draw(DAILY)
    await answered(dailies, ANNA, (1, 2, 3, 4))
    assert (await dailies.play(DAILY, ANNA)).finished_at is None
    assert frozenset() == await dailies.finished(GUILD, ANNA)
    await answered(dailies, ANNA, (5,))
    assert given(5).answered_at == (await dailies.play(DAILY, ANNA)).finished_at
    assert {DAILY.day} == await dailies.finished(GUILD, ANNA)
    await dailies.finish(DAILY, ANNA, ALL, 99_000)
    assert given(5).answered_at == (await dailies.play(DAILY, ANNA)).finished_at


async def test_what_is_gone_need_not_be_answered(db: Database) -> None:
    """Whoever has answered what is left has finished; whoever has answered nothing has not."""
    dailies = Dailies(db)
    await dailies.draw(DAILY)
    await answered(dailies, ANNA, (1, 2, 3))
    await dailies.show(DAILY, BEN, "Ben", 1, 3_000)
    for user_id in (ANNA, BEN):
        await dailies.finish(DAILY, user_id, (1, 2, 3), 50_000)
        await dailies.finish(DAILY, user_id, (), 60_000)
    assert [50_000, None] == [(await dailies.play(DAILY, user_id)).finished_at for user_id in (ANNA, BEN)]


async def test_a_result_is_shared_once(db: Database) -> None:
    """Two presses at once are one; what Discord refused can be shared again; the unfinished is not shared."""
    dailies = Dailies(db)
    await dailies.draw(DAILY)
    await answered(dailies, ANNA, (1, 2, 3, 4))
    assert not await dailies.share(DAILY, ANNA, 70_000)
    await answered(dailies, ANNA, (5,))
    assert [True, False] == sorted(
        await asyncio.gather(*(dailies.share(DAILY, ANNA, at) for at in (70_000, 70_001))), reverse=True
    )
    await dailies.unshare(DAILY, ANNA)
    assert await dailies.share(DAILY, ANNA, 80_000)
    assert 80_000 == (await dailies.play(DAILY, ANNA)).shared_at


async def test_the_board_has_who_finished(db: Database) -> None:
    """Those who hide stand apart; a question that is gone counts for nobody."""
    dailies = Dailies(db)
    await dailies.draw(DAILY)
    for user_id in (ANNA, BEN):
        await answered(dailies, user_id)
    await answered(dailies, 3, (1, 2))
    await Privacy(db).hide(BEN)
    shown, hidden = await dailies.results(DAILY, ALL)
    assert [Result(ANNA, "Player 1", 5, 2_500, 250)] == shown
    assert {BEN: Result(BEN, "Player 2", 5, 2_500, 250)} == hidden
    fewer, _ = await dailies.results(DAILY, (1, 3))
    assert [Result(ANNA, "Player 1", 2, 1_000, 100)] == fewer


async def test_days_beside_a_day_are_found(db: Database) -> None:
    """Those that were drawn, of this guild."""
    dailies = Dailies(db)
    for number in (18, 20, 22):
        await dailies.draw(replace(DAILY, day=date(2026, 11, number)))
    await dailies.draw(replace(DAILY, guild_id=11, day=date(2026, 11, 19)))
    assert (date(2026, 11, 18), date(2026, 11, 22)) == await dailies.beside(GUILD, date(2026, 11, 20))
    assert (None, date(2026, 11, 20)) == await dailies.beside(GUILD, date(2026, 11, 18))
    assert (date(2026, 11, 22), None) == await dailies.beside(GUILD, date(2026, 11, 30))


async def test_the_zones_of_a_guild_are_remembered(db: Database) -> None:
    """From its changes of the setting; without any it has always had the one that it has."""
    dailies, guilds = Dailies(db), Guilds(db)
    assert [(0, "Asia/Tokyo")] == await dailies.zones(GUILD, "Asia/Tokyo")
    await guilds.change(GUILD, {"time_zone": "Europe/Berlin"}, by=ANNA, at=5_000)
    await guilds.change(GUILD, {"time_zone": "UTC", "staff_channel_id": 5}, by=ANNA, at=6_000)
    zones = [(0, "UTC"), (5_000, "Europe/Berlin"), (6_000, "UTC")]
    assert zones == await dailies.zones(GUILD, "UTC")


async def test_somebodys_plays_are_theirs(db: Database) -> None:
    """They can take them along and delete them; the others' stay."""
    dailies, privacy = Dailies(db), Privacy(db)
    await dailies.draw(DAILY)
    for user_id in (ANNA, BEN):
        await answered(dailies, user_id)
    counts = (await privacy.view(ANNA)).counts
    exported = await privacy.export(ANNA)
    assert (1, 5) == (counts["dailies_played"], counts["dailies_answered"])
    assert [("2026-11-22", "Player 1")] == [(one["day"], one["name"]) for one in exported["dailies_played"]]
    assert [f"option {n}" for n in ALL] == [one["option"] for one in exported["dailies_answered"]]
    assert await privacy.delete(ANNA)
    assert [(BEN, 5)] == await db.read("SELECT user_id, COUNT(*) FROM daily_answers GROUP BY user_id")
    assert [(BEN,)] == await db.read("SELECT user_id FROM daily_plays")
    assert (await privacy.view(ANNA)).is_nothing


async def whole_play(db: Database) -> None:
    """A day from its draw to its sharing; whoever does it again changes nothing of what was kept."""
    dailies = Dailies(db)
    await dailies.draw(DAILY)
    await answered(dailies, ANNA, ALL)
    await dailies.share(DAILY, ANNA, 90_000)


async def everything(db: Database) -> list[list[Row]]:
    """All that is kept of daily challenges."""
    return [await db.read(f"SELECT * FROM {table}") for table in ("dailies", "daily_plays", "daily_answers")]


@pytest.mark.torture(few=1, many=SLICES)
async def test_a_kill_between_any_two_statements_loses_and_doubles_nothing(tmp_path: Path, seed: int) -> None:
    """Whoever goes on ends with the rows of a play that was never killed, and no answer is there in part."""
    *cut, whole = await killed(whole_play, tmp_path / "killed", seed, least=30)
    async with await Database.open(whole / "clio.sqlite3") as db:
        expected = await everything(db)
    assert [1, 1, 5] == [len(rows) for rows in expected]
    for place in cut:
        async with await Database.open(place / "clio.sqlite3") as db:
            for finished_at, answers in await db.read(
                "SELECT p.finished_at, COUNT(a.answered_at) FROM daily_plays p JOIN daily_answers a USING (user_id)"
            ):
                assert (answers == len(ALL)) == (finished_at is not None), place.name
            await whole_play(db)
            assert expected == await everything(db), place.name
