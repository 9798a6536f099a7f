"""Scheduled events: made, changed and ended by an unmodified client, with Discord's rules."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest

from playground import Permission, Playground
from tests.playground.clients import Bot, Login

HEARS = discord.Intents(guilds=True, guild_scheduled_events=True)
MAY = Permission.CREATE_EVENTS


def moment(pg: Playground, hours: float = 0.0) -> datetime:
    """So many hours from now, in whole seconds of this Discord's clock."""
    return datetime.fromtimestamp(int(pg.world.clock()), UTC) + timedelta(hours=hours)


def allow(pg: Playground, permissions: int) -> None:
    """The bot's role gives this from now on."""
    guild = pg.guild()
    role = next(role for role in guild.roles.values() if role.bot_id)
    pg.staff.set_role_permissions(guild, role, int(permissions))


def guild_of(bot: Bot, pg: Playground) -> discord.Guild:
    """The guild as the client knows it."""
    guild = bot.get_guild(pg.guild().id)
    assert guild is not None
    return guild


async def create(bot: Bot, pg: Playground, **changed: Any) -> discord.ScheduledEvent:
    """A quiz night, tomorrow for two hours."""
    usual: dict[str, Any] = {
        "name": "Quiz night",
        "description": "Ten questions on Rome",
        "start_time": moment(pg, 24),
        "end_time": moment(pg, 26),
        "location": "#quiz",
        "privacy_level": discord.PrivacyLevel.guild_only,
        "entity_type": discord.EntityType.external,
    }
    return await guild_of(bot, pg).create_scheduled_event(**(usual | changed))


async def test_an_event_is_made_changed_and_deleted(pg: Playground, login: Login) -> None:
    """The client hears of each step, and what it fetches is what was made."""
    allow(pg, MAY)
    bot = await login(pg, intents=HEARS)
    heard: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
    for name in ("create", "delete"):

        async def listen(event: discord.ScheduledEvent, name: str = name) -> None:
            heard.put_nowait((name, event.name))

        setattr(bot, f"on_scheduled_event_{name}", listen)

    async def changed(_: discord.ScheduledEvent, after: discord.ScheduledEvent) -> None:
        heard.put_nowait(("update", after.name))

    bot.on_scheduled_event_update = changed  # type: ignore[attr-defined]
    made = await create(bot, pg)
    assert ("create", "Quiz night") == await asyncio.wait_for(heard.get(), 20)
    await made.edit(name="Quiz final")
    assert ("update", "Quiz final") == await asyncio.wait_for(heard.get(), 20)
    [found] = await guild_of(bot, pg).fetch_scheduled_events()
    assert (made.id, "Quiz final", "#quiz", moment(pg, 24)) == (found.id, found.name, found.location, found.start_time)
    assert (discord.EventStatus.scheduled, bot.application_id) == (found.status, found.creator_id)
    await found.delete()
    assert ("delete", "Quiz final") == await asyncio.wait_for(heard.get(), 20)
    assert [] == await guild_of(bot, pg).fetch_scheduled_events()
    assert [] == pg.events()


async def test_events_are_told_to_whoever_logs_in(pg: Playground, login: Login) -> None:
    """A guild comes with its events that are not over."""
    allow(pg, MAY)
    bot = await login(pg, intents=HEARS)
    await create(bot, pg, name="Called off")
    kept = await create(bot, pg)
    [off] = [event for event in pg.events() if event.name == "Called off"]
    await (await guild_of(bot, pg).fetch_scheduled_event(off.id)).cancel()
    again = await login(pg, intents=HEARS)
    assert [kept.id] == [event.id for event in guild_of(again, pg).scheduled_events]


async def test_an_event_begins_and_ends_by_itself(pg: Playground, login: Login) -> None:
    """At its start it is under way, at its end it is over, and not listed any more."""
    allow(pg, MAY)
    bot = await login(pg, intents=HEARS)
    made = await create(bot, pg)
    pg.move_clock(timedelta(hours=25))
    assert discord.EventStatus.active == (await guild_of(bot, pg).fetch_scheduled_event(made.id)).status
    pg.move_clock(timedelta(hours=2))
    assert discord.EventStatus.completed == (await guild_of(bot, pg).fetch_scheduled_event(made.id)).status
    assert [] == await guild_of(bot, pg).fetch_scheduled_events()


