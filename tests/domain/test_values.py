"""Numbers, dates and spans as players write them, and what may stand around them."""

import pytest

from bot.domain.answer import compile_key, judge, judge_guess, numeric_guess
from bot.domain.numerals import roman, spelt
from bot.domain.values import read


def verdict(question, answer, typed, kind=None):
    """What the judge says."""
    return judge(compile_key(question, answer, kind=kind), typed).verdict


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1337-1453", (1337, 1453)),
        ("between 1337 and 1453", (1337, 1453)),
        ("1939-45", (1939, 1945)),
        ("14th century", (1301, 1400)),
        ("5th century BC", (-500, -401)),
        ("44 BC", (-44, -44)),
        ("-44", (-44, -44)),
        ("431–404 BC", (-431, -404)),
        ("27 BC to AD 14", (-27, 14)),
        ("1920s", (1920, 1929)),
        ("the 340s BC", (-349, -340)),
        ("nineteen seventeen", (1917, 1917)),
        ("8 May 1945", (1945, 1945)),
        ("AD 79", (79, 79)),
        ("1453-1337", None),
        ("soon", None),
        ("0 AD", None),
        ("'17", None),
        ("1917 or 1918", None),
        ("1917, 1918", None),
        ("not 1917", None),
        ("8 May", None),
        ("1,000,000", None),
        ("x" * 201, None),
        ("\u0301" * 3000, None),
    ],
)
def test_a_guessed_year_is_a_span(typed, expected):
    """Years, decades, centuries and spans come as their first and last year; what is none is refused."""
    assert expected == numeric_guess(typed, "year")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("about 1,200", (1200, 1200)),
        ("1 200", (1200, 1200)),
        ("1.200.000", (1_200_000, 1_200_000)),
        ("1.2 million", (1_200_000, 1_200_000)),
        ("1,5 million", (1_500_000, 1_500_000)),
        ("600k", (600_000, 600_000)),
        ("two dozen", (24, 24)),
        ("a hundred and sixteen", (116, 116)),
        ("300 to 400", (300, 400)),
        ("6.5", None),
        ("-5", None),
        ("14th century", None),
        ("9" * 17, None),
        ("9" * 30, None),
    ],
)
def test_a_guessed_number_is_whole(typed, expected):
    """Counts in any notation come as numbers; fractions, centuries and numbers without end do not."""
    assert expected == numeric_guess(typed, "number")


@pytest.mark.parametrize(
    "typed",
    [
        "8 May 1945",
        "May 8th, 1945",
        "the 8th of May in the year 1945",
        "1945-05-08",
        "8.5.1945",
        "8.V.1945",
        "8/V/1945",
        "Tuesday, 8 May 1945",
        "May the 8th 1945 AD",
    ],
)
def test_a_date_matches_in_any_clear_format(typed):
    """Words, figures and Roman months are one date."""
    assert "accept" == verdict("When did the war end?", "8 May 1945", typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("8/5/1945", "prompt"),
        ("8/5/1946", "reject"),
        ("8.5.45", "prompt"),
        ("8.5.46", "reject"),
        ("8 May 45", "prompt"),
        ("May 1945", "prompt"),
        ("1945", "prompt"),
        ("8", "prompt"),
        ("1946", "reject"),
        ("9 May 1945", "reject"),
        ("31/12/1945", "reject"),
        ("12/31/1945", "reject"),
        ("8 May 1945 BC", "reject"),
        ("1940s", "reject"),
        ("8 or 9 May 1945", "reject"),
        ("not 8 May 1945", "reject"),
        ("about 8 May 1945", "prompt"),
        ("8 May 1945, Berlin", "reject"),
        ("8-9 May 1945", "reject"),
        ("soon", "reject"),
    ],
)
def test_what_is_missing_in_a_date_is_asked_for_and_what_is_wrong_refused(typed, expected):
    """A part left out or readable in two ways is vague; a wrong one is wrong."""
    assert expected == verdict("When did the war end?", "8 May 1945", typed)


