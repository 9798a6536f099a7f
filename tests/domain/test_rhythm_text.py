"""Times of day and rhythms are read as members write them, or refused with an example."""

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rhythm_text import parse_rhythm, parse_time
from bot.domain.schedule import EveryDays, Monthly, Rhythm, Weekly
from bot.errors import Refusal

TODAY = date(2027, 5, 1)  # a Saturday


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (
            ("18:00", " 18.00 ", "18h", "18 h", "18h00", "18:00h", "6pm", "6 PM", "6 p.m.", "1800", "18", "１８：００"),
            "18:00",
        ),
        (("18:30", "6:30 pm", "6.30pm", "at 18:30", "18h30", "1830", "6h30 pm"), "18:30"),
        (("06:30", "6:30", "6:30 am", "0630"), "06:30"),
        (("noon", "Midday", "12 noon", "at noon", "12:00", "12 pm", "12h"), "12:00"),
        (("midnight", "12 midnight", "0:00", "00:00", "12 am", "0"), "00:00"),
        (("23:59", "11:59pm", "٢٣:٥٩"), "23:59"),
    ],
)
def test_a_time_is_read_in_many_forms(texts: tuple[str, ...], meant: str) -> None:
    """By 12 and 24 hours, with a colon, a point, an h or nothing between."""
    assert {time.fromisoformat(meant)} == {parse_time(text) for text in texts}


@pytest.mark.parametrize(
    ("text", "problem", "example"),
    [
        ("25:00", "There is no 25:00 on a clock.", "18:00"),
        ("24:00", "There is no 24:00 on a clock.", "00:00"),
        ("18:75", "There is no 18:75 on a clock.", "18:00"),
        ("6", "6 can be 06:00 or 18:00.", "18:00"),
        ("12", "12 can be 00:00 or 12:00.", "12:00"),
        ("13 pm", "With pm the hours go from 1 to 12.", "6:30 pm"),
        ("0 am", "With am the hours go from 1 to 12.", "6:30 pm"),
        ("soon", "That is no time of day.", "18:00"),
        ("", "That is no time of day.", "18:00"),
        ("6:5", "That is no time of day.", "18:00"),
    ],
)
def test_what_is_no_time_is_refused_with_one(text: str, problem: str, example: str) -> None:
    """The example works."""
    with pytest.raises(Refusal) as refusal:
        parse_time(text, "")
    assert (problem, example) == (refusal.value.problem, refusal.value.example)
    assert parse_time(example, "")


@given(st.times())
def test_every_time_is_read_back(at: time) -> None:
    """By 24 hours and by 12."""
    minute = at.replace(second=0, microsecond=0)
    assert [minute] * 2 == [parse_time(f"{minute:%H:%M}"), parse_time(f"{minute:%I:%M %p}")]


def days(*numbers: int) -> Weekly:
    """These weekdays."""
    return Weekly(frozenset(numbers))


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (("Monday", "mon", "Mon.", "mo", "mondays", "every Monday", "on mondays", "every week on Monday"), days(0)),
        (("tues", "Tue", "teusday"), days(1)),
        (("weds", "Wendesday", "weekly on wed"), days(2)),
        (("thurs", "Thur", "thu", "th"), days(3)),
        (("mon & thu", "Monday, Thursday", "mon/thu", "thu and mon", "mo th", "mon; thu"), days(0, 3)),
        (("weekdays", "Mon-Fri", "mon – fri", "monday to friday", "every weekday"), days(0, 1, 2, 3, 4)),
        (("weekend", "sat-sun", "sa su", "weekends"), days(5, 6)),
        (("sat-mon",), days(5, 6, 0)),
        (("daily", "every day", "each day", "every 1 day", "mon-sun"), days(0, 1, 2, 3, 4, 5, 6)),
        (
            ("every 3 days", "every three days", "every 3rd day", "every third day", "every 3 days from today"),
            EveryDays(3, TODAY),
        ),
        (("every other day", "every second day", "every two days"), EveryDays(2, TODAY)),
        (("every 2 weeks", "every other week", "every 14 days"), EveryDays(14, TODAY)),
        (("every week from 3 May 2027", "every 7 days from 2027-05-03"), EveryDays(7, date(2027, 5, 3))),
        (("every 3 days from tomorrow", "every 3 days starting on 2nd May 2027"), EveryDays(3, date(2027, 5, 2))),
        (("every day from 1 June 2027",), EveryDays(1, date(2027, 6, 1))),
        (
            (
                "day 31",
                "31st",
                "the 31st of each month",
                "last day",
                "the last day of the month",
                "monthly on the 31st",
            ),
            Monthly(31),
        ),
        (("day 1", "1st of every month", "the 1st day of the month"), Monthly(1)),
    ],
)
def test_a_rhythm_is_read_in_many_forms(texts: tuple[str, ...], meant: Rhythm) -> None:
    """Weekdays in full, cut short, misspelt or as a span; numbers of days; days of the month."""
    assert dict.fromkeys(texts, meant) == {text: parse_rhythm(text, TODAY) for text in texts}


