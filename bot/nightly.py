"""What is done while nobody looks: the nightly backup, and the end of texts that are old enough."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

from bot.errors import StartFault
from bot.storage.backups import backup
from bot.storage.database import Database
from bot.storage.nights import file_of, nights, prune

KEPT = 7
"""Backups; a week of nights."""

FORGOTTEN_AFTER = timedelta(days=90)
"""What was typed in wrong guesses is kept so long, for appeals against the judge."""

WAKE_S = 600.0
"""The longest sleep: a suspended machine and a clock that was set are noticed after it."""

RETRY_S = 3600.0
"""Between a backup that failed and the next try."""

log = logging.getLogger(__name__)


def night_of(now: datetime, hour: int) -> date:
    """The night that began last: each begins at `hour` UTC and has one backup, made then or at the next chance.

    >>> night_of(datetime(2026, 11, 7, 2, 59, tzinfo=UTC), 3)
    datetime.date(2026, 11, 6)
    """
    return (now.astimezone(UTC) - timedelta(hours=hour)).date()


def due(now: datetime, hour: int, made: Collection[date]) -> bool:
    """Whether the last night is without its backup; always so where the newest is older than a day."""
    return night_of(now, hour) not in made


def keep(made: Collection[date], night: date, count: int = KEPT) -> set[date]:
    """The newest `count` nights up to `night`, and later ones, which come from a clock that was wrong."""
    return {*sorted(day for day in made if day <= night)[-count:], *(day for day in made if day > night)}


async def nightly(
    database: Database,
    hour: int,
    *,
    forget: Callable[[int], Awaitable[int]],
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Makes the backup of each night in the folder `backups` beside the database, for ever.

    One that fails is logged and tried again an hour later. At every waking `forget` deletes the texts from before the
    moment that it is given, in milliseconds UTC, and says how many they were.
    """
    while True:
        try:
            moment = now()
            if due(moment, hour, await asyncio.to_thread(nights, database.path)):
                await _make(database.path, night_of(moment, hour))
            pause_s = min(WAKE_S, _until_next(now(), hour))
        except StartFault as fault:
            log.error("nightly backup met a fault; next try in an hour: %s", fault)
            pause_s = RETRY_S
        except Exception:
            log.exception("nightly backup met a fault; next try in an hour")
            pause_s = RETRY_S
        await _forget(forget, now)
        await wait(pause_s)


async def _forget(forget: Callable[[int], Awaitable[int]], now: Callable[[], datetime]) -> None:
    """Has old texts deleted; a fault is logged and holds up nothing."""
    try:
        forgotten = await forget(round((now() - FORGOTTEN_AFTER).timestamp() * 1000))
    except Exception:
        log.exception("old texts not deleted; next try at the next waking")
    else:
        if forgotten:
            log.info("old texts deleted", extra={"texts": forgotten})


async def _make(path: Path, night: date) -> None:
    file = file_of(path, night)
    began = time.monotonic()
    await backup(path, file)
    seconds = round(time.monotonic() - began, 1)
    size = (await asyncio.to_thread(file.stat)).st_size
    log.info("nightly backup made", extra={"file": file.name, "bytes": size, "seconds": seconds})
    made = await asyncio.to_thread(nights, path)
    await asyncio.to_thread(prune, path, keep(made, night))


def _until_next(now: datetime, hour: int) -> float:
    """Seconds; more than none."""
    next_at = datetime.combine(night_of(now, hour) + timedelta(days=1), time_of_day(hour), UTC)
    return (next_at - now).total_seconds()
