"""The host's table: what a host presses is done once, is in the log, and can be taken back."""

import pytest

from tests.e2e.competing import ids
from tests.e2e.stage import rows, until
from tests.e2e.test_competition_commands import made, number_of

PLAYERS = ("anna", "ben", "chiara")


async def table_of(anna, card):
    """The host's table of a competition."""
    return (await anna.slash("general", "competition host", competition=number_of(card))).seen


async def started(stage, anna, **options):
    """A competition with three entrants that its host has begun; gives its card and the table."""
    card = await made(anna, **({"format": "knockout"} | options))
    for name in PLAYERS:
        await stage.discord.member(name).click(card, "Join")
    table = await table_of(anna, card)
    await anna.click(table, "Start")
    await until(lambda: [("running",)] == rows(stage.folder, "SELECT phase FROM competitions"))
    await anna.click(table, "Refresh")
    return card, table


def enabled(seen):
    """The buttons of the table that can be pressed."""
    return [part["label"] for part in seen.now().components if part.get("label") and not part.get("disabled")]


async def fill(anna, table, label, **values):
    """Presses a button of the table and sends its form."""
    form = await anna.click(table, label)
    return await anna.submit(form.modal, values)


def waiting(stage):
    """The entrants of the first match that waits, by seed."""
    return [
        one
        for (one,) in rows(
            stage.folder,
            "SELECT s.entrant_id FROM competition_slots s "
            "JOIN competition_matches m USING (competition_id, stage, number) "
            "JOIN competition_entrants e USING (competition_id, entrant_id) "
            "WHERE m.state IN ('drawn', 'open') ORDER BY e.seed",
        )
    ]


def name_of(stage, user_id):
    """What the member is called."""
    return stage.discord.world.users[user_id].global_name


async def test_only_what_can_be_done_can_be_pressed(stage, anna):
    """Before the draw a host can start and disqualify; while a knockout gathers, pause, give time, replace."""
    card = await made(anna, format="knockout")
    await anna.click(card, "Join")
    table = await table_of(anna, card)
    before = enabled(table)
    await stage.discord.member("ben").click(card, "Join")
    await anna.click(table, "Start")
    await until(lambda: [("running",)] == rows(stage.folder, "SELECT phase FROM competitions"))
    await anna.click(table, "Refresh")

    assert table.ephemeral
    assert ["Start", "Disqualify", "Refresh", "Log", "How it stands"] == before
    assert ["Pause", "More time", "Points", "Disqualify", "Replace", "Undo", "Refresh", "Log", "How it stands"] == (
        enabled(table)
    )
    assert "Matches: 1 waiting, 0 being played, 0 decided" in table.now().text


async def test_a_host_pauses_extends_and_goes_on(stage, anna):
    """The table counts down and says what was done."""
    _, table = await started(stage, anna)
    [(ready_until_at,)] = rows(stage.folder, "SELECT ready_until_at FROM competitions")
    extended = await fill(anna, table, "More time", minutes="10")
    paused = await fill(anna, table, "Pause", minutes="5")
    buttons = enabled(table)
    on = await anna.click(table, "Go on")
    [(later_at, pause)] = rows(stage.folder, "SELECT ready_until_at, paused_until_at FROM competitions")

    assert "✅ You gave 10 min more." in extended.text
    assert "✅ You paused for 5 min." in paused.text
    assert "⏸️ Paused until <t:" in paused.text
    assert ("Go on" in buttons, "Pause" in buttons) == (True, False)
    assert "✅ You went on." in on.text
    assert None is pause
    assert 600_000 <= later_at - ready_until_at < 605_000


async def test_points_are_given_with_a_reason_and_taken_back(stage, anna, ben):
    """Everybody reads in the log what was done and that it was undone."""
    card, table = await started(stage, anna)
    given = await fill(anna, table, "Points", entrant="Ben", points="-50", reason="Typed *twice*")
    undone = await anna.click(table, "Undo")
    nothing = await anna.click(table, "Undo")
    log = await ben.slash("general", "competition log", competition=number_of(card))

    assert "✅ You took 50 points from **Ben**." in given.text
    assert "Taken back: you took 50 points from **Ben**." in undone.text
    assert "There is nothing to take back." in nothing.text
    assert rf"<@{anna.id}> took 50 points from **Ben**: Typed \*twice\* · taken back" in log.text
    assert "took back what was done before" in log.text
    assert "started it" in log.text


