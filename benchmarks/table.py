"""The table of results: printed, and kept beside the bench."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
_HEAD = ("", "bare", "Clio", "compared", "target", "")


@dataclass(frozen=True)
class Row:
    """One measurement. `passed` is None where nothing is promised, or where the measurement does not count."""

    what: str
    bare: str = ""
    clio: str = ""
    compared: str = ""
    target: str = ""
    passed: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the table."""
        verdict = {True: "pass", False: "MISSED", None: ""}[self.passed]
        return self.what, self.bare, self.clio, self.compared, self.target, verdict


def at_most(what: str, bare: str, clio: str, compared: float, limit: float, form: str) -> Row:
    """A row that passes up to its limit; `form` writes both, such as `{:.2f} ×`."""
    return Row(what, bare, clio, form.format(compared), f"≤ {form.format(limit)}", compared <= limit)


def at_least(what: str, bare: str, clio: str, compared: float, limit: float, form: str) -> Row:
    """A row that passes from its limit on."""
    return Row(what, bare, clio, form.format(compared), f"≥ {form.format(limit)}", compared >= limit)


def printed(rows: Sequence[Row]) -> str:
    """The table for a terminal."""
    lines = [_HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    texts = [
        "  ".join(
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([texts[0], "-" * sum([*widths, 2 * len(widths) - 2]), *texts[1:]])


def kept(rows: Sequence[Row], machine: Sequence[str], notes: Sequence[str]) -> str:
    """The table as a page of Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in [_HEAD, *(row.cells for row in rows)]]
    lines.insert(1, "|" + "---|" * len(_HEAD))
    about = [f"- {line}" for line in machine]
    said = [f"- {note}" for note in notes]
    title = "# How fast Clio is, beside a bare discord.py bot in the same run"
    return "\n".join([title, "", "`make bench` writes this page.", "", *lines, "", *said, "", *about, ""])
