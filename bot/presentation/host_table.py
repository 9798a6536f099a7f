"""The host's table of a competition: what can be done now, its forms, its refusals, and the log of what was done."""

import re
from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.domain.competition import UNFINISHED
from bot.domain.host_log import MINUTES, POINTS, Action, HostAction, WhyNotAct, WhyNotUndo
from bot.errors import Refusal
from bot.presentation import contests
from bot.presentation.components import OPTION_LIMIT, Card, Component, Style, button, container, row, separator, text
from bot.presentation.contests import COLOUR, Whole, at, name_of, title_of
from bot.presentation.rounds import fitting
from bot.presentation.text import clip, lines, plain, plural

REASON_LIMIT = 200
PAGE = 10
"""Actions on one page of the log."""

_LATEST = 3
_LOG_ROOM = 3_400  # characters
_WAITS = ("drawn", "open")
_PLAYS = ("playing", "tiebreak")
_FORMS: Mapping[str, str] = {
    "pause": "Pause",
    "extend": "Give more time",
    "adjust": "Give or take points",
    "disqualify": "Disqualify",
    "replace": "Replace somebody who is absent",
}
EXAMPLE = "/competition host"
_NUMBER = re.compile(r"[+-]?[0-9]{1,5}")


def table_id(competition_id: int, action: str) -> str:
    """What a button of the table carries."""
    return f"host:{competition_id}:{action}"


def table_card(whole: Whole, actions: Sequence[Action], now_at: int, note: str = "") -> Card:
    """The table as it is now; `note` says what was just done."""
    competition = whole.competition
    is_knockout = competition.plan.format == "knockout"
    states = [kept.state for kept in whole.of_stage]
    is_open = competition.phase in UNFINISHED
    is_running = competition.phase == "running"
    is_begun = any(action.kind == "start" for action in actions)
    is_paused = is_running and (competition.paused_until_at or 0) > now_at
    is_break = is_running and competition.stage_began_at is None
    waits = is_knockout and any(state in _WAITS for state in states)

    def press(label: str, action: str, style: Style = "secondary", *, may: bool) -> Component:
        return button(label, table_id(competition.id, action), style, disabled=not may)

    pause = press("Go on", "go_on", "primary", may=True) if is_paused else press("Pause", "pause", may=is_running)
    flow = row(
        press("Start", "start", "success", may=competition.phase in ("signup", "drawn") and not is_begun),
        press("Next round now", "next", "primary", may=is_break),
        press("Reveal now", "reveal", may=is_running and any(state in _PLAYS for state in states)),
        pause,
        press("More time", "extend", may=is_break or (is_running and waits)),
    )
    people = row(
        press("Points", "adjust", may=is_running),
        press("Disqualify", "disqualify", "danger", may=is_open and bool(whole.entrants)),
        press("Replace", "replace", may=is_open and waits),
        press("Undo", "undo", may=is_open and bool(actions)),
        press("Refresh", "table", may=True),
    )
    latest = [f"- {_line(whole, action)}" for action in actions[: -_LATEST - 1 : -1]]
    log = row(button("Log", f"comp-log:{competition.id}:1"), button("How it stands", f"comp-status:{competition.id}"))
    body = [text(f"### Host's table: {title_of(competition)}", *_state(whole, now_at))]
    if note:
        body.append(text(note))
    if is_begun and not is_running and is_open:
        body.append(text("It is being drawn: **Refresh** shows how it goes."))
    if latest:
        body += [separator(), text("**Last done**", *fitting(latest, 1_000))]
    return Card(container(*body, flow, people, log, colour=COLOUR))


def _state(whole: Whole, now_at: int) -> list[str]:
    competition = whole.competition
    there = sum(entrant.state == "in" for entrant in whole.entrants.values())
    count = contests.entrants_in_words(competition.plan, there)
    match competition.phase:
        case "signup":
            begins = f"begins {contests.both(competition.starts_at)}" if competition.starts_at else "begins by Start"
            return [f"Sign-up is open: {count}, at least {competition.plan.min_entrants}; {begins}."]
        case "drawn":
            begins = f" It begins {contests.both(competition.starts_at)}." if competition.starts_at else ""
            return [f"Drawn: {count}.{begins}"]
        case "over" | "cancelled":
            return [
                "It is over." if competition.phase == "over" else f"It was cancelled: {contests.why_not(competition)}"
            ]
        case "running":
            return [
                f"**{contests.stage_of(whole, competition.stage).capitalize()}** · {count} in",
                _matches(whole),
                *_times(whole, now_at),
            ]


