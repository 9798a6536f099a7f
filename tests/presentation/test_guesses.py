"""What a player is told in private: what was kept, why something was not, why it was right or wrong."""

from dataclasses import replace
from typing import get_args

import pytest

from bot.domain.answer import Rule
from bot.domain.appeal import RULE
from bot.domain.guessing import NoGuess, told
from bot.domain.quiz import PRESSES, Rules, WhyNot
from bot.presentation import guesses, labels
from tests.domain.quizzing import BELL, POSTED, asked, guess
from tests.domain.samples import question
from tests.presentation import quizzes
from tests.presentation.parts import custom_ids, parts, texts
from tests.presentation.test_rounds import fits

REFUSALS = (*get_args(WhyNot), *get_args(NoGuess), "elsewhere")
CASUAL = Rules(ranked=False)


def said(rules, opened, mine, why_not=None, made=None, now_at=POSTED):
    """What the player with these guesses reads."""
    session = replace(quizzes.SESSION, rules=rules)
    card = guesses.told_card(session, told(rules, opened, mine, why_not, made), now_at)
    assert fits(card)
    return "\n".join(texts(card)), custom_ids(card)


@pytest.mark.parametrize("why_not", REFUSALS)
def test_every_refusal_has_its_words(why_not):
    """Each way in which a guess is not taken is said in a sentence of its own."""
    shown, buttons = said(Rules(), asked(), [], why_not)
    others = {said(Rules(), asked(), [], other)[0] for other in REFUSALS if other != why_not}

    assert shown
    assert shown not in others
    assert [] == buttons


def test_a_late_guess_learns_how_late_it_was():
    """By the deadline, or by the moment at which the round closed early."""
    assert "closed 3 s ago" in said(Rules(), asked(), [], "late", now_at=BELL + 3_000)[0]
    assert "closed 5 s ago" in said(Rules(), asked(closed_at=BELL - 2_000), [], "late", now_at=BELL + 3_000)[0]
    assert "closed 1 s ago" in said(Rules(), asked(closed_at=BELL + 900), [], "late", now_at=BELL + 5)[0]
    assert "Your answer: **Samarkand 1**" in said(Rules(), asked(), [guess(1)], "late", now_at=BELL + 5)[0]


def test_a_press_is_told_with_its_letter():
    """What was chosen and until when it can be changed; in a race that it is final."""
    opened = asked("buttons")
    first = guess(1, text="Bukhara", verdict="reject", rule="option")

    shown, _ = said(Rules(), opened, [first], made=first)
    assert "You chose **B · Bukhara**\nYou can change it" in shown
    assert f"<t:{BELL // 1000}:R>" in shown
    assert "It is final." in said(Rules(scoring="race"), opened, [first], made=first)[0]
    assert "**B · Bukhara**" in said(Rules(), opened, [first] * PRESSES, "many")[0]


def test_a_typed_guess_is_told_with_its_verdict():
    """Right, asked for more, wrong with tries left, wrong for good."""
    right, vague, wrong = guess(1), guess(1, 2_000, "prompt", text="Grigory"), guess(1, 3_000, "reject", text="Khiva")
    again = [f"answer:{2**62}:1:0"]

    assert ("✅ **Right.**\nYour answer: **Samarkand 1**", []) == said(Rules(), asked(), [right], made=right)
    shown, buttons = said(Rules(), asked(), [vague], made=vague)
    assert "Which “Grigory”?" in shown
    assert f"<t:{(vague.at + 20_000) // 1000}:R>" in shown
    assert again == buttons
    shown, buttons = said(CASUAL, asked(), [wrong], made=wrong)
    assert "Not accepted.** You have 2 more tries." in shown
    assert again == buttons
    shown, buttons = said(Rules(), asked(), [wrong], made=wrong)
    assert "“Why?” on the reveal" in shown
    assert [] == buttons


def test_a_list_is_refused():
    """One answer is asked for; the first list is free, the second is a wrong answer."""
    first, second = (guess(1, n, "reject", text="Khiva or Bukhara", rule="list") for n in (1, 2))

    shown, buttons = said(Rules(), asked(), [first], made=first)
    assert "One answer, please.** The first list costs nothing. You have 1 more try." in shown
    assert [f"answer:{2**62}:1:0"] == buttons
    assert "Not accepted." in said(Rules(), asked(), [first, second], made=second)[0]


def test_an_estimate_is_read_back():
    """As it was read, where that is not as it was typed; near or far is not told before the reveal."""
    near = guess(1, text="1914-18", verdict="reject", rule="estimate", normal="1914 to 1918", distance=3)
    exact = guess(1, text="1917", rule="estimate", normal="1917", distance=0)

    shown, buttons = said(CASUAL, asked("estimate"), [near], made=near)
    assert "Your answer: **1914\\-18**\nRead as 1914 to 1918.\nYou have 2 more tries." == shown
    assert [f"answer:{2**62}:1:0"] == buttons
    assert ("Your answer: **1917**", []) == said(CASUAL, asked("estimate"), [exact], made=exact)


