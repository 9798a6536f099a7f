"""Direct messages, and servers that Clio is no member of."""

import pytest

from playground import Refused


async def test_content_in_a_direct_message(stage):
    """All but /admin work in a direct message, without anything for servers, and so do their buttons."""
    ben = stage.discord.member("ben").in_dm()
    for command in ("fact", "quote", "whatif"):
        card = await ben.slash(command)
        assert "unseen of" in card.text
        assert ["Another", "Sources", "Report"] == card.buttons
    another = await ben.click(card, "Another")
    reported = await ben.slash("report", id="rr-f001", reason="a good reason")

    assert card.text != another.text
    assert "On this day" in (await ben.slash("onthisday", date="7 November")).text
    assert "Sources of rr-f001" in (await ben.slash("source", id="rr-f001")).text
    assert "Found for" in (await ben.slash("search", text="Kronstadt")).text
    assert "**/fact** ·" in (await ben.slash("help")).text
    assert "Thank you" in reported.text


async def test_post_in_a_direct_message_is_answered_with_the_reason(stage):
    """post:true where there are no threads gives the card and says why no thread."""
    reply = await stage.discord.member("ben").in_dm().slash("whatif", post=True)

    assert "Discussions can be opened in a server" in reply.text


async def test_user_install_where_clio_is_no_member(stage):
    """Who installed Clio for themselves can use her in a server that she is no member of; memory is their own."""
    chiara = stage.discord.member("chiara", guild="The Annex")
    stage.discord.world.application.user_installs.add(chiara.id)
    fact = await chiara.slash("general", "fact", context="guild_user_install")
    whatif = await chiara.slash("general", "whatif", context="guild_user_install")

    assert "unseen of" in fact.text
    assert "Discuss" not in whatif.buttons


FOR_SERVERS = (
    *("admin settings", "appeals mine", "competition list", "daily", "leaderboard", "prompts archive", "quiz rules"),
    *("schedule list", "season list", "stats", "suggest mine", "team list"),
)


@pytest.mark.parametrize("command", FOR_SERVERS)
async def test_what_belongs_to_a_server_is_not_offered_in_direct_messages(stage, command):
    """Each of these commands is for servers alone."""
    with pytest.raises(Refused, match=f"no command /{command.split()[0]}"):
        await stage.discord.member("anna").in_dm().slash(command)


async def test_what_belongs_to_a_server_is_not_offered_where_clio_is_no_member(stage):
    """Nor to those who installed her for themselves."""
    chiara = stage.discord.member("chiara", guild="The Annex")
    stage.discord.world.application.user_installs.add(chiara.id)
    for command in FOR_SERVERS:
        with pytest.raises(Refused, match=f"no command /{command.split()[0]}"):
            await chiara.slash("general", command, context="guild_user_install")
