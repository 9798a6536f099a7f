"""What a host does to a competition, in one transaction with its line in the log."""

from dataclasses import replace

from bot.domain.host_log import Action, Table, WhyNotAct, WhyNotUndo, to_undo, why_not_act
from bot.storage.database import Row, Transaction
from bot.storage.kept_competitions import ACTION, MATCH, Competition, action_of, action_row, matches_of

MINUTE_MS = 60_000

_LOG = f"INSERT INTO competition_actions ({ACTION}, competition_id) VALUES ({', '.join('?' * (ACTION.count(',') + 2))})"  # noqa: S608
_LATER = "UPDATE competitions SET break_until_at = break_until_at + ?, ready_until_at = ready_until_at + ? WHERE id = ?"


async def act(tx: Transaction, competition: Competition, action: Action, substitute: str) -> WhyNotAct | None:
    """Does it where nothing is against it, once for each id; `substitute` is the name of a new entrant."""
    if await tx.fetch("SELECT 1 FROM competition_actions WHERE id = ?", (action.id,)):
        return None
    why = why_not_act(await _table(tx, competition, action), action)
    if why is None:
        await tx.execute(_LOG, (*action_row(replace(action, stage=competition.stage)), competition.id))
        await _do(tx, competition, action, substitute)
    return why


async def undo(tx: Transaction, competition: Competition, asked: Action) -> Action | WhyNotUndo:
    """Takes back what was done last, where that can be, once for each id."""
    rows = await tx.fetch(
        f"SELECT {ACTION} FROM competition_actions WHERE competition_id = ? ORDER BY id",  # noqa: S608 -- our columns
        (competition.id,),
    )
    actions = [action_of(row) for row in rows]
    for action in actions:
        if action.undone_by == asked.id:
            return action
    found = to_undo(await _table(tx, competition, asked), actions)
    if isinstance(found, Action):
        line = replace(asked, stage=competition.stage, entrant_id=found.entrant_id, amount=found.id)
        await tx.execute(_LOG, (*action_row(line), competition.id))
        await tx.execute("UPDATE competition_actions SET undone_by = ? WHERE id = ?", (asked.id, found.id))
        await _undo(tx, competition, found, asked.at)
    return found


async def _table(tx: Transaction, competition: Competition, action: Action) -> Table:
    place = (competition.id, competition.stage)
    matches = matches_of(
        await tx.fetch(f"SELECT {MATCH} FROM competition_matches WHERE competition_id = ? AND stage = ?", place),  # noqa: S608
        await tx.fetch(
            "SELECT stage, number, entrant_id, points, goes_on FROM competition_slots "
            "WHERE competition_id = ? AND stage = ?",
            place,
        ),
    )
    states = await tx.fetch(
        "SELECT entrant_id, state FROM competition_entrants WHERE competition_id = ? AND entrant_id IN (?, ?)",
        (competition.id, action.entrant_id, action.substitute_id),
    )
    return Table(
        plan=competition.plan,
        phase=competition.phase,
        stage=competition.stage,
        stage_began_at=competition.stage_began_at,
        is_paused=_pause_left_ms(competition, action.at) > 0,
        states=dict(states),
        waiting=[kept.match for kept in matches if kept.state in ("drawn", "open")],
        begun=[kept.match for kept in matches if kept.state not in ("drawn", "open")],
    )


async def _do(tx: Transaction, competition: Competition, action: Action, substitute: str) -> None:
    match action.kind:
        case "start":
            await _set(tx, competition, "starts_at = ?, signup_until_at = ?", (action.at, action.at))
        case "next":
            await _set(tx, competition, "break_until_at = ?", (action.at,))
        case "pause":
            await _set(tx, competition, "paused_until_at = ?", (action.at + action.amount * MINUTE_MS,))
            await _later(tx, competition, action.amount * MINUTE_MS)
        case "go_on":
            await _go_on(tx, competition, action.at)
        case "extend":
            await _later(tx, competition, action.amount * MINUTE_MS)
        case "disqualify":
            await _put(tx, competition, action, "disqualified")
        case "replace":
            await _enter_late(tx, competition, action, substitute)
            await _swap(tx, competition, action, action.entrant_id, action.substitute_id)


