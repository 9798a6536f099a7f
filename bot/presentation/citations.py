"""How sources are shown: one short line on a card, the full citation in `/source`."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.catalogue import citations_of
from bot.domain.content import Citation, Item, Source
from bot.presentation import labels
from bot.presentation.text import clip, plural, prose

UNCHECKED = "citation not yet checked against the page"
_ON_CARD = 3  # sources on a card; a phone shows about so many without scrolling


class Sourced(Protocol):
    """What knows the sources of items."""

    def get(self, item_id: str) -> Item | None:
        """The item with this id, as long as it is there."""

    def source_of(self, item: Item, citation: Citation) -> Source:
        """The work that the item's citation names."""


def checked(citation: Citation) -> str:
    """How far the citation was checked, in words."""
    if citation.locator:
        return f"checked: {prose(citation.locator)}"
    return f"excerpt seen; {UNCHECKED}" if citation.excerpt_seen else UNCHECKED


def name(source: Source) -> str:
    """The work with its author and year, linked where it can be opened."""
    title = prose(source.title)
    if source.url:
        title = f"[{title}]({source.url})"
    author = f"{prose(source.author)}, " if source.author else ""
    published = f" ({prose(source.published)})" if source.published else ""
    return f"{author}{title}{published}"


def badge(citations: Sequence[Citation]) -> str:
    """How well the whole item is checked: by its best citation."""
    if any(citation.locator for citation in citations):
        return "✅ Citation checked against the page"
    if any(citation.excerpt_seen for citation in citations):
        return f"☑️ Excerpt seen; {UNCHECKED}"
    return f"◻️ {UNCHECKED.capitalize()}"


def on_card(sourced: Sourced, item: Item, numbers: dict[str, int]) -> str:
    """The item's sources as small lines with their numbers; the rest is one press away.

    Empty where the item is gone: reviewers can take back what a quiz is asking.
    """
    if sourced.get(item.id) is None:
        return ""
    cited = {citation.source: citation for citation in citations_of(item)}
    rows = []
    for key, number in list(numbers.items())[:_ON_CARD]:
        source = sourced.source_of(item, cited[key])
        rows.append(f"-# [{number}] {name(source)} · {labels.SOURCE_KINDS[source.kind]}")
    left = len(numbers) - len(rows)
    if left:
        rows.append(f"-# and {plural(left, 'more source')}: press Sources")
    return "\n".join(rows)


def numbered(*groups: Sequence[Citation]) -> dict[str, int]:
    """A number for each source in the order of first mention."""
    keys = dict.fromkeys(citation.source for group in groups for citation in group)
    return {key: number for number, key in enumerate(keys, 1)}


def marks(citations: Sequence[Citation], numbers: dict[str, int]) -> str:
    """The numbers of these citations, as `[1][3]`."""
    return "".join(f"\\[{numbers[citation.source]}\\]" for citation in citations)


def full(source: Source, citation: Citation, number: int) -> str:
    """Everything that is known of one citation."""
    rows = [
        f"**{number}.** {name(source)}",
        f"-# {labels.SOURCE_KINDS[source.kind].capitalize()} · {checked(citation)}",
    ]
    details = []
    if source.translator:
        details.append(f"translated by {prose(source.translator)}")
    if source.accessed:
        details.append(f"opened on {source.accessed.isoformat()}")
    if source.licence:
        details.append(prose(source.licence))
    if source.note:
        details.append(prose(clip(source.note, 200)))
    if details:
        rows.append(f"-# {' · '.join(details)}")
    return "\n".join(rows)
