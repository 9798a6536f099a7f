"""How far one word is from another: slips of the pen, transliterations, other romanisations."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.domain.given_names import GIVEN
from bot.domain.known import KNOWN
from bot.domain.name_forms import CLASS
from bot.domain.vocabulary_kinds import DERIVED, SAME, SIBLINGS

_split = str.split

FAR = 99.0
"""The distance of words that are not the same."""

# What transliterations of Russian, Greek, Arabic, German, French and others make of one sound; the order matters.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=[aeou])j(?![aeiou])", "i"),
        (r"(?<=[bfgklmnprstv])j(?=[aeou])", "y"),
        (r"shtsh|schtsch|shch|stch", "sh"),
        (r"ck(?=(?:ij|i|y)$)", "sk"),
        (r"tsch|tch|cz(?=[aeiouyn])", "ch"),
        (r"dsch|dzh|dj|dj|zh|jh|j", "j"),
        (r"sch", "sh"),
        (r"kh|q", "k"),
        (r"ck|c(?=[aoulrktn]|$)|c(?=h[lr])", "k"),
        (r"chr", "kr"),
        (r"tz|ts|z", "s"),
        (r"c(?=[eiy])", "s"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"f+$|v+$", "v"),
        (r"th", "t"),
        (r"gh|gu(?=[ei])", "g"),
        (r"ou|oo|uo", "u"),
        (r"ee", "i"),
        (r"aye|aie|aj|ay|ai|ei|ey(?=.)|ae", "e"),
        (r"o[yi]?e", "e"),
        (r"ue|ui", "u"),
        (r"(?:iy|ij|yj|yi|ii|ie|ey|y)$", "i"),
        (r"(?:iye|ie|ye|yo|io|je(?=v|r))", "e"),
        (r"(?:iya|ya|ia|ja)", "ia"),
        (r"(?:iyu|yu|iu)", "iu"),
        (r"y", "i"),
        (r"(?<=[aeiou])h(?![aeiou])|(?<=[bdglnr])h", ""),
        (r"(?:os|us)$", "us"),
        (r"^u(?=[aeio])", "v"),
        (r"(.)\1+", r"\1"),
    )
]
_ENDING = re.compile(r"(?:us|es|e|is|on|o|um)$")  # Plato and Platon, Hadrian and Hadrianus
_MADE = re.compile(r"(?:[ei]an|[ei]ans|ism|isms|ist|ists|ish|ese|ium|ics?|ites?|esque|ovka|evka|ets|tsy)$")

_VOICED = re.compile(r"^[ijy](?=[aeou])")
_BREATHED = re.compile(r"(?<![sz])[ck]h|(?<![cgkpstz])h")

_FRENCH = re.compile(r"(?<!t)ch")

_INITIALS = _split("b p m f d t n l g k h j q x zh ch sh r z c s y w")
_WADE = {"b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch"}
_WADE |= {"ch": "ch", "sh": "sh", "r": "j", "z": "ts", "c": "ts"}
_FINALS = _split(
    "a o e i u v ai ei ui ao ou iu ie ue er an en in un vn ang eng ing ong ia iao ian iang iong ua uo uai uan uang ve"
)
_WADE_FINALS = {"ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "ue": "ueh", "ui": "ui", "er": "erh", "e": "e"}
_PINYIN = re.compile(
    rf"(?:{'|'.join(sorted(_INITIALS, key=len, reverse=True))})?(?:{'|'.join(sorted(_FINALS, key=len, reverse=True))})"
)
_WADE_WHOLE = {
    "zhi": "chih",
    "chi": "chih",
    "shi": "shih",
    "ri": "jih",
    "zi": "tzu",
    "ci": "tzu",
    "si": "ssu",
    "yi": "i",
    "yan": "yen",
    "ye": "yeh",
    "you": "yu",
    "yong": "yung",
    "yue": "yueh",
    "he": "ho",
    "ge": "ko",
    "ke": "ko",
    "duo": "to",
    "tuo": "to",
    "luo": "lo",
    "zuo": "tso",
    "cuo": "tso",
    "suo": "so",
    "guo": "kuo",
    "gui": "kuei",
    "kui": "kuei",
    "xue": "hsueh",
    "jue": "chueh",
    "que": "chueh",
    "zhuo": "cho",
    "ruo": "jo",
    "nuo": "no",
    "xu": "hsu",
    "e": "o",
    "er": "erh",
    "zhen": "chen",
    "qu": "chu",
    "ju": "chu",
    "wen": "wen",
    "xiong": "hsiung",
}


# Letters that are taken for one another by ear or by eye; another consonant in a word's place makes another word.
_ALIKE = ("aeiouyj", "bpvwfu", "dt", "ckqxghsz", "mn", "jyzg", "rln", "hx")
# The letters with which another spelling of a word may begin.
_NEAR: dict[str, str] = {}
for _group in ("ckqxhgj", "vwfbpu", "sczxt", "jzgdyic", "aeiouyhj", "dt", "rj", "pb"):
    for _letter in _group:
        _NEAR[_letter] = _NEAR.get(_letter, _letter) + _group


@lru_cache(maxsize=8192)
def fold_sounds(word: str) -> str:
    """One spelling for what transliterations spell differently.

    >>> fold_sounds("joukov") == fold_sounds("zhukov"), fold_sounds("kerenskiy") == fold_sounds("kerensky")
    (True, True)
    """
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=4096)
def wade_giles(word: str) -> str:
    """The older romanisation of a word in pinyin; nothing for a word that is no pinyin.

    >>> wade_giles("zedong"), wade_giles("qing"), wade_giles("kerensky")
    ('tsetung', 'ching', '')
    """
    whole: list[str] = []
    at = 0
    while at < len(word):
        syllable = _syllable(word, at)
        if not syllable:
            return ""
        at += len(syllable)
        whole.append(_in_wade_giles(syllable))
    return "".join(whole)


def _syllable(word: str, at: int) -> str:
    """The longest syllable there that leaves the rest a syllable's beginning."""
    found = _PINYIN.match(word, at)
    if not found:
        return ""
    syllable = found[0]
    rest = word[at + len(syllable) :]
    if rest and rest[0] in "aeiouv" and syllable[-1] in "gn" and len(syllable) > 2:
        return syllable[:-1]
    return syllable


