"""Who cheats, mistakes the button for a drum or is a bot gains nothing; Discord's limits hold with many quizzes."""

import asyncio

from playground import Playground, demo_world
from playground.intents import MESSAGE_CONTENT
from tests.e2e.quizzing import CAP_S, QUICK, begun, faults_of_the_log, question, quick_stage, revealed, sessions
from tests.e2e.stage import Stage


async def test_a_thousand_presses_at_once_are_one_award(tmp_path, catalogue):
    """Twenty are kept; the others are told that this was too often, and all are told what holds."""
    async with quick_stage(tmp_path, CLIO_TIMING_QUIZ_PACE="1") as stage:
        discord, ben = stage.discord, stage.discord.member("ben")
        discord.interactions.deadlines.first_response_s = 4 * CAP_S  # the log of a test is slow, and long
        await begun(discord, "ben", "chiara")
        first = await question(discord, 1)
        pressed = [ben.press(first, first.buttons[number % 3]) for number in range(1000)]
        answers = [discord.see((await interaction.first).message).text for interaction in pressed]
        await discord.member("chiara").click(first, first.buttons[0])
        await revealed(discord, first)
    [kept] = await sessions(tmp_path)
    mine = [guess.id for guess in kept.rounds[0].guesses if guess.user_id == ben.id]

    assert 20 == len(mine) == sum("You chose" in text for text in answers)
    assert 980 == sum("changed your mind too often" in text for text in answers)
    assert [mine[-1]] == [result.guess_id for result in kept.rounds[0].results if result.user_id == ben.id]
    assert [] == await faults_of_the_log(tmp_path, catalogue)


async def test_the_first_press_of_a_race_is_final_however_fast_the_second_comes(tmp_path):
    """Two at once: one is taken, the other is told that the first stands."""
    async with quick_stage(tmp_path, CLIO_TIMING_QUIZ_PACE="1") as stage:
        discord, ben = stage.discord, stage.discord.member("ben")
        await begun(discord, "ben", "chiara", scoring="race")
        first = await question(discord, 1)
        pressed = [ben.press(first, label) for label in first.buttons[:2]]
        answers = [discord.see((await interaction.first).message).text for interaction in pressed]
    [kept] = await sessions(tmp_path)

    assert ["You chose" in answers[0], "your answer stands" in answers[1]] == [True, True]
    assert [pressed[0].id] == [guess.id for guess in kept.rounds[0].guesses]


async def test_bots_and_webhooks_never_score(tmp_path, catalogue):
    """In a race in a channel that is read, a right answer of a bot or a webhook is not heard, that of a member is."""
    async with Playground(check="strict", rate_limits=False) as discord:
        discord.world.application.privileged_intents |= MESSAGE_CONTENT
        stage = Stage(discord, tmp_path, QUICK | {"CLIO_MESSAGE_CONTENT": "true"})
        await stage.start()
        try:
            await begun(discord, "ben", "chiara", mode="typed", scoring="race")
            first = await question(discord, 1)
            question_id = next(word for word in first.text.split() if catalogue.get(word))
            answer = catalogue.get(question_id).answer
            await discord.other_bot("Trivia Bot").say("general", answer)
            await discord.webhook("general", "Town crier").say(answer)
            await discord.member("ben").say("general", answer)
            told = await revealed(discord, first)
        finally:
            await stage.stop()
    [kept] = await sessions(tmp_path)

    assert "**Ben** +" in told.text
    assert [discord.member("ben").id] == [guess.user_id for guess in kept.rounds[0].guesses]


async def test_nobody_scores_in_two_servers_within_a_minute(tmp_path):
    """Not in the same moment, not one after the other, and not around a restart."""
    async with quick_stage(tmp_path, CLIO_TIMING_QUIZ_PACE="1") as stage:
        discord = stage.discord
        rooms = ("The Long Nineteenth", "The Reading Room")
        opened = []
        for room in rooms:
            anna = discord.member("anna", room)
            await anna.slash("general", "quiz start", questions=5)
        for room in rooms:
            seen = await discord.wait_for_message("general", lambda seen: "Question 1" in seen.text, guild=room)
            opened.append((discord.member("ben", room), seen))
        pressed = [ben.press(seen, seen.buttons[0]) for ben, seen in opened]
        answers = [discord.see((await interaction.first).message).text for interaction in pressed]
        loser = next(place for place, text in enumerate(answers) if "another server" in text)
        ben, seen = opened[loser]
        again = await ben.click(seen, seen.buttons[1])
        since = discord.moment
        await stage.restart()
        seen = await discord.wait_for_message(
            "general", lambda seen: "Question 1" in seen.text, guild=rooms[loser], since=since, timeout=CAP_S
        )
        after = await ben.click(seen, seen.buttons[1])

    assert 1 == sum("You chose" in text for text in answers)
    assert "another server" in again.text
    assert "another server" in after.text


async def test_many_quizzes_keep_to_discords_limit(tmp_path):
    """Sixty that ask in the same moment, in sixty servers: no request is refused."""
    async with Playground(check="record", world=demo_world(extra_guilds=60)) as discord:
        stage = Stage(discord, tmp_path, QUICK | {"CLIO_TIMING_QUIZ_PACE": "1", "CLIO_TIMING_QUIZ_LOBBY_S": "3"})
        await stage.start()
        try:
            rooms = [f"Guild {number + 1}" for number in range(60)]
            owner = discord.world.application.owner.username
            await asyncio.gather(
                *(discord.member(owner, room).slash("general", "quiz start", questions=5) for room in rooms)
            )
            for room in rooms:
                await discord.wait_for_message(
                    "general", lambda seen: "Question 1" in seen.text, guild=room, timeout=CAP_S
                )
        finally:
            await stage.stop()

    assert 0 == discord.limits.hits
