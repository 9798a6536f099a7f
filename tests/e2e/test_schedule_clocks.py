"""Clocks that go on by weeks, leap, or are put forward and back: each due moment has one post, at the right time."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.schedule import Weekly
from bot.storage.schedules import milliseconds
from playground import Permission
from tests.e2e.scheduling import CAP_S, HASTY, came, cards, polls, schedule, settled, states, threads, told, utc_now
from tests.e2e.stage import killed, until
from tests.e2e.test_schedule_kills import WHOLE, Days, posts, world

DAY = timedelta(days=1)
SOON = timedelta(hours=1)
MS = timedelta(milliseconds=1)
LOOKS_S = 0.3
"""Time for some looks at the clock."""

BERLIN = ZoneInfo("Europe/Berlin")


def last_sunday(month):
    """That of a month of 31 days of next year, on which clocks in Berlin change."""
    last = datetime(utc_now().year + 1, month, 31, tzinfo=BERLIN)
    return last - (last.weekday() + 1) % 7 * DAY


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (3, ["02:30 +0100", "03:00 +0200", "02:30 +0200"]),  # on Sunday there is no 02:30
        (10, ["02:30 +0200", "02:30 +0200", "02:30 +0100"]),  # on Sunday there are two
    ],
)
async def test_clocks_that_change_have_one_post_a_day(tmp_path, month, due):
    """On the day before, that of the change and that after it; not sooner, and not again an hour later."""
    async with world(tmp_path, Days) as days:
        discord, sunday = days.discord, last_sunday(month)
        days.pass_(sunday - DAY - days.now())
        await schedule(
            discord, tmp_path, kind="fact", at=time(2, 30), time_zone="Europe/Berlin", since=days.now() - utc_now()
        )
        moments = [
            datetime.strptime(f"{(sunday + number * DAY).date()} {wall}", "%Y-%m-%d %H:%M %z")
            for number, wall in enumerate(due, -1)
        ]
        async with days.clio():
            for count, moment in enumerate(moments, 1):
                days.pass_(moment - timedelta(seconds=30) - days.now())
                await asyncio.sleep(LOOKS_S)
                assert count - 1 == len(came(tmp_path))
                days.pass_(timedelta(seconds=31))
                await settled(tmp_path, count)
                days.pass_(SOON + timedelta(minutes=1))
                await asyncio.sleep(LOOKS_S)
        assert [(milliseconds(moment.astimezone(UTC)), "posted", 0) for moment in moments] == [
            (one.due_at, one.state, one.is_late) for one in came(tmp_path)
        ]
        assert 3 == len(cards(discord, "general"))
        assert [] == told(discord)


async def test_after_two_days_what_was_under_way_is_left_out(tmp_path):
    """A post that was claimed before the kill is not made up for beside the late one of today."""
    async with world(tmp_path, Days) as days:
        discord = days.discord
        await schedule(discord, tmp_path, due=SOON, since=-SOON)
        with days.slowly():
            async with days.clio() as bot:
                days.pass_(SOON)
                await until(lambda: states(tmp_path) == ["claimed"], CAP_S)
                await killed(bot)
        assert [] == cards(discord, "general")
        days.pass_(2 * DAY + SOON)
        async with days.clio():
            await settled(tmp_path, 3)
            await until(lambda: len(told(discord)) == 2, CAP_S)
        assert [("skipped", "late"), ("skipped", "away"), ("posted", "")] == [
            (one.state, one.why) for one in came(tmp_path)
        ]
        [card] = cards(discord, "general")
        assert "Posted late" in card.text


async def test_a_clock_that_leaps_posts_nothing_twice(tmp_path):
    """Back and forth by an hour, round the due moment; the next day has its post again."""
    async with world(tmp_path, Days) as days:
        discord = days.discord
        await schedule(discord, tmp_path, due=SOON, since=-SOON)
        async with days.clio():
            days.pass_(SOON)
            await settled(tmp_path)
            for by in (-SOON, SOON, -SOON, SOON):
                days.wall.move(by)
                await asyncio.sleep(LOOKS_S)
            assert 1 == len(cards(discord, "general"))
            days.pass_(DAY)
            await settled(tmp_path, 2)
            assert [False, False] == ["Posted late" in card.text for card in cards(discord, "general")]
        assert ["posted", "posted"] == states(tmp_path)


async def test_three_weeks_have_three_posts(tmp_path):
    """The poll of each is over before the next comes."""
    async with world(tmp_path, Days) as days:
        discord = days.discord
        weekly = Weekly(frozenset({(utc_now() + SOON).weekday()}))
        await schedule(discord, tmp_path, due=SOON, rhythm=weekly, opens_thread=True, has_poll=True, since=-SOON)
        async with days.clio():
            days.pass_(SOON)
            await settled(tmp_path)
            for count in (2, 3):
                days.pass_(7 * DAY)
                await settled(tmp_path, count)
        assert ["posted"] * 3 == states(tmp_path)
        first, *others = [one.due_at for one in came(tmp_path)]
        assert [first + number * 7 * DAY // MS for number in (1, 2)] == others
        assert [WHOLE["general"]] * 3 == posts(discord, "general")
        assert [True, True, False] == [polls(discord, thread)[0].is_counted for thread in threads(discord, "general")]


async def test_a_permission_that_comes_back_too_late_heals_the_next_run(tmp_path):
    """The run without it fails and uses no item up; the next has its post, with nothing done to the schedule."""
    async with world(tmp_path, Days) as days:
        discord = days.discord
        general, clio = discord.channel("general"), discord.world.application.bot
        await schedule(discord, tmp_path, due=SOON, since=-SOON)
        discord.staff.set_overwrite(general, clio, deny=Permission.SEND_MESSAGES)
        async with days.clio(**HASTY):
            days.pass_(SOON)
            await settled(tmp_path)
            assert ["failed"] == states(tmp_path)
            discord.staff.clear_overwrite(general, clio)
            days.pass_(DAY)
            await settled(tmp_path, 2)
        assert ["failed", "posted"] == states(tmp_path)
        assert 1 == len(cards(discord, "general"))
        [notice] = told(discord)
        assert "allow View Channel and Send Messages there" in notice
