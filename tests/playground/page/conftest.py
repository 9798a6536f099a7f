"""A browser on the page of a playground, with a small bot in it."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
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
)
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
expect.set_options(timeout=8_000)


@dataclass
class Stage:
    """A playground, its bot, and tabs in which members sit; what goes wrong in a tab is in `complaints`."""

    discord: Playground
    bot: TrialBot
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def tab(
        self, name: str, *, size: ViewportSize = DESKTOP, theme: Literal["dark", "light"] = "dark", channel: str = ""
    ) -> Page:
        """A tab in which `name` looks at #general, or at another channel."""
        context = await self.browser.new_context(
            viewport=size,
            color_scheme=theme,
            reduced_motion="reduce",
            timezone_id="UTC",
        )
        self.contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(8_000)
        page.on("pageerror", self._hear_error)
        page.on("console", self._hear_console)
        page.on("request", self._see_request)
        anchor = f"#{self.discord.channel(channel).id}" if channel else ""
        await page.goto(f"{self.discord.url}/?as={name}{anchor}")
        await expect(page.locator("#title")).not_to_be_empty()
        await expect(page.locator("#scroller[aria-busy=false], #forum:not([hidden])")).to_have_count(1)
        return page

    def _hear_error(self, error: Error) -> None:
        self.complaints.append(f"error: {error}")

    def _hear_console(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(f"console: {said.text}")

    def _see_request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            self.complaints.append(f"left the machine: {request.url}")


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


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """A fresh playground with the bot in it; at the end nothing may have gone wrong in any tab."""
    deadlines: Deadlines | None = getattr(request, "param", None)
    async with Playground(deadlines=deadlines) as discord:
        bot, task = await start(discord)
        on_stage = Stage(discord, bot, browser)
        try:
            yield on_stage
        finally:
            for context in on_stage.contexts:
                await context.close()
            await bot.close()
            await asyncio.wait_for(task, 5)
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
