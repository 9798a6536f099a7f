"""What the numbers were measured on: the machine, its programs, and which of its cores each side has."""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import psutil

MEASURED = ("discord.py", "aiohttp", "uvloop", "orjson", "zstandard", "pydantic", "rapidfuzz")


def description() -> list[str]:
    """The machine, the programs and the day, a line each."""
    memory = psutil.virtual_memory().total / 2**30
    programs = ", ".join(f"{name} {version(name)}" for name in MEASURED if name != "uvloop" or sys.platform != "win32")
    return [
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB; {platform.system()} {platform.release()}",
        f"{platform.python_implementation()} {platform.python_version()}; {programs}",
        datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
    ]


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    if sys.platform == "darwin":
        return subprocess.check_output(["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"], text=True).strip()
    return platform.processor() or platform.machine()


@cache
def cores() -> tuple[int, int] | None:
    """A core for the bot and another for the playground, decided once; None where a process cannot be kept on one."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    usable = sorted(os.sched_getaffinity(0))
    return (usable[-2], usable[-1]) if len(usable) > 1 else None


def keep_on(core: int, process_id: int = 0) -> None:
    """The process (0: this one) runs on no other core from now on; with everything that it starts later."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process_id, {core})


class Others:
    """How much of the machine other processes take from here on."""

    def __init__(self) -> None:
        self._began = psutil.cpu_times()
        self._own = self._ours()

    def share(self) -> float:
        """Their part of all cores' time since then, 0 to 1."""
        now = psutil.cpu_times()
        passed = sum(now) - sum(self._began)
        idle = now.idle - self._began.idle + getattr(now, "iowait", 0) - getattr(self._began, "iowait", 0)
        busy = passed - idle - (self._ours() - self._own)
        return max(0.0, busy / passed) if passed else 0.0

    @staticmethod
    def _ours() -> float:
        times = os.times()
        return times.user + times.system + times.children_user + times.children_system
