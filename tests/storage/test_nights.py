"""Which nightly backups lie in a folder is told by their names."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.errors import StartFault
from bot.storage.nights import file_of, last_backup_at, nights, prune

SIXTH, SEVENTH = date(2026, 11, 6), date(2026, 11, 7)


def test_only_nightly_backups_are_counted(tmp_path: Path) -> None:
    """Files of other names, days that are none, and halves are not; a folder that is not there holds none."""
    assert set() == nights(tmp_path / "missing")
    for name in ("clio-2026-99-99.sqlite3", "clio-by-hand.sqlite3", "clio.sqlite3", "clio-2026-11-05.sqlite3.part"):
        (tmp_path / name).touch()
    for night in (SIXTH, SEVENTH):
        file_of(tmp_path, night).touch()
    assert {SIXTH, SEVENTH} == nights(tmp_path)


def test_the_last_backup_is_the_newest_file(tmp_path: Path) -> None:
    """A backup of the last night may have been made first, when the clock was wrong."""
    assert last_backup_at(tmp_path) is None
    for night, second in ((SIXTH, 2_000), (SEVENTH, 1_000)):
        file_of(tmp_path, night).touch()
        os.utime(file_of(tmp_path, night), (second, second))
    assert datetime.fromtimestamp(2_000, UTC) == last_backup_at(tmp_path)


def test_what_is_not_kept_is_deleted(tmp_path: Path) -> None:
    """Other nights and what killed backups left behind; nothing that somebody put there."""
    for name in ("clio-2026-11-05.sqlite3.part", "clio-2026-11-05.sqlite3.part.lock", "clio-by-hand.sqlite3"):
        (tmp_path / name).touch()
    for night in (SIXTH, SEVENTH):
        file_of(tmp_path, night).touch()
    prune(tmp_path, {SEVENTH, date(2026, 11, 8)})
    assert {"clio-2026-11-07.sqlite3", "clio-by-hand.sqlite3"} == {file.name for file in tmp_path.iterdir()}


def test_what_cannot_be_deleted_is_told(tmp_path: Path) -> None:
    """The folder is named, with what the system says."""
    file_of(tmp_path, SIXTH).mkdir()
    with pytest.raises(StartFault, match=r"Old backups in .* cannot be deleted \(.+\); let the user that runs Clio"):
        prune(tmp_path, {SEVENTH})
