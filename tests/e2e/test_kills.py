"""kill -9 at any moment: what a member was told is kept, and nothing but the last second of marks is lost."""

import asyncio
import contextlib
import random
import re
import sqlite3
import time

import pytest

from playground import InteractionFailed, Playground
from tests.e2e.stage import ready_process

MARKED_S = 1.0
"""Within which a mark is on the disk; DESIGN of the storage room."""


@pytest.mark.torture(few=2, many=30)
async def test_a_kill_loses_no_report_and_at_most_a_second_of_marks(tmp_path, seed):
    """Every report that was thanked for is in the database, and no item repeats that was shown over a second before."""
    dice = random.Random(seed)
    shown: dict[str, float] = {}
    thanked: list[str] = []

    async def draw(member):
        while True:
            reply = await member.slash("general", "fact")
            shown[re.findall(r"-# (\w+-\w+)", reply.text)[-1]] = time.monotonic()

    async def complain(member):
        for number in range(5):
            reason = f"{member.name} found fault {number}"
            reply = await member.slash("general", "report", id="rr-f001", reason=reason)
            assert "Thank you" in reply.text
            thanked.append(reason)
            await asyncio.sleep(dice.random() / 4)

    async with Playground(check="strict") as discord:
        members = [discord.member(name) for name in ("anna", "ben", "chiara", "dmitri", "emeka", "fatima")]
        async with ready_process(discord, tmp_path) as bot:
            work = [asyncio.create_task(draw(members[0])), *(asyncio.create_task(complain(m)) for m in members[1:])]
            await asyncio.sleep(0.2 + 2 * dice.random())
            bot.kill()
            killed_at = time.monotonic()
            await bot.wait()
        for task in work:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, InteractionFailed):
                await task
        with contextlib.closing(sqlite3.connect(tmp_path / "clio.sqlite3")) as database:
            assert [("ok",)] == database.execute("PRAGMA integrity_check").fetchall()
            kept = {reason for (reason,) in database.execute("SELECT reason FROM reports")}
            marked = {item_id for (item_id,) in database.execute("SELECT item_id FROM shown")}
        async with ready_process(discord, tmp_path):
            assert not (await members[0].slash("general", "fact")).ephemeral

    assert shown
    assert set(thanked) <= kept
    assert {item_id for item_id, at in shown.items() if at < killed_at - MARKED_S} <= marked