def _matches(whole: Whole) -> str:
    states = [kept.state for kept in whole.of_stage]
    waiting = sum(state in _WAITS for state in states)
    playing = sum(state in _PLAYS for state in states)
    decided = len(states) - waiting - playing
    return f"Matches: {waiting} waiting, {playing} being played, {decided} decided"


def _times(whole: Whole, now_at: int) -> list[str]:
    competition = whole.competition
    found = []
    if (competition.paused_until_at or 0) > now_at:
        found.append(f"⏸️ Paused until {contests.both(competition.paused_until_at or 0)}")
    if competition.stage_began_at is None and competition.break_until_at:
        found.append(f"Break until {contests.both(competition.break_until_at)}")
    elif competition.ready_until_at and any(kept.state in _WAITS for kept in whole.of_stage):
        found.append(f"Ready until {contests.both(competition.ready_until_at)}")
    return found


def form(whole: Whole, action: str) -> ui.Modal:
    """The form of an action that needs more than a press."""
    competition = whole.competition
    made = ui.Modal(title=_FORMS[action], custom_id=f"host-form:{competition.id}:{action}")
    if action in ("pause", "extend"):
        minutes = ui.TextInput[ui.Modal](custom_id="minutes", min_length=1, max_length=2, default="5")
        made.add_item(ui.Label(text="Minutes", description=_span(MINUTES), component=minutes))
        made.stop()
        return made
    made.add_item(ui.Label(text="Who?", component=_who(whole, action)))
    if action == "replace":
        other: ui.UserSelect[ui.Modal] = ui.UserSelect(custom_id="substitute", placeholder="A member")
        made.add_item(ui.Label(text="Who plays instead?", description="Nobody in another match.", component=other))
    if action == "adjust":
        points = ui.TextInput[ui.Modal](custom_id="points", min_length=1, max_length=6, placeholder="-50")
        made.add_item(ui.Label(text="Points", description=f"{_span(POINTS)}; minus takes", component=points))
    reason = ui.TextInput[ui.Modal](custom_id="reason", min_length=3, max_length=REASON_LIMIT)
    made.add_item(ui.Label(text="Why?", description="Entrants can read it in the log.", component=reason))
    made.stop()
    return made


def _span(allowed: range) -> str:
    return f"{allowed.start:,} to {allowed.stop - 1:,}"


def _who(whole: Whole, action: str) -> ui.Select[ui.Modal] | ui.UserSelect[ui.Modal]:
    """A list of the entrants who can be meant; where Discord's is too short for them, one of all members."""
    waiting = [kept.match for kept in whole.of_stage if kept.state in _WAITS]
    meant = [
        entrant
        for entrant in whole.entrants.values()
        if entrant.state == "in" and (action != "replace" or any(entrant.id in match.entrant_ids for match in waiting))
    ]
    if not 0 < len(meant) <= OPTION_LIMIT:
        return ui.UserSelect(custom_id="user", placeholder="An entrant, or a member of the team")
    options = [discord.SelectOption(label=clip(one.name, 100) or "somebody", value=str(one.id)) for one in meant]
    return ui.Select(custom_id="entrant", placeholder="An entrant", options=options)


def number_in(typed: str, allowed: range) -> int:
    """The number that was typed.

    Raises:
        Refusal: it is none, or none that is allowed.
    """
    found = _NUMBER.fullmatch(typed.strip().replace("\N{MINUS SIGN}", "-"))
    number = int(found[0]) if found else None
    if number is None or number not in allowed:
        raise Refusal(f"“{plain(clip(typed, 20))}” does not do.", f"A whole number, {_span(allowed)}.", EXAMPLE)
    return number


def did(whole: Whole, action: Action) -> str:
    """What was just done, for the host."""
    return f"✅ You {_deed(whole, action)}."


