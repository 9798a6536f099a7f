"""The daily challenge as the members of a server play it, each alone."""

import asyncio
import contextlib
import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.daily import Answer, Daily, day_at, number_of
from bot.storage.dailies import Dailies
from bot.storage.database import Database
from playground import InteractionFailed, Permission, Playground
from tests.e2e.competing import big_world
from tests.e2e.scheduling import cards, schedule, scheduled_stage, settled, threads
from tests.e2e.stage import Stage, rows, until

DAY = timedelta(days=1)


@pytest.fixture
def stage(stage):
    """No midnight comes unless a test wants it."""
    if until_midnight(stage) < timedelta(minutes=2):
        stage.discord.move_clock(timedelta(minutes=3))
    return stage


def now(stage):
    """The moment by this Discord's clock."""
    return datetime.fromtimestamp(stage.discord.world.clock(), UTC)


def until_midnight(stage):
    """How long the day lasts in UTC."""
    at = now(stage)
    return (at + DAY).replace(hour=0, minute=0, second=0, microsecond=0) - at


def shown_in(stage):
    """The questions that count as shown in the server, as far as they are written."""
    return {item for (item,) in rows(stage.folder, "SELECT item_id FROM shown WHERE scope_kind = 'guild'")}


def found(pattern, text):
    """What the pattern's group is in the text."""
    match = re.search(pattern, text)
    assert match, pattern
    return match[1]


def asked(reply, catalogue):
    """The question on a card, and which of its buttons are right and wrong."""
    question = catalogue.get(found(r"Difficulty \d of 5 · (\S+)", reply.text))
    options = [label for label in reply.buttons if re.match(r"[A-E]( ·|$)", label)]
    texts = [label[4:] if " · " in label else found(rf"\*\*{label}\.\*\* (.*)", reply.text) for label in options]
    right = next(label for label, text in zip(options, texts, strict=True) if text == question.answer)
    return question, right, next(label for label in options if label != right)


async def play(member, catalogue, pattern="rrrrr", *, place="general"):
    """Plays the whole day, each answer right or wrong; gives the result and the ids of the questions."""
    shown, ids = await member.click(await member.slash(place, "daily"), "Begin"), []
    for wish in pattern:
        question, right, wrong = asked(shown, catalogue)
        ids.append(question.id)
        told = await member.click(shown, right if wish == "r" else wrong)
        assert ("✅ **Right**" if wish == "r" else "❌ **Wrong:**") in told.text
        shown = await member.click(told, "Your result" if len(ids) == len(pattern) else "Next question")
    return shown, ids


async def played_yesterday(stage, member, catalogue):
    """What a member would have left of a day that is over: all five right, in half a second each."""
    day = now(stage).date() - DAY
    ids = tuple(question.id for question in catalogue.matching("question")[:5])
    daily, there = Daily(stage.discord.guild().id, day, 7, ids, 0), range(1, 6)
    async with await Database.open(stage.folder / "clio.sqlite3") as database:
        dailies = Dailies(database)
        await dailies.draw(daily)
        for number in there:
            await dailies.show(daily, member.id, member.user.global_name, number, 1_000)
            await dailies.answer(daily, member.id, number, Answer(1_000, "x", 1_500, True, 50, 500), there)


