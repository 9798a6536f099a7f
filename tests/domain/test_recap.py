"""What is told of rounds and of a whole quiz."""

from bot.domain.quiz import Rules
from bot.domain.recap import Played, Record, counts, recap, runs, split
from bot.domain.scoring import Result, results
from tests.domain.quizzing import asked, by_user, guess
from tests.domain.samples import question

RULES = Rules()


def played(form="typed", number=1, *made, **changes):
    """A round of these guesses, closed and paid."""
    opened = asked(form, number=number, **changes)
    guesses = by_user(*made)
    return Played(opened, guesses, results(RULES, opened, guesses))


def test_the_split_counts_what_counts():
    """Each option with those whose last press it was, in the order of the buttons; typed guesses as right and wrong."""
    options = ("Bukhara", "Samarkand 1")
    pressed = by_user(guess(1, 1, text="Bukhara"), guess(1, 2), guess(2, 3, text="Bukhara"))
    typed = by_user(guess(1), guess(2, verdict="reject"), guess(3, verdict="prompt"))

    assert [("Bukhara", 1), ("Samarkand 1", 1)] == split("buttons", options, pressed, RULES)
    assert [("right", 1), ("wrong", 2)] == split("typed", (), typed, RULES)


def test_a_run_ends_with_a_wrong_answer_or_with_none():
    """The longest run of each player who was ever right."""
    right, wrong = Result(1, 1, True, 9, 1), Result(1, 2, False, 0, 1)
    other = Result(2, 3, True, 9, 1)

    assert {1: 2, 2: 3} == runs([[right, other], [right, other], [wrong, other], [right], []])
    assert {1: 1} == runs([[right], [], [right]])


def test_the_recap_names_the_records():
    """Fastest right answer, hardest question, longest run, and everybody's place."""
    hard = question(2)
    rounds = [
        played("typed", 1, guess(1, 900), guess(2, 800)),
        played("typed", 2, guess(1, 700), guess(2, 600, "reject"), question=hard),
        played("estimate", 3, guess(1, 100, distance=0), guess(2, 200, "reject", distance=3)),
    ]
    told = recap(RULES, rounds, {1: "Anna"}, "done")

    assert Record(1, 700) == told.fastest
    assert (hard, (1, 2)) == (told.hardest, told.hardest_right)
    assert Record(1, 3) == told.longest_run
    assert [1, 2] == [standing.user_id for standing in told.standings]
    assert (3, 10, True, False) == (len(told.asked), told.planned, told.ranked, told.counts)


def test_hidden_players_hold_no_record():
    """Who is hidden keeps a place and is left out of the records."""
    told = recap(RULES, [played("typed", n, guess(1, 900), guess(2, 800)) for n in (1, 2)], {}, "done", hidden={2})

    assert (Record(1, 900), Record(1, 2)) == (told.fastest, told.longest_run)
    assert 2 == len(told.standings)


def test_where_there_is_nothing_to_remember_nothing_is_said():
    """Nobody guessed, one played alone, everything was right: no hardest question, no run of one."""
    nobody = recap(RULES, [played()], {}, "idle")
    alone = recap(RULES, [played("typed", 1, guess(1))], {}, "stopped")
    easy = recap(RULES, [played("typed", 1, guess(1), guess(2))], {}, "done")

    assert (None, None, None, ()) == (nobody.fastest, nobody.hardest, nobody.longest_run, nobody.standings)
    assert (None, None) == (alone.hardest, alone.longest_run)
    assert alone.fastest
    assert easy.hardest is None


def test_what_counts_for_the_leaderboards():
    """A ranked quiz in which three people guessed, right or wrong, in any rounds."""
    one, two, three = (Result(user_id, user_id, False, 0, 1) for user_id in (1, 2, 3))

    assert counts(RULES, [[one, two], [three]])
    assert not counts(RULES, [[one, two], [one]])
    assert not counts(Rules(ranked=False), [[one, two, three]])
