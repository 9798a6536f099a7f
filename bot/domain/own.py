"""What a server made itself, in the types of the packs: the approved proposals of its members as a small catalogue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.catalogue import Catalogue
from bot.domain.content import Citation, Era, Fact, Item, Pack, PackHead, Question, Quote, Source, WhatIf
from bot.domain.proposal import FactProposal, Proposal, QuestionProposal, QuoteProposal

_HEAD = PackHead(
    id="own",
    title="suggested in this server",
    description="What members of this server proposed and its reviewers approved.",
    version="1.0.0",
    language="en",
    editors=("members of this server",),
    licence="Discord's terms of service",
    licence_url="https://discord.com/terms",
    corrections="the staff of this server",
)
_ADDRESS = re.compile(r"https?://[^\s<>()|]+")
_STOPS = ".,;:!?'\"”’»"  # behind an address they belong to the sentence
_FIRST_YEARS: tuple[tuple[int, Era], ...] = (
    (1945, "contemporary"),
    (1789, "modern"),
    (1500, "early-modern"),
    (500, "medieval"),
    (284, "late-antiquity"),
)


@dataclass(frozen=True, slots=True)
class Approved:
    """A proposal with the id under which it is shown, and who gets the credit; empty where nobody is named."""

    item_id: str
    proposal: Proposal
    contributor: str
    made_on: date


def era_of(year: int) -> Era:
    """The era that the year is usually counted to; a year BC is negative."""
    return next((era for first, era in _FIRST_YEARS if year >= first), "antiquity")


def collection(approved: Sequence[Approved]) -> Catalogue:
    """The approved proposals as items, each with its one source, that nobody has checked against the page."""
    items = [_item(one) for one in approved]
    return Catalogue(
        [
            Pack(
                head=_HEAD,
                sources={one.item_id: source_of(one.proposal) for one in approved},
                facts=tuple(item for item in items if isinstance(item, Fact)),
                quotes=tuple(item for item in items if isinstance(item, Quote)),
                whatifs=tuple(item for item in items if isinstance(item, WhatIf)),
                questions=tuple(item for item in items if isinstance(item, Question)),
            )
        ]
    )


def source_of(proposal: Proposal) -> Source:
    """The work as the member named it; the first address in it can be opened.

    The title has the names of hosts only: Discord shows no link whose words are an address (its issue 7721 of 2025).
    """
    found = [match[0].rstrip(_STOPS) for match in _ADDRESS.finditer(proposal.source)]
    title = proposal.source
    for address in found:
        title = title.replace(address, address.split("/")[2], 1)
    return Source(kind="reference", title=title or proposal.source, url=found[0] if found else None)


def about_of(one: Approved) -> dict[str, Any]:
    """What all kinds of items have; the id is also the key of the source."""
    proposal = one.proposal
    return {
        **dict(proposal.filing),
        "id": one.item_id,
        "era": proposal.filing.era or era_of(proposal.when.start.year),
        "citations": (Citation(source=one.item_id),),
        "review": "withdrawn" if proposal.is_withdrawn else "checked",
        "reviewed_by": "a reviewer of this server",
        "provenance": "member",
        "contributor": one.contributor or "a member",
        "created": one.made_on,
    }


def question_of(proposal: QuestionProposal, about: dict[str, Any]) -> Question:
    """The question of a quiz; `about` has what all items have."""
    return Question(
        **about,
        question=proposal.question,
        answer=proposal.answer,
        answer_kind=proposal.asks_for,
        accept=proposal.accept,
        prompt=proposal.prompt,
        reject=proposal.reject,
        distractors=proposal.distractors,
        explanation=_capitalised(proposal.explanation),
        difficulty=proposal.difficulty,
        date=proposal.date,
        estimate=proposal.estimate,
    )


def _item(one: Approved) -> Item:
    proposal, about = one.proposal, about_of(one)
    match proposal:
        case FactProposal():
            return Fact(
                **about, statement=proposal.statement, date=proposal.date, place=proposal.place, note=proposal.note
            )
        case QuoteProposal():
            return Quote(
                **about,
                text=proposal.text,
                speaker=proposal.speaker,
                role=proposal.role,
                date=proposal.date,
                work=proposal.source,
                attribution=proposal.attribution,
                finding=proposal.finding,
                earliest=proposal.earliest,
                rights="short-quotation",
            )
        case QuestionProposal():
            return question_of(proposal, about)
        case _:
            return WhatIf(
                **about,
                title=proposal.title,
                type=proposal.type,
                background=proposal.background,
                pod=proposal.pod.model_copy(update={"change": _capitalised(proposal.pod.change)}),
                stays=proposal.stays,
                questions=(proposal.question, *proposal.more_questions),
                case_for=proposal.case_for,
                case_against=proposal.case_against,
            )


def _capitalised(text: str) -> str:
    """What stood behind a colon in its form, as a sentence of its own."""
    return text[:1].upper() + text[1:]
