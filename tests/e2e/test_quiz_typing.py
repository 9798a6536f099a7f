"""Typed answers: /answer, the form, prompts, lists, estimates, races in the channel, and why each was right."""

import re
from contextlib import asynccontextmanager

import pytest

from playground import Playground, Refused
from playground.intents import MESSAGE_CONTENT
from tests.e2e.playing import Game, label, typed, write_playing_pack
from tests.e2e.quizzing import CAP_S, QUICK, quick_stage
from tests.e2e.stage import Stage

SLOW = {"CLIO_TIMING_QUIZ_PACE": "1"}


@pytest.fixture
def game_of(tmp_path):
    """A quick stage with the pack, and a game on it."""
    pack = write_playing_pack(tmp_path / "playing")

    def make(discord):
        return Game(discord, pack)

    return make


@pytest.fixture
def stage_of(tmp_path):
    """A quick stage whose bot has the pack, and hears what is said where `reads` is set."""

    @asynccontextmanager
    async def make(*, reads=False, **given):
        packs = {"CLIO_PACKS": str(tmp_path / "playing")}
        if not reads:
            async with quick_stage(tmp_path, **packs, **given) as stage:
                yield stage
            return
        async with Playground(check="strict", rate_limits=False) as discord:
            discord.world.application.privileged_intents |= MESSAGE_CONTENT
            stage = Stage(discord, tmp_path, QUICK | packs | given | {"CLIO_MESSAGE_CONTENT": "true"})
            await stage.start()
            try:
                yield stage
            finally:
                await stage.stop()

    return make


async def until_asked(game, ben, text):
    """The question with this in it; those before it are answered and skipped by its starter."""
    number = 1
    while text not in (asked := await game.question(number)).text:
        await typed(ben, asked, "Nobody")
        await ben.slash(game.place, "quiz skip")
        await game.reveal(asked)
        number += 1
    return asked


async def test_answer_in_each_situation(game_of, stage_of):
    """No quiz, the lobby, buttons, an open question, nothing to read, a list, too long, a second time, a closed one."""
    async with stage_of(**SLOW, CLIO_TIMING_QUIZ_LOBBY_S="0.5") as stage:
        discord = stage.discord
        ben, chiara = discord.member("ben"), discord.member("chiara")
        game, pressed = game_of(discord), game_of(discord)
        pressed.place = "quiz"
        none = await ben.slash("general", "answer", text="Danube")
        await game.start(ben, ben, chiara, mode="typed", topic="rivers")
        lobby = await ben.slash("general", "answer", text="Danube")
        await pressed.start(ben, topic="rivers")
        await pressed.question(1)
        buttons = await ben.slash("quiz", "answer", text="Danube")
        asked = await game.question(1)
        empty = await ben.slash("general", "answer", text="?!")
        several = await ben.slash("general", "answer", text="Danube or Volga")
        with pytest.raises(Refused):
            await ben.slash("general", "answer", text="x" * 201)
        right = await ben.slash("general", "answer", text=f"the {game.item(asked).answer.upper()}")
        again = await ben.slash("general", "answer", text="Amazon")
        form = await ben.click(asked, "Answer")
        wrong = await typed(chiara, asked, "Limpopo")
        shown = await game.reveal(asked)
        closed = await ben.slash("general", "answer", text="Danube")

    for refused in (none, lobby):
        assert "No question is open" in refused.text
    assert "answered with its buttons" in buttons.text
    assert "no answer to read" in empty.text
    assert "One answer, please." in several.text
    assert "✅ **Right.**" in right.text
    for refused in (again, form):
        assert "You have answered this question already" in refused.text
    assert "Not accepted." in wrong.text
    assert re.search(r"closed \d+ s ago", closed.text)
    assert all(reply.ephemeral for reply in (none, lobby, buttons, empty, several, right, again, form, wrong, closed))
    assert "1 right, 1 wrong" in shown.text
    assert not any(
        "limpopo" in message.text.lower() for message in discord.messages("general") if not message.ephemeral
    )


async def test_the_form_has_the_question(game_of, stage_of):
    """On a phone it covers the channel: question and number of tries are in it."""
    async with stage_of(**SLOW) as stage:
        ben = stage.discord.member("ben")
        game = game_of(stage.discord)
        await game.start(ben, ben, mode="typed", topic="rivers", ranked=False)
        asked = await game.question(1)
        form = await ben.click(asked, "Answer")
        first = await ben.submit(form.modal, {"Your answer": "Amazon"})
        second = await typed(ben, first, "Rhine", "Answer again")
        third = await typed(ben, second, game.item(asked).answer, "Answer again")
        shown = await game.reveal(asked)

    assert game.item(asked).question in form.text
    assert "You have 3 tries." in form.text
    assert "2 more tries" in first.text
    assert "1 more try." in second.text
    assert "Right." in third.text
    assert "- **Ben** +" in shown.text


