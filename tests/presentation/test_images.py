"""The pictures: what they hold, that nothing in them is an empty box, and that they can be read."""

import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import files as files_of
from io import BytesIO
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from bot.presentation import bidi, canvas, fonts, pictures
from bot.presentation.alt import ALT_LIMIT
from bot.presentation.images import Bar, Place, standings_alt, standings_picture, stats_alt, stats_picture
from tests.house.tree import ROOT

NAMES = [
    "Łucja Żółć Đặng",
    "Иван Ѳёдоровъ",
    "Ἀλέξανδρος",
    "محمد علي پاشا",
    "שלמה המלך",
    "क्षत्रिय राजा",
    "สมเด็จพระนเรศวร",
    "徳川家康 カード",
    "毛泽东 張學良",
    "세종대왕",
    "Ж徳ש1م",
]
ZALGO = "Z̷̢͖a̸̡̛l̵̛̗g̶̱͘o̷͎͝"
any_text = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("aZ1 (.,-אבمح徳한ก้क्षि\u0301\u0338\u200c\u200d\u202e\u2066\ufe0f\U0001f525\U0001d56f\ud800\0\n"),
    max_size=40,
)
ten_places = [Place(at + 1, name, 1240 - 97 * at, "8 of 10 right") for at, name in enumerate(NAMES[:10])]
four_groups = {
    heading: [Bar(f"{heading} {at}", at, 9) for at in range(8)] for heading in ("Era", "Region", "Topic", "Difficulty")
}


def opened(png: bytes) -> Image.Image:
    """The picture of a PNG file, decoded."""
    image = Image.open(BytesIO(png))
    assert "PNG" == image.format
    return image.convert("RGB")


