"""Messages: cards, embeds, buttons, select menus, answers, moments, what only one member sees."""

import re

import pytest
from playwright.async_api import FilePayload, Page, expect

from playground import Deadlines
from tests.playground.page.conftest import Stage, run
from tests.playground.page.trial_bot import HOSTILE

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_card_of_components_v2_is_complete(anna: Page):
    """A container shows accent colour, section with thumbnail, texts, separator, buttons and covered spoiler."""
    await run(anna, "fact")
    card = anna.locator(".message .container")
    await expect(card.get_by_role("heading", name="Ghent, turned 0 times")).to_be_visible()
    await expect(card.locator("small.subtext")).to_have_text("24 December 1814 · Ghent")
    picture = card.get_by_role("img", name="A black pixel")
    await expect(picture).to_be_visible()
    assert 1 == await picture.evaluate("image => image.naturalWidth")
    await expect(card.get_by_role("separator")).to_have_count(1)
    await expect(card.get_by_role("button", name="Spoiler, show")).to_be_visible()
    assert "rgb(194, 124, 14)" == await card.evaluate("node => getComputedStyle(node, '::before').backgroundColor")
    message = anna.locator(".message")
    await expect(message.locator(".message-header")).to_have_text(re.compile("Anna used fact"))
    await expect(message.locator(".message-head")).to_have_text(re.compile(r"Clio ?APP Today at \d+:\d\d [AP]M"))


async def test_press_turns_the_card_for_everybody_and_keeps_the_focus(stage: Stage, anna: Page):
    """A press edits the message in all tabs; the pressed button keeps the focus, a shown spoiler stays shown."""
    ben = await stage.tab("ben")
    await run(anna, "fact")
    await anna.get_by_role("button", name="Spoiler, show").click()
    another = anna.get_by_role("button", name="Another")
    await another.press("Enter")
    for tab in (anna, ben):
        await expect(tab.get_by_role("heading", name="Ghent, turned 1 times")).to_be_visible()
    await expect(another).to_be_focused()
    await expect(anna.get_by_text("Nobody knew")).to_be_visible()


@pytest.mark.parametrize("stage", [Deadlines(first_response_s=0.4)], indirect=True)
async def test_press_without_an_answer_fails_visibly(anna: Page):
    """Where the bot does not answer a press, "This interaction failed" stands below the message until the next try."""
    await run(anna, "fact")
    await anna.get_by_role("button", name="Mute").click()
    await expect(anna.get_by_role("alert").filter(has_text="This interaction failed")).to_be_visible()
    await anna.get_by_role("button", name="Another").click()
    await expect(anna.get_by_text("This interaction failed")).to_have_count(0)


async def test_buttons_have_discords_styles(anna: Page):
    """The four colours, the link, the disabled one and the one with an emoji alone are all told apart and named."""
    await run(anna, "styles")
    message = anna.locator(".message")
    for label, style in (("Blue", "primary"), ("Grey", "secondary"), ("Green", "success"), ("Red", "danger")):
        await expect(message.get_by_role("button", name=label)).to_have_class(f"button button-{style}")
    await expect(message.get_by_role("link", name="Link")).to_have_attribute("href", "https://example.org/")
    await expect(message.get_by_role("button", name="Off")).to_be_disabled()
    await expect(message.get_by_role("button", name="📚")).to_be_visible()


async def test_embed_has_all_its_parts(anna: Page):
    """Author, title, description, fields side by side, footer and colour of an embed are shown."""
    await run(anna, "styles")
    embed = anna.get_by_role("group", name="An embed")
    await expect(embed).to_have_text(
        re.compile("An author.*An embed.*with words.*First.*1.*Second.*2.*A footer", re.DOTALL)
    )
    assert "rgb(52, 152, 219)" == await embed.evaluate("node => getComputedStyle(node).borderLeftColor")
    first, second = [await field.bounding_box() for field in await embed.locator(".embed-field").all()]
    assert first is not None
    assert second is not None
    assert first["y"] == second["y"]
    assert first["x"] < second["x"]


async def test_select_menu_works_by_keyboard(stage: Stage, anna: Page):
    """Arrows open the menu, letters search it, Enter ticks up to the allowed number, Escape sends."""
    await run(anna, "styles")
    members = anna.get_by_role("combobox", name="Members")
    await members.press("ArrowDown")
    await anna.keyboard.type("chi")
    await expect(anna.get_by_role("option")).to_contain_text(["Chiara"])
    await anna.keyboard.press("Enter")
    await members.fill("ben")
    await anna.keyboard.press("Enter")
    await expect(anna.get_by_role("option", name="Ben")).to_have_attribute("aria-selected", "true")
    await members.fill("dmi")
    await anna.keyboard.press("Enter")
    await expect(anna.get_by_role("option", name="Dmitri")).to_have_attribute("aria-selected", "false")
    await anna.keyboard.press("Escape")
    await expect(members).to_have_value("Chiara, Ben")
    await expect(anna.locator(".message").last).to_contain_text("Chosen")
    ids = [str(stage.discord.member(name).id) for name in ("chiara", "ben")]
    assert [ids] == stage.bot.told


async def test_select_menu_works_by_mouse(stage: Stage, anna: Page):
    """A click opens the menu, a click on a choice sends it."""
    await run(anna, "styles")
    await anna.get_by_role("combobox", name="A channel").click()
    await anna.get_by_role("option", name="quiz").click()
    await expect(anna.locator(".message").last).to_contain_text("Chosen")
    assert [[str(stage.discord.channel("quiz").id)]] == stage.bot.told


