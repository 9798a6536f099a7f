"""One accepted form of an answer taken apart: which of its words a guess needs, and which it may leave out."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.answer_question import Asked
from bot.domain.answer_words import Word, normal, words_of
from bot.domain.clean import readings
from bot.domain.family_names import FAMILY_FIRST, NAMESAKES, SHARED
from bot.domain.given_names import FEMALE, GIVEN, MONONYMS
from bot.domain.other_names import OTHER_NAMES
from bot.domain.vocabulary import CHOICE, GENERATIONS, NAME_WORDS, NEGATIONS, POST_TITLES, SMALL, TITLES
from bot.domain.vocabulary_kinds import ALWAYS_DROPPED, DROPPED, KINDS, SIBLINGS

Role = Literal["core", "given", "kind", "title", "small"]
Need = frozenset[int]

_SHORT_NAME = 5  # letters; another name of fewer is taken to the letter
_COMMON = GIVEN - MONONYMS
_KIN = frozenset(("brothers", "sisters", "twins", "siblings", "family"))
"""What several people of one name are: the Wright brothers."""
_COMPOUND = frozenset(("san", "saint", "santa", "lloyd"))
"""What makes one family name with the word after it: San Martin, Lloyd George."""
_THRONES = frozenset(("emperor", "empress", "sultan", "tsar", "pharaoh", "shogun"))
"""Titles that may follow a name and are nobody's family name: the Yongle Emperor, but Martin Luther King."""


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
    needs: tuple[Need, ...]
    family: int = -1
    """Where the family name or the only name of a person stands; -1 for everything else."""
    person: bool = False
    exact: bool = False
    """No slip of the pen is allowed: acronyms."""

    @property
    def given(self) -> list[int]:
        """Where given names stand beside a family name."""
        return [number for number, slot in enumerate(self.slots) if slot.role == "given"]

    @property
    def woman(self) -> bool | None:
        """Whether the given names are a woman's; None where there are none to tell by."""
        given = [slot.word.text for slot in self.slots if slot.word.text in GIVEN]
        return given[0] in FEMALE if given else None

    @property
    def numbered(self) -> bool:
        """Whether a number belongs to the name."""
        return any(slot.word.number is not None for slot in self.slots)


def forms_of(written: str, asked: Asked) -> tuple[Form, ...]:
    """A form with the other names that everybody has for it, and with its initials; nothing where no word is in it."""
    form = form_of(written, asked)
    if form is None:
        return ()
    forms = [form]
    whole = normal([slot.word for slot in form.slots])
    short = normal([slot.word for slot in form.slots if slot.role == "core"])
    names = OTHER_NAMES.get(whole, ())
    if not names:  # the Treaty of Versailles is no palace
        names = tuple(name for name in OTHER_NAMES.get(short, ()) if KINDS.keys().isdisjoint(name.split()))
    for name in names:
        other = form_of(name, asked)
        if name != whole and other and not set(name.split()) <= asked.words:
            need = frozenset(number for number, slot in enumerate(other.slots) if slot.role != "small")
            forms.append(replace(other, written=written, needs=(need,), exact=len(name) < _SHORT_NAME))
    taken = SMALL | NEGATIONS | CHOICE | asked.words
    acronyms = (Slot(Word(acronym), "core") for acronym in sorted(_acronyms(form) - taken))
    return (*forms, *(Form(written, (slot,), (frozenset({0}),), exact=True) for slot in acronyms))


def form_of(written: str, asked: Asked) -> Form | None:
    """The form of a name as it is written; None where no word is in it."""
    plain = readings(written)
    words = words_of(plain[0], dotted_whole=len(written) < 12) if plain else []
    if not words:
        return None
    return _of_person(written, words, asked) if _is_person(words, asked) else _of_thing(written, words, asked)


def _is_person(words: list[Word], asked: Asked) -> bool:
    if any(word.text in KINDS and word.text not in TITLES for word in words[1:]):
        return False
    return asked.person or (len(words) > 1 and words[0].text in GIVEN and not asked.thing)


def _of_person(written: str, words: list[Word], asked: Asked) -> Form:
    """The family name is enough where it is unambiguous; of a number or an epithet nothing may be left out."""
    core = [at for at in _without_titles(words) if words[at].text not in _KIN] or list(range(len(words)))
    named = [at for at in core if words[at].number is None and words[at].text not in GENERATIONS]
    fixed = frozenset(at for at in core if at not in named and words[at].text != "junior")
    epithet = next((at for at, word in enumerate(words) if word.text in ("of", "the") and at > core[0]), -1)
    family = named[0] if len(named) == 1 else -1
    if any(words[at].number is not None for at in fixed):
        needs = [frozenset(at for at in named if at < max(fixed)) | fixed]
    elif epithet >= 0:
        before = [at for at in named if at < epithet]
        needs = [frozenset(named) | fixed]
        if len(before) == 1 and words[before[0]].text not in _COMMON:
            needs.append(frozenset(before))  # Attila the Hun
    elif len(named) > 1:
        family = named[0] if _is_eastern(words, named) else named[-1]
        needs = _needs_of_full_name(words, named, family, fixed, asked)
    else:
        needs = [frozenset(named) | fixed]
    given = frozenset(named) - {family} if family >= 0 else frozenset[int]()
    roles: dict[int, Role] = {at: "given" if at in given else "core" for at in core}
    slots = (
        Slot(word, roles.get(at) or ("title" if word.text in TITLES else "small")) for at, word in enumerate(words)
    )
    return Form(written, tuple(slots), tuple(needs), family, person=True)


