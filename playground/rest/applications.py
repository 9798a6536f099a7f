"""The application and its commands."""

from playground import rules
from playground.errors import ApiError
from playground.hub import Hub
from playground.shapes import application as application_shape
from playground.wire import Json

from .routing import Answer, Call, own, route

GLOBAL, IN_GUILD = "/applications/{application_id}", "/applications/{application_id}/guilds/{guild_id}"


@route("GET", "/applications/@me")
@route("GET", "/oauth2/applications/@me")
def me(call: Call) -> Json:
    """The application."""
    world = call.hub.world
    count = sum(world.application.bot.id in guild.members for guild in world.guilds.values())
    return application_shape(world.application, count)


def commands_of(call: Call) -> tuple[dict[int, Json], int | None]:
    """The commands that the path means, by id, and the guild that they are for."""
    own(call)
    app = call.hub.world.application
    if "guild_id" not in call.ids:
        return app.commands, None
    guild_id = call.id("guild_id")
    if guild_id not in call.hub.world.guilds:
        raise ApiError(50001)
    return app.guild_commands.setdefault(guild_id, {}), guild_id


@route("GET", f"{GLOBAL}/commands")
@route("GET", f"{IN_GUILD}/commands")
def commands(call: Call) -> list[Json]:
    """All commands."""
    found, _ = commands_of(call)
    return [_shown(command, call) for command in found.values()]


@route("PUT", f"{GLOBAL}/commands")
@route("PUT", f"{IN_GUILD}/commands")
def replace_commands(call: Call) -> list[Json]:
    """These commands and no others; one that keeps its name keeps its id."""
    known, guild_id = commands_of(call)
    rules.check_commands(call.body)
    before = {(c["type"], c["name"]): c for c in known.values()}
    known.clear()
    for body in call.body:
        command = _command(call.hub, body, guild_id, before.get((body.get("type") or 1, body["name"])))
        known[int(command["id"])] = command
    call.hub.commands_known.set()
    return [_shown(command, call) for command in known.values()]


@route("POST", f"{GLOBAL}/commands")
@route("POST", f"{IN_GUILD}/commands")
def add_command(call: Call) -> Answer:
    """One more command, or another definition of the one with this name."""
    known, guild_id = commands_of(call)
    key = (call.body.get("type") or 1, call.body.get("name"))
    old = next((c for c in known.values() if (c["type"], c["name"]) == key), None)
    others = [c for c in known.values() if c is not old]
    rules.check_commands([*others, call.body], only_last=True)
    command = _command(call.hub, call.body, guild_id, old)
    known[int(command["id"])] = command
    call.hub.commands_known.set()
    return Answer(200 if old else 201, _shown(command, call))


@route("GET", f"{GLOBAL}/commands/{{command_id}}")
@route("GET", f"{IN_GUILD}/commands/{{command_id}}")
def command(call: Call) -> Json:
    """One command."""
    return _shown(_existing(call), call)


@route("PATCH", f"{GLOBAL}/commands/{{command_id}}")
@route("PATCH", f"{IN_GUILD}/commands/{{command_id}}")
def change_command(call: Call) -> Json:
    """Another definition of one command; keys left out stay as they were."""
    known, guild_id = commands_of(call)
    old = _existing(call)
    body = {**old, **call.body}
    rules.check_commands([*(c for c in known.values() if c is not old), body], only_last=True)
    command = _command(call.hub, body, guild_id, old)
    known[int(old["id"])] = command
    call.hub.commands_known.set()
    return command


@route("DELETE", f"{GLOBAL}/commands/{{command_id}}")
@route("DELETE", f"{IN_GUILD}/commands/{{command_id}}")
def delete_command(call: Call) -> None:
    """One command less."""
    known, _ = commands_of(call)
    del known[int(_existing(call)["id"])]
    call.hub.commands_known.set()


def _existing(call: Call) -> Json:
    known, _ = commands_of(call)
    found = known.get(call.id("command_id"))
    if found is None:
        raise ApiError(10063)
    return found


def _shown(command: Json, call: Call) -> Json:
    if call.query.get("with_localizations") in ("true", "1", "True"):
        return command
    return {key: value for key, value in command.items() if not key.endswith("_localizations")}


def _command(hub: Hub, body: Json, guild_id: int | None, old: Json | None) -> Json:
    app = hub.world.application
    allowed = body.get("default_member_permissions")
    data: Json = {
        "id": old["id"] if old else str(hub.world.snowflake()),
        "application_id": str(app.id),
        "version": str(hub.world.snowflake()),
        "default_member_permissions": None if allowed is None else str(allowed),
        "type": body.get("type") or 1,
        "name": body["name"],
        "name_localizations": body.get("name_localizations"),
        "description": body.get("description") or "",
        "description_localizations": body.get("description_localizations"),
        "integration_types": sorted(body.get("integration_types") or [0]),
        "nsfw": bool(body.get("nsfw")),
    }
    if guild_id is not None:
        data["guild_id"] = str(guild_id)
    else:
        contexts = body.get("contexts")
        data["contexts"] = None if contexts is None else sorted(contexts)
        data["dm_permission"] = (
            body.get("dm_permission") is not False if contexts is None else bool({1, 2} & set(contexts))
        )
    if body.get("options"):
        data["options"] = [_option(option) for option in body["options"]]
    if old is not None and {**old, "version": ""} == {**data, "version": ""}:
        data["version"] = old["version"]
    return data


def _option(option: Json) -> Json:
    """An option without nulls and without what is the default, as Discord answers it."""
    data: Json = {key: value for key, value in option.items() if value is not None}
    for key in ("required", "autocomplete"):
        if data.get(key) is False:
            del data[key]
    for key in ("options", "choices"):
        if key in data:
            data[key] = [_option(inner) for inner in data[key]]
            if not data[key]:
                del data[key]
    return data
