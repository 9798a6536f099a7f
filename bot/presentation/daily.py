"""The daily challenge as each plays it alone: questions, answers, the result and the line to share."""

import zlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.domain.calendars import MONTHS
from bot.domain.content import Question
from bot.domain.daily import Answer, Placed, Play, Result, number_of
from bot.domain.schedule import WEEKDAYS
from bot.presentation import citations
from bot.presentation.boards import named
from bot.presentation.components import Card, Component, button, container, row, separator, text
from bot.presentation.rounds import letter
from bot.presentation.text import clip, plain, plural, prose

PLAY = "daily"
"""What a button carries that lets anybody play."""

_ASKED, _TOLD, _QUIET = 0xB7791F, 0x2F7D5B, 0x6B7280
_LABEL = 80  # characters on a button; Discord, Component Reference
_MEDALS = {1: "🥇 ", 2: "🥈 ", 3: "🥉 "}
_SQUARES = {True: ("🟩", "right"), False: ("🟥", "wrong"), None: ("⬜", "gone")}
_QUESTION = 90  # characters of a question in the list of one's answers
_ANSWER = 60
_SOURCES = 1200  # characters that the sources of one question may take
_PAGE = 10  # results on a page of a board
_WINNERS = 5  # named in the announcement
_OWN_BOARD = "-# It counts for its own board and for your streak, not for leaderboards or seasons."


def day_name(day: date) -> str:
    """The day in words.

    >>> day_name(date(2026, 11, 22))
    'Sunday 22 November 2026'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def duration(ms: int) -> str:
    """A span of time in words.

    >>> duration(23_490), duration(3_723_000)
    ('23.4 s', '1 h 2 min 3.0 s')
    """
    minutes, tenths = divmod(ms // 100, 600)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours:,} h" if hours else "", f"{minutes} min" if minutes or hours else ""]
    return " ".join([part for part in parts if part] + [f"{tenths / 10:.1f} s"])


def intro_card(day: date, asked: int, play: Play, ends_at: int, *, excluded_role_id: int | None = None) -> Card:
    """What the challenge is, before the first question or where somebody goes on."""
    done = len(play.answered)
    head = f"### Daily {number_of(day)} · {day_name(day)}"
    if not asked:
        gone = "None of today's questions is in the packs any more. The next ones come at midnight."
        return Card(container(text(head, gone), row(_board_button()), colour=_QUIET))
    what = (
        f"**{plural(asked, 'question')}**, the same for everybody of this server; you play once, and only you see it."
    )
    rules = [
        "- Right answers come first, then time. It runs from the moment in which you first see a question.",
        "- No question has a deadline, but quick answers earn more points.",
        f"- The day ends <t:{ends_at // 1000}:R>, at this server's midnight. What is unfinished then stays so.",
    ]
    so_far = f"**You have answered {done} of {asked}.** You go on where you were." if done else ""
    begin = button("Go on" if play.answers else "Begin", _on(day), "success")
    return Card(
        container(
            text(head, what),
            text(*rules),
            text(so_far, _no_place(excluded_role_id) or _OWN_BOARD),
            row(begin, _board_button()),
            colour=_ASKED,
        )
    )


def question_card(day: date, number: int, of: int, question: Question, options: Sequence[str]) -> Card:
    """A question with its buttons, labelled as those of a quiz."""
    is_long = any(len(option) + 4 > _LABEL for option in options)
    body = [text(_head(day, number, of), f"**{prose(question.question)}**")]
    if is_long:
        body.append(text(*(f"**{letter(n)}.** {prose(option)}" for n, option in enumerate(options))))
    body.append(text(f"-# Difficulty {question.difficulty} of 5 · {question.id}"))
    place = f"{day.isoformat()}:{number}:{fingerprint(options)}"
    body.append(
        row(
            *(
                button(letter(n) if is_long else f"{letter(n)} · {option}", f"daily-guess:{place}:{n}")
                for n, option in enumerate(options)
            )
        )
    )
    return Card(container(*body, colour=_ASKED))


def fingerprint(options: Sequence[str]) -> str:
    """What tells whether the buttons still say what the question's options are."""
    return f"{zlib.crc32(repr(tuple(options)).encode()):x}"


