"""Suggestions that are unusual: of members who are gone, with addresses, with words that format."""

from tests.e2e.test_suggestions import noticed, role, send, staff_channel


async def test_nobody_is_told_whose_data_was_deleted(stage, anna, ben):
    """What was approved stays without a name, and can be taken back; the stage would see a letter to nobody."""
    await staff_channel(stage, anna)
    await send(ben)
    approved = await anna.click(await noticed(stage), "Approve")
    form = await ben.slash("general", "privacy delete")
    await ben.submit(form.modal, {"word": "DELETE"})
    card = await ben.slash("general", "whatif", id="own-w1")
    withdrawn = await anna.click(approved, "Withdraw")

    assert "Ben" not in card.text
    assert "a member" in card.text
    assert f"**Withdrawn** by <@{anna.id}>" in withdrawn.text
    assert "Suggested by a former member" in withdrawn.text
    assert "No item has the id" in (await ben.slash("general", "whatif", id="own-w1")).text


async def test_an_author_who_left_is_decided_on_all_the_same(stage, anna, ben):
    """The reviewer is told that the author could not be."""
    await staff_channel(stage, anna)
    await send(ben)
    notice = await noticed(stage)
    stage.discord.staff.remove(stage.discord.guild(), ben.user)
    approved = await anna.click(notice, "Approve")

    assert f"**Approved** by <@{anna.id}>" in approved.text
    assert "own-w1" in (await anna.slash("general", "whatif", id="own-w1")).text


async def test_what_is_wrong_is_said_in_words_that_format_nothing(stage, ben):
    """Although they cite what was typed."""
    told = await send(ben, change="**never** <@1> @everyone, Rome: Caesar lives on")

    assert '"\\*\\*never\\*\\* \\<\\@1\\> \\@everyone" is no date' in told.text
    assert [] == told.seen.data["mentions"]


async def test_a_source_that_is_an_address_is_a_link_with_words(stage, anna, ben):
    """Discord shows no link whose words are an address."""
    await staff_channel(stage, anna)
    await send(ben, source="https://example.org/journals/7?page=3")
    await anna.click(await noticed(stage), "Approve")
    card = await ben.slash("general", "whatif", id="own-w1")
    sources = await ben.click(card, "Sources")

    for shown in (card, sources):
        assert "[example.org](https://example.org/journals/7?page=3)" in shown.text


async def test_who_is_no_reviewer_any_more_sends_no_form(stage, anna, ben):
    """Neither a new wording nor a reason, although the forms were open."""
    guild, chiara = stage.discord.guild(), stage.discord.member("chiara")
    await staff_channel(stage, anna)
    await anna.slash("staff", "admin settings", reviewer_role=role(stage, "Reviewer").id)
    stage.discord.staff.set_roles(guild, chiara.user, [role(stage, "Reviewer"), role(stage, "Host")])
    await send(ben)
    notice = await noticed(stage)
    edit, decline = [await chiara.click(notice, label) for label in ("Edit", "Decline")]
    stage.discord.staff.set_roles(guild, chiara.user, [role(stage, "Host")])
    replies = [
        await chiara.submit(edit.modal, {"title": "nobody had come?"}),
        await chiara.submit(decline.modal, {"reason": "No."}),
    ]

    assert all(reply.ephemeral and "Only reviewers decide" in reply.text for reply in replies)
    assert "**" not in (await ben.slash("general", "suggest mine")).text.replace("**Waits for the reviewers**", "")
    assert "nobody had come" not in notice.now().text
