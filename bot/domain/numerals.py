"""Numbers in figures, in English words and in Roman numerals."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_split = str.split

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
CARDINALS = {word: number for number, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())}
_TENS = {
    word: 10 * number for number, word in enumerate(_split("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
CARDINALS |= _TENS | {"nil": 0, "nought": 0}
CARDINALS |= {"fourty": 40, "fivty": 50, "eigty": 80, "ninty": 90}  # too short to be mended
_ORDINAL_UNITS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
ORDINALS = {
    word: number
    for number, word in enumerate(
        f"{_ORDINAL_UNITS} fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(), 1
    )
}
ORDINALS |= {f"{word[:-1]}ieth": number for word, number in _TENS.items()}
ORDINALS |= {"hundredth": 100, "forth": 4, "fith": 5, "eigth": 8, "nineth": 9}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES |= {"k": 1000, "mn": 10**6, "mln": 10**6, "bn": 10**9}
SCALES |= {f"{word}s": value for word, value in SCALES.items() if len(word) > 3} | {"mil": 10**6, "m": 10**6}
_MULTIPLES = {"dozen": 12, "score": 20}
_WORDS = {**CARDINALS, **ORDINALS}
_BEGINNINGS = frozenset(("a", "an", "dozen"))
_STARTS = {*_WORDS, "hundred"}
_LONG_WORDS = tuple(word for word in (*_WORDS, *SCALES) if len(word) > 4)
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,4})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NO_ROMAN = frozenset(_split("mix dim mi di mm cc ml md dc cd dx lid mild livid vivid"))
_FIGURE_ORDINAL = re.compile(r"(\d{1,9})(?:st|nd|rd|th|er|e|o|a)")


def roman(word: str) -> int | None:
    """The value of a Roman numeral in small letters; None for any other word.

    >>> roman("xiv"), roman("viiii"), roman("mix"), roman("iic")
    (14, 9, None, None)
    """
    if word in _NO_ROMAN or not word or not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_VALUES[sign] for sign in word]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def figure_ordinal(word: str) -> int | None:
    """The number in an ordinal such as 3rd."""
    match = _FIGURE_ORDINAL.fullmatch(word)
    return int(match[1]) if match else None


@lru_cache(maxsize=8192)
def mended(word: str) -> str:
    """The number word that a long word misspells by one letter, or the word itself.

    >>> mended("ninteen"), mended("fourteen"), mended("seventy"), mended("thundred")
    ('nineteen', 'fourteen', 'seventy', 'thundred')
    """
    if len(word) < 6 or word in _WORDS or word in SCALES:
        return word
    alike = (other for other in _LONG_WORDS if other[0] == word[0] and abs(len(other) - len(word)) < 2)
    near = [other for other in alike if OSA.distance(word, other, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else word


def spelt(words: list[str], start: int) -> tuple[int, int, bool] | None:
    """The number that begins at a word: its value, the index after it, and whether it is an ordinal.

    >>> spelt("three hundred and one men".split(), 0), spelt("nineteen seventeen".split(), 0)
    ((301, 4, False), (1917, 2, False))
    >>> spelt("nineteen oh five".split(), 0), spelt("a dozen".split(), 0), spelt("a man".split(), 0)
    ((1905, 3, False), (12, 2, False), None)
    """
    at = start
    if words[at] not in _BEGINNINGS and mended(words[at]) not in _STARTS:
        return None
    count = _Count()
    if words[at] in ("a", "an") and at + 1 < len(words):
        if mended(words[at + 1]) not in SCALES | _MULTIPLES:
            return None
        count.group = count.last = 1
        at += 1
    while at < len(words) and not count.ordinal:
        word = mended(words[at])
        following = mended(words[at + 1]) if at + 1 < len(words) else ""
        if not (count.takes(word) or count.is_joined(word, following)):
            break
        at += 1
    return None if at == start else (count.total + count.group, at, count.ordinal)


class _Count:
    """A number that grows word by word: `total` of finished thousands, `group` since then, `last` what came last."""

    def __init__(self) -> None:
        self.total = self.group = self.last = 0
        self.ordinal = self.paired = False

    def takes(self, word: str) -> bool:
        """Whether the word continues the number, which it then does."""
        if word in _WORDS:
            return self._number(_WORDS[word], ordinal=word in ORDINALS)
        if word in SCALES and (self.group or self.total) and len(word) > 2:
            self._scale(SCALES[word])
        elif word in _MULTIPLES and (self.group or word == "dozen"):
            self.group, self.last = (self.group or 1) * _MULTIPLES[word], 100
        elif word == "hundred" and not self.last:
            self.group = self.last = 100
        else:
            return False
        return True

    def _number(self, value: int, *, ordinal: bool) -> bool:
        tens = self.last >= 20 and self.last % 10 == 0 and 0 < value < 10
        if self.last == 0 or tens or (self.last >= 100 and value < 100):
            self.group += value
        elif not self.paired and 0 < self.group < 100 and 10 <= value < 100 and not (self.total or ordinal):
            # nineteen seventeen, four seventy-six
            self.group, self.paired = self.group * 100 + value, True
        else:
            return False
        self.last, self.ordinal = value, ordinal
        return True

    def _scale(self, scale: int) -> None:
        if scale == 100:
            self.group, self.last = (self.group or 1) * 100, 100
        else:
            self.total, self.group, self.last = self.total + (self.group or 1) * scale, 0, 1000

    def is_joined(self, word: str, following: str) -> bool:
        """Whether an "and" or the "oh" of nineteen oh five binds the next word to the number."""
        value = _WORDS.get(following, 100)
        if word in ("oh", "o", "ought") and 10 <= self.group < 100 and 0 < value < 10:
            self.group, self.last, self.paired = self.group * 100, 100, True
            return True
        return word == "and" and self.last >= 100 and value < 100
