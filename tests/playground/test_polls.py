"""Polls, by an unmodified client."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest
from discord import ui

from playground import Permission, Playground, Refused
from tests.playground.clients import Bot, Login

POLLS = discord.Intents(guilds=True, messages=True, polls=True)
CONTENT = 1 << 15


def plausible(hours: int = 24, *, several: bool = False) -> discord.Poll:
    """A poll with three answers."""
    poll = discord.Poll("How plausible?", timedelta(hours=hours), multiple=several)
    return poll.add_answer(text="Very", emoji="🎯").add_answer(text="Somewhat").add_answer(text="Not at all")


async def ask(bot: Bot, pg: Playground, poll: discord.Poll | None = None, **more: Any) -> discord.Message:
    """The bot asks in #general."""
    channel = bot.get_channel(pg.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    return await channel.send(poll=poll or plausible(), **more)


async def hears(bot: Bot, *names: str) -> asyncio.Queue[tuple[str, Any]]:
    """What the client hears of these events from now on."""
    heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()

    def listener(name: str) -> Any:
        async def listen(*data: Any) -> None:
            heard.put_nowait((name, data[0]))

        return listen

    for name in names:
        setattr(bot, f"on_{name}", listener(name))
    return heard


async def test_poll_is_asked(pg: Playground, login: Login) -> None:
    """A poll comes back with its question, answers, end and, as yet, no votes."""
    bot = await login(pg)
    message = await ask(bot, pg, plausible(72, several=True))
    poll = message.poll
    assert poll is not None
    assert ("How plausible?", ["Very", "Somewhat", "Not at all"]) == (poll.question, [a.text for a in poll.answers])
    assert (timedelta(hours=72), True, False, 0) == (
        poll.duration,
        poll.multiple,
        poll.is_finalised(),
        poll.total_votes,
    )
    assert "🎯" == str(poll.answers[0].emoji)
    seen = pg.messages("general")[0]
    assert {"Very": 0, "Somewhat": 0, "Not at all": 0} == seen.votes
    assert "How plausible?\nVery\nSomewhat\nNot at all" == seen.text


async def test_votes_are_told_and_listed(pg: Playground, login: Login) -> None:
    """Votes and their taking back are told under their intent; a new vote replaces the old one; voters are listed."""
    bot = await login(pg, intents=POLLS)
    heard = await hears(bot, "raw_poll_vote_add", "raw_poll_vote_remove")
    message = await ask(bot, pg)
    ben, chiara = pg.member("ben"), pg.member("chiara")
    seen = pg.messages("general")[0]
    await ben.vote(seen, "Very")
    await chiara.vote(seen, 1)
    await ben.vote(seen, "Not at all")
    await chiara.unvote(seen)
    told = [await asyncio.wait_for(heard.get(), 20) for _ in range(5)]
    assert [
        ("raw_poll_vote_add", ben.id, 1),
        ("raw_poll_vote_add", chiara.id, 1),
        ("raw_poll_vote_remove", ben.id, 1),
        ("raw_poll_vote_add", ben.id, 3),
        ("raw_poll_vote_remove", chiara.id, 1),
    ] == [(name, vote.user_id, vote.answer_id) for name, vote in told]
    assert {"Very": 0, "Somewhat": 0, "Not at all": 1} == seen.now().votes
    fetched = await message.channel.fetch_message(message.id)
    assert fetched.poll is not None
    assert [0, 0, 1] == [answer.vote_count for answer in fetched.poll.answers]
    assert [ben.id] == [voter.id async for voter in fetched.poll.answers[2].voters()]
    assert [] == [voter.id async for voter in fetched.poll.answers[0].voters(limit=5)]


async def test_votes_need_their_intent(pg: Playground, login: Login) -> None:
    """A client without the intent for polls hears of no votes."""
    bot = await login(pg)
    heard = await hears(bot, "raw_poll_vote_add", "raw_reaction_add")
    await ask(bot, pg)
    await pg.member("ben").vote(pg.messages("general")[0], "Very")
    await pg.member("ben").say("general", "after the vote")
    assert "How plausible?" == (await bot.hear("message")).poll.question
    assert pg.member("ben").id == (await bot.hear("message")).author.id
    assert heard.empty()


async def test_voters_are_listed_in_pages(pg: Playground, login: Login) -> None:
    """Voters come by age of their accounts, after the one that is named."""
    bot = await login(pg)
    message = await ask(bot, pg, plausible(several=True))
    members = [pg.member(name) for name in ("fatima", "ben", "emeka")]
    for member in members:
        await member.vote(pg.messages("general")[0], "Very", "Somewhat")
    first = await bot.http.get_poll_answer_voters(message.channel.id, message.id, 1, limit=2)
    ids = [int(user["id"]) for user in first["users"]]
    rest = await bot.http.get_poll_answer_voters(message.channel.id, message.id, 1, after=ids[-1])
    assert sorted(member.id for member in members) == ids + [int(user["id"]) for user in rest["users"]]


async def test_poll_ends_by_the_clock(pg: Playground, login: Login) -> None:
    """When its time is over a poll takes no votes, its results are final, and a message of type 46 tells of it."""
    bot = await login(pg)
    heard = await hears(bot, "raw_message_edit")
    message = await ask(bot, pg, plausible(2))
    seen = pg.messages("general")[0]
    await pg.member("ben").vote(seen, "Somewhat")
    pg.move_clock(timedelta(hours=1, minutes=59))
    assert not seen.now().is_counted
    pg.move_clock(timedelta(minutes=2))
    assert seen.now().is_counted
    _, edit = await asyncio.wait_for(heard.get(), 20)
    assert message.id == edit.message_id
    assert edit.data["poll"]["results"] == {
        "is_finalized": True,
        "answer_counts": [{"id": 2, "count": 1, "me_voted": False}],
    }
    await bot.hear("message")
    result = await bot.hear("message")
    assert (discord.MessageType.poll_result, message.id) == (result.type, result.reference.message_id)
    fields = {field.name: field.value for field in result.embeds[0].fields}
    assert {
        "poll_question_text": "How plausible?",
        "victor_answer_votes": "1",
        "total_votes": "1",
        "victor_answer_id": "2",
        "victor_answer_text": "Somewhat",
    } == fields
    with pytest.raises(Refused, match="nobody can vote"):
        await pg.member("chiara").vote(seen, "Very")


async def test_poll_is_ended_early(pg: Playground, login: Login) -> None:
    """The bot ends a poll of its own; the results are final a little later; it cannot be ended twice."""
    bot = await login(pg)
    pg.hub.polls_counted_after_s = 60
    message = await ask(bot, pg)
    seen = pg.messages("general")[0]
    await pg.member("ben").vote(seen, "Very")
    await pg.member("chiara").vote(seen, "Somewhat")
    ended = await message.end_poll()
    assert ended.poll is not None
    assert not ended.poll.is_finalised()
    assert ended.poll.expires_at is not None
    assert ended.poll.expires_at <= discord.utils.utcnow()
    with pytest.raises(Refused, match="nobody can vote"):
        await pg.member("dmitri").vote(seen, "Very")
    with pytest.raises(discord.HTTPException) as caught:
        await message.end_poll()
    assert 520001 == caught.value.code
    pg.move_clock(timedelta(seconds=61))
    fetched = await message.channel.fetch_message(message.id)
    assert fetched.poll is not None
    assert (True, [1, 1, 0]) == (fetched.poll.is_finalised(), [a.vote_count for a in fetched.poll.answers])
    result = pg.messages("general")[-1]
    assert {"poll_question_text", "victor_answer_votes", "total_votes"} == {
        f["name"] for f in result.embeds[0]["fields"]
    }
    assert [46] == [result.data["type"]]
    pg.move_clock(timedelta(days=2))
    assert 2 == len(pg.messages("general")), "the time that it had is not told a second time"


async def test_only_own_polls_are_ended(pg: Playground, login: Login) -> None:
    """A member's poll is not the bot's to end, and what is no poll cannot be ended."""
    bot = await login(pg)
    anna = pg.member("anna")
    with pytest.raises(Refused):
        await anna.poll("general", "Tea?", answers=["Yes", "No"])
    pg.staff.set_overwrite(pg.channel("general"), anna.user, allow=Permission.SEND_POLLS)
    theirs = await anna.poll("general", "Tea?", answers=["Yes", "No"], hours=1)
    for message, code in ((theirs, 50013), (await anna.say("general", "hello"), 520006)):
        with pytest.raises(discord.HTTPException) as caught:
            await bot.http.end_poll(message.channel_id, message.id)
        assert code == caught.value.code
    with pytest.raises(Refused, match="only own"):
        await pg.member("ben").end_poll(theirs)
    await anna.end_poll(theirs)
    await pg.until(lambda: theirs.now().is_counted)
    with pytest.raises(discord.NotFound):
        await bot.http.get_poll_answer_voters(theirs.channel_id, pg.messages("general")[1].id, 1)


async def test_poll_cannot_be_edited(pg: Playground, login: Login) -> None:
    """A message with a poll stays as it is: 520003."""
    bot = await login(pg)
    message = await ask(bot, pg)
    with pytest.raises(discord.HTTPException) as caught:
        await message.edit(content="corrected")
    assert 520003 == caught.value.code


async def test_poll_needs_its_permission(pg: Playground, login: Login) -> None:
    """Without Send Polls a poll is refused with 50013; given back, it is taken."""
    bot = await login(pg)
    general, me = pg.channel("general"), pg.world.application.bot
    pg.staff.set_overwrite(general, me, deny=Permission.SEND_POLLS)
    with pytest.raises(discord.Forbidden) as caught:
        await ask(bot, pg)
    assert 50013 == caught.value.code
    pg.staff.clear_overwrite(general, me)
    assert (await ask(bot, pg)).poll is not None


@pytest.mark.parametrize(
    ("poll", "code"),
    [
        ({"question": {"text": "x" * 301}, "answers": [{"poll_media": {"text": "a"}}]}, 50035),
        ({"question": {"text": ""}, "answers": [{"poll_media": {"text": "a"}}]}, 50035),
        ({"question": {"text": "x"}, "answers": []}, 50035),
        ({"question": {"text": "x"}, "answers": [{"poll_media": {"text": "a"}}] * 11}, 50035),
        ({"question": {"text": "x"}, "answers": [{"poll_media": {"text": "a" * 56}}]}, 50035),
        ({"question": {"text": "x"}, "answers": [{"poll_media": {}}]}, 50035),
        ({"question": {"text": "x"}, "answers": [{"poll_media": {"text": "a"}}], "duration": 769}, 50035),
        ({"question": {"text": "x"}, "answers": [{"poll_media": {"text": "a"}}], "duration": 0}, 50035),
        ({"question": {"text": "x"}, "answers": [{"poll_media": {"text": "a"}}], "duration": 1.5}, 50035),
        ({"question": {"text": "x"}, "answers": [{"poll_media": {"text": "a"}}], "layout_type": 2}, 50035),
        ({"question": {"text": "x"}, "answers": [{"poll_media": {"text": "a", "emoji": {"name": "x"}}}]}, 520004),
    ],
)
async def test_faulty_polls_are_refused(poll: dict[str, Any], code: int) -> None:
    """Whatever does not fit a poll is refused, by the rules alone too."""
    async with Playground(check="off") as pg:
        url = f"{pg.api_url}/channels/{pg.channel('general').id}/messages"
        headers = {"Authorization": f"Bot {pg.token}"}
        async with aiohttp.ClientSession(headers=headers) as http, http.post(url, json={"poll": poll}) as response:
            assert (400, code) == (response.status, (await response.json())["code"])
        assert [] == pg.messages("general")
        pg.take_violations()


async def test_poll_stands_beside_no_components_v2(pg: Playground, login: Login) -> None:
    """A message of components v2 takes no poll; the poll needs a message of its own."""
    bot = await login(pg)
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("What if?"))
    params = discord.http.handle_message_parameters(view=view, poll=plausible())
    with pytest.raises(discord.HTTPException) as caught:
        await bot.http.send_message(pg.channel("general").id, params=params)
    assert 50035 == caught.value.code
    assert any("poll" in sentence for sentence in pg.take_violations())


