"""What members read of past what-ifs."""

import pytest

from bot.domain.discussion import Reply, Talk
from bot.presentation import recaps
from bot.presentation.components import COMPONENT_LIMIT
from bot.presentation.recaps import Ballot, Past, Recap
from bot.presentation.text import CARD_LIMIT
from tests.presentation.parts import custom_ids, parts, texts

AT = 1_800_000_000_000
URL = recaps.message_url(1, 2, 3)
LONG = "[*_`(x)`_*] " * 30


def past(name: str = "What if: Rails in 1700?", **changed: object) -> Past:
    """A prompt without a poll, but for what is changed."""
    return Past(**{"name": name, "posted_at": AT, "url": URL, **changed})  # type: ignore[arg-type]


def recap(**changed: object) -> Recap:
    """A prompt whose discussion nobody joined, and after which nothing comes."""
    usual: dict[str, object] = {"past": past(), "guild_id": 1, "thread_id": 4, "talk": Talk(0, 0, ())}
    return Recap(**usual | changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("votes", "is_final", "said"),
    [
        ({"Likely": 3, "Unlikely": 1}, True, "**Likely**: 3 of 4 votes"),
        ({"Likely": 1, "Unlikely": 0}, False, "**Likely**: 1 of 1 vote so far"),
        ({"Likely": 2, "Possible": 2, "Unlikely": 1}, True, "**Likely and Possible**: 2 each of 5 votes"),
        ({"Likely": 0}, True, "nobody voted"),
        ({"Likely": 0}, False, "nobody has voted yet"),
        ({}, True, "the poll was deleted"),
        (None, True, "the poll could not be read"),
        (None, False, f"the poll's result comes after <t:{AT // 1000}:f>"),
    ],
)
def test_every_way_a_poll_can_go_has_its_words(votes: dict[str, int] | None, is_final: bool, said: str) -> None:
    """In the list as a part of a line, in the recap as a sentence."""
    voted = past(ballot=Ballot(votes, AT, is_final))
    listed = texts(recaps.archive_card([voted], page=1, pages=1, count=1))
    told = texts(recaps.recap_card(recap(past=voted), "1-2"))

    assert f"<t:{AT // 1000}:D> · {said}" in listed[1]
    assert f"**How plausible is it?**\n{said[0].upper()}{said[1:]}." in told


def test_a_prompt_without_a_poll_says_nothing_of_one() -> None:
    """It has its date and its link."""
    [_, line, _] = texts(recaps.archive_card([past()], page=1, pages=1, count=1))

    assert f"**[What if\\: Rails in 1700?]({URL})**\n<t:{AT // 1000}:D>" == line
    assert not any("plausible" in block for block in texts(recaps.recap_card(recap(), "1-2")))


def test_pages_have_buttons_where_there_are_several() -> None:
    """The first and the last have one that cannot be pressed."""
    one, first, last = (
        recaps.archive_card([past()], page=page, pages=pages, count=9) for page, pages in ((1, 1), (1, 2), (2, 2))
    )

    assert [] == custom_ids(one)
    assert ["prompts:0", "prompts:2"] == custom_ids(first)
    assert [True, False] == [part["disabled"] for part in parts(first) if "custom_id" in part]
    assert [False, True] == [part["disabled"] for part in parts(last) if "custom_id" in part]


def test_an_empty_archive_says_how_to_fill_it() -> None:
    """With a command that works."""
    [said] = texts(recaps.archive_card([], page=1, pages=1, count=0))

    assert "/schedule add kind:whatif day:Monday time:18:00" in said


def test_the_longest_names_fit() -> None:
    """On a full page and in a recap, and nothing in them is formatted."""
    ballot = Ballot({LONG[:55]: 2, LONG[5:55]: 2}, AT, is_final=True)
    worst = past(LONG, ballot=ballot, recap_url=URL)
    page = recaps.archive_card([worst] * recaps.PAGE, page=1, pages=9, count=45)
    best = tuple(Reply(10**18 + n, 10**18, 999) for n in range(3))
    told = recaps.recap_card(recap(past=worst, talk=Talk(2000, 99, best, is_cut=True), following=worst), "f" * 20)

    for card in (page, told):
        assert CARD_LIMIT >= sum(map(len, texts(card)))
        assert COMPONENT_LIMIT >= len(list(parts(card)))
    assert r"[\[\*\_" in texts(page)[1]


def test_a_recap_names_the_replies_that_stood_out() -> None:
    """By link and author, the most reactions first; where not all was read it says so."""
    best = (Reply(7, 8, 5), Reply(9, 10, 1))
    told = texts(recaps.recap_card(recap(talk=Talk(12, 1, best)), "1-2"))
    cut = texts(recaps.recap_card(recap(talk=Talk(2000, 40, (), is_cut=True)), "1-2"))

    discussion = (
        "**The discussion**\n12 posts by 1 member in <#4>.\n**With the most reactions**\n"
        "**1.** [Reply](https://discord.com/channels/1/4/7) by <@8> · 5 reactions\n"
        "**2.** [Reply](https://discord.com/channels/1/4/9) by <@10> · 1 reaction"
    )
    assert discussion in told
    assert any("At least 2,000 posts by 40 members" in block and "No reply has reactions" in block for block in cut)


def test_what_there_is_not_is_said_with_grace() -> None:
    """A thread that is gone, one that nobody wrote in, and none at all."""
    gone, silent, none = (
        "\n".join(texts(recaps.recap_card(one, "1-2")))
        for one in (recap(talk=None), recap(), recap(thread_id=None, talk=None))
    )

    assert "Its thread is gone, or Clio may not read it." in gone
    assert "Nobody has written in <#4> yet" in silent
    assert "The discussion" not in none
    assert "No further what-if is scheduled." in none


def test_what_comes_next_is_told() -> None:
    """The prompt that came after it, by link, and when another is due."""
    after = recap(following=past("", url="https://discord.com/channels/1/2/9"), next_at=AT)
    told = texts(recaps.recap_card(after, "1-2"))[-1]

    assert "After it came **[A what-if that is in no pack any more](https://discord.com/channels/1/2/9)**." in told
    assert f"The next what-if comes <t:{AT // 1000}:F> (<t:{AT // 1000}:R>)." in told


def test_the_picture_shows_all_answers() -> None:
    """In the poll's order; without votes there is none."""
    votes = {"Unlikely": 0, "Likely": 3}
    [(heading, bars)] = recaps.poll_bars(past(ballot=Ballot(votes, AT, is_final=True))).items()
    card = recaps.recap_card(recap(), "1-2", picture="Likely leads.")

    assert "What if: Rails in 1700?" == heading
    assert ["0 of 3 · 0%", "3 of 3 · 100%"] == [bar.numbers for bar in bars]
    assert [{}, {}, {}] == [
        recaps.poll_bars(past(ballot=ballot))
        for ballot in (None, Ballot({}, AT, is_final=True), Ballot({"Likely": 0}, AT, is_final=True))
    ]
    [shown] = [part["items"] for part in parts(card) if "items" in part]
    assert [{"media": {"url": "attachment://poll.png"}, "description": "Likely leads."}] == shown


def test_the_recaps_button_carries_its_mark() -> None:
    """So that it is found again after a kill."""
    assert ["prompts-all:1-2"] == custom_ids(recaps.recap_card(recap(), "1-2"))
