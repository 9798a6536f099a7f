"""Seasons as cards, within Discord's limits whatever hosts and players are called."""

from datetime import date
from typing import Any

from bot.domain.boards import BoardPage
from bot.domain.scoring import Standing
from bot.domain.season import NAME_LIMIT, Plan, Season
from bot.presentation.components import COMPONENT_LIMIT
from bot.presentation.seasons import (
    PAGE,
    ask_end_card,
    choice,
    list_card,
    notice_card,
    places,
    result_card,
    result_id,
    season_card,
    started_card,
)
from bot.presentation.text import CARD_LIMIT, CHOICE_LIMIT
from tests.presentation.parts import custom_ids, parts, texts

RUDE = "*" * NAME_LIMIT
SHOWN = BoardPage(tuple((Standing(n, n, 9, 1, 2), RUDE) for n in range(1, 11)), None, 1, 2, 11)
NOBODY = BoardPage((), None, 1, 1, 0)


def season(**changes: Any) -> Season:
    """One with everything that a host can choose."""
    plan: dict[str, Any] = {
        "name": RUDE,
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 3, 31),
        "time_zone": "Europe/Berlin",
        "channel_id": 7,
        "repeat": "quarterly",
        "packs": ("red-revolution", "no-such-pack"),
        "least": 3,
        "role_id": 8,
    }
    return Season(1, 10, Plan(**(plan | changes)), 1_000_000, 2_000_000, 3)


def shown(of, board=SHOWN, *, now_at=1_500_000, champions=(), is_hidden=False):
    """Its standings for Anna."""
    return season_card(of, board, (1, "Anna"), now_at=now_at, champions=champions, played=1, is_hidden=is_hidden)


def test_every_card_is_within_the_limits() -> None:
    """With names that are as long as they may be and need every character escaped."""
    champions = [(n, RUDE) for n in range(40)]
    cards = [
        started_card(season()),
        shown(season(), champions=champions),
        list_card([season()] * (PAGE + 1), {1: champions}, now_at=0, page=99),
        result_card(season(), SHOWN, season(), has_role=True, picture="x"),
        ask_end_card(season()),
        notice_card(season(), "x" * 300),
    ]
    assert [] == [card for card in cards if sum(map(len, texts(card))) > CARD_LIMIT]
    assert [] == [card for card in cards if len(list(parts(card))) > COMPONENT_LIMIT]
    assert [] == [name for card in cards for name in texts(card) if "**" * 20 in name]
    assert CHOICE_LIMIT >= len(choice(season()))


def test_a_started_season_says_what_counts() -> None:
    """Days, packs, places, role and what comes after; only what was chosen."""
    [said, *_] = texts(started_card(season(name="Spring")))
    assert "**1 January to 31 March 2027**, from midnight to midnight in Europe/Berlin" in said
    assert "at least 3 of them" in said
    assert "<@&8>" in said
    assert "It repeats (quarterly)" in said
    plain = season(name="Spring", repeat="none", packs=(), least=1, role_id=None)
    [said, *_] = texts(started_card(plain))
    assert "What counts: all quizzes that count for the leaderboards." in said
    assert 3 == len(said.splitlines())


def test_a_season_is_to_come_under_way_or_over() -> None:
    """And only one that is open says that nobody has a place yet."""
    states = [texts(shown(season(), NOBODY, now_at=at))[0].splitlines()[1] for at in (0, 1_500_000, 2_000_000)]
    ends = ["begins <t:1000:R>", "ends <t:2000:R>", "over"]
    assert [f"1 January to 31 March 2027 · {end}" for end in ends] == states
    assert "Nobody has a place yet." in texts(shown(season(), NOBODY))


def test_who_is_hidden_is_told_so() -> None:
    """On their own card."""
    assert "You are hidden" in texts(shown(season(), is_hidden=True))[-1]


def test_the_result_names_every_champion() -> None:
    """Ties share it; the role is named where they have it, and the next season where there is one."""
    tie = BoardPage(((Standing(1, 1, 9, 1, 1), "Anna"), (Standing(1, 2, 9, 1, 1), "Ben")), None, 1, 1, 2)
    card = result_card(season(), tie, season(name="Summer"), has_role=True)
    said = "\n".join(texts(card))
    assert "🏆 Champions: **Anna** and **Ben**" in said
    assert "<@&8> has moved to them." in said
    assert "**Summer** has begun" in said
    assert [result_id(season()), "seasons-open"] == custom_ids(card)
    alone = "\n".join(texts(result_card(season(), tie, None, has_role=False)))
    assert "has moved" not in alone
    assert "has begun" not in alone


def test_only_what_repeats_can_be_the_last() -> None:
    """The other can only be ended."""
    assert ["season-end:1", "season-last:1"] == custom_ids(ask_end_card(season()))
    assert ["season-end:1"] == custom_ids(ask_end_card(season(repeat="none")))


def test_an_empty_list_says_how_to_begin() -> None:
    """With a command that works."""
    assert "/season start name:Spring end:2027-03-31" in texts(list_card([], {}, now_at=0, page=1))[0]


def test_the_picture_has_places_and_right_answers() -> None:
    """As many as the card."""
    assert [(1, "1 of 2 right")] == [(place.rank, place.detail) for place in places(SHOWN)][:1]
