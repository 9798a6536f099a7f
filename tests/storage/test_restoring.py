"""A backup takes the place of the database wholly or not at all."""
# ruff: noqa: ASYNC240 -- tests touch small files of their own

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from bot.errors import StartFault
from bot.storage.backups import backup, restore
from tests.storage.conftest import NOBODY
from tests.storage.copies import INSERT, contents, killed, make, make_unclosed, names, opened, rows, spoil


def refusal_of_restore(source: Path, path: Path) -> str:
    """The one sentence that restoring is refused with; the files are then what they were."""
    before = contents(path.parent) if path.parent.exists() else {}
    with pytest.raises(StartFault) as caught:
        restore(source, path, busy_s=0.05)
    assert before == (contents(path.parent) if path.parent.exists() else {})
    [sentence] = caught.value.faults
    return sentence


async def test_a_backup_takes_the_place_of_the_database(path: Path, tmp_path: Path) -> None:
    """What was replaced lies beside it, numbered; the bot opens what was restored."""
    await make(path, "old")
    await backup(path, tmp_path / "copy")
    for number in (1, 2):
        await make(path, "new")
        assert path.with_name(f"clio.sqlite3.before-restore-{number}") == restore(tmp_path / "copy", path)
        assert ["old", "new"] == rows(path.with_name(f"clio.sqlite3.before-restore-{number}"))
        assert ["old"] == rows(path)
    kept = [f"clio.sqlite3.before-restore-{number}" for number in (1, 2)]
    assert ["clio.sqlite3", *kept, "clio.sqlite3.lock"] == names(path.parent)
    async with opened(path) as db:
        assert [("wal",)] == await db.read("PRAGMA journal_mode")


async def test_a_backup_can_be_restored_where_nothing_is(path: Path, tmp_path: Path) -> None:
    """On a new machine there is nothing to keep, and the folder is made. A read-only backup becomes a database."""
    await make(tmp_path / "copy", "a")
    (tmp_path / "copy").chmod(0o400)
    assert restore(tmp_path / "copy", path) is None
    assert ["clio.sqlite3", "clio.sqlite3.lock"] == names(path.parent)
    assert 0o600 == path.stat().st_mode & 0o777
    assert ["a"] == rows(path)


async def test_what_a_kill_left_in_the_log_is_kept(path: Path, tmp_path: Path) -> None:
    """The log of the database that is replaced goes with it, and is not replayed into the one that takes its place."""
    await make(tmp_path / "copy", "restored")
    await make_unclosed(path, "only in the log")
    kept = restore(tmp_path / "copy", path)
    assert kept
    assert ["only in the log"] == rows(kept)
    assert ["clio.sqlite3", kept.name, "clio.sqlite3.lock"] == names(path.parent)
    assert ["restored"] == rows(path)


async def test_a_log_without_its_database_is_not_replayed(path: Path, tmp_path: Path) -> None:
    """It says nothing without the file that it belonged to; SQLite deletes it as well."""
    await make(tmp_path / "copy", "restored")
    await make_unclosed(path, "only in the log")
    path.unlink()
    assert restore(tmp_path / "copy", path) is None
    assert ["clio.sqlite3", "clio.sqlite3.lock"] == names(path.parent)
    assert ["restored"] == rows(path)


async def test_the_log_of_a_backup_is_part_of_it(path: Path, tmp_path: Path) -> None:
    """A database that was copied by hand with its log is restored as it was."""
    source = await make_unclosed(tmp_path / "copies" / "copy", "only in the log")
    restore(source, path)
    assert ["only in the log"] == rows(path)


async def test_a_damaged_database_is_kept_as_it_is(path: Path, tmp_path: Path) -> None:
    """It is what one restores for."""
    await make(tmp_path / "copy", "a")
    await make(path, "b")
    with path.open("r+b") as file:
        file.truncate(5000)
    before = path.read_bytes()
    kept = restore(tmp_path / "copy", path)
    assert kept
    assert before == kept.read_bytes()
    assert ["a"] == rows(path)


async def test_a_log_that_cannot_be_folded_is_kept_with_its_file(path: Path, tmp_path: Path) -> None:
    """SQLite cannot read the file, and another program has the log open: both are copied, and neither stays."""
    await make(tmp_path / "copy", "a")
    await make(path, "b")
    with closing(sqlite3.connect(path, isolation_level=None)) as browser:
        browser.execute(INSERT, (1, "only in the log"))
        with path.open("r+b") as file:
            file.write(b"\xff" * 4096)
        before = contents(path.parent)
        kept = restore(tmp_path / "copy", path)
        assert kept
        assert ["clio.sqlite3", kept.name, f"{kept.name}-wal", "clio.sqlite3.lock"] == names(path.parent)
        after = contents(path.parent)
        assert before["clio.sqlite3"] == after[kept.name]
        assert before["clio.sqlite3-wal"] == after[f"{kept.name}-wal"]
    assert ["a"] == rows(path)


async def test_a_database_of_a_newer_clio_may_be_replaced(path: Path, tmp_path: Path) -> None:
    """It is the way back after an update."""
    await make(tmp_path / "copy", "a")
    await make(path, "b")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    assert restore(tmp_path / "copy", path)
    assert ["a"] == rows(path)


async def test_a_link_leads_to_what_is_replaced(path: Path, tmp_path: Path) -> None:
    """Logs lie beside the file, so the file is replaced and the link stays."""
    await make(tmp_path / "copy", "a")
    await make_unclosed(tmp_path / "elsewhere" / "real", "only in the log")
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere" / "real")
    kept = restore(tmp_path / "copy", path)
    assert tmp_path / "elsewhere" / "real.before-restore-1" == kept
    assert ["only in the log"] == rows(kept)
    assert ["real", "real.before-restore-1"] == names(tmp_path / "elsewhere")
    assert path.is_symlink()
    assert ["a"] == rows(path)


