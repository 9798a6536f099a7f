"""What a channel sees of a quiz: within Discord's limits, in words, with nothing that a player typed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

import pytest

from bot.domain.catalogue import Catalogue, FilterName
from bot.domain.quiz import LEVELS, MODES, SCORINGS, Rules
from bot.domain.recap import Note, Played, Revealed, recap
from bot.domain.scoring import Standing, results, standings
from bot.presentation import custom_ids, lobby, rounds
from bot.presentation.components import COMPONENT_LIMIT, Card
from bot.presentation.text import CARD_LIMIT
from tests.domain.quizzing import FORMS, asked, by_user, guess
from tests.domain.samples import pack, question
from tests.presentation import quizzes
from tests.presentation.parts import custom_ids as ids_of
from tests.presentation.parts import parts, texts

BUTTON_LIMIT = 80  # characters; Discord, Component Reference


def fits(card: Card) -> bool:
    """Whether Discord takes the card."""
    everything = list(parts(card))
    labels = [part["label"] for part in everything if "label" in part]
    ids = ids_of(card)
    rows = [len(part["components"]) for part in everything if part["type"] == 1]
    return (
        len(everything) <= COMPONENT_LIMIT
        and sum(map(len, texts(card))) <= CARD_LIMIT
        and all(texts(card))
        and all(0 < len(label) <= BUTTON_LIMIT for label in labels)
        and all(0 < len(custom_id) <= custom_ids.CUSTOM_ID_LIMIT for custom_id in ids)
        and len(ids) == len(set(ids))
        and all(count <= 5 for count in rows)
    )


def bare(shown: str, signs: str) -> Iterable[int]:
    """Where one of the signs stands without a backslash before it."""
    return [at for at, sign in enumerate(shown) if sign in signs and (at == 0 or shown[at - 1] != "\\")]


def card_of(revealed: Revealed) -> Card:
    """The reveal of the round, with the question in a pack of its own."""
    catalogue = quizzes.catalogue_of(revealed.played.asked.question)
    return rounds.reveal_card(catalogue, quizzes.SESSION, revealed)


def small(form="typed", *made, number=2, was_skipped=False, **changes):
    """The text of the reveal of a small round."""
    opened = asked(form, number=number, **changes)
    what = opened.question.model_copy(update={"citations": quizzes.longest().citations[:1]})
    opened = replace(opened, question=what)
    guesses = by_user(*made)
    paid = results(Rules(), opened, guesses)
    names = {1: "Anna", 2: "Ben", 3: "Chiara"}
    revealed = Revealed(Played(opened, guesses, paid), standings([paid, paid]), names, was_skipped)
    return "\n".join(texts(card_of(revealed)))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scoring", SCORINGS)
@pytest.mark.parametrize("ranked", [True, False])
def test_the_lobby_fits_and_says_how_it_is_played(mode, scoring, ranked):
    """Whatever is chosen; a starter's name does nothing."""
    filters: dict[FilterName, str] = {"pack": "p" * 40, "topic": "t" * 40, "era": "early-modern"}
    rules = Rules(mode=mode, scoring=scoring, ranked=ranked, questions=50, limit_s=120, level="medium", filters=filters)
    card = lobby.lobby_card(replace(quizzes.SESSION, rules=rules), quizzes.NASTY, 1_900_000_000_000, (10**6, 10**6))
    shown = "\n".join(texts(card))

    assert fits(card)
    assert "<@1>" not in shown.replace("\\", "@")
    assert "Quiz: 50 questions" in shown
    assert "Early modern · medium questions" in shown
    assert "120 s for each question" in shown
    assert ("Just for fun" in shown) != ranked
    assert ("first press is final" in shown) == (scoring == "race" and mode != "typed")
    assert ("Spelling is forgiven" in shown) == (mode == "typed")
    assert [f"join:{2**62}"] == ids_of(card)


def test_the_rules_name_every_number():
    """Points at once and at the bell, the share of buttons and after a hint, the window, the factor, the players."""
    shown = "\n".join(texts(lobby.rules_card(Rules(factor=1.5, grace_ms=2_500))))
    for said in ("100 points", "60 at the bell", "60%", "2.5 s", "20 more", "50%", "times 1.5", "20 s", "at least 3"):
        assert said in shown
    assert "times" not in "\n".join(texts(lobby.rules_card(Rules())))


