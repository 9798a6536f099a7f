"""/leaderboard and /stats over quizzes that were played before."""

import time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.periods import began_at
from playground import Permission
from tests.e2e.played import past

NOW = time.time_ns() // 1_000_000
DAY = 24 * 3600 * 1000


@pytest.fixture
def chiara(stage):
    """Another member."""
    return stage.discord.member("chiara")


@pytest.fixture
def questions(catalogue):
    """Ten questions of each pack that has them."""
    packs = [pack for pack, _ in catalogue.values("question", "pack")]
    return {pack: catalogue.matching("question", pack=pack)[:10] for pack in packs}


@pytest.fixture
def place(stage):
    """The guild and the channel of quizzes."""
    return stage.discord.guild().id, stage.discord.channel("quiz").id


@pytest.fixture
async def crowd(stage, anna, ben, questions, place):
    """Anna leads, twenty-two others follow, and Ben is last."""
    pack, asked = next(iter(questions.items()))
    others = {(1000 + number, f"Player {number:02}"): (50 - number,) for number in range(1, 23)}
    async with past(stage) as played:
        await played.quiz(place, asked[:1], {anna: (60,), **others, ben: (1,)}, at=NOW - DAY, pack_id=pack)


def lines(reply, *words):
    """The lines of a reply that hold one of the words."""
    return [line for line in reply.text.splitlines() if any(word in line for word in words)]


async def test_ties_share_a_place(stage, anna, ben, chiara, questions, place):
    """Two with the same points are both second and the next is fourth; names are plain text and ping nobody."""
    _, asked = next(iter(questions.items()))
    async with past(stage) as played:
        rude = (77, "**x** <@1> @everyone\n1. first " + "y" * 60)
        await played.quiz(place, asked[:1], {anna: (50,), ben: (50,), chiara: (60,), rude: (7,)}, at=NOW)
    board = await ben.slash("general", "leaderboard")

    assert not board.ephemeral
    assert [
        "**1.** 🥇 **Chiara** 60 points · 1 of 1 right",
        "**2.** 🥈 **Anna** 50 points · 1 of 1 right",
        "▸ **2.** 🥈 **Ben** 50 points · 1 of 1 right",
    ] == lines(board, "**1.", "**2.")
    [fourth] = lines(board, "**4.**")
    assert fourth.startswith(r"**4.** **\*\*x\*\* \<\@1\> \@everyone 1. first…** 7 points")
    assert [] == board.seen.data["mentions"]
    assert "4 players" in board.text


async def test_the_own_row_is_always_shown(anna, ben, chiara, crowd):
    """On another page, on one's own, and for who is on none."""
    last = await ben.slash("general", "leaderboard")
    first = await anna.slash("general", "leaderboard")
    none = await chiara.slash("general", "leaderboard")

    assert ["▸ **24.** **Ben** 1 point · 1 of 1 right"] == lines(last, "Ben")
    assert ["▸ **1.** 🥇 **Anna** 60 points · 1 of 1 right"] == lines(first, "Anna", "▸")
    assert "**Chiara** is not on this leaderboard" in none.text


async def test_pages_are_turned_by_buttons_that_survive_a_restart(stage, ben, crowd):
    """Each press shows the next page in the place of the card; the ends have no further page."""
    card = await ben.slash("general", "leaderboard")
    assert card.button("Previous")["disabled"]
    await ben.click(card, "Next")
    assert "Page 2 of 3 · 24 players" in card.seen.now().text
    await stage.restart()
    await ben.click(card, "Next")
    last = card.seen.now()

    assert "Page 3 of 3" in last.text
    assert ["▸ **24.** **Ben** 1 point · 1 of 1 right"] == lines(last, "Ben")
    assert last.button("Next")["disabled"]
    await ben.click(card, "Previous")
    assert "Page 2 of 3" in card.seen.now().text


async def test_a_page_beyond_the_end_is_the_last_one(ben, crowd):
    """Without an error."""
    assert "Page 3 of 3" in (await ben.slash("general", "leaderboard", page=999_999)).text


async def test_others_turn_a_page_of_their_own(anna, ben, crowd):
    """Who presses a button of another's card gets a private one with their own row, and can turn it further."""
    card = await ben.slash("general", "leaderboard")
    mine = await anna.click(card, "Next")
    assert mine.ephemeral
    assert "Page 2 of 3" in mine.text
    assert "**Anna** 60 points" in mine.text
    assert "Page 1 of 3" in card.seen.now().text

    await anna.click(mine, "Next")
    assert "Page 3 of 3" in mine.seen.now().text


