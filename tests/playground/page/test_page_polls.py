"""Polls in the page: chosen, sent, taken back, read."""

import re
from datetime import timedelta
from typing import Literal

import discord
import pytest
from playwright.async_api import Page, expect

from playground.seen import Seen
from tests.playground.page.conftest import PHONE, Stage
from tests.playground.page.test_page_access import FAINT, NAMELESS, WIDE

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def ask(stage: Stage, *, several: bool = False) -> Seen:
    """The bot asks how plausible something is."""
    channel = await stage.bot.fetch_channel(stage.discord.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    poll = discord.Poll("How plausible is a Russian victory in 1905?", timedelta(hours=24), multiple=several)
    poll.add_answer(text="Very", emoji="🎯").add_answer(text="Somewhat").add_answer(text="Not at all")
    message = await channel.send(poll=poll)
    return next(seen for seen in stage.discord.messages("general") if seen.id == message.id)


async def test_vote_is_sent_and_taken_back_by_keyboard(stage: Stage, anna: Page) -> None:
    """One answer is chosen with the arrows and sent with Enter; then results stand there, and the vote can go again."""
    asked = await ask(stage)
    group = anna.get_by_role("group", name="How plausible is a Russian victory in 1905?")
    await expect(group.get_by_role("radio")).to_have_count(3)
    await expect(group).to_have_accessible_description("Select one answer")
    vote = anna.get_by_role("button", name="Vote", exact=True)
    await expect(vote).to_be_disabled()
    await anna.get_by_role("radio", name="Very").focus()
    await anna.keyboard.press("ArrowDown")
    await expect(anna.get_by_role("radio", name="Somewhat")).to_be_checked()
    await anna.keyboard.press("Enter")
    results = anna.get_by_role("list", name="Results").get_by_role("listitem")
    await expect(results).to_have_text(
        [re.compile("Very.*0 votes 0%"), re.compile(r"Somewhat.*\(your vote\).*1 vote 100%"), re.compile("Not at all")]
    )
    assert {"Very": 0, "Somewhat": 1, "Not at all": 0} == asked.now().votes
    await anna.get_by_role("button", name="Remove vote").press("Enter")
    await expect(anna.get_by_role("radio", name="Somewhat")).not_to_be_checked()
    assert {"Very": 0, "Somewhat": 0, "Not at all": 0} == asked.now().votes


async def test_others_votes_do_not_disturb_a_choice(stage: Stage, anna: Page) -> None:
    """While one chooses, others' votes are counted below and the choice and the focus stay."""
    asked = await ask(stage)
    await anna.get_by_role("radio", name="Very").check()
    await stage.discord.member("ben").vote(asked, "Not at all")
    await expect(anna.locator(".poll-foot")).to_contain_text("1 vote •")
    await expect(anna.get_by_role("radio", name="Very")).to_be_checked()
    await expect(anna.get_by_role("radio", name="Very")).to_be_focused()
    await anna.get_by_role("button", name="Show results").click()
    await expect(anna.get_by_role("list", name="Results")).to_contain_text("1 vote 100%")
    await anna.get_by_role("button", name="Go back to vote").click()
    await expect(anna.get_by_role("radio", name="Very")).to_be_checked()


async def test_several_answers(stage: Stage, anna: Page) -> None:
    """A poll that takes several answers has checkboxes; one's votes are known again after a reload."""
    asked = await ask(stage, several=True)
    await expect(anna.get_by_text("Select one or more answers")).to_be_visible()
    await anna.get_by_role("checkbox", name="Very").check()
    await anna.get_by_role("checkbox", name="Somewhat").check()
    await anna.get_by_role("button", name="Vote", exact=True).click()
    await expect(anna.locator(".poll-result.mine")).to_have_count(2)
    await anna.reload()
    await expect(anna.locator(".poll-result.mine")).to_have_count(2)
    assert {"Very": 1, "Somewhat": 1, "Not at all": 0} == asked.now().votes


async def test_end_of_a_poll(stage: Stage, anna: Page) -> None:
    """When a poll is over its results stay, nobody can vote, and a line says who won and leads back to it."""
    asked = await ask(stage)
    await stage.discord.member("anna").vote(asked, "Very")
    await stage.discord.member("ben").vote(asked, "Very")
    await stage.discord.member("chiara").vote(asked, "Somewhat")
    stage.discord.move_clock(timedelta(hours=25))
    await expect(anna.locator(".poll-foot")).to_have_text("3 votes • Poll closed")
    await expect(anna.locator(".poll-result.best")).to_contain_text("(your vote, most votes)")
    await expect(anna.get_by_role("button", name="Remove vote")).to_have_count(0)
    line = anna.locator(".message.system")
    question = "How plausible is a Russian victory in 1905?"
    await expect(line).to_contain_text(f"Clio’s poll {question} has closed. Very won with 67% of 3 votes.")
    await line.get_by_role("button", name="View poll").press("Enter")
    await expect(anna.locator(".message", has=anna.locator(".poll"))).to_be_focused()


async def test_refused_vote_says_why(stage: Stage, anna: Page) -> None:
    """A vote that comes too late is refused in words below the poll."""
    asked = await ask(stage)
    await anna.get_by_role("radio", name="Very").check()
    stage.discord.hub.polls_counted_after_s = 3600
    message = await (await stage.bot.fetch_channel(asked.channel_id)).fetch_message(asked.id)  # type: ignore[union-attr]
    await message.end_poll()
    await anna.get_by_role("button", name="Vote", exact=True).click()
    await expect(anna.get_by_role("alert").filter(has_text="Nobody can vote here (any more).")).to_be_visible()
    assert {"Very": 0, "Somewhat": 0, "Not at all": 0} == asked.now().votes


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_polls_can_be_read_on_a_phone(stage: Stage, theme: Literal["dark", "light"]) -> None:
    """Ballot and results have names, contrast and room, in both themes at a phone's width."""
    page = await stage.tab("ben", size=PHONE, theme=theme)
    first = await ask(stage)
    await ask(stage, several=True)
    await stage.discord.member("ben").vote(first, "Not at all")
    await expect(page.locator(".poll-result.mine")).to_be_visible()
    await page.get_by_role("checkbox", name="Very").check()
    assert [] == NAMELESS.findall(await page.locator("body").aria_snapshot())
    assert [] == await page.evaluate(FAINT)
    assert [] == await page.evaluate(WIDE)
