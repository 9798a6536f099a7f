"""The nightly backups that lie in a folder, each under the date of its night."""

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from bot.errors import StartFault

NAME = re.compile(r"clio-(\d{4}-\d\d-\d\d)\.sqlite3")


def file_of(folder: Path, night: date) -> Path:
    """Where the backup of a night lies, or will.

    >>> file_of(Path("backups"), date(2026, 11, 7)).as_posix()
    'backups/clio-2026-11-07.sqlite3'
    """
    return folder / f"clio-{night.isoformat()}.sqlite3"


def nights(folder: Path) -> set[date]:
    """The nights whose backup is there; none where the folder is missing."""
    found = set()
    for file in folder.glob("clio-*.sqlite3"):
        if match := NAME.fullmatch(file.name):
            with suppress(ValueError):  # no such day, so not a file of ours
                found.add(date.fromisoformat(match[1]))
    return found


def last_backup_at(folder: Path) -> datetime | None:
    """When the newest nightly backup was made, by the time of its file; None where there is none."""
    times = [file_of(folder, night).stat().st_mtime for night in nights(folder)]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def prune(folder: Path, kept: Collection[date]) -> None:
    """Deletes the backups of all other nights, and what backups that were killed left behind.

    Raises:
        StartFault: a file cannot be deleted.
    """
    try:
        for night in nights(folder).difference(kept):
            file_of(folder, night).unlink()
        for left in folder.glob("clio-*.sqlite3.part*"):
            left.unlink()
    except OSError as error:
        text = f"Old backups in {folder} cannot be deleted ({error.strerror}); let the user that runs Clio write there."
        raise StartFault([text]) from error
