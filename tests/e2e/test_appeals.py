"""Appeals as players and reviewers see them: the form, the staff channel, what an acceptance pays and mends."""

import asyncio
import contextlib
import json
import re
import sqlite3

import pytest

from bot.domain.catalogue import FilterName
from bot.domain.competition import Plan
from bot.domain.quiz import Round
from bot.storage.appeals import Appeals
from bot.storage.database import Database
from bot.storage.quizzes import Quizzes
from playground import Refused
from playground.demo import demo_world
from tests.e2e.competing import fast_stage, person, planned
from tests.e2e.playing import Game, typed, write_playing_pack
from tests.e2e.quizzing import CAP_S, quick_stage
from tests.e2e.stage import rows, until

STAFF = "staff"
PLAYERS = ("ben", "chiara", "dmitri")
SLOW = {"CLIO_TIMING_QUIZ_PACE": "1", "CLIO_TIMING_QUIZ_LOBBY_S": "0.5"}
WHY = "Herodotus calls it that."


@pytest.fixture
def pack(tmp_path):
    """Questions with known answers."""
    return write_playing_pack(tmp_path / "playing")


@pytest.fixture
async def stage(tmp_path, pack):
    """A stage whose bot has the pack."""
    async with quick_stage(tmp_path, CLIO_PACKS=str(tmp_path / "playing"), **SLOW) as started:
        yield started


@pytest.fixture
def game(stage, pack):
    """A quiz on it."""
    return Game(stage.discord, pack)


@pytest.fixture
async def members(stage):
    """Three players; the staff have their channel."""
    await stage.discord.member("anna").slash(STAFF, "admin settings", staff_channel=stage.discord.channel(STAFF).id)
    return [stage.discord.member(name) for name in PLAYERS]


async def first_round(game, members, answers, **options):
    """The reveal of the first question of a typed quiz on rivers, after these answers."""
    await game.start(members[0], *members, **{"mode": "typed", "topic": "rivers", **options})
    asked = await game.question(1)
    for member, answer in zip(members, answers, strict=True):
        await typed(member, asked, answer.format(right=game.item(asked).answer))
    return await game.reveal(asked)


async def stopped(game, starter):
    """The recap of a quiz that is stopped in its second round."""
    await game.question(2)
    await starter.slash(game.place, "quiz stop")
    return await game.recap()


async def appealed(member, reveal, why=WHY):
    """What a member is told who appeals by the button of a reveal."""
    form = await member.click(reveal, "Appeal")
    return await member.submit(form.modal, {"why": why})


async def noticed(stage, words="Appeal for", **more):
    """What the reviewers read."""
    return await stage.discord.wait_for_message(STAFF, lambda seen: words in seen.text, timeout=CAP_S, **more)


async def letter(stage, member, words):
    """What Clio wrote to a member in their conversation."""
    world = stage.discord.world
    conversation = world.conversation(world.application.bot.id, member.id)
    return await stage.discord.wait_for_message(conversation, lambda seen: words in seen.text, timeout=CAP_S)


