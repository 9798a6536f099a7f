"""The host's table and the log: what can be pressed, what is asked, how each action reads."""

from dataclasses import replace
from typing import get_args

import pytest

from bot.domain.competition import Plan
from bot.domain.host_log import MINUTES, POINTS, Action, WhyNotAct, WhyNotUndo
from bot.domain.teams import Team, WhyNotEnter, WhyNotJoin, WhyNotName
from bot.errors import Refusal
from bot.presentation import entering, teams
from bot.presentation.components import COMPONENT_LIMIT
from bot.presentation.host_table import (
    did,
    form,
    log_card,
    number_in,
    table_card,
    undid,
    why_not_act,
    why_not_undo,
)
from bot.presentation.text import CARD_LIMIT
from tests.presentation.contests import FIRST, MOMENT, competition, placed, played
from tests.presentation.parts import custom_ids, parts, texts

HOSTILE = "*_~`<@1>[x](y)" * 4 + "{}"


def action(kind="adjust", **changes):
    """One line of the log: 50 points for the first entrant."""
    given = {"entrant_id": FIRST + 1, "substitute_id": FIRST + 2, "amount": 50, "reason": "Fair *play*"}
    return Action(1, MOMENT, 7, kind, **{**given, **changes})


def words(card):
    """All that a reader sees of a card's text."""
    return "\n".join(texts(card))


def pressable(card):
    """The labels of the buttons that can be pressed."""
    return [part["label"] for part in parts(card) if "label" in part and not part["disabled"]]


@pytest.mark.parametrize(
    ("changes", "labels"),
    [
        ({"phase": "signup", "stage": 0}, ["Start", "Disqualify"]),
        ({"phase": "drawn"}, ["Start", "Disqualify", "Replace"]),
        ({}, ["Pause", "More time", "Points", "Disqualify", "Replace"]),
        ({"stage_began_at": None}, ["Next round now", "Pause", "More time", "Points", "Disqualify", "Replace"]),
        ({"paused_until_at": MOMENT + 1}, ["Go on", "More time", "Points", "Disqualify", "Replace"]),
        ({"phase": "over"}, []),
        ({"phase": "cancelled"}, []),
    ],
)
def test_what_cannot_be_done_cannot_be_pressed(changes, labels):
    """In each phase; the table, the log and the status can always be looked at."""
    view = played(Plan("knockout"), 4, 0)
    card = table_card(replace(view, competition=replace(view.competition, **changes)), [], MOMENT)

    assert [*labels, "Refresh", "Log", "How it stands"] == pressable(card)


def test_a_question_can_be_closed_while_one_is_played():
    """And in no other format than a knockout is somebody replaced."""
    view = played(Plan("open"), 4, 0)
    playing = replace(view, matches=[replace(kept, state="playing") for kept in view.matches])

    assert ["Reveal now", "Pause", "Points", "Disqualify", "Undo"] == pressable(
        table_card(playing, [action()], MOMENT)
    )[:5]
    assert "Matches: 0 waiting, 1 being played, 0 decided" in words(table_card(playing, [], MOMENT))


def test_the_table_counts_down():
    """Until the end of a pause, of a break, of the time for Ready; what was done is on it."""
    view = played(Plan("knockout"), 4, 0, ready_until_at=MOMENT + 60_000)
    paused = replace(view, competition=replace(view.competition, paused_until_at=MOMENT + 60_000))
    rest = replace(view, competition=replace(view.competition, stage_began_at=None, break_until_at=MOMENT))

    assert "Ready until <t:1795345260:F> (<t:1795345260:R>)" in words(table_card(view, [], MOMENT))
    assert "⏸️ Paused until <t:1795345260:F>" in words(table_card(paused, [], MOMENT))
    assert "Paused" not in words(table_card(paused, [], MOMENT + 60_000))
    assert "Break until <t:1795345200:F>" in words(table_card(rest, [], MOMENT, "Done"))
    assert "Done" in texts(table_card(rest, [], MOMENT, "Done"))


def test_a_start_is_not_asked_for_twice():
    """Until it is drawn the table says so."""
    view = played(Plan("knockout"), 4, 0)
    view = replace(view, competition=replace(view.competition, phase="signup"))
    card = table_card(view, [action("start")], MOMENT)

    assert "Start" not in pressable(card)
    assert "It is being drawn" in words(card)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("start", "started it"),
        ("next", "ended the break"),
        ("reveal", "closed the open questions"),
        ("pause", "paused for 50 min"),
        ("go_on", "went on"),
        ("extend", "gave 50 min more"),
        ("adjust", "gave **Player 1** 50 points"),
        ("disqualify", "disqualified **Player 1**"),
        ("replace", "put **Player 2** in the place of **Player 1**"),
        ("undo", "took back what was done before"),
    ],
)
def test_each_action_has_words(kind, said):
    """For the host who did it, and in the log with who, when and why."""
    view = played(Plan("knockout"), 4, 0)

    assert f"✅ You {said}." == did(view, action(kind))
    assert f"↩️ Taken back: you {said}." == undid(view, action(kind))
    assert rf"<t:1795345200:f> <@7> {said}: Fair \*play\*" in words(log_card(view, [action(kind)], 1))
    assert "took 1 point from **Player 1**" in did(view, action(amount=-1))