@pytest.mark.parametrize(
    ("question", "answer", "typed", "expected"),
    [
        ("On which day in July 1789?", "14 July 1789", "the 14th", "accept"),
        ("In which month of 1917?", "July", "July 1917", "accept"),
        ("In which month?", "July", "July 1917", "prompt"),
        ("In which month?", "July", "7 July", "prompt"),
        ("In which month?", "July", "Jully", "accept"),
        ("In which month?", "July", "June", "reject"),
        ("In which month and year?", "November 1989", "11/1989", "accept"),
        ("On which day?", "15 March 44 BC", "Ides of March, 44 BC", "accept"),
        ("On which day?", "15 March 44 BC", "15 March 44", "prompt"),
        ("On which days?", "20–21 August 1940", "20 to 21 August 1940", "accept"),
        ("On which days?", "30 April – 2 May 1945", "30 April - 2 May 1945", "accept"),
        ("On which day?", "24 August AD 79", "August 24, AD 79", "accept"),
        ("When?", "7 November 1917 (25 October OS)", "7 November 1917", "accept"),
        ("When?", "7 November 1917 (25 October OS)", "7 November 1917 (25 October OS)", "accept"),
        ("In what year?", "44 BC", "44 BCE", "accept"),
        ("In what year?", "44 BC", "44 before Christ", "accept"),
        ("In what year?", "44 BC", "44", "prompt"),
        ("In what year BC?", "44 BC", "44", "accept"),
        ("In what year?", "44 BC", "44 AD", "reject"),
        ("In what year?", "1917", "'17", "prompt"),
        ("In what year?", "1917", "'18", "reject"),
        ("In what year?", "1917", "in 1917 (MCMXVII)", "accept"),
        ("In what year?", "1917", "1917?", "accept"),
        ("In what year?", "1917", "1917? 1918?", "reject"),
        ("In what year?", "1917", "until 1917", "reject"),
        ("In what year?", "1917", "before 1917", "prompt"),
        ("In what year?", "1917", "17%", "reject"),
        ("In what year?", "1917", "1910s", "reject"),
        ("In what year was the October Revolution?", "1917", "October 1917", "accept"),
        ("In what year?", "1917", "October 1917", "accept"),
        ("In what year?", "44 BC", "44, so 44 BC", "accept"),
        ("In what year?", "1920", "1920, so 1920 BC", "reject"),
        ("In what year?", "1920", "1920, yes 1920", "accept"),
        ("In what year?", "1917", "October 1918", "reject"),
        ("In what year?", "1917", "1917-1918", "reject"),
        ("From which year to which?", "1861–1865", "1861-65", "accept"),
        ("From which year to which?", "1861–1865", "between 1861 and 1865", "accept"),
        ("From which year to which?", "1861–1865", "1861", "prompt"),
        ("From which year to which?", "1861–1865", "1862", "reject"),
        ("From which year to which?", "431–404 BC", "431-404 BCE", "accept"),
        ("From which century to which?", "13th–14th century", "13th to 14th century", "accept"),
        ("In which two years?", "1917 and 1991", "1991, 1917", "accept"),
        ("In which two years?", "1917 and 1991", "1917, 1991, 1945", "reject"),
        ("In which century?", "14th century", "XIV c.", "accept"),
        ("In which century?", "14th century", "the 1300s", "accept"),
        ("In which century?", "14th century", "1350", "reject"),
        ("In which century?", "14th century", "20s", "reject"),
        ("In which century?", "5th century BC", "fifth century", "prompt"),
        ("In which decade?", "1920s", "the twenties", "accept"),
        ("In which decade?", "1920s", "nineteen-twenties", "accept"),
        ("In which decade?", "1920s", "the '20s", "accept"),
        ("In which decade?", "1820s", "the twenties", "reject"),
        ("In which decade?", "1920s", "1920-1929", "accept"),
        ("In which decade?", "1920s", "1920-1930", "reject"),
        ("In which decade?", "1920s", "1920", "reject"),
        ("How many days did it last?", "13 days", "thirteen", "accept"),
        ("How many days did it last?", "13 days", "13 months", "reject"),
        ("How many days did it last?", "13 days", "the 13th", "reject"),
        ("How many days did it last?", "13", "13 BC", "reject"),
        ("How many took part?", "300", "300 ships", "reject"),
        ("How many took part?", "300", "300-400", "reject"),
        ("What percentage voted for it?", "37%", "37 per cent", "accept"),
        ("What percentage voted for it?", "37%", "37.5%", "reject"),
        ("How many of the 13 colonies signed?", "12", "12 of the 13", "accept"),
        ("Who reigned?", "Henry VIII", "8", "prompt"),
    ],
)
def test_values_are_compared_exactly(question, answer, typed, expected):
    """Eras, units, ends and notations, with what the question supplies."""
    assert expected == verdict(question, answer, typed)


