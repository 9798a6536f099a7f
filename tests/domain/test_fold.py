"""Spellings that are one word."""

import pytest

from bot.domain.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Early-Modern", "early modern"),
        ("  Ramón   MERCADER ", "ramon mercader"),
        ("Cafe\u0301 naïve", "cafe naive"),
        ("Троцкий", "trotskiy"),
        ("Τρότσκι", "trotski"),
        ("毛泽东", "mao ze dong"),
        ("Преображенский", "preobrazhenskiy"),
        ("ＡＢ １２", "ab 12"),
        ("zero\u200bwidth", "zerowidth"),
        ("Marx’s dogs' ‘don’t’", "marx dogs dont"),
        ("1917–18", "1917 18"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_case_marks_script_and_punctuation_do_not_tell_words_apart(text: str, folded: str) -> None:
    """Only the Latin letters and digits that a word sounds like are left."""
    assert folded == fold(text)