def _in_wade_giles(syllable: str) -> str:
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    initial = next((one for one in ("zh", "ch", "sh") if syllable.startswith(one)), syllable[0])
    if initial not in _WADE:
        initial = syllable[0] if syllable[0] not in "aeiou" else ""
    final = syllable[len(initial) :]
    return _WADE.get(initial, initial) + _WADE_FINALS.get(final, final)


def budget(length: int) -> int:
    """How many slips a word may have: almost none where it is short, about one for five letters."""
    return 0 if length < 5 else 1 if length < 9 else 2


def distance(typed: str, right: str, *, alone: bool) -> float:
    """How many slips separate two words: 0 for the same one, under 1 for another spelling of it, `FAR` for another.

    `alone` says that nothing else in the guess bears the word out, so that a known name is that name and no slip.

    >>> distance("kerensy", "kerensky", alone=True), distance("iberia", "beria", alone=True)
    (1.0, 99.0)
    """
    if typed == right:
        return 0.0
    starts = right[0] in _NEAR.get(typed[0], typed[0]) or typed[:2] == right[1::-1]
    if not starts and typed not in CLASS and typed not in SAME:
        return FAR
    return _measured(typed, right, alone)


@lru_cache(maxsize=32768)
def _measured(typed: str, right: str, alone: bool) -> float:
    if typed in SAME and SAME[typed] == SAME.get(right):
        return 0.1
    if typed in CLASS and CLASS[typed] == CLASS.get(right):
        return 0.2
    shortest = min(len(typed), len(right))
    figures = typed.isdigit() or right.isdigit()
    # So much apart that no rule below would bring them together; this is most of the words of a wrong guess.
    if shortest < 2 or figures or OSA.distance(typed, right, score_cutoff=5) > max(4, shortest // 2):
        return FAR
    respelt = _respelt(typed, right, alone=alone)
    if respelt < FAR or _another(typed, right, alone=alone):
        return respelt
    return _slips(typed, right, alone=alone)


def _respelt(typed: str, right: str, *, alone: bool) -> float:
    """Under 1 where one word is another transliteration of the other one."""
    shortest = min(len(typed), len(right))
    siblings = typed in SIBLINGS and right in SIBLINGS
    taken = siblings or (alone and typed in KNOWN)
    # Monet is not Monnet, but Dostoevsky is whoever spells himself Dostoyevsky.
    other = siblings or (taken and (right in KNOWN or shortest < 6))
    folded, wanted = fold_sounds(typed), fold_sounds(right)
    if shortest > (3 if alone else 1) and not other and (folded == wanted or _is_breathed(typed, right)):
        return 0.3
    if shortest > 1 and (wade_giles(right) == typed or (wade_giles(typed) == right and shortest > 2)):
        return 0.3
    ended = shortest > 5 and _ENDING.sub("", folded) == _ENDING.sub("", wanted)
    ended = ended or (shortest > 4 and folded.rstrip("e") == wanted.rstrip("e"))
    return 0.4 if ended and not taken and not _another(typed, right, alone=alone) else FAR


def _is_breathed(typed: str, right: str) -> bool:
    """Whether two words differ in how they write one sound: Khan and Han, Zhukov and Schukow, Juris and Iuris."""
    forms, wanted = {typed}, {right}
    if "kh" in typed or "kh" in right:
        forms.add(_BREATHED.sub("kh", typed))
        wanted.add(_BREATHED.sub("kh", right))
    if "sch" in typed and "zh" in right:
        forms.add(typed.replace("sch", "zh"))
    if "ch" in typed and "sh" in right:
        forms.add(_FRENCH.sub("sh", typed))  # Chostakovitch
    if "oe" in typed:
        forms.add(typed.replace("oe", "u"))  # Soekarno
    folded = {_VOICED.sub("j", fold_sounds(form)) for form in forms}
    return not folded.isdisjoint(_VOICED.sub("j", fold_sounds(form)) for form in wanted)


def _slips(typed: str, right: str, *, alone: bool) -> float:
    """How many slips of the pen or the ear lie between two words, if no more than their length allows."""
    shortest = min(len(typed), len(right))
    allowed = budget(shortest if alone else len(right))
    if not allowed:
        # Two letters that changed places are the one slip that shows in a short word, beside words that are right.
        turned = len(typed) == len(right) == 4 and not alone and typed[0] == right[0]
        return 1.0 if turned and sorted(typed) == sorted(right) and OSA.distance(typed, right) == 1 else FAR
    folded, wanted = fold_sounds(typed), fold_sounds(right)
    same_start = folded[:1] == wanted[:1]
    raw = OSA.distance(typed, right, score_cutoff=allowed + 1)
    # Nobody gets the first letter wrong: Iberia is no Beria.
    if not (typed[0] == right[0] or same_start or sorted(typed[:2]) == sorted(right[:2])):
        raw += 1
    if raw <= allowed:
        return FAR if raw == 1 and len(right) < 9 and _is_foreign(typed, right) else float(raw)
    size = min(len(folded), len(wanted))
    heard = OSA.distance(folded, wanted, score_cutoff=allowed)
    near = raw <= allowed + 1 or (heard <= 1 and size > 7)
    if not (same_start and near and shortest > 5 and heard <= budget(size)):
        return FAR
    return FAR if heard == 1 and size < 9 and len(folded) == size and _is_foreign(folded, wanted) else heard + 0.5


def _is_foreign(typed: str, right: str) -> bool:
    """Whether the one letter in which two words differ is no slip: Sumarno is no Sukarno, but Hammurapi Hammurabi."""
    if len(typed) != len(right):
        return typed == f"{right}a"  # Mansura
    at = _shared(typed, right)
    one, other = typed[at], right[at]
    if typed[at + 1 :] != right[at + 1 :] or one in typed[max(0, at - 1) : at] + typed[at + 1 : at + 2]:
        return False  # letters that changed places, or one that was doubled
    if at == len(right) - 1 and {one, other} <= set("aiou"):
        return True
    return not any(one in alike and other in alike for alike in _ALIKE)


def _another(typed: str, right: str, *, alone: bool) -> bool:
    """Whether a word near to the right one is a word of its own."""
    if typed in SIBLINGS and right in SIBLINGS:
        return True
    if typed in GIVEN and right in GIVEN:
        return True
    if alone and typed in KNOWN:
        return True
    made = _MADE.search(typed)
    kept = _MADE.search(right)
    if made and kept and made[0] != kept[0]:
        return True
    if made and not right.endswith(made[0]) and typed[:4] == right[:4] and len(typed) >= len(right):
        shared = _shared(typed, right)
        if OSA.distance(typed[shared:], right[shared:]) > 1:
            return True
    return derived(typed, right) or derived(right, typed)


def _shared(one: str, other: str) -> int:
    """With how many letters both words begin."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@lru_cache(maxsize=8192)
def derived(longer: str, word: str) -> bool:
    """Whether a word is made of another one by an ending: Lutheran, Darwinism, Copernicium, Victorian."""
    if len(longer) < 4 or len(word) < 4:
        return False
    shared = _shared(longer, word)
    tail, rest = longer[shared:], word[shared:]
    if shared < 4 or not tail or tail == rest:
        return False
    if not rest:
        return (tail in DERIVED and (tail != "n" or word[-1] == "a")) or (tail == "r" and word[-1] == "e")
    return rest in ("a", "e", "us", "ia", "y", "um", "is") and tail in DERIVED and len(tail) > 1
