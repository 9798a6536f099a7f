"""Competitions as members read them: the sign-up, a stage, a match, its end, the results."""

from dataclasses import replace
from typing import get_args

import pytest

from bot.announcing import View
from bot.domain.competition import Entrant, Format, Plan
from bot.presentation.competitions import PINGS, list_card, reminders, signup_card, status_card
from bot.presentation.components import COMPONENT_LIMIT
from bot.presentation.matches import match_card, outcome_card, podium, results_card, stage_card, trouble_card
from bot.presentation.text import CARD_LIMIT
from tests.presentation.contests import FIRST, MOMENT, competition, people, placed, played
from tests.presentation.parts import custom_ids, parts, texts

HOSTILE = "*_~`<@1>[x](y)" * 4 + "{}"
PHASES = ("signup", "drawn", "running", "over", "cancelled")


def words(card):
    """All that a reader sees of a card's text."""
    return "\n".join(texts(card))


def signup(count=2, **changes):
    """The card of a sign-up."""
    return words(signup_card(View(competition(**changes), people(count))))


@pytest.mark.parametrize("plan", [Plan("knockout"), Plan("knockout", group=8, advance=7), Plan("open", quizzes=10)])
@pytest.mark.parametrize("count", [2, 300])
def test_every_card_keeps_to_discords_limits(plan, count):
    """With names, titles and reasons of nothing but signs, 25 roles and the longest lists."""
    roles = tuple(range(FIRST, FIRST + 25))
    plan = replace(plan, role_ids=roles, champion_role_id=FIRST, filters={"topic": "red-army", "pack": "p" * 40})
    for stages in (0, 1, 20):
        view = played(plan, count, stages, HOSTILE, title="*" * 80, why="*" * 200)
        ranks = placed(view)
        for phase in PHASES:
            shown = replace(view, competition=replace(view.competition, phase=phase, ready_until_at=MOMENT))
            first, last = shown.matches[0], shown.matches[-1]
            cards = [
                signup_card(shown),
                stage_card(shown, picture="x" * 1_024),
                *(match_card(shown, kept, frozenset({FIRST})) for kept in (first, last)),
                *(outcome_card(shown, kept) for kept in (first, last)),
                results_card(shown, ranks, FIRST + 1, picture="x" * 1_024),
                status_card(shown, ranks, FIRST + 1),
                *(card for card, _ in reminders(shown, "soon")),
            ]
            assert CARD_LIMIT > max(sum(map(len, texts(card))) for card in cards)
            assert COMPONENT_LIMIT > max(len(list(parts(card))) for card in cards)
            assert all(len(set(custom_ids(card))) == len(custom_ids(card)) for card in cards)
            assert all(text.strip() for card in cards for text in texts(card))


@pytest.mark.parametrize("kind", get_args(Format))
def test_the_sign_up_tells_the_rules(kind):
    """Seeds, ties and what counts in each format; who is not there loses in a knockout alone."""
    said = signup(plan=Plan(kind, quizzes=1 if kind == "knockout" else 3, ready_s=90))

    assert all(f"- **{part}" in said for part in ("Questions:** 10", "Ties** over", "Seeds:** by", "What counts:**"))
    assert (kind == "knockout") == (
        "**No-shows:** press **Ready** in the thread of your match within 1 min 30 s" in said
    )


def test_the_sign_up_has_times_numbers_and_names():
    """Times as Discord's timestamps; after the first names the others are counted."""
    few, many = signup(2), signup(300)

    assert "**Begins <t:1795345200:F> (<t:1795345200:R>)**\nSign-up until <t:1795344900:F>" in few
    assert "**2 entrants** (at least 2, at most 256): Player 1 and Player 2" in few
    assert "Player 30 and 270 more" in many
    assert "**Nobody has signed up yet** (at least 2, at most 256)" in signup(0)
    assert "Begins when its host says so" in signup(starts_at=None, signup_until_at=None)
    assert "Sign-up until" not in signup(signup_until_at=MOMENT)


def test_the_sign_up_closes_with_its_buttons():
    """Whoever comes later sees how it stands, or why it does not take place."""
    view = played(Plan("knockout"), 4, 5)
    cards = {
        phase: signup_card(replace(view, competition=replace(view.competition, phase=phase, why="Snow")))
        for phase in PHASES
    }

    joins = f"comp-join:{view.competition.id}"
    assert ["signup"] == [phase for phase, card in cards.items() if joins in custom_ids(card)]
    assert "🏆 **Player 1** won." in words(cards["over"])
    assert "**It does not take place.** Snow" in words(cards["cancelled"])
    assert "**Under way: round 2, final.**" in words(cards["running"])