async def test_an_accepted_appeal_pays_everybody_who_gave_the_answer(stage, game, members):
    """Of both with that answer; reveal, recap, board and statistics follow; the next quiz takes it, and says why."""
    discord, anna = stage.discord, stage.discord.member("anna")
    ben, chiara, dmitri = members
    reveal = await first_round(game, members, ["the Old River", "old river", "{right}"])
    recap = await stopped(game, ben)
    assert "1 right, 2 wrong" in reveal.text
    assert "1\\. 🥇 **Dmitri**" in recap.text

    told = await appealed(ben, reveal)
    assert told.ephemeral
    assert "The reviewers of this server read it now" in told.text
    notice = await noticed(stage)
    assert "“old river”" in notice.text
    assert "2 players gave this answer" in notice.text
    assert WHY in notice.text
    assert [] == notice.data["mentions"]
    [choice] = await chiara.autocomplete("general", "appeal", focused="question")
    merged = await chiara.slash("general", "appeal", question=choice["value"], why="It is on every old map.")
    assert choice["name"].startswith("“old river” · Which river did")
    assert "Somebody has asked for the same" in merged.text
    both = await discord.wait_for_change(notice, lambda seen: "every old map" in seen.text, timeout=CAP_S)
    assert ["Accept", "Decline"] == both.buttons

    presses = [anna.press(notice, "Accept") for _ in range(2)]
    await asyncio.gather(*(press.first for press in presses))
    await discord.wait_for_message(STAFF, lambda seen: "Already decided" in seen.text, timeout=CAP_S)
    paid = await discord.wait_for_message(STAFF, lambda seen: "2 players have more points" in seen.text, timeout=CAP_S)
    assert f"<@{ben.id}> +" in paid.text
    await noticed(stage, f"**Accepted** by <@{anna.id}>", edited=True)
    mended = await discord.wait_for_change(reveal, lambda seen: "3 right, 0 wrong" in seen.text, timeout=CAP_S)
    assert re.search(r"\*\*Ben\*\* \+\d+", mended.text)
    assert re.search(r"\*\*Chiara\*\* \+\d+", mended.text)
    after = await discord.wait_for_change(
        recap, lambda seen: "1 of 2 right" in seen.text.split("Ben")[1], timeout=CAP_S
    )
    assert "Dmitri** " in after.text
    for member in (ben, chiara):
        said = await letter(stage, member, "was **accepted**")
        assert "Your answer has earned" in said.text
    board = await (await dmitri.slash("general", "leaderboard")).finished()
    stats = await (await ben.slash("general", "stats")).finished()
    assert all(name in board.text for name in ("Ben", "Chiara", "Dmitri"))
    assert 3 == len(
        rows(stage.folder, "SELECT 1 FROM quiz_totals WHERE period = 'all' AND pack_id = '' AND points > 0")
    )
    assert "1" in stats.text
    why = await ben.click(mended, "Why?")
    assert "it is accepted by this server’s reviewers" in why.text
    assert "**Accepted**" in (await ben.slash("general", "appeals mine")).text


async def test_the_next_quiz_takes_it(stage, game, members):
    """A slip of spelling is forgiven in it too, and “Why?” says who accepts it."""
    ben, chiara, dmitri = members
    reveal = await first_round(game, members, ["the Brownwater", "Amazon", "Amazon"])
    await stopped(game, ben)
    await appealed(ben, reveal)
    accepted = await stage.discord.member("anna").click(await noticed(stage), "Accept")
    assert "**Accepted** by" in accepted.text
    later = Game(stage.discord, game.catalogue, place="quiz")
    await later.start(ben, *members, mode="typed", topic="rivers", questions=10)
    for number in range(1, 11):
        asked = await later.question(number)
        if later.item(asked) == game.item(reveal):
            right = await typed(ben, asked, "BROWNWATER!")
            await typed(chiara, asked, "brownwatter")
            await typed(dmitri, asked, "whitewater")
            shown = await later.reveal(asked)
            assert "✅ **Right.**" in right.text
            assert "2 right, 1 wrong" in shown.text
            assert "accepted by this server’s reviewers" in (await chiara.click(shown, "Why?")).text
            break
        await ben.slash("quiz", "quiz skip")
        await later.reveal(asked)
    else:
        pytest.fail("the question did not come again")


async def test_a_quiz_that_runs_learns_of_it(stage, game, members):
    """The reveal is mended and the standings go on with what was paid."""
    ben, chiara, _ = members
    reveal = await first_round(game, members, ["Old River", "Old River", "Amazon"])
    await appealed(ben, reveal)
    await game.question(2)
    await stage.discord.member("anna").click(await noticed(stage), "Accept")
    await stage.discord.wait_for_change(reveal, lambda seen: "2 right, 1 wrong" in seen.text, timeout=CAP_S)
    await ben.slash("general", "quiz stop")
    recap = await game.recap()
    assert {"Ben", "Chiara"} == set(re.findall(r"\*\*(\w+)\*\* [1-9]\d* points · 1 of 2 right", recap.text))
    assert "This quiz counts" in recap.text
    assert {chiara.id, ben.id} == {
        user_id for (user_id,) in rows(stage.folder, "SELECT DISTINCT user_id FROM quiz_totals WHERE points > 0")
    }


