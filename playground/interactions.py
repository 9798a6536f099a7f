"""Live interactions: a member acts, the application answers within its deadlines.

Discord, Receiving and Responding: three seconds for the first response, fifteen minutes for everything with the token.
"""

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass, field
from time import perf_counter

from . import components, permissions, shapes
from . import messages as m
from .acts import delete, edit, post, reference, referenced
from .errors import ApiError, InteractionFailed, invalid_form
from .hub import Hub
from .messages import Upload
from .permissions import Permission
from .wire import Json
from .world import Channel, Message, User

PING, COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 1, 2, 3, 4, 5
PONG, MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
KINDS = {
    PONG: "pong",
    MESSAGE: "message",
    DEFERRED: "deferred",
    DEFERRED_UPDATE: "deferred_update",
    UPDATE: "update",
    CHOICES: "choices",
    MODAL: "modal",
}
IN_GUILD, IN_BOT_DM, IN_PRIVATE_CHANNEL = 0, 1, 2  # contexts
FOLLOWUPS_OUTSIDE = 5  # where the application is not in the server
ATTACHMENT_LIMIT = 10 * 1024 * 1024  # bytes; Discord's limit without boosts


@dataclass(slots=True)
class Deadlines:
    """Seconds that the application has; Discord's unless a test shortens them.

    The first response is timed by the time that really passes, so that a moved clock fails nobody; the token lives by
    the clock of the world, as all does that lasts minutes.
    """

    first_response_s: float = 3.0
    token_s: float = 900.0


@dataclass(slots=True)
class Answer:
    """The first response. `seconds` passed between the interaction's sending and the arrival of the response."""

    kind: str
    seconds: float
    message: Message | None = None
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Interaction:
    """One act of a member that the application has to answer."""

    id: int
    token: str
    type: int
    user: User
    channel: Channel
    owners: dict[str, str]
    metadata: Json
    started: float
    created_at: float
    first: asyncio.Future[Answer]
    in_guild: bool
    external: bool
    source: Message | None = None
    timer: asyncio.TimerHandle | None = None
    answered: int = 0
    ephemeral: bool = False
    original: Message | None = None
    followups: int = 0
    refusals: list[str] = field(default_factory=list)


