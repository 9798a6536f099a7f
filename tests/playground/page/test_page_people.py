"""Who one is, where one may look, and that two tabs are two people."""

import asyncio
import re

import pytest
from playwright.async_api import Page, WebSocketRoute, expect

from playground import Permission
from tests.playground.page.conftest import Stage, run

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_act_as_menu_links_to_every_person(stage: Stage, anna: Page):
    """The menu names everybody with their roles; an entry is a link that keeps the choice in the address."""
    await anna.get_by_text("Act as …").click()
    menu = anna.get_by_role("navigation", name="Act as")
    names = ["Anna Moderator", "Ben", "Chiara", "Dmitri", "Emeka", "Fatima", "Operator"]
    await expect(menu.get_by_role("link")).to_have_text([re.compile(name.replace(" ", ".*")) for name in names])
    await menu.get_by_role("link", name="Chiara").click()
    await expect(anna).to_have_url(re.compile(r"\?as=chiara"))
    await anna.get_by_role("textbox", name="Message").fill("It is me")
    await anna.keyboard.press("Enter")
    await expect(anna.get_by_role("article", name=re.compile("Chiara"))).to_contain_text("It is me")
    assert ["chiara"] == [said.author for said in stage.discord.messages("general")]


async def test_without_a_name_one_is_the_moderator(stage: Stage):
    """The bare address makes one anna and says so in the address."""
    page = await stage.tab("")
    await expect(page).to_have_url(re.compile(r"\?as=anna"))


async def test_unknown_name_is_explained(stage: Stage, anna: Page):
    """An address with a name that nobody has says which names there are."""
    await anna.goto(f"{stage.discord.url}/?as=nobody")
    await expect(anna.get_by_text("Nobody here is called 'nobody'; there are: anna, ben")).to_be_visible()


async def test_staff_channel_is_hidden_from_players(stage: Stage, anna: Page):
    """A private channel stands in the moderator's list only; taken away while it is open, it is left."""
    ben = await stage.tab("ben")
    channels = [tab.get_by_role("navigation", name="Channels").get_by_role("button") for tab in (anna, ben)]
    await expect(channels[0]).to_have_text(["general", "quiz", "what-if", "staff"])
    await expect(channels[1]).to_have_text(["general", "quiz", "what-if"])
    await channels[0].filter(has_text="staff").click()
    await expect(anna.get_by_role("textbox", name="Message #staff")).to_be_visible()
    guild = stage.discord.guild()
    stage.discord.staff.set_roles(guild, stage.discord.member("anna").user, [])
    await expect(anna.get_by_role("textbox", name="Message #general")).to_be_visible()
    await expect(channels[0]).to_have_text(["general", "quiz", "what-if"])


async def test_channel_without_permission_to_write_is_locked(stage: Stage, ben: Page):
    """Where one may not write, the message box says so and takes nothing, also when that comes while it is open."""
    everyone = stage.discord.guild().roles[stage.discord.guild().id]
    box = ben.get_by_role("textbox", name="You do not have permission to send messages in this channel.")
    for place in ("general", "quiz"):
        stage.discord.staff.set_overwrite(stage.discord.channel(place), everyone, deny=Permission.SEND_MESSAGES)
    await expect(box).to_be_disabled()
    await ben.get_by_role("button", name="quiz").click()
    await expect(ben.locator("#title")).to_have_text("quiz")
    await expect(box).to_be_disabled()


async def test_channel_that_is_hidden_while_it_is_open_is_left(stage: Stage, ben: Page):
    """A channel that a moderator hides disappears at once."""
    everyone = stage.discord.guild().roles[stage.discord.guild().id]
    stage.discord.staff.set_overwrite(stage.discord.channel("general"), everyone, deny=Permission.VIEW_CHANNEL)
    await expect(ben.get_by_role("textbox", name="Message #quiz")).to_be_visible()
    await expect(ben.get_by_role("navigation", name="Channels").get_by_role("button")).to_have_text(["quiz", "what-if"])


async def test_words_not_yet_sent_wait_in_their_channel(ben: Page):
    """What was typed in a channel is still there after a look at another one."""
    await ben.get_by_role("textbox", name="Message #general").fill("Half a thought")
    await ben.get_by_role("button", name="quiz").click()
    await expect(ben.get_by_role("textbox", name="Message #quiz")).to_have_value("")
    await ben.get_by_role("button", name="general").click()
    await expect(ben.get_by_role("textbox", name="Message #general")).to_have_value("Half a thought")


