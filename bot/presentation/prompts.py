"""What is posted by itself: scheduled cards, polls, and what the staff reads of them."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

import discord

from bot.domain.calendars import MONTHS
from bot.domain.content import Item, WhatIf
from bot.domain.prompt import Notice, OnDay, Prompt
from bot.domain.quiz import Session
from bot.domain.search import title_of
from bot.domain.stock import Stock
from bot.presentation.cards import day_card, item_card
from bot.presentation.components import Card, Component, container, text
from bot.presentation.lobby import lobby_card
from bot.presentation.text import lines, plural

PLAUSIBLE = ("Not without magic (ASB)", "Unlikely", "Possible", "Likely", "All but inevitable")
"""The answers of the poll, from the least plausible; ASB is what alternate history calls alien space bats."""

_COLOUR = 0x8A4FBE
_NO = 0xB3261E


def prompt_card(
    stock: Stock, what: Prompt | OnDay, mark: str, *, ping_role_id: int | None, late_since: int | None
) -> Card:
    """The card of a scheduled post with its mark; `late_since` is when it was due, where it comes late."""
    ping = f"<@&{ping_role_id}>" if ping_role_id else ""
    late = f"-# Posted late: it was due <t:{late_since // 1000}:f>." if late_since else ""
    if isinstance(what, OnDay):
        name = f"{what.day} {MONTHS[what.month - 1]}"
        heading = f"Nearest day: {name}" if what.is_nearest else f"On this day: {name}"
        nearest = (
            "Nothing is recorded for today; this is the nearest day that has something." if what.is_nearest else ""
        )
        return marked(day_card(stock, heading, lines([ping, nearest, late]), what.items), mark)
    best = what.anniversary
    years = f"**{plural(best.years, 'year')} ago on {best.on.day} {MONTHS[best.on.month - 1]}**" if best else ""
    return marked(
        item_card(stock.holder(what.item.id), what.item, pick=what.pick, lead=lines([ping, years, late])), mark
    )


def quiz_card(session: Session, starts_at: int, pool: tuple[int, int], mark: str, *, ping_role_id: int | None) -> Card:
    """The lobby of a scheduled quiz with its mark; `starts_at` in milliseconds."""
    ping = [text(f"<@&{ping_role_id}>")] if ping_role_id else []
    lobby = lobby_card(session, "the server's schedule", starts_at, pool)
    return marked(Card(*ping, *lobby.to_components()), mark)


def marked(card: Card, mark: str) -> Card:
    """The card with the mark behind the last of its custom ids, where nobody sees it and its press ignores it."""
    components = deepcopy(card.to_components())
    *_, last = (component for component in _walk(components) if "custom_id" in component)
    last["custom_id"] += f":{mark}"
    return Card(*components)


def has_mark(components: list[Component], mark: str) -> bool:
    """Whether one of a message's custom ids carries the mark."""
    return any(component.get("custom_id", "").endswith(f":{mark}") for component in _walk(components))


def _walk(components: list[Component]) -> Iterator[Component]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))


def poll_question(item: Item) -> str:
    """What the poll on a what-if asks; it tells the poll from others in the channel."""
    return f"How plausible is it? {item.title if isinstance(item, WhatIf) else title_of(item)}"


def plausibility_poll(item: Item, hours: int) -> discord.Poll:
    """The poll on a what-if."""
    poll = discord.Poll(poll_question(item), timedelta(hours=hours))
    for answer in PLAUSIBLE:
        poll.add_answer(text=answer)
    return poll


def posted_twice_card(thread_id: int) -> Card:
    """What stands in the place of a second post that Discord made of one."""
    return Card(container(text(f"Discord posted this twice; the discussion is in <#{thread_id}>."), colour=_COLOUR))


def notice_card(notice: Notice, *, schedule_id: int, kind: str, channel_id: int) -> Card:
    """What the staff reads of a schedule: what happened, and what they can do."""
    due = f"<t:{notice.due_at // 1000}:f>"
    place = f"the {kind} of {due} in <#{channel_id}>"
    begins = f"T{place[1:]}"
    now = f"`/schedule now schedule:{schedule_id}` posts it after all."
    match notice.kind:
        case "failing":
            until = f"until <t:{notice.until_at // 1000}:t>" if notice.until_at else "no more"
            missing = "not yet complete" if notice.has_card else "not yet posted"
            said = [f"**{begins} is {missing}.** {notice.why}", f"It is tried {until}. {now}"]
        case "failed" if notice.has_card:
            said = [f"**{begins} is not complete**: its thread or poll is missing.", notice.why]
        case "failed":
            said = [f"**{begins} was not posted.** {notice.why}", now]
        case "missed":
            runs = plural(notice.count, "run was", "runs were")
            last = " The latest is posted late." if notice.has_card else f" {now}"
            said = [f"**{runs} missed** while Clio was away, the last on {due}: {kind} in <#{channel_id}>.{last}"]
        case "twice":
            rest = "Please delete the second; Clio may not." if notice.has_card else "The second was deleted."
            said = [f"**Discord made two posts of one**: {place}. {rest}"]
        case "role":
            said = [
                f"**The role to ping is gone**: {place} was posted without it. Make the schedule anew with another."
            ]
        case "recap":
            said = [f"**The recap of {place} did not come yet.** {notice.why}", "It is tried again for some hours."]
        case "unrecapped":
            said = [f"**The recap of {place} was missed.**", "`/prompts recap` tells what came of it."]
        case "stock":
            left = plural(notice.count, "unused item is", "unused items are") if notice.count else "No unused item is"
            again = "" if notice.count else " From now on the oldest come again."
            said = [
                f"**{left} left** for the {kind} in <#{channel_id}>.{again}",
                "Packs can be added; filters widened.",
            ]
    return Card(container(text(*said, f"-# Schedule {schedule_id}"), colour=_COLOUR if notice.kind == "stock" else _NO))
