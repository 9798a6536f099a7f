"""The database as one file: copied out while the bot runs, put back while it does not."""

import asyncio
import os
import shutil
import sqlite3
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from urllib.parse import quote

from bot.errors import StartFault
from bot.storage.claim import claim
from bot.storage.database import BUSY_S
from bot.storage.faults import sentence
from bot.storage.schema import APPLICATION_ID, header, is_whole, migrations, version_of

PAGES = 256
"""Copied at a time, 1 MiB; in between the copying looks whether it is still wanted."""

LOGS = ("-wal", "-journal")
"""What SQLite keeps beside a file that was not closed: changes that belong to it; SQLite, "Temporary Files"."""


async def backup(path: Path, target: Path) -> None:
    """Copies the database at `path` to the new file `target`, also while a bot writes to it.

    The copy is the database of one moment: one file, checked, and on the disk before it has its name. The folder is
    made where it is missing. A cancellation ends the copying and leaves nothing.

    Raises:
        StartFault: `path` is not there, damaged or not Clio's; `target` is there already or cannot be written.
    """
    stop = threading.Event()
    work = asyncio.ensure_future(asyncio.to_thread(_back_up, path, target, stop))
    try:
        await asyncio.shield(work)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait({work})
        work.exception()  # seen: how the work ended is nothing to whoever does not want it any more
        raise


def restore(source: Path, path: Path, *, busy_s: float = BUSY_S) -> Path | None:
    """Puts the backup `source` in the place of the database at `path`, which no bot may have open.

    Gives the copy of what was replaced, `<name>.before-restore-<n>` beside it, or None where there was nothing.

    Raises:
        StartFault: `source` is not there, damaged, not Clio's or of a newer Clio; the database is in use or another
            program's; the disk is full or refuses. The database is then what it was.
    """
    # A kill or a power cut at any moment leaves the old database or the new one, and never a mixture:
    # 1. the new one is made under another name, checked, and flushed;
    # 2. SQLite folds the logs of the old one into it, which SQLite itself does whole or again. A log that stayed would
    #    be replayed into the new database and ruin it;
    # 3. the old one is copied, and the copy gets its name when it is whole and flushed. A file that SQLite cannot read
    #    may have its logs still; they are copied and then removed;
    # 4. one rename puts the new one in its place.
    # Whoever runs it again after a kill gets one more copy in step 3, and that is all.
    file = path.resolve() if path.is_symlink() else path  # SQLite keeps the logs beside the file that a link leads to
    with ExitStack() as stack:
        snapshot = stack.enter_context(_snapshot(source))
        version_of(snapshot, source, max(migrations()))
        if file.is_dir():
            raise StartFault([f"{path} is a folder; CLIO_DATABASE names a file, as in data/clio.sqlite3."])
        if file.exists() and file.samefile(source):
            raise StartFault([f"{source} is the database itself; name a backup of it."])
        stack.callback(claim(path).release)
        part = Path(f"{file}.part")
        stack.callback(_remove, part)
        _copy(snapshot, source, part, _mode(file if file.exists() else source))
        _fold(file, busy_s)
        kept = _set_aside(file)
        with _told(file, source):
            _give_to_owner_of(file if kept else file.parent, part, Path(f"{path}.lock"))
            _remove_logs(file)
            part.replace(file)
            _flush_folder(file.parent)
        return kept


def _back_up(path: Path, target: Path, stop: threading.Event) -> None:
    with _snapshot(path) as snapshot, _part_of(target) as part:
        _copy(snapshot, path, part, _mode(path), stop)
        with _told(target, path):
            part.rename(target)
            _flush_folder(target.parent)


@contextmanager
def _snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """A database of Clio's, to be read only, as it is at this moment however it is written to meanwhile."""
    # Never by open(): a close would free the locks of all connections that this process has to the file; SQLite, "How
    # To Corrupt An SQLite Database File", section 2.2.
    if not path.is_file():
        raise StartFault([f"There is no file {path}; name a database of Clio's."])
    with ExitStack() as stack:
        with _told(path, path):
            # Not mode=ro: such a connection makes a log and its index beside the file, and leaves them behind.
            not_new = f"file:{quote(str(path))}?mode=rw"
            connection = sqlite3.connect(not_new, uri=True, timeout=BUSY_S, isolation_level=None)
            stack.enter_context(closing(connection))
            connection.execute("PRAGMA query_only = ON")
            # Without a transaction each change by another connection would make the copying begin anew.
            connection.execute("BEGIN")
            if header(connection)[0] != APPLICATION_ID:
                raise StartFault([_foreign(path)])
        yield connection


