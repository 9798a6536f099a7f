"""What is said to those who press Ready on the card of their match."""

from bot.errors import Refusal
from bot.presentation.components import Card
from bot.presentation.contests import Planned, at
from bot.presentation.notices import done


def ready_card(competition: Planned) -> Card:
    """They are there; when it begins."""
    until = competition.ready_until_at or competition.break_until_at or competition.starts_at
    latest = f", {at(until)} at the latest" if competition.ready_until_at and until else ""
    waits = f" That is not before {at(until)}." if until and not competition.ready_until_at else ""
    return done(f"You are there. The match begins as soon as all are{latest}.{waits}")


def not_playing() -> Refusal:
    """Says whose button it is."""
    return Refusal("You do not play in this match.", "The status shows yours.", "/competition status")


def has_begun() -> Refusal:
    """Says that it is too late."""
    return Refusal("This match has begun, or is decided.", "The status shows how it stands.", "/competition status")
