"""What a host asks of a competition: its times, and options that go together; refused with what would do."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calendars import MONTHS
from bot.domain.catalogue import FilterName
from bot.domain.competition import LIMITS, TITLE_LIMIT, Format, Plan, faults
from bot.domain.quiz import SECONDS
from bot.domain.schedule import WEEKDAYS
from bot.domain.when import moment_of
from bot.errors import Refusal

CLOSES_BEFORE_MS = 300_000
"""So long before the start of a knockout its sign-up closes, so that entrants find their rooms."""

AHEAD_MS = 366 * 86_400_000
"""No competition begins later than that."""

_TITLED = "/competition create title:Winter cup"
EXAMPLES: Mapping[Format, str] = MappingProxyType(
    {
        "open": f"{_TITLED} format:open start:Saturday 20:00 quizzes:3",
        "teams": f"{_TITLED} format:teams start:Saturday 20:00 team_min:2 team_max:5 best_of:2",
        "knockout": f"{_TITLED} format:knockout start:Saturday 20:00 group:4 advance:2",
    }
)

_OF_FORMAT: Mapping[str, tuple[Format, ...]] = MappingProxyType(
    {
        "quizzes": ("open", "teams"),
        "group": ("knockout",),
        "advance": ("knockout",),
        "ready_seconds": ("knockout",),
        "team_min": ("teams",),
        "team_max": ("teams",),
        "team_score": ("teams",),
        "best_of": ("teams",),
    }
)
_FIELDS = {"seconds": "limit_s", "difficulty": "level", "ready_seconds": "ready_s", "break_seconds": "break_s"}
_OPTIONS = {field: option for option, field in _FIELDS.items()}
_TOGETHER = MappingProxyType(
    {
        "max_entrants": "It is not less than min_entrants.",
        "team_max": "It is not less than team_min.",
        "advance": "Fewer go on than there are in a group: advance is less than group.",
    }
)
"""What is asked of an option beside its range."""


def check_title(title: str) -> str:
    """The title on one line.

    Raises:
        Refusal: nothing of it can be seen, or it is too long.
    """
    words = " ".join(title.split())
    if 0 < len(words) <= TITLE_LIMIT:
        return words
    problem = f"That title has {len(words):,} characters." if words else "A competition needs a title."
    raise Refusal(problem, f"1 to {TITLE_LIMIT} characters.", EXAMPLES["open"])


def plan_of(kind: Format, given: Mapping[str, Any], filters: Mapping[FilterName, str]) -> Plan:
    """The plan of the options that were given, by their names; what is None was left out.

    Raises:
        Refusal: an option belongs to another format, or its number does not do.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    for name in chosen:
        fitting = _OF_FORMAT.get(name, (kind,))
        if kind not in fitting:
            raise Refusal(
                "A knockout has as many quizzes as it takes."
                if name == "quizzes"
                else f"{kind.capitalize()} competitions have no {name}.",
                f"Leave it out, or choose format:{fitting[0]}.",
                EXAMPLES[fitting[0]],
            )
    plan = Plan(kind, filters=filters, **{_FIELDS.get(name, name): value for name, value in chosen.items()})
    for field in faults(plan):
        name = _OPTIONS.get(field, field)
        allowed = LIMITS.get(field, SECONDS)
        raise Refusal(
            f"{name}:{getattr(plan, field)} does not do.",
            f"It is {allowed.start} to {allowed.stop - 1:,}. {_TOGETHER.get(field, '')}".strip(),
            EXAMPLES[kind],
        )
    return plan


def read_times(
    kind: Format, start: str | None, until: str | None, time_zone: str, now_at: int
) -> tuple[int | None, int | None]:
    """When it begins and when its sign-up closes, in milliseconds UTC; None: when its host says so.

    Raises:
        Refusal: a text names no moment, or one that cannot be; with the moment as it was understood.
    """
    example = EXAMPLES[kind]
    starts_at = _read("start", start, time_zone, now_at, example) if start is not None else None
    if until is None:
        closes_at = starts_at
        if starts_at is not None and kind == "knockout":
            closes_at = max(starts_at - CLOSES_BEFORE_MS, min(starts_at, now_at + CLOSES_BEFORE_MS))
        return starts_at, closes_at
    closes_at = _read("signup_until", until, time_zone, now_at, f"{example} signup_until:Saturday 19:00")
    if starts_at is not None and closes_at > starts_at:
        raise Refusal(
            f"Sign-up would close on {in_words(closes_at, time_zone)}, after the start on "
            f"{in_words(starts_at, time_zone)}.",
            "It closes before the start, or with it.",
            f"{example} signup_until:Saturday 19:00",
        )
    return starts_at, closes_at


def in_words(at: int, time_zone: str) -> str:
    """A moment by the clocks of a zone, which is named.

    >>> in_words(1_795_345_200_000, "Europe/Berlin")
    'Sunday 22 November 2026, 12:00 (Europe/Berlin)'
    """
    local = datetime.fromtimestamp(at / 1000, ZoneInfo(time_zone))
    day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}"
    return f"{day}, {local:%H:%M} ({time_zone})"


def _read(name: str, text: str, time_zone: str, now_at: int, example: str) -> int:
    at = moment_of(text, ZoneInfo(time_zone), now_at)
    if at is None:
        raise Refusal(
            f"{name} names no moment, or more than one.",
            f"Such as Saturday 20:00, 2026-12-05 20:00 or in 2 hours, by the clocks of {time_zone}.",
            example,
        )
    if at <= now_at:
        raise Refusal(
            f"{name} would be {in_words(at, time_zone)}, which is past: it is {in_words(now_at, time_zone)}.",
            "It has to be later than now.",
            example,
        )
    if at > now_at + AHEAD_MS:
        raise Refusal(
            f"{name} would be {in_words(at, time_zone)}, more than a year from now.",
            "At most a year ahead.",
            example,
        )
    return at
