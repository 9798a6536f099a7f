"""Small rounds and guesses, and hypothesis's ways to whole rounds."""

from typing import Any

from hypothesis import strategies as st

from bot.domain.quiz import Form, Guess, Guesses, Round, Rules
from tests.domain.samples import question

POSTED = 1_000_000
BELL = POSTED + 20_000
FORMS: tuple[Form, ...] = ("buttons", "typed", "estimate")
ESTIMATE = {"answer": "1917", "answer_kind": "year", "estimate": {"value": 1917, "tolerance": 10}}


def asked(form: Form = "typed", **changes: Any) -> Round:
    """A round that is open for 20 seconds."""
    what = question(1, **ESTIMATE) if form == "estimate" else question(1)
    options = (what.answer, *what.distractors) if form == "buttons" else ()
    known = {"message_id": 5, "posted_at": POSTED, "deadline_at": BELL}
    return Round(
        **{"number": 1, "question": what, "form": form, "options": options, "limit_s": 20.0, **known, **changes}
    )


def guess(user_id: int, after_ms: int = 1_000, verdict: Any = "accept", **changes: Any) -> Guess:
    """A guess so long after the question; its id follows from its moment and its player."""
    at = POSTED + after_ms
    known = {"id": at * 100 + user_id, "user_id": user_id, "at": at, "elapsed_ms": max(0, after_ms)}
    return Guess(**{**known, "text": "Samarkand 1", "verdict": verdict, "rule": "exact", **changes})


def by_user(*given: Guess) -> Guesses:
    """The guesses as a round keeps them."""
    users = dict.fromkeys(one.user_id for one in given)
    return {user_id: sorted((g for g in given if g.user_id == user_id), key=lambda g: g.id) for user_id in users}


rules = st.builds(
    Rules,
    mode=st.just("mixed"),
    scoring=st.sampled_from(["everyone", "race"]),
    ranked=st.booleans(),
    grace_ms=st.integers(0, 5_000),
    prompt_ms=st.just(20_000),
)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Round, list[Guess]]:
    """A round of any form with guesses of up to six players, at most five each, all made in time."""
    form = draw(st.sampled_from(FORMS))
    hint_at = draw(st.none() | st.integers(POSTED, BELL))
    moments = draw(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 20_000)), max_size=20, unique=True))
    verdicts = st.sampled_from(["accept", "reject"] if form != "typed" else ["accept", "prompt", "reject"])
    given = []
    for user_id, after_ms in moments:
        verdict = draw(verdicts)
        off = None if form != "estimate" else 0 if verdict == "accept" else draw(st.integers(1, 15))
        given.append(guess(user_id, after_ms, verdict, distance=off))
    return asked(form, hint_at=hint_at), given
