"""Time zones by the names of the IANA, found from what people type."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.domain.word_index import QUERY_LIMIT

USUAL = (
    "UTC",
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Africa/Cairo",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
)
"""What is offered before anything is typed, from west to east."""


def zone_named(names: Sequence[str], typed: str) -> str | None:
    """The zone of this name, whatever its capitals and spaces; its last part is enough where no other has the same.

    >>> zone_named(("Europe/Berlin", "America/New_York"), "new york")
    'America/New_York'
    """
    wanted = _words(typed)
    for part in (_words, _place):
        found = [name for name in names if part(name) == wanted]
        if len(found) == 1:
            return found[0]
    return None


def nearest_zones(names: Sequence[str], typed: str, limit: int) -> list[str]:
    """Zones that have a word beginning so, then those that are spelt most like it by their whole name or last part."""
    wanted = _words(typed[:QUERY_LIMIT])
    if not wanted:
        return list(USUAL[:limit])
    begun = [name for name in names if f" {wanted}" in f" {_words(name)}"]
    scores = dict.fromkeys(names, 0.0)
    for part in (_words, _place):
        alike = process.extract(wanted, {name: part(name) for name in names}, scorer=fuzz.ratio, limit=None)
        for _, score, name in alike:
            scores[name] = max(scores[name], score)
    return list(dict.fromkeys([*begun, *sorted(names, key=lambda name: -scores[name])]))[:limit]


def _words(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("/", " ").split())


def _place(name: str) -> str:
    return _words(name.rpartition("/")[2])
