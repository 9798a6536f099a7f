"""What can be wrong with a database file at start, and the sentence that says so."""
# ruff: noqa: ASYNC240 -- tests touch small files of their own

import asyncio
import os
import sqlite3
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import StartFault
from bot.storage import schema
from bot.storage.database import Database
from bot.storage.faults import DatabaseFault

ROOT = Path(__file__).parents[2]
VERSIONS = Path(__file__).parent / "versions"
NEWEST = max(schema.migrations())

HOLDER = """
import sys
from pathlib import Path
from bot.storage.claim import claim

lock = claim(Path(sys.argv[1]))
print("held", flush=True)
input()
"""


async def fault_of(path: Path, migrations: Path = schema.MIGRATIONS) -> str:
    """The one sentence that opening `path` is refused with."""
    with pytest.raises(StartFault) as caught:
        await Database.open(path, busy_s=0.05, migrations=migrations)
    [sentence] = caught.value.faults
    return sentence


def shape(path: Path) -> list[tuple[str, str]]:
    """The tables and indexes of a file, with the numbers in its header."""
    connection = sqlite3.connect(path)
    numbers = [
        (name, str(connection.execute(f"PRAGMA {name}").fetchone()[0])) for name in ("application_id", "user_version")
    ]
    tables = connection.execute("SELECT name, COALESCE(sql, '') FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return numbers + tables


async def test_a_new_file_is_made_with_its_folder(path: Path) -> None:
    """The first start needs nothing but a place."""
    async with await Database.open(path) as db:
        assert [("wal",)] == await db.read("PRAGMA journal_mode")
        async with db.transaction() as tx:
            assert [(1,)] == await tx.fetch("PRAGMA foreign_keys")
            assert [(2,)] == await tx.fetch("PRAGMA synchronous")
    assert ("application_id", str(int.from_bytes(b"Clio"))) in shape(path)
    assert ("user_version", str(NEWEST)) in shape(path)


async def test_the_reader_cannot_write(path: Path) -> None:
    """There is one way to write: a transaction."""
    async with await Database.open(path) as db:
        with pytest.raises(DatabaseFault, match="cannot be written"):
            await db.read("DELETE FROM shown")


@settings(max_examples=5, deadline=None)
@given(times=st.integers(1, 4))
def test_opening_again_changes_nothing(tmp_path_factory: pytest.TempPathFactory, times: int) -> None:
    """Migrations run once."""
    path = tmp_path_factory.mktemp("again") / "clio.sqlite3"

    async def open_once() -> None:
        await (await Database.open(path)).close()

    asyncio.run(open_once())
    before = shape(path)
    for _ in range(times):
        asyncio.run(open_once())
    assert before == shape(path)


@pytest.mark.parametrize("version", range(NEWEST))
async def test_every_older_version_is_brought_to_the_newest(path: Path, version: int) -> None:
    """A stored copy of each released version opens, keeps its rows, and then has the shape of a new file.

    `versions/0001.sql` is the `.dump` of a file of version 1 with rows in each table; it is added with migration 2.
    """
    dump = (VERSIONS / f"{version:04}.sql").read_text("utf-8")
    path.parent.mkdir()
    old = sqlite3.connect(path)
    old.executescript(dump)
    if version:
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    old.execute(f"PRAGMA user_version = {version}")
    tables = [name for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = {table: old.execute(f"SELECT COUNT(*) FROM {table}").fetchone() for table in tables}
    old.commit()
    old.close()

    async with await Database.open(path) as db:
        assert counts == {table: (await db.read(f"SELECT COUNT(*) FROM {table}"))[0] for table in tables}
    new = path.with_name("new.sqlite3")
    await (await Database.open(new)).close()
    assert shape(new) == shape(path)


def test_migrations_are_numbered_without_a_gap() -> None:
    """0001, 0002 and so on, and none opens or ends a transaction of its own."""
    assert list(range(1, NEWEST + 1)) == list(schema.migrations())
    for file in schema.migrations().values():
        first_words = {statement.split()[0].upper() for statement in schema.statements(file.read_text("utf-8"))}
        assert set() == first_words & {"BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "ATTACH", "VACUUM"}


def test_statements_are_split_where_they_end() -> None:
    """Semicolons in texts, comments and triggers do not end a statement, and a last one may do without."""
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; DELETE FROM b; END;"
    script = f"{trigger}\nINSERT INTO a VALUES (';'); -- not; here\nSELECT 1"
    assert [trigger, "\nINSERT INTO a VALUES (';');", " -- not; here\nSELECT 1"] == list(schema.statements(script))
    assert [] == list(schema.statements(" \n"))


async def test_a_migration_that_fails_changes_nothing(path: Path, tmp_path: Path) -> None:
    """What its first statements did is undone, the version stays, and the sentence names both."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.sql").write_text(
        f"PRAGMA application_id = {schema.APPLICATION_ID}; CREATE TABLE a (x INTEGER) STRICT;"
    )
    await (await Database.open(path, migrations=folder)).close()
    before = shape(path)
    (folder / "0002_second.sql").write_text("CREATE TABLE b (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);")
    assert "could not be brought to version 2 and was left as it was (no such table: nowhere)" in await fault_of(
        path, folder
    )
    assert before == shape(path)


async def test_a_migration_may_rebuild_a_table_but_not_orphan_rows(path: Path, tmp_path: Path) -> None:
    """Rebuilding a table deletes nothing that refers to it; rows left without what they refer to fail the migration."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    first = f"""PRAGMA application_id = {schema.APPLICATION_ID};
        CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE b (a_id INTEGER NOT NULL REFERENCES a ON DELETE CASCADE) STRICT;
        INSERT INTO a VALUES (1); INSERT INTO b VALUES (1);"""
    (folder / "0001_first.sql").write_text(first)
    rebuild = """CREATE TABLE new (id INTEGER PRIMARY KEY) STRICT; INSERT INTO new SELECT * FROM a;
        DROP TABLE a; ALTER TABLE new RENAME TO a;"""
    (folder / "0002_rebuild.sql").write_text(rebuild)
    async with await Database.open(path, migrations=folder) as db:
        assert [(1,)] == await db.read("SELECT a_id FROM b")
    (folder / "0003_orphans.sql").write_text("DELETE FROM a;")
    assert "rows refer to rows that are gone" in await fault_of(path, folder)


async def test_a_full_disk_stops_a_migration_and_leaves_the_file_as_it_was(path: Path, tmp_path: Path) -> None:
    """The cause is named, and with space again the same start works."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.sql").write_text(
        f"PRAGMA application_id = {schema.APPLICATION_ID}; CREATE TABLE a (x BLOB) STRICT;"
    )
    await (await Database.open(path, migrations=folder)).close()
    before = shape(path)
    fill = "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO a VALUES (zeroblob(100000));"
    (folder / "0002_second.sql").write_text(f"PRAGMA max_page_count = 5; {fill}")
    assert f"The disk that holds {path} is full; free some space there." == await fault_of(path, folder)
    assert before == shape(path)
    (folder / "0002_second.sql").write_text(fill)
    await (await Database.open(path, migrations=folder)).close()
    assert ("user_version", "2") in shape(path)


async def test_a_second_process_is_refused_until_the_first_is_killed(path: Path) -> None:
    """The lock goes with the process, however it dies."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, str(path), stdin=PIPE, stdout=PIPE, cwd=ROOT
    )
    assert child.stdout
    assert b"held\n" == await child.stdout.readline()
    expected = f"Another Clio is running on {path}; stop it first, or set CLIO_DATABASE to another file."
    assert expected == await fault_of(path)
    child.kill()
    await child.communicate()
    await (await Database.open(path)).close()


async def test_a_second_bot_in_the_same_process_is_refused(path: Path) -> None:
    """The rule is one writer for one file."""
    async with await Database.open(path):
        assert "Another Clio is running" in await fault_of(path)


async def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    """A text is not overwritten."""
    path.parent.mkdir()
    path.write_text("Dear diary, " * 100)
    assert f"{path} is no SQLite database; move it away, or set CLIO_DATABASE to another file." == await fault_of(path)
    assert "Dear diary, " * 100 == path.read_text()


@pytest.mark.parametrize(
    "made", ["CREATE TABLE songs (title TEXT)", "PRAGMA application_id = 5", "PRAGMA user_version = 3"]
)
async def test_the_database_of_another_program_is_left_alone(path: Path, made: str) -> None:
    """Nothing is added to it, not even a write-ahead log."""
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("PRAGMA page_size = 4096")
    other.execute(made)
    other.execute("VACUUM")
    other.close()
    before = path.read_bytes()
    assert f"{path} is the database of another program; set CLIO_DATABASE to a file of its own." == await fault_of(path)
    assert before == path.read_bytes()


async def test_a_newer_database_names_both_versions(path: Path) -> None:
    """A program that was taken back does not touch what a newer one wrote."""
    await (await Database.open(path)).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    sentence = await fault_of(path)
    assert f"has version 999 and was written by a newer Clio; this one knows versions up to {NEWEST}." in sentence


async def test_a_database_held_by_another_program_is_told(path: Path) -> None:
    """A database browser with an open change keeps the bot from starting."""
    await (await Database.open(path)).close()
    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    expected = f"Another program holds {path} locked; close it (a database browser, perhaps) and try again."
    assert expected == await fault_of(path)
    browser.close()
    await (await Database.open(path)).close()


async def test_a_damaged_database_is_told(path: Path) -> None:
    """Overwritten pages are found at start and not at some command."""
    async with await Database.open(path) as db, db.transaction() as tx:
        await tx.executemany(
            "INSERT INTO shown VALUES ('guild', ?, ?, 1)",
            [(guild, f"x-f{n}") for guild in range(50) for n in range(50)],
        )
    with path.open("r+b") as file:
        file.seek(os.path.getsize(path) // 2)
        file.write(b"\xff" * 8192)
    expected = f"{path} is damaged; stop Clio and put a backup in its place: python -m bot restore BACKUP."
    assert expected == await fault_of(path)


async def test_a_cut_database_is_told(path: Path) -> None:
    """A copy that was cut short is no database to start on."""
    await (await Database.open(path)).close()
    with path.open("r+b") as file:
        file.truncate(5000)
    assert "is damaged" in await fault_of(path)


async def test_a_folder_in_place_of_the_file_is_told(path: Path) -> None:
    """CLIO_DATABASE names a file."""
    path.mkdir(parents=True)
    assert f"{path} is a folder; CLIO_DATABASE names a file, as in data/clio.sqlite3." == await fault_of(path)


async def test_a_file_in_place_of_the_folder_is_told(path: Path) -> None:
    """A folder that cannot be made is named."""
    path.parent.write_text("")
    assert f"The folder {path.parent} cannot be used (File exists)" in await fault_of(path)


async def test_a_read_only_file_is_told(folder_for_all: Path, ordinary_user: None) -> None:
    """The start fails, and not the first command."""
    path = folder_for_all / "clio.sqlite3"
    await (await Database.open(path)).close()
    path.chmod(0o444)
    assert f"{path} cannot be written; let the user that runs Clio write the file and its folder." == await fault_of(
        path
    )


async def test_a_read_only_folder_is_told(folder_for_all: Path, ordinary_user: None) -> None:
    """Both where the file is there and where it would have to be made."""
    inner = folder_for_all / "inner"
    inner.mkdir()
    await (await Database.open(inner / "clio.sqlite3")).close()
    inner.chmod(0o555)
    assert "cannot be written; let the user that runs Clio" in await fault_of(inner / "clio.sqlite3")
    assert "cannot be used (Permission denied); let the user that runs Clio" in await fault_of(inner / "other.sqlite3")
    assert "cannot be used (Permission denied); let the user that runs Clio" in await fault_of(
        inner / "new" / "clio.sqlite3"
    )
    inner.chmod(0o777)
