"""Years, dates, spans, centuries and counts, read from what a player or an editor wrote."""

from dataclasses import dataclass, replace

from bot.domain.value_items import Item, Mark, Point, items_of

__all__ = ["Point", "Reading", "read"]

_BEFORE_MONTH = frozenset(("of", "the", "day", ","))
_BEFORE_YEAR = frozenset(("in", "of", "the", "year", ","))


@dataclass(frozen=True, slots=True)
class Reading:
    """The values of a text in their order, and the other words."""

    points: tuple[Point, ...]
    words: tuple[str, ...]
    ranged: bool = False
    """Whether two points are the ends of a span."""


def read(text: str) -> Reading:
    """The values in a text that `clean.readings` made plain.

    >>> read("from 1861 to 65").points == read("1861-65").points
    True
    >>> read("the 14th of July, 1789").points[0].day, read("44 b.c.").points[0].era
    (14, -1)
    """
    return _Reader(items_of(text.lower())).reading()


class _Reader:
    """Points out of items: days with their months, numbers with their eras, ends with their beginnings."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.at = 0
        self.points: list[Point] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.linked_at = 0
        """How many points there were at the last link."""
        self.era_ahead = 0
        self.ranged = False

    def reading(self) -> Reading:
        """All of it."""
        while self.at < len(self.items):
            item = self.items[self.at]
            if isinstance(item, Point) or item.kind == "month":
                self.add(self.point(item))
            else:
                self.at += 1
                self.mark(item)
        if self.ranged:
            self.points[-2:] = _ends(self.points[-2], self.points[-1])
        else:
            # "until 1917" is no 1917.
            self.words.extend(link for link in self.links if link not in ("-", "to"))
        return Reading(tuple(self.points), tuple(self.words), self.ranged)

    def mark(self, item: Mark) -> None:
        """Takes notice of what is no value."""
        last = self.points[-1] if self.points else None
        if item.kind == "word":
            self.words.append(item.text)
        elif item.kind == "link":
            self.links.append(item.text)
            self.linked_at = len(self.points)
        elif item.kind == "percent" and last:
            self.points[-1] = replace(last, percent=True)
        elif item.kind == "era" and last and not last.era and (item.value < 0 or not self.next_is_point()):
            self.points[-1] = replace(last, era=item.value)
        elif item.kind == "era" and not (last and last.era == item.value):
            self.era_ahead = item.value

    def next_is_point(self) -> bool:
        """Whether a number follows, to which an AD before it belongs."""
        return self.at < len(self.items) and isinstance(self.items[self.at], Point)

    def add(self, point: Point) -> None:
        """Takes a point, with the era before it and the link to the point before it."""
        if self.era_ahead:
            point, self.era_ahead = replace(point, era=self.era_ahead), 0
        self.ranged = self.ranged or bool(self.links and self.points and self.linked_at == len(self.points))
        self.points.append(point)

    def point(self, item: Point | Mark) -> Point:
        """The point that begins here."""
        self.at += 1
        if isinstance(item, Mark):
            return self.month_first(item.value)
        if item.kind != "number":
            return item
        ahead = self.skipped(_BEFORE_MONTH)
        month = self.items[ahead] if ahead < len(self.items) else item
        if isinstance(month, Mark) and month.kind == "month" and _is_day(item):
            self.at = ahead + 1
            return self.dated(month.value, item)
        if self.at < len(self.items) and self.items[self.at] == Mark("century", "century"):
            self.at += 1
            return replace(item, kind="century")
        return item

    def month_first(self, month: int) -> Point:
        """July 14, 1789; July 1789; July."""
        ahead = self.skipped(frozenset({"the"}))
        day = self.items[ahead] if ahead < len(self.items) else None
        if isinstance(day, Point) and _is_day(day) and not day.short and not self.is_era(ahead + 1):
            self.at = ahead + 1
            return self.dated(month, day)
        return self.dated(month, Point("number"))

    def dated(self, month: int, day: Point) -> Point:
        """The date of a month and a day with the year after it, if there is one."""
        ahead = self.skipped(_BEFORE_YEAR)
        before_christ_or_after = self.is_era(ahead)
        if before_christ_or_after:
            ahead += 1
        year = self.items[ahead] if ahead < len(self.items) else None
        if not isinstance(year, Point) or year.kind != "number" or year.ordinal:
            return Point("date", 0, month, int(day.value))
        self.at = ahead + 1
        sure = before_christ_or_after or self.is_era(ahead + 1)
        short = year.short or (len(str(year.value)) == 2 and not sure)
        return Point("date", year.value, month, int(day.value), short=short)

    def skipped(self, texts: frozenset[str]) -> int:
        """The index of the next item that is none of the texts."""
        ahead = self.at
        while ahead < len(self.items):
            item = self.items[ahead]
            if isinstance(item, Point) or item.text not in texts:
                break
            ahead += 1
        return ahead

    def is_era(self, at: int) -> bool:
        """Whether an era stands there."""
        item = self.items[at] if at < len(self.items) else None
        return isinstance(item, Mark) and item.kind == "era"


def _is_day(point: Point) -> bool:
    return point.kind == "number" and 1 <= point.value <= 31 and point.value == int(point.value)


def _ends(first: Point, last: Point) -> tuple[Point, Point]:
    """Both ends of a span, with what each leaves to the other.

    >>> [point.value for point in _ends(Point("number", 1861), Point("number", 65))]
    [1861, 1865]
    """
    if first.kind == "number" and last.kind == "date" and last.day and first.value <= 31:
        first = replace(last, day=int(first.value))
    elif first.kind == last.kind == "date" and not first.value:
        first = replace(first, value=last.value, month=first.month or last.month)
    elif first.kind == "number" and last.kind in ("century", "decade"):
        first = replace(first, kind=last.kind)
    elif first.kind == last.kind == "number" and not last.era and last.value < first.value:
        size = 10 ** len(str(last.value))
        whole = first.value - first.value % size + last.value
        if size <= first.value and whole > first.value:
            last = replace(last, value=whole)
    if last.era and not first.era and (last.era < 0 or first.value <= last.value):
        first = replace(first, era=last.era)
    return first, last
