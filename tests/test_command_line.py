"""The commands of `python -m bot` that do not speak to Discord."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.__main__ import SEEDS, main
from bot.storage.database import Database
from bot.storage.reports import Reports


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A database with one report, named by the environment."""
    path = tmp_path / "clio.sqlite3"
    monkeypatch.setenv("CLIO_DATABASE", str(path))
    monkeypatch.chdir(tmp_path)

    async def report():
        async with await Database.open(path) as opened:
            await Reports(opened).file(
                report_id=1, item_id="rr-f001", guild_id=7, user_id=9, reason="The day\nis wrong", at=1_700_000_000_000
            )

    asyncio.run(report())
    return path


def test_the_shipped_packs_have_no_fault(capsys):
    """check-packs says so and exits with 0."""
    assert 0 == main(["check-packs"])
    assert "2 packs, no fault" in capsys.readouterr().out


def test_every_fault_of_a_pack_is_listed(tmp_path, capsys):
    """check-packs names file and field, counts, and exits with 1."""
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "pack.toml").write_text('id = "mine"\ntitle = "Mine"\n')

    assert 1 == main(["check-packs", str(pack)])
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("mine") for line in lines[:-1])
    assert f"1 pack, {len(lines) - 1} faults" == lines[-1]


def test_the_schemas_are_written(tmp_path, monkeypatch, capsys):
    """Schemas writes one file for each kind of file in a pack."""
    monkeypatch.setattr("bot.__main__.SEEDS", tmp_path)

    assert 0 == main(["schemas"])
    written = {path.name for path in (tmp_path / "schema").iterdir()}
    assert {path.name for path in (SEEDS / "schema").iterdir()} == written
    assert len(written) == len(capsys.readouterr().out.splitlines())


def test_a_backup_is_restored(database, tmp_path, capsys):
    """What backup copied, restore puts back, and says where the replaced file lies."""
    copy = tmp_path / "copy.sqlite3"
    assert 0 == main(["backup", str(copy)])
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("DELETE FROM reports")
    assert 0 == main(["restore", str(copy)])

    with closing(sqlite3.connect(database)) as opened:
        assert [(1,)] == opened.execute("SELECT COUNT(*) FROM reports").fetchall()
    assert "what it was lies in" in capsys.readouterr().out


def test_reports_are_listed_on_one_line_each(database, capsys):
    """Reports works beside a running bot, and a line break in a reason does not break the line."""

    async def beside_the_bot():
        async with await Database.open(database):
            return await asyncio.to_thread(main, ["reports"])

    assert 0 == asyncio.run(beside_the_bot())
    assert [
        r"2023-11-14 22:13 rr-f001 server 7, user 9, kept: 'The day\nis wrong'"
    ] == capsys.readouterr().out.splitlines()


def test_what_cannot_be_done_is_a_sentence(database, tmp_path, capsys):
    """A backup over an existing file is refused with exit code 1."""
    assert 1 == main(["backup", str(database)])
    assert capsys.readouterr().err.startswith("clio: ")