async def test_what_was_left_undone_is_done_after_a_restart(stage, game, members):
    """Decided and not told when the power went: reveal and recap are mended, the askers are told; lost notices come."""
    discord = stage.discord
    ben, _, _ = members
    reveal = await first_round(game, members, ["Old River", "Old River", "Amazon"])
    recap = await stopped(game, ben)
    await appealed(ben, reveal)
    notice = await noticed(stage)
    form = await stage.discord.member("anna").click(notice, "Decline")
    await stage.stop()
    await accept_in_the_dark(stage, game)
    await stage.start()
    mended = await discord.wait_for_change(reveal, lambda seen: "2 right, 1 wrong" in seen.text, timeout=CAP_S)
    await discord.wait_for_change(recap, lambda seen: "Chiara** 1" in seen.text, timeout=CAP_S)
    await letter(stage, ben, "was **accepted**")
    late = await stage.discord.member("anna").submit(form.modal, {"reason": "Too late."})
    assert "Appeal" in mended.buttons
    assert "**Accepted**" in late.text
    await until(lambda: rows(stage.folder, "SELECT is_told FROM appeals") == [(1,)])


async def accept_in_the_dark(stage, game):
    """The decision is on the disk, and nothing else has happened."""
    async with await Database.open(stage.settings().database) as database:
        appeals, quizzes = Appeals(database), Quizzes(database)
        [(appeal_id, session_id)] = await database.read("SELECT id, session_id FROM appeals")
        kept = await quizzes.kept(session_id)
        assert kept
        row = kept.rounds[0]
        place = {
            "message_id": row.message_id or 0,
            "posted_at": row.posted_at or 0,
            "deadline_at": row.deadline_at or 0,
        }
        question = game.catalogue.get(row.question_id)
        asked = Round(number=1, question=question, form="typed", options=(), limit_s=20.0, **place)
        _, settled = await appeals.accept(appeal_id, kept.session.rules, asked, by=1, at=place["posted_at"])
        assert settled


async def test_a_lost_notice_comes_back(stage, game, members):
    """Kept until there is a staff channel, and posted anew where the message is gone; there is never a second one."""
    discord, anna = stage.discord, stage.discord.member("anna")
    ben, _, _ = members
    await anna.slash(STAFF, "admin settings", clear="staff channel")
    reveal = await first_round(game, members, ["Old River", "Old River", "Amazon"])
    kept = await appealed(ben, reveal)
    assert "kept until this server sets a staff channel" in kept.text
    await anna.slash(STAFF, "admin settings", staff_channel=discord.channel(STAFF).id)
    notice = await noticed(stage)
    await anna.delete(notice)
    since = discord.moment
    await anna.slash(STAFF, "admin settings", staff_channel=discord.channel(STAFF).id)
    again = await noticed(stage, since=since)
    await stage.restart()
    assert [again.id] == [seen.id for seen in discord.messages(STAFF) if "Appeal for" in seen.text]


