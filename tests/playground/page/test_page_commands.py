"""Slash commands, from the first key to the bot's answer."""

import re

import pytest
from playwright.async_api import Page, expect

from playground import Deadlines
from tests.playground.page.conftest import Stage, run

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_slash_lists_the_commands_with_descriptions(anna: Page):
    """A slash lists what can be run, sub-commands by their whole name; more letters leave less."""
    await anna.get_by_role("textbox", name="Message #general").press("/")
    options = anna.get_by_role("listbox", name="Suggestions").get_by_role("option")
    await expect(options).to_contain_text(
        [
            "/discuss",
            "/fact",
            "/nasty",
            "/point",
            "/quiz start",
            "/quiz stop",
            "/search",
            "/silent",
            "/slow",
            "/staff",
            "/styles",
        ]
    )
    await expect(options.nth(1)).to_contain_text("A fact with its sources")
    await anna.keyboard.type("quiz")
    await expect(options).to_contain_text(["/quiz start", "/quiz stop"])


async def test_keyboard_alone_runs_a_command(stage: Stage, anna: Page):
    """Letters, Tab, arrows, and Enter are enough to choose a command, fill its options in and send it."""
    keys = anna.keyboard
    await expect(anna.get_by_role("textbox", name="Message #general")).to_be_focused()
    await keys.type("/fa")
    await keys.press("Tab")
    adder = anna.get_by_role("combobox", name="Add an option")
    await expect(adder).to_be_focused()
    await expect(anna.get_by_role("option")).to_contain_text(["topic", "era", "year"])
    await keys.press("ArrowDown")
    await keys.press("Enter")
    topic = anna.get_by_role("combobox", name="topic")
    await expect(topic).to_be_focused()
    await expect(topic).to_have_accessible_description("What it is about")
    await keys.type("r")
    await expect(anna.get_by_role("option")).to_have_text(["Railways", "Revolution", "Romanovs", "Telegraphy"])
    await keys.press("ArrowDown")
    await keys.press("Tab")
    await expect(topic).to_have_value("Revolution")
    await expect(adder).to_be_focused()
    await keys.type("era")
    await keys.press("Enter")
    await keys.type("mid")
    await keys.press("Enter")
    await expect(anna.get_by_role("combobox", name="era")).to_have_value("Middle Ages")
    await keys.type("year:")
    await keys.type("1917")
    await keys.press("Enter")
    await expect(anna.locator(".message").last).to_contain_text("revolution, turned 0 times")
    assert [("revolution", "ma", 1917)] == stage.bot.told
    await expect(anna.get_by_role("textbox", name="Message #general")).to_be_focused()


async def test_errors_are_shown_before_anything_is_sent(stage: Stage, anna: Page):
    """A missing option, no whole number, one out of range and a text too short are refused in the page."""
    keys = anna.keyboard
    await anna.get_by_role("textbox", name="Message").fill("/search")
    await keys.press("Enter")
    await keys.press("Enter")
    problem = anna.get_by_role("alert").filter(has_text=re.compile("."))
    await expect(problem).to_have_text("This option is required. Specify a value.")
    text = anna.get_by_role("combobox", name="text")
    await expect(text).to_have_attribute("aria-invalid", "true")
    await keys.type("ab")
    await keys.press("Enter")
    await expect(problem).to_have_text("Enter at least 3 characters.")
    await keys.press("Escape")
    await keys.type("/fact ")
    await keys.type("year:")
    for typed, sentence in (("x", "Enter a whole number."), ("9999", "Enter a number that is at most 2026.")):
        await anna.get_by_role("combobox", name="year").fill(typed)
        await keys.press("Enter")
        await expect(problem).to_have_text(sentence)
    await keys.press("Escape")
    await keys.type("/fact ")
    await keys.type("era:")
    await keys.type("Antiquity")
    await expect(anna.get_by_text("No options match your search.")).to_be_visible()
    await keys.press("Escape")
    await keys.press("Enter")
    await expect(problem).to_have_text("Pick one of the choices in the list.")
    assert [] == stage.bot.told
    assert [] == stage.discord.messages("general")


