"""What a button or select carries, so that it works after a restart: `verb:argument:…`, at most 100 characters."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.catalogue import FilterName
from bot.domain.content import Kind
from bot.domain.quiz import Rules

CUSTOM_ID_LIMIT = 100  # characters; Discord, Component Reference
_SHORT: dict[FilterName, str] = {
    "era": "e",
    "region": "r",
    "topic": "t",
    "person": "p",
    "attribution": "a",
    "type": "y",
    "pack": "k",
}
_LONG = {letter: name for name, letter in _SHORT.items()}


def another(kind: Kind, filters: Mapping[FilterName, str]) -> str | None:
    """The id of the button for another item of the same filters; None where they do not fit."""
    packed = "|".join(f"{_SHORT[name]}={value}" for name, value in filters.items())
    custom_id = f"another:{kind}:{packed}"
    return custom_id if len(custom_id) <= CUSTOM_ID_LIMIT else None


def filters(packed: str) -> dict[FilterName, str]:
    """The filters that `another` put into an id.

    >>> filters("e=modern|p=Leon Trotsky")
    {'era': 'modern', 'person': 'Leon Trotsky'}
    """
    pairs = (part.split("=", 1) for part in packed.split("|") if "=" in part)
    return {_LONG[letter]: value for letter, value in pairs if letter in _LONG}


def quiz_start(rules: Rules, *, thread: bool) -> str | None:
    """The id of a button that starts such a quiz; None where its filters do not fit."""
    packed = "|".join(f"{_SHORT[name]}={value}" for name, value in rules.filters.items())
    how = f"{rules.mode}:{rules.scoring}:{rules.questions}:{rules.limit_s}:{rules.ranked:d}:{rules.level or ''}"
    custom_id = f"quiz-start:{how}:{thread:d}:{packed}"
    return custom_id if len(custom_id) <= CUSTOM_ID_LIMIT else None


def quiz_rules(arguments: Sequence[str]) -> tuple[Rules, bool]:
    """The rules that `quiz_start` put into an id, and whether the quiz is played in a thread."""
    mode, scoring, questions, limit_s, ranked, level, thread, *packed = arguments
    given: dict[str, Any] = {"mode": mode, "scoring": scoring, "level": level or None}
    rules = Rules(
        questions=int(questions), limit_s=int(limit_s), ranked=ranked == "1", filters=filters(":".join(packed)), **given
    )
    return rules, thread == "1"
