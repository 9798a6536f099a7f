"""What SQLite and the disk say, in words for whoever runs the bot."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from bot.errors import ClioError

LONGEST_PAUSE_S = 60.0
"""Between two tries to write while the disk refuses."""

T = TypeVar("T")
log = logging.getLogger(__name__)


class DatabaseFault(ClioError):
    """The database could not do what was asked and kept nothing of it; the text says what the operator can mend."""


def sentence(error: sqlite3.Error, path: Path) -> str | None:
    """What to mend, or None where the error is a mistake in the program.

    The primary result code decides; SQLite, "Result and Error Codes", section 3.
    """
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return f"The disk that holds {path} is full; free some space there."
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"Another program holds {path} locked; close it (a database browser, perhaps) and try again."
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return f"{path} cannot be written; let the user that runs Clio write the file and its folder."
        case sqlite3.SQLITE_NOTADB:
            return f"{path} is no SQLite database; move it away, or set CLIO_DATABASE to another file."
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path)
        case sqlite3.SQLITE_IOERR:
            return f"The disk fails to read or write {path} ({error}); check the disk and its free space."
    return None


def damaged(path: Path) -> str:
    """What to do about a database that is not whole."""
    return f"{path} is damaged; stop Clio and put a backup in its place: python -m bot restore BACKUP."


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the file or the disk into a `DatabaseFault`; mistakes of ours pass as they are."""
    try:
        yield
    except sqlite3.Error as error:
        text = sentence(error, path)
        if text is None:
            raise
        raise DatabaseFault(text) from error


async def until_kept(write: Callable[[], Awaitable[T]]) -> T:
    """The result of a write, which is tried again for as long as the disk refuses."""
    pause_s = 1.0
    while True:
        try:
            return await write()
        except DatabaseFault as fault:
            log.warning("waiting %.0f s for the database: %s", pause_s, fault)
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
