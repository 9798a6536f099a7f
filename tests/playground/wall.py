"""The wall clock of other processes, moved from outside by libfaketime; their monotonic clock is left alone."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

LIBRARIES = ("/usr/lib/*/faketime/libfaketime.so.1", "/usr/lib*/faketime/libfaketime.so.1")


class Wall:
    """Processes that are started with `environment` take their time from here."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "faketime"
        self._ahead = timedelta()
        self.move(timedelta())

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs in its environment; the test is skipped where libfaketime is not installed."""
        found = [path for pattern in LIBRARIES for path in Path("/").glob(pattern.lstrip("/"))]
        if not found:
            pytest.skip("libfaketime is not installed (Debian: faketime)")
        return {
            "LD_PRELOAD": str(found[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",  # a change is seen at once
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",  # files keep their times, or Python would compile every module anew
        }

    def move(self, by: timedelta) -> None:
        """It is so much later from now on, or earlier."""
        self._ahead += by
        new = self._file.with_suffix(".new")
        new.write_text(f"{self._ahead.total_seconds():+f}\n", "ascii")
        os.replace(new, self._file)
