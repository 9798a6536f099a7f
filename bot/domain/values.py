"""Years, dates, spans, centuries and counts, read from what a player or an editor wrote."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from bot.domain.calendars import MONTHS
from bot.domain.numerals import CARDINALS, SCALES, figure_ordinal, roman, spelt

_split = str.split

PointKind = Literal["number", "century", "decade", "date"]


@dataclass(frozen=True, slots=True)
class Point:
    """One value: a number (also a year), a century, a decade by its first year, or a date by its known parts.

    `value` is the year of a date. `era` is -1 for BC, 1 for AD; like `month`, `day` and a date's year it is 0 where nothing
    is said.
    """

    kind: PointKind
    value: int | Decimal = 0
    month: int = 0
    day: int = 0
    era: int = 0
    ordinal: bool = False
    percent: bool = False
    swapped: bool = False
    """Day and month could be read the other way round."""
    short: bool = False
    """A year or decade of two figures, whose century is left out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The values of a text in their order, and the other words."""

    points: tuple[Point, ...]
    words: tuple[str, ...]
    ranged: bool = False
    """Whether the two points are the ends of a span."""


Item = tuple[str, object]

_ERA_DOTS = re.compile(r"\b([abc])\.\s?([cde])\b\.?(?:\s?(e)\b\.?)?")
_ERA_WORDS = re.compile(r"\b(?:before (?:christ|(?:the )?(?:common|current) era)|anno domini|(?:the )?common era)\b")
_PER_CENT = re.compile(r"\bper ?cents?\b|\bpct\b")
_CENTURY_MARK = re.compile(r"(?<=\d)(st|nd|rd|th)[ -]c\b\.?")
_CENTURY_WORDS = frozenset(_split("century centuries cent centry centuary centurie centruy c"))
_ERAS = {"bc": -1, "bce": -1, "ad": 1, "ce": 1}
_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_LONG_MONTHS = tuple(_MONTHS)
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_NAMED_DAYS = (
    ("ides", re.compile(r"\b(?:the )?ides of march\b"), "15 march"),
    ("eve", re.compile(r"\bchristmas eve\b"), "24 december"),
    ("mas", re.compile(r"\b(?:christ|x)mas(?: day)?\b"), "25 december"),
    ("boxing", re.compile(r"\bboxing day\b"), "26 december"),
    ("new year", re.compile(r"\bnew year'?s eve\b"), "31 december"),
    ("new year", re.compile(r"\bnew year'?s day\b"), "1 january"),
    ("may day", re.compile(r"\bmay day\b"), "1 may"),
)
_ISO = re.compile(r"(?<![\d.])(\d{3,4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(?<![\d.])(\d{1,2}) ?([-/.]) ?(\d{1,2}|[ivx]{1,4}) ?\2 ?(\d{4}|\d{2})(?!\d)")
_MONTH_YEAR = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])[/.](\d{4})(?![\d/.-])")
_TOKEN = re.compile(
    r"§\d+|\d{1,3}(?:[,' _]\d{3})+(?!\d)(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3})+(?!\d)|\d+\.\d+|\d+,\d{1,2}(?!\d)"
    r"|\d+'?s\b|\d+(?:st|nd|rd|th)\b|\d+(?=(?:k|m|bn|bce?|ad|ce)\b)|\d+[a-z]+|\d+|[a-z]+(?:'[a-z]+)?|[-/%?;&|,(]|'(?=\d\d)"
)
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_LINKS = frozenset(("-", "to", "until", "till", "through", "thru", "til"))
_DECADES = {f"{word[:-1]}ies": number for word, number in CARDINALS.items() if number >= 20}
_DECADE = re.compile(r"(\d{1,3}0)'?s")
_LONGEST = 15  # figures; a longer number is no answer


def read(text: str) -> Reading:
    """The values in a text that `clean.readings` made plain.

    >>> read("from 1861 to 65").points == read("1861-65").points
    True
    >>> read("the 14th of July, 1789").points[0].day, read("44 b.c.").points[0].era
    (14, -1)
    """
    text = text.lower()
    if "." in text:
        text = _ERA_DOTS.sub(lambda match: "".join(part or "" for part in match.groups()), text)
    if "cent" in text or "pct" in text:
        text = _PER_CENT.sub("%", text)
    if "era" in text or "christ" in text or "anno" in text:
        text = _ERA_WORDS.sub(lambda match: "bc" if match[0].startswith("before") else "ad", text)
    if "-" in text:
        text = _HYPHEN.sub(" ", text)
    for sign, pattern, day in _NAMED_DAYS:
        if sign in text:
            text = pattern.sub(day, text)
    dates: list[Point] = []
    if any(map(str.isdigit, text)):
        text = _CENTURY_MARK.sub(r"\1 century", text)

        def kept(point: Point) -> str:
            dates.append(point)
            return f" §{len(dates) - 1} "

        text = _ISO.sub(lambda found: kept(Point("date", int(found[1]), int(found[3]), int(found[4]))), text)
        text = _MONTH_YEAR.sub(lambda found: kept(Point("date", int(found[2]), int(found[1]))), text)
        text = _FIGURES.sub(lambda found: kept(_in_figures(found)), text)
    return _assembled(_items(_TOKEN.findall(text), dates))


def _in_figures(found: re.Match[str]) -> Point:
    """A date such as 8.5.1945, day first with full stops, and only where the day is clear without."""
    day, month = int(found[1]), int(found[3]) if found[3].isdigit() else roman(found[3]) or 0
    swapped = found[2] != "." and found[3].isdigit() and day != month and day <= 12 and month <= 12
    if day <= 12 < month:
        day, month = month, day
    return Point("date", int(found[4]), month, day, swapped=swapped, short=len(found[4]) == 2)


def _items(tokens: list[str], dates: list[Point]) -> list[Item]:
    """The tokens by what they are."""
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        at += 1
        if token[0] == "§":
            items.append(("date", dates[int(token[1:])]))
        elif token[0].isdigit():
            items.append(_figure(token, following))
            if following in SCALES and items[-1][0] == "number" and following not in ("hundreds",):
                point = items[-1][1]
                assert isinstance(point, Point)
                items[-1] = ("number", replace(point, value=_whole(point.value * SCALES[following])))
                at += 1
        elif token == "'" and following.isdigit():
            items.append(("number", Point("number", int(following), short=True)))
            at += 1
        elif (month := _month(token)) and not (token == "may" and following in ("be", "have")):
            items.append(("month", month))
        elif token in _ERAS:
            items.append(("era", _ERAS[token]))
        elif token in _CENTURY_WORDS and items and items[-1][0] == "number":
            items.append(("century", 0))
        elif token in _DECADES:
            items.append(_decade_word(items, _DECADES[token]))
        elif token in _LINKS:
            items.append(("link", token))
        elif token in "%,":
            items.append((token, 0))
        elif (value := roman(token)) is not None and _is_roman(token, following, tokens):
            items.append(("number", Point("number", value)))
        elif number := spelt(tokens, at - 1):
            items.append(("number", Point("number", number[0], ordinal=number[2])))
            at = number[1]
        elif token in ("(", "'"):
            continue
        else:
            items.append(("word", token))
    return items


@lru_cache(maxsize=2048)
def _month(word: str) -> int:
    """The number of a month by its name, cut short or with one slip; 0 for any other word."""
    if word in _MONTHS or len(word) < 4:
        return _MONTHS.get(word, 0)
    near = [name for name in _LONG_MONTHS if name[0] == word[0] and OSA.distance(word, name, score_cutoff=1) == 1]
    sure = len(near) == 1 and (len(near[0]) > 5 or sorted(near[0]) == sorted(word))
    return _MONTHS[near[0]] if sure else 0


def _is_roman(token: str, following: str, tokens: list[str]) -> bool:
    """Whether a word that could be a Roman numeral is meant as one: "I" seldom is."""
    return token != "i" or following in _CENTURY_WORDS or len(tokens) == 1


def _figure(token: str, following: str) -> Item:
    if decade := _DECADE.fullmatch(token):
        return ("decade", Point("decade", int(decade[1]), short=len(decade[1]) == 2))
    if token[-1].isalpha():
        value = figure_ordinal(token)
        if value is None or len(token) > _LONGEST:
            return ("word", token)
        return ("number", Point("number", value, ordinal=True))
    plain = re.sub(r"[,' _]", "", token) if not re.fullmatch(r"\d+,\d{1,2}", token) else token.replace(",", ".")
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", plain) and following not in SCALES:
        plain = plain.replace(".", "")
    if len(plain) > _LONGEST:
        return ("word", token)
    return ("number", Point("number", _whole(Decimal(plain)) if "." in plain else int(plain)))


def _whole(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value


def _decade_word(items: list[Item], number: int) -> Item:
    """The twenties, also as the second half of "nineteen twenties"."""
    if items and items[-1][0] == "number":
        before = items[-1][1]
        assert isinstance(before, Point)
        if not before.ordinal and 10 <= before.value < 100:
            items.pop()
            return ("decade", Point("decade", int(before.value) * 100 + number))
    return ("decade", Point("decade", number, short=True))


def _assembled(items: list[Item]) -> Reading:
    """Points out of items: days with their months, numbers with their eras, ends with their beginnings."""
    points: list[Point] = []
    words: list[str] = []
    ranged = False
    link_at = -2  # how many points there were when a link came
    era_ahead = 0
    at = 0
    while at < len(items):
        kind, what = items[at]
        point: Point | None = None
        if kind == "word":
            words.append(str(what))
            at += 1
        elif kind == "link":
            link_at = len(points)
            at += 1
        elif kind == "era":
            assert isinstance(what, int)
            if points and not points[-1].era and (at + 1 == len(items) or items[at + 1][0] != "number" or what < 0):
                points[-1] = replace(points[-1], era=what)
            elif points and points[-1].era == what:
                pass
            else:
                era_ahead = what
            at += 1
        elif kind == "%":
            if points:
                points[-1] = replace(points[-1], percent=True)
            at += 1
        elif kind in (",", "century"):
            at += 1
        else:
            point, at = _point(items, at)
        if point:
            if era_ahead:
                point, era_ahead = replace(point, era=era_ahead), 0
            if link_at == len(points) and points:
                points[-1], point = _ends(points[-1], point)
                ranged = True
            points.append(point)
    if link_at == len(points) or (link_at == 0 and not ranged):
        words.extend(str(what) for kind, what in items if kind == "link" and what not in ("-", "to"))
    if ranged and len(points) >= 2:
        points[-2:] = _ends(points[-2], points[-1])
    return Reading(tuple(points), tuple(words), ranged)


def _point(items: list[Item], at: int) -> tuple[Point, int]:
    """The point that begins at an item, and the index after it."""
    kind, what = items[at]
    if kind == "month":
        assert isinstance(what, int)
        return _month_first(items, at, what)
    assert isinstance(what, Point)
    if kind != "number":
        return what, at + 1
    ahead = at + 1
    while ahead < len(items) and items[ahead] in (("word", "of"), ("word", "the"), ("word", "day"), (",", 0)):
        ahead += 1
    if ahead < len(items) and items[ahead][0] == "month" and 1 <= what.value <= 31 and what.value == int(what.value):
        month = items[ahead][1]
        assert isinstance(month, int)
        year, after = _year(items, ahead + 1)
        return Point("date", year.value, month, int(what.value), short=year.short), after
    if at + 1 < len(items) and items[at + 1][0] == "century":
        return replace(what, kind="century"), at + 2
    return what, at + 1


def _month_first(items: list[Item], at: int, month: int) -> tuple[Point, int]:
    ahead = at + 1
    if ahead < len(items) and items[ahead] == ("word", "the"):
        ahead += 1
    if ahead < len(items) and items[ahead][0] == "number":
        day = items[ahead][1]
        assert isinstance(day, Point)
        era_follows = ahead + 1 < len(items) and items[ahead + 1][0] == "era"
        if 1 <= day.value <= 31 and not day.short and not era_follows:
            year, after = _year(items, ahead + 1)
            return Point("date", year.value, month, int(day.value), short=year.short), after
    year, after = _year(items, at + 1)
    return Point("date", year.value, month, short=year.short), after


def _year(items: list[Item], at: int) -> tuple[Point, int]:
    """The year after a month, if there is one."""
    ahead = at
    while ahead < len(items) and items[ahead] in (
        (",", 0),
        ("word", "in"),
        ("word", "of"),
        ("word", "the"),
        ("word", "year"),
    ):
        ahead += 1
    if ahead + 1 < len(items) and items[ahead] == ("era", 1):
        ahead += 1
    if ahead < len(items) and items[ahead][0] == "number":
        year = items[ahead][1]
        assert isinstance(year, Point)
        if not year.ordinal:
            sure = items[ahead - 1] == ("era", 1) or (ahead + 1 < len(items) and items[ahead + 1][0] == "era")
            return replace(year, short=year.short or (len(str(year.value)) == 2 and not sure)), ahead + 1
    return Point("date"), at


def _ends(first: Point, last: Point) -> tuple[Point, Point]:
    """Both ends of a span, with what each leaves to the other.

    >>> [point.value for point in _ends(Point("number", 1861), Point("number", 65))]
    [1861, 1865]
    """
    if first.kind == "number" and last.kind == "date" and last.day and first.value <= 31:
        first = replace(last, day=int(first.value))
    if first.kind == last.kind == "date" and not first.value:
        first = replace(first, value=last.value, month=first.month or last.month)
    if first.kind == "number" and last.kind in ("century", "decade"):
        first = replace(first, kind=last.kind)
    if first.kind == last.kind == "number" and not last.era and last.value < first.value:
        size = 10 ** len(str(last.value))
        whole = first.value - first.value % size + last.value
        if size <= first.value and whole > first.value:
            last = replace(last, value=whole)
    if last.era and not first.era and (last.era < 0 or first.value <= last.value):
        first = replace(first, era=last.era)
    return first, last
