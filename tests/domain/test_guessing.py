"""From what a player sends to a judged guess and to what the player is told."""

import pytest

from bot.domain.answer import key_of
from bot.domain.guessing import Submission, failed_words, judged, told
from bot.domain.quiz import Guess, Rules
from tests.domain.quizzing import ESTIMATE, POSTED, asked, guess
from tests.domain.samples import question

PERSON = {
    "question": "Which Bolshevik led the Petrograd Soviet after 1917?",
    "answer": "Grigory Zinoviev",
    "answer_kind": "person",
    "distractors": ["Lev Kamenev", "Leon Trotsky", "Joseph Stalin"],
    "prompt": ["Grigory"],
}


def sent(text="", **changes):
    """What a player sent two seconds after the question."""
    return Submission(**{"id": 7, "user_id": 1, "name": "Anna", "at": POSTED + 2_000, "text": text, **changes})


def kept(opened, submission):
    """The guess that becomes of it."""
    found = judged(opened, None, submission)
    assert isinstance(found, Guess)
    return found


def typed(text, **changes):
    """What becomes of a typed text."""
    what = question(1, **PERSON)
    return judged(asked(question=what), key_of(what, ["Lev Kamenev"]), sent(text, **changes))


def test_a_press_is_the_option_of_its_number():
    """The guess has the option's words, its own time and the posting that it answers."""
    opened = asked("buttons", posting=2)
    right, wrong = (kept(opened, sent(option=option)) for option in (0, 1))

    assert ("accept", "Samarkand 1", "option", 2_000, 2) == (
        right.verdict, right.text, right.rule, right.elapsed_ms, right.posting,
    )  # fmt: skip
    assert ("reject", "Bukhara") == (wrong.verdict, wrong.text)


@pytest.mark.parametrize("option", [None, -1, 4])
def test_what_is_no_option_is_no_guess(option):
    """A number that no button has, or a text where buttons are asked for, costs nothing."""
    assert "unreadable" == judged(asked("buttons"), None, sent("Samarkand 1", option=option))


@pytest.mark.parametrize(
    ("text", "verdict"), [("zinoviev", "accept"), ("Grigory", "prompt"), ("Kamenev", "reject"), ("Lenin", "reject")]
)
def test_typed_guesses_have_the_judge_s_verdict(text, verdict):
    """The verdict with its rule and the form in which the guess was read."""
    found = typed(text)
    assert (verdict, text) == (found.verdict, found.text)
    assert found.rule
    assert found.normal == text.lower()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("?!", "empty"),
        ("", "empty"),
        ("x" * 201, "empty"),
    ],
)
def test_what_is_no_guess_costs_no_try(text, why):
    """Nothing to read or too much to read."""
    assert why == typed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zinoviev or Kamenev",
        "Lenin or Stalin",
        "Lenin / Stalin",
        "Lenin; Stalin",
        "Lenin? Stalin?",
        "Lenin\nStalin",
        "Lenin, Stalin, Trotsky",
    ],
)
def test_a_list_is_one_whether_the_answer_is_in_it_or_not(text):
    """So it tells nothing of the answer."""
    found = typed(text)
    assert ("reject", "list") == (found.verdict, found.rule)


@pytest.mark.parametrize("text", ["Lenin", "Stalin, Joseph", "7/11/1917", "Orwell", "the order of Malta", "who?"])
def test_one_wrong_answer_is_no_list(text):
    """Commas, slashes and letters that stand in a single name or date."""
    found = typed(text)
    assert "reject" == found.verdict
    assert "list" != found.rule


def test_talk_in_the_channel_is_a_guess_only_where_it_may_be_right():
    """A wrong or unreadable message to nobody costs nothing; a right or vague one counts."""
    assert "empty" == typed("hello everybody", is_chat=True)
    assert "accept" == typed("Zinoviev", is_chat=True).verdict
    assert "prompt" == typed("Grigory", is_chat=True).verdict


@pytest.mark.parametrize(
    ("text", "normal", "off", "verdict"),
    [
        ("1917", "1917", 0, "accept"),
        ("1914?", "1914", 3, "reject"),
        ("1914-1918", "1914 to 1918", 3, "reject"),
        ("44 BC", "44 BC", 1960, "reject"),
    ],
)
def test_estimates_are_read_as_years_or_spans(text, normal, off, verdict):
    """The guess says how it was read and how far it is off."""
    found = kept(asked("estimate"), sent(text))
    assert (normal, off, verdict, "estimate") == (found.normal, found.distance, found.verdict, found.rule)


