"""In which order the parts of one line are drawn, where some are written from right to left.

Unicode Standard Annex 9 for one line without direction marks, which are taken out of names before. Pairs of brackets
(rule N0) are treated as the neutral characters that they are.
"""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

_RIGHT = ("R", "AL")
_NUMBERS = ("EN", "AN")
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}


def base_level(text: str) -> int:
    """1 where the first letter is written from right to left, else 0 (rules P2 and P3)."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return 0
        if kind in _RIGHT:
            return 1
    return 0


def levels(text: str) -> list[int]:
    """One level for each character: odd ones are drawn from right to left.

    >>> levels("ab \u05d0\u05d1")
    [0, 0, 0, 1, 1]
    """
    base = base_level(text)
    kinds = _resolve_neutral(_resolve_weak([unicodedata.bidirectional(char) for char in text], base), base)
    return [_implicit(kind, base) for kind in kinds]


def visual_order(runs: Sequence[int]) -> list[int]:
    """Positions of runs with these levels, from left to right (rule L2).

    >>> visual_order([1, 2, 1])
    [2, 1, 0]
    """
    order = list(range(len(runs)))
    for level in range(max(runs, default=0), 0, -1):
        turned: list[int] = []
        for high, part in groupby([(runs[position] >= level, position) for position in order], itemgetter(0)):
            positions = [position for _, position in part]
            turned += reversed(positions) if high else positions
        order = turned
    return order


def _resolve_weak(kinds: list[str], base: int) -> list[str]:
    """Rules W1 to W7: marks, numbers and what stands between numbers."""
    start = "R" if base else "L"
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kinds[at - 1] if at else start
    strong = start
    for at, kind in enumerate(kinds):
        if kind in ("L", *_RIGHT):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and ((kind in ("ES", "CS") and before == "EN") or (kind == "CS" and before == "AN")):
            kinds[at] = before
    _spread_numbers(kinds)
    strong = start
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
    return kinds


def _spread_numbers(kinds: list[str]) -> None:
    """Rule W5: signs of money and per cent belong to the number that they touch."""
    at = 0
    for kind, part in groupby(list(kinds)):
        end = at + len(list(part))
        if kind == "ET" and ("EN" in kinds[at - 1 : at] or "EN" in kinds[end : end + 1]):
            kinds[at:end] = ["EN"] * (end - at)
        at = end


def _resolve_neutral(kinds: list[str], base: int) -> list[str]:
    """Rules N1 and N2: what has no direction takes that of both sides, or else that of the line."""
    line = "R" if base else "L"
    sides = [_STRONG.get(kind) for kind in kinds]
    resolved: list[str] = []
    before = line
    for side, part in groupby(zip(kinds, sides, strict=True), itemgetter(1)):
        same = [kind for kind, _ in part]
        if side is None:
            after = next(iter(sides[len(resolved) + len(same) :]), None) or line
            same = [before if before == after else line] * len(same)
        else:
            before = side
        resolved += same
    return resolved


def _implicit(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if kind == "R":
        return 1
    if kind in _NUMBERS:
        return 2
    return 2 if base else 0
