"""Scheduled posts as the staff of a server reads and steers them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.calendars import MONTHS
from bot.domain.catalogue import FilterName
from bot.domain.schedule import WEEKDAYS, Rhythm, caveat
from bot.presentation import labels
from bot.presentation.components import Card, Component, button, container, row, text
from bot.presentation.text import CARD_LIMIT, CHOICE_LIMIT, clip, lines, listed, plain, plural

KINDS: Mapping[str, str] = {
    "whatif": "What-if",
    "fact": "Fact",
    "quote": "Quote",
    "onthisday": "On this day",
    "quiz": "Quiz",
    "daily": "Daily challenge",
}
EXAMPLE = "/schedule add kind:whatif day:Monday time:18:00"
MOST = 25
"""Schedules of one server: as many as Discord offers to choose from."""

_COLOUR = 0x8A4FBE
_ROOM = CARD_LIMIT - 200  # characters; the rest is for the heading and the foot


class Planned(Protocol):
    """What is shown of a schedule."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def kind(self) -> str:
        """One of `KINDS`."""

    @property
    def rhythm(self) -> Rhythm:
        """On which days."""

    @property
    def at(self) -> time:
        """At which time of these days."""

    @property
    def time_zone(self) -> str:
        """By whose clocks."""

    @property
    def channel_id(self) -> int:
        """Where."""

    @property
    def is_forum(self) -> bool:
        """Whether that is a forum."""

    @property
    def opens_thread(self) -> bool:
        """Whether each post has a thread."""

    @property
    def ping_role_id(self) -> int | None:
        """Whom each post calls."""

    @property
    def tag(self) -> str:
        """The name of the forum's tag; empty without one."""

    @property
    def has_poll(self) -> bool:
        """Whether each post has a poll."""

    @property
    def has_recap(self) -> bool:
        """Whether each post is looked back on."""

    @property
    def theme(self) -> str:
        """`anniversary` where these come first."""

    @property
    def filters(self) -> Mapping[FilterName, str]:
        """What is posted meets these."""

    @property
    def state(self) -> str:
        """Active or paused."""

    @property
    def next_due_at(self) -> int:
        """In milliseconds UTC."""


def name_of(planned: Planned) -> str:
    """What a schedule is called where nothing is formatted.

    Such as: #3 What-if, every Monday at 18:00 (Europe/Berlin).
    """
    paused = ", paused" if planned.state == "paused" else ""
    when = f"{planned.rhythm} at {planned.at:%H:%M} ({planned.time_zone})"
    return clip(f"#{planned.id} {KINDS[planned.kind]}, {when}{paused}", CHOICE_LIMIT)


def in_words(planned: Planned) -> str:
    """When and where a schedule posts what, and a line of its details."""
    when = f"{planned.rhythm} at {planned.at:%H:%M} ({plain(planned.time_zone)})"
    head = f"**#{planned.id} · {KINDS[planned.kind]}** {when} in <#{planned.channel_id}>"
    details = listed(_details(planned), "and")
    return lines([head, f"-# With {details}" if details else ""])


def _and_next(planned: Planned) -> str:
    if planned.state == "paused":
        return "Paused; nothing is posted until it is resumed."
    return f"Next: {moment(planned.next_due_at)}"


def _details(planned: Planned) -> list[str]:
    details = []
    if planned.is_forum:
        details.append("a forum post")
    elif planned.opens_thread:
        details.append("a thread")
    if planned.has_poll:
        details.append("a poll")
    if planned.kind == "whatif" and planned.has_recap and (planned.is_forum or planned.opens_thread):
        details.append("a recap before the next")
    if planned.tag:
        details.append(f"the tag “{plain(planned.tag)}”")
    if planned.ping_role_id:
        details.append(f"a ping for <@&{planned.ping_role_id}>")
    if planned.theme:
        details.append("anniversaries first")
    wanted = listed((plain(labels.short(name, value)) for name, value in planned.filters.items()), "and")
    return [*details, f"only {wanted}"] if wanted else details


def moment(at_ms: int) -> str:
    """A moment as each reader's own clock shows it, and how far off it is."""
    return f"<t:{at_ms // 1000}:F> (<t:{at_ms // 1000}:R>)"