@contextmanager
def _part_of(target: Path) -> Iterator[Path]:
    """A name beside `target` that is ours alone for a while; nothing is left of it."""
    part = Path(f"{target}.part")
    lock = claim(part, f"Another backup to {target} is being made; wait for its end.")
    try:
        if os.path.lexists(target):
            raise StartFault([f"{target} is there already; name another file, or move it away."])
        yield part
    finally:
        _remove(part)
        with suppress(OSError):  # Windows keeps a file that is open
            Path(f"{part}.lock").unlink()  # while it is held: whoever opened it meanwhile sees that it has no name
        lock.release()


def _copy(
    snapshot: sqlite3.Connection, source: Path, part: Path, mode: int, stop: threading.Event | None = None
) -> None:
    """Makes `part` the content of `snapshot`: one file without logs, checked, flushed, read by whom `mode` says."""
    stop = stop or threading.Event()

    def go_on(*_: object) -> None:
        if stop.is_set():
            raise sqlite3.OperationalError("interrupted")

    _remove(part)  # what a kill left
    with _told(part, source):
        part.touch(mode | stat.S_IRUSR | stat.S_IWUSR, exist_ok=False)
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            # What is not finished is thrown away, so it needs no journal, and one flush at its end.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            snapshot.backup(copy, pages=PAGES, progress=go_on, sleep=0)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, which can be read from a read-only disk
            copy.set_progress_handler(stop.is_set, 10_000)
            if not is_whole(copy, "integrity_check"):
                raise StartFault([_damaged(source)])
        _flush(part)


def _fold(file: Path, busy_s: float) -> None:
    """Brings the logs into the file, where SQLite can read it; what it cannot read is kept with its logs instead."""
    if not file.exists():
        return
    with _told(file, file), closing(sqlite3.connect(file, timeout=busy_s, isolation_level=None)) as old:
        try:
            version_of(old, file, sys.maxsize)
            old.execute("PRAGMA journal_mode = DELETE")  # refused while any other program has the file open
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise


def _set_aside(file: Path) -> Path | None:
    """Copies the file under the next free name; the file last, so that what has the name is all of it."""
    if not file.exists():
        return None
    names = (file.with_name(f"{file.name}.before-restore-{number}") for number in count(1))
    kept = next(name for name in names if not name.exists())
    part = Path(f"{kept}.part")
    try:
        with _told(kept, file):
            for suffix in (*LOGS, ""):
                if (old := Path(f"{file}{suffix}")).exists():
                    shutil.copy2(old, part)
                    _flush(part)
                    part.replace(f"{kept}{suffix}")
            _flush_folder(kept.parent)
    finally:
        _remove(part)
    return kept


def _remove(part: Path) -> None:
    with suppress(OSError):  # what cannot be removed cannot be made anew either, and that is told
        part.unlink(missing_ok=True)
        _remove_logs(part)


def _remove_logs(file: Path) -> None:
    for suffix in (*LOGS, "-shm"):  # the last is an index of the first
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def _give_to_owner_of(model: Path, *files: Path) -> None:
    """What root restores stays the bot's."""
    if sys.platform == "win32":
        return
    owner = model.stat()
    for file in files:
        with suppress(PermissionError):  # only root can, and only root has to
            os.chown(file, owner.st_uid, owner.st_gid)


def _mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def _flush(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _flush_folder(folder: Path) -> None:
    """A new name is on the disk only once its folder is."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told(file: Path, source: Path) -> Iterator[None]:
    """Turns what SQLite and the system say of `file`, which has the content of `source`, into a `StartFault`."""
    try:
        yield
    except sqlite3.Error as error:
        match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE) & 0xFF:
            case sqlite3.SQLITE_NOTADB:
                text: str | None = _foreign(source)
            case sqlite3.SQLITE_CORRUPT:
                text = _damaged(source)
            case _:
                text = sentence(error, file)
        if text is None:
            raise
        raise StartFault([text]) from error
    except OSError as error:
        reason = error.strerror or str(error)
        text = f"{file} cannot be written ({reason}); free some space, or let the user that runs Clio write there."
        raise StartFault([text]) from error


def _foreign(file: Path) -> str:
    return f"{file} is no database of Clio's."


def _damaged(file: Path) -> str:
    return f"{file} is damaged and was not copied; the newest whole backup can be restored."