class Interactions:
    """All interactions whose token still lives."""

    def __init__(self, hub: Hub, deadlines: Deadlines) -> None:
        self.deadlines = deadlines
        self._hub = hub
        self._secret = secrets.token_urlsafe(96)
        self._by_token: dict[str, Interaction] = {}
        self._ages: deque[Interaction] = deque()

    # members act

    def start(
        self, user: User, channel: Channel, kind: int, data: Json, *, source: Message | None = None, context: int
    ) -> Interaction:
        """Send an interaction to the application; `source` is the message whose component was used."""
        hub, world = self._hub, self._hub.world
        loop = asyncio.get_running_loop()
        self._forget_old()
        app = world.application
        guild = world.guilds.get(channel.guild_id or 0)
        bot_is_member = guild is not None and app.bot.id in guild.members
        owners: dict[str, str] = {}
        if guild is not None and bot_is_member:
            owners["0"] = str(guild.id)
        elif context == IN_BOT_DM:
            owners["0"] = "0"
        if user.id in app.user_installs:
            owners["1"] = str(user.id)
        interaction_id = world.snowflake()
        their_permissions = hub.permissions_of(user.id, channel)
        interaction = Interaction(
            id=interaction_id,
            token=f"{self._secret}{interaction_id}",
            type=kind,
            user=user,
            channel=channel,
            owners=owners,
            metadata=_metadata(interaction_id, kind, user, owners, data, source),
            started=perf_counter(),
            created_at=world.clock(),
            first=loop.create_future(),
            in_guild=guild is not None,
            external=not bot_is_member and context != IN_BOT_DM,
            source=source,
        )
        if interaction.external and guild is not None and not their_permissions & Permission.USE_EXTERNAL_APPS:
            interaction.ephemeral = True
        channel_data = shapes.channel(world, channel)
        channel_data.pop("permission_overwrites", None)
        payload: Json = {
            "id": str(interaction_id),
            "application_id": str(app.id),
            "type": kind,
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "channel": channel_data,
            "app_permissions": str(self._app_permissions(channel, bot_is_member)),
            "locale": user.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": owners,
            "context": context,
            "attachment_size_limit": ATTACHMENT_LIMIT,
        }
        if guild is not None:
            channel_data["permissions"] = str(their_permissions)
            member = {**shapes.member(guild.members[user.id]), "permissions": str(their_permissions)}
            payload |= {
                "guild_id": str(guild.id),
                "guild": {"id": str(guild.id), "locale": guild.locale, "features": guild.features},
                "guild_locale": guild.locale,
                "member": member,
            }
        else:
            payload["user"] = shapes.user(user)
        if source is not None:
            payload["message"] = source.data
        self._by_token[interaction.token] = interaction
        self._ages.append(interaction)
        interaction.timer = loop.call_later(self.deadlines.first_response_s, self._fail, interaction)
        hub.tell_bot("INTERACTION_CREATE", payload, guild.id if guild is not None and bot_is_member else None)
        return interaction

    def _app_permissions(self, channel: Channel, bot_is_member: bool) -> int:
        if channel.guild_id is None or bot_is_member:
            return self._hub.permissions_of(self._hub.world.application.bot.id, channel) or (
                permissions.IN_DIRECT_MESSAGES if channel.guild_id is None else 0
            )
        return int(
            Permission.EMBED_LINKS
            | Permission.ATTACH_FILES
            | Permission.USE_EXTERNAL_EMOJIS
            | Permission.MENTION_EVERYONE
        )

    def _fail(self, interaction: Interaction) -> None:
        text = "The application did not respond"
        if not interaction.first.done():
            why = "".join(f"; its answer was refused: {refusal}" for refusal in interaction.refusals)
            sentence = f"{text} within {self.deadlines.first_response_s} s{why}"
            interaction.first.set_exception(InteractionFailed(sentence))
            interaction.first.exception()  # where nobody waits any more, asyncio need not complain
        data: Json = {"interaction_id": str(interaction.id), "channel_id": str(interaction.channel.id), "message": text}
        self._hub.tell_one("INTERACTION_FAILED", data, interaction.user.id)

    def _forget_old(self) -> None:
        while self._ages and self._is_over(self._ages[0]):
            self._by_token.pop(self._ages.popleft().token, None)

    def _is_over(self, interaction: Interaction) -> bool:
        return self._hub.world.clock() - interaction.created_at > self.deadlines.token_s

    # the application answers

    def awaiting(self, interaction_id: int, token: str) -> Interaction:
        """The interaction that this first response is for; 10062 where it is not there or too late."""
        interaction = self._by_token.get(token)
        now = perf_counter()
        if interaction is None or interaction.id != interaction_id:
            raise ApiError(10062)
        if interaction.answered:
            raise ApiError(40060)
        if now - interaction.started > self.deadlines.first_response_s:
            raise ApiError(10062)
        return interaction

    def note_refusal(self, token: str, error: ApiError) -> None:
        """Keep why a first response was refused, for whoever waits for one in vain."""
        interaction = self._by_token.get(token)
        if interaction is not None:
            interaction.refusals.append(f"{error} {error.errors or ''}".strip())

    def answered(self, application_id: int, token: str) -> Interaction:
        """The interaction whose token this is, for followups; 10015 or 50027 where there is none."""
        if application_id != self._hub.world.application.id:
            raise ApiError(10015)
        interaction = self._by_token.get(token)
        if interaction is None or self._is_over(interaction):
            raise ApiError(50027)
        if not interaction.answered:
            raise ApiError(10015)
        return interaction

    def respond(
        self,
        interaction: Interaction,
        kind: int,
        body: Json,
        uploads: list[Upload],
        received_at: float | None = None,
    ) -> Answer:
        """The first response, whose form the rules have already passed; `received_at` is now where it is left out."""
        _check_fits(interaction, kind)
        answer = Answer(KINDS[kind], (received_at or perf_counter()) - interaction.started)
        if kind in (MESSAGE, DEFERRED):
            interaction.ephemeral |= bool((body.get("flags") or 0) & m.EPHEMERAL)
            answer.message = interaction.original = self._post(interaction, body, uploads, loading=kind == DEFERRED)
        elif kind in (UPDATE, DEFERRED_UPDATE):
            interaction.original = answer.message = interaction.source
            if interaction.source is not None:
                interaction.ephemeral = interaction.source.ephemeral_to is not None
                if kind == UPDATE:
                    edit(self._hub, interaction.channel, interaction.source, body, uploads)
        elif kind == CHOICES:
            answer.choices = list(body.get("choices") or ())
        elif kind == MODAL:
            answer.modal = {**body, "components": components.stored(body["components"], lambda url: {"url": url})}
            shown = {**answer.modal, "interaction_id": str(interaction.id), "channel_id": str(interaction.channel.id)}
            self._hub.tell_one("MODAL_SHOWN", shown, interaction.user.id)
        interaction.answered = kind
        if interaction.timer is not None:
            interaction.timer.cancel()
        if not interaction.first.done():
            interaction.first.set_result(answer)
        return answer

    def _post(
        self,
        interaction: Interaction,
        body: Json,
        uploads: list[Upload],
        *,
        loading: bool = False,
        followup_to: Message | None = None,
    ) -> Message:
        if interaction.channel.archived and interaction.channel.locked:
            raise ApiError(50083)
        app_id = str(self._hub.world.application.id)
        extra: Json = {
            "webhook_id": app_id,
            "application_id": app_id,
            "interaction_metadata": dict(interaction.metadata),
        }
        kind = m.SLASH if interaction.type == COMMAND else m.DEFAULT
        if interaction.type == COMMAND and followup_to is None:
            extra["interaction"] = {
                "id": str(interaction.id),
                "type": COMMAND,
                "name": interaction.metadata["name"],
                "user": interaction.metadata["user"],
            }
        answers = followup_to or (interaction.source if interaction.type == COMPONENT else None)
        if answers is not None:
            kind = m.REPLY
            extra["message_reference"] = reference(answers, interaction.channel)
            extra["referenced_message"] = referenced(answers)
        if followup_to is not None:
            extra["interaction_metadata"]["original_response_message_id"] = str(followup_to.id)
        if loading:
            extra["flags"] = m.LOADING
            body = {}
        message = post(
            self._hub,
            interaction.channel,
            self._hub.world.application.bot,
            body,
            uploads,
            kind=kind,
            extra=extra,
            ephemeral_to=interaction.user.id if interaction.ephemeral else None,
        )
        message.interaction_id = interaction.id
        return message

    def follow_up(self, interaction: Interaction, body: Json, uploads: list[Upload]) -> Message:
        """A further message; after a deferral the first one takes the place of "is thinking"."""
        original = interaction.original
        if original is not None and original.data["flags"] & m.LOADING:
            return self.edit(interaction, original, body, uploads)
        if interaction.external:
            if interaction.followups >= FOLLOWUPS_OUTSIDE:
                raise ApiError(40094)
            interaction.followups += 1
        first_decided = interaction.ephemeral
        if original is None or not interaction.external:
            interaction.ephemeral = bool((body.get("flags") or 0) & m.EPHEMERAL)
        try:
            return self._post(interaction, body, uploads, followup_to=original)
        finally:
            interaction.ephemeral = first_decided

    def find(self, interaction: Interaction, message_id: str) -> Message:
        """The message that `@original` or an id means among this interaction's; 10008 otherwise."""
        found = interaction.original
        if message_id != "@original":
            found = self._hub.world.message(interaction.channel.id, int(message_id))
            if found is None or (found.interaction_id != interaction.id and found is not interaction.original):
                raise ApiError(10008)
        if found is None or self._hub.world.message(found.channel_id, found.id) is not found:
            raise ApiError(10008)
        return found

    def edit(self, interaction: Interaction, message: Message, body: Json, uploads: list[Upload]) -> Message:
        """The message changes; "is thinking" ends."""
        if message.data["flags"] & m.LOADING:
            message.data = {**message.data, "flags": message.data["flags"] & ~m.LOADING}
        edit(self._hub, interaction.channel, message, body, uploads)
        return message

    def delete(self, interaction: Interaction, message: Message) -> None:
        """The message is gone."""
        delete(self._hub, interaction.channel, message)


