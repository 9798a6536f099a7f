"""Cards of every shipped item: within Discord's limits, statement first, verdict before the words."""

import pytest

from bot.domain.catalogue import kind_of
from bot.domain.content import Fact, Quote
from bot.domain.pick import Pick
from bot.domain.search import title_of
from bot.presentation.cards import day_card, item_card, source_card, starter_card
from bot.presentation.citations import UNCHECKED
from bot.presentation.components import COMPONENT_LIMIT
from bot.presentation.custom_ids import CUSTOM_ID_LIMIT
from bot.presentation.text import CARD_LIMIT, prose
from tests.presentation.parts import custom_ids, parts, texts

KINDS = ("fact", "quote", "whatif", "question")


@pytest.mark.parametrize("kind", KINDS)
def test_every_card_fits_a_message(catalogue, kind):
    """No card or source card of a shipped item passes 4,000 characters, 40 components or an id of 100 characters."""
    for item in catalogue.matching(kind):
        fullest = item_card(
            catalogue,
            item,
            pick=Pick(item, unseen=0, total=1_000_000, started_over=True),
            filters={"era": item.era},
            lead="Why this one. " * 50,
            discuss=True,
        )
        for card in (fullest, source_card(catalogue, item)):
            assert sum(map(len, texts(card))) <= CARD_LIMIT, item.id
            assert len(list(parts(card))) <= COMPONENT_LIMIT, item.id
            assert all(len(custom_id) <= CUSTOM_ID_LIMIT for custom_id in custom_ids(card)), item.id


def test_the_statement_stands_first(catalogue):
    """A fact's card begins with its statement."""
    for fact in catalogue.matching("fact"):
        assert prose(fact.statement) in texts(item_card(catalogue, fact))[0], fact.id


def test_contested_facts_show_every_position(catalogue):
    """A contested fact says so and shows who holds what, all sides alike."""
    contested = [
        fact for fact in catalogue.matching("fact") if isinstance(fact, Fact) and fact.assessment == "contested"
    ]

    assert contested
    for fact in contested:
        shown = "\n".join(texts(item_card(catalogue, fact)))
        assert "Contested" in shown
        for position in fact.positions:
            assert prose(position.who) in shown, fact.id
            assert prose(position.holds) in shown, fact.id


def test_misattributed_lines_show_the_verdict_first(catalogue):
    """The finding stands before the words, and the title does not name the wrong speaker."""
    lines = [quote for quote in catalogue.matching("quote", attribution="misattributed") if isinstance(quote, Quote)]

    assert lines
    for quote in lines:
        blocks = texts(item_card(catalogue, quote))
        assert "Misattributed" in blocks[0]
        assert prose(quote.finding) in blocks[0]
        assert prose(quote.text) not in blocks[0]
        assert quote.speaker not in title_of(quote)


@pytest.mark.parametrize("kind", ["fact", "quote", "whatif"])
def test_a_citation_without_a_page_says_so(catalogue, kind):
    """A card whose citations have no locator carries the unchecked mark; one with a locator does not."""
    for item in catalogue.matching(kind):
        shown = "\n".join(texts(item_card(catalogue, item))).lower()
        assert (UNCHECKED in shown) == (not any(c.locator for c in item.citations)), item.id


def test_what_ifs_are_never_shown_as_history(catalogue):
    """Title and card say what if and counterfactual."""
    for whatif in catalogue.matching("whatif"):
        assert title_of(whatif).startswith("What if")
        assert "Counterfactual" in texts(item_card(catalogue, whatif))[0]
        assert "counterfactual" in texts(starter_card(whatif))[0]


def test_a_question_does_not_give_its_answer_away(catalogue):
    """The card and sources of a question do not show its answer."""
    for question in catalogue.matching("question"):
        shown = "\n".join(texts(item_card(catalogue, question)))
        assert prose(question.explanation) not in shown
        assert kind_of(question) == "question"


def test_a_full_day_still_fits(catalogue):
    """A day with more than fits says how many are left out."""
    facts = catalogue.matching("fact")
    card = day_card(catalogue, "On this day", "", tuple(fact for fact in facts if fact.date)[:100])

    assert sum(map(len, texts(card))) <= CARD_LIMIT
    assert len(list(parts(card))) <= COMPONENT_LIMIT
    assert "more item" in texts(card)[-1]


def test_a_card_says_how_the_pool_stands(catalogue):
    """The foot differs with the pool, also where the rest of the card was made before."""
    fact = catalogue.matching("fact")[0]
    feet = [
        texts(item_card(catalogue, fact, pick=pick))[-1].rpartition(" · ")[2]
        for pick in (Pick(fact, 4, 1_200, started_over=False), Pick(fact, 0, 1_200, started_over=True))
    ]

    assert ["4 unseen of 1,200", "all 1,200 seen, starting over with the oldest"] == feet
