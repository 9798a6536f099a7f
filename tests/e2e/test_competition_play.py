"""Whole competitions of 32 entrants, from the reminder to the champion's role."""

import random

from bot.domain.competition import Plan
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
    teams_of,
)
from tests.e2e.stage import until

WHOLE_S = 60.0  # a cap, for a competition that takes ten


async def test_an_open_competition_is_played_to_its_end(tmp_path, catalogue):
    """Of two quizzes: everybody is reminded once, has one place, and the champion gets the role."""
    world, members, role = big_world(32)
    plan = Plan("open", quizzes=2, questions=5, break_s=10, champion_role_id=role.id)
    async with (
        fast_stage(tmp_path, world) as stage,
        arena(stage.discord, catalogue, by_skill(members, random.Random(1))),
    ):
        competition_id = await planned(tmp_path, stage.discord, plan, [*map(person, members)], starts_in_s=4)
        await stage.start()
        await until(lambda: bool(stage.discord.events()), WHOLE_S)
        [event] = stage.discord.events()
        over = await results(stage.discord, cap_s=WHOLE_S)
        await concluded(tmp_path, WHOLE_S)
        await stage.stop()
        called = [user for seen in everywhere(stage.discord) if "⏰" in seen.text for user in pinged(seen)]
        crowned = [user.username for user in members if stage.discord.roles_of(user.username)]

        assert [] == await faults(tmp_path, stage.discord, competition_id)
        assert sorted(user.id for user in members) == sorted(called)
        assert "Winter cup" == event.name
        assert not event.is_open
        assert 1 == len(crowned)
        assert f"🏆 **{crowned[0].upper()}** won." in over.text
        assert ["podium.png"] == [file["filename"] for file in over.attachments]


async def test_teams_are_paid_for_their_best(tmp_path, catalogue):
    """Eight teams of four, of which the best two count; those who are away are waited for until the bell."""
    world, members, _ = big_world(32)
    plan = Plan("teams", quizzes=1, questions=5, break_s=10, team_max=4, best_of=2)
    away = {members[0].id, members[31].id}
    async with (
        fast_stage(tmp_path, world, CLIO_TIMING_QUIZ_PACE="0.1") as stage,
        arena(stage.discord, catalogue, by_skill(members, random.Random(2)), away=away),
    ):
        competition_id = await planned(tmp_path, stage.discord, plan, teams_of(members, 4), starts_in_s=3)
        await stage.start()
        over = await results(stage.discord, cap_s=WHOLE_S)
        await concluded(tmp_path, WHOLE_S)
        await stage.stop()

        assert [] == await faults(tmp_path, stage.discord, competition_id)
        assert 8 == len([line for line in over.text.splitlines() if "**Team " in line and "point" in line])


async def test_a_knockout_is_played_to_its_end(tmp_path, catalogue):
    """Of 29: three have a bye, two are not there and lose, each match has its room, which later ones use again."""
    world, members, role = big_world(29)
    plan = Plan("knockout", questions=5, break_s=10, champion_role_id=role.id)
    away = {members[4].id, members[11].id}
    async with (
        fast_stage(tmp_path, world) as stage,
        arena(stage.discord, catalogue, by_skill(members, random.Random(3)), away=away),
    ):
        competition_id = await planned(tmp_path, stage.discord, plan, [*map(person, members)], starts_in_s=4)
        await stage.start()
        over = await results(stage.discord, cap_s=WHOLE_S)
        await concluded(tmp_path, WHOLE_S)
        await stage.stop()
        stages = [seen for seen in stage.discord.messages("general") if "Winter cup: round" in seen.text]

        assert [] == await faults(tmp_path, stage.discord, competition_id)
        assert 5 == len(stages)
        assert 13 == len(stage.discord.guild().threads)
        assert "final" in stages[-1].text
        assert [["bracket.png"]] * 5 == [[file["filename"] for file in seen.attachments] for seen in stages]
        assert ["podium.png"] == [file["filename"] for file in over.attachments]