async def test_members_roles_channels_and_flags_are_picked_from_lists(stage: Stage, anna: Page):
    """Options of these kinds offer what there is; what was picked reaches the bot as an id."""
    keys = anna.keyboard
    await anna.get_by_role("textbox", name="Message").fill("/point")
    await keys.press("Enter")
    await keys.type("ben")
    await keys.press("Enter")
    await expect(anna.get_by_role("combobox", name="member")).to_have_value("@Ben")
    await keys.type("qui")
    await keys.press("Enter")
    await keys.type("role:")
    await keys.type("host")
    await keys.press("Enter")
    await keys.type("loud:")
    await expect(anna.get_by_role("option")).to_have_text(["True", "False"])
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await keys.press("Enter")
    await expect(anna.locator(".message .content")).to_have_text("@Ben in #quiz @Host True")
    await expect(anna.locator(".message-header")).to_have_text(re.compile("Anna used point"))


async def test_backspace_and_escape_lead_back_out(anna: Page):
    """Backspace in an empty field takes the option away, then the command; Escape leaves the form."""
    keys = anna.keyboard
    box = anna.get_by_role("textbox", name="Message")
    await box.fill("/fact")
    await keys.press("Enter")
    await keys.type("topic:")
    await expect(anna.get_by_role("combobox", name="topic")).to_be_focused()
    await expect(anna.get_by_role("option", name="Diplomacy")).to_be_visible()
    await keys.press("Escape")
    await expect(anna.get_by_role("option")).to_have_count(0)
    await keys.press("Backspace")
    await expect(anna.get_by_role("combobox", name="topic")).to_have_count(0)
    await keys.press("Backspace")
    await expect(box).to_have_value("/fact")
    await keys.press("Enter")
    await keys.press("Escape")
    await keys.press("Escape")
    await expect(box).to_have_value("")
    await expect(box).to_be_focused()


async def test_mouse_sends_a_command_too(anna: Page):
    """A click on a command, on an option and on Send does what the keys do."""
    await anna.get_by_role("textbox", name="Message").fill("/f")
    await anna.get_by_role("option", name="/fact").click()
    await anna.get_by_role("option", name="topic").click()
    await anna.get_by_role("option", name="Railways").click()
    await anna.get_by_role("button", name="Send").click()
    await expect(anna.get_by_role("heading", name="railways, turned 0 times")).to_be_visible()


async def test_commands_for_the_staff_are_hidden_from_players(ben: Page):
    """A command that a member may not run is not offered."""
    await ben.get_by_role("textbox", name="Message").fill("/staff")
    await expect(ben.get_by_role("option")).to_have_count(0)


async def test_deferred_answer_thinks_and_then_speaks(stage: Stage, anna: Page):
    """After a deferral the page says that the bot is thinking until the answer is there."""
    await run(anna, "slow")
    message = anna.locator(".message")
    await expect(message).to_contain_text("thinking…")
    stage.bot.go_on.set()
    await expect(message).to_contain_text("Thought through")
    await expect(message).not_to_contain_text("thinking…")


@pytest.mark.parametrize("stage", [Deadlines(first_response_s=0.4)], indirect=True)
async def test_silence_of_the_bot_is_told(stage: Stage, anna: Page):
    """Without an answer in time the page says so, to the one who asked only, and the note can be dismissed."""
    ben = await stage.tab("ben")
    await run(anna, "silent")
    note = anna.locator(".message")
    await expect(note).to_contain_text("The application did not respond")
    await expect(note).to_contain_text("Only you can see this")
    await expect(ben.locator(".message")).to_have_count(0)
    await note.get_by_role("button", name="Dismiss message").click()
    await expect(note).to_have_count(0)


async def test_nothing_to_run_is_said(stage: Stage):
    """Where the bot is not, the list of commands says that there are none."""
    await stage.bot.http.bulk_upsert_global_commands(stage.discord.world.application.id, [])
    page = await stage.tab("chiara")
    await page.get_by_role("textbox", name="Message").fill("/")
    await expect(page.get_by_text("The bot has no commands here")).to_be_visible()
