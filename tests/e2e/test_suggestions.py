"""/suggest: a form, the staff channel, one decision, and word to the author."""

import asyncio
import contextlib
import sqlite3
from datetime import timedelta

import pytest

from tests.domain.proposals import FACT, QUOTE, WHATIF
from tests.e2e.scheduling import came
from tests.e2e.stage import until

TYPED = WHATIF | {"background": "Franz Ferdinand's driver took a *wrong* turning, and Princip shot him."}


def role(stage, name):
    """A role of the guild."""
    return next(one for one in stage.discord.guild().roles.values() if one.name == name)


async def send(member, **changes):
    """Fills the form and sends it."""
    form = await member.slash("general", "suggest whatif")
    return await member.submit(form.modal, TYPED | changes)


async def staff_channel(stage, anna):
    """The staff sets its channel."""
    await anna.slash("staff", "admin settings", staff_channel=stage.discord.channel("staff").id)


async def noticed(stage, *, edited=False, text="What if…"):
    """The notice in the staff channel."""
    return await stage.discord.wait_for_message("staff", lambda seen: text in seen.text, edited=edited)


async def said_to(stage, place, words, since=0):
    """A message with these words, for one member alone too."""
    return await stage.discord.wait_for_message(place, lambda seen: words in seen.text, since=since)


async def letter(stage, member, words):
    """What Clio wrote to a member in their conversation."""
    world = stage.discord.world
    return await said_to(stage, world.conversation(world.application.bot.id, member.id), words)


def use_up_the_packs(stage, catalogue):
    """Every what-if of the packs counts as posted long ago by a schedule of the server, which is away."""
    with contextlib.closing(sqlite3.connect(stage.settings().database)) as database, database:
        database.execute(
            "INSERT INTO schedules (id, guild_id, kind, rhythm, at_minute, time_zone, channel_id, is_forum, "
            "opens_thread, has_poll, state, creator_id, created_at, since_at, next_due_at) SELECT 99, guild_id, kind, "
            "rhythm, at_minute, time_zone, channel_id, 0, 0, 0, 'removed', 1, 1, 1, 1 FROM schedules WHERE id = 1"
        )
        database.executemany(
            "INSERT INTO scheduled_posts (schedule_id, due_at, state, item_id, first_try_at, posted_at, "
            "card_message_id) VALUES (99, ?, 'posted', ?, 1, 1, 1)",
            enumerate(item.id for item in catalogue.matching("whatif")),
        )


@pytest.fixture
async def notice(stage, anna, ben):
    """Ben's suggestion in the staff channel."""
    await staff_channel(stage, anna)
    await send(ben)
    return await noticed(stage)


async def test_a_suggestion_waits_for_a_staff_channel(stage, anna, ben):
    """It is kept, which is said; it comes there once the channel is set, and what the member typed formats nothing."""
    kept = await send(ben)
    assert kept.ephemeral
    assert "kept until this server sets a staff channel" in kept.text
    assert "**Waits for the reviewers**" in (await ben.slash("general", "suggest mine")).text

    await staff_channel(stage, anna)
    notice = await noticed(stage)
    assert r"a \*wrong\* turning" in notice.text
    assert "**Where it departs** · 28 June 1914 · Sarajevo" in notice.text
    assert "Suggested by Ben" in notice.text
    assert [] == notice.data["mentions"]
    assert ["Approve", "Edit", "Add more", "Decline"] == notice.buttons


async def test_what_is_wrong_is_mended_in_the_form(stage, anna, ben):
    """All of it is said, nothing typed is lost, also over a restart; then it is sent."""
    await staff_channel(stage, anna)
    wrong = await send(ben, change="the driver keeps to the *quay*_", source="?", title="1. What if: it?")
    await stage.restart()
    form = await ben.click(wrong, "Open the form again")
    filled = {field["custom_id"]: field["value"] for field in form.modal.fields}

    assert wrong.ephemeral
    assert "The source is missing" in wrong.text
    assert "its date, a comma, its place and a colon" in wrong.text
    assert TYPED | {"change": "the driver keeps to the *quay*_", "source": "?", "title": "1. What if: it?"} == filled
    sent = await ben.submit(form.modal, {"change": TYPED["change"], "source": TYPED["source"]})
    assert "The reviewers of this server read it now" in sent.text
    assert "1. What if: it?" in (await noticed(stage)).text.replace("\\", "")


