"""What a channel sees of a quiz under way: each question and its reveal, what is said between, the recap."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from bot.domain.content import Question
from bot.domain.quiz import Round, Rules, Session
from bot.domain.recap import End, Note, Recap, Record, Revealed, split
from bot.domain.scoring import AFTER_HINT, COUNTS_FROM, Result, Standing
from bot.presentation import citations
from bot.presentation.components import Card, Component, button, container, gallery, row, separator, text
from bot.presentation.text import CARD_LIMIT, clip, lines, listed, plain, plural, prose

LETTERS = "ABCDE"
PICTURE = "attachment://standings.png"
_LABEL = 80  # characters on a button; Discord, Component Reference
_ASKED = 0xB7791F
_TOLD = 0x2F7D5B
_QUIET = 0x6B7280
_PLAYERS = 10  # named on a card; the rest is a number
NAME_LIMIT = 40  # characters of a name
_OPTION = 60  # characters of an option where its count is told
_SOURCES = 1200  # characters that the sources of one question may take on its reveal
_WORKS = 1500  # characters of the list of works in a recap

_ENDS: Mapping[End, str] = {
    "done": "",
    "stopped": "It was stopped early.",
    "idle": "It ended because nobody answered for a while.",
    "exhausted": "It ended early: there is no further question that matches.",
    "gone": "It ended because its channel is gone.",
    "forbidden": "It ended because Clio lost a permission in the channel.",
    "unavailable": "It ended because Discord was out of order for too long.",
    "dead": "It ended because Clio was away for too long.",
    "failed": "It ended because of a mistake of Clio's own.",
}
_NOTES: Mapping[Note, str] = {
    "paused": "⏸️ **Paused** until {until}. `/quiz resume` goes on sooner.",
    "idle": "⏸️ **Is anybody there?** Nobody answered the last questions. `/quiz resume` goes on, else it ends {until}.",
    "offline": "⏸️ **Clio has lost her connection** and cannot hear you. The question comes again once she is back.",
    "deleted": "⏸️ **The question was deleted.** The quiz goes on {until}, or at once with `/quiz resume`.",
    "stopping": "🔄 **Clio is being restarted.** Nothing is lost; the quiz goes on in a moment.",
}


def name_of(names: Mapping[int, str], user_id: int) -> str:
    """A player's name as plain text."""
    return plain(clip(names.get(user_id, ""), NAME_LIMIT)) or "somebody"


def letter(number: int) -> str:
    """The letter of an option."""
    return LETTERS[number]


def fitting(rows: Iterable[str], room: int) -> list[str]:
    """As many of the first rows as together have no more characters than there is room."""
    kept: list[str] = []
    for one in rows:
        room -= len(one) + 1
        if room < 0:
            break
        kept.append(one)
    return kept


def question_card(session: Session, asked: Round, ends_at: int, pool: tuple[int, int], *, hint: str = "") -> Card:
    """A question with its buttons; `ends_at` in milliseconds."""
    body = [text(f"### Question {asked.number} of {session.rules.questions}", f"**{prose(asked.question.question)}**")]
    long = any(len(option) + 4 > _LABEL for option in asked.options)
    if long:
        body.append(text(*(f"**{letter(n)}.** {prose(option)}" for n, option in enumerate(asked.options))))
    if hint:
        body.append(text(f"💡 Hint: {_hint(asked, hint)}"))
    body.append(text(f"⏳ Closes <t:{ends_at // 1000}:R>. {_how(session.rules, asked)}".strip()))
    left = [] if session.rules.packet else [pool_of(pool)]
    body.append(text(f"-# {' · '.join([f'Difficulty {asked.question.difficulty} of 5', *left, asked.question.id])}"))
    body.append(_buttons(session, asked, long=long, struck=hint))
    return Card(container(*body, colour=_ASKED))


def _how(rules: Rules, asked: Round) -> str:
    is_race = rules.scoring == "race"
    if asked.form == "buttons":
        return "The first right press wins; you have one press." if is_race else ""
    ways = "Press **Answer**" + (", type `/answer` or reply to this message." if is_race else " or type `/answer`.")
    if asked.form == "typed":
        return ways
    what = "year" if asked.question.answer_kind == "year" else "number"
    paid = "the nearest wins" if is_race else "the nearer, the more points"
    return f"{ways} Any {what} counts: {paid}."


def _hint(asked: Round, hint: str) -> str:
    if asked.form == "buttons":
        return f"it is not **{prose(hint)}**."
    if asked.form == "estimate":
        return f"it lies in **{hint}**."
    words = (f"**{prose(word[0])}…** ({plural(len(word), 'character')})" for word in hint.split())
    return f"it begins {', '.join(words)}."


