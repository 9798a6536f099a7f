"""What members suggest: the form, what is to be mended in it, and what the reviewers and the author read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import discord
from discord import ui

from bot.domain.proposal import BACKGROUND_LIMIT, CHANGE_LIMIT, EXAMPLE, LINE_LIMIT, TITLE_LIMIT, Proposal
from bot.presentation.components import Card, Component, button, container, row, separator, text
from bot.presentation.text import CARD_LIMIT, clip, lines, plain

REASON_LIMIT = 300  # characters; ten are listed in one card
MINE = 10
"""Suggestions listed for their author."""

_WHATIF, _WRONG, _RIGHT = 0x8A4FBE, 0xB3261E, 0x2F7D5B
_ASKED = {
    "title": ("What if…", "One line, without the “What if”.", TITLE_LIMIT),
    "background": ("What really happened", "In two or three sentences.", BACKGROUND_LIMIT),
    "change": ("Where it departs: date, place: change", EXAMPLE, CHANGE_LIMIT),
    "source": ("Source", "A work with its author, or an address, for what really happened.", LINE_LIMIT),
    "question": ("One question to discuss", "The first that the others should answer.", LINE_LIMIT),
}
"""Label, description and longest text of each field."""

_LONG = ("background", "change")
_STATES = {"open": "waits for the reviewers", "approved": "approved", "declined": "declined"}


class Suggested(Protocol):
    """What is shown of a suggestion."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def user_id(self) -> int:
        """Who made it."""

    @property
    def name(self) -> str:
        """The name that gets the credit."""

    @property
    def proposal(self) -> Proposal:
        """What is proposed."""

    @property
    def state(self) -> str:
        """One of open, approved and declined."""

    @property
    def reviewer_id(self) -> int | None:
        """Who decided."""

    @property
    def reason(self) -> str:
        """Why it was declined."""


def form(suggestion_id: int = 0, filled: Mapping[str, str] | None = None) -> ui.Modal:
    """The form of a new suggestion, or with a number the one in which a reviewer rewords it; `filled` as it stands."""
    modal = ui.Modal(
        title="Reword a what-if" if suggestion_id else "Suggest a what-if", custom_id=f"suggest-form:{suggestion_id}"
    )
    for name, (label, description, limit) in _ASKED.items():
        field = ui.TextInput[ui.Modal](
            custom_id=name,
            style=discord.TextStyle.paragraph if name in _LONG else discord.TextStyle.short,
            max_length=limit,
            default=(filled or {}).get(name, "")[:limit] or None,
        )
        modal.add_item(ui.Label(text=label, description=description, component=field))
    modal.stop()
    return modal


def decline_form(suggestion_id: int) -> ui.Modal:
    """The form that asks why one is declined."""
    modal = ui.Modal(title="Decline a what-if", custom_id=f"suggest-why:{suggestion_id}")
    reason = ui.TextInput[ui.Modal](custom_id="reason", style=discord.TextStyle.paragraph, max_length=REASON_LIMIT)
    modal.add_item(ui.Label(text="Why?", description="The author reads it.", component=reason))
    modal.stop()
    return modal


def to_mend(suggestion_id: int, problems: Sequence[str], typed: Mapping[str, str]) -> Card:
    """What is to be mended, what was typed, and a button that opens the form again.

    The card is the only memory of what was typed, see `typed_in`.
    """
    fields = [text(f"-# {label}\n{plain(typed.get(name, ''))}") for name, (label, *_) in _ASKED.items()]
    return Card(
        container(
            text("**Nothing was sent yet.**", *problems),
            separator(),
            *fields,
            row(button("Open the form again", f"suggest-again:{suggestion_id}", "primary")),
            colour=_WRONG,
        )
    )


def typed_in(message: discord.Message | None) -> dict[str, str]:
    """What was typed, read back from the card of `to_mend`."""
    labels = {label: name for name, (label, *_) in _ASKED.items()}
    found = {}
    for content in _texts(message.components if message else []):
        label, _, value = content.removeprefix("-# ").partition("\n")
        if label in labels:
            found[labels[label]] = re.sub(r"\\(.)", r"\1", value)
    return found


def _texts(components: Sequence[object]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        elif isinstance(component, discord.Container):
            yield from _texts(component.children)


def notice(one: Suggested) -> Card:
    """What the reviewers read: the whole suggestion, with its buttons until somebody has decided."""
    proposal = one.proposal
    pod = proposal.pod
    by = f"-# Suggested by {plain(one.name)} · <@{one.user_id}>" if one.name else "-# Suggested by a former member"
    return Card(
        container(
            text(f"### What if… {plain(proposal.title)}", by),
            text("**What happened**", plain(proposal.background)),
            text(f"**Where it departs** · {plain(str(pod.date))} · {plain(pod.place)}", plain(pod.change)),
            text("**To discuss**", plain(proposal.question)),
            text("**Source**", plain(proposal.source)),
            separator(),
            *_decision(one),
            colour={"open": _WHATIF, "approved": _RIGHT}.get(one.state, _WRONG),
        )
    )


def approve_id(one: Suggested) -> str:
    """The custom id by which the notice of an open one is found in its channel."""
    return f"suggest-approve:{one.id}"


def _decision(one: Suggested) -> list[Component]:
    if one.state != "open":
        return [text(decided(one), one.reason and f"Reason: {plain(one.reason)}")]
    return [
        text("-# Is it counterfactual, sourced and fair? It is shown with your approval and the member's name."),
        row(
            button("Approve", approve_id(one), "success"),
            button("Edit", f"suggest-edit:{one.id}"),
            button("Decline", f"suggest-decline:{one.id}", "danger"),
        ),
    ]


def decided(one: Suggested) -> str:
    """Who decided, and how."""
    who = f"<@{one.reviewer_id}>" if one.reviewer_id and one.reviewer_id > 0 else "a former reviewer"
    return f"**{_STATES[one.state].capitalize()}** by {who}."


def to_author(one: Suggested, guild_name: str) -> Card:
    """What the author is told of a decision."""
    said = f"Your what-if “{plain(one.proposal.title)}” was **{_STATES[one.state]}** in {plain(guild_name)}."
    thanks = "Thank you: it is shown there with your name." if one.state == "approved" else ""
    reason = f"Reason: {plain(one.reason)}" if one.reason else ""
    return Card(container(text(said, reason, thanks), colour=_RIGHT if one.state == "approved" else _WRONG))


def mine(own: Sequence[Suggested]) -> Card:
    """A member's own suggestions and what came of each, the latest first."""
    room = CARD_LIMIT // (MINE + 1)
    rows = [
        lines(
            [
                f"- What if… {plain(one.proposal.title)}\n  **{_STATES[one.state].capitalize()}**",
                one.reason and f"  {plain(one.reason)}",
            ]
        )
        for one in own
    ]
    nothing = "None yet. `/suggest whatif` opens the form."
    return Card(
        container(
            text("### Your suggestions in this server"),
            text(*(clip(line, room) for line in rows) if rows else (nothing,)),
            colour=_WHATIF,
        )
    )
