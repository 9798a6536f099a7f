"""A form becomes a proposal, or sentences on what to mend; what is alike is found."""

import pytest

from bot.domain.proposal import EXAMPLE, FIELDS, Proposal, proposed, twin_of
from tests.domain.samples import whatif

TYPED = {
    "title": "the driver had kept to the quay?",
    "background": "Franz Ferdinand's driver took a wrong turning, and Princip shot him.",
    "change": EXAMPLE,
    "source": "Christopher Clark, The Sleepwalkers",
    "question": "Would another crisis have led to war?",
}


def made(**changes: str) -> Proposal:
    """What the form gives, which has nothing to mend."""
    found = proposed(TYPED | changes)
    assert isinstance(found, Proposal), found
    return found


def test_a_form_becomes_a_proposal() -> None:
    """Date, place and change are read from one field, and the title's "What if" is not said twice."""
    found = made(title="What if… the driver had kept to the quay?")
    assert TYPED["title"] == found.title
    assert ("28 June 1914", "Sarajevo") == (str(found.pod.date), found.pod.place)
    assert "the driver keeps to the quay" == found.pod.change
    assert TYPED == found.fields
    assert found == proposed(found.fields)
    assert found == Proposal.model_validate_json(found.model_dump_json())


def test_a_place_may_have_commas_and_a_change_colons() -> None:
    """Only the first of each parts them."""
    pod = made(change="c. 1347, Caffa, Crimea: the plan: nobody flees").pod
    assert ("c. 1347", "Caffa, Crimea", "the plan: nobody flees") == (str(pod.date), pod.place, pod.change)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "What if", "title is too short"),
        ("title", "x" * 91, "title is too long: 90"),
        ("background", "Short.", "background is too short"),
        ("background", "x" * 601, "background is too long"),
        ("source", " ", "Name a source"),
        ("question", "Why?", "one question"),
        ("change", "the driver keeps to the quay", "a comma, its place and a colon"),
        ("change", "28 June 1914: the driver keeps to the quay", "a comma, its place and a colon"),
        ("change", "28 June 1914, Sarajevo:", "a comma, its place and a colon"),
        ("change", "31 June 1914, Sarajevo: the driver keeps to the quay", "begins with a date"),
        ("change", f"1914, {'x' * 201}: the driver keeps to the quay", "a comma, its place and a colon"),
    ],
)
def test_what_is_wrong_is_said(field: str, typed: str, said: str) -> None:
    """One sentence for the one field that is wrong."""
    found = proposed(TYPED | {field: typed})
    assert isinstance(found, list)
    [sentence] = found
    assert said in sentence


def test_everything_that_is_wrong_is_said_at_once() -> None:
    """An empty form has something to mend in each field."""
    found = proposed({})
    assert isinstance(found, list)
    assert len(FIELDS) == len(found)


def test_what_is_alike_is_found() -> None:
    """By title or by change, among proposals and what-ifs; other names make another what-if."""
    driver = made()
    same_title = made(title="The driver had kept to the quay")
    same_change = made(title="no war in 1914?", change="28 June 1914, Sarajevo: the driver keeps to the quays")
    other = made(title="the driver had kept to Oxford Street?", change="1914, London: nobody thinks of the archduke")
    assert same_title == twin_of(driver, [other, same_title])
    assert same_change == twin_of(driver, [other, same_change])
    assert None is twin_of(driver, [other])
    assert None is twin_of(driver, [whatif()])
    assert whatif() == twin_of(made(title=whatif().title), [whatif()])
