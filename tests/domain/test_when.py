"""Moments are read as members type them; what names none or two is None."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.when import moment_of, months_later, shown_at

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 12, 0, 30, tzinfo=BERLIN)  # a Sunday


def read(text: str, now: datetime = NOW) -> str | None:
    """The moment as the clocks of Berlin show it."""
    at = moment_of(text, BERLIN, round(now.timestamp() * 1000))
    return None if at is None else f"{datetime.fromtimestamp(at / 1000, BERLIN):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (
            (
                "2026-12-05 20:00",
                "2026-12-05T20:00",
                "2026/12/05 8 pm",
                "5.12.2026 20:00",
                "5 December 2026, 20:00",
                "December 5 20:00",
                "5 dec 8pm",
                "the 5th of December at 20h",
                "Saturday, 5 December, 20:00",
                "20:00 on 5 December",
                "2026-12-05 19:00 UTC",
                "2026-12-05T19:00Z",
                "２０２６-12-05 20:00",
                "<t:1796497200:F>",
                "<t:1796497200>",
            ),
            "2026-12-05 20:00:00",
        ),
        (
            ("Saturday 20:00", "sat 8 pm", "next Saturday at 20:00", "20:00 Saturday", "on saterday 20.00"),
            "2026-11-28 20:00:00",
        ),
        (("Sunday", "sunday 00:00", "sun 0:00"), "2026-11-29 00:00:00"),
        (("Sunday 13:00", "today 13:00", "13:00", "1 pm today"), "2026-11-22 13:00:00"),
        (("11:00", "tomorrow 11:00"), "2026-11-23 11:00:00"),
        (("tonight 20:00", "tonight at 8 pm"), "2026-11-22 20:00:00"),
        (("tomorrow", "2026-11-23", "23 November", "23/11/2026"), "2026-11-23 00:00:00"),
        (
            ("31 March", "2027-03-31", "until 31 March 2027", "end of March", "the end of March 2027"),
            "2027-03-31 00:00:00",
        ),
        (("end of the month",), "2026-11-30 00:00:00"),
        (("end of the year", "31 December"), "2026-12-31 00:00:00"),
        (("22 November", "today"), "2026-11-22 00:00:00"),
        (("29 February",), "2028-02-29 00:00:00"),
        (("6 March 18",), "2027-03-06 18:00:00"),
        (("now",), "2026-11-22 12:00:30"),
        (
            ("in 2 hours", "in 120 min", "in two hours", "2 hours from now", "in 1 hour and 60 minutes"),
            "2026-11-22 14:00:30",
        ),
        (("in half an hour", "in 30m"), "2026-11-22 12:30:30"),
        (("in 3 months", "in a month and two months"), "2027-02-22 12:00:00"),
        (("in a week at 20:00", "in 7 days at 8 pm"), "2026-11-29 20:00:00"),
        (("in 1 day 2 hours",), "2026-11-23 14:00:00"),
        (("in 2 years",), "2028-11-22 12:00:00"),
    ],
)  # fmt: skip
def test_a_moment_is_read_in_many_forms(texts: tuple[str, ...], meant: str) -> None:
    """Days, weekdays and times in either order, spans from now, and Discord's own stamps."""
    assert dict.fromkeys(texts, meant) == {text: read(text) for text in texts}


@pytest.mark.parametrize(
    "text",
    [
        "", "the", "soon", "hello world", "2027", "1830", "8", "Saturday 8", "12/05/2026", "5.12", "5 dec 26",
        "tonight", "2027-02-30", "29 February 2027", "31 February", "2026-13-01", "Sunday 5 December", "Saturday soon",
        "every day", "weekend", "end of days", "end of month 2027", "in soon", "in some hours", "in 2 hours at 20:00",
        "in 1 day 2 hours at 20:00", "in 1 day at 8", "in 999999 years", "in 999999 weeks and 999999 weeks",
        "9999-12-31 25:00", "0001-01-01", "9999999 minutes", "5 december " + 100 * "x", "1st", "day 5",
    ],
)  # fmt: skip
def test_what_names_no_moment_is_none(text: str) -> None:
    """Also what names two, such as a figure that is an hour of either half of the day."""
    assert read(text) is None


@pytest.mark.parametrize(("text", "meant"), [("2020-05-01", "2020-05-01"), ("22 November 2026 09:00", "2026-11-22")])
def test_what_is_past_is_read_all_the_same(text: str, meant: str) -> None:
    """So that a refusal can say how it was understood."""
    assert str(read(text)).startswith(meant)


def test_clocks_that_change_are_followed() -> None:
    """A skipped time is when they skip it, a repeated one the first; hours pass, days are those of the calendar."""
    before = datetime(2027, 3, 27, 12, tzinfo=BERLIN)
    assert "2027-03-28 03:00:00" == read("28 March 02:30", before)
    assert "2027-03-28 12:00:00" == read("in 1 day", before)
    assert "2027-03-28 13:00:00" == read("in 24 hours", before)
    twice = moment_of("31 October 2027 02:30", BERLIN, round(before.timestamp() * 1000))
    assert datetime(2027, 10, 31, 0, 30, tzinfo=UTC).timestamp() * 1000 == twice


def test_a_midnight_that_clocks_skip_is_the_minute_after() -> None:
    """As in Beirut, where the day then begins at 01:00."""
    beirut = ZoneInfo("Asia/Beirut")
    assert "01:00" == f"{shown_at(date(2027, 3, 28), time.min, beirut).astimezone(beirut):%H:%M}"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.times())
def test_every_day_and_time_is_read_back(day: date, at: time) -> None:
    """Written as Clio writes them."""
    minute = datetime.combine(day, at.replace(second=0, microsecond=0), BERLIN)
    shown = shown_at(day, minute.time(), BERLIN).timestamp() * 1000
    for form in ("%Y-%m-%d %H:%M", "%d %B %Y %H:%M", "%A, %d %B %Y, %I:%M %p"):
        assert shown == moment_of(minute.strftime(form), BERLIN, round(NOW.timestamp() * 1000))


@given(st.text(max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    """Nothing but a moment or None comes back."""
    assert isinstance(moment_of(text, BERLIN, round(NOW.timestamp() * 1000)), int | None)


def test_the_last_day_of_a_month_is_kept() -> None:
    """The 31st is the last day of months that have fewer, and the 31st again afterwards."""
    days = [months_later(date(2027, 12, 31), months, 31) for months in (0, 2, 3, -10)]
    assert ["2027-12-31", "2028-02-29", "2028-03-31", "2027-02-28"] == [str(day) for day in days]
