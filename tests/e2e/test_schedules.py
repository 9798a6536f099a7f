"""Scheduled posts: each due moment is posted once, whatever stands in its way, and the staff learns what to mend."""

from datetime import timedelta

import pytest

from bot.storage.schedules import milliseconds
from playground import Permission
from tests.e2e.scheduling import (
    CAP_S,
    HASTY,
    came,
    cards,
    changed,
    polls,
    schedule,
    scheduled_stage,
    settled,
    states,
    threads,
    told,
    utc_now,
)
from tests.e2e.stage import until


def role(discord, name="Host"):
    """A role of the guild."""
    return next(role for role in discord.guild().roles.values() if role.name == name)


async def test_a_whatif_comes_with_its_thread_and_its_poll(tmp_path):
    """The card pings one role and begins its thread with the questions; the poll follows; its buttons work."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        host = role(discord)
        await schedule(discord, tmp_path, opens_thread=True, has_poll=True, ping_role_id=host.id)
        await stage.start()
        await settled(tmp_path)
        [card], [thread] = cards(discord, "general"), threads(discord, "general")
        assert "What if…" in card.text
        assert "Posted late" not in card.text
        assert [host.id] == [int(role_id) for role_id in card.pinged_roles]
        assert "To discuss" in card.text
        beginning, poll = discord.messages(thread)
        assert str(card.id) == beginning.data["message_reference"]["message_id"]
        assert poll.poll["question"]["text"].startswith("How plausible is it? ")
        assert 5 == len(poll.poll["answers"])
        assert card.id == thread.id
        [posted] = came(tmp_path)
        assert ("posted", 0, 0, "") == (posted.state, posted.is_late, posted.tries, posted.why)
        assert posted.item_id in card.text
        mark = f"{posted.schedule_id:x}.{posted.due_at:x}"
        nonces = [seen.data["nonce"] for seen in (card, poll)]
        assert [f"{mark}.card", f"{mark}.poll"] == nonces
        assert max(map(len, nonces)) <= 25
        reply = await discord.member("ben").click(card, "Sources")
        assert posted.item_id in reply.text
        assert [] == told(discord)


async def test_a_forum_gets_a_post_with_its_tag(tmp_path):
    """The card begins the post, and the poll follows."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, place="what-if", tag="20TH century", has_poll=True)
        await stage.start()
        await settled(tmp_path)
        [post] = threads(discord, "what-if")
        card, poll = discord.messages(post)
        assert [card.id] == [seen.id for seen in cards(discord, post)]
        assert poll.poll
        assert ["20th century"] == [
            tag.name for tag in discord.channel("what-if").tags if tag.id in post.applied_tag_ids
        ]
        assert post.name.startswith("What if: ")
        assert ["posted"] == states(tmp_path)


@pytest.mark.parametrize(("kind", "said"), [("fact", "unseen of"), ("quote", "unseen of"), ("onthisday", "day: ")])
async def test_every_kind_has_its_card(tmp_path, kind, said):
    """Its thread begins with the card."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, kind=kind, opens_thread=True)
        await stage.start()
        await settled(tmp_path)
        [card], [thread] = cards(discord, "general"), threads(discord, "general")
        assert said in card.text
        assert card.id == thread.id


@pytest.mark.parametrize("opens_thread", [False, True])
async def test_a_quiz_begins_by_itself(tmp_path, opens_thread):
    """Its lobby stands open for a while, and then comes the first question, in the thread where it has one."""
    async with scheduled_stage(tmp_path, CLIO_TIMING_QUIZ_LOBBY_S="0.1") as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, kind="quiz", opens_thread=opens_thread, ping_role_id=role(discord).id)
        await stage.start()
        await settled(tmp_path)
        [lobby] = cards(discord, "general")
        assert "Quiz: 10 questions" in lobby.text
        assert "the server's schedule" in lobby.text
        assert [role(discord).id] == [int(role_id) for role_id in lobby.pinged_roles]
        assert "You are in" in (await discord.member("ben").click(lobby, "Join")).text
        place = threads(discord, "general")[0] if opens_thread else "general"
        await discord.wait_for_message(place, lambda seen: "Question 1 of" in seen.text, timeout=CAP_S)
        assert [] == told(discord)


async def test_a_quiz_waits_for_the_one_that_is_under_way(tmp_path):
    """It is tried again, and begins when the channel is free."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, kind="quiz", due=timedelta(hours=12))
        await stage.start()
        anna = discord.member("anna")
        await anna.slash("general", "quiz start", questions=5)
        await anna.click(await anna.slash("quiz", "schedule now", schedule="1"), "Instead of the next run")
        await until(lambda: "failed" in states(tmp_path), CAP_S)
        assert [] == cards(discord, "general")
        await anna.slash("general", "quiz stop")
        await until(lambda: "posted" in states(tmp_path), CAP_S)
        assert 1 == len(cards(discord, "general"))


