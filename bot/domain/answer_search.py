"""Where the words of an accepted form are in a guess."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.answer_form import Form, Slot
from bot.domain.answer_question import Asked
from bot.domain.answer_words import Word
from bot.domain.given_names import FEMALE, GIVEN, MONONYMS
from bot.domain.known import KNOWN
from bot.domain.spelling import FAR, derived, distance
from bot.domain.vocabulary import TITLES
from bot.domain.vocabulary_kinds import KINDS, STATE_KINDS

_MOST_JOINED = 12  # words; in a longer guess nobody looks for a name torn in two
_ANOTHER = 2.0  # slips in a given name from which it is somebody else's
_NUMBER_END = re.compile(r"(?:ises|is|es)$")


@dataclass(frozen=True, slots=True)
class Found:
    """Which slots of a form were found, in which words of the guess, and how far off in all."""

    form: Form
    slots: frozenset[int]
    used: frozenset[int]
    cost: float

    @property
    def is_enough(self) -> bool:
        """Whether all that the form needs is there."""
        return any(need <= self.slots for need in self.form.needs)

    @property
    def says_something(self) -> bool:
        """Whether more than a title, a kind or a particle was found."""
        return any(self.form.slots[number].role in ("core", "given") for number in self.slots)


def search(form: Form, words: list[Word], free: frozenset[int], asked: Asked) -> Found:
    """The form in the free words of a guess: each slot by its nearest word, then by what may stand for it."""
    hunt = _Search(form, words, free, asked)
    hunt.word_by_word()
    hunt.gather()
    if hunt.open():
        hunt.family()
        hunt.peoples()
        hunt.torn()
        hunt.run_together()
        hunt.kinds()
        hunt.initials()
        hunt.gather()
    return Found(form, frozenset(hunt.filled), frozenset(hunt.used), hunt.cost)


class _Search:
    """One form and one guess; `filled` are slots, `used` words."""

    def __init__(self, form: Form, words: list[Word], free: frozenset[int], asked: Asked) -> None:
        self.form = form
        self.words = words
        self.free = sorted(free)
        self.asked = asked
        self.filled: set[int] = set()
        self.used: set[int] = set()
        self.cost = 0.0
        weighty = [slot for slot in form.slots if slot.role != "small"]
        bare = not any(word.text in KINDS for word in words)
        self.lone = len(weighty) == 1 or (bare and sum(slot.role != "kind" for slot in weighty) == 1)

    def open(self) -> list[int]:
        """The slots of weight that nothing fills yet."""
        slots = self.form.slots
        return [number for number in range(len(slots)) if number not in self.filled and slots[number].role != "small"]

    def left(self) -> list[int]:
        """The words that fill nothing yet."""
        return [at for at in self.free if at not in self.used]

    def fill(self, slots: list[int], words: list[int], cost: float) -> None:
        """Puts the words into the slots."""
        self.filled.update(slots)
        self.used.update(words)
        self.cost += cost

    def word_by_word(self) -> None:
        """Each slot takes the nearest word."""
        for number, slot in enumerate(self.form.slots):
            best, nearest = FAR, -1
            for at in self.left():
                if (far := self.apart(self.words[at], slot)) < best:
                    best, nearest = far, at
                    if not far:
                        break
            # Of two that bear one family name the given names may be much alike: Hideyoshi, Hideyori.
            if best < (_ANOTHER if slot.role == "given" else FAR):
                self.fill([number], [nearest], best)

    def gather(self) -> None:
        """Of a word that is there twice takes the one beside the rest: Alexander Kolchak, Alexander Kerensky."""
        last = max(self.used, default=-1)
        for at in sorted(self.used - {last}):
            again = [one for one in range(at + 1, last) if self.words[one].text == self.words[at].text]
            again = [one for one in again if one in self.free and one not in self.used]
            if again:
                self.used.remove(at)
                self.used.add(again[-1])

    def apart(self, word: Word, slot: Slot) -> float:
        """The distance of a typed word from a slot's."""
        right = slot.word
        if word.number is not None or right.number is not None:
            return 0.0 if word.number == right.number else FAR
        if word.text == right.text:
            return 0.0
        if self.form.exact:
            return 0.1 if _is_plural_of(word.text, right.text) else FAR
        if slot.role == "small":
            return FAR
        several = self.asked.group or not (self.lone or self.form.person or word.text in KNOWN)
        if several and _is_plural_of(word.text, right.text):
            return 0.1
        if not self.form.person and word.text in _plurals(right.text)[:3] and word.text not in KNOWN:
            return 0.1
        # A word of the question is no slip for something else, nor is a person's name with an s.
        another = self.form.person and (word.text == f"{right.text}s" or _is_other_sex(word.text, right.text))
        if another or word.text in self.asked.words:
            return FAR
        alone = self.lone or right.text in MONONYMS or (slot.role == "core" and self.form.family >= 0)
        return distance(word.text, right.text, alone=alone)

    def family(self) -> None:
        """A family name beside a right given name may be misspelt more freely: it can hardly be somebody else's."""
        number = self.form.family
        if number in self.filled or number < 0 or not self.filled.intersection(self.form.given):
            return
        right = self.form.slots[number].word.text
        left = [at for at in self.left() if self.words[at].number is None]
        far, at = min(((distance(self.words[at].text, right, alone=False), at) for at in left), default=(FAR, -1))
        if far < FAR:
            self.fill([number], [at], far)

    def peoples(self) -> None:
        """A country for its people and the other way round: the war in Korea, the Ethiopian Empire."""
        for number in self.open():
            slot = self.form.slots[number]
            if slot.role != "core" or slot.word.number is not None or self.form.person:
                continue
            for at in self.left():
                following = self.words[at + 1].text if at + 1 in self.free else ""
                if self._is_country(at, slot.word.text):
                    self.fill([number], [at], 0.3)
                    break
                if self._is_people(self.words[at].text, slot.word.text, following):
                    self.fill([number], [at, at + 1] if following in STATE_KINDS else [at], 0.3)
                    break

    def _is_country(self, at: int, right: str) -> bool:
        before = self.words[at - 1].text if at else ""
        return before in ("in", "of", "with", "against") and derived(right, self.words[at].text)

    def _is_people(self, text: str, right: str, following: str) -> bool:
        named = following in STATE_KINDS or bool(KINDS.get(following, frozenset()) & self.asked.kinds)
        return named and derived(text, right)

    def torn(self) -> None:
        """One word of the form in two or three of the guess: Mao Tse-tung, May flower."""
        left = [at for at in self.left() if self.words[at].number is None]
        if len(left) > _MOST_JOINED:
            return
        runs = [left[first : first + size] for size in (2, 3) for first in range(len(left) - size + 1)]
        for number in self.open():
            right = self.form.slots[number].word.text
            for run in runs:
                whole = run[-1] - run[0] == len(run) - 1 and not self.used.intersection(run)
                if number in self.filled or not whole or len(right) < 4:
                    continue
                far = distance("".join(self.words[at].text for at in run), right, alone=False)
                if far < 2:
                    self.fill([number], run, far + 0.1)

    def run_together(self) -> None:
        """Several words of the form in one of the guess: DaVinci."""
        count = len(self.form.slots)
        missing = self.open()
        left = [at for at in self.left() if self.words[at].text not in self.asked.words]
        if len(missing) < 2:
            return
        for size in range(count, 1, -1):
            for first in range(count - size + 1):
                run = list(range(first, first + size))
                right = "".join(self.form.slots[number].word.text for number in run)
                if len(right) < 5 or any(self.form.slots[number].role != "small" for number in self.filled & set(run)):
                    continue
                for at in left:
                    text = self.words[at].text
                    if text == right or (text not in KNOWN and distance(text, right, alone=False) < 2):
                        self.fill(run, [at], 0.5)
                        return

    def kinds(self) -> None:
        """Another word for the same kind of thing: the Munich pact."""
        for number in self.open():
            slot = self.form.slots[number]
            kind = KINDS.get(slot.word.text, frozenset()) if slot.role == "kind" else frozenset()
            for at in self.left():
                if number not in self.filled and kind & KINDS.get(self.words[at].text, frozenset()):
                    self.fill([number], [at], 0.2)

    def initials(self) -> None:
        """An initial for a given name, or a given name for an initial of the form."""
        if self.form.family not in self.filled:
            return
        for number in self.open():
            slot = self.form.slots[number]
            for at in self.left() if slot.role == "given" else ():
                word = self.words[at]
                if number in self.filled or word.number is not None or word.text[0] != slot.word.text[0]:
                    continue
                between = at - 1 in self.used and at + 1 in self.used
                short = _is_short_for(word.text, slot.word.text)
                if (
                    word.initial
                    or short
                    or self.are_initials(at)
                    or (slot.word.initial and (word.text in GIVEN or between))
                ):
                    self.fill([number], [at], 0.2)

    def are_initials(self, at: int) -> bool:
        """Whether a word is the initials of the given names before a family name: JM Keynes."""
        text = self.words[at].text
        letters = [self.form.slots[number].word.text[0] for number in self.form.given]
        fits = len(text) == max(2, len(letters)) and text.startswith("".join(letters))
        return fits and at + 1 in self.used and text not in TITLES


