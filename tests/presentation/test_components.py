"""Components as plain values are what Discord takes."""

import discord
import pytest
from discord import ui

from bot.presentation.components import (
    ANNOUNCEMENTS,
    TEXT_CHANNEL,
    Card,
    button,
    channel_select,
    container,
    file,
    forum_select,
    gallery,
    option,
    role_select,
    row,
    select,
    separator,
    text,
)

FORUMS = [discord.ChannelType.forum]
TALK = [discord.ChannelType.text, discord.ChannelType.news]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (text("a", "", "b"), ui.TextDisplay("a\nb")),
        (separator(), ui.Separator()),
        (button("Go", "go:1"), ui.Button(label="Go", custom_id="go:1")),
        (
            button("Go", "go:1", "danger", disabled=True),
            ui.Button(label="Go", custom_id="go:1", style=discord.ButtonStyle.danger, disabled=True),
        ),
        (file("attachment://export.json"), ui.File("attachment://export.json")),
        (
            gallery(("attachment://board.png", "The board")),
            ui.MediaGallery(discord.MediaGalleryItem("attachment://board.png", description="The board")),
        ),
        (
            select("tag", "Tag", [option("A", "1", chosen=True), option("B", "2", "the second")]),
            ui.ActionRow(
                ui.Select(
                    custom_id="tag",
                    placeholder="Tag",
                    options=[
                        discord.SelectOption(label="A", value="1", default=True),
                        discord.SelectOption(label="B", value="2", description="the second"),
                    ],
                )
            ),
        ),
        (
            forum_select("forum", "Forum"),
            ui.ActionRow(ui.ChannelSelect(custom_id="forum", placeholder="Forum", channel_types=FORUMS)),
        ),
        (
            channel_select("place", "Place", [TEXT_CHANNEL, ANNOUNCEMENTS], chosen_id=7),
            ui.ActionRow(
                ui.ChannelSelect(
                    custom_id="place",
                    placeholder="Place",
                    channel_types=TALK,
                    default_values=[discord.SelectDefaultValue(id=7, type=discord.SelectDefaultValueType.channel)],
                )
            ),
        ),
        (
            role_select("role", "Role", chosen_id=7),
            ui.ActionRow(
                ui.RoleSelect(
                    custom_id="role",
                    placeholder="Role",
                    default_values=[discord.SelectDefaultValue(id=7, type=discord.SelectDefaultValueType.role)],
                )
            ),
        ),
        (
            container(text("a"), row(button("Go", "go")), colour=0x123456),
            ui.Container(
                ui.TextDisplay("a"), ui.ActionRow(ui.Button(label="Go", custom_id="go")), accent_colour=0x123456
            ),
        ),
    ],
)
def test_a_component_is_what_the_library_makes(ours, theirs):
    """Discord reads the same from our value as from discord.py's object; what we leave out has Discord's default."""
    assert read(theirs.to_component_dict()) == read(ours)


async def test_a_card_asks_nothing_of_the_library():
    """It is sent as it is, has components v2, and is not kept for presses."""
    card = Card(text("a"))
    view = card.view()

    assert [text("a")] == card.to_components() == view.to_components()
    assert view.has_components_v2()
    assert view.is_finished()
    assert not view.is_dispatchable()


DEFAULTS = {
    "disabled": False,
    "min_values": 1,
    "max_values": 1,
    "divider": True,
    "spacing": 1,
    "spoiler": False,
    "default": False,
}


def read(value):
    """The value without what says the same as leaving it out, and without `required`, which is for modals only.

    Ids are texts, as Discord's document has them; discord.py sends some as numbers, which Discord takes as well.
    """
    if isinstance(value, dict):
        said = ((key, one) for key, one in value.items() if key != "required")
        return {
            key: str(one) if key == "id" else read(one)
            for key, one in said
            if key not in DEFAULTS or DEFAULTS[key] != one
        }
    return [read(one) for one in value] if isinstance(value, list) else value
