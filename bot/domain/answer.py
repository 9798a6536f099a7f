"""Whether a typed guess is right: the judge of answers, compiled once for each question."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.domain.content import AnswerKind, Question
from bot.domain.dates import NotADate, parse_date
from bot.domain.fold import fold

__all__ = [
    "AnswerKey",
    "Judgement",
    "Rule",
    "Verdict",
    "compile_key",
    "judge",
    "judge_guess",
    "key_of",
    "numeric_guess",
]

Verdict = Literal["accept", "prompt", "reject"]
Rule = Literal["exact", "different", "too-vague", "empty", "too-long"]
GUESS_LIMIT = 200  # characters; more is no answer but a text


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a guess is worth, and why."""

    verdict: Verdict
    rule: Rule
    normal: str
    nearest: str
    token: str = ""

    @property
    def counts(self) -> bool:
        """Whether it was a guess at all; one that was not costs no attempt."""
        return self.rule not in ("empty", "too-long")


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """One question's accepted forms, made ready."""

    forms: dict[str, str]
    prompts: dict[str, str]


def compile_key(
    question: str,
    answer: str,
    accept: Sequence[str] = (),
    *,
    prompt: Sequence[str] = (),
    reject: Sequence[str] = (),
    rivals: Iterable[str] = (),
    kind: AnswerKind | None = None,
) -> AnswerKey:
    """The key with which guesses at the question are judged."""
    return AnswerKey({fold(form): form for form in (answer, *accept)}, {fold(form): form for form in prompt})


def judge(key: AnswerKey, typed: str) -> Judgement:
    """What the guess is worth."""
    if len(typed) > GUESS_LIMIT:
        return Judgement("reject", "too-long", "", "")
    normal = fold(typed)
    if not normal:
        return Judgement("reject", "empty", "", "")
    if normal in key.forms:
        return Judgement("accept", "exact", normal, key.forms[normal])
    if normal in key.prompts:
        return Judgement("prompt", "too-vague", normal, key.prompts[normal])
    return Judgement("reject", "different", normal, "")


@lru_cache(maxsize=256)
def _remembered(question: str, answer: str, aliases: tuple[str, ...]) -> AnswerKey:
    return compile_key(question, answer, aliases)


def judge_guess(question: str, answer: str, aliases: list[str], typed: str) -> Judgement:
    """What the guess is worth, for scripts that have no pack."""
    return judge(_remembered(question, answer, tuple(aliases)), typed)


def key_of(question: Question, rivals: Iterable[str]) -> AnswerKey:
    """The key of a pack's question; `rivals` are the other answers of its kind in the pack."""
    return compile_key(
        question.question,
        question.answer,
        question.accept,
        prompt=question.prompt,
        reject=question.reject,
        rivals=(*rivals, *question.distractors),
        kind=question.answer_kind,
    )


def numeric_guess(typed: str, kind: Literal["year", "number"]) -> tuple[int, int] | None:
    """The first and last value that a guess names, the same twice for a single one; None where it names none.

    Years BC are negative, and there is no year 0.
    """
    text = typed.strip()
    if kind == "number":
        digits = re.sub(r"[ ,_']", "", text)
        return (int(digits), int(digits)) if digits.isdecimal() and len(digits) < 16 else None
    try:
        date = parse_date(text)
    except NotADate:
        return None
    first, last = date.start, date.end or date.start
    width = {"century": 99, "decade": 9}.get(last.precision, 0)
    return first.year, last.year + width
