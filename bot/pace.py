"""The pace at which Clio speaks on her own: under Discord's limit for everything but answers to interactions."""

import asyncio
import time
from types import SimpleNamespace

import aiohttp

PER_SECOND = 45
"""Requests; Discord allows 50 a second to a bot, answers to interactions aside (Discord, Rate Limits, Global)."""

BURST = 10
"""Requests that may follow one another at once after a while without any."""

_ANSWERS = ("/interactions/", "/webhooks/")


class Pacer:
    """Gives out turns, evenly and in the order of asking."""

    def __init__(self, per_second: float = PER_SECOND, burst: int = BURST) -> None:
        self._gap_s = 1 / per_second
        self._ahead_s = burst / per_second
        self._next_s = 0.0

    async def turn(self) -> None:
        """Returns when the next request may go out."""
        now_s = time.monotonic()
        turn_s = max(self._next_s, now_s - self._ahead_s)
        self._next_s = turn_s + self._gap_s
        if turn_s > now_s:
            await asyncio.sleep(turn_s - now_s)


def paced(api_url: str, pacer: Pacer | None = None) -> aiohttp.TraceConfig:
    """Makes an HTTP client wait for its turn before each request to the API that is no answer to an interaction."""
    pacer = pacer or Pacer()

    async def wait(_: aiohttp.ClientSession, __: SimpleNamespace, params: aiohttp.TraceRequestStartParams) -> None:
        url = str(params.url)
        if url.startswith(api_url) and not url.removeprefix(api_url).startswith(_ANSWERS):
            await pacer.turn()

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(wait)
    return trace
