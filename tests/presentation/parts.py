"""What the tests of cards ask: every part of a card, its texts, the ids of what can be pressed."""

from collections.abc import Iterator

from bot.presentation.components import Card, Component


def parts(card: Card) -> Iterator[Component]:
    """Every component of the card, those within others after them."""
    left = card.to_components()
    while left:
        part = left.pop(0)
        yield part
        left[:0] = part.get("components", [])


def texts(card: Card) -> list[str]:
    """The card's blocks of text, in order."""
    return [part["content"] for part in parts(card) if "content" in part]


def custom_ids(card: Card) -> list[str]:
    """What the card's buttons and selects carry."""
    return [part["custom_id"] for part in parts(card) if "custom_id" in part]
