"""A mark counts at once, survives, and is never lost to eviction or to a disk that refuses."""

import asyncio
import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.storage.database import Database
from bot.storage.faults import DatabaseFault
from bot.storage.shown import Scope, Shown

HERE = Scope("guild", 1)
THERE = Scope("guild", 2)
ROWS = "SELECT item_id, shown_at FROM shown ORDER BY scope_kind, scope_id, shown_at"


async def order(shown: Shown, scope: Scope) -> list[str]:
    """The items of a scope, the one shown longest ago first."""
    marks = await shown.marks(scope)
    assert len(marks) == len(set(marks.values()))
    assert sorted(marks.values()) == [*marks.values()]
    return [*marks]


async def until(condition: str, db: Database) -> None:
    """Returns once the query gives a row; fails after half a minute."""
    async with asyncio.timeout(30):
        while not await db.read(condition):
            await asyncio.sleep(0)


async def test_a_mark_counts_at_once(db: Database) -> None:
    """It shows in a view that was taken before, with nothing written yet, and only in its own scope."""
    shown = Shown(db)
    marks = await shown.marks(HERE)
    shown.reserve(HERE, "rr-f001", 1000)
    assert {"rr-f001": 1000} == marks
    assert {} == await shown.marks(THERE)
    assert {} == await shown.marks(Scope("user", 1))
    assert [] == await db.read(ROWS)


async def test_marks_of_one_instant_have_an_order(db: Database) -> None:
    """Ten members who ask in the same millisecond get ten marks, in turn; a clock that goes back changes no order."""
    shown = Shown(db)
    for number in range(10):
        shown.reserve(HERE, f"rr-f{number}", 1000)
    shown.reserve(HERE, "rr-f0", 900)
    assert [*(f"rr-f{number}" for number in range(1, 10)), "rr-f0"] == await order(shown, HERE)


async def test_marks_survive_a_restart(db: Database) -> None:
    """What was flushed is there for the next start, in the same order, and what follows comes after it."""
    shown = Shown(db)
    shown.reserve(HERE, "rr-f001", 2000)
    shown.reserve(HERE, "rr-f002", 1000)
    await shown.flush()
    again = Shown(db)
    assert {"rr-f001": 2000, "rr-f002": 2001} == await again.marks(HERE)
    again.reserve(HERE, "rr-f001", 500)
    assert ["rr-f002", "rr-f001"] == await order(again, HERE)


async def test_a_mark_before_the_scope_was_read_comes_after_what_is_read(db: Database) -> None:
    """Also where its time is earlier, and where it is reserved while the reading is under way."""
    shown = Shown(db)
    shown.reserve(HERE, "rr-f001", 2000)
    await shown.flush()
    again = Shown(db)
    again.reserve(HERE, "rr-f002", 1000)
    reading = asyncio.create_task(again.marks(HERE))
    await asyncio.sleep(0)
    again.reserve(HERE, "rr-f003", 1000)
    await reading
    assert ["rr-f001", "rr-f002", "rr-f003"] == await order(again, HERE)
    await again.flush()
    assert ["rr-f001", "rr-f002", "rr-f003"] == await order(Shown(db), HERE)


async def test_three_hundred_draws_by_ten_members_at_once_repeat_nothing(db: Database) -> None:
    """Picking and reserving without an await between is fair, also while marks are written and scopes evicted."""
    shown = Shown(db, flush_s=0.001, scopes=1)
    writing = asyncio.create_task(shown.run())
    items = [f"rr-f{number}" for number in range(300)]
    drawn: list[str] = []

    async def draw() -> None:
        for at in range(30):
            await shown.marks(Scope("user", at % 3))
            marks = await shown.marks(HERE)
            item = min(items, key=lambda item: marks.get(item, 0))
            shown.reserve(HERE, item, at)
            drawn.append(item)

    await asyncio.gather(*(draw() for _ in range(10)))
    assert sorted(items) == sorted(drawn)
    writing.cancel()
    await shown.flush()
    assert drawn == await order(Shown(db), HERE)


async def test_a_scope_is_read_once_for_many_callers(db: Database, path: Path) -> None:
    """Callers at the same time share one reading, and one who gives up does not take it from the others."""
    shown = Shown(db)
    callers = [asyncio.create_task(shown.marks(HERE)) for _ in range(5)]
    await asyncio.sleep(0)
    callers[0].cancel()
    results = await asyncio.gather(*callers, return_exceptions=True)
    assert isinstance(results[0], asyncio.CancelledError)
    shown.reserve(HERE, "rr-f001", 1)
    # Had each read on its own, each would hold marks of its own.
    assert [{"rr-f001": 1}] * 4 == results[1:]


async def test_little_is_kept_in_memory(db: Database) -> None:
    """Scopes and marks are bounded; what was forgotten is read again."""
    shown = Shown(db, scopes=10, marks=40)
    for guild in range(100):
        scope = Scope("guild", guild)
        await shown.marks(scope)
        for number in range(guild % 7):
            shown.reserve(scope, f"rr-f{number}", guild)
        await shown.flush()
        assert len(shown._seen) <= 10
        assert shown._count == sum(len(seen.marks) for seen in shown._seen.values()) <= 40
    for guild in range(100):
        assert [f"rr-f{number}" for number in range(guild % 7)] == await order(shown, Scope("guild", guild))


