"""What is alike is found among proposals and items, and what was kept is read again."""

import pytest

from bot.domain.content import AnswerKind, Fact, Quote
from bot.domain.proposal import FactProposal, Proposal, QuoteProposal, WhatIfProposal, read_proposal, twin_of
from bot.domain.proposing import proposed
from tests.domain.proposals import FACT, QUESTION, QUOTE, WHATIF, a_fact, a_question, a_quote, a_whatif
from tests.domain.samples import fact, question, quote, whatif


@pytest.mark.parametrize(
    ("one", "headline", "when"),
    [
        (a_whatif(), "What if… the driver had kept to the quay?", "28 June 1914"),
        (a_fact(), FACT["statement"], "18 June 1815"),
        (a_quote(), f"Arthur Wellesley: {QUOTE['text']}", "19 June 1815"),
        (a_question(), QUESTION["question"], "18 June 1815"),
    ],
)
def test_a_proposal_has_a_headline_and_a_date(one: Proposal, headline: str, when: str) -> None:
    """And is read again as it was kept."""
    assert (headline, when) == (one.headline, str(one.when))
    assert one == read_proposal(one.kind, one.model_dump_json())


def test_what_was_kept_by_an_older_clio_is_read() -> None:
    """Without all that was added since."""
    old = a_whatif().model_dump_json(include={"title", "background", "pod", "source", "question"})
    assert a_whatif() == read_proposal("whatif", old)


def test_a_whatif_is_alike_by_title_or_change() -> None:
    """Among proposals and what-ifs; other names make another what-if."""
    same_title = a_whatif(title="The driver had kept to the quay")
    same_change = a_whatif(title="no war in 1914?", change="28 June 1914, Sarajevo: the driver keeps to the quays")
    other = a_whatif(
        title="the driver had kept to Oxford Street?", change="1914, London: nobody thinks of the archduke"
    )
    assert same_title == twin_of(a_whatif(), [other, same_title])
    assert same_change == twin_of(a_whatif(), [other, same_change])
    assert None is twin_of(a_whatif(), [other])
    assert None is twin_of(a_whatif(), [whatif()])
    assert whatif() == twin_of(a_whatif(title=whatif().title), [whatif()])


@pytest.mark.parametrize(
    ("one", "item", "kept"),
    [
        (a_fact(statement=fact().statement), fact(), a_fact(statement=fact().statement)),
        (a_quote(text=quote().text), quote(), a_quote(text=quote().text)),
    ],
)
def test_a_fact_or_quote_is_alike_by_its_words(one: Proposal, item: Fact | Quote, kept: Proposal) -> None:
    """Who is named beside them makes no difference."""
    assert item == twin_of(one, [item])
    assert kept == twin_of(one, [kept])
    other = proposed(one.kind, {**FACT, **QUOTE, **WHATIF})
    assert isinstance(other, FactProposal | QuoteProposal | WhatIfProposal)
    assert None is twin_of(one, [other])


def test_a_question_is_alike_by_its_words_and_its_answer() -> None:
    """In nearly the same words something else can be asked; the very same words have one answer."""
    one = a_question(question=question().question, answer=question().answer)
    other = one.model_copy(update={"question": question().question.replace("reach", "leave"), "answer": "Kokand"})
    assert question() == twin_of(one, [question()])
    assert one == twin_of(one, [a_question(), one])
    assert None is twin_of(other, [question()])
    assert None is twin_of(other, [one])
    assert question() == twin_of(other.model_copy(update={"question": question().question}), [question()])


@pytest.mark.parametrize(
    ("asked", "answer", "kind"),
    [
        ("Who wrote of the inquiry?", "Herodotus", "person"),
        ("In which year was the Bastille stormed?", "1789", "year"),
        ("In which century did the plague come?", "14th century", "year"),
        ("When was the archduke shot?", "28 June 1914", "date"),
        ("How many ships were sunk?", "1,200", "number"),
        ("How many years did the war last?", "116", "number"),
        ("Where did Napoleon die?", "Saint Helena", "place"),
        ("By what were citizens sent away?", "ostracism", "term"),
    ],
)
def test_what_a_question_asks_for_is_read_from_its_words(asked: str, answer: str, kind: AnswerKind) -> None:
    """Unless a reviewer has said it."""
    one = a_question().model_copy(update={"question": asked, "answer": answer})
    assert kind == one.asks_for
    assert "work" == one.model_copy(update={"answer_kind": "work"}).asks_for


def test_a_year_or_number_can_be_estimated() -> None:
    """Where a reviewer has said how near a guess must be; a span is a span, and what is neither is none."""
    year = a_question().model_copy(update={"question": "In which year was it?", "answer": "44 BC", "tolerance": 5})
    estimate = year.estimate
    assert estimate
    assert (-44, None, 5) == (estimate.value, estimate.until, estimate.tolerance)
    war = year.model_copy(update={"answer": "1337–1453"}).estimate
    assert war
    assert (1337, 1453) == (war.value, war.until)
    assert None is year.model_copy(update={"tolerance": None}).estimate
    assert None is a_question().model_copy(update={"tolerance": 5}).estimate
    assert None is year.model_copy(update={"answer": "long ago", "answer_kind": "year"}).estimate
