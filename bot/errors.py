"""Everything that Clio says no with.

ClioError
├── Refusal            a player asked for something that cannot be; its text is shown to them, privately
├── StartFault         the start stops: one sentence for each thing that the operator must mend
├── DatabaseFault      (storage) the disk fails or is full; nothing of what was asked was kept
└── DeliveryFault      Discord said no to something that Clio posted on her own
    ├── ChannelGone    the channel, thread or message is not there any more
    ├── NotAllowed     a permission is missing
    └── Unavailable    Discord does not answer; trying again later may help
"""

from collections.abc import Sequence


class ClioError(Exception):
    """Root of the tree above."""


class Refusal(ClioError):
    """What was wrong, what is allowed, and one example that works.

    `problem` and `allowed` are sentences. `example` is what the player can type, such as `/onthisday date:7 November`.
    """

    def __init__(self, problem: str, allowed: str = "", example: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.allowed = allowed
        self.example = example


class StartFault(ClioError):
    """Why the bot does not start: `faults`, one sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class DeliveryFault(ClioError):
    """Discord refused a post; the text is a sentence for the staff that says what to mend."""


class ChannelGone(DeliveryFault):
    """The channel, thread or message was deleted or is out of sight."""


class NotAllowed(DeliveryFault):
    """Clio lacks a permission there."""


class Unavailable(DeliveryFault):
    """Discord failed or did not answer."""
