"""What a member sees: a message, a modal, the reply to what they did."""

# ruff: noqa: ASYNC109 -- a cap on waiting, which is what a test's timeout is

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from . import components as c
from . import messages as m
from .errors import Refused
from .events import CAP_S
from .wire import Json
from .world import Message


class Seen:
    """A message as it stood when it was looked at; `now()` looks again."""

    def __init__(self, message: Message, still_there: Callable[[Message], bool]) -> None:
        self.record = message
        self.data = message.data
        self._still_there = still_there

    @property
    def id(self) -> int:
        """The message's id."""
        return self.record.id

    @property
    def channel_id(self) -> int:
        """Where it stands."""
        return self.record.channel_id

    @property
    def author(self) -> str:
        """The author's user name."""
        return str(self.data["author"]["username"])

    @property
    def content(self) -> str:
        """The words of the message itself."""
        return str(self.data["content"])

    @property
    def embeds(self) -> list[Json]:
        """Its embeds."""
        return list(self.data["embeds"])

    @property
    def attachments(self) -> list[Json]:
        """Its files."""
        return list(self.data["attachments"])

    @property
    def reactions(self) -> dict[str, int]:
        """How many reacted how, in the order in which the reactions first came."""
        return {reaction["emoji"]["name"]: reaction["count"] for reaction in self.data.get("reactions", ())}

    @property
    def poll(self) -> Json | None:
        """Its poll, if it has one."""
        return self.data.get("poll")

    @property
    def votes(self) -> dict[str, int]:
        """How many voted for each answer of its poll, in their order; without a poll nothing."""
        poll = self.poll or {"answers": [], "results": {"answer_counts": []}}
        counts = {entry["id"]: entry["count"] for entry in poll["results"]["answer_counts"]}
        return {a["poll_media"]["text"]: counts.get(a["answer_id"], 0) for a in poll["answers"]}

    @property
    def is_counted(self) -> bool:
        """Whether its poll is over and the results are final."""
        return self.poll is not None and bool(self.poll["results"]["is_finalized"])

    @property
    def pinged_roles(self) -> list[int]:
        """The ids of the roles that it pings."""
        return [int(role_id) for role_id in self.data["mention_roles"]]

    @property
    def text(self) -> str:
        """All that a reader sees: content, embeds, poll and components, a line for each text."""
        return "\n".join(m.texts(self.data))

    @property
    def components(self) -> list[Json]:
        """All components, parents before children."""
        return list(c.walk(self.data["components"]))

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons."""
        return [label_of(b) for b in self.components if b["type"] == c.BUTTON]

    @property
    def ephemeral(self) -> bool:
        """Whether only one member sees it."""
        return self.record.ephemeral_to is not None

    @property
    def loading(self) -> bool:
        """Whether it says that the application is thinking."""
        return bool(self.data["flags"] & m.LOADING)

    @property
    def exists(self) -> bool:
        """Whether it has not been deleted."""
        return self._still_there(self.record)

    def now(self) -> "Seen":
        """The message as it stands now."""
        return Seen(self.record, self._still_there)

    def button(self, label: str = "", *, custom_id: str = "") -> Json:
        """The button with that label (or emoji) or custom id."""
        found = [b for b in self.components if b["type"] == c.BUTTON]
        return pick(found, label, custom_id, "button")

    def select(self, custom_id: str = "") -> Json:
        """The select menu with that custom id, or the only one."""
        found = [s for s in self.components if s["type"] in c.SELECTS]
        if not custom_id and len(found) == 1:
            return found[0]
        return pick(found, "", custom_id, "select menu")

    def __repr__(self) -> str:
        return f"<{'ephemeral ' if self.ephemeral else ''}message {self.id} of {self.author}: {self.text!r}>"


def label_of(component: Json) -> str:
    """What stands on a button: its label, else its emoji."""
    return str(component.get("label") or (component.get("emoji") or {}).get("name") or "")


def pick(found: list[Json], label: str, custom_id: str, kind: str) -> Json:
    """The one of `found` that is meant; Refused with what there is otherwise."""
    for component in found:
        if custom_id and component.get("custom_id") == custom_id:
            return component
        if label and not custom_id and label in (label_of(component), label_of(component).strip()):
            return component
    there = ", ".join(repr(label_of(x) or x.get("custom_id")) for x in found) or "none"
    raise Refused(f"no {kind} {custom_id or label!r}; there are: {there}")


@dataclass(slots=True)
class Modal:
    """A form on the screen until it was answered. `opened_by` is the metadata of the interaction that opened it."""

    data: Json
    channel_id: int
    opened_by: Json
    source: Message | None
    is_open: bool = True

    @property
    def title(self) -> str:
        """What stands on top."""
        return str(self.data["title"])

    @property
    def custom_id(self) -> str:
        """The application's name for it."""
        return str(self.data["custom_id"])

    @property
    def fields(self) -> list[Json]:
        """The fields to fill in, each with the label that stands at it."""
        found = []
        for component in self.data["components"]:
            inner = component.get("components") or [component.get("component")]
            found += [
                {**f, "label": f.get("label") or component.get("label")} for f in inner if f and f["type"] in c.INPUTS
            ]
        return found

    @property
    def text(self) -> str:
        """All that a reader sees."""
        return "\n".join([self.title, *c.texts(self.data["components"])])


@dataclass(slots=True)
class Reply:
    """The application's first response to what a member did.

    `kind` is message, deferred, update, deferred_update, choices or modal; `seconds` passed from the interaction's
    sending to the response's arrival.
    """

    kind: str
    seconds: float
    message: Seen | None = None
    modal: Modal | None = None
    choices: list[Json] = field(default_factory=list)
    wait: Callable[[Seen, float], Awaitable[Seen]] | None = None

    @property
    def seen(self) -> Seen:
        """The message; Refused where the response has none."""
        if self.message is None:
            raise Refused(f"the response is a {self.kind}, not a message")
        return self.message

    @property
    def text(self) -> str:
        """All that a reader sees, of the message or the modal."""
        return self.modal.text if self.modal is not None else self.seen.text

    @property
    def content(self) -> str:
        """The words of the message itself."""
        return self.seen.content

    @property
    def embeds(self) -> list[Json]:
        """The message's embeds."""
        return self.seen.embeds

    @property
    def components(self) -> list[Json]:
        """All components of the message or the modal, parents before children."""
        return list(c.walk(self.modal.data["components"])) if self.modal is not None else self.seen.components

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons."""
        return self.seen.buttons

    @property
    def ephemeral(self) -> bool:
        """Whether only the member who acted sees it."""
        return self.message is not None and self.message.ephemeral

    def button(self, label: str = "", *, custom_id: str = "") -> Json:
        """The button with that label or custom id."""
        return self.seen.button(label, custom_id=custom_id)

    async def finished(self, timeout: float = CAP_S) -> Seen:
        """The message once the application has stopped thinking."""
        return await self.wait(self.seen, timeout) if self.wait is not None else self.seen
