"""One line per event, for people or as JSON; no texts of messages, no token."""

import logging
import re
import sys
from datetime import UTC, datetime
from typing import Literal

from pythonjsonlogger.json import JsonFormatter

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# What discord.py and aiosqlite say below these levels holds the texts of messages or the values of statements;
# discord.client warns at every start that voice is missing, which Clio does not use.
_QUIET = {
    "discord": logging.INFO,
    "discord.client": logging.ERROR,
    "aiosqlite": logging.WARNING,
    "asyncio": logging.INFO,
    "filelock": logging.INFO,
}
_SECRETS = re.compile(
    r"(?<=/)(interactions|webhooks)/(\d+)/[^/\s'\"]+|Bot [\w.-]{20,}|[\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,}"
)


def redact(line: str) -> str:
    """The line without tokens of bots, interactions and webhooks.

    >>> redact("POST /webhooks/12/aW50ZXI/messages responded with 429")
    'POST /webhooks/12/…/messages responded with 429'
    """
    return _SECRETS.sub(lambda match: f"{match[1]}/{match[2]}/…" if match[1] else "…", line)


class _ForPeople(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fields = "".join(f" {key}={value}" for key, value in vars(record).items() if key not in _STANDARD)
        line = f"{at} {record.levelname.lower():7} {record.name}: {record.getMessage()}{fields}"
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return redact(line)


class _ForPrograms(JsonFormatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def begin(level: str, form: Literal["human", "json"]) -> None:
    """Sends all logging to standard error from here on."""
    handler = logging.StreamHandler(sys.stderr)
    if form == "json":
        fields = ["levelname", "name", "message"]
        handler.setFormatter(
            _ForPrograms(
                fields, timestamp="at", rename_fields={"levelname": "level", "name": "logger", "message": "event"}
            )
        )
    else:
        handler.setFormatter(_ForPeople())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, lowest in _QUIET.items():
        logging.getLogger(name).setLevel(max(lowest, logging.getLevelName(level)))
