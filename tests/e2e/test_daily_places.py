"""Who has a place on the board of a day, and who plays for themselves alone."""

from datetime import timedelta

import pytest

from tests.e2e.test_daily import DAY, asked, play, until_midnight


@pytest.fixture
def stage(stage):
    """No midnight comes unless a test wants it."""
    if until_midnight(stage) < timedelta(minutes=2):
        stage.discord.move_clock(timedelta(minutes=3))
    return stage


async def board_of_yesterday(member):
    """The board that a member opens the day after."""
    return await member.click(await member.slash("general", "daily"), "Yesterday's board")


def give(stage, member, *names):
    """A member has these roles from now on, and no others; gives the first's id."""
    guild = stage.discord.guild()
    roles = [role for role in guild.roles.values() if role.name in names]
    stage.discord.staff.set_roles(guild, member.user, roles)
    return next((role.id for role in roles), 0)


async def test_who_does_not_score_plays_without_a_place(stage, anna, ben, catalogue):
    """Said before and after, and on the board, where the others move up; also if the role is gone by the end."""
    role_id = give(stage, ben, "Reviewer")
    await anna.slash("general", "admin settings", exclude_role=role_id)
    said = f"Members with <@&{role_id}> do not score in this server: no place on the board, but the streak counts."
    intro = await ben.slash("general", "daily")
    first = await ben.click(intro, "Begin")
    shown = await ben.click(await ben.click(first, asked(first, catalogue)[1]), "Next question")
    give(stage, ben)
    for _ in range(4):
        told = await ben.click(shown, asked(shown, catalogue)[1])
        shown = await ben.click(told, told.buttons[0])
    scored, _ = await play(anna, catalogue, "rrrrw")
    shared = await ben.click(shown, "Share here")
    stage.discord.move_clock(DAY)
    own, others = await board_of_yesterday(ben), await board_of_yesterday(anna)

    assert said in intro.text
    assert said in shown.text
    assert "do not score" not in scored.text
    assert "5/5" in shared.text
    assert "**1.** 🥇 **Anna** 4 of 5 right" in own.text
    assert f"**Ben** answered 5 of 5. {said}" in own.text
    assert "Ben" not in others.text


async def test_a_role_that_comes_after_the_last_answer_costs_nothing(stage, anna, ben, catalogue):
    """What was earned stays, as in quizzes."""
    await play(ben, catalogue)
    role_id = give(stage, ben, "Reviewer")
    await anna.slash("general", "admin settings", exclude_role=role_id)
    stage.discord.move_clock(DAY)
    assert "**1.** 🥇 **Ben** 5 of 5 right" in (await board_of_yesterday(anna)).text


async def test_who_deletes_their_data_can_play_again_and_has_one_place(stage, anna, ben, catalogue):
    """Nothing is left of the first play, neither in the streak nor on the board."""
    await play(ben, catalogue, "wwwww")
    form = await ben.slash("general", "privacy delete")
    await ben.submit(form.modal, {"word": "DELETE"})
    result, _ = await play(ben, catalogue, "rrrrw")
    stage.discord.move_clock(DAY)
    board = await board_of_yesterday(anna)

    assert "streak 1" in result.text
    assert "**1.** 🥇 **Ben** 4 of 5 right" in board.text
    assert "1 player" in board.text
    assert 1 == board.text.count("Ben")
