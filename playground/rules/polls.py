"""Rules for polls."""

from playground.emoji import is_emoji
from playground.errors import ApiError
from playground.wire import Json

from .faults import Faults

QUESTION, ANSWER, ANSWERS, HOURS = 300, 55, 10, 768


def check(faults: Faults, poll: Json) -> None:
    """A new poll; 520004 for an emoji that is none (there are no emojis of servers here)."""
    faults.length("poll.question.text", (poll.get("question") or {}).get("text"), QUESTION, 1)
    answers = poll.get("answers") or []
    faults.count("poll.answers", answers, ANSWERS, 1)
    for index, answer in enumerate(answers):
        media = answer.get("poll_media") or {}
        faults.length(f"poll.answers.{index}.poll_media.text", media.get("text"), ANSWER, 1)
        emoji = media.get("emoji")
        if emoji and (emoji.get("id") or not is_emoji(emoji.get("name") or "")):
            raise ApiError(520004)
    hours = poll.get("duration")
    if hours is not None and (hours != int(hours) or not 1 <= hours <= HOURS):
        faults.add("poll.duration", "NUMBER_TYPE_RANGE", f"A poll is open for 1 to {HOURS} whole hours.")
    if (poll.get("layout_type") or 1) != 1:
        faults.add("poll.layout_type", "BASE_TYPE_CHOICES", "Value must be one of (1,).")
