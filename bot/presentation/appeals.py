"""Appeals: what a player is asked and told, what the reviewers read, and what a server accepts."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import discord
from discord import ui

from bot.domain.appeal import WHY_LENGTHS, State, WhyNotAppeal
from bot.domain.content import Question
from bot.domain.quiz import Guess
from bot.errors import Refusal
from bot.presentation.components import Card, Component, button, container, row, separator, text
from bot.presentation.text import CARD_LIMIT, clip, lines, listed, one_line, plain, plural, prose

MINE = 10
"""Appeals listed for a player."""

ALIASES = 20
"""Forms listed at once."""

REASON_LIMIT = 300  # characters
_SHOWN = 80  # characters of a guess; a button takes no more
_QUESTION = 160  # characters of a question in a list
_VOICES = 5  # reasons that the reviewers read
_WHY = 330  # characters of each, with its letters escaped
_KNOWN = 600  # characters of the forms that are accepted
_OPEN, _NO, _YES = 0xB7791F, 0xB3261E, 0x2F7D5B
_STATES: Mapping[State, str] = {
    "open": "waits for the reviewers",
    "accepted": "accepted",
    "declined": "declined",
    "closed": "closed: nobody decided within 7 days",
}
_REFUSED: Mapping[WhyNotAppeal, Refusal] = {
    "form": Refusal("Only typed answers can be appealed for.", "Buttons and estimates are judged by their value."),
    "open": Refusal("This question is still open.", "Its reveal comes first."),
    "right": Refusal("Your answer was right.", "An appeal is for an answer that was refused."),
    "nothing": Refusal("What you typed then is not kept any more.", "An appeal is for an answer of the last 7 days."),
    "late": Refusal("That was more than 7 days ago.", "An appeal is for an answer of the last 7 days."),
}


class Voiced(Protocol):
    """Somebody who asks."""

    @property
    def user_id(self) -> int:
        """Who."""

    @property
    def why(self) -> str:
        """Why."""


class Appealed(Protocol):
    """What is shown of an appeal."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def guild_id(self) -> int:
        """The guild of the quiz."""

    @property
    def quiz_channel_id(self) -> int:
        """Where the question was asked."""

    @property
    def question_message_id(self) -> int | None:
        """The message of the question."""

    @property
    def normal(self) -> str:
        """The form that is asked for."""

    @property
    def reviewer_id(self) -> int | None:
        """Who decided."""

    @property
    def reason(self) -> str:
        """Why it was declined."""

    @property
    def players(self) -> int:
        """How many gave this form."""

    @property
    def voices(self) -> Sequence[Voiced]:
        """Who asks for it."""


def why_not(why: WhyNotAppeal) -> Refusal:
    """What a player reads who cannot appeal."""
    return _REFUSED[why]


def which_card(guesses: Sequence[Guess]) -> Card:
    """Asks a player which of their answers is meant."""
    answers = [button(plain_label(guess), f"appeal-of:{guess.id}") for guess in guesses[:5]]
    return Card(container(text("**Which of your answers should have been accepted?**"), row(*answers), colour=_OPEN))


def plain_label(guess: Guess) -> str:
    """A guess as the label of a button: nothing in it is formatted there."""
    return clip(one_line(guess.text), _SHOWN) or clip(guess.normal, _SHOWN)


def form(guess: Guess, question: Question) -> ui.Modal:
    """The form that asks why an answer is right."""
    modal = ui.Modal(title="Appeal", custom_id=f"appeal-form:{guess.id}")
    why = ui.TextInput[ui.Modal](
        custom_id="why",
        style=discord.TextStyle.paragraph,
        min_length=WHY_LENGTHS.start,
        max_length=WHY_LENGTHS.stop - 1,
    )
    asked = f"**{prose(question.question)}**\nYour answer: **{plain(clip(guess.text, _SHOWN))}**"
    modal.add_item(ui.TextDisplay(asked))
    modal.add_item(ui.Label(text="Why is it right?", description="A source helps most.", component=why))
    modal.stop()
    return modal


def made_card(one: Appealed, *, is_new: bool, has_readers: bool) -> Card:
    """That an appeal was made, or has one voice more."""
    also = "" if is_new else "Somebody has asked for the same; your reason is added. "
    later = (
        "The reviewers of this server read it now; they have 7 days."
        if has_readers
        else "It is kept until this server sets a staff channel, where reviewers read it."
    )
    paid = "If they accept it, everybody who gave that answer is paid. `/appeals mine` shows what came of it."
    said = f"**Appeal for “{plain(clip(one.normal, _SHOWN))}”.** {also}{later}"
    return Card(container(text(said, paid), colour=_YES))


def there_is_one(one: Appealed, state: State) -> Refusal:
    """What a player reads for whose answer there is an appeal that they cannot add to."""
    reason = f"The reviewers said: {plain(one.reason)}" if one.reason else "`/appeals mine` shows yours."
    return Refusal(f"There is an appeal for that answer; it {_verb(state)}.", reason)


def _verb(state: State) -> str:
    return _STATES[state] if state == "open" else f"was {_STATES[state]}"


def accept_id(one: Appealed) -> str:
    """The custom id by which the notice of an open one is found in its channel."""
    return f"appeal-accept:{one.id}"


