"""Leaderboards and statistics as cards."""

import pytest

from bot.domain.boards import Best, Board, BoardPage, Share, Shares, Stats
from bot.domain.scoring import Standing
from bot.presentation.boards import bars, board_card, span, stats_card
from bot.presentation.custom_ids import CUSTOM_ID_LIMIT, board, board_page
from bot.presentation.text import CARD_LIMIT
from tests.presentation.parts import custom_ids, texts

ANNA = (1, "Anna")
NOTHING: Shares = {"era": (), "region": (), "topic": (), "difficulty": ()}


def page(*rows, own=None, number=1, pages=1):
    """A page with these rows of (rank, user, name)."""
    standings = tuple((Standing(rank, user_id, 1_000, 10, 20), name) for rank, user_id, name in rows)
    return BoardPage(standings, own, number, pages, len(rows))


def card(which, shown, *, span_name="all", is_hidden=False):
    """The board for Anna."""
    return board_card(which, shown, ANNA, span_name=span_name, time_zone="Europe/Berlin", is_hidden=is_hidden)


def stats(**changes):
    """A player's statistics."""
    given = {"points": 10, "right": 1, "asked": 2, "sessions": 1, "by_question": {}, "longest_run": 1}
    given |= {"name": "Anna", "current_run": 0, "best": None, "fastest_ms": None, "rank": None}
    return Stats(**{**given, **changes})


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("day", "2026-01-05", "5 January 2026"),
        ("week", "2026-W03", "Week 3 of 2026"),
        ("month", "2026-09", "September 2026"),
        ("year", "2026", "2026"),
        ("all", "all", "All time"),
    ],
)
def test_a_span_of_time_has_words(kind, name, words):
    """Each kind reads as English."""
    assert words == span(kind, name)


def test_no_line_begins_with_a_number():
    """Discord would number such lines itself, and those who share a place would not."""
    shown = card(Board(), page((2, 1, "Anna"), (2, 2, "1. Ben"), (2, 3, "- Chiara")))
    rows = texts(shown)[1].splitlines()

    assert ["▸ **2.** 🥈 **Anna**", r"**2.** 🥈 **1\. Ben**"] == [row.partition(" 1,000")[0] for row in rows[:2]]
    assert not any(row[0].isdigit() for row in rows)


def test_a_name_that_runs_to_the_left_keeps_to_itself():
    """The points behind it stay behind it; other names have nothing invisible round them."""
    shown = texts(card(Board(), page((1, 5, "\u05e9\u05dc\u05de\u05d4"), (2, 6, "Ben"))))[1]

    assert "**\u2068\u05e9\u05dc\u05de\u05d4\u2069** 1,000 points" in shown
    assert "**Ben** 1,000 points" in shown


def test_a_name_that_is_not_known_is_somebody():
    """Also one of nothing but invisible characters."""
    assert 2 == texts(card(Board(), page((1, 5, ""), (2, 6, "\u200b"))))[1].count("**somebody**")


def test_the_longest_card_fits():
    """Ten names of marks that are escaped, two filters, and the own row."""
    rows = [(at, at + 1, "*" * 500) for at in range(1, 11)]
    own = (Standing(99, 1, 10**12, 10**6, 10**6), "_" * 500)
    shown = card(Board("day", {"pack": "p" * 40, "topic": "t" * 40}), page(*rows, own=own), span_name="2026-11-22")

    assert CARD_LIMIT > sum(map(len, texts(shown)))


def test_buttons_carry_the_board():
    """What a button carries is the board and the page; there are none where there is one page."""
    which = Board("month", {"topic": "red-army", "pack": "russian-revolution-and-succession"})
    ids = custom_ids(card(which, page((11, 5, "x"), number=2, pages=3), span_name="2026-11"))

    assert [(which, 1), (which, 3)] == [board_page(custom_id.split(":")[1:]) for custom_id in ids]
    assert [] == custom_ids(card(which, page((1, 5, "x")), span_name="2026-11"))


def test_filters_that_do_not_fit_leave_no_buttons():
    """Nothing is cut short, and the card is shown all the same."""
    which = Board("month", {"topic": "t" * 40, "pack": "p" * 40})
    ids = custom_ids(card(which, page((1, 5, "x"), number=5_000_000, pages=10_000_000), span_name="2026-11"))

    assert None is board(which, 10_000_000)
    assert [] == ids
    assert CUSTOM_ID_LIMIT >= len(board(Board(session_id=2**63), 10_000_000) or "x" * 200)


def test_a_quiz_without_anybody_has_a_board():
    """It says so and names no way that would change it."""
    assert "Nobody is on it." == texts(card(Board(session_id=7), page()))[1]


def test_stats_name_what_there_is():
    """A record that nobody has is left out."""
    best = Best(session_id=7, points=480, right=8, asked=10, at=1_780_000_000_000)
    rich = "\n".join(
        texts(stats_card("Anna", stats(best=best, fastest_ms=1_240, rank=1_234), NOTHING, is_hidden=False))
    )
    poor = "\n".join(texts(stats_card("A*", stats(best=Best(7, 0, 0, 2, 0)), NOTHING, is_hidden=False)))

    assert "place 1,234 on the leaderboard" in rich
    assert "Best quiz: 480 points, 8 of 10 right, <t:1780000000:D>" in rich
    assert "Fastest right answer: 1.2 s" in rich
    assert r"### A\*" in poor
    assert "not on the leaderboard yet" in poor
    assert "Best quiz" not in poor
    assert "Fastest" not in poor


def test_many_topics_are_cut_to_the_most_asked():
    """Eight are named and the others counted; difficulties have words."""
    topics = tuple(Share(f"topic-{at:02}", 1, 20 - at) for at in range(11))
    shares: Shares = {**NOTHING, "topic": topics, "difficulty": (Share("2", 0, 1),)}
    shown = "\n".join(texts(stats_card("Anna", stats(), shares, is_hidden=True)))

    assert "**Topic:** Topic 00 5% (1 of 20) · Topic 01" in shown
    assert "Topic 07 8% (1 of 13) · and 3 more\n" in shown
    assert "**Difficulty:** Easy 0% (0 of 1)" in shown
    assert ["Topic", "Difficulty"] == list(bars(shares))
    assert "only you see this" in shown