async def test_a_sixth_suggestion_has_to_wait(stage, ben):
    """Five a day; the text of the sixth is not lost."""
    towns = ("Paris", "Vienna", "London", "Berlin", "Madrid", "Lisbon")
    replies = [
        await send(ben, title=f"{town} had fallen?", change=f"1914, {town}: the gates of {town} open") for town in towns
    ]
    assert 5 == sum("Thank you" in reply.text for reply in replies)
    assert "You have made 5 suggestions in the last day" in replies[5].text
    assert "Lisbon had fallen" in replies[5].text


async def test_what_is_there_is_shown_instead(stage, catalogue, ben):
    """An item of the packs in full, a suggestion of the server by its title; of two at once one is taken."""
    known = catalogue.matching("whatif")[0]
    refused = await send(ben, title=known.title)
    shown = await said_to(stage, "general", f"What if… {known.title}"[:30], since=0)
    assert f"{known.id} is here already" in refused.text
    assert known.id in shown.text

    forms = [await ben.slash("general", "suggest whatif") for _ in range(2)]
    answers = await asyncio.gather(*(ben.submit(form.modal, TYPED) for form in forms))
    assert [True, False] == sorted(("Thank you" in answer.text for answer in answers), reverse=True)
    assert 1 == sum("has been suggested here already" in answer.text for answer in answers)


async def test_only_reviewers_decide(stage, notice, anna):
    """The permission is looked at when the button is pressed: the reviewer's role, or Manage Messages."""
    chiara, guild = stage.discord.member("chiara"), stage.discord.guild()
    host, reviewer = role(stage, "Host"), role(stage, "Reviewer")
    await anna.slash("staff", "admin settings", reviewer_role=reviewer.id)
    stage.discord.staff.set_roles(guild, chiara.user, [host])
    for button in ("Approve", "Edit", "Add more", "Decline"):
        refused = await chiara.click(notice, button)
        assert refused.ephemeral
        assert f"<@&{reviewer.id}>" in refused.text
    stage.discord.staff.set_roles(guild, chiara.user, [reviewer])
    approved = await chiara.click(notice, "Approve")
    assert f"**Approved** by <@{chiara.id}>" in approved.text


def kept(stage, change=""):
    """The messages of the notices as they are kept; changed first, while Clio is away."""
    with contextlib.closing(sqlite3.connect(stage.settings().database)) as database, database:
        if change:
            database.execute(f"UPDATE suggestions SET {change}")
        return [value for (value,) in database.execute("SELECT review_message_id FROM suggestions ORDER BY id")]


async def test_a_notice_that_was_deleted_comes_again(stage, notice, anna):
    """After the next start; its buttons work, and the next start adds none."""
    await until(lambda: kept(stage) == [notice.id])
    await stage.stop()
    stage.discord.staff.delete_message(notice.record)
    since = stage.discord.moment
    await stage.start()
    again = await stage.discord.wait_for_message("staff", lambda seen: "What if…" in seen.text, since=since)
    await until(lambda: kept(stage) == [again.id])
    await stage.restart()
    assert again.id != notice.id
    assert "**Approved**" in (await anna.click(again, "Approve")).text
    assert 1 == sum("What if…" in seen.text for seen in stage.discord.messages("staff"))


async def test_a_notice_goes_where_the_staff_is_now(stage, notice, anna):
    """Where its channel was deleted; one that is still there is not posted twice."""
    await until(lambda: kept(stage) == [notice.id])
    await anna.slash("general", "admin settings", staff_channel=stage.discord.channel("quiz").id)
    await stage.restart()
    await stage.stop()
    assert [notice.id] == kept(stage)
    assert [] == [seen for seen in stage.discord.messages("quiz") if "What if…" in seen.text]
    stage.discord.staff.delete_channel(stage.discord.channel("staff"))
    await stage.start()
    again = await stage.discord.wait_for_message("quiz", lambda seen: "What if…" in seen.text)
    assert "**Approved**" in (await anna.click(again, "Approve")).text