async def test_ephemeral_answer_is_seen_by_one_and_dismissed_for_good(stage: Stage, anna: Page):
    """An ephemeral message says that only its reader sees it; dismissed, it is gone also after a reload."""
    ben = await stage.tab("ben")
    await anna.get_by_role("textbox", name="Message").fill("/search")
    await anna.keyboard.press("Enter")
    await anna.keyboard.type("Ghent")
    await anna.keyboard.press("Enter")
    note = anna.locator(".message")
    await expect(note).to_contain_text("Nothing is known of Ghent.")
    await expect(note).to_contain_text("Only you can see this • Dismiss message")
    await expect(ben.locator(".message")).to_have_count(0)
    await note.get_by_role("button", name="Dismiss message").click()
    await expect(note).to_have_count(0)
    await anna.reload()
    await expect(anna.locator("#scroller")).to_have_attribute("aria-busy", "false")
    await expect(note).to_have_count(0)


async def test_plain_messages_answers_and_mentions_travel(stage: Stage, anna: Page):
    """What one member types another reads: with a mention picked from the list, and as an answer to a message."""
    ben = await stage.tab("ben")
    await anna.get_by_role("textbox", name="Message").fill("Hello @be")
    await anna.keyboard.press("Enter")
    await anna.keyboard.type("**there**")
    await anna.keyboard.press("Enter")
    heard = ben.locator(".message")
    await expect(heard.locator(".content")).to_have_text("Hello @Ben there")
    await expect(heard).to_have_class(re.compile("mentioned"))
    assert f"Hello <@{stage.discord.member('ben').id}> **there**" == stage.discord.messages("general")[0].content
    await heard.hover()
    await heard.get_by_role("button", name="Reply").click()
    await expect(ben.get_by_text("Replying to Anna")).to_be_visible()
    await ben.keyboard.type("Hello yourself")
    await ben.keyboard.press("Enter")
    answer = anna.locator(".message").last
    await expect(answer.locator(".content")).to_have_text("Hello yourself")
    await expect(answer.locator(".message-header")).to_contain_text("Hello @Ben there")


async def test_following_messages_of_one_author_are_grouped(stage: Stage, anna: Page):
    """The second message in a row goes without avatar and visible name, which a screen reader still hears."""
    ben = stage.discord.member("ben")
    await ben.say("general", "one")
    await ben.say("general", "two")
    second = anna.get_by_role("article", name=re.compile("Ben")).nth(1)
    await expect(second).to_contain_text("two")
    await expect(second.locator(".avatar")).to_have_count(0)


async def test_edited_and_deleted_messages_change(stage: Stage, anna: Page):
    """An edit shows the new words marked as edited, a deletion takes the message away."""
    ben = stage.discord.member("ben")
    said = await ben.say("general", "frist")
    await expect(anna.locator(".message .content")).to_have_text("frist")
    await ben.edit(said, "first")
    await expect(anna.locator(".message .content")).to_have_text("first (edited)")
    await ben.delete(said)
    await expect(anna.locator(".message")).to_have_count(0)


async def test_relative_moments_stay_true(stage: Stage):
    """A relative moment counts on by itself and has the whole date as its title."""
    page = await stage.tab("anna")
    await page.clock.install(time=1_800_000_000)
    await page.reload()
    await stage.discord.member("ben").say("general", "Starts <t:1800000060:R>")
    moment = page.locator(".content time")
    await expect(moment).to_have_text(re.compile("in (1 minute|5. seconds)"))
    await expect(moment).to_have_attribute("title", "Friday, January 15, 2027 at 8:01 AM")
    await page.clock.fast_forward("05:00")
    await expect(moment).to_have_text("4 minutes ago")
    await page.close()


async def test_pictures_and_files_are_shown(stage: Stage, anna: Page):
    """A picture is shown as such, another file as a card with name, size and link; a file can be sent from the page."""
    notes: FilePayload = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"Ghent, 24 December 1814"}
    await anna.get_by_label("Files to attach").set_input_files(notes)
    await expect(anna.get_by_text("notes.txt")).to_be_visible()
    await anna.keyboard.type("My notes")
    await anna.keyboard.press("Enter")
    card = anna.locator(".message .file")
    await expect(card).to_have_text("notes.txt23 bytes")
    assert [b"Ghent, 24 December 1814"] == [file.content for file in stage.discord.world.attachments.values()]


async def test_hostile_text_stays_text(anna: Page):
    """Tags, scripts and script links in content, embed title, description and fields are shown as they were typed."""
    await run(anna, "nasty")
    message = anna.locator(".message")
    await expect(message.locator(".content")).to_have_text(HOSTILE)
    await expect(message.locator(".embed-field-value")).to_have_text(HOSTILE)
    await expect(message.locator("img, script, b, a")).to_have_count(0)


async def test_threads_open_from_their_message_and_the_list(stage: Stage, anna: Page):
    """A thread started by the bot hangs below its message and its channel; what is said in it is counted."""
    await run(anna, "discuss")
    card = anna.get_by_role("button", name="The talk 0 Messages")
    await expect(card).to_be_visible()
    await expect(anna.get_by_role("navigation", name="Channels").get_by_role("button", name="The talk")).to_be_visible()
    await card.click()
    await expect(anna.locator("#title")).to_have_text("general › The talk")
    await expect(anna.locator(".message").first).to_contain_text("Let us talk.")
    await anna.get_by_role("textbox", name="Message #The talk").fill("I begin")
    await anna.keyboard.press("Enter")
    await expect(anna.locator(".message").last).to_contain_text("I begin")
    await anna.go_back()
    await expect(anna.get_by_role("button", name="The talk 1 Message ›")).to_be_visible()
    await stage.discord.member("ben").say("The talk", "I go on")
    await expect(anna.get_by_role("button", name="The talk 2 Messages ›")).to_be_visible()
    assert ["The talk"] == [thread.name for thread in stage.discord.guild().threads.values()]
