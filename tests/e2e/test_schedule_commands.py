"""/schedule: made, listed, steered and refused, by the commands alone."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from playground import Permission, Reply
from playground.world import REQUIRE_TAG
from tests.e2e.scheduling import cards, settled

WEEKLY = {"kind": "whatif", "day": "Monday", "time": "18:00"}
STEERED = ("preview", "pause", "resume", "skip", "now", "remove")


@pytest.fixture
def fixed(stage):
    """It is Sunday 22 November 2026, noon, for Discord, whose moments the commands take."""
    clock = stage.discord.world.clock
    clock.move(timedelta(seconds=1_795_348_800 - clock()))
    return stage


def kept(stage, columns="id, state"):
    """The schedules in the database."""
    with closing(sqlite3.connect(stage.settings().database)) as database:
        return database.execute(f"SELECT {columns} FROM schedules ORDER BY id").fetchall()


def forget(stage):
    """Deletes the schedules behind Clio's back."""
    with closing(sqlite3.connect(stage.settings().database)) as database, database:
        database.execute("DELETE FROM schedules")


def posts(stage):
    """What came of due moments: the schedule and the state."""
    with closing(sqlite3.connect(stage.settings().database)) as database:
        query = "SELECT schedule_id, state FROM scheduled_posts ORDER BY due_at, state"
        return [(number, "skipped" if state == "skipped" else "claimed") for number, state in database.execute(query)]


def role(stage, name):
    """A role of the first guild."""
    return next(role for role in stage.discord.guild().roles.values() if role.name == name)


def example(reply):
    """The command that a refusal gives as an example: its words and its options."""
    [typed] = re.findall(r"Example: `/([^`]+)`", reply.text)
    words, *options = re.split(r" (?=\w+:)", typed)
    return words, dict(option.split(":", 1) for option in options)


def runs(reply):
    """The local times of the next runs."""
    return re.findall(r"^\d\. (.+?) · <t:\d+:f>", reply.text, re.MULTILINE)


async def test_the_next_three_runs_are_told_by_the_servers_clocks(fixed, anna):
    """And as timestamps, which each reader's own client turns into theirs."""
    await anna.slash("staff", "admin settings", time_zone="Europe/Berlin")
    made = await anna.slash("general", "schedule add", **WEEKLY)
    elsewhere = await anna.slash("general", "schedule add", **WEEKLY, zone="tokyo")

    assert made.ephemeral
    assert [
        "Monday 23 November 2026, 18:00",
        "Monday 30 November 2026, 18:00",
        "Monday 7 December 2026, 18:00",
    ] == runs(made)
    assert ["1795453200", "1796058000", "1796662800"] == re.findall(r"· <t:(\d+):f>", made.text)
    assert "every Monday at 18:00 (Asia/Tokyo)" in elsewhere.text
    assert "Monday 23 November 2026, 10:00" == runs(elsewhere)[0]
    assert [("Europe/Berlin", 1, 1), ("Asia/Tokyo", 1, 1)] == kept(fixed, "time_zone, opens_thread, has_poll")


async def test_the_31st_is_said_and_handled(fixed, anna):
    """Short months have their last day."""
    made = await anna.slash("general", "schedule add", kind="fact", day="day 31", time="6 pm")

    assert ["Monday 30 November 2026", "Thursday 31 December 2026", "Sunday 31 January 2027"] == [
        run.split(",")[0] for run in runs(made)
    ]
    assert "In months without a 31st it is due on their last day." in made.text


