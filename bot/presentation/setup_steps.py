"""The steps of /admin setup: each asks one thing, and its buttons carry what was chosen before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot.domain.schedule import WEEKDAYS
from bot.domain.zones import USUAL
from bot.presentation.components import (
    ANNOUNCEMENTS,
    FORUM,
    TEXT_CHANNEL,
    Card,
    Component,
    button,
    channel_select,
    container,
    option,
    role_select,
    row,
    select,
    text,
)
from bot.presentation.schedules import Planned, in_words, runs
from bot.presentation.text import lines, plain

STEPS = ("zone", "staff", "roles", "whatif", "quiz")
"""In this order; the time of the what-if belongs to its step."""

_COLOUR = 0x2F7D5B
_TALKS = (TEXT_CHANNEL, ANNOUNCEMENTS)


@dataclass(frozen=True, slots=True)
class WhatIfTime:
    """The weekly what-if as far as it was chosen. A tag is known by its id, 0 for none."""

    channel_id: int
    weekday: int = 0
    hour: int = 18
    tag_id: int = 0

    def packed(self) -> str:
        """What a custom id carries."""
        return f"{self.channel_id}:{self.weekday}:{self.hour}:{self.tag_id}"

    @classmethod
    def unpacked(cls, arguments: Sequence[str]) -> "WhatIfTime":
        """What `packed` put into a custom id.

        >>> WhatIfTime.unpacked(WhatIfTime(7, 4, 20).packed().split(":"))
        WhatIfTime(channel_id=7, weekday=4, hour=20, tag_id=0)
        """
        return cls(*map(int, arguments))


def zone_step(time_zone: str, now_at: int) -> Card:
    """By whose clocks."""
    offered = dict.fromkeys([*USUAL, time_zone])
    zones = [option(name, name, _o_clock(name, now_at), chosen=name == time_zone) for name in offered]
    return _step(
        "zone",
        "Whose clocks count here?",
        f"Leaderboards turn at their midnight, and posts come by them. Now: **{plain(time_zone)}**.",
        select("setup:zone", "Time zone", zones),
        row(
            button(f"Keep {time_zone}", "setup:show:staff", "success"),
            button("Another zone", "setup:zone-form"),
        ),
    )


def zone_form() -> ui.Modal:
    """Asks for a time zone by its name."""
    form = ui.Modal(title="Time zone", custom_id="setup:zone-typed")
    name = ui.TextInput[ui.Modal](custom_id="zone", placeholder="Europe/Berlin", min_length=2, max_length=60)
    form.add_item(ui.Label(text="Zone", description="A city is enough, such as Kathmandu.", component=name))
    form.stop()
    return form


def staff_step(chosen_id: int | None) -> Card:
    """Where the staff is told things."""
    return _step(
        "staff",
        "Where shall Clio tell the staff what they should know?",
        "Reports of members, suggestions to review, posts that could not be made. A channel that only the staff sees.",
        channel_select("setup:staff", "Staff channel", _TALKS, chosen_id=chosen_id),
        _back_and_on("zone", "roles", is_done=chosen_id is not None),
    )


def roles_step(host_role_id: int | None, reviewer_role_id: int | None) -> Card:
    """Who hosts and who reviews."""
    return _step(
        "roles",
        "Who helps you?",
        "Hosts steer quizzes and schedules, reviewers decide on suggestions. "
        "Without roles it is those with Manage Server, and those with Manage Messages.",
        role_select("setup:host", "Host role", chosen_id=host_role_id),
        role_select("setup:reviewer", "Reviewer role", chosen_id=reviewer_role_id),
        _back_and_on("staff", "whatif", is_done=bool(host_role_id or reviewer_role_id)),
    )


def whatif_step(there: Sequence[str]) -> Card:
    """Where the weekly what-if is posted; `there` are what-ifs that are scheduled already."""
    already = lines(f"Already there: {plain(name)}." for name in there[:3])
    return _step(
        "whatif",
        "Where shall the weekly what-if be posted?",
        lines(["A channel, where each gets a thread, or a forum, where each is a post of its own.", already]),
        channel_select("setup:place", "Channel or forum", (*_TALKS, FORUM)),
        _back_and_on("roles", "quiz", is_done=bool(there)),
    )


def time_step(wanted: WhatIfTime, tags: Sequence[discord.ForumTag], time_zone: str) -> Card:
    """When the weekly what-if is posted, and with which tag."""
    days = [option(name, str(n), chosen=n == wanted.weekday) for n, name in enumerate(WEEKDAYS)]
    hours = [option(f"{hour:02}:00", str(hour), chosen=hour == wanted.hour) for hour in range(24)]
    named = [option(tag.name, str(tag.id), chosen=tag.id == wanted.tag_id) for tag in tags]
    when = f"{WEEKDAYS[wanted.weekday]} at {wanted.hour:02}:00"
    return _step(
        "whatif",
        "When?",
        f"In <#{wanted.channel_id}>, by the clocks of {plain(time_zone)}.",
        select(f"setup:day:{wanted.packed()}", "Day of the week", days),
        select(f"setup:hour:{wanted.packed()}", "Time", hours),
        *([select(f"setup:tag:{wanted.packed()}", "Tag of each post", named)] if named else ()),
        row(
            button(f"Post it every {when}", f"setup:make:{wanted.packed()}", "success"),
            button("Back", "setup:show:whatif"),
        ),
    )


def quiz_step(chosen_id: int | None) -> Card:
    """Where quizzes are played."""
    return _step(
        "quiz",
        "Where are quizzes played?",
        "Anybody can start one anywhere; this is where scheduled ones are played and what `/admin check` looks at.",
        channel_select("setup:quiz", "Quiz channel", _TALKS, chosen_id=chosen_id),
        row(
            button("Finish", "setup:done", "success"),
            button("Back", "setup:show:whatif"),
        ),
    )


def done_card(time_zone: str, staff_channel_id: int | None, planned: Planned | None, due: Sequence[datetime]) -> Card:
    """The end: what there is now, and when the what-if comes."""
    staff = f"<#{staff_channel_id}> is told what the staff should know." if staff_channel_id else ""
    said = lines(["### Clio is set up", f"The clocks of {plain(time_zone)} count here.", staff])
    coming = text(in_words(planned), runs(due, time_zone)) if planned else text("No what-if comes by itself yet.")
    more = (
        "-# `/admin check` looks whether anything is missing, `/admin settings` and `/schedule list` show what is set."
    )
    return Card(container(text(said), coming, text(more), colour=_COLOUR))


def _step(name: str, title: str, about: str, *parts: Component) -> Card:
    place = f"-# Setting up Clio · {STEPS.index(name) + 1} of {len(STEPS)}"
    return Card(container(text(place, f"### {title}", about), *parts, colour=_COLOUR))


def _back_and_on(before: str, after: str, *, is_done: bool) -> Component:
    return row(
        button("Next" if is_done else "Skip", f"setup:show:{after}", "success" if is_done else "secondary"),
        button("Back", f"setup:show:{before}"),
    )


def _o_clock(time_zone: str, now_at: int) -> str:
    return f"It is {datetime.fromtimestamp(now_at / 1000, ZoneInfo(time_zone)):%H:%M} there"
