"""What a channel sees of a quiz: the lobby, each question and its reveal, what is said between, the recap."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.catalogue import Catalogue
from bot.domain.content import Question
from bot.domain.quiz import Round, Rules, Session
from bot.domain.recap import End, Note, Recap, Record, Revealed, split
from bot.domain.scoring import AFTER_HINT, AT_THE_BELL, BUTTONS, COUNTS_FROM, FULL, NEAREST, Result, Standing
from bot.presentation import citations, custom_ids
from bot.presentation.components import Card, Component, button, container, gallery, row, separator, text
from bot.presentation.text import CARD_LIMIT, clip, lines, listed, plain, plural, prose

LETTERS = "ABCDE"
PICTURE = "attachment://standings.png"
_LABEL = 80  # characters on a button; Discord, Component Reference
_ASKED = 0xB7791F
_TOLD = 0x2F7D5B
_QUIET = 0x6B7280
_PLAYERS = 10  # named on a card; the rest is a number
_NAME = 40

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
    return plain(clip(names.get(user_id, ""), _NAME)) or "somebody"


def letter(number: int) -> str:
    """The letter of an option."""
    return LETTERS[number]


def how_it_is_played(rules: Rules) -> str:
    """The rules of one quiz in a few lines."""
    scored = {
        "everyone": "Everyone who is right gets points, more for speed.",
        "race": f"The first right answer takes the points; whoever is within {rules.grace_ms / 1000:g} s of it too.",
    }[rules.scoring]
    tries = "One answer each." if rules.ranked else f"Up to {rules.tries} typed answers each."
    last = "The first press is final." if rules.scoring == "race" else "You can change your choice until the bell."
    how = {
        "buttons": f"Press a button. {last}",
        "typed": f"Press **Answer**, or type `/answer`. {tries} Spelling is forgiven, a wrong year is not.",
        "mixed": f"Some questions have buttons, others are typed. {last} {tries}",
    }[rules.mode]
    ranked = (
        f"Counts for the leaderboards if at least {COUNTS_FROM} people answer."
        if rules.ranked
        else "Just for fun: it does not count for the leaderboards."
    )
    return lines(f"- {part}" for part in (how, scored, ranked))


def lobby_card(session: Session, starter: str, starts_at: int, pool: tuple[int, int]) -> Card:
    """The rules and a button to join; `starts_at` in milliseconds."""
    rules = session.rules
    head = f"### Quiz: {plural(rules.questions, 'question')}"
    who = f"-# Started by {plain(clip(starter, _NAME))} · {_pool(pool)}"
    begins = f"**Starts <t:{starts_at // 1000}:R>.** Join to be waited for: a round ends once all have answered."
    parts = [text(head, how_it_is_played(rules)), text(begins, who)]
    return Card(container(*parts, row(button("Join", f"join:{session.id}", "success")), colour=_ASKED))


def fewer_card(rules: Rules, found: int, *, thread: bool) -> Card:
    """Offers a quiz with the questions that there are, where fewer match than were asked for."""
    said = f"**Only {plural(found, 'question')} match, not {rules.questions}.** Nothing was started."
    start = custom_ids.quiz_start(replace(rules, questions=found), thread=thread)
    offer = [row(button(f"Start with {found}", start, "primary"))] if start else []
    return Card(container(text(said, f"Example: `/quiz start questions:{found}`"), *offer, colour=_ASKED))


def thread_name(rules: Rules) -> str:
    """What the thread of a quiz is called."""
    return f"Quiz: {plural(rules.questions, 'question')}"


def question_card(
    session: Session, asked: Round, ends_at: int, pool: tuple[int, int], *, hint: str = "", is_over: bool = False
) -> Card:
    """A question with its buttons; `ends_at` in milliseconds."""
    body = [text(f"### Question {asked.number} of {session.rules.questions}", f"**{prose(asked.question.question)}**")]
    long = any(len(option) + 4 > _LABEL for option in asked.options)
    if long:
        body.append(text(*(f"**{letter(n)}.** {prose(option)}" for n, option in enumerate(asked.options))))
    if hint:
        body.append(text(f"💡 Hint: {_hint(asked, hint)}"))
    body.append(text(f"⏳ Closes <t:{ends_at // 1000}:R>. {_how(session.rules, asked)}"))
    body.append(text(f"-# Difficulty {asked.question.difficulty} of 5 · {_pool(pool)} · {asked.question.id}"))
    if not is_over:
        body.append(_buttons(session, asked, long=long, struck=hint))
    return Card(container(*body, colour=_ASKED))


def _how(rules: Rules, asked: Round) -> str:
    if asked.form == "buttons":
        return "The first right press wins." if rules.scoring == "race" else ""
    what = "The nearest wins." if asked.form == "estimate" else ""
    reply = " or reply to this message" if rules.scoring == "race" else ""
    return f"Press **Answer**, use `/answer`{reply}. {what}".strip()


def _hint(asked: Round, hint: str) -> str:
    if asked.form == "buttons":
        return f"it is not **{prose(hint)}**."
    return f"it lies in **{hint}**." if asked.form == "estimate" else f"**{prose(hint)}**"


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


def _pool(pool: tuple[int, int]) -> str:
    unseen, total = pool
    return f"{unseen:,} unseen of {total:,}" if unseen else f"all {total:,} seen, starting over with the oldest"


def moved_card(session: Session, asked: Round) -> Card:
    """What is left of a question that was asked again: where it went."""
    link = f"https://discord.com/channels/{session.guild_id}/{session.channel_id}/{asked.message_id}"
    head = f"### Question {asked.number} of {session.rules.questions}"
    return Card(container(text(head, f"This question was [asked again here]({link})."), colour=_QUIET))


def reveal_card(catalogue: Catalogue, session: Session, revealed: Revealed) -> Card:
    """The answer with its explanation and sources, who was right, and how the others answered."""
    asked = revealed.played.asked
    question = asked.question
    over = " · skipped" if revealed.was_skipped else ""
    head = text(
        f"### Question {asked.number} of {session.rules.questions}{over}",
        f"**{prose(question.question)}**",
    )
    also = f"-# Also right: {prose(listed(question.accept[:6]))}" if question.accept and asked.form == "typed" else ""
    answer = lines([f"✅ **{prose(question.answer)}**", also, prose(question.explanation)])
    numbers = citations.numbered(question.citations)
    shown = citations.on_card(catalogue, question, numbers)
    sources = lines([shown, citations.badge(question.citations), f"-# {question.id}"])
    players, tally = _players(revealed), _tally(session.rules, revealed)
    room = CARD_LIMIT - len(sources) - len(answer) - len(tally) - 500
    place = f"{session.id}:{asked.number}"
    buttons = row(
        button("Why?", f"why:{place}"),
        button("Sources", f"sources:{question.id}"),
        button("Report", f"report:{question.id}"),
    )
    parts = [head, text(answer), text(clip(players, room), tally), separator(), text(sources), buttons]
    return Card(container(*parts, colour=_TOLD))


def _players(revealed: Revealed) -> str:
    """Who earned points, the most first."""
    paid = sorted(
        (result for result in revealed.played.results if result.points),
        key=lambda result: (-result.points, result.elapsed_ms, result.guess_id),
    )
    if not paid:
        return "Nobody was right." if revealed.played.results else "Nobody answered."
    rows = [_paid(revealed, result) for result in paid[:_PLAYERS]]
    left = len(paid) - len(rows)
    return lines([*rows, f"and {plural(left, 'more player')}" if left else ""])


def _paid(revealed: Revealed, result: Result) -> str:
    name = name_of(revealed.names, result.user_id)
    if revealed.played.asked.form == "estimate":
        mine = revealed.played.guesses.get(result.user_id, ())
        off = next((guess.distance for guess in mine if guess.id == result.guess_id), None)
        how = "exactly" if off == 0 else f"off by {off:,}"
    else:
        how = f"{result.elapsed_ms / 1000:.1f} s"
    return f"- **{name}** +{result.points} · {how}"


def _tally(rules: Rules, revealed: Revealed) -> str:
    """How all answered."""
    played = revealed.played
    counts = split(played.asked.form, played.asked.options, played.guesses, rules)
    if played.asked.form == "buttons":
        return "-# " + " · ".join(f"{letter(n)} {prose(option)}: {count}" for n, (option, count) in enumerate(counts))
    if played.asked.form == "estimate":
        return f"-# {plural(len(played.results), 'estimate')}"
    right, wrong = (count for _, count in counts)
    return f"-# {right} right, {wrong} wrong"


def note_card(note: Note, until_at: int = 0) -> Card:
    """A sentence between the rounds; `until_at` in milliseconds."""
    return Card(container(text(_NOTES[note].format(until=f"<t:{until_at // 1000}:R>")), colour=_QUIET))


def recap_card(catalogue: Catalogue, recap: Recap, *, picture: str = "") -> Card:
    """The end of a quiz: places, records, sources; `picture` is the alternative text of the attached standings."""
    asked = len(recap.asked)
    head = f"### Quiz over: {asked} of {plural(recap.planned, 'question')}"
    if not recap.standings:
        return Card(container(text(head, _ENDS[recap.reason], "Nobody answered."), colour=_QUIET))
    places = [_placed(recap, standing) for standing in recap.standings[:_PLAYERS]]
    body = [text(head, _ENDS[recap.reason]), text(*places, _others(recap))]
    if picture:
        body.insert(1, gallery((PICTURE, picture)))
    records = _records(recap)
    if records:
        body.append(text(*records))
    body.append(text(_works(catalogue, recap.asked)))
    body.append(text(f"-# {_counted(recap)}"))
    return Card(container(*body, colour=_TOLD))


def _placed(recap: Recap, standing: Standing) -> str:
    medal = {1: "🥇 ", 2: "🥈 ", 3: "🥉 "}.get(standing.rank, "")
    name = name_of(recap.names, standing.user_id)
    return f"{standing.rank}. {medal}**{name}** {standing.points:,} · {standing.right} of {len(recap.asked)} right"


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


def _works(catalogue: Catalogue, asked: Sequence[Question]) -> str:
    """The works behind the questions, the most cited first."""
    cited: dict[str, list[str]] = {}
    for question in asked:
        for citation in question.citations:
            source = catalogue.source_of(question, citation)
            cited.setdefault(citations.name(source), []).append(question.id)
    best = sorted(cited, key=lambda work: -len(cited[work]))[:5]
    return lines(["**To read on**", *(f"- {work}" for work in best)])


def _counted(recap: Recap) -> str:
    if recap.counts:
        return "This quiz counts for the leaderboards."
    if not recap.ranked:
        return "This quiz was not ranked, so it does not count for the leaderboards."
    return f"Fewer than {COUNTS_FROM} people answered, so this quiz does not count for the leaderboards."


def rules_card(rules: Rules) -> Card:
    """Everything that a player may want to know about points and time."""
    points = (
        f"A right typed answer pays {FULL} points at once, {AT_THE_BELL} at the bell, on buttons {BUTTONS:.0%} of it.",
        f"In a race it always pays {FULL} ({BUTTONS:.0%} on buttons), to the first who is right and to whoever follows "
        f"within {rules.grace_ms / 1000:g} s.",
        f"An estimate pays by its distance, {NEAREST} more to the nearest and {NEAREST} for an exact one; in a race "
        "only the nearest is paid.",
        f"After a hint an answer pays {AFTER_HINT:.0%}.",
    )
    times = (
        "The time by length is 8 s and 0.35 s for each word, from 10 to 60 s"
        + (f", here times {rules.factor:g}" if rules.factor != 1 else "")
        + ". What counts is when you answered by Discord's clock, not when it reached Clio.",
        "Buttons: your last press counts, in a race the first. Typed: one answer in a ranked quiz, three in another. "
        f"An answer that is right but too vague is asked for more, for {rules.prompt_ms // 1000} s.",
        "Capitals, accents, titles and small slips of spelling are forgiven; numbers, years, dates and “not” are not.",
    )
    board = (
        f"A ranked quiz counts for the leaderboards if at least {COUNTS_FROM} people answered. Whoever answered in "
        "another server less than a minute ago has to wait. Bots never score.",
    )
    blocks = [
        text(f"**{title}**", *(f"- {part}" for part in parts))
        for title, parts in (("Points", points), ("Answers and time", times), ("Leaderboards", board))
    ]
    return Card(container(text("### How the quiz is scored"), *blocks, colour=_ASKED))
