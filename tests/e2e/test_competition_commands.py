"""Competitions as members make, enter, leave, read and end them."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

from playground import Permission
from tests.e2e.stage import rows, until

SOON = "in 2 hours"


async def made(anna, **options):
    """A competition of anna's, in #general; gives its card."""
    usual = {"title": "Winter cup", "format": "open", "start": SOON}
    return (await anna.slash("general", "competition create", options=usual | options)).seen


def number_of(card):
    """The id of the competition on a card."""
    [joins] = [part["custom_id"] for part in card.components if part.get("custom_id", "").startswith("comp-join:")]
    return joins.removeprefix("comp-join:")


def day(after):
    """A day from now, as it is typed."""
    return f"{datetime.now(UTC) + timedelta(days=after):%Y-%m-%d}"


async def refused(anna, **options):
    """What anna reads who asks for what cannot be; nothing is made."""
    reply = await anna.slash(
        "general", "competition create", options={"title": "Cup", "format": "open", "start": SOON} | options
    )
    assert reply.ephemeral
    return reply.text


async def test_a_competition_is_made_entered_and_left(stage, anna, ben):
    """The card is kept up to date, the event is made, and who has left is in it no more."""
    card = await made(anna, quizzes=3, champion_role="Reviewer")
    await until(lambda: bool(stage.discord.events()))
    [event] = stage.discord.events()
    joined = await ben.click(card, "Join")
    again = await ben.click(card, "Join")
    await until(lambda: "**1 entrant** (at least 2, at most 256): Ben" in card.now().text)
    off, on = await ben.click(card, "Remind me: on or off"), await ben.click(card, "Remind me: on or off")
    left = await ben.click(card, "Leave")
    await until(lambda: "Nobody has signed up yet" in card.now().text)
    gone = await ben.click(card, "Leave")

    assert "everybody plays 3 quizzes; the most points win." in card.text
    assert "The champion gets <@&" in card.text
    assert "Winter cup" == event.name
    assert (joined.ephemeral, "You are in Winter cup" in joined.text) == (True, True)
    assert "You are in Winter cup already." in again.text
    assert ("🔕" in off.text, "🔔" in on.text) == (True, True)
    assert "You are out of Winter cup." in left.text
    assert "You are not in Winter cup." in gone.text


async def test_commands_do_what_the_buttons_do(stage, anna, ben):
    """Join, status, list, leave, and the options that name a competition."""
    await made(anna, title="Winter cup")
    card = await made(anna, title="Spring *cup*", format="knockout", group=4, advance=2)
    offered = await ben.autocomplete("general", "competition join", focused="competition", value="spring")
    joined = await ben.slash("general", "competition join", competition="spring *CUP*")
    status = await ben.slash("general", "competition status", competition=number_of(card))
    there = await ben.slash("general", "competition list")
    unknown = await ben.slash("general", "competition join", competition="summer")
    left = await ben.slash("general", "competition leave", competition=number_of(card))

    assert ["Spring *cup* · sign-up is open"] == [one["name"] for one in offered]
    assert r"Spring \*cup\*" in joined.text
    assert "press **Ready** within 5 min" in joined.text
    assert (status.ephemeral, "Seeds are drawn when the sign-up is over." in status.text) == (True, True)
    assert "**1 entrant** (at least 2, at most 256): Ben" in status.text
    assert (not there.ephemeral, there.text.index("Spring") < there.text.index("Winter")) == (True, True)
    assert "called “summer”" in unknown.text
    assert r"There are: Spring \*cup\* and Winter cup." in unknown.text
    assert r"You are out of Spring \*cup\*." in left.text


async def test_times_are_refused_with_what_was_understood(stage, anna):
    """Past dates, texts that are no moment, a sign-up that closes after the start."""
    past = await refused(anna, start=f"{day(-2)} 20:00")
    nothing = await refused(anna, start="when the moon is blue")
    far = await refused(anna, start=f"{day(700)} 20:00")
    late = await refused(anna, start=f"{day(2)} 20:00", signup_until=f"{day(3)} 20:00")
    closed = await refused(anna, signup_until="2020-01-01 10:00")

    assert "20:00 (UTC), which is past: it is " in past
    assert f"{(datetime.now(UTC) - timedelta(days=2)):%A}" in past
    assert "Example: `/competition create title:Winter cup format:open start:Saturday 20:00" in past
    assert "start names no moment, or more than one." in nothing
    assert "Such as Saturday 20:00" in nothing
    assert "more than a year from now" in far
    assert "Sign-up would close on " in late
    assert "after the start on " in late
    assert "signup_until would be Wednesday 1 January 2020, 10:00 (UTC), which is past" in closed
    assert [] == stage.discord.events()


