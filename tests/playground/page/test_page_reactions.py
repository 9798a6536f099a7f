"""Reactions, deletions and pictures that change, in the page."""

import re
from io import BytesIO

import discord
import pytest
from discord import ui
from playwright.async_api import Page, expect

from playground import Permission
from tests.playground.page.conftest import Stage
from tests.playground.page.trial_bot import PIXEL

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_reactions_are_shown_joined_and_taken_back(stage: Stage, anna: Page):
    """A chip says how many reacted and whether one did; a press joins and, again, takes it back; others see it."""
    ben = await stage.tab("ben")
    said = await stage.discord.member("chiara").say("general", "1917?")
    await stage.discord.member("chiara").react(said, "✅")
    chip = anna.get_by_role("list", name="Reactions").get_by_role("button")
    await expect(chip).to_have_accessible_name("✅ 1 reaction")
    await expect(chip).to_have_attribute("aria-pressed", "false")
    await chip.press("Enter")
    await expect(chip).to_have_accessible_name("✅ 2 reactions")
    await expect(chip).to_have_attribute("aria-pressed", "true")
    await expect(chip).to_be_focused()
    theirs = ben.get_by_role("button", name="✅ 2 reactions")
    await expect(theirs).to_have_attribute("aria-pressed", "false")
    await chip.press("Enter")
    await expect(chip).to_have_accessible_name("✅ 1 reaction")
    await anna.reload()
    await expect(chip).to_have_attribute("aria-pressed", "false")
    await stage.discord.member("anna").clear_reactions(said)
    await expect(anna.locator(".reaction")).to_have_count(0)


async def test_reaction_is_added_by_keyboard(stage: Stage, anna: Page):
    """The choice opens below its button, closes by Escape, and adds what is chosen; the focus stays at hand."""
    said = await stage.discord.member("ben").say("general", "Kerensky")
    button = anna.get_by_role("button", name="Add reaction")
    await button.press("Enter")
    choices = anna.get_by_role("group", name="Reactions to add")
    await expect(choices.get_by_role("button", name="👍")).to_be_focused()
    await anna.keyboard.press("Escape")
    await expect(choices).to_be_hidden()
    await expect(button).to_be_focused()
    await button.press("Enter")
    await anna.keyboard.press("Tab")
    await anna.keyboard.press("Enter")
    await expect(anna.get_by_role("button", name="👎 1 reaction")).to_have_attribute("aria-pressed", "true")
    await expect(anna.get_by_role("button", name="Add reaction")).to_be_focused()
    assert {"👎": 1} == said.now().reactions


async def test_refused_reaction_says_why(stage: Stage, anna: Page):
    """Who may not react is told so below the message; an edit leaves the reader's own reactions as they are."""
    ben = stage.discord.member("ben")
    stage.discord.staff.set_overwrite(stage.discord.channel("general"), ben.user, deny=Permission.ADD_REACTIONS)
    page = await stage.tab("ben")
    said = await ben.say("general", "frist")
    await page.get_by_role("button", name="Add reaction").click()
    await page.get_by_role("button", name="🎉").click()
    await expect(page.get_by_role("alert").filter(has_text="Ben lacks ADD_REACTIONS in #general.")).to_be_visible()
    await stage.discord.member("anna").react(said, "👍")
    await ben.edit(said, "first")
    await expect(anna.locator(".content")).to_have_text("first (edited)")
    await expect(anna.get_by_role("button", name="👍 1 reaction")).to_have_attribute("aria-pressed", "true")


async def test_moderators_delete_others_messages(stage: Stage, anna: Page):
    """A moderator can delete any message, others only their own."""
    page = await stage.tab("ben")
    await stage.discord.member("chiara").say("general", "off topic")
    await stage.discord.member("ben").say("general", "mine")
    await expect(page.locator(".message")).to_have_count(2)
    await expect(page.get_by_role("button", name="Delete message")).to_have_count(1)
    await anna.get_by_role("button", name="Delete message").first.click()
    await expect(anna.locator(".message .content")).to_have_text(["mine"])
    await expect(page.locator(".message .content")).to_have_text(["mine"])


