"""One accepted form of an answer taken apart: which of its words a guess needs, and which it may leave out."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.domain.answer_words import Word, words_of
from bot.domain.clean import readings
from bot.domain.given_names import CLASS, FAMILY_FIRST, FEMALE, GIVEN, MONONYMS, SHARED
from bot.domain.spelling import FAR, derived, distance
from bot.domain.vocabulary import (
    ALWAYS_DROPPED,
    DROPPED,
    GENERATIONS,
    KINDS,
    NAME_WORDS,
    SIBLINGS,
    SMALL,
    STATE_KINDS,
    TITLES,
)

Role = Literal["core", "given", "kind", "title", "small"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a form and what it is there."""

    word: Word
    role: Role


@dataclass(frozen=True, slots=True)
class Form:
    """An accepted form; `needs` are the sets of slots of which one must be found in a guess."""

    written: str
    slots: tuple[Slot, ...]
    needs: tuple[frozenset[int], ...]
    family: int = -1
    """Where the family name stands in the name of a person; -1 for everything else."""
    person: bool = False
    exact: bool = False
    """No slip of the pen is allowed: acronyms."""

    @property
    def woman(self) -> bool | None:
        """Whether the given names are a woman's; None where there are none to tell by."""
        given = [slot.word.text for slot in self.slots if slot.word.text in GIVEN]
        return given[0] in FEMALE if given else None


