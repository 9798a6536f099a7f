"""The bot that Clio is measured against: discord.py as a newcomer writes it, with one command and a constant answer."""

import os

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

ANSWER = "The Peace of Westphalia was signed in Münster and Osnabrück on 24 October 1648."


class BareBot(discord.Client):
    """A client with a command tree; only where Discord is differs from an ordinary one."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Finds the gateway and tells Discord the command."""
        _, gateway, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
        await self.tree.sync()


def main() -> None:
    """Answers until it is stopped."""
    Route.BASE = os.environ["DISCORD_API_URL"]
    bot = BareBot()

    @bot.tree.command(description="A fact")
    async def fact(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(ANSWER)

    bot.run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