async def test_other_bad_input_is_refused_with_what_would_do(stage, anna):
    """Titles, numbers that do not go together, options of another format, too few questions, roles."""
    long = await refused(anna, title="x" * 4_000)
    blank = await refused(anna, title=" \n ")
    few = await refused(anna, min_entrants=10, max_entrants=5)
    group = await refused(anna, format="knockout", group=4, advance=4)
    foreign = await refused(anna, group=4)
    quizzes = await refused(anna, format="knockout", quizzes=2)
    sizes = await refused(anna, format="teams", team_min=5, team_max=2)
    topic = await refused(anna, topic="cheese")
    role = await refused(anna, role="@everyone")
    gift = await refused(anna, champion_role="@everyone")

    assert "That title has 4,000 characters." in long
    assert "1 to 80 characters." in long
    assert "A competition needs a title." in blank
    assert "max_entrants:5 does not do." in few
    assert "It is not less than min_entrants." in few
    assert "Fewer go on than there are in a group" in group
    assert "Open competitions have no group." in foreign
    assert "format:knockout" in foreign
    assert "A knockout has as many quizzes as it takes." in quizzes
    assert "team_max:2 does not do." in sizes
    assert "No topic with questions is called “cheese”." in topic
    assert "That role belongs to everybody" in role
    assert "That role belongs to everybody" in gift
    assert [(0,)] == rows(stage.folder, "SELECT COUNT(*) FROM competitions")


async def test_only_hosts_make_and_cancel(stage, anna, ben):
    """Members with neither the host role nor Manage Server are told who may; what is cancelled says why."""
    refusal = await ben.slash("general", "competition create", title="Cup", format="open")
    card = await made(anna)
    cannot = await ben.slash("general", "competition cancel", competition=number_of(card))
    form = await anna.slash("general", "competition cancel", competition=number_of(card))
    cancelled = await anna.submit(form.modal, {"reason": "It *snows*"})
    again = await anna.slash("general", "competition cancel", competition=number_of(card))
    await until(lambda: r"It does not take place.** It \*snows\*" in card.now().text)
    joined = await ben.slash("general", "competition join", competition=number_of(card))

    assert "Only members with Manage Server may do that." in refusal.text
    assert "Only members with Manage Server may do that." in cannot.text
    assert "is cancelled" in cancelled.text
    assert "No competition of this server" in again.text
    assert "No competition of this server" in joined.text


async def test_a_press_that_comes_too_late_is_told_why(stage, anna, ben):
    """Who presses Join or Cancel on what was cancelled meanwhile reads that it was."""
    card = await made(anna)
    forms = [await anna.slash("general", "competition cancel", competition=number_of(card)) for _ in range(2)]
    await anna.submit(forms[0].modal, {"reason": "Snow"})
    pressed = await ben.click(card, "Join")
    again = await anna.submit(forms[1].modal, {"reason": "Snow"})

    assert "Nobody can join Winter cup any more: it was cancelled." in pressed.text
    assert "It is over already." in again.text


async def test_who_lacks_the_role_or_comes_too_late_stays_out(stage, anna, ben):
    """Roles that may enter, a full list, and a sign-up that is over."""
    guild = stage.discord.guild()
    reviewer = next(role for role in guild.roles.values() if role.name == "Reviewer")
    closed_to_ben = await made(anna, title="For reviewers", role="Reviewer")
    without = await ben.click(closed_to_ben, "Join")
    full = await made(anna, title="Small", min_entrants=2, max_entrants=2)
    for name in ("chiara", "dmitri"):
        await stage.discord.member(name).click(full, "Join")
    no_room = await ben.click(full, "Join")

    assert f"For members with <@&{reviewer.id}>" in closed_to_ben.text
    assert f"For reviewers is for members with <@&{reviewer.id}>." in without.text
    assert "Small is full: 2 have signed up." in no_room.text


async def test_teams_are_entered_by_their_captains(stage, anna, ben):
    """A member, somebody without a team and a team that is too small are told what to do."""
    chiara, dmitri = stage.discord.member("chiara"), stage.discord.member("dmitri")
    card = await made(anna, format="teams", team_min=2, team_max=3, team_score="captain")
    none = await ben.click(card, "Enter my team")
    await ben.slash("general", "team create", name="Reds")
    small = await ben.click(card, "Enter my team")
    await chiara.slash("general", "team join", team="reds")
    not_hers = await chiara.click(card, "Enter my team")
    entered = await ben.click(card, "Enter my team")
    twice = await ben.click(card, "Enter my team")
    await until(lambda: "**1 team** (at least 2, at most 256): Reds (2)" in card.now().text)
    await dmitri.slash("general", "team join", team="Reds")
    await until(lambda: "Reds (3)" in card.now().text)
    full = await stage.discord.member("emeka").slash("general", "team join", team="Reds")
    withdrawn = await ben.click(card, "Withdraw my team")
    await until(lambda: "Nobody has signed up yet" in card.now().text)

    assert "A team has the points of its captain." in card.text
    assert "you are in none" in none.text
    assert "/team create" in none.text
    assert "Your team has 1 member; in Winter cup a team has 2 to 3 members." in small.text
    assert "Only the captain of Reds" in not_hers.text
    assert "**Reds** is in Winter cup" in entered.text
    assert "Your team is in Winter cup already." in twice.text
    assert "Reds is full: 3 members." in full.text
    assert "**Reds** is out of Winter cup." in withdrawn.text


