"""What stands in a text that names a year, date, span or count: numbers, months, eras, links and other words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from bot.domain.calendars import MONTHS
from bot.domain.numerals import CARDINALS, SCALES, figure_ordinal, roman, spelt

PointKind = Literal["number", "century", "decade", "date"]
MarkKind = Literal["word", "month", "era", "century", "link", "percent", "comma"]


@dataclass(frozen=True, slots=True)
class Point:
    """One value: a number (also a year), a century, a decade by its first year, or a date by its known parts.

    `value` is the year of a date. `era` is -1 for BC, 1 for AD; like `month`, `day` and a date's year it is 0 where
    nothing is said.
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
class Mark:
    """What is no value: a month's number, an era's sign, or a word or sign by its text."""

    kind: MarkKind
    text: str
    value: int = 0


Item = Point | Mark

_LONGEST = 16  # figures; a longer number is no answer
_ERA_DOTS = re.compile(r"\b([abc])\.\s?([cde])\b\.?(?:\s?(e)\b\.?)?")
_ERA_WORDS = re.compile(r"\b(?:before (?:christ|(?:the )?(?:common|current) era)|anno domini|(?:the )?common era)\b")
_PER_CENT = re.compile(r"\bper ?cents?\b|\bpct\b")
_CENTURY_MARK = re.compile(r"(?<=\d)(st|nd|rd|th)[ -]c\b\.?")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_NAMED_DAYS = (
    ("ides", re.compile(r"\b(?:the )?ides of march\b"), "15 march"),
    ("christmas eve", re.compile(r"\bchristmas eve\b"), "24 december"),
    ("mas", re.compile(r"\b(?:christ|x)mas(?: day)?\b"), "25 december"),
    ("boxing", re.compile(r"\bboxing day\b"), "26 december"),
    ("new year", re.compile(r"\bnew year'?s eve\b"), "31 december"),
    ("new year", re.compile(r"\bnew year'?s day\b"), "1 january"),
    ("may day", re.compile(r"\bmay day\b"), "1 may"),
)
_ISO = re.compile(r"(?<![\d.])(\d{3,4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_MONTH_YEAR = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])[/.](\d{4})(?![\d/.-])")
_FIGURES = re.compile(r"(?<![\d.])(\d{1,2}) ?([-/.]) ?(\d{1,2}|[ivx]{1,4}) ?\2 ?(\d{4}|\d{2})(?!\d)")
_ROMAN_MONTH = re.compile(r"(?<![\d.])(\d{1,2}) ([ivx]{1,4}) (\d{4})(?!\d)")
_TOKEN = re.compile(
    r"§\d+|\d{1,3}(?:[,' _]\d{3})+(?!\d)(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3})+(?!\d)|\d+\.\d+|\d+,\d{1,2}(?!\d)"
    r"|\d+'?s\b|\d+(?:st|nd|rd|th)\b|\d+(?=(?:k|m|bn|bce?|ad|ce)\b)|\d+[a-z]+|\d+|[a-z]+(?:'[a-z]+)?|[-/%?;&|,~+]|'(?=\d\d)"
)
_DECADE = re.compile(r"(\d{1,3}0)'?s")
_DECADES = {f"{word[:-1]}ies": number for word, number in CARDINALS.items() if number >= 20}
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_GROUPED_BY_DOTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_GROUPING = str.maketrans("", "", ",' _")
_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_LONG_MONTHS = tuple(name for name in _MONTHS if len(name) > 3)
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_NAMES = frozenset(("augusta", "augusto", "auguste"))
_CENTURY_WORDS = frozenset(("century", "centuries", "cent", "centry", "centuary", "centurie", "centruy", "c"))
_MARKS = {
    **dict.fromkeys(_CENTURY_WORDS, Mark("century", "century")),
    **{text: Mark("link", text) for text in ("-", "to", "until", "till", "through", "thru", "til")},
    **{text: Mark("era", text, -1) for text in ("bc", "bce")},
    **{text: Mark("era", text, 1) for text in ("ad", "ce")},
    "%": Mark("percent", "%"),
    ",": Mark("comma", ","),
}


def items_of(text: str) -> list[Item]:
    """The values and marks of a text in plain small letters, dates in figures already whole."""
    if "." in text:
        text = _ERA_DOTS.sub(lambda found: "".join(part or "" for part in found.groups()), text)
    if "cent" in text or "pct" in text:
        text = _PER_CENT.sub("%", text)
    if "era" in text or "christ" in text or "anno" in text:
        text = _ERA_WORDS.sub(lambda found: "bc" if found[0].startswith("before") else "ad", text)
    if "-" in text:
        text = _HYPHEN.sub(" ", text)
    for sign, pattern, day in _NAMED_DAYS:
        if sign in text:
            text = pattern.sub(day, text)
    dates: list[Point] = []

    def kept(point: Point) -> str:
        dates.append(point)
        return f" §{len(dates) - 1} "

    if any(map(str.isdigit, text)):
        text = _CENTURY_MARK.sub(r"\1 century", text)
        text = _ISO.sub(lambda found: kept(Point("date", int(found[1]), int(found[3]), int(found[4]))), text)
        text = _MONTH_YEAR.sub(lambda found: kept(Point("date", int(found[2]), int(found[1]))), text)
        text = _ROMAN_MONTH.sub(r"\1.\2.\3", text)
        text = _FIGURES.sub(lambda found: kept(_in_figures(found)), text)
    return list(_Tokens(_TOKEN.findall(text), dates))


