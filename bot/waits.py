"""The waits of quizzes and competitions, as the operator has set them."""

from bot.announcing import CompetitionWaits
from bot.settings import Timing
from bot.voice import Waits


def of_quizzes(timing: Timing) -> Waits:
    """Those of every quiz."""
    return Waits(
        lobby_s=timing.quiz_lobby_s,
        intermission_s=timing.quiz_intermission_s,
        settle_s=timing.quiz_settle_s,
        idle_pause_s=timing.quiz_idle_pause_s,
        offline_s=timing.quiz_offline_s,
        retry_s=timing.quiz_retry_s,
        pace=timing.quiz_pace,
    )


def of_competitions(timing: Timing) -> CompetitionWaits:
    """Those of every competition."""
    return CompetitionWaits(timing.competition_review_s, timing.competition_retry_s, timing.competition_pace)
