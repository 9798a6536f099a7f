"""/source, /search and /help."""

import re

from playground.acting import SUBCOMMAND


async def test_source_shows_the_whole_citation(ben):
    """Author, title, check, licence, ledger and history, privately."""
    reply = await ben.slash("general", "source", id="rr-f013")

    assert reply.ephemeral
    for part in ("Deutscher", "not yet checked against the page", "CC BY-SA 4.0", "C013", "History of this item"):
        assert part in reply.text


async def test_an_unknown_id_names_the_nearest(ben):
    """A mistyped id is answered with ids that exist."""
    reply = await ben.slash("general", "source", id="rr-f01_3`")

    assert reply.ephemeral
    assert "rr-f013" in reply.text


async def test_search_forgives_spelling_and_script(ben):
    """A misspelt name and one in its own script find the same subject."""
    for typed, meant in (("Kronstat", "Kronstadt"), ("Троцкий", "Trotsky"), ("kronstadt", "Kronstadt")):
        reply = await ben.slash("general", "search", text=typed)
        assert reply.ephemeral
        assert meant in reply.text


async def test_a_hit_is_shown_to_everybody(ben):
    """A choice under the hits posts the card."""
    hits = await ben.slash("general", "search", text="Testament of Lenin")
    select = next(c for c in hits.components if c["type"] == 3)
    card = await ben.select(hits, custom_id="show", values=[select["options"][0]["value"]])

    assert not card.ephemeral
    assert select["options"][0]["value"] in card.text


async def test_search_offers_titles_while_typing(ben):
    """A title chosen from the list is shown at once, to everybody."""
    offered = await ben.autocomplete("general", "search", focused="text", value="krons")
    found = await ben.slash("general", "search", text=offered[0]["value"])

    assert not found.ephemeral
    assert offered[0]["value"] in found.text


async def test_search_does_not_give_quiz_answers_away(ben, catalogue):
    """Questions are not found."""
    question = catalogue.matching("question")[0]
    reply = await ben.slash("general", "search", text=question.question[:100])

    assert question.id not in reply.text


async def test_nothing_found_says_so(ben):
    """Junk is refused with an example, and what was typed stays text."""
    reply = await ben.slash("general", "search", text="qqqqq zzzzz <@x> ``` vvvvv")

    assert reply.ephemeral
    assert "Nothing is found" in reply.text
    assert "<@x>" not in reply.text.replace(r"\<\@x\>", "")
    assert "/search text:" in reply.text


async def test_help_lists_every_command(stage, anna, ben):
    """Every command that Discord shows is in the help; what a member may not use is not in theirs."""
    reply = await anna.slash("general", "help")
    of_a_member, in_private = await ben.slash("general", "help"), await ben.in_dm().slash("help")

    known = stage.discord.world.application.commands.values()
    names = [
        " ".join((command["name"], *part))
        for command in known
        for part in [[o["name"]] for o in command.get("options", ()) if o["type"] == SUBCOMMAND] or [[]]
    ]
    assert "admin settings" in names
    assert "**/admin**" not in of_a_member.text
    assert "**/quiz** start, " in of_a_member.text
    assert "**/quiz**" not in in_private.text
    rows = re.findall(r"^\*\*/(.+?)\*\* (.*?) ?·", reply.text, re.MULTILINE)
    assert sorted(names) == sorted(f"{name} {part}".strip() for name, parts in rows for part in parts.split(", "))
