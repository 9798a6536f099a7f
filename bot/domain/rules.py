"""What is wrong with a single item that is well formed but not yet sound."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from pydantic import BaseModel

from bot.domain.calendars import MONTHS, Moment, Precision
from bot.domain.catalogue import citations_of, date_of
from bot.domain.content import Citation, Era, Fact, Item, Question, Quote, Source
from bot.domain.dates import NotADate, parse_date
from bot.domain.fold import fold
from bot.domain.wording import flaws

Finding = tuple[str, str, str]
"""The field, what is wrong with it, and what is allowed."""
Accepts = Callable[[Question, str], bool]
"""Whether a question would take a text for its right answer."""

NAME_LIMIT = 100  # characters; Discord, value of an autocomplete choice
CARD_LIMIT = 4000  # characters; Discord, all text of a message with components v2
_FURNITURE = 500  # characters of a card that are not the item's: headings, badges, footer
_SOURCES_ON_CARD = 3
_OUR_WORDS = frozenset(
    {
        *("statement", "note", "holds", "documents_show", "finding", "earliest", "title", "background", "change"),
        *("stays", "questions", "argument", "question", "explanation", "what", "description"),
    }
)
_KEYS = frozenset({"id", "source", "url", "licence_url", "topics"})
# Wider than their names say, as eras end at different times in different places.
_ERA_YEARS: dict[Era, tuple[int, int]] = {
    "antiquity": (-10_000, 500),
    "late-antiquity": (200, 750),
    "medieval": (450, 1550),
    "early-modern": (1450, 1830),
    "modern": (1750, 1950),
    "contemporary": (1939, 9999),
}
_YEARS_IN: dict[Precision, int] = {"decade": 9, "century": 99}
_DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{3,4}}\b")


def accepts_when_folded(question: Question, text: str) -> bool:
    """Whether the text is the answer or an accepted form, but for case, marks and punctuation."""
    typed = fold(text)
    return any(typed and typed == fold(form) for form in (question.answer, *question.accept))


def findings(item: Item, sources: Mapping[str, Source], accepts: Accepts = accepts_when_folded) -> Iterator[Finding]:
    """Everything wrong with the item, given its pack's sources."""
    yield from wording(item)
    yield from _cited(item, sources)
    yield from _reviewed(item)
    yield from _shown(item, sources)
    yield from _dated(item)
    if isinstance(item, Question):
        yield from _asked(item, accepts)


def wording(model: BaseModel) -> Iterator[Finding]:
    """Flaws of every text in a model, each with its place."""
    # The title of a work is its author's.
    ours = _OUR_WORDS - {"title"} if isinstance(model, Source) else _OUR_WORDS
    for field, text in texts(model):
        name = next(part for part in reversed(field.split(".")) if not part.isdigit())
        for problem, allowed in flaws(text, ours=name in ours):
            yield field, problem, allowed


