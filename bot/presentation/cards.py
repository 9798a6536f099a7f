"""The cards of facts, quotes and what-ifs, as members see them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.domain.catalogue import Catalogue, FilterName, kind_of
from bot.domain.content import Fact, Item, Kind, PackHead, Position, Question, Quote, WhatIf
from bot.domain.pick import Pick
from bot.domain.search import title_of
from bot.presentation import citations, custom_ids, labels
from bot.presentation.components import (
    OPTION_LIMIT,
    Card,
    Component,
    button,
    container,
    option,
    row,
    select,
    separator,
    text,
)
from bot.presentation.text import CARD_LIMIT, clip, lines, plural, prose

_HEADING = 160  # characters; a longer statement in heading type fills a phone's screen
_LEAD, _STANDING = 200, 80  # characters kept free for what is not the same each time
_COLOURS: dict[Kind, int] = {"fact": 0x2F7D5B, "quote": 0x3B6EA8, "whatif": 0x8A4FBE, "question": 0xB7791F}
_CONTESTED = 0xC77700
_MISATTRIBUTED = 0xB3261E


def item_card(
    catalogue: Catalogue,
    item: Item,
    *,
    pick: Pick | None = None,
    filters: Mapping[FilterName, str] | None = None,
    lead: str = "",
    discuss: bool = False,
) -> Card:
    """The card of one item.

    Args:
        catalogue: Where the item's sources are.
        item: What to show.
        pick: How the pool stands, for the footer; None where the item was asked for by its id.
        filters: What the next one must match; None leaves the button for another one out.
        lead: A line above the card, such as why this one is shown.
        discuss: Whether a discussion can be opened from the card.
    """
    colour, blocks, foot = _fixed(catalogue, item.id)
    return Card(
        container(
            *([text(clip(lead, _LEAD))] if lead else ()),
            *blocks,
            text(foot + _standing(pick)),
            _buttons(item, filters, discuss),
            colour=colour,
        )
    )


@lru_cache(maxsize=4096)  # items; about 7 MiB
def _fixed(catalogue: Catalogue, item_id: str) -> tuple[int, list[Component], str]:
    """What is the same each time that an item is shown: its colour, its blocks, and its foot up to the pool's standing.

    Found by its id, as an item's own hash would read all of its text.
    """
    item = catalogue[item_id]
    numbers = citations.numbered(item.citations, *(p.citations for p in _positions(item)))
    colour, body = _body(item, numbers)
    foot = lines(
        [citations.badge(item.citations), citations.on_card(catalogue, item, numbers), _origin(catalogue, item)]
    )
    room = CARD_LIMIT - len(foot) - _LEAD - _STANDING
    blocks = []
    for part in body:
        if room < 20:
            break
        blocks.append(text(clip(part, room)))
        room -= len(part)
    return colour, [*blocks, separator()], foot


def _positions(item: Item) -> tuple[Position, ...]:
    return item.positions if isinstance(item, Fact) else ()


def _body(item: Item, numbers: dict[str, int]) -> tuple[int, list[str]]:
    match item:
        case Fact():
            return (_CONTESTED if item.assessment == "contested" else _COLOURS["fact"]), _fact(item, numbers)
        case Quote():
            return (_MISATTRIBUTED if item.attribution == "misattributed" else _COLOURS["quote"]), _quote(item)
        case WhatIf():
            return _COLOURS["whatif"], _whatif(item)
        case Question():
            return _COLOURS["question"], [
                _headline(item.question),
                "-# A quiz question; its answer is kept for the quiz.",
            ]


def _headline(statement: str) -> str:
    return f"### {prose(statement)}" if len(statement) <= _HEADING else f"**{prose(statement)}**"


def _when_and_where(*parts: object) -> str:
    return " · ".join(prose(str(part)) for part in parts if part)


def _fact(fact: Fact, numbers: dict[str, int]) -> list[str]:
    where = _when_and_where(fact.date, fact.place)
    if fact.assessment == "sound":
        return [lines([_headline(fact.statement), where]), *([prose(fact.note)] if fact.note else [])]
    parts = [lines([_headline(fact.statement), where, "⚖️ **Contested.** Reputable accounts disagree."])]
    for letter, position in zip("ABCD", fact.positions, strict=False):
        mark = citations.marks(position.citations, numbers)
        parts.append(f"**Position {letter} · {prose(position.who)}**\n{prose(position.holds)} {mark}".rstrip())
    if fact.documents_show:
        parts.append(f"**What the documents show**\n{prose(fact.documents_show)}")
    if fact.note:
        parts.append(prose(fact.note))
    return parts


def _quote(quote: Quote) -> list[str]:
    words = f"> {prose(quote.text)}"
    if quote.original:
        words += f"\n> -# {prose(quote.original)}"
    if quote.attribution == "misattributed":
        verdict = lines([f"### Misattributed: not known to be by {prose(quote.speaker)}", prose(quote.finding)])
        return [
            verdict,
            words,
            f"**Where it comes from**\n{prose(quote.earliest)}",
            *([prose(quote.note)] if quote.note else []),
        ]
    speaker = f"**{prose(quote.speaker)}**"
    if quote.composed_by:
        speaker += f" in {prose(quote.composed_by)}"
    byline = f"— {speaker}{', ' + prose(quote.role) if quote.role else ''}"
    where = _when_and_where(quote.date, quote.work, quote.translator and f"translated by {quote.translator}")
    report = f"As reported by {prose(quote.witness)}." if quote.witness else ""
    composed = f"The words of the speech are the historian's: {prose(quote.composed_by)}." if quote.composed_by else ""
    verdict = labels.ATTRIBUTIONS[quote.attribution]
    doubt = prose(quote.finding)
    if quote.attribution == "disputed":
        return [
            lines([f"⚖️ **{verdict}.**", doubt]),
            lines([words, byline, where]),
            *_notes(report, composed, quote.earliest, quote.note),
        ]
    return [
        lines([words, byline, where]),
        lines([f"**{verdict}.**", doubt, report, composed]),
        *_notes(quote.earliest, quote.note),
    ]


def _notes(*notes: str) -> list[str]:
    return [prose(note) for note in notes if note]


def _whatif(whatif: WhatIf) -> list[str]:
    pod = whatif.pod
    counterfactual = "" if whatif.type == "pod" else f" · {labels.TYPES[whatif.type]}"
    parts = [
        lines([f"### What if… {prose(whatif.title)}", f"-# Counterfactual{counterfactual}"]),
        f"**What happened**\n{prose(whatif.background)}",
        f"**Where it departs** · {_when_and_where(pod.date, pod.place)}\n{prose(pod.change)}",
    ]
    if whatif.stays:
        parts.append("**What stays the same**\n" + " ".join(prose(stay) for stay in whatif.stays))
    parts.append(
        "**To discuss**\n" + "\n".join(f"{n}. {prose(question)}" for n, question in enumerate(whatif.questions, 1))
    )
    for name, case in (("For", whatif.case_for), ("Against", whatif.case_against)):
        if case:
            parts.append(f"**{name}** · {prose(case.made_by)}\n{prose(case.argument)}")
    return parts


def _origin(catalogue: Catalogue, item: Item) -> str:
    parts = [item.id, catalogue.pack_of(item).head.title]
    if item.contributor:
        parts.append(f"by {item.contributor}")
    return f"-# {prose(' · '.join(parts))}"


def _standing(pick: Pick | None) -> str:
    if pick is None:
        return ""
    if pick.started_over:
        return f" · all {pick.total:,} seen, starting over with the oldest"
    return f" · {pick.unseen:,} unseen of {pick.total:,}"


def _buttons(item: Item, filters: Mapping[FilterName, str] | None, discuss: bool) -> Component:
    again = custom_ids.another(kind_of(item), filters) if filters is not None else None
    return row(
        *([button("Another", again, "primary")] if again else ()),
        *([button("Discuss", f"discuss:{item.id}", "success")] if discuss else ()),
        button("Sources", f"sources:{item.id}"),
        button("Report", f"report:{item.id}"),
    )


def starter_card(whatif: WhatIf) -> Card:
    """The first message of a discussion: the change and the questions to begin with."""
    questions = "\n".join(f"{n}. {prose(question)}" for n, question in enumerate(whatif.questions, 1))
    change = f"**The counterfactual:** {prose(whatif.pod.change)}"
    return Card(container(text(change, "**To begin with**", questions), colour=_COLOURS["whatif"]))


def source_card(catalogue: Catalogue, item: Item) -> Card:
    """Every citation of the item in full, with licence, contributor, check and history."""
    pack = catalogue.pack_of(item)
    cited = [*item.citations, *(c for p in _positions(item) for c in p.citations)]
    best = {citation.source: citation for citation in sorted(cited, key=lambda c: (bool(c.locator), c.excerpt_seen))}
    numbers = citations.numbered(cited)
    works = [citations.full(pack.sources[key], best[key], number) for key, number in numbers.items()]
    head = lines([f"### Sources of {item.id}", prose(title_of(item))])
    about = lines(f"-# {part}" for part in _about(pack.head, item))
    history = [f"-# {change.on.isoformat()}: {prose(change.what)}" for change in item.changes]
    changes = clip("\n".join(history) or "-# No changes since it was added.", 500)
    room = CARD_LIMIT - len(head) - len(about) - len(changes) - 100
    return Card(
        container(
            text(head),
            separator(),
            text(clip("\n".join(works), room)),
            separator(),
            text(about, "**History of this item**", changes),
            colour=_COLOURS[kind_of(item)],
        )
    )


def _about(pack: PackHead, item: Item) -> list[str]:
    by = "a program, not yet by a person" if item.reviewed_by == "program" else prose(item.reviewed_by)
    on = f" on {item.reviewed_on.isoformat()}" if item.reviewed_on else ""
    parts = [
        f"Pack: {prose(pack.title)}, version {pack.version}",
        f"Our wording: [{prose(pack.licence)}]({pack.licence_url}), {prose(', '.join(pack.editors))}",
        f"Checked by {by}{on}; added {item.created.isoformat()}",
    ]
    if isinstance(item, Quote):
        public = item.rights == "public-domain"
        parts.append(f"The quotation is {'in the public domain' if public else 'short and given with its source'}")
    if item.contributor:
        parts.append(f"Contributed by {prose(item.contributor)}")
    if item.ledger:
        parts.append(f"Claims ledger: {prose(', '.join(item.ledger))}")
    return parts


def day_card(catalogue: citations.Sourced, heading: str, note: str, items: tuple[Item, ...]) -> Card:
    """What happened on a day: a line for each item, and a select that shows one in full."""
    rows = [lines([f"### {heading}", note])]
    room = CARD_LIMIT - len(rows[0]) - 200
    shown: list[Item] = []
    for item in items[:OPTION_LIMIT]:
        line = _day_row(catalogue, item)
        if len(line) > room:
            break
        room -= len(line)
        rows.append(line)
        shown.append(item)
    left = len(items) - len(shown)
    if left:
        rows.append(f"-# and {plural(left, 'more item')}: /search finds them")
    return Card(container(*map(text, rows), show_one(shown), colour=_COLOURS["fact"]))


def _day_row(catalogue: citations.Sourced, item: Item) -> str:
    when = item.pod.date if isinstance(item, WhatIf) else item.date
    calendar = f"{when.calendar.capitalize()} calendar" if when else ""
    what = {"fact": "", "quote": "Quote · ", "whatif": "What-if (counterfactual) · ", "question": ""}[kind_of(item)]
    source = catalogue.source_of(item, item.citations[0])
    name = f"{source.author}, {source.title}" if source.author else source.title
    checked = "" if item.citations[0].locator else f" · {citations.UNCHECKED}"
    contested = "⚖️ Contested: " if isinstance(item, Fact) and item.assessment == "contested" else ""
    words = item.statement if isinstance(item, Fact) else title_of(item)
    return lines(
        [
            f"**{prose(str(when))}** · {what}{contested}{prose(words)}",
            f"-# {calendar} · {prose(clip(name, 120))}{checked}",
        ]
    )


def show_one(items: Sequence[Item]) -> Component:
    """A select of items; the chosen one is shown in full to everybody."""
    options = [
        option(title_of(item), item.id, labels.KINDS[kind_of(item)].capitalize()) for item in items[:OPTION_LIMIT]
    ]
    return select("show", "Show one in full", options)
