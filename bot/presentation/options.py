"""Options with a list: what is offered while somebody types, and what was meant when it arrives."""

from collections.abc import Iterable, Mapping

from discord import app_commands

from bot.domain.catalogue import Emptied, FilterName
from bot.domain.content import Kind
from bot.domain.stock import Stock
from bot.errors import Refusal
from bot.presentation import labels
from bot.presentation.text import CHOICE_LIMIT, clip, listed, plain, plural

_OFFERED = 25  # choices; Discord, Application Commands
_NOUNS: dict[FilterName, tuple[str, str]] = {
    "era": ("era", "Eras"),
    "region": ("region", "Regions"),
    "topic": ("topic", "Topics"),
    "person": ("person", "People"),
    "attribution": ("attribution", "Attributions"),
    "type": ("type", "Types"),
    "pack": ("pack", "Packs"),
}


def _fitting(stock: Stock, kind: Kind, name: FilterName, typed: str, others: Mapping[FilterName, str]) -> list[str]:
    """Values with items that fit, best first: those whose words begin with what was typed, then the fuzzy ones."""
    values = stock.suggest(kind, name, "", others, limit=500)
    wanted = typed.casefold().strip()
    if not wanted:
        return values
    return list(dict.fromkeys([*_begun(name, values, wanted), *stock.suggest(kind, name, typed, others)]))


def _begun(name: FilterName, values: Iterable[str], wanted: str) -> list[str]:
    """Those of the values of whose label a word begins so; what is wanted is in lower case."""
    return [
        value
        for value in values
        if wanted in (label := labels.label(name, value).casefold())  # most are out here, at a tenth of the time
        and any(word.startswith(wanted) for word in (label, *label.replace("(", " ").split()))
    ]


def choices(
    stock: Stock, kind: Kind, name: FilterName, typed: str, others: Mapping[FilterName, str]
) -> list[app_commands.Choice[int | float | str]]:
    """What Discord offers under the option, at most 25."""
    return [
        app_commands.Choice(name=clip(labels.label(name, value), CHOICE_LIMIT), value=value[:CHOICE_LIMIT])
        for value in _fitting(stock, kind, name, typed, others)[:_OFFERED]
    ]


def resolve(stock: Stock, kind: Kind, name: FilterName, typed: str, command: str) -> str:
    """The value that was meant: a key, its words in any case, or their beginning where only one fits.

    Raises:
        Refusal: no value of that kind has items, with the nearest ones.
    """
    if key := stock.named(kind, name, typed):
        return key
    values = [value for value, _ in stock.values(kind, name)]
    wanted = typed.casefold().strip()
    begun = _begun(name, values, wanted) if wanted else []
    for value in begun:
        if wanted in (labels.label(name, value).casefold(), labels.short(name, value).casefold()):
            return value
    if len(begun) == 1:
        return begun[0]
    if name == "person":
        near = stock.nearest_people(typed, 3, kind)
    else:
        near = begun or _fitting(stock, kind, name, typed, {}) or values
    one, many = _NOUNS[name]
    example = f"/{command} {name}:{near[0]}" if near else f"/{command}"
    offered = listed(labels.short(name, value) for value in near[:8])
    raise Refusal(
        f"No {one} with {labels.KINDS_MANY[kind]} is called “{plain(clip(typed, 60))}”.",
        f"{'Nearest' if name == 'person' else many}: {offered}."
        if offered
        else f"There are no {labels.KINDS_MANY[kind]} yet.",
        example,
    )


def nothing_matches(kind: Kind, emptied: Emptied, command: str) -> Refusal:
    """Which filter left nothing, and what has items in its place."""
    many = labels.KINDS_MANY[kind]
    blamed = labels.short(emptied.filter, emptied.value)
    kept = listed((labels.short(name, value) for name, value in emptied.kept.items()), "and")
    beside = f" beside {kept}" if kept else ""
    near = [f"{labels.short(emptied.filter, value)} ({plural(count, 'item')})" for value, count in emptied.nearest[:5]]
    kept_options = "".join(f" {name}:{value}" for name, value in emptied.kept.items())
    example = (
        f"/{command}{kept_options} {emptied.filter}:{emptied.nearest[0][0]}" if near else f"/{command}{kept_options}"
    )
    return Refusal(
        f"No {many} for {_NOUNS[emptied.filter][0]} “{plain(blamed)}”{plain(beside)}.",
        f"With items{plain(beside)}: {plain(listed(near))}."
        if near
        else f"Leave {emptied.filter} out to see the {many} there are.",
        example,
    )
