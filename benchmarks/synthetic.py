"""Packs of made-up items: the words of the shipped packs as often as they stand there, among names that nobody has."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, get_args

from bot.__main__ import SEEDS
from bot.domain.catalogue import Catalogue
from bot.domain.content import Era, Pack, Region
from bot.domain.dates import MONTHS
from bot.domain.search import entries
from bot.storage.packs import read_packs

Table = dict[str, Any]

IN_A_PACK = {"facts": 200, "quotes": 100, "whatifs": 50, "questions": 150}
PACK_SIZE = sum(IN_A_PACK.values())
SEARCHED = PACK_SIZE - IN_A_PACK["questions"]
"""Of these the ones that /search finds: a question is not among them."""

_CREATED = date(2026, 1, 1)
_PEOPLE, _TOPICS, _WORKS = 3000, 60, 60  # in all packs; topics a pack uses; sources in each pack
# Of the words: a larger collection speaks of more people and places than a small one. With it ten thousand items have
# 24,000 different words, as the growth of the shipped packs' own vocabulary foretells.
_INVENTED = 0.08
_SYLLABLES = ("ba", "dor", "ela", "fen", "gri", "hal", "ish", "kor", "lun", "mir", "nov", "osk", "pel", "rad", "sur")
_LETTERS = {"facts": "f", "quotes": "q", "whatifs": "w", "questions": "k"}  # of ids, as in seeds/
_ERAS: tuple[str, ...] = get_args(Era)
_REGIONS: tuple[str, ...] = get_args(Region)


class Author:
    """Writes items with dice of its own; the same seed writes the same items."""

    def __init__(self, shipped: Sequence[Pack], seed: int = 1) -> None:
        self._dice = random.Random(seed)
        texts = (f"{entry.title} {entry.words}" for entry in entries(Catalogue(shipped)))
        self._words = [word.strip(".,;:!?“”\"'()…") for text in texts for word in text.split()]
        names = [self._name() for _ in range(2 * _PEOPLE)]
        self._people = [f"{given} {family}" for given, family in zip(names[::2], names[1::2], strict=True)]
        self._topics = [f"{self._name()}-{self._name()}".lower() for _ in range(_TOPICS)]
        self._works = [f"{self._name()}-{number}".lower() for number in range(_WORKS)]

    def pack(self, number: int) -> Table:
        """One pack, its items by file."""
        head = {
            "id": f"synthetic-{number}",
            "title": f"Synthetic history {number}",
            "description": "Items that say nothing, to measure with.",
            "version": "1.0.0",
            "language": "en",
            "editors": ["The bench"],
            "licence": "CC0",
            "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/",
            "corrections": "Nothing here is true.",
        }
        sources = {
            key: {"kind": "scholarly", "title": self._text(8, 120), "author": self._dice.choice(self._people)}
            for key in self._works
        }
        kinds: dict[str, Callable[[], Table]] = {
            "facts": self._fact,
            "quotes": self._quote,
            "whatifs": self._whatif,
            "questions": self._question,
        }
        items = {
            name: [self._item(f"sy{number}-{_LETTERS[name]}{count:04}") | make() for count in range(IN_A_PACK[name])]
            for name, make in kinds.items()
        }
        return {"head": head, "sources": sources, **items}

    def _name(self) -> str:
        return "".join(self._dice.choices(_SYLLABLES, k=self._dice.randint(2, 4))).capitalize()

    def _text(self, words: int, limit: int) -> str:
        chosen = [
            self._name() if self._dice.random() < _INVENTED else self._dice.choice(self._words) for _ in range(words)
        ]
        text = " ".join(filter(None, chosen)).strip()[:limit].strip()
        return f"{text[:1].upper()}{text[1:]}"

    def _date(self) -> str:
        year = self._dice.randint(900, 1990)
        day = f"{self._dice.randint(1, 28)} {self._dice.choice(MONTHS)} {year}"
        return self._dice.choice([day, day, str(year), f"c. {year}", f"{year - 700} BC"])

    def _cited(self) -> list[Table]:
        return [{"source": key} for key in self._dice.sample(self._works, 2)]

    def _item(self, item_id: str) -> Table:
        return {
            "id": item_id,
            "era": self._dice.choice(_ERAS),
            "regions": self._dice.sample(_REGIONS, self._dice.randint(1, 2)),
            "topics": self._dice.sample(self._topics, self._dice.randint(1, 3)),
            "people": self._dice.sample(self._people, self._dice.randint(0, 3)),
            "citations": self._cited(),
            "review": "checked",
            "reviewed_by": "program",
            "provenance": "own",
            "created": _CREATED,
        }

    def _fact(self) -> Table:
        fact: Table = {"statement": self._text(22, 400), "date": self._date(), "place": self._name()}
        if self._dice.random() < 0.1:
            sides = [
                {"who": person, "holds": self._text(25, 400), "citations": self._cited()}
                for person in self._dice.sample(self._people, 2)
            ]
            fact |= {"assessment": "contested", "positions": sides, "documents_show": self._text(20, 400)}
        return fact

    def _quote(self) -> Table:
        return {
            "text": self._text(25, 280),
            "speaker": self._dice.choice(self._people),
            "role": self._text(4, 100),
            "date": self._date(),
            "work": self._text(6, 150),
            "attribution": "verified",
            "rights": "public-domain",
        }

    def _whatif(self) -> Table:
        return {
            "title": self._text(6, 90),
            "background": self._text(50, 900),
            "pod": {"date": self._date(), "place": self._name(), "change": self._text(15, 300)},
            "stays": [self._text(12, 300)],
            "questions": [f"{self._text(9, 180)}?" for _ in range(3)],
            "case_for": {"argument": self._text(25, 400), "made_by": self._dice.choice(self._people)},
            "case_against": {"argument": self._text(25, 400), "made_by": self._dice.choice(self._people)},
        }

    def _question(self) -> Table:
        answer, *others = self._dice.sample(self._people, 4)
        return {
            "question": f"{self._text(14, 190)}?",
            "answer": answer,
            "answer_kind": "person",
            "distractors": others,
            "explanation": self._text(20, 400),
            "difficulty": self._dice.randint(1, 5),
        }


def shipped_folders() -> list[Path]:
    """The packs under seeds/."""
    return sorted(path.parent for path in SEEDS.glob("*/pack.toml"))


def in_memory(count: int) -> list[Pack]:
    """The shipped packs, and so many synthetic ones."""
    shipped = read_packs(shipped_folders(), None)
    author = Author(shipped)
    return [*shipped, *(Pack.model_validate(author.pack(number)) for number in range(count))]


def on_disk(folder: Path, count: int) -> list[Path]:
    """The folders of so many synthetic packs, written below `folder`."""
    author = Author(read_packs(shipped_folders(), None))
    return list(map(partial(_write, folder, author), range(count)))


def _write(folder: Path, author: Author, number: int) -> Path:
    pack = author.pack(number)
    place = folder / str(pack["head"]["id"])
    place.mkdir(parents=True)
    tables = {"pack": _lines(pack["head"]), "sources": _tables(pack["sources"])}
    tables |= {name: _repeated(name.removesuffix("s"), pack[name]) for name in IN_A_PACK}
    for name, lines in tables.items():
        (place / f"{name}.toml").write_text("\n".join(lines) + "\n", "utf-8")
    return place


def _lines(table: Table) -> Iterator[str]:
    yield from (f"{key} = {toml(value)}" for key, value in table.items())


def _tables(tables: dict[str, Table]) -> Iterator[str]:
    for key, table in tables.items():
        yield f"[{key}]"
        yield from _lines(table)


def _repeated(name: str, tables: Sequence[Table]) -> Iterator[str]:
    for table in tables:
        yield f"[[{name}]]"
        yield from _lines(table)


def toml(value: object) -> str:
    """A value as TOML writes it on one line.

    >>> print(toml({"id": "x-1", "on": date(2026, 1, 2), "words": ["a", "b"]}))
    { id = "x-1", on = 2026-01-02, words = ["a", "b"] }
    """
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False)
        case dict():
            return "{ " + ", ".join(f"{key} = {toml(part)}" for key, part in value.items()) + " }"
        case list() | tuple():
            return f"[{', '.join(map(toml, value))}]"
        case _:
            return str(value)
