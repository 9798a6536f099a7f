"""What a player is told in private: the guess that was kept, or why it was not, and why it was right or wrong."""

from collections.abc import Mapping, Sequence

from discord import ui

from bot.domain.answer import GUESS_LIMIT
from bot.domain.content import Question
from bot.domain.guessing import Told
from bot.domain.quiz import Form, Guess, Round, Rules, Session
from bot.presentation import labels
from bot.presentation.components import Card, button, container, row, text
from bot.presentation.rounds import letter
from bot.presentation.text import clip, plain, plural, prose

_YES = 0x2F7D5B
_NO = 0xB3261E
_ASK = 0xB7791F
_SHOWN = 80  # characters of a guess that are shown again
_REASONS = 5  # guesses that are explained at once

_REFUSED: Mapping[str, str] = {
    "early": "That was sent before the question was asked, so it does not count.",
    "final": "You have answered this question already; your answer stands.",
    "many": "You have changed your mind too often for one question; your last choice stands.",
    "outside": "This is a match: only its entrants play. You are welcome to watch.",
    "elsewhere": "You answered in another server less than a minute ago. Answers score in one server at a time.",
    "empty": "There is no answer to read in that. It does not count against you; try again.",
    "unreadable": "That is no year or number. Type one such as 1917, 44 BC or 1337–1453; this one does not count.",
}


def told_card(session: Session, told: Told, now_at: int) -> Card:
    """What came of a guess; `now_at` in milliseconds of Discord's clock."""
    asked = told.asked
    if told.why_not == "late":
        closed_at = asked.deadline_at if asked.closed_at is None else min(asked.deadline_at, asked.closed_at)
        ago = max(1, round((now_at - closed_at) / 1000))
        mine = _mine(asked.options, told.guess)
        return _card(_NO, f"This question closed {ago} s ago, so that does not count.", mine and f"Your answer: {mine}")
    if told.why_not == "moved":
        link = f"https://discord.com/channels/{session.guild_id}/{session.channel_id}/{asked.message_id}"
        if told.guess and told.guess.posting != asked.posting:
            return _card(_NO, "Your answer from before the restart stands.", _mine(asked.options, told.guess))
        return _card(_NO, f"This question was [asked again here]({link}).")
    if told.why_not == "excluded":
        return excluded_card(told.excluded_role_id or 0)
    if told.why_not is not None:
        stands = _mine(asked.options, told.guess) if told.why_not in ("final", "many") else ""
        return _card(_NO, _REFUSED[told.why_not], stands)
    if told.guess is None:
        raise ValueError("a guess that was kept is told of")
    if asked.form == "buttons":
        until = f"You can change it; the question closes <t:{asked.deadline_at // 1000}:R>."
        return _card(_YES, f"You chose {_mine(asked.options, told.guess)}", "It is final." if told.is_final else until)
    return _typed(session, told, told.guess)


def excluded_card(role_id: int) -> Card:
    """What somebody is told who does not score here."""
    said = f"**Members with <@&{role_id}> do not score in this server**, so your answer does not count."
    return _card(_NO, said, "You are welcome to watch; `/quiz rules` says who scores.")


def _typed(session: Session, told: Told, guess: Guess) -> Card:
    mine = f"Your answer: **{plain(clip(guess.text, _SHOWN))}**"
    place = f"{session.id}:{told.asked.number}:{told.asked.posting}"
    again = button("Answer again", f"answer:{place}", "primary")
    left = "" if told.is_final else f"You have {plural(told.tries_left, 'more try', 'more tries')}."
    if told.asked.form == "estimate":
        read = f"Read as {guess.normal}." if guess.normal != guess.text.strip() else ""
        return Card(container(text(mine, read, left), *([row(again)] if left else []), colour=_YES))
    if guess.verdict == "accept":
        return _card(_YES, "✅ **Right.**", mine)
    if told.prompt_until_at:
        which = f"❓ **Which “{plain(clip(guess.text, _SHOWN))}”?** That is on the way, but not enough."
        until = f"Say more until <t:{told.prompt_until_at // 1000}:R>. It costs you nothing."
        return Card(container(text(which, until), row(again), colour=_ASK))
    if guess.rule == "list" and not told.is_final:
        said = f"❌ **One answer, please.** The first list costs nothing. {left}"
        return Card(container(text(said, mine), row(again), colour=_NO))
    if told.is_final:
        return _card(_NO, "❌ **Not accepted.** “Why?” on the reveal will tell the reason.", mine)
    return Card(container(text(f"❌ **Not accepted.** {left}", mine), row(again), colour=_NO))


