"""What members suggest: the form, what is to be mended in it, and what the reviewers and the author read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import discord
from discord import ui

from bot.domain.proposal import FactProposal, Proposal, ProposedKind, QuestionProposal, QuoteProposal, WhatIfProposal
from bot.domain.proposing import EXAMPLE, EXPLAINED, FORMS, Part, typed_of
from bot.presentation.components import Card, Component, button, container, row, separator, text
from bot.presentation.labels import ATTRIBUTIONS, KINDS
from bot.presentation.text import CARD_LIMIT, clip, lines, plain

REASON_LIMIT = 300  # characters; ten are listed in one card
MINE = 10
"""Suggestions listed for their author."""

_PROBLEMS = 520  # characters; beside them there is room for every field, with each letter of it escaped
_FIELD = 4000  # characters of a field; Discord, Component Reference
_ROOM = CARD_LIMIT - 600  # characters; the rest is for the heading, the decision and its reason
_WHATIF, _WRONG, _RIGHT = 0x8A4FBE, 0xB3261E, 0x2F7D5B
_LABELS: Mapping[str, tuple[str, str]] = {
    "title": ("What if…", "One line, without the “What if”."),
    "background": ("What really happened", "In two or three sentences."),
    "change": ("Where it departs: date, place: change", EXAMPLE),
    "source": ("Source", "A work with its author, or an address, where this can be checked."),
    "question": ("One question to discuss", "The first that the others should answer."),
    "questions": ("More questions", "Up to four, each on a line of its own."),
    "stays": ("What stays the same", "Each on a line of its own."),
    "for": ("The strongest case for it", "Who makes it, a colon, and the argument."),
    "against": ("The strongest case against it", "Who makes it, a colon, and the argument."),
    "filed": ("Filed under", "Each on a line of its own; several with commas between."),
    "statement": ("The fact", "In one plain sentence."),
    "date": ("When", "Such as 28 June 1914, c. 1347, 1337–1453 or 44 BC."),
    "place": ("Where", "May be left out."),
    "note": ("What else to know", "What is easily confused with it; may be left out."),
    "text": ("The words", "As the source has them."),
    "speaker": ("Who said it", "The name by which the speaker is known."),
    "role": ("Who that was, or the occasion", "In a few words; may be left out."),
    "finding": ("What is known of the attribution", "Why it is doubted, where it is."),
    "earliest": ("Where it comes from", "The earliest known source, with its date."),
    "answer": ("The right answer", "One that nobody disputes, in few words."),
    "wrong_answers": ("Three wrong answers", "Each on a line of its own; of the same kind, and wrong beyond doubt."),
    "explanation": ("Why it is so: date: explanation", EXPLAINED),
    "accept": ("Also right", "Other forms of the answer, each on a line of its own."),
    "prompt": ("Right but too vague", "Whoever types it is asked for more; each on a line of its own."),
    "reject": ("Nearly right, and wrong", "What must not be taken; each on a line of its own."),
}
"""Label and description of each field."""

_OF_A_QUIZ = ("The question", "With one right answer; it is asked in quizzes of this server.")
"""The same for the field `question` where the question is what is proposed."""

_LONG = ("explanation", "background", "change", "statement", "text", "note", "finding", "earliest", "for", "against")
_TO_ASK = (
    "Is it sourced and fair?",
    "Is it sourced? Is the one answer right, disputed by nobody, and are the others wrong beyond doubt?",
)
"""What reviewers ask themselves, of a question at last."""

_STATES = {
    "open": "waits for the reviewers",
    "approved": "approved",
    "declined": "declined",
    "withdrawn": "withdrawn",
}


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


def form(
    kind: ProposedKind, suggestion_id: int = 0, part: Part = "first", filled: Mapping[str, str] | None = None
) -> ui.Modal:
    """The form of a new suggestion, or with a number one in which a reviewer mends it; `filled` as it stands.

    What it was filled with is never cut: who sends it as it is changes nothing.
    """
    does = "Suggest" if not suggestion_id else "Reword" if part == "first" else "Add to"
    modal = ui.Modal(title=f"{does} a {KINDS[kind]}", custom_id=f"suggest-form:{kind}:{part}:{suggestion_id}")
    for asked in FORMS[kind, part]:
        label, description = _label(kind, asked.name)
        value = (filled or {}).get(asked.name, "")[:_FIELD]
        field = ui.TextInput[ui.Modal](
            custom_id=asked.name,
            style=discord.TextStyle.paragraph if asked.name in _LONG or asked.has_lines else discord.TextStyle.short,
            max_length=max(asked.most, len(value)),
            required=asked.least > 0,
            default=value or None,
        )
        modal.add_item(ui.Label(text=label, description=description, component=field))
    modal.stop()
    return modal


def decline_form(suggestion_id: int) -> ui.Modal:
    """The form that asks why one is declined."""
    modal = ui.Modal(title="Decline a suggestion", custom_id=f"suggest-why:{suggestion_id}")
    reason = ui.TextInput[ui.Modal](custom_id="reason", style=discord.TextStyle.paragraph, max_length=REASON_LIMIT)
    modal.add_item(ui.Label(text="Why?", description="The author reads it.", component=reason))
    modal.stop()
    return modal


def to_mend(
    kind: ProposedKind, suggestion_id: int, part: Part, problems: Sequence[str], typed: Mapping[str, str]
) -> Card:
    """What is to be mended, what was typed, and a button that opens the form again.

    The card is the only memory of what was typed, see `typed_in`.
    """
    fields = [
        text(f"-# {_label(kind, asked.name)[0]}\n{_by_line(typed.get(asked.name, ''))}") for asked in FORMS[kind, part]
    ]
    again = button("Open the form again", f"suggest-again:{kind}:{part}:{suggestion_id}", "primary")
    return Card(
        container(
            text("**Nothing was sent yet.**", clip("\n".join(problems), _PROBLEMS)),
            separator(),
            *fields,
            row(again),
            colour=_WRONG,
        )
    )


def _label(kind: ProposedKind, name: str) -> tuple[str, str]:
    return _OF_A_QUIZ if (kind, name) == ("question", "question") else _LABELS[name]


def _by_line(typed: str) -> str:
    return "\n".join(map(plain, typed.splitlines()))


def typed_in(message: discord.Message | None) -> dict[str, str]:
    """What was typed, read back from the card of `to_mend`."""
    labels = {label: name for name, (label, _) in _LABELS.items()} | {_OF_A_QUIZ[0]: "question"}
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
    by = f"-# Suggested by {plain(one.name)} · <@{one.user_id}>" if one.name else "-# Suggested by a former member"
    head, *blocks = _blocks(one.proposal)
    shown, room = [], _ROOM
    for block in (*blocks, f"**Source**\n{plain(one.proposal.source)}", _filed(one.proposal)):
        if room > 0:
            shown.append(text(clip(block, room)))
        room -= len(block)
    return Card(
        container(
            text(f"### {head}", by),
            *shown,
            separator(),
            *_decision(one),
            colour={"open": _WHATIF, "approved": _RIGHT}.get(_state(one), _WRONG),
        )
    )


def _blocks(proposal: Proposal) -> list[str]:
    """The heading, and what stands below it."""
    match proposal:
        case WhatIfProposal(pod=pod):
            questions = (proposal.question, *proposal.more_questions)
            cases = (("For", proposal.case_for), ("Against", proposal.case_against))
            return [
                plain(proposal.headline),
                f"**What happened**\n{plain(proposal.background)}",
                f"**Where it departs** · {plain(str(pod.date))} · {plain(pod.place)}\n{plain(pod.change)}",
                *([f"**What stays the same**\n{plain(' '.join(proposal.stays))}"] if proposal.stays else ()),
                "**To discuss**\n" + "\n".join(map(plain, questions)),
                *(f"**{name}** · {plain(case.made_by)}\n{plain(case.argument)}" for name, case in cases if case),
            ]
        case QuestionProposal():
            return _question(proposal)
        case FactProposal():
            where = " · ".join(part for part in (str(proposal.date), proposal.place) if part)
            return [plain(proposal.statement), plain(where), *([plain(proposal.note)] if proposal.note else ())]
        case QuoteProposal():
            known = lines(
                [f"**{ATTRIBUTIONS[proposal.attribution]}.**", plain(proposal.finding), plain(proposal.earliest)]
            )
            who = " · ".join(part for part in (proposal.speaker, proposal.role, str(proposal.date)) if part)
            return [f"Quote: {plain(proposal.speaker)}", f"> {plain(proposal.text)}\n{plain(who)}", known]


def _question(proposal: QuestionProposal) -> list[str]:
    others = (("Also right", proposal.accept), ("Too vague", proposal.prompt), ("Also wrong", proposal.reject))
    return [
        "Question for quizzes",
        f"**{plain(proposal.question)}**",
        f"**Answer:** {plain(proposal.answer)}\n**Wrong:** {plain(' · '.join(proposal.distractors))}",
        f"{plain(str(proposal.date))}: {plain(proposal.explanation)}",
        *(f"**{name}:** {plain(' · '.join(forms))}" for name, forms in others if forms),
    ]


def _filed(proposal: Proposal) -> str:
    """How it is filed, on one small line."""
    said = [line for line in typed_of(proposal, "more")["filed"].splitlines() if not line.endswith(": ")]
    return f"-# Filed under {plain('; '.join(said))}"


def approve_id(one: Suggested) -> str:
    """The custom id by which the notice of an open one is found in its channel."""
    return f"suggest-approve:{one.id}"


def _decision(one: Suggested) -> list[Component]:
    if one.state != "open":
        told = text(decided(one), one.reason and f"Reason: {plain(one.reason)}")
        withdraw = button("Withdraw", f"suggest-withdraw:{one.id}", "danger")
        return [told, row(withdraw)] if _state(one) == "approved" else [told]
    return [
        text(f"-# {_TO_ASK[isinstance(one.proposal, QuestionProposal)]} It is shown with the member's name."),
        row(
            button("Approve", approve_id(one), "success"),
            button("Edit", f"suggest-edit:first:{one.id}"),
            button("Add more", f"suggest-edit:more:{one.id}"),
            button("Decline", f"suggest-decline:{one.id}", "danger"),
        ),
    ]


def _state(one: Suggested) -> str:
    return "withdrawn" if one.proposal.is_withdrawn else one.state


def decided(one: Suggested) -> str:
    """Who decided, and how."""
    who = f"<@{one.reviewer_id}>" if one.reviewer_id and one.reviewer_id > 0 else "a former reviewer"
    return f"**{_STATES[_state(one)].capitalize()}** by {who}."


def to_author(one: Suggested, guild_name: str) -> Card:
    """What the author is told of a decision."""
    what = f"{KINDS[one.proposal.kind]} “{plain(clip(one.proposal.headline, 200))}”"
    said = f"Your {what} was **{_STATES[_state(one)]}** in {plain(guild_name)}."
    use = "asked there in quizzes," if isinstance(one.proposal, QuestionProposal) else "shown there"
    thanks = f"Thank you: it is {use} with your name." if _state(one) == "approved" else ""
    reason = f"Reason: {plain(one.reason)}" if one.reason else ""
    return Card(container(text(said, reason, thanks), colour=_RIGHT if _state(one) == "approved" else _WRONG))


def mine(own: Sequence[Suggested]) -> Card:
    """A member's own suggestions and what came of each, the latest first."""
    room = CARD_LIMIT // (MINE + 1)
    rows = [
        lines(
            [
                f"- {plain(clip(one.proposal.headline, 120))}\n  **{_STATES[_state(one)].capitalize()}**",
                one.reason and f"  {plain(one.reason)}",
            ]
        )
        for one in own
    ]
    nothing = "None yet. `/suggest whatif` opens a form."
    return Card(
        container(
            text("### Your suggestions in this server"),
            text(*(clip(line, room) for line in rows) if rows else (nothing,)),
            colour=_WHATIF,
        )
    )
