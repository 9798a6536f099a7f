"""What a server made itself is in the types of the packs."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.content import Era, WhatIf
from bot.domain.own import Approved, collection, era_of
from bot.domain.proposal import EXAMPLE, Proposal, proposed
from tests.domain.samples import whatif


def a_proposal() -> Proposal:
    """What a form gives."""
    typed = {
        "title": "the driver had kept to the quay?",
        "background": "Franz Ferdinand's driver took a wrong turning, and Princip shot him.",
        "change": EXAMPLE,
        "source": "Christopher Clark, The Sleepwalkers",
        "question": "Would another crisis have led to war?",
    }
    found = proposed(typed)
    assert isinstance(found, Proposal)
    return found


def test_a_proposal_becomes_a_whatif() -> None:
    """With its credit and its source, found by its id, its era and its day."""
    own = collection([Approved("own-w1", a_proposal(), "Ben", date(2026, 11, 22))])
    [item] = own.matching("whatif", era="modern", type="pod")
    assert isinstance(item, WhatIf)
    assert item == own["own-w1"]
    assert ("Ben", ("Would another crisis have led to war?",)) == (item.contributor, item.questions)
    assert "Christopher Clark, The Sleepwalkers" == own.source_of(item, item.citations[0]).title
    assert (item,) == own.on_day(6, 28)
    assert () == own.matching("whatif", era="medieval")
    assert () == collection([]).matching("whatif")


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
