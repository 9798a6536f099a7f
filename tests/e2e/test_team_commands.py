"""Teams as members make, join, change and leave them."""

import pytest

from tests.e2e.stage import rows, until
from tests.e2e.test_competition_commands import made, number_of


@pytest.fixture
def chiara(stage):
    """Another member without powers."""
    return stage.discord.member("chiara")


async def test_a_team_is_made_joined_and_left(anna, ben, chiara):
    """Its card has a button to join; everybody is in one team, and the first is named."""
    made_ = await ben.slash("general", "team create", name="  Red   Kronstadt ")
    joined = await chiara.click(made_.seen, "Join")
    own = await chiara.slash("general", "team show")
    second = await chiara.slash("general", "team create", name="Whites")
    other = await anna.slash("general", "team create", name="Whites")
    elsewhere = await chiara.click(other.seen, "Join")
    there = await ben.slash("general", "team list")
    left = await chiara.slash("general", "team leave")
    none = await chiara.slash("general", "team leave")

    assert "### Red Kronstadt" in made_.text
    assert f"<@{ben.id}> · captain" in made_.text
    assert f"<@{chiara.id}> has joined." in joined.text
    assert f"<@{chiara.id}>" in own.text
    assert "You are in **Red Kronstadt** already." in second.text
    assert "You are in **Red Kronstadt** already." in elsewhere.text
    assert f"**Red Kronstadt** · 2 members · <@{ben.id}>" in there.text
    assert (left.ephemeral, "**Red Kronstadt**: you have left." in left.text) == (True, True)
    assert "You are in no team." in none.text


async def test_only_a_captain_changes_a_team(anna, ben, chiara):
    """Renames it, hands it on, disbands it; names are one of a kind."""
    await ben.slash("general", "team create", name="Reds")
    await anna.slash("general", "team create", name="Whites")
    await chiara.slash("general", "team join", team="reds")
    not_hers = await chiara.slash("general", "team rename", name="Blues")
    taken = await ben.slash("general", "team rename", name="WHITES!")
    renamed = await ben.slash("general", "team rename", name="Blues")
    stays = await ben.slash("general", "team leave")
    stranger = await ben.slash("general", "team captain", member="anna")
    handed = await ben.slash("general", "team captain", member="chiara")
    asked = await chiara.slash("general", "team disband")
    gone = await chiara.click(asked.seen, "Disband")
    empty = await ben.slash("general", "team show")

    assert f"Only the captain of Reds, <@{ben.id}>, can do that." in not_hers.text
    assert "A team here is called WHITES! already." in taken.text
    assert "It was called Reds." in renamed.text
    assert f"Make somebody else captain first, such as <@{chiara.id}>." in stays.text
    assert "is not in Blues" in stranger.text
    assert f"<@{chiara.id}> is its captain now." in handed.text
    assert asked.ephemeral
    assert "**Blues**: disbanded." in gone.text
    assert "You are in no team." in empty.text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x", "That name is too short."),
        ("x" * 4_000, "That name has 4,000 characters."),
        ("!!!", "A name needs a letter or a number."),
        ("Reds <@1>", "That name has signs"),
    ],
)
async def test_a_name_that_is_none_is_refused(ben, name, said):
    """With what is allowed and one that works."""
    refused = await ben.slash("general", "team create", name=name)

    assert refused.ephemeral
    assert said in refused.text
    assert "2 to 32 characters" in refused.text
    assert "`/team create name:Red Kronstadt`" in refused.text


async def test_a_team_can_be_for_members_with_a_role(stage, anna, ben):
    """Who makes it has the role; who has it not cannot join, and is told which."""
    guild = stage.discord.guild()
    moderator = next(role for role in guild.roles.values() if role.name == "Moderator")
    lacks = await ben.slash("general", "team create", name="Mods", role="Moderator")
    all_ = await ben.slash("general", "team create", name="All", role="@everyone")
    made_ = await anna.slash("general", "team create", name="Mods", role="Moderator")
    refused = await ben.slash("general", "team join", team="Mods")

    assert f"You do not have <@&{moderator.id}> yourself." in lacks.text
    assert "That role belongs to everybody" in all_.text
    assert f"For members with <@&{moderator.id}>" in made_.text
    assert f"Mods is for members with <@&{moderator.id}>." in refused.text


async def test_an_unknown_team_is_refused_with_those_that_there_are(anna, ben):
    """And offered while somebody types."""
    nothing = await ben.slash("general", "team join", team="Reds")
    await anna.slash("general", "team create", name="Whites")
    unknown = await ben.slash("general", "team join", team="Reds")
    offered = await ben.autocomplete("general", "team join", focused="team", value="whi")

    assert "There are none yet." in nothing.text
    assert "There are: Whites." in unknown.text
    assert "`/team join team:Whites`" in unknown.text
    assert ["Whites"] == [one["name"] for one in offered]


async def test_a_team_is_locked_from_the_draw_to_the_end(stage, anna, ben, chiara):
    """Nobody joins or leaves it, and it keeps its name, captain and existence; it is free again afterwards."""
    card = await made(anna, format="teams")
    await ben.slash("general", "team create", name="Reds")
    await anna.slash("general", "team create", name="Whites")
    await stage.discord.member("dmitri").slash("general", "team join", team="Reds")
    for captain in (ben, anna):
        await captain.click(card, "Enter my team")
    table = await anna.slash("general", "competition host", competition=number_of(card))
    await anna.click(table.seen, "Start")
    await until(lambda: [("running",)] == rows(stage.folder, "SELECT phase FROM competitions"))
    asked = await ben.slash("general", "team disband")
    refused = [
        await chiara.slash("general", "team join", team="Reds"),
        await stage.discord.member("dmitri").slash("general", "team leave"),
        await ben.slash("general", "team rename", name="Blues"),
        await ben.slash("general", "team captain", member="dmitri"),
        await ben.click(asked.seen, "Disband"),
    ]
    form = await anna.slash("general", "competition cancel", competition=number_of(card))
    await anna.submit(form.modal, {"reason": "Snow"})
    free = await ben.slash("general", "team rename", name="Blues")

    assert ["Reds is in a competition that is drawn or under way."] * 5 == [
        reply.text.splitlines()[0].strip("*") for reply in refused
    ]
    assert "It was called Reds." in free.text