def notice(one: Appealed, question: Question | None, state: State) -> Card:
    """What the reviewers read: question, answer and the form asked for, with buttons until it is decided."""
    asked = prose(question.question) if question else "A question that is no longer in the packs."
    known = [prose(form) for form in (question.answer, *question.accept)] if question else []
    voices = [f"- <@{voice.user_id}>: {clip(plain(voice.why), _WHY)}" for voice in one.voices[:_VOICES]]
    more = len(one.voices) - len(voices)
    if more > 0:
        voices.append(f"and {more:,} more")
    where = f"-# [The question in its quiz]({_link(one)})" if one.question_message_id else ""
    about = lines([clip(f"Accepted so far: {listed(known, 'and')}", _KNOWN) if known else "", where])
    return Card(
        container(
            text(f"### Appeal for “{plain(clip(one.normal, 200))}”", f"**{asked}**"),
            *([text(about)] if about else []),
            *([text(*voices)] if voices else []),
            separator(),
            *_decision(one, state),
            colour={"open": _OPEN, "accepted": _YES}.get(state, _NO),
        )
    )


def _decision(one: Appealed, state: State) -> list[Component]:
    if state != "open":
        return [text(decided(one, state), one.reason and f"Reason: {plain(one.reason)}")]
    whom = f"{plural(one.players, 'player')} gave this answer"
    return [
        text(
            f"-# {whom}. Accepting pays them, for boards and seasons too, and takes it in later quizzes of this server."
        ),
        row(
            button("Accept", accept_id(one), "success"),
            button("Decline", f"appeal-decline:{one.id}", "danger"),
        ),
    ]


def decided(one: Appealed, state: State) -> str:
    """Who decided, and how."""
    if state == "closed":
        return "**Closed:** nobody decided within 7 days."
    who = f"<@{one.reviewer_id}>" if one.reviewer_id and one.reviewer_id > 0 else "a former reviewer"
    return f"**{_STATES[state].capitalize()}** by {who}."


def decline_form(appeal_id: int) -> ui.Modal:
    """The form that asks why one is declined."""
    modal = ui.Modal(title="Decline an appeal", custom_id=f"appeal-why:{appeal_id}")
    reason = ui.TextInput[ui.Modal](custom_id="reason", style=discord.TextStyle.paragraph, max_length=REASON_LIMIT)
    modal.add_item(ui.Label(text="Why?", description="Who asked for it reads it.", component=reason))
    modal.stop()
    return modal


def paid_card(gains: Mapping[int, int], *, is_match: bool) -> Card:
    """What a reviewer is told of an acceptance: who has more by it."""
    rows = [f"- <@{user_id}> +{gain}" for user_id, gain in gains.items() if user_id > 0][:ALIASES]
    said = f"Accepted. {plural(len(gains), 'player has', 'players have')} more points." if gains else "Accepted."
    match = (
        "-# The points of its match are counted anew. Who went on from it stays, once the next stage is drawn."
        if is_match
        else ""
    )
    return Card(container(text(said, *rows, match), colour=_YES))


def to_asker(one: Appealed, question: Question | None, guild_name: str, points: int | None, user_id: int = 0) -> Card:
    """What who asked is told of a decision; with a `user_id` in a channel, where it calls them.

    `points` are what the answer has earned in its round; None where it was declined.
    """
    calls = f"<@{user_id}>: your" if user_id else "Your"
    what = f"appeal for “{plain(clip(one.normal, 200))}”"
    asked = f" ({prose(clip(question.question, _QUESTION))})" if question else ""
    link = f" [Its question]({_link(one)})" if one.question_message_id and not user_id else ""
    where = "" if user_id else f" in {plain(guild_name)}"
    if points is None:
        why = "`/appeals mine` tells why." if user_id else f"Reason: {plain(one.reason)}"
        return Card(container(text(f"{calls} {what}{asked} was **declined**{where}. {why}{link}"), colour=_NO))
    earned = f"Your answer has earned {plural(points, 'point')}." if points else "It was too late for points."
    said = f"{calls} {what}{asked} was **accepted**{where}. {earned} Everybody who gave it is paid.{link}"
    return Card(container(text(said), colour=_YES))


def mine_card(own: Sequence[tuple[Appealed, Question | None, State]]) -> Card:
    """A player's appeals and what came of each, the latest first."""
    room = CARD_LIMIT // (MINE + 1)
    rows = [
        lines(
            [
                f"- “{plain(clip(one.normal, _SHOWN))}” · {_asked(question)}\n  **{_STATES[state].capitalize()}**",
                one.reason and f"  {plain(one.reason)}",
            ]
        )
        for one, question, state in own
    ]
    nothing = "None yet. The button “Appeal” stands on the reveal of a typed question."
    shown = [clip(line, room) for line in rows] or [nothing]
    return Card(container(text("### Your appeals in this server"), text(*shown), colour=_OPEN))


def aliases_card(known: Sequence[tuple[str, Question | None]]) -> Card:
    """The forms that the server accepts beside the packs', the latest first."""
    rows = [f"- “{plain(clip(normal, _SHOWN))}” · {_asked(question)}" for normal, question in known[:ALIASES]]
    room = CARD_LIMIT // (ALIASES + 2)
    left = len(known) - len(rows)
    more = f"and {left:,} more; `/appeals aliases remove:` finds each" if left > 0 else ""
    shown = [clip(line, room) for line in rows] or ["None yet: each comes from an appeal that was accepted."]
    remove = "-# `/appeals aliases remove:` takes one back from the next question on; what it has paid stays."
    parts = [text("### Accepted by this server’s reviewers"), text(*shown, more), *([text(remove)] if rows else [])]
    return Card(container(*parts, colour=_OPEN))


def _asked(question: Question | None) -> str:
    return prose(clip(question.question, _QUESTION)) if question else "a question no longer in the packs"


def _link(one: Appealed) -> str:
    return f"https://discord.com/channels/{one.guild_id}/{one.quiz_channel_id}/{one.question_message_id}"
