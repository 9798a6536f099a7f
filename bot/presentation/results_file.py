"""The files of a competition: everybody's place, and every answer, as CSV of a size that Discord takes."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from bot.domain.placing import Placed
from bot.presentation.components import Card, container, file, text
from bot.presentation.contests import COLOUR, Planned, Whole, title_of

FILE_LIMIT = 8 * 1024 * 1024  # bytes; Discord takes at least that much everywhere

ANSWERS = (
    *("round", "match", "tie_break", "question", "entrant_id", "entrant", "member_id", "member"),
    *("question_id", "asked", "guess", "verdict", "points", "milliseconds"),
)
PLACES = ("place", "entrant_id", "entrant", "seed", "state", "points", "right", "round_reached", "member_ids")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Line(Protocol):
    """What somebody made of one question."""

    @property
    def stage(self) -> int:
        """From 1."""

    @property
    def number(self) -> int:
        """Of the match."""

    @property
    def is_tiebreak(self) -> bool:
        """Whether it was asked among the tied."""

    @property
    def round(self) -> int:
        """The number of the question."""

    @property
    def entrant_id(self) -> int:
        """For whom they play."""

    @property
    def entrant(self) -> str:
        """Its name."""

    @property
    def user_id(self) -> int:
        """Who answered."""

    @property
    def name(self) -> str:
        """Their name."""

    @property
    def question_id(self) -> str:
        """What was asked."""

    @property
    def text(self) -> str:
        """What they answered."""

    @property
    def verdict(self) -> str:
        """The judge's."""

    @property
    def points(self) -> int:
        """What it earned."""

    @property
    def elapsed_ms(self) -> int:
        """How long it took."""


def answers(lines: Iterable[Line], asked: Callable[[str], str]) -> Iterator[Sequence[object]]:
    """The rows of the file of answers; `asked` gives a question's words by its id."""
    for one in lines:
        yield (
            *(one.stage, one.number, "yes" if one.is_tiebreak else "no", one.round),
            *(one.entrant_id, one.entrant, one.user_id, one.name),
            *(one.question_id, asked(one.question_id), one.text, one.verdict, one.points, one.elapsed_ms),
        )


def places(whole: Whole, placed: Iterable[Placed]) -> Iterator[Sequence[object]]:
    """The rows of the file of places."""
    for one in placed:
        entrant = whole.entrants[one.entrant_id]
        members = " ".join(map(str, entrant.members))
        yield (
            *(one.rank, entrant.id, entrant.name, entrant.seed, entrant.state),
            *(one.points, one.right, one.reached, members),
        )


def files(heading: Sequence[str], rows: Iterable[Sequence[object]], limit: int = FILE_LIMIT) -> list[bytes]:
    """As many files as it takes, each with the heading; one where there are no rows."""
    head = _line(heading)
    found: list[bytes] = []
    part = [head]
    size = len(head)
    for one in rows:
        line = _line(one)
        if size + len(line) > limit and len(part) > 1:
            found.append(b"".join(part))
            part, size = [head], len(head)
        part.append(line)
        size += len(line)
    return [*found, b"".join(part)]


def _line(cells: Sequence[object]) -> bytes:
    """One line.

    >>> print(_line(["=1+1", "a, b", 3]).decode().strip())
    '=1+1,"a, b",3
    """
    text = io.StringIO()
    csv.writer(text).writerow([_safe(cell) for cell in cells])
    return text.getvalue().encode()


def _safe(cell: object) -> object:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def file_names(name: str, count: int) -> list[str]:
    """What so many files of a kind are called.

    >>> file_names("answers", 1), file_names("answers", 2)
    (['answers.csv'], ['answers-1.csv', 'answers-2.csv'])
    """
    return [f"{name}.csv"] if count == 1 else [f"{name}-{number}.csv" for number in range(1, count + 1)]


def file_card(competition: Planned, name: str, number: int, count: int) -> Card:
    """A message with one of the files."""
    which = f" · file {number} of {count}" if count > 1 else ""
    return Card(container(text(f"**{title_of(competition)}**{which}"), file(f"attachment://{name}"), colour=COLOUR))
