"""Who may import whom, and what no room does: DESIGN's table as a few lines of ast."""

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.house.tree import sources

OURS = ("bot", "cogs", "playground", "benchmarks", "tests")


@dataclass(frozen=True)
class Room:
    """What the modules of one room may import of ours and of others, and whether they may await."""

    ours: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    awaits: bool = True


DECIDES = ("bot.errors", "bot.domain")
SHOWS = (*DECIDES, "bot.presentation")
# The client's room: every file answers an interaction or serves one that does.
LISTENS = (
    *SHOWS,
    "bot.storage",
    "bot.client",
    "bot.sender",
    "bot.staff",
    "bot.responses",
    "bot.interactions",
    "bot.options",
    "bot.places",
    "bot.running",
    "bot.quizmaster",
    "bot.drawing",
    "bot.stage",
    "bot.recaps",
    "bot.challenges",
    "bot.roles",
    "bot.seasons",
    "bot.redress",
    "bot.announcer",
    "bot.announcing",
    "bot.ongoing",
    "bot.organiser",
    "bot.contesting",
    "bot.voice",
    "bot.pace",
)

# The longest name that a module begins with is its room.
ROOMS = {
    "bot": Room(awaits=False),
    "bot.errors": Room(awaits=False),
    "bot.logs": Room(others=("pythonjsonlogger",), awaits=False),
    "bot.settings": Room(("bot.errors",), ("pydantic", "pydantic_settings", "yarl"), awaits=False),
    "bot.domain": Room(DECIDES, ("pydantic", "rapidfuzz", "anyascii"), awaits=False),
    "bot.storage": Room((*DECIDES, "bot.storage"), ("aiosqlite", "pydantic", "pydantic_core", "filelock")),
    "bot.nightly": Room((*DECIDES, "bot.storage")),
    "bot.opened": Room(DECIDES),
    "bot.voice": Room(DECIDES),
    "bot.asking": Room((*DECIDES, "bot.storage", "bot.opened", "bot.voice")),
    "bot.ending": Room((*DECIDES, "bot.storage", "bot.opened", "bot.voice")),
    "bot.running": Room((*DECIDES, "bot.storage", "bot.opened", "bot.voice", "bot.asking", "bot.ending", "bot.pace")),
    "bot.quizmaster": Room(
        (*DECIDES, "bot.storage", "bot.opened", "bot.voice", "bot.asking", "bot.running", "bot.pace")
    ),
    "bot.herald": Room((*DECIDES, "bot.storage")),
    "bot.posting": Room((*DECIDES, "bot.storage", "bot.opened", "bot.herald")),
    "bot.scheduler": Room((*DECIDES, "bot.storage", "bot.opened", "bot.herald", "bot.posting")),
    "bot.challenges": Room((*DECIDES, "bot.storage")),
    "bot.scheduled_daily": Room((*SHOWS, "bot.opened", "bot.herald", "bot.challenges")),
    "bot.scheduled_quiz": Room((*SHOWS, "bot.storage", "bot.opened", "bot.herald", "bot.quizmaster"), ("discord",)),
    "bot.poster": Room(
        (*SHOWS, "bot.storage", "bot.sender", "bot.staff", "bot.herald", "bot.scheduled_quiz", "bot.scheduled_daily"),
        ("discord",),
    ),
    "bot.recaps": Room((*SHOWS, "bot.storage", "bot.sender", "bot.staff", "bot.opened", "bot.drawing"), ("discord",)),
    "bot.roles": Room(DECIDES, ("discord", "aiohttp")),
    "bot.seasons": Room(
        (*SHOWS, "bot.storage", "bot.sender", "bot.staff", "bot.roles", "bot.opened", "bot.drawing"), ("discord",)
    ),
    "bot.announcing": Room((*DECIDES, "bot.storage")),
    "bot.ongoing": Room((*DECIDES, "bot.storage", "bot.announcing")),
    "bot.waits": Room(("bot.settings", "bot.announcing", "bot.voice"), awaits=False),
    "bot.packets": Room((*DECIDES, "bot.storage", "bot.opened")),
    "bot.rooms": Room((*DECIDES, "bot.storage", "bot.announcing", "bot.ongoing")),
    "bot.match": Room(
        (
            *DECIDES,
            "bot.storage",
            "bot.opened",
            "bot.announcing",
            "bot.ongoing",
            "bot.packets",
            "bot.rooms",
            "bot.quizmaster",
            "bot.running",
        )
    ),
    "bot.guild_events": Room(DECIDES, ("discord", "aiohttp")),
    "bot.saying": Room((*SHOWS, "bot.storage", "bot.sender", "bot.opened", "bot.announcing"), ("discord",)),
    "bot.announcer": Room(
        (
            *(*SHOWS, "bot.storage", "bot.sender", "bot.staff", "bot.roles", "bot.opened", "bot.drawing"),
            *("bot.announcing", "bot.guild_events", "bot.saying"),
        ),
        ("discord",),
    ),
    "bot.organiser": Room(
        (
            *(*DECIDES, "bot.storage", "bot.opened", "bot.announcing", "bot.ongoing", "bot.match", "bot.packets"),
            *("bot.quizmaster", "bot.rooms"),
        )
    ),
    "bot.pace": Room(others=("aiohttp",)),
    "bot.loopback": Room(("bot.settings",), ("aiohttp",)),
    "bot.command_gist": Room(awaits=False),
    "bot.easel": Room(("bot.presentation",), awaits=False),
    "bot.drawing": Room(("bot.presentation", "bot.easel")),
    "bot.stage": Room((*SHOWS, "bot.storage", "bot.sender", "bot.voice", "bot.drawing"), ("discord",)),
    "bot.presentation": Room(SHOWS, ("discord", "PIL", "uharfbuzz"), awaits=False),
    "bot.sender": Room(SHOWS, ("discord", "aiohttp")),
    "bot.responses": Room(SHOWS, ("discord",)),
    "bot.staff": Room((*SHOWS, "bot.storage", "bot.sender", "bot.opened")),
    "bot.redress": Room(
        (*SHOWS, "bot.storage", "bot.sender", "bot.staff", "bot.opened", "bot.quizmaster", "bot.running")
    ),
    "bot.client": Room(
        (*LISTENS, "bot.settings", "bot.waits", "bot.loopback", "bot.command_gist"), ("discord", "aiohttp", "yarl")
    ),
    "bot.interactions": Room(LISTENS, ("discord",)),
    "bot.options": Room(LISTENS, ("discord",)),
    "bot.contesting": Room(LISTENS, ("discord",)),
    "bot.places": Room(LISTENS, ("discord",)),
    "bot.__main__": Room(("bot",), ("discord", "aiohttp", "uvloop")),
    "cogs": Room(LISTENS, ("discord",)),
    "playground": Room(("playground",), ("aiohttp", "jsonschema_rs", "orjson", "zstandard")),
}