async def test_an_event_is_begun_and_ended_by_hand(pg: Playground, login: Login) -> None:
    """What stands still can be begun or called off, what is under way only ended, what is over nothing more."""
    allow(pg, MAY)
    bot = await login(pg, intents=HEARS)
    made = await (await create(bot, pg)).start()
    assert discord.EventStatus.active == made.status
    for wrong in ({"start_time": moment(pg, 25)}, {"status": discord.EventStatus.scheduled}):
        with pytest.raises(discord.HTTPException) as caught:
            await made.edit(**wrong)
        assert 50035 == caught.value.code
    await made.edit(end_time=moment(pg, 30))
    over = await made.end()
    with pytest.raises(discord.HTTPException) as caught:
        await over.edit(name="Once more")
    assert 180000 == caught.value.code
    assert 2 == len(pg.take_violations())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"start_time": timedelta(hours=-1)}, "scheduled_start_time"),
        ({"start_time": timedelta(days=2000), "end_time": timedelta(days=2001)}, "scheduled_start_time"),
        ({"end_time": timedelta(hours=23)}, "scheduled_end_time"),
        ({"name": " "}, "name"),
        ({"location": ""}, "location"),
    ],
)
async def test_what_cannot_be_is_refused(pg: Playground, login: Login, wrong: dict[str, Any], field: str) -> None:
    """Past and far starts, an end before the start, and empty texts; nothing is made."""
    allow(pg, MAY)
    bot = await login(pg, intents=HEARS)
    moments = {key: moment(pg) + value if isinstance(value, timedelta) else value for key, value in wrong.items()}
    with pytest.raises(discord.HTTPException) as caught:
        await create(bot, pg, **moments)
    assert (50035, True) == (caught.value.code, field in caught.value.text)
    assert 1 == len(pg.take_violations())
    assert [] == pg.events()


async def test_a_place_and_an_end_are_needed(pg: Playground, login: Login) -> None:
    """Texts that are too long, and an event that says neither where nor until when, are refused."""
    allow(pg, MAY)
    bot = await login(pg, intents=HEARS)
    with pytest.raises(discord.HTTPException):
        await create(bot, pg, name="x" * 101)
    whole: dict[str, Any] = {
        "name": "x",
        "privacy_level": 2,
        "entity_type": 3,
        "scheduled_start_time": moment(pg, 1).isoformat(),
        "scheduled_end_time": moment(pg, 2).isoformat(),
        "entity_metadata": {"location": "here"},
    }
    for missing in ("entity_metadata", "scheduled_end_time"):
        body = {key: value for key, value in whole.items() if key != missing}
        with pytest.raises(discord.HTTPException) as caught:
            await bot.http.create_guild_scheduled_event(pg.guild().id, **body)
        assert 50035 == caught.value.code
    assert 3 == len(pg.take_violations())
    assert [] == pg.events()


async def test_permissions_for_events(pg: Playground, login: Login) -> None:
    """Create Events is enough for own events, Manage Events for those of others, and neither for none."""
    allow(pg, 0)
    bot = await login(pg, intents=HEARS)
    with pytest.raises(discord.Forbidden) as caught:
        await create(bot, pg)
    assert 50013 == caught.value.code
    allow(pg, MAY)
    made = await create(bot, pg)
    [kept] = pg.events()
    kept.creator_id = pg.member("anna").id
    for attempt in (made.edit(name="x"), made.delete()):
        with pytest.raises(discord.Forbidden) as caught:
            await attempt
        assert 50013 == caught.value.code
    allow(pg, Permission.MANAGE_EVENTS)
    await made.delete()
    with pytest.raises(discord.NotFound) as gone:
        await guild_of(bot, pg).fetch_scheduled_event(made.id)
    assert 10070 == gone.value.code


async def test_a_guild_has_a_hundred_events_at_most(pg: Playground, login: Login) -> None:
    """The next one answers 30038 until one is over."""
    allow(pg, MAY)
    pg.limits.enabled = False
    bot = await login(pg, intents=HEARS)
    first = await create(bot, pg)
    for _ in range(99):
        await create(bot, pg)
    with pytest.raises(discord.HTTPException) as caught:
        await create(bot, pg)
    assert 30038 == caught.value.code
    await first.cancel()
    await create(bot, pg)


async def test_interest_is_counted(pg: Playground, login: Login) -> None:
    """Who is interested is told, counted and listed; pressing twice counts once."""
    allow(pg, MAY)
    bot = await login(pg, intents=HEARS)
    made = await create(bot, pg)
    [event] = pg.events()
    ben, chiara = pg.member("ben"), pg.member("chiara")
    for actor in (chiara, ben, ben):
        actor.interested(event)
    chiara.interested(event, wants=False)
    fetched = await guild_of(bot, pg).fetch_scheduled_event(made.id)
    assert 1 == fetched.user_count
    assert [ben.id] == [user.id async for user in fetched.users()]
