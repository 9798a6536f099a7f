"""What came of a discussion: who took part, which replies stood out, how its vote went."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

BEST = 3
"""Replies that a recap links to."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message in a discussion; its text is nobody's business here."""

    message_id: int
    author_id: int
    reactions: int
    """Of all kinds together."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A discussion in numbers, and the replies with the most reactions, the most first."""

    posts: int
    contributors: int
    best: tuple[Reply, ...]
    is_cut: bool = False
    """There were more posts than were read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a vote went: the answers with the most votes, in their order; the votes of each of them and of all."""

    leading: tuple[str, ...]
    votes: int
    total: int


def talk(replies: Sequence[Reply], hidden: Collection[int], *, is_cut: bool = False) -> Talk:
    """The discussion that these replies make, given in the order of time.

    Who is hidden counts and is not shown. Of replies with as many reactions the earlier comes first; without any
    reaction none stands out.
    """
    shown = [reply for reply in replies if reply.reactions and reply.author_id not in hidden]
    best = sorted(shown, key=lambda reply: -reply.reactions)[:BEST]
    return Talk(len(replies), len({reply.author_id for reply in replies}), tuple(best), is_cut)


def outcome(votes: Mapping[str, int]) -> Outcome | None:
    """How a vote went, from the votes by answer; None where nobody voted.

    >>> outcome({"Unlikely": 2, "Possible": 2, "Likely": 1})
    Outcome(leading=('Unlikely', 'Possible'), votes=2, total=5)
    """
    most = max(votes.values(), default=0)
    if not most:
        return None
    return Outcome(tuple(answer for answer, count in votes.items() if count == most), most, sum(votes.values()))
