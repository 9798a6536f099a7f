"""What is wrong with a pack's file, in words for an editor who is no programmer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import ErrorDetails

Schema = Mapping[str, Any]

KEY = "small letters and figures, with hyphens between words, as in black-death"
"""What a topic, a pack or a source can be called."""

_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": KEY,
    r"^[a-z0-9]+(-[a-z0-9]+)+$": "the pack's initials, a hyphen, letter and number, as in rr-f012",
    r"^https?://[^\s<>()|]+$": "an address that begins with https:// and has no spaces or brackets",
    r"^\d+\.\d+\.\d+$": "three numbers with dots, as in 1.0.0",
    r"^[a-z]{2}$": "two small letters, as in en",
}
"""What each pattern of the content models asks for."""

_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"),
    ((int, float), "a number"),
    (str, "text"),
    (list, "a list"),
    (dict, "a table"),
    (datetime, "a day with a time"),
    (date, "a day without quotes"),
)
_BACKSLASH = "a backslash in quotes is written twice"
_SAID = {
    "Illegal character '\\n'": "a quote is not closed on its line",
    "Unterminated string": "a quote is not closed",
    "Expected newline or end of document after a statement": "something follows where the line should end",
    "Expected '=' after a key in a key/value pair": "there is no = after the name",
    "Invalid value": "the text is not in quotes",
    "Cannot overwrite a value": "the name is there twice",
    "Unescaped '\\' in a string": _BACKSLASH,
    "Invalid hex value": _BACKSLASH,
}
"""What tomllib says, and what an editor has most likely done; anything else is passed on as it is."""

_SYNTAX = re.compile(r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")


class Wrong(NamedTuple):
    """One thing wrong in one table: `path` leads to the field and counts from 1; the rest are clauses."""

    path: tuple[str, ...]
    problem: str
    allowed: str


def wrongs(model: type[BaseModel], errors: Sequence[tuple[tuple[int | str, ...], ErrorDetails]]) -> Iterator[Wrong]:
    """The errors of one table in words, one for each field; each error comes with its place below the table."""
    schema = model.model_json_schema()
    done = set()
    for place, error in errors:
        path, found, parent = _walk(schema, place)
        # Entries with faults of their own are not counted by pydantic; their number may be right.
        is_counted = error["type"] != "too_short" or len(error["input"]) < found.get("minItems", 0)
        if path not in done and is_counted:
            done.add(path)
            problem, allowed = _problem(error), _allowed(error, found, parent, schema)
            if error["type"] == "value_error" and not path:
                # A rule for the table as a whole says what is allowed, and not what is wrong.
                problem, allowed = "does not fit together", problem
            yield Wrong(path, problem, allowed)


def syntax(message: str, text: str) -> tuple[str, str]:
    """What is wrong where a file is no TOML, and what is allowed; `message` is tomllib's."""
    match = _SYNTAX.fullmatch(message)
    what = match["what"] if match else message
    what = _SAID.get(what, what)
    if not match or not match["line"]:
        return f"the file cannot be read to its end: {what}", "every quote and bracket closed again"
    line = text.splitlines()[int(match["line"]) - 1].strip()
    shown = line if len(line) <= 60 else f"{line[:59]}…"
    return (
        f"line {match['line']} cannot be read: {what} (character {match['column']} of: {shown})",
        'lines such as title = "Some text", with a quote inside the text written as \\"',
    )


def nearest(word: str, known: Sequence[str]) -> str:
    """The name that was probably meant, or all that there are."""
    close = get_close_matches(word.lower(), known, 1, 0.6)
    return f"{close[0]}, which is probably meant" if close else _listed(known)


def _walk(schema: Schema, place: tuple[int | str, ...]) -> tuple[tuple[str, ...], Schema, Schema]:
    """The path that an editor can follow, the schema of its end, and that of the table which holds it."""
    path: list[str] = []
    here, parent = schema, schema
    for part in place:
        here = _resolved(here, schema)
        if isinstance(part, int):
            path.append(str(part + 1))
            here = here.get("items", {})
        elif "properties" in here:
            path.append(part)
            parent, here = here, here["properties"].get(part, {})
        # Else it is no field: pydantic names the branch of a union there.
    return tuple(path), _resolved(here, schema), parent


def _resolved(schema: Schema, root: Schema) -> Schema:
    """The schema that is meant, where it is a reference or allows nothing as well."""
    branches = [each for each in schema.get("anyOf", ()) if each.get("type") != "null" and each.get("const") != ""]
    if branches:
        return _resolved(branches[0], root)
    if "$ref" in schema:
        resolved: Schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
        return resolved
    return schema


def _problem(error: ErrorDetails) -> str:
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is no field here"
        case "string_too_short":
            return "is empty"
        case "string_too_long":
            return f"has {len(given.strip())} characters"
        case "too_long" | "too_short":
            return f"has {len(given)} entries"
        case "value_error":
            return str(context["error"])
        case "literal_error" | "string_pattern_mismatch" | "greater_than_equal" | "less_than_equal":
            return f"is {_shown(given)}"
    return f"is {next((words for kind, words in _KINDS if isinstance(given, kind)), 'something else')}"


def _allowed(error: ErrorDetails, found: Schema, parent: Schema, root: Schema) -> str:
    if error["type"] == "extra_forbidden":
        return nearest(str(error["loc"][-1]), list(parent["properties"]))
    if error["type"] == "string_too_short":
        return f"{_words(found, root)}; leave the line out where there is nothing to say"
    return _words(found, root)


def _words(schema: Schema, root: Schema) -> str:
    """What a field takes."""
    schema = _resolved(schema, root)
    most = schema.get("maxLength")
    match schema:
        case {"enum": values}:
            return _listed(values)
        case {"type": "array", "items": items}:
            least, many = schema.get("minItems", 0), schema.get("maxItems")
            number = f"{least} to {many}" if many else f"{least} or more" if least else "any number"
            return f"a list of {number}: {_words(items, root)}"
        case {"type": "object", "properties": fields}:
            return f"a table with {_listed(list(fields))}"
        case {"pattern": pattern}:
            return f"{_PATTERNS[pattern]}" + (f", at most {most} characters" if most else "")
        case {"format": "date"}:
            return "a day without quotes, as in 2026-11-22"
        case {"type": "integer", "minimum": least, "maximum": many}:
            return f"a whole number from {least} to {many}"
        case {"type": "boolean"}:
            return "true or false"
        case {"description": description} if description.startswith("A date: "):
            return f"a date in quotes: {description.removeprefix('A date: ')}"
    return f"text in quotes, at most {most} characters" if most else "text in quotes"


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values[:-1]) + f" or {values[-1]}" if len(values) > 1 else str(values[0])


def _shown(given: object) -> str:
    text = str(given)
    return f'"{text if len(text) <= 40 else text[:39] + "…"}"'
