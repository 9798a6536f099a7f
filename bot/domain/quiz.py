"""The rules of a quiz round: how it is asked, which guesses count, when it closes.

All moments are milliseconds UTC of Discord's clock, taken from ids (snowflakes): when a guess reached us plays no part.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Literal, get_args

from bot.domain.answer import Verdict
from bot.domain.catalogue import FilterName
from bot.domain.content import Question
from bot.domain.fold import fold
from bot.domain.pick import pick

Mode = Literal["buttons", "typed", "mixed"]
Scoring = Literal["everyone", "race"]
Form = Literal["buttons", "typed", "estimate"]
Level = Literal["easy", "medium", "hard"]

MODES: tuple[Mode, ...] = get_args(Mode)
SCORINGS: tuple[Scoring, ...] = get_args(Scoring)
LEVELS: dict[Level, tuple[int, ...]] = {"easy": (1, 2), "medium": (2, 3, 4), "hard": (4, 5)}

QUESTIONS = range(5, 51)
SECONDS = range(10, 121)
"""What may be asked for instead of the time by length."""

AUTO_S = (10.0, 60.0)
"""The least and the most that the time by length gives, before the server's factor."""

TRIES = 3
"""Typed guesses in a quiz that is not ranked; in a ranked one there is one."""

PRESSES = 20
"""Guesses of one player in one round that are kept; more is no change of mind."""

_THROWS = 32
_ID = attrgetter("id")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a quiz was started with, and the server's settings at that moment."""

    mode: Mode = "buttons"
    scoring: Scoring = "everyone"
    questions: int = 10
    limit_s: int = 0
    """For each question; 0 gives the time by its length."""
    ranked: bool = True
    factor: float = 1.0
    """By how much the server stretches the time by length, from 1 to 3."""
    grace_ms: int = 1_500
    """How long stragglers are waited for; in a race, how far behind the first a right guess is as good."""
    prompt_ms: int = 20_000
    """How long a player who was asked for more may answer, also after the deadline."""
    time_zone: str = "UTC"
    """The server's, by its IANA name: the quiz counts for the day, week and month in which it ends there."""
    level: Level | None = None
    filters: Mapping[FilterName, str] = field(default_factory=dict)
    packet: tuple[str, ...] = ()
    """The ids of its questions, in order; where there are none, they are picked one by one."""
    closed: bool = False
    """Whether only those play who were counted in before it began."""
    excluded_role_ids: tuple[int, ...] = ()
    """The roles whose members do not score."""

    @property
    def tries(self) -> int:
        """Typed guesses that a player has in a round."""
        return 1 if self.ranked else TRIES


@dataclass(frozen=True, slots=True)
class Session:
    """A quiz in one channel."""

    id: int
    """That of the interaction that started it."""
    guild_id: int
    channel_id: int
    starter_id: int
    rules: Rules
    seed: int

    @property
    def in_own_thread(self) -> bool:
        """Whether its channel is a thread on its lobby, which is younger than what started it."""
        return self.channel_id > self.id


@dataclass(frozen=True, slots=True)
class Round:
    """One question asked, as it stands in the channel."""

    number: int
    """From 1."""
    question: Question
    form: Form
    options: tuple[str, ...]
    """As on the buttons; none where guesses are typed."""
    limit_s: float
    posting: int = 0
    """Grows when the question is asked again after a restart."""
    message_id: int = 0
    posted_at: int = 0
    deadline_at: int = 0
    hint_at: int | None = None
    closed_at: int | None = None
    """When it closed, which may be before its deadline: what is sent later can have been read from the reveal."""

    def closed_by(self, told_at: int) -> "Round":
        """The same round, closed at the latest when its answer was told."""
        return replace(self, closed_at=min(self.closed_at or told_at, told_at))


@dataclass(frozen=True, slots=True)
class Guess:
    """What a player submitted, judged."""

    id: int
    """That of the interaction or message that carried it: the log's key, and the order of guesses."""
    user_id: int
    at: int
    elapsed_ms: int
    """Since the posting that it answered."""
    text: str
    """The option chosen, or what was typed."""
    verdict: Verdict
    rule: str
    """Why: a key of the judge's rules, "option" for a button, "estimate" for a year or number."""
    normal: str = ""
    """The form in which it was compared."""
    nearest: str = ""
    """The form of the pack that it was nearest to."""
    distance: int | None = None
    """How far an estimate is off; None for every other guess."""
    posting: int = 0