async def test_everything_about_a_schedule_can_be_chosen(fixed, anna):
    """Where, by whose clocks, for whom, with which tag, from what."""
    made = await anna.slash(
        "staff",
        "schedule add",
        kind="whatif",
        day="every 14 days from 1 December 2026",
        time="noon",
        zone="Europe/Berlin",
        channel="what-if",
        ping="Host",
        tag="challenge",
        poll=False,
        theme="anniversary",
        era="modern",
        region="europe",
    )

    forum, host = fixed.discord.channel("what-if"), role(fixed, "Host")
    head = f"every 14 days from 1 December 2026 at 12:00 (Europe/Berlin) in <#{forum.id}>"
    assert head in made.text
    assert f"the tag “Challenge”, a ping for <@&{host.id}>, anniversaries first and only Modern and Europe" in made.text
    assert ["Tuesday 1 December 2026, 11:00", "Tuesday 15 December 2026, 11:00"] == runs(made)[:2]
    assert "a poll" not in made.text
    assert [] == [message for message in fixed.discord.messages("staff") if message.data["mentions"]]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"time": "25:00"}, "There is no 25:00 on a clock"),
    ({"time": "soon"}, "That is no time of day"),
    ({"zone": "Mars/Base"}, "No time zone is called “Mars/Base”"),
    ({"day": "31 February"}, "A schedule repeats by weekdays"),
    ({"day": "every 3 days from 31 February 2027"}, "That is no day with its year"),
    ({"day": "every 3 days from 1 May 2020"}, "That day is past"),
    ({"day": "every 3 days from 21 November 2026"}, "That day is past"),
    ({"day": "day 32"}, "No month has a day 32"),
    ({"day": "every 0 days"}, "That is no number of days"),
    ({"ping": "@everyone"}, "belongs to everybody, or to a bot alone"),
    ({"ping": "Clio"}, "belongs to everybody, or to a bot alone"),
    ({"tag": "Challenge"}, "Only posts in a forum have a tag"),
    ({"channel": "what-if", "tag": "*Nope*"}, r"has no tag “\*Nope\*”"),
    ({"thread": False, "poll": True}, "The poll stands in the thread"),
    ({"kind": "fact", "poll": True}, "Only what-ifs have a poll"),
    ({"kind": "fact", "recap": True}, "Only what-ifs with a thread or in a forum are looked back on"),
    ({"recap": True, "thread": False}, "Only what-ifs with a thread or in a forum are looked back on"),
    ({"kind": "quiz", "theme": "anniversary"}, "Anniversaries can come first among what-ifs"),
    ({"kind": "quiz", "channel": "what-if"}, "A quiz is played in a text channel"),
    ({"kind": "onthisday", "era": "modern"}, "What happened on a day is shown whole"),
    ({"era": "nonsense"}, "No era with what-ifs is called “nonsense”"),
]
"""What is wrong, and the words that say so."""


async def test_bad_input_is_refused_with_an_example_that_works(fixed, anna):
    """Privately, with nothing kept; the example is taken as it stands."""
    for given, problem in REFUSED:
        refused = await anna.slash("general", "schedule add", **WEEKLY | given)

        assert refused.ephemeral, given
        assert problem in refused.text
        assert [] == kept(fixed), given
        words, options = example(refused)
        values = {
            name: {"False": False, "True": True}.get(value, value.lstrip("@#")) for name, value in options.items()
        }
        if "ping" in values:
            values["ping"] = "Host"
        taken = await anna.slash("general", words, **values)
        assert "### Scheduled" in taken.text, given
        forget(fixed)


async def test_the_three_nearest_zones_are_named(anna):
    """And offered while one types."""
    refused = await anna.slash("general", "schedule add", **WEEKLY, zone="Europ/Berln")
    offered = await anna.autocomplete("general", "schedule add", focused="zone", value="kathm", **WEEKLY)

    assert "Nearest: Europe/Berlin, " in refused.text
    assert 2 == refused.text.partition("Nearest: ")[2].partition(".")[0].replace(" or ", ", ").count(", ")
    assert "Asia/Kathmandu" == offered[0]["value"]


async def test_a_channel_of_another_server_is_refused(stage, anna):
    """A client that sends one gets the same answer as for a channel that is gone."""
    first, other = stage.discord.guild(), stage.discord.channel("general", "The Reading Room")
    first.channels[other.id] = other
    refused = await anna.slash("staff", "schedule add", **WEEKLY, channel=other.id)
    del first.channels[other.id]

    assert "That is no text channel or forum of this server" in refused.text
    assert "Example: `/schedule add kind:whatif day:Monday time:18:00 channel:" in refused.text
    assert [] == kept(stage)