async def test_conversation_with_the_bot_is_in_the_list(stage: Stage, ben: Page):
    """Commands run in the conversation with the bot, which nobody else sees."""
    await ben.get_by_role("button", name="Direct messages").click()
    await expect(ben.get_by_role("textbox", name="Message @Clio")).to_be_visible()
    await run(ben, "fact")
    await expect(ben.get_by_role("heading", name="Ghent, turned 0 times")).to_be_visible()
    assert [] == stage.discord.messages("general")


async def test_unread_channels_are_marked(stage: Stage, anna: Page):
    """What is said elsewhere marks its channel and server until they are opened."""
    await stage.discord.member("ben").say("quiz", "Anybody here?")
    await expect(anna.get_by_role("button", name="quiz (unread)")).to_be_visible()
    room = stage.discord.guild("The Reading Room")
    await stage.discord.member("ben", room).say(next(iter(room.channels.values())), "Psst")
    await expect(anna.get_by_role("button", name="The Reading Room, unread")).to_be_visible()
    await anna.get_by_role("button", name="quiz (unread)").click()
    await expect(anna.get_by_role("button", name="quiz (unread)")).to_have_count(0)


async def test_forum_lists_its_posts_and_takes_new_ones(stage: Stage):
    """A forum shows posts with tags, filters by tag, and opens a post that was just written."""
    anna = await stage.tab("anna", channel="what-if")
    await expect(anna.get_by_text("There are no posts yet.")).to_be_visible()
    await stage.discord.member("ben").post("what-if", "No telegraph", "What then?", tags=["20th century"])
    post = anna.get_by_role("list", name="Posts in what-if").get_by_role("listitem")
    await expect(post).to_have_text(re.compile("20th century.*No telegraph.*Ben.*What then", re.DOTALL))
    await anna.get_by_role("button", name="Antiquity").click()
    await expect(anna.get_by_text("No post has these tags.")).to_be_visible()
    await anna.get_by_text("New post").click()
    await anna.get_by_role("textbox", name="Title").fill("Carthage wins")
    await anna.get_by_role("textbox", name="Message").fill("And then?")
    await anna.get_by_role("checkbox", name="Antiquity").check()
    await anna.get_by_role("button", name="Post", exact=True).click()
    await expect(anna.locator("#title")).to_have_text("what-if › Carthage wins")
    await expect(anna.locator(".message")).to_contain_text("And then?")
    names = {thread.name for thread in stage.discord.guild().threads.values()}
    assert {"No telegraph", "Carthage wins"} == names


async def test_lost_line_is_taken_up_again(stage: Stage, anna: Page):
    """When the connection breaks the page says so, connects anew, shows what was missed and keeps what was typed."""
    lines: list[WebSocketRoute] = []
    held = asyncio.Event()

    async def connect(line: WebSocketRoute) -> None:
        lines.append(line)
        if len(lines) > 1:
            await held.wait()
        line.connect_to_server()

    await anna.route_web_socket(re.compile("/playground/socket"), connect)
    await anna.reload()
    box = anna.get_by_role("textbox", name="Message #general")
    await box.fill("Half a thought")
    await lines[0].close()
    await expect(anna.get_by_text("Connecting to the playground …")).to_be_visible()
    await stage.discord.member("ben").say("general", "Did you hear me?")
    held.set()
    await expect(anna.locator(".message")).to_contain_text("Did you hear me?")
    await expect(box).to_have_value("Half a thought")
    await expect(anna.get_by_text("Connecting to the playground …")).to_have_count(0)
    await anna.close()


async def test_members_are_listed_by_role(anna: Page):
    """The list of members has the moderator apart, the bot with its tag; its button hides it."""
    members = anna.get_by_role("complementary", name="Members")
    await expect(members.get_by_role("region", name="Moderator")).to_contain_text("Anna")
    await expect(members.get_by_role("region", name="Online").get_by_role("listitem")).to_have_count(7)
    await expect(members).to_contain_text("ClioAPP")
    await anna.get_by_role("button", name="Members").click()
    await expect(members).to_have_count(0)


async def test_typing_is_shown(stage: Stage, anna: Page):
    """While the bot is typing the page says so."""
    await stage.bot.http.send_typing(stage.discord.channel("general").id)
    await expect(anna.get_by_text("Clio is typing…")).to_be_visible()
