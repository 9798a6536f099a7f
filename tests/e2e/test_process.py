"""The bot as a process: how it starts, refuses to start, and ends."""

import asyncio
import contextlib
import json
import signal
import sqlite3
import time

import pytest

from playground import Playground
from tests.e2e.stage import killed, process, ready_process


async def refused(discord, folder, **given):
    """What the bot says when it does not start: its exit code and the sentences."""
    async with process(discord, folder, **given) as bot:
        out, err = await asyncio.wait_for(bot.communicate(), 30)
    assert out == b""
    return bot.returncode, [line for line in err.decode().splitlines() if line.startswith("clio: ")]


async def stopped(bot):
    """What the bot has logged when SIGTERM has ended it, and how many seconds that took."""
    asked = time.monotonic()
    bot.send_signal(signal.SIGTERM)
    _, err = await asyncio.wait_for(bot.communicate(), 10)
    return err.decode(), time.monotonic() - asked


@pytest.fixture
async def discord():
    """A playground without a bot."""
    async with Playground(check="strict") as playground:
        yield playground


async def test_sigterm_ends_it_cleanly_within_five_seconds(discord, tmp_path):
    """Exit code 0, what was shown is on the disk, and every log line is JSON without the token."""
    async with ready_process(discord, tmp_path, CLIO_LOG_LEVEL="DEBUG") as bot:
        shown = await discord.member("ben").slash("general", "fact")
        err, took_s = await stopped(bot)

    assert bot.returncode == 0
    assert took_s < 5
    lines = [json.loads(line) for line in err.splitlines()]
    assert {"commands synced", "stopped"} <= {line["event"] for line in lines}
    assert discord.token not in err
    with contextlib.closing(sqlite3.connect(tmp_path / "clio.sqlite3")) as kept:
        ((item_id,),) = kept.execute("SELECT item_id FROM shown").fetchall()
    assert item_id in shown.text
    assert "rr-" not in "".join(line["event"] for line in lines)


async def test_the_end_does_not_wait_for_discord(discord, tmp_path):
    """It comes as soon where nothing that is sent is answered any more, and the marks are on the disk all the same."""
    async with ready_process(discord, tmp_path) as bot:
        await discord.member("ben").slash("general", "fact")
        discord.gateway_down(how="stall")
        err, took_s = await stopped(bot)

    assert bot.returncode == 0
    assert took_s < 5
    assert "stopped" == json.loads(err.splitlines()[-1])["event"]
    with contextlib.closing(sqlite3.connect(tmp_path / "clio.sqlite3")) as kept:
        assert [(1,)] == kept.execute("SELECT COUNT(*) FROM shown").fetchall()


async def test_a_second_process_on_the_same_database_refuses(discord, tmp_path):
    """The second says so in one sentence; the first goes on; after a kill the next one starts."""
    async with ready_process(discord, tmp_path) as first:
        code, sentences = await refused(discord, tmp_path)
        assert code == 1
        assert len(sentences) == 1
        assert "Another Clio is running" in sentences[0]
        assert "unseen of" in (await discord.member("ben").slash("general", "fact")).text
        await killed(first)
    async with ready_process(discord, tmp_path):
        assert "unseen of" in (await discord.member("ben").slash("general", "fact")).text


async def test_a_refused_token_is_one_sentence(discord, tmp_path):
    """The sentence says where to get the token and does not repeat it."""
    code, sentences = await refused(discord, tmp_path, DISCORD_TOKEN="not.the.token")

    assert code == 1
    assert len(sentences) == 1
    assert "DISCORD_TOKEN" in sentences[0]
    assert "not.the.token" not in sentences[0]
    discord.take_violations()


async def test_a_token_that_was_reset_ends_it_with_one_sentence(discord, tmp_path):
    """Discord closes for good with 4004; the sentence says where the new token is."""
    async with ready_process(discord, tmp_path) as bot:
        discord.world.application.token = f"{discord.token}x"
        discord.drop_gateway()
        _, said = await asyncio.wait_for(bot.communicate(), 20)
    err = said.decode()
    sentences = [line for line in err.splitlines() if line.startswith("clio: ")]

    assert bot.returncode == 1
    assert len(sentences) == 1
    assert "4004" in sentences[0]
    assert "Traceback" not in err


async def test_every_bad_setting_is_named_at_once(discord, tmp_path):
    """Four bad values make four sentences."""
    code, sentences = await refused(
        discord,
        tmp_path,
        DISCORD_TOKEN="",
        DISCORD_API_URL="https://example.org",
        CLIO_LOG_LEVEL="loud",
        CLIO_SHARD_COUNT="x",
    )

    assert code == 1
    assert [s.split(" ")[1] for s in sentences] == [
        "DISCORD_TOKEN",
        "DISCORD_API_URL",
        "CLIO_LOG_LEVEL",
        "CLIO_SHARD_COUNT",
    ]


async def test_a_faulty_pack_stops_the_start(discord, tmp_path):
    """Each fault is a sentence with file, item, field, what is wrong and what is allowed."""
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "pack.toml").write_text('id = "mine"\n')
    (pack / "facts.toml").write_text('[[fact]]\nid = "m-f1"\nstatement = "x"\n')
    code, sentences = await refused(discord, tmp_path, CLIO_PACKS=str(pack))

    assert code == 1
    assert len(sentences) > 2
    assert all("mine" in sentence for sentence in sentences)


@pytest.mark.parametrize("database", ["other program", "newer", "no database"])
async def test_a_database_that_is_not_usable_stops_the_start(discord, tmp_path, database):
    """One sentence, and the file is left as it was."""
    path = tmp_path / "clio.sqlite3"
    if database == "no database":
        path.write_bytes(b"This is a letter, not a database. " * 40)
    else:
        with contextlib.closing(sqlite3.connect(path)) as made:
            made.execute("CREATE TABLE t (x)")
            if database == "newer":
                made.execute(f"PRAGMA application_id = {int.from_bytes(b'Clio')}")
                made.execute("PRAGMA user_version = 9999")
            made.commit()
    before = path.read_bytes()
    code, sentences = await refused(discord, tmp_path)

    assert code == 1
    assert len(sentences) == 1
    assert str(path) in sentences[0]
    assert before == path.read_bytes()


async def test_nobody_at_the_address_is_one_sentence(discord, tmp_path):
    """Where nothing answers the start ends with the address."""
    code, sentences = await refused(discord, tmp_path, DISCORD_API_URL="http://127.0.0.1:9/api/v10")

    assert code == 1
    assert len(sentences) == 1
    assert "http://127.0.0.1:9/api/v10" in sentences[0]
