"""Forms and cards of suggestions stay within Discord's limits, and what was typed is read back."""

from dataclasses import dataclass

import pytest

from bot.domain.proposal import PROPOSED, Proposal
from bot.domain.proposing import FORMS, completed
from bot.presentation import suggestions as shown
from bot.presentation.components import COMPONENT_LIMIT
from bot.presentation.text import CARD_LIMIT
from tests.domain.proposals import made
from tests.presentation.parts import parts, texts

WIDE = "*"  # a letter that is escaped wherever it stands


@dataclass(frozen=True)
class Said:
    """A suggestion as it is shown."""

    proposal: Proposal
    id: int = 2**63
    user_id: int = 2**63
    name: str = "Ben"
    state: str = "open"
    reviewer_id: int | None = None
    reason: str = ""


def longest(kind):
    """A proposal in which every field is as long as it may be, and all of it is escaped."""
    first = {asked.name: WIDE * asked.most for asked in FORMS[kind, "first"]}
    dates = {"date": "44 BC", "change": f"44 BC, {WIDE * 200}: {WIDE * 250}"}
    more = {
        "questions": "\n".join([WIDE * 95] * 4),
        "stays": WIDE * 300,
        "for": f"{WIDE * 100}: {WIDE * 190}",
        "against": f"{WIDE * 100}: {WIDE * 190}",
        "finding": WIDE * 500,
        "earliest": WIDE * 500,
        "filed": "regions: southeast-asia, middle-east, indian-ocean, central-asia\nsensitivity: violence, atrocity",
        "accept": "\n".join(f"{name}{WIDE * 180}" for name in ("Waterloo", "Belle-Alliance")),
        "prompt": f"Brabant{WIDE * 190}",
        "reject": "\n".join(f"{name}{WIDE * 130}" for name in ("Hougoumont", "Plancenoit")),
    }
    if kind == "question":
        first["answer"] = f"Mont-Saint-Jean{WIDE * 85}"
        first["wrong_answers"] = "\n".join(f"{name}{WIDE * 90}" for name in ("Ligny", "Jena", "Leipzig"))
        first["explanation"] = f"44 BC: {WIDE * 493}"
    whole = completed(made(kind, **{name: dates.get(name, text) for name, text in first.items()}), more)
    assert not isinstance(whole, list), whole
    return whole


@pytest.mark.parametrize("state", ["open", "approved", "declined"])
@pytest.mark.parametrize("kind", PROPOSED)
def test_the_longest_suggestion_fits_into_one_card(kind, state):
    """With who made it, who decided and why; what is too much is cut, and the buttons stay."""
    name, reason = WIDE * 32, "x" * shown.REASON_LIMIT
    one = Said(longest(kind), name=name, state=state, reviewer_id=2**63, reason="" if state == "open" else reason)
    card = shown.notice(one)
    assert CARD_LIMIT >= sum(map(len, texts(card)))
    assert COMPONENT_LIMIT >= len(list(parts(card)))
    assert (state == "open") == any(part.get("custom_id") == shown.approve_id(one) for part in parts(card))


@pytest.mark.parametrize("form", FORMS)
def test_what_is_to_be_mended_fits_into_one_card(form):
    """The longest that can be typed, each letter of it escaped."""
    kind, part = form
    typed = {asked.name: WIDE * asked.most + "x" * asked.grows for asked in FORMS[form]}
    card = shown.to_mend(kind, 2**63, part, ["x" * 150] * 5, typed)
    assert CARD_LIMIT >= sum(map(len, texts(card)))
    assert all(len(part.get("custom_id", "")) <= 100 for part in parts(card))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_keeps_discords_limits(form):
    """Title and labels 45, descriptions 100 characters; at most five fields, those wanted marked so."""
    kind, part = form
    modal = shown.form(kind, 2**63, part, {asked.name: "x" * asked.most for asked in FORMS[form]})
    labels = modal.to_components()
    assert len(modal.title) <= 45
    assert len(modal.custom_id) <= 100
    assert 5 >= len(labels) == len(FORMS[form])
    for asked, label in zip(FORMS[form], labels, strict=True):
        field = label["component"]
        assert len(label["label"]) <= 45
        assert len(label["description"]) <= 100
        assert (asked.name, asked.most, asked.least > 0) == (
            *(field["custom_id"], field["max_length"]),
            field["required"],
        )
        assert asked.most == len(field["value"])


@pytest.mark.parametrize("form", FORMS)
def test_a_form_cuts_nothing_of_what_it_is_filled_with(form):
    """Also where that is longer than what may be typed; but for Discord's limit."""
    for length, kept in ((700, 700), (5000, 4000)):
        modal = shown.form(form[0], 2**63, form[1], {asked.name: "x" * length for asked in FORMS[form]})
        fields = [label["component"] for label in modal.to_components()]
        assert {(kept, kept)} == {(field["max_length"], len(field["value"])) for field in fields}


def test_an_author_who_left_is_not_named():
    """And a list of suggestions has each with what came of it."""
    nameless = shown.notice(Said(made("fact"), name=""))
    assert any("a former member" in text for text in texts(nameless))
    listed = "\n".join(texts(shown.mine([Said(made("quote"), state="declined", reason="We had it")])))
    assert "Arthur Wellesley\\: Nothing except" in listed
    assert "**Declined**\n  We had it" in listed
    assert "None yet" in "\n".join(texts(shown.mine([])))