def _check_fits(interaction: Interaction, kind: int) -> None:
    problem = ""
    if kind not in KINDS or kind == PONG:
        problem = "This type of response is not for interactions that come over the gateway."
    elif interaction.type == AUTOCOMPLETE:
        if kind != CHOICES:
            problem = "An autocomplete interaction is answered with choices."
    elif kind == CHOICES:
        problem = "Only an autocomplete interaction is answered with choices."
    elif kind == MODAL and interaction.type == MODAL_SUBMIT:
        problem = "A modal cannot answer a modal submit."
    elif kind in (UPDATE, DEFERRED_UPDATE) and interaction.source is None:
        problem = "There is no message to update: the interaction did not start from a component."
    if problem:
        raise invalid_form([("type", "BASE_TYPE_CHOICES", problem)])


def _metadata(
    interaction_id: int, kind: int, user: User, owners: dict[str, str], data: Json, source: Message | None
) -> Json:
    found: Json = {
        "id": str(interaction_id),
        "type": kind,
        "user": shapes.user(user),
        "authorizing_integration_owners": owners,
    }
    if kind == COMMAND:
        found |= {"name": data["name"], "command_type": data["type"]}
    elif kind == COMPONENT and source is not None:
        found["interacted_message_id"] = str(source.id)
    elif kind == MODAL_SUBMIT:
        found["triggering_interaction_metadata"] = data["triggering"]
        del data["triggering"]
    return found
