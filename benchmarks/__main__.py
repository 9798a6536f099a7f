"""`python -m benchmarks`: every measurement in one run, and a table with what was promised."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks import (
    answering,
    boards,
    competitions,
    highest_rate,
    inside,
    machine,
    memory,
    quizzes,
    schedules,
    starts,
    synthetic,
)
from benchmarks.players import PLAYERS
from benchmarks.runs import BARE, CLIO, NULL, Program, Run, running
from benchmarks.table import RESULTS, Row, kept, printed
from benchmarks.worlds import world_of

if sys.platform == "win32":
    _new_loop = None
else:
    import uvloop

    _new_loop = uvloop.new_event_loop

ITEMS = 5_000
GUILDS = 100  # where /fact is asked for
_BUSY = 0.1  # of the machine; others that take more spoil the figures


@dataclass(frozen=True)
class Plan:
    """How much of everything is done."""

    rounds: int = 5
    round_s: float = 8.0
    step_s: float = 3.0
    searches: int = 3
    queries: int = 100
    starts: int = 5
    guilds: Sequence[int] = (1, memory.MORE_AT, memory.RATIO_AT)
    guesses: int = boards.GUESSES
    quiz: quizzes.Plan = field(default_factory=quizzes.Plan)
    scheduled: schedules.Plan = field(default_factory=schedules.Plan)
    competition: competitions.Plans = field(default_factory=competitions.Plans)


QUICK = Plan(
    rounds=1,
    round_s=2.0,
    step_s=0.8,
    searches=1,
    queries=20,
    starts=1,
    guilds=(1,),
    guesses=50_000,
    quiz=quizzes.Plan(quizzes=20, pace=0.2, bare_s=2.0, searches=1, step_s=0.8),
    scheduled=schedules.Plan(guilds=100, idle_s=2.0),
    competition=competitions.Plans(entrants=32, pace=0.2, bare_s=5.0),
)


def main() -> int:
    """Measures, prints the table and keeps it; 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Clio beside a bare discord.py bot.")
    parser.add_argument("--quick", action="store_true", help="two minutes, rougher, not kept in RESULTS.md")
    parser.add_argument("--schedules", type=int, metavar="N", help="only scheduled posts in N servers, not kept either")
    parser.add_argument("--competitions", action="store_true", help="only a knockout and its draw, not kept either")
    given = parser.parse_args()
    plan = QUICK if given.quick else Plan()
    work = _only_schedules if given.schedules else _only_competitions if given.competitions else measured
    if given.schedules:
        plan = replace(plan, scheduled=replace(plan.scheduled, guilds=given.schedules))
    others = machine.Others()
    with (
        tempfile.TemporaryDirectory(prefix="clio-bench-") as folder,
        asyncio.Runner(loop_factory=_new_loop) as runner,
    ):
        rows = runner.run(work(plan, Path(folder)))
    notes = _notes(others.share())
    print("\n".join(["", printed(rows), "", *notes, *machine.description()]))
    if not (given.quick or given.schedules or given.competitions):
        RESULTS.write_text(kept(rows, machine.description(), notes), "utf-8")
    return int(any(row.passed is False for row in rows))


async def measured(plan: Plan, folder: Path) -> list[Row]:
    """All rows. The bots' logs and databases lie in `folder`."""
    if at := machine.cores():
        machine.keep_on(at[1])
    packs = synthetic.on_disk(folder / "packs", ITEMS // synthetic.PACK_SIZE)
    _say("memory")
    remembered = await memory.rows(folder, packs, plan.guilds)
    _say("starts")
    started = await starts.rows(folder, packs, ITEMS, plan.starts)
    answered = await _answering(plan, folder, packs)
    _say("guesses")
    guessed = await quizzes.rows(folder, packs, plan.quiz)
    _say("scheduled posts")
    posted = await schedules.rows(folder, packs, plan.scheduled)
    _say("a knockout")
    met = await competitions.rows(folder, packs, plan.competition)
    _say("leaderboards")
    ranked = await boards.rows(folder, plan.guesses)
    _say("autocomplete and /search")
    return [*answered, *guessed, *posted, *met, *ranked, *await inside.rows(plan.queries), *started, *remembered]


async def _only_schedules(plan: Plan, folder: Path) -> list[Row]:
    if at := machine.cores():
        machine.keep_on(at[1])
    packs = synthetic.on_disk(folder / "packs", ITEMS // synthetic.PACK_SIZE)
    _say("scheduled posts")
    return await schedules.rows(folder, packs, plan.scheduled)


async def _only_competitions(plan: Plan, folder: Path) -> list[Row]:
    if at := machine.cores():
        machine.keep_on(at[1])
    packs = synthetic.on_disk(folder / "packs", ITEMS // synthetic.PACK_SIZE)
    _say("a knockout")
    return await competitions.rows(folder, packs, plan.competition)


async def _answering(plan: Plan, folder: Path, packs: Sequence[Path]) -> list[Row]:
    """The rows of both bots side by side, in worlds alike."""

    def start(program: Program, log_level: str = "WARNING") -> AbstractAsyncContextManager[Run]:
        given = packs if program is CLIO else ()
        return running(
            program, folder / f"{program.name}-{log_level}", world_of(GUILDS), packs=given, log_level=log_level
        )

    async with start(BARE) as bare, start(CLIO) as clio:
        _say(f"/fact at {answering.RATE:.0f} a second")
        rows = await answering.rows(bare, clio, plan.rounds, plan.round_s)
        async with start(CLIO, "INFO") as talkative:
            rows.append(await answering.cost_of_logging(clio, talkative, min(plan.rounds, 2), plan.round_s))
        _say("the highest rates")
        async with start(NULL) as null:
            return rows + await highest_rate.rows(bare, clio, null, plan.searches, plan.step_s)


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} measuring {what} ...", file=sys.stderr, flush=True)


def _notes(others: float) -> list[str]:
    apart = "bot and playground each on a core of its own" if machine.cores() else "bot and playground share the cores"
    return [
        f"{apart}; other programs took {others:.0%} of the machine"
        + (", too much to rely on" if others > _BUSY else ""),
        f"/fact in {GUILDS} guilds by turns, {ITEMS:,} synthetic items beside the shipped ones, rate limits on",
        f"quizzes of 5 questions in servers of their own, {PLAYERS} players each who answer at random moments "
        "and one who says nothing; the bare bot answers /fact as often meanwhile, at random moments too",
        "what-ifs due at once in servers of their own, and /fact there; `python -m benchmarks --schedules "
        f"{schedules.PROMISED}` measures as many as are promised, which takes a quarter of an hour",
        "a latency is counted from the planned moment of sending to the arrival of the card at the playground",
        "highest rates are searched by turns and compared within a turn; of everything the middle one is shown",
    ]


if __name__ == "__main__":
    sys.exit(main())
