"""What is kept of schedules and their posts, as values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.domain.catalogue import FilterName
from bot.domain.schedule import EveryDays, Monthly, Rhythm, Rule, Weekly
from bot.storage.database import Row

ScheduleKind = Literal["whatif", "fact", "quote", "onthisday", "quiz", "daily"]
ScheduleState = Literal["active", "paused", "removed"]
PostState = Literal["claimed", "posted", "failed", "skipped"]
Theme = Literal["", "anniversary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the staff of a guild wants posted, where, when and how."""

    guild_id: int
    kind: ScheduleKind
    rhythm: Rhythm
    at: time
    time_zone: str
    """A name of the IANA's."""
    channel_id: int
    is_forum: bool = False
    opens_thread: bool = False
    """In a channel; a forum's post is a thread."""
    ping_role_id: int | None = None
    tag: str = ""
    """The name of a tag of the forum."""
    has_poll: bool = False
    has_recap: bool = True
    """Whether what came of a what-if is told when the next one is near, where it has a thread or a poll."""
    theme: Theme = ""
    filters: Mapping[FilterName, str] = field(default_factory=dict)

    @property
    def rule(self) -> Rule:
        """When it is due.

        Raises:
            ZoneInfoNotFoundError: the database of time zones has no such zone any more.
        """
        return Rule(self.rhythm, self.at, ZoneInfo(self.time_zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule(Plan):
    """A plan with its number and how it stands; moments are milliseconds UTC."""

    id: int
    state: ScheduleState
    creator_id: int
    created_at: int
    since_at: int
    """When it was made, or last resumed: nothing before is due."""
    next_due_at: int
    handled_at: int | None
    """The last due moment that was dealt with."""


@dataclass(frozen=True, slots=True)
class Post:
    """What came of one due moment; moments are milliseconds UTC.

    Claimed: it is being posted. Failed with `next_try_at`: it is tried again then; without: for good. Posted with
    `why`: its card is there, and that is what is missing.
    """

    schedule_id: int
    due_at: int
    state: PostState
    item_id: str
    is_late: bool
    tries: int
    """Those that failed."""
    first_try_at: int
    next_try_at: int | None
    card_message_id: int | None
    thread_id: int | None
    poll_message_id: int | None
    poll_ends_at: int | None
    posted_at: int | None
    why: str
    """What the staff can mend, as a sentence; where it was skipped, one of left-out, replaced, away and late."""
    poll_result: Mapping[str, int] | None
    """Votes by answer, once the poll is over."""
    recap_message_id: int | None
    recap_fault: str
    """What the staff was told last of a recap that did not come."""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.next_try_at is not None


POST = ", ".join(column.name for column in fields(Post))
"""The columns of a post in the order of `Post`."""

_PLAN = tuple(column.name for column in fields(Plan) if column.name != "at")
PLAN = ", ".join((*_PLAN, "at_minute"))
"""The columns of a plan in the order of `plan_row`."""

_REST = tuple(column.name for column in fields(Schedule) if column.name not in (*_PLAN, "at"))
SCHEDULE = f"{PLAN}, {', '.join(_REST)}"
"""The columns of a schedule in the order in which `schedule_of` takes them."""


def plan_row(plan: Plan) -> Row:
    """The plan as `PLAN` keeps it."""
    changed = {"rhythm": _rhythm_text(plan.rhythm), "filters": json.dumps(dict(plan.filters))}
    values = [changed.get(name, getattr(plan, name)) for name in _PLAN]
    return (*values, plan.at.hour * 60 + plan.at.minute)


def schedule_of(row: Row) -> Schedule:
    """The schedule of a row of `SCHEDULE`."""
    values: dict[str, Any] = dict(zip((*_PLAN, "at", *_REST), row, strict=True))
    for name in ("is_forum", "opens_thread", "has_poll", "has_recap"):
        values[name] = bool(values[name])
    values["at"] = time(*divmod(values["at"], 60))
    return Schedule(**values | {"rhythm": _rhythm(values["rhythm"]), "filters": json.loads(values["filters"])})


def post_of(row: Row) -> Post:
    """The post of a row of `POST`."""
    values: dict[str, Any] = dict(zip((column.name for column in fields(Post)), row, strict=True))
    values["is_late"] = bool(values["is_late"])
    values["poll_result"] = values["poll_result"] and json.loads(values["poll_result"])
    return Post(**values)


def moment(at: int) -> datetime:
    """Milliseconds UTC as the domain takes moments."""
    return datetime.fromtimestamp(at / 1000, UTC)


def milliseconds(at: datetime) -> int:
    """A moment of the domain as it is kept."""
    return round(at.timestamp() * 1000)


def _rhythm_text(rhythm: Rhythm) -> str:
    """A text that says the same for ever, unlike words for members: `weekly 0 3`, `days 3 2027-05-01`, `monthly 31`."""
    if isinstance(rhythm, Weekly):
        return " ".join(map(str, ["weekly", *sorted(rhythm.weekdays)]))
    return f"days {rhythm.n} {rhythm.starts_on}" if isinstance(rhythm, EveryDays) else f"monthly {rhythm.day}"


def _rhythm(text: str) -> Rhythm:
    name, *rest = text.split()
    if name == "weekly":
        return Weekly(frozenset(map(int, rest)))
    if name == "days":
        return EveryDays(int(rest[0]), date.fromisoformat(rest[1]))
    return Monthly(int(rest[0]))
