"""Words that are misspelt, cut short or everywhere."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.word_index import WordIndex

TITLES = [
    "Leon Trotsky is murdered in Mexico",
    "The sailors of Kronstadt rise",
    "Genghis Khan crosses the Gobi",
    "The Grand Canal is opened",
    "Sailors of the Grand Fleet are paid",
    "Treaty of 1648",
    "Treaty of 1684",
]
INDEX = WordIndex([(title, "harbour and ships" if "Sail" in title or "sail" in title else "") for title in TITLES])


def _first(query: str, *, growing: bool = False) -> str:
    found = INDEX.find(query, 3, growing=growing)
    return TITLES[found[0][0]] if found else ""


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("trotsky", 0),
        ("TROTSKY mexico", 0),
        ("Троцкий", 0),
        ("trotzki", 0),
        ("troski", 0),
        ("mexcio murderd", 0),
        ("kronstat", 1),
        ("xronstadt", 1),
        ("ghengis kahn", 2),
        ("grand sailors", 4),
        ("kronst", 1),
        ("1684", 6),
        ("what of the treaty of 1684 then", 6),
    ],
)
def test_a_text_is_found_by_words_as_people_type_them(query: str, number: int) -> None:
    """Misspelt, transcribed, cut short, in any order, with small words between."""
    assert TITLES[number] == _first(query)


def test_a_number_is_no_misspelling_of_another() -> None:
    """1649 finds neither 1648 nor 1684."""
    assert [] == INDEX.find("1649", 3)


def test_a_short_word_is_a_beginning_only_while_it_is_typed() -> None:
    """Two letters are a word of two letters once the query is sent."""
    assert "" == _first("ge")
    assert TITLES[2] == _first("ge", growing=True)
    assert TITLES[1] == _first("sailors kr", growing=True)
    assert TITLES[2] != _first("ge sail", growing=True)


def test_small_words_alone_are_looked_up() -> None:
    """Of a query of nothing but small words the last is taken as the beginning of another."""
    assert [] == INDEX.find("the of", 3)
    assert {5, 6, 0} == {
        number for number, _ in WordIndex([(title, "") for title in TITLES]).find("a t", 9, growing=True)
    }


def test_the_title_counts_more_than_what_stands_beside_it() -> None:
    """A word in the title comes before the same word elsewhere, and the whole title before a part."""
    index = WordIndex([("Ships", "a harbour"), ("Harbour", "ships"), ("Ships and ships and more", ""), ("Wind", "")])
    assert [0, 2, 1] == [number for number, _ in index.find("ships", 9)]
    assert 100 == index.find("Ships", 1)[0][1]


def test_every_score_is_between_0_and_100() -> None:
    """And the best comes first."""
    for query in ("sailors harbour", "grand", "harbour ships zzzz"):
        scores = [score for _, score in INDEX.find(query, 9)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 100 for score in scores)


def test_a_search_can_be_narrowed() -> None:
    """Only the numbers allowed are found, however well another fits."""
    assert [4] == [number for number, _ in INDEX.find("sailors kronstadt", 9, among={4, 5})]
    assert [5] == INDEX.nearest("kronstadt treety", 9, among={5})


def test_the_nearest_is_found_where_nothing_fits() -> None:
    """Far off as it may be; of an empty text nothing is near."""
    assert [] == INDEX.find("kronenstadtiger", 3)
    assert 1 == INDEX.nearest("kronenstadtiger", 1)[0]
    assert [] == INDEX.nearest("!", 1)


def test_a_word_is_compared_with_few_of_a_large_vocabulary() -> None:
    """At most 3,000 that begin like it and as many that end like it, and a slip at either end is still forgiven."""
    letters = "abcdefghijklmnopqrst"
    names = ["".join(name) for name in product("abcx", letters, letters, "aeiouwyz")]
    index = WordIndex([(f"{name}ton", "") for name in names] + [("Kronstadt", ""), ("Trotsky", "")])
    for token in ("abcaton", "kronstat", "x", "q" * 99):
        compared = index.compared(token)
        assert len(compared) == len(set(compared)) <= 6000
    assert 3000 == len(index.compared("x"))
    assert len(names) == index.find("xronstadt", 1)[0][0] == index.nearest("kronenstadtiger", 1)[0]
    assert [] == index.find("xronstadtiger", 1)
    assert {"trotsky", "sailors", "1684"} < set(INDEX.compared("x"))


def test_words_that_are_everywhere_do_not_hide_the_rare_one() -> None:
    """Where thousands of texts have the common words, the one with the rare word too is first."""
    index = WordIndex(
        [(f"war and trade {number}", "harbour") for number in range(6000)] + [("a war for nutmeg", "trade harbour")]
    )
    assert 6000 == index.find("harbour trade war nutmeg", 1)[0][0]
    assert 25 == len(index.find("war trade harbour", 25))


def test_a_beginning_stands_for_its_commonest_words() -> None:
    """Of hundreds of words that begin so, those in the most texts are meant."""
    index = WordIndex(
        [(f"t{chr(97 + number // 26)}{chr(97 + number % 26)}x", "") for number in range(600)] + [("treaty", "")] * 9
    )
    assert 9 == sum(number >= 600 for number, _ in index.find("t", 40, growing=True))


def test_an_index_of_nothing_finds_nothing() -> None:
    """No texts, no words, no trouble."""
    empty = WordIndex([])
    assert ([], [], 0) == (empty.find("war", 3), empty.nearest("war", 3), len(empty))
    assert 7 == len(INDEX)
    assert INDEX.size > empty.size


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_no_query_is_trouble(query: str) -> None:
    """Any text gives at most as many as asked, each once."""
    for found in (INDEX.find(query, 3), INDEX.find(query, 3, growing=True)):
        assert len(found) == len({number for number, _ in found}) <= 3
    assert len(INDEX.nearest(query, 3)) <= 3


@given(st.sampled_from(TITLES), st.data())
def test_a_title_is_found_by_itself_and_while_it_is_typed(title: str, data: st.DataObject) -> None:
    """The whole title, or as much of it as tells it from the others."""
    assert title == _first(title)
    length = data.draw(st.integers(min(19, len(title)), len(title)))
    assert title == _first(title[:length], growing=True)