async def test_a_day_is_played_alone_and_shared_without_spoilers(stage, ben, catalogue):
    """Every answer is told at once with explanation and sources; the result has a line that gives nothing away."""
    intro = await ben.slash("general", "daily")
    first = await ben.click(intro, "Begin")
    question, right, _ = asked(first, catalogue)
    told = await ben.click(first, right)

    assert intro.ephemeral
    assert "not for leaderboards or seasons" in intro.text
    assert "question 1 of 5" in first.text
    assert question.explanation.split("*")[0][:40] in told.text.replace("\\", "")
    assert ["Next question", "Sources", "Report"] == told.buttons
    shown = await ben.click(told, "Next question")
    for wish in "rwrr":
        _, right, wrong = asked(shown, catalogue)
        told = await ben.click(shown, right if wish == "r" else wrong)
        shown = await ben.click(told, told.buttons[0])
    number = number_of(day_at([(0, "UTC")], round(now(stage).timestamp() * 1000)))
    line = f"Clio daily {number} · 4/5 · 🟩🟩🟥🟩🟩 (right, right, wrong, right, right) · streak 1"
    assert line in shown.text
    assert [] == stage.discord.messages("general")

    shared = await ben.click(shown, "Share here")
    again = await ben.click(shown, "Share here")
    assert not shared.ephemeral
    assert f"**Ben** · {line}" in shared.text
    assert [] == shared.seen.data["mentions"]
    assert question.question[:30] not in shared.text
    assert "You have shared this result already" in again.text
    assert [shared.seen.id] == [seen.id for seen in stage.discord.messages("general")]
    assert "4 of 5 right" in (await ben.slash("general", "daily")).text
    assert [] == rows(stage.folder, "SELECT * FROM quiz_totals")


async def test_only_who_may_speak_there_shares(stage, ben, catalogue):
    """Somebody who was muted in the channel is refused, and can share where they may speak."""
    result, _ = await play(ben, catalogue)
    stage.deny("general", "ben", Permission.SEND_MESSAGES)
    refused = await ben.click(result, "Share here")
    assert refused.ephemeral
    assert "You may not write in this channel" in refused.text
    shared = await ben.click(await ben.slash("quiz", "daily"), "Share here")
    assert "5/5" in shared.text


async def test_what_discord_refused_can_be_shared_again(stage, ben, catalogue):
    """But not what is there although Discord's answer was lost."""
    result, _ = await play(ben, catalogue)
    stage.discord.faults.fail("POST", "/interactions/*/*/callback", status=400, times=1)
    with contextlib.suppress(InteractionFailed):
        await ben.click(result, "Share here")
    stage.discord.faults.fail("POST", "/interactions/*/*/callback", status=500, times=1, after_effect=True)
    shared = await ben.click(result, "Share here")
    again = await ben.slash("general", "daily")

    assert again.button("Shared")["disabled"]
    assert [shared.seen.id] == [seen.id for seen in stage.discord.messages("general")]


async def test_two_devices_and_double_presses_make_one_result(stage, ben, catalogue):
    """The first press counts, whatever is pressed on the other device; time runs from the first look."""
    here = await ben.click(await ben.slash("general", "daily"), "Begin")
    there = await ben.click(await ben.slash("quiz", "daily"), "Go on")
    _, right, wrong = asked(here, catalogue)
    presses = [ben.press(here, right), ben.press(there, wrong), ben.press(here, right)]
    await asyncio.gather(*(press.first for press in presses))
    [(option, shown_at, answered_at, elapsed_ms)] = rows(
        stage.folder,
        "SELECT option, shown_at, answered_at, elapsed_ms FROM daily_answers WHERE answered_at IS NOT NULL",
    )
    later = there.seen.now()

    assert asked(here, catalogue)[0] == asked(there, catalogue)[0]
    assert here.buttons == there.buttons
    assert answered_at - shown_at == elapsed_ms
    is_right = option == asked(here, catalogue)[0].answer
    assert ("✅ **Right**" if is_right else f"you chose {option}") in later.text.replace("\\", "")
    assert 1 == len(rows(stage.folder, "SELECT * FROM daily_plays"))


async def test_an_interrupted_play_goes_on_where_it_was(stage, ben, catalogue):
    """Also after a restart, and with the buttons from before it."""
    first = await ben.click(await ben.slash("general", "daily"), "Begin")
    told = await ben.click(first, asked(first, catalogue)[1])
    await stage.restart()
    second = await ben.click(told, "Next question")
    await stage.restart()
    told = await ben.click(second, asked(second, catalogue)[2])
    intro = await ben.slash("general", "daily")
    third = await ben.click(intro, "Go on")

    assert "You have answered 2 of 5" in intro.text
    assert "question 3 of 5" in third.text
    assert "❌ **Wrong:**" in told.text
    assert [(1,), (0,)] == rows(
        stage.folder, "SELECT is_right FROM daily_answers WHERE answered_at IS NOT NULL ORDER BY number"
    )


