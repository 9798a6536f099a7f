"""Appeals on a real file: one for a form of a round, decided once, and paid with every sum in one transaction."""

import asyncio
import json
import sqlite3
from pathlib import Path

import pytest

from bot.domain.appeal import WINDOW_MS
from bot.domain.bracket import first_stage, seeded
from bot.domain.competition import Entrant, Plan
from bot.domain.quiz import Rules
from bot.storage.aliases import Alias, Aliases
from bot.storage.appeals import DAY_MS, LIMIT, Appeals, Settled, TooManyAppeals
from bot.storage.competitions import Competitions
from bot.storage.database import Database
from bot.storage.faults import DatabaseFault
from bot.storage.quizzes import Quizzes
from bot.storage.teams import Teams
from tests.storage import competing
from tests.storage.appealing import (
    ANNA,
    AT,
    BEN,
    CHIARA,
    DMITRI,
    GUESSES,
    REVIEWER,
    ROUND,
    appeal,
    everything,
    played,
    refused,
    tried,
)
from tests.storage.quizzing import GUILD, sums, sums_of_the_log

TYPED = Rules(mode="typed")


@pytest.fixture
async def appeals(db: Database) -> Appeals:
    """One quiz with four players, of whom two gave the same refused answer."""
    await played(Quizzes(db))
    return Appeals(db)


async def accept(appeals: Appeals, appeal_id: int = 71, *, at: int = AT) -> Settled | None:
    """A reviewer accepts it."""
    return (await appeals.accept(appeal_id, TYPED, ROUND, by=REVIEWER, at=at))[1]


async def points(db: Database, session_id: int = 1) -> dict[int, int]:
    """What each player has been paid."""
    return dict(await db.read("SELECT user_id, points FROM quiz_results WHERE session_id = ?", (session_id,)))


async def test_a_second_appeal_for_the_same_is_a_voice_for_the_first(appeals: Appeals) -> None:
    """By normal form and round; the same player again changes nothing."""
    assert ["made", "merged", "again", "again"] == [
        await appeal(appeals, 70 + number, guess_id) for number, guess_id in enumerate((111, 112, 111, 112), 1)
    ]
    [one] = await appeals.waiting(GUILD)
    assert (71, "maracanda", 2, "tt-k1", 101, 1) == (
        *(one.id, one.normal, one.players, one.question_id, one.quiz_channel_id, one.question_message_id),
    )
    assert [(ANNA, "Its Greek name."), (BEN, "Its Greek name.")] == [(each.user_id, each.why) for each in one.voices]
    assert one == await appeals.get(71)
    assert [one] == await appeals.of_user(GUILD, BEN, 10)
    assert [] == await appeals.of_user(GUILD + 1, BEN, 10)
    assert await appeals.get(72) is None


async def test_an_appeal_after_the_decision_is_none(appeals: Appeals) -> None:
    """Nor after its seven days: nobody can add to it."""
    await appeal(appeals, 71, 111)
    assert "decided" == await appeal(appeals, 72, 112, at=AT + WINDOW_MS + 1)
    await appeals.decline(71, "Another town.", by=REVIEWER, at=AT)
    assert "decided" == await appeal(appeals, 73, 112)


async def test_nobody_makes_more_than_some_in_a_day(db: Database) -> None:
    """The next one is possible when the first is a day old."""
    many = tuple(refused(20 + number, ANNA, f"town {number}") for number in range(LIMIT + 1))
    await played(Quizzes(db), guesses=many, rules=Rules(mode="typed", ranked=False))
    appeals = Appeals(db)
    for number in range(LIMIT):
        assert "made" == await appeal(appeals, 71 + number, 120 + number, at=AT + number)
    last = await tried(appeals, 120 + LIMIT)
    assert TooManyAppeals(AT + DAY_MS) == await appeals.make(90, last, "Why not?", at=AT + 10)
    assert isinstance(await appeals.make(90, last, "Why not?", at=AT + DAY_MS), tuple)


async def test_refused_answers_are_found(appeals: Appeals, db: Database) -> None:
    """Of the user, in the channel, since a moment, the latest first; those that were right are left out."""
    await played(Quizzes(db), 2, (refused(14, ANNA, "khiva", at=AT), refused(15, ANNA, "", at=AT)))
    assert [111] == [one.guess.id for one in await appeals.refused(ANNA, 101, since_at=0, limit=5)]
    assert [214] == [one.guess.id for one in await appeals.refused(ANNA, 102, since_at=0, limit=5)]
    assert [] == await appeals.refused(ANNA, 101, since_at=AT, limit=5)
    assert [] == await appeals.refused(CHIARA, 101, since_at=0, limit=5)
    [mine] = await appeals.tried_in(1, 1, BEN)
    assert mine == await tried(appeals, 112)
    assert (GUILD, 101, 1, 1, "tt-k1", "typed", True) == (
        *(mine.guild_id, mine.channel_id, mine.session_id, mine.number, mine.question_id, mine.form, mine.is_closed),
    )
    assert await appeals.tried(99) is None