async def test_a_role_that_everybody_has_is_refused(stage, anna):
    """Also where it is not @everyone; one that a single member lacks is taken."""
    guild = stage.discord.guild()
    everybody = [member.user for member in guild.members.values() if not member.user.bot]
    stage.discord.staff.create_role(guild, "Members", members=everybody, mentionable=True)
    stage.discord.staff.create_role(guild, "Readers", members=everybody[1:], mentionable=True)
    refused = await anna.slash("general", "schedule add", **WEEKLY, ping="Members")
    taken = await anna.slash("general", "schedule add", **WEEKLY, ping="Readers")

    assert "each post would call the whole server" in refused.text
    assert "/schedule add kind:whatif day:Monday time:18:00 ping:@" in refused.text
    assert "### Scheduled" in taken.text


async def test_nobody_calls_a_role_through_clio_that_they_may_not_call(stage, anna):
    """A role that cannot be mentioned by all needs the permission of both."""
    stage.discord.staff.create_role(stage.discord.guild(), "Quiet", members=[stage.discord.member("ben").user])
    refused = await anna.slash("general", "schedule add", **WEEKLY, ping="Quiet")
    general = stage.discord.channel("general")
    stage.discord.staff.set_overwrite(general, anna.user, allow=Permission.MENTION_EVERYONE)
    hers = await anna.slash("general", "schedule add", **WEEKLY, ping="Quiet")
    clio = stage.discord.world.application.bot
    stage.discord.staff.set_overwrite(general, clio, allow=Permission.MENTION_EVERYONE)
    taken = await anna.slash("general", "schedule add", **WEEKLY, ping="Quiet")

    assert "You may not call" in refused.text
    assert "Clio may not call" in hers.text
    assert "Let anybody mention it" in hers.text
    assert "### Scheduled" in taken.text


async def test_tags_are_offered_and_wanted(stage, anna):
    """Those of the forum that was chosen; a forum that wants one gets one."""
    offered = await anna.autocomplete("general", "schedule add", focused="tag", value="a", channel="what-if", **WEEKLY)
    nowhere = await anna.autocomplete("general", "schedule add", focused="tag", value="a", **WEEKLY)
    stage.discord.channel("what-if").flags |= REQUIRE_TAG
    await stage.restart()
    refused = await anna.slash("general", "schedule add", **WEEKLY, channel="what-if")

    assert ["Middle Ages", "Antiquity", "Challenge"] == [choice["name"] for choice in offered]
    assert [] == nowhere
    assert "wants a tag on each post" in refused.text
    assert "Its tags: 20th century, Middle Ages, Antiquity or Challenge." in refused.text


NEEDED = [
    ("general", Permission.VIEW_CHANNEL, "View Channel"),
    ("general", Permission.SEND_MESSAGES, "Send Messages"),
    ("general", Permission.CREATE_PUBLIC_THREADS, "Create Public Threads"),
    ("general", Permission.SEND_MESSAGES_IN_THREADS, "Send Messages in Threads"),
    ("general", Permission.READ_MESSAGE_HISTORY, "Read Message History"),
    ("what-if", Permission.SEND_MESSAGES, "Create Posts"),
    ("what-if", Permission.SEND_POLLS, "Create Polls"),
]
"""Where Clio lacks which permission, and what Discord calls it."""


async def test_missing_permissions_are_named(stage, anna):
    """As Discord calls them there; given back, it works."""
    for place, denied, named in NEEDED:
        stage.deny(place, "Clio", denied)
        refused = await anna.slash("staff", "schedule add", **WEEKLY, channel=place)
        stage.discord.staff.clear_overwrite(stage.discord.channel(place), stage.discord.world.application.bot)
        taken = await anna.slash("staff", "schedule add", **WEEKLY, channel=place)

        assert f"<#{stage.discord.channel(place).id}>" in refused.text
        assert re.search(rf"Clio needs the permissions? .*{named}", refused.text), named
        assert "Example: `/schedule add" in refused.text
        assert "### Scheduled" in taken.text, named
        forget(stage)


