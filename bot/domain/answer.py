"""Whether a typed guess is right: the judge of answers.

A guess is made plain, read as a value where the answer is one, else compared word by word: every word that the answer
needs has to be there, and every other word has to be accounted for. What is right but too vague is asked for more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.domain.answer_around import trouble_around
from bot.domain.answer_key import AnswerKey, Parts, compile_key, key_of
from bot.domain.answer_rest import filler_at
from bot.domain.answer_search import Found, search
from bot.domain.answer_value import judged_truth, judged_value, numeric_guess
from bot.domain.answer_words import Word, words_of
from bot.domain.answer_words import normal as normal_of
from bot.domain.clean import GUESS_LIMIT, readings
from bot.domain.scripts import is_consonantal, sounds_as
from bot.domain.spelling import FAR, distance
from bot.domain.values import read
from bot.domain.vocabulary import ARTICLES, WOMAN

__all__ = [
    "GUESS_LIMIT",
    "AnswerKey",
    "Judgement",
    "Rule",
    "Verdict",
    "compile_key",
    "judge",
    "judge_guess",
    "key_of",
    "numeric_guess",
]

Verdict = Literal["accept", "prompt", "reject"]
Rule = Literal[
    "exact",
    "alias",
    "typo",
    "number",
    "date",
    "truth",
    "too-vague",
    "rival",
    "negation",
    "list",
    "relative",
    "extra",
    "echo",
    "different",
    "empty",
    "too-long",
]

_WORD_LIMIT = 24  # words; more than any right answer with all that may be said around it
_SLIP = 1.0  # the cost from which a guess is misspelt, and not only spelt in another way
_ECHO = 0.7  # the share of a question's words from which a guess only says it again


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a guess is worth, and why.

    `normal` is the guess as it was read, `nearest` the form of the pack that it was compared with ("" for none),
    `token` the word that failed or was too much.
    """

    verdict: Verdict
    rule: Rule
    normal: str
    nearest: str
    token: str = ""

    @property
    def counts(self) -> bool:
        """Whether it was a guess at all; one that was not costs no attempt."""
        return self.rule not in ("empty", "too-long")

    @property
    def rank(self) -> int:
        """How much it says; of several ways to read a guess the one that says most is told."""
        return {"accept": 3, "prompt": 2}.get(self.verdict, int(self.rule != "different"))


def judge(key: AnswerKey, typed: str) -> Judgement:
    """What the guess is worth.

    >>> key = compile_key("Which tsar reigned from 1881 to 1894?", "Alexander III")
    >>> [judge(key, typed).verdict for typed in ("it was Alexander the 3rd", "Alexander II", "Alexander")]
    ['accept', 'reject', 'prompt']
    """
    plains = readings(typed)
    if not plains or len(plains[0]) > GUESS_LIMIT:
        return Judgement("reject", "too-long", "", "")
    best = Judgement("reject", "different", "", "")
    for plain in plains:
        for words in _ways(plain):
            got = _judged(key, plain, words)
            if got.verdict == "accept":
                return got
            best = max(best, got, key=lambda one: (one.rank, bool(one.normal)))
    if is_consonantal(typed) and (form := _heard(key, plains[0])):
        return Judgement("accept", "alias", best.normal, form)
    return best


@lru_cache(maxsize=256)
def _remembered(question: str, answer: str, aliases: tuple[str, ...]) -> AnswerKey:
    return compile_key(question, answer, aliases)


def judge_guess(question: str, answer: str, aliases: list[str], typed: str) -> Judgement:
    """What the guess is worth, for scripts that have no pack."""
    return judge(_remembered(question, answer, tuple(aliases)), typed)


def _ways(plain: str) -> Iterator[list[Word]]:
    """The guess in words, in more than one way where it has initials."""
    words = words_of(plain)
    yield words
    if "." in plain and (apart := words_of(plain, dotted_whole=False)) != words:
        yield apart
    letters = [at for at, word in enumerate(words) if word.initial]
    if len(letters) > 1 and letters[-1] - letters[0] == len(letters) - 1:
        first, last = letters[0], letters[-1]
        joined = Word("".join(words[at].text for at in letters), owns=words[last].owns, mark=words[first].mark)
        yield [*words[:first], joined, *words[last + 1 :]]


