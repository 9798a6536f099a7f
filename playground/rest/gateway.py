"""Where the gateway is."""

from typing import Any

from playground.wire import Json

from .routing import Call, route


@route("GET", "/gateway", open_to_all=True)
def address(call: Call) -> Any:
    """The address alone."""
    return {"url": call.hub.gateway.address()}


@route("GET", "/gateway/bot")
def address_for_bots(call: Call) -> Json:
    """The address, how many shards are wise, and how many identifies are left today."""
    limit = {"total": 1000, "remaining": 1000 - call.hub.gateway.identifies % 1000, "reset_after": 86_400_000}
    guilds = sum(call.hub.world.application.bot.id in guild.members for guild in call.hub.world.guilds.values())
    return {
        "url": call.hub.gateway.address(),
        "shards": call.hub.gateway.recommended_shards or guilds // 1000 + 1,
        "session_start_limit": {**limit, "max_concurrency": 1},
    }