async def test_the_disqualified_are_out_and_can_come_back(stage, anna):
    """A host takes somebody out and, as nothing was drawn since, in again."""
    _, table = await started(stage, anna)
    out = await fill(anna, table, "Disqualify", entrant="Chiara", reason="Looked it up")
    states = rows(stage.folder, "SELECT state FROM competition_entrants ORDER BY name")
    await anna.click(table, "Undo")

    assert "You disqualified **Chiara**." in out.text
    assert [("in",), ("in",), ("disqualified",)] == states
    assert [("in",)] * 3 == rows(stage.folder, "SELECT state FROM competition_entrants")


async def test_an_absent_entrant_is_replaced(stage, anna):
    """By a member who was no entrant; a bot cannot be, nor somebody who is in the same round."""
    _, table = await started(stage, anna)
    await until(lambda: 2 == len(waiting(stage)))
    absent, other = waiting(stage)
    values = {"entrant": name_of(stage, absent), "reason": "Did not come"}
    bot = await fill(anna, table, "Replace", substitute="Clio", **values)
    busy = await fill(anna, table, "Replace", substitute=stage.discord.world.users[other].username, **values)
    done = await fill(anna, table, "Replace", substitute="dmitri", **values)

    assert "Nobody of this server was chosen, or a bot." in bot.text
    assert "is disqualified, or in another match" in busy.text
    assert f"You put **Dmitri** in the place of **{name_of(stage, absent)}**." in done.text
    assert {stage.discord.member("dmitri").id, other} == set(waiting(stage))


async def test_who_is_no_host_presses_in_vain(stage, anna, ben):
    """The right is asked for at each press, and at each form: a host who has lost it cannot go on."""
    card, table = await started(stage, anna)
    form = await anna.click(table, "Points")
    refused = await ben.slash("general", "competition host", competition=number_of(card))
    guild = stage.discord.guild()
    stage.discord.staff.set_roles(guild, stage.discord.member("anna").user, [])
    pressed = await anna.click(table, "Undo")
    sent = await anna.submit(form.modal, {"entrant": "Ben", "points": "10", "reason": "Kind"})

    assert ["Only members with Manage Server may do that."] * 3 == [
        reply.text.splitlines()[0].strip("*") for reply in (refused, pressed, sent)
    ]
    assert [("start",)] == rows(stage.folder, "SELECT kind FROM competition_actions")


@pytest.mark.parametrize(
    ("label", "values", "said"),
    [
        ("Pause", {"minutes": "0"}, "A whole number, 1 to 60."),
        ("Pause", {"minutes": "x"}, "“x” does not do."),
        ("Points", {"entrant": "Ben", "points": "5000", "reason": "Why"}, "A whole number, -1,000 to 1,000."),
        ("Points", {"entrant": "Ben", "points": "0", "reason": "Why"}, "That number does not do."),
        ("Disqualify", {"entrant": "Ben", "reason": "\u200b\u200b\u200b"}, "Entrants want to know why."),
    ],
)
async def test_bad_input_is_refused_with_what_is_allowed(stage, anna, label, values, said):
    """Nothing is done then."""
    _, table = await started(stage, anna)
    refused = await fill(anna, table, label, **values)

    assert (refused.ephemeral, said in refused.text) == (True, True)
    assert [("start",)] == rows(stage.folder, "SELECT kind FROM competition_actions")


async def test_the_table_works_after_a_restart(stage, anna):
    """Its buttons carry all that they need; what has gone meanwhile is told."""
    card, table = await started(stage, anna)
    await stage.restart()
    paused = await fill(anna, table, "Pause", minutes="5")
    again = await fill(anna, await table_of(anna, card), "More time", minutes="5")

    assert "You paused for 5 min." in paused.text
    assert "You gave 5 min more." in again.text
    assert [f"host:{number_of(card)}:start"] == [one for one in ids(table.now()) if one.endswith(":start")]


async def test_an_old_table_says_what_is_in_the_way(stage, anna):
    """What was done elsewhere meanwhile is not done again."""
    card = await made(anna, format="knockout")
    for name in PLAYERS:
        await stage.discord.member(name).click(card, "Join")
    table, old = await table_of(anna, card), await table_of(anna, card)
    first = await anna.click(table, "Start")
    await until(lambda: [("running",)] == rows(stage.folder, "SELECT phase FROM competitions"))
    for one in (table, old):
        await anna.click(one, "Refresh")
    form = await anna.click(old, "Pause")
    await fill(anna, table, "Pause", minutes="5")
    paused = await anna.submit(form.modal, {"minutes": "5"})
    await anna.click(old, "Refresh")
    await anna.click(table, "Go on")
    free = await anna.click(old, "Go on")

    assert "✅ You started it." in first.text
    assert "It is paused already." in paused.text
    assert "It is not paused." in free.text