def _without_titles(words: list[Word]) -> list[int]:
    """Where the words of a person's name stand, without particles, titles before it and a title after it."""
    if len(words) == 2 and words[0].text == "saint" and words[1].text in GIVEN:
        return [0, 1]
    core = [at for at, word in enumerate(words) if word.text not in SMALL] or list(range(len(words)))
    while len(core) > 1 and _is_title(words[core[0]]):
        core = core[1:]
    last = words[core[-1]]
    ended = len(core) > 1 and last.text in POST_TITLES | _THRONES and last.text not in GIVEN
    return core[:-1] if ended and not last.mark and words[core[-1] - 1].text not in SMALL else core  # Genghis Khan


def _is_title(word: Word) -> bool:
    return word.number is None and word.text in TITLES and word.text not in GIVEN


def _needs_of_full_name(words: list[Word], named: list[int], family: int, fixed: Need, asked: Asked) -> list[Need]:
    """What is needed of given and family names."""
    first = words[named[0]].text
    others = frozenset(named) - {family}
    eastern = family == named[0]
    if fixed:
        return [frozenset({family}) | fixed]
    if not eastern and len(named) > 2 and words[named[-2]].text in _COMPOUND:
        return [frozenset(named[-2:])]
    if not eastern and (first in NAME_WORDS or first == "saint"):
        return [frozenset(named)]  # Sitting Bull, Saint Olga
    if eastern and len(named) == 2 and max(len(words[at].text) for at in named) < 4:
        return [frozenset(named)]  # Pol Pot
    if not eastern and len(named) > 2 and f"{first} {words[family].text}" in NAMESAKES:
        return [frozenset(named[1:])]  # Quincy Adams
    shared = words[family].text in SHARED or words[family].text in asked.ambiguous or first in asked.alone
    needs = [frozenset({family, at}) for at in others] if shared else [frozenset({family})]
    if eastern and words[named[-1]].text not in GIVEN and len(words[named[-1]].text) > 3:
        needs.append(others)  # Hideyoshi
    if first in MONONYMS:
        needs.append(frozenset({named[0]}))
    return needs


def _is_eastern(words: list[Word], named: list[int]) -> bool:
    """Whether the family name comes first: Mao Zedong, Kim Il-sung, Tokugawa Ieyasu."""
    first = words[named[0]].text
    if first in FAMILY_FIRST:
        return first not in GIVEN or len(named) > 2 or words[named[-1]].text not in GIVEN
    hyphened = len(named) == 3 and words[named[2]].mark == "-" and words[named[1]].mark != "-"
    return hyphened and len(first) < 7 and first not in GIVEN


def _of_thing(written: str, words: list[Word], asked: Asked) -> Form:
    """All words are needed but the kind of thing, where the question names it and the rest is a name."""
    roles: list[Role] = [_role(word, alone=len(words) == 1) for word in words]
    if "core" not in roles:
        spare = "kind" if "kind" in roles else "small"
        roles = ["core" if role == spare else role for role in roles]
    core = frozenset(at for at, role in enumerate(roles) if role == "core")
    kinds = frozenset(at for at, role in enumerate(roles) if role == "kind")
    dropped = frozenset(at for at in kinds if _may_drop(words[at].text, asked))
    if not _is_distinct([words[at] for at in core]):
        dropped = frozenset()
    needs = [core | (kinds - dropped)]
    of_at = next((at for at, word in enumerate(words) if word.text == "of" and at), len(words))
    place = frozenset(at for at in core if at > of_at)
    if place and core - place and all(words[at].text in asked.words for at in place):
        needs.append((core - place) | (kinds - dropped))  # the Colossus, where the question says Rhodes
    numbers = frozenset(at for at in core if words[at].number is not None)
    if numbers and all(words[at].text in asked.words for at in (core | kinds) - numbers):
        needs.append(numbers)  # 227, where the question asks for an order
    return Form(written, tuple(map(Slot, words, roles)), tuple(needs))


def _role(word: Word, *, alone: bool) -> Role:
    if (word.text in SMALL or word.text == "number") and not alone:
        return "small"
    return "kind" if word.text in KINDS else "core"


def _may_drop(kind: str, asked: Asked) -> bool:
    return kind in ALWAYS_DROPPED or (kind in DROPPED and bool(KINDS[kind] & asked.kinds))


def _is_distinct(words: list[Word]) -> bool:
    """Whether words name a thing without its kind: a people, a colour or a given name does not."""
    if any(word.number is not None for word in words):
        return True
    return not all(word.text in SIBLINGS or word.text in GIVEN or word.text in TITLES for word in words)


def _acronyms(form: Form) -> set[str]:
    """The initials of a form that people would use: NEP; of a person only where there are three."""
    if form.numbered:
        return set()
    texts = [slot.word.text for slot in form.slots]
    full = [text for text in texts if text not in ("the", "a", "an")]
    main = [text for text in texts if text not in SMALL]
    least = 3 if form.person else 2
    found = {"".join(text[0] for text in chosen) for chosen in (full, main)}
    return {acronym for acronym in found if len(acronym) >= least and acronym.isalpha()}