@pytest.mark.parametrize("name", NAMES)
def test_names_in_many_scripts_are_drawn_whole(name: str) -> None:
    """Each script has a font and the name loses nothing, and a picture shows it."""
    assert unicodedata.normalize("NFC", name) == fonts.whole(name)
    assert opened(standings_picture("x", [Place(1, name, 5)])) != opened(standings_picture("x", [Place(1, "", 5)]))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Anna \U0001f338", "#2 · A"),
        ("\U0001f525 élan", "#2 · É"),
        ("\U0001f525", "#2"),
        ("", "#2"),
        ("\u3164\u200b\u2800", "#2"),
        ("\U0001f468\u200d\U0001f469", "#2"),
        ("ⲁⲛⲟⲕ", "#2"),
    ],
)
def test_a_name_that_cannot_be_drawn_whole_is_rank_and_initial(name: str, label: str) -> None:
    """With the initial where that can be drawn, and the rank alone where it cannot."""
    assert None is fonts.whole(name)
    assert label == pictures.stand_in(Place(2, name, 5))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\U0001d56f\U0001d586vid", "David"),
        ("\u202eevil\u202c  \u200bx\ufe0f", "evil x"),
        ("e\u0301", "é"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_ornament_and_what_is_unseen_do_not_spoil_a_name(name: str, shown: str) -> None:
    """Mathematical letters become plain, marks of direction go, and the joiners that shape Persian stay."""
    assert shown == fonts.whole(name)


@settings(max_examples=300, deadline=None)
@given(any_text)
@example(ZALGO * 3)
@example("W" * 100_000)
@example("ا" + "\u0651" * 500)
def test_no_text_is_drawn_with_an_empty_box(text: str) -> None:
    """Whatever somebody is called, each glyph is one that a font has for it, inside the width asked for."""
    for line in (fonts.set_line(text, 36), fonts.fitted(text, 300, 36, 26, fonts.BOLD)):
        assert all(glyph.number for glyph in line.glyphs)
    assert 300 >= fonts.fitted(text, 300, 36, 26).width
    for shown in (fonts.whole(text) or "", fonts.drawable(text), fonts.initial(text)):
        for letter in shown.replace("\u200c", "").replace("\u200d", ""):
            assert any(ord(letter) in fonts.coverage(font) for font in range(len(fonts.FONTS)))


def test_the_coverage_is_what_a_second_reader_of_the_fonts_sees() -> None:
    """FreeType draws the empty box for the letters that are not covered, and for no others."""
    for position, (package, path) in enumerate(fonts.FONTS):
        [file] = [file for file in files_of(package.replace("_", "-")) or () if str(file).endswith(path)]
        font = ImageFont.truetype(str(file.locate()), 20, layout_engine=ImageFont.Layout.BASIC)
        box = bytes(font.getmask("\U0001f525"))
        for letter in "ŁЖΩمשกक徳한":
            assert (ord(letter) in fonts.coverage(position)) == (bytes(font.getmask(letter)) != box), (package, letter)


@settings(max_examples=40, deadline=None)
@given(any_text, any_text, st.integers(), st.integers(min_value=1), any_text)
@example(ZALGO, "", 10**400, 10**30, "")
def test_any_words_and_numbers_make_pictures(name: str, title: str, points: int, rank: int, detail: str) -> None:
    """Neither text nor numbers make drawing fail, and every picture has its description."""
    places = [Place(1, name, points, detail), Place(rank, title, -points, name)]
    assert canvas.WIDTH == opened(standings_picture(title, places, footer=detail)).width
    groups = {title: [Bar(name, points, rank), Bar(detail, rank, 0)], name: []}
    assert canvas.WIDTH == opened(stats_picture(name, groups, footer=detail)).width
    assert ALT_LIMIT >= len(standings_alt(title, places * 40))
    assert ALT_LIMIT >= len(stats_alt(title, {name: [Bar(detail, points, rank)] * 40}))


def test_arabic_letters_are_joined_and_run_to_the_left() -> None:
    """The letters take other shapes in a word than alone, the first one stands at the right."""
    word = [glyph.number for glyph in fonts.set_line("محمد", 40).glyphs]
    alone = [glyph.number for letter in "محمد" for glyph in fonts.set_line(letter, 40).glyphs]
    assert len(alone) == len(word)
    assert not set(alone[:3]) & set(word)
    hebrew = [glyph.number for glyph in fonts.set_line("אבג", 40).glyphs]
    assert hebrew == [glyph.number for letter in "גבא" for glyph in fonts.set_line(letter, 40).glyphs]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc אבג def", "abc גבא def"),
        ("אבג abc דהו", "והד abc גבא"),
        ("אבג 123", "123 גבא"),
        ("אבג 1,234.5 abc!", "!abc 1,234.5 גבא"),
        ("a אב 12%", "a 12% בא"),
        ("\u0645\u062d 5-6", "6-5 \u062d\u0645"),
        ("12 3", "12 3"),
        ("", ""),
    ],
)
def test_parts_of_both_directions_stand_in_their_order(text: str, shown: str) -> None:
    """Numbers keep their order in words that run to the left, and the first letter says how the line runs."""
    levels = bidi.levels(text)
    order = bidi.visual_order(levels)
    assert shown == "".join(text[at] for at in order)


def test_the_first_three_ranks_stand_on_the_podium() -> None:
    """All who share a rank stand there together or not at all, and nobody without points does."""

    def podium(*ranks: int) -> list[int]:
        return [place.rank for place in pictures.podium_of([Place(rank, "x", 9) for rank in ranks])]

    assert [1, 2, 3] == podium(1, 2, 3, 4)
    assert [1, 1, 3] == podium(1, 1, 3, 4)
    assert [1, 2, 3, 3] == podium(1, 2, 3, 3, 5)
    assert [1, 2] == podium(1, 2, 3, 3, 3)
    assert [] == podium(1, 1, 1, 1, 1)
    assert [] == podium()
    assert [] == pictures.podium_of([Place(1, "x", 0)])


def test_pictures_are_small_files() -> None:
    """The fullest ones stay under 150 kB."""
    full = [Place(at, "徳川" * 16, 10**9 - at, "10 of 10 right") for at in range(1, 30)]
    assert 150_000 > len(standings_picture("徳川" * 16, full, footer="徳川" * 30))
    assert 150_000 > len(standings_picture("Standings", ten_places))
    assert 150_000 > len(stats_picture("Stats", four_groups))


