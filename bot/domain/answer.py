"""Whether a typed guess is right: the judge of answers, compiled once for each question."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.domain.answer_form import Asked, Form, Found, acronym_form, acronyms_of, form_of, search
from bot.domain.answer_rest import Rest, rest_of
from bot.domain.answer_value import Value, judged_truth, judged_value, truth_of, value_of
from bot.domain.answer_words import Word, words_of
from bot.domain.answer_words import normal as normal_of
from bot.domain.clean import readings
from bot.domain.content import AnswerKind, Question
from bot.domain.fold import fold
from bot.domain.other_names import OTHER_NAMES
from bot.domain.scripts import is_consonantal, sounds_as
from bot.domain.spelling import FAR, distance
from bot.domain.values import Reading, read
from bot.domain.vocabulary import (
    CHOICE,
    FUNCTION,
    GROUP_WORDS,
    KINDS,
    NEGATIONS,
    NOT_HUMAN,
    PEOPLE,
    RELATIONS,
    SMALL,
    TITLES,
    WOMAN,
)

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
Rule = Literal[
    "exact", "alias", "typo", "number", "date", "truth", "too-vague", "rival", "negation", "list", "relative", "extra",
    "echo", "different", "empty", "too-long",
]  # fmt: skip
GUESS_LIMIT = 200  # characters; more is a text and no answer
WORD_LIMIT = 32


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a guess is worth, and why.

    `normal` is the guess as it was read, `nearest` the form of the pack that it was compared with, `token` the word that
    failed or was too much.
    """

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
    """One question's accepted forms, made ready to be compared with guesses."""

    answers: tuple[tuple[tuple[Form, ...], ...], ...]
    """Each an answer of one or several parts, each part with its forms."""
    values: tuple[tuple[str, Value], ...]
    truth: bool | None
    exact: dict[str, str]
    prompts: dict[str, str]
    rejects: dict[str, str]
    rivals: dict[str, str]
    asked: Asked
    rest: Rest
    reading: Reading
    answer: str


_PERSON = re.compile(r"\b(?:who|whom|whose)\b")
_SEVERAL = re.compile(r"\b(?:two|three|four|five|six|seven|both|pair|trio|duo|twins?|couple|all)\b")
_PART = re.compile(r"\s*(?:,\s*and\b|,|&|\band\b|;|/)\s*", re.IGNORECASE)
_HUMAN = re.compile(r"[a-z]{3,}(?:er|or|ist|man|woman|crat|ess|eer|vik)$")
_WHICH = re.compile(r"\b(?:which|what)\b((?:\s+[\w'-]+){1,7})")


def _asked(question: str, answer: str, kind: AnswerKind | None, ambiguous: frozenset[str]) -> Asked:
    plain = " ".join(readings(question[:400]))
    texts = [word.text for word in words_of(plain)]
    person = kind == "person" if kind else bool(_PERSON.search(plain))
    head = [word.strip("'-") for word in which[1].split()] if (which := _WHICH.search(plain)) else []
    noun = next((word for word in reversed(_noun_phrase(head)) if word in KINDS or word in TITLES), "")
    if not kind and not person:
        person = noun in TITLES or (not noun and any(map(_is_human, _noun_phrase(head))))
    thing = noun in KINDS and noun not in TITLES
    kinds = frozenset(number for word in texts for number in KINDS.get(word, ()))
    return Asked(
        person,
        kinds,
        frozenset(texts),
        bool(GROUP_WORDS & set(head)) or _is_plural(_noun_phrase(head)),
        thing and not person,
        frozenset(fold(answer).split()) if " " not in answer else frozenset(),
        ambiguous,
    )


def _is_human(word: str) -> bool:
    """Whether a noun means people, by the list or by its ending: explorer, sculptor, communist, statesman."""
    return word in RELATIONS or word in PEOPLE or (bool(_HUMAN.search(word)) and word not in NOT_HUMAN)


def _is_plural(nouns: list[str]) -> bool:
    return bool(nouns) and nouns[-1].endswith("s") and not nouns[-1].endswith(("ss", "us", "is"))


def _noun_phrase(head: list[str]) -> list[str]:
    """The words after "which" up to the verb, so that its last noun is what is asked for."""
    while head and head[0] in FUNCTION and head[0] != "us":
        head = head[1:]
    for at, word in enumerate(head):
        if at and (word in FUNCTION or word in NEGATIONS or (word.endswith("ed") and word not in KINDS)):
            return head[:at]
    return head[:4]


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
    written = [answer, *accept]
    own = {fold(form) for form in written}
    others = [rival for rival in (*rivals, *reject) if fold(rival) not in own]
    own_words = {word for form in own for word in form.split()}
    rival_words = {word: rival for rival in others for word in fold(rival).split() if word not in own_words}
    ambiguous = frozenset(
        words[-1]
        for rival in others
        if (words := fold(rival).split()) and len(words) > 1 and words[-1] in own_words and len(words[-1]) > 2
    )
    asked = _asked(question, answer, kind, ambiguous if kind in (None, "person") else frozenset())
    truth = truth_of(answer)
    reading = read(" ".join(readings(question[:400])))
    values = []
    answers: list[tuple[tuple[Form, ...], ...]] = []
    several = bool(_SEVERAL.search(question.lower()))
    for form in written if truth is None else ():
        if value := value_of(form, question, kind):
            values.append((form, value))
        else:
            answers += _answers_of(form, asked, several=several)
    exact: dict[str, str] = {}
    for form in written:
        for plain in readings(form)[:1]:
            exact.setdefault(normal_of(words_of(plain)), form)
    return AnswerKey(
        answers=tuple(answers),
        values=tuple(values),
        truth=truth,
        exact=exact,
        prompts=_normals(prompt),
        rejects={normal: form for normal, form in _normals(reject).items() if normal not in exact},
        rivals=rival_words,
        asked=asked,
        rest=rest_of(question, written, asked, others),
        reading=reading,
        answer=answer,
    )


