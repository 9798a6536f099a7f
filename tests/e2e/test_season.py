"""Seasons from their start to the archive, as hosts and members see them."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.season import Plan, turns_on
from bot.storage.database import Database
from bot.storage.seasons import Seasons
from playground import Permission
from tests.domain.samples import question
from tests.e2e.played import past
from tests.e2e.stage import rows, until

CAP_S = 20.0
QUESTIONS = [question(number) for number in (1, 2)]


def now_ms():
    """The moment by our clock."""
    return round(datetime.now(UTC).timestamp() * 1000)


def day(after=0):
    """Today or later, in UTC."""
    return datetime.now(UTC).date() + timedelta(days=after)


def guild_of(stage):
    """The server's id."""
    return stage.discord.guild().id


def plan_of(stage, **changes):
    """A season of ten days whose result is posted in #general."""
    ends_on = day(9)
    plan = Plan("Cup 1", day(), ends_on, "UTC", stage.discord.channel("general").id, turns_on=turns_on(ends_on))
    return replace(plan, **changes)


@contextlib.asynccontextmanager
async def written(stage):
    """The repository of seasons while the bot is away."""
    async with await Database.open(stage.settings().database) as database:
        yield database, Seasons(database)


async def seasons_that_ended(stage, *played):
    """Plays quizzes in seasons of a day each, the last of yesterday: each a plan's changes, and who earned."""
    general = stage.discord.channel("general").id
    async with past(stage) as quizzes:
        seasons = Seasons(quizzes.quizzes._db)
        for number, (plan, earned) in enumerate(played):
            on = day(number - len(played))
            wanted = replace(plan_of(stage), starts_on=on, ends_on=on, turns_on=turns_on(on), **plan)
            season, _ = await seasons.start(guild_of(stage), wanted, by=3, at=0)
            assert season
            if earned:
                place = (guild_of(stage), general)
                await quizzes.quiz(place, QUESTIONS, earned, at=season.starts_at + 1_000)


def results(stage, place="general"):
    """The results that were posted."""
    return [seen for seen in stage.discord.messages(place) if "Season over" in seen.text]


def all_told(stage):
    """Whether every season that is over has been told."""
    ended = rows(stage.folder, f"SELECT is_told, has_moved_role FROM seasons WHERE ends_at < {now_ms()}")
    return {(1, 1)} == set(ended)


def deny_roles(stage):
    """Clio may not manage roles any more."""
    guild = stage.discord.guild()
    own = next(role for role in guild.roles.values() if role.bot_id)
    stage.discord.staff.set_role_permissions(guild, own, own.permissions & ~int(Permission.MANAGE_ROLES))


def role_below(stage, name="Champion"):
    """A role that Clio can give and the moderator too."""
    guild = stage.discord.guild()
    role = stage.discord.world.add_role(guild, name)
    role.position = 1
    return role


async def test_a_season_is_started_shown_and_listed(stage, anna, ben):
    """Its card says what counts in which days; everybody can look at it."""
    started = await anna.slash(
        "general", "season start", name="Spring *2027*", end="in 3 months", repeat="quarterly", minimum=2
    )
    shown = await ben.slash("quiz", "season show")
    listed = await ben.slash("quiz", "season list")
    opened = await ben.click(started, "Standings")

    assert not started.ephemeral
    assert "Season: Spring \\*2027\\*" in started.text
    assert "from midnight to midnight in UTC" in started.text
    assert "at least 2 of them" in started.text
    assert "It repeats (quarterly)" in started.text
    assert "Nobody has a place yet." in shown.text
    assert "Places from 2 quizzes on; you have played 0." in shown.text
    assert "Spring" in listed.text
    assert "repeats (quarterly)" in listed.text
    assert opened.ephemeral


