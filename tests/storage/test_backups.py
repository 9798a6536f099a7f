"""A copy of the database is whole, and takes the place of another wholly or not at all."""
# ruff: noqa: ASYNC240 -- tests touch small files of their own

import asyncio
import os
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
from bot.storage.backups import backup, restore
from bot.storage.claim import claim
from bot.storage.database import Database
from tests.storage.conftest import NOBODY

ROOT = Path(__file__).parents[2]
INSERT = "INSERT INTO audit (guild_id, user_id, action, detail, at) VALUES (?, 0, ?, '{}', 0)"

WRITER = """
import asyncio, sys
from pathlib import Path
from bot.storage.database import Database

INSERT = "INSERT INTO audit (guild_id, user_id, action, detail, at) VALUES (?, 0, ?, '{}', 0)"

async def main():
    db = await Database.open(Path(sys.argv[1]))
    number = 0
    while True:
        async with db.transaction() as tx:
            await tx.execute(INSERT, (number, "first"))
            await tx.execute(INSERT, (number, "second" * 100))
        print(number, flush=True)
        number += 1

asyncio.run(main())
"""

KILLED = """
import asyncio, os, shutil, signal, sys
from pathlib import Path
from bot.storage.backups import backup, restore

work, template, source, folder = sys.argv[1], *map(Path, sys.argv[2:])

def die_after(steps):
    def count(event, _):
        nonlocal steps
        if event.startswith(("open", "os.", "shutil.", "sqlite3.")):
            if not steps:
                signal.raise_signal(signal.SIGKILL)
            steps -= 1
    sys.addaudithook(count)

steps, status = 0, signal.SIGKILL
while status == signal.SIGKILL:
    place = folder / str(steps)
    shutil.copytree(template, place)
    child = os.fork()
    if not child:
        die_after(steps)
        if work == "backup":
            asyncio.run(backup(source, place / "clio.sqlite3"))
        else:
            restore(source, place / "clio.sqlite3")
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    steps += 1
print(status)
"""
"""Works in a copy of `template` again and again, killed before one more of the things that it does to files."""


def rows(path: Path) -> list[str]:
    """The actions that the audit of a closed file holds; the file is read alone, as if nothing lay beside it."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()
        return [action for (action,) in connection.execute("SELECT action FROM audit ORDER BY id")]


def names(folder: Path) -> list[str]:
    """What lies in the folder."""
    return sorted(file.name for file in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder but locks, and what is in it."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".lock"}


async def make(path: Path, *actions: str) -> Path:
    """A closed database whose audit holds the actions."""
    db = await Database.open(path)
    async with db.transaction() as tx:
        await tx.executemany(INSERT, [(1, action) for action in actions])
    await db.close()
    return path


async def make_unclosed(path: Path, *actions: str) -> Path:
    """The same as a kill leaves it: the actions are in the write-ahead log only."""
    path.parent.mkdir(exist_ok=True)
    db = await Database.open(path.parent / "open" / path.name)
    async with db.transaction() as tx:
        await tx.executemany(INSERT, [(1, action) for action in actions])
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{db.path}{suffix}", f"{path}{suffix}")
    await db.close()
    shutil.rmtree(db.path.parent)
    return path


def spoil(path: Path) -> None:
    """Overwrites pages in the middle of a file, so that it opens and is damaged."""
    with path.open("r+b") as file:
        file.seek(os.path.getsize(path) // 2)
        file.write(b"\xff" * 8192)


async def refusal_of_backup(path: Path, target: Path) -> str:
    """The one sentence that copying is refused with."""
    with pytest.raises(StartFault) as caught:
        await backup(path, target)
    [sentence] = caught.value.faults
    return sentence


def refusal_of_restore(source: Path, path: Path) -> str:
    """The one sentence that restoring is refused with; the files are then what they were."""
    before = contents(path.parent) if path.parent.exists() else {}
    with pytest.raises(StartFault) as caught:
        restore(source, path, busy_s=0.05)
    assert before == (contents(path.parent) if path.parent.exists() else {})
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
    async with asyncio.timeout(60):
        for number in range(4):
            while not reported or reported[-1] < 100 * (number + 1):
                reported.append(int(await child.stdout.readline()))
            copy = tmp_path / str(number)
            await backup(path, copy)
            actions = rows(copy)
            assert ["first", "second" * 100] * (len(actions) // 2) == actions
            assert reported[-1] < len(actions) // 2
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
    db = await Database.open(path)
    assert [("wal",)] == await db.read("PRAGMA journal_mode")
    await db.close()


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
    db = await Database.open(path)
    assert f"Another Clio is running on {path}" in refusal_of_restore(copy, path)
    await db.close()
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
    with file_size_limit(200_000):
        assert f"The disk fails to read or write {path}.part" in refusal_of_restore(large, path)
    await make(path, "c" * 1_000_000)
    restore(small, path)  # leaves a large one, without a log, to be set aside next
    shutil.copyfile(path.with_name("clio.sqlite3.before-restore-1"), path)
    with file_size_limit(200_000):
        expected = f"{path}.before-restore-2 cannot be written (File too large)"
        assert expected in refusal_of_restore(small, path)
    assert ["b", "c" * 1_000_000] == rows(path)


async def killed(work: str, template: Path, source: Path, folder: Path) -> list[Path]:
    """The folders in which the work was killed, at each of its steps, and last that in which it was done."""
    folder.mkdir()
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, work, str(template), str(source), str(folder), stdout=PIPE, cwd=ROOT
    )
    async with asyncio.timeout(60):
        out, _ = await child.communicate()
    assert b"0\n" == out
    places = sorted(folder.iterdir(), key=lambda place: int(place.name))
    assert len(places) > 10
    return places


async def test_a_kill_while_restoring_leaves_the_old_database_or_the_new_one(path: Path, tmp_path: Path) -> None:
    """The bot opens one of the two, what has the name of a copy is all of it, and the same command works afterwards."""
    copy = await make(tmp_path / "copy", "new")
    await make_unclosed(path, "old")
    found = []
    for place in await killed("restore", path.parent, copy, tmp_path / "killed"):
        kept = place / "clio.sqlite3.before-restore-1"
        assert not kept.exists() or ["old"] == rows(kept)
        db = await Database.open(place / "clio.sqlite3")
        [(action,)] = await db.read("SELECT action FROM audit")
        await db.close()
        assert action == "old" or kept.exists()
        found.append(action)
        restore(copy, place / "clio.sqlite3")
        assert ["new"] == rows(place / "clio.sqlite3")
        assert [] == [name for name in names(place) if name.endswith((".part", "-wal", "-shm", "-journal"))]
    assert ["new", "old"] == sorted(set(found))
    assert found == sorted(found, reverse=True)


async def test_a_kill_while_copying_leaves_no_half_copy(path: Path, tmp_path: Path) -> None:
    """The copy is there and whole, or not there, and then the same command works."""
    await make(path, *("abc" * 1000 for _ in range(100)))
    (tmp_path / "empty").mkdir()
    for place in await killed("backup", tmp_path / "empty", path, tmp_path / "killed"):
        if not (place / "clio.sqlite3").exists():
            await backup(path, place / "clio.sqlite3")
            assert ["clio.sqlite3"] == names(place)
        assert ["abc" * 1000] * 100 == rows(place / "clio.sqlite3")
