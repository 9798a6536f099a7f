"""The database that boards are measured on is like one that was played."""

from benchmarks.boards import ROUNDS, fill, rows
from bot.storage.database import Database


async def test_the_totals_that_are_measured_are_those_of_the_log(tmp_path):
    """Each result is in the total of its pack and in that of all packs; a quiz has all its rounds."""
    path = tmp_path / "boards.sqlite3"
    await (await Database.open(path)).close()
    fill(path, 2_000)
    async with await Database.open(path) as db:
        assert [("ok",)] == await db.read("PRAGMA quick_check")
        assert [] == await db.read("PRAGMA foreign_key_check")
        [played] = await db.read("SELECT SUM(points), SUM(is_right), COUNT(*) FROM quiz_results")
        sums = "SELECT SUM(points), SUM(right_answers), SUM(asked) FROM quiz_totals WHERE period = 'all' AND pack_id"
        assert [played] == await db.read(f"{sums} = ''") == await db.read(f"{sums} <> ''")
        assert [played] == await db.read("SELECT SUM(points), SUM(right_answers), SUM(asked) FROM quiz_played")
        [(asked,)] = await db.read(
            "SELECT COUNT(*) FROM quiz_results JOIN quiz_round_topics USING (session_id, number)"
        )
        for packs in ("= ''", "<> ''"):
            assert [(asked,)] == await db.read(f"SELECT SUM(asked) FROM quiz_topic_totals WHERE pack_id {packs}")
        assert 2_000 == played[2]
        assert [(2_000 // 100, ROUNDS)] == await db.read(
            "SELECT COUNT(DISTINCT session_id), COUNT(DISTINCT number) FROM quiz_rounds"
        )


async def test_every_kind_of_board_is_measured(tmp_path):
    """Each has its row with a median, the slowest hundredth and a limit."""
    found = await rows(tmp_path, guesses=2_000, calls=5)
    assert 14 == len({row.what for row in found})
    assert {"≤ 20.0 ms"} == {row.target for row in found}
    assert all(row.clio.startswith("median ") for row in found)