@pytest.mark.parametrize("command", ["season start", "season end"])
async def test_only_hosts_begin_and_end_seasons(stage, ben, command):
    """Others are told who may."""
    options = {"name": "Mine", "end": "in 3 months"} if "start" in command else {}
    refused = await ben.slash("general", command, **options)

    assert refused.ephemeral
    assert "Only members with Manage Server may do that." in refused.text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"end": "2020-01-01"}, "It would end on 1 January 2020, which is past: today is "),
        ({"end": "2027-01-01", "start": "2027-02-01"}, "It would begin on 1 February 2027 and end on 1 January 2027"),
        ({"end": "soon"}, "That names no day, or more than one."),
        ({"end": "in 3 months", "pack": "no such pack"}, "is called"),
        ({"end": "in 3 months", "name": " "}, "A season needs a name."),
        ({"end": "in 3 months", "role": "Clio"}, "to a bot alone"),
        ({"end": "in 3 months", "role": "Moderator"}, "You may not give"),
        ({"end": "in 3 months", "role": "Champion"}, "Clio may not give"),
    ],
)
async def test_what_cannot_be_a_season_is_refused(stage, anna, options, said):
    """With what is allowed, privately, and nothing is kept."""
    role_below(stage)
    deny_roles(stage)
    given = dict(options)
    if "role" in given:
        given["role"] = next(one for one in stage.discord.guild().roles.values() if one.name == given["role"])
    refused = await anna.slash("general", "season start", **({"name": "Cup"} | given))

    assert refused.ephemeral
    assert said in refused.text
    assert [] == rows(stage.folder, "SELECT id FROM seasons")


async def test_an_overlap_is_refused_with_the_dates(stage, anna):
    """Those of both, and a start that is free."""
    await anna.slash("general", "season start", name="First", end=str(day(30)))
    refused = await anna.slash("general", "season start", name="Second", start=str(day(30)), end=str(day(60)))
    free = await anna.slash("general", "season start", name="Second", start=str(day(31)), end=str(day(60)))

    assert "“First” is " in refused.text
    assert "; “Second” would be " in refused.text
    assert f"start:{day(31)}" in refused.text
    assert "Season: Second" in free.text


async def test_packs_complete_one_after_another(stage, anna):
    """Behind a comma the next is offered, and what is chosen is taken."""
    [first, *_] = await anna.autocomplete("general", "season start", name="x", end="31 March", focused="pack", value="")
    choices = await anna.autocomplete(
        "general", "season start", name="x", end="31 March", focused="pack", value=f"{first['value']}, "
    )
    started = await anna.slash("general", "season start", name="Two", end="in 3 months", pack=choices[-1]["value"])

    assert all(choice["value"].startswith(f"{first['value']}, ") for choice in choices)
    assert "answers to questions of " in started.text


async def test_quizzes_reach_the_season_and_its_leaderboard(stage, anna, ben):
    """By its minimum; in the archive and with `scope:season`; whoever hides sees it alone."""
    chiara = stage.discord.member("chiara")
    async with past(stage) as quizzes:
        await Seasons(quizzes.quizzes._db).start(guild_of(stage), plan_of(stage), by=3, at=now_ms())
        place = (guild_of(stage), stage.discord.channel("general").id)
        await quizzes.quiz(place, QUESTIONS, {ben: (90, 80), chiara: (90, 0), anna: (0, 0)}, at=now_ms() + 5)
    board = await ben.slash("quiz", "leaderboard", scope="season")
    narrowed = await ben.slash("quiz", "leaderboard", scope="season", period="day")
    await chiara.slash("quiz", "privacy hide")
    shown = await chiara.slash("quiz", "season show", season="Cup 1")
    without = await anna.slash("quiz", "season show", season="1")

    assert "▸ **1.** 🥇 **Ben** 170 points" in board.text
    assert "**2.** 🥈 **Chiara** 90 points" in board.text
    assert "shown whole" in narrowed.text
    assert shown.ephemeral
    assert "▸ **2.** 🥈 **Chiara**" in shown.text
    assert "Chiara" not in without.text


