"""Competitions for the tests: many members who say that they are there and answer, and what must add up."""

import asyncio
import contextlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.competition import Entrant, Plan
from bot.domain.content import Question
from bot.domain.host_log import adjustments
from bot.domain.placing import champion, placing
from bot.domain.teams import team_points
from bot.opened import now_ms
from bot.storage.competitions import Competition, Competitions
from bot.storage.database import Database
from bot.storage.guilds import Guilds
from playground import InteractionFailed, Playground, Refused
from playground.demo import demo_world
from tests.e2e.played import snowflake
from tests.e2e.quizzing import CAP_S, QUICK, is_open
from tests.e2e.stage import Stage, rows, until

FAST = QUICK | {
    "CLIO_TIMING_QUIZ_PACE": "0.3",
    "CLIO_TIMING_COMPETITION_REVIEW_S": "0.2",
    "CLIO_TIMING_COMPETITION_RETRY_S": "0.2",
    "CLIO_TIMING_COMPETITION_PACE": "0.02",
}
"""Three seconds for a question, and less where all have answered; 6 s of 300 for saying that one is there."""

MARKS_FROM = 2**30
_DAYS_MS = 3 * 86_400_000


def big_world(members: int):
    """The demo world with so many more members of its first server, each named by a number."""
    world = demo_world()
    guild = next(iter(world.guilds.values()))
    people = [world.add_user(f"p{number:02}", f"P{number:02}") for number in range(1, members + 1)]
    for user in people:
        world.add_member(guild, user)
    role = world.add_role(guild, "Champion")
    role.position = 1
    return world, people, role


@contextlib.asynccontextmanager
async def fast_stage(folder, world, **given):
    """A stage in this world, not yet started: what was planned before is written first."""
    async with Playground(check="strict", rate_limits=False, world=world) as discord:
        stage = Stage(discord, folder, FAST | given)
        try:
            yield stage
        finally:
            await stage.stop()


async def planned(
    folder, discord, plan: Plan, entrants: Sequence[Entrant], *, starts_in_s: float | None, title: str = "Winter cup"
) -> int:
    """A competition with its entrants, written while the bot is away; gives its id."""
    now_at = now_ms()
    starts_at = None if starts_in_s is None else now_at + int(1000 * starts_in_s)
    guild, channel = discord.guild(), discord.channel("general")
    competition = Competition(
        id=snowflake(now_at - _DAYS_MS) + 7,
        guild_id=guild.id,
        channel_id=channel.id,
        creator_id=discord.member("anna").id,
        title=title,
        plan=plan,
        seed=7,
        time_zone="UTC",
        created_at=now_at - _DAYS_MS,
        starts_at=starts_at,
    )
    async with await Database.open(folder / "clio.sqlite3") as database:
        kept = Competitions(database)
        await Guilds(database).change(guild.id, {"grace_ms": 0}, by=1, at=1)
        await kept.create(competition)
        for entrant in entrants:
            if plan.format == "teams":
                await _make_team(database, guild.id, entrant)
            assert await kept.enter(competition.id, entrant, at=now_at - _DAYS_MS + 1) is None
        await kept.flush()
    return competition.id


async def _make_team(database: Database, guild_id: int, team: Entrant) -> None:
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO teams (id, guild_id, name, name_key, captain_id, created_at) VALUES (?, ?, ?, ?, ?, 1)",
            (team.id, guild_id, team.name, team.name.casefold(), team.captain_id),
        )
        await tx.executemany(
            "INSERT INTO team_members (team_id, user_id, guild_id, joined_at) VALUES (?, ?, ?, 1)",
            [(team.id, user_id, guild_id) for user_id in team.members],
        )


def person(user) -> Entrant:
    """A member who plays alone."""
    return Entrant(user.id, user.global_name, (user.id,), user.id)


Knows = Callable[[int, Question], bool]
"""Whether a member, by id, knows the answer."""