async def _undo(tx: Transaction, competition: Competition, action: Action, at: int) -> None:
    match action.kind:
        case "pause":
            await _go_on(tx, competition, at)
        case "extend":
            await _later(tx, competition, -action.amount * MINUTE_MS)
        case "disqualify":
            await _put(tx, competition, action, "in")
            await _reopen(tx, competition, action, at)
        case "replace":
            await _swap(tx, competition, action, action.substitute_id, action.entrant_id)
            await tx.execute(
                "DELETE FROM competition_entrants WHERE competition_id = ? AND entrant_id = ? AND NOT EXISTS "
                "(SELECT 1 FROM competition_slots s WHERE s.competition_id = competition_entrants.competition_id "
                "AND s.entrant_id = competition_entrants.entrant_id)",
                (competition.id, action.substitute_id),
            )


async def _set(tx: Transaction, competition: Competition, change: str, values: Row) -> None:
    await tx.execute(f"UPDATE competitions SET {change} WHERE id = ?", (*values, competition.id))  # noqa: S608 -- ours


async def _later(tx: Transaction, competition: Competition, by_ms: int) -> None:
    """Puts off what the competition waits for."""
    await tx.execute(_LATER, (by_ms, by_ms, competition.id))


async def _go_on(tx: Transaction, competition: Competition, at: int) -> None:
    await _later(tx, competition, -_pause_left_ms(competition, at))
    await _set(tx, competition, "paused_until_at = NULL", ())


async def _put(tx: Transaction, competition: Competition, action: Action, state: str) -> None:
    await tx.execute(
        "UPDATE competition_entrants SET state = ? WHERE competition_id = ? AND entrant_id = ?",
        (state, competition.id, action.entrant_id),
    )


async def _reopen(tx: Transaction, competition: Competition, action: Action, at: int) -> None:
    """Lets a match of an entrant be played that was decided without them; whoever plays it has time to come."""
    place = (competition.id, competition.stage, action.entrant_id)
    theirs = (
        "SELECT number FROM competition_slots WHERE competition_id = ? AND stage = ? GROUP BY number "
        "HAVING COUNT(*) > 1 AND MAX(entrant_id = ?) = 1"
    )
    for (number,) in await tx.fetch(theirs, place):
        is_reopened = await tx.execute(
            "UPDATE competition_matches SET state = 'open' "
            "WHERE competition_id = ? AND stage = ? AND number = ? AND state = 'over' AND session_id IS NULL",
            (competition.id, competition.stage, number),
        )
        if is_reopened:
            await tx.execute(
                "UPDATE competition_slots SET goes_on = 0, points = NULL "
                "WHERE competition_id = ? AND stage = ? AND number = ?",
                (competition.id, competition.stage, number),
            )
            latest_at = at + competition.plan.ready_s * 1000
            await _set(tx, competition, "ready_until_at = MAX(ready_until_at, ?)", (latest_at,))


async def _enter_late(tx: Transaction, competition: Competition, action: Action, name: str) -> None:
    """Makes an entrant of whoever is none, behind all seeds; who had withdrawn is in again."""
    await tx.execute(
        "INSERT INTO competition_entrants (competition_id, entrant_id, name, captain_id, joined_at, seed) "
        "SELECT competition_id, ?, ?, ?, ?, MAX(seed) + 1 FROM competition_entrants WHERE competition_id = ? "
        "GROUP BY competition_id "
        "ON CONFLICT (competition_id, entrant_id) DO UPDATE SET state = 'in'",
        (action.substitute_id, name, action.substitute_id, action.at, competition.id),
    )
    await tx.execute(
        "INSERT INTO competition_members (competition_id, user_id, entrant_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (competition.id, action.substitute_id, action.substitute_id),
    )


async def _swap(tx: Transaction, competition: Competition, action: Action, out: int | None, into: int | None) -> None:
    await tx.execute(
        "UPDATE competition_slots SET entrant_id = ? WHERE competition_id = ? AND stage = ? AND number = ? "
        "AND entrant_id = ?",
        (into, competition.id, competition.stage, action.number, out),
    )


def _pause_left_ms(competition: Competition, at: int) -> int:
    return max(0, (competition.paused_until_at or at) - at)