def texts(model: BaseModel, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every text that a reader may see, with its field; members of a list count from 1, as in `positions.2.holds`."""
    for name, value in model:
        if name not in _KEYS:
            yield from _texts(f"{prefix}{name}", value)


def _texts(field: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, BaseModel):
        yield from texts(value, f"{field}.")
    elif isinstance(value, tuple):
        for number, member in enumerate(value, 1):
            yield from _texts(f"{field}.{number}", member)


def _cited(item: Item, sources: Mapping[str, Source]) -> Iterator[Finding]:
    for field, citation in _citations(item):
        if citation.source not in sources:
            yield field, f"the source {citation.source} is not in this pack's sources.toml", "a key of sources.toml"
    if isinstance(item, Fact) and item.assessment == "contested":
        works = {citation.source for citation in citations_of(item)}
        if len(works) < 2:
            yield "citations", "a contested fact rests on one source alone", "two or more, best one for each position"
    known = [work for work in (sources.get(citation.source) for citation in item.citations) if work]
    if known and all("wikipedia" in f"{work.title} {work.url}".lower() for work in known):
        yield "citations", "an encyclopaedia that anybody edits is only a pointer", "the works that its article cites"
    if item.provenance == "member":
        yield "provenance", 'provenance = "member" in a pack', "own, ledger, quotation or adapted"
    if item.provenance == "ledger" and not item.ledger:
        yield "ledger", 'provenance = "ledger" without an entry of the ledger', "the ids of its entries, such as C064"
    if item.provenance == "adapted" and not any(work.licence and work.url for work in known):
        yield (
            "provenance",
            "adapted from a work whose licence and address are not given",
            "a source with licence and url",
        )


def _citations(item: Item) -> Iterator[tuple[str, Citation]]:
    yield from ((f"citations.{number}.source", citation) for number, citation in enumerate(item.citations, 1))
    if isinstance(item, Fact):
        for place, position in enumerate(item.positions, 1):
            for number, citation in enumerate(position.citations, 1):
                yield f"positions.{place}.citations.{number}.source", citation


def _reviewed(item: Item) -> Iterator[Finding]:
    if item.review == "checked" and not item.reviewed_by:
        yield "reviewed_by", 'review = "checked" without who checked it', 'a name, or "program"'
    if item.review == "checked" and not item.reviewed_on:
        yield "reviewed_on", 'review = "checked" without the day of the check', "a day, such as 2026-11-22"
    if item.reviewed_on and item.reviewed_on < item.created:
        yield "reviewed_on", "the check is older than the item", f"{item.created} or later"
    for number, change in enumerate(item.changes, 1):
        if change.on < item.created:
            yield f"changes.{number}.on", "the change is older than the item", f"{item.created} or later"


def _shown(item: Item, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """What Discord would not take, or cut."""
    names = [(f"people.{number}", name) for number, name in enumerate(item.people, 1)]
    if isinstance(item, Quote):
        names.append(("speaker", item.speaker))
    for field, name in names:
        if len(name) > NAME_LIMIT:
            yield (
                field,
                f"the name has {len(name)} characters",
                f"at most {NAME_LIMIT}, so that it can be chosen from a list",
            )
    length = _card_length(item, sources)
    if length > CARD_LIMIT:
        yield "", f"the card would have about {length} characters", f"at most {CARD_LIMIT} with sources and headings"


def _card_length(item: Item, sources: Mapping[str, Source]) -> int:
    hidden = (
        "citations",
        "changes",
        "reviewed_by",
        "ledger",
        "contributor",
        "explanation",
        "accept",
        "prompt",
        "reject",
    )
    length = sum(len(text) for field, text in texts(item) if not field.startswith(hidden))
    cited = [source for source in map(sources.get, (c.source for c in item.citations[:_SOURCES_ON_CARD])) if source]
    works = sum(len(f"{work.author}{work.title}{work.published}{work.url or ''}") for work in cited)
    return length + works + _FURNITURE


def _dated(item: Item) -> Iterator[Finding]:
    """Dates that the item's own words or its era contradict."""
    date = date_of(item)
    if not date:
        return
    end = date.end or date.start
    first, last = _ERA_YEARS[item.era]
    if date.start.year > last or end.year + _YEARS_IN.get(end.precision, 0) < first:
        yield "era", f"{date} lies outside {item.era}", f"for {item.era} years from {Moment(first)} to {Moment(last)}"
    if isinstance(item, Fact) and date.month_day:
        try:
            named = {parse_date(day).start for day in _DAY.findall(item.statement)}
        except NotADate as fault:
            yield "statement", str(fault), "days that exist"
        else:
            if named and date.start not in named:
                yield "date", f"{date} is not among the days in the statement", "the day of which it speaks"


def _asked(question: Question, accepts: Accepts) -> Iterator[Finding]:
    options = "distractors that are wrong beyond doubt"
    for number, distractor in enumerate(question.distractors, 1):
        if accepts(question, distractor):
            yield f"distractors.{number}", f'"{distractor}" would be accepted as the answer', options
    for name, forms in (
        ("distractors", question.distractors),
        ("accept", question.accept),
        ("reject", question.reject),
    ):
        often = [form for form, count in Counter(map(fold, forms)).items() if form and count > 1]
        if often:
            yield name, f'"{often[0]}" stands there twice', "each form once"
    for name, forms in (("reject", question.reject), ("prompt", question.prompt)):
        for number, form in enumerate(forms, 1):
            if accepts_when_folded(question, form):
                yield f"{name}.{number}", f'"{form}" is also accepted', f"a form stands in accept or in {name}"
    both = {fold(form) for form in question.prompt} & {fold(form) for form in question.reject}
    if both:
        yield "prompt", f'"{min(both)}" is also rejected', "a form stands in prompt or in reject"
    asked = f" {fold(question.question)} "
    offered = any(f" {fold(distractor)} " in asked for distractor in question.distractors)
    for form in (question.answer, *question.accept):
        if not offered and len(form) > 3 and f" {fold(form)} " in asked:
            yield "question", f'the question says its answer, "{form}"', "a question that does not give its answer away"
            break
