"""Pictures come from a process of their own, which costs a picture where it fails, and is gone with Clio."""

import asyncio
import logging
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator

import psutil
import pytest

from bot.drawing import Drawing
from bot.presentation.alt import Bar, Place
from tests.house.tree import ROOT

PNG = b"\x89PNG"
PLACES = [Place(1, "Anna", 60, "3 of 3 right"), Place(2, "Ben 徳川", 0)]
GROUPS = {"Era": [Bar("Antiquity", 3, 4)]}
CAP_S = 60.0
CLIO = f"""
import asyncio
from bot.drawing import Drawing
from bot.presentation.alt import Place

async def main():
    drawing = Drawing()
    assert await drawing.standings("Quiz", [Place(1, "Anna", 60)])
    print(drawing._process.pid, flush=True)
    await asyncio.sleep({CAP_S})

asyncio.run(main())
"""


@pytest.fixture
async def drawing() -> AsyncIterator[Drawing]:
    """One that is closed at the end."""
    drawing = Drawing()
    yield drawing
    await drawing.close()


def process_of(drawing: Drawing) -> psutil.Process:
    """The process that draws for it."""
    assert drawing._process
    return psutil.Process(drawing._process.pid)


def gone(process: psutil.Process) -> bool:
    """Whether it ends in time."""
    return not psutil.wait_procs([process], CAP_S)[1]


async def test_both_pictures_are_drawn_elsewhere(drawing: Drawing) -> None:
    """Nothing is started before the first one, and all share one process, which is kinder than Clio."""
    assert drawing._process is None
    drawn = await asyncio.gather(
        drawing.standings("Quiz", PLACES), drawing.stats("Anna", GROUPS, footer="x"), drawing.standings("Quiz", PLACES)
    )
    assert [PNG] * 3 == [bytes(picture or b"")[:4] for picture in drawn]
    assert drawn[0] == drawn[2] != drawn[1]
    assert psutil.Process().nice() < process_of(drawing).nice()
    assert 1 == sum("bot.easel" in child.cmdline() for child in psutil.Process().children())


async def test_a_picture_that_cannot_be_drawn_costs_only_itself(
    drawing: Drawing, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says why, and the same process draws the next one."""
    before = await drawing.stats("Anna", GROUPS)
    process = process_of(drawing)
    assert await drawing.stats("Anna", {"Era": [Bar("Antiquity", "three", 4)]}) is None  # type: ignore[arg-type]
    assert "TypeError" in vars(caplog.records[-1])["why"]
    assert before == await drawing.stats("Anna", GROUPS)
    assert process == process_of(drawing)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGSTOP")
async def test_a_process_that_dies_amid_a_picture_costs_that_picture(
    drawing: Drawing, caplog: pytest.LogCaptureFixture
) -> None:
    """What waits behind it has a new process, and so has the next one where it died while nothing was drawn."""
    await drawing.standings("Quiz", PLACES)
    process = process_of(drawing)
    process.suspend()
    calls = [asyncio.create_task(drawing.standings("Quiz", PLACES)) for _ in range(2)]
    await asyncio.sleep(0)
    process.kill()
    first, second = await asyncio.gather(*calls)
    assert (None, PNG) == (first, bytes(second or b"")[:4])
    assert ["picture not drawn"] == [one.message for one in caplog.records if one.levelno == logging.ERROR]

    process_of(drawing).kill()
    assert drawing._process
    await drawing._process.wait()
    assert await drawing.standings("Quiz", PLACES)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGSTOP")
async def test_a_process_that_hangs_is_not_waited_for(drawing: Drawing, caplog: pytest.LogCaptureFixture) -> None:
    """It is killed, and the next picture has a new one."""
    await drawing.standings("Quiz", PLACES)
    process = process_of(drawing)
    process.suspend()
    drawing._patience_s = 0.1
    assert await drawing.standings("Quiz", PLACES) is None
    assert "TimeoutError" == vars(caplog.records[-1])["why"]
    drawing._patience_s = CAP_S
    assert await drawing.standings("Quiz", PLACES)
    assert gone(process)


async def test_a_program_that_cannot_run_costs_the_picture() -> None:
    """Whatever keeps the process from drawing is no matter of who waits."""
    drawing = Drawing("bot.nothing")
    assert await drawing.standings("Quiz", PLACES) is None
    await drawing.close()


async def test_who_gives_up_gets_nobody_anothers_picture(drawing: Drawing) -> None:
    """The picture of a caller who is cancelled is drawn and dropped."""
    expected = await drawing.stats("Ben", GROUPS)
    call = asyncio.create_task(drawing.standings("Quiz", PLACES))
    await asyncio.sleep(0)
    call.cancel()
    assert expected == await drawing.stats("Ben", GROUPS)
    assert call.cancelled()


async def test_nothing_is_left_after_the_end(drawing: Drawing, caplog: pytest.LogCaptureFixture) -> None:
    """What is being drawn then is not waited for, nothing more is drawn, and nobody calls that a fault."""
    await drawing.standings("Quiz", PLACES)
    process = process_of(drawing)
    calls = [asyncio.create_task(drawing.standings("Quiz", PLACES)) for _ in range(5)]
    await asyncio.sleep(0)
    await drawing.close()
    assert [None] * 5 == await asyncio.gather(*calls)
    assert gone(process)
    assert await drawing.standings("Quiz", PLACES) is None
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]
    await drawing.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_nothing_is_left_of_a_clio_that_was_killed() -> None:
    """The process that draws ends by itself, and says nothing."""
    with subprocess.Popen(
        [sys.executable, "-c", CLIO], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as clio:
        assert clio.stdout
        assert clio.stderr
        process = psutil.Process(int(clio.stdout.readline()))
        os.kill(process.pid, signal.SIGINT)  # as Ctrl-C does, which is for Clio
        assert process.is_running()
        clio.kill()
        assert gone(process)
        assert b"" == clio.stderr.read()
