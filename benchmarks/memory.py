"""How much memory a bot holds, with few guilds and with many."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.load import acts_of, on_timetable
from benchmarks.runs import BARE, CLIO, Program, rested, running
from benchmarks.table import Row, at_most
from benchmarks.worlds import world_of

MORE_LIMIT_MIB, RATIO_LIMIT = 80.0, 2.0
MORE_AT, RATIO_AT = 1_000, 10_000  # guilds where these are promised
_SETTLED_S = 2.5  # longer than discord.py waits for further guilds


async def rows(folder: Path, packs: Sequence[Path], guilds: Sequence[int]) -> list[Row]:
    """Resident memory of both at each number of guilds, after some answers and once nothing goes on."""
    found = []
    for count in guilds:
        bare = await _resident_mib(BARE, folder / f"memory-bare-{count}", (), count)
        clio = await _resident_mib(CLIO, folder / f"memory-{count}", packs, count)
        what, theirs, ours = f"memory at {count:,} guilds", f"{bare:.0f} MiB", f"{clio:.0f} MiB"
        if count == MORE_AT:
            found.append(at_most(what, theirs, ours, clio - bare, MORE_LIMIT_MIB, "{:+.0f} MiB"))
        elif count == RATIO_AT:
            found.append(at_most(what, theirs, ours, clio / bare, RATIO_LIMIT, "{:.2f} ×"))
        else:
            found.append(Row(what, theirs, ours, f"{clio - bare:+.0f} MiB"))
    return found


async def _resident_mib(program: Program, folder: Path, packs: Sequence[Path], guilds: int) -> float:
    async with running(program, folder, world_of(guilds), packs=packs) as run:
        await on_timetable(run, acts_of(run.playground), 50, 2)
        await rested(run, _SETTLED_S)
        return run.memory_mib
