"""Competitions from their sign-up to their end, each step on the disk before it shows."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.domain.competition import UNFINISHED, Entrant, Match, Phase
from bot.domain.host_log import Action, WhyNotAct, WhyNotUndo
from bot.domain.teams import WhyNotEnter, why_not_enter
from bot.storage import hosting
from bot.storage.database import Transaction
from bot.storage.kept_competitions import (
    ACTION,
    COMPETITION,
    ENTRANT,
    Competition,
    KeptMatch,
    Line,
    MatchState,
    Room,
    Said,
    action_of,
    competition_of,
    competition_row,
    entrants_of,
)
from bot.storage.matches import Matches, add_stage, keep_packet

__all__ = ["Competition", "Competitions", "KeptMatch", "Line", "MatchState", "Room", "Said"]


class Competitions(Matches):
    """Every competition with its entrants, its matches and the log of its hosts."""

    async def create(self, competition: Competition) -> bool:
        """Keeps a new one; False: the same id is there."""
        row = competition_row(competition)
        added = await self._commits.changed(
            f"INSERT INTO competitions ({COMPETITION}) VALUES ({', '.join('?' * len(row))}) "  # noqa: S608 -- ours
            "ON CONFLICT (id) DO NOTHING",
            row,
        )
        return bool(added)

    async def get(self, competition_id: int) -> Competition | None:
        """The one with this id."""
        found = await self._where("id = ?", competition_id)
        return found[0] if found else None

    async def of_guild(self, guild_id: int, phases: Collection[Phase] = UNFINISHED) -> list[Competition]:
        """Those of a guild in these phases, the latest first."""
        marks = ", ".join("?" * len(phases))
        return await self._where(f"guild_id = ? AND phase IN ({marks}) ORDER BY id DESC", guild_id, *phases)

    async def unfinished(self) -> list[Competition]:
        """Those that are not concluded, the oldest first."""
        ended = "SELECT 1 FROM competition_said s WHERE s.competition_id = competitions.id AND s.key = 'end'"
        return await self._where(f"phase IN ('signup', 'drawn', 'running') OR NOT EXISTS ({ended}) ORDER BY id")

    async def conclude(self, competition_id: int, *, at: int) -> None:
        """Everything about its end is said."""
        await self.say(competition_id, "end", 0, at=at)

    async def card_posted(self, competition_id: int, message_id: int) -> None:
        """Remembers the card on which people sign up."""
        await self._commits.execute(
            "UPDATE competitions SET card_message_id = ? WHERE id = ?", (message_id, competition_id)
        )

    async def event_made(self, competition_id: int, event_id: int | None) -> None:
        """Remembers Discord's scheduled event; None where it is gone."""
        await self._commits.execute("UPDATE competitions SET event_id = ? WHERE id = ?", (event_id, competition_id))

    # Who takes part.

    async def enter(self, competition_id: int, entrant: Entrant, *, at: int) -> WhyNotEnter | None:
        """Lets an entrant in, a team with the members that it has then; gives why not."""

        async def work(tx: Transaction) -> WhyNotEnter | None:
            competition = await _get(tx, competition_id)
            if competition is None:
                return "phase"
            there = await _there(tx, entrant) if competition.plan.format == "teams" else entrant
            [(entered,)] = await tx.fetch(
                "SELECT COUNT(*) FROM competition_entrants WHERE competition_id = ? AND state = 'in'",
                (competition_id,),
            )
            until_at = competition.signup_until_at or competition.starts_at
            is_late = until_at is not None and at >= until_at
            playing = await tx.fetch(
                "SELECT entrant_id FROM competition_entrants WHERE competition_id = ? AND entrant_id = ?",
                (competition_id, entrant.id),
            )
            if playing and competition.phase == "signup":
                return "entered"
            why = why_not_enter(competition.plan, competition.phase, there, entered=entered, is_late=is_late)
            if why is None and await _plays(tx, competition_id, there.members):
                why = "double"
            if why is None:
                await tx.execute(
                    "INSERT INTO competition_entrants (competition_id, entrant_id, name, captain_id, joined_at) "
                    "VALUES (?, ?, ?, ?, ?)",
                    (competition_id, there.id, there.name, there.captain_id, at),
                )
                await tx.executemany(
                    "INSERT INTO competition_members (competition_id, user_id, entrant_id) VALUES (?, ?, ?)",
                    [(competition_id, user_id, there.id) for user_id in there.members],
                )
            return why

        return await self._commits.do(work)

    async def leave(self, competition_id: int, entrant_id: int) -> bool:
        """Lets an entrant go, after the draw as one who withdrew; False: they are not in, or it is over."""

        async def work(tx: Transaction) -> bool:
            gone = await tx.execute(
                "DELETE FROM competition_entrants WHERE competition_id = ? AND entrant_id = ? AND state = 'in' "
                "AND EXISTS (SELECT 1 FROM competitions WHERE id = competition_id AND phase = 'signup')",
                (competition_id, entrant_id),
            )
            return bool(
                gone
                or await tx.execute(
                    "UPDATE competition_entrants SET state = 'withdrawn' WHERE competition_id = ? AND entrant_id = ? "
                    "AND state = 'in' AND EXISTS "
                    "(SELECT 1 FROM competitions WHERE id = competition_id AND phase IN ('drawn', 'running'))",
                    (competition_id, entrant_id),
                )
            )

        return await self._commits.do(work)

    async def wants_ping(self, competition_id: int, user_id: int, *, wants: bool) -> bool:
        """Whether somebody wants to be called; False: they do not take part, or had said so."""
        return bool(
            await self._commits.changed(
                "UPDATE competition_members SET wants_ping = ? WHERE competition_id = ? AND user_id = ? "
                "AND wants_ping <> ?",
                (wants, competition_id, user_id, wants),
            )
        )

    async def pinged(self, competition_id: int) -> frozenset[int]:
        """The users whose entrants are in and who want to be called."""
        rows = await self._db.read(
            "SELECT t.user_id FROM competition_members t "
            "JOIN competition_entrants e ON e.competition_id = t.competition_id AND e.entrant_id = t.entrant_id "
            "WHERE t.competition_id = ? AND t.wants_ping = 1 AND e.state = 'in'",
            (competition_id,),
        )
        return frozenset(user_id for (user_id,) in rows)

    async def entrants(self, competition_id: int) -> tuple[Entrant, ...]:
        """Everybody, those too who are not in any more: by seed, before the draw as they came."""
        rows = await self._db.read(
            f"SELECT {ENTRANT} FROM competition_entrants WHERE competition_id = ? "  # noqa: S608 -- our columns
            "ORDER BY seed = 0, seed, joined_at, entrant_id",
            (competition_id,),
        )
        members = await self._db.read(
            "SELECT entrant_id, user_id FROM competition_members WHERE competition_id = ? ORDER BY user_id",
            (competition_id,),
        )
        return entrants_of(rows, members)

    async def strengths(self, competition_id: int) -> dict[int, int]:
        """The places of its users among each other on the guild's leaderboard of all time; equals share one."""
        rows = await self._db.read(
            "SELECT t.user_id, RANK() OVER (ORDER BY t.points DESC, t.right_answers DESC) FROM competition_members m "
            "JOIN competitions c ON c.id = m.competition_id "
            "JOIN quiz_totals t ON t.guild_id = c.guild_id AND t.period = 'all' AND t.pack_id = '' "
            "AND t.user_id = m.user_id WHERE m.competition_id = ?",
            (competition_id,),
        )
        return dict(rows)

    async def entrant_of(self, competition_id: int, user_id: int) -> int | None:
        """For whom somebody plays."""
        rows = await self._db.read(
            "SELECT entrant_id FROM competition_members WHERE competition_id = ? AND user_id = ?",
            (competition_id, user_id),
        )
        return rows[0][0] if rows else None

    # From the draw to the end.

    async def draw(
        self,
        competition_id: int,
        seeded: Sequence[Entrant],
        matches: Sequence[Match],
        *,
        left_out: Collection[int] = (),
    ) -> bool:
        """Closes the sign-up and keeps the draw; who is left out has withdrawn.

        False: it is drawn already, or others are in now than those who were drawn or left out.
        """

        async def work(tx: Transaction) -> bool:
            rows = await tx.fetch(
                "SELECT entrant_id FROM competition_entrants WHERE competition_id = ? AND state = 'in'",
                (competition_id,),
            )
            if {entrant_id for (entrant_id,) in rows} != {*left_out, *(entrant.id for entrant in seeded)}:
                return False
            is_mine = await tx.execute(
                "UPDATE competitions SET phase = 'drawn', stage = 1 WHERE id = ? AND phase = 'signup'",
                (competition_id,),
            )
            if is_mine:
                await tx.executemany(
                    "UPDATE competition_entrants SET seed = ? WHERE competition_id = ? AND entrant_id = ?",
                    [(entrant.seed, competition_id, entrant.id) for entrant in seeded],
                )
                await tx.executemany(
                    "UPDATE competition_entrants SET state = 'withdrawn' WHERE competition_id = ? AND entrant_id = ?",
                    [(competition_id, entrant_id) for entrant_id in left_out],
                )
                await add_stage(tx, competition_id, matches)
            return bool(is_mine)

        return await self._commits.do(work)

    async def begin(self, competition_id: int, packet: Sequence[str], *, at: int) -> bool:
        """Begins the first stage with these questions; False: it has begun, or is not drawn."""

        async def work(tx: Transaction) -> bool:
            is_mine = await tx.execute(
                "UPDATE competitions SET phase = 'running' WHERE id = ? AND phase = 'drawn'", (competition_id,)
            )
            if is_mine:
                await keep_packet(tx, competition_id, 1, packet)
                await _begin_stage(tx, competition_id, 1, at)
            return bool(is_mine)

        return await self._commits.do(work)

    async def stage_began(self, competition_id: int, stage: int, *, at: int) -> bool:
        """The break before the stage is over; False: it was already, or the competition is paused."""

        async def work(tx: Transaction) -> bool:
            return await _begin_stage(tx, competition_id, stage, at)

        return await self._commits.do(work)

    async def over(self, competition_id: int, *, at: int) -> bool:
        """It has ended as it should; False: it is not running, or a match is not decided."""
        return bool(
            await self._commits.changed(
                "UPDATE competitions SET phase = 'over', over_at = ? WHERE id = ? AND phase = 'running' "
                "AND NOT EXISTS "
                "(SELECT 1 FROM competition_matches WHERE competition_id = competitions.id AND state <> 'over')",
                (at, competition_id),
            )
        )

    async def cancel(self, competition_id: int, why: str, *, at: int) -> bool:
        """It does not take place, or is broken off; False: it is over or cancelled already."""
        return bool(
            await self._commits.changed(
                "UPDATE competitions SET phase = 'cancelled', over_at = ?, why = ? "
                "WHERE id = ? AND phase IN ('signup', 'drawn', 'running')",
                (at, why, competition_id),
            )
        )

    # What the hosts do.

    async def act(self, competition_id: int, action: Action, *, substitute: str = "") -> WhyNotAct | None:
        """Does what a host asks for and adds it to the log; gives why not. The same id again changes nothing.

        `substitute` is the name of one who takes a place and has not been an entrant yet.
        """

        async def work(tx: Transaction) -> WhyNotAct | None:
            competition = await _get(tx, competition_id)
            return await hosting.act(tx, competition, action, substitute) if competition else "phase"

        return await self._commits.do(work)

    async def undo(self, competition_id: int, *, undo_id: int, by_id: int, at: int) -> Action | WhyNotUndo:
        """Takes back what a host did last; gives what it was, or why not. The same id again takes back nothing more."""

        async def work(tx: Transaction) -> Action | WhyNotUndo:
            competition = await _get(tx, competition_id)
            if competition is None:
                return "phase"
            return await hosting.undo(tx, competition, Action(undo_id, at, by_id, "undo"))

        return await self._commits.do(work)

    async def pause_over(self, competition_id: int, *, at: int) -> bool:
        """The time of a pause is up; False: it is not, or there is none."""
        return bool(
            await self._commits.changed(
                "UPDATE competitions SET paused_until_at = NULL WHERE id = ? AND paused_until_at <= ?",
                (competition_id, at),
            )
        )

    async def actions(self, competition_id: int) -> list[Action]:
        """What the hosts did, in order."""
        rows = await self._db.read(
            f"SELECT {ACTION} FROM competition_actions WHERE competition_id = ? ORDER BY id",  # noqa: S608 -- our columns
            (competition_id,),
        )
        return [action_of(row) for row in rows]

    # What is said once.

    async def say(self, competition_id: int, key: str, channel_id: int, *, at: int) -> bool:
        """Claims a message; False: somebody has."""
        return bool(
            await self._commits.changed(
                "INSERT INTO competition_said (competition_id, key, channel_id, at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING",
                (competition_id, key, channel_id, at),
            )
        )

    async def was_said(self, competition_id: int, key: str, message_id: int) -> None:
        """Remembers the message."""
        await self._commits.execute(
            "UPDATE competition_said SET message_id = ? WHERE competition_id = ? AND key = ?",
            (message_id, competition_id, key),
        )

    async def said(self, competition_id: int) -> dict[str, Said]:
        """What is said, or claimed, by key."""
        rows = await self._db.read(
            "SELECT key, channel_id, message_id, at FROM competition_said WHERE competition_id = ?", (competition_id,)
        )
        return {row[0]: Said(*row) for row in rows}

    async def _where(self, where: str, *parameters: int | str) -> list[Competition]:
        rows = await self._db.read(f"SELECT {COMPETITION} FROM competitions WHERE {where}", parameters)  # noqa: S608
        return [competition_of(row) for row in rows]