async def test_everybody_who_gave_the_answer_is_paid(appeals: Appeals, db: Database) -> None:
    """With every sum; the form is an alias, the guesses are right, the audit says who decided, nobody else changes."""
    await appeal(appeals, 71, 111)
    before = await points(db)
    settled = await accept(appeals)
    assert settled
    assert {ANNA: 97, BEN: 90} == dict(settled.round.gains)
    assert settled.competition is None
    assert {ANNA: 97, BEN: 90, CHIARA: before[CHIARA], DMITRI: 0} == await points(db)
    assert await sums_of_the_log(db) == await sums(db)
    assert {("accept", "appeal", "maracanda")} == set(
        await db.read("SELECT verdict, rule, nearest FROM quiz_guesses WHERE normal = 'maracanda'")
    )
    assert [Alias("tt-k1", "maracanda", REVIEWER, AT)] == await Aliases(db).of_guild(GUILD)
    assert {"maracanda"} == await Aliases(db).of_question(GUILD, "tt-k1")
    assert frozenset() == await Aliases(db).of_question(GUILD + 1, "tt-k1")
    [(user_id, action, detail)] = await db.read("SELECT user_id, action, detail FROM audit")
    assert (REVIEWER, "appeal_accepted") == (user_id, action)
    assert {"appeal": 71, "question": "tt-k1", "form": "maracanda", "guesses_paid": 2} == json.loads(detail)


async def test_a_quiz_that_runs_is_counted_at_its_end(db: Database) -> None:
    """What was paid by an appeal is in the totals once."""
    quizzes, appeals = Quizzes(db), Appeals(db)
    await played(quizzes, is_over=False)
    await appeal(appeals, 71, 111)
    assert await accept(appeals)
    assert [] == (await sums(db))["totals"]
    await quizzes.end(1, reason="done", counts=True, periods=("2026-11-22", "2026-11", "all"), at=AT)
    assert await sums_of_the_log(db) == await sums(db)


async def test_of_two_reviewers_one_decides(appeals: Appeals, db: Database) -> None:
    """However they press at once, it is decided and paid once."""
    await appeal(appeals, 71, 111)
    accepted = asyncio.gather(*(accept(appeals) for _ in range(4)))
    declined = await asyncio.gather(*(appeals.decline(71, "No.", by=9, at=AT) for _ in range(4)))
    decisions = [bool(settled) for settled in await accepted] + [is_mine for _, is_mine in declined]
    assert 1 == sum(decisions)
    assert 1 == len(await db.read("SELECT 1 FROM audit"))
    assert await sums_of_the_log(db) == await sums(db)


async def test_a_declined_one_pays_nobody(appeals: Appeals, db: Database) -> None:
    """Its reason is kept, and no alias."""
    await appeal(appeals, 71, 111)
    one, is_mine = await appeals.decline(71, "Another town.", by=REVIEWER, at=AT)
    assert one
    assert is_mine
    assert ("declined", REVIEWER, "Another town.") == (one.state, one.reviewer_id, one.reason)
    assert await accept(appeals) is None
    assert 0 == (await points(db))[ANNA]
    assert [] == await Aliases(db).of_guild(GUILD)


async def test_after_seven_days_nothing_is_decided(appeals: Appeals) -> None:
    """It closes by itself; one that is gone cannot be decided either."""
    await appeal(appeals, 71, 111)
    assert await accept(appeals, at=AT + WINDOW_MS + 1) is None
    one, is_mine = await appeals.decline(71, "No.", by=REVIEWER, at=AT + WINDOW_MS + 1)
    assert one
    assert ("open", "closed", False) == (one.state, one.state_at(AT + WINDOW_MS + 1), is_mine)
    assert [] == await appeals.guilds_waiting(since_at=AT + 1)
    assert [GUILD] == await appeals.guilds_waiting(since_at=AT)
    assert (None, False) == await appeals.decline(99, "No.", by=REVIEWER, at=AT)
    assert (None, None) == await appeals.accept(99, TYPED, ROUND, by=REVIEWER, at=AT)


