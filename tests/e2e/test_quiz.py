"""/quiz start and a quiz from its lobby to its recap: every mode and scoring, alone and with twenty members at once."""

import asyncio
import re
import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from playground import Permission
from tests.e2e.playing import Game, label, typed, write_playing_pack
from tests.e2e.quizzing import CAP_S, quick_stage

SLOW = {"CLIO_TIMING_QUIZ_PACE": "1"}
"""Rounds that end only because everybody has answered."""


@pytest.fixture
def pack(tmp_path):
    """The pack for playing."""
    return write_playing_pack(tmp_path / "playing")


@pytest.fixture
def stage_of(tmp_path):
    """A quick stage whose bot has the pack."""
    return lambda **given: quick_stage(tmp_path, CLIO_PACKS=str(tmp_path / "playing"), **given)


def results(stage):
    """What was paid, as (guild, session, number, user, points, right)."""
    with closing(sqlite3.connect(stage.settings().database)) as database:
        names = "guild_id, session_id, number, user_id, points, is_right"
        return database.execute(f"SELECT {names} FROM quiz_results").fetchall()


def crowd_of(stage, count):
    """So many members of the first guild who moderate nothing."""
    world, guild = stage.discord.world, stage.discord.guild()
    names = [f"player{number}" for number in range(count)]
    for name in names:
        world.add_member(guild, world.add_user(name, name.capitalize()))
    return [stage.discord.member(name) for name in names]


async def answer(member, seen, text):
    """Presses the option, or types it."""
    if seen.buttons == ["Answer"]:
        return await typed(member, seen, text)
    return await member.click(seen, label(seen, text))


@pytest.mark.parametrize("scoring", ["everyone", "race"])
@pytest.mark.parametrize("mode", ["buttons", "typed", "mixed"])
async def test_a_quiz_alone_and_one_with_twenty_at_once(pack, stage_of, mode, scoring):
    """Each answers each question; all are paid once a round, by the rules; the recap ranks them and says if it counts.

    Alone in one server, with twenty in another, in the same bot at the same time.
    """
    async with stage_of(**SLOW) as stage:
        discord = stage.discord
        anna, players = discord.member("anna", "The Reading Room"), crowd_of(stage, 20)
        await discord.member("anna").slash("general", "admin settings", grace=0)
        crowd = Game(discord, pack)
        alone = Game(discord, pack, guild="The Reading Room")
        await crowd.start(players[0], *players, mode=mode, scoring=scoring, topic="rivers")
        await alone.start(anna, anna, mode=mode, scoring="everyone", topic="people")

        async def by_all(seen, question):
            wrong = question.distractors[0]
            said = await asyncio.gather(
                *(answer(member, seen, question.answer if n % 2 else wrong) for n, member in enumerate(players))
            )
            assert all(reply.ephemeral for reply in said)

        recap, own = await asyncio.gather(
            crowd.play(by_all), alone.play(lambda seen, question: answer(anna, seen, question.answer))
        )
        paid = results(stage)

    assert len(paid) == len({(session, number, user) for _, session, number, user, _, _ in paid})
    assert "Quiz over: 5 of 5 questions" in recap.text
    assert "1\\. 🥇 **Anna**" in own.text
    assert "5 of 5 right" in own.text
    assert "Longest run: **Anna**, 5 in a row" in own.text
    assert "Fewer than 3 people answered" in own.text
    assert "This quiz counts for the leaderboards." in recap.text
    ours = [row for row in paid if row[0] == discord.guild().id]
    wrong = {member.id for member in players[::2]}
    assert {(0, 0)} >= {(points, right) for _, _, _, user, points, right in ours if user in wrong}
    sums: Counter[int] = Counter()
    for _, _, _, user, points, _ in ours:
        sums[user] += points
    shown = [int(points.replace(",", "")) for points in re.findall(r"\*\* ([\d,]+) points?", recap.text)]
    assert sorted(sums.values(), reverse=True)[:10] == shown
    if scoring == "everyone":
        assert {100} == {len({row[3] for row in ours if row[2] == number}) * 5 for number in range(1, 6)}
        assert all(points > 0 for _, _, _, user, points, _ in ours if user not in wrong)
    else:
        full = {60} if mode == "buttons" else {100} if mode == "typed" else {60, 100}
        assert full >= {points for *_, points, _ in ours if points}
        assert all(any(row[2] == number and row[4] for row in ours) for number in range(1, 6))
    for seen in crowd.reveals:
        assert "Why?" in seen.buttons
        if mode == "typed":
            assert not any(f"**{river}**" in seen.text for river in crowd.item(seen).distractors)


