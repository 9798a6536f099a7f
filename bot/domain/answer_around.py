"""What a guess says around the answer that was found in it: whether it is harmless, and if not, why."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from bot.domain.answer_rest import Rest, filler_at
from bot.domain.answer_search import Found
from bot.domain.answer_words import Word
from bot.domain.given_names import FEMALE, GIVEN, MONONYMS, PRAENOMINA
from bot.domain.known import KNOWN
from bot.domain.realms import REALMS, TOWNS
from bot.domain.spelling import FAR, derived, distance
from bot.domain.vocabulary import (
    ARTICLES,
    CALLINGS,
    CHOICE,
    FUNCTION,
    GENERATIONS,
    GROUP_WORDS,
    MAN,
    NAME_WORDS,
    NEGATIONS,
    ORIGINS,
    PEOPLE,
    POST_TITLES,
    RELATIONS,
    SACRED,
    SMALL,
    TITLES,
    WOMAN,
)
from bot.domain.vocabulary_kinds import KINDS, STATE_KINDS

Trouble = tuple[Literal["negation", "list", "relative", "extra", "number", "rival"], str]

_split = str.split
_BREAKS = frozenset(_split("/ ? ; |")) | {"\n"}
_LISTED = _BREAKS | frozenset(_split(", - ( : ="))
_REMARKS = frozenset(_split("who which because since whose after where nee born"))
"""Words that begin a remark wherever they stand."""
_REMARKS_AFTER_MARK = _REMARKS | frozenset(
    _split("the a an that as by in from during under god also named his her their its when for of with at being was is")
)
_JOINS = frozenset(_split("in at of from by to on with against for during under near the a an was is"))
_PARTICLES = frozenset(_split("de di do du des der del della von van"))
_LESSER = frozenset(_split("vice deputy acting former ex assistant future"))
"""Titles that make another office of one."""
_TOWN_KINDS = frozenset(_split("city town village port capital"))
_PLACE_KINDS = STATE_KINDS | frozenset(_split("city town village port island isle river lake mount sea base site"))


@lru_cache(maxsize=1024)
def _title(word: str) -> str:
    """The title that a long word misspells by one slip, or the word itself."""
    if len(word) < 6 or word in GIVEN or word in KNOWN:
        return word
    alike = (title for title in TITLES if title[0] == word[0] and len(title) > 5)
    return min((title for title in alike if OSA.distance(word, title, score_cutoff=1) <= 1), default=word)


def trouble_around(rest: Rest, words: list[Word], used: frozenset[int], found: Sequence[Found]) -> Trouble | None:
    """What is wrong with the words of a guess that belong to no form, and the word; None where nothing is."""
    return _Around(rest, words, used, found).trouble()


class _Around:
    """One guess in which forms were found; `used` are the words that belong to them."""

    def __init__(self, rest: Rest, words: list[Word], used: frozenset[int], found: Sequence[Found]) -> None:
        self.rest = rest
        self.asked = rest.asked.words
        self.words = words
        self.used = used
        self.found = found
        self.first = min(used)
        self.last = max(used)
        self.person = any(one.form.person for one in found)
        self.rules = (
            self.number_fits,
            self.is_plain,
            self.title_fits,
            self.relation_fits,
            self.stays_itself,
            self.stays_whole,
            self.asked_fits,
            self.kind_fits,
            self.initial_fits,
            self.name_fits,
            self.place_fits,
            self.is_near,
        )

    def trouble(self) -> Trouble | None:
        """The first thing that is wrong."""
        texts = [word.text for word in self.words]
        owner = next((at for at in sorted(self.used) if self.words[at].owns and at + 1 not in self.used), len(texts))
        at = 0
        while at < len(texts):
            until = next((one for one in range(at, len(texts)) if one in self.used), len(texts))
            if at == until:
                at += 1
            elif covered := filler_at(texts, at, until):
                at += covered
            elif negated := self.negated(texts[at]):
                return negated
            elif at > owner and texts[at] not in FUNCTION and (self.person or texts[at] not in self.asked):
                return "relative", texts[owner]
            elif at > self.last and self.is_remark(at):
                return self.remark_trouble(at)
            elif not next((fits for fits in (rule(at) for rule in self.rules) if fits is not None), False):
                return self.named(at)
            else:
                at += 1
        return None

    def negated(self, text: str) -> Trouble | None:
        """What a no or an or makes of the guess."""
        if text in self.rest.texts:
            return None
        if text in NEGATIONS:
            return "negation", text
        return ("list", text) if text in CHOICE else None

    def is_remark(self, at: int) -> bool:
        """Whether a remark begins here: "Rommel, the Desert Fox", "Leningrad, after Lenin"."""
        text, mark = self.words[at].text, self.words[at].mark
        marked = mark in (",", "(", "-", ":") and at + 1 < len(self.words)
        if marked and text in ARTICLES and not self.person:
            return any(self.tells_of(one) for one in range(at + 1, len(self.words)))
        return text in _REMARKS or (marked and text in _REMARKS_AFTER_MARK)

    def tells_of(self, at: int) -> bool:
        """Whether a word speaks of the thing that was found and of no other: the famous book, but not the Manifesto."""
        text = self.words[at].text
        if text in KINDS:
            after = [word.text for word in self.words[at + 1 : at + 3]]
            another = after[:1] == ["of"] and not (self.asked | self.rest.texts).intersection(after[1:])
            return not another and bool(KINDS[text] & self.kinds())
        return text not in FUNCTION and any(text == one or (one[5:] and one[:5] == text[:5]) for one in self.asked)

    def kinds(self) -> frozenset[int]:
        """The kinds of the things that were found or asked for."""
        return self.rest.asked.kinds | self.own_kinds()

    def own_kinds(self) -> frozenset[int]:
        """The kinds in the forms that were found."""
        slots = [slot for one in self.found for slot in one.form.slots]
        return frozenset(kind for slot in slots for kind in KINDS.get(slot.word.text, ()))

    def remark_trouble(self, start: int) -> Trouble | None:
        """A remark may say anything but another candidate, a relation or a number of its own."""
        for at in range(start, len(self.words)):
            word = self.words[at]
            if negated := self.negated(word.text):
                return negated
            if at > start and word.mark in _BREAKS:
                return "list", word.text
            if word.text in self.rest.rivals:
                return "rival", word.text
            if word.text in RELATIONS and word.text not in self.asked and word.text not in TITLES:
                return "relative", word.text
            if word.number is not None and word.number not in self.rest.numbers:
                return "number", word.text
        return None

    def named(self, at: int) -> Trouble:
        """What to call a word that is too much."""
        word = self.words[at]
        if word.number is not None:
            return "number", word.text
        if word.text in RELATIONS:
            return "relative", word.text
        if word.text in self.rest.rivals:
            return "rival", word.text
        return ("list" if word.mark in _BREAKS or word.mark == "," else "extra"), word.text

    def before(self, at: int) -> str:
        """The word before, if there is one."""
        return self.words[at - 1].text if at else ""

    def follows_asked(self, at: int) -> bool:
        """Whether the word continues words of the question or hangs on a preposition."""
        before = self.before(at)
        return before in _JOINS or (before in self.asked and before != "and" and at - 1 not in self.used)

    def number_fits(self, at: int) -> bool | None:
        """A number has to stand in the question; only the first of a name that one person bears is that person."""
        word = self.words[at]
        if word.number is None:
            return None
        if word.number == 1 and self.before(at) in MONONYMS and at - 1 in self.used:
            return True
        numbered = any(one.form.numbered for one in self.found)
        if numbered and self.before(at - (self.before(at) in ARTICLES)) in self.rest.texts:
            return False  # another of the name
        return word.number in self.rest.numbers and (self.follows_asked(at) or word.mark in ("(", ","))

    def is_plain(self, at: int) -> bool | None:
        """Words without weight and words of the accepted forms; what makes another person of a namesake is none."""
        text = self.words[at].text
        if text in GENERATIONS:
            return text in self.rest.texts
        if text in FUNCTION or text in self.rest.texts or text in (SMALL if self.person else _PARTICLES):
            return True
        if text in SACRED and not SACRED & self.asked and self.is_regnal(text):
            return False
        return True if text in POST_TITLES and at - 1 in self.used else None

    def is_regnal(self, text: str) -> bool:
        """Whether a cleric's title makes another person of a namesake: Pope Alexander II, the tsar's is none."""
        slots = [slot for one in self.found for slot in one.form.slots if slot.role in ("core", "given")]
        lone = len(slots) == len(self.found) and slots[0].word.text in GIVEN
        return any(slot.word.number is not None for slot in slots) or (lone and text in ("pope", "antipope"))

    def title_fits(self, at: int) -> bool | None:
        """A title stands before the name, or after it with a comma or an article."""
        text = _title(self.words[at].text) if at < self.first else self.words[at].text
        if text not in TITLES and text not in ORIGINS:
            return None
        if text not in self.asked:
            if not self.gender_fits(text):
                return False
            if (self.words[at].mark in _BREAKS and at > self.first) or (text in RELATIONS and self.words[at - 1].owns):
                return False
            following = self.words[at + 1].text if at + 1 < len(self.words) else ""
            if at + 1 in self.used and self.words[at + 1].owns:
                return True  # Lord Balfour's Declaration
            if not self.person and (self.rest.asked.thing or following == "of" or text in _LESSER):
                return False
        if at < self.first:
            return True
        linked = bool(self.words[at].mark) or self.before(at) in ("the", "a", "as")
        linked = linked or (self.before(at) in TITLES and at - 1 not in self.used)
        return True if linked and text not in RELATIONS else None

    def gender_fits(self, text: str) -> bool:
        """Whether a lady's title goes with the name, or a gentleman's."""
        woman = next((one.form.woman for one in self.found if one.form.woman is not None), self.rest.woman)
        return woman is True if text in WOMAN else text not in MAN or woman is not True

    def relation_fits(self, at: int) -> bool | None:
        """Somebody's wife is not he."""
        text = self.words[at].text
        return False if text in RELATIONS and text not in self.asked else None

    def asked_fits(self, at: int) -> bool | None:
        """A word of the question; a name in it only where it hangs on something, as it could be another candidate."""
        word = self.words[at]
        if word.text not in self.asked or (self.person and word.text in KINDS and word.text not in TITLES):
            return None
        named = word.text in self.rest.proper and word.text not in KINDS
        return not named or self.follows_asked(at) or (at < self.first and word.owns)

    def stays_itself(self, at: int) -> bool | None:
        """A noun right after a person or place makes another thing of it: the Stolypin reform."""
        word, nouns = self.words[at], self.rest.asked.nouns
        if at != self.last + 1 or word.mark or not (self.person or _PLACE_KINDS & nouns):
            return None
        fits = word.text in nouns or word.text in PEOPLE or word.text in CALLINGS or word.text in REALMS
        return None if fits or self.is_asked_for(word.text) else False

    def stays_whole(self, at: int) -> bool | None:
        """A thing with the answer's name is another one: Riga is asked for, and no Treaty of Riga."""
        text = self.words[at].text
        of_it = text in KINDS and [word.text for word in self.words[at + 1 : self.first]] == ["of"]
        places = _PLACE_KINDS - (STATE_KINDS if self.rest.asked.nouns & _TOWN_KINDS else frozenset())
        return False if of_it and not (self.own_kinds() or text in places or self.is_asked_for(text)) else None

    def is_asked_for(self, text: str) -> bool:
        """Whether a word means the kind of thing that the question asks for, and not only speaks of."""
        return any(KINDS.get(text, frozenset[int]()) & KINDS.get(noun, frozenset()) for noun in self.rest.asked.nouns)

    def kind_fits(self, at: int) -> bool | None:
        """A kind of thing that the question names, another word for the form's own, or what a place is."""
        kinds = KINDS.get(self.words[at].text)
        if self.rest.asked.group and not self.person and self.words[at].text in GROUP_WORDS:
            return True
        if kinds is None:
            return None
        if self.person:
            return False
        return bool(kinds & self.kinds()) or self.is_of(at)

    def is_of(self, at: int) -> bool:
        """The Republic of Poland, the city of Nagasaki."""
        after = [word.text for word in self.words[at + 1 : at + 3]]
        another = any(slot.role == "kind" for one in self.found for slot in one.form.slots)
        if another or self.words[at].text not in _PLACE_KINDS or after[:1] != ["of"]:
            return False
        return at + 2 in self.used or (after == ["of", "the"] and at + 3 in self.used)

    def initial_fits(self, at: int) -> bool | None:
        """A further initial of somebody whose given name or first initial is right."""
        if not self.words[at].initial:
            return None
        for one in self.found:
            given = one.form.given
            if one.form.person and not any(one.form.slots[number].word.initial for number in given):
                first = min(given, default=-1)
                whole = first in one.slots and (len(given) == 1 or one.slots.issuperset(given))
                return at + 1 in self.used if not given else whole
        return False

    def name_fits(self, at: int) -> bool | None:
        """A further given name: before a bare family name, or between a given name and the family name."""
        word = self.words[at]
        following = min((one for one in self.used if one > at), default=-1)
        joined = self.words[at + 1 : following + 1]
        listed = any(one.mark in _LISTED or len(one.mark) > 1 or one.text == "and" for one in joined)
        apart = word.mark in _BREAKS or (word.mark == "," and len(self.found) == 1)
        if following < 0 or listed or apart or word.text in self.rest.rivals:
            return None
        own = {slot.word.text for one in self.found for slot in one.form.slots}
        for one in self.found:
            given = one.form.given
            if len(one.form.slots) == 1 and word.text in PRAENOMINA and at + 1 not in self.used:
                return True  # Publius Cornelius Tacitus
            if len(one.form.slots) == 1 and word.text in GIVEN and not self.rest.asked.thing:
                # The accepted forms have another given name, or this is somebody who needs no other.
                beside = at + 1 in self.used and word.text not in MONONYMS
                if self.rest.texts & GIVEN - own or (own & (GIVEN | MONONYMS) and not beside):
                    return False
                return one.cost < 1 and (word.text not in FEMALE or self.rest.woman is True)
            known = one.form.family in one.slots and one.slots.intersection(given) and len(word.text) > 2
            if known and not any(one.form.slots[number].word.initial for number in given):
                return True if self.is_middle(at) or word.text in PRAENOMINA else None
        return None

    def is_middle(self, at: int) -> bool:
        """Whether nothing but names stands between the first word of the name and this one."""
        between = self.words[self.first + 1 : at + 1]
        return at > self.first and not any(word.mark in (*_BREAKS, ",") or word.text == "and" for word in between)

    def place_fits(self, at: int) -> bool | None:
        """What somebody is, where he or a place is, whose or by whom a thing is."""
        word = self.words[at]
        before = self.before(at)
        if self.person and at < self.first and (word.text in PEOPLE or word.text in CALLINGS or self.describes(at)):
            return True
        if self.person and word.text in NAME_WORDS and at + 1 == self.first and len(self.used) > 1:
            return True  # Iron Felix Dzerzhinsky
        if self.person and before == "y" and at - 2 in self.used:
            return True  # Francisco de Goya y Lucientes
        if self.person and before == "of" and at - 2 in self.used and self.is_home(word.text):
            return True
        told = word.mark in (",", "(") and word.text not in TOWNS
        other = before == "of" and at - 2 not in self.used and self.before(at - 1) in KINDS  # Treaty of Berlin
        if self.tells_where(at) or (told and not self.person and self.is_in(word.text)):
            return True
        if word.text in REALMS and not other and (told or before in ("of", "the", "in")):
            if self.person and told:
                return False  # Lafayette, Louisiana
            return not self.rest.realms or REALMS[word.text] in self.rest.realms
        joined = at + 1 < len(self.words) and self.words[at + 1].mark == "-"
        if not self.person and joined and REALMS.get(word.text) in self.rest.realms:
            return True  # the Anglo-Boer War
        owner = word.owns and at < self.first and word.text not in self.rest.rivals
        return True if not self.person and (before == "by" or owner) else None

    def tells_where(self, at: int) -> bool:
        """Whether a place ends the guess after a thing of several words: the Battle of Tannenberg in East Prussia."""
        tail = self.words[self.last + 1 :]
        kind = any(one.form.slots[number].role == "kind" for one in self.found for number in one.slots)
        apart = any(word.mark or word.number is not None for word in tail)
        realms = {REALMS[word.text] for word in tail if word.text in REALMS}
        elsewhere = bool(realms and self.rest.realms) and realms.isdisjoint(self.rest.realms)
        other = elsewhere or any(word.text in self.rest.rivals or word.text in CHOICE for word in tail)
        return at > self.last + 1 and tail[0].text == "in" and len(tail) < 5 and kind and not (apart or other)

    def is_in(self, text: str) -> bool:
        """Whether a word is the country that a town may be in: Riga, Latvia."""
        towns = all(self.words[at].text in TOWNS or self.words[at].text not in REALMS for at in self.used)
        asked = self.rest.asked
        return text in REALMS and towns and bool(asked.where or asked.nouns & _TOWN_KINDS)

    def describes(self, at: int) -> bool:
        """Whether a word that is nobody's name stands between an article and the name: the eunuch Cai Lun."""
        text = self.words[at].text
        named = text in GIVEN or text in KNOWN or text in self.rest.rivals or text in GENERATIONS
        apart = any(word.mark for word in self.words[at : self.first + 1])
        return self.before(at) in ("the", "that", "this", "a", "an") and at + 1 == self.first and not (named or apart)

    def is_home(self, text: str) -> bool:
        """Whether somebody of one name may be of that place: Herodotus of Halicarnassus."""
        slots = [slot for one in self.found for slot in one.form.slots if slot.role in ("core", "given")]
        single = len(slots) == len(self.found) and not any(slot.word.text in GIVEN for slot in slots)
        return single and text not in GIVEN and text not in REALMS and text not in RELATIONS

    def is_near(self, at: int) -> bool | None:
        """A word of the question in another form, or misspelt."""
        text = self.words[at].text
        if self.follows_asked(at) and not self.asked.isdisjoint((f"{text}s", text.removesuffix("s"))):
            return True
        if self.follows_asked(at) and any(derived(text, asked) or derived(asked, text) for asked in self.asked):
            return True
        others = (asked for asked in self.asked - self.rest.proper if len(asked) > 4)
        return any(distance(text, asked, alone=False) < FAR for asked in others)