@dataclass
class Arena:
    """Members who say that they are there, and answer whatever they are asked."""

    discord: Playground
    catalogue: Any
    knows: Knows
    away: set[int] = field(default_factory=set)
    """Who neither says that they are there nor answers, by id."""
    also: set[int] = field(default_factory=set)
    """Who presses everywhere, as if they played in each match."""
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _seen: dict[int, int] = field(default_factory=dict)
    """By channel, up to which message was looked at."""
    _here: dict[int, list[int]] = field(default_factory=dict)
    """Who plays in a channel, by the card of its match."""

    async def run(self) -> None:
        """Plays for ever."""
        while True:
            await asyncio.sleep(0.01)
            guild = self.discord.guild()
            for channel in [self.discord.channel("general"), *guild.threads.values()]:
                latest = self._seen.get(channel.id, 0)
                for message in [found for found in channel.messages.values() if found.id > latest]:
                    self._seen[channel.id] = message.id
                    self._meet(self.discord.see(message))

    def _meet(self, seen) -> None:
        ready = next((one for one in ids(seen) if one.startswith("comp-ready:")), None)
        if "only those play who are entered" in seen.text or ready:
            self._here[seen.channel_id] = [int(found) for found in re.findall(r"<@(\d+)>", seen.text)]
        if ready:
            self._all(seen, lambda member: self._press(member, seen, ready))
        elif is_open(seen):
            self._all(seen, lambda member: self._answer(member, seen))

    def _all(self, seen, act) -> None:
        there = {*self._here.get(seen.channel_id, ()), *self.also} - self.away
        members = [self.discord.member(self.discord.world.users[user_id].username) for user_id in there]
        for member in members:
            task = asyncio.create_task(act(member))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _press(self, member, seen, custom_id) -> None:
        for _ in range(20):  # nobody answers while the bot is away
            with contextlib.suppress(InteractionFailed):
                with contextlib.suppress(Refused):  # the match has begun
                    await member.press(seen.now(), custom_id=custom_id).first
                return

    async def _answer(self, member, seen) -> None:
        words = re.findall(r"\w+-\w+", seen.text)
        asked = next(found for word in words if isinstance(found := self.catalogue.get(word), Question))
        knows = self.knows(member.id, asked)
        with contextlib.suppress(Refused, InteractionFailed, StopIteration, TimeoutError):
            if any(one.startswith("guess:") for one in ids(seen)):
                labels = [one for one in seen.buttons if re.match(r"\w · ", one)]
                label = next(one for one in labels if one.endswith(f"· {asked.answer}") == knows)
                await member.press(seen, label).first
            else:
                form = await member.click(seen, "Answer")
                if form.modal and asked.estimate:
                    off = 0 if knows else asked.estimate.tolerance // 2 + 1
                    await member.submit(form.modal, {"answer": str(asked.estimate.value + off)})


def ids(seen) -> list[str]:
    """The custom ids of a message."""
    return [component["custom_id"] for component in seen.components if "custom_id" in component]


@contextlib.asynccontextmanager
async def arena(discord, catalogue, knows: Knows, **given):
    """Members who play until the end of the block."""
    people = Arena(discord, catalogue, knows, **given)
    task = asyncio.create_task(people.run())
    try:
        yield people
    finally:
        task.cancel()
        for one in people.tasks:
            one.cancel()
        ended = await asyncio.gather(task, *people.tasks, return_exceptions=True)
        assert [] == [fault for fault in ended if not (fault is None or isinstance(fault, asyncio.CancelledError))]


async def results(discord, place="general", cap_s=CAP_S):
    """The post with which a competition ends."""
    return await discord.wait_for_message(
        place, lambda seen: " is over" in seen.text and "What the host did" in seen.buttons, timeout=cap_s
    )


def everywhere(discord) -> list[Any]:
    """Every message of the first server's channels and threads."""
    guild = discord.guild()
    channels = [*guild.channels.values(), *guild.threads.values()]
    return [discord.see(message) for channel in channels for message in channel.messages.values()]


def marks(seen) -> list[int]:
    """The marks of a message."""
    return [part["id"] for part in seen.data["components"] if part.get("id", 0) >= MARKS_FROM]


def pinged(seen) -> list[int]:
    """The users whom a message has pinged."""
    return [int(user["id"]) for user in seen.data["mentions"]]


async def concluded(folder, cap_s: float) -> None:
    """Returns when everything about its end is said and done."""
    await until(lambda: bool(rows(folder, "SELECT 1 FROM competition_said WHERE key = 'end'")), cap_s)


def stands(folder) -> tuple[str, int]:
    """Phase and stage of the one competition."""
    [(phase, stage)] = rows(folder, "SELECT phase, stage FROM competitions")
    return phase, stage