def test_nothing_to_show_is_said_in_words() -> None:
    """A picture without places, groups or bars is one all the same."""
    assert opened(standings_picture("x", [])).height < opened(standings_picture("x", ten_places)).height
    assert opened(stats_picture("x", {})).height < opened(stats_picture("x", {"Era": []})).height
    assert "x: nobody is on the board yet." == standings_alt("x", [])
    assert "x: no answers yet." == stats_alt("x", {"Era": []})


def test_pictures_are_drawn_in_many_threads_at_once() -> None:
    """Threads that draw at the same time draw the same as one alone."""
    with ThreadPoolExecutor(8) as threads:
        drawn = list(threads.map(lambda _: standings_picture("x", ten_places), range(16)))
    assert {standings_picture("x", ten_places)} == set(drawn)


def test_the_drawing_libraries_are_left_alone_until_the_first_picture() -> None:
    """A start does not wait for them."""
    look = (
        "import sys; from bot.presentation import images; "
        "print(sorted({'PIL', 'uharfbuzz', 'bot.presentation.canvas'} & set(sys.modules))); "
        "images.stats_picture('x', {}); "
        "print(sorted({'PIL', 'uharfbuzz'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "[]\n['PIL', 'uharfbuzz']\n" == told.stdout


def luminance(colour: canvas.Colour) -> float:
    """Relative luminance; WCAG 2.2."""
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: canvas.Colour, other: canvas.Colour) -> float:
    """Between 1 and 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_everything_can_be_told_from_what_it_stands_on() -> None:
    """Text has a contrast of 4.5 to 1, a bar 3 to 1 with what is left of it."""
    assert 21 == pytest.approx(contrast((0, 0, 0), (255, 255, 255)))
    accents = (canvas.AMBER, canvas.GREEN, canvas.BLUE, canvas.PURPLE)
    steps = (canvas.AMBER, canvas.SLATE, canvas.COPPER)
    for text, ground in [
        *product((canvas.INK, canvas.QUIET), (canvas.PAPER, canvas.PANEL)),
        *product(accents, [canvas.PAPER]),
        *product([canvas.PAPER], steps),
    ]:
        assert 4.5 <= contrast(text, ground), (text, ground)
    for accent in accents:
        assert 3 <= contrast(accent, canvas.TRACK), accent


def test_descriptions_say_what_the_pictures_show() -> None:
    """Ranks, full names, points and details; the numbers of the bars; what is too much is counted."""
    places = [Place(1, "Anna \U0001f338", 9, "8 of 10 right"), Place(1, "Béla", 9), Place(3, "C\u202e", 1)]
    told = "Quiz: shared place 1: Anna \U0001f338, 9 points (8 of 10 right); shared place 1: Béla, 9 points; "
    assert told + "place 3: C, 1 point." == standings_alt("Quiz", places)
    groups = {"Era": [Bar("Antiquity", 8, 10), Bar("Bronze Age", 0, 0)], "Region": [Bar("Asia", 1, 3)]}
    told = "Anna: Era, Antiquity: 8 of 10, 80%; Era, Bronze Age: none asked; Region, Asia: 1 of 3, 33%."
    assert told == stats_alt("Anna", groups)
    assert standings_alt("Quiz", [Place(at, "x" * 50, 1) for at in range(1, 40)]).endswith("; and 25 more.")


def test_all_fonts_together_are_small() -> None:
    """What is installed for them stays under 25 MB."""
    packages = ["fontpkg", *(package.replace("_", "-") for package, _ in fonts.FONTS)]
    installed = sum(file.locate().stat().st_size for package in packages for file in files_of(package) or ())  # type: ignore[attr-defined]
    assert 20_000_000 < installed <= 25_000_000


@pytest.mark.parametrize("groups", [{}, {"Era": [Bar("modern", 3, 4)]}, {"Difficulty": [Bar("5", 0, 9)] * 3}])
def test_the_paper_keeps_its_colour(groups):
    """Few colours in the file never change that of the sheet, whatever is drawn on it."""
    for png in (stats_picture("Anna", groups), standings_picture("Quiz", [Place(1, "Anna", 60), Place(2, "Ben", 0)])):
        drawn = Image.open(BytesIO(png)).convert("RGB")
        corners = [drawn.getpixel((x, y)) for x in (3, drawn.width - 4) for y in (drawn.height - 4,)]
        assert [canvas.PAPER] * 2 == corners
