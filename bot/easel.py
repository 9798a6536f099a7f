"""The program that draws: pictures for what is written to it, each a line of JSON; `bot.drawing` starts it.

It ends with its input, however whoever has started it ends.
"""

import json
import os
import signal
import struct
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

from bot.presentation.alt import Bar, Place
from bot.presentation.brackets import Box, Column, Slot
from bot.presentation.images import bracket_picture, standings_picture, stats_picture

HEAD = struct.Struct(">?I")
"""Comes before each answer: whether it is a picture or what went wrong, and its length in bytes."""


def main() -> None:
    """Draws until nothing more can come."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every program of a terminal; Clio decides
    for line in sys.stdin.buffer:
        try:
            is_drawn, told = True, _drawn(*json.loads(line))
        except Exception:
            is_drawn, told = False, traceback.format_exc().encode()
        try:
            sys.stdout.buffer.write(HEAD.pack(is_drawn, len(told)) + told)
            sys.stdout.buffer.flush()
        except OSError:  # nobody is there to read it, and Python would try again and say so
            os._exit(1)


def _drawn(kind: str, title: str, shown: Any, footer: str) -> bytes:
    if kind == "standings":
        places: Sequence[Place] = [Place(*place) for place in shown]
        return standings_picture(title, places, footer=footer)
    if kind == "bracket":
        return bracket_picture(title, [_column(*column) for column in shown], footer=footer)
    groups: Mapping[str, Sequence[Bar]] = {heading: [Bar(*bar) for bar in bars] for heading, bars in shown.items()}
    return stats_picture(title, groups, footer=footer)


def _column(heading: str, boxes: Sequence[Any]) -> Column:
    return Column(heading, tuple(Box(tuple(Slot(*slot) for slot in slots), *rest) for slots, *rest in boxes))


if __name__ == "__main__":
    main()
