"""The pictures as PNG files, with what they show in words.

Drawing takes tens of milliseconds: `bot.drawing` has it done in another process. The libraries for it are imported with
the first picture, so that no start waits for them.
"""

from collections.abc import Mapping, Sequence

from bot.presentation.alt import Bar, Place, standings_alt, stats_alt
from bot.presentation.brackets import Column

__all__ = ["Bar", "Place", "bracket_picture", "standings_alt", "standings_picture", "stats_alt", "stats_picture"]


def standings_picture(title: str, places: Sequence[Place], *, footer: str = "") -> bytes:
    """The podium with the first three ranks, and the others of the first ten places below it."""
    from bot.presentation import pictures  # noqa: PLC0415 -- with the first picture

    return pictures.standings(title, places, footer)


def stats_picture(title: str, groups: Mapping[str, Sequence[Bar]], *, footer: str = "") -> bytes:
    """Bars of right answers, one group of them under each heading."""
    from bot.presentation import pictures  # noqa: PLC0415 -- with the first picture

    return pictures.stats(title, groups, footer)


def bracket_picture(title: str, columns: Sequence[Column], *, footer: str = "") -> bytes:
    """A knockout from its first stage on the left to its final on the right."""
    from bot.presentation import bracket_picture  # noqa: PLC0415 -- with the first picture

    return bracket_picture.bracket(title, columns, footer)
