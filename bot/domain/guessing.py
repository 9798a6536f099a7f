"""From what a player sends to a judged guess, and to what the player is told of it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from bot.domain import scoring
from bot.domain.answer import AnswerKey, Rule, judge, key_of, numeric_guess
from bot.domain.appeal import RULE
from bot.domain.content import Estimate, Question
from bot.domain.quiz import Guess, Round, Rules, WhyNot, counted, in_words, is_final, prompted, used

NoGuess = Literal["empty", "unreadable"]
"""Why something is no guess and costs no try: nothing to read in it or too much, no year or number."""

_LIST = re.compile(r"\w\s+or\s+\w|[^\W\d]\s*[/|;\n]\s*[^\W\d]|\?\s*\w|,[^,]+,\s*\w", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ERAS = {"ad", "bc", "bce", "c", "ca", "ce"}


@dataclass(frozen=True, slots=True)
class Submission:
    """What a player sends: an option by its number, or text."""

    id: int
    user_id: int
    name: str
    at: int
    text: str = ""
    option: int | None = None
    is_chat: bool = False
    """Typed in the channel to nobody in particular: it is a guess only if it may be right."""
    excluded_role_id: int | None = None
    """The role of the player for which the quiz does not score them."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the player is told once the guess is kept, or why it is not."""

    asked: Round
    why_not: WhyNot | NoGuess | Literal["elsewhere"] | None
    guess: Guess | None
    """The guess just made; where it was refused, the one that counts."""
    is_final: bool
    tries_left: int
    prompt_until_at: int
    """Until when a player who was asked for more may answer; 0 for everybody else."""
    excluded_role_id: int | None = None
    """The role for which a player does not score."""


def judged(asked: Round, key: AnswerKey | None, sent: Submission, aliases: Collection[str] = ()) -> Guess | NoGuess:
    """The guess with its verdict; `key` is the question's, needed where guesses are typed.

    `aliases` are normal forms that the guild's reviewers accept; the key was made with them.
    """
    guess = Guess(
        id=sent.id,
        user_id=sent.user_id,
        at=sent.at,
        elapsed_ms=max(0, sent.at - asked.posted_at),
        text=sent.text,
        verdict="reject",
        rule="option",
        posting=asked.posting,
    )
    if asked.form == "buttons":
        if sent.option is None or not 0 <= sent.option < len(asked.options):
            return "unreadable"
        text = asked.options[sent.option]
        return replace(guess, text=text, normal=text, verdict="accept" if text == asked.question.answer else "reject")
    if asked.question.estimate and asked.form == "estimate":
        if sent.is_chat and not _is_bare(sent.text):
            return "unreadable"
        return _estimated(guess, asked.question.estimate, is_year=asked.question.answer_kind == "year")
    if key is None:
        raise ValueError(f"{asked.question.id} is judged without its key")
    found = judge(key, sent.text)
    if not found.counts:
        return "empty"
    if found.normal in aliases and found.verdict != "accept":
        return replace(guess, verdict="accept", rule=RULE, normal=found.normal, nearest=found.normal)
    if sent.is_chat and found.verdict == "reject":
        return "empty"
    # The judge calls a list what has the answer in it: told of that alone, one would know that it is there.
    rule: str = "list" if found.verdict == "reject" and _LIST.search(sent.text) else found.rule
    if found.verdict == "accept" and found.nearest in aliases:
        rule = RULE
    return replace(guess, verdict=found.verdict, rule=rule, normal=found.normal, nearest=found.nearest)


def _is_bare(text: str) -> bool:
    """Whether there is nothing but a number, with an era at most: people talk of numbers without guessing them."""
    return set(_WORD.findall(text.lower())) <= _ERAS


def _estimated(guess: Guess, estimate: Estimate, *, is_year: bool) -> Guess | NoGuess:
    span = numeric_guess(guess.text, "year" if is_year else "number")
    if span is None:
        return "unreadable"
    off = scoring.distance(estimate, span, is_year=is_year)
    normal = " to ".join(in_words(end, is_year=is_year) for end in dict.fromkeys(span))
    return replace(guess, rule="estimate", normal=normal, distance=off, verdict="reject" if off else "accept")


def told(
    rules: Rules,
    asked: Round,
    mine: Sequence[Guess],
    why_not: WhyNot | NoGuess | Literal["elsewhere"] | None = None,
    guess: Guess | None = None,
) -> Told:
    """What a player with these guesses is told."""
    prompt = prompted(mine)
    stands = counted(rules, asked.form, mine) if used(mine) else None
    return Told(
        asked,
        why_not,
        guess or stands,
        is_final=is_final(rules, asked.form, mine),
        tries_left=max(0, rules.tries - len(used(mine))),
        prompt_until_at=prompt.at + rules.prompt_ms if prompt else 0,
    )


def failed_words(question: Question, guesses: Sequence[Guess]) -> dict[int, str]:
    """The word at which each wrong typed guess failed, by the guess's id, where it was one word.

    It is judged anew: the log keeps the rule, and a text that is not kept any more has no words.
    """
    wrong = [guess for guess in guesses if guess.verdict == "reject" and guess.rule in get_args(Rule) and guess.text]
    key = key_of(question, ()) if wrong else None
    found = {guess.id: judge(key, guess.text) for guess in wrong if key}
    return {guess.id: found[guess.id].token for guess in wrong if found[guess.id].rule == guess.rule}