async def test_midnight_ends_a_day(stage, ben, anna, catalogue):
    """What is unfinished stays as it is; the next day has other questions, and the board of the day is open."""
    _, before = await play(anna, catalogue)
    first = await ben.click(await ben.slash("general", "daily"), "Begin")
    _, right, _ = asked(first, catalogue)
    told = await ben.click(first, right)
    second = await ben.click(told, "Next question")
    elsewhere = await ben.slash("quiz", "daily")
    stage.discord.move_clock(until_midnight(stage) - timedelta(seconds=30))
    board = await ben.click(await ben.slash("general", "daily"), "Yesterday's board")
    assert "Nobody has finished it" in board.text
    stage.discord.move_clock(timedelta(minutes=1))

    over = await ben.click(second, asked(second, catalogue)[1])
    assert "it stays as it is: 1 of 5" in over.text
    assert "it stays as it is: 1 of 5" in (await ben.click(elsewhere, "Go on")).text
    board = await ben.click(over, "Yesterday's board")
    assert "**1.** 🥇 **Anna** 5 of 5 right" in board.text
    assert "**Ben** answered 1 of 5; only who has finished has a place." in board.text
    intro = await ben.click(over, "Play today's")
    assert "Begin" in intro.buttons
    result, after = await play(anna, catalogue, "rrrww")
    assert set() == set(before) & set(after)
    assert "streak 2" in result.text
    await until(lambda: {*before, *after} == shown_in(stage))

    stage.discord.move_clock(2 * DAY)
    result, _ = await play(anna, catalogue)
    assert "streak 1" in result.text
    board = await anna.click(result, "Yesterday's board")
    assert "Nobody has finished it" in board.text
    earlier = await anna.click(board, "Earlier day")
    assert "▸ **1.** 🥇 **Anna** 3 of 5 right" in earlier.text
    earliest = await anna.click(earlier, "Earlier day")
    assert "▸ **1.** 🥇 **Anna** 5 of 5 right" in earliest.text
    assert earliest.button("Earlier day")["disabled"]
    assert "3 of 5 right" in (await anna.click(earliest, "Later day")).text


async def test_the_moment_of_a_press_decides_its_day(stage, ben, anna, catalogue):
    """An answer that was given before midnight counts, though the bot hears of it later."""
    shown = await ben.click(await ben.slash("general", "daily"), "Begin")
    for _ in range(4):
        shown = await ben.click(await ben.click(shown, asked(shown, catalogue)[1]), "Next question")
    stage.discord.move_clock(until_midnight(stage) - timedelta(seconds=10))
    press = ben.press(shown, asked(shown, catalogue)[1])
    stage.discord.move_clock(timedelta(minutes=1))
    await anna.slash("general", "daily")
    await press.first

    [(finished_at,)] = rows(stage.folder, "SELECT finished_at FROM daily_plays")
    assert finished_at is not None
    board = await ben.click(await ben.slash("general", "daily"), "Yesterday's board")
    assert "▸ **1.** 🥇 **Ben** 5 of 5 right" in board.text


async def test_a_change_of_zone_keeps_the_day_and_the_streak(stage, anna, catalogue):
    """Westward the day grows longer; eastward it is cut short and needs not be played."""
    stage.discord.move_clock(until_midnight(stage) + timedelta(hours=11))
    await anna.slash("general", "admin settings", time_zone="Pacific/Auckland")
    result, _ = await play(anna, catalogue)
    first = found(r"Clio daily (\d+)", result.text)
    await anna.slash("general", "admin settings", time_zone="Pacific/Honolulu")
    again = await anna.slash("general", "daily")
    assert f"Clio daily {first} · 5/5" in again.text

    stage.discord.move_clock(DAY)
    await anna.slash("general", "admin settings", time_zone="Pacific/Auckland")
    stage.discord.move_clock(DAY)
    result, _ = await play(anna, catalogue)
    second = found(r"Clio daily (\d+)", result.text)
    assert int(second) - int(first) in (1, 2)
    assert "streak 2" in result.text