def reaction(form: Form, guess: Guess) -> str:
    """What is put on a message that was a guess, for everybody to see; empty for a wrong one.

    An estimate gets the same one however near it is.
    """
    if form == "estimate":
        return "👀"
    return {"accept": "✅", "prompt": "❓", "reject": ""}[guess.verdict]


def _mine(options: Sequence[str], guess: Guess | None) -> str:
    if guess is None:
        return ""
    where = f"{letter(options.index(guess.text))} · " if guess.text in options else ""
    return f"**{where}{plain(clip(guess.text, _SHOWN))}**"


def why_card(question: Question, guesses: Sequence[Guess], counted: Guess | None, failed: Mapping[int, str]) -> Card:
    """Why each of a player's guesses was right or wrong: how it was read, by which rule, what it was nearest to.

    `failed` has the words that did not fit, by guess.
    """
    answer = text(f"The answer is **{prose(question.answer)}**.")
    if not guesses:
        return Card(container(text("You did not answer this question."), answer, colour=_ASK))
    rows = [_reason(question, one, failed.get(one.id, ""), is_counted=one == counted) for one in guesses[-_REASONS:]]
    return Card(container(text("### Why?", *rows), answer, colour=_ASK))


def _reason(question: Question, guess: Guess, failed: str, *, is_counted: bool) -> str:
    typed = f"**{plain(clip(guess.text, _SHOWN))}**" if guess.text else "An answer that is not kept any more"
    counts = "" if is_counted else " (another of your answers counts)"
    when = f" · {guess.elapsed_ms / 1000:.1f} s{counts}"
    if guess.distance is not None:
        off = f"off by {guess.distance:,}" if guess.distance else "exact"
        return f"🎯 {typed}{when}\n-# Read as {guess.normal}: {off}."
    verdict = {"accept": "✅ Right", "prompt": "❓ Not enough", "reject": "❌ Wrong"}[guess.verdict]
    head = f"{verdict}: {typed}{when}"
    if guess.rule == "option":
        return head
    read = f"Read as “{plain(clip(guess.normal, _SHOWN))}”. " if guess.normal else ""
    near = ""
    if guess.nearest not in ("", question.answer):  # the answer stands below
        near = f"Nearest answer: “{prose(clip(guess.nearest, _SHOWN))}”. "
    why = f"Why: {labels.RULES.get(guess.rule, guess.rule)}."
    word = f" It fails at “{plain(clip(failed, _SHOWN))}”." if failed else ""
    return f"{head}\n-# {read}{near}{why}{word}"


def vote_card(what: str, have: int, need: int) -> Card:
    """How a vote stands, for everybody to see."""
    said = f"🗳️ **A vote for a {what}: {have} of {need}.** Whoever answered lately can join it with `/quiz {what}`."
    return _card(_ASK, said)


def answer_form(session_id: int, asked: Round, posting: int, rules: Rules) -> ui.Modal:
    """The form in which an answer is typed, with the question, which the form covers on a phone."""
    number = asked.number
    form = ui.Modal(title=f"Question {number}", custom_id=f"answer-form:{session_id}:{number}:{posting}")
    field = ui.TextInput[ui.Modal](custom_id="answer", max_length=GUESS_LIMIT)
    tries = "Your first answer counts." if rules.tries == 1 else f"You have {rules.tries} tries."
    form.add_item(ui.TextDisplay(f"**{prose(asked.question.question)}**"))
    form.add_item(ui.Label(text="Your answer", description=tries, component=field))
    form.stop()
    return form


def _card(colour: int, *said: str) -> Card:
    return Card(container(text(*said), colour=colour))
