"""The playground: a world served on loopback, and everything that tests and the page do with it."""

# ruff: noqa: ASYNC109 -- a cap on waiting, which is what a test's timeout is

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from types import TracebackType

from aiohttp import web

from . import web as page
from .api import PREFIX, Api
from .checks import Checks, Mode
from .demo import demo_world
from .driver import Actor
from .errors import Violations
from .faults import Faults
from .gateway import Gateway, Outage
from .hub import Hub
from .interactions import Deadlines, Interactions
from .limits import Limits
from .others import Webhook, other_bot
from .scene import Place, Scene
from .staff import Staff
from .world import Guild, World


class Playground(Scene):
    """Discord on this machine, between `async with Playground() as pg:` and the end of the block.

    `check` is strict (a violation is refused as Discord would and raised at the end of the block), record (kept for
    `check_recorded`) or off (only the rules). `port` 0 takes a free one.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        host: str = "127.0.0.1",
        check: Mode = "strict",
        rate_limits: bool = True,
        world: World | None = None,
        deadlines: Deadlines | None = None,
        heartbeat_s: float = 41.25,
    ) -> None:
        world = world or demo_world()
        self.checks = Checks(check)
        self.gateway = Gateway(world, lambda: self.gateway_url, heartbeat_s=heartbeat_s)
        hub = Hub(world, self.gateway, self.checks.event)
        super().__init__(world, hub, Interactions(hub, deadlines or Deadlines()))
        self.limits = Limits(enabled=rate_limits, clock=world.clock)
        self.api = Api(self.hub, self.interactions, self.limits, self.checks)
        self.staff = Staff(self.hub)
        self.url = ""
        self._host, self._port = host, port
        self._runner: web.AppRunner | None = None
        self._looking: asyncio.Task[None] | None = None

    # its life

    async def __aenter__(self) -> Playground:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()
        if error is None:
            self.raise_violations()

    async def start(self) -> None:
        """Listen; OSError where the port is taken."""
        app = web.Application(client_max_size=100 * 1024 * 1024)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{name}", self._attachment)
        app.router.add_route("*", "/api/{rest:.*}", self.api.serve)
        app.add_routes(page.routes(self))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = self._runner.addresses[0][1]
        self.url = self.hub.base_url = f"http://{self._host}:{self._port}"
        self._looking = asyncio.create_task(self.hub.due.keep_looking())

    async def stop(self) -> None:
        """Close every connection and listen no more."""
        if self._looking is not None:
            self._looking.cancel()
            with suppress(asyncio.CancelledError):
                await self._looking
        self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """Where a client finds the REST API; DISCORD_API_URL for the bot."""
        return f"{self.url}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        """Where a client finds the gateway."""
        return f"ws://{self._host}:{self._port}/gateway"

    @property
    def token(self) -> str:
        """The one token that is taken."""
        return self.world.application.token

    async def bot_ready(self, timeout: float = 10.0) -> None:
        """Wait until the bot has identified and commands are known."""
        try:
            await asyncio.wait_for(self.gateway.identified.wait(), timeout)
            if not self.world.application.commands:
                await asyncio.wait_for(self.hub.commands_known.wait(), timeout)
        except TimeoutError:
            what = "synced its commands" if self.gateway.identified.is_set() else "identified"
            raise TimeoutError(f"the bot has not {what} within {timeout} s") from None

    # what was wrong

    @property
    def violations(self) -> list[str]:
        """What was wrong so far."""
        return self.checks.violations

    def take_violations(self) -> list[str]:
        """What was wrong so far, forgiven from now on."""
        found = list(self.checks.violations)
        self.checks.violations.clear()
        return found

    def raise_violations(self) -> None:
        """Violations where something was wrong."""
        if self.checks.violations:
            raise Violations(self.checks.violations)

    def check_recorded(self) -> int:
        """Check all that was recorded and raise Violations for what is wrong; gives how many exchanges there were."""
        count = self.checks.check_recorded()
        self.raise_violations()
        return count

    # who

    def member(self, name: str | int, guild: str | int | Guild | None = None) -> Actor:
        """A member of a guild (the first one without), by user name or id."""
        there = self.guild(guild)
        for member in there.members.values():
            if name in (member.user.username, member.user.id):
                return Actor(self, member.user, there)
        names = ", ".join(member.user.username for member in there.members.values())
        raise KeyError(f"no member {name!r}; there are: {names}")

    def other_bot(self, name: str, guild: str | int | Guild | None = None) -> Actor:
        """Another application's bot in a guild (the first one without): it writes and reacts, and presses nothing."""
        return other_bot(self, name, guild)

    def webhook(self, place: Place, name: str, guild: str | int | Guild | None = None) -> Webhook:
        """A new webhook of a channel."""
        return Webhook(self, place, name, guild)

    # time

    def move_clock(self, by: timedelta) -> None:
        """It is so much later on this Discord (not where the bot runs): what was due meanwhile has happened."""
        self.world.clock.move(by)
        self.hub.due.look()

    # what goes wrong

    @property
    def faults(self) -> Faults:
        """Faults to inject into routes."""
        return self.hub.faults

    def drop_gateway(self) -> None:
        """Cut all gateway connections without a word; sessions can be resumed."""
        self.gateway.drop()

    def gateway_down(self, seconds: float | None = None, *, how: Outage = "drop") -> None:
        """Nothing passes through the gateway for so long, or until `gateway_up`.

        drop: connections are cut, and whoever connects again gets no answer before the end; clients then RESUME and
        hear what they missed. refuse: whoever connects again is answered 503, upon which discord.py 2.7.1 gives its
        session up, so that what it missed is lost. stall: connections stay, and all comes late. Interactions fail
        after their three seconds in any case.
        """
        self.gateway.go_down(how)
        if seconds is not None:
            asyncio.get_running_loop().call_later(seconds, self.gateway.come_up)

    def gateway_up(self) -> None:
        """The gateway is well again."""
        self.gateway.come_up()

    def invalidate_session(self, *, resumable: bool = False) -> None:
        """Send INVALID_SESSION to all connections."""
        self.gateway.invalidate(resumable=resumable)

    def request_reconnect(self) -> None:
        """Send RECONNECT to all connections."""
        self.gateway.request_reconnect()

    def deliver_twice(self, event: str, *, times: int = 1) -> None:
        """The next `times` events of that name reach the bot twice."""
        self.hub.faults.deliver_twice(event, times=times)

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        file = self.world.attachments.get(int(request.match_info["attachment_id"]))
        if file is None:
            raise web.HTTPNotFound
        # A file is somebody's upload on the page's own address: it is shown, and never run.
        headers = {
            "Content-Type": file.content_type,
            "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=file.content, headers=headers)
