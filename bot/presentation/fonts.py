"""Text as glyphs: which font draws which letters, shaped and set in a line.

HarfBuzz does the shaping and the rasterising, so that every script looks right on every system without a library of the
system's own. What no font has a glyph for is never drawn.
"""

import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import uharfbuzz as hb

from bot.presentation import bidi

# The first font that has all of a letter's characters draws it. Noto Sans has Devanagari too, Open Sans is here for
# Hebrew, and the Japanese font of Noto CJK has the letters of Chinese and Korean as well.
FONTS = (
    ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    ("fontpkg_open_sans", "files/OpenSans[wdth,wght].ttf"),
    ("fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf"),
    ("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf"),
)
REGULAR, BOLD = 400, 650
_LONGEST = 80  # characters that are looked at; a display name has 32 at most (Discord, Usernames and Nicknames)
_JOINERS = "\u200c\u200d"  # unseen, but Persian and Hindi are shaped by them
# Letters and symbols by category that show nothing all the same: fillers of Hangul, the empty pattern of Braille.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a font, with its place on the line in pixels; y grows upwards."""

    font: Any
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """Text that was set: its glyphs from the left edge on and its width in pixels."""

    glyphs: tuple[Glyph, ...]
    width: float
    size: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """How much of each pixel a line covers, from 0 to 255; the lowest row comes first."""

    left: int
    """From where the line begins to the left edge."""
    above: int
    """Rows above the baseline."""
    width: int
    height: int
    stride: int
    """Bytes of a row."""
    rows: bytes


@cache
def _face(position: int) -> Any:
    package, name = FONTS[position]
    # Mapped and not read: of the large font only the letters in use come into memory.
    return hb.Face(hb.Blob.from_file_path(str(files(package) / name)))


@cache
def _font(position: int, weight: int) -> Any:
    font = hb.Font(_face(position))
    font.set_variations({"wght": weight})
    if weight > REGULAR and not _face(position).has_var_data:
        font.synthetic_bold = (0.025, 0.025, True)
    return font


@cache
def coverage(position: int) -> Container[int]:
    """The characters that a font has a glyph for, from its own table."""
    characters: Container[int] = _face(position).unicodes
    return characters


def visible(text: str) -> str:
    r"""The text without what cannot be seen or turns its direction, composed, with single spaces.

    >>> visible("a\u202e\u200b  b\ufe0f")
    'a b'
    """
    seen = "".join(char for char in text[: 8 * _LONGEST] if char.isspace() or _is_seen(char))
    return " ".join(unicodedata.normalize("NFC", seen).split())[:_LONGEST].strip(" " + _JOINERS)


def _is_seen(char: str) -> bool:
    if char in _JOINERS:
        return True
    is_selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or "\u180b" <= char <= "\u180f"
    return not (is_selector or char in _BLANK or unicodedata.category(char) in ("Cc", "Cf"))


def whole(text: str) -> str | None:
    """The text as it can be drawn with nothing missing, or None.

    Ornamental letters that no font has, such as those of mathematics, become the plain ones that Unicode says they are.
    """
    seen = visible(text)
    plain = "".join(part if _fonts_of(part) else unicodedata.normalize("NFKC", part) for part in _letters(seen))
    return plain if plain and _is_drawable(plain) else None


def drawable(text: str) -> str:
    """What is left of the text without the letters that no font has."""
    return " ".join("".join(filter(_fonts_of, _letters(visible(text)))).split())


def initial(name: str) -> str:
    """The first letter or digit of a name in capitals, or nothing where it cannot be drawn."""
    first = next((char for char in visible(name) if char.isalnum()), "")
    return whole(first.upper()) or ""


def set_line(text: str, size: int, weight: int = REGULAR) -> Line:
    """The text in one line, each letter in the first font that has it; letters that none has are left out."""
    return _placed(drawable(text), size, weight)


def _placed(text: str, size: int, weight: int) -> Line:
    parts = list(_runs(text))
    glyphs: list[Glyph] = []
    x = 0.0
    for at in bidi.visual_order([level for _, level, _ in parts]):
        position, level, run = parts[at]
        font = _font(position, weight)
        scale = size / _face(position).upem
        for number, advance, dx, dy in _shape(font, run, level):
            if number:
                glyphs.append(Glyph(font, number, x + dx * scale, dy * scale))
                x += advance * scale
    return Line(tuple(glyphs), x, size)


def fitted(text: str, width: float, size: int, smallest: int, weight: int = REGULAR) -> Line:
    """The text in one line that is not wider: set smaller down to a size, and then cut with an ellipsis."""
    text = drawable(text)
    line = _placed(text, size, weight)
    if line.width <= width:
        return line
    line = _placed(text, max(smallest, int(size * width / line.width)), weight)
    if line.width <= width:
        return line
    parts = list(_letters(text))
    fits, too_long = 0, len(parts)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if _cut(parts, middle, smallest, weight).width <= width:
            fits = middle
        else:
            too_long = middle
    return _cut(parts, fits, smallest, weight)


def drawn(line: Line, shift: float = 0) -> Drawn:
    """The line as pixels, moved to the right by a part of one."""
    pen = hb.RasterDraw()
    for glyph in line.glyphs:
        scale = line.size / glyph.font.face.upem
        pen.transform = (scale, 0, 0, scale, shift + glyph.x, glyph.y)
        pen.draw_glyph(glyph.font, glyph.number)
    # Marks that are piled up stay inside their line, and letters may lean out of its ends.
    above, below, lean = round(line.size * 1.15), round(line.size * 0.45), line.size // 2
    pen.extents = hb.RasterExtents(-lean, -below, int(line.width) + 2 * lean, above + below, 0)
    image = pen.render()
    box = image.extents
    return Drawn(-lean, above, box.width, box.height, box.stride, bytes(image.buffer))


def _cut(parts: list[str], count: int, size: int, weight: int) -> Line:
    return _placed("".join(parts[:count]).rstrip() + "…", size, weight)


def _letters(text: str) -> Iterator[str]:
    """The text's letters with the marks that belong to them."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (text[at] in _JOINERS or unicodedata.category(text[at]).startswith("M")):
            yield text[start:at]
            start = at


@lru_cache(maxsize=4096)  # letters; names share most of theirs, and asking the fonts was the slowest part of a picture
def _fonts_of(letter: str) -> tuple[int, ...]:
    needed = [ord(char) for char in letter if char not in _JOINERS]
    return tuple(position for position in range(len(FONTS)) if all(char in coverage(position) for char in needed))


def _is_drawable(text: str) -> bool:
    """Whether each letter has a font, and shaping them leaves none without a glyph."""
    if not all(map(_fonts_of, _letters(text))):
        return False
    return all(
        number for position, level, run in _runs(text) for number, *_ in _shape(_font(position, REGULAR), run, level)
    )


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Parts of one font and one direction: the font, the level, the text."""
    fonts: list[int] = []
    for letter in _letters(text):
        fitting = _fonts_of(letter)
        # Spaces and signs stay in the font of the word before them.
        stays = bool(fonts) and fonts[-1] in fitting and not letter[0].isalnum()
        fonts += [fonts[-1] if stays else fitting[0]] * len(letter)
    at = 0
    for (position, level), part in groupby(zip(fonts, bidi.levels(text), strict=True)):
        end = at + len(list(part))
        yield position, level, text[at:end]
        at = end


def _shape(font: Any, text: str, level: int) -> list[tuple[int, int, int, int]]:
    """Glyph number, advance and offsets of each glyph, from the left, in the font's units."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    hb.shape(font, buffer)
    return [
        (info.codepoint, position.x_advance, position.x_offset, position.y_offset)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
