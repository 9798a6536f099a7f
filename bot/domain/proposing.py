"""The forms of a proposal: what each asks, and what comes of what was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import ValidationError

from bot.domain.content import AnswerKind, Argument, Attribution, Divergence, Era, Region, Sensitivity, WhatIfType
from bot.domain.dates import HistoricalDate, NotADate, parse_date
from bot.domain.proposal import (
    FactProposal,
    Filing,
    Proposal,
    ProposedKind,
    QuestionProposal,
    QuoteProposal,
    WhatIfProposal,
)
from bot.domain.sound import faults

Part = Literal["first", "more"]
"""The form that a member fills, or the one with everything else, for the reviewers."""

EXAMPLE = "28 June 1914, Sarajevo: the driver keeps to the quay"
EXPLAINED = "28 June 1914: the driver took a wrong turning"
WRONG_ANSWERS = 3
_DATED = 10  # "44bc,Rome:" is "44 BC, Rome: "
_FILED_AS = 120  # all names with their colons, and a blank behind each comma
_EXPLANATION = 500  # characters; `Sentence`
_ANSWER = 100  # characters; most of it can be read on a button


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: its longest text, its shortest (0: it may be empty), and whether each line stands for itself."""

    name: str
    most: int
    least: int = 0
    has_lines: bool = False
    grows: int = 0
    """By how much the same may be longer as `typed_of` spells it: dates in words, every name that it is filed under."""


FORMS: Mapping[tuple[ProposedKind, Part], tuple[Asked, ...]] = {
    ("whatif", "first"): (
        Asked("title", 90, 5),
        Asked("background", 600, 20),
        Asked("change", 500, 5, grows=_DATED),
        Asked("source", 200, 5),
        Asked("question", 200, 5),
    ),
    ("whatif", "more"): (
        Asked("questions", 400, has_lines=True),
        Asked("stays", 300, has_lines=True),
        Asked("for", 300, grows=1),
        Asked("against", 300, grows=1),
        Asked("filed", 300, has_lines=True, grows=_FILED_AS),
    ),
    ("fact", "first"): (
        Asked("statement", 500, 20),
        Asked("date", 60, 1, grows=_DATED),
        Asked("place", 200),
        Asked("source", 200, 5),
        Asked("note", 500),
    ),
    ("fact", "more"): (Asked("filed", 300, has_lines=True, grows=_FILED_AS),),
    ("quote", "first"): (
        Asked("text", 280, 5),
        Asked("speaker", 200, 2),
        Asked("date", 60, 1, grows=_DATED),
        Asked("source", 200, 5),
        Asked("role", 200),
    ),
    ("quote", "more"): (
        Asked("finding", 500),
        Asked("earliest", 500),
        Asked("filed", 300, has_lines=True, grows=_FILED_AS),
    ),
    ("question", "first"): (
        Asked("question", 200, 10),
        Asked("answer", _ANSWER, 1),
        Asked("wrong_answers", 300, 1, has_lines=True),
        Asked("source", 200, 5),
        Asked("explanation", 500, 1, grows=_DATED),
    ),
    ("question", "more"): (
        Asked("accept", 400, has_lines=True),
        Asked("prompt", 300, has_lines=True),
        Asked("reject", 300, has_lines=True),
        Asked("filed", 300, has_lines=True, grows=_FILED_AS),
    ),
}
"""What each form asks, in its order; at most five fields (Discord, Modal)."""

_WORDS: Mapping[str, tuple[str, ...]] = {
    "era": get_args(Era),
    "regions": get_args(Region),
    "sensitivity": get_args(Sensitivity),
    "type": get_args(WhatIfType),
    "attribution": get_args(Attribution),
    "difficulty": ("1", "2", "3", "4", "5"),
    "kind": get_args(AnswerKind),
}
"""What can be said of how it is filed, where that is a choice."""

_SINGLE = ("era", "type", "attribution", "difficulty", "kind", "estimate")
_BESIDE = {"type": "type", "attribution": "attribution", "difficulty": "difficulty"}
_BESIDE |= {"kind": "answer_kind", "estimate": "tolerance"}
"""What is said with how it is filed and is a field of the proposal itself, by the field's name."""

_FILED: Mapping[ProposedKind, tuple[str, ...]] = {
    "whatif": ("era", "regions", "topics", "people", "sensitivity", "type"),
    "fact": ("era", "regions", "topics", "people", "sensitivity"),
    "quote": ("era", "regions", "topics", "people", "sensitivity", "attribution"),
    "question": ("era", "regions", "topics", "people", "sensitivity", "difficulty", "kind", "estimate"),
}
_SAID_OF = ("change", "date", "wrong_answers", "explanation")
"""Fields of which more is said when they are empty than that they are."""

_WHAT_IF = re.compile(r"^what if\b[\s:.…,]*", re.IGNORECASE)


