"""Competitions before and between their matches: the sign-up, reminders, how one stands, the list of all."""

from collections.abc import Iterable, Sequence
from typing import Literal

from bot.domain.competition import Entrant, Phase
from bot.domain.placing import Placed, champion
from bot.presentation import contests
from bot.presentation.boards import named
from bot.presentation.components import Card, Component, button, container, row, text
from bot.presentation.contests import COLOUR, OVER, QUIET, Planned, Whole, at, both, title_of
from bot.presentation.rounds import fitting
from bot.presentation.text import listed, plural

EXAMPLE = "/competition create title:Winter cup format:knockout start:Saturday 20:00"
PAGE = 8
"""Competitions on one page of the list."""

PINGS = 100
"""Users that one message calls; Discord, Allowed Mentions Object."""

_NAMED = 30  # entrants on the card of the sign-up
_NAMES_ROOM = 1_400  # characters
_PLACED = 10
_PLACES_ROOM = 1_200
_STATES: dict[Phase, str] = {
    "signup": "Sign-up is open",
    "drawn": "Drawn",
    "running": "Under way",
    "over": "Over",
    "cancelled": "Cancelled",
}


def signup_card(whole: Whole, *, mark: int | None = None) -> Card:
    """What everybody reads of a competition, with the buttons of the sign-up as long as it is open."""
    competition = whole.competition
    body = [text(f"### {title_of(competition)}", *_times(whole)), text(*_offers(competition))]
    if competition.phase in ("signup", "drawn"):
        body.append(text(*(f"- {rule}" for rule in contests.rules(competition.plan))))
    body.append(text(_entered(whole)))
    buttons = _signup_buttons(competition) if competition.phase == "signup" else _later_buttons(competition)
    colour = QUIET if competition.phase == "cancelled" else OVER if competition.phase == "over" else COLOUR
    return Card(container(*_said(body), row(*buttons), colour=colour, mark=mark))


def _said(body: Iterable[Component]) -> list[Component]:
    """Without blocks of text that say nothing."""
    return [part for part in body if part.get("content", "-")]


def _times(whole: Whole) -> list[str]:
    competition = whole.competition
    begins = both(competition.starts_at) if competition.starts_at else "when its host says so"
    match competition.phase:
        case "signup":
            until = competition.signup_until_at
            is_sooner = until is not None and until != competition.starts_at
            return [f"**Begins {begins}**", f"Sign-up until {both(until)}" if is_sooner and until else ""]
        case "drawn":
            return ["**Sign-up is over: it is drawn.**", f"Begins {begins}"]
        case "running":
            return [f"**Under way: {contests.stage_of(whole, competition.stage)}.**"]
        case "over":
            first = _champion(whole)
            return [f"**Over.** 🏆 {first} won." if first else "**Over.** Nobody won."]
        case "cancelled":
            return [f"**It does not take place.** {contests.why_not(competition)}"]


def _champion(whole: Whole) -> str:
    won = champion(tuple(whole.entrants.values()), [kept.match for kept in whole.matches])
    return f"**{contests.name_of(whole, won)}**" if won else ""


def _offers(competition: Planned) -> list[str]:
    plan = competition.plan
    topic = contests.about(plan)
    roles = listed(f"<@&{role_id}>" for role_id in plan.role_ids)
    return [
        f"About: {topic}" if topic else "",
        f"For members with {roles}" if roles else "",
        f"The champion gets <@&{plan.champion_role_id}>" if plan.champion_role_id else "",
    ]


def _entered(whole: Whole) -> str:
    plan = whole.competition.plan
    there = [entrant for entrant in whole.entrants.values() if entrant.state == "in"]
    count = contests.entrants_in_words(plan, len(there))
    if whole.competition.phase != "signup":
        return f"**{count}:** {_names(there)}" if there else ""
    limits = f"at least {plan.min_entrants}, at most {plan.max_entrants:,}"
    if not there:
        return f"**Nobody has signed up yet** ({limits})"
    return f"**{count}** ({limits}): {_names(there)}"