def _normals(forms: Sequence[str]) -> dict[str, str]:
    return {normal_of(words_of(plain)): form for form in forms for plain in readings(form)[:1]}


def _answers_of(written: str, asked: Asked, *, several: bool) -> list[tuple[tuple[Form, ...], ...]]:
    """A form with the other names that everybody has for it, in parts where it names several things."""
    if several:
        parts = [part for part in _PART.split(written) if part]
        if len(parts) > 1:
            forms = [tuple(_forms_of(part, asked)) for part in parts]
            return [tuple(forms)] if all(forms) else []
    return [((form,)) and ((form,),) for form in _forms_of(written, asked)]


def _forms_of(written: str, asked: Asked) -> list[Form]:
    form = form_of(written, asked)
    if form is None:
        return []
    forms = [form]
    normal = normal_of([slot.word for slot in form.slots])
    short = normal_of([slot.word for slot in form.slots if slot.role == "core"])
    for name in OTHER_NAMES.get(normal) or OTHER_NAMES.get(short) or ():
        if name != normal and not set(name.split()) <= asked.words:
            other = form_of(name, asked)
            if other:
                forms.append(_whole(written, other, exact=len(name) < 5))
    taken = SMALL | NEGATIONS | CHOICE
    forms += [acronym_form(written, acronym) for acronym in acronyms_of(form) if acronym not in taken | asked.words]
    return forms


def _whole(written: str, form: Form, *, exact: bool) -> Form:
    """Another name of the answer, of which nothing may be left out."""
    need = frozenset(number for number, slot in enumerate(form.slots) if slot.role != "small")
    return Form(written, form.slots, (need,), form.family, person=form.person, exact=exact)


def judge(key: AnswerKey, typed: str) -> Judgement:
    """What the guess is worth."""
    plains = readings(typed)
    if not plains or len(plains[0]) > GUESS_LIMIT:
        return Judgement("reject", "too-long", "", "")
    result: Judgement | None = None
    for plain in plains:
        for words in _ways(plain):
            got = _judged(key, plain, words)
            if got.verdict == "accept":
                return got
            if result is None or (result.verdict == "reject" and got.verdict == "prompt"):
                result = got
    if is_consonantal(typed) and (form := _heard(key, plains[0])):
        return Judgement("accept", "alias", plains[0], form)
    return result or Judgement("reject", "empty", "", "")


def _heard(key: AnswerKey, plain: str) -> str:
    """The form whose consonants the guess has, where its script writes no more or spells them its own way."""
    for parts in key.answers:
        for form in parts[0] if len(parts) == 1 else ():
            if form.exact or any(slot.word.number is not None for slot in form.slots):
                continue
            whole = " ".join(slot.word.text for slot in form.slots if slot.role != "title")
            needed = [" ".join(form.slots[number].word.text for number in sorted(need)) for need in form.needs]
            if any(sounds_as(plain, name) for name in (whole, *needed)):
                return form.written
    return ""


def _ways(plain: str) -> list[list[Word]]:
    """The guess in words, in more than one way where it has initials."""
    words = words_of(plain)
    ways = [words]
    if "." in plain:
        ways.append(words_of(plain, dotted_whole=False))
    letters = [at for at, word in enumerate(words) if len(word.text) == 1 and not word.text.isdigit()]
    if len(letters) > 1 and letters[-1] - letters[0] == len(letters) - 1:
        joined = Word("".join(words[at].text for at in letters), None, words[letters[-1]].owns, words[letters[0]].mark)
        ways.append([*words[: letters[0]], joined, *words[letters[-1] + 1 :]])
    return ways if len(ways) < 3 or ways[0] != ways[1] else [ways[0], ways[2]]


