"""What /admin check tells of what it has looked at."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.presentation.checkup import DRIFT_S, Finding, backup, check_card, clock, database, intent
from bot.presentation.text import CARD_LIMIT
from tests.presentation.parts import texts

NOW = datetime(2027, 5, 3, 16, tzinfo=UTC)


def test_what_is_to_be_mended_comes_first():
    """With how; what is well follows."""
    heading, ill, well = texts(check_card([Finding("a is well"), Finding("b is not", "Turn it.")]))

    assert "### 1 thing to mend" == heading
    assert ("⚠️ **b is not**\nTurn it.", "✅ a is well") == (ill, well)
    assert "### All is well" == texts(check_card([Finding("a is well")]))[0]


def test_many_faults_fit_on_a_card():
    """The rest is counted."""
    shown = texts(check_card([Finding(f"{number:03} " + "x" * 150, "y" * 90) for number in range(60)]))

    assert CARD_LIMIT >= sum(map(len, shown))
    assert "### 60 things to mend" == shown[0]
    assert f"And {60 - shown[1].count('⚠️')} lines more" in shown[2]


@pytest.mark.parametrize(
    ("ahead_s", "said"),
    [(61, "61 s ahead of Discord's; posts come as much too early"), (-3600, "3600 s behind Discord's; posts come")],
)
def test_a_clock_that_is_off_is_told_of(ahead_s, said):
    """In which direction, and who can mend it."""
    assert said in clock(ahead_s).about
    assert "NTP" in clock(ahead_s).mend


@pytest.mark.parametrize("ahead_s", [-DRIFT_S, 0, 0.4, DRIFT_S])
def test_a_clock_that_is_nearly_right_is_right(ahead_s):
    """Within a minute."""
    assert "" == clock(ahead_s).mend


@pytest.mark.parametrize(
    ("made_at", "is_well"),
    [(NOW - timedelta(hours=25), True), (NOW - timedelta(hours=31), False), (None, False)],
)
def test_a_backup_is_of_the_last_night(made_at, is_well):
    """Some hours late is no fault; none at all is one."""
    assert is_well == (not backup(made_at, NOW).mend)


def test_a_fault_of_the_database_formats_nothing():
    """It comes from the system."""
    assert r"\*full\*" in database("disk *full*").mend
    assert "" == database("").mend


def test_either_intent_is_well():
    """It says how answers come."""
    assert ["on", "off"] == [intent(has).about[-4:-1].strip() for has in (True, False)]
    assert ["", ""] == [intent(has).mend for has in (True, False)]
