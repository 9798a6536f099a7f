"""Which due moments are posted for, late or not at all, and when a failed post is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.schedule import Rule, due_between, next_due

TRIES = 5  # at 0, 1, 5, 14 and 30 minutes
LATENESS_LIMIT = timedelta(hours=12)
LATE_AFTER = timedelta(minutes=30)  # as long as tries go on
_SAME_RUN = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What to do about a schedule at some moment."""

    due_at: datetime | None
    """The one due moment to post for now."""
    skipped: tuple[datetime, ...]
    """Those to note as skipped, in their order: too old, or not the last of several."""
    next_at: datetime
    """When it is due after that."""


def agenda(rule: Rule, now: datetime, since_at: datetime, handled_at: datetime | None = None) -> Agenda:
    """What has become due since the schedule was made or resumed (`since_at`) and since the due moment handled last.

    However long nobody looked, at most one is posted, and only within the lateness limit. A clock that goes back makes
    nothing due again, nor does a newer database of time zones: a due moment close behind the one handled is the same
    run, moved by it.
    """
    floor_at = since_at if handled_at is None else max(since_at, handled_at + _SAME_RUN)
    due = due_between(rule, floor_at, now)
    due_at = due[-1] if due and not is_expired(due[-1], now) else None
    return Agenda(due_at, tuple(due[:-1] if due_at else due), next_due(rule, max(floor_at, now)))


def is_late(due_at: datetime, now: datetime) -> bool:
    """Whether a post made now says that it is late."""
    return now - due_at > LATE_AFTER


def is_expired(due_at: datetime, now: datetime) -> bool:
    """Whether it is too late to post at all."""
    return now - due_at > LATENESS_LIMIT


def retry_at(first_try_at: datetime, tries: int) -> datetime | None:
    """When to try again after so many tries, at least one; None after the last.

    >>> [str(retry_at(datetime(2027, 5, 1, 18), tries))[11:16] for tries in range(1, 5)]
    ['18:01', '18:05', '18:14', '18:30']
    """
    if tries >= TRIES:
        return None
    return first_try_at + timedelta(minutes=sum(number**2 for number in range(1, tries + 1)))