async def test_a_notice_that_was_posted_unnoticed_is_found(stage, notice):
    """Clio was killed before she noted it, and Discord has forgotten the nonce."""
    await until(lambda: kept(stage) == [notice.id])
    await stage.stop()
    kept(stage, "review_message_id = NULL, review_channel_id = NULL")
    stage.discord.move_clock(timedelta(minutes=20))
    await stage.start()
    await until(lambda: kept(stage) == [notice.id])
    assert 1 == sum("What if…" in seen.text for seen in stage.discord.messages("staff"))


async def test_an_approval_is_told(stage, notice, anna, ben):
    """The notice says who, its buttons are gone, and the author gets a direct message."""
    approved = await anna.click(notice, "Approve")
    assert f"**Approved** by <@{anna.id}>" in approved.text
    assert ["Withdraw"] == approved.buttons
    assert "The Long Nineteenth" in (await letter(stage, ben, "was **approved**")).text
    assert "**Approved**" in (await ben.slash("general", "suggest mine")).text


async def test_a_decline_has_a_reason(stage, notice, anna, ben):
    """An empty one decides nothing; where the author takes no messages, the list has it."""
    ben.user.takes_messages = False
    form = await anna.click(notice, "Decline")
    refused = await anna.submit(form.modal, {"reason": " "})
    form = await anna.click(notice, "Decline")
    declined = await anna.submit(form.modal, {"reason": "We had *this* one"})
    await said_to(stage, "staff", "takes no direct messages")

    assert "Nothing was decided" in refused.text
    assert f"**Declined** by <@{anna.id}>" in declined.text
    assert r"We had \*this\* one" in (await ben.slash("general", "suggest mine")).text


async def test_of_two_decisions_one_counts(stage, notice, anna):
    """Pressed twice at once, and after a restart from a form that was open: the other is told who decided."""
    guild, chiara = stage.discord.guild(), stage.discord.member("chiara")
    stage.discord.staff.set_roles(guild, chiara.user, [role(stage, "Moderator")])
    form = await chiara.click(notice, "Decline")
    await asyncio.gather(*(anna.press(notice, "Approve").first for _ in range(2)))
    await said_to(stage, "staff", "Already decided")
    await stage.restart()
    since = stage.discord.moment
    late = await chiara.submit(form.modal, {"reason": "too late"})
    told = await said_to(stage, "staff", "Already decided", since=since)

    assert f"**Approved** by <@{anna.id}>" in late.text
    assert f"**Approved** by <@{anna.id}>" in told.text
    assert "too late" not in (await noticed(stage, edited=True, text="**Approved**")).text


async def test_a_press_after_a_restart_counts(stage, notice, anna):
    """The notice of before still works."""
    await stage.restart()
    assert "**Approved**" in (await anna.click(notice, "Approve")).text


async def test_a_reviewer_rewords(stage, notice, anna):
    """The form has the suggestion in it; the notice changes; after a decision it does not any more."""
    form = await anna.click(notice, "Edit")
    open_form = await anna.click(notice, "Edit")
    wrong = await anna.submit(form.modal, {"question": "?"})
    again = await anna.click(wrong, "Open the form again")
    done = await anna.submit(again.modal, {"question": "Who gains?", "title": "no shot had been fired?"})
    reworded = await noticed(stage, edited=True, text="no shot had been fired?")
    assert "Changed." in done.text
    assert "Who gains?" in reworded.text

    await anna.click(reworded, "Approve")
    late = await anna.submit(open_form.modal, {"title": "too late?"})
    assert "Already decided" in late.text
    assert "too late" not in (await noticed(stage, edited=True, text="**Approved**")).text


async def test_a_reviewer_fills_in_the_rest(stage, notice, anna):
    """In a second form; what is wrong there is mended, also over a restart, and all of it is shown when approved."""
    form = await anna.click(notice, "Add more")
    filled = {
        "questions": "Who gains?\nWho loses?",
        "stays": "The alliances.",
        "for": "Christopher Clark: nobody wanted it",
        "against": "",
        "filed": "era: modern\nregions: Atlantis",
    }
    wrong = await anna.submit(form.modal, filled)
    await stage.restart()
    again = await anna.click(wrong, "Open the form again")
    kept_typed = {field["custom_id"]: field.get("value", "") for field in again.modal.fields}
    done = await anna.submit(again.modal, {"filed": "era: modern\nregions: europe\ntopics: assassination"})
    completed = await stage.discord.wait_for_message(
        "staff", lambda seen: "Suggested by" in seen.text and "Who loses?" in seen.text, edited=True
    )
    await anna.click(completed, "Approve")
    card = await anna.slash("general", "whatif", id="own-w1")

    assert "Regions\\: some of africa" in wrong.text
    assert filled == kept_typed
    assert "Changed." in done.text
    for text in (completed.text, card.text):
        assert "The alliances." in text
        assert "Christopher Clark" in text
    assert "3. Who loses?" in card.text
    assert "own-w1" in (await anna.slash("general", "whatif", id="own-w1", post=False)).text


