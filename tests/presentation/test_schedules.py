"""What hosts read of schedules, and what they press."""

from datetime import UTC, date, datetime, time

import pytest

from bot.domain.anniversary import Anniversary
from bot.domain.catalogue import Catalogue
from bot.domain.pick import Pick
from bot.domain.prompt import Prompt
from bot.domain.schedule import EveryDays, Monthly, Weekly
from bot.domain.stock import Stock
from bot.presentation import schedules
from bot.presentation.cards import item_card
from bot.presentation.components import COMPONENT_LIMIT
from bot.presentation.prompts import prompt_card
from bot.presentation.text import CARD_LIMIT, CHOICE_LIMIT
from bot.storage.packs import read_packs
from bot.storage.schedules import Schedule
from tests.house.tree import ROOT
from tests.presentation.parts import custom_ids, parts, texts

MONDAY = datetime(2027, 5, 3, 16, tzinfo=UTC)
BUSY = Weekly(frozenset(range(6)))


def scheduled(**changed: object) -> Schedule:
    """A what-if every Monday at six in Berlin, but for what is changed."""
    usual: dict[str, object] = {
        "guild_id": 1,
        "kind": "whatif",
        "rhythm": Weekly(frozenset({0})),
        "at": time(18),
        "time_zone": "Europe/Berlin",
        "channel_id": 2,
        "id": 3,
        "state": "active",
        "creator_id": 4,
        "created_at": 0,
        "since_at": 0,
        "next_due_at": round(MONDAY.timestamp() * 1000),
        "handled_at": None,
    }
    return Schedule(**{**usual, **changed})  # type: ignore[arg-type]


def test_a_schedule_is_told_in_two_lines():
    """What, when and where; with what. In the list its next run follows."""
    in_full = scheduled(
        opens_thread=True,
        has_poll=True,
        ping_role_id=5,
        theme="anniversary",
        filters={"era": "modern", "region": "europe"},
    )
    assert [
        "**#3 · What-if** every Monday at 18:00 (Europe/Berlin) in <#2>",
        "-# With a thread, a poll, a recap before the next, a ping for <@&5>, anniversaries first "
        "and only Modern and Europe",
    ] == schedules.in_words(in_full).split("\n")
    assert 1 == len(schedules.in_words(scheduled()).split("\n"))
    assert texts(schedules.list_card([in_full], "UTC"))[1].endswith("\nNext: <t:1809360000:F> (<t:1809360000:R>)")


def test_a_forum_post_is_told_with_its_tag():
    """A tag is a member's text: nothing in it formats or calls."""
    told = schedules.in_words(scheduled(is_forum=True, tag="*@here*"))
    assert "With a forum post, a recap before the next and the tag “\\*\\@here\\*”" in told


def test_a_paused_schedule_says_so():
    """In its name too, and it has no next run."""
    paused = scheduled(state="paused", time_zone="Asia/Kathmandu")
    assert "#3 What-if, every Monday at 18:00 (Asia/Kathmandu), paused" == schedules.name_of(paused)
    listed = texts(schedules.list_card([paused], "UTC"))[1]
    assert "Paused" in listed
    assert "<t:" not in listed


def test_a_name_fits_where_it_is_chosen():
    """However long rhythm and zone are."""
    longest = scheduled(id=10**9, kind="onthisday", rhythm=BUSY, time_zone="America/Argentina/ComodRivadavia")
    assert CHOICE_LIMIT >= len(schedules.name_of(longest))


def test_runs_are_told_by_two_clocks():
    """By the server's in words, by the reader's as timestamps; here a day later than in UTC."""
    late = datetime(2027, 5, 3, 20, tzinfo=UTC)
    assert "1. Tuesday 4 May 2027, 01:45 · <t:1809374400:f>" == schedules.runs([late], "Asia/Kathmandu")


@pytest.mark.parametrize(
    ("rhythm", "caveat"),
    [
        (Monthly(31), "In months without a 31st it is due on their last day."),
        (Monthly(28), ""),
        (EveryDays(3, MONDAY.date()), ""),
    ],
)
def test_months_without_the_day_are_told_of(rhythm, caveat):
    """Where a schedule is made, in the block of its runs."""
    shown = texts(schedules.added_card(scheduled(rhythm=rhythm), [MONDAY], "UTC"))[1]
    assert ("the next 1 run" in shown.lower(), bool(caveat)) == (True, shown.endswith(caveat or "?"))


def test_many_schedules_fit_on_a_card():
    """In fewer words each, and none is left out."""
    crowd = [
        scheduled(id=number, rhythm=BUSY, is_forum=True, tag="t" * 20, has_poll=True, ping_role_id=2**62)
        for number in range(1, schedules.MOST + 1)
    ]
    shown = texts(schedules.list_card(crowd, "UTC"))
    assert CARD_LIMIT >= sum(map(len, shown))
    assert [] == [one.id for one in crowd if not any(f"#{one.id} " in line for line in shown)]
    assert 3 == len(texts(schedules.list_card(crowd[:1], "UTC")))


def test_an_empty_list_says_how_to_begin():
    """With a command that works."""
    assert schedules.EXAMPLE in texts(schedules.list_card([], "UTC"))[0]


def test_asking_whether_to_post_now_carries_its_moment():
    """So that a second press is the same post."""
    assert ["sched-now:3:77:1", "sched-now:3:77:0"] == custom_ids(schedules.ask_now_card(scheduled(), 77))


def test_a_refusal_names_some_schedules_and_how_many_more():
    """As many as can be read at once."""
    named = schedules.names([scheduled(id=number) for number in range(1, 11)])
    assert named.endswith("and 2 more")
    assert 8 == named.count("What-if")


def test_the_longest_card_fits_under_the_line_of_a_preview():
    """With the line of an anniversary in it too."""
    catalogue = Catalogue(read_packs(sorted(path.parent for path in (ROOT / "seeds").glob("*/pack.toml")), None))
    lead = schedules.preview_lead(scheduled(id=10**9), round(MONDAY.timestamp() * 1000))
    items = [item for kind in ("fact", "quote", "whatif") for item in catalogue.matching(kind)]
    longest = max(items, key=lambda item: sum(map(len, texts(item_card(catalogue, item)))))
    prompt = Prompt(Pick(longest, 9_999, 9_999, started_over=False), Anniversary(longest.id, 2500, date(2027, 11, 27)))
    shown = prompt_card(Stock(catalogue), prompt, "", ping_role_id=None, late_since=None)
    card = schedules.preview_card(lead, shown)

    assert lead == texts(card)[0]
    assert CARD_LIMIT >= sum(map(len, texts(card)))
    assert COMPONENT_LIMIT >= len(list(parts(card)))
