"""What the entrants of a match have, added up anew where its quiz has paid more."""

from bot.domain.competition import Phase, plan_from
from bot.domain.host_log import adjustments
from bot.domain.teams import team_points
from bot.storage.database import Transaction
from bot.storage.kept_competitions import ACTION, ENTRANT, action_of, entrants_of


async def add_up_again(tx: Transaction, session_id: int) -> tuple[int, Phase] | None:
    """Brings the points of the quiz's match up to date where they are kept already; gives its competition and phase.

    Who goes on is not decided here. The points of a tie-break are kept nowhere but in its quiz.
    """
    found = await tx.fetch(
        "SELECT m.competition_id, m.stage, m.number, m.session_id, c.plan, c.phase FROM competition_matches m "
        "JOIN competitions c ON c.id = m.competition_id WHERE ? IN (m.session_id, m.tie_session_id)",
        (session_id,),
    )
    if not found:
        return None
    competition_id, stage, number, main_id, plan_text, phase = found[0]
    plan = plan_from(plan_text)
    rows = await tx.fetch(
        f"SELECT {ENTRANT} FROM competition_entrants WHERE competition_id = ? AND entrant_id IN "  # noqa: S608 -- ours
        "(SELECT entrant_id FROM competition_slots WHERE competition_id = ? AND stage = ? AND number = ?)",
        (competition_id, competition_id, stage, number),
    )
    members = await tx.fetch(
        "SELECT entrant_id, user_id FROM competition_members WHERE competition_id = ? ORDER BY user_id",
        (competition_id,),
    )
    log = await tx.fetch(
        f"SELECT {ACTION} FROM competition_actions WHERE competition_id = ?",  # noqa: S608 -- ours
        (competition_id,),
    )
    given = adjustments(map(action_of, log), stage)
    earned: dict[int, int] = dict(
        await tx.fetch(
            "SELECT user_id, SUM(points) FROM quiz_results WHERE session_id = ? GROUP BY user_id", (main_id,)
        )
    )
    points = {
        entrant.id: (team_points(plan, entrant, earned) if plan.format == "teams" else earned.get(entrant.id, 0))
        + given.get(entrant.id, 0)
        for entrant in entrants_of(rows, members)
    }
    await tx.executemany(
        "UPDATE competition_slots SET points = ? WHERE competition_id = ? AND stage = ? AND number = ? "
        "AND entrant_id = ? AND points IS NOT NULL",
        [(paid, competition_id, stage, number, entrant_id) for entrant_id, paid in points.items()],
    )
    return competition_id, phase
