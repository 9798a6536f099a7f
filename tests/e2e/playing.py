"""A pack made for playing, and a quiz of it as its players see it."""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.domain.catalogue import Catalogue
from bot.domain.content import Question
from bot.storage.packs import read_packs
from playground import Actor, Playground
from playground.seen import Reply, Seen
from tests.e2e.quizzing import CAP_S, is_open

HEAD = """
id = "playing"
title = "For playing"
description = "Questions for the tests."
version = "1.0.0"
language = "en"
editors = ["Somebody"]
licence = "CC BY-SA 4.0"
licence_url = "https://creativecommons.org/licenses/by-sa/4.0/"
corrections = "Use /report"
"""
SOURCES = '[herodotus]\nkind = "primary"\ntitle = "Histories"\nauthor = "Herodotus"\npublished = "1920"\n'
ITEM = {
    "era": "modern",
    "regions": ["world"],
    "citations": [{"source": "herodotus", "locator": "1.1"}],
    "review": "checked",
    "reviewed_by": "program",
    "provenance": "own",
    "explanation": "So it is written.",
    "difficulty": 2,
}
RIVERS = ("Danube", "Volga", "Ganges", "Mekong", "Orinoco", "Loire", "Vistula", "Zambezi", "Euphrates", "Yukon")
PEOPLE = {
    "Franklin Roosevelt": "signed the Social Security Act",
    "John Adams": "was the second president of the United States",
    "Charles Darwin": "sailed on the Beagle",
    "Marie Curie": "found polonium",
    "Isaac Newton": "wrote the Principia",
}
YEARS = {1789: "Bastille", 1848: "Paulskirche", 1871: "Commune", 1918: "armistice", 1945: "Potsdam conference"}


def questions() -> list[dict[str, object]]:
    """Ten rivers, five people, five years and five statements, each under its topic."""
    made: list[dict[str, object]] = []

    def add(topic: str, **fields: object) -> None:
        made.append({"id": f"pl-k{len(made) + 1:02}", **ITEM, "topics": [topic], **fields})

    for at, river in enumerate(RIVERS):
        others = [RIVERS[(at + step) % 10] for step in (1, 2, 3)]
        text = f"Which river did traveller number {at} follow to its mouth?"
        add("rivers", question=text, answer=river, answer_kind="place", distractors=others)
    for name, deed in PEOPLE.items():
        others = [other for other in PEOPLE if other != name][:3]
        vague = [name.split()[-1]] if "Roosevelt" in name else [name.split()[0]]
        known = {"answer_kind": "person", "distractors": others, "prompt": vague}
        add("people", question=f"Who {deed}?", answer=name, reject=["Theodore Roosevelt"], **known)
    for year, what in YEARS.items():
        known = {"answer_kind": "year", "distractors": [str(year + 1), str(year - 3)]}
        estimate = {"value": year, "tolerance": 20}
        add("years", question=f"In which year was the {what}?", answer=str(year), estimate=estimate, **known)
    for at in range(5):
        order: dict[str, object] = {"answer_kind": "term", "keep_order": True, "options": ["True", "False"]}
        text = f"True or false: river number {at} flows to the sea."
        add("statements", question=text, answer="True", distractors=["False"], **order)
    return made


def write_playing_pack(folder) -> Catalogue:
    """The pack as files, and what Clio reads from them."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        "\n".join(["[[question]]", "reviewed_on = 2026-11-20", "created = 2026-11-01", *map(_line, one.items())])
        for one in questions()
    ]
    for name, text in {"pack": HEAD, "sources": SOURCES, "questions": "\n\n".join(rows)}.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return Catalogue(read_packs([folder], None))


def _line(field_of: tuple[str, object]) -> str:
    return f"{field_of[0]} = {_toml(field_of[1])}"


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(map(_line, value.items())) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)


@dataclass
class Game:
    """One quiz in one channel, from its lobby to its recap."""

    discord: Playground
    catalogue: Catalogue
    place: str = "general"
    guild: str | None = None
    since: int = 0
    lobby: Reply | None = None
    reveals: list[Seen] = field(default_factory=list)

    async def start(self, starter: Actor, *joining: Actor, **options: Any) -> Reply:
        """Starts it and lets members join."""
        self.since = self.discord.moment
        self.lobby = await starter.slash(self.place, "quiz start", **{"questions": 5, "pack": "playing", **options})
        for member in joining:
            await member.click(self.lobby, "Join")
        return self.lobby

    async def question(self, number: int) -> Seen:
        """The question of this number, once it can be answered."""
        return await self._message(lambda seen: f"Question {number} of" in seen.text and is_open(seen))

    async def reveal(self, asked: Seen) -> Seen:
        """The question with its answer."""
        shown = await self.discord.wait_for_change(asked, lambda now: "Why?" in now.buttons, timeout=CAP_S)
        self.reveals.append(shown)
        return shown

    async def recap(self) -> Seen:
        """The end."""
        return await self._message(lambda seen: "Quiz over" in seen.text)

    async def play(self, answer: Callable[[Seen, Question], Awaitable[object]], rounds: int = 5) -> Seen:
        """Answers every question and waits for its reveal; gives the recap."""
        for number in range(1, rounds + 1):
            asked = await self.question(number)
            await answer(asked, self.item(asked))
            await self.reveal(asked)
        return await self.recap()

    def item(self, seen: Seen) -> Question:
        """The question that a card is about."""
        item = self.catalogue.get(re.findall(r"pl-k\d+", seen.text)[-1])
        assert isinstance(item, Question)
        return item

    async def _message(self, where: Callable[[Seen], bool]) -> Seen:
        return await self.discord.wait_for_message(self.place, where, guild=self.guild, since=self.since, timeout=CAP_S)


def label(seen: Seen, text: str) -> str:
    """The label of the button with this option."""
    return next(button for button in seen.buttons if button.endswith(f" · {text}"))


async def typed(member: Actor, target: Seen | Reply, text: str, button: str = "Answer") -> Reply:
    """What a member is told who presses the button and types into the form."""
    form = await member.click(target, button)
    return await member.submit(form.modal, {"answer": text})
