"""Which of many texts say nearly the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.domain.fold import fold, words

LIKENESS = 90  # percent of the letters, words sorted
_SHARED = 0.6  # of their words two texts share at least, else they are not that much alike
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-ZÀ-Þ]\w+|\w*\d\w*")  # or a number
_SPELLING = 2  # edits between two spellings of one name


def twins(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers, the later and the earlier text, that are at least 90 % alike once their words are sorted.

    Texts with different names or numbers in them are never alike: "in 1917" and "in 1918" are different questions.
    """
    told = [sorted(words(text)) for text in texts]
    names = [{fold(name) for name in _NAME.findall(text)} for text in texts]
    frequency = Counter(word for text in told for word in text)
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(told):
        # Two texts that share six words of ten share one of the rarest five, so only these are looked up.
        rarest = sorted(set(text), key=lambda word: (frequency[word], word))
        probes = rarest[: len(rarest) - ceil(_SHARED * len(rarest)) + 1]
        for earlier in sorted({other for word in probes for other in having[word]}):
            alike = fuzz.ratio(" ".join(text), " ".join(told[earlier]), score_cutoff=LIKENESS)
            if alike and not _differ(names[number], names[earlier]):
                yield number, earlier
        for word in probes:
            having[word].append(number)


def _differ(one: set[str], other: set[str]) -> bool:
    """Whether each has a name or number that is no spelling of any in the other."""
    return _has_own(one, other) and _has_own(other, one)


def _has_own(one: set[str], other: set[str]) -> bool:
    return any(
        name.isdecimal() or all(OSA.distance(name, known, score_cutoff=_SPELLING) > _SPELLING for known in other)
        for name in one - other
    )