def _names(entrants: Sequence[Entrant]) -> str:
    """The first ones, and how many more there are."""
    shown = fitting((_name(entrant) for entrant in entrants[:_NAMED]), _NAMES_ROOM)
    left = len(entrants) - len(shown)
    return f"{', '.join(shown)} and {left:,} more" if left else listed(shown, "and")


def _name(entrant: Entrant) -> str:
    size = f" ({len(entrant.members)})" if len(entrant.members) > 1 else ""
    return f"{named(entrant.name)}{size}"


def _signup_buttons(competition: Planned) -> list[Component]:
    join, leave = ("Enter my team", "Withdraw my team") if competition.plan.format == "teams" else ("Join", "Leave")
    return [
        button(join, f"comp-join:{competition.id}", "success"),
        button(leave, f"comp-leave:{competition.id}"),
        button("Remind me: on or off", f"comp-remind:{competition.id}"),
    ]


def _later_buttons(competition: Planned) -> list[Component]:
    buttons = [button("How it stands", f"comp-status:{competition.id}")]
    if competition.phase in ("drawn", "running"):
        buttons.append(button("Remind me: on or off", f"comp-remind:{competition.id}"))
    return buttons


def event_text(competition: Planned) -> str:
    """What Discord's scheduled event says beside the title; its place is the channel."""
    kind = {"open": "Everybody plays", "teams": "Teams play", "knockout": "A knockout"}[competition.plan.format]
    return f"{kind}: a quiz competition on history. Sign up in <#{competition.channel_id}>."


def reminders(
    whole: Whole, what: Literal["day", "soon"], *, mark: int | None = None
) -> list[tuple[Card, tuple[int, ...]]]:
    """The messages that call those who want to be called, each with the users whom it may ping."""
    competition = whole.competition
    when = at(competition.starts_at) if competition.starts_at else "soon"
    lead = f"⏰ **{title_of(competition)}** begins {when}."
    how = "In a knockout you are called again in the thread of your match." if _is_knockout(competition) else ""
    off = f"-# You are called because you signed up; the card switches it off: {_card_link(competition)}"
    called = sorted(user for user in contests.members_of(whole, list(whole.entrants)) if user in whole.pinged)
    parts = [tuple(called[start : start + PINGS]) for start in range(0, len(called), PINGS)]
    return [
        (Card(container(text(lead, how if what == "soon" else ""), text(_mentions(part), off), mark=mark)), part)
        for part in parts
    ]


def _mentions(users: Iterable[int]) -> str:
    return " ".join(f"<@{user}>" for user in users)


def _is_knockout(competition: Planned) -> bool:
    return competition.plan.format == "knockout"


def _card_link(competition: Planned) -> str:
    place = f"https://discord.com/channels/{competition.guild_id}/{competition.channel_id}"
    return f"{place}/{competition.card_message_id}" if competition.card_message_id else place


def status_card(whole: Whole, placed: Sequence[Placed], asker_id: int) -> Card:
    """How a competition stands, for the eyes of whoever asks: their own match, the places so far, the draw's check."""
    competition = whole.competition
    body = [
        text(f"### {title_of(competition)}", *_times(whole), *_waits(competition)),
        text(_own(whole, placed, asker_id)),
    ]
    if competition.phase in ("running", "over") and placed:
        rows = [place_line(whole, one) for one in placed[:_PLACED]]
        left = len(placed) - _PLACED
        more = f"and {left:,} more; the results can be exported" if left > 0 else ""
        body.append(text(*fitting(rows, _PLACES_ROOM), more))
    elif competition.phase == "signup":
        body.append(text(_entered(whole)))
    body.append(text(*_draw_check(whole)))
    buttons = [button("What the host did", f"comp-log:{competition.id}:1")]
    if competition.phase in ("running", "over"):
        buttons.append(button("Results as a file", f"comp-export:{competition.id}"))
    return Card(container(*_said(body), row(*buttons), colour=COLOUR))