@pytest.mark.parametrize(
    ("command", "typed", "item_id", "shown"),
    [
        ("fact", FACT, "own-f1", "Blücher's army reached the field"),
        ("quote", QUOTE, "own-q1", "can be half so melancholy"),
    ],
)
async def test_facts_and_quotes_are_suggested_too(stage, catalogue, anna, ben, command, typed, item_id, shown):
    """With a source, read by a reviewer, and then drawn with the packs' own; twice they are not taken."""
    await staff_channel(stage, anna)
    form = await ben.slash("general", f"suggest {command}")
    refused = await ben.submit(form.modal, typed | {"source": "none"})
    form = await ben.click(refused, "Open the form again")
    sent = await ben.submit(form.modal, {"source": typed["source"]})
    notice = await noticed(stage, text=shown)
    form = await anna.click(notice, "Edit")
    assert typed == {field["custom_id"]: field.get("value", "") for field in form.modal.fields}
    again = await ben.submit((await ben.slash("general", f"suggest {command}")).modal, typed)
    await anna.click(notice, "Approve")
    card = await ben.slash("general", command, id=item_id)
    drawn = await ben.slash("general", command)

    assert "The source is missing" in refused.text
    assert "Thank you" in sent.text
    assert "has been suggested here already" in again.text
    assert shown in card.text
    assert "suggested in this server · by Ben" in card.text
    assert f"of {len(catalogue.matching(command)) + 1}" in drawn.text.replace(",", "")
    assert shown[:20] in (await ben.slash("general", "suggest mine")).text
    assert f"Your {command} “" in (await letter(stage, ben, "was **approved**")).text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("3 July 2021, Kyiv: nobody comes to the meeting", "the last 20 years are left out"),
        ("3 July 2150, Kyiv: nobody comes to the meeting", "lies in the future"),
        ("21st century, Kyiv: nobody comes to the meeting", "its year is not known"),
    ],
)
async def test_what_is_too_recent_is_not_taken(stage, anna, ben, change, said):
    """The reason is told, and nothing typed is lost; a reviewer cannot bring it in either."""
    await anna.slash("staff", "admin settings", recency=20, staff_channel=stage.discord.channel("staff").id)
    refused = await send(ben, change=change)
    await send(ben)
    form = await anna.click(await noticed(stage), "Edit")
    reviewed = await anna.submit(form.modal, {"change": change})

    for reply in (refused, reviewed):
        assert said in reply.text
        assert "nobody comes to the meeting" in reply.text


async def test_what_its_author_deleted_is_gone(stage, notice, anna, ben):
    """The buttons of the notice say so."""
    form = await ben.slash("general", "privacy delete")
    await ben.submit(form.modal, {"word": "DELETE"})
    for button in ("Approve", "Edit", "Add more", "Decline"):
        assert "not there any more" in (await anna.click(notice, button)).text


async def test_an_approved_one_is_drawn_with_the_packs(stage, catalogue, notice, anna, ben):
    """Once before any comes again, with its author's name; in a direct message its id is not known."""
    await anna.click(notice, "Approve")
    total = len(catalogue.matching("whatif")) + 1
    drawn = [await ben.slash("general", "whatif") for _ in range(total)]
    [card] = [reply for reply in drawn if "own-w1" in reply.text]
    elsewhere = await ben.in_dm().slash("whatif", id="own-w1")

    assert "own-w1 · suggested in this server · by Ben" in card.text
    assert "1. Would another crisis have led to war?" in card.text
    assert "**For**" not in card.text
    assert "0 unseen of" in drawn[-1].text
    assert "No item has the id" in elsewhere.text


