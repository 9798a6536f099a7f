"""/suggest question: what a member proposes is asked in the quizzes of their server, and in no other's."""

import contextlib
import re
import sqlite3

import pytest

from bot.domain.proposing import proposed
from bot.storage.database import Database
from bot.storage.suggestions import Suggestion, Suggestions
from tests.domain.proposals import QUESTION
from tests.e2e.playing import Game, typed
from tests.e2e.quizzing import quick_stage
from tests.e2e.test_suggestions import letter, noticed, staff_channel

BLUECHER = QUESTION["answer"]
OTHERS = {
    "Who found polonium?": "Marie Curie",
    "Who wrote the Principia?": "Isaac Newton",
    "Who sailed on the Beagle?": "Charles Darwin",
    "Who painted Guernica?": "Pablo Picasso",
}

ALL = OTHERS | {QUESTION["question"]: BLUECHER}


@pytest.fixture
async def stage(tmp_path):
    """A quick stage whose questions stay open until all have answered."""
    async with quick_stage(tmp_path, CLIO_TIMING_QUIZ_PACE="1") as started:
        yield started


async def send(member, **changes):
    """Fills the form and sends it."""
    form = await member.slash("general", "suggest question")
    return await member.submit(form.modal, QUESTION | changes)


async def approve(stage, questions):
    """While Clio is away the server gets questions of Ben's, which are approved."""
    guild, author = stage.discord.guild(), stage.discord.member("ben")
    await stage.stop()
    async with await Database.open(stage.settings().database) as database:
        kept = Suggestions(database)
        for number, (text, answer) in enumerate(questions.items(), 1):
            await kept.propose(Suggestion(number, guild.id, author.id, "Ben", made(text, answer)))
            await kept.decide(number, "approved", by=1, at=1)
    await stage.start()


def made(text, answer):
    """A question with nothing to mend."""
    wrong = "Ada Lovelace\nGrace Hopper\nHypatia"
    found = proposed("question", QUESTION | {"question": text, "answer": answer, "wrong_answers": wrong})
    assert not isinstance(found, list), found
    return found


def id_of(seen):
    """The id of the question on a card."""
    return re.findall(r"own-k\d+", seen.text)[-1]


async def test_a_question_is_read_by_a_reviewer_and_asked(stage, catalogue, anna, ben):
    """What is wrong is mended; a reviewer adds what is right too; over a restart it is asked, judged and credited."""
    await approve(stage, OTHERS)
    await staff_channel(stage, anna)
    refused = await send(ben, wrong_answers=f"{BLUECHER}\nMichel Ney\nLord Uxbridge", explanation="They came.")
    form = await ben.click(refused, "Open the form again")
    sent = await ben.submit(form.modal, {name: QUESTION[name] for name in ("wrong_answers", "explanation")})
    notice = await noticed(stage, text="Question for quizzes")
    form = await anna.click(notice, "Add more")
    filled = {field["custom_id"]: field.get("value", "") for field in form.modal.fields}
    wrong = await anna.submit(form.modal, {"reject": BLUECHER})
    form = await anna.click(wrong, "Open the form again")
    await anna.submit(form.modal, {"accept": "Marshal Vorwärts", "reject": "Gneisenau"})
    notice = await noticed(stage, edited=True, text="**Also right:**")
    await anna.click(notice, "Approve")
    thanked = await letter(stage, ben, "was **approved**")
    again = await send(ben)

    assert "begins with its date and a colon" in refused.text
    assert "Thank you" in sent.text
    for part in (QUESTION["question"], "**Answer:** Gebhard", "Michel Ney · Lord Uxbridge", "18 June 1815: the Pruss"):
        assert part in notice.text
    assert "kind: person" in filled["filed"]
    assert "is also accepted" in wrong.text
    assert "asked there in quizzes, with your name" in thanked.text
    assert "has been suggested here already" in again.text

    game = Game(stage.discord, catalogue)
    await game.start(anna, anna, pack="own", mode="typed")
    told, restarted = {}, False
    for number in range(1, 6):
        asked = await game.question(number)
        if id_of(asked) == "own-k5" and not restarted:
            restarted, game.since = True, stage.discord.moment
            await stage.restart()
            asked = await game.question(number)
        own = id_of(asked)
        right = "marshal vorwarts" if own == "own-k5" else next(OTHERS[text] for text in OTHERS if text in asked.text)
        told[own] = await typed(anna, asked, right)
        shown = await game.reveal(asked)
        if own == "own-k5":
            why, sources = await anna.click(shown, "Why?"), await anna.click(shown, "Sources")
    recap = await game.recap()

    assert {f"own-k{number}" for number in range(1, 6)} == set(told)
    assert all(f"-# {id_of(shown)} · Question by Ben" in shown.text for shown in game.reveals)
    assert all("**Anna** +" in shown.text for shown in game.reveals)
    assert any("The Prussians struck the French right flank" in shown.text for shown in game.reveals)
    assert "Marshal Vorwärts" in why.text
    for card in (sources, recap):
        assert "Alessandro Barbero, The Battle" in card.text
    assert "5 of 5 right" in recap.text