def test_teams_are_entered_by_other_words():
    """And shown with their size."""
    team = Entrant(9, "Reds", (1, 2, 3), 1)
    plan = Plan("teams", team_min=2, team_max=5, best_of=2)
    card = signup_card(View(competition(plan=plan), {9: team}))

    assert "**Teams** of 2 to 5: all play 1 quiz" in words(card)
    assert "the points of its best 2 members in each quiz" in words(card)
    assert "**1 team** (at least 2, at most 256): Reds (3)" in words(card)
    assert ["Enter my team", "Withdraw my team"] == [part["label"] for part in parts(card) if "label" in part][:2]


def test_nobody_is_called_who_does_not_want_to_be():
    """A reminder names those alone who are in and want it, a hundred to a message, each once."""
    view = View(competition(phase="signup"), people(250), pinged=frozenset(range(FIRST + 1, FIRST + 211)))
    called = reminders(view, "day")

    assert [PINGS, PINGS, 10] == [len(users) for _, users in called]
    assert 210 == len({user for _, users in called for user in users})
    for card, users in called:
        assert all(f"<@{user}>" in words(card) for user in users)
        assert len(users) == words(card).count("<@")
    assert [] == reminders(replace(view, pinged=frozenset()), "soon")


def test_a_stage_says_who_meets_whom():
    """With seeds, points, who goes on, byes, and the room of each match."""
    first = words(stage_card(played(Plan("knockout"), 3, 0, ready_until_at=MOMENT)))
    second = words(stage_card(played(Plan("knockout"), 4, 2)))

    assert "### Winter \\*cup\\*: round 1, semi-finals" in first
    assert "Press **Ready** in the thread of your match: there is time until <t:1795345200:F>" in first
    assert "**Player 1** (1) has a bye" in first
    assert f"⏳ **Player 2** (2) – **Player 3** (3) · <#{FIRST + 2}>" in first
    assert "✅ **Player 1** (1) – **Player 2** (2) · 990 : 980 → **Player 1**" in second


def test_a_stage_of_many_matches_is_clipped():
    """The others are counted, and a button shows one's own."""
    card = stage_card(played(Plan("knockout"), 256, 0))

    assert "more matches: **My match** shows yours" in words(card)
    assert [f"comp-status:{FIRST - 2}"] == custom_ids(card)


def test_a_quiz_of_everybody_shows_the_best():
    """Ten with the most points."""
    said = words(stage_card(played(Plan("open", quizzes=2), 12, 1)))
    over = words(stage_card(played(Plan("open"), 12, 1)))

    assert "### Winter \\*cup\\*: quiz 2 of 2" in said
    assert "12 entrants in <#2>" in said
    assert "**Player 1** 990 points\n**Player 2** 980 points" in over
    assert "Player 11" not in over


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"paused_until_at": MOMENT}, "⏸️ Paused: it goes on <t:1795345200:R> at the latest."),
        ({"stage_began_at": None, "break_until_at": MOMENT}, "Begins <t:1795345200:R>"),
        ({"stage_began_at": None}, "Begins soon."),
        ({"phase": "drawn"}, "Drawn. It begins <t:1795345200:F>"),
        ({}, "It is being played."),
    ],
)
def test_a_stage_says_what_is_waited_for(changes, said):
    """A pause, a break, the start, or the players."""
    view = played(Plan("knockout"), 4, 0)
    assert said in words(stage_card(replace(view, competition=replace(view.competition, **changes))))


def test_a_match_says_who_is_there_until_when():
    """And has a button as long as it waits."""
    view = played(Plan("knockout"), 4, 0, ready_until_at=MOMENT)
    kept = view.matches[0]
    card = match_card(view, kept, frozenset({FIRST + 1}))
    begun = match_card(view, replace(kept, state="playing"), frozenset())

    assert "### Winter \\*cup\\*: round 1, semi-finals, match 1" in words(card)
    assert f"✅ <@{FIRST + 1}>\n⏳ <@{FIRST + 4}>" in words(card)
    assert "by <t:1795345200:F> (<t:1795345200:R>): the match begins as soon as all have." in words(card)
    assert [f"comp-ready:{FIRST - 2}:1:1"] == custom_ids(card)
    assert ([], True) == (custom_ids(begun), "It has begun." in words(begun))