def _buttons(session: Session, asked: Round, *, long: bool, struck: str) -> Component:
    place = f"{session.id}:{asked.number}:{asked.posting}"
    if asked.form != "buttons":
        return row(button("Answer", f"answer:{place}", "primary"))
    return row(
        *(
            button(letter(n) if long else f"{letter(n)} · {option}", f"guess:{place}:{n}", disabled=option == struck)
            for n, option in enumerate(asked.options)
        )
    )


def pool_of(pool: tuple[int, int]) -> str:
    """How much of what matches is new to the server, as (unseen, all)."""
    unseen, total = pool
    return f"{unseen:,} unseen of {total:,}" if unseen else f"all {total:,} seen, starting over with the oldest"


def moved_card(session: Session, asked: Round) -> Card:
    """What is left of a question that was asked again: where it went."""
    link = f"https://discord.com/channels/{session.guild_id}/{session.channel_id}/{asked.message_id}"
    head = f"### Question {asked.number} of {session.rules.questions}"
    return Card(container(text(head, f"This question was [asked again here]({link})."), colour=_QUIET))


def reveal_card(catalogue: citations.Sourced, session: Session, revealed: Revealed) -> Card:
    """The answer with its explanation and sources, who was right, and how the others answered."""
    asked = revealed.played.asked
    question = asked.question
    over = " · skipped" if revealed.was_skipped else ""
    head = lines([f"### Question {asked.number} of {session.rules.questions}{over}", f"**{prose(question.question)}**"])
    answer = lines([f"✅ Answer: **{prose(question.answer)}**", prose(question.explanation)])
    numbers = citations.numbered(question.citations)
    works = citations.on_card(catalogue, question, numbers)
    if len(works) > _SOURCES:
        works = f"-# {plural(len(numbers), 'source')}: press Sources"
    sources = lines([works, citations.badge(question.citations), _origin(question)])
    room = CARD_LIMIT - len(head) - len(answer) - len(sources) - 10
    results = fitting(_players(revealed), room)
    results += fitting([_tally(session.rules, revealed)], room - sum(len(one) + 1 for one in results))
    results += fitting(_beside(revealed), room - sum(len(one) + 1 for one in results))
    place = f"{session.id}:{asked.number}"
    buttons = row(
        button("Why?", f"why:{place}"),
        *([button("Appeal", f"appeal:{place}")] if asked.form == "typed" else []),
        button("Sources", f"sources:{question.id}"),
        button("Report", f"report:{question.id}"),
    )
    return Card(container(text(head), text(answer), text(*results), separator(), text(sources), buttons, colour=_TOLD))


def _origin(question: Question) -> str:
    """Its id, and who is to be thanked for it."""
    by = f" · Question by {plain(question.contributor)}" if question.contributor else ""
    return f"-# {question.id}{by}"


def _players(revealed: Revealed) -> list[str]:
    """Who earned points, the most first."""
    played = revealed.played
    paid = sorted(
        (result for result in played.results if result.points),
        key=lambda result: (-result.points, result.elapsed_ms, result.guess_id),
    )
    if not played.results:
        return ["Nobody answered."]
    if not paid and played.asked.form == "estimate":
        return [
            f"Nobody was near enough: the nearest was off by {min(_off(revealed, one) for one in played.results):,}."
        ]
    if not paid:
        return ["Nobody was right."]
    left = len(paid) - _PLAYERS
    rows = [_paid(revealed, result) for result in paid[:_PLAYERS]]
    return [*rows, f"and {plural(left, 'more player')}"] if left > 0 else rows


def _paid(revealed: Revealed, result: Result) -> str:
    name = name_of(revealed.names, result.user_id)
    how = f"{result.elapsed_ms / 1000:.1f} s"
    if revealed.played.asked.form == "estimate":
        off = _off(revealed, result)
        how = f"off by {off:,}" if off else "exactly"
    return f"- **{name}** +{result.points} · {how}"


def _off(revealed: Revealed, result: Result) -> int:
    """How far the estimate is off that was paid."""
    mine = revealed.played.guesses[result.user_id]
    return next(guess.distance or 0 for guess in mine if guess.id == result.guess_id)


def _tally(rules: Rules, revealed: Revealed) -> str:
    """How all answered."""
    played = revealed.played
    question = played.asked.question
    counts = split(played.asked.form, played.asked.options, played.guesses, rules)
    if not played.results:
        return ""
    if played.asked.form == "buttons":
        words = ("right" if option == question.answer else "" for option, _ in counts)
        return "-# " + " · ".join(
            f"{letter(n)} {prose(clip(option, _OPTION))}{right and ' (right)'}: {count}"
            for n, ((option, count), right) in enumerate(zip(counts, words, strict=True))
        )
    if played.asked.form == "estimate":
        return f"-# {plural(len(played.results), 'estimate')}"
    right, wrong = (count for _, count in counts)
    return f"-# {right} right, {wrong} wrong"


