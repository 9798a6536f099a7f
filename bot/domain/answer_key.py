"""A question's accepted forms, compiled once so that a guess costs microseconds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.answer_form import Form, forms_of
from bot.domain.answer_question import Asked, asked_of
from bot.domain.answer_rest import Rest, rest_of
from bot.domain.answer_value import Value, truth_of, value_of
from bot.domain.answer_words import normal, words_of
from bot.domain.clean import readings
from bot.domain.content import AnswerKind, Question
from bot.domain.fold import fold
from bot.domain.values import Reading, read

_SEVERAL = re.compile(r"\b(?:two|three|four|five|six|seven|both|pair|trio|duo|twins?|couple|all)\b", re.IGNORECASE)
_PART = re.compile(r"\s*(?:,\s*and\b|,|&|\band\b|;|/)\s*", re.IGNORECASE)

Parts = tuple[tuple[Form, ...], ...]
"""An answer's parts, mostly one, each in all its forms."""


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """One question's accepted forms, made ready to be compared with guesses.

    `exact`, `prompts` and `rejects`, which are other answers too, have the form as written by its normal form, `rivals`
    another answer by each of its words.
    """

    answer: str
    answers: tuple[Parts, ...]
    values: tuple[tuple[str, Value], ...]
    truth: bool | None
    exact: dict[str, str]
    prompts: dict[str, str]
    rejects: dict[str, str]
    rivals: dict[str, str]
    asked: Asked
    rest: Rest
    reading: Reading
    """The values in the question."""


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
    """The key with which guesses at the question are judged.

    `rivals` are other answers that a guess could mean as well; those that are accepted forms themselves do no harm.
    """
    written = (answer, *accept)
    own = {fold(form) for form in written}
    own_words = frozenset(word for form in own for word in form.split())
    others = [rival for rival in (*rivals, *reject) if fold(rival) not in own]
    asked = asked_of(question, answer, kind, _shared_families(others, own_words))
    truth = truth_of(answer)
    exact, prompts = _normals(written), _normals(prompt)
    values: list[tuple[str, Value]] = []
    answers: list[Parts] = []
    for form in written if truth is None else ():
        if value := value_of(form, question, kind):
            values.append((form, value))
        else:
            answers.extend(_answers_of(form, asked, several=bool(_SEVERAL.search(question))))
    return AnswerKey(
        answer=answer,
        answers=tuple(answers),
        values=tuple(values),
        truth=truth,
        exact=exact,
        prompts=prompts,
        rejects={text: form for text, form in _normals(others).items() if text not in exact and text not in prompts},
        rivals={word: rival for rival in others for word in fold(rival).split() if word not in own_words},
        asked=asked,
        rest=rest_of(question, written, asked, others),
        reading=read(asked.plain),
    )


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


def _shared_families(others: Sequence[str], own_words: frozenset[str]) -> frozenset[str]:
    """Last words of other answers that are words of this one: their family name alone tells nobody."""
    names = [fold(other).split() for other in others]
    return frozenset(name[-1] for name in names if len(name) > 1 and name[-1] in own_words and len(name[-1]) > 2)


def _normals(forms: Sequence[str]) -> dict[str, str]:
    """The forms by their normal form; of two with the same one the first."""
    return {normal(words_of(plain)): form for form in reversed(forms) for plain in readings(form)[:1]}


def _answers_of(written: str, asked: Asked, *, several: bool) -> Iterator[Parts]:
    """An accepted form in its parts where it names several things, else each of its names."""
    parts = [part for part in _PART.split(written) if part] if several else []
    forms = tuple(forms_of(part, asked) for part in parts)
    if len(forms) > 1 and all(forms):
        yield forms
    else:
        yield from (((form,),) for form in forms_of(written, asked))
