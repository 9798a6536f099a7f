"""A browser on the page of a playground, with a small bot in it."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    ViewportSize,
    async_playwright,
    expect,
)

from playground import Deadlines, Playground
from tests.playground.page.trial_bot import TrialBot, start

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what would leave the machine is an error instead
)
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
expect.set_options(timeout=30_000)


class Tabs:
    """Tabs that tests take turns in: a new one costs as much time as a test."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: list[Page] = []

    async def take(self) -> Page:
        """A tab that nobody uses."""
        if self._idle:
            return self._idle.pop()
        context = await self._browser.new_context(reduced_motion="reduce", timezone_id="UTC")
        page = await context.new_page()
        page.set_default_timeout(30_000)
        return page

    async def give_back(self, page: Page) -> None:
        """The tab is free again."""
        await page.goto("about:blank")
        self._idle.append(page)


@dataclass
class Stage:
    """A playground, its bot, and tabs in which members sit; what goes wrong in a tab is in `complaints`."""

    discord: Playground
    bot: TrialBot
    tabs: Tabs
    complaints: list[str] = field(default_factory=list)
    taken: list[Page] = field(default_factory=list)

    async def tab(
        self, name: str, *, size: ViewportSize = DESKTOP, theme: Literal["dark", "light"] = "dark", channel: str = ""
    ) -> Page:
        """A tab in which `name` looks at #general, or at another channel."""
        page = await self.tabs.take()
        self.taken.append(page)
        await page.set_viewport_size(size)
        await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.on("pageerror", self._hear_error)
        page.on("console", self._hear_console)
        anchor = f"#{self.discord.channel(channel).id}" if channel else ""
        await page.goto(f"{self.discord.url}/?as={name}{anchor}")
        await expect(page.locator("#title")).not_to_be_empty()
        await expect(page.locator("#scroller[aria-busy=false], #forum:not([hidden])")).to_have_count(1)
        return page

    async def leave(self, page: Page) -> None:
        """The member gets up; a tab in which a test tampered with clock or line is closed by that test."""
        page.remove_listener("pageerror", self._hear_error)
        page.remove_listener("console", self._hear_console)
        if not page.is_closed():
            await self.tabs.give_back(page)

    def _hear_error(self, error: Error) -> None:
        self.complaints.append(f"error: {error}")

    def _hear_console(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(f"console: {said.text}")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium. Where there is none the tests are skipped, on CI they fail."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        reason = f"no browser for the page: none of {', '.join(BROWSERS)} is installed and CHROMIUM is not set"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def tabs(browser: Browser) -> Tabs:
    """The tabs of all tests."""
    return Tabs(browser)


@pytest_asyncio.fixture(loop_scope="session")
async def stage(tabs: Tabs, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """A fresh playground with the bot in it; at the end nothing may have gone wrong in any tab."""
    deadlines: Deadlines | None = getattr(request, "param", None)
    async with Playground(deadlines=deadlines) as discord:
        bot, task = await start(discord)
        on_stage = Stage(discord, bot, tabs)
        try:
            yield on_stage
        finally:
            for page in on_stage.taken:
                await on_stage.leave(page)
            await bot.close()
            await asyncio.wait_for(task, 20)
    assert [] == on_stage.complaints


@pytest_asyncio.fixture(loop_scope="session")
async def anna(stage: Stage) -> Page:
    """The moderator's tab."""
    return await stage.tab("anna")


@pytest_asyncio.fixture(loop_scope="session")
async def ben(stage: Stage) -> Page:
    """A player's tab."""
    return await stage.tab("ben")


async def run(page: Page, command: str) -> None:
    """Types a command without options and sends it."""
    await page.get_by_role("textbox", name="Message").fill(f"/{command}")
    await page.keyboard.type(" ")
    await page.get_by_role("group", name=f"Command {command}").wait_for()
    await page.keyboard.press("Enter")