async def test_the_time_zone_of_the_server_decides_the_day(stage, anna, ben, questions, place):
    """A quiz of a minute before its midnight is yesterday's, on the board of all questions and on that of a topic."""
    zone = "Pacific/Kiritimati"
    midnight = began_at("day", NOW, ZoneInfo(zone))
    pack, asked = next(iter(questions.items()))
    topic = asked[0].topics[0]
    async with past(stage) as played:
        for at, points in ((midnight - 60_000, 1), (midnight + 1, 50), (midnight - 40 * DAY, 7)):
            await played.quiz(place, asked[:1], {anna: (points,), ben: (0,)}, at=at, zone=zone, pack_id=pack)
    await anna.slash("staff", "admin settings", time_zone=zone)
    cards = {
        (period, bool(given)): await ben.slash("general", "leaderboard", period=period, **given)
        for period in ("day", "all")
        for given in ({}, {"topic": topic})
    }

    for (period, _), card in cards.items():
        earned = {"day": "50 points · 1 of 1", "all": "58 points · 3 of 3"}[period]
        assert earned in card.text
    assert "turns at midnight in Pacific/Kiritimati" in cards["day", False].text
    assert "midnight" not in cards["all", False].text


@pytest.mark.parametrize(("period", "words"), [("week", "Week "), ("month", " 20"), ("all", "All time")])
async def test_each_period_names_itself(ben, crowd, period, words):
    """And a board on which nobody is says how one comes on it."""
    card = await ben.slash("general", "leaderboard", period=period)
    empty = await ben.slash("general", "leaderboard", period="day", topic="exile")

    assert words in card.text.splitlines()[0]
    assert "Nobody is on it yet" in empty.text
    assert "/quiz start" in empty.text


async def test_a_pack_and_a_topic_have_boards_of_their_own(stage, anna, ben, chiara, questions, place):
    """Points of other packs and topics are not on them."""
    (first, asked), (second, others) = questions.items()
    async with past(stage) as played:
        await played.quiz(place, asked[:1], {anna: (50,), ben: (40,), chiara: (0,)}, at=NOW, pack_id=first)
        await played.quiz(place, others[:1], {ben: (30,), anna: (0,), chiara: (0,)}, at=NOW, pack_id=second)
    whole = await ben.slash("general", "leaderboard")
    one = await ben.slash("general", "leaderboard", scope="pack", pack=second)
    topic = await ben.slash("general", "leaderboard", topic=asked[0].topics[0], pack=first)

    assert ["▸ **1.** 🥇 **Ben** 70 points · 2 of 2 right"] == lines(whole, "Ben")
    assert ["▸ **1.** 🥇 **Ben** 30 points · 1 of 1 right"] == lines(one, "Ben")
    assert ["**1.** 🥇 **Anna** 50 points · 1 of 1 right"] == lines(topic, "Anna")


async def test_only_quizzes_that_count_are_on_the_board(stage, anna, ben, questions, place):
    """An unranked one, or one of two players, is on its own board and in the statistics."""
    pack, asked = next(iter(questions.items()))
    async with past(stage) as played:
        await played.quiz(place, asked[:1], {anna: (50,), ben: (0,)}, at=NOW, counts=False, pack_id=pack)
    board = await ben.slash("general", "leaderboard")
    topic = await ben.slash("general", "leaderboard", topic=asked[0].topics[0])
    quiz = await ben.slash("quiz", "leaderboard", scope="session")
    elsewhere = await ben.slash("general", "leaderboard", scope="session")

    assert "Nobody is on it yet" in board.text
    assert "Nobody is on it yet" in topic.text
    assert "**Anna** 50 points" in quiz.text
    assert "No quiz of this channel is over" in elsewhere.text
    assert elsewhere.ephemeral


async def test_what_cannot_be_shown_is_refused(ben, questions):
    """With what is allowed and an example: a pack is wanted, a quiz narrowed, a topic unknown or not in the pack."""
    (first, _), (_, others) = questions.items()
    alien = next(topic for question in others for topic in question.topics)
    which = await ben.slash("general", "leaderboard", scope="pack")
    narrowed = await ben.slash("quiz", "leaderboard", scope="session", period="day")
    unknown = await ben.slash("general", "leaderboard", topic="zeppelins@here")
    other = await ben.slash("general", "leaderboard", topic=alien, pack=first)

    assert "Which pack?" in which.text
    assert f"Example: `/leaderboard scope:pack pack:{first}`" in which.text
    assert "leave period, topic and pack out" in narrowed.text
    assert r"zeppelins\@here" in unknown.text
    assert "No questions for topic" in other.text
    assert all(
        reply.ephemeral and "Example: `/leaderboard" in reply.text for reply in (which, narrowed, unknown, other)
    )