async def test_a_message_that_discord_answers_with_502_is_there_once(tmp_path):
    """discord.py sends it again, and the nonce gives the first one."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, opens_thread=True, has_poll=True)
        card = discord.faults.fail("POST", "/channels/*/messages", status=502, after_effect=True)
        discord.faults.delay("POST", "/channels/*/messages/*/threads", seconds=0.5, after_effect=True)
        await stage.start()
        await until(lambda: len(threads(discord, "general")) == 1, CAP_S)
        [thread] = threads(discord, "general")
        poll = discord.faults.fail("POST", f"/channels/{thread.id}/messages", status=502, after_effect=True)
        await settled(tmp_path)
        assert (1, 1) == (card.seen, poll.seen)
        assert (1, 1) == (len(cards(discord, "general")), len(polls(discord, thread)))


async def test_a_thread_that_discord_answers_with_502_is_there_once(tmp_path):
    """The second request is told that there is one already; its poll still comes."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, opens_thread=True, has_poll=True)
        discord.faults.fail("POST", "/channels/*/messages/*/threads", status=502, after_effect=True)
        await stage.start()
        await settled(tmp_path)
        [thread] = threads(discord, "general")
        assert 1 == len(polls(discord, thread))


@pytest.mark.parametrize("may_delete", [True, False])
async def test_a_forum_post_that_discord_made_twice_is_left_once(tmp_path, may_delete):
    """discord.py sends it again, and forums know no nonce: the second is removed, or closed with a link."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        if may_delete:
            clio = role(discord, "Clio")
            clio.permissions |= int(Permission.MANAGE_THREADS)
        await schedule(discord, tmp_path, place="what-if", has_poll=True)
        discord.faults.fail("POST", "/channels/*/threads", status=502, after_effect=True)
        await stage.start()
        await settled(tmp_path)
        first, *others = threads(discord, "what-if")
        assert [first.id] == [card.channel_id for post in [first, *others] for card in cards(discord, post)]
        assert 1 == len(polls(discord, first))
        [notice] = told(discord)
        assert "Discord made two posts of one" in notice
        if may_delete:
            assert [] == others
            assert "was deleted" in notice
        else:
            [second] = others
            assert second.archived
            assert f"<#{first.id}>" in discord.messages(second)[0].text
            assert "Please delete the second" in notice


@pytest.mark.parametrize("place", ["general", "what-if"])
async def test_what_was_posted_unnoticed_is_found_again(tmp_path, place):
    """Long after its nonce is forgotten, also in a forum and where others wrote since."""
    async with scheduled_stage(tmp_path, CLIO_TIMING_SCHEDULE_PACE="0.02") as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, place=place, has_poll=True)
        path = "/channels/*/threads" if place == "what-if" else "/channels/*/messages"
        discord.faults.fail("POST", path, status=503, after_effect=True)
        await stage.start()
        await until(lambda: states(tmp_path) == ["failed"], CAP_S)
        discord.move_clock(timedelta(minutes=20))
        for number in range(230):
            await discord.member("ben").say("general", f"chat {number}")
        if place == "what-if":
            discord.staff.archive(threads(discord, place)[0])
        await settled(tmp_path)
        posts = threads(discord, place) or [discord.channel(place)]
        assert [1] == [len(cards(discord, post)) for post in posts]
        assert [1] == [len(polls(discord, post)) for post in posts]
        [posted] = came(tmp_path)
        assert "posted" == posted.state


async def test_a_poll_that_was_posted_unnoticed_is_found_again(tmp_path):
    """It too is there once, long after its nonce is forgotten."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, opens_thread=True, has_poll=True)
        discord.faults.delay("POST", "/channels/*/messages/*/threads", seconds=1, after_effect=True)
        await stage.start()
        await until(lambda: len(threads(discord, "general")) == 1, CAP_S)
        [thread] = threads(discord, "general")
        discord.faults.fail("POST", f"/channels/{thread.id}/messages", status=503, after_effect=True)
        await until(lambda: states(tmp_path) == ["failed"], CAP_S)
        discord.move_clock(timedelta(minutes=20))
        await settled(tmp_path)
        assert 1 == len(polls(discord, thread))
        assert (["posted"], 1) == (states(tmp_path), came(tmp_path)[0].tries)


