"""/quiz stop, pause, resume, skip and hint: who may, checked when it is asked for, and what the channel sees."""

import re
import sqlite3
import time
from contextlib import closing
from datetime import timedelta

import pytest

from playground import Permission, Refused
from tests.e2e.playing import Game, label, typed, write_playing_pack
from tests.e2e.quizzing import CAP_S, quick_stage

ONLY = "Only who started the quiz, a host or a moderator"


@pytest.fixture
async def game(tmp_path):
    """A quiz that waits for its players, on a quick stage."""
    pack = write_playing_pack(tmp_path / "playing")
    given = {"CLIO_PACKS": str(tmp_path / "playing"), "CLIO_TIMING_QUIZ_PACE": "1"}
    async with quick_stage(tmp_path, **given) as stage:
        await stage.discord.member("anna").slash("general", "admin settings", grace=0)
        yield Game(stage.discord, pack)


@pytest.fixture
def who(game):
    """A member by name."""
    return game.discord.member


@pytest.mark.parametrize("command", ["stop", "pause", "resume", "skip", "hint"])
async def test_there_must_be_a_quiz(who, command):
    """Without one each of them says so, and how one is started."""
    refused = await who("anna").slash("general", f"quiz {command}")

    assert refused.ephemeral
    assert "No quiz is running" in refused.text
    assert "/quiz start" in refused.text


@pytest.mark.parametrize("command", ["stop", "pause"])
async def test_who_may_steer(game, who, command):
    """The starter, a moderator, a host; everybody else is told who may. The permission is looked at when it is used."""
    ben, anna, chiara = who("ben"), who("anna"), who("chiara")
    guild = game.discord.guild()
    host = next(role for role in guild.roles.values() if role.name == "Host")
    await anna.slash("general", "admin settings", host_role=host.id)
    await game.start(ben, ben, topic="rivers")
    await game.question(1)
    before = await chiara.slash("general", f"quiz {command}")
    game.discord.staff.set_roles(guild, anna.user, [])
    demoted = await anna.slash("general", f"quiz {command}")
    game.discord.staff.set_roles(guild, chiara.user, [host])
    after = await chiara.slash("general", f"quiz {command}")

    for refused in (before, demoted):
        assert refused.ephemeral
        assert ONLY in refused.text
    assert not after.ephemeral
    assert ONLY not in after.text


async def test_a_stop_pays_what_was_answered(game, who):
    """The open question is told, the recap follows and says that it was stopped; the channel is free."""
    ben = who("ben")
    await game.start(ben, ben, who("chiara"), topic="rivers")
    asked = await game.question(1)
    await ben.click(asked, label(asked, game.item(asked).answer))
    stopped = await ben.slash("general", "quiz stop")
    shown = await game.reveal(asked)
    recap = await game.recap()
    again = await who("chiara").slash("general", "quiz start")

    assert not stopped.ephemeral
    assert "recap follows" in stopped.text
    assert "- **Ben** +" in shown.text
    assert "Quiz over: 1 of 5 questions\nIt was stopped early." in recap.text
    assert "1 of 1 right" in recap.text
    assert "Join" in again.buttons


async def test_a_stop_in_the_lobby_asks_nothing(game, who):
    """No question, no board."""
    await game.start(who("ben"), topic="rivers")
    await who("ben").slash("general", "quiz stop")
    recap = await game.recap()

    assert "No question was asked." in recap.text
    assert not recap.attachments


async def test_a_pause_comes_after_the_open_question(game, who):
    """The open question is played to its end, no other comes; who may not is refused; resumed, the next one comes."""
    ben = who("ben")
    await game.start(ben, ben, topic="rivers")
    asked = await game.question(1)
    early = await ben.slash("general", "quiz resume")
    paused = await ben.slash("general", "quiz pause", minutes=30)
    await ben.click(asked, asked.buttons[0])
    await game.reveal(asked)
    refused = await who("chiara").slash("general", "quiz resume")
    since = game.discord.moment
    resumed = await ben.slash("general", "quiz resume")
    game.since = since
    second = await game.question(2)
    await ben.click(second, second.buttons[0])
    await game.reveal(second)

    assert "not paused" in early.text
    assert "after this question" in paused.text
    assert not paused.ephemeral
    assert ONLY in refused.text
    assert "The quiz goes on." in resumed.text


