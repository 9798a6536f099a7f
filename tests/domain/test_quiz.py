"""Which questions are asked and how, which guesses count, when a round closes."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import quiz
from bot.domain.content import Question
from bot.domain.quiz import PRESSES, Rules, Session
from tests.domain.quizzing import BELL, ESTIMATE, POSTED, asked, by_user, guess, rounds
from tests.domain.quizzing import rules as any_rules
from tests.domain.samples import question

RANKED, CASUAL = Rules(), Rules(ranked=False)
RACE = Rules(scoring="race")
ORDERED = {"answer": "True", "distractors": ["False"], "options": ["True", "False"], "keep_order": True}


def test_a_level_takes_the_questions_of_its_difficulties():
    """Easy and hard do not meet; without a level every question fits."""
    questions = [question(n, difficulty=n) for n in range(1, 6)]

    assert [1, 2] == [one.difficulty for one in quiz.fitting(questions, "easy")]
    assert [4, 5] == [one.difficulty for one in quiz.fitting(questions, "hard")]
    assert questions == quiz.fitting(questions, None)


@given(st.integers(), st.integers(0, 7))
def test_nothing_repeats_until_all_were_asked(seed, seen):
    """Whatever was shown before comes after all that was not, and nothing twice in one quiz."""
    questions = [question(n) for n in range(8)]
    marks = {one.id: at for at, one in enumerate(questions[:seen])}
    done: list[Question] = []
    while found := quiz.next_question(questions, done, marks, random.Random(seed)):
        chosen, unseen, total = found
        assert 8 - len(marks) == unseen
        assert 8 == total
        done.append(chosen)
        marks.pop(chosen.id, None)
        marks[chosen.id] = 100 + len(done)

    assert 8 == len({one.id for one in done})
    assert {one.id for one in questions[seen:]} == {one.id for one in done[: 8 - seen]}


def test_a_question_whose_answer_was_told_comes_last():
    """The same answer or the same claim, asked about again, waits until nothing else is unseen."""
    same_answer = question(2, answer="Samarkand 1")
    same_claim = question(3, ledger=["C1"])
    other = question(4)
    done = [question(1, ledger=["C1"])]
    pool = [*done, same_answer, same_claim, other]

    def chosen(seed, marks):
        found = quiz.next_question(pool, done, marks, random.Random(seed))
        return found and found[0]

    for seed in range(20):
        assert other == chosen(seed, {})
        assert chosen(seed, {other.id: 1}) in (same_answer, same_claim)
        all_seen = {same_answer.id: 1, same_claim.id: 2, other.id: 3}
        assert other == chosen(seed, all_seen)


def test_there_is_no_question_after_the_last():
    """None where all that match were asked."""
    assert quiz.next_question([question(1)], [question(1)], {}, random.Random(1)) is None
    assert quiz.next_question([], [], {}, random.Random(1)) is None


def test_forms_follow_the_mode():
    """Buttons are buttons, typed is typed or an estimate, mixed is both."""
    ordinary, number = question(1), question(2, **ESTIMATE)

    def forms(what, mode):
        return {quiz.form_of(what, mode, random.Random(seed)) for seed in range(50)}

    assert {"buttons"} == forms(ordinary, "buttons") == forms(number, "buttons")
    assert ({"typed"}, {"estimate"}) == (forms(ordinary, "typed"), forms(number, "typed"))
    assert ({"buttons", "typed"}, {"buttons", "estimate"}) == (forms(ordinary, "mixed"), forms(number, "mixed"))


@given(st.integers())
def test_options_are_all_there_in_an_order_that_the_seed_decides(seed):
    """The same seed gives the same order; a question that keeps its order keeps it."""
    what, ordered = question(1), question(2, **ORDERED)
    options = quiz.options_of(what, random.Random(seed))

    assert sorted((what.answer, *what.distractors)) == sorted(options)
    assert options == quiz.options_of(what, random.Random(seed))
    assert ("True", "False") == quiz.options_of(ordered, random.Random(seed))


def test_options_with_an_order_of_their_own_keep_it():
    """True comes before False whatever the dice say."""
    assert {("True", "False")} == {quiz.options_of(question(1, **ORDERED), random.Random(seed)) for seed in range(9)}


def test_every_place_can_hold_the_answer():
    """Nobody learns where the answer stands."""
    places = {quiz.options_of(question(1), random.Random(seed)).index("Samarkand 1") for seed in range(100)}
    assert {0, 1, 2, 3} == places


@given(st.lists(st.text("ab ", min_size=1, max_size=40).filter(str.strip), min_size=2, max_size=5), st.floats(1, 3))
def test_time_by_length_is_within_bounds(texts, factor):
    """From 10 to 60 seconds, times the factor."""
    what = question(1, question=texts[0], distractors=texts[1:])
    assert 10 * factor <= quiz.limit_s(what, Rules(factor=factor)) <= 60 * factor


def test_time_is_as_chosen_or_by_the_words():
    """8 s and 0.35 s for each word of the question and its options; what the starter chose is not stretched."""
    what = question(1, question="one two three four", answer="five", distractors=["six seven", "eight", "nine ten"])

    assert 8 + 0.35 * 10 == pytest.approx(quiz.limit_s(what, Rules()))
    assert 2 * (8 + 0.35 * 10) == pytest.approx(quiz.limit_s(what, Rules(factor=2)))
    assert 15.0 == quiz.limit_s(what, Rules(limit_s=15, factor=2))
    assert 10.0 == quiz.limit_s(question(1, question="One?", distractors=["a"]), Rules())
    assert 60.0 == quiz.limit_s(question(1, question="a " * 99 + "b", distractors=["c " * 99 + "d"]), Rules())


def test_a_round_is_the_same_for_the_same_dice():
    """After a restart the question has its form and the order of its buttons again."""
    for seed in range(20):
        made = [quiz.round_of(Rules(mode="mixed"), 3, question(1), random.Random(seed)) for _ in range(2)]
        assert made[0] == made[1]
        assert bool(made[0].options) == (made[0].form == "buttons")


def test_the_first_vague_guess_and_the_first_list_cost_nothing():
    """Only the first one that was right but too vague is free, and the first that named several answers."""
    first, second, wrong = guess(1, 1, "prompt"), guess(1, 2, "prompt"), guess(1, 3, "reject")

    several = [guess(1, n, "reject", rule="list") for n in (4, 5)]

    assert [] == quiz.used([first]) == quiz.used(several[:1])
    assert several[1:] == quiz.used(several)
    assert [second, wrong] == quiz.used([first, second, wrong])
    assert first == quiz.prompted([first])
    assert quiz.prompted([first, second]) is None
    assert quiz.prompted([wrong]) is None
    assert quiz.prompted([]) is None


@pytest.mark.parametrize(
    ("rules", "form", "verdicts", "is_final"),
    [
        (RANKED, "buttons", ["accept"], False),
        (RACE, "buttons", ["reject"], True),
        (RACE, "buttons", [], False),
        (RANKED, "typed", ["reject"], True),
        (RANKED, "typed", ["prompt"], False),
        (RANKED, "typed", ["prompt", "prompt"], True),
        (CASUAL, "typed", ["reject", "reject"], False),
        (CASUAL, "typed", ["reject", "reject", "reject"], True),
        (CASUAL, "typed", ["reject", "accept"], True),
        (CASUAL, "typed", ["prompt", "reject", "reject"], False),
        (RANKED, "estimate", ["reject"], True),
    ],
)
def test_when_a_player_has_had_all_guesses(rules, form, verdicts, is_final):
    """One typed guess where ranked, three elsewhere; on buttons one in a race and the last one else."""
    mine = [guess(1, n, verdict) for n, verdict in enumerate(verdicts)]
    assert is_final == quiz.is_final(rules, form, mine)


@pytest.mark.parametrize(
    ("rules", "form", "verdicts", "counts"),
    [
        (RANKED, "buttons", ["accept", "reject"], 1),
        (RACE, "buttons", ["reject", "accept"], 0),
        (RANKED, "typed", ["reject", "accept"], 0),
        (RANKED, "typed", ["prompt", "accept"], 1),
        (RANKED, "typed", ["prompt"], 0),
        (RANKED, "typed", ["prompt", "prompt"], 1),
        (CASUAL, "typed", ["reject", "accept"], 1),
        (CASUAL, "typed", ["reject", "reject", "reject", "accept"], 2),
        (CASUAL, "estimate", ["reject", "reject"], 1),
        (RANKED, "typed", [], None),
    ],
)
def test_which_guess_counts(rules, form, verdicts, counts):
    """The last press, in a race the first; typed the first right one within the tries, else the last of them."""
    mine = [guess(1, n, verdict) for n, verdict in enumerate(verdicts)]
    assert (None if counts is None else mine[counts]) == quiz.counted(rules, form, mine)


def test_a_guess_of_its_own_time_is_taken():
    """From the moment of the question to the deadline, however late it is looked at."""
    for after_ms in (0, 20_000):
        assert quiz.why_not(RANKED, asked(), [], at=POSTED + after_ms, posting=0) is None


@pytest.mark.parametrize(
    ("at", "posting", "mine", "changes", "why_not"),
    [
        (POSTED - 1, 0, [], {}, "early"),
        (BELL + 1, 0, [], {}, "late"),
        (BELL, 1, [], {}, "moved"),
        (BELL, 0, [guess(1, 1, "reject")], {}, "final"),
        (BELL, 1, [guess(1, 1, "reject", posting=0)], {"posting": 1}, "moved"),
        (BELL, 1, [guess(1, 1, "prompt", posting=0)], {"posting": 1}, None),
        (BELL, 0, [guess(1, 1, "prompt", posting=0)], {"posting": 1}, "moved"),
        (BELL, 1, [guess(1, 1, "prompt", posting=0), guess(1, 2, "prompt", posting=0)], {"posting": 1}, "moved"),
        (BELL, 0, [], {"closed_at": BELL - 1}, "late"),
        (BELL - 1, 0, [], {"closed_at": BELL - 1}, None),
        (BELL + 1, 0, [], {"closed_at": BELL + 900}, "late"),
        (BELL + 19_000, 0, [guess(1, 19_000, "prompt")], {}, None),
        (BELL + 19_001, 0, [guess(1, 19_000, "prompt")], {}, "late"),
        (POSTED + 5, 0, [guess(1, 9, "reject")], {}, None),
    ],
)
def test_why_a_guess_is_not_taken(at, posting, mine, changes, why_not):
    """Early, late, after the reveal of a round that closed early, to an old posting, after the final one.

    Who was asked for more has the prompt's own time, and may answer where the question was asked again; a guess made
    before one that is here already is taken.
    """
    assert why_not == quiz.why_not(RANKED, asked(**changes), mine, at=at, posting=posting)


def test_so_many_presses_are_no_change_of_mind():
    """The twenty-first press of one player is not kept."""
    mine = [guess(1, n) for n in range(PRESSES)]
    assert quiz.why_not(RANKED, asked("buttons"), mine[1:], at=BELL, posting=0) is None
    assert "many" == quiz.why_not(RANKED, asked("buttons"), mine, at=BELL, posting=0)


@given(any_rules, rounds(), st.integers(-50_000, 100_000), st.none() | st.integers(POSTED, BELL + 50_000))
def test_a_guess_outside_of_its_time_is_never_taken(rules, played, after_ms, closed_at):
    """Before the question, after the close, or after both deadline and prompt, nothing counts."""
    opened, made = played
    mine = by_user(*made).get(1, [])
    at = POSTED + after_ms
    if quiz.why_not(rules, replace(opened, closed_at=closed_at), mine, at=at, posting=0) is None:
        assert POSTED <= at
        assert closed_at is None or at <= closed_at
        waits = [one for one in mine if one.verdict == "prompt" and one.at <= at]
        assert at <= max([BELL, *(one.at + rules.prompt_ms for one in waits)])


def test_the_winner_is_the_earliest_right_guess_that_counts():
    """In a race a second press wins nothing, whichever of the two is heard of first."""
    pressed = by_user(guess(1, 5, "reject"), guess(1, 10), guess(2, 20), guess(3, 30))

    assert pressed[2][0] == quiz.winner(RACE, "buttons", pressed)
    assert quiz.winner(RACE, "buttons", by_user(guess(1, 5, "reject"))) is None
    assert quiz.winner(RACE, "typed", {}) is None


def test_when_the_reveal_comes():
    """After the deadline and the grace; a race closes that long after its winner; a prompt is waited for."""
    won, vague = by_user(guess(1, 3_000)), by_user(guess(1, 19_000, "prompt"))

    assert BELL + 1_500 == quiz.reveal_at(RANKED, asked(), {})
    assert BELL + 1_500 == quiz.reveal_at(RANKED, asked(), won)
    assert POSTED + 4_500 == quiz.reveal_at(RACE, asked(), won)
    assert BELL + 1_500 == quiz.reveal_at(RACE, asked(), by_user(guess(1, 21_000)))
    assert BELL + 1_500 == quiz.reveal_at(RACE, asked(), by_user(guess(1, 3_000, "reject")))
    assert BELL + 1_500 == quiz.reveal_at(RACE, asked("estimate"), by_user(guess(1, 3_000, distance=0)))
    assert POSTED + 19_000 + 20_000 + 1_500 == quiz.reveal_at(RANKED, asked(), vague)


def test_a_round_ends_early_when_everybody_active_is_done():
    """Everyone who joined or played lately, and whoever guessed now, has a final guess; without anybody it waits."""
    mine = by_user(guess(1), guess(2, verdict="prompt"))

    assert quiz.all_have_guessed(RANKED, asked("buttons"), by_user(guess(1)), {1})
    assert not quiz.all_have_guessed(RANKED, asked("buttons"), by_user(guess(1)), {1, 2})
    assert not quiz.all_have_guessed(RANKED, asked("buttons"), by_user(guess(1)), set())
    assert quiz.all_have_guessed(RANKED, asked(), by_user(guess(1)), {1})
    assert not quiz.all_have_guessed(RANKED, asked(), mine, {1})
    assert not quiz.all_have_guessed(CASUAL, asked(), by_user(guess(1, verdict="reject")), {1})


def test_hints_do_not_give_the_answer():
    """A wrong option, a span with the number in it, the first letters; of two options there is no hint."""
    for seed in range(50):
        dice = random.Random(seed)
        assert quiz.hint_of(asked("buttons"), dice) in {"Bukhara", "Khiva", "Tashkent"}
        low, high = map(int, quiz.hint_of(asked("estimate"), dice).split(" to "))
        assert (low <= 1917 <= high, 10) == (True, high - low)
    assert "S________ 1" == quiz.hint_of(asked(), random.Random(1))
    long = question(1, **{**ESTIMATE, "estimate": {"value": -2, "until": 3, "tolerance": 1}})
    assert quiz.hint_of(asked("estimate", question=long), random.Random(1)) in {"2 BC to 4", "3 BC to 3"}
    assert not quiz.has_hint(asked("buttons", options=("True", "False")))
    assert all(map(quiz.has_hint, (asked("buttons"), asked(), asked("estimate"))))


def test_years_and_numbers_in_words():
    """There is no year 0; thousands of a number stand apart."""
    assert ["1 BC", "1 BC", "1", "21000"] == [quiz.in_words(n, is_year=True) for n in (-1, 0, 1, 21_000)]
    assert ["-1", "0", "21,000"] == [quiz.in_words(n, is_year=False) for n in (-1, 0, 21_000)]


def test_whose_channel_is_its_own_thread():
    """A channel is older than the quiz that is started in it, a thread on the lobby younger."""
    here = Session(id=5, guild_id=1, channel_id=2, starter_id=3, rules=Rules(), seed=0)

    assert not here.in_own_thread
    assert replace(here, channel_id=6).in_own_thread


def test_a_round_is_closed_when_its_answer_is_told():
    """What we take for its close may be a little late; the moment of the reveal is exact, and only the first counts."""
    open_round = asked()

    assert [50, 40] == [open_round.closed_by(50).closed_at, open_round.closed_by(50).closed_by(40).closed_at]
    assert 50 == open_round.closed_by(50).closed_by(60).closed_at
