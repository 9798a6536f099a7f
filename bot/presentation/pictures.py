"""Where things stand on a picture of standings and on one of a member's answers."""

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import groupby

from bot.presentation import canvas, fonts
from bot.presentation.alt import Bar, Place, count, points
from bot.presentation.canvas import MARGIN, SMALLEST, WIDTH, Canvas, Colour
from bot.presentation.fonts import BOLD

PLACES = 10  # that are drawn; the text beside the picture has them all
BARS = 8  # of one group
GROUPS = 8
_INSIDE = WIDTH - 2 * MARGIN
_HEADER = 180
_FOOTER = 96

_COLUMNS = 4  # that fit on the podium with a name readable on a phone
_GAP = 24
_STEPS: dict[int, tuple[int, Colour]] = {
    1: (232, canvas.AMBER),
    2: (184, canvas.SLATE),
    3: (140, canvas.COPPER),
}
_ABOVE = 112  # over the highest step: a name and its detail
_PAD = 32

_HEADING = 72
_BAR = 84
_ACCENTS = (canvas.GREEN, canvas.BLUE, canvas.PURPLE, canvas.AMBER)


def standings(title: str, places: Sequence[Place], footer: str) -> bytes:
    """The picture of standings; see `bot.presentation.images`."""
    shown = places[:PLACES]
    podium = podium_of(shown)
    rows = shown[len(podium) :]
    row = 88 if any(place.detail for place in rows) else 76
    more = f"and {count(len(places) - PLACES)} more" if len(places) > PLACES else ""
    high = _ABOVE + max(_STEPS[place.rank][0] for place in podium) + (2 * _PAD if rows else 0) if podium else 0
    listed = row * len(rows) + (_HEADING if more else 0)
    sheet = Canvas(_HEADER + high + listed + (0 if shown else _HEADING) + _below(footer))
    _frame(sheet, title, footer)
    if not shown:
        _quietly(sheet, "Nobody is on the board yet.", _HEADER + 40)
    if podium:
        _draw_podium(sheet, podium, _HEADER + high - (2 * _PAD if rows else 0))
    if rows:
        _draw_rows(sheet, rows, _HEADER + high, row)
    if more:
        _quietly(sheet, more, _HEADER + high + listed - 20)
    return sheet.png()


def podium_of(places: Sequence[Place]) -> list[Place]:
    """Those of the first three ranks who have points.

    All who share a rank stand together, on the podium or in the list: with too many on a rank it is the list.
    """
    podium: list[Place] = []
    for rank, together in groupby(places, lambda place: place.rank):
        group = list(together)
        if rank not in _STEPS or len(podium) + len(group) > _COLUMNS or group[0].points <= 0:
            break
        podium += group
    return podium


def _draw_podium(sheet: Canvas, podium: list[Place], ground: float) -> None:
    columns: deque[Place] = deque()
    for at, place in enumerate(podium):  # the first in the middle, the others by turns to the left and the right
        (columns.appendleft if at % 2 else columns.append)(place)
    wide = min(352, (_INSIDE - _GAP * (len(columns) - 1)) / len(columns))
    x = (WIDTH - wide * len(columns) - _GAP * (len(columns) - 1)) / 2
    for place in columns:
        height, fill = _STEPS[place.rank]
        top = ground - height
        sheet.box(x, top, wide, height, fill, 16)
        sheet.box(x, ground - 20, wide, 20, fill)
        _name(sheet, place, x, top - (62 if place.detail else 24), wide, 38, align=0.5)
        sheet.text(place.detail, x, top - 22, wide, 28, fill=canvas.QUIET, align=0.5)
        inside = wide - 2 * 16
        sheet.text(f"{place.rank}", x + 16, top + 72, inside, 64, fill=canvas.PAPER, weight=BOLD, align=0.5)
        sheet.text(points(place.points), x + 16, top + 118, inside, 34, fill=canvas.PAPER, weight=BOLD, align=0.5)
        x += wide + _GAP
    sheet.rule(MARGIN, ground, _INSIDE, canvas.INK, 3)


