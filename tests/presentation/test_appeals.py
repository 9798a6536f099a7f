"""Appeals on cards: within Discord's limits at the longest, and nothing typed is formatted."""

from dataclasses import replace
from typing import get_args

import pytest

from bot.domain.appeal import State, WhyNotAppeal
from bot.domain.quiz import Rules
from bot.presentation import appeals as shown
from bot.presentation import lobby
from bot.storage.appeals import Appeal, Voice
from tests.domain.quizzing import guess
from tests.domain.samples import question
from tests.presentation.parts import texts
from tests.presentation.test_rounds import fits

LONG = question(1, question="Which? " * 28, answer="A" * 60, accept=[f"{'form ' * 9}{n}" for n in range(16)])


def appeal(**changes):
    """One at its longest: every letter has to be escaped."""
    known = {"normal": "*" * 200, "reason": "_" * 300, "state": "declined", "reviewer_id": 2**63 - 1}
    voices = tuple(Voice(2**63 - number, "~" * 300, 1) for number in range(1, 40))
    place = {"id": 2**63 - 1, "guild_id": 2**63 - 1, "quiz_channel_id": 2**63 - 1, "question_message_id": 2**63 - 1}
    rest = {"session_id": 1, "number": 1, "question_id": "tt-k1", "made_at": 0, "channel_id": None, "message_id": None}
    return Appeal(**{**place, **rest, **known, "is_told": False, "players": 9, "voices": voices, **changes})


@pytest.mark.parametrize("state", get_args(State))
@pytest.mark.parametrize("asked", [LONG, None])
def test_the_notice_fits(state, asked):
    """With the longest question and many reasons, of which some are shown; without any too."""
    card = shown.notice(appeal(), asked, state)
    assert fits(card)
    assert "and 34 more" in "\n".join(texts(card))
    assert fits(shown.notice(appeal(voices=(), question_message_id=None, reason=""), asked, state))


def test_what_players_are_told_fits():
    """Every card at its longest."""
    one = appeal()
    cards = [
        shown.mine_card([(one, LONG, "declined")] * shown.MINE),
        shown.mine_card([]),
        shown.aliases_card([("*" * 200, LONG)] * 200),
        shown.aliases_card([]),
        shown.which_card([guess(1, n, text="*" * 200) for n in range(9)]),
        shown.paid_card(dict.fromkeys(range(-1, 40), 100), is_match=True),
        shown.paid_card({}, is_match=False),
        shown.made_card(one, is_new=False, has_readers=False),
        *(shown.to_asker(one, LONG, "*" * 100, points, user_id) for points in (None, 0, 97) for user_id in (0, 7)),
    ]
    assert all(map(fits, cards))


def test_a_button_says_what_was_typed_from_left_to_right():
    """Nothing in it turns its direction; what has nothing to see is named as it was compared."""
    turned = guess(1, 1, text="\u202eOld\u2066 \n River\u200b")
    unseen = replace(guess(1, 1, text="\u200b\u3164"), normal="x")
    assert "Old River" == shown.plain_label(turned)
    assert "x" == shown.plain_label(unseen)


def test_who_decided_is_said():
    """A reviewer who deleted their data has no number; nobody has closed it."""
    assert "a former reviewer" in shown.decided(appeal(reviewer_id=-5), "accepted")
    assert "nobody decided" in shown.decided(appeal(), "closed")
    assert "waits" in shown.there_is_one(appeal(reason=""), "open").problem


def test_each_refusal_has_its_words():
    """Whatever is in the way."""
    refusals = [shown.why_not(why) for why in get_args(WhyNotAppeal)]
    assert len(refusals) == len({refusal.problem for refusal in refusals})


def test_the_rules_say_who_does_not_score():
    """On the lobby where there are such roles, in the rules always."""
    some = Rules(excluded_role_ids=tuple(range(2**62, 2**62 + 10)))
    assert "do not score" in lobby.how_it_is_played(some)
    assert "score" not in lobby.how_it_is_played(Rules(ranked=False)).replace("scored", "")
    assert fits(lobby.rules_card(some))
    assert "Whoever is a member can score" in "\n".join(texts(lobby.rules_card(Rules())))
