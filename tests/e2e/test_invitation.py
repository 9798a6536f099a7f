"""What the README's invitation gives Clio is enough for all that she does."""

import re

import pytest

from bot.domain.competition import Plan
from bot.storage.packs import read_packs
from playground import Permission
from tests.e2e.competing import planned
from tests.e2e.scheduling import came, polls, settled, threads
from tests.e2e.stage import ROOT, rows, until
from tests.e2e.test_season import all_told, results, role_below, seasons_that_ended

[INVITED] = [int(number) for number in re.findall(r"&permissions=(\d+)", (ROOT / "README.md").read_text("utf-8"))]
LEFT_OUT = Permission.ATTACH_FILES | Permission.ADD_REACTIONS | Permission.MANAGE_ROLES | Permission.CREATE_EVENTS
PACKS = sorted(path.parent for path in (ROOT / "seeds").glob("*/pack.toml"))
MEMBERS = Permission.USE_APPLICATION_COMMANDS


@pytest.fixture
def guild(stage):
    """The server, in which everyone's role gives nothing to Clio that her own does not; anna may do everything."""
    guild = stage.discord.guild()
    for role in guild.roles.values():
        given = {"@everyone": MEMBERS, "Clio": INVITED}.get(role.name, Permission.ADMINISTRATOR)
        stage.discord.staff.set_role_permissions(guild, role, int(given))
    return guild


async def test_reports_come_to_the_staff(stage, guild, anna):
    """A notice is posted, and changed with the next report."""
    await anna.slash("staff", "admin settings", staff_channel=stage.discord.channel("staff").id)
    for reason in ("the first reason", "the second reason"):
        await anna.slash("general", "report", id="rr-f001", reason=reason)
    notice = await stage.discord.wait_for_message("staff", where=lambda m: "the second reason" in m.text, edited=True)

    assert "2 reports" in notice.text


async def test_discussions_are_opened(stage, guild, anna):
    """A thread on the card with its questions, and a post in a forum."""
    card = await anna.slash("general", "whatif", id="wh-w101")
    await anna.click(await anna.click(card, "Discuss"), "Thread on this card")
    starter = await stage.discord.wait_for_message(card.message.id, where=lambda m: "To begin with" in m.text)
    forum = stage.discord.channel("what-if").id
    opened = await anna.select(await anna.click(card, "Discuss"), custom_id="forum:wh-w101", values=[forum])

    assert "Clio" == starter.author
    assert "The discussion is open" in opened.text


@pytest.mark.parametrize("place", ["general", "what-if"])
async def test_a_what_if_is_posted_with_its_poll(stage, guild, anna, place):
    """In a channel with a thread, and in a forum; nothing is missing."""
    plan = {"kind": "whatif", "day": "Monday", "time": "18:00", "channel": place}
    made = await anna.slash("staff", "schedule add", **plan)
    await anna.click(await anna.slash("staff", "schedule now", schedule="1"), "As well as the next run")
    await settled(stage.folder)

    assert "a poll" in made.text
    assert [("posted", "")] == [(one.state, one.why) for one in came(stage.folder)]
    [thread] = threads(stage.discord, place)
    assert 1 == len(polls(stage.discord, thread.id))


async def question(stage, number):
    """The question of that number, when it is asked."""
    title = f"Question {number} of 20"
    return await stage.discord.wait_for_message("general", where=lambda m: title in m.text, timeout=20)


async def race(stage, anna):
    """A right answer typed as a reply to the first question that is no estimate, and the recap of the quiz."""
    answers = {question.id: question.answer for pack in read_packs(PACKS, None) for question in pack.questions}
    await anna.slash("general", "quiz start", mode="typed", scoring="race", questions=20, seconds=60)
    asked = await question(stage, 1)
    while "nearest wins" in asked.text:
        await anna.slash("general", "quiz skip")
        asked = await question(stage, int(asked.text.split()[2]) + 1)
    [question_id] = re.findall(r"· ([a-z]+-k\d+)$", asked.text, re.MULTILINE)
    typed = await anna.say("general", answers[question_id], reply_to=asked)
    await stage.discord.wait_for_change(asked, lambda m: "Why?" in m.buttons, timeout=20)
    await anna.slash("general", "quiz stop")
    recap = await stage.discord.wait_for_message("general", where=lambda m: "Quiz over" in m.text, timeout=20)
    return typed, recap


