"""Seasons are kept with what they add up, follow one another without a gap, and find their champions once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.scoring import Standing
from bot.domain.season import Plan, Season, span, turns_on
from bot.storage.database import Database
from bot.storage.privacy import Privacy
from bot.storage.quizzes import Quizzes
from bot.storage.scores import Scores
from bot.storage.seasons import Seasons
from tests.storage.quizzing import GUILD, START, RoundPlan, asked, guess, play, result, session
from tests.storage.quizzing import Plan as Quiz

HOST = 3
FIRST = datetime.fromtimestamp(START / 1000, UTC).date()
DAY_MS = 86_400_000


def plan(days: int = 10, *, after: int = 0, **changes: Any) -> Plan:
    """So many days, from today or later."""
    starts_on = FIRST + timedelta(days=after)
    ends_on = starts_on + timedelta(days=days - 1)
    return replace(Plan("Cup 1", starts_on, ends_on, "UTC", 7, turns_on=turns_on(ends_on)), **changes)


@pytest.fixture
def seasons(db: Database) -> Seasons:
    """None yet."""
    return Seasons(db)


async def started(seasons: Seasons, wanted: Plan, at: int = START) -> Season:
    """A season that could be started."""
    season, other = await seasons.start(GUILD, wanted, by=HOST, at=at)
    assert season
    assert other is None
    return season


async def quiz(
    db: Database,
    number: int,
    paid: dict[int, int],
    *,
    at: int,
    pack_id: str = "rr",
    id_: int = 0,
    counts: bool = True,
) -> int:
    """A quiz of one round that ends at a moment."""
    quizzes, played = Quizzes(db), replace(session(number), id=id_ or number)
    await quizzes.begin(played, lobby_until_at=at, at=at)
    opened = asked(1, message_id=number)
    await quizzes.ask(played, opened, pack_id=pack_id, at=at)
    await quizzes.posted(played.id, opened, at=at)
    results = []
    for user_id, points in paid.items():
        guess_id = number * 1_000 + user_id
        await quizzes.record(played.id, 1, guess(guess_id, user_id), f"Player {user_id}")
        results.append(result(guess_id, user_id, points))
    await quizzes.close(played.id, 1, results, at=at)
    await quizzes.end(played.id, reason="done", counts=counts, periods=("all",), at=at)
    return played.id


async def points(db: Database, season: Season) -> dict[int, int]:
    """Who has how many, in the order of the board."""
    board = await Scores(db).board_of_season(season, user_id=0)
    return {standing.user_id: standing.points for standing, _ in board.rows}


async def test_a_season_adds_up_the_quizzes_of_its_days(seasons: Seasons, db: Database) -> None:
    """Those that end before and after it are not among them, and late payments reach it by themselves."""
    season = await started(seasons, plan(10))
    await quiz(db, 1, {1: 90, 2: 50}, at=season.starts_at)
    late = await quiz(db, 2, {1: 10, 2: 60}, at=season.ends_at - 1)
    await quiz(db, 3, {1: 99}, at=season.ends_at)
    assert {2: 110, 1: 100} == await points(db, season)
    await Quizzes(db).pay_late(late, 1, [result(2_001, 1, 30)])
    assert {1: 120, 2: 110} == await points(db, season)


async def test_a_quiz_that_counts_late_counts_for_the_season_in_which_it_ended(seasons: Seasons, db: Database) -> None:
    """Also where that is over by then; for the one that has begun meanwhile it does not."""
    season = await started(seasons, plan(10, repeat="monthly"))
    late = await quiz(db, 1, {1: 90, 2: 50}, at=season.ends_at - 1, counts=False)
    assert await seasons.close(season, at=season.ends_at + 5_000)
    assert {} == await points(db, season)
    await Quizzes(db).record(late, 1, guess(1_003, 3), "Player 3")
    assert await Quizzes(db).pay_late(late, 1, [result(1_003, 3, 30)], counts=True)
    _, after = sorted(await seasons.of_guild(GUILD), key=lambda one: one.starts_at)
    assert {1: 90, 2: 50, 3: 30} == await points(db, season)
    assert {} == await points(db, after)


async def test_a_season_of_some_packs_adds_up_their_questions_alone(seasons: Seasons, db: Database) -> None:
    """Of a quiz on several packs too, and with what is paid late; the leaderboards have all of it."""
    season = await started(seasons, plan(packs=("rr", "succession")))
    rounds = (
        RoundPlan({1: 50, 2: 0}, too_late={3: 40}),
        RoundPlan({1: 30}, pack_id="succession"),
        RoundPlan({1: 70, 4: 90}, too_late={2: 80}, pack_id="other"),
    )
    await play(Quizzes(db), [Quiz(rounds)])
    everything = await Scores(db).board(GUILD, period="all", user_id=0)
    assert {1: 80, 3: 40, 2: 0} == await points(db, season)
    assert {1: 150, 4: 90, 2: 80, 3: 40} == {one.user_id: one.points for one, _ in everything.rows}


async def test_a_season_counts_what_its_plan_says(seasons: Seasons, db: Database) -> None:
    """Scheduled quizzes, matches of competitions, or answers to questions of some packs."""
    due_at, schedule_id = START + DAY_MS, 5
    scheduled_id = (due_at - 1_420_070_400_000 << 22) | schedule_id
    async with db.transaction() as tx:
        await tx.execute(
            "INSERT INTO schedules (id, guild_id, kind, rhythm, at_minute, time_zone, channel_id, is_forum, "
            "opens_thread, has_poll, creator_id, created_at, since_at, next_due_at) "
            "VALUES (?, ?, 'quiz', '', 0, 'UTC', 1, 0, 0, 0, 3, 0, 0, 0)",
            (schedule_id, GUILD),
        )
        await tx.execute(
            "INSERT INTO scheduled_posts (schedule_id, due_at, state, first_try_at, posted_at) "
            "VALUES (?, ?, 'posted', 0, 0)",
            (schedule_id, due_at),
        )
        await tx.execute(
            "INSERT INTO competitions (id, guild_id, channel_id, creator_id, title, plan, seed, time_zone, created_at) "
            "VALUES (1, ?, 1, 3, '', '{}', 1, 'UTC', 0)",
            (GUILD,),
        )
        await tx.execute(
            "INSERT INTO competition_matches (competition_id, stage, number, places, room, feeders, state, session_id) "
            "VALUES (1, 1, 1, 1, 0, '[]', 'over', 202)"
        )
    wanted = [
        plan(1),
        plan(1, counted="scheduled"),
        plan(1, counted="competitions"),
        plan(1, packs=("rr", "succession")),
    ]
    spans = [
        await started(seasons, replace(one, starts_on=day, ends_on=day))
        for one, day in zip(wanted, (FIRST + timedelta(days=number) for number in range(4)), strict=True)
    ]
    for day, season in enumerate(spans):
        at = season.starts_at
        await quiz(db, 10 * day + 1, {1: 1}, at=at, pack_id="rr")
        await quiz(db, 10 * day + 2, {1: 2}, at=at, pack_id="succession", id_=scheduled_id if day == 1 else 0)
        await quiz(db, 10 * day + 3, {1: 4}, at=at, pack_id="other", id_=202 if day == 2 else 0)
    assert [{1: 7}, {1: 2}, {1: 4}, {1: 3}] == [await points(db, season) for season in spans]


async def test_a_place_can_take_some_quizzes(seasons: Seasons, db: Database) -> None:
    """Who has played fewer is not on the board, and can ask how many they have."""
    season = await started(seasons, plan(10, least=2))
    for number, paid in enumerate(({1: 90, 2: 10}, {2: 10}), 1):
        await quiz(db, number, paid, at=season.starts_at + number)
    await quiz(db, 3, {1: 90}, at=season.ends_at)
    assert {2: 20} == await points(db, season)
    assert [1, 2, 0] == [await seasons.quizzes_of(season, user_id) for user_id in (1, 2, 3)]


async def test_seasons_do_not_overlap(seasons: Seasons) -> None:
    """The one that has some of the days is given instead; another guild's does not matter."""
    first = await started(seasons, plan(10))
    assert (None, first) == await seasons.start(GUILD, plan(10, after=9), by=HOST, at=START)
    second = await started(seasons, plan(10, after=10))
    assert (await seasons.start(GUILD + 1, plan(), by=HOST, at=START))[0]
    assert [second, first] == await seasons.of_guild(GUILD)
    assert first == await seasons.get(first.id)
    assert await seasons.get(99) is None


