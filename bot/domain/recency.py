"""What is too recent to be a prompt: the rule by which history communities leave the last years out."""

from bot.domain.calendars import Moment
from bot.domain.dates import HistoricalDate

RECENCY = range(101)
"""Years that a guild can set; 0: nothing is too recent."""

USUAL = (6, 10, 20, 0)
"""The years that history communities choose, and none."""

_LENGTHS = {"century": 100, "decade": 10}  # years


def latest_year(this_year: int, years: int) -> int | None:
    """The last year that is not too recent; None where nothing is.

    >>> latest_year(2026, 20)
    2006
    """
    return this_year - years if years else None


def is_too_recent(date: HistoricalDate | None, latest: int | None) -> bool:
    """Whether it happened, or went on, after the year; what has no date is never too recent."""
    return latest is not None and date is not None and _last_year(date.end or date.start) > latest


def why_refused(date: HistoricalDate, this_year: int, years: int) -> str:
    """Why a suggestion of this date is not taken, as a sentence; empty where it is."""
    begins, ends = date.start.year, _last_year(date.end or date.start)
    if begins > this_year:
        return f"{date} lies in the future."
    if ends > this_year:
        return f"{date} reaches into the future, so that its year is not known: name the year."
    latest = latest_year(this_year, years)
    if latest is not None and ends > latest:
        return (
            f"{date} is too recent: this server takes nothing after {latest}, as the last {years} years are left out."
        )
    return ""


def _last_year(moment: Moment) -> int:
    """The last year of what may be a whole century or decade."""
    return moment.year + _LENGTHS.get(moment.precision, 1) - 1
