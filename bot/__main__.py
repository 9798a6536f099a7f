"""Composition root and command line: nothing else builds things."""

import gc

gc.disable()  # what is imported stays, and to look through it again and again would take a fifth of a second

import argparse
import asyncio
import contextlib
import json
import logging
import random
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import discord

from bot import logs
from bot.client import Clio
from bot.domain.catalogue import Catalogue
from bot.domain.schemas import schemas
from bot.errors import ClioError, StartFault
from bot.nightly import nightly
from bot.poster import Poster
from bot.presentation.text import plural
from bot.scheduled_daily import ScheduledChallenges
from bot.scheduled_quiz import ScheduledQuizzes
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.storage import backups, packs
from bot.storage.aliases import Aliases
from bot.storage.appeals import Appeals
from bot.storage.competitions import Competitions
from bot.storage.dailies import Dailies
from bot.storage.database import Database
from bot.storage.guilds import Guilds
from bot.storage.privacy import Privacy
from bot.storage.quizzes import Quizzes
from bot.storage.reports import Reports
from bot.storage.schedules import Schedules
from bot.storage.scores import Scores
from bot.storage.seasons import Seasons
from bot.storage.shown import Shown
from bot.storage.suggestions import Suggestions
from bot.storage.teams import Teams

if sys.platform == "win32":
    _new_loop = None
else:
    import uvloop

    _new_loop = uvloop.new_event_loop

gc.freeze()
gc.enable()

log = logging.getLogger("clio")