CLOCKS = frozenset({"now", "utcnow", "today"})
WORLD = frozenset({"asyncio", "io", "logging", "os", "pathlib", "secrets", "shutil", "socket", "sqlite3", "subprocess"})
WORLD |= {"tempfile", "threading", "time", "uuid"}
SQL = re.compile(r"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s|PRAGMA\s)")


@dataclass(frozen=True)
class Module:
    """One file, read."""

    name: str
    tree: ast.Module
    modules: frozenset[str]
    """Names of all modules of ours, so that `from bot.storage import packs` is told from a name in a package."""

    def within(self, *rooms: str) -> bool:
        """Whether it stands in one of these rooms."""
        return any(_begins(self.name, room) for room in rooms)

    def imports(self) -> Iterator[str]:
        """What it imports, anywhere in the file, by full dotted name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._package(node.level) + (node.module or "")
                for alias in node.names:
                    name = f"{base.rstrip('.')}.{alias.name}"
                    yield name if name in self.modules else base.rstrip(".")

    def _package(self, level: int) -> str:
        """What the dots of a relative import stand for, with a dot at its end."""
        if not level:
            return ""
        is_package = any(other.startswith(self.name + ".") for other in self.modules)
        parts = self.name.split(".")
        return ".".join(parts[: len(parts) - level + is_package]) + "."


def _begins(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def _room_of(name: str) -> Room | None:
    fitting = [room for room in ROOMS if _begins(name, room) and (room != "bot" or name == "bot")]
    return ROOMS[max(fitting, key=len)] if fitting else None


def imports_outside(module: Module) -> Iterator[str]:
    """Imports that the module's room does not allow."""
    room = _room_of(module.name)
    if room is None:
        yield "stands in no room: add it to ROOMS, with two lines in DECISIONS.md"
        return
    for name in module.imports():
        top = name.split(".")[0]
        if top in OURS:
            if not any(_begins(name, allowed) for allowed in room.ours):
                yield f"imports {name}; of ours it may import {', '.join(room.ours) or 'nothing'}"
        elif top not in sys.stdlib_module_names and top not in room.others:
            yield f"imports {name}; of others it may import {', '.join(room.others) or 'nothing'}"


