"""Text that Discord shows as it stands: escaped, cut to a limit, joined."""

import re
import unicodedata
from collections.abc import Iterable

CARD_LIMIT = 4000  # characters of text in one message with components v2; Discord, Component Reference
CHOICE_LIMIT = 100  # characters of an autocomplete choice; Discord, Application Commands

# A backslash before punctuation shows the character itself. The colon keeps addresses from turning into links and `<`
# keeps mentions, timestamps and emoji from being made.
_MARKUP = re.compile(r"[\\*_~`|<>\[\]()#:@]")
_LIST_START = re.compile(r"^(\d*)(?=[.+-])")
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\u2800\u3164\ufeff\uffa0]+"
)


def one_line(text: str) -> str:
    """The words that can be seen, with single spaces between them; empty where only marks and joiners are left."""
    line = " ".join(_INVISIBLE.sub(" ", text).split())
    return line if any(unicodedata.category(sign)[0] in "LNPS" for sign in line) else ""


def plain(text: str) -> str:
    r"""The text on one line with nothing in it that Discord would format, link or resolve.

    For whatever a user typed. Invisible and direction-changing characters are dropped: the text stays inside its line.

    >>> print(plain("*hi* <@1>"))
    \*hi\* \<\@1\>
    """
    return _LIST_START.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", one_line(text)))


_PACK_MARKUP = re.compile(r"[\\*_~`|<>\[\]#@]")


def prose(text: str) -> str:
    """Text of a pack: reviewed words whose stray markup characters are shown and not obeyed."""
    return _PACK_MARKUP.sub(r"\\\g<0>", text)


def isolated(text: str) -> str:
    """The text with its direction kept to itself, so that numbers behind a name in Arabic or Hebrew stay behind it."""
    runs_left = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    return f"\u2068{text}\u2069" if runs_left else text


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word with an ellipsis.

    >>> clip("one two three", 9)
    'one two…'
    """
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, _, _ = cut.rpartition(" ")
    return (head or cut).rstrip(" ,;:–-") + "…"


def lines(parts: Iterable[str]) -> str:
    """The parts that are not empty, one a line."""
    return "\n".join(part for part in parts if part)


def listed(words: Iterable[str], last: str = "or") -> str:
    """Words as English lists them.

    >>> listed(["a", "b", "c"])
    'a, b or c'
    """
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "item"), plural(2, "item")
    ('1 item', '2 items')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
