"""Schedules and what came of each of their due moments, each step on the disk before the next is taken."""

import asyncio
import json
from collections.abc import Mapping, Sequence

from bot.storage import audit
from bot.storage.commits import Commits, T, Work
from bot.storage.database import Database, Row, Transaction
from bot.storage.kept_schedules import (
    PLAN,
    POST,
    SCHEDULE,
    Plan,
    Post,
    PostState,
    Schedule,
    ScheduleKind,
    ScheduleState,
    Theme,
    milliseconds,
    moment,
    plan_row,
    post_of,
    schedule_of,
)

__all__ = [
    "GIVEN_UP",
    "Plan",
    "Post",
    "PostState",
    "Schedule",
    "ScheduleKind",
    "ScheduleState",
    "Schedules",
    "Theme",
    "milliseconds",
    "moment",
]

_JOINED = (
    f"{', '.join(f's.{name}' for name in SCHEDULE.split(', '))}, {', '.join(f'p.{name}' for name in POST.split(', '))}"
)
_COLUMNS = len(SCHEDULE.split(", "))
_CLAIM = (
    f"INSERT INTO scheduled_posts (schedule_id, due_at, state, is_late, first_try_at, next_try_at) "  # noqa: S608 -- ours
    f"VALUES (?, ?, 'claimed', ?, ?, ?) ON CONFLICT DO NOTHING RETURNING {POST}"
)
_RECAPPED = (
    "s.state = 'active' AND s.kind = 'whatif' AND s.has_recap = 1 AND p.state = 'posted' "
    "AND p.recap_message_id IS NULL AND (p.thread_id IS NOT NULL OR p.poll_message_id IS NOT NULL)"
)
GIVEN_UP = "missed"
"""What is kept of a recap that will not come any more, in place of a reason."""

_SKIP = (
    "INSERT INTO scheduled_posts (schedule_id, due_at, state, first_try_at, why) VALUES (?, ?, 'skipped', ?, ?) "
    "ON CONFLICT DO NOTHING"
)