async def _get(tx: Transaction, competition_id: int) -> Competition | None:
    rows = await tx.fetch(f"SELECT {COMPETITION} FROM competitions WHERE id = ?", (competition_id,))  # noqa: S608
    return competition_of(rows[0]) if rows else None


async def _there(tx: Transaction, entrant: Entrant) -> Entrant:
    """The team as it is now; without members where it is gone."""
    rows = await tx.fetch("SELECT name, captain_id FROM teams WHERE id = ? AND disbanded_at IS NULL", (entrant.id,))
    members = await tx.fetch("SELECT user_id FROM team_members WHERE team_id = ?", (entrant.id,))
    team = replace(entrant, members=tuple(user_id for (user_id,) in members))
    return replace(team, name=rows[0][0], captain_id=rows[0][1]) if rows else team


async def _plays(tx: Transaction, competition_id: int, members: Collection[int]) -> bool:
    marks = ", ".join("?" * len(members))
    return bool(
        await tx.fetch(
            f"SELECT 1 FROM competition_members WHERE competition_id = ? AND user_id IN ({marks}) LIMIT 1",  # noqa: S608
            (competition_id, *members),
        )
    )


async def _begin_stage(tx: Transaction, competition_id: int, stage: int, at: int) -> bool:
    competition = await _get(tx, competition_id)
    if competition is None:
        return False
    ready_until_at = at + competition.plan.ready_s * 1000 if competition.plan.format == "knockout" else None
    return bool(
        await tx.execute(
            "UPDATE competitions SET stage_began_at = ?, break_until_at = NULL, ready_until_at = ? "
            "WHERE id = ? AND stage = ? AND phase = 'running' AND stage_began_at IS NULL "
            "AND (paused_until_at IS NULL OR paused_until_at <= ?)",
            (at, ready_until_at, competition_id, stage, at),
        )
    )
