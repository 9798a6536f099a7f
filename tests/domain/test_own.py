"""What a server made itself is in the types of the packs."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.content import Era, Fact, Question, Quote, WhatIf
from bot.domain.own import Approved, collection, era_of, source_of
from bot.domain.proposing import completed
from tests.domain.proposals import a_fact, a_question, a_quote, a_whatif
from tests.domain.samples import whatif

DAY = date(2026, 11, 22)


def test_a_proposal_becomes_a_whatif() -> None:
    """With its credit and its source, found by its id, its era and its day."""
    own = collection([Approved("own-w1", a_whatif(), "Ben", DAY)])
    [item] = own.matching("whatif", era="modern", type="pod")
    assert isinstance(item, WhatIf)
    assert item == own["own-w1"]
    assert "The driver keeps to the quay" == item.pod.change
    assert ("Ben", ("Would another crisis have led to war?",)) == (item.contributor, item.questions)
    assert "Christopher Clark, The Sleepwalkers" == own.source_of(item, item.citations[0]).title
    assert None is own.source_of(item, item.citations[0]).url
    assert (item,) == own.on_day(6, 28)
    assert () == own.matching("whatif", era="medieval")
    assert () == collection([]).matching("whatif")


def test_what_a_reviewer_filled_in_is_shown() -> None:
    """The era that was said counts, and not that of the year."""
    filled = completed(
        a_whatif(),
        {"questions": "Who gains?", "stays": "The alliances.", "for": "A: b", "filed": "era: medieval\ntopics: war"},
    )
    assert not isinstance(filled, list)
    [item] = collection([Approved("own-w1", filled, "", DAY)]).matching("whatif", era="medieval", topic="war")
    assert isinstance(item, WhatIf)
    assert (2, ("The alliances.",), "a member") == (len(item.questions), item.stays, item.contributor)
    assert item.case_for
    assert "b" == item.case_for.argument


def test_facts_and_quotes_are_drawn_too() -> None:
    """An address in the source can be opened; the words of a quote are attributed until a reviewer says more."""
    own = collection([Approved("own-f1", a_fact(), "Ben", DAY), Approved("own-q2", a_quote(), "Ben", DAY)])
    [fact], [quote] = own.matching("fact"), own.matching("quote", person="Arthur Wellesley")
    assert isinstance(fact, Fact)
    assert isinstance(quote, Quote)
    assert ("18 June 1815", "Waterloo", "modern") == (str(fact.date), fact.place, fact.era)
    assert "https://example.org/battle?p=1" == own.source_of(fact, fact.citations[0]).url
    assert ("attributed", "Letter from the field of Waterloo", "Duke of Wellington") == (
        *(quote.attribution, quote.work),
        quote.role,
    )


def test_a_question_is_asked() -> None:
    """With its wrong answers and an explanation that is a sentence; neither easy nor hard until a reviewer says so."""
    own = collection([Approved("own-k1", a_question(), "Ben", DAY)])
    [one] = own.matching("question", era="modern", pack="own")
    assert isinstance(one, Question)
    assert ("Gebhard Leberecht von Blücher", 3, "person", None) == (
        *(one.answer, one.difficulty, one.answer_kind),
        one.estimate,
    )
    assert ("Emmanuel de Grouchy", "Michel Ney", "Lord Uxbridge") == one.distractors
    assert one.explanation.startswith("The Prussians struck")
    assert ("Ben", "18 June 1815") == (one.contributor, str(one.date))
    assert () == own.on_day(6, 18)


@pytest.mark.parametrize(
    ("year", "era"),
    [
        (-44, "antiquity"),
        (283, "antiquity"),
        (284, "late-antiquity"),
        (500, "medieval"),
        (1499, "medieval"),
        (1500, "early-modern"),
        (1789, "modern"),
        (1945, "contemporary"),
    ],
)
def test_a_year_has_its_era(year: int, era: Era) -> None:
    """The first years of each, and the last ones before."""
    assert era == era_of(year)


@pytest.mark.parametrize("left_out", ["case_for", "case_against", "questions"])
def test_only_a_members_whatif_may_be_short(left_out: str) -> None:
    """One of a pack has both cases and three questions."""
    short: dict[str, Any] = {left_out: ["Only one?"] if left_out == "questions" else None}
    assert "member" == whatif(**short, provenance="member").provenance
    with pytest.raises(ValidationError, match="three to five questions"):
        whatif(**short)


@pytest.mark.parametrize(
    ("source", "title", "url"),
    [
        ("https://example.org/a/b", "example.org", "https://example.org/a/b"),
        ("See https://example.org/a, page 3.", "See example.org, page 3.", "https://example.org/a"),
        ("A. Jones (https://example.org/a)", "A. Jones (example.org)", "https://example.org/a"),
        ("http://a.org/x and http://b.org/y.", "a.org and b.org.", "http://a.org/x"),
        ("https:///x", "https:///x", "https:///x"),
        ("https://", "https://", None),
    ],
)
def test_no_title_has_an_address(source: str, title: str, url: str | None) -> None:
    """Which Discord would not show as the words of a link; but it can be opened."""
    found = source_of(a_fact(source=source))
    assert (title, url) == (found.title, found.url)
