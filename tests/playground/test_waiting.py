"""Waiting for what happens: at once, without sleeping, and cheaply for many at a time."""

import asyncio
import time

import pytest

from playground import Playground, Refused


async def test_change_is_awaited(pg: Playground) -> None:
    """A change after the look is found at once, a coming one when it comes: an edit, a reaction, the end."""
    ben = pg.member("ben")
    said = await ben.say("general", "frist")
    await ben.edit(said, "first")
    said = await pg.wait_for_change(said)
    assert "first" == said.content
    later = asyncio.create_task(pg.wait_for_change(said, lambda seen: "👍" in seen.reactions))
    await asyncio.sleep(0)
    await ben.edit(said, "first!")
    await pg.member("anna").react(said, "👍")
    assert ("first!", {"👍": 1}) == ((await later).content, later.result().reactions)
    gone = asyncio.create_task(pg.wait_for_change(said, lambda seen: not seen.exists))
    await asyncio.sleep(0)
    await pg.member("anna").delete(said)
    assert not (await gone).exists


async def test_messages_go_with_their_channel(pg: Playground) -> None:
    """Whoever follows a message hears that its channel is gone."""
    said = await pg.member("ben").say("general", "first")
    gone = asyncio.create_task(pg.wait_for_change(said))
    await asyncio.sleep(0)
    pg.staff.delete_channel(pg.channel("general"))
    assert not (await gone).exists
    with pytest.raises(Refused, match="not there any more"):
        await pg.member("ben").edit(said, "x")


async def test_reaction_is_awaited(pg: Playground) -> None:
    """A reaction of anybody, or of one, is awaited; also one that is there already."""
    anna, ben = pg.member("anna"), pg.member("ben")
    said = await ben.say("general", "look")
    await anna.react(said, "✅")
    assert {"✅": 1} == (await pg.wait_for_reaction(said, "✅")).reactions
    later = asyncio.create_task(pg.wait_for_reaction(said, "✅", by=ben.id))
    await asyncio.sleep(0)
    await ben.react(said, "✅")
    assert {"✅": 2} == (await later).reactions
    with pytest.raises(TimeoutError, match="MESSAGE_REACTION_ADD"):
        await pg.wait_for_reaction(said, "❌", timeout=0.01)


async def test_until(pg: Playground) -> None:
    """A condition is looked at when something happens here, and now and then for what happens elsewhere."""
    elsewhere: list[int] = []
    asyncio.get_running_loop().call_later(0.01, elsewhere.append, 1)
    await pg.until(lambda: bool(elsewhere))
    soon = asyncio.create_task(pg.until(lambda: 1 == len(pg.messages("general"))))
    await asyncio.sleep(0)
    await pg.member("ben").say("general", "here")
    for _ in range(3):
        await asyncio.sleep(0)
    assert soon.done()
    with pytest.raises(TimeoutError, match="MESSAGE_CREATE"):
        await pg.until(lambda: False, timeout=0.01)


async def test_since(pg: Playground) -> None:
    """`since` leaves the past out."""
    ben = pg.member("ben")
    await ben.say("general", "old")
    mark = pg.moment
    await ben.say("general", "new")
    assert "new" == (await pg.wait_for_message("general", since=mark)).content
    assert "old" == (await pg.wait_for_message("general")).content


async def test_many_wait_at_once() -> None:
    """Two thousand members who each follow a message of their own cost an edit no more than a few do."""
    pg = Playground(check="off")
    ben, general = pg.member("ben"), pg.channel("general")
    followed = [await ben.say(general, str(number)) for number in range(2_000)]
    looks = 0

    def looked(_: object) -> bool:
        nonlocal looks
        looks += 1
        return True

    waiting = [asyncio.create_task(pg.wait_for_change(seen, looked)) for seen in followed]
    await asyncio.sleep(0)
    started = time.perf_counter()
    for seen in followed:
        await ben.edit(seen, f"{seen.content}!")
    spent_s = time.perf_counter() - started
    assert [f"{number}!" for number in range(2_000)] == [seen.content for seen in await asyncio.gather(*waiting)]
    assert 2_000 == looks
    assert spent_s < 2
