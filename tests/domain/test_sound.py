"""A member's question is checked as those of the packs are, before anybody reads it."""

import pytest

from bot.domain.proposal import QuestionProposal
from bot.domain.sound import faults
from tests.domain.proposals import a_question

WATERLOO = QuestionProposal.model_validate(
    a_question().model_dump()
    | {
        "question": "At which battle did the Prussians arrive in the afternoon?",
        "answer": "Waterloo",
        "distractors": ("Ligny", "Leipzig", "Jena"),
        "accept": ("La Belle Alliance",),
        "prompt": ("Brabant",),
        "reject": ("Quatre Bras",),
    }
)


def test_a_sound_question_has_no_faults() -> None:
    """With other forms of its answer, vague ones and near misses."""
    assert [] == faults(a_question()) == faults(WATERLOO)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("distractors", ("Ligny", "the battle of Waterloo", "Jena"), 'Wrong answer 2: "the battle of Waterloo" would'),
        ("distractors", ("Ligny", "Jena", "ligny"), 'Wrong answer: "ligny" stands there twice'),
        ("question", "Was it at Waterloo that the Prussians arrived?", "the question says its answer"),
        ("question", "At which battle (in Brabant was it?", "Question: has a quotation mark or bracket"),
        ("explanation", "At last they came!", "Explanation: has an exclamation mark"),
        ("source", "https://en.wikipedia.org/wiki/Battle_of_Waterloo", "an encyclopaedia that anybody edits"),
        ("tolerance", 5, "Only a year or a number can be guessed nearly"),
        ("answer", "?!", "“?!” is right, but would not be taken"),
        ("answer", "x " * 30, "is right, but would not be taken"),
        ("prompt", ("?",), "“?” would not be asked about as too vague"),
        ("reject", ("the Waterloo",), "“the Waterloo” is wrong, but would be taken"),
        ("reject", ("Waterloo",), 'Also wrong 1: "Waterloo" is also accepted'),
    ],
)
def test_each_fault_is_said(field: str, value: object, said: str) -> None:
    """With the field as the form calls it, and what would be right."""
    found = faults(WATERLOO.model_copy(update={field: value}))
    assert any(said in sentence for sentence in found), found


def test_a_card_that_would_be_too_long_is_no_fault_of_one_field() -> None:
    """It is told of the question as a whole."""
    accept = tuple(f"{number}{'x' * 190}" for number in range(12))
    people = WATERLOO.filing.model_copy(update={"people": tuple("x" * 200 for _ in range(22))})
    found = faults(WATERLOO.model_copy(update={"accept": accept, "filing": people}))
    assert any(sentence.startswith("Question: the card would have") for sentence in found), found