async def test_too_vague_is_asked_for_more(game_of, stage_of):
    """Being asked which Roosevelt costs nothing; more is taken for 20 s, past the deadline too; a second time is wrong.

    The reveal waits for it; whoever was not asked is too late meanwhile.
    """
    async with stage_of() as stage:
        discord = stage.discord
        ben, chiara, dmitri = map(discord.member, ("ben", "chiara", "dmitri"))
        await discord.member("anna").slash("general", "admin settings", grace=0)
        game = game_of(discord)
        await game.start(ben, mode="typed", topic="people")
        asked = await until_asked(game, ben, "Social Security")
        vague = await typed(ben, asked, "Roosevelt")
        twice = await typed(chiara, asked, "Roosevelt")
        wrong = await typed(chiara, twice, "roosevelt", "Answer again")
        deadline = int(re.findall(r"<t:(\d+):R>", asked.text)[0])
        await discord.until(lambda: discord.world.clock() > deadline + 0.2, timeout=CAP_S)
        late = await dmitri.slash("general", "answer", text="Franklin Roosevelt")
        right = await typed(ben, vague, "Franklin D. Roosevelt", "Answer again")
        shown = await game.reveal(asked)

    assert "Which “Roosevelt”?" in vague.text
    assert ["Answer again"] == vague.buttons
    assert "Not accepted." in wrong.text
    assert "closed" in late.text
    assert "Right." in right.text
    assert "- **Ben** +60" in shown.text
    assert "1 right, 1 wrong" in shown.text


async def test_who_was_asked_for_more_may_say_more_where_the_question_comes_again(game_of, stage_of):
    """A restart between the two takes nothing: the old button tells where the question went, the new one answers."""
    async with stage_of(**SLOW) as stage:
        discord = stage.discord
        ben, chiara = map(discord.member, ("ben", "chiara"))
        game = game_of(discord)
        await game.start(ben, ben, chiara, mode="typed", topic="people", seconds=120)
        asked = await until_asked(game, ben, "Social Security")
        await typed(ben, asked, "Roosevelt")
        await typed(chiara, asked, "Isaac Newton")
        fault = discord.faults.fail("PATCH", f"/channels/*/messages/{asked.id}", status=403)
        game.since = discord.moment
        await stage.restart()
        again = await game.question(int(re.findall(r"Question (\d)", asked.text)[0]))
        await discord.until(lambda: fault.seen, timeout=CAP_S)
        moved = await ben.click(asked, "Answer")
        bound = await chiara.click(again, "Answer")
        right = await typed(ben, again, "Franklin Roosevelt")
        shown = await game.reveal(again)

    assert f"/{again.id})" in moved.text
    assert "Your answer from before the restart stands" in bound.text
    assert "Right." in right.text
    assert "- **Ben** +" in shown.text
    assert "1 right, 1 wrong" in shown.text


async def test_estimates_are_paid_by_distance(game_of, stage_of):
    """Years, spans and eras are read back; what is none costs nothing; the nearest gets more, an exact one most."""
    async with stage_of(**SLOW) as stage:
        discord = stage.discord
        ben, chiara, dmitri, emeka = map(discord.member, ("ben", "chiara", "dmitri", "emeka"))
        game = game_of(discord)
        await game.start(ben, ben, chiara, dmitri, emeka, mode="typed", topic="years")
        asked = await game.question(1)
        year = int(game.item(asked).answer)
        soon = await typed(ben, asked, "soon")
        exact = await typed(ben, asked, f"in {year} AD")
        near = await typed(chiara, asked, f"{year - 2}-{year + 3}")
        far = await typed(dmitri, asked, "44 BC")
        await typed(emeka, asked, str(year + 10))
        shown = await game.reveal(asked)
        why = await chiara.click(shown, "Why?")

    assert "Any year counts: the nearer, the more points." in asked.text
    assert "no year or number" in soon.text
    assert f"Read as {year}." in exact.text
    assert f"Read as {year - 2} to {year + 3}." in near.text
    assert "Your answer: **44 BC**" in far.text
    assert "- **Ben** +140 · exactly\n- **Chiara** +85 · off by 3\n- **Emeka** +50 · off by 10\n-# 4 est" in shown.text
    assert "Dmitri" not in shown.text
    assert "off by 3." in why.text


async def test_a_race_pays_the_first_and_its_window(game_of, stage_of):
    """Within the grace window of the first all are paid alike; the first press is final."""
    async with stage_of(**SLOW) as stage:
        discord = stage.discord
        ben, chiara, dmitri = map(discord.member, ("ben", "chiara", "dmitri"))
        await discord.member("anna").slash("general", "admin settings", grace=3)
        game = game_of(discord)
        lobby = await game.start(ben, ben, chiara, dmitri, scoring="race", topic="rivers", seconds=60)
        asked = await game.question(1)
        answer = label(asked, game.item(asked).answer)
        first = await ben.click(asked, answer)
        other = await ben.click(asked, next(one for one in asked.buttons if one != answer))
        await chiara.click(asked, answer)
        shown = await game.reveal(asked)
        late = await dmitri.slash("general", "answer", text="Danube")

    assert "within 3 s of it" in lobby.text
    assert "It is final." in first.text
    assert "You have answered this question already" in other.text
    assert answer in other.text
    assert "- **Ben** +60" in shown.text
    assert "- **Chiara** +60" in shown.text
    assert late.ephemeral


