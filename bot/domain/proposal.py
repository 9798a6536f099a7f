"""What a member proposes: a what-if, a fact, a quote or a question with as much of it as a form holds."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.domain.answer import numeric_guess
from bot.domain.answer_question import asked_of
from bot.domain.content import (
    AnswerKind,
    Argument,
    Attribution,
    Divergence,
    Era,
    Estimate,
    Fact,
    Item,
    Line,
    Question,
    Region,
    Sensitivity,
    Sentence,
    Slug,
    WhatIf,
    WhatIfType,
)
from bot.domain.dates import DateField, HistoricalDate, NotADate, parse_date
from bot.domain.fold import fold, words
from bot.domain.twins import twins

ProposedKind = Literal["whatif", "fact", "quote", "question"]
PROPOSED: tuple[ProposedKind, ...] = get_args(ProposedKind)
_YEARS = frozenset(("year", "years", "when", "century", "decade"))
"""Words of a question that asks for no plain number."""


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
    is_withdrawn: bool = False
    """Taken back by a reviewer after it was approved; it keeps its id, as an item of a pack does."""


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


Forms = Annotated[tuple[Line, ...], Field(max_length=12)]


class QuestionProposal(_Proposal):
    """A quiz question in the making, with the names of `Question`."""

    kind: ClassVar[ProposedKind] = "question"
    question: Line
    answer: Line
    distractors: Annotated[tuple[Line, ...], Field(min_length=3, max_length=3)]
    explanation: Sentence
    date: DateField
    accept: Forms = ()
    prompt: Forms = ()
    reject: Forms = ()
    difficulty: Annotated[int, Field(ge=1, le=5)] = 3
    answer_kind: AnswerKind | None = None
    """None: as `asks_for` reads it."""
    tolerance: Annotated[int, Field(ge=1)] | None = None
    """Where the nearest guess wins: what is off by this much, or more, earns nothing."""

    @property
    def when(self) -> HistoricalDate:
        """When that was of which it asks."""
        return self.date

    @property
    def headline(self) -> str:
        """What it is listed as."""
        return self.question

    @property
    def asks_for(self) -> AnswerKind:
        """What kind of answer is right: as a reviewer has said, else by the words of question and answer."""
        return self.answer_kind or _asks_for(self.question, self.answer)

    @property
    def estimate(self) -> Estimate | None:
        """The year or number to be guessed; None also where there is a tolerance, but the answer is neither."""
        kind = self.asks_for
        span = numeric_guess(self.answer, kind) if kind in ("year", "number") else None
        if span is None or self.tolerance is None:
            return None
        first, last = span
        return Estimate(value=first, until=last if last > first else None, tolerance=self.tolerance)


def _asks_for(question: str, answer: str) -> AnswerKind:
    asked = asked_of(question, answer, None, frozenset())
    if asked.person:
        return "person"
    told = words(question)
    is_counted = not {"many", "much"}.isdisjoint(told) or _YEARS.isdisjoint(told)
    if is_counted and answer.replace(",", "").isdecimal():
        return "number"
    try:
        date = parse_date(answer)
    except NotADate:
        return "place" if asked.where else "term"
    return "date" if date.month_day else "year"


Proposal = WhatIfProposal | FactProposal | QuoteProposal | QuestionProposal
_MODELS: dict[ProposedKind, type[Proposal]] = {
    "whatif": WhatIfProposal,
    "fact": FactProposal,
    "quote": QuoteProposal,
    "question": QuestionProposal,
}


def read_proposal(kind: ProposedKind, content: str) -> Proposal:
    """The proposal that was kept as JSON."""
    return _MODELS[kind].model_validate_json(content)


_Told = TypeVar("_Told", bound=Proposal | Item)


def twin_of(proposal: Proposal, others: Iterable[_Told]) -> _Told | None:
    """The first of the others, all of the same kind, of which one text is at least 90 % alike.

    Questions in nearly the same words with different answers ask for different things.
    """
    mine = _texts(proposal)
    for other in others:
        if _asks_else(proposal, other):
            continue
        if any(any(twins(pair)) for pair in zip(mine, _texts(other), strict=True)):
            return other
    return None


def _asks_else(one: Proposal, other: Proposal | Item) -> bool:
    if not (isinstance(one, QuestionProposal) and isinstance(other, QuestionProposal | Question)):
        return False
    return one.question != other.question and fold(one.answer) != fold(other.answer)


def _texts(one: Proposal | Item) -> tuple[str, ...]:
    match one:
        case WhatIfProposal() | WhatIf():
            return one.title, one.pod.change
        case FactProposal() | Fact():
            return (one.statement,)
        case QuestionProposal() | Question():
            return (one.question,)
        case _:
            return (one.text,)
