"""How the suite is run: the seeds of torture tests, what a skipped test means and where that is said."""

import os
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

OUTSIDE = "not part of the repository"
"""In the reason of a skip: what is missing cannot be installed, so that the test may be skipped on CI too."""

SKIPPED = Path(__file__).parents[1] / "build" / "skipped.txt"
"""The last line of `make test`."""

TORTURED = Path(__file__).parent / "TORTURE.md"
"""The table of the last whole `make torture`."""

EXAMPLES = 40
"""Of each property that does not say how many it needs; with --torture hypothesis' own 100."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--torture`."""
    parser.addoption("--torture", action="store_true", help="run torture tests with all their seeds")


def pytest_configure(config: pytest.Config) -> None:
    """Names the marker of torture tests, keeps bytecode, and says how many examples a property has.

    Clio is started some hundred times, and each start would compile her again where the environment wants no bytecode.
    """
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    settings.register_profile("few", max_examples=EXAMPLES, deadline=None)
    if not config.getoption("torture"):
        settings.load_profile("few")
    config.addinivalue_line(
        "markers", "torture(few, many): runs with `seed` 0, 1, … : few seeds, or with --torture many"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives a torture test its seeds."""
    marker = metafunc.definition.get_closest_marker("torture")
    if marker is not None:
        count: int = marker.kwargs["many" if metafunc.config.getoption("torture") else "few"]
        metafunc.parametrize("seed", range(count))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails a run on CI in which something was skipped that could have been installed."""
    avoidable = [reason for reason in _skipped(session.config) if OUTSIDE not in reason]
    if avoidable and os.environ.get("CI") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Writes the line that names what was skipped, and after all torture its table."""
    if config.getoption("torture") and not config.getoption("keyword"):
        TORTURED.write_text(_tortured(terminalreporter), "utf-8")
    reasons = _skipped(config)
    SKIPPED.parent.mkdir(exist_ok=True)
    line = "; ".join(f"{reason} ({count})" for reason, count in reasons.items()) or "nothing"
    SKIPPED.write_text(f"Skipped: {line}\n", "utf-8")
    if reasons:
        on_ci = " (on CI a failure, unless it is " + OUTSIDE + ")" if os.environ.get("CI") else ""
        terminalreporter.section("skipped")
        terminalreporter.line(f"{line}{on_ci}")


def _tortured(reporter: pytest.TerminalReporter) -> str:
    """How often each test ran and failed."""
    runs: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for outcome in ("passed", "failed", "error"):
        for report in reporter.stats.get(outcome, []):
            name = report.nodeid.partition("[")[0].replace("::", " · ").removeprefix("tests/")
            runs[name] += outcome != "error"  # of what comes before or after the test, which then was counted
            failed[name] += outcome != "passed"
    lines = ["| test | runs | failed |", "|---|--:|--:|"]
    lines += [f"| {name} | {count} | {failed[name]} |" for name, count in sorted(runs.items())]
    return "\n".join(["# The last `make torture`", "", f"{datetime.now(UTC):%Y-%m-%d}.", "", *lines, ""])


def _skipped(config: pytest.Config) -> Counter[str]:
    """Why tests were skipped, with their number; empty in a worker, which only sees its share."""
    reporter: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