async def test_a_race_may_be_answered_by_a_reply(game_of, stage_of):
    """Without Message Content a reply that mentions Clio is read; it gets a reaction at most, and never a message."""
    async with stage_of(**SLOW) as stage:
        discord = stage.discord
        ben, chiara, dmitri = map(discord.member, ("ben", "chiara", "dmitri"))
        await discord.member("anna").slash("general", "admin settings", grace=0)
        game = game_of(discord)
        await game.start(ben, ben, chiara, dmitri, scoring="race", mode="typed", topic="people")
        asked = await until_asked(game, ben, "Social Security")
        deaf = await chiara.say("general", "Franklin Roosevelt")
        wrong = await dmitri.say("general", "Isaac Newton", reply_to=asked)
        vague = await ben.say("general", "Roosevelt", reply_to=asked)
        await discord.wait_for_reaction(vague, "❓", timeout=CAP_S)
        right = await ben.say("general", "Franklin Roosevelt", reply_to=asked)
        await discord.wait_for_reaction(right, "✅", timeout=CAP_S)
        shown = await game.reveal(asked)
        refused = await dmitri.click(shown, "Why?")

    assert {} == deaf.now().reactions == wrong.now().reactions
    assert "- **Ben** +100" in shown.text
    assert "Chiara" not in shown.text
    assert "❌ Wrong: **Isaac Newton**" in refused.text
    replies = [m for m in discord.messages("general") if m.data.get("message_reference")]
    assert {"ben", "dmitri"} == {message.author for message in replies if not message.ephemeral}


async def test_a_race_in_a_channel_that_is_read(game_of, stage_of):
    """With Message Content what is said in the channel counts where it may be right; talk costs nobody a try."""
    async with stage_of(reads=True, **SLOW) as stage:
        discord = stage.discord
        ben, chiara = discord.member("ben"), discord.member("chiara")
        await discord.member("anna").slash("general", "admin settings", grace=0)
        game = game_of(discord)
        await game.start(ben, ben, scoring="race", mode="typed", topic="rivers")
        asked = await game.question(1)
        talk = [await chiara.say("general", words) for words in ("hm, let me think", "is it the Amazon?")]
        right = await chiara.say("general", game.item(asked).answer.lower())
        await discord.wait_for_reaction(right, "✅", timeout=CAP_S)
        shown = await game.reveal(asked)
        await ben.slash("general", "quiz stop")
        await game.recap()
        await game.start(ben, ben, scoring="race", mode="typed", topic="years")
        years = await game.question(1)
        number = await chiara.say("general", "I have 3 cats")
        guess = await chiara.say("general", str(int(game.item(years).answer) + 1))
        await discord.wait_for_reaction(guess, "👀", timeout=CAP_S)
        await typed(ben, years, "1500")
        nearest = await game.reveal(years)

    assert [{}, {}, {}] == [said.now().reactions for said in (*talk, number)]
    assert "- **Chiara** +100" in shown.text
    assert "1 right, 0 wrong" in shown.text
    assert "- **Chiara** +115 · off by 1\n-# 2 estimates" in nearest.text


async def test_everybody_scoring_does_not_listen_to_the_channel(game_of, stage_of):
    """Only in a race are messages answers."""
    async with stage_of(reads=True, **SLOW) as stage:
        discord = stage.discord
        ben, chiara = discord.member("ben"), discord.member("chiara")
        game = game_of(discord)
        await game.start(ben, ben, mode="typed", topic="rivers")
        asked = await game.question(1)
        said = await chiara.say("general", game.item(asked).answer, reply_to=asked)
        await typed(ben, asked, "Amazon")
        shown = await game.reveal(asked)

    assert {} == said.now().reactions
    assert "Nobody was right." in shown.text
    assert "0 right, 1 wrong" in shown.text


async def test_why_tells_each_their_own(game_of, stage_of):
    """The form, the rule and the word that failed; nothing to who did not answer; after a restart too."""
    async with stage_of(**SLOW) as stage:
        discord = stage.discord
        ben, chiara, dmitri = map(discord.member, ("ben", "chiara", "dmitri"))
        game = game_of(discord)
        await game.start(ben, ben, chiara, mode="typed", topic="people")
        asked = await until_asked(game, ben, "Beagle")
        await typed(ben, asked, "Charles Darwim")
        await typed(chiara, asked, "Isaac Newton")
        shown = await game.reveal(asked)
        typo, wrong, nothing = [await member.click(shown, "Why?") for member in (ben, chiara, dmitri)]
        await stage.restart()
        again = await chiara.click(shown, "Why?")

    assert "✅ Right: **Charles Darwim**" in typo.text
    assert "slip of spelling" in typo.text
    assert "❌ Wrong: **Isaac Newton**" in wrong.text
    assert "Read as “isaac newton”" in wrong.text
    assert "You did not answer this question.\nThe answer is **Charles Darwin**." in nothing.text
    assert all(reply.ephemeral for reply in (typo, wrong, nothing, again))
    assert wrong.text == again.text