async def test_a_season_that_repeats_is_followed_at_once(seasons: Seasons, db: Database) -> None:
    """Also after months away: each has its name and days, and a quiz counts for the one in which it ends."""
    first = await started(seasons, plan(10, repeat="monthly"))
    at = first.ends_at + 70 * DAY_MS
    await quiz(db, 1, {1: 90}, at=at)
    there = await seasons.of_guild(GUILD)
    assert ["Cup 4", "Cup 3", "Cup 2", "Cup 1"][-len(there) :] == [season.plan.name for season in there]
    assert [{1: 90}] + [{}] * (len(there) - 1) == [await points(db, season) for season in there]
    later = list(reversed(there))
    assert [one.ends_at for one in later[:-1]] == [one.starts_at for one in later[1:]]
    assert later[-1].covers(at)
    assert (None, later[-1]) == await seasons.start(GUILD, plan(1, after=200), by=HOST, at=at)


async def test_a_season_is_closed_once(seasons: Seasons, db: Database) -> None:
    """With everybody who is first; who hides is not; what is paid later changes no champion."""
    season = await started(seasons, plan(10))
    await Privacy(db).hide(4)
    await quiz(db, 1, {1: 90, 2: 90, 3: 10, 4: 99}, at=season.starts_at)
    assert not await seasons.close(season, at=season.ends_at - 1)
    assert [] == await seasons.to_end(season.ends_at - 1)
    assert [season] == await seasons.to_end(season.ends_at)
    assert [True, False] == [await seasons.close(season, at=season.ends_at) for _ in range(2)]
    assert (1, 2) == await seasons.champions(season.id)
    over = replace(season, over_at=season.ends_at)
    assert ([], [over]) == (await seasons.to_end(season.ends_at), await seasons.to_tell())
    assert {season.id: [(1, "Player 1"), (2, "Player 2")]} == await seasons.champions_of_guild(GUILD)


