"""Suggestions for tests, each with an id whose moment follows from its number."""

from bot.domain.proposal import Proposal, WhatIfProposal
from bot.storage.suggestions import Suggestion
from tests.domain.proposals import a_whatif

HOUR_MS = 60 * 60 * 1000


def a_proposal(title: str = "the driver had kept to the quay?") -> WhatIfProposal:
    """A what-if with nothing to mend."""
    return a_whatif(title=title)


def a_suggestion(
    number: int,
    *,
    guild: int = 1,
    user: int = 5,
    name: str = "Member",
    at: int = 0,
    proposal: Proposal | None = None,
) -> Suggestion:
    """The suggestion with this number; with `at`, milliseconds in Discord's own time, its id says when it was made."""
    told = proposal or a_proposal(f"the driver had turned {number} times?")
    return Suggestion((at << 22) + number, guild, user, name, told)