def _draw_rows(sheet: Canvas, places: Sequence[Place], top: float, row: int) -> None:
    sheet.box(MARGIN, top, _INSIDE, row * len(places), canvas.PANEL, 20)
    has_details = any(place.detail for place in places)
    points_at, detail_at, name_at = WIDTH - MARGIN - _PAD - 230, 630, 190
    end = detail_at if has_details else points_at
    for place in places:
        baseline = top + row / 2 + 13
        sheet.text(count(place.rank), MARGIN + 12, baseline, 84, 36, fill=canvas.QUIET, weight=BOLD, align=1)
        _name(sheet, place, name_at, baseline, end - name_at - _GAP, 36)
        sheet.text(place.detail, detail_at, baseline, points_at - detail_at - _GAP, 28, fill=canvas.QUIET)
        sheet.text(points(place.points), points_at, baseline, 230, 34, weight=BOLD, align=1)
        top += row
        if place is not places[-1]:
            sheet.rule(MARGIN + _PAD, top - 1, _INSIDE - 2 * _PAD)


def _name(sheet: Canvas, place: Place, x: float, baseline: float, width: float, size: int, align: float = 0) -> None:
    name = fonts.whole(place.name)
    if name:
        sheet.text(name, x, baseline, width, size, weight=BOLD, align=align)
    else:
        sheet.text(stand_in(place), x, baseline, width, size, fill=canvas.QUIET, align=align)


def stand_in(place: Place) -> str:
    r"""The rank and the initial, for a name that cannot be drawn whole; the rank alone where the initial cannot either.

    >>> stand_in(Place(2, "anna \N{FIRE}", 5)), stand_in(Place(3, "\N{FIRE}", 5))
    ('#2 · A', '#3')
    """
    initial = fonts.initial(place.name)
    return f"#{count(place.rank)}" + (f" · {initial}" if initial else "")


def stats(title: str, groups: Mapping[str, Sequence[Bar]], footer: str) -> bytes:
    """The picture of a member's answers; see `bot.presentation.images`."""
    shown = list(groups.items())[:GROUPS]
    columns = 2 if len(shown) > 1 else 1
    wide = (_INSIDE - 2 * _GAP * (columns - 1)) / columns
    bottoms = [_HEADER] * columns
    placed = []
    for heading, bars in shown:  # each group into the column that is shorter
        column = bottoms.index(min(bottoms))
        placed.append((heading, bars, MARGIN + column * (wide + 2 * _GAP), bottoms[column]))
        bottoms[column] += _HEADING + _BAR * max(1, min(len(bars), BARS)) + (56 if len(bars) > BARS else 0) + _PAD
    sheet = Canvas(max(bottoms) + (0 if shown else _HEADING) + _below(footer) - _PAD // 2)
    _frame(sheet, title, footer)
    if not shown:
        _quietly(sheet, "No answers yet.", _HEADER + 40)
    for (heading, bars, x, top), accent in zip(placed, _ACCENTS * 2, strict=False):
        _draw_group(sheet, heading, bars, x, top, wide, accent)
    return sheet.png()


def _draw_group(
    sheet: Canvas, heading: str, bars: Sequence[Bar], x: float, top: float, wide: float, accent: Colour
) -> None:
    sheet.text(heading, x, top + 40, wide, 36, fill=accent, weight=BOLD)
    top += _HEADING
    if not bars:
        sheet.text("Nothing asked yet", x, top + 30, wide, 30, fill=canvas.QUIET)
    for bar in bars[:BARS]:
        taken = sheet.text(bar.numbers, x + wide * 0.34, top + 26, wide * 0.66, 28, fill=canvas.QUIET, align=1)
        sheet.text(bar.label, x, top + 26, wide - taken - _GAP, 30)
        sheet.bar(x, top + 42, wide, 18, bar.share, accent)
        top += _BAR
    if len(bars) > BARS:
        sheet.text(f"and {count(len(bars) - BARS)} more", x, top + 26, wide, 28, fill=canvas.QUIET)


def _frame(sheet: Canvas, title: str, footer: str) -> None:
    sheet.box(0, 0, WIDTH, 14, canvas.AMBER)
    sheet.text(title, MARGIN, 100, _INSIDE, 54, weight=BOLD, smallest=36)
    sheet.rule(MARGIN, 140, _INSIDE)
    sheet.rule(MARGIN, 138, 120, canvas.AMBER, 6)
    sheet.text(footer, MARGIN, sheet.height - 36, _INSIDE, SMALLEST + 2, fill=canvas.QUIET)


def _below(footer: str) -> int:
    return _FOOTER if footer else 40


def _quietly(sheet: Canvas, text: str, baseline: float) -> None:
    sheet.text(text, MARGIN, baseline, _INSIDE, 32, fill=canvas.QUIET)
