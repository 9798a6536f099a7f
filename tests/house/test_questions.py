"""Every question of the packs, played: what is right is taken, what is wrong is not."""

from collections.abc import Iterator

import pytest

from bot.domain.answer import judge, key_of, numeric_guess
from bot.domain.content import Pack, Question
from bot.domain.fold import fold
from bot.domain.scoring import distance


def mistakes(pack: Pack, question: Question, all_packs: tuple[Pack, ...]) -> Iterator[str]:
    """What the judge gets wrong of a question, as it is asked in play: with the answers of its pack as rivals."""
    key = key_of(question, [one.answer for one in pack.questions if one.answer_kind == question.answer_kind])
    others = [one for other in all_packs for one in other.questions if one.answer_kind == question.answer_kind]
    right = (question.answer, *question.accept)
    own = {fold(form) for form in right}
    for form in right:
        if judge(key, form).verdict != "accept":
            yield f"{question.id}: {form!r} is right and was not taken ({judge(key, form).rule})"
    for form in question.prompt:
        if judge(key, form).verdict != "prompt":
            yield f"{question.id}: {form!r} is too vague and was not asked about ({judge(key, form).rule})"
    for form in (*question.distractors, *question.reject):
        if judge(key, form).verdict == "accept":
            yield f"{question.id}: {form!r} is wrong and was taken ({judge(key, form).rule})"
    for other in others:
        if fold(other.answer) not in own and judge(key, other.answer).verdict == "accept":
            yield f"{question.id}: {other.answer!r} answers {other.id} and was taken ({judge(key, other.answer).rule})"


def test_every_question_is_judged_right(packs: tuple[Pack, ...]) -> None:
    """Answer and aliases are accepted, prompts asked about; distractors, near misses, others' answers are not taken."""
    assert [] == [told for pack in packs for question in pack.questions for told in mistakes(pack, question, packs)]


def test_a_wrong_question_is_found(packs: tuple[Pack, ...]) -> None:
    """One whose alias is another's name, and whose distractor is right."""
    question = next(one for one in packs[0].questions if one.answer_kind == "person")
    planted = question.model_copy(
        update={"distractors": (question.answer,), "reject": question.accept[:1], "prompt": (question.answer,)}
    )
    assert 2 <= len(list(mistakes(packs[0], planted, packs)))


@pytest.mark.parametrize("typed", ["", "?!", "x" * 300])
def test_nothing_is_no_answer_to_any_question(packs: tuple[Pack, ...], typed: str) -> None:
    """What cannot be read is no guess, whatever is asked."""
    for pack in packs:
        for question in pack.questions:
            assert not judge(key_of(question, ()), typed).counts, question.id


def test_every_estimate_takes_its_own_answer(packs: tuple[Pack, ...]) -> None:
    """The answer as it is written is exact, every distractor is off."""
    asked = [question for pack in packs for question in pack.questions if question.estimate]
    assert 25 <= len(asked)
    for question in asked:
        is_year = question.answer_kind == "year"
        for text in (question.answer, *question.distractors):
            span = numeric_guess(text, "year" if is_year else "number")
            assert span, (question.id, text)
            assert question.estimate
            off = distance(question.estimate, span, is_year=is_year)
            assert (off == 0) == (text == question.answer), (question.id, text)