async def test_it_is_asked_in_its_own_server_only(stage, catalogue, anna, ben):
    """There it counts among those that match; elsewhere nobody can name the pack, nor find the id."""
    await approve(stage, ALL)
    stranger = stage.discord.member("anna", "The Reading Room")
    here = await anna.autocomplete("general", "quiz start", focused="pack", value="")
    elsewhere = await stranger.autocomplete("general", "quiz start", focused="pack", value="")
    refused = await stranger.slash("general", "quiz start", pack="own")
    unknown = await stranger.slash("general", "source", id="own-k5")
    source = await anna.slash("general", "source", id="own-k5")
    theirs = await stranger.slash("general", "quiz start", questions=5)
    ours = await anna.slash("general", "quiz start", questions=5, pack="own")
    every = len(catalogue.matching("question"))

    assert {"own"} == {choice["value"] for choice in here} - {choice["value"] for choice in elsewhere}
    assert "No pack with questions is called “own”" in refused.text
    assert "No item has the id" in unknown.text
    assert BLUECHER not in source.text
    assert f"unseen of {every:,}" in theirs.text
    assert "5 unseen of 5" in ours.text


async def test_the_credit_goes_with_the_authors_data(stage, catalogue, anna, ben):
    """In the middle of a quiz: what is asked then is by a member."""
    await approve(stage, ALL)
    game = Game(stage.discord, catalogue)
    await game.start(anna, anna, pack="own")
    asked = await game.question(1)
    await anna.click(asked, asked.buttons[0])
    await game.reveal(asked)
    form = await ben.slash("general", "privacy delete")
    await ben.submit(form.modal, {"word": "DELETE"})
    for number in (2, 3):  # the second may have been asked by then
        asked = await game.question(number)
        await anna.click(asked, asked.buttons[0])
        await game.reveal(asked)

    assert "Question by Ben" in game.reveals[0].text
    assert "Question by a member" in game.reveals[2].text


def change(stage, sql):
    """Changes what is kept of suggestions."""
    with contextlib.closing(sqlite3.connect(stage.settings().database)) as database, database:
        database.execute(sql)


async def test_a_question_that_was_taken_back_is_told_and_not_asked_again(stage, catalogue, anna):
    """Its reveal says what was right, without sources; the quiz goes on, and afterwards nobody finds it."""
    await approve(stage, ALL)
    game = Game(stage.discord, catalogue)
    await game.start(anna, anna, pack="own", mode="typed")
    asked = await game.question(1)
    gone = id_of(asked)
    taken_back = "content = json_set(content, '$.is_withdrawn', json('true'))"
    change(stage, f"UPDATE suggestions SET {taken_back} WHERE item_id = '{gone}'")
    await typed(anna, asked, next(right for text, right in ALL.items() if text in asked.text))
    shown = await game.reveal(asked)
    why, sources = await anna.click(shown, "Why?"), await anna.click(shown, "Sources")
    for number in range(2, 6):
        asked = await game.question(number)
        await typed(anna, asked, next(right for text, right in ALL.items() if text in asked.text))
        await game.reveal(asked)
    recap = await game.recap()

    assert "**Anna** +" in shown.text
    assert "Alessandro Barbero" not in shown.text
    assert "not there any more" in why.text
    assert f"No item has the id “{gone}”" in sources.text
    assert gone not in {id_of(other) for other in game.reveals[1:]}
    assert "5 of 5 right" in recap.text


async def test_a_quiz_whose_question_is_gone_ends_at_the_next_start(stage, catalogue, anna):
    """As one does whose pack has changed; what was reworded meanwhile is asked as it is now."""
    await approve(stage, ALL)
    game = Game(stage.discord, catalogue)
    await game.start(anna, anna, pack="own", seconds=120)
    asked = await game.question(1)
    own = id_of(asked)
    await stage.stop()
    change(stage, f"UPDATE suggestions SET content = replace(content, '?', ' after all?') WHERE item_id = '{own}'")
    game.since = stage.discord.moment
    await stage.start()
    reworded = await game.question(1)
    await stage.stop()
    change(stage, f"DELETE FROM suggestions WHERE item_id = '{own}'")
    await stage.start()
    recap = await game.recap()

    assert own == id_of(reworded)
    assert "after all?" in reworded.text
    assert "Quiz over: 0 of 5" in recap.text


async def test_what_the_packs_ask_already_is_not_taken(stage, catalogue, ben):
    """The question of the pack is shown without its answer."""
    known = catalogue.matching("question")[0]
    refused = await send(ben, question=known.question, answer=known.answer, wrong_answers="Ada\nHypatia\nGrace Hopper")
    shown = await stage.discord.wait_for_message("general", lambda seen: f"{known.id} ·" in seen.text)

    assert f"{known.id} is here already" in refused.text
    assert known.answer not in shown.text.replace(known.question, "")
