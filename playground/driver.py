"""Members, driven from Python: they run commands, click, select, fill forms, type."""

# ruff: noqa: ASYNC109 -- a cap on waiting, which is what a test's timeout is

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import acting, acts, permissions, polls, reactions, scheduled
from . import components as c
from . import interactions as i
from . import messages as m
from .errors import ApiError, Refused
from .events import CAP_S
from .interactions import Interaction
from .messages import Upload
from .permissions import Permission
from .scene import Place, Scene
from .seen import Modal, Reply, Seen
from .wire import Json
from .world import FORUM, Channel, Guild, Message, ScheduledEvent, User

CONTEXTS = ("bot_dm", "private_channel", "guild_user_install")
Target = Reply | Seen


class Actor:
    """One member acting. `guild` None: in the conversation with the bot."""

    def __init__(self, scene: Scene, user: User, guild: Guild | None) -> None:
        self.user = user
        self.guild = guild
        self._scene = scene
        self._hub = scene.hub

    @property
    def id(self) -> int:
        """The member's user id."""
        return self.user.id

    @property
    def name(self) -> str:
        """The member's user name."""
        return self.user.username

    def in_dm(self) -> Actor:
        """The same person in the conversation with the bot; places need not be named there."""
        return Actor(self._scene, self.user, None)

    def __repr__(self) -> str:
        return f"<{self.name} in {self.guild.name if self.guild else 'the conversation with the bot'}>"

    # commands

    async def slash(
        self,
        *words: Place,
        timeout: float = CAP_S,
        context: str | None = None,
        options: dict[str, Any] | None = None,
        **named: Any,
    ) -> Reply:
        """Run a slash command: `slash("general", "quiz start", rounds=5)`; in a conversation without the channel.

        `context` bot_dm, private_channel or guild_user_install chooses the place instead. `options` takes options
        whose names Python or this method has other uses for.
        """
        channel, place, path = self._where(words, context)
        command, chain = acting.find_command(self.commands(channel, place), path)
        resolved = acting.Resolved(self._hub, self._guild_of(channel), self.user)
        data = acting.command_data(command, chain, {**(options or {}), **named}, resolved)
        return await self._reply(self._act(channel, i.COMMAND, data, place), timeout)

    async def autocomplete(
        self,
        *words: Place,
        focused: str,
        value: str = "",
        timeout: float = CAP_S,
        context: str | None = None,
        options: dict[str, Any] | None = None,
        **named: Any,
    ) -> list[Json]:
        """The choices offered while `value` is typed into the option `focused`, the others being filled in."""
        channel, place, path = self._where(words, context)
        command, chain = acting.find_command(self.commands(channel, place), path)
        resolved = acting.Resolved(self._hub, self._guild_of(channel), self.user)
        values = {**(options or {}), **named, focused: value}
        data = acting.command_data(command, chain, values, resolved, focused=focused)
        return (await self._reply(self._act(channel, i.AUTOCOMPLETE, data, place), timeout)).choices

    def commands(self, place: Place, context: int = i.IN_GUILD) -> list[Json]:
        """The commands that this member's client offers there."""
        channel = self._scene.channel(place, self.guild) if not isinstance(place, Channel) else place
        app = self._hub.world.application
        guild = self._guild_of(channel)
        allowed = self._hub.permissions_of(self.user.id, channel)
        bot_is_member = guild is not None and app.bot.id in guild.members
        if guild is not None and not allowed & Permission.USE_APPLICATION_COMMANDS:
            return []
        if channel.locked and not allowed & Permission.MANAGE_THREADS:
            return []
        found = []
        for command in [*app.guild_commands.get(guild.id if guild else 0, {}).values(), *app.commands.values()]:
            types = command.get("integration_types") or [0]
            by_guild = 0 in types and (bot_is_member or context == i.IN_BOT_DM)
            by_user = 1 in types and self.user.id in app.user_installs
            contexts = command.get("contexts")
            if contexts is None and "guild_id" not in command:
                contexts = [0, 1, 2] if command.get("dm_permission", True) else [0]
            if not (by_guild or by_user) or (contexts is not None and context not in contexts):
                continue
            needed = command.get("default_member_permissions")
            if command.get("nsfw") and guild is not None and not channel.nsfw:
                continue
            if guild is not None and needed is not None and (int(needed) & ~allowed or needed == "0"):
                continue
            found.append(command)
        return found

    # components and forms

    async def click(self, target: Target, label: str = "", *, custom_id: str = "", timeout: float = CAP_S) -> Reply:
        """Press a button, by its label or custom id."""
        interaction = self.press(target, label, custom_id=custom_id)
        return await self._reply(interaction, timeout)

    def press(self, target: Target, label: str = "", *, custom_id: str = "") -> Interaction:
        """Press a button and wait for nothing; `await interaction.first` is the answer. For many at a time."""
        seen = self._look(target)
        button = seen.button(label, custom_id=custom_id)
        if button.get("custom_id") is None:
            raise Refused(f"the button {label!r} is a link")
        data = {"component_type": c.BUTTON, "custom_id": button["custom_id"], "id": button["id"]}
        return self._use(seen, button, data)

    async def select(
        self, target: Target, custom_id: str = "", *, values: Sequence[Any], timeout: float = CAP_S
    ) -> Reply:
        """Choose in a select menu: values or labels, members, roles or channels by name, id or object."""
        seen = self._look(target)
        menu = seen.select(custom_id)
        resolved = acting.Resolved(self._hub, self._guild_of(self._hub.world.channels[seen.channel_id]), self.user)
        chosen = acting.select_values(menu, values, resolved)
        data: Json = {"component_type": menu["type"], "custom_id": menu["custom_id"], "id": menu["id"]}
        data["values"] = chosen
        if resolved.data:
            data["resolved"] = resolved.data
        return await self._reply(self._use(seen, menu, data), timeout)

    async def submit(self, modal: Modal | None, values: dict[str, Any], *, timeout: float = CAP_S) -> Reply:
        """Send a form, filled in by custom id or label."""
        if modal is None or not modal.is_open:
            raise Refused("there is no form on the screen")
        channel = self._hub.world.channels[modal.channel_id]
        resolved = acting.Resolved(self._hub, self._guild_of(channel), self.user)
        data = acting.modal_data(modal.data, values, resolved)
        data["triggering"] = modal.opened_by
        interaction = self._act(channel, i.MODAL_SUBMIT, data, self._context_of(channel), modal.source)
        reply = await self._reply(interaction, timeout)
        modal.is_open = False
        return reply

    # messages

    async def say(
        self,
        *words: Place,
        reply_to: Target | None = None,
        ping: bool = True,
        files: Sequence[tuple[str, bytes]] = (),
    ) -> Seen:
        """Write a message: `say("general", "hello")`; in a conversation without the channel.

        An answer pings whom it answers, as far as that is no answer to a command itself, unless `ping` is off.
        """
        channel = self._channel(words[:-1])
        acting.may_type_in(self._hub, self.user, channel)
        text = str(words[-1])
        acting.check_words(text, files=bool(files))
        answered = None if reply_to is None else self._look(reply_to).record
        message = acts.post(
            self._hub,
            channel,
            self.user,
            {"content": text, "allowed_mentions": {"parse": ["users", "roles", "everyone"], "replied_user": ping}},
            [Upload(number, name, content) for number, (name, content) in enumerate(files)],
            kind=m.DEFAULT if answered is None else m.REPLY,
            replied_to=answered,
        )
        return self._scene.see(message)

    async def edit(self, target: Target, text: str) -> Seen:
        """Change an own message."""
        record = self._look(target).record
        if record.author_id != self.user.id or polls.of(record) is not None:
            raise Refused("only own messages can be edited, and no polls")
        acts.edit(self._hub, self._hub.world.channels[record.channel_id], record, {"content": text})
        return self._scene.see(record)

    async def delete(self, target: Target) -> None:
        """Delete an own message, or with Manage Messages anybody's; an ephemeral one is only dismissed."""
        record = self._look(target).record
        channel = self._hub.world.channels[record.channel_id]
        may = self._hub.permissions_of(self.user.id, channel) & Permission.MANAGE_MESSAGES
        if record.author_id != self.user.id and not may and record.ephemeral_to != self.user.id:
            raise Refused(f"{self.name} may not delete messages of others in #{channel.name}")
        acts.delete(self._hub, channel, record)

    async def react(self, target: Target, emoji: str) -> None:
        """React to a message; a reaction that nobody has given yet needs Add Reactions."""
        channel, record = self._reactable(target, Permission.READ_MESSAGE_HISTORY)
        try:
            if reactions.known(record, emoji) not in record.reactions:
                self._reactable(target, Permission.ADD_REACTIONS)
            reactions.add(self._hub, channel, record, self.user, emoji)
        except ApiError as error:
            raise Refused(f"{emoji!r}: {error}") from None

    async def unreact(self, target: Target, emoji: str, *, of: Actor | None = None) -> None:
        """Take the own reaction back; with Manage Messages also that `of` somebody else."""
        channel, record = self._reactable(target, Permission.MANAGE_MESSAGES if of and of.id != self.id else 0)
        reactions.remove(self._hub, channel, record, (of or self).id, emoji)

    async def clear_reactions(self, target: Target, emoji: str | None = None) -> None:
        """Take all reactions away, or all with one emoji; needs Manage Messages."""
        channel, record = self._reactable(target, Permission.MANAGE_MESSAGES)
        reactions.clear(self._hub, channel, record, emoji)

    def _reactable(self, target: Target, needed: int) -> tuple[Channel, Message]:
        record = self._look(target).record
        channel = self._hub.world.channels[record.channel_id]
        if record.ephemeral_to is not None or channel.archived:
            raise Refused("there are no reactions to such a message")
        if needed & ~self._hub.permissions_of(self.user.id, channel):
            raise Refused(f"{self.name} lacks {permissions.names(needed)} in #{channel.name}")
        return channel, record

    # polls

    async def vote(self, target: Target, *answers: str | int) -> Seen:
        """Vote: by text or id, these are the member's answers from now on, several where the poll takes several."""
        channel, record = self._ballot(target)
        poll = record.data["poll"]
        chosen = {acting.answer_id(poll, answer) for answer in answers}
        if len(chosen) > 1 and not poll["allow_multiselect"]:
            raise Refused("the poll takes one answer")
        polls.vote(self._hub, channel, record, self.user, chosen)
        return self._scene.see(record)

    async def unvote(self, target: Target, *answers: str | int) -> Seen:
        """Take the own vote back, all of it where no answers are given."""
        channel, record = self._ballot(target)
        own = {answer_id for answer_id, voters in record.votes.items() if self.id in voters}
        gone = {acting.answer_id(record.data["poll"], answer) for answer in answers} or own
        polls.vote(self._hub, channel, record, self.user, own - gone)
        return self._scene.see(record)

    async def poll(
        self, *words: Place, answers: Sequence[str], hours: int = polls.HOURS, several: bool = False
    ) -> Seen:
        """Ask something: `poll("general", "Plausible?", answers=["Yes", "No"])`; needs Send Polls."""
        channel = self._channel(words[:-1])
        acting.may_type_in(self._hub, self.user, channel, Permission.SEND_POLLS)
        asked = acting.poll_data(str(words[-1]), answers, hours=hours, several=several)
        return self._scene.see(acts.post(self._hub, channel, self.user, {"poll": asked}))

    async def end_poll(self, target: Target) -> None:
        """End an own poll early; its results are final a little later."""
        channel, record = self._ballot(target)
        if record.author_id != self.user.id:
            raise Refused("only own polls can be ended")
        acts.end_poll(self._hub, channel, record)

    def _ballot(self, target: Target) -> tuple[Channel, Message]:
        record = self._look(target).record
        channel = self._hub.world.channels[record.channel_id]
        poll = polls.of(record)
        if poll is None:
            raise Refused("there is no poll in this message")
        if self.user.bot:
            raise Refused(f"{self.name} is a bot: only people vote")
        if not self._hub.permissions_of(self.user.id, channel) & Permission.READ_MESSAGE_HISTORY:
            raise Refused(f"{self.name} lacks READ_MESSAGE_HISTORY in #{channel.name}")
        if record.ephemeral_to is not None or channel.archived or not polls.is_open(self._hub, poll):
            raise Refused("nobody can vote here (any more)")
        return channel, record

    # threads

    async def start_thread(self, place: Place, name: str, *, message: Target | None = None) -> Channel:
        """Start a thread, on a message where one is given."""
        channel = self._channel((place,))
        if not self._hub.permissions_of(self.user.id, channel) & Permission.CREATE_PUBLIC_THREADS:
            raise Refused(f"{self.name} cannot start threads in #{channel.name}")
        acting.check_name(name)
        record = None if message is None else self._look(message).record
        return acts.start_thread(self._hub, channel, self.user, {"name": name}, from_message=record)

    async def post(self, forum: Place, name: str, text: str, *, tags: Sequence[str] = ()) -> Channel:
        """Start a post in a forum."""
        channel = self._channel((forum,))
        allowed = self._hub.permissions_of(self.user.id, channel)
        if channel.type != FORUM or not allowed & Permission.SEND_MESSAGES:
            raise Refused(f"{self.name} cannot post in #{channel.name}")
        acting.check_name(name)
        acting.check_words(text)
        body: Json = {"name": name, "applied_tags": acting.tag_ids(channel, tags, allowed)}
        thread = acts.start_thread(self._hub, channel, self.user, body)
        acts.post(self._hub, thread, self.user, {"content": text}, message_id=thread.id)
        return thread

    # scheduled events

    def interested(self, event: ScheduledEvent, *, wants: bool = True) -> None:
        """Press Interested on a scheduled event, or take that back."""
        scheduled.mark_interested(self._hub, event, self.user, is_interested=wants)

    # how

    def _where(self, words: tuple[Place, ...], context: str | None) -> tuple[Channel, int, list[str]]:
        path = str(words[-1]).removeprefix("/").split()
        if context is not None and context not in CONTEXTS:
            raise Refused(f"context must be one of {', '.join(CONTEXTS)}")
        world = self._hub.world
        bot = world.application.bot
        if context == "bot_dm":
            return world.conversation(bot.id, self.user.id), i.IN_BOT_DM, path
        if context == "private_channel":
            other = next(u for u in world.users.values() if u.id != self.user.id and not u.bot)
            return world.conversation(self.user.id, other.id), i.IN_PRIVATE_CHANNEL, path
        if context == "guild_user_install" and len(words) == 1:
            guilds = [g for g in world.guilds.values() if bot.id not in g.members and self.user.id in g.members]
            return next(iter(guilds[0].channels.values())), i.IN_GUILD, path
        channel = self._channel(words[:-1])
        if channel.type == FORUM:
            raise Refused(f"commands run in posts of #{channel.name}, not in the forum itself")
        return channel, self._context_of(channel), path

    def _channel(self, words: tuple[Place, ...]) -> Channel:
        if not words:
            if self.guild is not None:
                raise Refused("say in which channel")
            return self._hub.world.conversation(self._hub.world.application.bot.id, self.user.id)
        channel = self._scene.channel(words[0], self.guild)
        if not self._hub.permissions_of(self.user.id, channel) & Permission.VIEW_CHANNEL:
            raise Refused(f"{self.name} does not see #{channel.name}")
        return channel

    def _context_of(self, channel: Channel) -> int:
        if channel.guild_id is not None:
            return i.IN_GUILD
        bot_id = self._hub.world.application.bot.id
        return i.IN_BOT_DM if bot_id in channel.recipient_ids else i.IN_PRIVATE_CHANNEL

    def _guild_of(self, channel: Channel) -> Guild | None:
        return self._hub.world.guilds.get(channel.guild_id or 0)

    def _look(self, target: Target) -> Seen:
        seen = target.seen if isinstance(target, Reply) else target
        record = seen.record
        if not seen.exists:
            raise Refused("the message is not there any more")
        if record.ephemeral_to not in (None, self.user.id):
            raise Refused(f"{self.name} does not see this message")
        channel = self._hub.world.channels.get(record.channel_id)
        if channel is None or not self._hub.permissions_of(self.user.id, channel) & Permission.VIEW_CHANNEL:
            raise Refused(f"{self.name} does not see this message")
        return seen.now()

    def _use(self, seen: Seen, component: Json, data: Json) -> Interaction:
        if component.get("disabled"):
            raise Refused(f"{component.get('label') or component['custom_id']!r} is disabled")
        channel = self._hub.world.channels[seen.channel_id]
        return self._act(channel, i.COMPONENT, data, self._context_of(channel), seen.record)

    def _act(self, channel: Channel, kind: int, data: Json, context: int, source: Message | None = None) -> Interaction:
        if self.user.bot:
            raise Refused(f"{self.name} is a bot: only people use commands, buttons, menus and forms")
        return self._scene.interactions.start(self.user, channel, kind, data, source=source, context=context)

    async def _reply(self, interaction: Interaction, timeout: float) -> Reply:
        answer = await self._scene.first_response(interaction, timeout)
        modal = None
        if answer.modal is not None:
            modal = Modal(answer.modal, interaction.channel.id, interaction.metadata, interaction.source)
        message = None if answer.message is None else self._scene.see(answer.message)
        return Reply(answer.kind, answer.seconds, message, modal, answer.choices, self._scene.wait_until_finished)
