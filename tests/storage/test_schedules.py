"""Each due moment of a schedule is dealt with once, whoever looks and whatever fails meanwhile."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.schedule import EveryDays, Monthly, Rhythm, Rule, Weekly, next_due
from bot.storage.database import Database
from bot.storage.schedules import GIVEN_UP, Plan, Post, Schedule, Schedules, milliseconds, moment

GUILD, ANNA = 10, 1
START = milliseconds(datetime(2027, 5, 1, 12, tzinfo=UTC))
HOUR = 3_600_000
DUE = START + HOUR
NEXT = DUE + 7 * 24 * HOUR
PLAN = Plan(
    guild_id=GUILD,
    kind="whatif",
    rhythm=Weekly(frozenset({5})),
    at=time(15, 0),
    time_zone="Europe/Berlin",
    channel_id=30,
)


@pytest.fixture
def schedules(db: Database) -> Schedules:
    """No schedule yet."""
    return Schedules(db)


async def made(schedules: Schedules, plan: Plan = PLAN, due_at: int = DUE) -> Schedule:
    """A new schedule, due at that moment."""
    schedule = await schedules.get(await schedules.add(plan, next_due_at=due_at, by=ANNA, at=START))
    assert schedule
    return schedule


async def again(schedules: Schedules, schedule: Schedule) -> Schedule:
    """The schedule as it stands now."""
    found = await schedules.get(schedule.id)
    assert found
    return found


async def claimed(schedules: Schedules, schedule: Schedule, due_at: int = DUE, item_id: str = "") -> Post:
    """A post for the due moment, with its item."""
    post = await schedules.claim(
        schedule, due_at, next_due_at=due_at + 24 * HOUR, is_late=False, skipped=(), at=due_at + 5
    )
    assert post
    if item_id:
        await schedules.chose(post, item_id)
    return post


async def audited(db: Database) -> list[tuple[str, object]]:
    """What the staff did."""
    return [(action, json.loads(detail)) for action, detail in await db.read("SELECT action, detail FROM audit")]


@pytest.mark.parametrize(
    "rhythm", [Weekly(frozenset({0, 3})), EveryDays(3, date(2027, 5, 1)), EveryDays(1, date(2026, 2, 28)), Monthly(31)]
)
async def test_a_schedule_is_kept_as_it_was_planned(schedules: Schedules, db: Database, rhythm: Rhythm) -> None:
    """With every detail of it, however long ago its first day was."""
    plan = replace(
        PLAN,
        rhythm=rhythm,
        is_forum=True,
        opens_thread=True,
        ping_role_id=7,
        tag="20th century",
        has_poll=True,
        has_recap=False,
        theme="anniversary",
        filters={"era": "modern"},
    )
    schedule = await made(schedules, plan)
    kept = {name: getattr(schedule, name) for name in Plan.__dataclass_fields__}
    assert plan == Plan(**kept)
    assert ("active", ANNA, START, START, DUE, None) == (
        schedule.state,
        schedule.creator_id,
        schedule.created_at,
        schedule.since_at,
        schedule.next_due_at,
        schedule.handled_at,
    )
    assert [schedule] == await schedules.of_guild(GUILD) == await Schedules(db).active()
    assert [] == await schedules.of_guild(11)
    assert [("schedule_add", {"schedule": schedule.id})] == await audited(db)
    assert None is await schedules.get(99)
    assert schedules.changed.is_set()


async def test_the_rule_of_a_plan_is_that_of_its_zone(schedules: Schedules) -> None:
    """Moments go to the domain and come back as they were."""
    rule = (await made(schedules)).rule
    assert Rule(PLAN.rhythm, time(15, 0), rule.zone) == rule
    assert DUE == milliseconds(next_due(rule, moment(START)))
    assert START == milliseconds(moment(START))


async def test_what_is_due_first_comes_first(schedules: Schedules) -> None:
    """Only active schedules are due; as many as were asked for."""
    later, first, future, paused = [await made(schedules, due_at=due_at) for due_at in (DUE, DUE - 5, DUE + 1, DUE - 9)]
    assert await schedules.pause(paused, by=ANNA, at=START)
    assert [first, later] == await schedules.due(DUE, 9)
    assert [first] == await schedules.due(DUE, 1)
    assert [later, first, future] == sorted(await schedules.active(), key=lambda schedule: schedule.id)


async def test_a_due_moment_is_claimed_once(schedules: Schedules) -> None:
    """Of those who saw it due, one gets the post; the schedule goes on with its next due moment."""
    schedule = await made(schedules)
    posts = await asyncio.gather(
        *(
            schedules.claim(schedule, DUE, next_due_at=NEXT, is_late=True, skipped=[DUE - 2, DUE - 1], at=DUE + 5)
            for _ in range(3)
        )
    )
    [post] = [post for post in posts if post]
    assert (
        Post(
            schedule_id=schedule.id,
            due_at=DUE,
            state="claimed",
            item_id="",
            is_late=True,
            tries=0,
            first_try_at=DUE + 5,
            next_try_at=DUE + 5,
            card_message_id=None,
            thread_id=None,
            poll_message_id=None,
            poll_ends_at=None,
            posted_at=None,
            why="",
            poll_result=None,
            recap_message_id=None,
            recap_fault="",
        )
        == post
    )
    assert post.is_open
    kept = await again(schedules, schedule)
    assert (NEXT, DUE) == (kept.next_due_at, kept.handled_at)
    states = [(kept.due_at, kept.state, kept.why) for kept in await schedules.posts_of(schedule.id, 9)]
    assert [(DUE, "claimed", ""), (DUE - 1, "skipped", "away"), (DUE - 2, "skipped", "away")] == states


async def test_a_due_moment_that_has_its_post_gets_no_other(schedules: Schedules) -> None:
    """Not even where the schedule says that it is due again."""
    schedule = await made(schedules)
    await claimed(schedules, schedule)
    assert await schedules.move(await again(schedules, schedule), DUE)
    back = await again(schedules, schedule)
    assert (DUE, DUE) == (back.next_due_at, back.handled_at)
    assert None is await schedules.claim(back, DUE, next_due_at=NEXT, is_late=False, skipped=[DUE], at=DUE + 9)
    assert NEXT == (await again(schedules, schedule)).next_due_at
    assert 1 == len(await schedules.posts_of(schedule.id, 9))


async def test_where_all_is_missed_nothing_is_claimed(schedules: Schedules) -> None:
    """The last one missed is the one dealt with last; with none at all the schedule only moves."""
    schedule = await made(schedules)
    assert None is await schedules.claim(schedule, None, next_due_at=NEXT, is_late=False, skipped=[DUE], at=NEXT - 1)
    missed = await again(schedules, schedule)
    assert (NEXT, DUE) == (missed.next_due_at, missed.handled_at)
    assert None is await schedules.claim(missed, None, next_due_at=NEXT + 1, is_late=False, skipped=(), at=NEXT)
    moved = await again(schedules, schedule)
    assert (NEXT + 1, DUE) == (moved.next_due_at, moved.handled_at)
    assert None is await schedules.post(schedule.id, NEXT)
    found = await schedules.post(schedule.id, DUE)
    assert found
    assert ("skipped", False, None) == (found.state, found.is_open, found.posted_at)


async def test_pausing_resuming_and_removing_happen_once(schedules: Schedules, db: Database) -> None:
    """Each says whether it changed anything; what was missed while paused is not due."""
    schedule = await made(schedules)
    assert [True, False] == [await schedules.pause(schedule, by=ANNA, at=START + 1) for _ in range(2)]
    assert None is await schedules.claim(schedule, DUE, next_due_at=NEXT, is_late=False, skipped=(), at=DUE)
    assert None is await schedules.next_at()
    resumed = [await schedules.resume(schedule, next_due_at=NEXT, by=2, at=DUE + 1) for _ in range(2)]
    assert [True, False] == resumed
    kept = await again(schedules, schedule)
    assert ("active", DUE + 1, NEXT) == (kept.state, kept.since_at, kept.next_due_at)
    assert [True, False] == [await schedules.remove(schedule, by=ANNA, at=START + 3) for _ in range(2)]
    assert "removed" == (await again(schedules, schedule)).state
    assert ([], []) == (await schedules.of_guild(GUILD), await schedules.due(NEXT, 9))
    names = [action for action, _ in await audited(db)]
    assert ["schedule_add", "schedule_pause", "schedule_resume", "schedule_remove"] == names


async def test_the_next_run_can_be_left_out(schedules: Schedules, db: Database) -> None:
    """Once: what has been dealt with meanwhile is not left out, nor is the run after it."""
    schedule = await made(schedules)
    left_out = [await schedules.skip(schedule, next_due_at=NEXT, by=ANNA, at=START) for _ in range(2)]
    assert [True, False] == left_out
    kept = await again(schedules, schedule)
    assert (NEXT, DUE) == (kept.next_due_at, kept.handled_at)
    assert ["skipped"] == [post.state for post in await schedules.posts_of(schedule.id, 9)]
    assert ("schedule_skip", {"schedule": schedule.id}) == (await audited(db))[-1]


async def test_a_post_of_now_stands_beside_the_due_ones_or_for_the_next(schedules: Schedules) -> None:
    """The same moment twice is one post; a run that has been dealt with meanwhile cannot be replaced."""
    schedule = await made(schedules)
    beside = [await schedules.post_now(schedule, replaces=None, by=ANNA, at=START + 7) for _ in range(2)]
    assert [True, False] == beside
    assert DUE == (await again(schedules, schedule)).next_due_at
    for_next = [await schedules.post_now(schedule, replaces=NEXT, by=ANNA, at=START + 8) for _ in range(2)]
    assert [True, False] == for_next
    assert NEXT == (await again(schedules, schedule)).next_due_at
    states = [(post.due_at, post.state) for post in await schedules.posts_of(schedule.id, 9)]
    assert [(DUE, "skipped"), (START + 8, "claimed"), (START + 7, "claimed")] == states


async def test_every_step_is_kept(schedules: Schedules) -> None:
    """What was posted is known to the next start, until the post is done."""
    schedule = await made(schedules)
    post = await claimed(schedules, schedule, item_id="rr-w001")
    await schedules.card_posted(post, message_id=900, thread_id=None, is_late=True)
    await schedules.thread_opened(post, 901)
    await schedules.poll_posted(post, message_id=902, ends_at=NEXT - HOUR)
    [(found, now)] = await schedules.open_posts(0, 9)
    assert found == await again(schedules, schedule)
    expected = replace(
        post,
        item_id="rr-w001",
        is_late=True,
        card_message_id=900,
        thread_id=901,
        poll_message_id=902,
        poll_ends_at=NEXT - HOUR,
    )
    assert expected == now
    await schedules.posted(post, at=DUE + 50, why="The poll is missing.")
    done = replace(expected, state="posted", next_try_at=None, posted_at=DUE + 50, why="The poll is missing.")
    assert done == await schedules.post(schedule.id, DUE)
    assert [] == await schedules.open_posts(NEXT, 9)


async def test_what_failed_waits_for_its_next_try(schedules: Schedules) -> None:
    """The last try leaves nothing open; the oldest due moment comes first."""
    schedule, other = await made(schedules), await made(schedules, due_at=DUE - 1)
    post = await claimed(schedules, schedule)
    await schedules.failed(post, why="No channel.", next_try_at=DUE + 60_000)
    assert [] == await schedules.open_posts(DUE + 59_999, 9)
    first = await claimed(schedules, other, DUE - 1)
    found = await schedules.open_posts(DUE + 60_000, 9)
    assert [(DUE - 1, "claimed", 0), (DUE, "failed", 1)] == [(one.due_at, one.state, one.tries) for _, one in found]
    assert 1 == len(await schedules.open_posts(DUE + 60_000, 1))
    assert DUE + 60_000 == await schedules.next_at()
    await schedules.skipped(first, why="late")
    await schedules.failed(post, why="No channel.", next_try_at=None)
    kept = await schedules.post(schedule.id, DUE)
    assert kept
    assert ("failed", 2, "No channel.", False) == (kept.state, kept.tries, kept.why, kept.is_open)
    assert DUE - 1 + 24 * HOUR == await schedules.next_at()


async def test_an_item_is_used_up_when_it_is_posted(schedules: Schedules) -> None:
    """Or about to be; what failed for good, or was posted elsewhere or as another kind, is free."""
    first, second = await made(schedules), await made(schedules, due_at=DUE + 1)
    for number, schedule in enumerate((first, first, second)):
        item_id = ("rr-w001", "rr-w002", "rr-w001")[number]
        post = await claimed(schedules, await again(schedules, schedule), DUE + number * HOUR, item_id)
        await schedules.posted(post, at=DUE + number * HOUR + 10)
    lost = await claimed(schedules, await again(schedules, first), DUE + 4 * HOUR, "rr-w003")
    await schedules.failed(lost, why="x", next_try_at=None)
    waiting = await claimed(schedules, await again(schedules, first), DUE + 5 * HOUR, "rr-w004")
    await schedules.failed(waiting, why="x", next_try_at=NEXT)
    assert {"rr-w002": DUE + HOUR + 10, "rr-w001": DUE + 2 * HOUR + 10, "rr-w004": DUE + 5 * HOUR + 5} == (
        used := await schedules.used(GUILD, "whatif")
    )
    assert ["rr-w002", "rr-w001", "rr-w004"] == list(used)
    assert ({}, {}) == (await schedules.used(GUILD, "fact"), await schedules.used(11, "whatif"))


async def test_the_archive_has_the_latest_first(schedules: Schedules) -> None:
    """Posts of schedules that were removed stay in it; it can be read page by page."""
    schedule = await made(schedules)
    for number in range(3):
        post = await claimed(schedules, await again(schedules, schedule), DUE + number * HOUR, f"rr-w00{number}")
        await schedules.posted(post, at=DUE + number * HOUR)
    await schedules.remove(schedule, by=ANNA, at=NEXT)
    pages = [await schedules.last_posts(GUILD, "whatif", 2, offset) for offset in (0, 2)]
    assert [["rr-w002", "rr-w001"], ["rr-w000"]] == [[post.item_id for _, post in page] for page in pages]
    assert (3, 0) == (await schedules.count_posts(GUILD, "whatif"), await schedules.count_posts(GUILD, "fact"))


async def test_the_result_of_a_poll_is_asked_for_until_it_is_known(schedules: Schedules) -> None:
    """From its end on; a poll without votes has a result too."""
    schedule = await made(schedules)
    post = await claimed(schedules, schedule, item_id="rr-w001")
    await schedules.poll_posted(post, message_id=902, ends_at=NEXT)
    await schedules.posted(post, at=DUE + 10)
    assert [] == await schedules.ended_polls(NEXT - 1, 9)
    [(_, found)] = await schedules.ended_polls(NEXT, 9)
    await schedules.poll_over(found, {})
    await schedules.recapped(found, 950)
    assert [] == await schedules.ended_polls(NEXT, 9)
    kept = await schedules.post(schedule.id, DUE)
    assert kept
    assert ({}, 950) == (kept.poll_result, kept.recap_message_id)
    await schedules.poll_over(found, {"Likely": 3})
    assert {"Likely": 3} == (await schedules.posts_of(schedule.id, 1))[0].poll_result
    await schedules.flush()


async def test_a_recap_that_did_not_come_is_known_for_some_time(schedules: Schedules) -> None:
    """That of the what-if before the latest, from when its poll is over, until it came or was given up."""
    schedule = await made(schedules)
    posts = []
    for number in range(3):
        post = await claimed(schedules, await again(schedules, schedule), DUE + number * HOUR, f"rr-w{number}")
        await schedules.thread_opened(post, 901)
        await schedules.posted(post, at=DUE + number * HOUR)
        posts.append(post)
    before = posts[1]

    async def found(*, since: int = DUE, posted_by: int = DUE + HOUR) -> list[int]:
        return [one.due_at for _, one in await schedules.unrecapped(since=since, posted_by=posted_by, limit=9)]

    assert [before.due_at] == await found() == await found(since=DUE + 2 * HOUR)
    assert ([], []) == (await found(since=DUE + 2 * HOUR + 1), await found(posted_by=DUE + HOUR - 1))
    await schedules.poll_posted(before, message_id=902, ends_at=DUE + 5 * HOUR)
    assert [] == await found()
    await schedules.poll_over(before, {"Likely": 1})
    assert [before.due_at] == await found(since=DUE + 5 * HOUR)
    await schedules.recap_failed(before, "Clio may not post there.")
    [(_, kept)] = await schedules.unrecapped(since=DUE, posted_by=NEXT, limit=9)
    assert "Clio may not post there." == kept.recap_fault
    await schedules.recap_failed(before, GIVEN_UP)
    assert [] == await found()
    await schedules.recap_failed(before, "")
    await schedules.recapped(before, 950)
    assert [] == await found()


async def test_a_schedule_may_do_without_recaps(schedules: Schedules) -> None:
    """Neither before the next one nor after it."""
    schedule = await made(schedules, replace(PLAN, has_recap=False))
    for number in range(2):
        post = await claimed(schedules, await again(schedules, schedule), DUE + number * HOUR, "rr-w001")
        await schedules.thread_opened(post, 901)
        await schedules.posted(post, at=DUE + number * HOUR)
    assert [] == await schedules.to_recap(due_by=2 * NEXT, posted_by=NEXT, limit=9)
    assert [] == await schedules.unrecapped(since=0, posted_by=NEXT, limit=9)


async def test_the_latest_whatif_is_recapped_before_the_next(schedules: Schedules) -> None:
    """Once, where it has a discussion, some time after it was posted; not that of a schedule at rest."""
    schedule = await made(schedules)
    for number in range(2):
        post = await claimed(schedules, await again(schedules, schedule), DUE + number * HOUR, "rr-w001")
        await schedules.posted(post, at=DUE + number * HOUR)
    due_at = (await again(schedules, schedule)).next_due_at

    async def found(*, due_by: int = due_at, posted_by: int = DUE + HOUR) -> list[int]:
        return [one.due_at for _, one in await schedules.to_recap(due_by=due_by, posted_by=posted_by, limit=9)]

    assert [] == await found()
    await schedules.thread_opened(post, 901)
    assert [DUE + HOUR] == await found()
    assert ([], []) == (await found(due_by=due_at - 1), await found(posted_by=DUE + HOUR - 1))
    await schedules.recapped(post, 950)
    assert [] == await found()
    with_poll = await claimed(schedules, await again(schedules, schedule), due_at, "rr-w002")
    await schedules.poll_posted(with_poll, message_id=902, ends_at=NEXT)
    await schedules.posted(with_poll, at=due_at)
    assert [due_at] == await found(due_by=due_at + 24 * HOUR, posted_by=due_at)
    await schedules.pause(schedule, by=ANNA, at=due_at)
    assert [] == await found(due_by=due_at + 24 * HOUR, posted_by=due_at)
