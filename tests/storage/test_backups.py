"""A copy of the database is whole, one file, and of one moment."""

import asyncio
import shutil
import sqlite3
import sys
import threading
from asyncio.subprocess import PIPE
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from bot.errors import StartFault
from bot.storage import backups
from bot.storage.backups import backup
from bot.storage.claim import claim
from bot.storage.database import Database
from tests.storage.copies import INSERT, ROOT, WRITER, killed, make, make_unclosed, names, rows, spoil


async def refusal_of_backup(path: Path, target: Path) -> str:
    """The one sentence that copying is refused with."""
    with pytest.raises(StartFault) as caught:
        await backup(path, target)
    [sentence] = caught.value.faults
    return sentence


async def test_an_open_database_is_copied_into_one_file(db: Database, tmp_path: Path) -> None:
    """The copy has all that was committed, needs no log beside it, and is made with its folder."""
    async with db.transaction() as tx:
        await tx.execute(INSERT, (1, "a"))
    target = tmp_path / "new folder" / "100%?#.sqlite3"
    await backup(db.path, target)
    assert ["100%?#.sqlite3"] == names(target.parent)
    shutil.move(target, tmp_path / "copy")
    assert ["a"] == rows(tmp_path / "copy")
    assert b"\1\1" == (tmp_path / "copy").read_bytes()[18:20]  # not WAL; SQLite, "Database File Format", section 1.3.3


async def test_only_who_reads_the_database_reads_the_copy(db: Database, tmp_path: Path) -> None:
    """The copy holds what the database holds, so it has the same permissions, and its owner may write it."""
    db.path.chmod(0o600)
    await backup(db.path, tmp_path / "private")
    assert 0o600 == (tmp_path / "private").stat().st_mode & 0o777


