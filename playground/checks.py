"""What is checked, when, and what was found: at once (strict), afterwards (record), or by the rules alone (off)."""

import logging
from dataclasses import dataclass
from typing import Any, Literal

from .openapi import Document
from .wire import Json, loads

Mode = Literal["strict", "record", "off"]

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Recorded:
    """One exchange or event, kept as it travelled."""

    method: str
    template: str
    query: dict[str, str]
    body: bytes
    status: int
    answer: bytes


class Checks:
    """Collects violations, each once."""

    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self.document = Document.find() if mode != "off" else None
        self.violations: list[str] = []
        self.recorded: list[Recorded] = []
        if mode != "off" and self.document is None:
            log.warning("Discord's OpenAPI document is not here: shapes are NOT checked. Set DISCORD_OPENAPI=path.")

    def violate(self, sentence: str) -> None:
        """Something was wrong."""
        if sentence not in self.violations:
            self.violations.append(sentence)
            log.error("violation: %s", sentence)

    def request(self, method: str, template: str, query: dict[str, str], body: Any) -> list[str]:
        """Check a request at once, where that is the mode; gives what was wrong with it."""
        if self.mode != "strict" or self.document is None:
            return []
        found = self.document.request(method, template, query, body)
        for sentence in found:
            self.violate(sentence)
        return found

    def response(self, method: str, template: str, status: int, data: bytes) -> None:
        """Check an answer at once, where that is the mode."""
        if self.mode == "strict" and self.document is not None:
            answer = loads(data) if data else None
            for sentence in self.document.response(method, template, status, answer):
                self.violate(sentence)

    def event(self, name: str, data: Json) -> None:
        """Check an event at once, where that is the mode."""
        if self.mode == "strict" and self.document is not None:
            for sentence in self.document.event(name, data):
                self.violate(sentence)

    def record(
        self, method: str, template: str, query: dict[str, str], body: bytes, status: int, answer: bytes
    ) -> None:
        """Keep an exchange for later, where that is the mode."""
        if self.mode == "record":
            self.recorded.append(Recorded(method, template, query, body, status, answer))

    def check_recorded(self) -> int:
        """Check everything kept, and forget it; gives how many exchanges there were."""
        count = len(self.recorded)
        if self.document is not None:
            for kept in self.recorded:
                body = loads(kept.body) if kept.body else None
                found = self.document.request(kept.method, kept.template, kept.query, body)
                answer = loads(kept.answer) if kept.answer else None
                for sentence in found + self.document.response(kept.method, kept.template, kept.status, answer):
                    self.violate(sentence)
        self.recorded.clear()
        return count