def test_a_kind_of_the_pack_says_whether_a_number_is_a_name():
    """1984 is a year where a year is asked for, and a work that may be spelt out."""
    assert "accept" == verdict("Which book?", "1984", "nineteen eighty-four", "work")
    assert "reject" == verdict("Which film?", "2001 A Space Odyssey", "2002 a space odyssey", "work")
    assert "prompt" == verdict("What shook Dublin?", "Easter 1916", "1916", "date")


@pytest.mark.parametrize(
    ("answer", "typed", "expected"),
    [
        ("False", "no", "accept"),
        ("False", "it isn't", "accept"),
        ("False", "not true", "accept"),
        ("False", "No, he was of average height", "accept"),
        ("False", "false, or true", "reject"),
        ("False", "true", "reject"),
        ("False", "yes and no", "reject"),
        ("False", "who knows", "reject"),
        ("True", "I think it's true!", "accept"),
        ("Yes", "not false", "accept"),
        ("Yes", "true or false", "reject"),
    ],
)
def test_a_statement_is_judged_by_what_is_said_of_it(answer, typed, expected):
    """Negating is an answer to a true/false question, and nowhere else."""
    assert expected == judge_guess("True or false: he was short.", answer, [], typed).verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one million two hundred thousand", (1_200_000, 5, False)),
        ("two thousand and one", (2001, 4, False)),
        ("four score and seven", (87, 4, False)),
        ("hundred", (100, 1, False)),
        ("eighteen hundred", (1800, 2, False)),
        ("twenty first", (21, 2, True)),
        ("five six", (5, 1, False)),
        ("nineteen oh clock", (19, 1, False)),
        ("ninteen eigteen", (1918, 2, False)),
        ("a hundred", (100, 2, False)),
        ("a man", None),
        ("a", None),
        ("score", None),
    ],
)
def test_number_words_are_read_as_one_number(text, expected):
    """As far as they belong together."""
    assert expected == spelt(text.split(), 0)


def test_words_of_roman_figures_are_not_all_numbers():
    """A mix is no 1009."""
    assert [14, 1999, None, None, None] == [roman(word) for word in ("xiv", "mcmxcix", "mix", "iic", "")]


def test_an_era_belongs_to_the_number_beside_it():
    """AD stands before its year, BC after it, and a percent sign alone says nothing."""
    assert [(44, -1), (14, 1)] == [(point.value, point.era) for point in read("44 bc, ad 14").points]
    assert [(14, 1)] == [(point.value, point.era) for point in read("ad 14 ad").points]
    assert () == read("% ,").points == read("").points
    assert [True, True] == [point.short for text in ("'17", "'20s") for point in read(text).points]
    assert () == read("'1x").points
    assert [1917] == [point.value for point in read("it may be 1917").points]


@pytest.mark.parametrize(
    ("asked", "answer", "accepted", "refused"),
    [
        ("In which decade was it?", "1920s", "the 1920s", "1920s+"),
        ("In what year did it fall?", "44 BC", "44 bc", "44 BC~"),
        ("In which month was it?", "July", "july", "~July"),
        ("In what year was it?", "1492", "1492", "c. 1492"),
        ("In what year was it?", "476", "four seventy-six", "four sixty-seven"),
        ("How many theses were there?", "95", "ninty-five", "95%"),
        ("What share of the seats was it?", "95", "95%", "59%"),
        ("How old was he?", "50", "50 years", "50 months"),
        ("Which two years was it?", "1937 and 1938", "1937 + 1938", "1937 + 1939"),
        ("When was it?", "6 June 1944", "6 Jume 1944", "6 Jule 1944"),
        ("True or false: it was so.", "False", "it's a myth", "true"),
    ],
)
def test_signs_of_roughness_and_slips_in_numbers_are_read(asked, answer, accepted, refused):
    """A plus, a tilde or a "c." makes a value rough wherever it stands; a misspelt month or number is that one."""
    assert "accept" == judge_guess(asked, answer, [], accepted).verdict
    assert "accept" != judge_guess(asked, answer, [], refused).verdict


@pytest.mark.parametrize(
    ("typed", "span"),
    [("c. 1914", (1914, 1914)), ("the 1300s", (1300, 1399)), ("1920s", (1920, 1929)), ("2000s", (2000, 2009))],
)
def test_rough_years_are_estimates(typed, span):
    """What is too rough for an answer is good for an estimate; the 1300s are a century."""
    assert span == numeric_guess(typed, "year")
