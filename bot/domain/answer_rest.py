"""What a guess says beside the answer: whether it is harmless, and if not, why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.answer_form import Asked, Form, Found
from bot.domain.answer_words import Word, words_of
from bot.domain.clean import readings
from bot.domain.given_names import FEMALE, GIVEN, MONONYMS, PRAENOMINA
from bot.domain.other_names import REALMS
from bot.domain.spelling import FAR, derived, distance
from bot.domain.vocabulary import (
    ARTICLES,
    CALLINGS,
    CHOICE,
    FUNCTION,
    GENERATIONS,
    INEXACT,
    KINDS,
    MAN,
    NEGATIONS,
    PEOPLE,
    PHRASES,
    POST_TITLES,
    RELATIONS,
    SACRED,
    SMALL,
    STATE_KINDS,
    TITLES,
    UNITS,
    WOMAN,
)

Trouble = tuple[Literal["negation", "list", "relative", "extra", "number", "rival"], str]
_TEAR = frozenset(",;(-:–\n[|/?")
_TAIL = frozenset(
    ["the", "a", "an", "who", "which", "that", "because", "since", "as", "whose", "by", "in", "from", "during", "under", "god", "also", "after", "named", "his", "her", "their", "its", "where", "when", "for", "of", "with", "at", "being", "was", "is"]
)
_JOINS = frozenset(["in", "at", "of", "from", "by", "to", "on", "with", "against", "for", "during", "under", "near", "and", "&", "the", "a", "an", "was", "is"])


@dataclass(frozen=True, slots=True)
class Rest:
    """What the question and the accepted forms allow beside the answer."""

    asked: Asked
    proper: frozenset[str]
    """Words of the question that are names."""
    numbers: frozenset[int]
    realms: frozenset[int]
    texts: frozenset[str]
    """Words of all accepted forms."""
    woman: bool | None
    rivals: frozenset[str]

    def harmless(self, text: str) -> bool:
        """Whether a single word says nothing against the answer."""
        return text in FUNCTION or text in self.asked.words or text in self.texts or (text,) in PHRASES.get(text, ())

    def word_trouble(
        self, words: Sequence[str], units: frozenset[str], *, two: bool, counted: bool
    ) -> tuple[str, str] | None:
        """What is wrong with the words around a value."""
        at = 0
        while at < len(words):
            text = words[at]
            if covered := _covered(words, at, len(words)):
                at += covered
                continue
            at += 1
            plain = text.replace("'", "")
            if plain in NEGATIONS:
                return "negation", text
            if text in CHOICE or text in "/?;|":
                if text in "/?;|" and at == len(words):
                    continue
                return "list", text
            if two and text in ("between", "and"):
                continue
            if text in INEXACT and text not in self.texts:
                return "too-vague", text
            if text in UNITS and (counted or text in units):
                if UNITS[text] in {UNITS[word] for word in units | self.asked.words if word in UNITS}:
                    continue
                return "extra", text
            if not (
                self.harmless(text)
                or text in units
                or text in _VALUE_WORDS
                or _plural_of(text, units | self.asked.words)
            ):
                return "extra", text
        return None

    def trouble(
        self, words: list[Word], used: frozenset[int], forms: list[Form], founds: list[Found]
    ) -> Trouble | None:
        """What is wrong with the words of a guess that belong to no form; None where nothing is."""
        first, last = min(used), max(used)
        person = any(form.person for form in forms)
        owner = next((at for at in sorted(used) if words[at].owns and at + 1 < len(words) and at + 1 not in used), None)
        texts = [word.text for word in words]
        at = 0
        while at < len(words):
            if at in used:
                at += 1
                continue
            word = words[at]
            free_until = next((one for one in range(at, len(words)) if one in used), len(words))
            if covered := _covered(texts, at, free_until):
                at += covered
                continue
            if trouble := self._negated(word):
                return trouble
            if (
                owner is not None
                and at > owner
                and word.text not in FUNCTION
                and (person or word.text not in self.asked.words)
            ):
                return "relative", words[owner].text
            if at > last and self._is_tail(words, at):
                rest = self._tail_trouble(words[at:])
                return rest
            if not self._is_harmless(words, at, used, first, last, forms, founds, person=person):
                return self._named(word, words, at)
            at += 1
        return None

    def _negated(self, word: Word) -> Trouble | None:
        if word.text in NEGATIONS and word.text not in self.texts:
            return "negation", word.text
        if word.text in CHOICE and word.text not in self.texts:
            return "list", word.text
        return None

    def _is_tail(self, words: list[Word], at: int) -> bool:
        """Whether a remark begins here: "Rommel, the Desert Fox", "Leningrad, after Lenin"."""
        text = words[at].text
        if text in ("who", "which", "because", "since", "whose", "after", "where"):
            return True
        return bool(words[at].mark) and words[at].mark in ",(-:–" and text in _TAIL and at + 1 < len(words)

    def _tail_trouble(self, words: list[Word]) -> Trouble | None:
        """A remark may be anything but another candidate or a relation."""
        for at, word in enumerate(words):
            if trouble := self._negated(word):
                return trouble
            if word.text in self.rivals:
                return "rival", word.text
            if word.text in RELATIONS and word.text not in self.asked.words and word.text not in TITLES:
                return "relative", word.text
            if word.number is not None and word.number not in self.numbers:
                return "number", word.text
            if at and word.mark in ("?", "/", ";", "\n"):
                return "list", word.text
        return None

    def _is_harmless(
        self,
        words: list[Word],
        at: int,
        used: frozenset[int],
        first: int,
        last: int,
        forms: list[Form],
        founds: list[Found],
        *,
        person: bool,
    ) -> bool:
        word = words[at]
        text = word.text
        before = words[at - 1].text if at else ""
        if word.number == 1 and before in MONONYMS and at - 1 in used:
            return True
        if word.number is not None:
            return word.number in self.numbers and (
                before in _JOINS or word.mark in ("(", ",") or (before in self.asked.words and at - 1 not in used)
            )
        if text in GENERATIONS:
            return text in self.texts
        if text in FUNCTION:
            return True
        if text in self.texts or (person and text in SMALL):
            return True
        if text in SACRED and text not in self.asked.words:
            return False
        if text in POST_TITLES and at - 1 in used:
            return True
        if text in TITLES or (text in self.asked.words and text not in self.proper and not (person and text in KINDS)):
            if not self._gender_fits(text, forms):
                return False
            following = words[at + 1].text if at + 1 < len(words) else ""
            if (
                not person
                and text in TITLES
                and text not in self.asked.words
                and (self.asked.thing or following == "of")
            ):
                return False
            if (
                at < first
                or text in self.asked.words
                or word.mark in tuple(_TEAR)
                or before in ("the", "a", "as")
                or (before in TITLES
                and at - 1 not in used)
            ):
                return at < first or not (text in RELATIONS and text not in self.asked.words and at > last)
        if text in RELATIONS and text not in self.asked.words:
            return False
        if text in self.asked.words and not (person and text in KINDS):
            return (
                text not in self.proper
                or before in _JOINS
                or (at - 1 not in used and before in self.asked.words)
                or (at < first
                and word.owns)
            )
        if text in KINDS:
            return not person and (self._kind_fits(text, forms, founds) or self._is_of(words, at, used))
        if word.initial:
            return self._initial_fits(words, at, used, forms, founds, person=person)
        if self._name_fits(words, at, used, forms, founds):
            return True
        if person and at < first and (text in PEOPLE or text in CALLINGS):
            return True
        if person and before == "of" and at - 2 in used and self._is_home(text, forms):
            return True
        if text in REALMS and (before in ("of", "the", "in") or word.mark in (",", "(") or text in self.texts):
            return not self.realms or REALMS[text] in self.realms
        if word.owns and not person and at < first:
            return True
        if not person and before == "by":
            return True
        near = before in _JOINS or (before in self.asked.words and at - 1 not in used)
        if near and any(derived(text, asked) or derived(asked, text) for asked in self.asked.words):
            return True
        return any(
            distance(text, asked, alone=False) < FAR for asked in self.asked.words - self.proper if len(asked) > 4
        )

    @staticmethod
    def _is_of(words: list[Word], at: int, used: frozenset[int]) -> bool:
        """Whether it says what the place is: the Republic of Poland, the city of Nagasaki."""
        return (
            words[at].text in _PLACE_KINDS
            and at + 2 < len(words)
            and words[at + 1].text == "of"
            and (at + 2 in used or (at + 3 in used and words[at + 2].text == "the"))
        )

    def _is_home(self, text: str, forms: list[Form]) -> bool:
        """Whether somebody of one name may be of that place: Herodotus of Halicarnassus."""
        single = all(sum(slot.role in ("core", "given") for slot in form.slots) == 1 for form in forms)
        known = any(slot.word.text in GIVEN for form in forms for slot in form.slots)
        return single and not known and text not in GIVEN and text not in REALMS and text not in RELATIONS

    def _gender_fits(self, text: str, forms: list[Form]) -> bool:
        woman = next((form.woman for form in forms if form.woman is not None), self.woman)
        if text in WOMAN and text not in self.asked.words:
            return woman is True or (woman is None and self.woman is True)
        if text in MAN and text not in self.asked.words:
            return woman is not True
        return True

    def _kind_fits(self, text: str, forms: list[Form], founds: list[Found]) -> bool:
        """A kind of thing that the question names, or another word for the form's own."""
        if KINDS[text] & self.asked.kinds:
            return True
        return any(
            KINDS[text] & KINDS.get(slot.word.text, frozenset())
            for form, found in zip(forms, founds, strict=True)
            for slot in form.slots
        )

    def _initial_fits(
        self, words: list[Word], at: int, used: frozenset[int], forms: list[Form], founds: list[Found], *, person: bool
    ) -> bool:
        """A further initial of somebody whose given name or first initial is right."""
        if not person:
            return False
        for form, found in zip(forms, founds, strict=True):
            if form.family < 0:
                continue
            given = [number for number, slot in enumerate(form.slots) if slot.role == "given"]
            if not given:
                return at + 1 in used
            if any(form.slots[number].word.initial for number in given):
                return False
            if any(number in found.slots for number in given):
                return True
        return False

    def _name_fits(
        self, words: list[Word], at: int, used: frozenset[int], forms: list[Form], founds: list[Found]
    ) -> bool:
        """A further given name: before a bare family name, or between a given name and the family name."""
        text = words[at].text
        if text in self.rivals or words[at].mark in (",", "/", "?", ";", "\n"):
            return False
        for form, found in zip(forms, founds, strict=True):
            given = [number for number, slot in enumerate(form.slots) if slot.role == "given"]
            ahead = next((one for one in range(at, len(words)) if one in used), -1)
            if ahead < 0:
                continue
            if len(form.slots) == 1 and text in GIVEN and not self.asked.thing:
                return text not in FEMALE or self.woman is True
            if form.family not in found.slots:
                continue
            if any(form.slots[number].word.initial for number in given) or len(text) < 3:
                return False
            if given and any(number in found.slots for number in given):
                if any(one in used for one in range(at)):
                    return True
                if text in PRAENOMINA:
                    return True
        return False

    def _named(self, word: Word, words: list[Word], at: int) -> Trouble:
        """What to call a word that is too much."""
        if word.number is not None:
            return "number", word.text
        if word.text in RELATIONS:
            return "relative", word.text
        if word.text in self.rivals:
            return "rival", word.text
        return ("list" if word.mark in ("/", ",", "?", ";", "\n") else "extra"), word.text


