"""What the pictures show, in words: for who cannot see them, and for who draws them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.presentation.text import clip, one_line

ALT_LIMIT = 1024  # characters of an attachment's description; Discord, Attachment Object
_NAME = 64  # characters of a name or a title; longer ones would take the room of the others
_ROOM = ALT_LIMIT - 24  # leaves "and 12,345,678 more"


@dataclass(frozen=True, slots=True)
class Place:
    """One line of standings; those who share a place have the same rank."""

    rank: int
    name: str
    points: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many of the questions asked under a label were answered right."""

    label: str
    right: int
    asked: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where nothing was asked."""
        return min(max(self.right, 0), self.asked) / self.asked if self.asked else 0

    @property
    def numbers(self) -> str:
        """Both counts and the per cent.

        >>> Bar("Antiquity", 8, 10).numbers
        '8 of 10 · 80%'
        """
        return f"{count(self.right)} of {count(self.asked)} · {self.share:.0%}" if self.asked else "none asked"


def count(number: int) -> str:
    """A number that stays short: ten millions and more in words, rounded towards nought.

    >>> count(1240), count(-12_345_678), count(10**40)
    ('1,240', '-12.3 million', 'over 999 trillion')
    """
    size = abs(number)
    sign = "-" if number < 0 else ""
    if size >= 10**15:
        return f"{'under -' if sign else 'over '}999 trillion"
    if size < 10**7:
        return f"{number:,}"
    exponent, name = next(pair for pair in ((12, "trillion"), (9, "billion"), (6, "million")) if size >= 10 ** pair[0])
    return f"{sign}{size // 10 ** (exponent - 1) / 10:g} {name}"


def points(number: int) -> str:
    """Points with their noun."""
    return f"{count(number)} {'point' if number == 1 else 'points'}"


def standings_alt(title: str, places: Sequence[Place]) -> str:
    """The standings in words, as many places as a description holds."""
    ranks = [place.rank for place in places]
    told = [_place(place, ranks.count(place.rank) > 1) for place in places]
    return _sentence(title, told, "nobody is on the board yet")


def _place(place: Place, is_shared: bool) -> str:
    shared = "shared " if is_shared else ""
    detail = f" ({_short(place.detail)})" if place.detail else ""
    return f"{shared}place {count(place.rank)}: {_short(place.name)}, {points(place.points)}{detail}"


def stats_alt(title: str, groups: Mapping[str, Sequence[Bar]]) -> str:
    """The chart in words, as many bars as a description holds."""
    told = [
        f"{_short(heading)}, {_short(bar.label)}: {bar.numbers.replace(' · ', ', ')}"
        for heading, bars in groups.items()
        for bar in bars
    ]
    return _sentence(title, told, "no answers yet")


def _short(text: str) -> str:
    return clip(one_line(text), _NAME)


def _sentence(title: str, told: list[str], nothing: str) -> str:
    sentence = f"{_short(title)}: "
    for told_so_far, part in enumerate(told):
        if len(sentence) + len(part) > _ROOM:
            return f"{sentence}and {len(told) - told_so_far:,} more."
        sentence += part + ("; " if told_so_far < len(told) - 1 else ".")
    return sentence if told else f"{sentence}{nothing}."
