"""Where things stand on the picture of a knockout."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.presentation import canvas, fonts
from bot.presentation.alt import count
from bot.presentation.brackets import Box, Column, Slot
from bot.presentation.canvas import MARGIN, SMALLEST, WIDTH, Canvas
from bot.presentation.fonts import BOLD, REGULAR

_HEADER = 180
_HEADING = 64
_FOOTER = 76
_WIDE = 372  # pixels; a column that has room
_NARROW = 356
_BETWEEN = 48
_APART = 24  # between matches
_PAD = 14
_SEED = 44
_POINTS = 92
_LINE = 3


@dataclass(frozen=True, slots=True)
class _Measures:
    """What depends on how much is to be drawn."""

    row: int
    size: int
    wide: int


def bracket(title: str, columns: Sequence[Column], footer: str) -> bytes:
    """The picture of a knockout; see `bot.presentation.images`."""
    most = max((sum(len(box.slots) or 1 for box in column.boxes) for column in columns), default=0)
    many = most > 16 or len(columns) > 3
    measures = _Measures(row=40 if many else 52, size=SMALLEST if many else 30, wide=_NARROW if many else _WIDE)
    tops = _places(columns, measures)
    bottom = max(
        (
            top + _height(box, measures)
            for column, ys in zip(columns, tops, strict=True)
            for box, top in _both(column, ys)
        ),
        default=0.0,
    )
    across = len(columns) * (measures.wide + _BETWEEN) - _BETWEEN + 2 * MARGIN
    sheet = Canvas(_HEADER + _HEADING + round(bottom) + _FOOTER, max(WIDTH, across))
    inside = sheet.width - 2 * MARGIN
    sheet.box(0, 0, sheet.width, 14, canvas.AMBER)
    sheet.text(title, MARGIN, 100, inside, 54, weight=BOLD, smallest=36)
    sheet.rule(MARGIN, 140, inside)
    sheet.rule(MARGIN, 138, 120, canvas.AMBER, 6)
    sheet.text(footer, MARGIN, sheet.height - 28, inside, SMALLEST, fill=canvas.QUIET)
    for number, (column, ys) in enumerate(zip(columns, tops, strict=True)):
        x = MARGIN + number * (measures.wide + _BETWEEN)
        sheet.text(column.heading, x, _HEADER + 34, measures.wide, 30, fill=canvas.BLUE, weight=BOLD, smallest=22)
        for box, y in _both(column, ys):
            top = _HEADER + _HEADING + y
            before = [(columns[number - 1].boxes[one], tops[number - 1][one]) for one in box.feeders]
            _join(sheet, before, x, top + _height(box, measures) / 2, measures)
            _draw(sheet, box, x, top, measures)
    return sheet.png()


def _both(column: Column, ys: Sequence[float]) -> list[tuple[Box, float]]:
    return list(zip(column.boxes, ys, strict=True))


def _height(box: Box, measures: _Measures) -> float:
    return measures.row * max(1, len(box.slots))


def _places(columns: Sequence[Column], measures: _Measures) -> list[list[float]]:
    """The upper edge of each match: halfway between those that feed it, else below the one before it."""
    tops: list[list[float]] = []
    for number, column in enumerate(columns):
        ys: list[float] = []
        at = 0.0
        for box in column.boxes:
            height = _height(box, measures)
            if box.feeders and number:
                before = columns[number - 1].boxes
                middles = [tops[-1][one] + _height(before[one], measures) / 2 for one in box.feeders]
                ys.append(sum(middles) / len(middles) - height / 2)
            else:
                # A bye takes the room of a match, so that those of later stages stand evenly.
                room = 2 * measures.row if len(box.slots) < 2 else height
                ys.append(at + (room - height) / 2)
                at += room + _APART
        tops.append(ys)
    return tops


def _join(sheet: Canvas, before: Sequence[tuple[Box, float]], x: float, middle: float, measures: _Measures) -> None:
    """Lines from the matches whose best come into this one."""
    elbow = x - _BETWEEN / 2
    ends = [_HEADER + _HEADING + y + _height(box, measures) / 2 for box, y in before]
    if not ends:
        return
    for end in ends:
        sheet.rule(x - _BETWEEN, end - 1, _BETWEEN / 2, canvas.QUIET, _LINE)
    sheet.box(elbow, min(ends) - 1, _LINE, max(ends) - min(ends) + _LINE, canvas.QUIET)
    sheet.rule(elbow, middle - 1, _BETWEEN / 2, canvas.QUIET, _LINE)


def _draw(sheet: Canvas, box: Box, x: float, top: float, measures: _Measures) -> None:
    height = _height(box, measures)
    sheet.box(x, top, measures.wide, height, canvas.PANEL, 12)
    if box.is_on:
        sheet.box(x, top + 8, 6, height - 16, canvas.AMBER)
    for number, slot in enumerate(box.slots):
        if number:
            sheet.rule(x + _PAD, top + number * measures.row - 1, measures.wide - 2 * _PAD)
        _write(sheet, slot, x, top + number * measures.row, measures, is_alone=len(box.slots) < 2)
    if not box.slots:
        sheet.text("nobody", x + _PAD + _SEED, top + measures.row / 2 + 9, _WIDE, measures.size, fill=canvas.QUIET)


def _write(sheet: Canvas, slot: Slot, x: float, top: float, measures: _Measures, *, is_alone: bool) -> None:
    baseline = top + measures.row / 2 + measures.size * 0.34
    fill = canvas.GREEN if slot.goes_on else canvas.QUIET if slot.goes_on is False else canvas.INK
    weight = BOLD if slot.goes_on else REGULAR
    right = "bye" if is_alone else "" if slot.points is None else count(slot.points)
    if slot.seed:
        sheet.text(
            f"{slot.seed}", x + 6, baseline, _SEED - 4, measures.size - 4, fill=canvas.QUIET, align=1, smallest=18
        )
    taken = 0.0
    if right:
        taken = _PAD + sheet.text(
            right,
            x + measures.wide - _PAD - _POINTS,
            baseline,
            _POINTS,
            measures.size,
            fill=fill,
            weight=weight,
            align=1,
        )
    room = measures.wide - 2 * _PAD - _SEED - taken
    sheet.text(_name(slot), x + _PAD + _SEED, baseline, room, measures.size, fill=fill, weight=weight)


def _name(slot: Slot) -> str:
    """The name, or its initial where it cannot be drawn whole: the seed beside it says who it is."""
    return fonts.whole(slot.name) or fonts.initial(slot.name)