def test_too_few_questions_offer_a_smaller_quiz():
    """The button starts what was asked for with fewer; where its id is too long, the example does."""
    rules = Rules(questions=50, filters={"topic": "kronstadt"}, mode="typed", scoring="race", limit_s=20, ranked=False)
    card = lobby.fewer_card(rules, 7, thread=True)
    shown = "\n".join(texts(card))
    (start,) = ids_of(card)

    assert fits(card)
    assert (replace(rules, questions=7), True) == custom_ids.quiz_rules(start.split(":")[1:])
    assert "Only 7 questions match, not 50" in shown
    told = "questions:7 seconds:20 mode:typed scoring:race thread:True ranked:False"
    assert f"`/quiz start topic:kronstadt {told}`" in shown
    longer = replace(rules, filters={"pack": "p" * 40, "topic": "t" * 40})
    assert [] == ids_of(lobby.fewer_card(longer, 7, thread=False))
    assert f"pack:{'p' * 40} topic:{'t' * 40} questions:7" in "\n".join(
        texts(lobby.fewer_card(longer, 7, thread=False))
    )


@pytest.mark.parametrize("level", [None, *LEVELS])
def test_ids_keep_every_choice(level):
    """What goes into a button's id comes out of it."""
    for mode in MODES:
        for scoring in SCORINGS:
            for ranked in (True, False):
                rules = Rules(mode=mode, scoring=scoring, ranked=ranked, level=level, questions=50, limit_s=120)
                packed = custom_ids.quiz_start(rules, thread=ranked) or ""
                assert (rules, ranked) == custom_ids.quiz_rules(packed.split(":")[1:])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scoring", SCORINGS)
def test_the_longest_question_fits(form, scoring):
    """Texts of 200 characters full of marks, a hint beside them."""
    opened = quizzes.played(form).asked
    session = replace(quizzes.SESSION, rules=replace(quizzes.SESSION.rules, scoring=scoring))
    hint = {"buttons": opened.options[-1] if opened.options else "", "estimate": "1,912 to 1,922"}.get(form, "x" * 200)
    for hinted in ("", hint):
        assert fits(rounds.question_card(session, opened, 1_900_000_000_000, (10**6, 10**6), hint=hinted))


def test_a_button_has_letter_and_text():
    """Where all options fit; a longer one puts the texts above and leaves the letters; a hint strikes its option."""
    short = rounds.question_card(quizzes.SESSION, asked("buttons"), 1_000, (1, 2), hint="Khiva")
    pressed = {part["label"]: part["disabled"] for part in parts(short) if "label" in part}
    assert {"A · Samarkand 1": False, "B · Bukhara": False, "C · Khiva": True, "D · Tashkent": False} == pressed
    assert "it is not **Khiva**" in "\n".join(texts(short))

    limit = question(1, answer="a" * 76)
    assert "A · " + "a" * 76 in [
        part.get("label")
        for part in parts(
            rounds.question_card(
                quizzes.SESSION, asked("buttons", options=(limit.answer, "b"), question=limit), 1, (1, 2)
            )
        )
    ]
    longer = rounds.question_card(quizzes.SESSION, asked("buttons", options=("a" * 77, "b")), 1_000, (1, 2))
    assert ["A", "B"] == [part["label"] for part in parts(longer) if "label" in part]
    assert f"**A.** {'a' * 77}\n**B.** b" in texts(longer)


@pytest.mark.parametrize(
    ("form", "scoring", "said"),
    [
        ("buttons", "everyone", "⏳ Closes <t:9:R>."),
        ("buttons", "race", "The first right press wins; you have one press."),
        ("typed", "everyone", "Press **Answer** or type `/answer`."),
        ("typed", "race", "Press **Answer**, type `/answer` or reply to this message."),
        ("estimate", "everyone", "Any year counts: the nearer, the more points."),
        ("estimate", "race", "or reply to this message. Any year counts: the nearest wins."),
    ],
)
def test_a_question_says_how_it_is_answered(form, scoring, said):
    """By form and scoring, with Discord's own countdown and the number of the question."""
    session = replace(quizzes.SESSION, rules=Rules(scoring=scoring, questions=10))
    shown = "\n".join(texts(rounds.question_card(session, asked(form, number=3), 9_000, (412, 600))))

    assert "### Question 3 of 10" in shown
    assert said in shown
    assert "412 unseen of 600" in shown


