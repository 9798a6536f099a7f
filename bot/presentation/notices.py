"""Short private answers: refusals, failures, confirmations, lists."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.catalogue import kind_of
from bot.domain.content import Item
from bot.domain.search import title_of
from bot.errors import Refusal
from bot.presentation.cards import show_one
from bot.presentation.components import Card, button, container, forum_select, option, row, select, text
from bot.presentation.labels import KINDS
from bot.presentation.text import plain, plural, prose

REASON_LIMIT = 500  # characters; a reason is read in a list of five
_NO = 0xB3261E
_YES = 0x2F7D5B


def refusal(error: Refusal) -> Card:
    """What was wrong, what is allowed, and one example."""
    example = f"Example: `{error.example}`" if error.example else ""
    return Card(container(text(f"**{error.problem}**", error.allowed, example), colour=_NO))


def failure(reference: str) -> Card:
    """Our fault, with the reference under which the log has it."""
    said = text(
        "**Something went wrong on Clio's side.**",
        f"Please try again. For the operator: reference `{reference}`.",
    )
    return Card(container(said, colour=_NO))


def done(message: str) -> Card:
    """What was done, in one sentence."""
    return Card(container(text(message), colour=_YES))


def found(query: str, items: Sequence[Item]) -> Card:
    """What a search found: numbered lines and a select that shows one in full."""
    rows = [f"{n}. {prose(title_of(item))}\n-# {KINDS[kind_of(item)]} · {item.id}" for n, item in enumerate(items, 1)]
    return Card(container(text(f"### Found for “{plain(query)}”"), text(*rows), show_one(items), colour=_YES))


def where_to_discuss(item_id: str, message_id: int, why_no_thread: str) -> Card:
    """Asks where a discussion is to be opened; the thread is offered only where it can be."""
    here = row(button("Thread on this card", f"thread:{item_id}:{message_id}", "success"))
    forums = forum_select(f"forum:{item_id}", "Post in a forum")
    places = [forums] if why_no_thread else [here, forums]
    return Card(container(text("**Where shall the discussion be?**", plain(why_no_thread)), *places))


def usable_tags(forum: discord.ForumChannel) -> list[discord.ForumTag]:
    """The forum's tags that are not kept for its moderators."""
    return [tag for tag in forum.available_tags if not tag.moderated]


def which_tag(item_id: str, forum: discord.ForumChannel) -> Card:
    """Asks for one of the tags of a forum that wants one on every post."""
    tags = [option(tag.name, str(tag.id)) for tag in usable_tags(forum)]
    asked = text(f"**Which tag?** <#{forum.id}> wants one on every post.")
    return Card(container(asked, select(f"tag:{item_id}:{forum.id}", "Tag", tags)))


def report_form(item_id: str) -> ui.Modal:
    """The form that asks what is wrong with an item."""
    form = ui.Modal(title=f"Report {item_id}", custom_id=f"report-form:{item_id}")
    reason = ui.TextInput[ui.Modal](
        custom_id="reason", style=discord.TextStyle.paragraph, min_length=5, max_length=REASON_LIMIT
    )
    form.add_item(
        ui.Label(text="What is wrong?", description="A source for the correction helps most.", component=reason)
    )
    form.stop()
    return form


def report_notice(item_id: str, title: str, count: int, reasons: Sequence[str]) -> Card:
    """What the staff reads of one item's reports: how many, and the latest reasons."""
    return Card(
        container(
            text(f"### Reported: {item_id}", prose(title), f"-# {plural(count, 'report')}, the latest first"),
            text(*(f"- {plain(reason)}" for reason in reasons)),
            row(button("Sources", f"sources:{item_id}")),
            colour=_NO,
        )
    )


def help_card(commands: Sequence[tuple[str, str, Sequence[str]]], counts: Sequence[tuple[int, str, str]]) -> Card:
    """What Clio does and every command with its description, those of a group in one line."""
    have = ", ".join(plural(count, one, many) for count, one, many in counts if count)
    rows = [
        f"**/{name}** {', '.join(parts)}{' ' if parts else ''}· {description}" for name, description, parts in commands
    ]
    return Card(
        container(
            text("### Clio", f"History with its sources: {have}. What is contested is shown as contested."),
            text(*rows),
            text("-# Every card shows its sources and an id at its foot. Something wrong? Press Report on the card."),
            colour=_YES,
        )
    )
