"""A player's answers, sorted by what the questions are about."""

from bot.domain.boards import Share, shares
from bot.domain.catalogue import Catalogue
from bot.domain.stock import Stock
from tests.domain.samples import fact, pack, question

STOCK = Stock(
    Catalogue(
        [
            pack(
                question(1, era="modern", regions=["europe", "world"], topics=["war"], difficulty=4),
                question(2, era="antiquity", regions=["europe"], topics=["war", "law"], difficulty=1),
                question(3, era="antiquity", regions=["africa"], topics=["art"], difficulty=1),
                fact(1),
            )
        ]
    )
)


def test_answers_count_for_each_trait_of_their_question() -> None:
    """Eras come in order of time, difficulties from the easiest, regions and topics by how often they were asked."""
    found = shares(STOCK, {"tt-k1": (2, 3), "tt-k2": (1, 1), "tt-k3": (0, 1)})

    assert (Share("antiquity", 1, 2), Share("modern", 2, 3)) == found["era"]
    assert (Share("europe", 3, 4), Share("world", 2, 3), Share("africa", 0, 1)) == found["region"]
    assert (Share("war", 3, 4), Share("art", 0, 1), Share("law", 1, 1)) == found["topic"]
    assert (Share("1", 1, 2), Share("4", 2, 3)) == found["difficulty"]


def test_what_is_no_question_of_the_packs_counts_nowhere() -> None:
    """A question that was withdrawn, or an id that is another item now, is left out."""
    assert shares(STOCK, {}) == shares(STOCK, {"tt-k99": (1, 1), "tt-f1": (1, 1)})
    assert not any(shares(STOCK, {}).values())