def told_card(
    catalogue: citations.Sourced, day: date, number: int, of: int, question: Question, answer: Answer, *, is_last: bool
) -> Card:
    """What came of an answer: right or wrong, with explanation and sources."""
    if answer.is_right:
        verdict = f"✅ **Right**, +{plural(answer.points, 'point')} · {duration(answer.elapsed_ms)}"
    else:
        verdict = f"❌ **Wrong:** you chose {prose(answer.option)} · {duration(answer.elapsed_ms)}"
    numbers = citations.numbered(question.citations)
    works = citations.on_card(catalogue, question, numbers)
    if len(works) > _SOURCES:
        works = f"-# {plural(len(numbers), 'source')}: press Sources"
    buttons = row(
        button("Your result" if is_last else "Next question", _on(day), "primary"),
        button("Sources", f"sources:{question.id}"),
        button("Report", f"report:{question.id}"),
    )
    return Card(
        container(
            text(_head(day, number, of), f"**{prose(question.question)}**"),
            text(verdict),
            text(f"Answer: **{prose(question.answer)}**", prose(question.explanation)),
            separator(),
            text(works, citations.badge(question.citations), f"-# {question.id}"),
            buttons,
            colour=_TOLD,
        )
    )


def gone_card(day: date, number: int) -> Card:
    """A question that the packs have no more."""
    said = "This question is not there any more, so it counts for nobody."
    go_on = row(button("Go on", _on(day), "primary"))
    return Card(container(text(f"### Daily {number_of(day)} · question {number}", said), go_on, colour=_QUIET))


def over_card(day: date, answered: int, of: int) -> Card:
    """A day that has ended before it was finished, or after."""
    said = f"That day is over; what you answered of it stays as it is: {answered} of {of}."
    buttons = row(button("Play today's", PLAY, "success"), _board_button())
    return Card(container(text(f"### Daily {number_of(day)} · {day_name(day)}", said), buttons, colour=_QUIET))


def result_card(
    day: date,
    asked: Collection[int],
    there: Mapping[int, Question],
    play: Play,
    result: Result,
    streak: int,
    ends_at: int,
) -> Card:
    """What somebody made of the day, for their eyes only, with the line to share."""
    head = f"### Daily {number_of(day)} · {result.right} of {len(there)} right"
    earned = f"{plural(result.points, 'point')} · {duration(result.elapsed_ms)} · 🔥 streak {streak:,}"
    rows = [_answered(number, there.get(number), play.answered.get(number)) for number in asked]
    line = share_line(day, asked, there, play, result, streak)
    buttons = row(
        button(
            "Shared" if play.shared_at else "Share here",
            f"daily-share:{day.isoformat()}",
            disabled=bool(play.shared_at),
        ),
        _board_button(),
    )
    return Card(
        container(
            text(head, f"**{earned}**"),
            text(*rows),
            separator(),
            text("**To share, without spoilers:**", f"> {line}"),
            text(f"The next one begins <t:{ends_at // 1000}:R>; then the board of this day is open."),
            text(_no_place(play.excluded_role_id) or _OWN_BOARD),
            buttons,
            colour=_TOLD,
        )
    )


def share_line(
    day: date, asked: Collection[int], there: Collection[int], play: Play, result: Result, streak: int
) -> str:
    """The result in one line that gives nothing away, in colours and in words."""
    marks = [_mark(number, there, play) for number in asked]
    squares = "".join(_SQUARES[mark][0] for mark in marks)
    words = ", ".join(_SQUARES[mark][1] for mark in marks)
    return f"Clio daily {number_of(day)} · {result.right}/{len(there)} · {squares} ({words}) · streak {streak:,}"


def shared_card(name: str, line: str) -> Card:
    """The line in a channel, with a button for whoever wants to play too."""
    return Card(text(f"**{named(name)}** · {line}"), row(button("Play", PLAY)))


