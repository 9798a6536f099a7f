"""Rate limits, as an unmodified client meets them."""

import time
from typing import Any

import aiohttp
import discord
import pytest

from playground import Playground
from tests.playground.clients import Login


@pytest.fixture
async def http(pg: Playground) -> Any:
    """Plain HTTP with the bot's token."""
    headers = {"Authorization": f"Bot {pg.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        yield session


async def test_bucket_headers(pg: Playground, http: aiohttp.ClientSession) -> None:
    """Each answer says how much of its bucket is left; one request too many meets 429 and the time to wait."""
    url = f"{pg.api_url}/channels/{pg.channel('general').id}/messages"
    left = []
    for number in range(6):
        async with http.post(url, json={"content": str(number)}) as response:
            left.append((response.status, response.headers["X-RateLimit-Remaining"]))
            data = await response.json()
    assert [(200, "4"), (200, "3"), (200, "2"), (200, "1"), (200, "0"), (429, "0")] == left
    assert ("5", "user", "1.1 google") == tuple(
        response.headers[name] for name in ("X-RateLimit-Limit", "X-RateLimit-Scope", "Via")
    )
    assert (False, True) == (data["global"], 0 < data["retry_after"] <= 5)
    other = f"{pg.api_url}/channels/{pg.channel('quiz').id}/messages"
    async with http.post(other, json={"content": "another channel"}) as response:
        assert (200, "4") == (response.status, response.headers["X-RateLimit-Remaining"])


async def test_global_limit(pg: Playground, http: aiohttp.ClientSession) -> None:
    """More than fifty requests in a second meet the global limit."""
    pg.limits.sizes[("GET", "/users/@me")] = (1000, 1.0)
    statuses = []
    for _ in range(51):
        async with http.get(f"{pg.api_url}/users/@me") as response:
            statuses.append(response.status)
    assert [200] * 50 + [429] == statuses
    assert ("global", "true") == (response.headers["X-RateLimit-Scope"], response.headers["X-RateLimit-Global"])


async def test_client_waits(pg: Playground, login: Login) -> None:
    """discord.py reads the headers and waits instead of running into the limit."""
    pg.limits.sizes[("POST", "/channels/{channel_id}/messages")] = (2, 0.3)
    bot = await login(pg)
    channel = bot.get_channel(pg.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    started = time.monotonic()
    for number in range(5):
        await channel.send(str(number))
    assert time.monotonic() - started > 0.5
    assert (0, 5) == (pg.limits.hits, len(pg.messages("general")))


async def test_limits_off(http: aiohttp.ClientSession) -> None:
    """Switched off, nothing is counted."""
    async with Playground(rate_limits=False) as pg:
        headers = {"Authorization": f"Bot {pg.token}"}
        for _ in range(60):
            async with http.get(f"{pg.api_url}/users/@me", headers=headers) as response:
                assert 200 == response.status
        assert "X-RateLimit-Limit" not in response.headers


async def test_ban(pg: Playground, http: aiohttp.ClientSession) -> None:
    """Too many refused requests ban the address: an answer without `Via` that is no JSON."""
    pg.limits.invalid.limit = 2
    for status in (401, 401, 401, 429):
        async with http.get(f"{pg.api_url}/users/@me", headers={"Authorization": "Bot wrong"}) as response:
            assert status == response.status
    assert ("text/html", False) == (response.content_type, "Via" in response.headers)
