"""JSON Schemas of a pack's files, from which an editor's program knows what a field takes."""

import ast
import inspect
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from bot.domain import content as models
from bot.domain.content import Fact, PackHead, Question, Quote, Source, WhatIf

# The newest draft that Taplo and the editors built on it understand.
_DIALECT = "http://json-schema.org/draft-04/schema#"
_KEY = "^[a-z0-9]+(-[a-z0-9]+)*$"


def schemas() -> dict[str, dict[str, Any]]:
    """A schema for each kind of TOML file, by the name of the file it is kept in."""
    return {
        "pack.schema.json": _file(PackHead, {"$ref": "#/definitions/PackHead"}),
        "sources.schema.json": _file(
            Source,
            {
                "type": "object",
                "patternProperties": {_KEY: {"$ref": "#/definitions/Source"}},
                "additionalProperties": False,
            },
        ),
        "facts.schema.json": _list("fact", Fact),
        "quotes.schema.json": _list("quote", Quote),
        "whatifs.schema.json": _list("whatif", WhatIf),
        "questions.schema.json": _list("question", Question),
    }


def _list(name: str, model: type[BaseModel]) -> dict[str, Any]:
    """A file that repeats one table."""
    items = {"type": "array", "items": {"$ref": f"#/definitions/{model.__name__}"}}
    return _file(model, {"type": "object", "properties": {name: items}, "additionalProperties": False})


def _file(model: type[BaseModel], content: dict[str, Any]) -> dict[str, Any]:
    schema = model.model_json_schema(ref_template="#/definitions/{model}")
    parts = schema.pop("$defs", {})
    definitions: dict[str, Any] = _plain({model.__name__: schema, **parts})
    for name, definition in definitions.items():
        for field, words in _descriptions(getattr(models, name)).items():
            definition["properties"][field]["description"] = words
    return {"$schema": _DIALECT, "definitions": definitions, **content}


def _plain(node: Any) -> Any:
    """The schema without titles that only repeat a field's name, in words that draft 4 knows."""
    if isinstance(node, list):
        return [_plain(member) for member in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _plain(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}
    if "const" in plain:
        plain["enum"] = [plain.pop("const")]
    return plain


def _descriptions(model: type[BaseModel]) -> dict[str, str]:
    """What stands below each field in the model's source.

    pydantic can keep these words itself, but reads the source anew at every start, for a tenth of a second.
    """
    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if cls.__module__ != models.__name__:
            continue
        (definition,) = ast.parse(inspect.getsource(cls)).body
        for field, words in pairwise(getattr(definition, "body", [])):
            match field, words:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[name] = inspect.cleandoc(text)
    return found
