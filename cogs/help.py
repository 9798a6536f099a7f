"""/help: what Clio does."""

from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.catalogue import Catalogue
from bot.interactions import anywhere, in_guild
from bot.presentation.notices import help_card
from bot.responses import respond


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
            (command.qualified_name, command.description)
            for command in self._tree.walk_commands()
            if isinstance(command, app_commands.Command) and _may_use(command.root_parent or command, interaction)
        ]
        await respond(interaction, help_card(listed, counts), ephemeral=True)


def _may_use(command: app_commands.Command[Any, ..., Any] | app_commands.Group, interaction: Interaction) -> bool:
    """Whether Discord shows the command to this member here, integration settings aside."""
    if command.guild_only and not in_guild(interaction):
        return False
    return command.default_permissions is None or interaction.permissions >= command.default_permissions


async def setup(bot: Clio) -> None:
    """Adds the cog."""
    await bot.add_cog(Help(bot.tree, bot.catalogue))
