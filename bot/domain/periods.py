"""The spans of time that leaderboards count by, as a guild's clocks show them."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal, get_args

Period = Literal["day", "week", "month", "year", "all"]

PERIODS: tuple[Period, ...] = get_args(Period)


def period(kind: Period, at_ms: int, zone: tzinfo) -> str:
    """The name of the span that a moment (milliseconds UTC) lies in. Weeks are those of ISO 8601, from Monday.

    >>> from zoneinfo import ZoneInfo
    >>> period("week", 1_798_758_000_000, ZoneInfo("Europe/Berlin"))  # 1 January 2027, a Friday
    '2026-W53'
    """
    day = _day(at_ms, zone)
    match kind:
        case "day":
            return day.isoformat()
        case "week":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case "month":
            return f"{day:%Y-%m}"
        case "year":
            return f"{day:%Y}"
        case _:
            return "all"


def periods(at_ms: int, zone: tzinfo) -> tuple[str, ...]:
    """The names of all spans that a moment lies in, one of each kind."""
    return tuple(period(kind, at_ms, zone) for kind in PERIODS)


def began_at(kind: Period, at_ms: int, zone: tzinfo) -> int:
    """When the span began that a moment lies in; 0 for all time. Where clocks skip midnight, it is when they do."""
    day = _day(at_ms, zone)
    match kind:
        case "all":
            return 0
        case "week":
            day -= timedelta(days=day.weekday())
        case "month":
            day = day.replace(day=1)
        case "year":
            day = day.replace(month=1, day=1)
    return round(datetime.combine(day, time.min, zone).timestamp() * 1000)


def _day(at_ms: int, zone: tzinfo) -> date:
    return datetime.fromtimestamp(at_ms / 1000, zone).date()
