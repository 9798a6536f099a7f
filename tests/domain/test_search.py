"""Finding items again."""

import pytest

from bot.domain.catalogue import Catalogue
from bot.domain.content import Item
from bot.domain.search import SearchIndex, entries, title_of
from tests.domain.samples import contested, fact, misattributed, pack, question, quote, whatif

LONG = (
    "The envoys of the khan, who had ridden for a hundred and twenty days, reached the gates of the city before dawn."
)
CATALOGUE = Catalogue(
    [
        pack(
            fact(1, statement=LONG, place="Karakorum", note="Not Sarai.", people=["Möngke"], date="c. 1254"),
            fact(2, statement="Leon Trotsky was attacked in his study.", topics=["exile-and-assassination"]),
            contested(),
            quote(1, text="Who has never been in exile?", work="Diary in Exile", composed_by="Isaac Deutscher"),
            quote(2, text="History is written by the patient.", attribution="attributed", speaker="Wu Zetian"),
            misattributed(),
            whatif(),
            question(1, question="Who was murdered at Coyoacán in 1940?", answer="Lev Bronstein"),
        )
    ]
)
INDEX = SearchIndex(entries(CATALOGUE))


@pytest.mark.parametrize(
    ("query", "item_id"),
    [
        ("trotsky", "tt-f2"),
        ("Троцкий", "tt-f2"),
        ("assassination", "tt-f2"),
        ("karakorum", "tt-f1"),
        ("mongke", "tt-f1"),
        ("1254", "tt-f1"),
        ("tt-f1", "tt-f1"),
        ("pipes coup", "tt-fc1"),
        ("patient historian", "tt-q2"),
        ("wu zetian", "tt-q2"),
        ("diary in exile", "tt-q1"),
        ("Deutscher", "tt-q1"),
        ("marie antoinette", "tt-qm1"),
        ("what if the fleet", "tt-w1"),
        ("stoker", "tt-w1"),
        ("coyoacan 1940", "tt-k1"),
    ],
)
def test_items_are_found_by_all_that_they_say(query: str, item_id: str) -> None:
    """Words, names, places, topics, dates, works and ids."""
    hit = INDEX.search(query)[0]
    item = CATALOGUE.get(item_id)
    assert item is not None
    assert (item_id, title_of(item)) == (hit.item_id, hit.title)


def test_the_answer_of_a_question_does_not_find_it() -> None:
    """Else a search would answer the quiz."""
    assert [] == INDEX.search("Bronstein")


def test_what_is_typed_so_far_finds_titles() -> None:
    """The last word may be a beginning."""
    assert [("tt-w1", "whatif", "What if: The fleet of 1 sails on")] == [
        (hit.item_id, hit.kind, hit.title) for hit in INDEX.suggest("fleet sa", 1)
    ]


def test_where_nothing_is_found_something_is_near() -> None:
    """For "did you mean"."""
    assert [] == INDEX.search("Trotskanovitsch")
    assert "Leon Trotsky was attacked in his study." in INDEX.nearest("Trotskanovitsch", 2)
    assert INDEX.size > 0


@pytest.mark.parametrize(
    ("item", "title"),
    [
        (
            fact(statement=LONG),
            "The envoys of the khan, who had ridden for a hundred and twenty days, reached the gates of the city…",
        ),
        (fact(statement="Yes."), "Yes."),
        (whatif(title="x" * 90), f"What if: {'x' * 90}"),
        (question(question="Who?"), "Who?"),
        (quote(text="So be it."), "“So be it.” – Leon Trotsky"),
        (quote(text="So be it.", composed_by="Thucydides", speaker="Pericles"), "“So be it.” – Pericles in Thucydides"),
        (quote(text="So be it.", speaker="x" * 60), "“So be it.”"),
        (quote(text="So be it.", attribution="attributed"), "“So be it.”"),
        (misattributed(text="So be it."), "“So be it.”"),
    ],
)
def test_a_title_is_true_alone(item: Item, title: str) -> None:
    """Cut after a whole word, with a name only beside words that are known to be theirs."""
    assert title == title_of(item)
    assert len(title) <= 100


def test_a_long_quote_keeps_its_speaker() -> None:
    """The words are cut, not the name."""
    title = title_of(quote(text="word " * 50))
    assert title.startswith("“word word")
    assert title.endswith("word…” – Leon Trotsky")
    assert len(title) <= 100