async def test_what_a_quiz_is_where_nothing_is_chosen(pack, stage_of):
    """Ten questions, buttons, everyone, ranked, time by length; the rules and a Join button stand first."""
    async with stage_of(CLIO_TIMING_QUIZ_LOBBY_S="60") as stage:
        ben, chiara = stage.discord.member("ben"), stage.discord.member("chiara")
        lobby = await ben.slash("general", "quiz start")
        joined = await ben.click(lobby, "Join")
        again = await ben.click(lobby, "Join")
        second = await chiara.click(lobby, "Join")
        rules = await chiara.slash("general", "quiz rules")

    assert not lobby.ephemeral
    for said in ("Quiz: 10 questions", "Press a button", "Everyone who is right", "longer a question", "at least 3"):
        assert said in lobby.text
    assert ["Join"] == lobby.buttons
    assert re.search(r"First question <t:\d+:R>", lobby.text)
    assert "Started by Ben" in lobby.text
    assert joined.ephemeral
    assert "You are in." in joined.text
    assert "joined already" in again.text
    assert "You are in, with 1 other." in second.text
    assert rules.ephemeral
    for said in ("100 points at once", "60%", "1.5 s", "0.35 s for each word"):
        assert said in rules.text


async def test_one_quiz_in_a_channel(pack, stage_of):
    """A second one is refused with a link to the first, also once a question is open; elsewhere it may begin."""
    async with stage_of(**SLOW) as stage:
        discord = stage.discord
        ben, chiara = discord.member("ben"), discord.member("chiara")
        game = Game(discord, pack)
        await game.start(ben, topic="rivers")
        channel = f"https://discord.com/channels/{discord.guild().id}/{discord.channel('general').id}"
        first = await chiara.slash("general", "quiz start")
        asked = await game.question(1)
        await ben.click(asked, asked.buttons[0])
        second = await chiara.slash("general", "quiz start")
        elsewhere = await chiara.slash("quiz", "quiz start")

    assert first.ephemeral
    assert channel in first.text
    assert f"{channel}/{asked.id}" in second.text
    assert "/quiz start thread:True" in second.text
    assert not elsewhere.ephemeral


async def test_a_quiz_in_a_thread_of_its_own(pack, stage_of):
    """Lobby in the channel, questions and recap in the thread on it; the channel stays free."""
    async with stage_of(**SLOW) as stage:
        discord = stage.discord
        ben = discord.member("ben")
        lobby = await ben.slash("general", "quiz start", pack="playing", topic="rivers", questions=5, thread=True)
        await discord.until(lambda: lobby.seen.id in discord.world.channels)
        joined = await ben.click(lobby, "Join")
        thread = discord.channel(lobby.seen.id)
        game = Game(discord, pack, place=thread)
        free = await ben.slash("general", "quiz start", thread=True)
        recap = await game.play(lambda seen, question: answer(ben, seen, question.answer))
        there = await ben.slash(thread, "quiz start", thread=True)
        stage.deny("quiz", "Clio", Permission.SEND_MESSAGES_IN_THREADS)
        cannot = await ben.slash("quiz", "quiz start", thread=True)

    assert "You are in" in joined.text
    assert "Quiz: 10 questions" in free.text
    assert "5 of 5 right" in recap.text
    assert "Quiz: 5 questions" == thread.name
    assert not [m for m in discord.messages("general") if "Question" in m.text or "Quiz over" in m.text]
    assert "ordinary text channel only" in there.text
    assert "Send Messages in Threads" in cannot.text


async def test_who_joins_before_the_thread_is_there_is_in(pack, stage_of):
    """The lobby may be seen before Clio hears that it is: whoever is that quick waits for her."""
    async with stage_of() as stage:
        discord = stage.discord
        discord.faults.delay("POST", "/interactions/*/*/callback", seconds=1, after_effect=True)
        starting = asyncio.create_task(discord.member("ben").slash("general", "quiz start", thread=True))
        lobby = await discord.wait_for_message("general", lambda seen: "Join" in seen.buttons, timeout=CAP_S)
        joined = await discord.member("chiara").click(lobby, "Join")
        await starting

    assert "You are in" in joined.text


async def test_a_quiz_without_its_thread_does_not_begin(pack, stage_of):
    """Where Discord opens none, the starter is told why and the lobby says so; nobody can join it."""
    async with stage_of() as stage:
        discord = stage.discord
        discord.faults.fail("POST", "/channels/*/messages/*/threads", status=403)
        lobby = await discord.member("ben").slash("general", "quiz start", thread=True)
        left = await discord.wait_for_change(lobby, timeout=CAP_S)
        told = await discord.wait_for_message("general", lambda seen: seen.ephemeral, timeout=CAP_S)
        again = await discord.member("ben").slash("quiz", "quiz start")

    assert "This quiz did not begin" in left.text
    assert [] == left.buttons
    assert told.text
    assert "Join" in again.buttons


