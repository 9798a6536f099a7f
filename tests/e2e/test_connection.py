"""The connection: commands in step, sessions that break, and nothing that leaves this machine."""

import ipaddress
import socket
from functools import partial

import pytest

from tests.e2e.stage import on_stage, until


async def test_commands_are_written_only_when_they_changed(stage):
    """A second start writes no command; one that Discord lost is put back."""
    app = stage.discord.world.application
    before = {command["name"]: command["version"] for command in app.commands.values()}
    await stage.restart()
    assert before == {command["name"]: command["version"] for command in app.commands.values()}

    app.commands.pop(next(iter(app.commands)))
    await stage.restart()
    assert before.keys() == {command["name"] for command in app.commands.values()}


@pytest.fixture
def hosts(monkeypatch):
    """Every host to which this process opens a connection, as seen by the system call's wrapper."""
    opened = []
    connect = socket.socket.connect

    def noted(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            opened.append(address[0])
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return opened


@pytest.mark.parametrize("shards", ["0", "2"])
async def test_a_broken_session_comes_back_on_this_machine(tmp_path, hosts, shards):
    """After a drop, RECONNECT and INVALID_SESSION the commands answer again, and no socket has left loopback.

    Discord's own address is where discord.py goes by default after INVALID_SESSION and with a fixed shard count.
    """
    async with on_stage(tmp_path, CLIO_SHARD_COUNT=shards) as stage:
        gateway = stage.discord.gateway
        gateway.address = lambda: "wss://gateway.discord.gg"  # a careless server's resume_gateway_url
        ben = stage.discord.member("ben")
        wanted = max(1, int(shards))

        def back(before):
            connected = [session for session in gateway.sessions.values() if session.connection is not None]
            return len(connected) == wanted and gateway.identifies + gateway.resumes >= before + wanted

        for break_it in (
            stage.discord.invalidate_session,
            stage.discord.drop_gateway,
            stage.discord.request_reconnect,
            stage.discord.drop_gateway,
        ):
            before = gateway.identifies + gateway.resumes
            break_it()
            await until(partial(back, before))
            assert "unseen of" in (await ben.slash("general", "fact")).text

    assert hosts
    assert all(ipaddress.ip_address(host).is_loopback for host in hosts)


async def test_an_event_that_comes_twice_is_answered_once(stage):
    """A replayed interaction is answered once, and no item counts as shown that nobody saw."""
    ben = stage.discord.member("ben")
    stage.discord.deliver_twice("INTERACTION_CREATE", times=2)
    first = await ben.slash("general", "fact", era="medieval")
    second = await ben.slash("general", "fact", era="medieval")

    unseen = [int(reply.text.split(" unseen of")[0].split(" ")[-1]) for reply in (first, second)]
    assert 1 == unseen[0] - unseen[1]


async def test_a_failed_answer_is_told_with_a_reference(stage, caplog):
    """Where Discord fails at the answer, the log has the reference that the member may read."""
    stage.discord.faults.fail("POST", "/interactions/*/*/callback", status=400, times=1)
    reply = await stage.discord.member("ben").slash("general", "fact")

    assert reply.ephemeral
    reference = reply.text.split("`")[1]
    assert [reference] == [record.reference for record in caplog.records if hasattr(record, "reference")]
