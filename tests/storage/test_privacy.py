"""What is held about somebody can be seen, hidden, taken along and deleted, and others lose nothing by it."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from bot.domain.daily import Daily
from bot.storage.appeals import Appeals
from bot.storage.dailies import Dailies
from bot.storage.database import Database
from bot.storage.faults import DatabaseFault
from bot.storage.guilds import Guilds
from bot.storage.privacy import Held, Privacy
from bot.storage.quizzes import Quizzes
from bot.storage.reports import Reports
from bot.storage.schedules import Schedules
from bot.storage.scores import Scores
from bot.storage.seasons import Seasons
from bot.storage.shown import Scope, Shown
from bot.storage.suggestions import Suggestions
from tests.storage.competing import leave_traces
from tests.storage.quizzing import GUILD, START, Plan, RoundPlan, play, sums, sums_of_the_log
from tests.storage.suggesting import a_suggestion
from tests.storage.test_schedules import PLAN
from tests.storage.test_seasons import plan as a_season

STARTER, ANNA, BEN = 3, 1, 2


@pytest.fixture
async def privacy(db: Database) -> Privacy:
    """A guild where Anna has left something of every kind."""
    shown = Shown(db)
    await shown.marks(Scope("user", ANNA))
    shown.reserve(Scope("user", ANNA), "rr-f001", START)
    shown.reserve(Scope("guild", ANNA), "rr-f002", START)
    await shown.flush()
    await Reports(db).file(report_id=7, item_id="rr-f001", guild_id=None, user_id=ANNA, reason="wrong day", at=START)
    suggestions = Suggestions(db)
    for number in (1, 2):
        await suggestions.propose(a_suggestion(number, guild=GUILD, user=ANNA, name="Player 1"))
    await suggestions.propose(a_suggestion(3, guild=GUILD, user=BEN))
    await suggestions.decide(1, "approved", by=BEN, at=START)
    await suggestions.decide(3, "declined", reason="no source", by=ANNA, at=START)
    await Guilds(db).change(GUILD, {"staff_channel_id": 5}, by=ANNA, at=START)
    await Schedules(db).add(PLAN, next_due_at=START + 1, by=ANNA, at=START)
    season, _ = await Seasons(db).start(GUILD + 1, a_season(), by=ANNA, at=START)
    async with db.transaction() as tx:
        await tx.execute("INSERT INTO season_champions VALUES (?, ?, 1)", (season.id if season else 0, ANNA))
    dailies, daily = Dailies(db), Daily(GUILD, date(2026, 11, 22), 7, ("rr-k001",), START)
    await dailies.draw(daily)
    await dailies.show(daily, ANNA, "Player 1", 1, START)
    await leave_traces(db)
    await play(Quizzes(db), [Plan((RoundPlan({ANNA: 90, BEN: 0}), RoundPlan({ANNA: 0}))), Plan((RoundPlan({BEN: 5}),))])
    await leave_appeals(db)
    return Privacy(db)


async def leave_appeals(db: Database) -> None:
    """Anna asks, with a reason, for one of her answers, declines one of Ben's, and has accepted another once."""
    appeals = Appeals(db)
    for appeal_id, guess_id, why in ((71, 120_100, "Player 1 knows it."), (72, 110_200, "It is right.")):
        found = await appeals.tried(guess_id)
        assert found
        await appeals.make(appeal_id, found, why, at=START)
    await appeals.decline(72, "It is not.", by=ANNA, at=START)
    async with db.transaction() as tx:
        await tx.execute("INSERT INTO aliases VALUES (?, 'rr-k1', 'petrograd', ?, ?)", (GUILD, ANNA, START))


async def dump(db: Database) -> str:
    """Every value in the database."""
    tables = await db.read("SELECT name FROM sqlite_master WHERE type = 'table'")
    return repr([await db.read(f"SELECT * FROM {name}") for (name,) in tables])


async def test_what_is_held_is_counted(privacy: Privacy) -> None:
    """By kind; of a stranger nothing is held."""
    held = await privacy.view(ANNA)
    counts = {"guesses": 2, "results": 2, "totals": 6, "quizzes_started": 0, "quizzes_joined": 2, "names": 1}
    counts |= {"reports": 1, "suggestions": 2, "suggestions_decided": 1, "shown_to_you": 1, "settings_changed": 5}
    counts |= {"schedules_made": 1, "topic_totals": 6, "quizzes_played": 1, "seasons_started": 1, "seasons_won": 1}
    counts |= {"competitions_made": 1, "competitions_entered": 2, "entrants": 2, "matches": 1, "matches_ready": 1}
    counts |= {"hosted": 1, "hosted_on_you": 1, "teams_led": 1, "teams_joined": 1}
    counts |= {"appeals": 1, "appeals_decided": 1, "answers_accepted": 1}
    counts |= {"dailies_played": 1, "dailies_answered": 1}
    assert Held(counts, is_hidden=False) == held
    assert 2 == (await privacy.view(STARTER)).counts["quizzes_started"]
    assert not held.is_nothing
    assert (await privacy.view(99)).is_nothing


