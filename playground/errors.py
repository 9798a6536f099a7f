"""Everything that this Discord says no with.

PlaygroundError
├── ApiError             an answer over HTTP with a status, one of Discord's codes and its text
├── Refused              Discord's own client would not have let the member do that
├── InteractionFailed    the application did not answer in time: "The application did not respond"
└── Violations           the application broke a rule of Discord, or this Discord answered in a wrong shape
"""

from collections.abc import Sequence

from .wire import Json

# code: (HTTP status, text); Discord, Opcodes and Status Codes, JSON
CODES: dict[int, tuple[int, str]] = {
    10002: (404, "Unknown Application"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10014: (400, "Unknown Emoji"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10070: (404, "Unknown Guild Scheduled Event"),
    20028: (429, "The write action you are performing on the channel has hit the write rate limit."),
    30010: (400, "Maximum number of reactions reached (20)"),
    30032: (400, "Maximum number of application commands reached (100)."),
    30034: (400, "Max number of daily application command creates has been reached (200)"),
    30038: (400, "Maximum number of guild scheduled events reached (100)."),
    40001: (401, "Unauthorized"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    40067: (400, "A tag is required to create a forum post in this channel"),
    40094: (400, "Maximum number of follow-up messages for this interaction reached (5)"),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50021: (403, "Cannot execute action on a system message"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50028: (400, "Invalid Role"),
    50034: (400, "You can only bulk delete messages that are under 14 days old."),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160002: (400, "Cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
    160005: (400, "Thread is locked"),
    160006: (400, "Maximum number of active threads reached"),
    180000: (400, "Cannot update a finished event"),
    520001: (400, "Poll expired"),
    520003: (400, "Cannot edit a poll message"),
    520004: (400, "Cannot use an emoji included with the poll"),
    520006: (400, "Cannot expire a non-poll message"),
}


class PlaygroundError(Exception):
    """Root of the tree above."""


class ApiError(PlaygroundError):
    """One of Discord's errors; `errors` is the tree of faults that goes with 50035."""

    def __init__(self, code: int, *, status: int = 0, message: str = "", errors: Json | None = None) -> None:
        known_status, known_message = CODES.get(code, (400, ""))
        self.status = status or known_status
        self.code = code
        self.message = message or known_message
        self.errors = errors
        super().__init__(f"{self.status} ({code}): {self.message}")

    def body(self) -> Json:
        """The answer's JSON."""
        data: Json = {"message": self.message, "code": self.code}
        if self.errors:
            data["errors"] = self.errors
        return data


def invalid_form(faults: Sequence[tuple[str, str, str]]) -> ApiError:
    """50035 with each fault (dotted path, Discord's word for it, sentence) at its place.

    >>> invalid_form([("embeds.0.title", "BASE_TYPE_MAX_LENGTH", "Must be 256 or fewer in length.")]).errors
    {'embeds': {'0': {'title': {'_errors': [{'code': 'BASE_TYPE_MAX_LENGTH', 'message': 'Must be 256 or fewer in length.'}]}}}}
    """  # noqa: E501
    tree: Json = {}
    for path, code, message in faults:
        node = tree
        for part in filter(None, path.split(".")):
            node = node.setdefault(part, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})
    return ApiError(50035, errors=tree)


class Refused(PlaygroundError):
    """The sentence says which rule of Discord's client forbids the act."""


class InteractionFailed(PlaygroundError):
    """No first response came within three seconds, or the answer was refused."""


class Violations(PlaygroundError):
    """All sentences about what was wrong, in the order of their discovery."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join([f"{len(sentences)} violation(s) of Discord's rules:", *sentences]))
        self.sentences = tuple(sentences)