class Schedules:
    """Every schedule and every post. Whoever writes at the same time shares a COMMIT; each is told after it.

    Each method raises DatabaseFault where the disk fails, and has then changed nothing. `at` is our clock's time.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._commits = Commits(db)
        self.changed = asyncio.Event()
        """Set where the staff did something after which another moment may be the next one due."""

    async def flush(self) -> None:
        """Waits until everything asked for is written; for whoever is about to close the database."""
        await self._commits.flush()

    # What the staff does.

    async def add(self, plan: Plan, *, next_due_at: int, by: int, at: int) -> int:
        """Keeps a new schedule and gives its number."""

        async def work(tx: Transaction) -> int:
            row = plan_row(plan)
            [(schedule_id,)] = await tx.fetch(
                f"INSERT INTO schedules ({PLAN}, creator_id, created_at, since_at, next_due_at) "  # noqa: S608 -- ours
                f"VALUES ({', '.join('?' * len(row))}, ?, ?, ?, ?) RETURNING id",
                (*row, by, at, at, next_due_at),
            )
            await _audit(tx, plan.guild_id, schedule_id, "schedule_add", by, at)
            return int(schedule_id)

        return await self._change_of_staff(work)

    async def get(self, schedule_id: int) -> Schedule | None:
        """The schedule with this number, also one that was removed."""
        rows = await self._db.read(f"SELECT {SCHEDULE} FROM schedules WHERE id = ?", (schedule_id,))  # noqa: S608
        return schedule_of(rows[0]) if rows else None

    async def of_guild(self, guild_id: int) -> list[Schedule]:
        """The guild's schedules that were not removed, in the order in which they were made."""
        rows = await self._db.read(
            f"SELECT {SCHEDULE} FROM schedules WHERE guild_id = ? AND state <> 'removed' ORDER BY id",  # noqa: S608
            (guild_id,),
        )
        return [schedule_of(row) for row in rows]

    async def pause(self, schedule: Schedule, *, by: int, at: int) -> bool:
        """Nothing more is due; False: it was not active."""
        return await self._turn(schedule, "pause", "state = 'paused'", "state = 'active'", (), by=by, at=at)

    async def resume(self, schedule: Schedule, *, next_due_at: int, by: int, at: int) -> bool:
        """It is due again from now on, and nothing that was missed is made up for; False: it was not paused."""
        change = "state = 'active', since_at = ?, next_due_at = ?"
        return await self._turn(schedule, "resume", change, "state = 'paused'", (at, next_due_at), by=by, at=at)

    async def remove(self, schedule: Schedule, *, by: int, at: int) -> bool:
        """It is gone but for what it has posted; False: it was gone already."""
        return await self._turn(schedule, "remove", "state = 'removed'", "state <> 'removed'", (), by=by, at=at)

    async def skip(self, schedule: Schedule, *, next_due_at: int, by: int, at: int) -> bool:
        """Leaves the next due moment out; False: it has been dealt with meanwhile, or the schedule is not active."""

        async def work(tx: Transaction) -> bool:
            is_mine = await _move_on(tx, schedule, schedule.next_due_at, next_due_at)
            if is_mine:
                await tx.execute(_SKIP, (schedule.id, schedule.next_due_at, at, "left-out"))
                await _audit(tx, schedule.guild_id, schedule.id, "schedule_skip", by, at)
            return is_mine

        return await self._change_of_staff(work)

    async def post_now(self, schedule: Schedule, *, replaces: int | None, by: int, at: int) -> bool:
        """Claims a post for this moment, beside the due ones; False: nothing was claimed.

        With `replaces`, the due moment after next, the next one is left out.
        """

        async def work(tx: Transaction) -> bool:
            if replaces is not None:
                if not await _move_on(tx, schedule, schedule.next_due_at, replaces):
                    return False
                await tx.execute(_SKIP, (schedule.id, schedule.next_due_at, at, "replaced"))
            claimed = await tx.fetch(_CLAIM, (schedule.id, at, False, at, at))
            await _audit(tx, schedule.guild_id, schedule.id, "schedule_now", by, at)
            return bool(claimed)

        return await self._change_of_staff(work)

    # What time does.

    async def due(self, now_at: int, limit: int) -> list[Schedule]:
        """The active schedules that are due, those due first first."""
        rows = await self._db.read(
            f"SELECT {SCHEDULE} FROM schedules WHERE state = 'active' AND next_due_at <= ? "  # noqa: S608 -- our columns
            "ORDER BY next_due_at, id LIMIT ?",
            (now_at, limit),
        )
        return [schedule_of(row) for row in rows]

    async def active(self) -> list[Schedule]:
        """Every active schedule."""
        rows = await self._db.read(f"SELECT {SCHEDULE} FROM schedules WHERE state = 'active'")  # noqa: S608 -- ours
        return [schedule_of(row) for row in rows]

    async def next_at(self) -> int | None:
        """When something is due next, or to be tried again; None where nothing is. What is under way does not count."""
        [(due_at, try_at)] = await self._db.read(
            "SELECT (SELECT MIN(next_due_at) FROM schedules WHERE state = 'active'), "
            "(SELECT MIN(next_try_at) FROM scheduled_posts WHERE next_try_at IS NOT NULL AND state = 'failed')"
        )
        return min((at for at in (due_at, try_at) if at is not None), default=None)

    async def move(self, schedule: Schedule, next_due_at: int) -> bool:
        """Puts the next due moment elsewhere; False: it has been dealt with meanwhile."""

        async def work(tx: Transaction) -> bool:
            return await _move_on(tx, schedule, schedule.handled_at, next_due_at)

        return await self._commits.do(work)

    async def claim(
        self,
        schedule: Schedule,
        due_at: int | None,
        *,
        next_due_at: int,
        is_late: bool,
        skipped: Sequence[int],
        at: int,
    ) -> Post | None:
        """Takes what is due, once: the post to be made, and the due moments before it as skipped.

        None where there is nothing to post, or where somebody else has dealt with what was due.
        """

        async def work(tx: Transaction) -> Post | None:
            handled_at = max([*skipped, *([] if due_at is None else [due_at])], default=schedule.handled_at)
            if not await _move_on(tx, schedule, handled_at, next_due_at):
                return None
            rows = [(schedule.id, missed_at, at, "away") for missed_at in skipped]
            await tx.executemany(_SKIP, rows)
            if due_at is None:
                return None
            claimed = await tx.fetch(_CLAIM, (schedule.id, due_at, is_late, at, at))
            return post_of(claimed[0]) if claimed else None

        return await self._commits.do(work)

    async def open_posts(self, now_at: int, limit: int) -> list[tuple[Schedule, Post]]:
        """Posts that are under way, or were when Clio stopped, or are to be tried again by now; the oldest first."""
        return await self._posts(
            "p.next_try_at IS NOT NULL AND (p.state = 'claimed' OR p.next_try_at <= ?) ORDER BY p.due_at LIMIT ?",
            (now_at, limit),
        )

    async def chose(self, post: Post, item_id: str) -> None:
        """Remembers which item is posted; nobody else gets it meanwhile."""
        await self._change(post, "item_id = ?", (item_id,))

    async def card_posted(self, post: Post, *, message_id: int | None, thread_id: int | None, is_late: bool) -> None:
        """Remembers the card, and in a forum the post that it begins."""
        await self._change(post, "card_message_id = ?, thread_id = ?, is_late = ?", (message_id, thread_id, is_late))

    async def thread_opened(self, post: Post, thread_id: int) -> None:
        """Remembers the thread on the card, with all that is to be in it but the poll."""
        await self._change(post, "thread_id = ?", (thread_id,))

    async def poll_posted(self, post: Post, *, message_id: int, ends_at: int) -> None:
        """Remembers the poll and when it ends."""
        await self._change(post, "poll_message_id = ?, poll_ends_at = ?", (message_id, ends_at))

    async def posted(self, post: Post, *, at: int, why: str = "") -> None:
        """It is done after so many failed tries, and its item used up; `why` says what is missing."""
        change = "state = 'posted', tries = ?, posted_at = ?, next_try_at = NULL, why = ?"
        await self._change(post, change, (post.tries, at, why))

    async def failed(self, post: Post, *, why: str, next_try_at: int | None) -> None:
        """One more try has failed; None: it was the last."""
        await self._change(post, "state = 'failed', tries = tries + 1, why = ?, next_try_at = ?", (why, next_try_at))

    async def skipped(self, post: Post, *, why: str) -> None:
        """It is not posted any more."""
        await self._change(post, "state = 'skipped', next_try_at = NULL, why = ?", (why,))

    # What was posted.

    async def used(self, guild_id: int, kind: ScheduleKind) -> dict[str, int]:
        """When each item was last posted in the guild, the oldest first; those that are about to be count too."""
        rows = await self._db.read(
            "SELECT p.item_id, MAX(COALESCE(p.posted_at, p.first_try_at)) FROM schedules s "
            "JOIN scheduled_posts p ON p.schedule_id = s.id WHERE s.guild_id = ? AND s.kind = ? AND p.item_id <> '' "
            "AND (p.state = 'posted' OR p.next_try_at IS NOT NULL) GROUP BY p.item_id ORDER BY 2, 1",
            (guild_id, kind),
        )
        return dict(rows)

    async def post(self, schedule_id: int, due_at: int) -> Post | None:
        """What came of a due moment."""
        rows = await self._db.read(
            f"SELECT {POST} FROM scheduled_posts WHERE schedule_id = ? AND due_at = ?",  # noqa: S608 -- our columns
            (schedule_id, due_at),
        )
        return post_of(rows[0]) if rows else None

    async def posts_of(self, schedule_id: int, limit: int) -> list[Post]:
        """What came of the latest due moments of a schedule, the latest first."""
        rows = await self._db.read(
            f"SELECT {POST} FROM scheduled_posts WHERE schedule_id = ? ORDER BY due_at DESC LIMIT ?",  # noqa: S608
            (schedule_id, limit),
        )
        return [post_of(row) for row in rows]

    async def last_posts(
        self, guild_id: int, kind: ScheduleKind, limit: int, offset: int = 0
    ) -> list[tuple[Schedule, Post]]:
        """What was posted of a kind in the guild, the latest first; schedules that were removed count too."""
        return await self._posts(
            "s.guild_id = ? AND s.kind = ? AND p.state = 'posted' ORDER BY p.posted_at DESC, p.due_at DESC "
            "LIMIT ? OFFSET ?",
            (guild_id, kind, limit, offset),
        )

    async def count_posts(self, guild_id: int, kind: ScheduleKind) -> int:
        """How many `last_posts` there are."""
        [(count,)] = await self._db.read(
            "SELECT COUNT(*) FROM schedules s JOIN scheduled_posts p ON p.schedule_id = s.id "
            "WHERE s.guild_id = ? AND s.kind = ? AND p.state = 'posted'",
            (guild_id, kind),
        )
        return int(count)

    async def ended_polls(self, now_at: int, limit: int) -> list[tuple[Schedule, Post]]:
        """Posts whose poll is over and whose result is not known yet, those that ended first first."""
        return await self._posts(
            "p.poll_message_id IS NOT NULL AND p.poll_result IS NULL AND p.poll_ends_at <= ? "
            "ORDER BY p.poll_ends_at LIMIT ?",
            (now_at, limit),
        )

    async def to_recap(self, *, due_by: int, posted_by: int, limit: int) -> list[tuple[Schedule, Post]]:
        """The latest what-if of each active schedule that is due again by then, where it has a discussion and no recap.

        Those posted after `posted_by` are left out; those of schedules due first come first.
        """
        return await self._posts(
            f"{_RECAPPED} AND s.next_due_at <= ? AND p.due_at = "  # noqa: S608 -- ours
            "(SELECT MAX(due_at) FROM scheduled_posts WHERE schedule_id = s.id AND state = 'posted') "
            "AND p.posted_at <= ? ORDER BY s.next_due_at, s.id LIMIT ?",
            (due_by, posted_by, limit),
        )

    async def unrecapped(self, *, since: int, posted_by: int, limit: int) -> list[tuple[Schedule, Post]]:
        """The what-if before the latest of each active schedule, where it has no recap though it is time for one.

        It is time since the latest was posted and the poll of the one before it was over; what became so before `since`
        is left out, and what was posted after `posted_by`. Given up ones are not among them.
        """
        return await self._posts(
            f"{_RECAPPED} AND p.recap_fault <> ? "  # noqa: S608 -- ours
            "AND (p.poll_message_id IS NULL OR p.poll_result IS NOT NULL) "
            "AND p.posted_at <= ? AND p.due_at = (SELECT MAX(due_at) FROM scheduled_posts WHERE schedule_id = s.id "
            "AND state = 'posted' AND due_at < (SELECT MAX(due_at) FROM scheduled_posts WHERE schedule_id = s.id "
            "AND state = 'posted')) AND (p.poll_ends_at >= ? OR EXISTS (SELECT 1 FROM scheduled_posts "
            "WHERE schedule_id = s.id AND state = 'posted' AND due_at > p.due_at AND posted_at >= ?)) "
            "ORDER BY p.due_at, s.id LIMIT ?",
            (GIVEN_UP, posted_by, since, since, limit),
        )

    async def poll_over(self, post: Post, votes: Mapping[str, int]) -> None:
        """Remembers the votes by answer; none at all where the poll is gone."""
        await self._change(post, "poll_result = ?", (json.dumps(dict(votes)),))

    async def recapped(self, post: Post, message_id: int) -> None:
        """Remembers the recap of a post."""
        await self._change(post, "recap_message_id = ?", (message_id,))

    async def recap_failed(self, post: Post, why: str) -> None:
        """Remembers what the staff is told of a recap that did not come; `GIVEN_UP`: it will not."""
        await self._change(post, "recap_fault = ?", (why,))

    async def _posts(self, where: str, parameters: Row) -> list[tuple[Schedule, Post]]:
        rows = await self._db.read(
            f"SELECT {_JOINED} FROM schedules s JOIN scheduled_posts p ON p.schedule_id = s.id WHERE {where}",  # noqa: S608
            parameters,
        )
        return [(schedule_of(row[:_COLUMNS]), post_of(row[_COLUMNS:])) for row in rows]

    async def _change(self, post: Post, change: str, values: Row) -> None:
        await self._commits.execute(
            f"UPDATE scheduled_posts SET {change} WHERE schedule_id = ? AND due_at = ?",  # noqa: S608 -- texts of ours
            (*values, post.schedule_id, post.due_at),
        )

    async def _turn(
        self, schedule: Schedule, action: str, change: str, where: str, values: Row, *, by: int, at: int
    ) -> bool:
        async def work(tx: Transaction) -> bool:
            sql = f"UPDATE schedules SET {change} WHERE id = ? AND {where}"  # noqa: S608 -- texts of ours
            changed = bool(await tx.execute(sql, (*values, schedule.id)))
            if changed:
                await _audit(tx, schedule.guild_id, schedule.id, f"schedule_{action}", by, at)
            return changed

        return await self._change_of_staff(work)

    async def _change_of_staff(self, work: Work[T]) -> T:
        done = await self._commits.do(work)
        self.changed.set()
        return done


async def _move_on(tx: Transaction, schedule: Schedule, handled_at: int | None, next_due_at: int) -> bool:
    """Whether the schedule stood as it was seen, and stands at its next due moment now."""
    return bool(
        await tx.execute(
            "UPDATE schedules SET handled_at = ?, next_due_at = ? "
            "WHERE id = ? AND state = 'active' AND next_due_at = ?",
            (handled_at, next_due_at, schedule.id, schedule.next_due_at),
        )
    )


async def _audit(tx: Transaction, guild_id: int, schedule_id: int, action: str, by: int, at: int) -> None:
    detail = {"schedule": schedule_id}
    await audit.record(tx, guild_id=guild_id, user_id=by, action=action, detail=detail, at=at)
