"""/admin settings: each of them set, cleared, refused and audited."""

import json
import sqlite3
from contextlib import closing

import pytest

from playground import Refused


def audited(stage):
    """What the audit holds: the setting, before and after, oldest first."""
    with closing(sqlite3.connect(stage.settings().database)) as database:
        rows = database.execute("SELECT action, detail FROM audit ORDER BY id").fetchall()
    return [(action, *json.loads(detail).values()) for action, detail in rows]


def role(stage, name):
    """A role of the first guild."""
    return next(role for role in stage.discord.guild().roles.values() if role.name == name)


def unchecked(stage):
    """Takes the bounds of options away, so that what Discord would stop reaches Clio."""
    for command in stage.discord.world.application.commands.values():
        for sub in command.get("options", []):
            for option in sub.get("options", []):
                for name in ("min_value", "max_value"):
                    option.pop(name, None)


async def test_every_setting_is_set_shown_and_audited(stage, anna):
    """Several at once, and the card has them all; a second time nothing is new."""
    staff, host, reviewer = stage.discord.channel("staff"), role(stage, "Host"), role(stage, "Reviewer")
    given = {
        "staff_channel": staff.id,
        "time_zone": "Asia/Kathmandu",
        "host_role": host.id,
        "reviewer_role": reviewer.id,
        "time_factor": 1.5,
        "grace": 0.5,
        "quiz_channel": stage.discord.channel("quiz").id,
        "recency": 20,
    }
    changed = await anna.slash("staff", "admin settings", **given)
    again = await anna.slash("staff", "admin settings", **given)
    shown = await anna.slash("staff", "admin settings")

    assert changed.ephemeral
    assert "Changed." in changed.text
    assert "Changed." not in shown.text
    expected = (
        f"<#{staff.id}>",
        "Asia/Kathmandu",
        f"<@&{host.id}>",
        f"<@&{reviewer.id}>",
        "1.5 times",
        "0.5 s",
        "last 20 years",
    )
    for card in (changed, again, shown):
        assert [] == [part for part in expected if part not in card.text]
    assert [
        ("staff_channel", None, staff.id),
        ("time_zone", "UTC", "Asia/Kathmandu"),
        ("host_role", None, host.id),
        ("reviewer_role", None, reviewer.id),
        ("factor_pct", 100, 150),
        ("grace_ms", 1500, 500),
        ("quiz_channel", None, given["quiz_channel"]),
        ("recency_years", 0, 20),
    ] == audited(stage)


@pytest.mark.parametrize(
    ("given", "clear", "default"),
    [
        ({"time_zone": "Europe/Berlin"}, "time zone", "**Time zone:** UTC"),
        ({"time_factor": 3.0}, "time factor", "**Time factor:** 1 times"),
        ({"grace": 0.0}, "grace", "**Grace:** 1.5 s"),
        ({"recency": 6}, "recency", "**Recency:** not set"),
    ],
)
async def test_a_cleared_setting_has_its_default(anna, given, clear, default):
    """Clearing gives the default back; setting and clearing one at once changes nothing."""
    both = await anna.slash("staff", "admin settings", **given, clear=clear)
    untouched = await anna.slash("staff", "admin settings")
    changed = await anna.slash("staff", "admin settings", **given)
    cleared = await anna.slash("staff", "admin settings", clear=clear)

    assert "at once" in both.text
    assert default in untouched.text
    assert default not in changed.text
    assert default in cleared.text


async def test_a_cleared_role_is_not_set(stage, anna):
    """Both roles can be cleared, one while the other is set."""
    host, reviewer = role(stage, "Host"), role(stage, "Reviewer")
    await anna.slash("staff", "admin settings", host_role=host.id)
    card = await anna.slash("staff", "admin settings", reviewer_role=reviewer.id, clear="host role")

    assert "**Host role:** not set" in card.text
    assert f"<@&{reviewer.id}>" in card.text


async def test_time_zones_are_offered_and_forgiven(anna):
    """What is typed is completed, also with a slip; capitals and the continent may be left out."""
    usual = await anna.autocomplete("staff", "admin settings", focused="time_zone", value="")
    offered = await anna.autocomplete("staff", "admin settings", focused="time_zone", value="berln")
    card = await anna.slash("staff", "admin settings", time_zone="new york")

    assert "UTC" == usual[0]["value"]
    assert ("Europe/Berlin", 25) == (offered[0]["value"], len(offered))
    assert r"America/New\_York" in card.text


async def test_usual_years_are_offered(anna):
    """None, six, ten and twenty; and what was typed, where it is allowed."""
    usual = await anna.autocomplete("staff", "admin settings", focused="recency", value="")
    typed = await anna.autocomplete("staff", "admin settings", focused="recency", value="15")
    far = await anna.autocomplete("staff", "admin settings", focused="recency", value="150")

    assert [6, 10, 20, 0] == [choice["value"] for choice in usual]
    assert [15, 6, 10, 20, 0] == [choice["value"] for choice in typed]
    assert usual == far


async def test_an_unknown_time_zone_is_refused(stage, anna):
    """The three nearest are named, what was typed pings nobody, and nothing is changed."""
    refused = await anna.slash("staff", "admin settings", time_zone="Mars/@everyone", grace=2.0)

    assert refused.ephemeral
    assert r"No time zone is called “Mars/\@everyone”" in refused.text
    assert 2 == refused.text.partition("Nearest: ")[2].partition(".")[0].replace(" or ", ", ").count(", ")
    assert "Example: `/admin settings time_zone:" in refused.text
    assert [] == audited(stage)


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("time_factor", 0.5, "1 to 3"),
        ("time_factor", 3.1, "1 to 3"),
        ("grace", -1.0, "0 to 5 s"),
        ("grace", 5.5, "0 to 5 s"),
        ("recency", -1, "0 to 100"),
        ("recency", 101, "0 to 100"),
    ],
)
async def test_a_number_out_of_range_is_refused_with_the_range(stage, anna, option, value, allowed):
    """Discord stops it, and where it does not, Clio says what is allowed."""
    with pytest.raises(Refused):
        await anna.slash("staff", "admin settings", **{option: value})
    unchecked(stage)
    refused = await anna.slash("staff", "admin settings", **{option: value})

    assert f"Allowed: {allowed}" in refused.text
    assert f"Example: `/admin settings {option}:" in refused.text
    assert [] == audited(stage)


@pytest.mark.parametrize("name", ["@everyone", "Clio"])
async def test_a_role_that_is_nobodys_in_particular_is_refused(stage, anna, name):
    """Neither everybody nor a bot becomes host."""
    refused = await anna.slash("staff", "admin settings", host_role=role(stage, name).id)

    assert "belongs to everybody, or to a bot alone" in refused.text
    assert [] == audited(stage)
