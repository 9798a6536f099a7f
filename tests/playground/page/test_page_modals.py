"""Forms that the bot opens."""

import pytest
from playwright.async_api import Page, expect

from tests.playground.page.conftest import Stage, run

NO_OPTIONS = (None, None, None)
"""What the bot was told by the command that shows the card."""

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def open_form(page: Page) -> None:
    """Opens the trial bot's form, whose button hangs on a card."""
    await run(page, "fact")
    await page.get_by_role("button", name="Report").press("Enter")
    await expect(page.get_by_role("dialog", name="Report an item")).to_be_visible()


async def test_form_checks_its_fields_before_it_is_sent(stage: Stage, anna: Page):
    """Required fields and lengths are checked with a sentence at the field, which gets the focus; nothing is sent."""
    await open_form(anna)
    what = anna.get_by_role("textbox", name="What is wrong?")
    await expect(what).to_be_focused()
    await anna.get_by_role("button", name="Submit").click()
    await expect(anna.get_by_text("This field is required.")).to_have_count(3)
    await expect(what).to_be_focused()
    await expect(what).to_have_accessible_description("In a sentence or two This field is required.")
    await what.fill("short")
    await anna.get_by_role("button", name="Submit").click()
    await expect(anna.get_by_text("Must be at least 10 characters (now 5).")).to_be_visible()
    await what.fill("x" * 61)
    await anna.get_by_role("button", name="Submit").click()
    await expect(anna.get_by_text("Must be 60 or fewer characters (now 61).")).to_be_visible()
    assert [NO_OPTIONS] == stage.bot.told


async def test_form_of_labels_and_classic_rows_is_submitted(stage: Stage, anna: Page):
    """Texts, a select menu, radio buttons and a classic text input reach the bot, whose answer is shown."""
    await open_form(anna)
    await anna.get_by_role("textbox", name="What is wrong?").fill("The date is wrong")
    await anna.get_by_role("combobox", name="Kind").click()
    await anna.get_by_role("option", name="Typo").click()
    await anna.get_by_role("group", name="How sure?").get_by_role("radio", name="Very").check()
    await anna.get_by_role("textbox", name="Source (optional)").fill("Hickey")
    await anna.get_by_role("button", name="Submit").click()
    await expect(anna.get_by_role("dialog")).to_have_count(0)
    await expect(anna.locator(".message").last).to_contain_text("Thank you: The date is wrong")
    assert [NO_OPTIONS, ["The date is wrong", ["Typo"], "2", ["mo"], "Hickey"]] == stage.bot.told


async def test_what_was_chosen_beforehand_can_be_taken_back(stage: Stage, anna: Page):
    """An optional menu is emptied by choosing its value again; one that is required is not."""
    await open_form(anna)
    era, kind = anna.get_by_role("combobox", name="Era"), anna.get_by_role("combobox", name="Kind")
    await expect(era).to_have_value("Modern")
    for menu, option in ((era, "Modern"), (kind, "Typo"), (kind, "Typo")):
        await menu.click()
        await anna.get_by_role("option", name=option).click()
    await expect(era).to_have_value("")
    await anna.get_by_role("textbox", name="What is wrong?").fill("The date is wrong")
    await anna.get_by_role("group", name="How sure?").get_by_role("radio", name="Very").check()
    await anna.get_by_role("button", name="Submit").click()
    await expect(anna.get_by_role("dialog")).to_have_count(0)
    assert [NO_OPTIONS, ["The date is wrong", ["Typo"], "2", "", ""]] == stage.bot.told


async def test_form_keeps_the_focus_and_gives_it_back(anna: Page):
    """Tab goes round inside the form; Escape closes it and the button that opened it has the focus again."""
    await open_form(anna)
    for _ in range(12):
        await anna.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert await anna.evaluate(inside)
    await anna.keyboard.press("Escape")
    await expect(anna.get_by_role("dialog")).to_have_count(0)
    await expect(anna.get_by_role("button", name="Report")).to_be_focused()


@pytest.mark.parametrize("button", ["Cancel", "Close"])
async def test_form_can_be_left(stage: Stage, anna: Page, button: str):
    """Cancel and the cross close the form without sending it."""
    await open_form(anna)
    await anna.get_by_role("button", name=button).click()
    await expect(anna.get_by_role("dialog")).to_have_count(0)
    assert [NO_OPTIONS] == stage.bot.told
