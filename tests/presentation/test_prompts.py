"""What is posted by itself, and what the staff reads of it."""

from datetime import date, timedelta

import pytest

from bot.domain.anniversary import Anniversary
from bot.domain.pick import Pick
from bot.domain.prompt import LONGEST_POLL, Notice, OnDay, Prompt
from bot.domain.stock import Stock
from bot.presentation import prompts
from bot.presentation.components import Card, container, text
from bot.presentation.custom_ids import CUSTOM_ID_LIMIT
from bot.presentation.text import CARD_LIMIT
from tests.presentation.parts import custom_ids, texts

DUE = 1_780_000_000_000
MARK = "c.19e70448800"


def shown(card: Card) -> str:
    """All that the card says."""
    return "\n".join(texts(card))


def prompt(item, **changed):
    """A prompt with this item."""
    return Prompt(Pick(item, 3, 9, started_over=False), **changed)


def test_every_item_can_be_a_prompt(catalogue):
    """Its card carries the mark behind one of its ids, within the limits, and nobody reads it."""
    for kind in ("whatif", "fact", "quote"):
        for item in catalogue.matching(kind):
            card = prompts.prompt_card(Stock(catalogue), prompt(item), MARK, ping_role_id=2**62, late_since=DUE)
            assert prompts.has_mark(card.to_components(), MARK)
            assert not prompts.has_mark(card.to_components(), MARK[1:])
            assert max(map(len, custom_ids(card))) <= CUSTOM_ID_LIMIT
            assert len("".join(texts(card))) <= CARD_LIMIT
            assert MARK not in shown(card)


def test_the_mark_is_on_no_other_card_of_the_item(catalogue):
    """What cards share is left as it was."""
    item = catalogue.matching("whatif")[0]
    prompts.prompt_card(Stock(catalogue), prompt(item), MARK, ping_role_id=None, late_since=None)
    other = prompts.prompt_card(Stock(catalogue), prompt(item), "d.1", ping_role_id=None, late_since=None)
    assert [MARK in custom_id for custom_id in custom_ids(other)] == [False] * len(custom_ids(other))


def test_what_is_said_above_a_card(catalogue):
    """Whom it calls, the anniversary, and since when it is late; nothing of it where there is nothing."""
    item = catalogue.matching("whatif")[0]
    best = Anniversary(item.id, 100, date(2027, 5, 2))
    card = prompts.prompt_card(Stock(catalogue), prompt(item, anniversary=best), MARK, ping_role_id=7, late_since=DUE)
    assert [
        "<@&7>",
        "**100 years ago on 2 May**",
        "-# Posted late: it was due <t:1780000000:f>.",
    ] == texts(card)[0].splitlines()
    bare = prompts.prompt_card(Stock(catalogue), prompt(item), MARK, ping_role_id=None, late_since=None)
    assert texts(bare)[0].startswith("### What if…")


def test_a_day_without_items_says_whose_they_are(catalogue):
    """The heading is the day's, or the nearest day's."""
    month, day, items = catalogue.nearest_day(11, 7)
    today, nearest = [
        prompts.prompt_card(Stock(catalogue), OnDay(month, day, items, is_near), MARK, ping_role_id=7, late_since=None)
        for is_near in (False, True)
    ]
    assert "### On this day: 7 November\n<@&7>" in shown(today)
    assert "### Nearest day: 7 November" in shown(nearest)
    assert prompts.has_mark(today.to_components(), MARK)


@pytest.mark.parametrize("hours", [1, LONGEST_POLL // timedelta(hours=1)])
def test_every_whatif_has_a_poll(catalogue, hours):
    """Within Discord's limits: question 300, answers 55 characters, at most 768 hours."""
    questions = set()
    for item in catalogue.matching("whatif"):
        poll = prompts.plausibility_poll(item, hours)
        questions.add(poll.question)
        assert len(poll.question) <= 300
        assert max(len(answer.text) for answer in poll.answers) <= 55
        assert timedelta(hours=hours) == poll.duration
    assert len(catalogue.matching("whatif")) == len(questions)


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (Notice("failing", DUE, why="Allow it.", until_at=DUE), "**The what-if of <t:1780000000:f> in <#5> is not yet"),
        (Notice("failing", DUE, why="Allow it.", until_at=DUE), "tried until <t:1780000000:t>"),
        (Notice("failing", DUE, why="Allow it."), "is tried no more"),
        (Notice("failing", DUE, why="Allow it.", has_card=True), "not yet complete.** Allow it."),
        (Notice("failed", DUE, why="It is down."), "was not posted.** It is down."),
        (Notice("failed", DUE, why="It is down.", has_card=True), "thread or poll is missing"),
        (Notice("missed", DUE, count=1), "**1 run was missed**"),
        (Notice("missed", DUE, count=2, has_card=True), "The latest is posted late."),
        (Notice("twice", DUE), "The second was deleted."),
        (Notice("twice", DUE, has_card=True), "Please delete the second"),
        (Notice("role", DUE), "role to ping is gone"),
        (
            Notice("recap", DUE, why="Allow it."),
            "**The recap of the what-if of <t:1780000000:f> in <#5> did not come yet",
        ),
        (Notice("recap", DUE, why="Allow it."), "Allow it."),
        (Notice("unrecapped", DUE), "was missed.**"),
        (Notice("stock", DUE, count=1), "**1 unused item is left** for the what-if"),
        (Notice("stock", DUE), "From now on the oldest come again."),
    ],
)
def test_the_staff_reads_what_happened(notice, said):
    """With the place, and the schedule's number."""
    card = prompts.notice_card(notice, schedule_id=3, kind="what-if", channel_id=5)
    assert said in shown(card)
    assert "<#5>" in shown(card)
    assert "-# Schedule 3" in shown(card)


def test_a_card_without_a_button_cannot_be_marked():
    """It could never be found again."""
    with pytest.raises(ValueError, match="not enough values"):
        prompts.marked(Card(container(text("nothing to press"))), MARK)
