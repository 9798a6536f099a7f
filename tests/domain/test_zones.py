"""A time zone is found from what people type."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.zones import USUAL, nearest_zones, zone_named

NAMES = (files("tzdata") / "zones").read_text("ascii").split()


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" berlin ", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("america/new york", "America/New_York"),
        ("utc", "UTC"),
        ("Louisville", None),  # America/Louisville and America/Kentucky/Louisville
        ("Mars/Base", None),
        ("", None),
    ],
)
def test_a_zone_is_named_in_any_spelling(typed: str, zone: str | None) -> None:
    """Capitals, spaces and the continent may be left out; what fits two zones or none fits none."""
    assert zone == zone_named(NAMES, typed)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("berln", "Europe/Berlin"),
        ("Europ/Berlin", "Europe/Berlin"),
        ("moskow", "Europe/Moscow"),
        ("amerca/newyork", "America/New_York"),
        ("tok", "Asia/Tokyo"),
    ],
)
def test_the_nearest_zone_comes_first(typed: str, zone: str) -> None:
    """A slip in the spelling does not hide it, nor does a word that is not yet finished."""
    assert zone == nearest_zones(NAMES, typed, 3)[0]


def test_before_anything_is_typed_usual_zones_are_offered() -> None:
    """Each of them exists."""
    assert list(USUAL) == nearest_zones(NAMES, " ", 25)
    assert set() == set(USUAL) - set(NAMES)


@given(typed=st.text(max_size=500))
def test_whatever_is_typed_three_are_near(typed: str) -> None:
    """No text raises, and none is offered twice."""
    assert 3 == len(set(nearest_zones(NAMES, typed, 3)))
