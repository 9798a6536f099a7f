"""What a question and its accepted forms allow beside the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.answer_question import Asked
from bot.domain.answer_words import words_of
from bot.domain.clean import readings
from bot.domain.realms import REALMS
from bot.domain.vocabulary import ARTICLES, CHOICE, FUNCTION, INEXACT, NEGATIONS, PHRASES
from bot.domain.vocabulary_kinds import UNITS

_split = str.split
_WOMEN = frozenset(_split("queen empress woman she her tsarina heroine princess actress wife goddess"))
_MEN = frozenset(_split("king emperor he his man tsar prince husband"))
_SIGNS = "/?;|"
_VALUE_WORDS = frozenset(
    _split("""
    men women persons people year years day days date month months century centuries decade number times night
    morning evening afternoon noon midnight dawn total exactly precisely countries states nations members monday
    tuesday wednesday thursday friday saturday sunday whole full sharp flat only
    """)
)
"""Words that say nothing more beside a date or count."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The words that may stand beside an answer, and those that may not."""

    asked: Asked
    proper: frozenset[str]
    """Words of the question that are names."""
    numbers: frozenset[int]
    """Numbers in the question."""
    realms: frozenset[int]
    """Realms of which question or answer speak, as in `REALMS`."""
    texts: frozenset[str]
    """Words of all accepted forms."""
    woman: bool | None
    """Whether the question asks for a woman; None where it does not tell."""
    rivals: frozenset[str]
    """Words of other answers."""

    def is_harmless(self, text: str) -> bool:
        """Whether a single word says nothing against the answer."""
        return text in FUNCTION or text in self.asked.words or text in self.texts or (text,) in PHRASES.get(text, ())

    def value_trouble(
        self, words: Sequence[str], units: frozenset[str], *, several: bool, counted: bool
    ) -> tuple[str, str] | None:
        """What is wrong with the words around a value, and the word; None where nothing is."""
        at = 0
        while at < len(words):
            if covered := filler_at(words, at, len(words)):
                at += covered
                continue
            text = words[at]
            at += 1
            joins = (several and text in ("between", "and", "+")) or (text in _SIGNS and at == len(words))
            if not joins and (trouble := self._word_trouble(text, units, counted=counted)):
                return trouble, text
        return None

    def _word_trouble(self, text: str, units: frozenset[str], *, counted: bool) -> str:
        if text.replace("'", "") in NEGATIONS:
            return "negation"
        if text in CHOICE or text in _SIGNS:
            return "list"
        if text in INEXACT and text not in self.texts:
            return "too-vague"
        named = units | self.asked.words | ({"years"} if "old" in self.asked.words else set())
        if text in UNITS and counted:
            return "" if any(UNITS.get(word) == UNITS[text] for word in named) else "extra"
        plural = f"{text}s" in named or (text.endswith("s") and text[:-1] in named)
        return "" if plural or text in units or text in _VALUE_WORDS or self.is_harmless(text) else "extra"


def filler_at(texts: Sequence[str], at: int, until: int) -> int:
    """How many words from here on are something that is only said, such as "I think it was"."""
    for phrase in PHRASES.get(texts[at].replace("'", ""), ()):
        said = texts[at : min(at + len(phrase), until)]
        if len(said) == len(phrase) and all(one.replace("'", "") == two for one, two in zip(said, phrase, strict=True)):
            return len(phrase)
    return 0


def rest_of(question: str, written: Sequence[str], asked: Asked, rivals: Sequence[str]) -> Rest:
    """The rest that a question, its accepted forms and its rivals allow."""
    starts = {part.lower() for part in question.split()[:1]}
    names = " ".join(part for part in question[:400].split() if part[:1].isupper() or part[:1] in "\"'“‘(")
    texts = _texts(written)
    woman = None
    if bool(asked.words & _WOMEN) != bool(asked.words & _MEN):
        woman = bool(asked.words & _WOMEN)
    return Rest(
        asked=asked,
        proper=_texts([names]) - starts,
        numbers=frozenset(word.number for word in words_of(asked.plain) if word.number is not None),
        realms=frozenset(REALMS[text] for text in asked.words | texts if text in REALMS),
        texts=texts,
        woman=woman,
        rivals=_texts(rivals) - texts - ARTICLES - asked.words,
    )


def _texts(names: Sequence[str]) -> frozenset[str]:
    return frozenset(word.text for name in names for plain in readings(name)[:1] for word in words_of(plain))
