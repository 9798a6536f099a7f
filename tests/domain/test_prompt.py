"""Which item a schedule posts, and how long its poll is open."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import Catalogue
from bot.domain.pick import Pick
from bot.domain.prompt import OnDay, Prompt, chosen, chosen_before, on_day, poll_hours
from bot.domain.stock import Stock
from tests.domain.samples import fact, pack, whatif

DAY = date(2027, 11, 5)
DATED = [
    whatif(number, pod={"date": on, "place": "Kronstadt", "change": "It sails."})
    for number, on in enumerate(("7 November 1917", "6 November 1727", "9 March 1917"), 1)
]


@given(seed=st.integers(0, 99), theme=st.sampled_from(["", "anniversary"]))
def test_no_item_is_posted_again_before_all_were(seed: int, theme: str) -> None:
    """Whatever the theme; then the one used longest ago comes again."""
    dice, used, order = random.Random(seed), dict[str, int](), list[str]()
    for week in range(7):
        prompt = chosen(DATED, used, DAY + timedelta(days=7 * week), dice, theme=theme)
        used.pop(prompt.item.id, None)
        used[prompt.item.id] = week
        order.append(prompt.item.id)
        assert (max(2 - week, 0), 3, week > 2) == (prompt.pick.unseen, prompt.pick.total, prompt.pick.started_over)
    assert 3 == len(set(order[:3]))
    assert order[:3] == order[3:6]


def test_an_anniversary_comes_first() -> None:
    """The roundest of those unused; without one, or without the theme, dice decide."""
    dice = random.Random(1)
    best = chosen(DATED, {}, DAY, dice, theme="anniversary")
    assert best.anniversary
    assert ("tt-w2", 300, date(2027, 11, 6)) == (best.item.id, best.anniversary.years, best.anniversary.on)
    second = chosen(DATED, {"tt-w2": 1}, DAY, dice, theme="anniversary")
    assert second.anniversary
    assert ("tt-w1", 110, 1) == (second.item.id, second.anniversary.years, second.pick.unseen)
    assert None is chosen(DATED, {}, date(2027, 6, 1), dice, theme="anniversary").anniversary
    assert None is chosen(DATED, {}, DAY, dice).anniversary
    undated = chosen([fact(1)], {}, DAY, dice, theme="anniversary")
    assert Prompt(Pick(fact(1), 0, 1, started_over=False)) == undated


def test_a_later_try_has_the_same_item() -> None:
    """With its anniversary, and as many left as the others leave."""
    again = chosen_before(DATED, {"tt-w2": 1, "tt-w3": 1}, DAY, DATED[1], theme="anniversary")
    assert ("tt-w2", 1) == (again.item.id, again.pick.unseen)
    assert again.anniversary
    assert Prompt(Pick(DATED[1], 2, 3, started_over=False)) == chosen_before(DATED, {"tt-w2": 1}, DAY, DATED[1])


def test_nothing_can_be_chosen_from_nothing() -> None:
    """Whoever asks has looked before."""
    with pytest.raises(ValueError, match="nothing to pick from"):
        chosen([], {}, DAY, random.Random(1))


def test_a_day_without_items_gives_the_nearest() -> None:
    """And says so; a catalogue without days gives nothing."""
    stock = Stock(Catalogue([pack(*DATED)]))
    assert OnDay(11, 7, (DATED[0],)) == on_day(stock, date(2027, 11, 7))
    assert OnDay(3, 9, (DATED[2],), is_nearest=True) == on_day(stock, date(2027, 3, 1))
    assert None is on_day(Stock(Catalogue([pack(fact(1))])), DAY)


def test_a_poll_has_whole_hours() -> None:
    """An hour less than there are until the next prompt, one at least, as many as Discord takes at most."""
    now = datetime(2027, 5, 1, 18, 0, 20, tzinfo=UTC)
    spans = (timedelta(days=7), timedelta(minutes=90), timedelta(days=365))
    assert [167, 1, 768] == [poll_hours(now, now + span) for span in spans]


@given(
    now=st.integers(1_700_000_000, 1_900_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
    left=st.timedeltas(timedelta(seconds=1), timedelta(days=400)),
)
def test_a_poll_ends_before_the_next_prompt(now: datetime, left: timedelta) -> None:
    """Where there are two hours at all; it is never longer than Discord takes."""
    hours = poll_hours(now, now + left)
    assert 1 <= hours <= 768
    assert hours == 1 or timedelta(hours=hours + 1) <= left
