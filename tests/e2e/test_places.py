"""Direct messages, and servers that Clio is no member of."""

import pytest

from playground import Refused


async def test_content_in_a_direct_message(stage):
    """/fact, /quote and /onthisday work in a direct message, without anything for servers."""
    ben = stage.discord.member("ben").in_dm()
    fact = await ben.slash("fact")
    whatif = await ben.slash("whatif")

    assert "unseen of" in fact.text
    assert "Discuss" not in whatif.buttons


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


async def test_admin_is_for_servers(stage):
    """/admin is not offered in direct messages."""
    with pytest.raises(Refused, match="no command /admin"):
        await stage.discord.member("anna").in_dm().slash("admin settings")
