"""Quizzes with the longest possible texts, for the limits of their cards."""

import random
from dataclasses import replace
from typing import Any

from bot.domain.catalogue import Catalogue
from bot.domain.content import Question, Source
from bot.domain.quiz import Form, Rules, Session, round_of
from bot.domain.recap import Played, Revealed, recap
from bot.domain.scoring import results, standings
from tests.domain.quizzing import BELL, ESTIMATE, POSTED, guess
from tests.domain.samples import pack, question

NASTY = "**@everyone** <@1> `x` [a](https://x.org) # _b_ ||c|| ~~d~~ > <t:1:R> "
LINE = (NASTY * 9)[:200]
SESSION = Session(2**62, 2**62, 2**62, 2**62, Rules(questions=50), 1)
NAMES = dict.fromkeys(range(1, 60), NASTY)


def lines_of(count: int, start: str = "") -> list[str]:
    """Texts of 200 characters, each another one."""
    return [f"{start}{n} {LINE}"[:200] for n in range(count)]


def longest(**changes: Any) -> Question:
    """A question whose every text is as long as it can be."""
    return question(
        1,
        **{
            "id": "q-" + "x" * 30,
            "question": LINE,
            "answer": f"right {LINE}"[:200],
            "accept": lines_of(9, "form "),
            "distractors": lines_of(4),
            "explanation": (LINE * 3)[:500],
            "citations": [{"source": f"s{n}", "locator": LINE} for n in range(6)],
            **changes,
        },
    )


def catalogue_of(*questions: Question) -> Catalogue:
    """A pack of these questions with six works whose every text is as long as it can be."""
    works = {
        f"s{n}": Source(
            kind="reference",
            title=LINE,
            author=LINE,
            published=LINE,
            url=f"https://x.org/{n}" + "y" * 380,
            licence=LINE,
        )
        for n in range(6)
    }
    return Catalogue([pack(*questions, sources=works)])


def played(form: Form = "buttons", players: int = 50, what: Question | None = None, **rules: Any) -> Played:
    """A round in which so many players guessed, all right."""
    what = what or longest(**(ESTIMATE if form == "estimate" else {}))
    how = Rules(questions=50, mode="buttons" if form == "buttons" else "typed", **rules)
    opened = round_of(how, 50, what, random.Random(1))
    opened = replace(opened, message_id=2**62, posted_at=POSTED, deadline_at=BELL)
    guesses = {
        user_id: [guess(user_id, 900 + user_id, text=what.answer, distance=0 if form == "estimate" else None)]
        for user_id in range(1, players + 1)
    }
    return Played(opened, guesses, results(how, opened, guesses))


def revealed(form: Form = "buttons", players: int = 50, **changes: Any) -> Revealed:
    """The reveal of such a round."""
    round_played = played(form, players)
    return Revealed(round_played, standings([round_played.results]), NAMES, **changes)


def told(form: Form = "typed", players: int = 50) -> Any:
    """The recap of three such rounds."""
    return recap(Rules(questions=50), [played(form, players)] * 3, NAMES, "unavailable")
