"""Copies of the database: made while the bot runs, a few kept, one put back."""

import asyncio
import os
import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import aiosqlite

from bot.errors import StartFault
from bot.storage.claim import claim
from bot.storage.faults import DatabaseFault, sentence
from bot.storage.schema import APPLICATION_ID, header, is_whole, migrations

KEPT = 7
"""Nightly copies that are not deleted."""

_OF_THE_TARGET = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
"""What SQLite says of the file that it writes; everything else is about the one that it reads."""


async def backup(database: Path, target: Path) -> None:
    """Copies the database as it is at this moment to a new file, which is on the disk at the end.

    It may be in use: the copy has a connection and a thread of its own, and readers and writers go on meanwhile.

    Raises:
        DatabaseFault: something lies at the target already, there is no database, or a disk fails.
    """
    if target.exists():
        raise DatabaseFault(f"{target} is there already; name a new file.")
    await _copy(database, target)


async def nightly(database: Path, day: date) -> Path:
    """Makes that day's copy, deletes all but the newest `KEPT`, and gives its place.

    Raises:
        DatabaseFault: as for `backup`; no older copy is deleted then.
    """
    target = folder_of(database) / f"clio-{day}.sqlite3"
    await _copy(database, target)
    for old in _copies(database)[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def folder_of(database: Path) -> Path:
    """Where the nightly copies of a database lie."""
    return database.parent / "backups"


def last_backup_at(database: Path) -> datetime | None:
    """When the newest nightly copy was finished."""
    copies = _copies(database)
    return datetime.fromtimestamp(copies[-1].stat().st_mtime, UTC) if copies else None


def next_due(last: datetime | None, hour: int, now: datetime) -> datetime:
    """When the next nightly copy is due: now where a night was missed, else the next time it is `hour` in UTC.

    >>> noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    >>> str(next_due(noon - timedelta(hours=8), 3, noon))
    '2026-11-23 03:00:00+00:00'
    >>> next_due(noon - timedelta(hours=10), 3, noon) == next_due(None, 3, noon) == noon
    True
    """
    latest = now.astimezone(UTC).replace(hour=hour, minute=0, second=0, microsecond=0)
    if latest > now:
        latest -= timedelta(days=1)
    return latest + timedelta(days=1) if last and last >= latest else now


def restore(source: Path, database: Path) -> Path | None:
    """Puts a copy in the place of the database, and gives where the replaced one now lies, if there was one.

    The copy is checked whole before anything is touched, and takes the place in one step.

    Raises:
        StartFault: the copy is no backup of Clio's, damaged or newer than the program; a Clio is running; the
            database that an earlier restore replaced still lies there; or a disk fails.
    """
    before = database.with_name(f"{database.name}.before-restore")
    new = database.with_name(f"{database.name}.restoring")
    lock = claim(database)
    try:
        _bring(source, new)
        replaced = _keep(database, before) if database.exists() else None
        new.replace(database)
        _sync(database.parent)
    except OSError as error:
        raise StartFault([f"{source} was not restored ({error.strerror}: {error.filename})."]) from error
    finally:
        _remove(new)
        lock.release()
    return replaced


async def _copy(database: Path, target: Path) -> None:
    if not database.is_file():
        raise DatabaseFault(f"There is no database {database} to copy.")
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        async with aiosqlite.connect(database, isolation_level=None) as connection:
            try:
                await connection.execute_fetchall("VACUUM INTO ?", (str(part),))
            except asyncio.CancelledError:
                await connection.interrupt()
                raise
        await asyncio.to_thread(_sync, part)
        part.replace(target)
        await asyncio.to_thread(_sync, target.parent)
    except OSError as error:
        raise DatabaseFault(f"{target} cannot be written ({error.strerror}).") from error
    except sqlite3.Error as error:
        at_target = getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_TARGET
        raise DatabaseFault(sentence(error, target if at_target else database) or str(error)) from error
    finally:
        _remove(part)


def _copies(database: Path) -> list[Path]:
    """The nightly copies, oldest first."""
    return sorted(folder_of(database).glob("clio-????-??-??.sqlite3"))


def _bring(source: Path, new: Path) -> None:
    """Copies what is to be restored, with what its write-ahead log may hold, and checks the copy."""
    _remove(new)
    for suffix in ("", "-wal"):
        with suppress(FileNotFoundError if suffix else ()):
            shutil.copyfile(f"{source}{suffix}", f"{new}{suffix}")
    newest = max(migrations())
    try:
        with closing(sqlite3.connect(new, isolation_level=None)) as connection:
            application, version = header(connection)
            if application != APPLICATION_ID:
                raise StartFault([f"{source} is no backup of Clio's; nothing was changed."])
            if version > newest:
                raise StartFault(
                    [f"{source} has version {version}, and this Clio knows versions up to {newest}; update Clio first."]
                )
            if not is_whole(connection, "integrity_check"):
                raise StartFault([f"{source} is damaged; nothing was changed. Choose another backup."])
            connection.execute("PRAGMA journal_mode = DELETE")  # folds the log into the file
    except sqlite3.DatabaseError as error:
        raise StartFault([f"{source} is no backup that can be read ({error}); nothing was changed."]) from error
    _sync(new)


def _keep(database: Path, before: Path) -> Path:
    """Copies the database aside; what a damaged one's write-ahead log holds is kept with it, and does not stay behind."""
    if before.exists():
        raise StartFault([f"{before} is there from an earlier restore; move it away first."])
    with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in ("", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{database}{suffix}", f"{before}{suffix}")
            _sync(Path(f"{before}{suffix}"))
    # A log that was left behind would be taken for the restored database's own.
    for suffix in ("-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    return before


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{path}{suffix}").unlink()


def _sync(path: Path) -> None:
    """Waits until the file, or the list of files in the folder, is on the disk."""
    if sys.platform == "win32":
        return  # no folder can be opened there
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