Guesses = Mapping[int, Sequence[Guess]]
"""The guesses of one round by user, each player's in the order of their ids."""

WhyNot = Literal["early", "late", "final", "many", "moved", "outside", "excluded"]
"""Why a guess is not taken: before its question, after its deadline, after a final one, too often, to a posting that
another has replaced, in a quiz that is closed to the player, or by somebody with a role whose members do not score."""


def fitting(questions: Sequence[Question], level: Level | None) -> Sequence[Question]:
    """The questions of this level; all without one."""
    return questions if level is None else [question for question in questions if question.difficulty in LEVELS[level]]


def next_question(
    matching: Sequence[Question], asked: Collection[Question], marks: Mapping[str, int], dice: random.Random
) -> tuple[Question, int, int] | None:
    """A question not asked in this quiz nor, while there are others, ever before; with how many are unseen of how many.

    None where all that match were asked. Of several, those come first whose answer no earlier question of the quiz has
    told, by having the same answer or resting on the same claim.
    """
    done = {question.id for question in asked}
    answers = {fold(question.answer) for question in asked}
    claims = {claim for question in asked for claim in question.ledger}

    def is_untold(question: Question) -> bool:
        return claims.isdisjoint(question.ledger) and fold(question.answer) not in answers

    def is_fresh(question: Question) -> bool:
        return question.id not in marks and question.id not in done

    unseen = len(set(map(_ID, matching)).difference(marks))
    # Most fit: throwing until one is met is as fair as looking at each of thousands, and takes no time.
    thrown = (dice.choice(matching) for _ in range(_THROWS if unseen else 0))
    chosen = next((question for question in thrown if is_fresh(question) and is_untold(question)), None)
    if chosen is None:
        left = [question for question in matching if question.id not in done]
        pool = list(filter(is_fresh, left)) or left
        if not pool:
            return None
        untold = list(filter(is_untold, pool)) or pool
        picked = pick(untold, marks, dice).item.id
        chosen = next(question for question in untold if question.id == picked)
    return chosen, unseen, len(matching)


def form_of(question: Question, mode: Mode, dice: random.Random) -> Form:
    """How the question is asked: in a mixed quiz by the dice, and by estimate wherever it can be typed as one."""
    if mode == "buttons" or (mode == "mixed" and dice.random() < 0.5):
        return "buttons"
    return "estimate" if question.estimate else "typed"


def options_of(question: Question, dice: random.Random) -> tuple[str, ...]:
    """The options in the order of their buttons: shuffled, unless the question keeps its own order."""
    if question.keep_order:
        return question.options
    options = [question.answer, *question.distractors]
    dice.shuffle(options)
    return tuple(options)


def limit_s(question: Question, rules: Rules) -> float:
    """How long players have: what the quiz was started with, or by the number of words.

    8 seconds and 0.35 for each word of the question and its options, from 10 to 60, times the server's factor. The
    options count where they are not shown too: typing takes no less time than reading them.
    """
    if rules.limit_s:
        return float(rules.limit_s)
    words = sum(len(text.split()) for text in (question.question, question.answer, *question.distractors))
    least, most = AUTO_S
    return min(most, max(least, 8 + 0.35 * words)) * rules.factor


def round_of(rules: Rules, number: int, question: Question, dice: random.Random) -> Round:
    """The round in which this question is asked; the same for the same dice."""
    form = form_of(question, rules.mode, dice)
    options = options_of(question, dice) if form == "buttons" else ()
    return Round(number, question, form, options, limit_s(question, rules))


def used(guesses: Sequence[Guess]) -> list[Guess]:
    """The guesses that cost a try: all but the first that was right but too vague, and the first that was a list.

    Were every list free, whether the answer is among its parts could be asked again and again.
    """
    vague = next((guess for guess in guesses if guess.verdict == "prompt"), None)
    several = next((guess for guess in guesses if guess.rule == "list"), None)
    return [guess for guess in guesses if guess not in (vague, several)]


def prompted(guesses: Sequence[Guess]) -> Guess | None:
    """The prompt that still waits for its answer."""
    return guesses[-1] if guesses and guesses[-1].verdict == "prompt" and guesses[-1] not in used(guesses) else None


def is_final(rules: Rules, form: Form, guesses: Sequence[Guess]) -> bool:
    """Whether the player has had all guesses: another would change nothing."""
    if form == "buttons":
        return rules.scoring == "race" and bool(guesses)
    return any(guess.verdict == "accept" for guess in guesses) or len(used(guesses)) >= rules.tries


