"""/privacy: what is held is shown, hidden, exported and deleted, in servers and in direct messages."""

import json
import sqlite3
import time
from contextlib import closing

import pytest

from playground import Permission
from tests.e2e.played import past


@pytest.fixture
async def players(stage, catalogue, anna, ben):
    """Anna and Ben, who have played a quiz with Chiara."""
    chiara = stage.discord.member("chiara")
    questions = catalogue.matching("question")[:2]
    async with past(stage) as played:
        await played.quiz(
            (stage.discord.guild().id, stage.discord.channel("quiz").id),
            questions,
            {anna: (60, 50), ben: (40, 0), chiara: (0, 0)},
            at=time.time_ns() // 1_000_000,
        )
    return anna, ben, chiara


async def attached(stage, reply):
    """The file that came with a reply, and its name."""
    seen = await reply.finished()
    [attachment] = seen.attachments
    return attachment["filename"], stage.discord.world.attachments[int(attachment["id"])].content


async def test_nothing_is_held_of_who_never_did_anything(stage, ben):
    """View says so, export and delete are refused, and hiding is something."""
    shown = await ben.slash("general", "privacy view")
    exported = await ben.slash("general", "privacy export")
    deleted = await ben.slash("general", "privacy delete")

    assert "Nothing." in shown.text
    assert "You are **shown**" in shown.text
    for refused in (exported, deleted):
        assert "Clio holds nothing about you" in refused.text
    assert all(reply.ephemeral for reply in (shown, exported, deleted))


async def test_hiding_and_unhiding(ben):
    """Each works once and says so when it is done again; in a direct message too."""
    said = [(await ben.slash("general", f"privacy {what}")).text for what in ("unhide", "hide", "hide")]
    in_dm = ben.in_dm()
    said += [(await in_dm.slash(f"privacy {what}")).text for what in ("view", "unhide", "view")]

    for words, text in zip(
        (
            "not hidden",
            "You are hidden from now on",
            "hidden already",
            "You are **hidden**",
            "shown again",
            "You are **shown**",
        ),
        said,
        strict=True,
    ):
        assert words in text


async def test_an_export_is_a_file_for_its_member_alone(stage, players):
    """It is JSON with everything of theirs and nothing of others."""
    _, ben, chiara = players
    reply = await ben.slash("general", "privacy export")
    name, content = await attached(stage, reply)
    held = json.loads(content)

    assert reply.ephemeral
    assert "clio-export.json" == name
    assert str(ben.id) == held["user_id"]
    assert [40, 0] == [result["points"] for result in held["results"]]
    assert str(chiara.id) not in content.decode()


async def test_an_export_where_files_are_forbidden_is_refused(stage, players):
    """The reason is told, and a direct message works."""
    _, ben, _ = players
    stage.deny("general", "Clio", Permission.ATTACH_FILES)
    refused = await ben.slash("general", "privacy export")
    name, _ = await attached(stage, await ben.in_dm().slash("privacy export"))

    assert "may not attach files" in refused.text
    assert "clio-export.json" == name


async def test_deleting_needs_the_word(stage, players):
    """Another word deletes nothing; the word deletes, once; what others earned stays."""
    anna, ben, _ = players
    form = await ben.slash("general", "privacy delete")
    refused = await ben.submit(form.modal, {"word": "yes"})
    before = await ben.slash("general", "privacy view")
    first, second = [await ben.slash("general", "privacy delete") for _ in range(2)]
    deleted = await ben.submit(first.modal, {"word": " delete "})
    again = await ben.submit(second.modal, {"word": "DELETE"})
    third = await ben.slash("general", "privacy delete")
    after = await ben.slash("general", "privacy view")
    board = await anna.slash("general", "leaderboard")

    assert "Nothing was deleted" in refused.text
    assert "2 answers that you gave" in before.text
    assert "Deleted." in deleted.text
    assert "Clio holds nothing about you" in again.text
    assert "Clio holds nothing about you" in third.text
    assert "Nothing." in after.text
    assert "**Anna** 110 points" in board.text
    assert "Ben" not in board.text
    with closing(sqlite3.connect(stage.settings().database)) as database:
        assert str(ben.id) not in "\n".join(database.iterdump())


async def test_a_form_of_before_a_restart_deletes(stage, players):
    """It can be sent after the bot is up again."""
    _, ben, _ = players
    form = await ben.slash("general", "privacy delete")
    await stage.restart()
    deleted = await ben.submit(form.modal, {"word": "DELETE"})

    assert "Deleted." in deleted.text
