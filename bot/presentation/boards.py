"""Leaderboards and what one player has done, as members see them."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.domain.boards import Board, BoardPage, Share, Shares, Stats, Trait
from bot.domain.dates import MONTHS
from bot.domain.periods import Period
from bot.domain.scoring import COUNTS_FROM, Standing
from bot.presentation import custom_ids, labels
from bot.presentation.alt import Bar
from bot.presentation.components import Card, Component, button, container, gallery, row, separator, text
from bot.presentation.text import clip, isolated, plain, plural

PICTURE = "stats.png"
_COLOUR = 0x2F7D5B
_NAME = 40
_LISTED = 8  # values of a trait; as many as the picture has
_MEDALS = {1: "🥇 ", 2: "🥈 ", 3: "🥉 "}
_HEADINGS: Mapping[Trait, str] = {"era": "Era", "region": "Region", "topic": "Topic", "difficulty": "Difficulty"}
_DIFFICULTIES = {"1": "Easiest", "2": "Easy", "3": "Medium", "4": "Hard", "5": "Hardest"}
HIDDEN = "-# You are hidden: only you see this. `/privacy unhide` shows you again."


def span(kind: Period, name: str) -> str:
    """The words for a span of time by its name.

    >>> span("week", "2026-W47"), span("day", "2026-11-22"), span("month", "2026-11")
    ('Week 47 of 2026', '22 November 2026', 'November 2026')
    """
    match kind:
        case "all":
            return "All time"
        case "day":
            day = date.fromisoformat(name)
            return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        case "week":
            return f"Week {int(name[-2:])} of {name[:4]}"
        case "month":
            return f"{MONTHS[int(name[-2:]) - 1]} {name[:4]}"
        case "year":
            return name


def board_card(
    board: Board, shown: BoardPage, asker: tuple[int, str], *, span_name: str, time_zone: str, is_hidden: bool
) -> Card:
    """A page of a leaderboard; the asker (id and name) finds their own place on each page."""
    of_what = [labels.label(name, value) for name, value in board.filters.items()]
    when = "the last quiz here" if board.session_id else span(board.period, span_name)
    rows = [placed(standing, name, asker[0]) for standing, name in shown.rows]
    body = [text(f"### Leaderboard: {' · '.join([*map(plain, of_what), when])}"), text(*(rows or [_nobody(board)]))]
    if rows:
        body += own_row(shown, asker)
    body.append(text(HIDDEN if is_hidden else "", f"-# {_foot(board, shown, time_zone)}"))
    turn = _turn(board, shown)
    return Card(container(*body, *([row(*turn)] if turn else ()), colour=_COLOUR))


def placed(standing: Standing, name: str, asker_id: int) -> str:
    """One line. It does not begin with a number: Discord would count for itself and give ties places of their own."""
    own = "▸ " if standing.user_id == asker_id else ""
    medal = _MEDALS.get(standing.rank, "")
    return f"{own}**{standing.rank:,}.** {medal}**{named(name)}** {_earned(standing)}"


def _earned(standing: Standing) -> str:
    return f"{plural(standing.points, 'point')} · {standing.right:,} of {standing.asked:,} right"


def named(name: str) -> str:
    """A player's name as it stands in texts."""
    return isolated(plain(clip(name, _NAME))) or "somebody"


def _nobody(board: Board) -> str:
    if board.session_id:
        return "Nobody is on it."
    return (
        f"Nobody is on it yet. Ranked quizzes count in which at least {COUNTS_FROM} people answer: "
        "`/quiz start` begins one."
    )


def own_row(shown: BoardPage, asker: tuple[int, str]) -> list[Component]:
    """The asker's own row, unless the page has it."""
    user_id, name = asker
    if any(standing.user_id == user_id for standing, _ in shown.rows):
        return []
    if shown.own is None:
        return [separator(), text(f"**{named(name)}** is not on this leaderboard.")]
    standing, kept = shown.own
    return [separator(), text(placed(standing, kept or name, user_id))]


def _foot(board: Board, shown: BoardPage, time_zone: str) -> str:
    parts = [f"Page {shown.page:,} of {shown.pages:,}", plural(shown.players, "player")]
    if board.period != "all" and not board.session_id:
        parts.append(f"turns at midnight in {plain(time_zone)}")
    return " · ".join(parts)


def _turn(board: Board, shown: BoardPage) -> list[Component]:
    """The buttons that turn the page; none where there is one page, or where its filters do not fit on a button."""
    earlier, later = custom_ids.board(board, shown.page - 1), custom_ids.board(board, shown.page + 1)
    if shown.pages == 1 or not earlier or not later:
        return []
    return [
        button("Previous", earlier, disabled=shown.page == 1),
        button("Next", later, disabled=shown.page == shown.pages),
    ]


def bars(shares: Shares) -> dict[str, Sequence[Bar]]:
    """What the picture of a player's answers shows: a group of bars for each trait that has any."""
    return {
        _HEADINGS[trait]: [Bar(_label(trait, share), share.right, share.asked) for share in found]
        for trait, found in shares.items()
        if found
    }


def _label(trait: Trait, share: Share) -> str:
    return _DIFFICULTIES[share.value] if trait == "difficulty" else labels.short(trait, share.value)


def stats_card(name: str, stats: Stats, shares: Shares, *, is_hidden: bool, picture: str = "") -> Card:
    """What a player has done; `picture` is the alternative text of the attached chart."""
    rank = f"place {stats.rank:,} on the leaderboard" if stats.rank else "not on the leaderboard yet"
    body = [
        text(
            f"### {named(name)}",
            f"**{plural(stats.points, 'point')}** in {plural(stats.sessions, 'quiz', 'quizzes')}, {rank}",
            f"**{stats.right:,} of {stats.asked:,}** right ({stats.right / stats.asked:.0%})",
        ),
        text(*_records(stats)),
    ]
    if picture:
        body.append(gallery((f"attachment://{PICTURE}", picture)))
    divided = [f"**{heading}:** {_listed(found)}" for heading, found in bars(shares).items()]
    if divided:
        body.append(text(*divided))
    if is_hidden:
        body.append(text(HIDDEN))
    return Card(container(*body, colour=_COLOUR))


def _records(stats: Stats) -> list[str]:
    found = [f"🔥 Longest run: {stats.longest_run:,} right in a row; now {stats.current_run:,}"]
    if stats.best and stats.best.points:
        best = stats.best
        earned = f"{plural(best.points, 'point')}, {best.right} of {best.asked} right"
        found.append(f"🏆 Best quiz: {earned}, <t:{best.at // 1000}:D>")
    if stats.fastest_ms is not None:
        found.append(f"⚡ Fastest right answer: {stats.fastest_ms / 1000:.1f} s")
    return found


def _listed(found: Sequence[Bar]) -> str:
    shown = [f"{bar.label} {bar.share:.0%} ({bar.right:,} of {bar.asked:,})" for bar in found[:_LISTED]]
    left = len(found) - _LISTED
    return " · ".join([*shown, f"and {left} more"] if left > 0 else shown)
