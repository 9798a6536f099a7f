"""What the staff has set is read from memory, never stale, and nothing changes without a row in the audit."""

import asyncio
import json
import sqlite3
import threading
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.storage.database import Database
from bot.storage.faults import DatabaseFault
from bot.storage.guilds import EXCLUDED, Guilds, GuildSettings, Setting

AUDIT = "SELECT guild_id, user_id, action, detail, at FROM audit ORDER BY id"


async def test_nothing_is_set_at_first(db: Database) -> None:
    """A guild that nobody has touched has no row and no staff channel."""
    assert GuildSettings() == await Guilds(db).settings(1)
    assert [] == await db.read("SELECT * FROM guild_settings")


async def test_a_setting_is_kept_with_who_changed_it(db: Database) -> None:
    """Setting, changing and unsetting each add one row to the audit, with what was there before."""
    guilds = Guilds(db)
    for channel, at in ((10, 100), (11, 200), (None, 300)):
        await guilds.change(1, {"staff_channel_id": channel}, by=7, at=at)
        assert GuildSettings(channel) == await guilds.settings(1)
        assert GuildSettings(channel) == await Guilds(db).settings(1)
    expected = [(100, None, 10), (200, 10, 11), (300, 11, None)]
    rows = await db.read(AUDIT)
    assert expected == [(at, *json.loads(detail).values()) for *_, detail, at in rows]
    assert {(1, 7, "staff_channel")} == {(guild, user, action) for guild, user, action, *_ in rows}
    assert GuildSettings() == await guilds.settings(2)


async def test_several_settings_change_at_once(db: Database) -> None:
    """Each that really changed has its row in the audit; the others keep what they had, and None gives the default."""
    guilds = Guilds(db)
    wanted = GuildSettings(10, "Europe/Berlin", 20, 30, 150, 0, 40, 20)
    changes = {name: getattr(wanted, name) for name in get_args(Setting)}
    assert wanted == await guilds.change(1, changes, by=7, at=100)
    assert wanted == await guilds.change(1, changes, by=7, at=200)
    assert 1.5 == (await guilds.settings(1)).time_factor
    unset: dict[Setting, int | None] = {"time_zone": None, "grace_ms": None, "host_role_id": None, "factor_pct": 150}
    assert GuildSettings(10, "UTC", None, 30, 150, 1_500, 40, 20) == await guilds.change(1, unset, by=8, at=300)
    assert GuildSettings() == await guilds.settings(2)
    rows = [(action, json.loads(detail)) for _, _, action, detail, at in await db.read(AUDIT) if at == 300]
    assert [
        ("time_zone", {"before": "Europe/Berlin", "after": "UTC"}),
        ("grace_ms", {"before": 0, "after": 1_500}),
        ("host_role", {"before": 20, "after": None}),
    ] == rows
    assert 11 == len(await db.read(AUDIT))


@pytest.mark.parametrize("changes", [{"factor_pct": 99}, {"factor_pct": 301}, {"grace_ms": -1}, {"grace_ms": 5_001}])
async def test_what_is_out_of_range_is_not_kept(db: Database, changes: dict[Setting, int]) -> None:
    """The database refuses what the command should have refused."""
    guilds = Guilds(db)
    with pytest.raises(sqlite3.IntegrityError):
        await guilds.change(1, {"host_role_id": 20, **changes}, by=7, at=1)
    assert GuildSettings() == await guilds.settings(1)
    assert [] == await db.read(AUDIT)


async def test_settings_are_read_once(db: Database, path: Path) -> None:
    """What was asked for lately comes from memory; what was forgotten is read again."""
    guilds = Guilds(db, cached=2)
    for guild in (1, 2, 1, 3):
        await guilds.settings(guild)
    elsewhere = sqlite3.connect(path, isolation_level=None)
    elsewhere.execute("INSERT INTO guild_settings (guild_id, staff_channel_id) VALUES (1, 10), (2, 10), (3, 10)")
    elsewhere.close()
    assert [None, None, 10] == [(await guilds.settings(guild)).staff_channel_id for guild in (1, 3, 2)]


