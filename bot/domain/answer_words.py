"""A name or a guess taken apart into words, with what each word is: a number, an initial, a possessor."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.numerals import figure_ordinal, roman, spelt
from bot.domain.vocabulary import ABBREVIATED, ARTICLES, TITLES
from bot.domain.vocabulary_kinds import KINDS

_split = str.split

_WORLD_WAR = re.compile(r"\bww ?(?=[12i])")
_DOTTED = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?(?:s\b)?")
_PIECE = re.compile(r"[a-z0-9]+(?:'[a-z]+)*'?|[,;/|?\n(\[:!&+#=]|[-.]+")
_GLUED = re.compile(r"\b([a-z]{1,8})(?=\d{1,4}\b)|(?<=\d)(?=[a-z]{3,}\b)")
_GROUPED = re.compile(r"(?<=\d)[,'](?=\d{3}\b)")
_AFTER_I = frozenset(
    _split("""
    think thought guess believe suppose reckon say said know mean assume remember am was would have had do did hope
    """)
)
"""Words before which an I is no number."""
_COUNTED = frozenset(
    _split("international punic world legion army corps fleet division amendment olympiad olympics reich")
)
"""What is counted with a numeral before it, beside the kinds of things."""
_TEARS = frozenset(",;/|?\n([:=")


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `number` is its value where it is one, `mark` the sign between it and the word before."""

    text: str
    number: int | None = None
    owns: bool = False
    mark: str = ""

    @property
    def initial(self) -> bool:
        """Whether it is a single letter."""
        return len(self.text) == 1 and self.number is None


def normal(words: Sequence[Word]) -> str:
    """The words of a guess without articles, as they are compared."""
    return " ".join(word.text for word in words if word.text not in ("the", "a", "an"))


def words_of(text: str, *, dotted_whole: bool = True) -> list[Word]:
    """The words of a plain text. Initials with dots are one word, or one word each.

    >>> [(word.text, word.number) for word in words_of("louis the fourteenth's")]
    [('louis', None), ('the', None), ('14', 14)]
    """
    if "ww" in text:
        text = _WORLD_WAR.sub("world war ", text)
    if "." in text:
        text = _DOTTED.sub(
            (lambda found: found[0].replace(".", "")) if dotted_whole else (lambda found: found[0].replace(".", " ")),
            text,
        )
    if "'" in text or "," in text:
        text = _GROUPED.sub("", text)
    if any(map(str.isdigit, text)):
        text = _GLUED.sub(r"\1 ", text)
    pieces = _PIECE.findall(text)
    plain: list[str] = []
    marks: list[str] = []
    owners: list[bool] = []
    mark = ""
    for piece in pieces:
        if not piece[0].isalnum():
            if piece in "&+":
                piece = "and"  # noqa: PLW2901
            elif piece == "#":
                piece = "number"  # noqa: PLW2901
            else:
                mark = piece if not mark or piece in _TEARS else mark
                continue
        owns = piece.endswith(("'s", "'")) and len(piece) > 2
        if "'" in piece:
            piece = (piece[:-2] if piece.endswith("'s") else piece).replace("'", "")  # noqa: PLW2901
        plain.append(piece)
        marks.append(mark)
        owners.append(owns)
        mark = ""
    return _numbered(plain, marks, owners)


def _numbered(plain: list[str], marks: list[str], owners: list[bool]) -> list[Word]:
    """The words with their numbers, those of several words as one."""
    found: list[Word] = []
    at = 0
    while at < len(plain):
        text = plain[at]
        following = plain[at + 1] if at + 1 < len(plain) else ""
        number: int | None = None
        after = at + 1
        if text.isdigit():
            number = int(text) if len(text) < 16 else None
        elif text[0].isdigit():
            number = figure_ordinal(text)
        elif _means_number(text, following, marks[at + 1] if following else "", at) or _is_repeated(plain, at):
            number = roman(text)
        if number is None and (counted := spelt(plain, at)):
            number, after, _ = counted
        if number is None:
            if text in ABBREVIATED and _is_short(text, following, found):
                text = ABBREVIATED[text]
            found.append(Word(text, None, owners[at], marks[at]))
        else:
            found.append(Word(str(number), number, owners[after - 1], marks[at]))
        at = after
    return found


def _is_short(text: str, following: str, found: list[Word]) -> bool:
    """Whether an abbreviation is one here: "no" before a figure, "Sr" after a name."""
    if text in ("no", "nr", "num"):
        return following[:1].isdigit()
    if text in ("sr", "jr", "jun", "jnr", "snr"):
        return bool(found) and found[-1].text not in ARTICLES
    return True


def _is_repeated(plain: list[str], at: int) -> bool:
    """Whether a name begins again after a letter, so that it is a numeral: Henry V Henry IV."""
    return plain[at] in ("i", "v", "x") and at + 1 < len(plain) and plain[at + 1] in plain[:at]


def _means_number(text: str, following: str, mark: str, at: int) -> bool:
    """Whether a word of Roman figures is a numeral: "I think", "V. Lenin" and "civic" are none."""
    if not set(text) <= set("ivxlcdm"):
        return False
    if at == 0:
        return text != "i" and (following in KINDS or following in _COUNTED)  # X Congress, III International
    if len(text) > 1:
        return True
    if text not in "ivx" or following in _AFTER_I:
        return False
    # A letter before another name is an initial: Richard V. Smith.
    return (
        not following
        or bool(mark.strip("."))
        or len(mark) > 1
        or following in ARTICLES
        or following in TITLES
        or following in ("or", "and", "stuart", "tudor")
        or following.isdigit()
    )
