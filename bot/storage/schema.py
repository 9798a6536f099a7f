"""Whether a database file is Clio's, and its way to the newest version."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.errors import StartFault
from bot.storage.faults import DatabaseFault, damaged, in_words, sentence

APPLICATION_ID = int.from_bytes(b"Clio")
"""What a file of Clio's carries in its header; SQLite, PRAGMA application_id. Written by the first migration."""

MIGRATIONS = Path(__file__).parent / "migrations"

CHECK_LIMIT = 32 * 1024 * 1024
"""Bytes up to which a file is read whole at start: quick_check took 2.6 ms per MiB (SQLite 3.40, one core of ours)."""


def prepare(path: Path, busy_s: float, folder: Path = MIGRATIONS) -> None:
    """Makes the file, or checks it, and applies the migrations that it lacks.

    A start on a file that cannot be written fails here and not at the first command.

    Raises:
        StartFault: the file is another program's, newer than ours, damaged, locked or read-only, or the disk is full.
    """
    steps = migrations(folder)
    if path.is_dir():
        raise StartFault([f"{path} is a folder; CLIO_DATABASE names a file, as in data/clio.sqlite3."])
    try:
        with in_words(path), closing(sqlite3.connect(path, timeout=busy_s, isolation_level=None)) as connection:
            _bring_up(connection, path, steps)
    except DatabaseFault as fault:
        raise StartFault([str(fault)]) from fault


def _bring_up(connection: sqlite3.Connection, path: Path, steps: dict[int, Path]) -> None:
    version = version_of(connection, path, max(steps))
    if path.stat().st_size <= CHECK_LIMIT and not is_whole(connection, "quick_check"):
        raise StartFault([damaged(path)])
    connection.execute("PRAGMA journal_mode = WAL")
    for number in range(version + 1, max(steps) + 1):
        _apply(connection, number, steps[number], path)
    with connection:  # ends in COMMIT, or in ROLLBACK after an error
        # Writes what is there already: BEGIN IMMEDIATE alone succeeds on a read-only file.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {max(steps)}")


def version_of(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    """The number of the last migration applied; 0 for an empty file.

    Raises:
        StartFault: the file is not Clio's, or newer than `newest`.
    """
    application, version = header(connection)
    [tables] = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application, version, tables) != (0, 0, 0):
        raise StartFault([f"{path} is the database of another program; set CLIO_DATABASE to a file of its own."])
    if version > newest:
        text = (
            f"{path} has version {version} and was written by a newer Clio; this one knows versions up to {newest}. "
            "Update Clio, or restore a backup that was made before the update."
        )
        raise StartFault([text])
    return version


def header(connection: sqlite3.Connection) -> tuple[int, int]:
    """The application id and the version that the file carries."""
    [application] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    return application, version


def is_whole(connection: sqlite3.Connection, check: str) -> bool:
    """Whether `quick_check` or the slower and stricter `integrity_check` finds nothing."""
    return bool(connection.execute(f"PRAGMA {check}(1)").fetchone() == ("ok",))


def migrations(folder: Path = MIGRATIONS) -> dict[int, Path]:
    """The files by number: 0001_foundation.sql is number 1."""
    return {int(file.name[:4]): file for file in sorted(folder.glob("[0-9]*.sql"))}


def statements(script: str) -> Iterator[str]:
    """The statements of a script, whole, with the semicolons inside texts and triggers left alone.

    >>> list(statements("SELECT ';'; SELECT 2"))
    ["SELECT ';';", ' SELECT 2']
    """
    pending = ""
    *pieces, rest = script.split(";")
    for piece in pieces:
        pending += f"{piece};"
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if (pending + rest).strip():
        yield pending + rest


def _apply(connection: sqlite3.Connection, number: int, file: Path, path: Path) -> None:
    try:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            # Foreign keys are off here, so that a table can be rebuilt without deleting what refers to it.
            for statement in statements(file.read_text("utf-8")):
                connection.execute(statement)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.IntegrityError("rows refer to rows that are gone")
            connection.execute(f"PRAGMA user_version = {number}")
    except sqlite3.Error as error:
        if sentence(error, path):
            raise
        text = (
            f"{path} could not be brought to version {number} and was left as it was ({error}). "
            "Go on with the Clio that you had before, and report this."
        )
        raise StartFault([text]) from error
