"""What is wrong with the letters and the tone of a text, without knowing what it is about."""

import re
from collections.abc import Iterator

Flaw = tuple[str, str]
"""What is wrong, and what is allowed."""

# Control, format and private-use characters, line separators and lone surrogates, but for the two joiners that some
# scripts are written with (U+200C, U+200D); Unicode Standard, section 4.5, General Category.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\ud800-\uf8ff\U000e0000-\U0010ffff]"
)
_MARKDOWN = re.compile(r"\|\||`|@everyone\b|@here\b|<[@#t:/a]|\]\(", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?!https?:)[a-z][a-z0-9+.-]*://|\bwww\.", re.IGNORECASE)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»")
_TEASER = re.compile(r"\bdid you know\b", re.IGNORECASE)
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def flaws(text: str, *, ours: bool) -> Iterator[Flaw]:
    """Everything wrong with a text; `ours` are our own words, not those of a speaker or of a title page."""
    if match := _INVISIBLE.search(text):
        yield f"has an invisible or control character, U+{ord(match[0]):04X}", "visible characters in one line"
    if match := _MARKDOWN.search(text):
        yield f"has {match[0]}, which Discord would read as formatting or a mention", "plain text"
    if match := _ADDRESS.search(text):
        yield f"has the address {match[0]}…", "addresses that begin with http:// or https://"
    if _is_unpaired(text):
        yield "has a quotation mark or bracket without its partner", 'pairs: “ ”, « », ( ), [ ] and an even number of "'
    if ours and "!" in _QUOTED.sub("", text):
        yield "has an exclamation mark in our own words", "the plain register of a reference book"
    if ours and _TEASER.search(text):
        yield 'says "did you know"', "the plain register of a reference book"


def _is_unpaired(text: str) -> bool:
    if "„" in text:  # German „hier“, Polish „tu”
        return sum(map(text.count, "„“”")) % 2 == 1
    return text.count('"') % 2 == 1 or any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS)