async def test_an_approved_one_is_posted_by_a_schedule(stage, catalogue, notice, anna, ben):
    """With its author's name, in a preview too; the archive and the recap have its title."""
    await anna.click(notice, "Approve")
    made = await anna.slash("general", "schedule add", kind="whatif", day="Monday", time="18:00")
    await stage.stop()
    use_up_the_packs(stage, catalogue)
    await stage.start()
    preview = await anna.slash("general", "schedule preview", schedule="1")
    since = stage.discord.moment
    await anna.click(await anna.slash("general", "schedule now", schedule="1"), "As well as the next run")
    posted = await said_to(stage, "general", "own-w1", since=since)
    await until(lambda: ("own-w1", "posted") in {(one.item_id, one.state) for one in came(stage.folder)})
    recap = await (await anna.slash("general", "prompts recap")).finished()
    archive = await ben.slash("general", "prompts archive")
    [choice] = await anna.autocomplete("general", "prompts recap", focused="prompt", value="quay")

    assert "Scheduled" in made.text
    for card in (preview, posted):
        assert "own-w1 · suggested in this server · by Ben" in card.text
    for told in (recap, archive):
        assert TYPED["title"][:-1] in told.text
    assert TYPED["title"][:-1] in choice["name"]


async def test_the_buttons_of_an_approved_one_work(stage, notice, anna, ben):
    """Its sources, a report with its title, and a discussion."""
    await anna.click(notice, "Approve")
    card = await ben.slash("general", "whatif", id="OWN-W1")
    sources = await ben.click(card, "Sources")
    report = await ben.click(card, "Report")
    await ben.submit(report.modal, {"reason": "The day is wrong"})
    reported = await noticed(stage, text="Reported: own")
    where = await ben.click(card, "Discuss")
    opened = await ben.click(where, "Thread on this card")

    assert "Christopher Clark, The Sleepwalkers" in sources.text
    assert TYPED["title"] in reported.text
    assert "The discussion is open" in opened.text


async def test_an_approved_one_is_found(stage, notice, anna, ben):
    """By its words and its id, while they are typed too; its card has the change as a sentence. Not so elsewhere."""
    await anna.click(notice, "Approve")
    stranger = stage.discord.member("ben", guild="The Reading Room")
    found = await ben.slash("general", "search", text="Sarajevo quay driver")
    full = await ben.slash("general", "search", text="own-w1")
    typed = [
        choice["value"]
        for value in ("own-w1", "kept to the quay")
        for choice in await ben.autocomplete("general", "whatif", focused="id", value=value)
    ]
    offered = await ben.autocomplete("general", "search", focused="text", value="kept to the qua")
    elsewhere = await stranger.autocomplete("general", "whatif", focused="id", value="own-w1")

    assert "driver had kept to the quay" in found.text
    assert "The driver keeps to the quay" in full.text
    assert ["own-w1", "own-w1"] == [value for value in typed if value.startswith("own")]
    assert "own-w1" in [choice["value"] for choice in offered]
    assert [] == [choice for choice in elsewhere if choice["value"] == "own-w1"]


async def test_an_approved_one_can_be_taken_back(stage, notice, anna, ben):
    """By reviewers, once, also after a restart; it is shown no more, its author is told, and may suggest it anew."""
    guild, chiara = stage.discord.guild(), stage.discord.member("chiara")
    stage.discord.staff.set_roles(guild, chiara.user, [role(stage, "Host")])
    await anna.click(notice, "Approve")
    refused = await chiara.click(notice, "Withdraw")
    await stage.restart()
    await asyncio.gather(*(anna.press(notice, "Withdraw").first for _ in range(2)))
    second = await said_to(stage, "staff", "Already decided")
    withdrawn = await noticed(stage, edited=True, text="**Withdrawn**")
    gone = await ben.slash("general", "whatif", id="own-w1")
    await letter(stage, ben, "was **withdrawn**")
    listed = await ben.slash("general", "suggest mine")
    again = await send(ben)

    assert "Only reviewers decide" in refused.text
    for told in (withdrawn, second):
        assert f"**Withdrawn** by <@{anna.id}>" in told.text
    assert [] == withdrawn.buttons
    assert "No item has the id" in gone.text
    assert "**Withdrawn**" in listed.text
    assert "Thank you" in again.text
