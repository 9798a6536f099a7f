"""What is too recent is left out, and why it is refused is said."""

import pytest

from bot.domain.dates import parse_date
from bot.domain.recency import is_too_recent, latest_year, why_refused


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2006", False),
        ("1 January 2007", True),
        ("1999–2007", True),
        ("44 BC", False),
        ("20th century", False),
        ("2000s", True),
    ],
)
def test_what_went_on_after_the_year_is_too_recent(date: str, expected: bool) -> None:
    """The end of a range counts, and of a decade its last year."""
    assert expected == is_too_recent(parse_date(date), latest_year(2026, 20))


def test_without_a_rule_or_a_date_nothing_is() -> None:
    """A fact without a date is shown everywhere."""
    assert not is_too_recent(parse_date("2026"), latest_year(2026, 0))
    assert not is_too_recent(None, 1900)


@pytest.mark.parametrize(
    ("date", "years", "said"),
    [
        ("31 December 2006", 20, ""),
        ("1 January 2007", 20, "nothing after 2006"),
        ("2000s", 20, "nothing after 2006"),
        ("1990s", 20, ""),
        ("431–404 BC", 100, ""),
        ("2026", 0, ""),
        ("2027", 0, "lies in the future"),
        ("2020s", 0, "reaches into the future"),
        ("21st century", 20, "its year is not known"),
        ("2020–2030", 0, "its year is not known"),
    ],
)
def test_why_a_suggestion_is_refused(date: str, years: int, said: str) -> None:
    """What is to come always; what is recent by the rule; a decade or century by its last year."""
    found = why_refused(parse_date(date), 2026, years)
    assert said in found
    assert bool(said) == bool(found)
