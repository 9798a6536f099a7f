"""The stages of a competition as members see them: who meets whom, a match about to begin, its end, the results."""

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.domain.competition import Match
from bot.domain.placing import Placed
from bot.presentation import contests
from bot.presentation.alt import Place
from bot.presentation.competitions import place_line
from bot.presentation.components import Card, Component, button, container, gallery, row, text
from bot.presentation.contests import COLOUR, OVER, QUIET, Played, Whole, at, both, name_of, seeded_name, title_of
from bot.presentation.rounds import fitting
from bot.presentation.text import listed, plural

BRACKET = "bracket.png"
PODIUM = "podium.png"
_MATCHES_ROOM = 2_600  # characters
_PEOPLE_ROOM = 2_400
_PLACES = 20
_PLACES_ROOM = 2_400
_STANDINGS = 10
_MET = 8  # of one match, named on the card of a stage; the most that a group has
_WAITS = ("drawn", "open")
_PLAYS = ("playing", "tiebreak")


def stage_card(whole: Whole, *, picture: str = "", mark: int | None = None) -> Card:
    """Who meets whom in the stage that is on, and what came of it so far.

    `picture` is the alternative text of the attached bracket.
    """
    competition = whole.competition
    heading = f"### {title_of(competition)}: {contests.stage_of(whole, competition.stage)}"
    body = [text(heading, _when(whole))]
    if picture:
        body.append(gallery((f"attachment://{BRACKET}", picture)))
    is_knockout = competition.plan.format == "knockout"
    lines = [_match_line(whole, kept) for kept in whole.of_stage] if is_knockout else _together(whole)
    shown = fitting(lines, _MATCHES_ROOM)
    left = len(lines) - len(shown)
    more = f"and {plural(left, 'more match', 'more matches')}: **My match** shows yours" if left else ""
    body.append(text(*shown, more))
    mine = button("My match" if is_knockout else "How it stands", f"comp-status:{competition.id}")
    colour = OVER if all(kept.state == "over" for kept in whole.of_stage) else COLOUR
    return Card(container(*(part for part in body if part.get("content", "-")), row(mine), colour=colour, mark=mark))


def _when(whole: Whole) -> str:
    competition = whole.competition
    if competition.phase == "drawn":
        return f"Drawn. It begins {both(competition.starts_at)}" if competition.starts_at else "Drawn."
    if competition.phase != "running" or all(kept.state == "over" for kept in whole.of_stage):
        return "All is decided."
    if competition.paused_until_at:
        return f"⏸️ Paused: it goes on {at(competition.paused_until_at)} at the latest."
    if competition.stage_began_at is None:
        return f"Begins {at(competition.break_until_at)}" if competition.break_until_at else "Begins soon."
    if competition.ready_until_at and any(kept.state in _WAITS for kept in whole.of_stage):
        return f"Press **Ready** in the thread of your match: there is time until {both(competition.ready_until_at)}"
    return "It is being played."


def _match_line(whole: Whole, kept: Played) -> str:
    """One match: who meets whom, its points and who goes on, its room."""
    match = kept.match
    if match.is_bye:
        return (
            f"⏭️ {seeded_name(whole, match.entrant_ids[0])} has a bye" if match.entrant_ids else "⏭️ Nobody is left here"
        )
    met = " – ".join(seeded_name(whole, one) for one in match.entrant_ids[:_MET])
    place = whole.place_of(match)
    where = f" · <#{place}>" if place else ""
    return f"{_state(kept)} {met}{_result(whole, kept)}{where}"


def _state(kept: Played) -> str:
    if kept.state == "over":
        return "✅"
    return "▶️" if kept.state in _PLAYS else "⏳"


def _result(whole: Whole, kept: Played) -> str:
    match = kept.match
    score = ""
    if match.points and kept.session_id:
        score = " · " + " : ".join(f"{match.points.get(one, 0):,}" for one in match.entrant_ids)
    if kept.state == "tiebreak":
        score += " · tie-break"
    if match.advancing is None:
        return score
    on = [name_of(whole, one) for one in match.advancing]
    return f"{score} → **{listed(on, 'and')}**" if on else f"{score} → nobody"


def _together(whole: Whole) -> list[str]:
    """Of a quiz of everybody: where, how many play, and the points of those with the most."""
    lines = []
    for kept in whole.of_stage:
        match = kept.match
        place = whole.place_of(match)
        count = contests.entrants_in_words(whole.competition.plan, len(match.entrant_ids))
        lines.append(f"{_state(kept)} {count}" + (f" in <#{place}>" if place else ""))
        best = sorted(match.points.items(), key=lambda one: -one[1])[:_STANDINGS]
        lines += [f"**{name_of(whole, one)}** {plural(points, 'point')}" for one, points in best]
    return lines


def match_card(whole: Whole, kept: Played, there: frozenset[int], *, mark: int | None = None) -> Card:
    """A match that is about to be played, in its room; `there` are the users who have said that they are there."""
    match = kept.match
    competition = whole.competition
    heading = f"### {title_of(competition)}: {contests.match_name(whole, match)}"
    users = contests.members_of(whole, match.entrant_ids)
    if kept.state not in _WAITS:
        said = "It is decided." if kept.state == "over" else "It has begun."
        met = _match_line(whole, kept) if competition.plan.format == "knockout" else ""
        return Card(container(text(heading, met), text(said), colour=QUIET, mark=mark))
    people = fitting((f"{'✅' if user in there else '⏳'} <@{user}>" for user in users), _PEOPLE_ROOM)
    hidden = len(users) - len(people)
    left = [f"and {hidden:,} more"] if hidden else []
    body = [text(heading, _match_how(whole)), text(*people, *left)]
    if competition.plan.format == "knockout":
        place = f"{competition.id}:{match.stage}:{match.number}"
        body.append(row(button("Ready", f"comp-ready:{place}", "success")))
    return Card(container(*body, colour=COLOUR, mark=mark))