async def test_answer_without_a_mention(stage: Stage, anna: Page):
    """The bar above the box says whom one answers and whether that pings; switched off it does not."""
    await stage.discord.member("ben").say("general", "look")
    await anna.get_by_role("button", name="Reply").click()
    switch = anna.get_by_role("button", name="Mention")
    await expect(switch).to_have_attribute("aria-pressed", "true")
    await switch.click()
    await expect(switch).to_have_attribute("aria-pressed", "false")
    await anna.get_by_role("textbox", name="Message").fill("quietly")
    await anna.keyboard.press("Enter")
    await expect(anna.locator(".message .content")).to_have_text(["look", "quietly"])
    await anna.get_by_role("button", name="Reply").first.click()
    await anna.keyboard.type("loudly")
    await anna.keyboard.press("Enter")
    await expect(anna.locator(".message .content")).to_have_text(["look", "quietly", "loudly"])
    mentions = [[user["username"] for user in seen.data["mentions"]] for seen in stage.discord.messages("general")]
    assert [[], [], ["ben"]] == mentions


class Card(ui.LayoutView):
    """A question with pictures, each with its words."""

    def __init__(self, text: str, *pictures: tuple[str, str]) -> None:
        super().__init__(timeout=None)
        gallery: ui.MediaGallery[Card] = ui.MediaGallery()
        for name, words in pictures:
            gallery.add_item(media=f"attachment://{name}", description=words)
        first = ui.Thumbnail["Card"](f"attachment://{pictures[0][0]}", description=f"{pictures[0][1]}, small")
        self.add_item(ui.Container(ui.Section(text, accessory=first), gallery))


async def test_pictures_of_a_card_change(stage: Stage, anna: Page):
    """An edit adds, keeps and removes pictures in gallery and thumbnail; each is shown with its alternative text."""
    channel = await stage.bot.fetch_channel(stage.discord.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    card = await channel.send(
        view=Card("Which map?", ("map.png", "A map of Petrograd")), file=discord.File(BytesIO(PIXEL), "map.png")
    )
    await expect(anna.get_by_role("img")).to_have_count(2)
    shown = anna.locator(".gallery").get_by_role("img", name="A map of Petrograd")
    assert 1 == await shown.evaluate("image => image.naturalWidth")
    chart = discord.File(BytesIO(PIXEL), "chart.png")
    card = await card.edit(
        view=Card("Petrograd", ("map.png", "A map of Petrograd"), ("chart.png", "Who was right")),
        attachments=[*card.attachments, chart],
    )
    await expect(anna.locator(".gallery img")).to_have_count(2)
    pictures = await anna.locator(".gallery img").all()
    assert ["A map of Petrograd", "Who was right"] == [await picture.get_attribute("alt") for picture in pictures]
    await card.edit(view=Card("Petrograd", ("chart.png", "Who was right")), attachments=[card.attachments[1]])
    await expect(anna.locator(".gallery").get_by_role("img")).to_have_accessible_name("Who was right")
    await expect(anna.locator(".section").get_by_role("img")).to_have_accessible_name("Who was right, small")
    await expect(anna.locator(".message")).to_contain_text(re.compile("Petrograd"))
    assert ["chart.png"] == [file["filename"] for file in stage.discord.messages("general")[0].attachments]


async def test_reactions_and_choice_fit_a_phone(stage: Stage):
    """On a narrow screen the choice of reactions stays on the screen."""
    page = await stage.tab("ben", size={"width": 360, "height": 740})
    await stage.discord.member("chiara").say("general", "1917?")
    await page.get_by_role("button", name="Add reaction").press("Enter")
    box = await page.get_by_role("group", name="Reactions to add").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
