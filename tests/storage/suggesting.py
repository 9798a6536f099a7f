"""Suggestions for tests, each with an id whose moment follows from its number."""

from bot.domain.proposal import EXAMPLE, Proposal, proposed
from bot.storage.suggestions import Suggestion

HOUR_MS = 60 * 60 * 1000


def a_proposal(title: str = "the driver had kept to the quay?") -> Proposal:
    """A what-if with nothing to mend."""
    found = proposed(
        {
            "title": title,
            "background": "Franz Ferdinand's driver took a wrong turning, and Princip shot him.",
            "change": EXAMPLE,
            "source": "Christopher Clark, The Sleepwalkers",
            "question": "Would another crisis have led to war?",
        }
    )
    assert isinstance(found, Proposal)
    return found


def a_suggestion(number: int, *, guild: int = 1, user: int = 5, name: str = "Member", at: int = 0) -> Suggestion:
    """The suggestion with this number; with `at`, milliseconds in Discord's own time, its id says when it was made."""
    return Suggestion((at << 22) + number, guild, user, name, a_proposal(f"the driver had turned {number} times?"))
