"""Each night has one backup, whatever happens to the clock, the disk and the machine."""
# ruff: noqa: ASYNC240 -- tests touch small files of their own

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiz import Guess, Round, Rules, Session
from bot.nightly import KEPT, RETRY_S, WAKE_S, due, keep, night_of, nightly
from bot.storage.database import Database
from bot.storage.nights import file_of, nights
from bot.storage.quizzes import Quizzes
from tests.domain.samples import question

HOUR = 3
NOON = datetime(2026, 11, 7, 12, tzinfo=UTC)
DAY = timedelta(days=1)


async def forget_nothing(before_at: int) -> int:
    """There are no old texts."""
    return 0


class Over(Exception):
    """The test has seen enough."""


class Clock:
    """A clock that stands still but for the waits, and what is to happen before each of them ends."""

    def __init__(self, at: datetime, *events: Callable[[], None]) -> None:
        self.at = at
        self.waits: list[float] = []
        self._events = list(events)

    def now(self) -> datetime:
        """The moment that it shows."""
        return self.at

    async def wait(self, seconds: float) -> None:
        """Passes at once; the wait after the last event is the end."""
        self.waits.append(seconds)
        self.at += timedelta(seconds=seconds)
        if not self._events:
            raise Over
        self._events.pop(0)()

    async def runs(self, database: Database, forget: Callable[[int], Awaitable[int]] = forget_nothing) -> None:
        """The nightly work, until the events are over."""
        with pytest.raises(Over):
            await nightly(database, HOUR, forget=forget, now=self.now, wait=self.wait)


def nothing() -> None:
    """The event that nothing happens."""


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """An open database."""
    database = await Database.open(tmp_path / "clio.sqlite3")
    yield database
    await database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the backups of `db` are made; it is not there yet."""
    return tmp_path / "backups"


moments = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
hours = st.integers(0, 23)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 3, 1))


@given(now=moments, hour=hours)
def test_a_night_is_younger_than_a_day(now: datetime, hour: int) -> None:
    """It began at its hour, now or before, and the next begins later; the time zone of the clock changes nothing."""
    begun = datetime.combine(night_of(now, hour), datetime.min.time(), UTC) + timedelta(hours=hour)
    assert begun <= now < begun + DAY
    assert night_of(now, hour) == night_of(now.astimezone(timezone(timedelta(hours=-11))), hour)


@given(now=moments, hour=hours, age=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3)))
def test_a_backup_is_due_once_a_night(now: datetime, hour: int, age: timedelta) -> None:
    """Not again in the night in which one was made, and always when the last one is older than a day."""
    made = {night_of(now - age, hour)}
    assert due(now, hour, set())
    assert due(now, hour, made) == (night_of(now - age, hour) < night_of(now, hour))
    assert age < DAY or due(now, hour, made)


@given(made=st.sets(days, max_size=20), night=days)
def test_the_newest_are_kept(made: set[date], night: date) -> None:
    """Seven up to the night; later ones are no reason to delete the one that was just made, nor are they deleted."""
    kept = keep(made | {night}, night)
    deleted = made - kept
    until = {day for day in kept if day <= night}
    assert night in kept
    assert min(KEPT, len({day for day in made | {night} if day <= night})) == len(until)
    assert all(day < min(until) for day in deleted)


async def test_the_first_backup_is_made_at_once(db: Database, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One line tells its name, its size and how long it took; then the next night is awaited."""
    caplog.set_level(logging.INFO, "bot")
    clock = Clock(NOON, nothing)
    await clock.runs(db)
    file = file_of(db.path, date(2026, 11, 7))
    assert [file] == list(folder.iterdir())
    [record] = caplog.records
    assert (logging.INFO, "nightly backup made") == (record.levelno, record.getMessage())
    assert (file.name, file.stat().st_size) == (record.__dict__["file"], record.__dict__["bytes"])
    assert 0 <= record.__dict__["seconds"] < 60
    assert [WAKE_S] * 2 == clock.waits
    with closing(sqlite3.connect(file)) as copy:
        assert [("ok",)] == copy.execute("PRAGMA integrity_check").fetchall()


async def test_the_night_is_met_to_the_second(db: Database) -> None:
    """The last sleep ends when the night begins, and not up to ten minutes later."""
    clock = Clock(datetime(2026, 11, 7, 2, 44, 30, tzinfo=UTC), nothing, nothing)
    await clock.runs(db)
    assert [WAKE_S, 330.0, WAKE_S] == clock.waits
    assert {date(2026, 11, 6), date(2026, 11, 7)} == nights(db.path)


async def test_a_machine_that_slept_catches_up(db: Database) -> None:
    """After days of sleep the next waking makes the backup of that night."""

    def sleep() -> None:
        clock.at += 3 * DAY

    clock = Clock(NOON, sleep)
    await clock.runs(db)
    assert {date(2026, 11, 7), date(2026, 11, 10)} == nights(db.path)