async def test_the_scope_asked_for_is_kept_even_alone_too_large(db: Database) -> None:
    """A scope with more marks than fit is usable all the same."""
    shown = Shown(db, marks=2)
    for number in range(5):
        shown.reserve(HERE, f"rr-f{number}", number)
    await shown.flush()
    assert 5 == len(await shown.marks(HERE))
    await shown.flush()
    assert [HERE] == list(shown._seen)
    assert {} == await shown.marks(THERE)
    assert [THERE] == list(shown._seen)
    assert 5 == len(await shown.marks(HERE))


async def test_unwritten_marks_are_never_evicted(db: Database, path: Path) -> None:
    """While another program holds the file every mark stays in memory, and is written once the file is free."""
    shown = Shown(db, scopes=2)
    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    scopes = [Scope("guild", number) for number in range(20)]
    for scope in scopes:
        await shown.marks(scope)
        shown.reserve(scope, "rr-f001", 7)
    with pytest.raises(DatabaseFault, match="locked"):
        await shown.flush()
    await asyncio.gather(*(shown.marks(Scope("user", number)) for number in range(20)))
    assert [["rr-f001"]] * 20 == [await order(shown, scope) for scope in scopes]
    browser.close()
    await shown.flush()
    assert [("rr-f001", 7)] * 20 == await db.read(ROWS)
    assert 2 == len(shown._seen)


async def test_marks_are_written_soon_and_again_after_a_fault(
    db: Database, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The task that writes is woken by a mark, logs a refusal of the disk, keeps the marks and tries again."""
    shown = Shown(db, flush_s=0.001)
    writing = asyncio.create_task(shown.run())
    shown.reserve(HERE, "rr-f001", 1)
    await until("SELECT 1 FROM shown WHERE item_id = 'rr-f001'", db)

    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    shown.reserve(HERE, "rr-f002", 2)
    async with asyncio.timeout(30):
        while "shown marks wait" not in caplog.text:
            await asyncio.sleep(0.001)
    browser.close()
    await until("SELECT 1 FROM shown WHERE item_id = 'rr-f002'", db)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing


async def test_a_mark_made_while_others_are_written_is_written_next(db: Database) -> None:
    """The same item shown again during a flush keeps its newer mark."""
    shown = Shown(db)
    await shown.marks(HERE)
    shown.reserve(HERE, "rr-f001", 1)
    flushing = asyncio.create_task(shown.flush())
    await asyncio.sleep(0)
    shown.reserve(HERE, "rr-f001", 2)
    shown.reserve(THERE, "rr-f001", 3)
    await flushing
    assert [("rr-f001", 1)] == await db.read(ROWS)
    await asyncio.gather(shown.flush(), shown.flush())
    assert [("rr-f001", 2), ("rr-f001", 3)] == await db.read(ROWS)


async def test_a_disk_that_fails_is_told_to_the_caller(db: Database) -> None:
    """Marks that cannot be read are no empty marks."""
    shown = Shown(db)
    await db.close()
    for _ in range(2):
        with pytest.raises(DatabaseFault):
            await shown.marks(HERE)


Step = tuple[str, int, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "reserve", "reserve", "marks", "flush", "flush twice", "restart"]),
        st.integers(0, 3),
        st.integers(0, 4),
        st.integers(0, 20),
    ),
    max_size=40,
)


@settings(max_examples=30, deadline=None)
@given(steps=steps, scopes=st.integers(1, 3), marks=st.integers(1, 6))
def test_marks_follow_the_order_of_showing(
    tmp_path_factory: pytest.TempPathFactory, steps: Sequence[Step], scopes: int, marks: int
) -> None:
    """Whatever is evicted, written twice or read back: a scope's items are in the order of their last showing."""

    async def play(db: Database) -> None:
        shown = Shown(db, scopes=scopes, marks=marks)
        expected: dict[int, list[str]] = {}
        for what, guild, number, at in steps:
            item = f"rr-f{number}"
            if what == "reserve":
                shown.reserve(Scope("guild", guild), item, at)
                seen = expected.setdefault(guild, [])
                if item in seen:
                    seen.remove(item)
                seen.append(item)
            elif what == "marks":
                assert expected.get(guild, []) == await order(shown, Scope("guild", guild))
            elif what == "restart":
                await shown.flush()
                shown = Shown(db, scopes=scopes, marks=marks)
            else:
                await asyncio.gather(*(shown.flush() for _ in what.split()))
        for guild, seen in expected.items():
            assert seen == await order(shown, Scope("guild", guild))

    async def run() -> None:
        async with await Database.open(tmp_path_factory.mktemp("shown") / "clio.sqlite3") as db:
            await play(db)

    asyncio.run(run())


@pytest.mark.torture(few=2, many=100)
async def test_no_interleaving_loses_a_mark(db: Database, seed: int) -> None:
    """Members, writing and eviction at random: every guild's items end in the order in which they were shown."""
    dice = random.Random(seed)
    shown = Shown(db, flush_s=0.0001, scopes=3, marks=30)
    writing = asyncio.create_task(shown.run())
    last: dict[Scope, dict[str, None]] = {}

    async def member() -> None:
        for _ in range(40):
            scope = Scope("guild", dice.randrange(12))
            if dice.random() < 0.7:
                await shown.marks(scope)
            item = f"rr-f{dice.randrange(10)}"
            shown.reserve(scope, item, dice.randrange(5))
            seen = last.setdefault(scope, {})
            seen.pop(item, None)
            seen[item] = None
            if dice.random() < 0.1:
                await shown.flush()

    await asyncio.gather(*(member() for _ in range(10)))
    writing.cancel()
    await shown.flush()
    for scope, seen in last.items():
        assert list(seen) == await order(shown, scope)
        assert list(seen) == await order(Shown(db), scope)
