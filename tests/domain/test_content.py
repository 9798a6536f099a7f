"""What a pack's items must have to be read at all."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.domain.samples import contested, fact, misattributed, pack, question, quote, whatif


def test_a_contested_fact_has_two_sides() -> None:
    """One position is no dispute."""
    with pytest.raises(ValidationError, match="two to four positions"):
        contested(positions=[{"who": "John Reed", "holds": "It was a rising."}])


@pytest.mark.parametrize("extra", [{"documents_show": "Both."}, {"positions": [{"who": "A", "holds": "B"}]}])
def test_a_sound_fact_has_no_sides(extra: dict[str, Any]) -> None:
    """Positions are of contested facts only."""
    with pytest.raises(ValidationError, match="contested"):
        fact(**extra)


def test_doubt_about_a_quote_says_why() -> None:
    """A disputed or misattributed line needs a finding, a misattributed one its origin too."""
    with pytest.raises(ValidationError, match="needs a finding"):
        quote(attribution="disputed")
    with pytest.raises(ValidationError, match="earliest known source"):
        misattributed(earliest="")


def test_nothing_goes_without_a_source() -> None:
    """An item with no citation is no item."""
    with pytest.raises(ValidationError, match="citations"):
        fact(citations=[])


def test_an_unknown_field_is_no_field() -> None:
    """A misspelt field is told, not passed over."""
    with pytest.raises(ValidationError, match="noet"):
        fact(noet="It was Tuesday.")


def test_a_pack_gives_its_items_by_kind() -> None:
    """Facts come first, then quotes, what-ifs and questions."""
    items = (question(), whatif(), quote(), fact())
    assert items[::-1] == pack(*items).items


def test_a_kept_order_names_every_option_once() -> None:
    """With keep_order the buttons' order is written out, so that the right one need not stand first."""
    false: dict[str, Any] = {"answer": "False", "distractors": ["True"], "keep_order": True}

    assert ("True", "False") == question(**false, options=["True", "False"]).options
    with pytest.raises(ValidationError, match="names the answer and every distractor once"):
        question(**false, options=["True"])
    with pytest.raises(ValidationError, match="belongs to a question with keep_order"):
        question(options=["Samarkand 1", "Bukhara"])


def test_an_estimate_is_of_a_year_or_a_number() -> None:
    """The nearest guess can win only where guesses lie on a line; a span ends after it began, and no year is 0."""
    war = question(answer="1337–1453", answer_kind="year", estimate={"value": 1337, "until": 1453, "tolerance": 40})

    assert war.estimate is not None
    assert (1337, 1453) == (war.estimate.value, war.estimate.until)
    with pytest.raises(ValidationError, match="has answer_kind"):
        question(answer_kind="person", estimate={"value": 1, "tolerance": 1})
    with pytest.raises(ValidationError, match="no year 0"):
        question(answer_kind="year", estimate={"value": 0, "tolerance": 1})
    with pytest.raises(ValidationError, match="until comes after"):
        question(answer_kind="number", estimate={"value": 9, "until": 9, "tolerance": 1})