async def test_the_hidden_see_themselves_only(stage, anna, ben, catalogue):
    """They are left out for others, who move up."""
    await play(anna, catalogue)
    await play(ben, catalogue, "rwrrr")
    await anna.slash("general", "privacy hide")
    stage.discord.move_clock(DAY)
    seen = await ben.click(await ben.slash("general", "daily"), "Yesterday's board")
    own = await anna.click(await anna.slash("general", "daily"), "Yesterday's board")

    assert "▸ **1.** 🥇 **Ben** 4 of 5 right" in seen.text
    assert "Anna" not in seen.text
    assert "**1.** 🥇 **Ben** 4 of 5 right" in own.text
    assert "▸ **1.** 🥇 **Anna** 5 of 5 right" in own.text
    assert "You are hidden" in own.text


async def test_a_question_that_is_gone_counts_for_nobody(stage, ben, anna, catalogue):
    """The packs have lost it since the day was drawn: who sees it is told, and goes on; nobody is paid for it."""
    await play(anna, catalogue)
    first = await ben.click(await ben.slash("general", "daily"), "Begin")
    await stage.stop()
    [(ids,)] = rows(stage.folder, "SELECT question_ids FROM dailies")
    question, right, _ = asked(first, catalogue)
    rows(stage.folder, "UPDATE dailies SET question_ids = ?", ids.replace(question.id, "rr-gone"))
    await stage.start()
    gone = await ben.click(first, right)
    shown = await ben.click(gone, "Go on")
    for _ in range(4):
        told = await ben.click(shown, asked(shown, catalogue)[1])
        shown = await ben.click(told, told.buttons[0])

    assert "counts for nobody" in gone.text
    assert "4/4 · ⬜🟩🟩🟩🟩 (gone, right, right, right, right)" in shown.text
    stage.discord.move_clock(DAY)
    board = await ben.click(await ben.slash("general", "daily"), "Yesterday's board")
    assert ["4 of 4", "4 of 4"] == re.findall(r"4 of 4", board.text)


async def test_questions_that_are_all_gone_are_said_gracefully(stage, ben):
    """There is nothing to play until the next midnight."""
    await ben.slash("general", "daily")
    await stage.stop()
    rows(stage.folder, """UPDATE dailies SET question_ids = '["rr-gone"]'""")
    await stage.start()
    assert "None of today's questions is in the packs" in (await ben.slash("general", "daily")).text


async def test_a_question_that_was_changed_is_shown_again(stage, ben, catalogue):
    """Buttons that no longer say what they said choose nothing."""
    first = await ben.click(await ben.slash("general", "daily"), "Begin")
    await stage.stop()
    rows(stage.folder, "UPDATE daily_answers SET shown_at = 5")
    others = [question for question in catalogue.matching("question") if question.id not in first.text]
    [(ids,)] = rows(stage.folder, "SELECT question_ids FROM dailies")
    question, right, _ = asked(first, catalogue)
    rows(stage.folder, "UPDATE dailies SET question_ids = ?", ids.replace(question.id, others[0].id))
    await stage.start()
    again = await ben.click(first, right)
    assert others[0].id in again.text
    assert [(5, None)] == rows(stage.folder, "SELECT shown_at, answered_at FROM daily_answers")


async def test_buttons_of_nothing_are_refused(stage, ben, anna, catalogue):
    """Of a result that was deleted, or of a day that nobody knows."""
    result, _ = await play(ben, catalogue)
    shown = await anna.click(await anna.slash("general", "daily"), "Begin")
    await stage.stop()
    for table in ("daily_answers", "daily_plays"):
        rows(stage.folder, f"DELETE FROM {table}")
    await stage.start()
    assert "Only a day that you have finished" in (await ben.click(result, "Share here")).text
    assert "question 1 of 5" in (await anna.click(shown, asked(shown, catalogue)[1])).text
    await stage.stop()
    rows(stage.folder, "DELETE FROM daily_answers")
    rows(stage.folder, "DELETE FROM daily_plays")
    rows(stage.folder, "DELETE FROM dailies")
    stage.discord.move_clock(DAY)
    await stage.start()
    assert "There is nothing of that day" in (await anna.click(shown, asked(shown, catalogue)[1])).text