async def test_a_declined_appeal_is_told_with_its_reason(stage, game, members):
    """By a direct message, or where none is taken in the channel with a call for them alone; nobody is paid."""
    discord, anna = stage.discord, stage.discord.member("anna")
    ben, chiara, dmitri = members
    reveal = await first_round(game, members, ["Old River", "Old River", "{right}"])
    await stopped(game, ben)
    await appealed(ben, reveal)
    await appealed(chiara, reveal, why="So say I.")
    chiara.user.takes_messages = False
    notice = await noticed(stage)
    host = next(role for role in discord.guild().roles.values() if role.name == "Host")
    discord.staff.set_roles(discord.guild(), dmitri.user, [host])
    refused = await dmitri.click(notice, "Decline")
    form, late = [await anna.click(notice, "Decline") for _ in range(2)]
    declined = await anna.submit(form.modal, {"reason": "No *map* has it."})
    said = await letter(stage, ben, "was **declined**")
    called = await discord.wait_for_message("general", lambda seen: f"<@{chiara.id}>" in seen.text, timeout=CAP_S)
    twice = await anna.submit(late.modal, {"reason": "Again."})
    right = await dmitri.click(reveal, "Appeal")
    again = await ben.click(reveal, "Appeal")
    repeated = await ben.submit(again.modal, {"why": "Please."})

    assert refused.ephemeral
    assert "Only reviewers decide" in refused.text
    assert f"**Declined** by <@{anna.id}>" in declined.text
    assert r"No \*map\* has it." in said.text
    assert [chiara.id] == [int(user["id"]) for user in called.data["mentions"]]
    assert "`/appeals mine` tells why" in called.text
    assert "**Declined**" in twice.text
    assert "Your answer was right" in right.text
    assert "it was declined" in repeated.text
    assert all(reply.ephemeral for reply in (right, repeated))
    assert "No \\*map\\* has it." in (await chiara.slash("general", "appeals mine")).text
    assert [] == rows(stage.folder, "SELECT 1 FROM aliases")


async def test_what_cannot_be_appealed_for(stage, game, members):
    """Each is refused with what can: no answer, a right one, a guess of somebody else, none at all, no reason."""
    ben, chiara, dmitri = members
    emeka = stage.discord.member("emeka")
    reveal = await first_round(game, members, ["Old River", "Amazon", "{right}"])
    none = await emeka.click(reveal, "Appeal")
    right = await dmitri.click(reveal, "Appeal")
    [choice] = await ben.autocomplete("general", "appeal", focused="question")
    theirs = await chiara.slash("general", "appeal", question=choice["value"], why=WHY)
    text = await ben.slash("general", "appeal", question="the first one", why=WHY)
    huge = await ben.slash("general", "appeal", question="9" * 40, why=WHY)
    with pytest.raises(Refused):
        await ben.slash("general", "appeal", question=choice["value"], why="No")
    blank = await ben.slash("general", "appeal", question=choice["value"], why="\u200b" * 6)
    elsewhere = await ben.autocomplete("quiz", "appeal", focused="question")
    asked = await game.question(2)
    await typed(ben, asked, "Amazon")
    still_open = await ben.autocomplete("general", "appeal", focused="question")
    nobody = await ben.slash("general", "appeals mine")

    assert "You did not answer this question" in none.text
    assert "Your answer was right" in right.text
    for reply in (theirs, text, huge):
        assert "none of your refused answers" in reply.text
    assert "A reason has 5 to 300 characters" in blank.text
    assert [] == elsewhere
    assert [choice] == still_open
    assert "None yet" in nobody.text
    assert all(reply.ephemeral for reply in (none, right, theirs, text, huge, blank, nobody))
    assert [] == rows(stage.folder, "SELECT 1 FROM appeals")


async def test_of_several_answers_one_is_chosen(stage, game, members):
    """In a quiz with three tries the button asks which; only who gave them sees it."""
    ben = members[0]
    await game.start(ben, *members, mode="typed", topic="rivers", ranked=False)
    asked = await game.question(1)
    first = await typed(ben, asked, "Old River")
    await typed(ben, first, "Brownwater", "Answer again")
    await ben.slash("general", "quiz skip")
    reveal = await game.reveal(asked)
    which = await ben.click(reveal, "Appeal")
    form = await ben.click(which, "Brownwater")
    sent = await ben.submit(form.modal, {"why": WHY})
    assert ["Old River", "Brownwater"] == which.buttons
    assert "“brownwater”" in sent.text
    assert which.ephemeral
    assert "“brownwater”" in (await noticed(stage)).text
    await ben.slash("general", "quiz stop")