def undid(whole: Whole, action: Action) -> str:
    """What was just taken back, for the host."""
    return f"↩️ Taken back: you {_deed(whole, action)}."


def _deed(whole: Whole, action: Action) -> str:
    who = f"**{name_of(whole, action.entrant_id or 0)}**"
    match action.kind:
        case "start":
            return "started it"
        case "next":
            return "ended the break"
        case "reveal":
            return "closed the open questions"
        case "pause":
            return f"paused for {action.amount} min"
        case "go_on":
            return "went on"
        case "extend":
            return f"gave {action.amount} min more"
        case "adjust":
            points = plural(abs(action.amount), "point")
            return f"gave {who} {points}" if action.amount > 0 else f"took {points} from {who}"
        case "disqualify":
            return f"disqualified {who}"
        case "replace":
            return f"put **{name_of(whole, action.substitute_id or 0)}** in the place of {who}"
        case "undo":
            return "took back what was done before"


def _line(whole: Whole, action: Action) -> str:
    reason = f": {plain(action.reason)}" if action.reason else ""
    back = " · taken back" if action.undone_by else ""
    return f"{at(action.at, 'f')} <@{action.by_id}> {_deed(whole, action)}{reason}{back}"


def log_card(whole: Whole, actions: Sequence[Action], page: int) -> Card:
    """A page of what the hosts did, the latest first; the last page where there are not so many."""
    competition = whole.competition
    heading = f"### What the hosts did in {title_of(competition)}"
    if not actions:
        return Card(container(text(heading, "Nothing yet."), colour=COLOUR))
    pages = -(-len(actions) // PAGE)
    page = min(max(page, 1), pages)
    shown = list(reversed(actions))[(page - 1) * PAGE : page * PAGE]
    rows = fitting((f"- {clip(_line(whole, action), _LOG_ROOM // PAGE - 2)}" for action in shown), _LOG_ROOM)
    foot = f"-# Page {page:,} of {pages:,} · {plural(len(actions), 'action')}"
    turn = [
        button("Newer", f"comp-log:{competition.id}:{page - 1}", disabled=page == 1),
        button("Older", f"comp-log:{competition.id}:{page + 1}", disabled=page == pages),
    ]
    body = [text(heading), text(lines(rows)), text(foot), *([row(*turn)] if pages > 1 else ())]
    return Card(container(*body, colour=COLOUR))


def why_not_act(why: WhyNotAct, action: HostAction) -> Refusal:
    """Why the host cannot, in words."""
    said: Mapping[WhyNotAct, tuple[str, str]] = {
        "phase": ("That cannot be done at this point of the competition.", "The table shows what can."),
        "entrant": (
            "They are not in, or not in a match of this round.",
            "Choose somebody who is; before their match for a replacement.",
        ),
        "match": ("Their match has begun, or they have none.", "Somebody is replaced before their match."),
        "substitute": (
            "That member is disqualified, or in another match of this round.",
            "Choose somebody who is free.",
        ),
        "format": ("Only in a knockout is somebody replaced.", "Points can be given or taken."),
        "amount": (
            "That number does not do.",
            f"Points: {_span(POINTS)}, not 0. Minutes: {_span(MINUTES)}.",
        ),
        "paused": (
            ("It is not paused." if action == "go_on" else "It is paused already."),
            "The table shows which of the two can be done.",
        ),
        "break": ("There is no break.", "A break can be ended; a round ends with its last match."),
        "time": ("Nothing is waited for.", "A break, or the time for Ready, can be made longer."),
    }
    problem, allowed = said[why]
    return Refusal(problem, allowed, EXAMPLE)


def why_not_undo(why: WhyNotUndo) -> Refusal:
    """Why nothing is taken back, in words."""
    said: Mapping[WhyNotUndo, str] = {
        "phase": "The competition is over; nothing is taken back any more.",
        "nothing": "There is nothing to take back.",
        "drawn": "The next round was drawn by it: it cannot be taken back any more.",
        "played": "The match has begun since: it cannot be taken back any more.",
    }
    return Refusal(
        said[why],
        "Taken back can be the last pause, extension, points, disqualification or replacement.",
        EXAMPLE,
    )