async def test_a_what_if_can_do_without_a_poll(stage, anna):
    """Where Clio may not create polls, the example leaves it out."""
    stage.deny("general", "Clio", Permission.SEND_POLLS)
    refused = await anna.slash("general", "schedule add", **WEEKLY)
    taken = await anna.slash("general", "schedule add", **WEEKLY, poll=False)

    assert "poll:False" in refused.text
    assert "### Scheduled" in taken.text


async def test_nobody_posts_through_clio_where_they_may_not(stage, anna):
    """A host who cannot write in a channel cannot have Clio write there."""
    chiara = stage.discord.member("chiara")
    await anna.slash("staff", "admin settings", host_role=role(stage, "Host").id)
    stage.discord.staff.set_roles(stage.discord.guild(), chiara.user, [role(stage, "Host")])
    stage.deny("quiz", "chiara", Permission.SEND_MESSAGES)
    refused = await chiara.slash("general", "schedule add", **WEEKLY, channel="quiz")

    assert "You may not post in" in refused.text


async def test_only_hosts_make_and_steer(stage, anna, ben):
    """Manage Server or the host role, looked at when the command comes; what there is stays hidden from others."""
    await anna.slash("general", "schedule add", **WEEKLY)
    refused = [await ben.slash("general", "schedule add", **{**WEEKLY, "day": "Friday"})]
    refused.append(await ben.slash("general", "schedule list"))
    for command in STEERED:
        refused += [await ben.slash("general", f"schedule {command}", schedule=number) for number in ("1", "77")]
    offered = await ben.autocomplete("general", "schedule pause", focused="schedule", value="")
    await anna.slash("staff", "admin settings", host_role=role(stage, "Host").id)
    stage.discord.staff.set_roles(stage.discord.guild(), ben.user, [role(stage, "Host")])
    listed = await ben.slash("general", "schedule list")

    assert [] == [reply.text for reply in refused if "Manage Server" not in reply.text or "Monday" in reply.text]
    assert [] == offered
    assert "#1 · What-if" in listed.text
    assert [(1, "active")] == kept(stage)


async def test_whoever_is_no_host_any_more_presses_in_vain(stage, anna, ben):
    """The button asks again who presses it."""
    await anna.slash("staff", "admin settings", host_role=role(stage, "Host").id)
    stage.discord.staff.set_roles(stage.discord.guild(), ben.user, [role(stage, "Host")])
    await ben.slash("general", "schedule add", **WEEKLY)
    asked = await ben.slash("general", "schedule now", schedule="1")
    stage.discord.staff.set_roles(stage.discord.guild(), ben.user, [])
    refused = await ben.click(asked, "As well as the next run")

    assert "Manage Server" in refused.text
    assert [] == posts(stage)


async def test_a_schedule_is_paused_resumed_and_removed(fixed, anna):
    """Each once; a second time it says how it stands, and what can be done."""
    await anna.slash("general", "schedule add", **WEEKLY)
    said: dict[str, list[Reply]] = {}
    for command in ("resume", "pause", "pause", "skip", "list", "resume", "remove", "remove"):
        option = {} if command == "list" else {"schedule": "#1"}
        said.setdefault(command, []).append(await anna.slash("general", f"schedule {command}", **option))

    assert "It is not paused" in said["resume"][0].text
    assert "Nothing is posted until it is resumed" in said["pause"][0].text
    assert "It is paused already" in said["pause"][1].text
    assert ("resume", {"schedule": "1"}) == (example(said["skip"][0])[0].split()[1], example(said["skip"][0])[1])
    assert "Paused" in said["list"][0].text
    assert "Monday 23 November 2026, 18:00" == runs(said["resume"][1])[0]
    assert "What it has posted stays" in said["remove"][0].text
    assert "There are none yet" in said["remove"][1].text
    assert [(1, "removed")] == kept(fixed)


async def test_the_next_run_is_skipped(fixed, anna):
    """And then the one after it."""
    await anna.slash("general", "schedule add", **WEEKLY)
    once = await anna.slash("general", "schedule skip", schedule="1")
    twice = await anna.slash("general", "schedule skip", schedule="1")

    assert "Monday 30 November 2026, 18:00" == runs(once)[0]
    assert "Monday 7 December 2026, 18:00" == runs(twice)[0]
    assert [(1, "skipped"), (1, "skipped")] == posts(fixed)


