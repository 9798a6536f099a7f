"""Small items and packs, right in every field that a test does not change."""

from typing import Any

from bot.domain.content import Fact, Item, Pack, PackHead, Question, Quote, Source, WhatIf

_ITEM = {
    "era": "modern",
    "regions": ["europe"],
    "topics": ["revolution"],
    "citations": [{"source": "reed-1919"}],
    "review": "checked",
    "reviewed_by": "program",
    "reviewed_on": "2026-11-22",
    "provenance": "own",
    "created": "2026-11-22",
}


def fact(number: int | str = 1, **changes: Any) -> Fact:
    """A sound fact; `number` makes its id and its words its own."""
    item = {
        "id": f"tt-f{number}",
        "statement": f"Envoy {number} reached the court of Kazan in the year {number}.",
        **_ITEM,
    }
    return Fact.model_validate(item | changes)


def contested(number: int | str = 1, **changes: Any) -> Fact:
    """A contested fact with two positions."""
    positions = [
        {"who": "John Reed, 1919", "holds": "It was a rising of the many.", "citations": [{"source": "reed-1919"}]},
        {"who": "Richard Pipes, 1990", "holds": "It was the coup of a few.", "citations": [{"source": "pipes-1990"}]},
    ]
    statement = f"Whether the change of power number {number} was a rising or a coup is disputed."
    return fact(f"c{number}", **{"assessment": "contested", "positions": positions, "statement": statement, **changes})


def quote(number: int | str = 1, **changes: Any) -> Quote:
    """A verified quote."""
    item = {
        "id": f"tt-q{number}",
        "text": f"The {number} wise men counted their horses and were silent.",
        "speaker": "Leon Trotsky",
        "work": "My Life",
        "attribution": "verified",
        "rights": "short-quotation",
        **_ITEM,
    }
    return Quote.model_validate(item | changes)


def misattributed(number: int | str = 1, **changes: Any) -> Quote:
    """A line that is falsely given to somebody."""
    false = {
        "text": f"Let {number} thousand of them eat cake.",
        "speaker": "Marie Antoinette",
        "attribution": "misattributed",
        "finding": "Not found in any record of hers.",
        "earliest": "A story of a princess told before she came to France.",
    }
    return quote(f"m{number}", **{**false, **changes})


def whatif(number: int | str = 1, **changes: Any) -> WhatIf:
    """A divergence card."""
    item = {
        "id": f"tt-w{number}",
        "title": f"The fleet of {number} sails on",
        "background": f"In the year {number} the fleet turned back.",
        "pod": {"date": "7 November 1917", "place": "Kronstadt", "change": f"Captain {number} disobeys and sails on."},
        "questions": ["Who follows?", "Who pays for it?", "What stops it?"],
        "case_for": {"argument": "The crews were willing.", "made_by": "A sailor"},
        "case_against": {"argument": "There was no coal.", "made_by": "A stoker"},
        **_ITEM,
    }
    return WhatIf.model_validate(item | changes)


def question(number: int | str = 1, **changes: Any) -> Question:
    """A quiz question."""
    item = {
        "id": f"tt-k{number}",
        "question": f"Which city did expedition {number} reach in 1917?",
        "answer": f"Samarkand {number}",
        "answer_kind": "place",
        "distractors": ["Bukhara", "Khiva", "Tashkent"],
        "explanation": "Bukhara was reached three years later.",
        "difficulty": 2,
        **_ITEM,
    }
    return Question.model_validate(item | changes)


def pack(*items: Item, pack_id: str = "tests", sources: dict[str, Source] | None = None, **head: Any) -> Pack:
    """A pack of these items, with both sources that they cite."""
    return Pack(
        head=PackHead.model_validate(
            {
                "id": pack_id,
                "title": "A pack",
                "description": "Items for the tests.",
                "version": "1.0.0",
                "language": "en",
                "editors": ["A. Editor"],
                "licence": "CC BY-SA 4.0",
                "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
                "corrections": "Use /report on the card",
                **head,
            }
        ),
        sources=SOURCES if sources is None else sources,
        facts=tuple(item for item in items if isinstance(item, Fact)),
        quotes=tuple(item for item in items if isinstance(item, Quote)),
        whatifs=tuple(item for item in items if isinstance(item, WhatIf)),
        questions=tuple(item for item in items if isinstance(item, Question)),
    )


SOURCES = {
    "reed-1919": Source(kind="primary", title="Ten Days that Shook the World", author="John Reed", published="1919"),
    "pipes-1990": Source(kind="scholarly", title="The Russian Revolution", author="Richard Pipes", published="1990"),
}