async def test_a_permission_that_is_given_back_heals(tmp_path):
    """The staff learns once what is missing; the post comes with the next try."""
    async with scheduled_stage(tmp_path, CLIO_TIMING_SCHEDULE_PACE="0.003") as stage:
        discord = stage.discord
        await schedule(discord, tmp_path)
        stage.deny("general", "Clio", Permission.SEND_MESSAGES)
        await stage.start()
        await until(lambda: came(tmp_path)[0:1] != [] and came(tmp_path)[0].tries >= 2, CAP_S)
        [notice] = told(discord)
        assert "allow View Channel and Send Messages there" in notice
        assert "It is tried until" in notice
        discord.staff.clear_overwrite(discord.channel("general"), discord.world.application.bot)
        await settled(tmp_path)
        assert (["posted"], 1, 1) == (states(tmp_path), len(cards(discord, "general")), len(told(discord)))


async def test_a_channel_that_is_gone_fails_and_uses_nothing_up(tmp_path):
    """After five tries; the schedule stays, and the staff learns once what to mend."""
    async with scheduled_stage(tmp_path, **HASTY) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path)
        discord.staff.delete_channel(discord.channel("general"))
        await stage.start()
        await settled(tmp_path)
        [failed] = came(tmp_path)
        assert ("failed", 5) == (failed.state, failed.tries)
        assert "is not there any more" in failed.why
        assert 1 == len(told(discord))
        reply = await discord.member("anna").slash("quiz", "schedule list")
        assert "What-if" in reply.text


async def test_discord_out_of_order_is_told_after_the_last_try(tmp_path):
    """There is nothing to mend before."""
    async with scheduled_stage(tmp_path, **HASTY) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path)
        general = discord.channel("general")
        discord.faults.fail("POST", f"/channels/{general.id}/messages", status=503, times=None)
        await stage.start()
        await settled(tmp_path)
        await until(lambda: len(told(discord)) == 1, CAP_S)
        assert "was not posted" in told(discord)[0]
        assert ("failed", 5) == (came(tmp_path)[0].state, came(tmp_path)[0].tries)


async def test_a_role_that_is_gone_does_not_stop_the_post(tmp_path):
    """It comes without a ping, and the staff learns why."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, ping_role_id=12345)
        await stage.start()
        await settled(tmp_path)
        [card] = cards(discord, "general")
        assert "12345" not in card.text
        assert "role to ping is gone" in told(discord)[0]


async def test_a_forum_that_wants_a_tag_gets_one_or_the_staff_is_told(tmp_path):
    """Without one nothing is posted; once it wants none any more, the post comes."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, place="what-if")
        discord.staff.require_tag(discord.channel("what-if"))
        await stage.start()
        await until(lambda: len(told(discord)) == 1, CAP_S)
        assert "wants a tag on every post" in told(discord)[0]
        discord.staff.require_tag(discord.channel("what-if"), required=False)
        await settled(tmp_path)
        assert 1 == len(threads(discord, "what-if"))


async def test_a_tag_that_is_gone_is_told_with_those_that_there_are(tmp_path):
    """Nothing is posted without it."""
    async with scheduled_stage(tmp_path, **HASTY) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, place="what-if", tag="Steam")
        await stage.start()
        await settled(tmp_path)
        assert "has no tag “Steam” any more; it has 20th century, Middle Ages" in told(discord)[0]
        assert ([], ["failed"]) == (threads(discord, "what-if"), states(tmp_path))


async def test_a_thread_that_was_closed_meanwhile_gets_its_poll_when_it_is_opened_again(tmp_path):
    """Until then the staff knows what to do."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, opens_thread=True, has_poll=True)
        discord.faults.delay("POST", "/channels/*/messages/*/threads", seconds=1, after_effect=True)
        await stage.start()
        await until(lambda: len(threads(discord, "general")) == 1, CAP_S)
        [thread] = threads(discord, "general")
        discord.staff.archive(thread, locked=True)
        await until(lambda: len(told(discord)) == 1, CAP_S)
        assert "reopen it" in told(discord)[0]
        assert "not yet complete" in told(discord)[0]
        discord.staff.reopen(thread)
        await settled(tmp_path)
        assert (1, 1) == (len(polls(discord, thread)), len(cards(discord, "general")))


async def test_a_thread_that_was_archived_meanwhile_wakes_for_its_poll(tmp_path):
    """Unless it is locked, Discord opens it again for who posts there; the staff has nothing to mend."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, opens_thread=True, has_poll=True)
        held = discord.faults.delay("POST", "/channels/*/messages", seconds=0.3, times=None)
        await stage.start()
        await until(lambda: len(threads(discord, "general")) == 1, CAP_S)
        [thread] = threads(discord, "general")
        discord.staff.archive(thread)
        held.end()
        await settled(tmp_path)
        assert ([], 1) == (told(discord), len(polls(discord, thread)))
        assert not thread.archived


