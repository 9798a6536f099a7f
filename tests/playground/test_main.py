"""`python -m playground`, as a process."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CAP_S = 20.0


@pytest.fixture
async def start() -> AsyncIterator[Any]:
    """Starts the playground with arguments, and ends it after the test."""
    running: list[asyncio.subprocess.Process] = []

    async def run(*arguments: str) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "playground",
            *arguments,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        )
        running.append(process)
        return process

    yield run
    for process in running:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def line(process: asyncio.subprocess.Process) -> str:
    """The next line that it prints."""
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), CAP_S)).decode().strip()


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    """Exit code and the rest of what it printed, but that Discord's document is absent where it is."""
    out, err = await asyncio.wait_for(process.communicate(), CAP_S)
    errors = [text for text in err.decode().splitlines() if "OpenAPI document is not here" not in text]
    return process.returncode, out.decode().strip(), "\n".join(errors)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_ends_on_a_signal(start: Any, number: signal.Signals) -> None:
    """The address of the page is printed, --open never fails without a screen, and a signal ends it with 0."""
    process = await start("--port", "0", "--open")
    assert (await line(process)).startswith("The playground is open at http://127.0.0.1:")
    assert "DISCORD_API_URL=http://127.0.0.1:" in await line(process)
    process.send_signal(number)
    assert (0, "", "") == await ended(process)


async def test_runs_a_command(start: Any) -> None:
    """The command finds address and token in its environment; its exit code becomes the playground's."""
    code = "import os, sys; print(os.environ['DISCORD_API_URL'], len(os.environ['DISCORD_TOKEN'])); sys.exit(3)"
    process = await start("--port", "0", "--", sys.executable, "-c", code)
    address = (await line(process)).removeprefix("The playground is open at ").split("/ (")[0]
    assert f"{address}/api/v10" == (await line(process)).split(" ")[0]
    exit_code, _, error = await ended(process)
    assert 3 == exit_code
    assert f"{sys.executable} ended with exit code 3; the playground ends too." == error


async def test_ends_the_command_first(start: Any) -> None:
    """A signal ends the command with SIGTERM and waits for it."""
    code = (
        "import signal, sys, time\n"
        "def bye(*_):\n    print('bye', flush=True)\n    sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, bye)\n"
        "print('ready', flush=True)\n"
        "while True: time.sleep(0.1)\n"
    )
    process = await start("--port", "0", "--", sys.executable, "-c", code)
    await line(process)
    assert "ready" == await line(process)
    process.send_signal(signal.SIGINT)
    assert (0, "bye", "") == await ended(process)


async def test_unknown_command(start: Any) -> None:
    """A command that is not there is named in one sentence."""
    process = await start("--port", "0", "--", "no-such-command-at-all")
    exit_code, _, error = await ended(process)
    assert (127, "no-such-command-at-all cannot be run: No such file or directory.") == (exit_code, error)


async def test_port_in_use(start: Any) -> None:
    """A port that is taken, or does not exist, is one clear sentence."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        process = await start("--port", port)
        sentence = f"Port {port} is taken by another program; choose another one with --port (make play PORT=…)."
        assert (1, "", sentence) == await ended(process)
    assert "Port 70000 does not exist" in (await ended(await start("--port", "70000")))[2]