def test_the_log_has_pages_within_the_limits():
    """The latest first; what was taken back stays, and says so."""
    view = played(Plan("knockout"), 4, 0, HOSTILE, title="*" * 80)
    done = [action(id_, reason="*" * 200) for id_ in ("adjust", "replace") for _ in range(12)]
    done[-1] = replace(done[-1], undone_by=9)
    cards = [log_card(view, done, page) for page in (1, 2, 99)] + [table_card(view, done, MOMENT, "*" * 200)]

    assert "Nothing yet." in words(log_card(view, [], 1))
    assert "Page 3 of 3 · 24 actions" in words(cards[2])
    assert [f"comp-log:{FIRST - 2}:0", f"comp-log:{FIRST - 2}:2"] == custom_ids(cards[0])
    assert CARD_LIMIT > max(sum(map(len, texts(card))) for card in cards)
    assert COMPONENT_LIMIT > max(len(list(parts(card))) for card in cards)
    assert " · taken back" in words(log_card(view, [action(undone_by=9)], 1))


def test_forms_ask_for_who_by_name_while_a_list_can_hold_them():
    """With more than 25 entrants by member; for a replacement only those whose match waits."""
    few, many = played(Plan("knockout"), 3, 0), played(Plan("knockout"), 30, 0)

    def fields(view, asked):
        return [label["component"] for label in form(view, asked).to_dict()["components"]]

    assert ["entrant", "points", "reason"] == [field["custom_id"] for field in fields(few, "adjust")]
    assert ["Player 1", "Player 2", "Player 3"] == [one["label"] for one in fields(few, "adjust")[0]["options"]]
    assert ["Player 2", "Player 3"] == [one["label"] for one in fields(few, "replace")[0]["options"]]
    assert ["user", "reason"] == [field["custom_id"] for field in fields(many, "disqualify")]
    assert ["minutes"] == [field["custom_id"] for field in fields(many, "pause")]
    assert ["entrant", "substitute", "reason"] == [field["custom_id"] for field in fields(few, "replace")]


@pytest.mark.parametrize(("typed", "number"), [("5", 5), (" +60 ", 60), ("1", 1)])
def test_numbers_are_read(typed, number):
    """With blanks and a plus; points with either kind of minus."""
    assert number == number_in(typed, MINUTES)
    assert -5 == number_in("\N{MINUS SIGN}5", POINTS)


@pytest.mark.parametrize("typed", ["", "x", "61", "0", "-1", "1.5", "--1", "\N{SUPERSCRIPT TWO}", "9" * 5_000])
def test_other_numbers_are_refused(typed):
    """With the range."""
    with pytest.raises(Refusal) as caught:
        number_in(typed, MINUTES)

    assert "A whole number, 1 to 60." == caught.value.allowed


def test_every_refusal_has_words():
    """What was wrong and what is allowed, each its own."""
    one = competition(plan=Plan("teams", team_min=2, team_max=3, role_ids=(5,)))
    team = Team(9, 1, "Reds", 3, 5, 0, None, (3, 4))
    refusals = [
        *(why_not_act(why, "pause") for why in get_args(WhyNotAct)),
        why_not_act("paused", "go_on"),
        *(why_not_undo(why) for why in get_args(WhyNotUndo)),
        *(entering.why_not_enter(why, one, size=5) for why in get_args(WhyNotEnter)),
        *(teams.why_not_join(why, team, replace(team, id=8)) for why in get_args(WhyNotJoin)),
        *(teams.why_not_name(why, "x" * 40) for why in get_args(WhyNotName)),
        *(entering.not_in(replace(one, phase=phase)) for phase in ("signup", "over")),
        teams.why_not_join("member", team, team),
        teams.captain_stays(replace(team, members=(3,))),
        teams.captain_stays(team),
        teams.in_another(None),
    ]

    assert len(refusals) - 1 == len({(each.problem, each.allowed) for each in refusals})  # too small and too large
    assert all(each.problem and each.allowed and each.example.startswith("/") for each in refusals)


@pytest.mark.parametrize(
    ("phase", "said"),
    [
        ("drawn", "it is drawn"),
        ("running", "it is under way"),
        ("over", "it is over"),
        ("cancelled", "it was cancelled"),
    ],
)
def test_who_comes_too_late_is_told_how_late(phase, said):
    """By the phase."""
    assert entering.why_not_enter("phase", competition(phase=phase)).problem.endswith(f"any more: {said}.")


def test_cards_of_teams_keep_to_the_limits():
    """Twenty-five members, names of nothing but signs, pages of ten."""
    team = Team(FIRST, 1, "*" * 32, FIRST, FIRST, 0, None, tuple(range(FIRST, FIRST + 25)))
    cards = [teams.team_card(team, "x"), teams.list_card([team] * 95, 10), teams.ask_disband_card(team)]

    assert CARD_LIMIT > max(sum(map(len, texts(card))) for card in cards)
    assert "Page 10 of 10 · 95 teams" in words(cards[1])
    assert ["teams:9", "teams:11"] == custom_ids(cards[1])
    assert "There are no teams here yet" in words(teams.list_card([], 1))


def test_the_places_of_the_samples_are_right():
    """The better seed wins each match of the samples that these tests play."""
    view = played(Plan("knockout"), 4, 9)

    assert [1, 2, 3, 3] == [one.rank for one in placed(view)]
