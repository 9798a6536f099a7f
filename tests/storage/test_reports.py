"""Reports are kept once, five an hour from one member, grouped by item until the staff has them."""

import asyncio
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.storage.database import Database
from bot.storage.reports import WINDOW_MS, ItemReports, Report, Reports, TooManyReports

GUILD = 1
START = 1_700_000_000_000


class Members:
    """Members of a guild who file reports, each with an interaction of its own."""

    def __init__(self, reports: Reports) -> None:
        self.reports = reports
        self._ids = count(1)

    async def report(
        self, item: str, *, user: int = 5, at: int = START, guild: int | None = GUILD, reason: str = "wrong day"
    ) -> TooManyReports | None:
        """Files one report."""
        return await self.reports.file(
            report_id=next(self._ids), item_id=item, guild_id=guild, user_id=user, reason=reason, at=at
        )


@pytest.fixture
def members(db: Database) -> Members:
    """Members, and nothing reported yet."""
    return Members(Reports(db))


async def test_a_report_is_kept(members: Members) -> None:
    """With its item, place, member, reason and moment."""
    assert None is await members.report("rr-f001", reason="Old Style *day* @everyone")
    expected = Report(1, "rr-f001", GUILD, 5, "Old Style *day* @everyone", START, "kept")
    assert (expected,) == await members.reports.everything()


async def test_the_sixth_report_within_an_hour_is_refused(members: Members) -> None:
    """The refusal says when the next is taken, and then it is; other members are not held back."""
    for minute in range(5):
        assert None is await members.report("rr-f001", at=START + minute * 60_000)
    refused = TooManyReports(again_at=START + WINDOW_MS)
    assert refused == await members.report("rr-f002", at=START + 5 * 60_000)
    assert refused == await members.report("rr-f002", at=START + WINDOW_MS - 1)
    assert None is await members.report("rr-f002", user=6, at=START + 5 * 60_000)
    assert None is await members.report("rr-f002", at=refused.again_at)
    assert TooManyReports(START + 60_000 + WINDOW_MS) == await members.report("rr-f003", at=refused.again_at)


async def test_of_ten_reports_at_once_five_are_kept(members: Members) -> None:
    """The limit holds where all come in the same moment, from any servers."""
    results = await asyncio.gather(*(members.report(f"rr-f{n}", guild=n) for n in range(10)))
    assert 5 == results.count(None)
    assert 5 == len(await members.reports.everything())


@settings(max_examples=20, deadline=None)
@given(deliveries=st.lists(st.integers(0, 8), max_size=20))
def test_recording_twice_equals_once(tmp_path_factory: pytest.TempPathFactory, deliveries: list[int]) -> None:
    """Interactions delivered again leave what the first deliveries left, and get the same answer."""

    async def play(numbers: list[int]) -> tuple[dict[int, TooManyReports | None], tuple[Report, ...]]:
        async with await Database.open(tmp_path_factory.mktemp("reports") / "clio.sqlite3") as db:
            reports = Reports(db)
            answers: dict[int, TooManyReports | None] = {}
            for number in numbers:
                answer = await reports.file(
                    report_id=number, item_id="rr-f001", guild_id=GUILD, user_id=5, reason="why", at=START
                )
                assert answer == answers.setdefault(number, answer)
            return answers, await reports.everything()

    assert asyncio.run(play(list(dict.fromkeys(deliveries)))) == asyncio.run(play(deliveries))


async def test_reports_are_grouped_by_item(members: Members) -> None:
    """The item reported last comes first, with at most five reasons, the latest first; other guilds are apart."""
    for number in range(7):
        await members.report("rr-f001", user=number, at=START + number, reason=f"reason {number}")
    await members.report("rr-f002", user=8, at=START + 100, reason="another")
    await members.report("rr-f003", user=9, at=START + 200, guild=2)
    await members.report("rr-f004", user=9, at=START + 200, guild=None)
    first, second = await members.reports.open_reports(GUILD)
    assert ItemReports("rr-f002", 1, ("another",), (8,), None, None) == first
    assert ("rr-f001", 7, tuple(f"reason {n}" for n in (6, 5, 4, 3, 2))) == (
        second.item_id,
        second.count,
        second.reasons,
    )
    assert () == await members.reports.open_reports(3)


async def test_what_is_posted_is_not_kept_any_more(members: Members) -> None:
    """A report filed while a notice was being posted stays kept, and finds the notice to which it belongs."""
    await members.report("rr-f001", user=1, at=START)
    [group] = await members.reports.kept(GUILD)
    await members.report("rr-f001", user=2, at=START + 1, reason="meanwhile")
    await members.reports.mark_posted(group.report_ids, channel_id=70, message_id=700)
    [group] = await members.reports.kept(GUILD)
    assert ItemReports("rr-f001", 2, ("meanwhile", "wrong day"), (2,), 70, 700) == group
    await members.reports.mark_posted(group.report_ids, channel_id=70, message_id=701)
    assert () == await members.reports.kept(GUILD)
    [group] = await members.reports.open_reports(GUILD)
    assert (2, (), 701) == (group.count, group.report_ids, group.message_id)
    assert ["posted", "posted"] == [report.state for report in await members.reports.everything()]


async def test_reports_survive_a_restart(members: Members, db: Database) -> None:
    """What was kept and where its notice stands is the same for the next start."""
    await members.report("rr-f001")
    await members.reports.mark_posted((1,), channel_id=70, message_id=700)
    await members.report("rr-f001")
    assert await members.reports.open_reports(GUILD) == await Reports(db).open_reports(GUILD)
