"""What a member is told of their data."""

import gzip
import json

from bot.presentation.privacy import exported, held_card
from tests.presentation.parts import texts


def test_what_is_held_is_counted_by_kind():
    """Kinds without anything are left out, and what can be done is named."""
    shown = "\n".join(texts(held_card({"guesses": 1_200, "results": 1, "reports": 0}, is_hidden=False)))

    assert "- 1,200 answers that you gave in quizzes" in shown
    assert "- 1 result of a round" in shown
    assert "report" not in shown
    assert "/privacy hide" in shown


def test_nothing_is_said_to_be_nothing():
    """Somebody who is hidden and has no data is told both."""
    shown = "\n".join(texts(held_card({"guesses": 0}, is_hidden=True)))

    assert "Nothing." in shown
    assert "You are **hidden**" in shown
    assert "/privacy unhide" in shown


def test_a_large_export_is_compressed():
    """It is JSON up to the limit of what may be attached, and the same JSON in gzip beyond it; all scripts survive."""
    held = {"names": [{"name": "Иван 毛 \ud800"}] * 100}
    name, content = exported(held, 100_000)
    packed_name, packed = exported(held, len(content) - 1)

    assert "clio-export.json" == name
    assert "Иван 毛 ?" == json.loads(content)["names"][99]["name"]
    assert "clio-export.json.gz" == packed_name
    assert content == gzip.decompress(packed)
    assert (name, content) == exported(held, len(content))
