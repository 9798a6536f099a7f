"""What a host may ask of a competition, and what is said where they may not."""

import pytest

from bot.domain.competition import TITLE_LIMIT, Plan, plan_from, plan_text
from bot.domain.terms import AHEAD_MS, CLOSES_BEFORE_MS, EXAMPLES, check_title, in_words, plan_of, read_times
from bot.errors import Refusal

NOW_AT = 1_795_345_200_000  # Sunday 22 November 2026, 12:00 in Berlin
BERLIN = "Europe/Berlin"
HOUR_MS = 3_600_000
SATURDAY_AT = NOW_AT + (6 * 24 + 8) * HOUR_MS


def refused(call, *arguments):
    """The refusal of a call, and its three parts as one text."""
    with pytest.raises(Refusal) as caught:
        call(*arguments)
    return f"{caught.value.problem} {caught.value.allowed} {caught.value.example}"


def test_a_title_is_one_line():
    """Of at most as many characters as there is room for."""
    assert "Winter cup" == check_title("  Winter \n cup ")
    assert TITLE_LIMIT == len(check_title("x" * TITLE_LIMIT))
    assert refused(check_title, "x" * 4_000).startswith("That title has 4,000 characters. 1 to 80 characters.")
    assert refused(check_title, " \n").startswith("A competition needs a title.")


@pytest.mark.parametrize(
    ("kind", "start", "until", "times"),
    [
        ("open", None, None, (None, None)),
        ("open", "Saturday 20:00", None, (SATURDAY_AT, SATURDAY_AT)),
        ("knockout", "Saturday 20:00", None, (SATURDAY_AT, SATURDAY_AT - CLOSES_BEFORE_MS)),
        ("knockout", "Saturday 20:00", "Saturday 19:00", (SATURDAY_AT, SATURDAY_AT - HOUR_MS)),
        ("teams", None, "Saturday 20:00", (None, SATURDAY_AT)),
        ("open", "in 1 hour", "in 1 hour", (NOW_AT + HOUR_MS, NOW_AT + HOUR_MS)),
    ],
)
def test_times_are_read_by_the_clocks_of_the_server(kind, start, until, times):
    """Sign-up closes with the start, in a knockout 5 minutes before it, or when its host says."""
    assert times == read_times(kind, start, until, BERLIN, NOW_AT)


def test_a_knockout_that_begins_in_a_moment_lets_people_sign_up():
    """Its sign-up is open until the start where that is nearer than 5 minutes, and never closed at once."""
    minute = 60_000

    assert (NOW_AT + 3 * minute, NOW_AT + 3 * minute) == read_times("knockout", "in 3 minutes", None, BERLIN, NOW_AT)
    assert (NOW_AT + 7 * minute, NOW_AT + 5 * minute) == read_times("knockout", "in 7 minutes", None, BERLIN, NOW_AT)


@pytest.mark.parametrize(
    ("start", "until", "said"),
    [
        (
            "2026-11-21 20:00",
            None,
            "start would be Saturday 21 November 2026, 20:00 (Europe/Berlin), which is past: it is Sunday 22 November "
            "2026, 12:00 (Europe/Berlin).",
        ),
        ("now", None, "start would be Sunday 22 November 2026, 12:00 (Europe/Berlin), which is past"),
        ("soonish", None, "start names no moment, or more than one. Such as Saturday 20:00"),
        ("2030-01-01 20:00", None, "start would be Tuesday 1 January 2030, 20:00 (Europe/Berlin), more than a year"),
        (None, "2026-11-01", "signup_until would be Sunday 1 November 2026, 00:00 (Europe/Berlin), which is past"),
    ],
)
def test_times_that_cannot_be_are_refused_as_they_were_understood(start, until, said):
    """With what is allowed, and an example that works."""
    told = refused(read_times, "open", start, until, BERLIN, NOW_AT)

    assert told.startswith(said)
    assert EXAMPLES["open"] in told


def test_sign_up_does_not_close_after_the_start():
    """Both moments are named."""
    told = refused(read_times, "open", "Saturday 20:00", "2026-11-29 20:00", BERLIN, NOW_AT)

    assert told.startswith(
        "Sign-up would close on Sunday 29 November 2026, 20:00 (Europe/Berlin), after the start on Saturday 28 "
        "November 2026, 20:00 (Europe/Berlin). It closes before the start, or with it."
    )


def test_a_year_ahead_is_allowed():
    """To the millisecond."""
    assert NOW_AT + AHEAD_MS == read_times("open", f"<t:{(NOW_AT + AHEAD_MS) // 1000}>", None, "UTC", NOW_AT)[0]
    assert "Monday 23 November 2026, 00:00 (UTC)" == in_words(NOW_AT + 13 * HOUR_MS, "UTC")


def test_a_plan_has_what_was_given():
    """By the names of the options; what was left out is as usual."""
    given = {"group": 4, "advance": 2, "seconds": 20, "difficulty": "hard", "ready_seconds": 60, "break_seconds": None}
    plan = plan_of("knockout", given, {"topic": "red-army"})

    expected = Plan("knockout", filters={"topic": "red-army"}, group=4, advance=2, limit_s=20, level="hard", ready_s=60)
    assert expected == plan
    assert plan == plan_from(plan_text(plan))


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("open", {"group": 3}, "Open competitions have no group. Leave it out, or choose format:knockout."),
        ("knockout", {"team_max": 3}, "Knockout competitions have no team_max. Leave it out, or choose format:teams."),
        (
            "knockout",
            {"quizzes": 2},
            "A knockout has as many quizzes as it takes. Leave it out, or choose format:open.",
        ),
        ("open", {"questions": 50}, "questions:50 does not do. It is 5 to 20. /"),
        ("open", {"seconds": 5}, "seconds:5 does not do. It is 10 to 120. /"),
        ("knockout", {"ready_seconds": 5}, "ready_seconds:5 does not do. It is 30 to 900. /"),
        (
            "open",
            {"min_entrants": 9, "max_entrants": 3},
            "max_entrants:3 does not do. It is 2 to 10,000. It is not less",
        ),
        (
            "teams",
            {"team_min": 4, "team_max": 3},
            "team_max:3 does not do. It is 1 to 25. It is not less than team_min.",
        ),
        ("knockout", {"group": 4, "advance": 4}, "advance:4 does not do. It is 1 to 7. Fewer go on than there are"),
    ],
)
def test_what_does_not_go_together_is_refused(kind, given, said):
    """With what is allowed, and an example of a format that has it."""
    told = refused(plan_of, kind, given, {})

    assert told.startswith(said)
    assert "/competition create title:Winter cup format:" in told


@pytest.mark.parametrize("kind", list(EXAMPLES))
def test_the_examples_work(kind):
    """Each is read as it stands."""
    options = dict(
        part.split(":", 1)
        for part in EXAMPLES[kind].replace("Saturday 20:00", "Saturday_20:00").split()[2:]
        if ":" in part
    )
    numbers = {name: int(value) for name, value in options.items() if value.isdecimal()}

    assert kind == options["format"]
    assert kind == plan_of(kind, numbers, {}).format
    assert SATURDAY_AT == read_times(kind, options["start"].replace("_", " "), None, BERLIN, NOW_AT)[0]