async def test_what_is_left_to_do_is_known(appeals: Appeals) -> None:
    """Where the notice stands, and which decisions have not been told."""
    await appeal(appeals, 71, 111)
    await appeals.mark_posted(71, channel_id=30, message_id=902)
    await appeals.mark_told(71)  # not before it is decided
    one = await appeals.get(71)
    assert one
    assert (30, 902, False) == (one.channel_id, one.message_id, one.is_told)
    assert [] == await appeals.untold()
    await accept(appeals)
    assert [71] == [each.id for each in await appeals.untold()]
    await appeals.mark_told(71)
    assert [] == await appeals.untold()


async def test_an_alias_is_removed_once(appeals: Appeals, db: Database) -> None:
    """With a line in the audit; what it has paid stays."""
    await appeal(appeals, 71, 111)
    await accept(appeals)
    aliases = Aliases(db)
    assert [True, False] == [await aliases.remove(GUILD, "tt-k1", "maracanda", by=9, at=AT) for _ in range(2)]
    assert [] == await aliases.of_guild(GUILD)
    assert ["appeal_accepted", "alias_removed"] == [row[0] for row in await db.read("SELECT action FROM audit")]
    assert 97 == (await points(db))[ANNA]


async def test_a_match_gets_its_points_too(appeals: Appeals, db: Database) -> None:
    """By who plays for themselves, with what the host gave; who goes on is not touched."""
    competitions = Competitions(db)
    await competing.running(competitions, 2)
    await competitions.match_opened(1, 1, 1)
    await competitions.match_began(1, 1, 1, 1)
    await competitions.act(1, competing.action(50, "adjust", entrant_id=BEN, amount=5))
    await competitions.match_over(1, 1, 1, {ANNA: 0, BEN: 5}, (BEN,))
    await appeal(appeals, 71, 111)
    settled = await accept(appeals)
    assert settled
    assert (1, "running") == settled.competition
    [kept] = await competitions.matches(1)
    assert ({ANNA: 97, BEN: 95}, (BEN,)) == (dict(kept.match.points), kept.match.advancing)


async def test_a_match_of_teams_gets_the_points_of_its_best(appeals: Appeals, db: Database) -> None:
    """As the plan says; a match that is not over gets none before its end."""
    competitions, teams = Competitions(db), Teams(db)
    for team_id, members in ((90, (ANNA, BEN)), (91, (CHIARA, DMITRI))):
        await teams.create(team_id, guild_id=GUILD, name=f"Team {team_id}", captain_id=members[0], role_id=None, at=AT)
        await teams.join(team_id, members[1], (), at=AT)
    plan = Plan("teams", best_of=1)
    await competitions.create(competing.competition(1, plan))
    for team in [await teams.get(90), await teams.get(91)]:
        assert team
        entrant = Entrant(team.id, team.name, team.members, team.captain_id)
        assert await competitions.enter(1, entrant, at=competing.START - 1) is None
    order = seeded(await competitions.entrants(1), {}, 7)
    assert await competitions.draw(1, order, first_stage(plan, order))
    assert await competitions.begin(1, (), at=AT)
    await competitions.match_began(1, 1, 1, 1)
    await appeal(appeals, 71, 111)
    await appeal(appeals, 72, 114)
    settled = await accept(appeals)
    assert settled
    assert (1, "running") == settled.competition
    assert [{}] == [dict(kept.match.points) for kept in await competitions.matches(1)]
    await competitions.match_over(1, 1, 1, {90: 97, 91: 97}, (90,))
    assert await accept(appeals, 72)
    assert [{90: 97, 91: 97}] == [dict(kept.match.points) for kept in await competitions.matches(1)]


async def test_an_acceptance_that_fails_changes_nothing(appeals: Appeals, db: Database, path: Path) -> None:
    """All of it or nothing."""
    await appeal(appeals, 71, 111)
    before = await everything(db)
    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseFault):
        await accept(appeals)
    browser.close()
    assert before == await everything(db)
    assert await accept(appeals)


async def test_a_form_that_others_got_right_costs_them_nothing(db: Database) -> None:
    """In a race whoever was right stays paid, though somebody was right before."""
    race = Rules(mode="typed", scoring="race", grace_ms=0)
    await played(Quizzes(db), guesses=GUESSES, rules=race)
    appeals = Appeals(db)
    await appeal(appeals, 71, 111)
    assert (await appeals.accept(71, race, ROUND, by=REVIEWER, at=AT))[1]
    assert {ANNA: 100, CHIARA: 100} == {user_id: paid for user_id, paid in (await points(db)).items() if paid}
    assert await sums_of_the_log(db) == await sums(db)