def runs(due: Sequence[datetime], time_zone: str) -> str:
    """The next due moments, a line each: by the clocks of the server's zone, then by the reader's own."""
    return lines(f"{n}. {_local(at, time_zone)} · <t:{round(at.timestamp())}:f>" for n, at in enumerate(due, 1))


def _local(at: datetime, time_zone: str) -> str:
    local_at = at.astimezone(ZoneInfo(time_zone))
    day = f"{WEEKDAYS[local_at.weekday()]} {local_at.day} {MONTHS[local_at.month - 1]} {local_at.year}"
    return f"{day}, {local_at:%H:%M}"


def added_card(planned: Planned, due: Sequence[datetime], time_zone: str) -> Card:
    """A schedule that was just made, with its next runs."""
    return Card(
        container(
            text("### Scheduled", in_words(planned)),
            _next(planned, due, time_zone),
            text(f"-# To see how it will look: `/schedule preview schedule:{planned.id}`"),
            colour=_COLOUR,
        )
    )


def changed_card(said: str, planned: Planned, due: Sequence[datetime], time_zone: str) -> Card:
    """A schedule after it was paused, resumed, skipped or removed, with the next runs that it has now."""
    after = [_next(planned, due, time_zone)] if due else []
    return Card(container(text(f"**{said}**", plain(name_of(planned))), *after, colour=_COLOUR))


def _next(planned: Planned, due: Sequence[datetime], time_zone: str) -> Component:
    title = f"**The next {plural(len(due), 'run')}, by the clocks of {plain(time_zone)} and by your own**"
    return text(title, runs(due, time_zone), caveat(planned.rhythm))


def list_card(schedules: Sequence[Planned], time_zone: str) -> Card:
    """All schedules of a server; in fewer words where there are many."""
    if not schedules:
        asked = f"`{EXAMPLE}` makes one, `/admin setup` leads there step by step."
        return Card(container(text("### No schedules yet", asked), colour=_COLOUR))
    rows = [lines([in_words(planned), _and_next(planned)]) for planned in schedules]
    if sum(map(len, rows)) + 2 * len(rows) > _ROOM:
        rows = [f"{plain(name_of(planned))} in <#{planned.channel_id}>" for planned in schedules]
    foot = f"-# This server's time zone is {plain(time_zone)}."
    return Card(container(text("### Schedules of this server"), *map(text, rows), text(foot), colour=_COLOUR))


def ask_now_card(planned: Planned, asked_at: int) -> Card:
    """Asks whether a post made now takes the place of the next run."""
    choices = row(
        button("Instead of the next run", f"sched-now:{planned.id}:{asked_at}:1", "primary"),
        button("As well as the next run", f"sched-now:{planned.id}:{asked_at}:0"),
    )
    asked = text(
        f"**Post it now in <#{planned.channel_id}>?**", plain(name_of(planned)), f"Next: {moment(planned.next_due_at)}"
    )
    return Card(container(asked, choices, colour=_COLOUR))


def posting_card(planned: Planned, following_at: int | None) -> Card:
    """A post is on its way; `following_at` is the run after it, None where the schedule is paused."""
    after = f"After that: {moment(following_at)}" if following_at else "The schedule itself stays paused."
    said = f"**It is being posted in <#{planned.channel_id}>.**"
    return Card(container(text(said, plain(name_of(planned)), after), colour=_COLOUR))


def preview_lead(planned: Planned, due_at: int | None) -> str:
    """What stands above the card that a schedule would post."""
    when = f" Its next run is {moment(due_at)}." if due_at else " It is paused."
    return f"**Preview of #{planned.id}, for your eyes only.**{when} What it posts is chosen then."


def preview_card(lead: str, card: Card) -> Card:
    """What a schedule would post, under the line that says so."""
    return Card(text(lead), *card.to_components())


def played_preview_card(planned: Planned, lead: str) -> Card:
    """What a scheduled quiz or daily challenge will be."""
    said = {
        "quiz": "A quiz with a lobby that anybody can join; it begins when the lobby is over.",
        "daily": "A card with a button to play `/daily`, and yesterday's best.",
    }[planned.kind]
    return Card(container(text(lead), text(in_words(planned), said), colour=_COLOUR))


def names(schedules: Sequence[Planned]) -> str:
    """The schedules that there are, for a refusal."""
    shown = [plain(name_of(planned)) for planned in schedules[:8]]
    rest = len(schedules) - len(shown)
    return "; ".join([*shown, f"and {rest} more"] if rest else shown)
