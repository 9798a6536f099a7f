"""The words for the keys of packs: eras, regions, kinds, verdicts."""

from collections.abc import Mapping
from typing import Any

from bot.domain.content import Attribution, Era, Kind, Region, SourceKind, WhatIfType

ERAS: dict[Era, str] = {
    "antiquity": "Antiquity (to about 300)",
    "late-antiquity": "Late antiquity (about 300–650)",
    "medieval": "Middle Ages (about 500–1500)",
    "early-modern": "Early modern (about 1500–1800)",
    "modern": "Modern (about 1800–1945)",
    "contemporary": "Since 1945",
}
REGIONS: dict[Region, str] = {
    "africa": "Africa",
    "americas": "The Americas",
    "central-asia": "Central Asia",
    "east-asia": "East Asia",
    "europe": "Europe",
    "indian-ocean": "Indian Ocean",
    "middle-east": "Middle East",
    "oceania": "Oceania",
    "south-asia": "South Asia",
    "southeast-asia": "Southeast Asia",
    "world": "The world",
}
TYPES: dict[WhatIfType, str] = {
    "pod": "Point of divergence (POD)",
    "dbwi": "Double-blind what-if (DBWI)",
    "challenge": "Alternate-history challenge (AHC)",
    "plausibility": "Plausibility check (PC)",
}
ATTRIBUTIONS: dict[Attribution, str] = {
    "verified": "Verified: given in the work named",
    "attributed": "Attributed: known through another author",
    "disputed": "Disputed: wording, date or origin is in doubt",
    "misattributed": "Misattributed: not by the person it is given to",
}
SOURCE_KINDS: dict[SourceKind, str] = {
    "primary": "primary source",
    "scholarly": "scholarly",
    "reference": "reference work",
    "press": "press",
}
KINDS: dict[Kind, str] = {"fact": "fact", "quote": "quote", "whatif": "what-if", "question": "question"}
KINDS_MANY: dict[Kind, str] = {"fact": "facts", "quote": "quotes", "whatif": "what-ifs", "question": "questions"}
_LISTS: Mapping[str, Mapping[Any, str]] = {
    "era": ERAS,
    "region": REGIONS,
    "type": TYPES,
    "attribution": ATTRIBUTIONS,
}


def label(filter_name: str, value: str) -> str:
    """The words for one value of a filter: `era`, `region`, `topic`, `type`, `attribution`, `person` or `pack`.

    >>> label("era", "modern"), label("topic", "red-army")
    ('Modern (about 1800–1945)', 'Red army')
    """
    known = _LISTS.get(filter_name)
    if known:
        return known[value]
    return value if filter_name == "person" else value.replace("-", " ").capitalize()


def short(filter_name: str, value: str) -> str:
    """The words without what stands in brackets or after a colon.

    >>> short("era", "modern"), short("attribution", "verified")
    ('Modern', 'Verified')
    """
    return label(filter_name, value).split(" (")[0].split(":")[0]


RULES: Mapping[str, str] = {
    "exact": "it is the answer",
    "alias": "it is another form of the answer, or another name for it",
    "typo": "it is the answer with a slip of spelling, which is forgiven",
    "number": "numbers have to be the same in value",
    "date": "every part of a date has to be right, its era too",
    "truth": "it is taken as a yes or a no",
    "too-vague": "it is right, but not enough to tell which one you mean",
    "rival": "it is somebody or something else, or nearer to that than to the answer",
    "negation": "it says that it is not so",
    "list": "it names more than one answer",
    "relative": "it is only related to the answer",
    "extra": "it says more than the answer, and that does not fit",
    "echo": "it repeats the question",
    "different": "it is something else",
    "empty": "there is nothing to read in it",
    "too-long": "it is too long for an answer",
    "appeal": "it is accepted by this server’s reviewers",
}
"""Why the judge took a guess or not, as the end of a sentence."""
