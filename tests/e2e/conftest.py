"""The actors of every test here."""

from collections.abc import AsyncIterator

import pytest

from tests.e2e.stage import Stage, on_stage


@pytest.fixture
async def stage(tmp_path) -> AsyncIterator[Stage]:
    """A started bot in the demo world."""
    async with on_stage(tmp_path) as started:
        yield started


@pytest.fixture
def anna(stage):
    """A moderator."""
    return stage.discord.member("anna")


@pytest.fixture
def ben(stage):
    """A member without powers."""
    return stage.discord.member("ben")