NIGHTS_AFTER_S = 20.0
TURN_S = 0.0005  # for which a thread keeps the interpreter; a tenth of Python's, so that others wait less
LEAVE_S = 3.0  # of the 5 in which the process is to end after SIGTERM
SEEDS = Path(__file__).parent.parent / "seeds"


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 done, 1 refused with sentences on standard error."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except ClioError as error:
        for sentence in str(error).splitlines():
            print(f"clio: {sentence}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Clio, a Discord bot for history communities.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int | None], help: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help)
        sub.set_defaults(run=run)
        return sub

    command("run", _run, "Connect to Discord and answer until stopped.")
    faults = command("check-packs", _check_packs, "List every fault of every pack; exit 1 if there is one.")
    faults.add_argument("folder", nargs="*", type=Path, help="pack folders; those under seeds/ if left out")
    command("schemas", _schemas, "Write the JSON Schemas of the pack files to seeds/schema/.")
    copy = command("backup", _backup, "Copy the database to FILE, also while the bot runs.")
    copy.add_argument("file", type=Path, metavar="FILE")
    put_back = command(
        "restore", _restore, "Put a backup in the place of the database, after checking it. Stop the bot first."
    )
    put_back.add_argument("file", type=Path, metavar="FILE")
    command("reports", _reports, "List what members reported.")
    return parser


def _run(_: argparse.Namespace) -> int:
    settings = Settings.load()
    logs.begin(settings.log_level, settings.log_format)
    sys.setswitchinterval(TURN_S)
    with asyncio.Runner(loop_factory=_new_loop) as runner:
        runner.run(_until_stopped(settings))
    return 0


async def _until_stopped(settings: Settings) -> None:
    """Runs the bot until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # the last is Windows' Ctrl-Break
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    await run(settings, stop)


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Runs the bot until `stop` is set; then everything that was promised is on the disk.

    Raises:
        StartFault: it cannot start; one sentence for each reason.
    """
    catalogue = _catalogue(settings)
    async with contextlib.AsyncExitStack() as stack:
        database = await Database.open(settings.database)
        stack.push_async_callback(database.close)
        shown = Shown(database, flush_s=settings.timing.shown_flush_s)
        stack.push_async_callback(shown.flush)
        quizzes = Quizzes(database)
        stack.push_async_callback(quizzes.flush)
        schedules = Schedules(database)
        stack.push_async_callback(schedules.flush)
        competitions = Competitions(database)
        stack.push_async_callback(competitions.flush)
        for name, loop in (("shown", shown.run()), ("nightly", _nights(database, quizzes, settings))):
            await stack.enter_async_context(_running(name, loop))
        clio = Clio(
            settings,
            catalogue,
            shown,
            Guilds(database),
            Reports(database),
            quizzes,
            Scores(database),
            Privacy(database),
            schedules,
            Suggestions(database),
            Seasons(database),
            Dailies(database),
            Appeals(database),
            Aliases(database),
            competitions,
            Teams(database),
        )
        stack.push_async_callback(clio.drawing.close)
        stack.push_async_callback(_leave, clio)
        for name, loop in (
            ("scheduler", _posts(clio, settings)),
            ("recaps", _recaps(clio, settings)),
            ("suggestions", _suggestions(clio)),
            ("seasons", _seasons(clio, settings)),
            ("appeals", _appeals(clio)),
            ("competitions", _competitions(clio)),
        ):
            await stack.enter_async_context(_running(name, loop))
        await _connected(clio, settings, stop)
        log.info("stopping")
    log.info("stopped")


async def _posts(clio: Clio, settings: Settings) -> None:
    """What is scheduled, from the moment when Clio knows her servers."""
    await _knows_servers(clio)
    quizzes = ScheduledQuizzes(clio.stocks, clio.quizmaster, clio.guilds_kept, clio.shown)
    poster = Poster(
        clio,
        stocks=clio.stocks,
        sender=clio.sender,
        staff=clio.staff,
        quizzes=quizzes,
        challenges=ScheduledChallenges(clio.challenges),
    )
    scheduler = Scheduler(
        stocks=clio.stocks,
        schedules=clio.schedules,
        shown=clio.shown,
        herald=poster,
        dice=random.Random(),
        wake_s=settings.timing.schedule_wake_s,
        pace=settings.timing.schedule_pace,
    )
    await scheduler.run()


async def _recaps(clio: Clio, settings: Settings) -> None:
    """What came of what was posted, from the same moment."""
    await _knows_servers(clio)
    await clio.recaps.run(settings.timing.schedule_wake_s)


async def _suggestions(clio: Clio) -> None:
    """The notices of what members suggested, from the same moment."""
    await _knows_servers(clio)
    await clio.staff.look_after_suggestions()


async def _appeals(clio: Clio) -> None:
    """What is left to do of appeals, from the same moment."""
    await _knows_servers(clio)
    await clio.redress.run()


async def _seasons(clio: Clio, settings: Settings) -> None:
    """The ends of seasons, from the same moment."""
    await _knows_servers(clio)
    await clio.turns.run(settings.timing.schedule_wake_s)


async def _competitions(clio: Clio) -> None:
    """What was planned or under way, from the same moment."""
    await _knows_servers(clio)
    await clio.organiser.run()


async def _knows_servers(clio: Clio) -> None:
    ready = asyncio.Event()

    async def on_ready() -> None:
        ready.set()

    clio.add_listener(on_ready)
    await ready.wait()


async def _nights(database: Database, quizzes: Quizzes, settings: Settings) -> None:
    """What is done at night, which leaves the start its first seconds."""
    await asyncio.sleep(NIGHTS_AFTER_S)
    await nightly(database, settings.timing.backup_hour, forget=quizzes.forget_texts)


def _catalogue(settings: Settings) -> Catalogue:
    """What the packs hold, read without collecting garbage and then left out of every collection.

    They stay for ever. With 5,000 items a full collection over them stops the bot for a tenth of a second, often.
    """
    gc.disable()
    read = packs.read_packs(_folders(settings), settings.database.with_suffix(".packs.json"))
    catalogue = Catalogue(read)
    gc.freeze()
    # A command makes some hundred objects and drops nearly all of them at once. With two hundred quizzes collecting
    # after 10,000 took 10 ms, and 140 ms each twentieth time; so it is 3 and 10 ms.
    gc.set_threshold(2_000, 10, 20)
    gc.enable()
    log.info("packs read", extra={"packs": len(read), "items": sum(len(pack.items) for pack in read)})
    return catalogue


async def _connected(clio: Clio, settings: Settings, stop: asyncio.Event) -> None:
    """Stays connected until `stop` is set or Discord refuses for good."""
    connection = asyncio.create_task(clio.start(settings.token.get_secret_value()), name="discord")
    stopped = asyncio.create_task(stop.wait(), name="stop")
    await asyncio.wait({connection, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not connection.done():
        return
    try:
        await connection
    except discord.LoginFailure:
        raise StartFault(
            ["Discord refuses DISCORD_TOKEN; copy it again from the Bot page of your application."]
        ) from None
    except discord.PrivilegedIntentsRequired:
        raise StartFault(["Discord refuses an intent that Clio asks for; enable it on the Bot page."]) from None
    except discord.ConnectionClosed as error:
        raise StartFault(
            [
                f"Discord closed the connection for good (code {error.code}); "
                "after 4004 copy DISCORD_TOKEN again from the Bot page of your application."
            ]
        ) from None
    except (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound) as error:
        raise StartFault(
            [f"Discord cannot be reached at {settings.api_url} ({type(error).__name__}); is it up?"]
        ) from error


async def _leave(clio: Clio) -> None:
    """Closes the connections to Discord, without waiting for a server that does not answer."""
    try:
        await asyncio.wait_for(_farewell(clio), LEAVE_S)
    except TimeoutError:
        log.warning("left without Discord's answer")


async def _farewell(clio: Clio) -> None:
    await clio.quizmaster.close()
    await clio.close()


@contextlib.asynccontextmanager
async def _running(name: str, work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """A task that runs until the end of the block, and whose failure is logged."""
    task = asyncio.create_task(work, name=name)
    task.add_done_callback(_failure)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


def _failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception():
        log.critical("task died", extra={"task": task.get_name()}, exc_info=task.exception())


def _folders(settings: Settings | None = None) -> list[Path]:
    """The shipped packs, then those of CLIO_PACKS."""
    shipped = sorted(path.parent for path in SEEDS.glob("*/pack.toml"))
    return [*shipped, *(settings.packs if settings else ())]


def _check_packs(options: argparse.Namespace) -> int:
    folders = options.folder or _folders()
    faults = packs.faults(folders)
    for fault in faults:
        print(fault)
    print(f"{plural(len(folders), 'pack')}, {plural(len(faults), 'fault') if faults else 'no fault'}")
    return 1 if faults else 0


def _schemas(_: argparse.Namespace) -> None:
    folder = SEEDS / "schema"
    folder.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", "utf-8")
        print(folder / name)


def _backup(options: argparse.Namespace) -> None:
    settings = Settings.load(token=False)
    asyncio.run(backups.backup(settings.database, options.file))
    print(f"{settings.database} is copied to {options.file}")


def _restore(options: argparse.Namespace) -> None:
    settings = Settings.load(token=False)
    replaced = backups.restore(options.file, settings.database)
    print(f"{settings.database} is now {options.file}" + (f"; what it was lies in {replaced}" if replaced else ""))


def _reports(_: argparse.Namespace) -> None:
    asyncio.run(_print_reports(Settings.load(token=False)))


async def _print_reports(settings: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        # A copy can be opened while the bot holds the database itself.
        copy = Path(folder) / "copy.sqlite3"
        await backups.backup(settings.database, copy)
        database = await Database.open(copy)
        try:
            for report in await Reports(database).everything():
                at = datetime.fromtimestamp(report.created_at / 1000, UTC).strftime("%Y-%m-%d %H:%M")
                where = f"server {report.guild_id}" if report.guild_id else "no server"
                print(f"{at} {report.item_id} {where}, user {report.user_id}, {report.state}: {report.reason!r}")
        finally:
            await database.close()


if __name__ == "__main__":
    sys.exit(main())