def test_a_hint_is_said_in_words():
    """First letters with their number of characters, a span; and who has seen all starts over."""
    first = rounds.question_card(quizzes.SESSION, asked(), 1_000, (0, 9), hint="G______ Z_______")
    span = rounds.question_card(quizzes.SESSION, asked("estimate"), 1_000, (1, 9), hint="1912 to 1922")

    assert "it begins **G…** (7 characters), **Z…** (8 characters)." in "\n".join(texts(first))
    assert "it lies in **1912 to 1922**" in "\n".join(texts(span))
    assert "all 9 seen, starting over with the oldest" in "\n".join(texts(first))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("players", [0, 1, 50])
def test_the_longest_reveal_fits(form, players):
    """Long texts, six works with long addresses, fifty players with long names."""
    assert fits(card_of(quizzes.revealed(form, players, was_skipped=True)))


def test_the_reveal_of_every_shipped_question_fits(catalogue):
    """With many players; its sources stand on it."""
    for what in catalogue.matching("question"):
        for form in ("buttons", "estimate" if what.estimate else "typed"):
            revealed = Revealed(quizzes.played(form, 50, what), (), quizzes.NAMES)
            card = rounds.reveal_card(catalogue, quizzes.SESSION, revealed)
            assert fits(card), what.id
            assert "[1]" in "\n".join(texts(card)), what.id


def test_the_reveal_says_who_was_right_and_how_fast():
    """The answer in words, points and seconds, the split with the right option named, the quiz so far."""
    shown = small("buttons", guess(1, 3_000), guess(2, 400), guess(3, 500, "reject", text="Khiva"))

    assert "### Question 2 of 50\n" in shown
    assert "✅ Answer: **Samarkand 1**\nBukhara was reached" in shown
    assert "- **Ben** +60 · 0.4 s\n- **Anna** +56 · 3.0 s" in shown
    assert "A Samarkand 1 (right): 2 · B Bukhara: 0 · C Khiva: 1 · D Tashkent: 0" in shown
    assert "So far: 1. Ben 120 · 2. Anna 112" in shown
    assert "Chiara" not in shown
    assert "So far" not in small("buttons", guess(1), number=1)


def test_wrong_typed_guesses_are_counted_and_not_shown():
    """How many were wrong, never what they typed."""
    shown = small("typed", guess(1, 1_000), guess(2, 900, "reject", text="Timbuktu"))

    assert "1 right, 1 wrong" in shown
    assert "Timbuktu" not in shown


def test_rounds_without_a_right_answer_say_so():
    """Nobody answered, nobody was right, nobody was near enough; skipped is said."""
    assert "Nobody answered." in small()
    assert "skipped" in small(was_skipped=True)
    assert "Nobody was right.\n-# 0 right, 1 wrong" in small("typed", guess(1, verdict="reject"))
    far = small("estimate", guess(1, verdict="reject", distance=90), guess(2, verdict="reject", distance=1_200))
    assert "Nobody was near enough: the nearest was off by 90." in far


def test_estimates_are_told_by_distance():
    """Exact and near, each with the points; what else is right stands at a typed question only."""
    shown = small("estimate", guess(1, distance=0), guess(2, verdict="reject", distance=4))

    assert "- **Anna** +140 · exactly\n- **Ben** +60 · off by 4" in shown
    assert "2 estimates" in shown
    what = question(1, accept=["Samarqand"])
    assert "-# Also right: Samarqand" in small("typed", question=what)
    assert "Also right" not in small("buttons", guess(1, text="Bukhara"), question=what)


def test_names_do_nothing():
    """A player's name pings nobody, formats nothing and stays on its line."""
    shown = rounds.name_of({1: quizzes.NASTY + "\nsecond\u202e line"}, 1)

    assert [] == bare(shown, "*_~`|<>[]()#@")
    assert "\n" not in shown
    assert "somebody" == rounds.name_of({}, 1) == rounds.name_of({1: "\u200b"}, 1)


@pytest.mark.parametrize("players", [0, 2, 50])
def test_the_longest_recap_fits(players):
    """Fifty players with long names, works with long addresses, with and without the picture."""
    told = quizzes.told("typed", players)
    catalogue = quizzes.catalogue_of(quizzes.longest())
    for picture in ("", "p" * 1000):
        assert fits(rounds.recap_card(catalogue, told, picture=picture))


