"""The daily challenge's cards: within Discord's limits, in words beside colours, with nothing that a player typed."""

from datetime import date, timedelta

import pytest

from bot.domain.daily import Answer, Placed, Play, Result
from bot.presentation import daily
from bot.presentation.components import COMPONENT_LIMIT, Card
from bot.presentation.custom_ids import CUSTOM_ID_LIMIT
from bot.presentation.prompts import marked
from bot.presentation.text import CARD_LIMIT
from tests.presentation import quizzes
from tests.presentation.parts import custom_ids, parts, texts

DAY = date(2026, 11, 22)
END = 1_795_392_000_000
ASKER = (1, quizzes.NASTY)
LONGEST = quizzes.longest()
THERE = dict.fromkeys(range(1, 6), LONGEST)
WRONG = Answer(0, LONGEST.distractors[0], 9, False, 0, 10**9)
RIGHT = Answer(0, LONGEST.answer, 9, True, 60, 23_400)
PLAY = Play({1: WRONG, 2: RIGHT, 3: WRONG, 4: RIGHT, 5: RIGHT}, finished_at=9)
RESULT = Result(1, quizzes.NASTY, 3, 2_070_200, 180)


def board(count=30, page=1, own=None, beside=(DAY - timedelta(days=2), None)):
    """A board with so many players who share places in pairs."""
    placed = [Placed(1 + n // 2 * 2, Result(100 + n, quizzes.NASTY, 5, 10**9 + n // 2, 10**6)) for n in range(count)]
    shown = {"own_answered": 0, "asked": 5, "beside": beside, "page": page}
    return daily.board_card(DAY, placed, own, ASKER, **shown)


def news(players=12):
    """The announcement after a day on which so many shared the first place."""
    placed = [Placed(1, Result(n, quizzes.NASTY, 5, 10**9, 10**6)) for n in range(players)]
    return daily.news_card(DAY, END, "Europe/Berlin", DAY - timedelta(days=1), placed, 5, lead="<@&1>")


CARDS = {
    "intro": lambda: daily.intro_card(DAY, 5, Play({1: RIGHT}), END),
    "nothing": lambda: daily.intro_card(DAY, 0, Play(), END),
    "question": lambda: daily.question_card(DAY, 1, 5, LONGEST, [LONGEST.answer, *LONGEST.distractors]),
    "short": lambda: daily.question_card(DAY, 1, 5, LONGEST, ["one", "two"]),
    "right": lambda: daily.told_card(quizzes.catalogue_of(LONGEST), DAY, 1, 5, LONGEST, RIGHT, is_last=False),
    "wrong": lambda: daily.told_card(quizzes.catalogue_of(LONGEST), DAY, 1, 5, LONGEST, WRONG, is_last=True),
    "gone": lambda: daily.gone_card(DAY, 3),
    "over": lambda: daily.over_card(DAY, 2, 5),
    "result": lambda: daily.result_card(DAY, THERE.keys(), THERE, PLAY, RESULT, 1_000, END),
    "shared": lambda: daily.shared_card(quizzes.NASTY, "line"),
    "board": board,
    "last page": lambda: board(page=99, own=Placed(31, Result(1, quizzes.NASTY, 0, 0, 0))),
    "empty board": lambda: board(0, beside=(None, None)),
    "news": lambda: marked(news(), "1.19e70448800"),
}


@pytest.mark.parametrize("make", CARDS.values(), ids=CARDS)
def test_every_card_fits(make):
    """With the longest texts and names; each button has an id of its own."""
    card: Card = make()
    everything = list(parts(card))
    ids = custom_ids(card)
    assert len(everything) <= COMPONENT_LIMIT
    assert sum(map(len, texts(card))) <= CARD_LIMIT
    assert all(texts(card))
    assert all(0 < len(part["label"]) <= 80 for part in everything if "label" in part)
    assert all(len(one) <= CUSTOM_ID_LIMIT for one in ids)
    assert len(ids) == len(set(ids))
    assert "@everyone" not in "".join(texts(card)).replace("\\@everyone", "")


def test_the_line_to_share_says_in_words_what_its_colours_show():
    """Also of a question that is gone, which no longer counts."""
    there = {1: LONGEST, 2: LONGEST}
    play = Play({1: RIGHT, 2: WRONG, 3: RIGHT}, finished_at=9)
    line = daily.share_line(DAY, (1, 2, 3), there, play, Result(1, "Anna", 1, 5, 60), 3)
    assert "Clio daily 326 · 1/2 · 🟩🟥⬜ (right, wrong, gone) · streak 3" == line


def test_options_that_are_too_long_stand_above_their_letters():
    """Short ones stand on their buttons."""
    long, short = (daily.question_card(DAY, 1, 5, LONGEST, options) for options in (["x" * 77, "y"], ["one", "two"]))
    assert ["A", "B"] == [part["label"] for part in parts(long) if "label" in part]
    assert "**A.** " + "x" * 77 in texts(long)[1]
    assert ["A · one", "B · two"] == [part["label"] for part in parts(short) if "label" in part]


def test_buttons_know_the_options_that_they_stand_for():
    """Other options, or another order, have another fingerprint."""
    prints = {daily.fingerprint(options) for options in (["a", "b"], ["b", "a"], ["a", "c"], ["a, b"])}
    assert 4 == len(prints)


def test_many_sources_are_one_press_away():
    """The explanation has room."""
    many = daily.told_card(quizzes.catalogue_of(LONGEST), DAY, 1, 5, LONGEST, RIGHT, is_last=False)
    assert "6 sources: press Sources" in texts(many)[-1]


def test_who_does_not_score_is_told_which_role():
    """Before the first question, with the result and on the board; nobody else reads of it."""
    said = "Members with <@&9> do not score in this server: no place on the board, but the streak counts."
    play = Play(PLAY.answers, finished_at=9, excluded_role_id=9)
    told = [
        daily.intro_card(DAY, 5, Play(), END, excluded_role_id=9),
        daily.result_card(DAY, THERE.keys(), THERE, play, RESULT, 1, END),
        daily.board_card(
            DAY, (), None, ASKER, own_answered=5, excluded_role_id=9, asked=5, beside=(None, None), page=1
        ),
    ]
    assert [True] * 3 == [said in "".join(texts(card)) for card in told]
    assert not any("It counts for its own board" in text for card in told for text in texts(card))
    assert not any("do not score" in text for make in CARDS.values() for text in texts(make()))


def test_the_unfinished_have_no_place():
    """They are told how far they came."""
    card = daily.board_card(DAY, (), None, (1, "Anna"), own_answered=2, asked=5, beside=(None, None), page=1)
    assert "**Anna** answered 2 of 5; only who has finished has a place." in texts(card)