def imports_another_cog(module: Module) -> Iterator[str]:
    """What one cog takes from another."""
    if module.within("cogs"):
        yield from (f"imports {name}; no cog imports another" for name in module.imports() if _begins(name, "cogs"))


def awaits_where_it_is_pure(module: Module) -> Iterator[str]:
    """Coroutines in a room that does not wait."""
    room = _room_of(module.name)
    if room and not room.awaits:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith):
                yield f"line {node.lineno} waits; this room does not"


def hides_an_import(module: Module) -> Iterator[str]:
    """Imports for the type checker only: they hide a cycle."""
    for node in ast.walk(module.tree):
        if "TYPE_CHECKING" in (getattr(node, "id", ""), getattr(node, "attr", "")):
            yield f"line {node.lineno} imports for the type checker only"  # type: ignore[attr-defined]


def domain_touches_the_world(module: Module) -> Iterator[str]:
    """Clock, dice, disk, log and kept state in the room that only decides."""
    if not module.within("bot.domain"):
        return
    for name in module.imports():
        if name.split(".")[0] in WORLD:
            yield f"imports {name}; what comes from outside is an argument"
    for node in ast.walk(module.tree):
        match node:
            case ast.Attribute(attr=attr) if attr in CLOCKS:
                yield f"line {node.lineno} reads a clock (.{attr})"
            case ast.Attribute(value=ast.Name(id="random"), attr=attr) if attr != "Random":
                yield f"line {node.lineno} rolls dice (random.{attr}); dice are an argument"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="random"), attr="Random") | ast.Name(id="Random")):
                yield f"line {node.lineno} makes dice; dice are an argument"
            case ast.ImportFrom(module="random", names=names) if [name.name for name in names] != ["Random"]:
                yield f"line {node.lineno} imports dice; dice are an argument"
            case ast.Call(func=ast.Name(id="open" | "print" | "input")):
                yield f"line {node.lineno} opens, prints or asks"
            case ast.Global():
                yield f"line {node.lineno} keeps state between calls"