def _in_figures(found: re.Match[str]) -> Point:
    """A date such as 8.5.1945: with full stops the day is first, else only where it can be nothing but the day."""
    day, month = int(found[1]), int(found[3]) if found[3].isdigit() else roman(found[3]) or 0
    swapped = found[2] != "." and found[3].isdigit() and day != month and day <= 12 and month <= 12
    if day <= 12 < month:
        day, month = month, day
    return Point("date", int(found[4]), month, day, swapped=swapped, short=len(found[4]) == 2)


class _Tokens:
    """One pass over the tokens of a text."""

    def __init__(self, tokens: list[str], dates: list[Point]) -> None:
        self.tokens = tokens
        self.dates = dates
        self.at = 0

    def __iter__(self) -> Iterator[Item]:
        before: Item | None = None
        while self.at < len(self.tokens):
            item = self.next(before)
            if before and isinstance(item, Point) and item.kind == "decade" and _is_age(before):
                # nineteen twenties
                before = replace(item, value=int(before.value) * 100 + item.value, short=False)
                continue
            if before:
                yield before
            before = item
        if before:
            yield before

    def next(self, before: Item | None) -> Item:
        """The item that begins here."""
        piece = self.tokens[self.at]
        self.at += 1
        if piece[0] == "§":
            return self.dates[int(piece[1:])]
        if piece[0].isdigit():
            return self.figure(piece)
        following = self.tokens[self.at] if self.at < len(self.tokens) else ""
        if piece == "'":
            self.at += 1
            item = _figure(following, "")
            return replace(item, short=True) if isinstance(item, Point) else item
        if (month := _month(piece)) and not (piece == "may" and following in ("be", "have")):
            return Mark("month", piece, month)
        if piece in _MARKS and (piece not in _CENTURY_WORDS or isinstance(before, Point)):
            return _MARKS[piece]
        if piece in _DECADES:
            return Point("decade", _DECADES[piece], short=True)
        if piece == "c" and following[:1].isdigit():
            return Mark("word", piece)
        # "I" is seldom a number.
        value = roman(piece) if piece != "i" or following in _CENTURY_WORDS or len(self.tokens) == 1 else None
        if value is not None:
            return Point("number", value)
        if number := spelt(self.tokens, self.at - 1):
            self.at = number[1]
            return Point("number", number[0], ordinal=number[2])
        return Mark("word", piece)

    def figure(self, piece: str) -> Item:
        """A number in figures, with the thousand or million after it."""
        following = self.tokens[self.at] if self.at < len(self.tokens) else ""
        item = _figure(piece, following)
        if following in SCALES and isinstance(item, Point) and item.kind == "number":
            self.at += 1
            return replace(item, value=_whole(item.value * SCALES[following]))
        return item


def _is_age(item: Item) -> bool:
    """Whether an item is the nineteen of nineteen twenties."""
    return isinstance(item, Point) and item.kind == "number" and not item.ordinal and 10 <= item.value < 100


def _figure(piece: str, following: str) -> Item:
    """A number, an ordinal or a decade in figures."""
    if len(piece) > _LONGEST + 6:
        return Mark("word", piece)
    if decade := _DECADE.fullmatch(piece):
        return Point("decade", int(decade[1]), short=len(decade[1]) == 2)
    if piece[-1].isalpha():
        value = figure_ordinal(piece)
        return Mark("word", piece) if value is None else Point("number", value, ordinal=True)
    plain = piece.replace(",", ".") if _DECIMAL_COMMA.fullmatch(piece) else piece.translate(_GROUPING)
    if _GROUPED_BY_DOTS.fullmatch(plain) and following not in SCALES:
        plain = plain.replace(".", "")
    if len(plain) > _LONGEST:
        return Mark("word", piece)
    return Point("number", _whole(Decimal(plain)))


def _whole(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value


@lru_cache(maxsize=2048)
def _month(word: str) -> int:
    """The number of a month by its name, cut short or with one slip; 0 for any other word."""
    if word in _MONTHS or len(word) < 4 or word in _NAMES:
        return _MONTHS.get(word, 0)
    near = [name for name in _LONG_MONTHS if name[0] == word[0] and OSA.distance(word, name, score_cutoff=1) == 1]
    same = len(near) == 1 and len(near[0]) == len(word) and near[0][-1] == word[-1]
    sure = len(near) == 1 and (len(near[0]) > 5 or set(near[0]) == set(word) or same)
    return _MONTHS[near[0]] if sure else 0
