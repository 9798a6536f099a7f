"""The JSON Schemas that editors of packs work with."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from bot.domain.check import check
from bot.domain.content import Pack
from bot.domain.dates import parse_date
from bot.domain.schemas import schemas

SEEDS = Path(__file__).parents[2] / "seeds"
TABLES = sorted(SEEDS.glob("*/*.toml"))
SCHEMAS = schemas()


def _read(path: Path) -> Any:
    """The file as an editor's program sees it: days as text."""
    return json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=date.isoformat))


def test_the_schemas_on_the_disk_are_fresh() -> None:
    """`python -m bot schemas` would change nothing and leaves nothing behind."""
    kept = {path.name: json.loads(path.read_text("utf-8")) for path in (SEEDS / "schema").glob("*")}
    assert SCHEMAS == kept


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name: str) -> None:
    """By the rules of its own dialect."""
    assert jsonschema_rs.meta.is_valid(SCHEMAS[name])


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_shipped_follows_the_schemas(path: Path) -> None:
    """An editor sees no red line in a file that the bot reads."""
    schema = SCHEMAS[f"{path.stem}.schema.json"]
    assert [] == [error.message for error in jsonschema_rs.validator_for(schema).iter_errors(_read(path))]


def test_a_misspelt_field_is_underlined() -> None:
    """And so is a missing one, a value that is not in a list, and a source's key with capitals."""
    facts = jsonschema_rs.validator_for(SCHEMAS["facts.schema.json"])
    sources = jsonschema_rs.validator_for(SCHEMAS["sources.schema.json"])
    fact = _read(SEEDS / "world-history" / "facts.toml")["fact"][0]
    assert facts.is_valid({"fact": [fact]})
    assert not facts.is_valid({"fact": [fact | {"statment": "So."}]})
    assert not facts.is_valid({"fact": [fact | {"era": "stone-age"}]})
    assert not facts.is_valid({"fact": [{key: value for key, value in fact.items() if key != "citations"}]})
    assert sources.is_valid({"reed-1919": {"kind": "primary", "title": "Ten Days"}})
    assert not sources.is_valid({"Reed 1919": {"kind": "primary", "title": "Ten Days"}})


def test_the_examples_for_editors_are_sound() -> None:
    """What seeds/README.md shows can be copied: one of each kind, read by the models, without a fault."""
    blocks = re.findall(r"^```toml\n(.*?)^```", (SEEDS / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    parts: dict[str, Any] = {"head": {}, "sources": {}, "facts": [], "quotes": [], "whatifs": [], "questions": []}
    for block in map(tomllib.loads, blocks):
        kind = next(iter(block))
        if f"{kind}s" in parts:
            parts[f"{kind}s"] += block[kind]
        else:
            parts["head" if "id" in block else "sources"] |= block
    pack = Pack.model_validate(parts)
    assert (2, 2, 1, 1) == (len(pack.facts), len(pack.quotes), len(pack.whatifs), len(pack.questions))
    assert [] == [str(fault) for fault in check([pack])]


def test_the_table_of_dates_for_editors_is_right() -> None:
    """Every date in the notation's table can be read."""
    _, _, section = (SEEDS / "README.md").read_text("utf-8").partition("## Dates")
    written = re.findall(r'`"([^"]+)"`', section.partition("\n## ")[0])
    assert written == [str(parse_date(text)) for text in written]