def board_card(
    day: date,
    placed: Sequence[Placed],
    own: Placed | None,
    asker: tuple[int, str],
    *,
    own_answered: int,
    excluded_role_id: int | None = None,
    asked: int,
    beside: tuple[date | None, date | None],
    page: int,
    note: str = "",
) -> Card:
    """A page of the board of a day that is over; `note` is what the asker alone is told."""
    pages = max(1, -(-len(placed) // _PAGE))
    page = min(max(1, page), pages)
    shown = placed[(page - 1) * _PAGE : page * _PAGE]
    rows = [_placed(one, asked, asker[0]) for one in shown]
    body = [
        text(f"### Board of daily {number_of(day)} · {day_name(day)}"),
        text(*(rows or ["Nobody has finished it."])),
    ]
    if not any(one.result.user_id == asker[0] for one in shown):
        body += [separator(), text(_own(own, asker, own_answered, asked, excluded_role_id))]
    foot = f"Page {page:,} of {pages:,} · {plural(len(placed), 'player')} · right answers first, then time"
    body.append(text(note, f"-# {foot}"))
    turns = []
    if pages > 1:
        turns = [_turn("Previous", day, page - 1, off=page == 1), _turn("Next", day, page + 1, off=page == pages)]
    turns += [_turn("Earlier day", beside[0] or day, 1, off=beside[0] is None)]
    turns += [_turn("Later day", beside[1] or day, 1, off=beside[1] is None)]
    return Card(container(*body, row(*turns), colour=_TOLD))


def news_card(
    day: date, ends_at: int, time_zone: str, yesterday: date, placed: Sequence[Placed], asked: int, *, lead: str
) -> Card:
    """The challenge as a schedule announces it, with the best of yesterday; `lead` stands above it."""
    what = (
        f"The same questions for everybody here, played alone and for your eyes only, once. "
        f"The day ends <t:{ends_at // 1000}:R>, at midnight in {plain(time_zone)}."
    )
    best = [one for one in placed if one.rank <= max(_MEDALS)][:_WINNERS]
    rows = [_placed(one, asked, 0) for one in best]
    left = len(placed) - len(best)
    if rows and left:
        rows.append(f"and {plural(left, 'more player')}")
    body = [text(f"### Daily challenge {number_of(day)} · {day_name(day)}", what)]
    if rows:
        body.append(text(f"**The best of daily {number_of(yesterday)}**", *rows))
    buttons = row(button("Play", PLAY, "success"), button("Board", f"daily-board:{yesterday.isoformat()}:1"))
    above = [text(lead)] if lead else []
    return Card(*above, container(*body, buttons, colour=_ASKED))


def _head(day: date, number: int, of: int) -> str:
    return f"### Daily {number_of(day)} · question {number} of {of}"


def _on(day: date) -> str:
    return f"daily-on:{day.isoformat()}"


def _board_button() -> Component:
    return button("Yesterday's board", "daily-board")


def _turn(label: str, day: date, page: int, *, off: bool) -> Component:
    return button(label, f"daily-turn:{day.isoformat()}:{page}:{label}", disabled=off)  # ids differ, as Discord wants


def _mark(number: int, there: Collection[int], play: Play) -> bool | None:
    answer = play.answered.get(number)
    return answer.is_right if answer and number in there else None


def _answered(number: int, question: Question | None, answer: Answer | None) -> str:
    if question is None or answer is None:
        return f"⬜ **{number}.** This question is not there any more; it counts for nobody."
    mark, word = _SQUARES[answer.is_right]
    asked = prose(clip(question.question, _QUESTION))
    return f"{mark} **{number}.** {asked} **{prose(clip(question.answer, _ANSWER))}** ({word})"


def _placed(placed: Placed, asked: int, asker_id: int) -> str:
    """One line. It does not begin with a number: Discord would count for itself and give ties places of their own."""
    result = placed.result
    own = "▸ " if result.user_id == asker_id else ""
    earned = f"{result.right} of {asked} right · {duration(result.elapsed_ms)} · {plural(result.points, 'point')}"
    return f"{own}**{placed.rank:,}.** {_MEDALS.get(placed.rank, '')}**{named(result.name)}** {earned}"


def _no_place(role_id: int | None) -> str:
    """What they are told who play for themselves alone; empty for everybody else."""
    said = f"Members with <@&{role_id}> do not score in this server: no place on the board, but the streak counts."
    return said if role_id else ""


def _own(own: Placed | None, asker: tuple[int, str], answered: int, asked: int, excluded_role_id: int | None) -> str:
    if own:
        return _placed(own, asked, asker[0])
    if excluded_role_id:
        return f"**{named(asker[1])}** answered {answered} of {asked}. {_no_place(excluded_role_id)}"
    if answered:
        return f"**{named(asker[1])}** answered {answered} of {asked}; only who has finished has a place."
    return f"**{named(asker[1])}** did not play."