async def test_hiding_twice_is_hiding_once(privacy: Privacy) -> None:
    """Each says whether it changed anything; a stranger may hide before they ever play."""
    assert [True, False] == [await privacy.hide(99), await privacy.hide(99)]
    assert (True, frozenset({99})) == (await privacy.is_hidden(99), await privacy.hidden())
    assert not (await privacy.view(99)).is_nothing
    assert [True, False] == [await privacy.unhide(99), await privacy.unhide(99)]
    assert (False, frozenset()) == (await privacy.is_hidden(99), await privacy.hidden())


async def test_all_that_is_held_can_be_taken_along(privacy: Privacy) -> None:
    """As JSON that people can read: ids are text, moments say their zone, and nothing of anybody else is in it."""
    exported = json.loads(json.dumps(await privacy.export(ANNA)))
    assert ("1", False) == (exported["user_id"], exported["is_hidden"])
    held = await privacy.view(ANNA)
    assert held.counts == {name: len(rows) for name, rows in exported.items() if isinstance(rows, list)}
    [first, _] = exported["guesses"]
    assert ("1", 1, "Kronstadt", "accept", None) == (
        first["quiz_id"],
        first["round"],
        first["text"],
        first["verdict"],
        first["off_by"],
    )
    assert "2026-05-28T20:28:30.190+00:00" == first["at"]
    assert [True, False] == [row["is_right"] for row in exported["results"]]
    assert {"before": None, "after": 5} == exported["settings_changed"][1]["detail"]
    assert [("approved", "own-w1"), ("open", None)] == [(row["state"], row["item"]) for row in exported["suggestions"]]
    assert "28 June 1914" == exported["suggestions"][0]["content"]["pod"]["date"]
    assert ["no source"] == [row["reason"] for row in exported["suggestions_decided"]]
    assert [None] == [row["server_id"] for row in exported["reports"]]
    assert [("30", "whatif")] == [(row["channel_id"], row["kind"]) for row in exported["schedules_made"]]
    assert [("1", "buttons")] == [
        (row["quiz_id"], row["rules"]["mode"]) for row in (await privacy.export(STARTER))["quizzes_started"][:1]
    ]
    assert [("Cup 1", True)] == [
        (began["name"], won["is_role_given"])
        for began, won in zip(exported["seasons_started"], exported["seasons_won"], strict=True)
    ]
    assert "Player 2" not in json.dumps(exported)


async def test_deleting_leaves_nothing_that_leads_to_the_person(privacy: Privacy, db: Database) -> None:
    """Neither number nor name nor text; a second time there is nothing left."""
    await privacy.hide(ANNA)
    assert await privacy.delete(ANNA)
    assert (await privacy.view(ANNA)).is_nothing
    assert "Player 1" not in await dump(db)
    assert [] == await db.read("SELECT id FROM quiz_guesses WHERE user_id < 0 AND text || normal || nearest <> ''")
    assert [("rr-f002",)] == await db.read("SELECT item_id FROM shown WHERE scope_id = ?", (ANNA,))
    assert [("", "approved"), ("Member", "declined")] == await db.read(
        "SELECT name, state FROM suggestions ORDER BY id"
    )
    assert not await privacy.delete(ANNA)
    assert not await privacy.delete(99)
    [(first,)] = await db.read("SELECT DISTINCT user_id FROM quiz_results WHERE user_id < 0")
    await privacy.delete(BEN)
    people = await db.read("SELECT DISTINCT user_id FROM quiz_results WHERE user_id < 0")
    assert 2 == len(people)
    assert (first,) in people


async def test_appeals_go_with_who_asked(privacy: Privacy, db: Database) -> None:
    """One that nobody else asks for is gone; a decision stays without who made it."""
    await privacy.delete(ANNA)
    appeals = Appeals(db)
    assert await appeals.get(71) is None
    decided = await appeals.get(72)
    assert decided
    assert ("declined", "", ["It is right."]) == (decided.state, decided.reason, [one.why for one in decided.voices])
    assert decided.reviewer_id
    assert decided.reviewer_id < 0
    await privacy.delete(BEN)
    assert await appeals.get(72) is None


async def test_the_places_of_others_stay(privacy: Privacy, db: Database) -> None:
    """What the others have is what it was, and totals are still what the log gives."""
    before = await Scores(db).stats(GUILD, BEN, asker_id=BEN)
    await privacy.delete(ANNA)
    await privacy.delete(STARTER)
    after = await Scores(db).stats(GUILD, BEN, asker_id=BEN)
    assert before
    assert after
    assert (before.points, before.by_question, before.best) == (after.points, after.by_question, after.best)
    assert await sums_of_the_log(db) == await sums(db)
    found = await Quizzes(db).kept(1)
    assert found
    assert found.session.starter_id < 0
    assert {"", "Player 2"} == set(found.names.values())


async def test_a_deletion_that_fails_deletes_nothing(privacy: Privacy, db: Database, path: Path) -> None:
    """All of it or nothing."""
    before = await dump(db)
    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseFault):
        await privacy.delete(ANNA)
    browser.close()
    assert before == await dump(db)
