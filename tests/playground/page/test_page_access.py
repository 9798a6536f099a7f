"""The page for keyboards, screen readers, both themes and phones."""

import re
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.playground.page.conftest import PHONE, Stage, run

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAMELESS = re.compile(
    r"^\s*- (?:button|link|textbox|combobox|checkbox|radio|option|img|dialog|listbox)(?:$|:| \[)", re.MULTILINE
)

FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], ground) => [r, g, b].map((c, i) => c * a + ground[i] * (1 - a));
  const groundOf = (node) => {
    if (!node) return [255, 255, 255];
    const own = rgba(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, groundOf(node.parentElement));
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (node.closest(":disabled, [inert], .hidden-words, noscript, .emoji, .grouped .gutter")) continue;
    const style = getComputedStyle(node);
    const ground = groundOf(node);
    const [one, other] = [light(over(rgba(style.color), ground)), light(ground)].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const place = `${node.className || node.tagName}: ${text.data.trim().slice(0, 30)}`;
    if (ratio < (isLarge ? 3 : 4.5)) found.add(`${place} ${ratio.toFixed(2)}`);
  }
  return [...found];
}"""

WIDE = """() => [document.documentElement, ...document.querySelectorAll("main, .scroller, .forum, dialog, .sidebar")]
  .filter((node) => node.scrollWidth > node.clientWidth + 1)
  .map((node) => `${node.id || node.className || node.tagName}: ${node.scrollWidth} > ${node.clientWidth}`)"""


async def fill_screen(stage: Stage, page: Page) -> None:
    """Brings many kinds of things onto the screen."""
    ben = stage.discord.member("ben")
    kinds = f"A [link](https://example.org/), `code`, <@{ben.id}>, <t:0:R>, ||spoiler||\n> quote\n-# small"
    await ben.say("general", kinds)
    await ben.say("general", "@everyone " + "Wordwithoutanyspace" * 8)
    await ben.say("general", "```\n" + "x" * 300 + "\n```")
    for command in ("fact", "styles", "slow"):
        await run(page, command)
    stage.bot.go_on.set()
    await expect(page.get_by_text("Thought through")).to_be_visible()
    await page.get_by_role("textbox", name="Message").fill("/search")
    await page.keyboard.press("Enter")
    await page.keyboard.type("Ghent")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Only you can see this")).to_be_visible()
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)


async def test_every_control_has_a_name(stage: Stage, anna: Page):
    """Whatever can be pressed, filled in or chosen has a name for screen readers, in the page and in a form."""
    await fill_screen(stage, anna)
    await anna.get_by_text("Act as …").click()
    await anna.get_by_role("combobox", name="Members").nth(0).press("ArrowDown")
    assert [] == NAMELESS.findall(await anna.locator("body").aria_snapshot())
    await anna.keyboard.press("Escape")
    await anna.get_by_role("button", name="Report").click()
    await expect(anna.get_by_role("dialog")).to_be_visible()
    snapshot = await anna.locator("body").aria_snapshot()
    assert [] == NAMELESS.findall(snapshot)
    assert 'dialog "Report an item"' in snapshot


async def test_landmarks_and_log_say_what_is_where(anna: Page):
    """The columns are landmarks with names; messages are a polite log that announces additions only."""
    for name in ("Servers", "Channels"):
        await expect(anna.get_by_role("navigation", name=name)).to_be_visible()
    await expect(anna.get_by_role("complementary", name="Members")).to_be_visible()
    await expect(anna.get_by_role("main")).to_have_count(1)
    log = anna.get_by_role("log", name="Messages in general")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log).to_have_attribute("aria-relevant", "additions")
    await expect(anna.get_by_role("heading", level=1)).to_have_text("The Long Nineteenth")
    await expect(anna.get_by_role("heading", level=2)).to_have_text("general")
    assert "en" == await anna.locator("html").get_attribute("lang")


async def test_skip_link_leads_to_the_message_box(stage: Stage):
    """The first Tab stop jumps over the lists."""
    page = await stage.tab("anna", size=PHONE)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the message box")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="Message #general")).to_be_focused()


async def test_focus_is_visible(anna: Page):
    """A button that has the focus from the keyboard carries an outline of at least two pixels."""
    await anna.evaluate("document.activeElement.blur()")
    for _ in range(4):
        await anna.keyboard.press("Tab")
        outline = await anna.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert 2 <= outline


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_text_stands_out_from_its_ground(stage: Stage, theme: Literal["dark", "light"]):
    """Every text has a contrast of 4.5 (large ones 3) in both themes: messages, lists, menus, forms."""
    page = await stage.tab("anna", theme=theme)
    await fill_screen(stage, page)
    assert [] == await page.evaluate(FAINT)
    await page.get_by_text("Act as …").click()
    await page.get_by_role("textbox", name="Message").fill("/")
    assert [] == await page.evaluate(FAINT)
    await page.get_by_role("textbox", name="Message").fill("")
    await page.get_by_role("button", name="Report").click()
    await page.get_by_role("button", name="Submit").click()
    assert [] == await page.evaluate(FAINT)


async def test_theme_follows_the_system_until_it_is_chosen(stage: Stage):
    """The theme is the system's; the button changes it, and the choice outlives a reload."""
    page = await stage.tab("anna", theme="light")
    root = page.locator("html")
    await expect(root).to_have_attribute("data-theme", "light")
    await page.get_by_role("button", name="Use the dark theme").click()
    await expect(root).to_have_attribute("data-theme", "dark")
    await page.reload()
    await expect(root).to_have_attribute("data-theme", "dark")