_PLACE_KINDS = STATE_KINDS | frozenset(["city", "town", "village", "port", "island", "isle", "river", "lake", "mount", "sea"])
_VALUE_WORDS = frozenset(
    ["men", "women", "persons", "year", "years", "day", "days", "date", "month", "months", "century", "centuries", "decade", "number", "people", "times", "total", "exactly", "precisely", "around-about", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "o'clock", "whole", "full", "sharp", "flat", "only"]
)


def _plural_of(text: str, others: frozenset[str]) -> bool:
    return f"{text}s" in others or (text.endswith("s") and text[:-1] in others)


def _covered(texts: Sequence[str], at: int, until: int) -> int:
    """How many words from here on are a filler."""
    for phrase in PHRASES.get(texts[at].replace("'", ""), ()):
        if at + len(phrase) <= until and all(
            texts[at + number].replace("'", "") == word for number, word in enumerate(phrase)
        ):
            return len(phrase)
    return 0


def rest_of(question: str, written: Sequence[str], asked: Asked, rivals: Sequence[str]) -> Rest:
    """The rest that a question allows."""
    words = [word for plain in readings(question[:400])[:1] for word in words_of(plain)]
    starts = {match.lower() for match in question.split()[:1]}
    names = " ".join(part for part in question.split() if part[:1].isupper() or part[:1] in "\"'“‘(")
    proper = frozenset(word.text for plain in readings(names)[:1] for word in words_of(plain)) - starts
    texts = frozenset(word.text for form in written for plain in readings(form)[:1] for word in words_of(plain))
    all_words = asked.words | texts
    realms = frozenset(REALMS[text] for text in all_words if text in REALMS)
    women = frozenset(["queen", "empress", "woman", "she", "her", "tsarina", "heroine", "princess", "actress", "wife", "first-lady", "goddess"])
    men = frozenset(["king", "emperor", "he", "his", "man", "tsar", "prince", "husband"])
    woman = (
        True
        if asked.words & women and not asked.words & men
        else False
        if asked.words & men and not asked.words & women
        else None
    )
    rival_words = (
        frozenset(word.text for rival in rivals for plain in readings(rival)[:1] for word in words_of(plain))
        - texts
        - ARTICLES
    )
    return Rest(
        asked,
        proper,
        frozenset(word.number for word in words if word.number is not None),
        realms,
        texts,
        woman,
        rival_words - asked.words,
    )
