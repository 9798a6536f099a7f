"""Competitions for tests, and one that is played against the storage alone from its sign-up to its end."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.bracket import first_stage, next_stage, seeded
from bot.domain.competition import Entrant, Match, Plan
from bot.domain.host_log import Action, HostAction
from bot.storage.competitions import Competition, Competitions
from bot.storage.database import Database, Row
from bot.storage.teams import Teams

GUILD = 10
START = 1_780_000_000_000
MINUTE_MS = 60_000
KNOCKOUT = Plan("knockout", max_entrants=8)
TABLES = (
    *("competitions", "competition_entrants", "competition_members", "competition_stages", "competition_matches"),
    *("competition_slots", "competition_ready", "competition_rooms", "competition_actions", "competition_said"),
    *("teams", "team_members"),
)


def competition(number: int = 1, plan: Plan = KNOCKOUT, **changes: Any) -> Competition:
    """One that is open for sign-up until the start and begins then."""
    made = Competition(
        id=number,
        guild_id=GUILD,
        channel_id=30,
        creator_id=3,
        title="Friday quiz",
        plan=plan,
        seed=7,
        time_zone="Europe/Berlin",
        created_at=START - 1,
        starts_at=START,
        signup_until_at=START,
    )
    return replace(made, **changes)


def person(user_id: int) -> Entrant:
    """Somebody who takes part."""
    return Entrant(user_id, f"Player {user_id}", (user_id,), user_id)


def action(line: int, kind: HostAction, **given: Any) -> Action:
    """What the host does, one second after the start for each line of the log."""
    return Action(line, START + line * 1_000, 3, kind, **given)


async def signed_up(competitions: Competitions, count: int, *, number: int = 1, plan: Plan = KNOCKOUT) -> None:
    """A competition with so many people in it."""
    await competitions.create(competition(number, plan))
    for user_id in range(1, count + 1):
        assert await competitions.enter(number, person(user_id), at=START - 1) is None


async def drawn(competitions: Competitions, count: int, *, number: int = 1, plan: Plan = KNOCKOUT) -> list[Match]:
    """The same after its draw, by which everybody has the seed of their number; gives the first stage."""
    await signed_up(competitions, count, number=number, plan=plan)
    order = seeded(await competitions.entrants(number), {user_id: user_id for user_id in range(1, count + 1)}, 7)
    matches = first_stage(plan, order)
    assert await competitions.draw(number, order, matches)
    return list(matches)


async def running(competitions: Competitions, count: int, *, number: int = 1, plan: Plan = KNOCKOUT) -> list[Match]:
    """The same in its first stage."""
    matches = await drawn(competitions, count, number=number, plan=plan)
    assert await competitions.begin(number, ("rr-q001", "rr-q002"), at=START)
    return matches


async def play(competitions: Competitions, *, times: int = 1, told: Callable[[str], object] = lambda _: None) -> None:
    """Plays a knockout of three, each step so many times; `told` hears of each step after it returned.

    Whoever does it again, not knowing how far it had come, goes through the same steps.
    """

    async def step(name: str, do: Callable[..., Any], *given: Any, **named: Any) -> None:
        for _ in range(times):
            await do(*given, **named)
        told(name)

    await step("create", competitions.create, competition())
    for user_id in range(1, 4):
        await step(f"enter {user_id}", competitions.enter, 1, person(user_id), at=START - 1)
    await step("wants", competitions.wants_ping, 1, 2, wants=False)
    order = tuple(replace(person(user_id), seed=user_id) for user_id in range(1, 4))
    matches = first_stage(KNOCKOUT, order)
    await step("drawn", competitions.draw, 1, order, matches)
    await step("room", competitions.room_opened, 1, 2, 902)
    await step("begun", competitions.begin, 1, ("rr-q001",), at=START)
    await step("act 20", competitions.act, 1, action(20, "disqualify", entrant_id=3, reason="alt"))
    await step("undo 21", competitions.undo, 1, undo_id=21, by_id=3, at=START)
    await step("act 22", competitions.act, 1, action(22, "adjust", entrant_id=2, amount=10))
    at = START
    while matches:
        stage = matches[0].stage
        await step(f"say {stage}", competitions.say, 1, f"stage {stage}", 30, at=at)
        await step("said", competitions.was_said, 1, f"stage {stage}", 800 + stage)
        for match in matches:
            if not match.is_bye:
                await _play(step, competitions, match, at)
        over = [replace(match, advancing=match.advancing or match.entrant_ids[:1]) for match in matches]
        matches = next_stage(KNOCKOUT, over, order)
        if matches:
            at += MINUTE_MS
            await step(f"stage {stage + 1}", competitions.stage, 1, matches, ("rr-q002",), break_until_at=at, at=at)
            await step("next", competitions.stage_began, 1, stage + 1, at=at)
    await step("over", competitions.over, 1, at=at)


async def _play(step: Callable[..., Any], competitions: Competitions, match: Match, at: int) -> None:
    place = (1, match.stage, match.number)
    first_id, second_id = match.entrant_ids
    session_id = match.stage * 100 + match.number
    await step("open", competitions.match_opened, *place)
    await step(f"ready {match.stage}", competitions.ready, *place, first_id, at=at)
    await step("began", competitions.match_began, *place, session_id)
    if match.stage == 1:
        await step("tied", competitions.match_tied, *place, {first_id: 50, second_id: 50}, session_id + 50)
    await step(
        f"match {match.stage} {match.number}",
        competitions.match_over,
        *place,
        {first_id: 60, second_id: 50},
        (first_id,),
    )


async def everything(db: Database) -> dict[str, list[Row]]:
    """All rows of all tables of competitions."""
    return {name: sorted(await db.read(f"SELECT * FROM {name}"), key=repr) for name in TABLES}


async def leave_traces(db: Database) -> None:
    """What users 1 and 2 leave: one competition that runs, one that is open for sign-up, and a team.

    User 1 has made a third, leads the team, is ready, and has done something as a host about themselves.
    """
    competitions, teams = Competitions(db), Teams(db)
    await running(competitions, 2)
    await signed_up(competitions, 2, number=2)
    await competitions.create(competition(3, creator_id=1))
    await competitions.ready(1, 1, 1, 1, at=START)
    await competitions.act(1, replace(action(50, "adjust", entrant_id=1, amount=5, reason="Player 1 said so"), by_id=1))
    await teams.create(90, guild_id=GUILD, name="Reds", captain_id=1, role_id=None, at=START)
    await teams.join(90, 2, (), at=START)
