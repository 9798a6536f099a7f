"""Past what-ifs of a server: the list of all, and the recap of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.discussion import Talk, outcome
from bot.presentation.alt import Bar
from bot.presentation.components import Card, Component, button, container, gallery, row, separator, text
from bot.presentation.text import clip, lines, listed, plain, plural

PAGE = 5
"""Prompts on one page of the archive."""

PICTURE = "poll.png"
POLL_TITLE = "How plausible is it?"

_COLOUR = 0x8A4FBE
_NAME = 120


@dataclass(frozen=True, slots=True)
class Ballot:
    """The poll of a prompt, as far as it is known."""

    votes: Mapping[str, int] | None
    """By answer, in the poll's order; none at all where the poll is gone, None where nobody could look."""
    ends_at: int
    """In milliseconds UTC."""
    is_final: bool


@dataclass(frozen=True, slots=True)
class Past:
    """A prompt that was posted; without a ballot it had no poll."""

    name: str
    """Its title as the pack has it; empty where it is in no pack any more."""
    posted_at: int
    """In milliseconds UTC."""
    url: str
    ballot: Ballot | None = None
    recap_url: str = ""


@dataclass(frozen=True, slots=True)
class Recap:
    """What is told of a prompt when the next one is near."""

    past: Past
    guild_id: int
    thread_id: int | None
    """None where the prompt had no discussion of its own."""
    talk: Talk | None
    """None where the discussion is gone."""
    following: Past | None = None
    """The prompt that was posted after it."""
    next_at: int | None = None
    """When another one is due, in milliseconds UTC."""


def message_url(guild_id: int, channel_id: int, message_id: int) -> str:
    """Where a message is, as Discord's clients link to it."""
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"


def archive_card(shown: Sequence[Past], *, page: int, pages: int, count: int) -> Card:
    """A page of the past what-ifs of a server, the latest first."""
    if not count:
        asked = "`/schedule add kind:whatif day:Monday time:18:00` makes a weekly one; `/whatif` shows one now."
        return Card(container(text("### No what-if has been posted here yet", asked), colour=_COLOUR))
    foot = f"-# Page {page:,} of {pages:,} · {plural(count, 'what-if')}"
    turn = [
        button("Previous", f"prompts:{page - 1}", disabled=page == 1),
        button("Next", f"prompts:{page + 1}", disabled=page == pages),
    ]
    return Card(
        container(
            text("### Past what-ifs of this server"),
            *(text(_listed(past)) for past in shown),
            text(foot),
            *([row(*turn)] if pages > 1 else ()),
            colour=_COLOUR,
        )
    )


def _listed(past: Past) -> str:
    recap = f"[Recap]({past.recap_url})" if past.recap_url else ""
    said = " · ".join(part for part in (f"<t:{past.posted_at // 1000}:D>", _result(past.ballot), recap) if part)
    return f"**{_linked(past)}**\n{said}"


def _linked(past: Past) -> str:
    return f"[{plain(clip(past.name, _NAME)) or 'A what-if that is in no pack any more'}]({past.url})"


def _result(ballot: Ballot | None) -> str:
    """How the poll went, or when its result comes; empty where there was none."""
    if ballot is None:
        return ""
    if ballot.votes is None:
        if ballot.is_final:
            return "the poll could not be read"
        return f"the poll's result comes after <t:{ballot.ends_at // 1000}:f>"
    if not ballot.votes:
        return "the poll was deleted"
    went = outcome(ballot.votes)
    if went is None:
        return "nobody voted" if ballot.is_final else "nobody has voted yet"
    answers = listed((plain(answer) for answer in went.leading), "and")
    each = " each" if len(went.leading) > 1 else ""
    so_far = "" if ballot.is_final else " so far"
    return f"**{answers}**: {went.votes:,}{each} of {plural(went.total, 'vote')}{so_far}"


def poll_bars(past: Past) -> dict[str, Sequence[Bar]]:
    """What the picture of a poll shows; nothing where nobody voted."""
    votes = past.ballot.votes if past.ballot else None
    total = sum(votes.values()) if votes else 0
    if not votes or not total:
        return {}
    return {past.name or "What if": [Bar(answer, count, total) for answer, count in votes.items()]}


def recap_card(recap: Recap, mark: str, *, picture: str = "") -> Card:
    """What came of a prompt, and what comes next; `picture` is the alternative text of the attached chart."""
    past = recap.past
    body = [text("### Looking back", f"**{_linked(past)}**", f"-# Posted <t:{past.posted_at // 1000}:D>")]
    if past.ballot:
        body.append(text(f"**{POLL_TITLE}**", _sentence(_result(past.ballot))))
    if picture:
        body.append(gallery((f"attachment://{PICTURE}", picture)))
    if recap.thread_id:
        body.append(_discussion(recap, recap.thread_id))
    body += [separator(), text("**What comes next**", _next(recap))]
    return Card(container(*body, row(button("Past what-ifs", f"prompts-all:{mark}")), colour=_COLOUR))


def _sentence(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}."


def _discussion(recap: Recap, thread_id: int) -> Component:
    talk = recap.talk
    if talk is None:
        return text("**The discussion**", "Its thread is gone, or Clio may not read it.")
    if not talk.posts:
        return text("**The discussion**", f"Nobody has written in <#{thread_id}> yet; it is still there.")
    at_least = "At least " if talk.is_cut else ""
    said = f"{at_least}{plural(talk.posts, 'post')} by {plural(talk.contributors, 'member')} in <#{thread_id}>."
    best = [
        f"**{n}.** [Reply]({message_url(recap.guild_id, thread_id, reply.message_id)}) by <@{reply.author_id}> · "
        f"{plural(reply.reactions, 'reaction')}"
        for n, reply in enumerate(talk.best, 1)
    ]
    stood_out = "**With the most reactions**" if best else "-# No reply has reactions that could be counted here."
    return text("**The discussion**", said, stood_out, *best)


def _next(recap: Recap) -> str:
    following = f"After it came **{_linked(recap.following)}**." if recap.following else ""
    at_s = (recap.next_at or 0) // 1000
    due = f"The next what-if comes <t:{at_s}:F> (<t:{at_s}:R>)." if at_s else "No further what-if is scheduled."
    return lines([following, due])