def test_a_match_of_everybody_has_no_button():
    """Who is in plays; nobody has to say so."""
    view = played(Plan("open"), 3, 0)
    card = match_card(view, view.matches[0], frozenset())

    assert [] == custom_ids(card)
    assert "only those play who are entered" in words(card)


def test_the_end_of_a_match_says_how_it_was_decided():
    """By points, by a tie-break, by nobody else being there, or not at all; the final has a winner."""
    view = played(Plan("knockout"), 4, 2)
    semi, final = view.matches[0], view.matches[-1]
    alone = replace(semi, session_id=None)
    nobody = replace(alone, match=replace(semi.match, advancing=()))

    assert "### **Player 1** goes on\n**Player 1** 990 points\n**Player 4** 960 points" in words(
        outcome_card(view, semi)
    )
    assert "the estimate questions did" in words(outcome_card(view, replace(semi, tie_session_id=3)))
    assert "Nothing was played: nobody else was there" in words(outcome_card(view, alone))
    assert "### Nobody was there: the next opponent has a bye" in words(outcome_card(view, nobody))
    assert "### 🏆 **Player 1** wins" in words(outcome_card(view, final))


def test_results_name_the_champion_and_the_places():
    """With the podium, the files and the log; who was cancelled says why."""
    view = played(Plan("knockout", champion_role_id=77), 40, 9)
    card = results_card(view, placed(view), FIRST + 1, picture="Podium")
    cancelled = replace(view, competition=replace(view.competition, phase="cancelled", why="Snow"))

    assert "🏆 **Player 1** won.\n<@&77> goes to the champion." in words(card)
    assert "**1.** 🥇 **Player 1** 4,950 points · final" in words(card)
    assert "and 20 more; the file has everybody" in words(card)
    assert [f"comp-export:{FIRST - 2}", f"comp-log:{FIRST - 2}:1"] == custom_ids(card)
    assert ["Podium"] == [item["description"] for part in parts(card) for item in part.get("items", ())]
    assert (1, "Player 1", "final") == (
        podium(view, placed(view))[0].rank,
        podium(view, placed(view))[0].name,
        podium(view, placed(view))[0].detail,
    )
    assert "does not take place\nSnow" in words(results_card(cancelled, (), None))
    assert "Nobody won." in words(results_card(view, (), None))


def test_the_status_tells_the_asker_about_themselves():
    """Their match, that they are through, out, disqualified; nothing of who is not in."""
    view = played(Plan("knockout"), 5, 1)
    ranks = placed(view)
    out = {**view.entrants, FIRST + 2: replace(view.entrants[FIRST + 2], state="disqualified")}

    assert f"Your match: round 2, semi-finals, match 1 against **Player 4** (4) in <#{FIRST + 2}>." in words(
        status_card(view, ranks, FIRST + 1)
    )
    assert "You went out in round 1, quarter-finals, match 2." in words(status_card(view, ranks, FIRST + 5))
    assert "You were disqualified." in words(status_card(replace(view, entrants=out), ranks, FIRST + 2))
    assert "You" not in words(status_card(view, ranks, 4)).split("-#")[0]
    assert "Your place: **5**" in words(status_card(played(Plan("knockout"), 5, 9), ranks, FIRST + 5))


def test_the_status_tells_how_the_draw_is_checked():
    """Its number and the rule, once it is drawn."""
    drawn = words(status_card(played(Plan("knockout"), 4, 0), (), 4))
    early = words(status_card(View(competition(), {}), (), 4))

    assert "its number is `7`" in drawn
    assert "the smaller SHA-256 of `7:id` comes first" in drawn
    assert "Seeds are drawn when the sign-up is over." in early


def test_the_list_has_pages():
    """The latest first as given; no page is beyond the last."""
    there = [competition(id=number, title=f"Cup {number}") for number in range(20, 0, -1)]
    card = list_card(there, 99)

    assert "Page 3 of 3 · 20 competitions" in words(card)
    assert ["comps:2", "comps:4"] == custom_ids(card)
    assert "Cup 4" in words(card)
    assert "No competition has been held here yet" in words(list_card([], 1))
    assert COMPONENT_LIMIT > len(list(parts(list_card(there, 1))))


def test_hosts_are_told_what_to_do():
    """In one sentence, with the competition and its channel."""
    view = View(competition(), {})
    assert r"**Winter \*cup\*** in <#2>: It was cancelled" in words(trouble_card(view, "few"))
    assert "`/competition host` starts it." in words(trouble_card(view, "late"))
    assert "Clio cannot speak where it is played.\nMend it." in words(trouble_card(view, "place", "Mend it."))