async def faults(folder, discord, competition_id: int) -> list[str]:
    """What does not add up in a competition that is over: on the disk and in what everybody has read."""
    async with await Database.open(folder / "clio.sqlite3") as database:
        kept = Competitions(database)
        competition = await kept.get(competition_id)
        entrants = {entrant.id: entrant for entrant in await kept.entrants(competition_id)}
        matches = await kept.matches(competition_id)
        totals = await kept.totals(competition_id)
        actions = await kept.actions(competition_id)
        said = await kept.said(competition_id)
        paid = await database.read("SELECT session_id, user_id, points FROM quiz_results")
    found = []
    if competition is None or competition.phase != "over":
        return [f"it is not over but {competition and competition.phase}"]
    placed = placing(competition.plan, list(entrants.values()), [one.match for one in matches], totals)
    if sorted(one.entrant_id for one in placed) != sorted(entrants):
        found.append("not everybody has one place")
    champion_id = champion(list(entrants.values()), [one.match for one in matches])
    if champion_id is None or [one.entrant_id for one in placed if one.rank == 1] != [champion_id]:
        found.append(f"the champion is {champion_id}, the first are {[one for one in placed if one.rank == 1]}")
    by_session: dict[int, Counter[int]] = defaultdict(Counter)
    for session_id, user_id, points in paid:
        by_session[session_id][user_id] += points
    owed: Counter[int] = Counter()
    for one in matches:
        given = adjustments(actions, one.match.stage)
        for entrant_id in one.match.entrant_ids:
            earned = _earned(competition, entrants[entrant_id], by_session[one.session_id or 0])
            owed[entrant_id] += earned + (given.get(entrant_id, 0) if one.session_id else 0)
    if {one: sum_ for one, (sum_, _) in totals.items()} != {one: owed[one] for one in totals}:
        found.append(f"totals are {totals}, not {owed}")
    found += _said_twice(discord)
    if unsaid := [key for key, one in said.items() if one.message_id is None and key != "end" and one.channel_id]:
        found.append(f"nobody knows whether {unsaid} was said")
    won = [seen for seen in everywhere(discord) if " is over" in seen.text and "What the host did" in seen.buttons]
    if len(won) != 1 or f"🏆 **{entrants[champion_id or 0].name}** won." not in won[0].text:
        found.append(f"the results are {[seen.text for seen in won]}")
    if len(discord.guild().events) > 1 or any(event.is_open for event in discord.guild().events.values()):
        found.append(f"events are {discord.guild().events}")
    threads = Counter(thread.name for thread in discord.guild().threads.values())
    rooms = {one.match.room for one in matches if one.match.room and not one.match.is_bye}
    if set(threads.values()) - {1} or len(threads) > len(rooms):
        found.append(f"threads are {threads}")
    return found


def _earned(competition: Competition, entrant: Entrant, by_user: Mapping[int, int]) -> int:
    if competition.plan.format == "teams":
        return team_points(competition.plan, entrant, by_user)
    return by_user.get(entrant.id, 0)


def _said_twice(discord) -> list[str]:
    """Messages with the same mark, and people who were called twice by the same reminder."""
    there = defaultdict(list)
    for seen in everywhere(discord):
        for mark in marks(seen):
            there[seen.channel_id, mark].append(seen.text[:60])
    found = [f"several have one mark: {texts}" for texts in there.values() if len(texts) > 1]
    called = Counter(user for seen in everywhere(discord) if "⏰" in seen.text for user in pinged(seen))
    return found + [f"{user} was called {count} times" for user, count in called.items() if count > 1]


def by_skill(members: Sequence[Any], dice: random.Random) -> Knows:
    """The earlier somebody stands among these, the more often they know the answer; the same question for ever."""
    rank = {user.id: place for place, user in enumerate(members)}

    def knows(user_id: int, asked: Question) -> bool:
        chance = 0.95 - 0.8 * rank.get(user_id, len(rank)) / max(1, len(rank))
        return random.Random(f"{user_id}:{asked.id}:{seed}").random() < chance

    seed = dice.random()
    return knows


def teams_of(members: Sequence[Any], size: int) -> list[Entrant]:
    """Members in teams of this size, in order."""
    return [
        Entrant(900 + start, f"Team {start // size + 1}", tuple(one.id for one in part), part[0].id)
        for start in range(0, len(members), size)
        if (part := members[start : start + size])
    ]