async def test_phone_shows_everything_without_sideways_scrolling(stage: Stage):
    """At 390 pixels nothing is wider than the screen: messages, lists, the form of a command, a modal, a forum."""
    page = await stage.tab("anna", size=PHONE)
    await fill_screen(stage, page)
    assert [] == await page.evaluate(WIDE)
    await page.get_by_role("textbox", name="Message").fill("/point")
    await page.keyboard.press("Enter")
    assert [] == await page.evaluate(WIDE)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Report").click()
    assert [] == await page.evaluate(WIDE)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Channels").click()
    await page.get_by_role("button", name="what-if").click()
    await page.get_by_text("New post").click()
    assert [] == await page.evaluate(WIDE)


async def test_channels_are_a_drawer_on_a_phone(stage: Stage):
    """The drawer is out of reach while it is closed; it takes the focus, and gives it back on Escape or a choice."""
    page = await stage.tab("anna", size=PHONE)
    channels = page.get_by_role("navigation", name="Channels")
    opener = page.get_by_role("button", name="Channels")
    await expect(channels).not_to_be_in_viewport()
    await opener.click()
    await expect(channels).to_be_in_viewport()
    await expect(page.get_by_role("button", name="general")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(channels).not_to_be_in_viewport()
    await expect(opener).to_be_focused()
    await opener.click()
    await page.get_by_role("button", name="The Reading Room").press("Enter")
    await expect(page.get_by_role("button", name="The Reading Room")).to_be_focused()
    await page.get_by_role("button", name="The Long Nineteenth").click()
    await page.get_by_role("button", name="quiz").click()
    await expect(channels).not_to_be_in_viewport()
    await expect(page.get_by_role("textbox", name="Message #quiz")).to_be_visible()


async def test_members_slide_over_the_messages_on_a_phone(stage: Stage):
    """The list of members is hidden at first, opens by its button and leaves on Escape."""
    page = await stage.tab("anna", size=PHONE)
    members = page.get_by_role("complementary", name="Members")
    await expect(members).to_have_count(0)
    await page.get_by_role("button", name="Members").click()
    await expect(members).to_be_in_viewport()
    await page.keyboard.press("Escape")
    await expect(members).to_have_count(0)
    await expect(page.get_by_role("button", name="Members")).to_be_focused()


async def test_nothing_moves_for_those_who_want_it_so(stage: Stage, anna: Page):
    """With reduced motion no animation runs."""
    await run(anna, "slow")
    await expect(anna.get_by_text("thinking…")).to_be_visible()
    assert 0 == await anna.evaluate("document.getAnimations().length")
    stage.bot.go_on.set()
