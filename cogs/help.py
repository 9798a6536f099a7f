"""/help: what Clio does."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.catalogue import Catalogue
from bot.interactions import anywhere, in_guild
from bot.presentation.notices import help_card
from bot.responses import respond

_Command = app_commands.Command[Any, ..., Any] | app_commands.Group


class Help(commands.Cog):
    """Lists the commands that there are."""

    def __init__(self, tree: app_commands.CommandTree[Clio], catalogue: Catalogue) -> None:
        self._tree = tree
        self._catalogue = catalogue

    @app_commands.command()
    @anywhere
    async def help(self, interaction: Interaction) -> None:
        """What Clio can do, and where her knowledge comes from"""
        counts = [
            (len(self._catalogue.matching("fact")), "fact", "facts"),
            (len(self._catalogue.matching("quote")), "quote", "quotes"),
            (len(self._catalogue.matching("whatif")), "what-if", "what-ifs"),
        ]
        listed = [
            (command.name, command.description, _parts(command))
            for command in self._tree.get_commands(type=discord.AppCommandType.chat_input)
            if _may_use(command, interaction)
        ]
        await respond(interaction, help_card(listed, counts), ephemeral=True)


def _parts(command: _Command) -> list[str]:
    """What follows the name of a group, for each of its commands."""
    if isinstance(command, app_commands.Command):
        return []
    parts = [part for part in command.walk_commands() if isinstance(part, app_commands.Command)]
    return [part.qualified_name.removeprefix(command.name).strip() for part in parts]


def _may_use(command: _Command, interaction: Interaction) -> bool:
    """Whether Discord shows the command to this member here, integration settings aside."""
    if command.guild_only and not in_guild(interaction):
        return False
    return command.default_permissions is None or interaction.permissions >= command.default_permissions


async def setup(bot: Clio) -> None:
    """Adds the cog."""
    await bot.add_cog(Help(bot.tree, bot.catalogue))