def test_numbers_that_are_no_years():
    """A number question takes a number, with its thousands apart in words."""
    what = question(
        1, **{**ESTIMATE, "answer": "21000", "answer_kind": "number", "estimate": {"value": 21000, "tolerance": 99}}
    )
    assert "20,950" == kept(asked("estimate", question=what), sent("20 950")).normal


@pytest.mark.parametrize(
    ("text", "is_chat"), [("soon", False), ("", False), ("I have 2 cats", True), ("1917 was bad", True)]
)
def test_what_is_no_estimate_is_no_guess(text, is_chat):
    """No number in it; or, in the channel, more than a number: people talk of numbers."""
    assert "unreadable" == judged(asked("estimate"), None, sent(text, is_chat=is_chat))
    assert 0 == kept(asked("estimate"), sent("1917 AD", is_chat=True)).distance


def test_a_number_without_end_is_no_guess():
    """Two hundred nines are an answer to nothing, and would fit no database."""
    what = question(1, answer="3", answer_kind="number", estimate={"value": 3, "tolerance": 9})
    assert "unreadable" == judged(asked("estimate", question=what), None, sent("9" * 200))
    assert 10**15 - 4 == kept(asked("estimate", question=what), sent("9" * 15)).distance


def test_a_typed_guess_needs_the_question_s_key():
    """Without it nothing can be judged."""
    with pytest.raises(ValueError, match="without its key"):
        judged(asked(), None, sent("Samarkand"))


def test_what_a_player_is_told():
    """The guess that counts, the tries that are left, until when more may be said."""
    rules = Rules(ranked=False)
    wrong, vague = guess(1, 1_000, "reject"), guess(1, 2_000, "prompt")
    first = told(rules, asked(), [wrong, vague], guess=vague)
    refused = told(rules, asked(), [wrong], "empty")
    nothing = told(Rules(), asked(), [], "late")
    free = told(Rules(), asked(posting=1), [vague], "moved")

    assert (vague, False, 2, POSTED + 22_000) == (first.guess, first.is_final, first.tries_left, first.prompt_until_at)
    assert (wrong, "empty", 2, 0) == (refused.guess, refused.why_not, refused.tries_left, refused.prompt_until_at)
    assert (None, "late", 1) == (nothing.guess, nothing.why_not, nothing.tries_left)
    assert (None, "moved", 1) == (free.guess, free.why_not, free.tries_left)


def test_the_word_that_failed_is_found_again():
    """By judging anew; not for presses, right guesses, estimates or texts that are gone."""
    what = question(1, **PERSON)
    wrong = guess(1, 1, "reject", text="Zinoviev the painter Picasso", rule="extra")
    rest = [
        guess(1, 2, "reject", text="Khiva", rule="option"),
        guess(1, 3, "reject", text="1914", rule="estimate"),
        guess(1, 4, "reject", text="", rule="different"),
        guess(1, 5),
    ]

    assert {wrong.id} == set(failed_words(what, [wrong, *rest]))
    assert {} == failed_words(what, rest)


@pytest.mark.parametrize(
    ("text", "verdict", "rule", "nearest"),
    [
        ("the Maracanda", "accept", "appeal", "maracanda"),
        ("Maracandaa", "accept", "appeal", "maracanda"),
        ("Samarkand 1", "accept", "exact", "Samarkand 1"),
        ("Khiva", "reject", "rival", "Khiva"),
    ],
)
def test_what_reviewers_accept_is_right(text, verdict, rule, nearest):
    """With slips of spelling, and under a rule of its own; the question's own answers keep theirs."""
    what = question(1)
    key = key_of(what.model_copy(update={"accept": ["maracanda"]}), ["Khiva"])
    found = judged(asked(question=what), key, sent(text), {"maracanda"})
    assert isinstance(found, Guess)
    assert (verdict, rule, nearest) == (found.verdict, found.rule, found.nearest)


def test_what_reviewers_accept_is_right_where_the_judge_knows_no_names():
    """A statement that is true or false is answered by what the reviewers say too."""
    what = question(1, answer="True", distractors=["False"])
    found = judged(asked(question=what), key_of(what, []), sent("Sarmatia"), {"sarmatia"})
    refused = judged(asked(question=what), key_of(what, []), sent("Sarmatia"))
    assert isinstance(found, Guess)
    assert isinstance(refused, Guess)
    assert ("accept", "appeal", "sarmatia") == (found.verdict, found.rule, found.nearest)
    assert "reject" == refused.verdict