def proposed(kind: ProposedKind, typed: Mapping[str, str]) -> Proposal | list[str]:
    """What was filled into the first form; or what is to be mended, a sentence for each."""
    fields = _fields(kind, "first", typed)
    if kind == "whatif":
        fields["title"] = _WHAT_IF.sub("", fields["title"])
    wrong = _lengths(kind, "first", fields)
    if kind == "whatif":
        pod = _divergence(fields.pop("change"))
        if isinstance(pod, str):
            wrong.append(pod)
        elif not wrong:
            return WhatIfProposal(**fields, pod=pod)
        return wrong
    if kind == "question":
        return _question(fields, wrong)
    date = _date(fields.pop("date"))
    if isinstance(date, str):
        return [*wrong, date]
    if wrong:
        return wrong
    made = FactProposal if kind == "fact" else QuoteProposal
    return made(**fields, date=date)


def reworded(proposal: Proposal, typed: Mapping[str, str]) -> Proposal | list[str]:
    """The proposal with what was filled into its first form anew; or what is to be mended, a sentence for each."""
    found = proposed(proposal.kind, typed)
    if isinstance(found, list):
        return found
    kept = type(proposal).model_fields.keys() - found.model_fields_set
    return _sound(found.model_copy(update={name: getattr(proposal, name) for name in kept}))


def completed(proposal: Proposal, typed: Mapping[str, str]) -> Proposal | list[str]:
    """The proposal with what was filled into its second form; or what is to be mended, a sentence for each."""
    fields = _fields(proposal.kind, "more", typed)
    wrong = _lengths(proposal.kind, "more", fields)
    filed, problems = _filed(proposal.kind, fields.pop("filed"))
    wrong += problems
    changes: dict[str, Any] = dict(fields)
    if isinstance(proposal, WhatIfProposal):
        changes = {"more_questions": fields["questions"].splitlines(), "stays": fields["stays"].splitlines()}
        for name in ("for", "against"):
            said = _argument(fields[name])
            if isinstance(said, str):
                wrong.append(said)
            changes[f"case_{name}"] = said
    changes |= {name: filed.pop(said) for said, name in _BESIDE.items() if said in filed}
    if isinstance(proposal, QuestionProposal):
        changes |= {name: fields[name].splitlines() for name in ("accept", "prompt", "reject")}
        changes.setdefault("tolerance", None)
        if changes.get("answer_kind") == proposal.asks_for:  # as it was filled in for the reviewer
            changes["answer_kind"] = proposal.answer_kind
    if isinstance(proposal, QuoteProposal):
        wrong += _verdict(changes.get("attribution", "attributed"), fields)
    if wrong:
        return wrong
    try:
        found = type(proposal).model_validate(
            {name: getattr(proposal, name) for name in type(proposal).model_fields}
            | changes
            | {"filing": Filing.model_validate(filed)}
        )
    except ValidationError as error:
        return [_too_much(problem["loc"]) for problem in error.errors()]
    return _sound(found)


def _sound(proposal: Proposal) -> Proposal | list[str]:
    """The proposal, or what is wrong with it as a whole."""
    return (faults(proposal) if isinstance(proposal, QuestionProposal) else []) or proposal


def typed_of(proposal: Proposal, part: Part) -> dict[str, str]:
    """What to type into the form to get the same again."""
    if part == "first":
        typed = {asked.name: str(getattr(proposal, asked.name, "")) for asked in FORMS[proposal.kind, part]}
        if isinstance(proposal, WhatIfProposal):
            pod = proposal.pod
            typed["change"] = f"{pod.date}, {pod.place}: {pod.change}"
        if isinstance(proposal, QuestionProposal):
            typed["wrong_answers"] = "\n".join(proposal.distractors)
            typed["explanation"] = f"{proposal.date}: {proposal.explanation}"
        return typed
    filed = {**dict(proposal.filing), **{said: getattr(proposal, name, None) for said, name in _BESIDE.items()}}
    if isinstance(proposal, QuestionProposal):
        filed["kind"] = proposal.asks_for
    lines = [
        f"{name}: {', '.join(value or ()) if isinstance(value, tuple | None) else value}"
        for name in _FILED[proposal.kind]
        for value in (filed[name],)
    ]
    typed = {asked.name: getattr(proposal, asked.name, "") for asked in FORMS[proposal.kind, "more"]}
    typed["filed"] = "\n".join(lines)
    if isinstance(proposal, QuestionProposal):
        typed |= {name: "\n".join(getattr(proposal, name)) for name in ("accept", "prompt", "reject")}
    if isinstance(proposal, WhatIfProposal):
        typed["questions"] = "\n".join(proposal.more_questions)
        typed["stays"] = "\n".join(proposal.stays)
        for name, case in (("for", proposal.case_for), ("against", proposal.case_against)):
            typed[name] = f"{case.made_by}: {case.argument}" if case else ""
    return typed


