"""Every clock change of some years, found by looking at the clocks minute by minute."""

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FIRST_AT, LAST_AT = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)

# Half hours and odd ones, both hemispheres, changes at midnight and before it, by two hours and by half an hour, summer
# time that is called standard time, a month without summer time, zones that gave it up and one that never had it.
ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Asuncion",
    "America/Havana",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Almaty",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Chisinau",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Easter",
    "Pacific/Norfolk",
)


def wall(at: datetime, zone: tzinfo) -> datetime:
    """What a clock on the wall shows."""
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


@cache
def changes(zone: ZoneInfo) -> list[datetime]:
    """The first minute after each change of the clocks."""
    found = []
    for number in range((LAST_AT - FIRST_AT).days):
        at = FIRST_AT + number * DAY
        ahead = at.astimezone(zone).utcoffset()
        if ahead != (at + DAY).astimezone(zone).utcoffset():
            minutes = (at + minute * MINUTE for minute in range(1, 24 * 60 + 1))
            found.append(next(minute for minute in minutes if minute.astimezone(zone).utcoffset() != ahead))
    return found


def first_shown(near_at: datetime, zone: ZoneInfo) -> dict[datetime, datetime]:
    """The minutes that a clock on the wall shows within four hours of a moment, each with the first time it does."""
    shown: dict[datetime, datetime] = {}
    for number in range(-4 * 60, 4 * 60):
        at = near_at + number * MINUTE
        shown.setdefault(wall(at, zone), at)
    return shown


def walls(change_at: datetime, zone: ZoneInfo) -> list[datetime]:
    """Times shown, skipped and shown twice around a change of the clocks, from an hour before to an hour after."""
    ends = sorted([wall(change_at, zone), wall(change_at - MINUTE, zone) + MINUTE])
    first, last = ends[0] - 60 * MINUTE, ends[1] + 60 * MINUTE
    return sorted(
        {
            *ends,
            *(end - MINUTE for end in ends),
            *(first + n * 15 * MINUTE for n in range((last - first) // (15 * MINUTE) + 1)),
        }
    )


def expected(wanted: datetime, shown: dict[datetime, datetime]) -> datetime:
    """When the wanted time is first shown; where it is skipped, when the next that exists is."""
    return shown[wanted] if wanted in shown else shown[min(minute for minute in shown if minute > wanted)]
