"""How long a bot takes from the start of its process until its first answer."""

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.load import acts_of, send
from benchmarks.runs import BARE, CLIO, Program, running
from benchmarks.table import Row, at_most
from benchmarks.worlds import world_of

WARM_LIMIT_S, COLD_LIMIT_S = 0.6, 2.0  # beyond the bare bot's


async def rows(folder: Path, packs: Sequence[Path], items: int, times: int) -> list[Row]:
    """Median of so many starts each, by turns: the bare bot, Clio in a new folder, Clio again in that folder."""
    bare, cold, warm = [], [], []
    for number in range(times):
        bare.append(await _start(BARE, folder / f"start-bare-{number}", ()))
        cold.append(await _start(CLIO, folder / f"start-{number}", packs))
        warm.append(await _start(CLIO, folder / f"start-{number}", packs))
    found = []
    for name, spent, limit in (("warm cache", warm, WARM_LIMIT_S), ("cold cache", cold, COLD_LIMIT_S)):
        theirs, ours = median(bare), median(spent)
        what = f"start to first answer, {items:,} items, {name}"
        found.append(at_most(what, f"{theirs:.2f} s", f"{ours:.2f} s", ours - theirs, limit, "{:+.2f} s"))
    return found


async def _start(program: Program, folder: Path, packs: Sequence[Path]) -> float:
    async with running(program, folder, world_of(1), packs=packs) as run:
        await send(run.playground, next(acts_of(run.playground))).first
        return time.perf_counter() - run.started_at