async def test_aliases_are_listed_and_removed(stage, game, members):
    """By reviewers alone, from a list; a second time there is none."""
    anna, (ben, _, _) = stage.discord.member("anna"), members
    empty = await anna.slash("general", "appeals aliases")
    reveal = await first_round(game, members, ["Old River", "Amazon", "Amazon"])
    await appealed(ben, reveal)
    await anna.click(await noticed(stage), "Accept")
    refused = await ben.slash("general", "appeals aliases")
    listed = await anna.slash("general", "appeals aliases")
    [choice] = await anna.autocomplete("general", "appeals aliases", focused="remove")
    removed = await anna.slash("general", "appeals aliases", remove=choice["value"])
    again = await anna.slash("general", "appeals aliases", remove=choice["value"])

    assert "None yet" in empty.text
    assert "Only reviewers" in refused.text
    assert "“old river” · Which river did" in listed.text
    assert "not accepted any more" in removed.text
    assert "No such form is accepted here" in again.text
    assert all(reply.ephemeral for reply in (empty, refused, listed, removed, again))
    assert [("alias_removed",)] == rows(stage.folder, "SELECT action FROM audit WHERE action LIKE 'alias%'")


async def test_members_with_an_excluded_role_do_not_score(stage, game, members):
    """They are told which role; nobody waits for them; lobby, rules and settings say who scores; it can be undone."""
    discord, anna = stage.discord, stage.discord.member("anna")
    ben, chiara, dmitri = members
    role = next(one for one in discord.guild().roles.values() if one.name == "Reviewer")
    discord.staff.set_roles(discord.guild(), dmitri.user, [role])
    set_ = await anna.slash(STAFF, "admin settings", exclude_role=role.id)
    await game.start(ben, ben, chiara, mode="typed", topic="rivers")
    joined = await dmitri.click(game.lobby, "Join")
    asked = await game.question(1)
    pressed = await dmitri.click(asked, "Answer")
    answered = await dmitri.slash("general", "answer", text="Danube")
    for member in (ben, chiara):
        await typed(member, asked, game.item(asked).answer)
    reveal = await game.reveal(asked)
    rules = await ben.slash("general", "quiz rules")
    undone = await anna.slash(STAFF, "admin settings", exclude_role=role.id)
    cleared = await anna.slash(STAFF, "admin settings", clear="excluded roles")
    both = await anna.slash(STAFF, "admin settings", clear="excluded roles", exclude_role=role.id)
    everybody = await anna.slash(STAFF, "admin settings", exclude_role=discord.guild().id)
    await ben.slash("general", "quiz stop")

    assert f"members with <@&{role.id}>" in set_.text
    assert f"Members with <@&{role.id}> do not score" in game.lobby.text
    for reply in (joined, pressed, answered):
        assert reply.ephemeral
        assert f"Members with <@&{role.id}> do not score" in reply.text
    assert f"Members with <@&{role.id}> do not score" in rules.text
    assert "2 right, 0 wrong" in reveal.text
    for reply in (undone, cleared):
        assert "nobody but bots" in reply.text
    assert "Give one of the two" in both.text
    assert "belongs to everybody" in everybody.text
    assert [] == rows(stage.folder, f"SELECT 1 FROM quiz_guesses WHERE user_id = {dmitri.id}")


async def test_at_most_ten_roles_are_excluded(stage):
    """The eleventh is refused, and nothing is changed by it."""
    discord, anna = stage.discord, stage.discord.member("anna")
    roles = [discord.staff.create_role(discord.guild(), f"Team {number}") for number in range(11)]
    replies = [await anna.slash(STAFF, "admin settings", exclude_role=role.id) for role in roles]
    assert all("Changed" in reply.text for reply in replies[:10])
    assert "10 roles are excluded already" in replies[10].text
    assert 10 == len(json.loads(rows(stage.folder, "SELECT excluded_roles FROM guild_settings")[0][0]))


