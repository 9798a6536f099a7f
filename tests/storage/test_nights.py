"""Which nightly backups lie in a folder is told by their names."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.errors import StartFault
from bot.storage.nights import file_of, last_backup_at, nights, prune

SIXTH, SEVENTH = date(2026, 11, 6), date(2026, 11, 7)


@pytest.fixture
def folder(path: Path) -> Path:
    """Where the nightly backups of the database at `path` lie."""
    folder = path.parent / "backups"
    folder.mkdir(parents=True)
    return folder


def names(folder: Path) -> set[str]:
    """What lies in the folder."""
    return {file.name for file in folder.iterdir()}


def test_only_nightly_backups_are_counted(tmp_path: Path, path: Path, folder: Path) -> None:
    """Files of other names, days that are none, and halves are not; a folder that is not there holds none."""
    assert set() == nights(tmp_path / "missing" / "clio.sqlite3")
    for name in ("clio-2026-99-99.sqlite3", "clio-by-hand.sqlite3", "clio.sqlite3", "clio-2026-11-05.sqlite3.part"):
        (folder / name).touch()
    for night in (SIXTH, SEVENTH):
        file_of(path, night).touch()
    assert {SIXTH, SEVENTH} == nights(path)


def test_the_last_backup_is_the_newest_file(path: Path, folder: Path) -> None:
    """A backup of the last night may have been made first, when the clock was wrong."""
    assert last_backup_at(path) is None
    for night, second in ((SIXTH, 2_000), (SEVENTH, 1_000)):
        file_of(path, night).touch()
        os.utime(file_of(path, night), (second, second))
    assert datetime.fromtimestamp(2_000, UTC) == last_backup_at(path)


def test_what_is_not_kept_is_deleted(path: Path, folder: Path) -> None:
    """Other nights and what killed backups left behind; nothing that somebody put there."""
    for name in ("clio-2026-11-05.sqlite3.part", "clio-2026-11-05.sqlite3.part.lock", "clio-by-hand.sqlite3"):
        (folder / name).touch()
    for night in (SIXTH, SEVENTH):
        file_of(path, night).touch()
    prune(path, {SEVENTH, date(2026, 11, 8)})
    assert {"clio-2026-11-07.sqlite3", "clio-by-hand.sqlite3"} == names(folder)


def test_databases_of_one_folder_keep_apart(path: Path, folder: Path) -> None:
    """Each counts and deletes its own backups only, also where one name begins like the other."""
    other = path.with_name("clio-2026.db")
    for database in (path, other):
        database.touch()
        for night in (SIXTH, SEVENTH):
            file_of(database, night).touch()
    (folder / "clio-2026-11-05.sqlite3.part").touch()
    prune(other, {SEVENTH})
    assert {SEVENTH} == nights(other)
    assert {SIXTH, SEVENTH} == nights(path)
    assert {
        "clio-2026-11-05.sqlite3.part",
        "clio-2026-11-06.sqlite3",
        "clio-2026-11-07.sqlite3",
        "clio-2026.db-2026-11-07.sqlite3",
    } == names(folder)


def test_backups_of_before_are_still_counted_and_deleted(path: Path, folder: Path) -> None:
    """They were all called clio; those beside a database that is called so are its own."""
    other = path.with_name("history.sqlite3")
    for night in (SIXTH, SEVENTH):
        file_of(path, night).touch()
    assert {SIXTH, SEVENTH} == nights(other)
    prune(other, {SEVENTH})
    assert {"clio-2026-11-07.sqlite3"} == names(folder)
    path.touch()
    assert set() == nights(other)


def test_what_cannot_be_deleted_is_told(path: Path, folder: Path) -> None:
    """The folder is named, with what the system says."""
    file_of(path, SIXTH).mkdir()
    with pytest.raises(StartFault, match=r"Old backups in .* cannot be deleted \(.+\); let the user that runs Clio"):
        prune(path, {SEVENTH})