async def test_a_quiz_has_its_picture_and_its_marks(stage, guild, anna):
    """A right answer that was typed gets a mark, the recap the picture of the standings."""
    typed, recap = await race(stage, anna)
    marked = await stage.discord.wait_for_reaction(typed, "✅")

    assert {"✅": 1} == marked.reactions
    assert ["standings.png"] == [file["filename"] for file in recap.attachments]


@pytest.mark.parametrize("missing", [Permission.ATTACH_FILES, Permission.ADD_REACTIONS])
async def test_a_quiz_is_played_without_pictures_and_marks(stage, guild, anna, missing):
    """Without one of these permissions just that is left out."""
    role = next(role for role in guild.roles.values() if role.name == "Clio")
    stage.discord.staff.set_role_permissions(guild, role, INVITED & ~int(missing))
    typed, recap = await race(stage, anna)
    if missing is not Permission.ADD_REACTIONS:
        await stage.discord.wait_for_reaction(typed, "✅")

    assert bool(typed.now().reactions) == (missing is not Permission.ADD_REACTIONS)
    assert bool(recap.attachments) == (missing is not Permission.ATTACH_FILES)
    assert "🥇" in recap.text


@pytest.mark.parametrize("missing", [0, Permission.MANAGE_ROLES])
async def test_a_season_moves_its_role(stage, guild, anna, missing):
    """To the champion; without the permission just that is left out."""
    clio = next(role for role in guild.roles.values() if role.name == "Clio")
    stage.discord.staff.set_role_permissions(guild, clio, INVITED & ~int(missing))
    earned = {anna: (90, 80), (8, "Abe"): (1, 0), (9, "Zoe"): (1, 0)}
    await seasons_that_ended(stage, ({"role_id": role_below(stage).id}, earned))
    await until(lambda: all_told(stage))

    assert ("Champion" in stage.discord.roles_of("anna")) == (not missing)
    assert 1 == len(results(stage))


@pytest.mark.parametrize("missing", [0, Permission.CREATE_EVENTS])
async def test_a_competition_has_its_event(stage, guild, missing):
    """In the server's list; without the permission just that is left out."""
    clio = next(role for role in guild.roles.values() if role.name == "Clio")
    stage.discord.staff.set_role_permissions(guild, clio, INVITED & ~int(missing))
    await stage.stop()
    await planned(stage.folder, stage.discord, Plan(format="open"), [], starts_in_s=3600, title="Quiz night")
    await stage.start()
    await until(lambda: was_said(stage, "event"))

    assert [event.name for event in stage.discord.events()] == ([] if missing else ["Quiz night"])


def was_said(stage, key):
    """Whether a competition has done with it."""
    return bool(rows(stage.folder, f"SELECT 1 FROM competition_said WHERE key = '{key}' AND message_id IS NOT NULL"))


@pytest.mark.parametrize("missing", [bit for bit in Permission if bit & INVITED & ~LEFT_OUT])
async def test_nothing_more_than_needed_is_asked_for(stage, guild, anna, missing):
    """Without any one of the permissions something that she does is refused."""
    role = next(role for role in guild.roles.values() if role.name == "Clio")
    stage.discord.staff.set_role_permissions(guild, role, INVITED & ~int(missing))
    staff = await anna.slash("quiz", "admin settings", staff_channel=stage.discord.channel("quiz").id)
    card = await anna.slash("general", "whatif", id="wh-w101")
    where = await anna.click(card, "Discuss")
    discussion = await anna.click(where, "Thread on this card") if where.buttons else where

    made = await anna.slash("quiz", "schedule add", kind="whatif", day="Monday", time="18:00")

    refused = ["Nothing was changed" in staff.text, "The discussion is open" not in discussion.text]
    assert any([*refused, "### Scheduled" not in made.text])
