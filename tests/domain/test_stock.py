"""A server draws from the packs and from what it made itself, up to the last year that it wants."""

from bot.domain.catalogue import Catalogue
from bot.domain.content import WhatIf
from bot.domain.search import SearchIndex, entries
from bot.domain.stock import Stock
from tests.domain.samples import fact, pack, question, whatif


def dated(number: int, on: str) -> WhatIf:
    """A what-if that departs on that day."""
    return whatif(number, pod={"date": on, "place": "Kronstadt", "change": "It sails."})


PACKS = Catalogue([pack(fact(1), dated(1, "7 November 1917"), dated(2, "9 March 2007"))])
OWN = Catalogue([pack(dated(3, "7 November 1727"), dated(4, "3 July 2021"))])
BOTH = Stock(PACKS, OWN)
OLD = Stock(PACKS, OWN, latest=2006)


def ids(items: object) -> list[str]:
    """The ids of items, in their order."""
    return [item.id for item in items]  # type: ignore[attr-defined]


def test_the_packs_and_the_servers_own_are_drawn_together() -> None:
    """Under the same filters; the same pool each time, so that it need not be counted anew."""
    assert ["tt-w1", "tt-w2", "tt-w3", "tt-w4"] == ids(BOTH.matching("whatif", {}))
    assert BOTH.matching("whatif", {"era": "modern"}) is BOTH.matching("whatif", {"era": "modern"})
    assert [] == ids(BOTH.matching("whatif", {"era": "medieval"}))
    assert ["tt-f1"] == ids(BOTH.matching("fact", {}))


def test_without_its_own_the_pool_is_that_of_the_packs() -> None:
    """Nothing is copied for the many servers that made nothing."""
    assert PACKS.matching("whatif", region="europe") is Stock(PACKS).matching("whatif", {"region": "europe"})


def test_each_item_is_found_where_it_is() -> None:
    """With its source; what nobody has is in the packs, which do not have it either."""
    mine = BOTH.get("tt-w3")
    assert mine is not None
    assert (PACKS, OWN, PACKS) == tuple(BOTH.holder(item_id) for item_id in ("tt-w1", "tt-w3", "tt-w9"))
    assert OWN.source_of(mine, mine.citations[0]) == BOTH.source_of(mine, mine.citations[0])
    assert None is BOTH.get("tt-w9")


def test_what_is_too_recent_is_not_drawn() -> None:
    """It is found by its id all the same, and what has no date is drawn."""
    assert ["tt-w1", "tt-w3"] == ids(OLD.matching("whatif", {}))
    assert ["tt-w1"] == ids(Stock(PACKS, latest=2006).matching("whatif", {}))
    assert ["tt-f1"] == ids(OLD.matching("fact", {}))
    assert OLD.get("tt-w2")


def test_a_day_has_the_items_of_both() -> None:
    """In order of time; the nearest day is one with an item that is old enough."""
    assert ["tt-w3", "tt-w1"] == ids(BOTH.on_day(11, 7))
    assert ((7, 3, ["tt-w4"]), (11, 7, ["tt-w3", "tt-w1"])) == tuple(
        (near[0], near[1], ids(near[2])) for near in (BOTH.nearest_day(7, 1), OLD.nearest_day(7, 1)) if near
    )
    assert [] == ids(OLD.on_day(7, 3))
    assert None is Stock(PACKS, latest=1500).nearest_day(1, 1)


def test_a_quiz_asks_questions_of_both() -> None:
    """Under the filters of the quiz; the pool of the packs alone is theirs."""
    own = Catalogue([pack(question(2, era="medieval"))])
    both = Stock(Catalogue([pack(fact(1), question(1))]), own)
    assert ["tt-k1", "tt-k2"] == ids(both.questions({}))
    assert ["tt-k2"] == ids(both.questions({"era": "medieval"}))
    assert ["tt-k1"] == ids(Stock(both.packs).questions({}))


TOPICS = Stock(
    Catalogue([pack(question(1, topics=["war", "law"], people=["Ivan IV"]), question(2, topics=["law"]))]),
    Catalogue([pack(question(3, topics=["law", "steppe"], era="medieval", people=["Ivan III"]), fact(3), id="own")]),
)


def test_filters_have_the_values_of_both() -> None:
    """Counted together, those of the packs first; each is known by its name, and offered while it is typed."""
    assert (("law", 3), ("war", 1), ("steppe", 1)) == TOPICS.values("question", "topic")
    assert (("law", 2), ("war", 1)) == Stock(TOPICS.packs).values("question", "topic")
    assert ["steppe", "war", None] == [TOPICS.named("question", "topic", name) for name in ("Steppe", "war", "sea")]
    assert ["law", "war", "steppe"] == TOPICS.suggest("question", "topic", "", {})
    assert ["steppe"] == TOPICS.suggest("question", "topic", "ste", {"era": "medieval"})
    assert ["Ivan IV", "Ivan III"] == TOPICS.nearest_people("Ivan", 3, "question")
    assert ["Ivan IV"] == TOPICS.nearest_people("Ivan", 1, "question")


def test_what_left_nothing_is_blamed_where_it_is() -> None:
    """In the server's own pack, where that was asked for, else in the packs."""
    assert None is TOPICS.nearest_filter("question", {"topic": "steppe"})
    of_own = TOPICS.nearest_filter("question", {"pack": "own", "topic": "war"})
    of_packs = TOPICS.nearest_filter("question", {"era": "antiquity"})
    assert of_own
    assert of_packs
    assert ("topic", "law", "era") == (of_own.filter, of_own.nearest[0][0], of_packs.filter)


def test_what_a_server_made_is_searched_with_the_packs() -> None:
    """The best first; its questions are not found, as those of the packs are not."""
    index = SearchIndex(entries(Catalogue([pack(fact(1))])))
    assert ["tt-f3"] == [hit.item_id for hit in TOPICS.found(index, "envoy 3 Kazan", 1)]
    assert {"tt-f1", "tt-f3"} == {hit.item_id for hit in TOPICS.found(index, "envo", 10, growing=True)}
    assert [] == TOPICS.found(index, "expedition", 10)
    assert ["tt-f1"] == [hit.item_id for hit in Stock(TOPICS.packs).found(index, "envoy", 10)]
