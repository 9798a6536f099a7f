"""The nightly backups of a database, each under the database's name and the date of its night."""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from bot.errors import StartFault

FOLDER = "backups"  # beside the database

SHARED_NAME = "clio"
"""What version 2026.11.0 called the backups of every database, whatever the database was called."""


def file_of(database: Path, night: date) -> Path:
    """Where the backup of a night lies, or will.

    >>> file_of(Path("data/clio.sqlite3"), date(2026, 11, 7)).as_posix()
    'data/backups/clio-2026-11-07.sqlite3'
    """
    return database.parent / FOLDER / f"{_name(database)}-{night.isoformat()}.sqlite3"


def nights(database: Path) -> set[date]:
    """The nights whose backup is there."""
    return {night for night, _ in _backups(database)}


def last_backup_at(database: Path) -> datetime | None:
    """When the newest nightly backup was made, by the time of its file; None where there is none."""
    times = [file.stat().st_mtime for _, file in _backups(database)]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def prune(database: Path, kept: Collection[date]) -> None:
    """Deletes the backups of all other nights, and what backups that were killed left behind.

    Raises:
        StartFault: a file cannot be deleted.
    """
    halves = [file for _, file in _backups(database, r"\.part.*")]
    try:
        for file in [*(file for night, file in _backups(database) if night not in kept), *halves]:
            file.unlink()
    except OSError as error:
        folder = database.parent / FOLDER
        text = f"Old backups in {folder} cannot be deleted ({error.strerror}); let the user that runs Clio write there."
        raise StartFault([text]) from error


def _backups(database: Path, ending: str = "") -> Iterator[tuple[date, Path]]:
    """Each night with its file; those of the shared name too, unless the database that is called so lies here."""
    names = {_name(database)}
    if not database.with_name(f"{SHARED_NAME}.sqlite3").exists():
        names.add(SHARED_NAME)
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, names))})-(\d{{4}}-\d\d-\d\d)\.sqlite3{ending}")
    for file in (database.parent / FOLDER).glob("*.sqlite3*"):
        if match := pattern.fullmatch(file.name):
            with suppress(ValueError):  # no such day, so not a file of ours
                yield date.fromisoformat(match[1]), file


def _name(database: Path) -> str:
    return database.name.removesuffix(".sqlite3")
