"""What members read before a quiz: its rules, the lobby, the offer of a smaller one."""

from dataclasses import replace

from bot.domain.quiz import Rules, Session
from bot.domain.scoring import AFTER_HINT, AT_THE_BELL, BUTTONS, COUNTS_FROM, FULL, NEAREST
from bot.presentation import custom_ids, labels
from bot.presentation.components import Card, button, container, row, text
from bot.presentation.rounds import NAME_LIMIT, pool_of
from bot.presentation.text import clip, lines, listed, plain, plural, prose

_ASKED = 0xB7791F


def how_it_is_played(rules: Rules) -> str:
    """The rules of one quiz in a few lines."""
    scored = {
        "everyone": "Everyone who is right gets points, more for speed.",
        "race": f"The first right answer takes the points; whoever is within {rules.grace_ms / 1000:g} s of it too.",
    }[rules.scoring]
    tries = "One answer each." if rules.ranked else f"Up to {rules.tries} typed answers each."
    last = "Your first press is final." if rules.scoring == "race" else "You can change your choice until the bell."
    how = {
        "buttons": f"Press a button. {last}",
        "typed": f"Press **Answer**, or type `/answer`. {tries} Spelling is forgiven, a wrong year is not.",
        "mixed": f"Some questions have buttons, others are typed. {last} Typed: {tries.lower()}",
    }[rules.mode]
    time = f"{rules.limit_s} s for each question." if rules.limit_s else "The longer a question, the more time it has."
    ranked = (
        f"Counts for the leaderboards if at least {COUNTS_FROM} people answer."
        if rules.ranked
        else "Just for fun: it does not count for the leaderboards."
    )
    excluded = [who_does_not_score(rules)] if rules.excluded_role_ids else []
    return lines(f"- {part}" for part in (how, scored, time, ranked, *excluded))


def who_does_not_score(rules: Rules) -> str:
    """The roles whose members are not scored, in a sentence."""
    roles = listed((f"<@&{role_id}>" for role_id in rules.excluded_role_ids), "or")
    return f"Members with {roles} do not score." if roles else "Whoever is a member can score."


def join_id(session: Session) -> str:
    """What the button to join carries."""
    return f"join:{session.id}"


def lobby_card(session: Session, starter: str, starts_at: int, pool: tuple[int, int]) -> Card:
    """The rules and a button to join; `starts_at` in milliseconds, `starter` empty where the name is not known."""
    rules = session.rules
    chosen = [prose(labels.short(name, value)) for name, value in rules.filters.items()]
    about = " · ".join([*chosen, f"{rules.level} questions" if rules.level else ""]).strip(" ·")
    head = f"### Quiz: {plural(rules.questions, 'question')}"
    by = f"Started by {plain(clip(starter, NAME_LIMIT))} · " if starter else ""
    who = f"-# {by}{pool_of(pool)} · how points work: `/quiz rules`"
    begins = (
        f"**First question <t:{starts_at // 1000}:R>.** Join to be waited for: a round ends once all have answered."
    )
    parts = [text(head, about and f"**{about}**", how_it_is_played(rules)), text(begins, who)]
    return Card(container(*parts, row(button("Join", join_id(session), "success")), colour=_ASKED))


def fewer_card(rules: Rules, found: int, *, thread: bool) -> Card:
    """Offers a quiz with the questions that there are, where fewer match than were asked for."""
    fewer = replace(rules, questions=found)
    said = f"**Only {plural(found, 'question')} match, not {rules.questions}.** Nothing was started."
    start = custom_ids.quiz_start(fewer, thread=thread)
    offer = [row(button(f"Start with {found}", start, "primary"))] if start else []
    return Card(container(text(said, f"Example: `{_command(fewer, thread=thread)}`"), *offer, colour=_ASKED))


def _command(rules: Rules, *, thread: bool) -> str:
    """What is typed to start such a quiz: every option that is not as if left out."""
    usual = Rules()
    given: dict[str, object] = {str(name): value for name, value in rules.filters.items()}
    given |= {"difficulty": rules.level, "questions": rules.questions, "seconds": rules.limit_s or None}
    given |= {"mode": rules.mode if rules.mode != usual.mode else None}
    given |= {"scoring": rules.scoring if rules.scoring != usual.scoring else None}
    given |= {"thread": thread or None, "ranked": None if rules.ranked else False}
    return " ".join(["/quiz start", *(f"{name}:{value}" for name, value in given.items() if value is not None)])


def thread_name(rules: Rules) -> str:
    """What the thread of a quiz is called."""
    return f"Quiz: {plural(rules.questions, 'question')}"


def no_thread_card() -> Card:
    """What is left of a lobby whose thread Discord did not open."""
    said = "**This quiz did not begin:** Discord did not open its thread. `/quiz start` tries again."
    return Card(container(text(said), colour=_ASKED))


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
        "Buttons: your last press counts, in a race the first. Typed: one answer in a ranked quiz, else three.",
        f"What is right but too vague is asked for more, for {rules.prompt_ms // 1000} s. A list of answers is "
        "refused; the first one costs nothing.",
        "Capitals, accents, titles and small slips of spelling are forgiven; numbers, years, dates and “not” are not.",
    )
    board = (
        f"A ranked quiz counts for the leaderboards if at least {COUNTS_FROM} people answered. Whoever answered in "
        "another server less than a minute ago has to wait. Bots never score.",
        who_does_not_score(rules),
        "For 7 days a typed answer that was refused can be appealed for, by the button on its reveal or by `/appeal`: "
        "if the reviewers accept it, everybody who gave it is paid and nobody loses anything.",
    )
    blocks = [
        text(f"**{title}**", *(f"- {part}" for part in parts))
        for title, parts in (("Points", points), ("Answers and time", times), ("Leaderboards", board))
    ]
    return Card(container(text("### How the quiz is scored"), *blocks, colour=_ASKED))
