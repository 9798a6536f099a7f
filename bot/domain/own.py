"""What a server made itself, in the types of the packs: the approved proposals of its members as a small catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.catalogue import Catalogue
from bot.domain.content import Citation, Era, Pack, PackHead, Source, WhatIf
from bot.domain.proposal import Proposal

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
    """The approved proposals as what-ifs, each with its one source, that nobody has checked against the page."""
    return Catalogue(
        [
            Pack(
                head=_HEAD,
                sources={one.item_id: Source(kind="reference", title=one.proposal.source) for one in approved},
                whatifs=tuple(_whatif(one) for one in approved),
            )
        ]
    )


def _whatif(one: Approved) -> WhatIf:
    proposal = one.proposal
    return WhatIf(
        id=one.item_id,
        era=era_of(proposal.pod.date.start.year),
        regions=("world",),  # a member is not asked for one
        topics=("suggested",),
        citations=(Citation(source=one.item_id),),
        review="checked",
        reviewed_by="a reviewer of this server",
        provenance="member",
        contributor=one.contributor or "a member",
        created=one.made_on,
        title=proposal.title,
        background=proposal.background,
        pod=proposal.pod,
        questions=(proposal.question,),
    )