def test_places_keep_their_numbers():
    """Shared places have the same number, which Discord must not count anew; no medal for nothing."""
    told = recap(Rules(), [], {1: "Anna", 2: "Ben", 3: "Chiara", 4: "Dmitri"}, "done")
    places = (Standing(1, 1, 90, 1, 1), Standing(2, 2, 60, 1, 1), Standing(2, 3, 60, 1, 1), Standing(4, 4, 0, 0, 1))
    shown = "\n".join(texts(rounds.recap_card(quizzes.catalogue_of(), replace(told, standings=places))))

    assert "1\\. 🥇 **Anna** 90 points" in shown
    assert "2\\. 🥈 **Ben** 60 points" in shown
    assert "2\\. 🥈 **Chiara** 60 points" in shown
    assert "4\\. **Dmitri** 0 points" in shown


def test_the_recap_says_whether_it_counted():
    """It did, it was not ranked, or too few people answered."""
    catalogue = quizzes.catalogue_of(quizzes.longest())

    def said(players, ranked=True):
        told = recap(Rules(ranked=ranked), [quizzes.played("typed", players)], quizzes.NAMES, "done")
        return "\n".join(texts(rounds.recap_card(catalogue, told)))

    assert "This quiz counts for the leaderboards." in said(3)
    assert "Fewer than 3 people answered" in said(2)
    assert "was not ranked" in said(3, ranked=False)


def test_the_recap_has_records_and_works():
    """Fastest, longest run, hardest question with its share; each work once, with its link, the most cited first."""
    one = question(1, citations=[{"source": "reed-1919"}])
    two = question(2, citations=[{"source": "pipes-1990"}, {"source": "reed-1919"}])
    made = [[guess(1, 1_200), guess(2, 2_000, "reject")], [guess(1, 3_000), guess(2, 2_000, "reject")]]
    played = []
    for number, (what, guesses) in enumerate(zip((one, two), made, strict=True), 1):
        opened = asked("typed", number=number, question=what)
        played.append(Played(opened, by_user(*guesses), results(Rules(), opened, by_user(*guesses))))

    told = recap(Rules(), played, {1: "Anna", 2: "Ben"}, "stopped")
    shown = "\n".join(texts(rounds.recap_card(Catalogue([pack(one, two)]), told)))

    assert "### Quiz over: 2 of 10 questions\nIt was stopped early." in shown
    assert "Fastest right answer: **Anna**, 1.2 s" in shown
    assert "Longest run: **Anna**, 2 in a row" in shown
    assert "Hardest: Which city did expedition 1 reach in 1917? (1 of 2 right)" in shown
    assert shown.index("Ten Days") < shown.index("The Russian Revolution")
    assert 1 == shown.count("Ten Days")


def test_an_empty_recap_is_short():
    """Nobody answered, or nothing was asked: no board."""
    asked_once = rounds.recap_card(quizzes.catalogue_of(), quizzes.told("typed", 0))
    never = rounds.recap_card(quizzes.catalogue_of(), recap(Rules(), [], {}, "stopped"))

    assert "Nobody answered." in texts(asked_once)[0]
    assert "No question was asked." in texts(never)[0]
    assert 1 == len(texts(never))


@pytest.mark.parametrize("note", get_args(Note))
def test_every_note_is_a_sentence(note):
    """Each has its words, and the moment where it waits for one."""
    (shown,) = texts(rounds.note_card(note, 9_000))
    assert "{" not in shown
    assert ("<t:9:R>" in shown) == (note in ("paused", "idle", "deleted"))


def test_a_pause_says_when_it_begins():
    """At once between questions, after it while one is open; a question that moved says where it went."""
    assert "after this question" in texts(rounds.pause_card(9_000, is_open=True))[0]
    assert "**Paused** until <t:9:R>" in texts(rounds.pause_card(9_000, is_open=False))[0]
    moved = rounds.moved_card(quizzes.SESSION, asked())
    assert f"(https://discord.com/channels/{2**62}/{2**62}/5)" in texts(moved)[0]
    assert [] == ids_of(moved)
    assert "skipped" in texts(rounds.granted_card("skip"))[0]
    assert "pays 50%" in texts(rounds.granted_card("hint"))[0]


def test_a_members_question_is_credited():
    """Beside its id, by a name that formats nothing; one of the packs has its id alone."""
    assert "-# tt-k1 · Question by \\*Anna\\*" in small(question=question(1, contributor="*Anna*"))
    assert "Question by" not in small()
