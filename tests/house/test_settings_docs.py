"""The settings that there are and those that `.env.example` documents are the same."""

import re
from pathlib import Path

from bot.settings import Settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_the_example_has_exactly_the_settings() -> None:
    """In the same order, each with its example or its default, and a comment above it."""
    written = re.findall(r"^#.+\n#? ?([A-Z][A-Z0-9_]+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    assert [name for name, _ in Settings.fields()] == written


def test_the_example_shows_what_works_and_changes_nothing(tmp_path: Path) -> None:
    """As it is it sets nothing; with every line switched on it holds the defaults, or examples of the right form."""
    bare = Settings.load({"DISCORD_TOKEN": "x", "CLIO_LOG_FORMAT": "json"}, tmp_path / "none.env")
    assert bare == Settings.load({"DISCORD_TOKEN": "x", "CLIO_LOG_FORMAT": "json"}, EXAMPLE)
    switched_on = re.sub(r"^# (?=[A-Z][A-Z0-9_]+=)", "", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE)
    env_file = tmp_path / ".env"
    env_file.write_text(re.sub(r"^CLIO_PACKS=.*$", "", switched_on, flags=re.MULTILINE), "utf-8")
    changed = Settings.load({"DISCORD_TOKEN": "x"}, env_file).model_dump()
    changed.pop("api_url")
    assert {**bare.model_dump(), **changed} == bare.model_dump()
