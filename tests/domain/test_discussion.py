"""What is told of a discussion and of its vote."""

from bot.domain.discussion import BEST, Outcome, Reply, Talk, outcome, talk

ANNA, BEN, CHIARA = 1, 2, 3


def test_replies_with_the_most_reactions_stand_out():
    """Of as many reactions the earlier is first, and no more are named than a recap has room for."""
    replies = [Reply(10, ANNA, 1), Reply(11, BEN, 4), Reply(12, ANNA, 2), Reply(13, CHIARA, 2), Reply(14, BEN, 0)]
    found = talk(replies, ())

    assert BEST == len(found.best)
    assert [11, 12, 13] == [reply.message_id for reply in found.best]
    assert (5, 3, False) == (found.posts, found.contributors, found.is_cut)


def test_who_is_hidden_counts_and_is_not_shown():
    """Their replies are posts, but none of them is linked."""
    replies = [Reply(10, ANNA, 9), Reply(11, BEN, 1)]

    assert Talk(2, 2, (replies[1],), is_cut=True) == talk(replies, {ANNA}, is_cut=True)


def test_without_reactions_nothing_stands_out():
    """A silent discussion has no best reply, and an empty one nobody in it."""
    assert () == talk([Reply(10, ANNA, 0)], ()).best
    assert Talk(0, 0, ()) == talk([], ())


def test_the_answers_with_the_most_votes_lead():
    """One, or several that share the lead in their order."""
    assert Outcome(("Likely",), 3, 4) == outcome({"Unlikely": 1, "Likely": 3, "Possible": 0})
    assert Outcome(("Unlikely", "Likely"), 2, 4) == outcome({"Unlikely": 2, "Likely": 2})


def test_a_vote_without_votes_has_no_outcome():
    """Nor has one that is gone."""
    assert outcome({"Unlikely": 0, "Likely": 0}) is None
    assert outcome({}) is None
