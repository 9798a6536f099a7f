"""A host can do what the moment allows, and take back what nothing depends on."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.competition import Match, Plan
from bot.domain.host_log import Action, HostAction, Table, adjustments, to_undo, why_not_act

WAITING = Match(2, 1, (1, 2))
PLAYED = Match(2, 2, (3, 4))
DECIDED = Match(2, 3, (5, 6), advancing=(5,))
TABLE = Table(
    Plan("knockout"),
    "running",
    stage=2,
    stage_began_at=100,
    states={1: "in", 6: "in", 7: "disqualified", 8: "withdrawn"},
    waiting=(WAITING,),
    begun=(PLAYED, DECIDED),
)
BREAK = replace(TABLE, stage_began_at=None)
PAUSED = replace(TABLE, is_paused=True)


def action(kind: HostAction, *, line: int = 1, at: int = 110, stage: int = 2, **given: Any) -> Action:
    """What a host does after the second stage has begun."""
    return Action(line, at, 3, kind, stage=stage, **given)


@pytest.mark.parametrize(
    ("table", "asked", "why"),
    [
        (TABLE, action("adjust", entrant_id=1, amount=-1000), None),
        (TABLE, action("adjust", entrant_id=3, amount=1000), None),
        (TABLE, action("adjust", entrant_id=1, amount=1001), "amount"),
        (TABLE, action("adjust", entrant_id=1), "amount"),
        (TABLE, action("adjust", entrant_id=9, amount=5), "entrant"),
        (replace(TABLE, phase="drawn"), action("adjust", entrant_id=1, amount=5), "phase"),
        (TABLE, action("disqualify", entrant_id=1), None),
        (replace(TABLE, phase="signup"), action("disqualify", entrant_id=1), None),
        (TABLE, action("disqualify", entrant_id=7), "entrant"),
        (TABLE, action("disqualify"), "entrant"),
        (replace(TABLE, phase="over"), action("disqualify", entrant_id=1), "phase"),
        (TABLE, action("replace", number=1, entrant_id=2, substitute_id=6), None),
        (TABLE, action("replace", number=1, entrant_id=2, substitute_id=8), None),
        (TABLE, action("replace", number=1, entrant_id=2, substitute_id=9), None),
        (TABLE, action("replace", number=2, entrant_id=3, substitute_id=6), "match"),
        (TABLE, action("replace", number=1, entrant_id=3, substitute_id=6), "entrant"),
        (TABLE, action("replace", number=1, entrant_id=2, substitute_id=1), "substitute"),
        (TABLE, action("replace", number=1, entrant_id=2, substitute_id=4), "substitute"),
        (TABLE, action("replace", number=1, entrant_id=2, substitute_id=7), "substitute"),
        (TABLE, action("replace", number=1, entrant_id=2), "substitute"),
        (replace(TABLE, plan=Plan("open")), action("replace", number=1, entrant_id=2, substitute_id=6), "format"),
        (TABLE, action("extend", amount=5), None),
        (BREAK, action("extend", amount=60), None),
        (TABLE, action("extend", amount=61), "amount"),
        (replace(TABLE, waiting=()), action("extend", amount=5), "time"),
        (TABLE, action("pause", amount=5), None),
        (TABLE, action("pause"), "amount"),
        (PAUSED, action("pause", amount=5), "paused"),
        (PAUSED, action("go_on"), None),
        (TABLE, action("go_on"), "paused"),
        (BREAK, action("next"), None),
        (TABLE, action("next"), "break"),
        (TABLE, action("reveal"), None),
        (replace(TABLE, phase="drawn"), action("reveal"), "phase"),
        (replace(TABLE, phase="signup"), action("start"), None),
        (TABLE, action("start"), "phase"),
    ],
)
def test_a_host_does_what_the_moment_allows(table: Table, asked: Action, why: str | None) -> None:
    """Each refusal has its own word."""
    assert why == why_not_act(table, asked)


def test_points_are_summed_by_stage() -> None:
    """Those that were taken back count nowhere."""
    log = [
        action("adjust", entrant_id=1, amount=50),
        action("adjust", entrant_id=1, amount=-20),
        action("adjust", entrant_id=2, amount=5, undone_by=9),
        action("adjust", entrant_id=2, amount=5, stage=1),
        action("disqualify", entrant_id=1),
    ]
    assert {1: 30} == adjustments(log, 2)
    assert {2: 5} == adjustments(log, 1)


ADJUST = action("adjust", line=11, entrant_id=1, amount=5)
DISQUALIFY = action("disqualify", line=12, entrant_id=1)
REPLACE = action("replace", line=13, number=1, entrant_id=2, substitute_id=6)
PAUSE = action("pause", line=14, amount=5)
EXTEND = action("extend", line=15, amount=5)
LINES = [ADJUST, DISQUALIFY, REPLACE, PAUSE, EXTEND]


@pytest.mark.parametrize("done", LINES)
def test_what_nothing_depends_on_is_undone(done: Action) -> None:
    """While its stage goes on, and whatever was done before."""
    assert done == to_undo(PAUSED, [replace(ADJUST, id=1), done, action("reveal")])


def test_the_last_that_still_has_an_effect_is_undone() -> None:
    """What is undone, and pauses and extensions whose time is over, are passed by."""
    log = [ADJUST, replace(DISQUALIFY, undone_by=16), PAUSE, EXTEND]
    assert ADJUST == to_undo(replace(TABLE, waiting=()), log)
    assert ADJUST == to_undo(TABLE, log[:3])
    assert "nothing" == to_undo(TABLE, [PAUSE])
    assert "nothing" == to_undo(TABLE, [])


def test_an_extension_is_undone_while_its_time_runs() -> None:
    """That of a break in the break, that of the time before a match until the match."""
    assert EXTEND == to_undo(BREAK, [EXTEND])
    assert "nothing" == to_undo(TABLE, [replace(EXTEND, at=90)])
    assert "nothing" == to_undo(replace(TABLE, stage=3, stage_began_at=105), [EXTEND])
    assert "nothing" == to_undo(replace(BREAK, stage=3), [EXTEND])
    assert EXTEND == to_undo(TABLE, [EXTEND])


def test_what_was_drawn_by_it_stays() -> None:
    """Who was disqualified is not in the next stage; points of a quiz that all play can be taken back later too."""
    assert "drawn" == to_undo(TABLE, [replace(DISQUALIFY, stage=1)])
    assert "drawn" == to_undo(TABLE, [replace(ADJUST, stage=1)])
    earlier = replace(ADJUST, stage=1)
    assert earlier == to_undo(replace(TABLE, plan=Plan("open", quizzes=3)), [earlier])
    assert "played" == to_undo(replace(TABLE, waiting=()), [REPLACE])
    assert "phase" == to_undo(replace(TABLE, phase="over"), LINES)