async def test_a_pause_is_as_long_as_it_was_asked_for(tmp_path, game, who):
    """Also where our own clock is an hour behind Discord's: we wait by ours, members read Discord's."""
    clock = game.discord.world.clock
    clock.move(timedelta(hours=1))
    await game.start(who("ben"), who("ben"), topic="rivers")
    paused = await who("ben").slash("general", "quiz pause", minutes=30)
    with closing(sqlite3.connect(tmp_path / "clio.sqlite3")) as database:
        [(until_at,)] = database.execute("SELECT paused_until_at FROM quiz_sessions").fetchall()

    assert pytest.approx(1800, abs=60) == until_at / 1000 - time.time()
    assert pytest.approx(1800, abs=60) == int(re.findall(r"<t:(\d+):R>", paused.text)[0]) - clock()


async def test_a_quiz_outlives_the_token_of_its_start(game, who):
    """Discord takes answers to a command for 15 minutes; questions, reveals and the recap come after them too."""
    ben = who("ben")
    await game.start(ben, ben, topic="rivers")
    asked = await game.question(1)
    await ben.slash("general", "quiz pause", minutes=30)
    await ben.click(asked, asked.buttons[0])
    await game.reveal(asked)
    game.discord.world.clock.move(timedelta(minutes=16))
    await ben.slash("general", "quiz resume")
    second = await game.question(2)
    await ben.click(second, second.buttons[0])
    shown = await game.reveal(second)
    await ben.slash("general", "quiz stop")
    over = await game.recap()

    assert "**Ben**" in shown.text or "Nobody was right" in shown.text
    assert "Quiz over: 2 of 5 questions" in over.text


@pytest.mark.parametrize(
    ("command", "given"),
    [
        *(("quiz start", {"questions": number}) for number in (4, 51)),
        *(("quiz start", {"seconds": number}) for number in (9, 121)),
        *(("quiz pause", {"minutes": number}) for number in (0, 31)),
        ("quiz start", {"mode": "shouted"}),
        ("quiz start", {"scoring": "nobody"}),
    ],
)
async def test_what_is_out_of_range_cannot_be_sent(who, command, given):
    """Discord has the ranges and choices, and sends nothing else."""
    with pytest.raises(Refused):
        await who("ben").slash("general", command, **given)


async def test_a_vote_is_seen_by_all_and_counts_players_only(game, who):
    """Who has not answered has no vote; a second vote of one is none; the majority skips; right answers are paid."""
    ben, chiara, dmitri, emeka = map(who, ("ben", "chiara", "dmitri", "emeka"))
    await game.start(who("anna"), ben, topic="rivers")
    asked = await game.question(1)
    nobody = await emeka.slash("general", "quiz skip")
    for member in (chiara, dmitri):
        await member.click(asked, label(asked, game.item(asked).answer))
    outsider = await emeka.slash("general", "quiz skip")
    first = await chiara.slash("general", "quiz skip")
    again = await chiara.slash("general", "quiz skip")
    second = await dmitri.slash("general", "quiz skip")
    shown = await game.reveal(asked)

    for refused in (nobody, outsider):
        assert refused.ephemeral
        assert "only players vote" in refused.text
    assert not first.ephemeral
    assert "A vote for a skip: 1 of 2." in first.text
    assert again.ephemeral
    assert "voted already: 1 of 2" in again.text
    assert "The question is skipped." in second.text
    assert "### Question 1 of 5 · skipped" in shown.text
    assert "- **Chiara** +" in shown.text


