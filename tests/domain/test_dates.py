"""The notation of dates, and days as players write them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel

from bot.domain.calendars import Calendar, Moment, days_in, to_julian, usual_calendar
from bot.domain.dates import DateField, HistoricalDate, NotADate, parse_date, parse_month_day
from bot.errors import Refusal

YEARS = st.integers(-12000, 9999).filter(bool)
AFTER_THE_REFORM = st.integers(1583, 9999)


@st.composite
def days(draw: st.DrawFn, calendar: Calendar | None = None, years: st.SearchStrategy[int] = YEARS) -> Moment:
    """Any day, in the calendar that is usual for it unless one is given."""
    year, month = draw(years), draw(st.integers(1, 12))
    day = draw(st.integers(1, 31))
    used = calendar or usual_calendar(Moment(year, month, day, "day"))
    assume(day <= days_in(month, year, used))
    return Moment(year, month, day, "day", used)


def moments(calendar: Calendar | None = None) -> st.SearchStrategy[Moment]:
    """A moment of any precision."""
    return st.one_of(
        days(calendar),
        st.builds(Moment, YEARS),
        st.builds(Moment, YEARS, st.integers(1, 12), precision=st.just("month")),
        st.integers(1, 300).map(lambda number: Moment(number * 10, precision="decade")),
        st.integers(1, 300).map(lambda number: Moment(-number * 10 - 9, precision="decade")),
        st.integers(1, 21).map(lambda number: Moment(number * 100 - 99, precision="century")),
        st.integers(1, 99).map(lambda number: Moment(-number * 100, precision="century")),
    )


@st.composite
def dates(draw: st.DrawFn) -> HistoricalDate:
    """Any date that the notation can say."""
    calendars: list[Calendar | None] = [None, "julian", "gregorian"]
    calendar = draw(st.sampled_from(calendars))
    start, end = draw(moments(calendar)), draw(st.none() | moments(calendar))
    assume(end is None or (end.year, end.month, end.day) > (start.year, start.month, start.day))
    return HistoricalDate(start, end, circa=draw(st.booleans()), by=draw(st.booleans()))


@given(dates())
def test_the_written_date_reads_back_as_the_same(date: HistoricalDate) -> None:
    """What `str` writes is what `parse_date` reads."""
    assert date == parse_date(str(date))


@given(days("gregorian", AFTER_THE_REFORM))
def test_an_old_style_day_reads_back_as_the_same(day: Moment) -> None:
    """A New Style day with its Old Style day beside it survives writing and reading."""
    date = HistoricalDate(day, old_style=True)
    assert date == parse_date(str(date))


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_is_none(text: str) -> None:
    """No text raises anything else, and what is read can be written and read again."""
    try:
        date = parse_date(text)
    except NotADate:
        return
    assert date == parse_date(str(date))


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("21 August 1940", "21 August 1940"),
        ("  21  august 1940 ", "21 August 1940"),
        ("AUGUST 1940", "August 1940"),
        ("１９４０", "1940"),
        ("1920s", "1920s"),
        ("340s BCE", "340s BC"),
        ("14th century", "14th century"),
        ("5th century BCE", "5th century BC"),
        ("1st century CE", "1st century"),
        ("c.1347", "c. 1347"),
        ("ca. 1347", "c. 1347"),
        ("circa 1347", "c. 1347"),
        ("by 1347", "by 1347"),
        ("By c. 1200", "by c. 1200"),
        ("1337-1453", "1337–1453"),
        ("1337 to 1453", "1337–1453"),
        ("14–37", "AD 14–37"),
        ("431–404 BC", "431–404 BC"),
        ("431 BC – 404 BC", "431–404 BC"),
        ("44 BC – AD 14", "44 BC – AD 14"),
        ("12000–10,000 BC", "12,000–10,000 BC"),
        ("20-21 August 1940", "20–21 August 1940"),
        ("30 April – 2 May 1945", "30 April – 2 May 1945"),
        ("30 December 1922 – 3 January 1923", "30 December 1922 – 3 January 1923"),
        ("September–October 1939", "September – October 1939"),
        ("September – 2 October 1939", "September 1939 – 2 October 1939"),
        ("1939 – 2 September 1945", "1939 – 2 September 1945"),
        ("1920s–1930s", "1920s – 1930s"),
        ("24 August 79", "24 August AD 79"),
        ("August AD 79", "August AD 79"),
        ("15 March 44 BC", "15 March 44 BC"),
        ("1–3 March 5 BC", "1–3 March 5 BC"),
        ("7 November 1917 (25 October OS)", "7 November 1917 (25 October OS)"),
        ("1 January 1900 (20 December 1899 OS)", "1 January 1900 (20 December 1899 OS)"),
        ("11 February 1732 (Julian)", "11 February 1732 (Julian)"),
        ("1 January 1500 – 5 March 1600 (julian)", "1 January 1500 – 5 March 1600 (Julian)"),
        ("29 February 1900 (Julian)", "29 February 1900 (Julian)"),
        ("14 October 1066 (Julian)", "14 October 1066"),
    ],
)
def test_each_notation_has_one_canonical_form(typed: str, canonical: str) -> None:
    """Spellings of a date that mean the same are written the same."""
    assert canonical == str(parse_date(typed))


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "is no date"),
        ("soon", "is no date"),
        ("7 November", "is no date"),
        ("7 Brumaire 1799", "is no month"),
        ("November 7", "could be a day or a year"),
        ("31 April 1940", "April 1940 has 30 days"),
        ("29 February 1900", "February 1900 has 28 days"),
        ("31 April 300 BC", "April 300 BC has 30 days"),
        ("0", "no year 0"),
        ("0 AD", "no year 0"),
        ("0th century", "no century 0"),
        ("00s", "no decade"),
        ("20000", "far future"),
        ("1453–1337", "ends before it begins"),
        ("1940–1940", "ends before it begins"),
        ("1 – 2 – 3", "two ends"),
        ("1940 –", "two ends"),
        ("44 BC – 14", "BC or AD"),
        ("1500 (Julian)", "only with a day"),
        ("1917 (25 October OS)", "needs one New Style day"),
        ("7–8 November 1917 (25 October OS)", "needs one New Style day"),
        ("7 November 1917 (26 October OS)", "the Old Style day of 7 November 1917 is 25 October 1917"),
        ("7 November 1917 (25 Vendemiaire OS)", "is no month"),
    ],
)
def test_what_is_no_date_says_why(typed: str, problem: str) -> None:
    """Each fault has its own sentence."""
    with pytest.raises(NotADate, match=problem):
        parse_date(typed)


def test_a_day_before_the_reform_is_julian() -> None:
    """14 October 1582 and earlier days are Julian, 15 October is the first Gregorian one."""
    assert ["julian", "gregorian"] == [parse_date(f"{day} October 1582").calendar for day in (4, 15)]


def test_only_a_single_sure_day_is_remembered() -> None:
    """Months, ranges, guesses and "by" have no day of the year."""
    written = ["7 November 1917", "November 1917", "7–8 November 1917", "c. 7 November 1917", "by 7 November 1917"]
    assert [(11, 7), None, None, None, None] == [parse_date(text).month_day for text in written]


def test_a_model_reads_and_writes_the_notation() -> None:
    """A field takes text or a date, and dumps text."""

    class Dated(BaseModel):
        date: DateField

    read = Dated.model_validate({"date": "c. 1347"})
    assert read == Dated(date=read.date)
    assert {"date": "c. 1347"} == read.model_dump()
    with pytest.raises(ValueError, match="is no date"):
        Dated.model_validate({"date": "once"})


@pytest.mark.parametrize(
    "typed",
    [
        *("7 November", "November 7", "the 7th of November", "7th nov.", "Nov. 7th, 1917", "7 November 1917"),
        *("7.11.", "7.11", "7. 11. 1917", "11-07", "--11-07", "1917-11-07", "7-Nov", "7nov", "7 november 44 BC"),
        *("７ November", "7 novembre", "7 Novmeber"),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    """Order, ordinals, abbreviations, small misspellings and a year beside it do no harm."""
    assert (11, 7) == parse_month_day(typed)


def test_slashes_are_read_where_only_one_reading_is_possible() -> None:
    """A number over twelve is the day, and two equal numbers leave no doubt."""
    assert [(12, 25), (12, 25), (7, 7)] == [parse_month_day(typed) for typed in ("25/12", "12/25/1900", "7/7")]


def test_29_february_is_a_day() -> None:
    """The leap day can be asked for in any year."""
    assert (2, 29) == parse_month_day("29 February")


@given(days(years=st.integers(1, 9999)))
def test_every_canonical_day_is_read_as_its_day_of_the_year(day: Moment) -> None:
    """What a card writes can be typed back, whatever the year."""
    assert (day.month, day.day) == parse_month_day(f"{day.month_and_day} {day.year}")


@pytest.mark.parametrize(
    ("typed", "problem", "example"),
    [
        ("31 April", "April has 30 days.", "30 April"),
        ("30 February", "February has 29 days at most.", "29 February"),
        ("0 May", "May has 31 days.", "1 May"),
        ("7/11", "7/11 can be 7 November or 11 July.", "7 November"),
        ("13/13", "There is no month 13.", "7 November"),
        ("25-12", "There is no month 25.", "7 November"),
        ("7 Brumaire", "No month has that name.", "7 November"),
        ("7 juny", "No month has that name.", "7 November"),
        ("0 AD", "There is no year 0, as 1 BC is followed by AD 1; and a year alone names no day.", "7 November"),
        ("44 BC", "A year alone names no day.", "7 November"),
        ("19th century", "A century names no day.", "7 November"),
        ("7", "A day needs its month beside it.", "7 November"),
        ("november", "A month alone names no day.", "7 November"),
        ("soon", "That is no day of the year.", "7 November"),
        ("", "That is no day of the year.", "7 November"),
    ],
)
def test_what_is_no_day_is_refused_with_a_working_example(typed: str, problem: str, example: str) -> None:
    """The refusal says what is wrong, and its example is read without complaint."""
    with pytest.raises(Refusal) as refused:
        parse_month_day(typed)
    assert (problem, f"/onthisday date:{example}") == (refused.value.problem, refused.value.example)
    assert parse_month_day(example)


@given(st.text(max_size=120))
def test_any_text_is_a_day_or_is_refused(text: str) -> None:
    """Nothing that a player can type raises anything but a refusal, and the answer is a day that exists."""
    try:
        month, day = parse_month_day(text)
    except Refusal:
        return
    assert 1 <= day <= days_in(month, 2000, "gregorian")


@given(days("gregorian", AFTER_THE_REFORM))
def test_the_julian_day_of_a_modern_day_is_earlier(day: Moment) -> None:
    """From the reform on, Old Style days lie behind."""
    julian = to_julian(day)
    assert (julian.year, julian.month, julian.day) < (day.year, day.month, day.day)
