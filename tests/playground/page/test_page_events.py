"""A server's scheduled events stand above its channels."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from playground import scheduled
from playground.wire import iso
from tests.playground.page.conftest import PHONE, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


def create(stage: Stage, name: str, hours: float) -> None:
    """Staff plan an event of one hour."""
    now = stage.discord.world.clock()
    body = {
        "name": name,
        "entity_type": 3,
        "scheduled_start_time": iso(now + hours * 3600),
        "scheduled_end_time": iso(now + hours * 3600 + 3600),
        "entity_metadata": {"location": "#quiz <b>upstairs</b>"},
    }
    scheduled.create(stage.discord.hub, stage.discord.guild(), stage.discord.member("anna").user, body)


async def test_events_come_and_go(stage: Stage):
    """Both those that were there and those that come, the next first, until they are over; texts stay texts."""
    create(stage, "The final", 48)
    ben = await stage.tab("ben")
    events = ben.get_by_role("list", name="Events").get_by_role("listitem")
    await expect(events).to_have_count(1)
    create(stage, "Quiz night", 1)
    await expect(events).to_have_text([re.compile("Quiz night#quiz <b>upstairs</b>"), re.compile("The final")])
    stage.discord.move_clock(timedelta(hours=1.5))
    await expect(events.first).to_contain_text("Happening now")
    stage.discord.move_clock(timedelta(hours=1))
    await expect(events).to_have_text([re.compile("The final")])
    scheduled.delete(stage.discord.hub, stage.discord.events()[0])
    await expect(ben.get_by_role("list", name="Events")).to_have_count(0)


async def test_interest_is_shown_and_set(stage: Stage, anna: Page):
    """The button counts everybody and says whether one is among them, on a phone too."""
    create(stage, "Quiz night", 1)
    ben = await stage.tab("ben", size=PHONE, theme="light")
    await ben.get_by_role("button", name="Channels").click()
    await ben.get_by_role("button", name="Interested · 0").click()
    await expect(ben.get_by_role("button", name="✓ Interested · 1")).to_have_attribute("aria-pressed", "true")
    await expect(anna.get_by_role("button", name="Interested · 1")).to_have_attribute("aria-pressed", "false")
    await ben.get_by_role("button", name="✓ Interested · 1").click()
    await expect(anna.get_by_role("button", name="Interested · 0")).to_be_visible()
    assert {} == stage.discord.events()[0].interested