def _judged(key: AnswerKey, plain: str, words: list[Word]) -> Judgement:
    """The verdict on one way to read a guess."""
    normal = normal_of(words)
    if not normal and normal not in key.exact:
        return Judgement("reject", "empty", "", "")
    if len(words) > _WORD_LIMIT:
        return Judgement("reject", "list", normal, "")
    if key.truth is not None:
        said = judged_truth(words, key.rest)
        verdict: Verdict = "accept" if said == key.truth else "reject"
        return Judgement(verdict, "different" if said is None else "truth", normal, key.answer)
    if normal in key.exact and not key.values:
        form = key.exact[normal]
        return Judgement("accept", "exact" if form == key.answer else "alias", normal, form)
    bare = _bare(words)
    for text in (normal, bare):
        if text in key.rejects:
            return Judgement("reject", "rival", normal, key.rejects[text])
        if text in key.prompts:
            return Judgement("prompt", "too-vague", normal, key.prompts[text])
    found = [*_as_values(key, plain, normal), *(_as_name(key, parts, words, normal) for parts in key.answers)]
    best = max(found, key=lambda one: one.rank, default=Judgement("reject", "different", normal, ""))
    if best.rule == "different" and all(word.text in key.asked.words for word in words):
        return Judgement("reject", "echo", normal, best.nearest)
    return best


def _bare(words: list[Word]) -> str:
    """The guess without what is only said around an answer."""
    texts = [word.text for word in words]
    kept: list[str] = []
    at = 0
    while at < len(texts):
        covered = filler_at(texts, at, len(texts))
        if not covered and texts[at] not in ARTICLES:
            kept.append(texts[at])
        at += covered or 1
    return " ".join(kept)


def _as_values(key: AnswerKey, plain: str, normal: str) -> Iterator[Judgement]:
    """The guess against each value that is accepted."""
    for written, value in key.values:
        if plain == value.plain:
            yield Judgement("accept", "exact" if written == key.answer else "alias", normal, written)
        else:
            verdict, rule, token = judged_value(value, read(plain), key.reading, key.rest)
            yield Judgement(verdict, rule, normal, written, token)


def _as_name(key: AnswerKey, parts: Parts, words: list[Word], normal: str) -> Judgement:
    """The guess against one answer: every part found, nothing wrong beside."""
    used: frozenset[int] = frozenset()
    found: list[Found] = []
    lacking = ""
    for forms in parts:
        free = frozenset(range(len(words))) - used
        best = max((search(form, words, free, key.asked) for form in forms), key=_fullness)
        lacking = lacking or ("" if best.is_enough else best.form.written)
        if best.says_something:
            found.append(best)
            used |= best.used
    written = parts[0][0].written if len(parts) == 1 else key.answer
    if not found:
        return Judgement("reject", "different", normal, written)
    if trouble := trouble_around(key.rest, words, used, found):
        return Judgement("reject", trouble[0], normal, written, trouble[1])
    if lacking and not _told_by_title(words, used, found):
        return Judgement("prompt", "too-vague", normal, written, lacking)
    cost = sum(one.cost for one in found)
    if cost >= _SLIP and (rival := _rival(key, words, used, cost)):
        return Judgement("reject", "rival", normal, rival)
    if _is_echo(key, words, used):
        return Judgement("reject", "echo", normal, written)
    return Judgement(
        "accept", "typo" if cost >= _SLIP else "exact" if written == key.answer else "alias", normal, written
    )


def _fullness(found: Found) -> tuple[bool, int, float]:
    return found.is_enough, len(found.slots), -found.cost


def _told_by_title(words: list[Word], used: frozenset[int], found: list[Found]) -> bool:
    """Whether a title tells who of a family is meant: Mrs Gandhi."""
    form = found[0].form
    lady = len(found) == 1 and form.family in found[0].slots and form.woman is True and not form.numbered
    return lady and any(word.text in WOMAN for at, word in enumerate(words) if at not in used)


def _rival(key: AnswerKey, words: list[Word], used: frozenset[int], cost: float) -> str:
    """The other answer of the pack to which a misspelt word is as near."""
    for at in used:
        text = words[at].text
        for word, rival in key.rivals.items():
            if word == text or (abs(len(word) - len(text)) < 3 and distance(text, word, alone=False) <= cost < FAR):
                return rival
    return ""


def _is_echo(key: AnswerKey, words: list[Word], used: frozenset[int]) -> bool:
    """Whether a guess is the question again, with the answer that it happens to name."""
    texts = {word.text for word in words}
    named = all(words[at].text in key.asked.words for at in used)
    return named and len(texts) > 4 and len(texts & key.asked.words) >= _ECHO * len(key.asked.words)


def _heard(key: AnswerKey, plain: str) -> str:
    """The form whose consonants the guess has, where its script writes no more or spells them its own way."""
    for parts in key.answers:
        for form in parts[0] if len(parts) == 1 else ():
            texts = [slot.word.text for slot in form.slots]
            whole = " ".join(text for text, slot in zip(texts, form.slots, strict=True) if slot.role != "title")
            needed = (" ".join(texts[number] for number in sorted(need)) for need in form.needs)
            if not (form.exact or form.numbered) and any(sounds_as(plain, name) for name in (whole, *needed)):
                return form.written
    return ""