async def test_a_competition_goes_by_what_an_appeal_pays(tmp_path, pack):
    """A match that is over has its points anew, with its competition still under way: who is paid late has won it."""
    given = {"CLIO_PACKS": str(tmp_path / "playing"), "CLIO_TIMING_QUIZ_PACE": "1"}
    async with fast_stage(tmp_path, demo_world(), **given) as stage:
        discord = stage.discord
        anna, *members = map(discord.member, ("anna", *PLAYERS))
        rivers: dict[FilterName, str] = {"pack": "playing", "topic": "rivers"}
        plan = Plan("open", quizzes=2, questions=5, mode="typed", break_s=10, filters=rivers)
        await planned(tmp_path, discord, plan, [person(member.user) for member in members], starts_in_s=0.5)
        await stage.start()
        await anna.slash(STAFF, "admin settings", staff_channel=discord.channel(STAFF).id)
        game = Game(discord, pack)
        await game.question(1)
        seeds = dict(rows(stage.folder, "SELECT entrant_id, seed FROM competition_entrants"))
        members.sort(key=lambda member: -seeds[member.id])  # without the appeal the last would not win
        reveals = [await answered(game, members, number, "Old River") for number in range(1, 6)]
        await game.recap()
        game.since = discord.moment
        await game.question(1)
        await appealed(members[0], reveals[0])
        await anna.click(await noticed(stage), "Accept")
        paid = await discord.wait_for_message(STAFF, lambda seen: "more points" in seen.text, timeout=CAP_S)
        earned = dict(rows(stage.folder, "SELECT user_id, SUM(points) FROM quiz_results GROUP BY user_id"))
        assert earned == dict(rows(stage.folder, "SELECT entrant_id, points FROM competition_slots WHERE stage = 1"))
        assert earned[members[0].id] > 0
        for number in range(1, 6):
            await answered(game, members, number, "Amazon")
        over = await discord.wait_for_message(
            "general", lambda seen: "🥇" in seen.text, since=game.since, timeout=CAP_S
        )
        await until(lambda: rows(stage.folder, "SELECT phase FROM competitions") == [("over",)])
        places = rows(stage.folder, "SELECT entrant_id FROM competition_slots WHERE stage = 2 AND goes_on = 1")

    assert "The points of its match are counted anew" in paid.text
    assert [(members[0].id,)] == places
    assert members[0].user.global_name in over.text


async def answered(game, members, number, first):
    """The reveal of a question to which one has answered with some words, and the others with nonsense."""
    asked = await game.question(number)
    for member, text in zip(members, (first, "Amazon", "Amazon"), strict=True):
        await typed(member, asked, text)
    return await game.reveal(asked)


async def test_nobody_decides_after_seven_days(stage, game, members):
    """The notice says that it is closed, for one form that was open too; a new appeal for an old answer is refused."""
    anna, (ben, chiara, _) = stage.discord.member("anna"), members
    reveal = await first_round(game, members, ["Old River", "Old River", "Amazon"])
    await appealed(ben, reveal)
    notice = await noticed(stage)
    form = await anna.click(notice, "Decline")
    with contextlib.closing(sqlite3.connect(stage.settings().database)) as database, database:
        database.execute("UPDATE appeals SET made_at = made_at - 8 * 86400000")
        database.execute("UPDATE quiz_guesses SET at = at - 8 * 86400000 WHERE user_id = ?", (chiara.id,))
    late = await chiara.click(reveal, "Appeal")
    typed_late = await anna.submit(form.modal, {"reason": "Too late."})
    mine = await ben.slash("general", "appeals mine")
    again = await ben.click(reveal, "Appeal")
    repeated = await ben.submit(again.modal, {"why": WHY})

    assert "more than 7 days ago" in late.text
    assert "**Closed:** nobody decided within 7 days." in typed_late.text
    assert [] == typed_late.buttons
    assert "Closed: nobody decided" in mine.text
    assert "was closed: nobody decided" in repeated.text
    assert [("open",)] == rows(stage.folder, "SELECT state FROM appeals")