def _is_short_for(typed: str, right: str) -> bool:
    """Whether a given name is the beginning of another one and nobody else's: Alex, but not Paul for Pauline."""
    another = typed in GIVEN and right in FEMALE and typed not in FEMALE
    return len(typed) > 2 and right.startswith(typed) and not another


def _is_other_sex(one: str, other: str) -> bool:
    """Whether of two Slavic family names one is a man's and the other a woman's: Spiridonov, Spiridonova."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer == f"{shorter}a" and shorter.endswith(("ov", "ev", "in", "yn"))


def _plurals(word: str) -> tuple[str, ...]:
    """A word's plurals; the last one is a singular as well: kolkhozy, but also barony."""
    return (f"{word}s", f"{word}es", f"{word}i", f"{word}y")


@lru_cache(maxsize=4096)
def _is_plural_of(one: str, other: str) -> bool:
    """Whether two words are one in singular and plural, whichever is which."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(shorter) < 2:
        return False
    if longer in _plurals(shorter):
        return True
    if len(shorter) > 4 and _NUMBER_END.sub("", one) == _NUMBER_END.sub("", other):
        return True
    return (shorter[-1] == "y" and longer == f"{shorter[:-1]}ies") or (
        longer.endswith("men") and shorter == f"{longer[:-3]}man"
    )