async def test_what_was_told_is_not_told_again(seasons: Seasons) -> None:
    """The role and the result are remembered one by one."""
    season = await started(seasons, plan(10))
    await seasons.close(season, at=season.ends_at)
    assert (True, True) == await seasons.left(season.id)
    await seasons.role_moved(season.id)
    assert (False, True) == await seasons.left(season.id)
    assert 1 == len(await seasons.to_tell())
    for message_id in (901, 902):
        await seasons.told(season.id, message_id)
    assert [] == await seasons.to_tell()


async def test_who_has_the_role_is_remembered(seasons: Seasons, db: Database) -> None:
    """Over all seasons with that role, until it is taken."""
    for day in (0, 1):
        season = await started(seasons, plan(1, after=day, role_id=77))
        await quiz(db, day + 1, {day + 1: 90}, at=season.starts_at)
        await seasons.close(season, at=season.ends_at)
        await seasons.has_role(season.id, day + 1, has_role=True)
    assert [(1, 1), (2, 2)] == await seasons.holders(GUILD, 77)
    await seasons.has_role(1, 1, has_role=False)
    assert [(2, 2)] == await seasons.holders(GUILD, 77)
    assert [] == await seasons.holders(GUILD, 78)


async def test_a_season_is_ended_before_its_time(seasons: Seasons, db: Database) -> None:
    """It ends now and for good, with its last day being today; a second time is too late."""
    season = await started(seasons, plan(10, repeat="monthly"))
    at = season.starts_at + DAY_MS
    assert [True, False] == [await seasons.end(season, by=HOST, at=at) for _ in range(2)]
    [kept] = await seasons.of_guild(GUILD)
    assert (at, FIRST + timedelta(days=1), "none") == (kept.ends_at, kept.plan.ends_on, kept.plan.repeat)
    await quiz(db, 1, {1: 90}, at=at)
    assert {} == await points(db, kept)
    assert await seasons.close(kept, at=at)
    assert 1 == len(await seasons.of_guild(GUILD))


async def test_a_season_that_has_not_begun_is_called_off(seasons: Seasons, db: Database) -> None:
    """Nothing is left of it but the audit."""
    season = await started(seasons, plan(10, after=5))
    assert [True, False] == [await seasons.end(season, by=HOST, at=START) for _ in range(2)]
    assert [] == await seasons.of_guild(GUILD)
    assert [("season started",), ("season ended",)] == await db.read("SELECT action FROM audit ORDER BY id")


async def test_a_season_can_be_the_last(seasons: Seasons) -> None:
    """It runs to its end and no other follows."""
    season = await started(seasons, plan(10, repeat="monthly"))
    assert [True, False] == [await seasons.stop_repeating(season, by=HOST, at=START) for _ in range(2)]
    await seasons.close(season, at=season.ends_at)
    assert 1 == len(await seasons.of_guild(GUILD))


async def test_the_archive_keeps_no_name_of_who_wants_none(seasons: Seasons, db: Database) -> None:
    """A champion who has their data deleted is nobody, on the board and in the list; the host too."""
    season = await started(seasons, plan(10))
    await quiz(db, 1, {1: 90, 2: 50}, at=season.starts_at)
    await seasons.close(season, at=season.ends_at)
    await Privacy(db).delete(1)
    await Privacy(db).delete(HOST)
    assert [(Standing(1, 2, 50, 1, 1), "Player 2")] == list((await Scores(db).board_of_season(season, user_id=2)).rows)
    [(user_id, name)] = (await seasons.champions_of_guild(GUILD))[season.id]
    assert (True, "") == (user_id < 0, name)
    kept = await seasons.get(season.id)
    assert kept
    assert kept.creator_id < 0


def test_spans_are_those_of_the_domain() -> None:
    """A season that was started today begins now."""
    assert START == span(plan(), START)[0]
    assert date(2026, 5, 28) == FIRST