@dataclass(frozen=True, slots=True)
class Found:
    """How a form was found in a guess: which word fills which slot, at what distance in all."""

    slots: frozenset[int]
    used: frozenset[int]
    cost: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What the question lets a name leave out."""

    person: bool
    kinds: frozenset[int]
    """Numbers of the kinds of things that it names."""
    words: frozenset[str]
    group: bool
    thing: bool = False
    """Whether a kind of thing is asked for, and no person."""
    alone: frozenset[str] = frozenset()
    """The answer where it is a single name, which an accepted form may continue: Hannibal, Hannibal Barca."""
    ambiguous: frozenset[str] = frozenset()
    """Family names that others in the pack bear."""


def form_of(written: str, asked: Asked) -> Form | None:
    """The form of a name; None where nothing is left of it."""
    plain = readings(written)
    words = words_of(plain[0], dotted_whole=len(written) < 12) if plain else []
    words = _titled_last(words)
    if not words:
        return None
    return _of_person(written, words, asked) if _is_person(words, asked) else _of_thing(written, words, asked)


def _titled_last(words: list[Word]) -> list[Word]:
    return [word for word in words if word.text]


def _is_person(words: list[Word], asked: Asked) -> bool:
    if any(word.text in KINDS and word.text not in TITLES for word in words[1:]):
        return False
    if asked.person:
        return True
    return len(words) > 1 and words[0].text in GIVEN and not asked.thing


def _is_one_of(word: str, asked: Asked) -> bool:
    return word in SHARED or word in asked.ambiguous


def _of_person(written: str, words: list[Word], asked: Asked) -> Form:
    """Family name enough where it is unambiguous; with a number or an epithet all of both."""
    core = [at for at, word in enumerate(words) if word.text not in SMALL]
    while (
        len(core) > 1
        and words[core[0]].text in TITLES
        and words[core[0]].text not in GIVEN
        and words[core[0]].number is None
    ):
        core = core[1:]
    named = [at for at in core if words[at].number is None and words[at].text not in GENERATIONS]
    last_title = (
        len(named) > 1
        and words[named[-1]].text in TITLES
        and words[named[-1]].text not in GIVEN
        and not words[named[-1]].mark
    )
    if (
        last_title
        and words[named[-1] - 1].text not in SMALL
        and words[named[-1]].text not in ("king", "general", "lord", "prince", "pope", "young", "great", "bishop")
    ):
        named = named[:-1]  # Genghis Khan
        core = [at for at in core if at in named or words[at].number is not None or words[at].text in GENERATIONS]
    fixed = frozenset(at for at in core if at not in named and words[at].text != "junior")
    roles: dict[int, Role] = dict.fromkeys(core, "core")
    needs: list[frozenset[int]]
    family = -1
    of_at = next((at for at, word in enumerate(words) if word.text in ("of", "the") and at > core[0]), None)
    if any(words[at].number is not None for at in fixed):
        before = [at for at in named if at < max(fixed)]
        needs = [frozenset(before) | fixed]
    elif of_at is not None:
        before = [at for at in named if at < of_at]
        known = len(before) == 1 and words[before[0]].text not in GIVEN
        after_of = words[of_at].text == "of" and known
        needs = [frozenset(named) | fixed]
        if known or after_of:
            needs.append(frozenset(before))
    elif len(named) > 1:
        first, last = named[0], named[-1]
        eastern = _is_eastern(words, named)
        family = first if eastern else last
        for at in named:
            if at != family:
                roles[at] = "given"
        shared = _is_one_of(words[family].text, asked) or words[first].text in asked.alone
        if fixed:
            needs = [frozenset({family}) | fixed]
        elif last == family and len(named) > 2 and words[named[-2]].text in ("san", "saint", "santa", "lloyd"):
            needs = [frozenset(named[-2:])]  # San Martin, Lloyd George
        elif not eastern and words[first].text in NAME_WORDS:
            needs = [frozenset(named)]  # Sitting Bull
        elif shared or len(words[family].text) < 2:
            needs = [frozenset({family, at}) for at in named if at != family]
        else:
            needs = [frozenset({family})]
        others = frozenset(named) - {family}
        if (
            eastern
            and not fixed
            and words[(others and max(others)) or 0].text not in GIVEN
            and len(words[max(others)].text) > 3
        ):
            needs.append(others)
        if words[first].text in MONONYMS and not fixed:
            needs.append(frozenset({first}))
    else:
        needs = [frozenset(named) | fixed]
    slots = tuple(Slot(word, _role(at, word, roles)) for at, word in enumerate(words))
    return Form(
        written, slots, tuple(needs), family if family >= 0 else named[0] if len(named) == 1 else -1, person=True
    )


def _is_eastern(words: list[Word], named: list[int]) -> bool:
    """Whether the family name comes first: Mao Zedong, Kim Il-sung, Tokugawa Ieyasu."""
    first = words[named[0]].text
    if first not in FAMILY_FIRST:
        return (
            len(named) == 3
            and words[named[2]].mark == "-"
            and words[named[1]].mark != "-"
            and len(first) < 7
            and first not in GIVEN
        )
    return first not in GIVEN or len(named) > 2 or words[named[-1]].text not in GIVEN


def _role(at: int, word: Word, roles: dict[int, Role]) -> Role:
    if at in roles:
        return roles[at]
    if word.text in TITLES and word.text not in SMALL:
        return "title"
    return "small"


def _of_thing(written: str, words: list[Word], asked: Asked) -> Form:
    """All words are needed but the kind of thing, where the question names it and the rest is a name."""
    roles: dict[int, Role] = {}
    for at, word in enumerate(words):
        if word.text in SMALL and len(words) > 1:
            roles[at] = "small"
        elif word.text in KINDS and word.number is None:
            roles[at] = "kind"
        elif word.text == "number":
            roles[at] = "small"
        else:
            roles[at] = "core"
    core = frozenset(at for at, role in roles.items() if role == "core")
    kinds = frozenset(at for at, role in roles.items() if role == "kind")
    if not core:
        core, kinds = (kinds, core) if kinds else (frozenset(roles), core)
        roles = {at: "core" if at in core else role for at, role in roles.items()}
    numbers = frozenset(at for at in core if words[at].number is not None)
    droppable = frozenset(at for at in kinds if _may_drop(words[at].text, asked))
    if droppable and not _distinct([words[at] for at in core]):
        droppable = frozenset()
    needs = [core | (kinds - droppable)]
    of_at = next((at for at, word in enumerate(words) if word.text == "of" and at), len(words))
    place = frozenset(at for at in core if at > of_at)
    if place and core - place and all(words[at].text in asked.words for at in place):
        needs.append((core - place) | (kinds - droppable))
    rest = (core | kinds) - numbers
    if numbers and all(words[at].text in asked.words for at in rest):
        needs.append(numbers)
    slots = tuple(Slot(word, roles[at]) for at, word in enumerate(words))
    return Form(written, slots, tuple(needs))


def _may_drop(kind: str, asked: Asked) -> bool:
    if kind in ALWAYS_DROPPED:
        return True
    named = bool(KINDS[kind] & asked.kinds)
    return named and (kind in DROPPED or kind in ("order", "party"))


def _distinct(words: list[Word]) -> bool:
    """Whether the words still name one thing without its kind: a people, a colour or a given name does not."""
    if any(word.number is not None for word in words):
        return True
    return not all(word.text in SIBLINGS or word.text in GIVEN or word.text in TITLES for word in words)


def acronyms_of(form: Form) -> list[str]:
    """The initials of a form that people would use: NEP; of a person only where there are three."""
    words = [slot.word for slot in form.slots if slot.word.number is None]
    full = [word.text for word in words if word.text not in ("the", "a", "an")]
    main = [word.text for word in words if word.text not in SMALL]
    found = {"".join(text[0] for text in texts) for texts in (full, main) if len(texts) > 1}
    least = 3 if form.family >= 0 else 2
    plain = any(slot.word.number is not None for slot in form.slots)
    return [] if plain else sorted(acronym for acronym in found if len(acronym) >= least and acronym.isalpha())


def acronym_form(written: str, acronym: str) -> Form:
    """The form that is an acronym, taken to the letter."""
    return Form(written, (Slot(Word(acronym), "core"),), (frozenset({0}),), exact=True)


def search(form: Form, words: list[Word], free: frozenset[int], asked: Asked) -> Found:
    """Where the words of a form are in a guess, each slot with its nearest free word."""
    filled: set[int] = set()
    used: set[int] = set()
    cost = 0.0
    open_slots: list[int] = []
    lone = sum(1 for slot in form.slots if slot.role != "small") == 1
    for number, slot in enumerate(form.slots):
        best, at_best = FAR, -1
        for at in free:
            if at not in used:
                far = _apart(words[at], slot, form, asked, lone=lone)
                if far < best or (far == best < FAR and at < at_best):
                    best, at_best = far, at
        if best < FAR:
            filled.add(number)
            used.add(at_best)
            cost += best
        elif slot.role != "small":
            open_slots.append(number)
    if open_slots:
        cost += _adjectives(form, words, free, filled, used, asked)
        cost += _joined(form, words, free, filled, used)
        cost += _kinds_of_same(form, words, free, filled, used)
        cost += _initials(form, words, free, filled, used)
    return Found(frozenset(filled), frozenset(used), cost)


def _apart(word: Word, slot: Slot, form: Form, asked: Asked, *, lone: bool) -> float:
    """The distance of a typed word from a slot's."""
    right = slot.word
    if word.number is not None or right.number is not None:
        return 0.0 if word.number == right.number else FAR
    if word.text == right.text:
        return 0.0
    if form.exact:
        return 0.1 if word.text == f"{right.text}s" or f"{word.text}s" == right.text else FAR
    if slot.role == "small":
        return FAR
    if _plural(word.text, right.text) and (asked.group or (not lone and form.family < 0)):
        return 0.1
    if form.family >= 0 and word.text == f"{right.text}s":
        return FAR
    if word.text in asked.words:
        return FAR  # a word of the question is no slip for something else
    return distance(word.text, right.text, alone=lone or (slot.role == "core" and form.family >= 0))


