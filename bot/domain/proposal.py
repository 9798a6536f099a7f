"""What a member proposes: a what-if, a fact or a quote with as much of it as a form holds."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.domain.content import (
    Argument,
    Attribution,
    Divergence,
    Era,
    Fact,
    Line,
    Quote,
    Region,
    Sensitivity,
    Sentence,
    Slug,
    WhatIf,
    WhatIfType,
)
from bot.domain.dates import DateField, HistoricalDate
from bot.domain.twins import twins

ProposedKind = Literal["whatif", "fact", "quote"]
PROPOSED: tuple[ProposedKind, ...] = get_args(ProposedKind)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Filing(_Frozen):
    """By what it can be found; what nobody has said is taken from its year, or stands for everything."""

    era: Era | None = None
    regions: Annotated[tuple[Region, ...], Field(min_length=1, max_length=4)] = ("world",)
    topics: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=6)] = ("suggested",)
    people: Annotated[tuple[Line, ...], Field(max_length=6)] = ()
    sensitivity: tuple[Sensitivity, ...] = ()


class _Proposal(_Frozen):
    source: Line
    """A work or an address, in the member's words."""
    filing: Filing = Filing()


class WhatIfProposal(_Proposal):
    """A divergence card in the making, with the names of `WhatIf`."""

    kind: ClassVar[ProposedKind] = "whatif"
    title: Annotated[str, StringConstraints(min_length=1, max_length=90)]
    background: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    pod: Divergence
    question: Line
    more_questions: Annotated[tuple[Line, ...], Field(max_length=4)] = ()
    type: WhatIfType = "pod"
    stays: tuple[Sentence, ...] = ()
    case_for: Argument | None = None
    case_against: Argument | None = None

    @property
    def when(self) -> HistoricalDate:
        """When it departs."""
        return self.pod.date

    @property
    def headline(self) -> str:
        """What it is listed as."""
        return f"What if… {self.title}"


class FactProposal(_Proposal):
    """A fact in the making, with the names of `Fact`."""

    kind: ClassVar[ProposedKind] = "fact"
    statement: Sentence
    date: DateField
    place: Line | Literal[""] = ""
    note: Sentence | Literal[""] = ""

    @property
    def when(self) -> HistoricalDate:
        """When it happened."""
        return self.date

    @property
    def headline(self) -> str:
        """What it is listed as."""
        return self.statement


class QuoteProposal(_Proposal):
    """A quote in the making, with the names of `Quote`."""

    kind: ClassVar[ProposedKind] = "quote"
    text: Annotated[str, StringConstraints(min_length=1, max_length=280)]
    speaker: Line
    date: DateField
    role: Line | Literal[""] = ""
    attribution: Attribution = "attributed"
    finding: Sentence | Literal[""] = ""
    earliest: Sentence | Literal[""] = ""

    @property
    def when(self) -> HistoricalDate:
        """When it was said."""
        return self.date

    @property
    def headline(self) -> str:
        """What it is listed as."""
        return f"{self.speaker}: {self.text}"


Proposal = WhatIfProposal | FactProposal | QuoteProposal
_MODELS: dict[ProposedKind, type[Proposal]] = {
    "whatif": WhatIfProposal,
    "fact": FactProposal,
    "quote": QuoteProposal,
}


def read_proposal(kind: ProposedKind, content: str) -> Proposal:
    """The proposal that was kept as JSON."""
    return _MODELS[kind].model_validate_json(content)


_Told = TypeVar("_Told", bound=Proposal | WhatIf | Fact | Quote)


def twin_of(proposal: Proposal, others: Iterable[_Told]) -> _Told | None:
    """The first of the others, all of the same kind, of which one text is at least 90 % alike."""
    mine = _texts(proposal)
    for other in others:
        if any(any(twins(pair)) for pair in zip(mine, _texts(other), strict=True)):
            return other
    return None


def _texts(one: Proposal | WhatIf | Fact | Quote) -> tuple[str, ...]:
    match one:
        case WhatIfProposal() | WhatIf():
            return one.title, one.pod.change
        case FactProposal() | Fact():
            return (one.statement,)
        case _:
            return (one.text,)