async def test_votes_are_bound_by_the_rules(pg: Playground, login: Login) -> None:
    """One answer where the poll takes one, one that it has, by people, in a message that is there for all."""
    bot = await login(pg)
    await ask(bot, pg)
    seen = pg.messages("general")[0]
    ben = pg.member("ben")
    with pytest.raises(Refused, match="takes one answer"):
        await ben.vote(seen, "Very", "Somewhat")
    with pytest.raises(Refused, match="no answer 'Maybe'; there are: Very, Somewhat, Not at all"):
        await ben.vote(seen, "Maybe")
    with pytest.raises(Refused, match="only people vote"):
        await pg.other_bot("Trivia Bot").vote(seen, "Very")
    with pytest.raises(Refused, match="no poll"):
        await ben.vote(await ben.say("general", "hello"), "Very")
    pg.staff.set_overwrite(pg.channel("general"), ben.user, deny=Permission.READ_MESSAGE_HISTORY)
    with pytest.raises(Refused, match="READ_MESSAGE_HISTORY"):
        await ben.vote(seen, "Very")


async def test_several_answers(pg: Playground, login: Login) -> None:
    """Where a poll takes several answers each is one vote, and one of them can be taken back."""
    bot = await login(pg)
    await ask(bot, pg, plausible(several=True))
    ben = pg.member("ben")
    seen = await ben.vote(pg.messages("general")[0], "Very", "Somewhat")
    assert {"Very": 1, "Somewhat": 1, "Not at all": 0} == seen.votes
    assert {"Very": 0, "Somewhat": 1, "Not at all": 0} == (await ben.unvote(seen, "Very")).votes