def test_a_moved_question_says_where_it_is():
    """With a link; who answered the posting before keeps that answer."""
    opened = asked(posting=1)
    link = f"https://discord.com/channels/{2**62}/{2**62}/5"

    assert link in said(Rules(), opened, [], "moved")[0]
    shown, _ = said(Rules(), opened, [guess(1, posting=0)], "moved")
    assert "before the restart stands" in shown
    assert "**Samarkand 1**" in shown


def test_a_guess_without_a_guess_is_a_mistake():
    """Nothing was refused and nothing kept: nobody is told that it was."""
    with pytest.raises(ValueError, match="a guess that was kept"):
        said(Rules(), asked(), [])


@pytest.mark.parametrize("verdict", ["accept", "prompt", "reject"])
def test_what_was_typed_does_nothing(verdict):
    """The longest nasty guess pings nobody and formats nothing, in the confirmation and in the reasons."""
    nasty = guess(1, text=quizzes.LINE, verdict=verdict, normal=quizzes.LINE, nearest=quizzes.LINE, rule="different")
    shown, _ = said(CASUAL, asked(), [nasty], made=nasty)
    card = guesses.why_card(quizzes.longest(), [nasty] * 9, nasty, {nasty.id: quizzes.LINE})

    assert fits(card)
    for text in (shown, *texts(card)):
        assert "<@" not in text
        assert "](" not in text.replace("\\](", "")
        assert "@everyone" not in text.replace("\\@everyone", "")


def test_every_rule_of_the_judge_has_its_words():
    """No key is shown to a player: each reason is a clause of its own."""
    assert {*get_args(Rule), RULE} == set(labels.RULES)
    assert len(labels.RULES) == len(set(labels.RULES.values()))


def test_why_tells_how_each_guess_was_read():
    """The form, the rule, the nearest answer and the word that failed; which one counted; the answer at the end."""
    wrong = guess(1, 900, "reject", text="New Samarkand", normal="new samarkand", nearest="Samarqand", rule="extra")
    right = guess(1, 2_000, text="samarkand", normal="samarkand", nearest="Samarkand 1", rule="alias")
    shown = "\n".join(texts(guesses.why_card(question(1), [wrong, right], right, {wrong.id: "new"})))

    assert "❌ Wrong: **New Samarkand** · 0.9 s (another of your answers counts)" in shown
    assert "Read as “new samarkand”. Nearest answer: “Samarqand”. Why: it says more" in shown
    assert "It fails at “new”." in shown
    assert "✅ Right: **samarkand** · 2.0 s\n" in shown
    assert shown.endswith("The answer is **Samarkand 1**.")


def test_why_of_presses_estimates_and_nothing():
    """A press has no reason but itself, an estimate its distance; a text that is not kept any more is not made up."""

    def why(*mine):
        return "\n".join(texts(guesses.why_card(question(1), mine, mine[-1] if mine else None, {})))

    assert "❌ Wrong: **Khiva** · 1.0 s\nThe answer" in why(guess(1, verdict="reject", text="Khiva", rule="option"))
    assert "off by 1,200." in why(guess(1, rule="estimate", normal="3117", distance=1_200))
    assert "Read as 1917: exact." in why(guess(1, rule="estimate", normal="1917", distance=0))
    assert "You did not answer this question." in why()
    assert "not kept any more" in why(guess(1, verdict="reject", text="", rule="different"))


def test_the_form_shows_the_question():
    """The longest one too, within Discord's limits; how many answers count is said."""
    form = guesses.answer_form(2**62, asked(number=50, question=quizzes.longest()), 99, CASUAL).to_dict()
    shown, field = form["components"]

    assert f"answer-form:{2**62}:50:99" == form["custom_id"]
    assert "Question 50" == form["title"]
    assert len(form["custom_id"]) <= 100
    assert shown["content"].startswith("**")
    assert len(shown["content"]) <= 4000
    assert ("Your answer", "You have 3 tries.", 200) == (
        field["label"], field["description"], field["component"]["max_length"],
    )  # fmt: skip
    once = guesses.answer_form(1, asked(), 0, Rules()).to_dict()["components"][1]
    assert "Your first answer counts." == once["description"]


def test_reactions_give_nothing_away():
    """Right and vague have theirs, wrong none; an estimate has the same one however near it is."""
    assert ["✅", "❓", ""] == [guesses.reaction("typed", guess(1, verdict=v)) for v in ("accept", "prompt", "reject")]
    near, far = guess(1, distance=0), guess(1, verdict="reject", distance=99)
    assert guesses.reaction("estimate", near) == guesses.reaction("estimate", far)


def test_a_vote_is_for_everybody_to_see():
    """How it stands and how to join in."""
    card = guesses.vote_card("skip", 1, 3)
    assert "1 of 3" in texts(card)[0]
    assert "`/quiz skip`" in texts(card)[0]
    assert [] == [part for part in parts(card) if part["type"] == 2]