async def test_who_is_hidden_sees_the_own_row_in_private(anna, ben, crowd):
    """Others do not see it, nor on a card that was there before; the places of the others close up."""
    before = await ben.slash("general", "leaderboard")
    await anna.slash("general", "privacy hide")
    theirs = await ben.slash("general", "leaderboard")
    own = await anna.slash("general", "leaderboard")
    pressed = await anna.click(before, "Next")
    await ben.click(before, "Next")
    await ben.click(before, "Previous")

    assert "Anna" not in theirs.text
    assert "**1.** 🥇 **Player 01**" in theirs.text
    assert "23 players" in theirs.text
    assert own.ephemeral
    assert pressed.ephemeral
    for card in (own, pressed):
        assert ["▸ **1.** 🥇 **Anna** 60 points · 1 of 1 right"] == lines(card, "Anna")
        assert "only you see this" in card.text
    assert "Anna" not in before.seen.now().text


async def test_who_hides_later_turns_the_page_in_private(anna, crowd):
    """Their own public card is left as it is, since the next page would show them to everybody."""
    card = await anna.slash("general", "leaderboard")
    await anna.slash("general", "privacy hide")
    turned = await anna.click(card, "Next")

    assert turned.ephemeral
    assert "Page 2 of 3" in turned.text
    assert "Page 1 of 3" in card.seen.now().text


@pytest.fixture
async def played_often(stage, anna, ben, chiara, questions, place):
    """Ben has played two quizzes, with Anna and Chiara."""
    pack, asked = next(iter(questions.items()))
    async with past(stage) as played:
        await played.quiz(
            place, asked[:4], {anna: (60,) * 4, ben: (50, 40, 0, 30), chiara: (0,) * 4}, at=NOW - DAY, pack_id=pack
        )
        await played.quiz(place, asked[4:6], {anna: (0, 60), ben: (20, 10), chiara: (0, 0)}, at=NOW, pack_id=pack)
    return asked


async def test_stats_are_a_card_with_a_picture(ben, anna, played_often):
    """Points, runs, the best quiz, answers by era, region, topic and difficulty; the picture says it in words too."""
    reply = await anna.slash("general", "stats", user=ben.user)
    seen = await reply.finished()

    assert not seen.ephemeral
    assert "### Ben" in seen.text
    assert "**150 points** in 2 quizzes, place 2 on the leaderboard" in seen.text
    assert "**5 of 6** right (83%)" in seen.text
    assert "Longest run: 3 right in a row; now 3" in seen.text
    assert "Best quiz: 120 points, 3 of 4 right" in seen.text
    assert "Fastest right answer: 1.5 s" in seen.text
    for heading in ("Era", "Region", "Topic", "Difficulty"):
        assert f"**{heading}:** " in seen.text
    [picture] = seen.attachments
    assert "stats.png" == picture["filename"]
    [gallery] = [part for part in seen.components if part["type"] == 12]
    assert "Era, " in gallery["items"][0]["description"]


async def test_without_attach_files_the_card_comes_alone(stage, ben, played_often):
    """It says everything that the picture would."""
    stage.deny("general", "Clio", Permission.ATTACH_FILES)
    reply = await ben.slash("general", "stats")

    assert "**5 of 6** right" in reply.text
    assert "**Era:** " in reply.text
    assert [] == reply.seen.attachments


async def test_hidden_and_unknown_are_the_same(stage, ben, chiara, played_often):
    """But for the name: whoever hides cannot be told from who never played, nor from a bot."""
    await chiara.slash("general", "privacy hide")
    hidden = await ben.slash("general", "stats", user=chiara.user)
    unknown = await ben.slash("general", "stats", user=stage.discord.member("dmitri").user)
    bot = await ben.slash("general", "stats", user=stage.discord.world.application.bot)

    assert all(reply.ephemeral for reply in (hidden, unknown, bot))
    assert "There is nothing to show of Chiara." in hidden.text
    assert hidden.text == unknown.text.replace("Dmitri", "Chiara") == bot.text.replace("Clio", "Chiara")


async def test_own_stats_while_hidden_are_private(chiara, played_often):
    """Also while the picture is drawn."""
    await chiara.slash("general", "privacy hide")
    reply = await chiara.slash("general", "stats")
    seen = await reply.finished()

    assert reply.ephemeral
    assert seen.ephemeral
    assert "**0 of 6** right" in seen.text
    assert "only you see this" in seen.text


async def test_own_stats_before_the_first_answer(stage, ben):
    """The way to a first one is named."""
    reply = await ben.slash("general", "stats")

    assert "You have not answered in a quiz of this server yet" in reply.text
    assert "/quiz start" in reply.text
