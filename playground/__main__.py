"""`python -m playground`: the demo world with its page, and a command run against it until either ends."""

import argparse
import asyncio
import errno
import logging
import os
import signal
import subprocess
import sys
import webbrowser
from collections.abc import Sequence
from types import FrameType

from .server import Playground

GRACE_S = 8.0  # for the command to end after SIGTERM
DEFAULT_PORT = 8765


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until Ctrl-C, SIGTERM or the end of the command; gives the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    command: list[str] = []
    if "--" in words:
        at = words.index("--")
        words, command = words[:at], words[at + 1 :]
    parser = argparse.ArgumentParser(
        prog="python -m playground",
        usage="%(prog)s [--port PORT] [--open] [-- COMMAND ...]",
        description="Discord on this machine, with a page to try a bot in. COMMAND runs with DISCORD_API_URL and "
        "DISCORD_TOKEN set for it and ends together with the playground.",
    )
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"default {DEFAULT_PORT}; 0 takes a free one")
    parser.add_argument("--open", action="store_true", help="open the page in a browser, where there is one")
    options = parser.parse_args(words)
    logging.basicConfig(level=logging.WARNING, format="playground %(levelname)s: %(message)s")
    return asyncio.run(serve(options.port, command, open_page=options.open))


async def serve(port: int, command: Sequence[str], *, open_page: bool) -> int:
    """Serve the demo world until it is time to end; gives the exit code."""
    playground = Playground(port)
    stop = asyncio.Event()
    _on_signals(stop)
    try:
        await playground.start()
    except (OSError, OverflowError) as error:
        if isinstance(error, OSError) and error.errno != errno.EADDRINUSE:
            raise
        taken = "is taken by another program" if isinstance(error, OSError) else "does not exist"
        print(f"Port {port} {taken}; choose another one with --port (make play PORT=…).", file=sys.stderr)
        return 1
    print(f"The playground is open at {playground.url}/ (Ctrl-C ends it).", flush=True)
    if open_page:
        await asyncio.to_thread(_open_page, f"{playground.url}/")
    try:
        if not command:
            print(f"For a bot: DISCORD_API_URL={playground.api_url} DISCORD_TOKEN={playground.token}", flush=True)
            await stop.wait()
            return 0
        return await _run(command, playground, stop)
    finally:
        await playground.stop()
        if playground.violations:
            print(f"{len(playground.violations)} violation(s) of Discord's rules, see above.", file=sys.stderr)


async def _run(command: Sequence[str], playground: Playground, stop: asyncio.Event) -> int:
    """Run the command until it ends or has to; gives the exit code."""
    environment = {**os.environ, "DISCORD_API_URL": playground.api_url, "DISCORD_TOKEN": playground.token}
    try:
        # In a group of its own, so that Ctrl-C in the terminal reaches only the playground, which then ends it.
        if sys.platform == "win32":
            child = await asyncio.create_subprocess_exec(
                *command, env=environment, creationflags=subprocess.CREATE_NEW_PROCESS_GROUP
            )
        else:
            child = await asyncio.create_subprocess_exec(*command, env=environment, start_new_session=True)
    except OSError as error:
        print(f"{command[0]} cannot be run: {error.strerror}.", file=sys.stderr)
        return 127
    ended = asyncio.create_task(child.wait())
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if ended.done():
        code = ended.result()
        print(f"{command[0]} ended with exit code {code}; the playground ends too.", file=sys.stderr)
        return code if code >= 0 else 128 - code
    if sys.platform == "win32":
        child.send_signal(signal.CTRL_BREAK_EVENT)
    else:
        child.terminate()
    try:
        await asyncio.wait_for(asyncio.shield(ended), GRACE_S)
    except TimeoutError:
        print(f"{command[0]} did not end within {GRACE_S:.0f} s and was killed.", file=sys.stderr)
        child.kill()
        await ended
        return 1
    return 0


def _on_signals(stop: asyncio.Event) -> None:
    """Set `stop` when somebody wants the end; `add_signal_handler` is not there on Windows."""
    loop = asyncio.get_running_loop()

    def heard(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop.set)

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), heard)


def _open_page(url: str) -> None:
    """Open the page; on a machine without a screen nothing happens (a browser in the terminal would be in the way)."""
    if sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        try:
            webbrowser.open(url)
        except (webbrowser.Error, OSError):
            print(f"No browser could be opened; open {url} yourself.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