def _beside(revealed: Revealed) -> list[str]:
    """What else is right, and how the quiz stands."""
    asked = revealed.played.asked
    also = fitting((prose(form) for form in asked.question.accept), 200) if asked.form == "typed" else []
    best = [standing for standing in revealed.standings[:3] if standing.points]
    so_far = (f"{one.rank}. {name_of(revealed.names, one.user_id)} {one.points:,}" for one in best)
    return [
        *([f"-# Also right: {listed(also)}"] if also else []),
        *([f"-# So far: {' · '.join(so_far)}"] if best and asked.number > 1 else []),
    ]


def note_card(note: Note, until_at: int = 0) -> Card:
    """A sentence between the rounds; `until_at` in milliseconds."""
    return Card(container(text(_NOTES[note].format(until=f"<t:{until_at // 1000}:R>")), colour=_QUIET))


def granted_card(what: Literal["skip", "hint"]) -> Card:
    """That a question is skipped or has a hint, for everybody to see."""
    said = {
        "skip": "⏭️ **The question is skipped.** Right answers are paid all the same.",
        "hint": f"💡 **A hint is on the question.** An answer from now on pays {AFTER_HINT:.0%}.",
    }[what]
    return Card(container(text(said), colour=_QUIET))


def pause_card(until_at: int, *, is_open: bool) -> Card:
    """That the quiz pauses, at once or after the question that is open; `until_at` in milliseconds."""
    if not is_open:
        return note_card("paused", until_at)
    said = f"⏸️ **The quiz pauses after this question**, until <t:{until_at // 1000}:R>. `/quiz resume` goes on sooner."
    return Card(container(text(said), colour=_QUIET))


def recap_mark(session: Session) -> int:
    """What tells the recap of a quiz from all other messages: a number of 31 bits, and none that Discord gives itself.

    >>> recap_mark(Session(7, 1, 2, 3, Rules(), seed=0))
    1073741831
    """
    return session.id % 2**30 | 2**30


def recap_card(catalogue: citations.Sourced, recap: Recap, mark: int | None = None, *, picture: str = "") -> Card:
    """The end of a quiz: places, records, sources; `picture` is the alternative text of the attached standings."""
    asked = len(recap.asked)
    head = f"### Quiz over: {asked} of {plural(recap.planned, 'question')}"
    if not recap.standings:
        nobody = "Nobody answered." if asked else "No question was asked."
        return Card(container(text(head, _ENDS[recap.reason], nobody), colour=_QUIET, mark=mark))
    places = [_placed(recap, standing) for standing in recap.standings[:_PLAYERS]]
    body = [text(head, _ENDS[recap.reason]), text(*places, _others(recap))]
    if picture:
        body.insert(1, gallery((PICTURE, picture)))
    records = _records(recap)
    if records:
        body.append(text(*records))
    body.append(text("**To read on**", *_works(catalogue, recap.asked)))
    body.append(text(f"-# {_counted(recap)}"))
    return Card(container(*body, colour=_TOLD, mark=mark))


def _placed(recap: Recap, standing: Standing) -> str:
    medal = {1: "🥇 ", 2: "🥈 ", 3: "🥉 "}.get(standing.rank, "") if standing.points else ""
    name = name_of(recap.names, standing.user_id)
    earned = plural(standing.points, "point")
    return f"{standing.rank}\\. {medal}**{name}** {earned} · {standing.right} of {len(recap.asked)} right"


def _others(recap: Recap) -> str:
    left = len(recap.standings) - _PLAYERS
    return f"and {plural(left, 'more player')}" if left > 0 else ""


def _records(recap: Recap) -> list[str]:
    def held(record: Record) -> str:
        return f"**{name_of(recap.names, record.user_id)}**"

    found = []
    if recap.fastest:
        found.append(f"⚡ Fastest right answer: {held(recap.fastest)}, {recap.fastest.value / 1000:.1f} s")
    if recap.longest_run:
        found.append(f"🔥 Longest run: {held(recap.longest_run)}, {recap.longest_run.value} in a row")
    if recap.hardest:
        right, guessed = recap.hardest_right
        found.append(f"🧗 Hardest: {prose(clip(recap.hardest.question, 150))} ({right} of {guessed} right)")
    return found


def _works(catalogue: citations.Sourced, asked: Sequence[Question]) -> list[str]:
    """The works behind the questions with their links, the most cited first."""
    cited = Counter(
        citations.name(catalogue.source_of(question, citation))
        for question in asked
        if catalogue.get(question.id)
        for citation in question.citations
    )
    return fitting((f"- {work}" for work, _ in cited.most_common(5)), _WORKS)


def _counted(recap: Recap) -> str:
    if recap.counts:
        return "This quiz counts for the leaderboards."
    if not recap.ranked:
        return "This quiz was not ranked, so it does not count for the leaderboards."
    return f"Fewer than {COUNTS_FROM} people answered, so this quiz does not count for the leaderboards."
