"""Whether a guess names the year, date, span, count or truth that is asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.answer_rest import Rest
from bot.domain.answer_words import Word, words_of
from bot.domain.clean import readings
from bot.domain.content import AnswerKind
from bot.domain.values import Point, Reading, read
from bot.domain.vocabulary import CHOICE, FUNCTION, NEGATIONS, NO, YES

ValueRule = Literal["number", "date", "negation", "list", "extra", "too-vague"]
Judged = tuple[Literal["accept", "prompt", "reject"], ValueRule, str]

_COUNTED = re.compile(r"\bhow (?:many|much|long|old|far|often|tall|high|large|big|deep|wide)\b|\bnumber of\b|\bpercent")
_BC = re.compile(r"\bbce?\b|\bb\.c\.", re.IGNORECASE)
_NOTS = frozenset(text for text in NEGATIONS if "nt" in text or text in ("not", "aint", "cannot", "never"))


@dataclass(frozen=True, slots=True)
class Value:
    """What is asked for. `bc_given` says that the question itself names the era."""

    points: tuple[Point, ...]
    ranged: bool
    units: frozenset[str]
    counted: bool
    bc_given: bool


def value_of(written: str, question: str, kind: AnswerKind | None) -> Value | None:
    """The value of an accepted form; None where it is a name, though it may have a number in it."""
    plain = (readings(written) or ("",))[0]
    reading = read(plain)
    if not reading.points or (kind in ("person", "place", "organisation", "office") and not plain.isdigit()):
        return None
    counted = kind == "number" or bool(_COUNTED.search(question.lower()))
    units = frozenset(word for word in reading.words if word not in FUNCTION)
    if units and not ((counted and plain[0] in "0123456789$£€~") or kind in ("number", "date", "year")):
        return None
    if len(reading.points) > 1 and not (reading.ranged or "and" in reading.words or "," in plain or "(" in plain):
        return None
    points = reading.points
    if len(points) == 2 and "(" in plain and not reading.ranged:
        points = points[:1]  # 7 November 1917 (25 October OS)
    return Value(points, reading.ranged, units, counted, bool(_BC.search(question)))


def judged_value(value: Value, typed: Reading, asked: Reading, rest: Rest, words: Sequence[Word]) -> Judged:
    """The verdict on a guess whose values were read."""
    if not typed.points:
        return "reject", "number", ""
    if trouble := rest.word_trouble(typed.words, value.units, two=len(value.points) > 1, counted=value.counted):
        return _troubled(trouble)
    points = _once(typed.points)
    wanted = value.points
    if len(points) > len(wanted) and not typed.ranged:
        given = {(point.kind, point.value) for point in asked.points}
        points = [point for point in points if (point.kind, point.value) not in given] or points
    rule: ValueRule = "date" if wanted[0].kind == "date" else "number"
    if len(wanted) == 1 and wanted[0].kind == "decade" and len(points) == 2 and typed.ranged:
        first, last = points
        right = (first.value, last.value) == (wanted[0].value, wanted[0].value + 9) and first.era == last.era == wanted[
            0
        ].era
        return ("accept" if right else "reject"), rule, ""
    if len(points) != len(wanted):
        vague = len(points) < len(wanted) and all(
            any(_same(value, want, point, asked) == "yes" for want in wanted) for point in points
        )
        return (
            ("prompt", "too-vague", "")
            if vague
            else ("reject", "list" if len(points) > len(wanted) else rule, str(points[-1].value))
        )
    pairs = list(zip(wanted, points, strict=True))
    if not value.ranged and len(wanted) > 1:
        pairs = list(zip(sorted(wanted, key=_order), sorted(points, key=_order), strict=True))
    answers = [_same(value, want, point, asked) for want, point in pairs]
    if value.ranged is False and len(wanted) == 1 and typed.ranged:
        return "reject", "list", ""
    if all(answer == "yes" for answer in answers):
        return "accept", rule, ""
    if "no" in answers:
        return "reject", rule, str(pairs[answers.index("no")][1].value)
    return "prompt", "too-vague", ""


def _troubled(trouble: tuple[str, str]) -> Judged:
    name, token = trouble
    if name == "too-vague":
        return "prompt", "too-vague", token
    return "reject", "negation" if name == "negation" else "list" if name == "list" else "extra", token


def _order(point: Point) -> tuple[int, float, int, int]:
    return (point.era, float(point.value), point.month, point.day)


def _once(points: tuple[Point, ...]) -> list[Point]:
    """The points without those that say again what another one said."""
    kept: list[Point] = []
    for point in points:
        if not any(
            (one.value, one.month, one.day) == (point.value, point.month, point.day) and one.era * point.era >= 0
            for one in kept
        ):
            kept.append(point)
    return kept


def _same(value: Value, want: Point, point: Point, asked: Reading) -> Literal["yes", "no", "vague"]:
    """Whether a typed point is the one that is wanted."""
    if point.percent and not want.percent and not value.counted:
        return "no"
    if want.kind == "date":
        return _same_date(value, want, point, asked)
    era = _same_era(value, want, point)
    if want.kind == "century":
        return era if _century(point) == want.value else "no"
    if want.kind == "decade":
        if point.kind != "decade":
            return "no"
        if point.value == want.value:
            return era
        return era if point.short and point.value == want.value % 100 and want.value // 100 == 19 else "no"
    if point.kind == "date":
        months = {one.month for one in asked.points if one.kind == "date"}
        if point.value != want.value or value.counted:
            return "no"
        return era if not point.day and point.month in months else "vague"
    if point.kind != "number":
        return "no"
    if point.short and point.value != want.value:
        return "vague" if want.value % 100 == point.value else "no"
    if point.value != want.value or (point.ordinal and value.counted and not want.ordinal):
        return "no"
    if value.counted and point.era:
        return "no"
    return era


def _century(point: Point) -> int:
    """The century that a point means: the 1300s are the 14th."""
    if point.kind == "decade":
        return int(point.value) // 100 + 1 if point.value % 100 == 0 and not point.short else 0
    return int(point.value) if point.kind in ("century", "number") and point.value < 100 else 0


def _same_era(value: Value, want: Point, point: Point) -> Literal["yes", "no", "vague"]:
    era = want.era or (-1 if value.bc_given and not value.counted else 1)
    if point.era:
        return "yes" if point.era == era else "no"
    return "yes" if era > 0 or value.bc_given else "vague"


def _same_date(value: Value, want: Point, point: Point, asked: Reading) -> Literal["yes", "no", "vague"]:
    """Part by part; what is missing has to stand in the question."""
    if point.kind == "number" and want.day and point.value < 32 and not point.era:
        point = Point("date", 0, 0, int(point.value))
    elif point.kind == "number":
        point = Point("date", point.value, era=point.era, short=point.short)
    if point.kind != "date":
        return "no"
    if point.swapped and {point.day, point.month} == {want.day, want.month}:
        return "vague" if point.value == want.value else "no"
    years = {one.value for one in asked.points if one.kind == "number" or (one.kind == "date" and one.value)}
    months = {one.month for one in asked.points if one.kind == "date"}
    days = {one.day for one in asked.points if one.kind == "date"}
    answer: Literal["yes", "vague"] = "yes"
    if point.short and point.value != want.value:
        if point.value != want.value % 100:
            return "no"
        answer = "vague"
        point = Point("date", want.value, point.month, point.day, point.era)
    for said, wanted, given in (
        (point.value, want.value, years),
        (point.month, want.month, months),
        (point.day, want.day, days),
    ):
        if said and wanted and said != wanted:
            return "no"
        if not said and wanted and wanted not in given:
            answer = "vague"
        if said and not wanted and said not in given:
            answer = "vague"
    era = _same_era(value, want, point) if want.value and point.value else "yes"
    return answer if era == "yes" else era


def truth_of(answer: str) -> bool | None:
    """Whether an answer says yes or no, and which; None for every other answer."""
    plain = (readings(answer) or ("",))[0].strip(" .!")
    if plain in ("true", "yes"):
        return True
    return False if plain in ("false", "no") else None


def judged_truth(words: Sequence[Word], rest: Rest) -> bool | None:
    """What a guess says of a statement; None where it says both, neither or something else."""
    said: set[bool] = set()
    turned = seen_not = False
    for word in words:
        text = word.text
        if said and word.mark in (",", "-", "("):
            # A reason given: "False, he was of average height".
            later = {one.text for one in words[words.index(word) :]}
            if not later & (YES | NO | CHOICE | _NOTS):
                break
        if text in CHOICE:
            return None
        if text in _NOTS:
            turned = seen_not = True
        elif text in YES or text in NO:
            said.add((text in YES) != turned)
            turned = False
        elif not rest.harmless(text):
            return None
    if not said and seen_not:
        return False
    return said.pop() if len(said) == 1 else None


_ = words_of
