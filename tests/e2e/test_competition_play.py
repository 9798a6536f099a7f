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
    stands,
    teams_of,
)
from tests.e2e.stage import rows, until

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


async def acted(host, table, label, values=None):
    """Presses a button of the host's table, fills its form in, and gives the table as it is then."""
    pressed = await host.click(table, label)
    return pressed if values is None else await host.submit(pressed.modal, values)


async def test_a_host_steers_a_knockout(tmp_path, catalogue):
    """Replaces who is absent, disqualifies, takes one back, gives points, ends a break; all of it is in the log."""
    world, members, _ = big_world(6)
    plan = Plan("knockout", questions=5, break_s=1_800)
    async with (
        fast_stage(tmp_path, world, CLIO_TIMING_COMPETITION_PACE="1") as stage,
        arena(stage.discord, catalogue, by_skill(members, random.Random(4))) as people,
    ):
        discord = stage.discord
        competition_id = await planned(tmp_path, discord, plan, [*map(person, members)], starts_in_s=None)
        await stage.start()
        anna, ben = discord.member("anna"), discord.member("ben")
        people.also.add(ben.id)
        table = await anna.slash("general", "competition host", competition="Winter cup")
        await acted(anna, table, "Start")
        await stage_is(tmp_path, 1)
        table = await acted(anna, await acted(anna, table, "Refresh"), "Pause", {"minutes": "5"})
        first, absent, out = met(tmp_path)
        people.away |= {absent}
        replaced = {"entrant": str(absent), "substitute": ben.user, "reason": "Is ill"}
        table = await acted(anna, table, "Replace", replaced)
        table = await acted(anna, table, "Disqualify", {"entrant": str(first), "reason": "A mistake"})
        table = await acted(anna, table, "Undo")
        table = await acted(anna, table, "Disqualify", {"entrant": str(out), "reason": "Had help"})
        table = await acted(anna, table, "Points", {"entrant": str(first), "points": "1000", "reason": "Lag"})
        await acted(anna, table, "Go on")
        for number in (2, 3):
            await stage_is(tmp_path, number)
            table = await anna.slash("general", "competition host", competition="Winter cup")
            await acted(anna, table, "Next round now")
        over = await results(discord, cap_s=WHOLE_S)
        await concluded(tmp_path, WHOLE_S)
        log = await ben.click(over, "What the host did")
        await stage.stop()
        reached = rows(tmp_path, "SELECT entrant_id FROM competition_slots WHERE stage = 2")

        assert [] == await faults(tmp_path, discord, competition_id)
        assert (first,) in reached
        assert [True] * 3 == [said in log.text for said in ("Is ill", "A mistake", "Had help")]
        assert "disqualified" in over.text


async def test_whom_a_correction_ties_the_better_seed_is_ahead_of(tmp_path, catalogue):
    """Their quiz is over, so there is none for the tie; somebody wins all the same."""
    world, members, _ = big_world(2)
    plan = Plan("knockout", questions=5, break_s=10)
    async with (
        fast_stage(tmp_path, world, CLIO_TIMING_COMPETITION_REVIEW_S="4") as stage,
        arena(stage.discord, catalogue, lambda user_id, asked: user_id == members[1].id),
    ):
        competition_id = await planned(tmp_path, stage.discord, plan, [*map(person, members)], starts_in_s=0.1)
        await stage.start()
        await until(lambda: 2 == len(of_final(tmp_path)), WHOLE_S)
        [(_, _, least, behind), (_, _, most, _)] = sorted(of_final(tmp_path), key=lambda one: one[2])
        anna = stage.discord.member("anna")
        table = await anna.slash("general", "competition host", competition="Winter cup")
        owed = {"entrant": str(behind), "points": str(most - least), "reason": "Lag"}
        await acted(anna, table, "Points", owed)
        await results(stage.discord, cap_s=WHOLE_S)
        await concluded(tmp_path, WHOLE_S)
        await stage.stop()

        assert [] == await faults(tmp_path, stage.discord, competition_id)
        assert [(1, 1, most), (2, 0, most)] == [one[:3] for one in of_final(tmp_path)]


async def test_a_match_outlives_what_cannot_be_read(tmp_path, catalogue, caplog):
    """It is logged and tried again; once the row is mended, the match is played."""
    world, members, _ = big_world(2)
    plan = Plan("knockout", questions=5, break_s=10)
    async with fast_stage(tmp_path, world) as stage:
        competition_id = await planned(tmp_path, stage.discord, plan, [*map(person, members)], starts_in_s=0.1)
        await stage.start()
        await until(lambda: bool(rows(tmp_path, "SELECT packet FROM competition_stages")))
        [(packet,)] = rows(tmp_path, "SELECT packet FROM competition_stages")
        rows(tmp_path, "UPDATE competition_stages SET packet = '['")
        async with arena(stage.discord, catalogue, lambda *_: True):
            await until(lambda: "match failed" in caplog.text)
            rows(tmp_path, "UPDATE competition_stages SET packet = ?", packet)
            await results(stage.discord, cap_s=WHOLE_S)
            await concluded(tmp_path, WHOLE_S)
        await stage.stop()

        assert [] == await faults(tmp_path, stage.discord, competition_id)


async def stage_is(folder, number):
    """Returns when the competition has come as far."""
    await until(lambda: stands(folder) == ("running", number), WHOLE_S)


def of_final(folder):
    """Seed, whether they go on, points and id of who played a final that is over, by seed."""
    return rows(
        folder,
        "SELECT e.seed, s.goes_on, s.points, e.entrant_id FROM competition_slots s "
        "JOIN competition_matches m USING (competition_id, stage, number) "
        "JOIN competition_entrants e USING (competition_id, entrant_id) WHERE m.state = 'over' ORDER BY e.seed",
    )


def met(folder) -> list[int]:
    """Of the matches of the first stage that are played: who may win one, who is absent and who is disqualified."""
    pairs = rows(
        folder,
        "SELECT MIN(entrant_id), MAX(entrant_id) FROM competition_slots WHERE stage = 1 "
        "GROUP BY number HAVING COUNT(*) = 2 ORDER BY number",
    )
    (first, absent), (out, _) = pairs
    return [first, absent, out]
