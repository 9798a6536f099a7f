"""The pace at which Clio speaks on her own: under Discord's limit for everything but answers to interactions."""

import asyncio
import time
from types import SimpleNamespace

import aiohttp

PER_SECOND = 45
"""Requests; Discord allows 50 a second to a bot, answers to interactions aside (Discord, Rate Limits, Global)."""

BURST = 4
"""Requests that may follow one another at once after a while without any; the second has fewer than 50 all the same."""

_ANSWERS = ("/interactions/", "/webhooks/")


class Pacer:
    """Gives out turns, evenly and in the order of asking."""

    def __init__(self, per_second: float = PER_SECOND, burst: int = BURST) -> None:
        self._gap_s = 1 / per_second
        self._ahead_s = (burst - 1) / per_second
        self._next_s = 0.0
        self._gate = asyncio.Lock()

    def wait_s(self, now_s: float) -> float:
        """How long it is until the next turn; 0 takes it, for whoever asks at this moment.

        >>> pacer = Pacer(per_second=10, burst=2)
        >>> [round(pacer.wait_s(now_s), 2) for now_s in (60.0, 60.0, 60.0, 60.06, 60.11)]
        [0.0, 0.0, 0.1, 0.04, 0.0]
        """
        if now_s < self._next_s:
            return self._next_s - now_s
        self._next_s = max(self._next_s, now_s - self._ahead_s) + self._gap_s
        return 0.0

    async def turn(self) -> None:
        """Returns when the next request may go out.

        A turn counts from the moment when it is taken: after a stall those who overslept do not all go out at once.
        """
        async with self._gate:
            while left_s := self.wait_s(time.monotonic()):  # noqa: ASYNC110 -- time itself is waited for
                await asyncio.sleep(left_s)


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
