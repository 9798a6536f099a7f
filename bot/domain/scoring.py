"""What a round pays, and the places that follow from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.content import Estimate
from bot.domain.quiz import Form, Guess, Guesses, Round, Rules, counted, winner

FULL = 100
"""Points for a right typed guess in the first moment, or in a race."""

AT_THE_BELL = 60
"""Points for a right typed guess in the last moment."""

BUTTONS = 0.6
"""The share that a right choice among options pays."""

AFTER_HINT = 0.5
"""The share that is left for guesses made after a hint."""

NEAREST = 20
"""Extra points for the nearest estimate, and again for an exact one."""

COUNTS_FROM = 3
"""People who guessed; with fewer a quiz does not count for the leaderboards."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one player made of one round."""

    user_id: int
    guess_id: int
    is_right: bool
    points: int
    elapsed_ms: int
    """Since the posting that the guess answered."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A player's place among the others; equal points share a place."""

    rank: int
    user_id: int
    points: int
    right: int
    asked: int
    """Rounds in which the player guessed."""


def points(rules: Rules, form: Form, guess: Guess, *, limit_ms: int, hint_at: int | None = None) -> int:
    """Points for a right guess to a question that is no estimate.

    Typed: 100 at once, falling evenly to 60 at the bell; in a race always 100. On buttons 60 % of that, and half of it
    for a guess after a hint.

    >>> early = Guess(id=1, user_id=1, at=0, elapsed_ms=0, text="Kronstadt", verdict="accept", rule="exact")
    >>> points(Rules(), "typed", early, limit_ms=20_000), points(Rules(), "buttons", early, limit_ms=20_000)
    (100, 60)
    """
    late = 0.0 if rules.scoring == "race" else min(1.0, max(0.0, guess.elapsed_ms / limit_ms))
    paid = FULL - (FULL - AT_THE_BELL) * late
    if form == "buttons":
        paid *= BUTTONS
    if hint_at is not None and guess.at > hint_at:
        paid *= AFTER_HINT
    return round(paid)


def estimate_points(estimate: Estimate, distance: int) -> int:
    """Points for an estimate by its distance alone: 100 where it is exact, falling evenly to 0 at the tolerance.

    >>> estimate_points(Estimate(value=1917, tolerance=10), 4)
    60
    """
    return round(FULL * max(0.0, 1 - distance / estimate.tolerance))


def distance(estimate: Estimate, guess: tuple[int, int], *, is_year: bool) -> int:
    """How far a guess is off: by its worse end, so that a wide span wins nothing. There is no year 0 to count.

    >>> distance(Estimate(value=-44, tolerance=50), (1, 1), is_year=True)
    44
    """

    def line(number: int) -> int:
        return number + 1 if is_year and number < 0 else number

    low, high = map(line, guess)
    first = line(estimate.value)
    last = line(estimate.until) if estimate.until is not None else first
    if low == high and first <= low <= last:
        return 0
    if low == high and first != last:
        return min(abs(low - first), abs(low - last))
    return max(abs(low - first), abs(high - last))


def results(rules: Rules, asked: Round, guesses: Guesses) -> tuple[Result, ...]:
    """What the round pays to each who guessed, the earliest guess first."""
    scored = [guess for mine in guesses.values() if (guess := counted(rules, asked.form, mine))]
    scored.sort(key=lambda guess: guess.id)
    if asked.form == "estimate":
        return _estimated(rules, asked, scored)
    first = winner(rules, asked.form, guesses)
    last_at = first.at + rules.grace_ms if first and rules.scoring == "race" else None
    limit_ms = max(1, asked.deadline_at - asked.posted_at)
    paid = []
    for guess in scored:
        is_right = guess.verdict == "accept"
        in_time = last_at is None or guess.at <= last_at
        earned = points(rules, asked.form, guess, limit_ms=limit_ms, hint_at=asked.hint_at)
        paid.append(Result(guess.user_id, guess.id, is_right, earned if is_right and in_time else 0, guess.elapsed_ms))
    return tuple(paid)


def _estimated(rules: Rules, asked: Round, scored: Sequence[Guess]) -> tuple[Result, ...]:
    """Everyone is paid by distance, in a race the nearest alone; equally near are equally right."""
    estimate = asked.question.estimate
    if estimate is None:
        raise ValueError(f"{asked.question.id} is no estimate")
    near = [guess.distance for guess in scored if guess.distance is not None]
    best = min(near, default=None)
    paid = []
    for guess in scored:
        earned, is_nearest = 0, guess.distance is not None and guess.distance == best
        if guess.distance is not None and (rules.scoring == "everyone" or is_nearest):
            earned = estimate_points(estimate, guess.distance)
            if earned:
                earned += NEAREST * is_nearest + NEAREST * (guess.distance == 0)
            if asked.hint_at is not None and guess.at > asked.hint_at:
                earned = round(earned * AFTER_HINT)
        paid.append(Result(guess.user_id, guess.id, is_nearest and earned > 0, earned, guess.elapsed_ms))
    return tuple(paid)


def paid_late(before: Iterable[Result], now: Iterable[Result]) -> tuple[Result, ...]:
    """The results after a guess in time that arrived late: nobody has less than was told before."""
    told = {result.user_id: result for result in before}
    return tuple(
        earlier if (earlier := told.get(result.user_id)) and earlier.points > result.points else result
        for result in now
    )


def standings(rounds: Iterable[Iterable[Result]]) -> tuple[Standing, ...]:
    """Everybody's place over some rounds: by points, then by right answers; equal in both share a place."""
    sums: dict[int, tuple[int, int, int]] = {}
    for paid in rounds:
        for result in paid:
            earned, right, asked = sums.get(result.user_id, (0, 0, 0))
            sums[result.user_id] = (earned + result.points, right + result.is_right, asked + 1)
    return ranked(sums)


def ranked(sums: Mapping[int, tuple[int, int, int]]) -> tuple[Standing, ...]:
    """Places by (points, right, asked) of each user.

    >>> [standing.rank for standing in ranked({7: (90, 1, 1), 8: (90, 1, 2), 9: (10, 1, 1)})]
    [1, 1, 3]
    """
    ordered = sorted(sums.items(), key=lambda one: (-one[1][0], -one[1][1], one[0]))
    placed: list[Standing] = []
    for position, (user_id, (earned, right, asked)) in enumerate(ordered, 1):
        same = placed and (placed[-1].points, placed[-1].right) == (earned, right)
        placed.append(Standing(placed[-1].rank if same else position, user_id, earned, right, asked))
    return tuple(placed)