async def test_a_poll_that_cannot_be_posted_takes_nothing_from_the_card(tmp_path):
    """After the last try the prompt counts as posted, and its item as used."""
    async with scheduled_stage(tmp_path, **HASTY) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, opens_thread=True, has_poll=True)
        stage.deny("general", "Clio", Permission.SEND_POLLS)
        await stage.start()
        await settled(tmp_path)
        [posted] = came(tmp_path)
        assert ("posted", 5) == (posted.state, posted.tries)
        assert posted.why
        assert 1 == len(cards(discord, "general"))


async def test_after_two_days_away_one_late_post_comes(tmp_path):
    """However many were missed; the staff learns how many."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, due=timedelta(hours=-2), since=timedelta(hours=-51))
        await stage.start()
        await settled(tmp_path, 3)
        [card] = cards(discord, "general")
        assert "Posted late" in card.text
        assert ["skipped", "skipped", "posted"] == states(tmp_path)
        assert [0, 0, 1] == [one.is_late for one in came(tmp_path)]
        await until(lambda: len(told(discord)) == 1, CAP_S)
        assert "2 runs were missed" in told(discord)[0]


async def test_what_is_older_than_half_a_day_is_left_out(tmp_path):
    """And said to the staff; nothing is posted."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path, due=timedelta(hours=-13), since=timedelta(hours=-14))
        await stage.start()
        await settled(tmp_path)
        await until(lambda: len(told(discord)) == 1, CAP_S)
        assert "1 run was missed" in told(discord)[0]
        assert ([], ["skipped"]) == (cards(discord, "general"), states(tmp_path))


async def test_none_comes_again_before_all_that_match_were_posted(tmp_path, catalogue):
    """Also where several are chosen at once; the staff is told as they run out."""
    pools = ((value, catalogue.matching("whatif", topic=value)) for value, _ in catalogue.values("whatif", "topic"))
    topic, pool = next((value, pool) for value, pool in pools if 3 <= len(pool) <= 6)
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        for _ in range(len(pool) + 1):
            await schedule(discord, tmp_path, filters={"topic": topic})
        await stage.start()
        await settled(tmp_path, len(pool) + 1)
        items = [one.item_id for one in came(tmp_path)]
        assert {item.id for item in pool} == set(items)
        notices = ("2 unused items are left", "No unused item is left")  # in whatever order they come
        await until(lambda: all(any(notice in text for text in told(discord)) for notice in notices), CAP_S)
        assert 1 == sum("2 unused items are left" in text for text in told(discord))


async def test_what_cannot_be_looked_for_is_not_posted_again(tmp_path):
    """Where Clio may not read what she may have posted before, the staff is asked to let her."""
    async with scheduled_stage(tmp_path, **HASTY) as stage:
        discord = stage.discord
        await schedule(discord, tmp_path)
        stage.deny("general", "Clio", Permission.READ_MESSAGE_HISTORY)
        await stage.start()
        await settled(tmp_path)
        assert "allow Read Message History" in told(discord)[0]
        assert ([], ["failed"]) == (cards(discord, "general"), states(tmp_path))


async def test_a_schedule_that_cannot_be_read_is_in_nobodys_way(tmp_path):
    """Such as one of a zone that is gone: it is put off, and the others are posted."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        broken_id = await schedule(discord, tmp_path, due=timedelta(minutes=-9))
        whole_id = await schedule(discord, tmp_path)
        changed(tmp_path, "time_zone = 'Mars/Base'", broken_id)
        await stage.start()
        await settled(tmp_path)
        assert [whole_id] == [one.schedule_id for one in came(tmp_path)]
        await until(lambda: changed(tmp_path, "theme = ''", broken_id) > milliseconds(utc_now()), CAP_S)


async def test_a_due_moment_that_new_zones_moved_forward_is_posted(tmp_path):
    """What was kept as the next due moment is only what the zones of the last start said."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        schedule_id = await schedule(discord, tmp_path)
        changed(tmp_path, "next_due_at = next_due_at + 3600000", schedule_id)
        await stage.start()
        await settled(tmp_path)
        assert (["posted"], 1) == (states(tmp_path), len(cards(discord, "general")))


async def test_a_schedule_keeps_the_rule_on_recent_years(tmp_path, catalogue):
    """What is newer than the server wants is not posted."""
    era = "contemporary"
    old = [item for item in catalogue.matching("whatif", era=era) if item.pod.date.start.year <= utc_now().year - 75]
    assert 1 <= len(old) < len(catalogue.matching("whatif", era=era))
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await stage.start()
        await discord.member("anna").slash("staff", "admin settings", recency=75)
        await stage.stop()
        for _ in range(3):
            await schedule(discord, tmp_path, filters={"era": era})
        await stage.start()
        await settled(tmp_path, 3)
        assert {item.id for item in old} == {one.item_id for one in came(tmp_path)}
