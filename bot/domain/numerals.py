"""Numbers in figures, in English words and in Roman numerals."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

_split = str.split

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
CARDINALS = {word: number for number, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())}
_TENS = {
    word: 10 * number for number, word in enumerate(_split("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
CARDINALS |= _TENS | {"nil": 0, "nought": 0, "fourty": 40}  # the last one is too short to be mended
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


def number_word(word: str) -> int | None:
    """The value of one number word, cardinal or ordinal, one slip of the pen allowed in a long one."""
    value = _WORDS.get(word)
    if value is None and len(word) > 5:
        spelt = mended(word)
        return _WORDS.get(spelt)
    return value


def mended(word: str) -> str:
    """The number word that a long word misspells by one letter, or the word itself.

    >>> mended("ninteen"), mended("fourteen"), mended("seventy"), mended("thundred")
    ('nineteen', 'fourteen', 'seventy', 'thundred')
    """
    if len(word) < 6 or word in _WORDS or word in SCALES:
        return word
    near = process.extract(word, _LONG_WORDS, scorer=OSA.distance, score_cutoff=1, limit=2)
    return near[0][0] if len(near) == 1 and near[0][0][0] == word[0] else word


def spelt(words: list[str], start: int) -> tuple[int, int, bool] | None:
    """The number that begins at a word: its value, the index after it, and whether it is an ordinal.

    >>> spelt("three hundred and one men".split(), 0), spelt("nineteen seventeen".split(), 0)
    ((301, 4, False), (1917, 2, False))
    """
    total = group = 0
    at = start
    last = 0
    ordinal = False
    year_pair = False
    while at < len(words) and not ordinal:
        word = mended(words[at])
        if word in ("a", "an") and at == start and at + 1 < len(words):
            following = mended(words[at + 1])
            if following not in SCALES and following not in _MULTIPLES:
                return None
            group = last = 1
        elif word in _WORDS:
            value = _WORDS[word]
            ordinal = word in ORDINALS
            if last == 0 or (last >= 20 and last % 10 == 0 and value < 10 and value) or (last >= 100 and value < 100):
                group += value
            elif not year_pair and 10 <= group < 100 and 10 <= value < 100 and total == 0:
                group = group * 100 + value
                year_pair = True
            else:
                break
            last = value
        elif word in SCALES and (group or total) and len(word) > 2:
            scale = SCALES[word]
            if scale == 100:
                group, last = (group or 1) * 100, 100
            else:
                total, group, last = (total + (group or 1) * scale), 0, 1000
        elif word in _MULTIPLES and group:
            group, last = group * _MULTIPLES[word], 100
        elif word in ("dozen", "hundred") and at == start:
            group, last = {"dozen": 12}.get(word, 100), 100
        elif word in ("oh", "o", "ought") and 10 <= group < 100 and at + 1 < len(words):
            # nineteen oh five
            value = _WORDS.get(words[at + 1], 99)
            if value > 9:
                break
            return group * 100 + value, at + 2, False
        elif not (
            word == "and" and last >= 100 and at + 1 < len(words) and _WORDS.get(mended(words[at + 1]), 100) < 100
        ):
            break
        at += 1
    return None if at == start else (total + group, at, ordinal)