async def test_twenty_members_at_once_are_asked_the_same(tmp_path, catalogue):
    """All of them get the same questions with the same buttons, drawn once, and one result each."""
    world, people, _ = big_world(20)
    async with Playground(check="strict", rate_limits=False, world=world) as discord:
        stage = Stage(discord, tmp_path)
        await stage.start()
        try:
            members = [discord.member(user.username) for user in people]
            played = await asyncio.gather(
                *(play(member, catalogue, "rrrrr" if n % 2 else "rwrwr") for n, member in enumerate(members))
            )
            discord.move_clock(DAY)
            board = await members[0].click(await members[0].slash("general", "daily"), "Yesterday's board")
            second = await members[0].click(board, "Next")
        finally:
            await stage.stop()

    assert 1 == len({tuple(ids) for _, ids in played})
    assert [(2,)] == rows(stage.folder, "SELECT COUNT(*) FROM dailies")
    assert [(20, 100)] == rows(
        stage.folder, "SELECT COUNT(DISTINCT user_id), COUNT(*) FROM daily_answers WHERE answered_at IS NOT NULL"
    )
    assert "Page 1 of 2 · 20 players" in board.text
    assert 10 == board.text.count("5 of 5 right")
    assert 10 == second.text.count("3 of 5 right")


async def test_a_schedule_announces_the_day_once(tmp_path, catalogue):
    """With yesterday's best, a button that lets anybody play, and one to yesterday's board."""
    async with scheduled_stage(tmp_path) as stage:
        ben = stage.discord.member("ben")
        await played_yesterday(stage, stage.discord.member("anna"), catalogue)
        await schedule(stage.discord, tmp_path, kind="daily")
        await stage.start()
        await settled(tmp_path)
        await stage.restart()
        [card] = cards(stage.discord, "general")
        intro = await ben.click(card, "Play")
        board = await ben.click(card, "Board")
        result, _ = await play(ben, catalogue, place="quiz")

    assert "Daily challenge" in card.text
    assert "**1.** 🥇 **Anna** 5 of 5 right · 2.5 s · 250 points" in card.text
    assert ["Play", "Board"] == card.buttons
    assert intro.ephemeral
    assert "Begin" in intro.buttons
    assert board.ephemeral
    assert "**Ben** did not play" in board.text
    assert "5/5" in result.text


async def test_a_schedule_may_open_a_thread_or_a_forum_post(tmp_path):
    """Each is named after the day; the challenge is played in it for one's own eyes all the same."""
    async with scheduled_stage(tmp_path) as stage:
        ben = stage.discord.member("ben")
        await schedule(stage.discord, tmp_path, kind="daily", opens_thread=True)
        await schedule(stage.discord, tmp_path, kind="daily", place="what-if")
        await stage.start()
        await settled(tmp_path, 2)
        names = [thread.name for place in ("general", "what-if") for thread in threads(stage.discord, place)]
        [post] = threads(stage.discord, "what-if")
        [card] = stage.discord.messages(post)
        intro = await ben.click(card, "Play")

    assert 2 == len(names)
    assert all(re.fullmatch(r"Daily challenge of \d+ \w+", name) for name in names)
    assert intro.ephemeral


async def test_a_schedule_of_the_daily_challenge_takes_no_filters(stage, anna):
    """It can be looked at before it is due."""
    refused = await anna.slash("general", "schedule add", kind="daily", day="every day", time="9:00", era="modern")
    poll = await anna.slash("general", "schedule add", kind="daily", day="every day", time="9:00", poll=True)
    made = await anna.slash("general", "schedule add", kind="daily", day="every day", time="9:00")
    preview = await anna.slash("general", "schedule preview", schedule="1")

    assert "no era narrows them" in refused.text
    assert "Only what-ifs have a poll" in poll.text
    assert "Daily challenge" in made.text
    assert "yesterday's best" in preview.text