def _judged(key: AnswerKey, plain: str, words: list[Word]) -> Judgement:
    normal = normal_of(words)
    if not words or (not normal and not key.exact.get("")):
        return Judgement("reject", "empty", normal, "")
    if len(words) > WORD_LIMIT:
        return Judgement("reject", "list", normal, "")
    if key.truth is not None:
        return _as_truth(key, words, normal)
    if normal in key.exact and not key.values:
        return Judgement("accept", "exact" if key.exact[normal] == key.answer else "alias", normal, key.exact[normal])
    if normal in key.rejects:
        return Judgement("reject", "rival", normal, key.rejects[normal])
    if normal in key.prompts:
        return Judgement("prompt", "too-vague", normal, key.prompts[normal])
    best: Judgement | None = None
    for written, value in key.values:
        verdict, rule, token = judged_value(value, read(plain), key.reading, key.rest, words)
        got = Judgement(verdict, rule, normal, written, token)
        if verdict == "accept":
            return got
        if best is None or (best.verdict == "reject" and verdict == "prompt"):
            best = got
    for parts in key.answers:
        got = _as_name(key, parts, words, normal)
        if got.verdict == "accept":
            return got
        if best is None or _rank(got) > _rank(best):
            best = got
    return best or Judgement("reject", "different", normal, "")


def _rank(judgement: Judgement) -> int:
    return 2 * (judgement.verdict == "prompt") + (judgement.rule != "different")


def _as_truth(key: AnswerKey, words: list[Word], normal: str) -> Judgement:
    said = judged_truth(words, key.rest)
    if said is None:
        return Judgement("reject", "different", normal, key.answer)
    return Judgement("accept" if said == key.truth else "reject", "truth", normal, key.answer)


def _as_name(key: AnswerKey, parts: tuple[tuple[Form, ...], ...], words: list[Word], normal: str) -> Judgement:
    """The guess against one answer: every part found, nothing wrong beside."""
    free = frozenset(range(len(words)))
    used: set[int] = set()
    chosen: list[tuple[Form, Found]] = []
    cost = 0.0
    lacking = ""
    for forms in parts:
        form, found = _best(forms, words, free - used, key.asked)
        if not any(need <= found.slots for need in form.needs):
            lacking = lacking or form.written
        if any(form.slots[number].role in ("core", "given") for number in found.slots):
            chosen.append((form, found))
            used |= found.used
            cost += found.cost
    if not chosen:
        return Judgement("reject", "different", normal, parts[0][0].written)
    written = parts[0][0].written if len(parts) == 1 else key.answer
    if trouble := key.rest.trouble(
        words, frozenset(used), [form for form, _ in chosen], [found for _, found in chosen]
    ):
        rule, token = trouble
        return Judgement("reject", rule, normal, written, token)
    if lacking and not _told_by_title(words, used, chosen):
        return Judgement("prompt", "too-vague", normal, written, lacking)
    if cost >= 1 and (rival := _rival(key, words, used, cost)):
        return Judgement("reject", "rival", normal, rival)
    how: Rule = "typo" if cost >= 1 else "exact" if written == key.answer else "alias"
    return Judgement("accept", how, normal, written)


def _told_by_title(words: list[Word], used: set[int], chosen: list[tuple[Form, Found]]) -> bool:
    """Whether a title tells who of a family is meant: Mrs Gandhi."""
    form, found = chosen[0]
    said = any(word.text in WOMAN for at, word in enumerate(words) if at not in used)
    numbered = any(slot.word.number is not None for slot in form.slots)
    return len(chosen) == 1 and form.family in found.slots and form.woman is True and said and not numbered


def _best(forms: tuple[Form, ...], words: list[Word], free: frozenset[int], asked: Asked) -> tuple[Form, Found]:
    found = [(form, search(form, words, free, asked)) for form in forms]
    return max(
        found,
        key=lambda pair: (any(need <= pair[1].slots for need in pair[0].needs), len(pair[1].slots), -pair[1].cost),
    )


def _rival(key: AnswerKey, words: list[Word], used: set[int], cost: float) -> str:
    """The other answer of the pack to which a misspelt word is as near."""
    for at in used:
        text = words[at].text
        if text in key.rivals:
            return key.rivals[text]
        for word, rival in key.rivals.items():
            if abs(len(word) - len(text)) < 3 and distance(text, word, alone=False) <= cost < FAR:
                return rival
    return ""


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
    plains = readings(typed)
    if not plains or len(plains[0]) > GUESS_LIMIT:
        return None
    reading = read(plains[0])
    points = reading.points
    if not points or len(points) > 2 or (len(points) == 2 and not reading.ranged and "and" not in reading.words):
        return None
    if kind == "number":
        numbers = [point.value for point in points if point.kind == "number"]
        if len(numbers) != len(points) or any(number != int(number) for number in numbers):
            return None
        return int(min(numbers)), int(max(numbers))
    spans = [_years(point.kind, int(point.value), point.era) for point in points]
    if any(span is None for span in spans):
        return None
    first, last = (span for span in (spans[0], spans[-1]) if span)
    return (first[0], last[1]) if first[0] <= last[1] else None


def _years(kind: str, value: int, era: int) -> tuple[int, int] | None:
    if value == 0 or value > 99_999:
        return None
    if kind == "century":
        return (-100 * value, -100 * value + 99) if era < 0 else (100 * value - 99, 100 * value)
    width = 9 if kind == "decade" else 0
    return (-value - width, -value) if era < 0 else (value, value + width)