async def test_who_does_not_score_in_the_server_cannot_enter(stage, anna, ben):
    """They are told by which role; without it they are in."""
    guild = stage.discord.guild()
    host = next(role for role in guild.roles.values() if role.name == "Host")
    user = next(member.user for member in guild.members.values() if member.user.username == "ben")
    stage.discord.staff.set_roles(guild, user, [host])
    await anna.slash("staff", "admin settings", exclude_role=host.id)
    card = await made(anna)
    refused = await ben.click(card, "Join")
    stage.discord.staff.set_roles(guild, user, [])
    taken = await ben.click(card, "Join")

    assert f"Members with <@&{host.id}> do not score in this server" in refused.text
    assert "You are in Winter cup" in taken.text


async def test_after_the_draw_nobody_joins_and_leaving_is_for_good(stage, anna, ben):
    """The host's Start draws; who leaves is asked first; a team cannot change."""
    chiara = stage.discord.member("chiara")
    card = await made(anna, format="knockout", start=day(20), min_entrants=2)
    for member in (anna, ben, chiara):
        await member.click(card, "Join")
    table = await anna.slash("general", "competition host", competition=number_of(card))
    await anna.click(table.seen, "Start")
    await until(lambda: [("running",)] == rows(stage.folder, "SELECT phase FROM competitions"))
    begun = await stage.discord.wait_for_change(card, lambda seen: "Under way" in seen.text)
    late = await stage.discord.member("emeka").slash("general", "competition join", competition=number_of(card))
    asked = await ben.slash("general", "competition leave", competition=number_of(card))
    gone = await ben.click(asked.seen, "Leave for good")
    status = await ben.slash("general", "competition status", competition=number_of(card))

    assert "Under way: round 1, semi-finals." in begun.text
    assert "Nobody can join Winter cup any more" in late.text
    assert "cannot come back" in asked.text
    assert "You are out of Winter cup." in gone.text
    assert "You have withdrawn." in status.text
    assert re.search(r"its number is `\d+`", status.text)


async def test_files_are_given_once_it_is_over(stage, anna, ben):
    """Places and answers as CSV; while it is open the answers of one match would tell those of another."""
    card = await made(anna, title="=Cup")
    await ben.click(card, "Join")
    early = await anna.slash("general", "competition export", competition=number_of(card))
    form = await anna.slash("general", "competition cancel", competition=number_of(card))
    await anna.submit(form.modal, {"reason": "Snow"})
    first = await (await ben.slash("general", "competition export", competition=number_of(card))).finished()
    second = await stage.discord.wait_for_message(
        "general", lambda seen: ["answers.csv"] == [file["filename"] for file in seen.attachments]
    )
    places, answers = (table(stage, seen) for seen in (first, second))

    assert "No competition of this server" in early.text
    assert (first.ephemeral, second.ephemeral) == (True, True)
    assert ["place", "entrant_id", "entrant", "seed", "state", "points", "right", "round_reached"] == places[0][:8]
    assert [["1", str(ben.id), "Ben", "0", "in", "0", "0", "0", str(ben.id)]] == places[1:]
    assert [["asked", "guess", "verdict", "points", "milliseconds"]] == [row[-5:] for row in answers]


def table(stage, seen):
    """The rows of the file of a message."""
    [file] = seen.attachments
    content = stage.discord.world.attachments[int(file["id"])].content
    return list(csv.reader(io.StringIO(content.decode())))


async def test_the_log_says_that_nothing_was_done(stage, anna, ben):
    """Everybody may read it."""
    card = await made(anna)
    log = await ben.slash("general", "competition log", competition=number_of(card))

    assert (log.ephemeral, "Nothing yet." in log.text) == (True, True)


async def test_it_is_made_where_clio_can_play_it(stage, anna):
    """Without the permission for threads nothing is made, and what is missing is named."""
    stage.deny("general", "Clio", Permission.CREATE_PUBLIC_THREADS)
    refusal = await refused(anna)

    assert "Clio needs the permission Create Public Threads" in refusal


async def test_too_few_are_told_so(stage, anna, ben):
    """At its time a competition with one entrant is cancelled, and its card says why."""
    card = await made(anna)
    await ben.click(card, "Join")
    table = await anna.slash("general", "competition host", competition=number_of(card))
    await anna.click(table.seen, "Start")
    await until(lambda: "does not take place" in card.now().text)

    assert "**It does not take place.** Too few had signed up when it was to begin." in card.now().text