async def test_a_copy_made_while_another_process_writes_is_a_moment_of_it(path: Path, tmp_path: Path) -> None:
    """Everything reported before the copying began is in it, in order, without a gap and without half a transaction."""
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", WRITER, str(path), stdout=PIPE, cwd=ROOT)
    assert child.stdout
    reported: list[int] = []
    try:
        async with asyncio.timeout(60):
            for number in range(4):
                while not reported or reported[-1] < 100 * (number + 1):
                    reported.append(int(await child.stdout.readline()))
                copy = tmp_path / str(number)
                await backup(path, copy)
                actions = rows(copy)
                assert ["first", "second" * 100] * (len(actions) // 2) == actions
                assert reported[-1] < len(actions) // 2
    finally:
        child.kill()
        await child.communicate()


async def test_copying_comes_to_an_end_however_much_is_written(path: Path, tmp_path: Path) -> None:
    """A change after each piece that was copied does not make the copying begin anew, and is not in the copy."""
    await make(path, *["a" * 100_000] * 50)
    writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    class WithAChange(threading.Event):
        asked = 0

        def is_set(self) -> bool:
            self.asked += 1
            writer.execute(INSERT, (1, "meanwhile"))
            return self.asked > 20

    stop = WithAChange()
    backups._back_up(path, tmp_path / "copy", stop)
    assert ["a" * 100_000] * 50 == rows(tmp_path / "copy")
    assert [(stop.asked,)] == writer.execute("SELECT COUNT(*) FROM audit WHERE action = 'meanwhile'").fetchall()
    assert stop.asked > 3
    writer.close()


async def test_copying_does_not_free_the_locks_of_the_bot(db: Database, tmp_path: Path) -> None:
    """Another process is kept from changing what the bot has open, also after a backup in the bot's process.

    A close of any descriptor of the file would free the locks that SQLite holds for the whole process.
    """
    await backup(db.path, tmp_path / "copy")
    script = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('PRAGMA journal_mode = DELETE')"
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", script, str(db.path), stderr=PIPE)
    assert b"database is locked" in (await child.communicate())[1]


async def test_what_is_no_database_of_clios_is_not_copied(path: Path, tmp_path: Path) -> None:
    """Nothing, a folder, a text, an empty file and another program's database are refused, and nothing is made."""
    target = tmp_path / "copies" / "copy"
    assert f"There is no file {path}; name a database of Clio's." == await refusal_of_backup(path, target)
    assert f"There is no file {tmp_path}; name a database of Clio's." == await refusal_of_backup(tmp_path, target)
    text = tmp_path / "text"
    text.write_text("Dear diary, " * 100)
    empty = tmp_path / "empty"
    empty.touch()
    other = tmp_path / "other"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    for file in (text, empty, other):
        assert f"{file} is no database of Clio's." == await refusal_of_backup(file, target)
    assert not target.parent.exists()


async def test_nothing_is_overwritten(path: Path, tmp_path: Path) -> None:
    """What lies at the target stays, whatever it is."""
    await make(path, "a")
    target = tmp_path / "copy"
    target.symlink_to(tmp_path / "nowhere")
    expected = f"{target} is there already; name another file, or move it away."
    assert expected == await refusal_of_backup(path, target)
    assert f"{path} is there already; name another file, or move it away." == await refusal_of_backup(path, path)
    assert ["a"] == rows(path)
    assert [".lock"] == [file.suffix for file in path.parent.iterdir() if file.suffix != ".sqlite3"]


async def test_two_backups_to_one_name_do_not_mix(path: Path, tmp_path: Path) -> None:
    """The second is refused while the first is being made."""
    await make(path, "a")
    target = tmp_path / "copy"
    first = claim(Path(f"{target}.part"))
    assert f"Another backup to {target} is being made; wait for its end." == await refusal_of_backup(path, target)
    first.release()
    await backup(path, target)
    assert ["a"] == rows(target)


async def test_what_a_killed_backup_left_is_no_part_of_the_next(path: Path, tmp_path: Path) -> None:
    """Neither half a copy nor its logs."""
    target = tmp_path / "copies" / "copy"
    await make_unclosed(Path(f"{target}.part"), "something old")
    await make(path, "a")
    await backup(path, target)
    assert ["copy"] == names(target.parent)
    assert ["a"] == rows(target)


async def test_a_damaged_database_is_not_kept_as_a_backup(path: Path, tmp_path: Path) -> None:
    """A copy without worth would push out one that has some."""
    await make(path, *("abc" * 1000 for _ in range(50)))
    spoil(path)
    target = tmp_path / "copies" / "copy"
    expected = f"{path} is damaged and was not copied; the newest whole backup can be restored."
    assert expected == await refusal_of_backup(path, target)
    with path.open("r+b") as file:
        file.truncate(5000)
    assert expected == await refusal_of_backup(path, target)
    assert [] == names(target.parent)


async def test_a_full_disk_leaves_no_half_copy(
    path: Path, tmp_path: Path, file_size_limit: Callable[[int], AbstractContextManager[None]]
) -> None:
    """The sentence names the file that could not be written."""
    await make(path, "a" * 1_000_000)
    target = tmp_path / "copies" / "copy"
    with file_size_limit(100_000):
        assert f"The disk fails to read or write {target}.part" in await refusal_of_backup(path, target)
    assert [] == names(target.parent)


async def test_folders_that_cannot_be_written_are_told(path: Path, folder_for_all: Path, ordinary_user: None) -> None:
    """The one of the copy, and the one of the database, where SQLite needs to make its index of the log."""
    source = await make(folder_for_all / "data" / "clio.sqlite3", "a")
    inner = folder_for_all / "copies"
    inner.mkdir()
    stale = inner / "copy.part.lock"
    stale.touch()
    inner.chmod(0o555)
    assert f"The folder {inner} cannot be used (Permission denied)" in await refusal_of_backup(source, inner / "new")
    expected = f"{inner}/copy.part cannot be written (Permission denied); free some space, or let the user that runs "
    assert f"{expected}Clio write there." == await refusal_of_backup(source, inner / "copy")
    source.parent.chmod(0o555)
    assert f"{source} cannot be written; let the user" in await refusal_of_backup(source, folder_for_all / "new")
    for folder in (source.parent, inner):
        folder.chmod(0o777)


async def test_a_cancelled_backup_leaves_nothing(path: Path, tmp_path: Path) -> None:
    """When the cancellation is through, no thread is at work any more."""
    await make(path, "a")
    target = tmp_path / "copies" / "copy"
    work = asyncio.create_task(backup(path, target))
    await asyncio.sleep(0)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert [] == names(target.parent)


async def test_checking_the_copy_ends_when_it_is_not_wanted(path: Path, tmp_path: Path) -> None:
    """The check of a large file does not hold up a stop."""
    await make(path, *("abc" for _ in range(5000)))

    class AfterTheCopying(threading.Event):
        asked = 0

        def is_set(self) -> bool:
            self.asked += 1
            return self.asked > 1

    stop = AfterTheCopying()
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        backups._back_up(path, tmp_path / "copies" / "copy", stop)
    assert 2 == stop.asked
    assert [] == names(tmp_path / "copies")


async def test_a_kill_while_copying_leaves_no_half_copy(path: Path, tmp_path: Path) -> None:
    """The copy is there and whole, or not there, and then the same command works."""
    await make(path, *("abc" * 1000 for _ in range(100)))
    (tmp_path / "empty").mkdir()
    for place in await killed("backup", tmp_path / "empty", path, tmp_path / "killed"):
        if not (place / "clio.sqlite3").exists():
            await backup(path, place / "clio.sqlite3")
            assert ["clio.sqlite3"] == names(place)
        assert ["abc" * 1000] * 100 == rows(place / "clio.sqlite3")
