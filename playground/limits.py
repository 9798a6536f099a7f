"""Rate limits: a bucket for each route and its major parameter, 50 requests a second in all.

Discord, Rate Limits. The sizes of the buckets are not published; those here were seen in the wild and are of the right
order. Answers to interactions count in no limit, webhook routes not in the global one.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from .wire import Json

GLOBAL_LIMIT, GLOBAL_WINDOW_S = 50, 1.0
INVALID_LIMIT, INVALID_WINDOW_S = 10_000, 600.0  # answers of 401, 403, 429 before the address is banned

Size = tuple[int, float]
DEFAULT: Size = (30, 5.0)
REACTIONS = ("*", "/reactions")  # one bucket for all routes of reactions in a channel
SIZES: dict[tuple[str, str], Size] = {
    REACTIONS: (1, 0.25),
    ("POST", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): (5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): (5, 1.0),
    ("GET", "/channels/{channel_id}/messages"): (5, 1.0),
    ("POST", "/channels/{channel_id}/typing"): (5, 5.0),
    ("POST", "/channels/{channel_id}/threads"): (10, 10.0),
    ("POST", "/users/@me/channels"): (10, 10.0),
    ("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"): (10, 10.0),
    ("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"): (10, 10.0),
    ("POST", "/guilds/{guild_id}/scheduled-events"): (5, 60.0),
    ("PUT", "/applications/{application_id}/commands"): (5, 20.0),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): (5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): (5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): (5, 2.0),
    ("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): (5, 2.0),
    ("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): (5, 2.0),
}
EXEMPT = "/interactions/{interaction_id}/{interaction_token}/callback"
MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")


@dataclass(slots=True)
class Bucket:
    """Requests of the running window."""

    limit: int
    window_s: float
    used: int = 0
    resets_at: float = 0.0

    def take(self, now: float) -> bool:
        """Count a request; False where it is one too many."""
        if now >= self.resets_at:
            self.used, self.resets_at = 0, now + self.window_s
        self.used += 1
        return self.used <= self.limit


@dataclass(slots=True)
class Verdict:
    """Headers for the answer, and the answer itself where the request was one too many."""

    headers: dict[str, str]
    refusal: Json | None = None


class Limits:
    """Counts every request. `enabled=False` lets everything pass, without headers.

    Windows last as long as they really last, however the clock is moved; the headers tell the `clock`'s moments.
    """

    def __init__(self, *, enabled: bool, clock: Callable[[], float] = time.time) -> None:
        self.enabled = enabled
        self._clock = clock
        self.sizes = dict(SIZES)
        self.hits = 0
        self.banned = False
        self._global = Bucket(GLOBAL_LIMIT, GLOBAL_WINDOW_S)
        self.invalid = Bucket(INVALID_LIMIT, INVALID_WINDOW_S)
        self._buckets: dict[tuple[str, ...], Bucket] = {}

    def take(self, method: str, template: str, ids: dict[str, str]) -> Verdict:
        """Count a request."""
        if not self.enabled or template == EXEMPT:
            return Verdict({})
        now = time.monotonic()
        if not template.startswith("/webhooks/") and not self._global.take(now):
            self.hits += 1
            return _refuse({}, self._global.resets_at - now, "global")
        if "/reactions" in template:
            method, template = REACTIONS
        key = (method, template, *(ids[name] for name in MAJOR if name in ids))
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) > 50_000:
                self._buckets = {k: b for k, b in self._buckets.items() if b.resets_at > now}
            bucket = self._buckets[key] = Bucket(*self.sizes.get((method, template), DEFAULT))
        allowed = bucket.take(now)
        left_s = bucket.resets_at - now
        headers = {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(max(0, bucket.limit - bucket.used)),
            "X-RateLimit-Reset": f"{self._clock() + left_s:.3f}",
            "X-RateLimit-Reset-After": f"{left_s:.3f}",
            "X-RateLimit-Bucket": f"{abs(hash((method, template))):016x}",
        }
        if allowed:
            return Verdict(headers)
        self.hits += 1
        return _refuse(headers, left_s, "user")

    def count_invalid(self) -> None:
        """An answer of 401, 403 or 429 was sent; ten thousand in ten minutes ban the address."""
        self.banned |= not self.invalid.take(time.monotonic())


def _refuse(headers: dict[str, str], seconds: float, scope: str) -> Verdict:
    headers |= {"Retry-After": str(int(seconds) + 1), "X-RateLimit-Scope": scope}
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    data: Json = {
        "message": "You are being rate limited.",
        "retry_after": round(seconds, 3),
        "global": scope == "global",
    }
    return Verdict(headers, data)