async def test_an_unknown_number_names_those_that_there_are(stage, anna):
    """Of this server only; what was typed formats nothing."""
    await anna.slash("general", "schedule add", **WEEKLY)
    ben = stage.discord.member("ben", "The Reading Room")
    for command in STEERED:
        refused = await anna.slash("general", f"schedule {command}", schedule="*7*")
        assert r"No schedule of this server has the number “\*7\*”" in refused.text
        assert "What-if, every Monday" in refused.text
        assert (f"schedule {command}", {"schedule": "1"}) == example(refused)
    elsewhere = await ben.slash("general", "schedule pause", schedule="1")

    assert "There are none yet" in elsewhere.text
    assert [(1, "active")] == kept(stage)


async def test_schedules_are_offered_by_their_names(stage, anna):
    """Those that have in them what was typed."""
    await anna.slash("general", "schedule add", **WEEKLY)
    await anna.slash("general", "schedule add", kind="fact", day="daily", time="9 am")
    offered = await anna.autocomplete("general", "schedule skip", focused="schedule", value="FACT")

    assert [{"name": "#2 Fact, every day at 09:00 (UTC)", "value": "2"}] == offered


async def test_posting_now_asks_whether_it_replaces_the_next_run(stage, anna):
    """Either way one post is made, however often it is pressed."""
    await anna.slash("general", "schedule add", **{**WEEKLY, "day": "daily"}, poll=False)
    [(due_at,)] = kept(stage, "next_due_at")
    asked = await anna.slash("staff", "schedule now", schedule="1")
    assert [] == posts(stage)
    beside = await anna.click(asked, "As well as the next run")
    [(then_at,)] = kept(stage, "next_due_at")
    asked = await anna.slash("staff", "schedule now", schedule="1")
    presses = [anna.press(asked, "Instead of the next run") for _ in range(3)]
    answers = [await press.first for press in presses]
    [(last_at,)] = kept(stage, "next_due_at")

    assert "It is being posted in" in beside.text
    await settled(stage.folder, count=3)
    assert 2 == len(cards(stage.discord, "general"))
    assert (due_at, due_at + 86_400_000) == (then_at, last_at)
    assert 1 == sum(answer.kind == "update" for answer in answers)
    assert [(1, "claimed"), (1, "claimed"), (1, "skipped")] == posts(stage)


async def test_a_paused_schedule_can_post_now(stage, anna):
    """Beside its runs, as none is due that it could replace; it stays paused."""
    await anna.slash("general", "schedule add", **WEEKLY)
    await anna.slash("general", "schedule pause", schedule="1")
    asked = await anna.slash("staff", "schedule now", schedule="1")
    refused = await anna.click(asked, "Instead of the next run")
    posted = await anna.click(asked, "As well as the next run")

    assert "It is paused" in refused.text
    await settled(stage.folder)
    assert "stays paused" in posted.text
    assert 1 == len(cards(stage.discord, "general"))
    assert [(1, "paused")] == kept(stage)


async def test_an_old_question_posts_nothing(stage, anna):
    """A quarter of an hour later, or when the schedule is gone."""
    await anna.slash("general", "schedule add", **WEEKLY)
    asked = await anna.slash("staff", "schedule now", schedule="1")
    await anna.slash("staff", "schedule remove", schedule="1")
    gone = await anna.click(asked, "As well as the next run")
    await anna.slash("general", "schedule add", **WEEKLY)
    asked = await anna.slash("staff", "schedule now", schedule="2")
    stage.discord.world.clock.move(timedelta(minutes=16))
    late = await anna.click(asked, "As well as the next run")

    assert "was removed meanwhile" in gone.text
    assert "its time has come meanwhile" in late.text
    assert [] == posts(stage)


