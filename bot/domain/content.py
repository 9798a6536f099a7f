"""What a pack holds: facts, quotes, what-ifs and questions, each with its sources.

These models are the shape of the TOML files under `seeds/`. The JSON Schemas in `seeds/schema/` are made from them,
with the words below each field as its description.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.domain.dates import DateField

Era = Literal["antiquity", "late-antiquity", "medieval", "early-modern", "modern", "contemporary"]
Region = Literal[
    "africa",
    "americas",
    "central-asia",
    "east-asia",
    "europe",
    "indian-ocean",
    "middle-east",
    "oceania",
    "south-asia",
    "southeast-asia",
    "world",
]
Sensitivity = Literal["violence", "atrocity", "slavery", "religion", "politics"]
Review = Literal["draft", "checked", "withdrawn"]
Provenance = Literal["own", "ledger", "quotation", "adapted", "member"]
SourceKind = Literal["primary", "scholarly", "reference", "press"]
Assessment = Literal["sound", "contested"]
Attribution = Literal["verified", "attributed", "disputed", "misattributed"]
WhatIfType = Literal["pod", "dbwi", "challenge", "plausibility"]
Rights = Literal["public-domain", "short-quotation"]
AnswerKind = Literal["person", "place", "date", "year", "number", "work", "event", "organisation", "office", "term"]

Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)+$", max_length=32)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>()|]+$", max_length=400)]


class _Frozen(BaseModel):
    # Deferred: most are read only within a pack, whose reader is then the only one made.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


class Source(_Frozen):
    """One work that can be opened to check a claim."""

    kind: SourceKind
    """primary (of the time or by a participant), scholarly, reference or press."""
    title: Line
    author: Line = ""
    published: Line = ""
    """Year, and place, publisher, volume or journal where known: "1973", "Collected Works, vol. 36"."""
    translator: Line = ""
    url: Url | None = None
    accessed: date | None = None
    licence: Line = ""
    note: Sentence | Literal[""] = ""


class Citation(_Frozen):
    """Where in a source the claim stands."""

    source: Slug
    """A key of the pack's `sources.toml`."""
    locator: Line = ""
    """Page, chapter, paragraph or address that somebody opened and read. Never one that nobody has seen: leave it
    empty, and the card says that the citation is not yet checked against the page."""
    excerpt_seen: bool = False
    """An excerpt of the source with this claim was read, but its place in the work was not."""


class Change(_Frozen):
    """One correction of an item after it was first shipped."""

    on: date
    what: Sentence


class Position(_Frozen):
    """One side of a contested question."""

    who: Line
    holds: Sentence
    citations: tuple[Citation, ...] = ()


class _Item(_Frozen):
    id: ItemId
    """Stable for ever and never used again: `pack initials - kind letter and number`, such as `rr-f012`."""
    era: Era
    regions: Annotated[tuple[Region, ...], Field(min_length=1, max_length=4)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=6)]
    people: tuple[Line, ...] = ()
    citations: Annotated[tuple[Citation, ...], Field(min_length=1, max_length=6)]
    sensitivity: tuple[Sensitivity, ...] = ()
    review: Review = "draft"
    """Only `checked` items are shown."""
    reviewed_by: Line = ""
    """A person's name, or "program" until a person has read the item."""
    reviewed_on: date | None = None
    provenance: Provenance
    ledger: tuple[Line, ...] = ()
    """Entries of the editors' claims ledger that the item rests on."""
    contributor: Line = ""
    created: date
    changes: tuple[Change, ...] = ()


class Fact(_Item):
    """One statement, or one contested question with its positions."""

    statement: Sentence
    """One plain sentence; for a contested fact the question at issue in one neutral sentence."""
    date: DateField | None = None
    place: Line = ""
    note: Sentence | Literal[""] = ""
    """What is easily confused with it, or what the reader needs to know beside it."""
    assessment: Assessment = "sound"
    positions: Annotated[tuple[Position, ...], Field(max_length=4)] = ()
    documents_show: Sentence | Literal[""] = ""
    """For a contested fact: what the documents show, if they show anything."""

    @model_validator(mode="after")
    def _sides(self) -> "Fact":
        if self.assessment == "contested" and len(self.positions) < 2:
            raise ValueError("a contested fact has two to four positions, each with who holds it")
        if self.assessment == "sound" and (self.positions or self.documents_show):
            raise ValueError('positions and documents_show belong to a fact with assessment = "contested"')
        return self