async def test_polls_of_others_are_withheld(pg: Playground, login: Login) -> None:
    """Without Message Content only the bot's own polls are there, over the gateway and over HTTP; with it all are."""
    bot = await login(pg)
    own = await ask(bot, pg)
    assert (await bot.hear("message")).poll is not None
    anna = pg.member("anna")
    pg.staff.set_overwrite(pg.channel("general"), anna.user, allow=Permission.SEND_POLLS)
    theirs = await anna.poll("general", "Tea?", answers=["Yes", "No"])
    assert (await bot.hear("message")).poll is None
    assert (await own.channel.fetch_message(theirs.id)).poll is None
    assert (await own.channel.fetch_message(own.id)).poll is not None
    pg.world.application.privileged_intents |= CONTENT
    fetched = (await own.channel.fetch_message(theirs.id)).poll
    assert fetched is not None
    assert "Tea?" == fetched.question


async def test_poll_in_a_thread(pg: Playground, login: Login) -> None:
    """A poll stands in a forum's post as well, and its end is told there, which opens an archived post again."""
    bot = await login(pg)
    forum = bot.get_channel(pg.channel("what-if").id)
    assert isinstance(forum, discord.ForumChannel)
    post = await forum.create_thread(name="No plague", content="1348")
    await post.thread.send(poll=plausible(100))
    pg.move_clock(timedelta(hours=80))
    assert pg.channel("No plague").archived
    pg.move_clock(timedelta(hours=21))
    assert ["1348", "", ""] == [seen.content for seen in pg.messages("No plague")]
    assert not pg.channel("No plague").archived


async def test_poll_as_an_answer(pg: Playground, login: Login) -> None:
    """A command is answered by a poll, at once or after a deferral; a deleted poll ends without a word."""

    def build(bot: Bot) -> None:
        @bot.tree.command(description="Asks")
        async def ask(interaction: discord.Interaction) -> None:
            await interaction.response.send_message(poll=plausible(1))

        @bot.tree.command(description="Asks later")
        async def later(interaction: discord.Interaction) -> None:
            await interaction.response.defer()
            await interaction.followup.send(poll=plausible(1))

    await login(pg, build)
    ben = pg.member("ben")
    asked = await ben.slash("general", "ask")
    late = await (await ben.slash("general", "later")).finished()
    assert {"Very": 1, "Somewhat": 0, "Not at all": 0} == (await ben.vote(asked.seen, "Very")).votes
    assert "How plausible?" == (late.poll or {})["question"]["text"]
    pg.staff.delete_message(asked.seen.record)
    pg.move_clock(timedelta(hours=2))
    assert [True] == [seen.is_counted for seen in pg.messages("general") if seen.poll]
    assert 2 == len(pg.messages("general"))
