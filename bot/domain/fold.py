"""The common form in which spellings of one word are equal, whatever their case, marks or script."""

import re
from functools import lru_cache

from anyascii import anyascii

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_APOSTROPHE = re.compile(r"'[sS]\b|'")
# By code point, what becomes of each ASCII character; split() after it takes half the time of finding words by pattern.
_PLAIN = "".join(sign.lower() if sign.isalnum() else " " for sign in map(chr, range(128)))
_SHORT = 8  # characters; what players type must not fill the memory


def words(text: str) -> list[str]:
    """The words of a text in lower-case ASCII, without punctuation.

    >>> words("Троцкий’s “Что дальше?”"), words("Mao Zedong (毛泽东)")
    (['trotskiy', 'chto', 'dalshe'], ['mao', 'zedong', 'mao', 'ze', 'dong'])
    """
    if not text.isascii():
        text = _FOREIGN.sub(_romanised, text)
    if "'" in text:
        text = _APOSTROPHE.sub("", text)
    return text.translate(_PLAIN).split()


def fold(text: str) -> str:
    """The words of a text with one space between them; equal for what a reader calls the same name.

    >>> fold("Early-Modern") == fold("early  modern")
    True
    """
    return " ".join(words(text))


def _romanised(match: re.Match[str]) -> str:
    run = match[0]
    return _remembered(run) if len(run) <= _SHORT else _transcribed(run)


def _transcribed(run: str) -> str:
    # Han and Hangul come back as one word with a capital for each syllable: MaoZeDong.
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(run))


# A pack's texts hold few different short runs: dashes, curly quotes, single letters with marks.
_remembered = lru_cache(maxsize=2048)(_transcribed)
