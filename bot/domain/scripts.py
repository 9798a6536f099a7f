"""Guesses in scripts that write no vowels, or whose romanisations differ in every one: compared by their consonants."""

import re

from rapidfuzz.distance import OSA

_WRITTEN = re.compile(r"[\u0590-\u08ff\uac00-\ud7af\ufb1d-\ufdff\ufe70-\ufeff]")
_ARTICLE = re.compile(r"\bl(?=[b-df-hj-np-tv-z])")
_MUTE_R = r"r(?=[bcdfgjklmnpqstvxz])"
_STEPS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z ]", ""),
        (r"kh|ck|gh", "k"),
        (r"zh|ch|dj|tch", "j"),
        (r"sh|ts|tz", "s"),
        (r"ph", "f"),
        (r"ng", "n"),
        (_MUTE_R, ""),
        (r"\bal ?(?=[a-z])|\bel ?(?=[a-z])|(?<=[a-z])[aeiou]l(?= )", ""),
        (r"[aeiouywh ]", ""),
        (r"[gqcj]", "k"),
        (r"[pvf]", "b"),
        (r"t", "d"),
        (r"z", "s"),
        (r"x", "ks"),
        (r"(.)\1+", r"\1"),
    )
]


def is_consonantal(text: str) -> bool:
    """Whether a text is written in Arabic, Hebrew or Hangul."""
    return not text.isascii() and bool(_WRITTEN.search(text))


def consonants(plain: str, *, rolled: bool = False) -> str:
    """The consonants of a name in plain letters, those that scripts confuse as one; `rolled` keeps every R.

    >>> consonants("kim il-sung"), consonants("gim il seong")
    ('kmlsn', 'kmlsn')
    """
    for pattern, sound in _STEPS:
        if not (rolled and pattern.pattern == _MUTE_R):
            plain = pattern.sub(sound, plain)
    return plain


def sounds_as(typed: str, right: str) -> bool:
    """Whether two names agree in their consonants, one of five or more left open."""
    for form in {typed, _ARTICLE.sub("", typed)}:
        for rolled in (False, True):
            one, other = consonants(form, rolled=rolled), consonants(right, rolled=rolled)
            shortest = min(len(one), len(other))
            if shortest > 1 and OSA.distance(one, other) <= (shortest - 1) // 4:
                return True
    return False
