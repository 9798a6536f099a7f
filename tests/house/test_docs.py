"""What the README, the changelog and the docstrings say is so."""

import ast
import importlib
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot.client import COGS
from tests.house.tree import ROOT, files, sources

README = (ROOT / "README.md").read_text("utf-8")
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def commands_of_the_cogs() -> dict[str, list[str]]:
    """Every slash command with its options in their order, read from the cogs without a client."""
    found = {}
    for name in COGS:
        for _, cog in inspect.getmembers(importlib.import_module(name), inspect.isclass):
            if not issubclass(cog, commands.Cog) or cog.__module__ != name:
                continue
            prefix = f"{cog.__cog_group_name__} " if issubclass(cog, commands.GroupCog) else ""
            for command in cog.__cog_app_commands__:
                if isinstance(command, app_commands.Command):
                    found[f"/{prefix}{command.qualified_name}"] = [p.display_name for p in command.parameters]
    return found


def commands_of_the_readme(text: str) -> dict[str, list[str]]:
    """What the table of commands lists: `/fact era: id:` is a command with two options."""
    found = {}
    for row in re.findall(r"^\| `(/[^`]+)` \|", text, re.MULTILINE):
        words = row.split()
        found[" ".join(word for word in words if not word.endswith(":"))] = [
            word.removesuffix(":") for word in words if word.endswith(":")
        ]
    return found


def modules_of_the_map(text: str) -> list[str]:
    """What the map of `bot/` names, file by file."""
    _, _, below = text.partition("| Feature | Modules of `bot/` |\n|---|---|\n")
    rows = re.findall(r"^\|[^|]*\|(.*)\|$", below.partition("\n\n")[0], re.MULTILINE)
    return sorted(name for row in rows for name in re.findall(r"`(\w+)`", row))


def targets(makefile: str) -> set[str]:
    """What `make` can be asked for."""
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def targets_named(text: str) -> set[str]:
    """Targets that a text tells to make, in code."""
    return {target for code in code_of(text) for target in re.findall(r"\bmake (?:-C \S+ )?([a-z]+)\b(?! sure)", code)}


def code_of(text: str) -> list[str]:
    """The blocks and words of code in a text."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return blocks + re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def anchors(text: str) -> set[str]:
    """What a heading is linked by."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(path: Path, text: str) -> Iterator[str]:
    """Links and pictures that lead to nothing in the checkout."""
    for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text):
        link = "".join(target)
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        file = (path.parent / name) if name else path
        if not file.exists():
            yield f"{path.name} links to {link}, which is not there"
        elif anchor and anchor not in anchors(file.read_text("utf-8")):
            yield f"{path.name} links to {link}, and no heading is called so"


def undocumented(text: str) -> Iterator[str]:
    """Public modules, classes and functions whose first line says nothing."""
    tree = ast.parse(text)
    todo: list[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]] = [("the module", tree)]
    while todo:
        name, node = todo.pop()
        first = (ast.get_docstring(node) or "").split("\n")[0]
        if not first:
            yield f"{name} has no docstring"
        elif re.match(r"(Returns? (the|an?|whether|True)|Gets? (the|an?)|This|Helper|Function|Class|Method)\b", first):
            yield f"{name}: “{first}”; the first line says what it gives or does, as a fact"
        if isinstance(node, ast.Module | ast.ClassDef):
            todo += [
                (child.name, child)
                for child in node.body
                if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
                and not child.name.startswith("_")
                and not any("overload" in ast.unparse(decorator) for decorator in child.decorator_list)
            ]


def settings_of(example: str) -> set[str]:
    """Names that `.env.example` documents, set or commented out."""
    return set(re.findall(r"^#?\s*([A-Z][A-Z0-9_]+)=", example, re.MULTILINE))


def test_the_readme_lists_exactly_the_commands() -> None:
    """Each command with its options in the order in which Discord shows them."""
    assert commands_of_the_cogs() == commands_of_the_readme(README)


def test_the_readme_names_targets_that_there_are() -> None:
    """Whatever a text tells to make can be made, and the README tells of every target."""
    there = targets((ROOT / "Makefile").read_text("utf-8"))
    assert there - {"help"} <= targets_named(README)
    assert set() == targets_named(README) - there
    assert set() == targets_named((ROOT / "CONTRIBUTING.md").read_text("utf-8")) - there


