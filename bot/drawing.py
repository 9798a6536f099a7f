"""Pictures drawn in a process of its own, which begins with the first one and ends with Clio.

Pillow and HarfBuzz hold the interpreter while they draw: in a thread each picture would keep everybody waiting for some
hundredths of a second, and many quizzes end in the same minute.
"""

import asyncio
import json
import logging
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from bot.easel import HEAD
from bot.presentation.alt import Bar, Place
from bot.presentation.brackets import Column

PATIENCE_S = 20.0
"""For one picture, with the start of the process; a cap, on a machine that has no time for it."""

_ROOT = Path(__file__).parents[1]
_KINDLY = (
    "import os, runpy, sys; hasattr(os, 'nice') and os.nice(19); runpy.run_module(sys.argv[1], run_name='__main__')"
)
"""Starts the program with the lowest priority from its first import on, which takes a second beside a busy Clio."""
_WINDOWS = ("BELOW_NORMAL_PRIORITY_CLASS", "CREATE_NO_WINDOW")

log = logging.getLogger(__name__)


class Drawing:
    """Draws one picture after the other. Whatever happens to the process costs one picture; the next has a new one."""

    def __init__(self, program: str = "bot.easel", patience_s: float = PATIENCE_S) -> None:
        self._program = program
        self._patience_s = patience_s
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._is_closed = False

    async def standings(self, title: str, places: Sequence[Place], *, footer: str = "") -> bytes | None:
        """A PNG file; None where it cannot be drawn, and the words beside it have to do."""
        return await self._drawn("standings", title, [astuple(place) for place in places], footer)

    async def stats(self, title: str, groups: Mapping[str, Sequence[Bar]], *, footer: str = "") -> bytes | None:
        """A PNG file; None where it cannot be drawn, and the words beside it have to do."""
        shown = {heading: [astuple(bar) for bar in bars] for heading, bars in groups.items()}
        return await self._drawn("stats", title, shown, footer)

    async def bracket(self, title: str, columns: Sequence[Column], *, footer: str = "") -> bytes | None:
        """A PNG file; None where it cannot be drawn, and the words beside it have to do."""
        return await self._drawn("bracket", title, [astuple(column) for column in columns], footer)

    async def close(self) -> None:
        """Ends the process; nothing is drawn from here on."""
        self._is_closed = True
        if self._process:
            _kill(self._process)  # what is being drawn is not waited for
        async with self._turn:
            await self._end()

    async def _drawn(self, *wanted: object) -> bytes | None:
        # A picture that nobody waits for any more is drawn all the same: half an answer would be taken for the next.
        return await asyncio.shield(asyncio.create_task(self._in_turn(wanted), name="picture"))

    async def _in_turn(self, wanted: object) -> bytes | None:
        async with self._turn:
            if self._is_closed:
                return None
            try:
                async with asyncio.timeout(self._patience_s):
                    is_drawn, told = await self._asked(json.dumps(wanted).encode() + b"\n")
            except (OSError, EOFError, TimeoutError) as fault:
                await self._end()
                if not self._is_closed:
                    log.error("picture not drawn", extra={"why": type(fault).__name__})
                return None
        if not is_drawn:
            log.error("picture not drawn", extra={"why": told.decode()})
            return None
        return told

    async def _asked(self, wanted: bytes) -> tuple[bool, bytes]:
        if self._process and self._process.returncode is not None:
            await self._end()
        self._process = process = self._process or await self._begun()
        if not (process.stdin and process.stdout):
            raise OSError("no pipes")
        process.stdin.write(wanted)
        is_drawn, length = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
        return is_drawn, await process.stdout.readexactly(length)

    async def _begun(self) -> Process:
        flags = sum(getattr(subprocess, flag, 0) for flag in _WINDOWS)
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _KINDLY, self._program),
            cwd=_ROOT,
            stdin=PIPE,
            stdout=PIPE,
            creationflags=flags,
        )

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            _kill(process)
            await process.wait()


def _kill(process: Process) -> None:
    if process.returncode is None:
        process.kill()
