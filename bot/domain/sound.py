"""What is wrong with a question that a member proposes: the rules are those of the packs' questions."""

from collections.abc import Iterator
from datetime import date

from bot.domain.answer import judge, key_of
from bot.domain.check import accepts_as_judged
from bot.domain.content import Question
from bot.domain.fold import fold
from bot.domain.own import Approved, about_of, question_of, source_of
from bot.domain.proposal import QuestionProposal
from bot.domain.rules import findings

_SERVERS = frozenset(("provenance", "reviewed_by", "reviewed_on"))
"""Fields that an item of a server has no need to have as one of a pack."""

_NAMES = {"distractors": "wrong answer", "accept": "also right", "prompt": "too vague", "reject": "also wrong"}
_ID = "own-k0"


def faults(proposal: QuestionProposal) -> list[str]:
    """Everything that is wrong with it as a question of a quiz, a sentence for each."""
    if proposal.tolerance and not proposal.estimate:
        return ["Only a year or a number can be guessed nearly: the answer is neither, so leave the estimate out."]
    question = question_of(proposal, about_of(Approved(_ID, proposal, "", date.max)))
    found = [
        f"{_named(field)}: {problem}. Allowed: {allowed}."
        for field, problem, allowed in findings(question, {_ID: source_of(proposal)}, accepts_as_judged)
        if field not in _SERVERS
    ]
    return found or list(_misjudged(question))


def _misjudged(question: Question) -> Iterator[str]:
    """What the judge of typed answers would get wrong."""
    key = key_of(question, ())
    for form in (question.answer, *question.accept):
        if not fold(form) or judge(key, form).verdict != "accept":
            yield f"“{form}” is right, but would not be taken where answers are typed. Allowed: a plainer form of it."
    for form in question.prompt:
        if judge(key, form).verdict != "prompt":
            yield f"“{form}” would not be asked about as too vague. Allowed: a part of the answer."
    for form in question.reject:
        if judge(key, form).verdict == "accept":
            yield f"“{form}” is wrong, but would be taken where answers are typed. Allowed: what is less like it."


def _named(field: str) -> str:
    """What a member calls the field; the members of a list have numbers."""
    name, *number = field.split(".")
    return " ".join((_NAMES.get(name, name or "question"), *number)).capitalize()