def _waits(competition: Planned) -> list[str]:
    if competition.phase != "running":
        return []
    if competition.paused_until_at:
        return [f"⏸️ Paused: it goes on {at(competition.paused_until_at)} at the latest."]
    if competition.stage_began_at is None and competition.break_until_at:
        return [f"Break until {at(competition.break_until_at)}"]
    return []


def _own(whole: Whole, placed: Sequence[Placed], asker_id: int) -> str:
    own = next((one for one in whole.entrants.values() if asker_id in one.members), None)
    if own is None or whole.competition.phase == "cancelled":
        return ""
    if own.state != "in":
        return "You were disqualified." if own.state == "disqualified" else "You have withdrawn."
    if whole.competition.phase == "over":
        return next((f"Your place: **{one.rank:,}**" for one in placed if one.entrant_id == own.id), "")
    mine = next((kept for kept in reversed(whole.matches) if own.id in kept.match.entrant_ids), None)
    if mine is None:
        return "You are in."
    match = mine.match
    name = contests.match_name(whole, match)
    if match.is_bye:
        return f"You have a bye in {name}."
    if match.advancing is not None:
        return f"You are through after {name}." if own.id in match.advancing else f"You went out in {name}."
    place = whole.place_of(match)
    where = f" in <#{place}>" if place else ""
    others = [contests.seeded_name(whole, one) for one in match.entrant_ids if one != own.id]
    against = f" against {listed(others, 'and')}" if _is_knockout(whole.competition) else ""
    return f"Your match: {name}{against}{where}."


def place_line(whole: Whole, placed: Placed) -> str:
    """One place. It does not begin with a number: Discord would count for itself."""
    medal = {1: "🥇 ", 2: "🥈 ", 3: "🥉 "}.get(placed.rank, "")
    entrant = whole.entrants.get(placed.entrant_id)
    out = {"disqualified": " · disqualified", "withdrawn": " · withdrew"}.get(entrant.state if entrant else "in", "")
    is_far = _is_knockout(whole.competition) and placed.reached
    reached = f" · {contests.reached(whole, placed.reached)}" if is_far else ""
    points = plural(placed.points, "point")
    return f"**{placed.rank:,}.** {medal}**{contests.name_of(whole, placed.entrant_id)}** {points}{reached}{out}"


def _draw_check(whole: Whole) -> list[str]:
    competition = whole.competition
    if not any(entrant.seed for entrant in whole.entrants.values()):
        return ["-# Seeds are drawn when the sign-up is over."]
    return [
        f"-# To check the draw: its number is `{competition.seed}`. Seeds follow the places on the leaderboard; among "
        f"those with the same place or none, the smaller SHA-256 of `{competition.seed}:id` comes first, with the id "
        "of the user or team, which the export has."
    ]


def list_card(there: Sequence[Planned], page: int) -> Card:
    """A page of the competitions of a server, the latest first; the last page where there are not so many."""
    if not there:
        said = f"Hosts make one: `{EXAMPLE}`."
        return Card(container(text("### No competition has been held here yet", said), colour=COLOUR))
    pages = -(-len(there) // PAGE)
    page = min(max(page, 1), pages)
    shown = there[(page - 1) * PAGE : page * PAGE]
    turn = [
        button("Previous", f"comps:{page - 1}", disabled=page == 1),
        button("Next", f"comps:{page + 1}", disabled=page == pages),
    ]
    foot = f"-# Page {page:,} of {pages:,} · {plural(len(there), 'competition')}"
    body = [text(f"**{title_of(one)}**", _listed(one)) for one in shown]
    return Card(
        container(
            text("### Competitions of this server"),
            *body,
            text(foot),
            *([row(*turn)] if pages > 1 else ()),
            colour=COLOUR,
        )
    )


def _listed(competition: Planned) -> str:
    kind = competition.plan.format.capitalize()
    begins = at(competition.starts_at, "f") if competition.starts_at else "begins when its host says so"
    return f"{kind} · {_STATES[competition.phase]} · {begins} · [card]({_card_link(competition)})"


def choice(competition: Planned) -> str:
    """A competition as an option offers it."""
    return f"{competition.title} · {_STATES[competition.phase].lower()}"
