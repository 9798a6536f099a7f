"""Faults of one request, collected and then answered together."""

from typing import Any

from playground.errors import invalid_form


class Faults:
    """What is wrong, each with its place in the body."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def add(self, path: str, code: str, message: str) -> None:
        """One thing is wrong."""
        self.found.append((path, code, message))

    def length(self, path: str, value: Any, most: int, least: int = 0) -> None:
        """A text of `least` to `most` characters; None passes where `least` is 0."""
        if value is None:
            if least:
                self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", f"Could not interpret {value!r} as string.")
        elif not least <= len(value) <= most:
            if least:
                self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
            else:
                self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def count(self, path: str, value: Any, most: int, least: int = 0) -> None:
        """A list of `least` to `most` entries."""
        number = len(value or ())
        if not least <= number <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def raise_if_any(self) -> None:
        """50035 with everything found."""
        if self.found:
            raise invalid_form(self.found)