def cog_reads_a_clock(module: Module) -> Iterator[str]:
    """A cog's time is Discord's: the moment of the interaction."""
    if module.within("cogs"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
                yield f"line {node.lineno} reads a clock (.{node.attr}); an interaction carries its moment"
        yield from (f"imports {name}; an interaction carries its moment" for name in module.imports() if name == "time")


def sql_outside_storage(module: Module) -> Iterator[str]:
    """Statements where no database is."""
    if module.within("bot", "cogs", "playground") and not module.within("bot.storage"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
                yield f"line {node.lineno} is SQL; it belongs in bot/storage"


def cog_reaches_for_the_client(module: Module) -> Iterator[str]:
    """A cog that takes more than its constructor names."""
    if not module.within("cogs"):
        return
    for node in ast.walk(module.tree):
        match node:
            case ast.Attribute(value=ast.Name(id="interaction"), attr="client"):
                yield f"line {node.lineno} takes interaction.client; the constructor names what a cog may use"
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if name != "setup":
                for argument in node.args.args:
                    if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "Clio":
                        yield f"line {node.lineno}: {name} takes the client; only setup does"


Rule = Callable[[Module], Iterator[str]]
RULES: tuple[Rule, ...] = (
    imports_outside,
    imports_another_cog,
    awaits_where_it_is_pure,
    hides_an_import,
    domain_touches_the_world,
    cog_reads_a_clock,
    sql_outside_storage,
    cog_reaches_for_the_client,
)


def read(texts: Mapping[str, str]) -> list[Module]:
    """Modules by their dotted names, parsed."""
    return [Module(name, _tree(text), frozenset(texts)) for name, text in texts.items()]


@cache
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


def faults(texts: Mapping[str, str], rule: Rule) -> list[str]:
    """What the rule finds, each with its module."""
    return [f"{module.name} {fault}" for module in read(texts) for fault in rule(module)]


def cycle(texts: Mapping[str, str]) -> list[str]:
    """Modules that import each other in a ring; empty where there is none."""
    graph = {module.name: {name for name in module.imports() if name in texts} for module in read(texts)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        return ring
    return []


HOUSE = sources("bot", "cogs", "playground")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_line_is_in_the_wrong_room(rule: Rule) -> None:
    """Every module imports, waits and reads only what its room allows."""
    assert [] == faults(HOUSE, rule)


def test_no_module_imports_itself_in_a_ring() -> None:
    """Imports go one way."""
    assert [] == cycle(HOUSE)


def test_every_room_has_somebody_in_it() -> None:
    """The table names no room that is gone."""
    assert [] == [room for room in ROOMS if not any(_begins(name, room) for name in HOUSE)]


PLANTED = [
    (imports_outside, "bot.attic", "", "stands in no room"),
    (imports_outside, "bot.domain.pick", "from bot.storage import packs", "imports bot.storage; of ours"),
    (imports_outside, "bot.domain.pick", "import discord.ext", "imports discord.ext; of others"),
    (imports_outside, "bot.domain.pick", "from ..storage import packs", "imports bot.storage; of ours"),
    (imports_outside, "playground.hub", "from bot import errors", "imports bot; of ours"),
    (imports_outside, "cogs.fact", "import aiosqlite", "imports aiosqlite; of others"),
    (imports_outside, "bot.presentation.cards", "import bot.settings", "imports bot.settings; of ours"),
    (imports_outside, "bot.storage.packs", "def f():\n    import discord", "imports discord; of others"),
    (imports_another_cog, "cogs.fact", "from cogs.quote import Quote", "no cog imports another"),
    (awaits_where_it_is_pure, "bot.domain.pick", "async def f(): ...", "line 1 waits"),
    (awaits_where_it_is_pure, "bot.presentation.cards", "class A:\n    async def f(self): ...", "line 2 waits"),
    (hides_an_import, "bot.client", "from typing import TYPE_CHECKING\nif TYPE_CHECKING: ...", "line 2 imports"),
    (hides_an_import, "bot.client", "import typing as t\nif t.TYPE_CHECKING: ...", "line 2 imports"),
    (domain_touches_the_world, "bot.domain.pick", "import time", "imports time"),
    (domain_touches_the_world, "bot.domain.pick", "import os.path", "imports os.path"),
    (domain_touches_the_world, "bot.domain.pick", "x = datetime.now(UTC)", "reads a clock (.now)"),
    (domain_touches_the_world, "bot.domain.pick", "x = datetime.date.today", "reads a clock (.today)"),
    (domain_touches_the_world, "bot.domain.pick", "x = random.choice(y)", "rolls dice (random.choice)"),
    (domain_touches_the_world, "bot.domain.pick", "x = random.Random(1)", "makes dice"),
    (domain_touches_the_world, "bot.domain.pick", "from random import choice", "imports dice"),
    (domain_touches_the_world, "bot.domain.pick", "open('x')", "opens"),
    (domain_touches_the_world, "bot.domain.pick", "def f():\n    global x", "keeps state"),
    (cog_reads_a_clock, "cogs.fact", "x = discord.utils.utcnow()", "reads a clock (.utcnow)"),
    (cog_reads_a_clock, "cogs.fact", "import time", "imports time"),
    (sql_outside_storage, "cogs.fact", "x = '''\n  SELECT id FROM shown'''", "is SQL"),
    (sql_outside_storage, "bot.client", "x = f'DELETE FROM {table}'", "is SQL"),
    (cog_reaches_for_the_client, "cogs.fact", "x = interaction.client.shown", "takes interaction.client"),
    (cog_reaches_for_the_client, "cogs.fact", "def __init__(self, bot: Clio): ...", "__init__ takes the client"),
]


@pytest.mark.parametrize(("rule", "name", "text", "said"), PLANTED)
def test_a_planted_fault_is_found(rule: Rule, name: str, text: str, said: str) -> None:
    """Each rule says what is wrong with a line that breaks it."""
    [fault] = faults({name: text}, rule)
    assert said in fault


ALLOWED = [
    (
        "bot.domain.pick",
        "import random\nfrom bot.domain.dates import MONTHS\ndef f(dice: random.Random): dice.choice('a')",
    ),
    ("bot.storage.packs", "import time\nfrom bot.storage.database import Database\nasync def f(): x = 'SELECT 1'"),
    ("cogs.fact", "from bot.client import Clio\nasync def setup(bot: Clio): ..."),
    ("bot.__main__", "from bot import logs\nfrom bot.storage import packs\nimport uvloop"),
    ("bot.client", "x = 'Select a forum; update it or create one'"),
]


@pytest.mark.parametrize(("name", "text"), ALLOWED)
def test_what_a_room_allows_is_not_blamed(name: str, text: str) -> None:
    """No rule speaks of a line that is in its place."""
    assert [] == [fault for rule in RULES for fault in faults({name: text}, rule)]


def test_a_planted_ring_is_found() -> None:
    """A ring through a package is seen, and a chain is none."""
    ring = {
        "bot.client": "from bot import staff",
        "bot.staff": "from bot.sender import Sender",
        "bot.sender": "import bot.client",
    }
    assert {"bot.client", "bot.staff", "bot.sender"} == set(cycle(ring))
    assert [] == cycle({**ring, "bot.sender": "import discord"})
