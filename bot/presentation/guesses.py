"""What a player is told in private: the guess that was kept, or why it was not, and why it was right or wrong."""

from collections.abc import Mapping, Sequence

from discord import ui

from bot.domain.answer import GUESS_LIMIT
from bot.domain.content import Question
from bot.domain.guessing import Told
from bot.domain.quiz import Guess, Rules, Session
from bot.presentation import labels
from bot.presentation.components import Card, button, container, row, text
from bot.presentation.rounds import letter
from bot.presentation.text import clip, plain, plural, prose

_YES = 0x2F7D5B
_NO = 0xB3261E
_ASK = 0xB7791F
_SHOWN = 100  # characters of a guess that are shown again

_REFUSED: Mapping[str, str] = {
    "early": "That was sent before the question was asked, so it does not count.",
    "final": "You have answered this question already; your answer stands.",
    "many": "You have changed your mind too often for one question; your last choice stands.",
    "elsewhere": "You answered in another server less than a minute ago. Answers score in one server at a time.",
    "empty": "There is no answer to read in that. It does not count against you; try again.",
    "list": "One answer, please. It does not count against you; try again.",
    "unreadable": "That is no year or number. Type one such as 1917, 44 BC or 1337–1453; this one does not count.",
}


def told_card(session: Session, told: Told, now_at: int) -> Card:
    """What came of a guess; `now_at` in milliseconds of Discord's clock."""
    asked = told.asked
    if told.why_not == "late":
        ago = max(1, round((now_at - asked.deadline_at) / 1000))
        return _card(_NO, f"This question closed {ago} s ago, so that does not count.")
    if told.why_not == "moved":
        link = f"https://discord.com/channels/{session.guild_id}/{session.channel_id}/{asked.message_id}"
        if told.guess and told.guess.posting != asked.posting:
            return _card(_NO, "Your answer from before the restart stands.", _mine(asked.options, told.guess))
        return _card(_NO, f"This question was [asked again here]({link}).")
    if told.why_not is not None:
        return _card(_NO, _REFUSED[told.why_not], _mine(asked.options, told.guess) if told.why_not == "final" else "")
    if told.guess is None:
        raise ValueError("a guess that was kept is told of")
    if asked.form == "buttons":
        open_until = "" if told.is_final else f"You can change it until <t:{asked.deadline_at // 1000}:R>."
        return _card(_YES, f"You chose {_mine(asked.options, told.guess)}", open_until)
    return _typed(session, told, told.guess)


def _typed(session: Session, told: Told, guess: Guess) -> Card:
    mine = f"Your answer: **{plain(clip(guess.text, _SHOWN))}**"
    place = f"{session.id}:{told.asked.number}:{told.asked.posting}"
    again = button("Answer again", f"answer:{place}", "primary")
    if told.asked.form == "estimate":
        left = f"You have {plural(told.tries_left, 'more try', 'more tries')}." if not told.is_final else ""
        return _card(_YES, mine, f"Read as {guess.normal}. {left}".strip())
    if guess.verdict == "accept":
        return _card(_YES, "✅ **Right.**", mine)
    if told.prompt_until_at:
        more = f"Right, but not enough. Which one? Say more until <t:{told.prompt_until_at // 1000}:R>."
        return Card(container(text(f"❓ **{more}**", mine), row(again), colour=_ASK))
    if told.is_final:
        return _card(_NO, "❌ **Not accepted.** The reveal tells why.", mine)
    left = f"You have {plural(told.tries_left, 'more try', 'more tries')}."
    return Card(container(text(f"❌ **Not accepted.** {left}", mine), row(again), colour=_NO))


def _mine(options: Sequence[str], guess: Guess | None) -> str:
    if guess is None:
        return ""
    where = f"{letter(options.index(guess.text))} · " if guess.text in options else ""
    return f"**{where}{plain(clip(guess.text, _SHOWN))}**"


def why_card(question: Question, guesses: Sequence[Guess], counted: Guess | None) -> Card:
    """Why each of a player's guesses was right or wrong: how it was read, by which rule, what it was nearest to."""
    if not guesses:
        return _card(_ASK, "You did not answer this question.", f"The answer is **{prose(question.answer)}**.")
    rows = [_reason(guess, is_counted=guess is counted) for guess in guesses[-5:]]
    return Card(container(text("### Why?", *rows), text(f"The answer is **{prose(question.answer)}**."), colour=_ASK))


def _reason(guess: Guess, *, is_counted: bool) -> str:
    mark = {"accept": "✅", "prompt": "❓", "reject": "❌"}[guess.verdict]
    if guess.distance is not None:
        return f"🎯 **{plain(clip(guess.text, _SHOWN))}**, read as {guess.normal}: off by {guess.distance:,}"
    counts = "" if is_counted else " (another of your answers counts)"
    head = f"{mark} **{plain(clip(guess.text, _SHOWN))}** · {guess.elapsed_ms / 1000:.1f} s{counts}"
    if guess.rule == "option":
        return head
    read = f"read as “{plain(clip(guess.normal, _SHOWN))}”"
    near = f", nearest to “{prose(clip(guess.nearest, _SHOWN))}”" if guess.nearest else ""
    return f"{head}\n-# {read}{near}: {labels.RULES.get(guess.rule, guess.rule)}"


def vote_card(what: str, have: int, need: int) -> Card:
    """How a vote stands."""
    return _card(_YES, f"Your vote to {what} counts: {have} of {need} needed.")


def answer_form(session_id: int, number: int, posting: int, rules: Rules) -> ui.Modal:
    """The form in which an answer is typed."""
    form = ui.Modal(title=f"Question {number}", custom_id=f"answer-form:{session_id}:{number}:{posting}")
    field = ui.TextInput[ui.Modal](custom_id="answer", max_length=GUESS_LIMIT)
    tries = "Your first answer counts." if rules.tries == 1 else f"You have {rules.tries} tries."
    form.add_item(ui.Label(text="Your answer", description=tries, component=field))
    form.stop()
    return form


def _card(colour: int, *said: str) -> Card:
    return Card(container(text(*said), colour=colour))
