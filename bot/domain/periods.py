"""The spans of time that a leaderboard can be of, in a server's time zone."""

from datetime import UTC, datetime, tzinfo


def periods(at_ms: int, zone: tzinfo) -> tuple[str, ...]:
    """Every span that holds the moment: all time, its year, month, ISO week and day there.

    >>> periods(1_700_000_000_000, UTC)
    ('all', '2023', '2023-11', '2023-W46', '2023-11-14')
    """
    day = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone)
    year, week, _ = day.isocalendar()
    return "all", f"{day:%Y}", f"{day:%Y-%m}", f"{year}-W{week:02}", f"{day:%Y-%m-%d}"
