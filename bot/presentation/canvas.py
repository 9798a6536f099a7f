"""What pictures are drawn with: a sheet, its colours, text in a box, panels, rules and bars.

All measures are pixels of the sheet, which is twice as large as a computer's screen shows it: phones show each pixel.
"""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from itertools import product

from PIL import Image, ImageDraw

from bot.presentation import fonts
from bot.presentation.fonts import REGULAR, Line

Colour = tuple[int, int, int]


def colour(number: int) -> Colour:
    """Red, green and blue of a colour as Discord writes it.

    >>> colour(0x2F7D5B)
    (47, 125, 91)
    """
    return number >> 16, number >> 8 & 255, number & 255


# A page of its own colour reads the same on Discord's dark theme and on its light one. Text has 4.5 : 1 or more against
# what it stands on (WCAG 2.2, 1.4.3), bars 3 : 1 (1.4.11); a test measures it.
PAPER = colour(0xF6F0E2)
PANEL = colour(0xFCF9F1)
TRACK = colour(0xE6DCC6)
INK = colour(0x2A2520)
QUIET = colour(0x655A4B)
# The accents of the cards; amber and green are a shade deeper, so that they can be read as letters.
AMBER, GREEN, BLUE, PURPLE = colour(0x8C5A12), colour(0x2B7354), colour(0x3B6EA8), colour(0x8A4FBE)
SLATE, COPPER = colour(0x5A6673), colour(0x97502F)

WIDTH = 1200  # pixels; 600 at a computer's scale, about what Discord shows beside a message
MARGIN = 56
SMALLEST = 26  # pixels; no text is set smaller
_TELLS_APART = 8  # of 256; Pillow 13 looks colours up in steps of 4, so that nearer ones would be taken for each other
_STEPS = 10  # from a ground to an ink, as the edges of letters need them
_COMPRESS = 3  # of 9; half as long as 6 for a fifth more
_FINER = 4  # times; how much finer than its pixels a rounded corner is drawn before it is made smooth


class Canvas:
    """A sheet of paper to draw on."""

    def __init__(self, height: int, width: int = WIDTH) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width, height), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour, radius: int = 0) -> None:
        """A filled box; its corners are rounded, but no more than its height allows."""
        left, top, right, bottom = round(x), round(y), round(x + width), round(y + height)
        if right <= left or bottom <= top:
            return
        radius = min(radius, (bottom - top) // 2, (right - left) // 2)
        if right - left > 2 * radius:
            self._draw.rectangle((left + radius, top, right - radius - 1, bottom - 1), fill)
        if bottom - top > 2 * radius:
            self._draw.rectangle((left, top + radius, right - 1, bottom - radius - 1), fill)
        if radius:
            places = product((top, bottom - radius), (left, right - radius))
            for (y_at, x_at), corner in zip(places, _corners(radius), strict=True):
                self._image.paste(fill, (x_at, y_at), corner)

    def rule(self, x: float, y: float, width: float, fill: Colour = TRACK, thickness: int = 2) -> None:
        """A line from the left to the right."""
        self.box(x, y, width, thickness, fill)

    def bar(self, x: float, y: float, width: float, height: int, share: float, fill: Colour) -> None:
        """A bar that is filled to a share between 0 and 1."""
        self.box(x, y, width, height, TRACK, height // 2)
        if share > 0:
            self.box(x, y, max(height, width * min(share, 1)), height, fill, height // 2)

    def text(
        self,
        text: str,
        x: float,
        baseline: float,
        width: float,
        size: int,
        *,
        fill: Colour = INK,
        weight: int = REGULAR,
        align: float = 0,
        smallest: int = SMALLEST,
    ) -> float:
        """Text on one line inside a width, set smaller or cut where it is too long.

        Args:
            text: What to write; what no font has is left out.
            x: The left edge of the room for it.
            baseline: Where the letters stand.
            width: The room for it.
            size: Of the type.
            fill: Its colour.
            weight: REGULAR or BOLD.
            align: 0 puts it at the left of the room, 0.5 in the middle, 1 at the right.
            smallest: The size it may shrink to before it is cut.

        Returns:
            The width that it takes.
        """
        line = fonts.fitted(text, width, size, smallest, weight)
        self._set(line, x + align * (width - line.width), baseline, fill)
        return line.width

    def _set(self, line: Line, x: float, baseline: float, fill: Colour) -> None:
        drawn = fonts.drawn(line, x % 1)
        mask = Image.frombytes("L", (drawn.width, drawn.height), drawn.rows, "raw", "L", drawn.stride, -1)
        self._image.paste(fill, (int(x) + drawn.left, round(baseline) - drawn.above), mask)

    def png(self) -> bytes:
        """The sheet as a PNG file, in so few colours that it is a third as large."""
        file = BytesIO()
        few = self._image.quantize(palette=_palette(), dither=Image.Dither.NONE)
        few.save(file, "PNG", compress_level=_COMPRESS)
        return file.getvalue()


@cache
def _palette() -> Image.Image:
    """The colours of every sheet, and the steps between each ground and what is drawn on it.

    A palette made from the picture itself lets the paper take the tint of what little is drawn in a strong colour.
    """
    accents = (AMBER, GREEN, BLUE, PURPLE, SLATE, COPPER)
    inks = (INK, QUIET, *accents)
    pairs = [(PAPER, ink) for ink in (*inks, TRACK, PANEL)]
    pairs += [(ground, ink) for ground in (PANEL, TRACK) for ink in inks]
    grounds = (PAPER, PANEL, TRACK)
    colours = dict.fromkeys(grounds)
    for ground, ink in pairs:
        for step in range(_STEPS):
            share = step / (_STEPS - 1)
            mixed = [round(a + (b - a) * share) for a, b in zip(ground, ink, strict=True)]
            if min(_apart(mixed, one) for one in grounds) >= _TELLS_APART:
                colours[(mixed[0], mixed[1], mixed[2])] = None
    flat = [part for one in colours for part in one]
    palette = Image.new("P", (1, 1))
    palette.putpalette(flat + list(PAPER) * (256 - len(colours)))
    return palette


def _apart(one: Sequence[int], other: Sequence[int]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@cache
def _corners(radius: int) -> tuple[Image.Image, ...]:
    """Upper left, upper right, lower left, lower right."""
    fine = Image.new("L", (radius * _FINER, radius * _FINER))
    ImageDraw.Draw(fine).ellipse((0, 0, 2 * radius * _FINER, 2 * radius * _FINER), 255)
    corner = fine.reduce(_FINER)
    turns = (Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM, Image.Transpose.ROTATE_180)
    return corner, *map(corner.transpose, turns)
