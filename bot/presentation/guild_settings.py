"""What the staff of a server see of its settings."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.presentation.components import Card, container, text
from bot.presentation.text import listed, plain, plural

_COLOUR = 0x2F7D5B


def settings_card(
    *,
    staff_channel_id: int | None,
    time_zone: str,
    host_role_id: int | None,
    reviewer_role_id: int | None,
    time_factor: float,
    grace_ms: int,
    quiz_channel_id: int | None,
    recency_years: int,
    excluded_role_ids: Sequence[int],
    now_at: int,
    is_changed: bool,
) -> Card:
    """Everything that is set in this server; `now_at` in milliseconds."""
    local_at = datetime.fromtimestamp(now_at / 1000, ZoneInfo(time_zone))
    rows = {
        "Staff channel": f"<#{staff_channel_id}>, where reports are posted and suggestions reviewed"
        if staff_channel_id
        else "not set; reports are kept until it is",
        "Time zone": f"{plain(time_zone)}, where it is {local_at:%H:%M}; leaderboards turn at its midnight",
        "Host role": _role(host_role_id, "only members with Manage Server are hosts"),
        "Reviewer role": _role(reviewer_role_id, "only members with Manage Messages review"),
        "Time factor": f"{time_factor:g} times the time that a question gets by its length",
        "Grace": f"{grace_ms / 1000:g} s for stragglers after a question's time",
        "Quiz channel": f"<#{quiz_channel_id}>, for scheduled quizzes"
        if quiz_channel_id
        else "not set; a scheduled quiz is played where it was scheduled",
        "Recency": f"nothing of the last {plural(recency_years, 'year')} is posted as a prompt or taken as a suggestion"
        if recency_years
        else "not set; prompts and suggestions may be about yesterday",
        "Not scored": f"members with {listed(f'<@&{role_id}>' for role_id in excluded_role_ids)}"
        if excluded_role_ids
        else "nobody but bots; `/admin settings exclude_role:` names a role, or takes it out again",
    }
    return Card(
        container(
            text("### Settings of this server", "Changed. They are now:" if is_changed else ""),
            text(*(f"**{name}:** {value}" for name, value in rows.items())),
            text("-# A quiz keeps the settings that it was started with."),
            colour=_COLOUR,
        )
    )


def _role(role_id: int | None, otherwise: str) -> str:
    return f"<@&{role_id}>" if role_id else f"not set; {otherwise}"