async def test_what_root_restores_stays_the_bots(path: Path, tmp_path: Path) -> None:
    """The database and its lock belong to whom the replaced one belonged, with its permissions."""
    owner = NOBODY if os.geteuid() == 0 else os.geteuid()
    await make(tmp_path / "copy", "a")
    await make(path, "b")
    os.chown(path, owner, -1)
    path.chmod(0o640)
    restore(tmp_path / "copy", path)
    assert [(owner, 0o640), owner] == [
        (path.stat().st_uid, path.stat().st_mode & 0o777),
        path.with_name("clio.sqlite3.lock").stat().st_uid,
    ]


async def test_an_ordinary_user_restores(folder_for_all: Path, ordinary_user: None) -> None:
    """Where the folder is another's, the database becomes the user's."""
    await make(folder_for_all / "copy", "a")
    restore(folder_for_all / "copy", folder_for_all / "clio.sqlite3")
    assert ["a"] == rows(folder_for_all / "clio.sqlite3")


async def test_what_is_no_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    """The sentence says why, and nothing is touched."""
    await make(path, "a")
    missing = tmp_path / "missing"
    assert f"There is no file {missing}; name a database of Clio's." == refusal_of_restore(missing, path)
    text = tmp_path / "text"
    text.write_text("Dear diary, " * 100)
    assert f"{text} is no database of Clio's." == refusal_of_restore(text, path)
    damaged = await make(tmp_path / "damaged", *("abc" * 1000 for _ in range(50)))
    spoil(damaged)
    expected = f"{damaged} is damaged and was not copied; the newest whole backup can be restored."
    assert expected == refusal_of_restore(damaged, path)
    newer = await make(tmp_path / "newer", "b")
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 999")
    assert f"{newer} has version 999 and was written by a newer Clio" in refusal_of_restore(newer, path)
    assert f"{path} is the database itself; name a backup of it." == refusal_of_restore(path, path)
    assert f"{text} is no database of Clio's." == refusal_of_restore(text, tmp_path / "not made" / "clio.sqlite3")
    assert not (tmp_path / "not made").exists()


async def test_a_database_in_use_is_not_replaced(path: Path, tmp_path: Path) -> None:
    """Neither under a bot nor under a database browser, which would go on with the file that is gone."""
    copy = await make(tmp_path / "copy", "a")
    async with opened(path):
        assert f"Another Clio is running on {path}" in refusal_of_restore(copy, path)
    with closing(sqlite3.connect(path)) as browser:
        browser.execute("SELECT * FROM audit").fetchall()
        expected = f"Another program holds {path} locked; close it (a database browser, perhaps) and try again."
        assert expected == refusal_of_restore(copy, path)
    assert restore(copy, path)


async def test_what_is_not_clios_is_not_replaced(path: Path, tmp_path: Path) -> None:
    """A folder or another program's database at the place of the database is a mistake in CLIO_DATABASE."""
    copy = await make(tmp_path / "copy", "a")
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    expected = f"{path} is the database of another program; set CLIO_DATABASE to a file of its own."
    assert expected == refusal_of_restore(copy, path)
    folder = tmp_path / "folder" / "clio.sqlite3"
    folder.mkdir(parents=True)
    with pytest.raises(StartFault, match="is a folder; CLIO_DATABASE names a file"):
        restore(copy, folder)


async def test_a_full_disk_replaces_nothing(
    path: Path, tmp_path: Path, file_size_limit: Callable[[int], AbstractContextManager[None]]
) -> None:
    """Neither where there is no room for the backup, nor where there is none for what would be replaced."""
    small = await make(tmp_path / "small", "a")
    large = await make(tmp_path / "large", "a" * 1_000_000)
    await make(path, "b")
    with file_size_limit(500_000):
        assert f"The disk fails to read or write {path}.part" in refusal_of_restore(large, path)
    await make(path, "c" * 1_000_000)
    restore(small, path)  # leaves a large one, without a log, to be set aside next
    shutil.copyfile(path.with_name("clio.sqlite3.before-restore-1"), path)
    with file_size_limit(500_000):
        expected = f"{path}.before-restore-2 cannot be written (File too large)"
        assert expected in refusal_of_restore(small, path)
    assert ["b", "c" * 1_000_000] == rows(path)


async def test_a_kill_while_restoring_leaves_the_old_database_or_the_new_one(path: Path, tmp_path: Path) -> None:
    """The bot opens one of the two, what has the name of a copy is all of it, and the same command works afterwards."""
    copy = await make(tmp_path / "copy", "new")
    await make_unclosed(path, "old")
    found = []
    for place in await killed("restore", path.parent, copy, tmp_path / "killed"):
        kept = place / "clio.sqlite3.before-restore-1"
        assert not kept.exists() or ["old"] == rows(kept)
        async with opened(place / "clio.sqlite3") as db:
            [(action,)] = await db.read("SELECT action FROM audit")
        assert action == "old" or kept.exists()
        found.append(action)
        restore(copy, place / "clio.sqlite3")
        assert ["new"] == rows(place / "clio.sqlite3")
        assert [] == [name for name in names(place) if name.endswith((".part", "-wal", "-shm", "-journal"))]
    assert ["new", "old"] == sorted(set(found))
    assert found == sorted(found, reverse=True)
