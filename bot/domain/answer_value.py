"""Whether a guess names the year, date, span, count or truth that is asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.answer_rest import Rest
from bot.domain.answer_words import Word, words_of
from bot.domain.clean import GUESS_LIMIT, readings
from bot.domain.content import AnswerKind
from bot.domain.values import Point, Reading, read
from bot.domain.vocabulary import CHOICE, FUNCTION, NEGATIONS, NO, YES

ValueRule = Literal["number", "date", "negation", "list", "extra", "too-vague"]
Judged = tuple[Literal["accept", "prompt", "reject"], ValueRule, str]

_COUNTED = re.compile(r"\bhow (?:many|much|long|old|far|often|tall|high|large|big|deep|wide)\b|\bnumber of\b|\bpercent")
_SHARE = re.compile(r"\bper ?cent|%|\b(?:share|proportion|fraction|portion|part)\b")
_BC = re.compile(r"\bbce?\b|\bb\.c\.", re.IGNORECASE)
_STYLES = frozenset(("os", "ns", "old", "new", "style"))
_LAST_YEAR = 99_999  # before or after Christ; farther off is no history
_NOTS = frozenset(text for text in NEGATIONS if "nt" in text or text in ("not", "aint", "cannot", "never"))


@dataclass(frozen=True, slots=True)
class Value:
    """What is asked for. `bc_given` says that the question itself names the era."""

    plain: str
    points: tuple[Point, ...]
    ranged: bool
    units: frozenset[str]
    counted: bool
    bc_given: bool
    share: bool
    """Whether the question asks for a part of a whole."""


def value_of(written: str, question: str, kind: AnswerKind | None) -> Value | None:
    """The value of an accepted form; None where it is a name, though it may have a number in it."""
    plain = (readings(written) or ("",))[0]
    reading = read(plain)
    if not reading.points or (kind in ("person", "place", "organisation", "office") and not plain.isdigit()):
        return None
    counted = kind == "number" or bool(_COUNTED.search(question.lower()))
    units = frozenset(word for word in reading.words if word not in FUNCTION and word not in _STYLES)
    if units and not (counted and words_of(plain)[0].number is not None):
        return None
    points = reading.points
    if len(points) == 2 and "(" in plain and not reading.ranged:
        points = points[:1]  # 7 November 1917 (25 October OS)
    if len(points) > 1 and not (reading.ranged or "and" in reading.words or "," in plain):
        return None
    return Value(
        plain, points, reading.ranged, units, counted, bool(_BC.search(question)), bool(_SHARE.search(question.lower()))
    )


def judged_value(value: Value, typed: Reading, asked: Reading, rest: Rest) -> Judged:
    """The verdict on a guess whose values were read, with its rule and the part that failed."""
    wanted = value.points
    rule: ValueRule = "date" if wanted[0].kind == "date" else "number"
    if not typed.points:
        return "reject", rule, ""
    trouble = rest.value_trouble(typed.words, value.units, several=len(wanted) > 1, counted=value.counted)
    if trouble:
        return _troubled(*trouble)
    points = _once(typed.points)
    told = any(word == "of" or (word in rest.asked.words and word not in FUNCTION) for word in typed.words)
    if len(points) > len(wanted) and told and not typed.ranged:
        given = {(point.kind, point.value) for point in asked.points}
        points = [point for point in points if (point.kind, point.value) not in given] or points
    if len(points) == 2 and typed.ranged and wanted[0].kind == "decade":
        points = _as_decade(points)
    elif typed.ranged and len(wanted) == 1:
        return "reject", "list", str(points[-1].value)
    if len(points) > len(wanted):
        return "reject", "list", str(points[-1].value)
    if len(points) < len(wanted):
        some = all(any(_same(value, want, point, asked) == "yes" for want in wanted) for point in points)
        return ("prompt", "too-vague", "") if some else ("reject", rule, str(points[0].value))
    if not value.ranged:
        wanted, points = tuple(sorted(wanted, key=_order)), sorted(points, key=_order)
    answers = [_same(value, want, point, asked) for want, point in zip(wanted, points, strict=True)]
    if "no" in answers:
        return "reject", rule, str(points[answers.index("no")].value)
    return ("prompt", "too-vague", "") if "vague" in answers else ("accept", rule, "")


def _troubled(name: str, token: str) -> Judged:
    if name == "too-vague":
        return "prompt", "too-vague", token
    return "reject", "negation" if name == "negation" else "list" if name == "list" else "extra", token


def _as_decade(points: list[Point]) -> list[Point]:
    """Ten years written as a span, as their decade."""
    first, last = points
    whole = first.value % 10 == 0 and last.value == first.value + 9 and first.era == last.era
    return [replace(first, kind="decade")] if whole else points


def _order(point: Point) -> tuple[int, float, int, int]:
    return (point.era, float(point.value), point.month, point.day)


def _once(points: tuple[Point, ...]) -> list[Point]:
    """The points without those that say again what another one said."""
    kept: list[Point] = []
    for point in points:
        again = next((at for at, one in enumerate(kept) if _says_again(one, point)), None)
        if again is None:
            kept.append(point)
        elif point.era:
            kept[again] = point
    return kept


def _says_again(one: Point, other: Point) -> bool:
    same = (one.value, one.month, one.day) == (other.value, other.month, other.day)
    return same and one.era * other.era >= 0


def _same(value: Value, want: Point, point: Point, asked: Reading) -> Literal["yes", "no", "vague"]:
    """Whether a typed point is the one that is wanted."""
    if point.percent and not want.percent and not value.share:
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
        # The year is right; that it was in March is more than was asked for.
        return era if point.value == want.value and not value.counted else "no"
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
    for at, word in enumerate(words):
        text = word.text
        if word.mark == "-" and at and len(words[at - 1].text) == 1:
            return None  # "T-shirts" begins with a T and says nothing
        if said and word.mark in (",", "-", "("):
            # A reason given: "False, he was of average height".
            later = {one.text for one in words[at:]}
            if not later & (YES | NO | CHOICE | _NOTS):
                break
        if text in CHOICE:
            return None
        if text in _NOTS:
            turned = seen_not = True
        elif text in YES or text in NO:
            said.add((text in YES) != turned)
            turned = False
        elif not rest.is_harmless(text):
            return None
    if not said and seen_not:
        return False
    return said.pop() if len(said) == 1 else None


def numeric_guess(typed: str, kind: Literal["year", "number"]) -> tuple[int, int] | None:
    """The first and last value that a guess names, the same twice for a single one; None where it names none.

    Years BC are negative, and there is no year 0.

    >>> numeric_guess("14th century", "year"), numeric_guess("44 BC", "year"), numeric_guess("about 1,200", "number")
    ((1301, 1400), (-44, -44), (1200, 1200))
    """
    plains = readings(typed)
    if not plains or len(plains[0]) > GUESS_LIMIT:
        return None
    reading = read(plains[0])
    points = reading.points
    several = len(points) > 1 and not (len(points) == 2 and (reading.ranged or "and" in reading.words))
    if not points or several or any(word in NEGATIONS or word in CHOICE for word in reading.words):
        return None
    spans = [_span(point, kind) for point in points]
    first, last = spans[0], spans[-1]
    if first and len(spans) == 1 and plains[0].startswith("-"):
        return (-first[1], -first[0]) if kind == "year" else None
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _span(point: Point, kind: Literal["year", "number"]) -> tuple[int, int] | None:
    """The whole numbers or years that a point covers."""
    value = int(point.value)
    if kind == "number":
        return (value, value) if point.kind == "number" and value == point.value else None
    if not 0 < value <= _LAST_YEAR or point.short:
        return None
    if point.kind == "century":
        return (-100 * value, -100 * value + 99) if point.era < 0 else (100 * value - 99, 100 * value)
    # The 1300s are a century, the 2000s a decade.
    width = 0 if point.kind != "decade" else 99 if value % 100 == 0 and value < 2000 else 9
    return (-value - width, -value) if point.era < 0 else (value, value + width)