async def test_whoever_steers_skips_without_a_vote(game, who):
    """The starter, who has not answered, and a moderator; there is no question to skip between two."""
    ben, anna = who("ben"), who("anna")
    await game.start(ben, ben, topic="rivers")
    asked = await game.question(1)
    skipped = await ben.slash("general", "quiz skip")
    await game.reveal(asked)
    second = await game.question(2)
    await anna.slash("general", "quiz pause")
    also = await anna.slash("general", "quiz skip")
    await game.reveal(second)
    nothing = await anna.slash("general", "quiz skip")

    assert "The question is skipped." in skipped.text
    assert "The question is skipped." in also.text
    assert nothing.ephemeral
    assert "No question is open." in nothing.text


async def test_who_skips_is_somebody(game, who):
    """Three questions that were skipped without an answer are no reason to ask whether anybody is there."""
    ben = who("ben")
    await game.start(ben, ben, topic="rivers")
    for number in range(1, 5):
        asked = await game.question(number)
        await ben.slash("general", "quiz skip")
        await game.reveal(asked)
    fifth = await game.question(5)

    assert "Question 5 of 5" in fifth.text
    assert not [said for said in game.discord.messages("general") if "anybody there" in said.text]


async def test_a_hint_strikes_an_option_and_halves_the_pay(game, who):
    """The struck one is wrong; answers after it pay half, those before it all; there is one hint a question."""
    ben, chiara = who("ben"), who("chiara")
    await game.start(ben, ben, chiara, topic="rivers")
    asked = await game.question(1)
    answer = label(asked, game.item(asked).answer)
    await chiara.click(asked, answer)
    granted = await ben.slash("general", "quiz hint")
    hinted = await game.discord.wait_for_change(asked, lambda now: "Hint" in now.text, timeout=CAP_S)
    again = await ben.slash("general", "quiz hint")
    await ben.click(hinted, answer)
    shown = await game.reveal(asked)
    struck = [part["label"] for part in hinted.components if part.get("disabled")]

    assert "A hint is on the question." in granted.text
    assert 1 == len(struck)
    assert answer not in struck
    assert f"it is not **{struck[0].split(' · ')[1]}**" in hinted.text
    assert "on the question already" in again.text
    paid = {name: int(points) for name, points in (row.split("** +") for row in _rows(shown))}
    assert 50 < paid["Chiara"] <= 60
    assert 18 <= paid["Ben"] <= 30


async def test_of_two_options_there_is_no_hint(game, who):
    """It would be the answer; typed, the hint has the first letter."""
    ben = who("ben")
    await game.start(ben, ben, topic="statements")
    asked = await game.question(1)
    refused = await ben.slash("general", "quiz hint")
    await ben.slash("general", "quiz stop")
    await game.recap()
    await game.start(ben, ben, topic="statements", mode="typed")
    second = await game.question(1)
    await ben.slash("general", "quiz hint")
    hinted = await game.discord.wait_for_change(second, lambda now: "Hint" in now.text, timeout=CAP_S)
    right = await typed(ben, hinted, "true")

    assert ["A · True", "B · False"] == asked.buttons
    assert "With two options" in refused.text
    assert "it begins **T…** (4 characters)." in hinted.text
    assert "Right." in right.text


async def test_a_message_may_be_managed_by_permission_alone(game, who):
    """Manage Messages in this channel is enough to stop, whatever the role is called."""
    guild = game.discord.guild()
    role = next(role for role in guild.roles.values() if role.name == "Reviewer")
    game.discord.staff.set_role_permissions(guild, role, int(Permission.MANAGE_MESSAGES))
    game.discord.staff.set_roles(guild, who("chiara").user, [role])
    await game.start(who("ben"), topic="rivers")
    stopped = await who("chiara").slash("general", "quiz stop")

    assert "recap follows" in stopped.text


def _rows(shown):
    """Who was paid what: `Ben** +57`."""
    return [row.removeprefix("- **").split(" · ")[0] for row in shown.text.splitlines() if row.startswith("- **")]
