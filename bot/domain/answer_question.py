"""What a question asks for, as far as it decides what an answer may leave out or add."""

import re
from dataclasses import dataclass

from bot.domain.answer_words import words_of
from bot.domain.clean import readings
from bot.domain.content import AnswerKind
from bot.domain.vocabulary import FUNCTION, GROUP_WORDS, NEGATIONS, NOT_HUMAN, ORIGINS, PEOPLE, RELATIONS, TITLES
from bot.domain.vocabulary_kinds import KINDS

_split = str.split

_READ = 400  # characters; twice the longest question of a pack
_PERSON = re.compile(r"\b(?:who|whom|whose)\b")
_WHICH = re.compile(r"\b(?:which|what)\b((?:\s+[\w'-]+){1,7})")
_ADVERBS = frozenset(
    ("first", "last", "later", "once", "twice", "also", "then", "ever", "soon", "finally", "eventually")
)
_PERSONS = (TITLES | PEOPLE) - frozenset(
    _split("""
    great young old late former crown grand supreme acting future mythical legendary biblical private vice rear field
    """)
)
"""Nouns that ask for a person; which great fire asks for none."""
_HUMAN = re.compile(r"[a-z]{3,}(?:er|or|ist|man|woman|crat|ess|eer|vik)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words, and what they say of its answer."""

    plain: str
    words: frozenset[str]
    nouns: frozenset[str]
    """What a "which" asks for: "Indian", "city"; nothing after a "who"."""
    kinds: frozenset[int]
    """Numbers of the kinds of things that it names, as in `KINDS`."""
    person: bool
    thing: bool
    """Whether a kind of thing is asked for, and so no person."""
    group: bool
    """Whether several people are asked for, so that singular and plural are one."""
    alone: frozenset[str] = frozenset()
    """The answer where it is a single name, which an accepted form may continue: Hannibal, Hannibal Barca."""
    where: bool = False
    """Whether a place is asked for by a "where"."""
    ambiguous: frozenset[str] = frozenset()
    """Family names that others in the pack bear."""


def asked_of(question: str, answer: str, kind: AnswerKind | None, ambiguous: frozenset[str]) -> Asked:
    """What the question asks for; a `kind` that an editor gave is believed."""
    plain = " ".join(readings(question[:_READ])[:1])
    texts = frozenset(word.text for word in words_of(plain))
    head = [word.strip("'-") for word in which[1].split()] if (which := _WHICH.search(plain)) else []
    nouns = _noun_phrase(head)
    noun = next((word for word in reversed(nouns) if word in KINDS or word in _PERSONS), "")
    person = kind == "person" if kind else bool(_PERSON.search(plain))
    if not kind and not person:
        person = noun in _PERSONS or (not noun and _names_people(nouns))
    return Asked(
        plain=plain,
        words=texts,
        nouns=frozenset(nouns),
        kinds=frozenset(number for word in texts for number in KINDS.get(word, ())),
        person=person,
        thing=noun in KINDS and not person,
        group=bool(GROUP_WORDS.intersection(head)) or _is_plural(nouns),
        alone=frozenset() if " " in answer else frozenset(word.text for word in words_of(answer.lower())),
        where=plain.startswith("where "),
        ambiguous=ambiguous if kind in (None, "person") else frozenset(),
    )


def _noun_phrase(head: list[str]) -> list[str]:
    """The words after "which" up to the verb, so that the last noun is what is asked for."""
    while head and head[0] in FUNCTION and head[0] != "us":
        head = head[1:]
    for at, word in enumerate(head):
        owner = word.removesuffix("'s")
        if owner != word and (owner in TITLES or owner in KINDS or _is_human(owner)):
            return [*head[:at], owner]  # which explorer's ship, which empire's capital
        if at and (word in FUNCTION or word in NEGATIONS or (word.endswith("ed") and word not in KINDS)):
            return head[:at]
    return head[:4]


def _names_people(nouns: list[str]) -> bool:
    """Whether nouns mean people, by one of them or by a nation alone: which Norwegian first reached the Pole."""
    while nouns and nouns[-1] in _ADVERBS:
        nouns = nouns[:-1]
    return any(map(_is_human, nouns)) or bool(ORIGINS.intersection(nouns[-1:]))


def _is_human(word: str) -> bool:
    """Whether a noun means people, by the list or by its ending: explorer, sculptor, communist, statesman."""
    return word in RELATIONS or word in PEOPLE or (bool(_HUMAN.search(word)) and word not in NOT_HUMAN)


def _is_plural(nouns: list[str]) -> bool:
    return bool(nouns) and nouns[-1].endswith("s") and not nouns[-1].endswith(("ss", "us", "is"))