def test_the_map_has_each_module_of_the_bot_once() -> None:
    """Whoever looks for a feature finds its files in CONTRIBUTING.md."""
    modules = sorted(path.stem for path in (ROOT / "bot").glob("*.py") if path.stem != "__init__")
    assert modules == modules_of_the_map((ROOT / "CONTRIBUTING.md").read_text("utf-8"))


def test_links_lead_somewhere() -> None:
    """Every file, picture and heading that a text links to is there."""
    texts = [ROOT / path for path in files() if path.suffix == ".md"]
    assert [] == [fault for path in texts for fault in dead_links(path, path.read_text("utf-8"))]


def test_the_readme_lists_exactly_the_settings() -> None:
    """The table and `.env.example` name the same settings."""
    example = settings_of((ROOT / ".env.example").read_text("utf-8"))
    assert example == set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", README, re.MULTILINE))


def test_the_invitation_asks_for_what_the_readme_explains() -> None:
    """The permissions integer is exactly those of the table; of those that moderate only the one that gives roles."""
    _, _, section = README.partition("## Invite her")
    table = re.findall(r"^\| ([A-Z][A-Za-z ]+) \| (?!Why)", section.partition("\n## ")[0], re.MULTILINE)
    wanted = discord.Permissions(**{name.lower().replace(" ", "_"): True for name in table})
    assert {str(wanted.value)} == set(re.findall(r"permissions=(\d+)", README))
    assert f"`{wanted.value}`" in section
    assert discord.Permissions(manage_roles=True).value == wanted.value & discord.Permissions.elevated().value


def test_the_changelog_knows_this_version() -> None:
    """The version of the program has its heading, or what comes next has one."""
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert {VERSION, "Unreleased"} & set(headings)
    assert len(headings) == len(set(headings))


def test_everything_public_says_what_it_is() -> None:
    """Modules, classes and functions begin with a fact."""
    texts = sources("bot", "cogs", "playground", "benchmarks", "tests")
    assert [] == [f"{module}: {fault}" for module, text in texts.items() for fault in undocumented(text)]


def test_every_module_has_its_own_reason() -> None:
    """The first line of a module is one sentence, and no two modules have the same."""
    firsts: dict[str, list[str]] = {}
    for module, text in sources("bot", "cogs", "playground", "benchmarks", "tests").items():
        docstring = ast.get_docstring(ast.parse(text)) or ""
        firsts.setdefault(docstring.split("\n")[0], []).append(module)
    assert [] == [modules for modules in firsts.values() if len(modules) > 1]
    assert [] == [modules for first, modules in firsts.items() if not first.endswith(".")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1", "the module has no docstring"),
        ('"""A."""\ndef f(): ...', "f has no docstring"),
        ('"""A."""\nclass A:\n    """B."""\n    async def f(self): ...', "f has no docstring"),
        ('"""A."""\ndef f():\n    """Returns the number."""', "as a fact"),
    ],
)
def test_a_planted_silence_is_found(text: str, said: str) -> None:
    """What is public has to speak; what is private may be silent."""
    [fault] = undocumented(text)
    assert said in fault
    assert [] == list(undocumented('"""A."""\ndef _f(): ...\nclass B:\n    """B."""\n    def __init__(self): ...'))


def test_planted_faults_of_a_text_are_found(tmp_path: Path) -> None:
    """A missing option, a target that is gone, a dead link and a missing heading are seen."""
    assert {"/fact": ["era", "id"], "/admin settings": []} == commands_of_the_readme(
        "| `/fact era: id:` | a fact |\n| `/admin settings` | x |\n"
    )
    assert {"play", "bench"} == targets_named("`make play` makes sure\n```sh\nmake -C x bench\n```\nto make tea")
    assert {"play", "test"} == targets("play: x ## y\n\ttest: z\ntest:\nPORT = 1\n.PHONY: a\n")
    assert {"A_B", "C_D"} == settings_of("# words\nA_B=1\n# C_D=\n")
    page = tmp_path / "a.md"
    text = "# One two\n[a](b.md) [c](#one-two) [d](#three) [e](https://example.org) ![f](f.png)"
    page.write_text(text, "utf-8")
    assert ["b.md", "#three", "f.png"] == [fault.split()[3].rstrip(",") for fault in dead_links(page, text)]
