"""Forms with menus, radio buttons, checkboxes and files, by an unmodified client."""

from typing import Any

import discord
import pytest
from discord import ui

from playground import Playground, Refused
from tests.playground.clients import Bot, Login


class Schedule(ui.Modal, title="Schedule"):
    """A form with a field of each kind that chooses something."""

    def __init__(self, told: list[Any]) -> None:
        super().__init__(custom_id="schedule")
        self.told = told
        self.kind: ui.RadioGroup[Any] = ui.RadioGroup(custom_id="kind")
        self.days: ui.CheckboxGroup[Any] = ui.CheckboxGroup(custom_id="days", max_values=2)
        self.threads: ui.Checkbox[Any] = ui.Checkbox(custom_id="threads", default=True)
        self.role: ui.RoleSelect[Any] = ui.RoleSelect(custom_id="role", required=False)
        types = [discord.ChannelType.text]
        self.place: ui.ChannelSelect[Any] = ui.ChannelSelect(custom_id="place", channel_types=types)
        for label in ("What if", "Quote"):
            self.kind.add_option(label=label, value=label.lower())
        for label in ("Monday", "Tuesday", "Wednesday"):
            self.days.add_option(label=label)
        for field in (self.kind, self.days, self.threads, self.role, self.place):
            self.add_item(ui.Label(text=str(field.custom_id).capitalize(), component=field))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Keep what was chosen."""
        roles, places = [role.name for role in self.role.values], [str(place) for place in self.place.values]
        self.told.append((self.kind.value, sorted(self.days.values), self.threads.value, roles, places))
        await interaction.response.send_message("taken", ephemeral=True)


async def test_every_choice_arrives(pg: Playground, login: Login) -> None:
    """What was chosen arrives as the client resolves it; what was not keeps its default or is empty."""
    told: list[Any] = []

    def build(bot: Bot) -> None:
        @bot.tree.command(description="Opens a form")
        async def go(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(Schedule(told))

    await login(pg, build)
    ben = pg.member("ben")
    opened = await ben.slash("general", "go")
    full = {"Kind": "What if", "Days": ["Monday", "Tuesday"], "Threads": False, "Role": "Host", "Place": "quiz"}
    for wrong, why in (
        ({"Kind": None}, "'Kind' is required"),
        ({"Days": ["Monday", "Tuesday", "Wednesday"]}, "choose 1 to 2"),
        ({"Place": "what-if"}, "is of type 15"),
        ({"Kind": "Rumour"}, "no option 'Rumour'"),
    ):
        with pytest.raises(Refused, match=why):
            await ben.submit(opened.modal, {**full, **wrong})
    assert "taken" == (await ben.submit(opened.modal, full)).content
    again = await ben.slash("general", "go")
    await ben.submit(again.modal, {"Kind": "quote", "Days": "Wednesday", "Place": "general"})
    assert [
        ("what if", ["Monday", "Tuesday"], False, ["Host"], ["quiz"]),
        ("quote", ["Wednesday"], True, [], ["general"]),
    ] == told
