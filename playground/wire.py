"""JSON as it travels: the alias for an object, and the reading and writing of it."""

from datetime import UTC, datetime
from typing import Any

import orjson

Json = dict[str, Any]
"""A JSON object."""

dumps = orjson.dumps
loads = orjson.loads


def iso(moment: float) -> str:
    """`moment` (seconds since 1970) as Discord writes it: `2026-11-22T04:38:14.120000+00:00`."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="microseconds")
