"""What a button or select carries, so that it works after a restart: `verb:argument:…`, at most 100 characters."""

from collections.abc import Mapping, Sequence

from bot.domain.boards import Board
from bot.domain.catalogue import FilterName
from bot.domain.content import Kind
from bot.domain.periods import PERIODS
from bot.domain.quiz import LEVELS, MODES, SCORINGS, Rules

CUSTOM_ID_LIMIT = 100  # characters; Discord, Component Reference
_SHORT: dict[FilterName, str] = {
    "era": "e",
    "region": "r",
    "topic": "t",
    "person": "p",
    "attribution": "a",
    "type": "y",
    "pack": "k",
}
_LONG = {letter: name for name, letter in _SHORT.items()}


def another(kind: Kind, filters: Mapping[FilterName, str]) -> str | None:
    """The id of the button for another item of the same filters; None where they do not fit."""
    return _fitting(f"another:{kind}:{_packed(filters)}")


def filters(packed: str) -> dict[FilterName, str]:
    """The filters that `another` put into an id.

    >>> filters("e=modern|p=Leon Trotsky")
    {'era': 'modern', 'person': 'Leon Trotsky'}
    """
    pairs = (part.split("=", 1) for part in packed.split("|") if "=" in part)
    return {_LONG[letter]: value for letter, value in pairs if letter in _LONG}


def quiz_start(rules: Rules, *, thread: bool) -> str | None:
    """The id of a button that starts such a quiz; None where its filters do not fit."""
    initials = f"{rules.mode[0]}{rules.scoring[0]}{(rules.level or '')[:1]}"
    how = f"{initials}:{rules.questions}:{rules.limit_s}:{rules.ranked:d}"
    return _fitting(f"quiz-start:{how}:{thread:d}:{_packed(rules.filters)}")


def quiz_rules(arguments: Sequence[str]) -> tuple[Rules, bool]:
    """The rules that `quiz_start` put into an id, and whether the quiz is played in a thread."""
    initials, questions, limit_s, ranked, thread, *packed = arguments
    mode, scoring, level = initials[0], initials[1], initials[2:]
    rules = Rules(
        mode=next(known for known in MODES if known[0] == mode),
        scoring=next(known for known in SCORINGS if known[0] == scoring),
        questions=int(questions),
        limit_s=int(limit_s),
        ranked=ranked == "1",
        level=next((known for known in LEVELS if known[0] == level), None),
        filters=filters(":".join(packed)),
    )
    return rules, thread == "1"


def board(which: Board, page: int) -> str | None:
    """The id of a button that shows a page of a leaderboard; None where its filters do not fit."""
    return _fitting(f"board:{page}:{which.period}:{which.session_id or ''}:{_packed(which.filters)}")


def board_page(arguments: Sequence[str]) -> tuple[Board, int]:
    """The leaderboard and the page that `board` put into an id.

    >>> board_page(["2", "week", "", "t=red-army"])
    (Board(period='week', filters={'topic': 'red-army'}, session_id=None), 2)
    """
    page, name, session_id, *packed = arguments
    span = next(kind for kind in PERIODS if kind == name)
    return Board(span, filters(":".join(packed)), int(session_id) if session_id else None), int(page)


def _packed(given: Mapping[FilterName, str]) -> str:
    return "|".join(f"{_SHORT[name]}={value}" for name, value in given.items())


def _fitting(custom_id: str) -> str | None:
    return custom_id if len(custom_id) <= CUSTOM_ID_LIMIT else None
