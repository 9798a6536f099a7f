"""What a member proposes: a what-if with as much of it as one form holds."""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints

from bot.domain.content import Divergence, Line, WhatIf
from bot.domain.dates import NotADate, parse_date
from bot.domain.twins import twins

TITLE_LIMIT, BACKGROUND_LIMIT, CHANGE_LIMIT, LINE_LIMIT = 90, 600, 500, 200  # characters
FIELDS = ("title", "background", "change", "source", "question")
"""What is asked, in the order of the form."""

EXAMPLE = "28 June 1914, Sarajevo: the driver keeps to the quay"

_LEAST = {
    "title": (5, "The title is too short: five characters at least."),
    "background": (20, "The background is too short: say in twenty characters or more what really happened."),
    "source": (5, "Name a source in five characters or more: a work with its author, or an address."),
    "question": (5, "Ask one question in five characters or more."),
}
_MOST = dict(
    zip(FIELDS, (TITLE_LIMIT, BACKGROUND_LIMIT, CHANGE_LIMIT, LINE_LIMIT, LINE_LIMIT), strict=True),
)
_WHAT_IF = re.compile(r"^what if\b[\s:.…,]*", re.IGNORECASE)


class Proposal(BaseModel):
    """A divergence card in the making, with the names of `WhatIf`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, StringConstraints(min_length=1, max_length=TITLE_LIMIT)]
    background: Annotated[str, StringConstraints(min_length=1, max_length=BACKGROUND_LIMIT)]
    pod: Divergence
    source: Line
    """A work or an address, in the member's words."""
    question: Line

    @property
    def fields(self) -> dict[str, str]:
        """What to type into the form to get the same again."""
        change = f"{self.pod.date}, {self.pod.place}: {self.pod.change}"
        typed = (self.title, self.background, change, self.source, self.question)
        return dict(zip(FIELDS, typed, strict=True))


def proposed(typed: Mapping[str, str]) -> Proposal | list[str]:
    """What was filled into the form, each field on one line; or what is to be mended, a sentence for each."""
    fields = {name: typed.get(name, "").strip() for name in FIELDS}
    fields["title"] = _WHAT_IF.sub("", fields["title"])
    wrong = [say for name, (least, say) in _LEAST.items() if len(fields[name]) < least]
    wrong += [
        f"The {name} is too long: {most} characters at most."
        for name, most in _MOST.items()
        if len(fields[name]) > most
    ]
    pod = _divergence(fields["change"])
    if isinstance(pod, str):
        wrong.append(pod)
    if wrong or isinstance(pod, str):
        return wrong
    return Proposal(
        title=fields["title"],
        background=fields["background"],
        pod=pod,
        source=fields["source"],
        question=fields["question"],
    )


def _divergence(text: str) -> Divergence | str:
    head, _, change = (part.strip() for part in text.partition(":"))
    when, _, place = (part.strip() for part in head.partition(","))
    if not place or len(place) > LINE_LIMIT or len(change) < 5:
        return f"The change begins with its date, a comma, its place and a colon, such as “{EXAMPLE}”."
    try:
        return Divergence(date=parse_date(when), place=place, change=change)
    except NotADate as error:
        return f"The change begins with a date, such as “{EXAMPLE}”. {error}"


_Told = TypeVar("_Told", bound=Proposal | WhatIf)


def twin_of(proposal: Proposal, others: Iterable[_Told]) -> _Told | None:
    """The first of the others whose title or change is at least 90 % alike."""
    for other in others:
        pairs = (proposal.title, other.title), (proposal.pod.change, other.pod.change)
        if any(any(twins(pair)) for pair in pairs):
            return other
    return None