async def test_a_change_under_way_leaves_nothing_stale_in_memory(db: Database) -> None:
    """A reading that began before a change does not outlive it."""
    guilds = Guilds(db)
    for channel in range(1, 30):
        reading = [asyncio.create_task(guilds.settings(1)) for _ in range(3)]
        changing = asyncio.create_task(guilds.change(1, {"staff_channel_id": channel}, by=7, at=channel))
        await asyncio.gather(*reading, changing)
        assert channel == (await guilds.settings(1)).staff_channel_id


async def test_a_reading_that_a_change_overtakes_is_not_kept(db: Database) -> None:
    """Its answer may be older than the change."""
    guilds = Guilds(db)
    let_go = threading.Event()
    await db._reader.create_function("hold", 0, lambda: let_go.wait(10))
    holding = asyncio.create_task(db.read("SELECT hold()"))
    reading = asyncio.create_task(guilds.settings(1))
    await asyncio.sleep(0)
    await guilds.change(1, {"staff_channel_id": 10}, by=7, at=1)
    let_go.set()
    await asyncio.gather(holding, reading)
    assert {} == guilds._cache
    assert GuildSettings(10) == await guilds.settings(1)


async def test_a_change_that_fails_changes_nothing(db: Database, path: Path) -> None:
    """Neither the setting nor the audit, in memory or on the disk."""
    guilds = Guilds(db)
    await guilds.change(1, {"staff_channel_id": 10}, by=7, at=1)
    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseFault):
        await guilds.change(1, {"staff_channel_id": 11}, by=7, at=2)
    browser.close()
    assert GuildSettings(10) == await guilds.settings(1)
    assert 1 == len(await db.read(AUDIT))


async def test_settings_are_written_as_they_are(db: Database, path: Path) -> None:
    """That changes nothing and is not audited, and tells whether the disk takes it."""
    guilds = Guilds(db)
    await guilds.change(1, {"staff_channel_id": 10, "quiz_channel_id": 11}, by=7, at=1)
    for guild_id in (1, 2):
        await guilds.rewrite(guild_id)
    assert 2 == len(await db.read(AUDIT))
    assert GuildSettings(10, quiz_channel_id=11) == await Guilds(db).settings(1)
    assert GuildSettings() == await Guilds(db).settings(2)
    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseFault):
        await guilds.rewrite(1)
    browser.close()


@settings(max_examples=15, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(1, 2), st.none() | st.integers(1, 2)), max_size=8))
def test_setting_twice_is_setting_once(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int | None]]
) -> None:
    """Each change made twice leaves the same settings and the same audit as each made once."""

    async def play(times: int) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
        async with await Database.open(tmp_path_factory.mktemp("guilds") / "clio.sqlite3") as db:
            guilds = Guilds(db)
            for at, (guild, channel) in enumerate(changes):
                for _ in range(times):
                    await guilds.change(guild, {"staff_channel_id": channel}, by=7, at=at)
            return await db.read("SELECT * FROM guild_settings ORDER BY guild_id"), await db.read(AUDIT)

    assert asyncio.run(play(1)) == asyncio.run(play(2))


async def test_roles_are_excluded_and_let_in_again(db: Database) -> None:
    """In the order in which they were named, up to ten; each change is in the audit, what changes nothing is not."""
    guilds = Guilds(db)
    for role_id in range(1, EXCLUDED + 1):
        kept = await guilds.exclude(1, role_id, by=7, at=100)
        assert kept
        assert tuple(range(1, role_id + 1)) == kept.excluded_role_ids
    assert await guilds.exclude(1, 99, by=7, at=100) is None
    assert EXCLUDED == len((await guilds.settings(1)).excluded_role_ids)
    kept = await guilds.exclude(1, 3, by=7, at=100)
    assert kept
    assert 3 not in kept.excluded_role_ids
    assert await Guilds(db).settings(1) == kept
    assert [("excluded_roles", EXCLUDED + 1)] == await db.read("SELECT action, COUNT(*) FROM audit GROUP BY action")
    assert () == (await guilds.change(1, {"excluded_roles": None}, by=7, at=200)).excluded_role_ids
