"""The picture of a knockout: what stands on it, in which columns, and its words."""

import io
from itertools import pairwise

import pytest
from PIL import Image

from bot.domain.competition import Plan
from bot.drawing import Drawing
from bot.presentation.alt import ALT_LIMIT
from bot.presentation.brackets import DRAWN, Box, Column, Slot, bracket_alt, columns
from bot.presentation.images import bracket_picture
from tests.presentation.contests import played


def test_a_bracket_has_all_stages_to_the_final():
    """Those to come are there with nobody in them, each fed by two of the stage before."""
    shown = columns(played(Plan("knockout"), 8, 1))

    assert [4, 2, 1] == [len(column.boxes) for column in shown]
    assert ["Round 1, quarter-finals", "Round 2, semi-finals", "Round 3, final"] == [one.heading for one in shown]
    assert Box((Slot("Player 1", 1, 990, True), Slot("Player 8", 8, 920, False))) == shown[0].boxes[0]
    assert Box((Slot("Player 1", 1), Slot("Player 4", 4)), (0, 1)) == shown[1].boxes[0]
    assert Box((Slot(), Slot()), (0, 1)) == shown[2].boxes[0]
    assert all(feeder < len(one.boxes) for one, two in pairwise(shown) for box in two.boxes for feeder in box.feeders)


def test_byes_stand_alone():
    """A match of one has one slot, who goes on."""
    first = columns(played(Plan("knockout"), 3, 0))[0]

    assert (Slot("Player 1", 1, None, True),) == first.boxes[0].slots
    assert (Slot("Player 2", 2), Slot("Player 3", 3)) == first.boxes[1].slots


def test_more_than_can_be_drawn_are_left_to_the_text():
    """Of 256 the picture begins with the stage of 64; before that there is none."""
    early, later = columns(played(Plan("knockout"), 256, 1)), columns(played(Plan("knockout"), 256, 2))

    assert () == early
    assert [DRAWN // 2, 16, 8, 4, 2, 1] == [len(column.boxes) for column in later]
    assert () == later[0].boxes[0].feeders
    assert () == columns(played(Plan("open"), 8, 0))


def test_groups_are_columns_without_lines():
    """Only stages that are drawn; who comes from where nobody can see in lines."""
    shown = columns(played(Plan("knockout", group=4, advance=2), 16, 1))

    assert [4, 2] == [len(column.boxes) for column in shown]
    assert {()} == {box.feeders for column in shown for box in column.boxes}
    assert [True, True, False, False] == [slot.goes_on for slot in shown[0].boxes[0].slots]


@pytest.mark.parametrize(
    ("plan", "count", "stages"),
    [
        (Plan("knockout"), 2, 0),
        (Plan("knockout"), 64, 9),
        (Plan("knockout"), 33, 1),
        (Plan("knockout", group=8, advance=7), 64, 3),
    ],
)
def test_a_picture_has_room_for_all(plan, count, stages):
    """It is a PNG file, small enough for Discord to show at once, that holds whatever the names are."""
    for name in ("Player {}", "x" * 80, "\N{FIRE}", "\u05e9\u05dc\u05de\u05d4 {}"):
        png = bracket_picture("Winter cup", columns(played(plan, count, stages, name)), footer="Round 1")
        picture = Image.open(io.BytesIO(png))

        assert "PNG" == picture.format
        assert len(png) < 1_000_000
        assert picture.width <= 2_700
        assert picture.height <= 5_000


def test_nobody_left_is_drawn_too():
    """A match that nobody came to has an empty box with a word in it."""
    assert bracket_picture("Cup", [Column("Round 1", (Box(()), Box((Slot("Anna", 1, None, True),))))])


def test_the_words_begin_with_the_latest_stage():
    """As much as a description holds."""
    alt = bracket_alt("Winter cup", columns(played(Plan("knockout"), 8, 1)))
    long = bracket_alt("Winter cup", columns(played(Plan("knockout"), 64, 2)))

    assert alt.startswith(
        "Bracket of Winter cup. Round 2, semi-finals: Player 1 against Player 4; Player 2 against Player 3. "
        "Round 1, quarter-finals: Player 1 990 against Player 8 920, Player 1 on;"
    )
    assert ALT_LIMIT >= len(long) > ALT_LIMIT - 100


async def test_the_process_draws_what_this_one_would():
    """What goes through the pipe comes back as the same picture."""
    shown = columns(played(Plan("knockout"), 8, 1))
    drawing = Drawing()
    try:
        assert bracket_picture("Winter cup", shown, footer="x") == await drawing.bracket(
            "Winter cup", shown, footer="x"
        )
    finally:
        await drawing.close()