def _fields(kind: ProposedKind, part: Part, typed: Mapping[str, str]) -> dict[str, str]:
    return {asked.name: typed.get(asked.name, "").strip() for asked in FORMS[kind, part]}


def _lengths(kind: ProposedKind, part: Part, fields: Mapping[str, str]) -> list[str]:
    wrong = []
    for asked in FORMS[kind, part]:
        length = len(fields[asked.name])
        if length < asked.least and asked.name not in _SAID_OF:
            wrong.append(f"The {asked.name} is missing or too short: {asked.least} characters at least.")
        if length > asked.most + asked.grows:
            wrong.append(f"The {asked.name} is too long: {asked.most} characters at most.")
    return wrong


def _question(fields: Mapping[str, str], wrong: list[str]) -> Proposal | list[str]:
    """The question of the first form, with three wrong answers on lines and the date before the explanation."""
    others = fields["wrong_answers"].splitlines()
    if len(others) != WRONG_ANSWERS or any(len(other) > _ANSWER for other in others):
        wrong.append(
            f"{WRONG_ANSWERS} wrong answers are wanted, each on a line of its own "
            f"and with {_ANSWER} characters at most; there are {len(others)}."
        )
    when, _, explanation = (part.strip() for part in fields["explanation"].partition(":"))
    date = _date(when)
    if isinstance(date, str) or not 0 < len(explanation) <= _EXPLANATION:
        wrong.append(f"The explanation begins with its date and a colon, such as “{EXPLAINED}”.")
    elif not wrong:
        names = ("question", "answer", "source")
        return _sound(
            QuestionProposal(
                **{name: fields[name] for name in names}, distractors=others, explanation=explanation, date=date
            )
        )
    return wrong


def _divergence(text: str) -> Divergence | str:
    head, _, change = (part.strip() for part in text.partition(":"))
    when, _, place = (part.strip() for part in head.partition(","))
    if not place or len(place) > 200 or not 5 <= len(change) <= 500:
        return f"The change begins with its date, a comma, its place and a colon, such as “{EXAMPLE}”."
    try:
        return Divergence(date=parse_date(when), place=place, change=change)
    except NotADate as error:
        return f"The change begins with a date, such as “{EXAMPLE}”. {_sentence(error)}"


def _date(text: str) -> HistoricalDate | str:
    try:
        return parse_date(text)
    except NotADate as error:
        return f"The date is wanted, such as 28 June 1914, 1347 or 44 BC. {_sentence(error)}"


def _sentence(error: NotADate) -> str:
    said = str(error)
    return f"{said[0].upper()}{said[1:]}."


def _argument(text: str) -> Argument | str | None:
    """The strongest case in somebody's mouth, such as "Christopher Clark: nobody wanted it"; None for an empty text."""
    if not text:
        return None
    who, _, said = (part.strip() for part in text.partition(":"))
    if not said or not 0 < len(who) <= 200:
        return "An argument begins with who makes it and a colon, such as “Christopher Clark: nobody wanted it”."
    return Argument(made_by=who, argument=said)


def _filed(kind: ProposedKind, text: str) -> tuple[dict[str, Any], list[str]]:
    """How it is filed, one name with its values a line; and what is wrong."""
    filed: dict[str, Any] = {}
    wrong = []
    for line in text.splitlines():
        name, _, said = (part.strip() for part in line.partition(":"))
        values = [value.strip() for value in said.split(",") if value.strip()]
        name = name.lower()
        if name not in _FILED[kind]:
            wrong.append(f"It is filed by {', '.join(_FILED[kind])}, each on a line of its own, such as “era: modern”.")
            continue
        if name != "people":
            values = [re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-") for value in values]
        unknown = [value for value in values if name in _WORDS and value not in _WORDS[name]]
        if unknown or (name in _SINGLE and len(values) > 1):
            wrong.append(f"{name.capitalize()}: {'one' if name in _SINGLE else 'some'} of {', '.join(_WORDS[name])}.")
        elif name == "estimate" and any(not value.isdecimal() or not int(value) for value in values):
            wrong.append("Estimate: by how much a guess is off that earns nothing, such as 10.")
        elif values:
            filed[name] = values[0] if name in _SINGLE else values
    return filed, wrong


def _verdict(attribution: str, fields: Mapping[str, str]) -> list[str]:
    """What a doubtful quote lacks; the rule is that of `Quote`."""
    wrong = []
    if attribution in ("disputed", "misattributed") and not fields["finding"]:
        wrong.append(f"A quote that is {attribution} needs the finding that says why.")
    if attribution == "misattributed" and not fields["earliest"]:
        wrong.append("A misattributed quote needs its earliest known source.")
    return wrong


def _too_much(place: tuple[int | str, ...]) -> str:
    return f"Too much, or too long: {' '.join(str(part).replace('_', ' ') for part in place if isinstance(part, str))}."