@pytest.mark.parametrize(
    ("text", "problem", "example"),
    [
        ("31 February", "A schedule repeats by", "Monday"),
        ("31", "A schedule repeats by", "Monday"),
        ("fortnightish", "A schedule repeats by", "Monday"),
        ("munday", "A schedule repeats by", "Monday"),
        ("mon-xyz", "A schedule repeats by", "Monday"),
        ("s", "A schedule repeats by", "Monday"),
        ("", "A schedule repeats by", "Monday"),
        (", and", "A schedule repeats by", "Monday"),
        ("every week", "A week has seven days.", "Monday"),
        ("every 0 days", "That is no number of days.", "every 3 days"),
        ("every 367 days", "That is no number of days.", "every 3 days"),
        ("every few days", "That is no number of days.", "every 3 days"),
        ("day 32", "No month has a day 32.", "day 31"),
        ("day 0", "No month has a day 0.", "day 1"),
        ("every 3 days from 1 May 2020", "That day is past.", "every 3 days from 1 May 2027"),
        ("every 3 days from 2028-05-02", "That is far off.", "every 3 days from 1 May 2027"),
        ("every 3 days from 31 February 2028", "That is no day with its year.", "every 3 days from 1 May 2027"),
        ("every 3 days from 2028-02-31", "That is no day with its year.", "every 3 days from 1 May 2027"),
        ("every 3 days from May 2027", "That is no day with its year.", "every 3 days from 1 May 2027"),
        ("every 3 days from 1 May 44 BC", "That is no day with its year.", "every 3 days from 1 May 2027"),
    ],
)
def test_what_is_no_rhythm_is_refused_with_one(text: str, problem: str, example: str) -> None:
    """The example works."""
    with pytest.raises(Refusal) as refusal:
        parse_rhythm(text, TODAY, "")
    assert (True, example) == (refusal.value.problem.startswith(problem), refusal.value.example)
    assert parse_rhythm(example, TODAY, "")


@given(
    st.one_of(
        st.builds(Weekly, st.frozensets(st.integers(0, 6), min_size=1)),
        st.builds(EveryDays, st.integers(1, 366), st.dates(TODAY, date(2028, 5, 1))),
        st.builds(Monthly, st.integers(1, 31)),
    )
)
def test_what_a_rhythm_says_of_itself_is_read_back(rhythm: Rhythm) -> None:
    """So that a member can type what a list shows."""
    assert rhythm == parse_rhythm(str(rhythm), TODAY)


PIECES = st.sampled_from(
    ["every", "mon", "-", "to", "3", "days", "day", "31", "31st", "last", "of", "month", "week", "from", "0"]
)


def said(parse: Callable[[str], object], text: str) -> str:
    """What a member reads of a refusal."""
    try:
        parse(text)
    except Refusal as refusal:
        return f"{refusal.problem} {refusal.example}"
    return ""


@given(text=st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=6).map(" ".join)))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    """No text raises anything else, and no refusal repeats more of it than figures."""
    told = said(parse_time, text) + said(lambda typed: parse_rhythm(typed, TODAY), text)
    assert set() == set(told) & set("@<>`*_|")