def _match_how(whole: Whole) -> str:
    competition = whole.competition
    plan = competition.plan
    if plan.format != "knockout":
        return f"{plural(plan.questions, 'question')}; only those play who are entered."
    if competition.paused_until_at:
        return f"⏸️ Paused: it goes on {at(competition.paused_until_at)} at the latest."
    until = competition.ready_until_at
    if not until:
        begins = competition.break_until_at or competition.starts_at
        when = f"It begins {both(begins)}. " if begins else ""
        return f"{when}Whoever is here can press **Ready** already."
    return f"Press **Ready** by {both(until)}: the match begins as soon as all have. Whoever has not by then loses."


def outcome_card(whole: Whole, kept: Played, *, mark: int | None = None) -> Card:
    """How a match ended, in its room: the points, who goes on, and what comes next for them."""
    match = kept.match
    going = match.advancing or ()
    names = [f"**{name_of(whole, one)}**" for one in going]
    points = [f"**{name_of(whole, one)}** {plural(match.points.get(one, 0), 'point')}" for one in match.entrant_ids]
    body = [text(f"### {_ended(whole, match, names)}", _how_decided(kept))]
    if kept.session_id:
        body.append(text(*fitting(points, _PLACES_ROOM)))
    if going and not _is_last(whole, match):
        body.append(text("-# The next match is announced in this competition's channel; you are called for it."))
    return Card(container(*(part for part in body if part.get("content", "-")), colour=OVER, mark=mark))


def _is_last(whole: Whole, match: Match) -> bool:
    """Whether nothing follows on it."""
    plan = whole.competition.plan
    if plan.format != "knockout":
        return match.stage == plan.quizzes
    return sum(kept.match.stage == match.stage for kept in whole.matches) == 1


def _ended(whole: Whole, match: Match, names: Sequence[str]) -> str:
    if not names:
        return "Nobody was there: the next opponent has a bye"
    if _is_last(whole, match):
        return f"🏆 {listed(names, 'and')} {'wins' if len(names) == 1 else 'win'}"
    if whole.competition.plan.format != "knockout":
        return f"{contests.stage_of(whole, match.stage).capitalize()} is over"
    return f"{listed(names, 'and')} {'goes' if len(names) == 1 else 'go'} on"


def _how_decided(kept: Played) -> str:
    if kept.tie_session_id:
        return "Points did not tell them apart; the estimate questions did, or else the better seed."
    if kept.session_id is None and kept.match.advancing:
        return "Nothing was played: nobody else was there, or the host decided so."
    return ""


def results_card(
    whole: Whole, placed: Sequence[Placed], champion_id: int | None, *, picture: str = "", mark: int | None = None
) -> Card:
    """How a competition ended; one that was cancelled says why. `picture` is the words for the attached podium."""
    competition = whole.competition
    if competition.phase == "cancelled":
        why = contests.why_not(competition)
        return Card(container(text(f"### {title_of(competition)} does not take place", why), colour=QUIET, mark=mark))
    plan = competition.plan
    won = f"🏆 **{name_of(whole, champion_id)}** won." if champion_id else "Nobody won."
    role = f"<@&{plan.champion_role_id}> goes to the champion." if champion_id and plan.champion_role_id else ""
    body: list[Component] = [text(f"### {title_of(competition)} is over", won, role)]
    if picture:
        body.append(gallery((f"attachment://{PODIUM}", picture)))
    rows = fitting((place_line(whole, one) for one in placed[:_PLACES]), _PLACES_ROOM)
    left = len(placed) - len(rows)
    more = f"and {left:,} more; the file has everybody" if left > 0 else ""
    if rows:
        body.append(text(*rows, more))
    buttons = [
        button("Results as a file", f"comp-export:{competition.id}"),
        button("What the host did", f"comp-log:{competition.id}:1"),
    ]
    return Card(container(*body, row(*buttons), colour=OVER, mark=mark))


def podium(whole: Whole, placed: Sequence[Placed]) -> list[Place]:
    """What the picture of the results shows."""
    plan = whole.competition.plan
    return [
        Place(
            one.rank,
            entrant.name,
            one.points,
            contests.reached(whole, one.reached) if plan.format == "knockout" and one.reached else "",
        )
        for one in placed
        if (entrant := whole.entrants.get(one.entrant_id))
    ]


_TROUBLES: Mapping[Literal["few", "late", "place"], str] = {
    "few": "It was cancelled: too few had signed up when it was to begin.",
    "late": "Clio was away when it was to begin. It waits for its host: `/competition host` starts it.",
    "place": "Clio cannot speak where it is played.",
}


def trouble_card(whole: Whole, what: Literal["few", "late", "place"], why: str = "") -> Card:
    """What the hosts are told of what is in the way."""
    competition = whole.competition
    return Card(
        container(
            text(f"**{title_of(competition)}** in <#{competition.channel_id}>: {_TROUBLES[what]}", why), colour=QUIET
        )
    )