async def test_pages_turn_for_who_asked(stage, anna, ben):
    """In the place of the card; everybody else gets a copy of their own."""
    people = {(1_000 + number, f"Player {number}"): (number + 1, 0) for number in range(12)}
    async with past(stage) as quizzes:
        await Seasons(quizzes.quizzes._db).start(guild_of(stage), plan_of(stage), by=3, at=now_ms())
        await quizzes.quiz((guild_of(stage), stage.discord.channel("general").id), QUESTIONS, people, at=now_ms() + 5)
    card = await ben.slash("quiz", "season show")
    copy = await anna.click(card, "Next")
    await ben.click(card, "Next")
    turned = card.seen.now()

    assert copy.ephemeral
    assert "Page 2 of 2" in copy.text
    assert "Page 2 of 2" in turned.text
    assert "**12.**" in turned.text


async def test_no_season_is_a_refusal_with_the_command(stage, ben):
    """For the board and the archive; the list says so as well."""
    texts = [
        (await ben.slash("quiz", "leaderboard", scope="season")).text,
        (await ben.slash("quiz", "season show")).text,
        (await ben.slash("quiz", "season list")).text,
    ]

    assert [True] * 3 == ["/season start name:Spring end:2027-03-31" in text for text in texts]


async def test_an_unknown_season_is_refused_with_those_there_are(stage, anna, ben):
    """And those are offered while somebody types."""
    await anna.slash("general", "season start", name="Spring", end="in 3 months")
    refused = await ben.slash("general", "season show", season="Autumn")
    offered = await ben.autocomplete("general", "season show", focused="season", value="spr")

    assert "There are: Spring." in refused.text
    assert ["1"] == [choice["value"] for choice in offered]


async def test_a_season_is_ended_after_a_question(stage, anna, ben):
    """By who is a host when they press; once."""
    await anna.slash("general", "season start", name="Spring", end="in 3 months", repeat="monthly")
    asked = await anna.slash("general", "season end")
    last = await anna.click(asked, "Let it be the last")
    again = await anna.slash("general", "season end")
    ended = await anna.click(again, "End it now")
    late = await anna.slash("general", "season end")

    assert ["End it now", "Let it be the last"] == asked.buttons
    assert "no season follows by itself" in last.text
    assert ["End it now"] == again.buttons
    assert "Ended." in ended.text
    assert "No season is under way or planned here." in late.text


async def test_the_press_is_checked_and_not_the_command(stage, anna):
    """Who is no host any more ends nothing."""
    await anna.slash("general", "season start", name="Spring", end="in 3 months")
    asked = await anna.slash("general", "season end")
    stage.discord.staff.set_roles(stage.discord.guild(), anna.user, [])
    refused = await anna.click(asked, "End it now")

    assert "Only members with Manage Server may do that." in refused.text
    assert [("none",)] == rows(stage.folder, "SELECT repeats FROM seasons WHERE ends_at > 0 AND over_at IS NULL")


async def test_a_planned_season_is_called_off(stage, anna):
    """Its cards say so then."""
    started = await anna.slash("general", "season start", name="Later", start=str(day(5)), end=str(day(9)))
    await anna.click(await anna.slash("general", "season end"), "End it now")
    gone = await anna.click(started, "Standings")

    assert "That season was called off." in gone.text


async def test_a_season_that_ended_while_clio_was_away_is_told_once(stage, anna, ben):
    """With its podium, and what follows; a restart tells nothing again, and it stays in the archive."""
    await seasons_that_ended(stage, ({"repeat": "yearly"}, {ben: (90, 80), anna: (90, 0), (9, "Zoe"): (10, 0)}))
    await until(lambda: all_told(stage), CAP_S)
    [result] = results(stage)
    opened = await anna.click(result, "All standings")
    await stage.restart()
    listed = await ben.slash("quiz", "season list")
    archived = await ben.slash("quiz", "season show", season="Cup 1")

    assert ["season.png"] == [file["filename"] for file in result.attachments]
    assert "🏆 Champion: **Ben**" in result.text
    assert "**Cup 2** has begun" in result.text
    assert opened.ephemeral
    assert "🥇 **Ben** 170 points" in opened.text
    assert "🏆 Champion: **Ben**" in listed.text
    assert "over" in archived.text
    assert 1 == len(results(stage))


