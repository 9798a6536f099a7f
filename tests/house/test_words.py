"""One word for one thing, and no word that belongs to one machine or one workplace."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT, files, sources

EMPTY_NAMES = frozenset({"utils", "util", "helpers", "common", "core", "services", "managers", "constants", "misc"})
EMPTY_SUFFIXES = ("Manager", "Handler", "Helper", "Base", "Impl")

# DESIGN, section 6: the word on the right is not used in names.
INSTEAD = {
    "server": "guild",
    "deck": "pack",
    "solution": "answer",
    "attempt": "guess",
    "tournament": "competition",
    "league": "season",
    "scenario": "whatif",
    "ref": "source",
}
HAVE_IDS = frozenset({"guild", "channel", "user", "member", "message", "thread", "role", "item"})
DURATIONS = frozenset({"delay", "duration", "interval", "seconds", "timeout", "wait"})

# The brackets keep these patterns from finding themselves.
ELSEWHERE = {
    "a path of one machine": re.compile(r"(?<![\w.~-])/([w]ork|[r]oot|[h]ome)/\w"),
    "a registry of packages": re.compile(r"\bpy[p]i\b|python[h]osted|\bnp[m]js\b|crates[.]io", re.IGNORECASE),
    "a tool of one workplace": re.compile(r"\bissues [s]how\b|\bfarm[-](bench|studio)|shared/[h]ooks"),
    "a folder beside the checkout": re.compile(r"\.\./shared\b(?!/discord/openapi\.json|/content\b)"),
    "a task that nobody has": re.compile(r"\b(TO[D]O|FIX[M]E)\b"),
}
BANNER = re.compile(r"^\s*(#|//)\s*([-=*#~_]\s*){4,}", re.MULTILINE)


def empty_names(name: str) -> Iterator[str]:
    """Folders and files whose names say nothing."""
    yield from (
        f"{name} is named {part}; a name says what is inside" for part in name.split(".") if part in EMPTY_NAMES
    )


def names_in(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Every class, function, parameter and annotated field: its line, its name, its annotation."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef():
                yield node.lineno, node.name, ""
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.lineno, node.name, ""
            case ast.arg(annotation=annotation):
                yield node.lineno, node.arg, ast.unparse(annotation) if annotation else ""
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                yield node.lineno, name, ast.unparse(annotation)


def wrong_words(text: str) -> Iterator[str]:
    """Names that use another word for the thing, or hide the unit."""
    for line, name, annotation in names_in(ast.parse(text)):
        kinds = set(annotation.replace("|", " ").split()) - {"None"}
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_")
        if name.endswith(EMPTY_SUFFIXES):
            yield f"line {line}: {name}; say what it is or does"
        for word in words:
            if word in INSTEAD:
                yield f"line {line}: {name}; the word is {INSTEAD[word]}"
        if kinds == {"datetime"} and not (name in ("at", "now") or name.endswith("_at")):
            yield f"line {line}: {name} is a moment; its name ends in _at"
        if kinds and kinds <= {"int", "float"} and words[-1] in DURATIONS:
            yield f"line {line}: {name} is a duration; its name ends in _s"
        if kinds == {"int"} and words[-1] in HAVE_IDS:
            yield f"line {line}: {name} is an id; its name ends in _id"


def wrong_columns(text: str) -> Iterator[str]:
    """Columns that hold a moment or an id and do not say so."""
    for name in re.findall(r"^\s+(\w+) INTEGER\b", text, re.MULTILINE):
        if re.search(r"time|date|moment|when", name) or name in HAVE_IDS:
            yield f"column {name}; moments end in _at, ids in _id"


def from_elsewhere(text: str) -> Iterator[str]:
    """What a reader somewhere else cannot use, or should not be shown."""
    for what, pattern in ELSEWHERE.items():
        yield from (f"{match.group()} is {what}" for match in pattern.finditer(text))


def banners(text: str) -> Iterator[str]:
    """Lines that only decorate."""
    yield from (f"{match.group().strip()} is a banner" for match in BANNER.finditer(text))


def test_no_name_is_empty() -> None:
    """No folder or file is called what says nothing about it."""
    assert [] == [
        fault for name in sources("bot", "cogs", "playground", "benchmarks", "tests") for fault in empty_names(name)
    ]


def test_names_use_the_words_of_the_house() -> None:
    """One word for one thing; moments, durations and ids say so."""
    assert [] == [
        f"{module}, {fault}" for module, text in sources("bot", "cogs").items() for fault in wrong_words(text)
    ]


def test_columns_use_the_words_of_the_house() -> None:
    """Moments and ids say so in the database too."""
    migrations = sorted((ROOT / "bot/storage/migrations").glob("*.sql"))
    assert migrations
    assert [] == [f"{path.name}: {fault}" for path in migrations for fault in wrong_columns(path.read_text("utf-8"))]


def test_no_text_speaks_of_the_machine_it_was_written_on() -> None:
    """Everything committed makes sense to a reader with nothing but the checkout."""
    assert [] == [f"{path}: {fault}" for path in files() for fault in from_elsewhere((ROOT / path).read_text("utf-8"))]


def test_no_line_only_decorates() -> None:
    """Code has no banners."""
    code = [path for path in files() if path.suffix in {".py", ".js", ".sql", ".yaml"} or path.name == "Makefile"]
    assert [] == [f"{path}: {fault}" for path in code for fault in banners((ROOT / path).read_text("utf-8"))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("class QuizManager: ...", "say what it is"),
        ("class CardBase: ...", "say what it is"),
        ("def server_name(): ...", "the word is guild"),
        ("class QuizServer: ...", "the word is guild"),
        ("def f(start: datetime | None): ...", "ends in _at"),
        ("class A:\n    retry_delay: float = 1", "ends in _s"),
        ("def f(timeout: float): ...", "ends in _s"),
        ("def f(guild: int): ...", "ends in _id"),
        ("def f(staff_channel: int | None): ...", "ends in _id"),
    ],
)
def test_a_planted_name_is_found(text: str, said: str) -> None:
    """A name that breaks a rule is told which."""
    [fault] = wrong_words(text)
    assert said in fault


def test_right_names_are_not_blamed() -> None:
    """Names that keep the rules pass."""
    text = "def preferences(guild_id: int, ends_at: datetime, flush_s: float, channel: Channel, role: str): ..."
    assert [] == list(wrong_words(text))
    assert [] == [*empty_names("bot.domain.pick"), *wrong_columns("  shown_at INTEGER,\n  guild_id INTEGER\n")]


def test_planted_words_from_elsewhere_are_found() -> None:
    """Each kind of text that belongs elsewhere is found; what a reader can use is not."""
    planted = [
        "see /" + "root/x",
        "cd /" + "work/main",
        "https://py" + "pi.org/simple",
        "run issues " + "show 2",
        "../" + "shared/DESIGN.md",
        "# TO" + "DO later",
    ]
    assert [1] * len(planted) == [len(list(from_elsewhere(text))) for text in planted]
    assert [] == list(
        from_elsewhere("../shared/discord/openapi.json, ../shared/content/x, framework/x, issues shown, to do")
    )


def test_other_planted_words_are_found() -> None:
    """An empty module name, a column without its suffix and a banner are found."""
    assert 1 == len(list(empty_names("bot.utils.text")))
    assert 2 == len(list(wrong_columns("    start_time INTEGER NOT NULL,\n    guild INTEGER\n")))
    assert 2 == len(list(banners("# " + "-" * 20 + "\n# why\n    # " + "= = " * 4 + " part\n")))