async def test_a_clock_that_was_wrong_stops_nothing(db: Database, folder: Path) -> None:
    """Backups from a future that did not come neither hold up nor push out those of the present."""
    folder.mkdir()
    future = {date(2099, 1, 1) + number * DAY for number in range(KEPT + 1)}
    for night in future:
        file_of(db.path, night).touch()
    await Clock(NOON).runs(db)
    assert future | {date(2026, 11, 7)} == nights(db.path)


async def test_a_week_is_kept(db: Database, folder: Path) -> None:
    """The oldest goes when a newer one is there; what somebody else put there stays."""
    folder.mkdir()
    for number in range(1, 10):
        file_of(db.path, NOON.date() - number * DAY).touch()
    (folder / "by-hand.sqlite3").touch()
    await Clock(NOON).runs(db)
    assert {NOON.date() - number * DAY for number in range(KEPT)} == nights(db.path)
    assert (folder / "by-hand.sqlite3").exists()


async def test_a_backup_that_fails_is_tried_again_an_hour_later(
    db: Database, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The sentence is logged as an error, no older backup is deleted, and what was mended works."""
    folder.write_text("in the way")
    clock = Clock(NOON, nothing, folder.unlink)
    await clock.runs(db)
    assert [RETRY_S, RETRY_S, WAKE_S] == clock.waits
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    sentence = f"The folder {folder} cannot be used (File exists); let the user that runs Clio write there."
    assert [f"nightly backup met a fault; next try in an hour: {sentence}"] * 2 == errors
    assert {date(2026, 11, 7)} == nights(db.path)


async def test_a_mistake_of_ours_does_not_end_the_nights(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    """A clock that raises is logged with its traceback, and an hour later all is well."""
    clock = Clock(NOON, nothing)
    broken = iter([True])

    def now() -> datetime:
        if next(broken, False):
            raise ValueError("no time")
        return clock.now()

    with pytest.raises(Over):
        await nightly(db, HOUR, forget=forget_nothing, now=now, wait=clock.wait)
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.exc_info
    assert "no time" == str(record.exc_info[1])
    assert [RETRY_S, WAKE_S] == clock.waits
    assert {date(2026, 11, 7)} == nights(db.path)


async def test_a_stop_during_the_backup_leaves_no_half(db: Database, folder: Path) -> None:
    """The task ends at once, on the clock of the machine as well."""
    task = asyncio.create_task(nightly(db, HOUR, forget=forget_nothing))
    async with asyncio.timeout(30):
        while not folder.exists():
            await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task})
    assert task.cancelled()
    assert [] == [file.name for file in folder.iterdir() if ".part" in file.name]


async def test_texts_go_after_ninety_days(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    """At each waking what was typed in wrong guesses longer ago is deleted; right ones and later ones stay."""
    caplog.set_level(logging.INFO, "bot")
    quizzes = Quizzes(db)
    edge_at = int((NOON - timedelta(days=90)).timestamp() * 1000)
    session = Session(id=1, guild_id=1, channel_id=1, starter_id=1, rules=Rules(mode="typed"), seed=1)
    asked = Round(1, question(), "typed", (), 20)
    await quizzes.begin(session, lobby_until_at=0, at=0)
    await quizzes.ask(session, asked, pack_id="tests", at=0)
    wanted = {1: (edge_at - 1, "reject"), 2: (edge_at + 1, "reject"), 3: (edge_at - 1, "accept")}
    for guess_id, (at, verdict) in wanted.items():
        guess = Guess(guess_id, guess_id, at, 0, "Bukhara", verdict, "exact")  # type: ignore[arg-type]
        await quizzes.record(1, 1, guess, "Anna")

    await Clock(NOON).runs(db, quizzes.forget_texts)
    kept = [(await quizzes.guesses_of(1, 1, user_id))[0].text for user_id in wanted]
    await Clock(NOON + timedelta(seconds=1)).runs(db, quizzes.forget_texts)
    later = [(await quizzes.guesses_of(1, 1, user_id))[0].text for user_id in wanted]
    await quizzes.flush()

    assert ["", "Bukhara", "Bukhara"] == kept
    assert ["", "", "Bukhara"] == later
    said = [record for record in caplog.records if record.getMessage() == "old texts deleted"]
    assert [1, 1] == [record.__dict__["texts"] for record in said]


async def test_texts_that_cannot_be_deleted_hold_up_nothing(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    """The fault is logged, the backup is made, and the next waking tries again."""
    tries: list[int] = []

    async def forget(before_at: int) -> int:
        tries.append(before_at)
        raise OSError("no disk")

    await Clock(NOON, nothing).runs(db, forget)
    assert 2 == len(tries)
    assert 2 == sum("old texts not deleted" in record.getMessage() for record in caplog.records)
    assert {date(2026, 11, 7)} == nights(db.path)