async def test_a_season_without_places_is_not_told(stage, anna):
    """The list has it all the same."""
    await seasons_that_ended(stage, ({}, {}))
    await until(lambda: all_told(stage), CAP_S)

    assert [] == results(stage)
    assert "Cup 1" in (await anna.slash("general", "season list")).text


async def test_the_role_moves_to_the_new_champion(stage, anna, ben):
    """Who had it from the season before loses it; who was given it otherwise keeps it."""
    role = role_below(stage)
    chiara = stage.discord.member("chiara")
    stage.discord.staff.set_roles(stage.discord.guild(), stage.discord.member("emeka").user, [role])
    gone = (99, "Gone")
    await seasons_that_ended(
        stage,
        ({"role_id": role.id}, {ben: (90, 80), anna: (1, 0), chiara: (1, 0)}),
        ({"role_id": role.id, "name": "Cup 2"}, {chiara: (90, 80), gone: (90, 80), ben: (1, 0)}),
    )
    await until(lambda: all_told(stage), CAP_S)

    assert [[], ["Champion"], ["Champion"]] == [stage.discord.roles_of(name) for name in ("ben", "chiara", "emeka")]
    assert [True, True] == [f"<@&{role.id}> has moved to them." in result.text for result in results(stage)]


async def test_a_role_that_cannot_be_given_is_told_to_the_staff(stage, anna, ben):
    """The result is posted all the same, without a word of it."""
    role = role_below(stage)
    deny_roles(stage)
    await anna.slash("general", "admin settings", staff_channel=stage.discord.channel("staff").id)
    await seasons_that_ended(stage, ({"role_id": role.id}, {ben: (90, 80), anna: (1, 0), (9, "Zoe"): (1, 0)}))
    notice = await stage.discord.wait_for_message("staff", lambda seen: "is over" in seen.text, timeout=CAP_S)
    await until(lambda: all_told(stage), CAP_S)

    assert f"Clio may not give <@&{role.id}>" in notice.text
    assert ["has moved" not in result.text for result in results(stage)] == [True]


async def test_a_channel_that_is_gone_is_told_to_the_staff(stage, anna, ben):
    """And nothing is tried again."""
    await anna.slash("general", "admin settings", staff_channel=stage.discord.channel("staff").id)
    made = stage.discord.staff.create_channel(stage.discord.guild(), "arena")
    stage.discord.staff.delete_channel(made)
    await seasons_that_ended(stage, ({"channel_id": made.id}, {ben: (90, 80), anna: (1, 0), (9, "Zoe"): (1, 0)}))
    notice = await stage.discord.wait_for_message("staff", lambda seen: "is over" in seen.text, timeout=CAP_S)
    await until(lambda: all_told(stage), CAP_S)

    assert "is not there any more" in notice.text


async def test_discord_out_of_order_is_waited_for(stage, anna, ben):
    """The result is posted after the next start at the latest, and once."""
    with contextlib.ExitStack() as faults:
        fault = stage.discord.faults.fail("POST", "/channels/*/messages", status=500, times=None, after_effect=True)
        faults.callback(fault.end)
        await seasons_that_ended(stage, ({}, {ben: (90, 80), anna: (1, 0), (9, "Zoe"): (1, 0)}))
        await until(lambda: len(results(stage)) > 0, CAP_S)
    await stage.restart()
    await until(lambda: all_told(stage), CAP_S)

    assert 1 == len(results(stage))
