"""What may go wrong around a competition: permissions, deleted messages, too few entrants, Clio away at its start."""

import random

from bot.domain.competition import Plan
from playground import Permission
from tests.e2e.competing import (
    arena,
    big_world,
    by_skill,
    concluded,
    everywhere,
    fast_stage,
    faults,
    person,
    pinged,
    planned,
    results,
)
from tests.e2e.quizzing import CAP_S
from tests.e2e.stage import rows, until

KNOCKOUT = Plan("knockout", questions=5, break_s=50, ready_s=900)


def told(discord, words):
    """The notices of the staff channel with these words."""
    return [seen for seen in discord.messages("staff") if words in seen.text]


async def has_staff_channel(discord):
    """A moderator names it."""
    await discord.member("anna").slash("general", "admin settings", staff_channel=discord.channel("staff").id)


async def test_threads_that_may_not_be_opened_are_told_once(tmp_path, catalogue):
    """With what to allow; the competition goes on by itself once that is allowed."""
    world, members, _ = big_world(4)
    async with (
        fast_stage(tmp_path, world) as stage,
        arena(stage.discord, catalogue, by_skill(members, random.Random(5))),
    ):
        discord = stage.discord
        competition_id = await planned(tmp_path, discord, KNOCKOUT, [*map(person, members)], starts_in_s=4)
        stage.deny("general", "Clio", Permission.CREATE_PUBLIC_THREADS)
        await stage.start()
        await has_staff_channel(discord)
        await until(lambda: bool(told(discord, "allow Create Public Threads")), CAP_S)
        discord.staff.clear_overwrite(discord.channel("general"), world.application.bot)
        await concluded(tmp_path, 2 * CAP_S)
        await stage.stop()

        assert 1 == len(told(discord, "Clio cannot speak where it is played"))
        assert [] == await faults(tmp_path, discord, competition_id)


async def test_what_a_moderator_deletes_is_posted_anew(tmp_path, catalogue):
    """The card of the sign-up and the announcement of a stage, as long as they are of use."""
    world, members, _ = big_world(4)
    plan = Plan("open", questions=5)
    async with (
        fast_stage(tmp_path, world) as stage,
        arena(stage.discord, catalogue, by_skill(members, random.Random(5))),
    ):
        discord = stage.discord
        competition_id = await planned(tmp_path, discord, plan, [*map(person, members)], starts_in_s=6)
        await stage.start()
        card = await discord.wait_for_message("general", lambda seen: "Join" in seen.buttons, timeout=CAP_S)
        discord.staff.delete_message(card.record)
        await discord.member("ben").slash("general", "competition join", competition="Winter cup")
        again = await discord.wait_for_message(
            "general", lambda seen: "Join" in seen.buttons and seen.id != card.id, timeout=CAP_S
        )
        announced = await discord.wait_for_message("general", lambda seen: "quiz 1 of 1" in seen.text, timeout=CAP_S)
        discord.staff.delete_message(announced.record)
        over = await results(discord, cap_s=2 * CAP_S)
        await concluded(tmp_path, CAP_S)
        await stage.stop()

        assert "Ben" in again.text
        assert "**Over.**" in again.now().text
        assert over.exists
        assert 1 == sum("quiz 1 of 1" in seen.text and "All is decided" in seen.text for seen in everywhere(discord))
        assert [] == await faults(tmp_path, discord, competition_id)


async def test_only_entrants_say_that_they_are_there(tmp_path):
    """Others are told where their own match is; who presses twice is told the same twice; then it begins at once."""
    world, members, _ = big_world(2)
    async with fast_stage(tmp_path, world, CLIO_TIMING_COMPETITION_PACE="1") as stage:
        discord = stage.discord
        await planned(tmp_path, discord, KNOCKOUT, [*map(person, members)], starts_in_s=3)
        await stage.start()
        room = (await discord.wait_for(lambda event: event.name == "THREAD_CREATE", timeout=CAP_S)).data["name"]
        card = await discord.wait_for_message(
            room, lambda seen: "by <t:" in seen.text and "Ready" in seen.buttons, timeout=CAP_S
        )
        first, second = (discord.member(user.username) for user in members)
        refused = await discord.member("anna").click(card, "Ready")
        told_twice = [await first.click(card, "Ready") for _ in range(2)]
        await second.click(card, "Ready")
        asked = await discord.wait_for_message(room, lambda seen: "Question 1 of 5" in seen.text, timeout=CAP_S)

        assert "You do not play in this match." in refused.text
        assert [True, True] == ["You are there." in reply.text for reply in told_twice]
        assert sorted(user.id for user in members) == sorted(pinged(card))
        assert asked.exists


async def test_too_few_entrants_are_told_everywhere(tmp_path):
    """On the card, in the channel, to the staff, and by the event, which is called off."""
    world, members, _ = big_world(3)
    plan = Plan("knockout", min_entrants=4)
    async with fast_stage(tmp_path, world) as stage:
        discord = stage.discord
        await planned(tmp_path, discord, plan, [*map(person, members)], starts_in_s=5)
        await stage.start()
        await has_staff_channel(discord)
        await until(lambda: bool(discord.events()), CAP_S)
        [event] = discord.events()
        await concluded(tmp_path, CAP_S)
        [card] = [seen for seen in discord.messages("general") if "How it stands" in seen.buttons]
        said = [seen for seen in discord.messages("general") if "does not take place" in seen.text]

        assert "It does not take place." in card.text
        assert "Too few had signed up" in card.text
        assert 2 == len(said)
        assert 1 == len(told(discord, "too few had signed up"))
        assert not event.is_open


async def test_without_create_events_there_is_none(tmp_path, catalogue):
    """And nothing else is missing."""
    world, members, _ = big_world(3)
    own = next(role for role in next(iter(world.guilds.values())).roles.values() if role.bot_id)
    own.permissions &= ~int(Permission.CREATE_EVENTS)
    async with (
        fast_stage(tmp_path, world) as stage,
        arena(stage.discord, catalogue, by_skill(members, random.Random(5))),
    ):
        plan = Plan("open", questions=5)
        competition_id = await planned(tmp_path, stage.discord, plan, [*map(person, members)], starts_in_s=3)
        await stage.start()
        await concluded(tmp_path, 2 * CAP_S)
        await stage.stop()

        assert {} == stage.discord.guild().events
        assert [] == await faults(tmp_path, stage.discord, competition_id)


async def test_one_that_was_missed_waits_for_its_host(tmp_path, catalogue):
    """Clio was away at its start for more than an hour: she says so and begins when a host says when."""
    world, members, _ = big_world(3)
    async with (
        fast_stage(tmp_path, world) as stage,
        arena(stage.discord, catalogue, by_skill(members, random.Random(5))),
    ):
        discord = stage.discord
        plan = Plan("open", questions=5)
        competition_id = await planned(tmp_path, discord, plan, [*map(person, members)], starts_in_s=-4_000)
        await stage.start()
        anna = discord.member("anna")
        await until(lambda: bool(rows(tmp_path, "SELECT 1 FROM competition_said WHERE key = 'trouble.late'")), CAP_S)
        table = await anna.slash("general", "competition host", competition="Winter cup")
        await anna.click(table, "Start")
        await concluded(tmp_path, 2 * CAP_S)
        await stage.stop()

        assert [] == await faults(tmp_path, discord, competition_id)
