"""How far words are from each other."""

import pytest

from bot.domain.scripts import sounds_as
from bot.domain.spelling import FAR, derived, distance, wade_giles


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        *(("kerenskii", "kerensky"), ("joukov", "zhukov"), ("vrangel", "wrangel"), ("krushchev", "khrushchev")),
        *(("tchernobyl", "chernobyl"), ("teng", "deng"), ("tsetung", "zedong")),
        *(
            ("ching", "qing"),
            ("hsuan", "xuan"),
            ("hadrianus", "hadrian"),
            ("perikles", "pericles"),
        ),
        *(("john", "ivan"), ("tsar", "czar"), ("chinese", "sino")),
    ],
)
def test_another_spelling_is_no_slip(typed, right):
    """Transliterations, romanisations and names in other languages cost nothing."""
    assert 1 > distance(typed, right, alone=True)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        *(
            ("kerensy", "kerensky"),
            ("leningard", "leningrad"),
            ("salammis", "salamis"),
            ("lennin", "lenin"),
            ("gorbatschow", "gorbachev"),
        ),
        *(("constaninople", "constantinople"), ("constitional", "constitutional"), ("gogrbachev", "gorbachev")),
    ],
)
def test_a_slip_is_forgiven(typed, right):
    """About one for five letters."""
    assert FAR > distance(typed, right, alone=True)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        *(
            ("nap", "nep"),
            ("qing", "ming"),
            ("jin", "qin"),
            ("tor", "thor"),
            ("iberia", "beria"),
            ("holland", "poland"),
        ),
        *(("korolev", "kornilov"), ("chernov", "chernenko"), ("zhdanov", "zhukov"), ("lennon", "lenin")),
        *(
            ("victorian", "victoria"),
            ("lutheran", "luther"),
            ("copernicium", "copernicus"),
            ("challenge", "challenger"),
        ),
        *(
            ("fascist", "fascism"),
            ("bolshevism", "bolsheviks"),
            ("north", "south"),
            ("june", "july"),
            ("frances", "francis"),
        ),
        *(("1917", "1918"), ("a", "b"), ("manet", "monet")),
    ],
)
def test_another_word_is_far(typed, right):
    """Short words, derived words, siblings, other names and first letters are no slips."""
    assert distance(typed, right, alone=True) == FAR


def test_beside_right_words_a_short_one_may_be_turned():
    """Kim Il-sugn is Kim Il-sung; alone sugn is nothing."""
    assert [1.0, FAR] == [distance("sugn", "sung", alone=alone) for alone in (False, True)]
    assert FAR == distance("sgun", "sung", alone=False)


def test_pinyin_has_an_older_form():
    """Syllable by syllable; what is no pinyin has none."""
    assert ["maotsetung", "chienlung", "hsien", "", ""] == [
        wade_giles(word) for word in ("maozedong", "qianlong", "xian", "kerensky", "x1")
    ]


def test_words_are_derived_by_their_ends():
    """A short word has no derivatives, an equal one neither."""
    assert [True, False, False] == [derived("korean", "korea"), derived("ab", "a"), derived("korea", "korea")]


def test_consonants_alone_can_be_a_name():
    """But one consonant is too little."""
    assert sounds_as("slh ldyn", "saladin")
    assert not sounds_as("l", "el")
