"""The questions that all matches of a stage are asked."""

import random
from collections.abc import Collection, Mapping, Sequence

from bot.domain.content import Question
from bot.domain.quiz import next_question


def packet(
    matching: Sequence[Question], earlier: Collection[str], marks: Mapping[str, int], count: int, dice: random.Random
) -> tuple[str, ...]:
    """The ids of so many questions in the order in which they are asked; of fewer where there are no more.

    Args:
        matching: what may be asked.
        earlier: the ids of those that earlier stages asked, which come again only where there are no others.
        marks: when each was last shown in the guild; unseen ones come first.
        count: how many are wanted.
        dice: of the competition's seed and the stage.
    """
    told = frozenset(earlier)
    used = [question for question in matching if question.id in told]
    drawn: list[Question] = []
    while len(drawn) < count:
        found = next_question(matching, [*used, *drawn], marks, dice) or next_question(matching, drawn, marks, dice)
        if found is None:
            break
        drawn.append(found[0])
    return tuple(question.id for question in drawn)