@lru_cache(maxsize=4096)
def _plural(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(shorter) < 2:
        return False
    return (
        longer in (f"{shorter}s", f"{shorter}es", f"{shorter}i", f"{shorter}y")
        or (shorter[-1] == "y" and longer == f"{shorter[:-1]}ies")
        or (len(shorter) > 4 and _NUMBER_END.sub("", one) == _NUMBER_END.sub("", other))
        or (longer.endswith("men") and shorter == f"{longer[:-3]}man")
    )


def _joined(form: Form, words: list[Word], free: frozenset[int], filled: set[int], used: set[int]) -> float:
    """Words written as one, or one as several: Da Vinci, Mao Tse-tung, May flower."""
    cost = 0.0
    rest = [at for at in sorted(free) if at not in used and words[at].number is None]
    if len(rest) > _MOST_JOINED:
        return 0.0
    for number, slot in enumerate(form.slots):
        if number in filled or slot.role == "small" or len(slot.word.text) < 4:
            continue
        for size in (2, 3):
            for first in range(len(rest) - size + 1):
                run = rest[first : first + size]
                if run[-1] - run[0] != size - 1 or any(at in used for at in run):
                    continue
                far = distance("".join(words[at].text for at in run), slot.word.text, alone=False)
                if far < 2 and number not in filled:
                    filled.add(number)
                    used.update(run)
                    cost += far + 0.1
    missing = [number for number, slot in enumerate(form.slots) if number not in filled and slot.role != "small"]
    if len(missing) > 1:
        for size in range(len(form.slots), 1, -1):
            for first in range(len(form.slots) - size + 1):
                run = list(range(first, first + size))
                texts = "".join(form.slots[number].word.text for number in run)
                if any(number in filled and form.slots[number].role != "small" for number in run) or len(texts) < 5:
                    continue
                for at in rest:
                    far = distance(words[at].text, texts, alone=False) if at not in used else FAR
                    if far < 2:
                        filled.update(run)
                        used.add(at)
                        return cost + far + 0.1
    return cost


def _kinds_of_same(form: Form, words: list[Word], free: frozenset[int], filled: set[int], used: set[int]) -> float:
    """Another word for the same kind of thing: the Munich pact."""
    cost = 0.0
    for number, slot in enumerate(form.slots):
        if number in filled or slot.role != "kind":
            continue
        for at in sorted(free - used):
            if KINDS.get(words[at].text, frozenset()) & KINDS[slot.word.text]:
                filled.add(number)
                used.add(at)
                cost += 0.2
                break
    return cost


def _adjectives(
    form: Form, words: list[Word], free: frozenset[int], filled: set[int], used: set[int], asked: Asked
) -> float:
    """A country for its people's name and the other way round: the war in Korea, the Ethiopian Empire."""
    if form.family >= 0:
        return 0.0
    cost = 0.0
    for number, slot in enumerate(form.slots):
        if number in filled or slot.role != "core" or slot.word.number is not None:
            continue
        for at in sorted(free - used):
            text, right = words[at].text, slot.word.text
            following = words[at + 1].text if at + 1 < len(words) else ""
            of_country = at > 0 and words[at - 1].text in ("in", "of", "with", "against") and derived(right, text)
            of_people = (
                derived(text, right)
                and following in KINDS
                and (following in STATE_KINDS or bool(KINDS[following] & asked.kinds))
            )
            if of_country or of_people:
                filled.add(number)
                used.add(at)
                if of_people and at + 1 in free and following in STATE_KINDS:
                    used.add(at + 1)
                cost += 0.3
                break
    return cost


def _initials(form: Form, words: list[Word], free: frozenset[int], filled: set[int], used: set[int]) -> float:
    """An initial for a given name, or a given name where the form has an initial."""
    if form.family < 0 or form.family not in filled:
        return 0.0
    cost = 0.0
    for number, slot in enumerate(form.slots):
        if number in filled or slot.role != "given":
            continue
        for at in sorted(free - used):
            word = words[at]
            if word.number is not None or word.text[0] != slot.word.text[0]:
                continue
            if word.initial or (
                (slot.word.initial
                and word.text in GIVEN)
                or (slot.word.initial
                and number > 0
                and at + 1 in used
                and at - 1 in used)
            ):
                filled.add(number)
                used.add(at)
                cost += 0.2
                break
    return cost


def same_given(one: str, other: str) -> bool:
    """Whether two given names are forms of one."""
    return one == other or (one in CLASS and CLASS[one] == CLASS.get(other))


_MOST_JOINED = 12  # words; in a longer guess nobody looks for a name torn in two
_NUMBER_END = re.compile(r"(?:ises|is|es)$")
