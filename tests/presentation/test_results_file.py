"""The files of a competition: what their rows have, and that Discord takes them."""

import csv
import io

from bot.domain.competition import Plan
from bot.presentation.components import COMPONENT_LIMIT
from bot.presentation.results_file import ANSWERS, FILE_LIMIT, PLACES, answers, file_card, files, places
from bot.storage.competitions import Line
from tests.presentation.contests import FIRST, competition, placed, played
from tests.presentation.parts import parts, texts

LINE = Line(1, 2, False, 3, FIRST + 1, "Anna", FIRST + 1, "Anna", "rr-k001", "=1+1", "accept", 120, 1_500)


def rows(content):
    """The rows of a file."""
    return list(csv.reader(io.StringIO(content.decode())))


def test_an_answer_has_everything_about_it():
    """Entrant, question, guess, verdict, points and milliseconds; no spreadsheet takes a guess for a formula."""
    [file] = files(ANSWERS, answers([LINE], lambda question_id: f"What is {question_id}?"))
    heading, row = rows(file)
    read = dict(zip(heading, row, strict=True))

    assert ("1", "2", "no", "3") == (read["round"], read["match"], read["tie_break"], read["question"])
    assert ("Anna", "What is rr-k001?", "'=1+1") == (read["entrant"], read["asked"], read["guess"])
    assert ("accept", "120", "1500") == (read["verdict"], read["points"], read["milliseconds"])
    assert str(FIRST + 1) == read["entrant_id"]


def test_everybody_has_a_place():
    """In order, with what is needed for drawing again."""
    view = played(Plan("knockout"), 4, 9)
    [file] = files(PLACES, places(view, placed(view)))
    heading, *found = rows(file)

    assert list(PLACES) == heading
    assert [["1", str(FIRST + 1), "Player 1", "1", "in"], ["2", str(FIRST + 2), "Player 2", "2", "in"]] == [
        row[:5] for row in found[:2]
    ]


def test_large_files_are_parted():
    """Each part has the heading and is within the limit; together they have every row once."""
    lines = [LINE] * 100
    parted = files(ANSWERS, answers(lines, lambda _: "What?"), limit=2_000)

    assert len(parted) > 2
    assert all(len(part) <= 2_000 and list(ANSWERS) == rows(part)[0] for part in parted)
    assert 100 == sum(len(rows(part)) - 1 for part in parted)
    assert 1 == len(files(ANSWERS, answers(lines * 100, lambda _: "What?")))
    assert 1_000_000 < FILE_LIMIT <= 10 * 1024 * 1024


def test_no_answers_make_one_file():
    """Of its heading alone; and a row longer than the limit has a file of its own."""
    assert [1] == [len(rows(part)) for part in files(ANSWERS, [])]
    assert [2, 2] == [len(rows(part)) for part in files(("a",), [("x" * 50,), ("y" * 50,)], limit=10)]


def test_a_card_carries_each_file():
    """With its number where there are more."""
    one, two = file_card(competition(), "places.csv", 1, 1), file_card(competition(), "answers-2.csv", 2, 3)

    assert ["attachment://answers-2.csv"] == [part["file"]["url"] for part in parts(two) if "file" in part]
    assert [r"**Winter \*cup\***"] == texts(one)
    assert [r"**Winter \*cup\*** · file 2 of 3"] == texts(two)
    assert len(list(parts(two))) < COMPONENT_LIMIT