async def test_a_preview_is_private_and_changes_nothing(stage, anna):
    """For each kind; it may be asked for again and again."""
    for number, kind in enumerate(("whatif", "fact", "quote", "onthisday", "quiz"), 1):
        await anna.slash("general", "schedule add", **WEEKLY | {"kind": kind})
        before = kept(stage, "*")
        shown = [await anna.slash("general", "schedule preview", schedule=str(number)) for _ in range(2)]

        assert [True, True] == [reply.ephemeral for reply in shown]
        assert [] == stage.discord.messages("general")
        expected = f"**Preview of #{number}, for your eyes only.**"
        assert [] == [reply.text for reply in shown if expected not in reply.text]
        assert (before, []) == (kept(stage, "*"), posts(stage))


async def test_a_preview_names_the_anniversary(fixed, anna):
    """What comes first for the day on which it is due."""
    await anna.slash(
        "general",
        "schedule add",
        kind="fact",
        day="every 9 days from 7 November 2027",
        time="noon",
        theme="anniversary",
    )
    shown = await anna.slash("general", "schedule preview", schedule="1")

    assert re.search(r"\*\*\d+ years ago on \d+ November\*\*", shown.text)


async def test_the_same_is_not_scheduled_twice(anna):
    """At another time it is not the same."""
    await anna.slash("general", "schedule add", **WEEKLY)
    refused = await anna.slash("general", "schedule add", **WEEKLY, poll=False)
    taken = await anna.slash("general", "schedule add", **{**WEEKLY, "time": "19:00"})

    assert "That is scheduled already" in refused.text
    assert ("schedule remove", {"schedule": "1"}) == example(refused)
    assert "### Scheduled" in taken.text


async def test_a_server_has_as_many_schedules_as_can_be_listed(anna):
    """One more is refused; the list shows all of them."""
    for hour in range(24):
        await anna.slash("general", "schedule add", kind="fact", day="daily", time=f"{hour:02}:30")
    await anna.slash("general", "schedule add", **WEEKLY)
    refused = await anna.slash("general", "schedule add", kind="fact", day="daily", time="noon")
    listed = await anna.slash("general", "schedule list")

    assert "A server can have 25 schedules" in refused.text
    assert [] == [number for number in range(1, 26) if f"#{number} " not in listed.text]


async def test_a_filter_without_items_is_refused(anna):
    """With what has items; values are offered by the kind that was chosen, and a day in history has none."""
    refused = await anna.slash("general", "schedule add", **WEEKLY, era="antiquity", topic="colonialism")
    offered = {
        kind: await anna.autocomplete(
            "general", "schedule add", focused="topic", value="", kind=kind, day="Monday", time="noon"
        )
        for kind in ("whatif", "quiz", "onthisday")
    }

    assert "No what-ifs for" in refused.text
    assert ("schedule add", "kind", "day", "time") == (example(refused)[0], *list(example(refused)[1])[:3])
    assert [] == offered["onthisday"]
    assert offered["whatif"] != offered["quiz"]


async def test_a_quiz_is_played_in_the_quiz_channel(stage, anna):
    """Where one is set and no other channel is named."""
    quiz, general = stage.discord.channel("quiz"), stage.discord.channel("general")
    await anna.slash("staff", "admin settings", quiz_channel=quiz.id)
    await anna.slash("staff", "schedule add", **{**WEEKLY, "kind": "quiz"})
    await anna.slash("staff", "schedule add", **{**WEEKLY, "kind": "quiz"}, channel="general")

    assert [(quiz.id,), (general.id,)] == kept(stage, "channel_id")


async def test_a_schedule_belongs_in_a_channel(stage, anna):
    """In a thread, where there is none, the channel has to be named."""
    thread = await anna.start_thread("general", "A thread")
    refused = await anna.slash(thread, "schedule add", **WEEKLY)

    assert "That is no text channel or forum of this server" in refused.text


async def test_what_would_always_be_too_recent_is_not_scheduled(stage, anna):
    """With an example that works; quizzes ask about any year."""
    await anna.slash("staff", "admin settings", recency=100)
    refused = await anna.slash("general", "schedule add", **WEEKLY, era="contemporary")
    words, options = example(refused)

    assert "too recent for this server" in refused.text
    assert "### Scheduled" in (await anna.slash("general", words, **options)).text
    quiz = await anna.slash("general", "schedule add", kind="quiz", day="Friday", time="20:00", era="modern")
    assert "### Scheduled" in quiz.text