class Quote(_Item):
    """Somebody's words, or words that are falsely given to somebody."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=280)]
    original: Annotated[str, StringConstraints(max_length=280)] = ""
    """The words in their own language."""
    speaker: Line
    """Who said it; for a misattributed line, who it is popularly given to."""
    role: Line = ""
    """Who the speaker was, or the occasion, in a few words."""
    date: DateField | None = None
    work: Line = ""
    """Where it stands, in words a reader can follow up."""
    translator: Line = ""
    witness: Line = ""
    """By whose report the words are known: "John Reed"."""
    composed_by: Line = ""
    """The ancient historian who wrote the speech: "Thucydides"."""
    attribution: Attribution
    finding: Sentence | Literal[""] = ""
    """Why it is disputed, or the verdict on a misattributed line; shown before the words."""
    earliest: Sentence | Literal[""] = ""
    """Earliest known source or true origin, with its date."""
    note: Sentence | Literal[""] = ""
    rights: Rights

    @model_validator(mode="after")
    def _verdict(self) -> "Quote":
        if self.attribution in ("disputed", "misattributed") and not self.finding:
            raise ValueError(f'an attribution of "{self.attribution}" needs a finding that says why')
        if self.attribution == "misattributed" and not self.earliest:
            raise ValueError("a misattributed quote needs its earliest known source or origin")
        return self


class Divergence(_Frozen):
    """The point of divergence (POD): where the other timeline leaves ours."""

    date: DateField
    place: Line
    change: Sentence


class Argument(_Frozen):
    """The strongest case for or against, in somebody's mouth."""

    argument: Sentence
    made_by: Line


class WhatIf(_Item):
    """A divergence card."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=90)]
    type: WhatIfType = "pod"
    background: Annotated[str, StringConstraints(min_length=1, max_length=900)]
    """Two or three sentences of what really happened (OTL)."""
    pod: Divergence
    stays: tuple[Sentence, ...] = ()
    """What stays the same."""
    questions: Annotated[tuple[Line, ...], Field(min_length=1, max_length=5)]
    """Three to five. What a member of a server proposed may have fewer, and neither case_for nor case_against."""
    case_for: Argument | None = None
    case_against: Argument | None = None

    @model_validator(mode="after")
    def _whole(self) -> "WhatIf":
        if self.provenance != "member" and (len(self.questions) < 3 or not (self.case_for and self.case_against)):
            raise ValueError("a what-if has three to five questions, a case_for and a case_against")
        return self


class Estimate(_Frozen):
    """A year or number whose nearest guess wins."""

    value: int
    """The right year or number; a year BC is negative: -44 is 44 BC."""
    until: int | None = None
    """The last year of a span such as 1337–1453."""
    tolerance: Annotated[int, Field(ge=1)]
    """A guess that is off by this much, or more, earns nothing."""

    @model_validator(mode="after")
    def _spans(self) -> "Estimate":
        if self.until is not None and self.until <= self.value:
            raise ValueError("until comes after value")
        return self


class Question(_Item):
    """A quiz question with one right answer."""

    question: Line
    answer: Line
    answer_kind: AnswerKind
    accept: tuple[Line, ...] = ()
    """Other forms that are right."""
    prompt: tuple[Line, ...] = ()
    """Right but too vague: the player is asked for more."""
    reject: tuple[Line, ...] = ()
    """Near misses that are wrong."""
    distractors: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]
    """Wrong options of the same kind and era; usually three."""
    keep_order: bool = False
    """Buttons keep the order of `options` and are not shuffled: true/false, scales."""
    options: tuple[Line, ...] = ()
    """With keep_order: the answer and the distractors in the order of their buttons."""
    explanation: Sentence
    difficulty: Annotated[int, Field(ge=1, le=5)]
    date: DateField | None = None
    estimate: Estimate | None = None
    """Asks for the nearest year or number wherever guesses are typed; on buttons it is an ordinary question."""

    @model_validator(mode="after")
    def _ordered(self) -> "Question":
        if self.keep_order and sorted(self.options) != sorted((self.answer, *self.distractors)):
            raise ValueError("with keep_order, options names the answer and every distractor once, in their order")
        if self.options and not self.keep_order:
            raise ValueError("options belongs to a question with keep_order = true")
        if self.estimate and self.answer_kind not in ("year", "number"):
            raise ValueError('an estimate has answer_kind = "year" or "number"')
        if self.estimate and self.answer_kind == "year" and 0 in (self.estimate.value, self.estimate.until):
            raise ValueError("there is no year 0; a year BC is negative: -44 is 44 BC")
        return self


Item = Fact | Quote | WhatIf | Question
Kind = Literal["fact", "quote", "whatif", "question"]


class PackHead(_Frozen):
    """What `pack.toml` says of a pack."""

    id: Slug
    title: Line
    description: Sentence
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    editors: Annotated[tuple[Line, ...], Field(min_length=1)]
    licence: Line
    licence_url: Url
    corrections: Line
    """Where an error can be reported."""


class Pack(_Frozen):
    """One folder of seeds, read."""

    head: PackHead
    sources: dict[Slug, Source]
    facts: tuple[Fact, ...] = ()
    quotes: tuple[Quote, ...] = ()
    whatifs: tuple[WhatIf, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, facts first, each kind in the order of its file."""
        return (*self.facts, *self.quotes, *self.whatifs, *self.questions)
