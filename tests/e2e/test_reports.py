"""/report, the Report button and /admin settings."""

import asyncio

from playground import Permission


async def test_reports_wait_for_a_staff_channel(stage, anna, ben):
    """A report is kept until a staff channel is set, and comes there then, once."""
    kept = await ben.slash("general", "report", id="rr-f001", reason="The **day** is wrong @everyone")
    assert kept.ephemeral
    assert "kept" in kept.text

    await anna.slash("staff", "admin settings", staff_channel=stage.discord.channel("staff").id)
    notice = await stage.discord.wait_for_message("staff", where=lambda m: "rr-f001" in m.text)
    assert "1 report" in notice.text
    assert r"\*\*day\*\* is wrong \@everyone" in notice.text
    assert [] == notice.data["mentions"]


async def test_reports_of_one_item_share_a_notice(stage, anna, ben):
    """A second report of the same item changes the notice and does not post another; also after a restart."""
    chiara = stage.discord.member("chiara")
    await anna.slash("staff", "admin settings", staff_channel=stage.discord.channel("staff").id)
    card = await ben.slash("general", "fact", id="rr-f001")
    form = await ben.click(card, "Report")
    await ben.submit(form.modal, {"reason": "first reason"})
    await stage.discord.wait_for_message("staff", where=lambda m: "first reason" in m.text)
    await stage.restart()
    form = await chiara.click(card, "Report")
    await chiara.submit(form.modal, {"reason": "second reason"})
    notice = await stage.discord.wait_for_message("staff", where=lambda m: "second reason" in m.text, edited=True)

    assert "2 reports" in notice.text
    assert "first reason" in notice.text
    assert 1 == sum("rr-f001" in m.text for m in stage.discord.messages("staff"))


async def test_five_reports_an_hour(ben):
    """The sixth report within an hour is refused, also when all six come at once."""
    replies = await asyncio.gather(
        *(ben.slash("general", "report", id=f"rr-f00{n}", reason="a reason") for n in (1, 2, 3, 5, 6, 7))
    )

    assert 5 == sum("Thank you" in reply.text for reply in replies)
    assert 1 == sum("5 reports" in reply.text for reply in replies)


async def test_a_form_filled_before_a_restart_still_counts(stage, ben):
    """A form that was open when the bot was stopped can be sent after it is up again."""
    form = await ben.slash("general", "report", id="rr-f001")
    await stage.restart()
    reply = await ben.submit(form.modal, {"reason": "a good reason"})

    assert "Thank you" in reply.text


async def test_only_managers_change_settings(stage, anna, ben):
    """Where a server shows the command to everybody, Clio herself still refuses who has not Manage Server."""
    for command in stage.discord.world.application.commands.values():
        command["default_member_permissions"] = None
    refused = await ben.slash("general", "admin settings")
    shown = await anna.slash("general", "admin settings")

    assert "Manage Server" in refused.text
    assert "not set; reports are kept" in shown.text


async def test_a_staff_channel_that_clio_cannot_use_is_refused(stage, anna):
    """Nothing is changed, and the reason names the permission."""
    stage.deny("quiz", "Clio", Permission.SEND_MESSAGES)
    refused = await anna.slash("general", "admin settings", staff_channel=stage.discord.channel("quiz").id)
    shown = await anna.slash("general", "admin settings")

    assert "Send Messages" in refused.text
    assert "not set; reports are kept" in shown.text


async def test_an_unknown_id_is_refused(ben):
    """A report of nothing names the nearest ids."""
    refused = await ben.slash("general", "report", id="nothing", reason="a reason")

    assert "No item has the id" in refused.text