def counted(rules: Rules, form: Form, guesses: Sequence[Guess]) -> Guess | None:
    """The guess by which the player is scored, however the guesses arrived.

    Buttons: the last press, in a race the first. Typed: the first right one within the player's tries, else the last.
    """
    if not guesses:
        return None
    if form == "buttons":
        return guesses[0] if rules.scoring == "race" else guesses[-1]
    tries = used(guesses)[: rules.tries]
    right = [guess for guess in tries if guess.verdict == "accept"]
    return right[0] if right else (tries or guesses)[-1]


def why_not(rules: Rules, asked: Round, mine: Sequence[Guess], *, at: int, posting: int) -> WhyNot | None:
    """Why a guess of this moment to this posting is not taken; None where it is.

    Whoever guessed before the question was asked again keeps that guess and may not answer the new posting, unless it
    cost no try: who was only asked for more can say more there.
    """
    if posting != asked.posting or any(guess.posting != posting for guess in used(mine)):
        return "moved"
    if at < asked.posted_at:
        return "early"
    before = [guess for guess in mine if guess.at <= at]
    waiting = prompted(before)
    until_at = max(asked.deadline_at, waiting.at + rules.prompt_ms if waiting else 0)
    if at > (until_at if asked.closed_at is None else min(until_at, asked.closed_at)):
        return "late"
    if is_final(rules, asked.form, before):
        return "final"
    return "many" if len(mine) >= PRESSES else None


def winner(rules: Rules, form: Form, guesses: Guesses) -> Guess | None:
    """The earliest right guess among those that count."""
    scored = (counted(rules, form, mine) for mine in guesses.values())
    right = (guess for guess in scored if guess and guess.verdict == "accept")
    return min(right, key=lambda guess: guess.id, default=None)


def reveal_at(rules: Rules, asked: Round, guesses: Guesses) -> int:
    """When the round closes: at the deadline and the grace window after it.

    A race that is won closes a window after its first right guess. A player who was asked for more is waited for.
    """
    if rules.scoring == "race" and asked.form != "estimate":
        won = winner(rules, asked.form, guesses)
        if won:
            return min(won.at, asked.deadline_at) + rules.grace_ms
    waiting = [prompt.at + rules.prompt_ms for mine in guesses.values() if (prompt := prompted(mine))]
    return max([asked.deadline_at, *waiting]) + rules.grace_ms


def all_have_guessed(rules: Rules, asked: Round, guesses: Guesses, active: Collection[int]) -> bool:
    """Whether nobody is left to wait for: everyone active has a final guess, or a choice where choices stay open."""

    def is_done(user_id: int) -> bool:
        mine = guesses.get(user_id, ())
        return bool(mine) if asked.form == "buttons" else is_final(rules, asked.form, mine)

    return bool(active) and all(is_done(user_id) for user_id in {*active, *guesses})


def has_hint(asked: Round) -> bool:
    """Whether anything can be told that is not the answer: of two options there is nothing."""
    return asked.form != "buttons" or len(asked.options) > 2


def hint_of(asked: Round, dice: random.Random) -> str:
    """What helps without giving the answer: an option that is wrong, a span that holds the number, or first letters.

    >>> words = Question.model_construct(answer="Grigory Zinoviev")
    >>> hint_of(Round(1, words, "typed", (), 20.0), random.Random())
    'G______ Z_______'
    """
    if asked.form == "buttons":
        return dice.choice([option for option in asked.options if option != asked.question.answer])
    estimate = asked.question.estimate
    if asked.form == "estimate" and estimate:
        below = dice.randint(0, estimate.tolerance)
        low, high = estimate.value - below, (estimate.until or estimate.value) + estimate.tolerance - below
        return " to ".join(in_words(end, is_year=asked.question.answer_kind == "year") for end in (low, high))
    return " ".join(word[0] + "_" * (len(word) - 1) for word in asked.question.answer.split())


def in_words(number: int, *, is_year: bool) -> str:
    """A year with its era where it needs one, or a number with its thousands apart.

    >>> in_words(-44, is_year=True), in_words(1917, is_year=True), in_words(21000, is_year=False)
    ('44 BC', '1917', '21,000')
    """
    if not is_year:
        return f"{number:,}"
    return str(number) if number > 0 else f"{max(1, -number)} BC"
