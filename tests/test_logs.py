"""Lines of the log: one each, with their fields, without secrets."""

import json
import logging

import pytest

from bot import logs

TOKEN = "MTA5" + "x" * 20 + ".Gabcde." + "y" * 30


@pytest.fixture
def log():
    """A logger; the root's handlers and levels are put back afterwards."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, {name: logging.getLogger(name).level for name in logs._QUIET})
    yield logging.getLogger("bot.test")
    root.handlers[:], level, levels = before
    root.setLevel(level)
    for name, lowest in levels.items():
        logging.getLogger(name).setLevel(lowest)


def test_json_has_a_line_an_event(log, capsys):
    """Fields stand beside the event, and a traceback stays within its line."""
    logs.begin("INFO", "json")
    log.info("ready", extra={"guilds": 2})
    try:
        raise ValueError(TOKEN)
    except ValueError:
        log.exception("failed")
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())

    assert ("ready", 2, "INFO", "bot.test") == (first["event"], first["guilds"], first["level"], first["logger"])
    assert "ValueError" in second["exc_info"]
    assert TOKEN not in second["exc_info"]


def test_people_read_a_plain_line(log, capsys):
    """Moment, level, logger, event and fields; debug is left out unless asked for."""
    logs.begin("INFO", "human")
    log.debug("not this")
    log.warning("late", extra={"seconds": 3})
    (line,) = capsys.readouterr().err.splitlines()

    assert line.endswith("warning bot.test: late seconds=3")


@pytest.mark.parametrize(
    "secret", [TOKEN, f"Bot {TOKEN}", "https://discord.com/api/v10/webhooks/12/aW50ZXJhY3Rpb24/messages/@original"]
)
def test_no_token_is_logged(log, capsys, secret):
    """Tokens of the bot, of interactions and of webhooks are left out wherever they stand."""
    logs.begin("INFO", "human")
    log.warning("%s responded with 429", secret)
    said = capsys.readouterr().err

    assert "responded with 429" in said
    assert TOKEN not in said
    assert "aW50ZXJhY3Rpb24" not in said


def test_libraries_keep_the_texts_of_messages_to_themselves(log, capsys):
    """At DEBUG the lines of discord.py and aiosqlite that hold payloads stay away."""
    logs.begin("DEBUG", "human")
    logging.getLogger("discord.http").debug("POST has received {'content': 'hello'}")
    logging.getLogger("aiosqlite").debug("executing with 'hello'")
    log.debug("this")

    assert "hello" not in capsys.readouterr().err
