"""What a player typed, as plain lower-case ASCII: no marks, look-alikes, emoji, markdown or mentions."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

GUESS_LIMIT = 200  # characters; more is a text and no answer
RAW_LIMIT = 2000  # characters with everything invisible; Discord, Create Message
VISIBLE_LIMIT = 400  # characters; twice the longest guess, for markdown and mentions
_MARKS_KEPT = frozenset({7, 8, 9})  # combining classes of nukta, kana voicing and virama, which are letters' own

# Letters of other scripts that are drawn like Latin ones.
_LOOKS = str.maketrans(
    "АВЕЅІЈКМНОРСТХУԚԜабвеѕіјкмнорстхуүһԁԛԝɡıɩΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχгпЬьՍսоօհոցաⲞⲟᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᏔᏃ",
    "ABESIJKMHOPCTXYQWabbesijkmhopctxyyhdqwgiiABEZHIKMNOPTYXabeikvoptuxrnbbUuoohngwOoABCEHJKLMPRSTVWZ",
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"\w+")
_DIGIT_LOOKS = str.maketrans("013457", "oleast")
_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[013457](?=[a-z])")
_LETTER_IN_NUMBER = re.compile(r"(?<=\d)[ol](?=\d)|\b[l](?=\d{2,3}\b)|(?<=\d\d)o\b")
_ROUNDED = re.compile(r"[~<>](?=[ ~=]*(?:[a-z]{3,9} )?\d)|(?<=\d) ?[~+](?!\w)(?! *\d)")
_NUMBER_LOOKS = str.maketrans("ol", "01")
# Two of these letters are a flag, more of them spell a word.
_FLAG = re.compile("(?<![\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff]{2}(?![\U0001f1e6-\U0001f1ff])")
_GREEK = re.compile(r"[\u0370-\u03ff]{3}")
_CLASSIC = str.maketrans("ηήυύχ", "eeyyκ")
_BREATH = re.compile(r"\b([aeyαάεέιίοόωώ])")
_SYLLABLE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")

_MENTION = re.compile(r"<(?:[@#/!&]|a?:|t:|id:)[^<>\n]{0,100}>|@(?:everyone|here)\b|(?<!\S)@\w{1,40}")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\((?:https?:)?[^()\s]{1,300}\)")
_TAG = re.compile(r"</?[A-Za-z]{1,10}>")
_EMOJI_NAME = re.compile(r":[A-Za-z0-9_+-]{2,40}:(?!\w)")
_FENCE = re.compile(r"```(?:[a-z]{1,10}\n)?")
_LINE_MARK = re.compile(r"^[ \t]{0,3}(?:>{1,3}|-#|#{1,3}|[-*+•])[ \t]+", re.MULTILINE)
_SIGNS = re.compile(r"\|\||\*+|__+|~~|`+|(?<!\w)_|_(?!\w)|\\(?=[^\w\s])")
_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼʻʹ′`´ʿʾ", "'"),
        **dict.fromkeys("‐‑‒–—―−⁃﹣－", "-"),
        **dict.fromkeys("⁄∕", "/"),
        **dict.fromkeys("、，؛،；・", ","),
        **dict.fromkeys("？؟", "?"),
        **dict.fromkeys("≈≃≅∼～≲≳±", "~"),
        **dict.fromkeys("≤≥", "<"),
        "\u2028": "\n",
        "\u2029": "\n",
    }
)


def readings(text: str) -> tuple[str, ...]:
    """The text in plain letters: as its script reads and, where that may be a disguise, also as it looks.

    Nothing where the text is longer than anything that a player could send.

    >>> readings("**Ке\u200brensky** 🎉"), readings("Троцкий")
    (('kerensky',), ('trotskiy',))
    """
    if len(text) > RAW_LIMIT:
        return ()
    seen = text if text.isascii() else _seen(text)
    if len(seen) > VISIBLE_LIMIT:
        return ()
    body = _unmarked(seen)
    if body.isascii():
        return (_finished(body),)
    straight = _WORD.sub(_mixed, body)
    read = _finished(_FOREIGN.sub(_transcribed, straight))
    if _GREEK.search(straight):
        # The school's way, and with the breathing that Greek left off writing: Ηρόδοτος is Herodotos.
        classic = straight.lower().translate(_CLASSIC)
        return (
            read,
            *(_finished(_FOREIGN.sub(_transcribed, _BREATH.sub(breath, classic))) for breath in (r"\1", r"h\1")),
        )
    drawn = straight.translate(_LOOKS)
    if drawn.isascii() and drawn != straight:
        return (read, _finished(drawn))
    return (read,)


def _seen(text: str) -> str:
    """The text without what cannot be seen, in one form for each letter."""
    kept: list[str] = []
    marks = 0
    for sign in text:
        if sign.isascii():
            kept.append(sign)
            marks = 0
            continue
        category = unicodedata.category(sign)
        if category in ("Mn", "Me"):
            # Normalising takes the square of the marks on one letter; no letter has more than three of its own.
            marks += 1
            if marks <= 3:
                kept.append(sign)
            continue
        marks = 0
        if category == "Cf" or sign in "\u115f\u1160\u3164\uffa0\u2800":
            continue
        kept.append(" " if category in ("Zs", "Co", "Cn", "Cs", "Cc") else sign)
    text = _FLAG.sub(" ", "".join(kept))
    whole = unicodedata.normalize("NFKC", text.translate(_STRAIGHT)).translate(_STRAIGHT)
    # One sign can hold eighteen letters.
    return whole if len(whole) > RAW_LIMIT else "".join(filter(_stays, whole))


def _stays(sign: str) -> bool:
    return sign.isascii() or unicodedata.combining(sign) in _MARKS_KEPT or not unicodedata.combining(sign)


def _unmarked(text: str) -> str:
    """The text without Discord's markdown, mentions and named emoji."""
    if "<" in text or "@" in text:
        text = _MENTION.sub(" ", text)
        text = _TAG.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if ":" in text:
        text = _EMOJI_NAME.sub(" ", text)
    if "`" in text:
        text = _FENCE.sub("", text)
    text = _LINE_MARK.sub("", text)
    return _SIGNS.sub("", text).replace("\\", "/")


def _mixed(match: re.Match[str]) -> str:
    """A word of two scripts is a disguise: its foreign letters are read as the Latin ones that they look like."""
    word = match[0]
    if word.isascii() or not _LATIN.search(word):
        return word
    return word.translate(_LOOKS)


def _transcribed(match: re.Match[str]) -> str:
    run = match[0]
    return _remembered(run) if len(run) <= 24 else _romanised(run)


def _romanised(run: str) -> str:
    # Han and Hangul come back as one word with a capital for each syllable.
    parts: list[str] = []
    for sign in run:
        plain = anyascii(sign)
        if unicodedata.category(sign) == "So" and not (len(plain) == 1 and plain.isalnum()):
            plain = " "
        parts.append(plain)
    # A backtick is how the Arabic and Hebrew ayin comes out.
    return _SYLLABLE.sub(" ", "".join(parts)).replace("`", "")


_remembered = lru_cache(maxsize=4096)(_romanised)


def _finished(text: str) -> str:
    """Lower case, with single blanks, and with figures that stand for letters (and the other way round) put right."""
    low = text.lower()
    low = _DIGIT_IN_WORD.sub(lambda match: match[0].translate(_DIGIT_LOOKS), low)
    low = _LETTER_IN_NUMBER.sub(lambda match: match[0].translate(_NUMBER_LOOKS), low)
    low = _ROUNDED.sub(" about ", low)
    return "\n".join(line for line in (" ".join(line.split()) for line in low.splitlines()) if line)
