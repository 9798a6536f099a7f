"""The parts underneath: ids, components, shapes of requests, staff's acts."""

import discord
import pytest

from playground import Permission, Playground, components
from playground.openapi import normal
from playground.wire import Json
from playground.world import EPOCH_MS, World
from tests.playground.clients import Login


def test_snowflakes() -> None:
    """Ids carry the clock's milliseconds, grow, and are never given twice."""
    world = World(clock=lambda: 1_700_000_000.0)
    ids = [world.snowflake() for _ in range(5000)]
    assert sorted(set(ids)) == ids
    assert 1_700_000_000_000 == (ids[0] >> 22) + EPOCH_MS
    assert 1_700_000_000.0 == discord.utils.snowflake_time(ids[0]).timestamp()


def test_names_are_offered() -> None:
    """A wrong name is answered with those that there are."""
    pg = Playground(check="off")
    with pytest.raises(KeyError, match="there are: general, quiz, staff, what-if"):
        pg.channel("nowhere")
    with pytest.raises(KeyError, match="The Annex"):
        pg.guild("Nowhere")
    with pytest.raises(KeyError, match="anna"):
        pg.member("nobody")
    assert pg.channel("general").id == pg.channel("#general").id == pg.channel(pg.channel("general").id).id


def test_component_ids() -> None:
    """Given ids stay, the others are numbered in the order shown, around those taken."""
    row: Json = {"type": 1, "components": [{"type": 2, "id": 1, "style": 1, "label": "a"}, {"type": 2, "style": 1}]}
    section: Json = {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": {"type": 2, "style": 1}}
    stored = components.stored([row, section], lambda url: {"url": url})
    assert [2, 1, 3, 4, 5, 6] == [component["id"] for component in components.walk(stored)]


def test_requests_are_normalised() -> None:
    """Ids become strings and permissions numbers, as the document has them; a component's own id stays a number."""
    body: Json = {
        "recipient_id": 5,
        "permission_overwrites": [{"id": 7, "type": 0, "allow": "1024", "deny": 0}],
        "components": [{"type": 1, "id": 3, "components": [{"type": 2, "emoji": {"id": 9, "name": "x"}}]}],
        "allowed_mentions": {"users": [1, 2]},
        "flags": 4,
        "tts": True,
    }
    assert {
        "recipient_id": "5",
        "permission_overwrites": [{"id": "7", "type": 0, "allow": 1024, "deny": 0}],
        "components": [{"type": 1, "id": 3, "components": [{"type": 2, "emoji": {"id": "9", "name": "x"}}]}],
        "allowed_mentions": {"users": ["1", "2"]},
        "flags": 4,
        "tts": True,
    } == normal(body)


async def test_invited_and_removed(pg: Playground, login: Login) -> None:
    """The bot hears of a server that invites it, and of one that removes it."""
    bot = await login(pg)
    annex = pg.guild("The Annex")
    pg.staff.invite(annex, int(Permission.VIEW_CHANNEL))
    pg.staff.remove(pg.guild("The Reading Room"), pg.world.application.bot)
    await pg.member("ben").say("general", f"<@{pg.world.application.bot.id}>")
    await bot.hear("message")
    assert {"The Long Nineteenth", "The Annex"} == {guild.name for guild in bot.guilds}


async def test_closed_conversation(pg: Playground, login: Login) -> None:
    """A member who takes no messages from applications cannot be written to: 50007."""
    bot = await login(pg)
    ben = pg.member("ben")
    ben.user.takes_messages = False
    with pytest.raises(discord.Forbidden) as caught:
        await (await bot.fetch_user(ben.id)).send("hello")
    assert 50007 == caught.value.code


async def test_a_new_login_replaces_the_session(pg: Playground, login: Login) -> None:
    """A client that says good-bye leaves no session behind."""
    first = await login(pg)
    await first.close()
    await login(pg)
    assert 1 == len(pg.gateway.sessions)
    assert 2 == pg.gateway.identifies


async def test_observed_events_are_visible_ones(pg: Playground) -> None:
    """Whoever watches hears of what they see: not of the staff's channel, not of others' conversations."""
    with pg.observe(pg.member("ben").id) as events:
        await pg.member("anna").say("staff", "hidden")
        await pg.member("anna").in_dm().say("private")
        await pg.member("anna").say("general", "public")
        assert "public" == (await events.get())["d"]["content"]
