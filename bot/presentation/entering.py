"""What is said to those who sign up for a competition, or cannot."""

from discord import ui

from bot.domain.competition import Plan
from bot.domain.teams import WhyNotEnter
from bot.errors import Refusal
from bot.presentation.components import Card, button, container, row, text
from bot.presentation.contests import COLOUR, Planned, at, length, title_of
from bot.presentation.text import listed, plain, plural

REASON_LIMIT = 200
_TEAM = "/team create name:Red Kronstadt"


def why_not_enter(why: WhyNotEnter, competition: Planned, *, size: int = 1) -> Refusal:
    """Why somebody, or a team of so many, cannot enter."""
    plan, title = competition.plan, title_of(competition)
    match why:
        case "phase":
            said = {
                "drawn": "it is drawn",
                "running": "it is under way",
                "over": "it is over",
                "cancelled": "it was cancelled",
            }.get(competition.phase, "it is closed")
            return Refusal(f"Nobody can join {title} any more: {said}.", "Others are listed.", "/competition list")
        case "late":
            until = competition.signup_until_at or competition.starts_at or 0
            return Refusal(f"Sign-up for {title} closed {at(until)}.", "Others are listed.", "/competition list")
        case "entered":
            who = "Your team is" if plan.format == "teams" else "You are"
            return Refusal(f"{who} in {title} already.", "You can leave until it is over.", "/competition leave")
        case "full":
            return Refusal(
                f"{title} is full: {plan.max_entrants:,} have signed up.",
                "Somebody may leave yet; others are listed.",
                "/competition list",
            )
        case "role":
            return role_missing(competition)
        case "small" | "large":
            sizes = f"{plan.team_min} to {plural(plan.team_max, 'member')}"
            problem = f"Your team has {plural(size, 'member')}; in {title} a team has {sizes}."
            example = "/team join team:Red Kronstadt" if why == "small" else "/team leave"
            return Refusal(problem, "Members join or leave before it is entered.", example)
        case "double":
            return Refusal(
                f"Somebody of your team is in {title} for another one.",
                "Everybody plays for one team; that one can withdraw.",
                "/competition leave",
            )


def role_missing(competition: Planned) -> Refusal:
    """Says which roles may enter."""
    roles = listed(f"<@&{role_id}>" for role_id in competition.plan.role_ids)
    return Refusal(f"{title_of(competition)} is for members with {roles}.", "Others are listed.", "/competition list")


def does_not_score(competition: Planned, role_id: int) -> Refusal:
    """Says who does not score in the server at all."""
    return Refusal(
        f"Members with <@&{role_id}> do not score in this server, so they cannot enter {title_of(competition)}.",
        "A moderator can change that: `/admin settings exclude_role:`.",
        "/competition list",
    )


def no_team(competition: Planned) -> Refusal:
    """Who has no team cannot enter one."""
    return Refusal(
        f"{title_of(competition)} is for teams, and you are in none.",
        "Make one or join one; its captain enters it.",
        _TEAM,
    )


def not_captain(name: str, captain_id: int) -> Refusal:
    """Only the captain speaks for a team."""
    return Refusal(f"Only the captain of {plain(name)}, <@{captain_id}>, can do that.", "Ask them.", "/team show")


def not_in(competition: Planned) -> Refusal:
    """Who is not in cannot leave, or be reminded."""
    title = title_of(competition)
    if competition.phase == "signup":
        return Refusal(f"You are not in {title}.", "You can join.", f"/competition join competition:{competition.id}")
    return Refusal(f"You are not in {title}, or not any more.", "Others are listed.", "/competition list")


def entered_text(competition: Planned, team: str) -> str:
    """What somebody reads who has signed up; `team` is empty for a person."""
    who = f"**{plain(team)}** is" if team else "You are"
    begins = f"it begins {at(competition.starts_at)}" if competition.starts_at else "its host begins it"
    plan = competition.plan
    how = f" In each round press **Ready** within {length(plan.ready_s)}." if _is_knockout(plan) else ""
    return (
        f"✅ {who} in {title_of(competition)}; {begins}.{how} You are called before it begins; **Remind me** on its "
        "card switches that off."
    )


def left_text(competition: Planned, team: str) -> str:
    """What somebody reads who has left."""
    who = f"**{plain(team)}** is" if team else "You are"
    return f"{who} out of {title_of(competition)}."


def reminded_text(competition: Planned, *, wants: bool) -> str:
    """What the switch says."""
    if wants:
        return f"🔔 You are called before {title_of(competition)} begins, and for your matches."
    return f"🔕 You are not called for {title_of(competition)} any more."


def ask_leave_card(competition: Planned) -> Card:
    """Asks who leaves after the draw, as nobody comes back."""
    said = "It is drawn: whoever leaves now loses their match and cannot come back."
    leave = button("Leave for good", f"comp-quit:{competition.id}", "danger")
    return Card(container(text(f"**Leave {title_of(competition)}?**", said), row(leave), colour=COLOUR))


def cancel_form(competition: Planned) -> ui.Modal:
    """The form that cancels a competition, with the reason that everybody reads."""
    form = ui.Modal(title="Cancel a competition", custom_id=f"comp-cancel:{competition.id}")
    reason = ui.TextInput[ui.Modal](custom_id="reason", min_length=3, max_length=REASON_LIMIT)
    form.add_item(ui.Label(text="Why?", description="Everybody reads it. What was played stays.", component=reason))
    form.stop()
    return form


def _is_knockout(plan: Plan) -> bool:
    return plan.format == "knockout"