async def test_fewer_questions_than_asked_for_are_offered(pack, stage_of):
    """Nothing starts by itself; the button starts what there is; under five there is no quiz."""
    async with stage_of(CLIO_TIMING_QUIZ_LOBBY_S="60") as stage:
        ben = stage.discord.member("ben")
        offered = await ben.slash("general", "quiz start", topic="rivers", questions=20, mode="typed", ranked=False)
        nothing = [m for m in stage.discord.messages("general") if "Join" in m.buttons]
        started = await ben.click(offered, "Start with 10")
        few = await ben.slash("quiz", "quiz start", pack="playing", difficulty="hard")
        none = await ben.slash("quiz", "quiz start", pack="playing", era="antiquity")

    assert offered.ephemeral
    assert "Only 10 questions match, not 20" in offered.text
    assert "`/quiz start topic:rivers questions:10 mode:typed ranked:False`" in offered.text
    assert [] == nothing
    assert not started.ephemeral
    for said in ("Quiz: 10 questions", "Rivers", "Up to 3 typed answers", "Just for fun"):
        assert said in started.text
    assert few.ephemeral
    assert "Only 0 questions match" in few.text
    assert none.ephemeral
    assert "No questions for" in none.text


async def test_a_quiz_is_refused_where_clio_cannot_post(stage_of, pack):
    """With what is missing, and nothing is begun."""
    async with stage_of() as stage:
        stage.deny("general", "Clio", Permission.SEND_MESSAGES)
        refused = await stage.discord.member("ben").slash("general", "quiz start")

    assert refused.ephemeral
    assert "Send Messages" in refused.text


async def test_nothing_comes_again_until_all_were_asked(pack, stage_of):
    """Over two quizzes and a restart ten questions come once each; the third quiz says that it starts over."""
    async with stage_of(**SLOW) as stage:
        discord = stage.discord
        drawn = []

        async def play():
            ben = discord.member("ben")
            game = Game(discord, pack)
            await game.start(ben, ben, topic="rivers")
            for number in range(1, 6):
                asked = await game.question(number)
                drawn.append(asked.text)
                await answer(ben, asked, game.item(asked).answer)
                await game.reveal(asked)
            await game.recap()

        await play()
        await stage.restart()
        await play()
        third = Game(discord, pack)
        await third.start(discord.member("ben"), topic="rivers")
        over = await third.question(1)

    assert 10 == len({re.findall(r"pl-k\d+", text)[-1] for text in drawn})
    assert [f"{unseen} unseen of 10" in text for unseen, text in zip(range(10, 0, -1), drawn, strict=True)] == [
        True
    ] * 10
    assert "all 10 seen, starting over with the oldest" in over.text
    assert re.findall(r"pl-k\d+", drawn[0])[-1] == re.findall(r"pl-k\d+", over.text)[-1]


async def test_a_round_ends_early_only_for_those_who_joined_or_played(pack, stage_of):
    """With nobody joined it lasts to its end; who answered then is waited for in the next ones.

    What is typed after a reveal that came early is refused, though the deadline is not over.
    """
    async with stage_of(**SLOW) as stage:
        discord = stage.discord
        ben, chiara = discord.member("ben"), discord.member("chiara")
        game = Game(discord, pack)
        await game.start(ben, topic="rivers", mode="typed", seconds=10)
        asked = await game.question(1)
        form = await chiara.click(asked, "Answer")
        await typed(ben, asked, game.item(asked).answer)
        await discord.member("anna").slash("general", "quiz skip")
        shown = await game.reveal(asked)
        late = await chiara.submit(form.modal, {"answer": game.item(asked).answer})
        second = await game.question(2)
        await typed(ben, second, "Amazon")
        early = await game.reveal(second)
        missed = await chiara.slash("general", "answer", text=game.item(second).answer)

    assert "skipped" in shown.text
    assert "closed" in late.text
    assert "Ben" in shown.text
    assert "Chiara" not in shown.text
    assert "Nobody was right." in early.text
    assert missed.ephemeral
    assert "closed" in missed.text


async def test_a_quiz_that_nobody_answers_pauses_and_ends(pack, stage_of):
    """After three questions Clio asks whether anybody is there; one is resumed by any member, the other ends."""
    async with stage_of() as stage:
        discord = stage.discord
        ben, chiara = discord.member("ben"), discord.member("chiara")
        await discord.member("anna").slash("general", "admin settings", grace=0)
        left, woken = Game(discord, pack), Game(discord, pack, place="quiz")
        await left.start(ben, topic="rivers")
        await woken.start(ben, topic="rivers")
        is_there = "Is anybody there?"
        await discord.wait_for_message("quiz", lambda seen: is_there in seen.text, timeout=CAP_S)
        resumed = await chiara.slash("quiz", "quiz resume")
        fourth = await woken.question(4)
        over = await left.recap()

    assert "The quiz goes on." in resumed.text
    assert "Question 4 of 5" in fourth.text
    assert "Quiz over: 3 of 5 questions" in over.text
    assert "nobody answered for a while" in over.text
    assert "Nobody answered." in over.text
    assert not over.attachments
    assert [True] == [is_there in m.text for m in discord.messages("general") if "there" in m.text]
