"""/fact, /quote, /whatif and /onthisday, as members use them."""

import asyncio
import re
from datetime import UTC, datetime

import pytest

from bot.domain.recency import is_too_recent

FOOT = re.compile(r"-# (\w+-\w+)")


def item_id(reply):
    """The id at the card's foot."""
    return FOOT.findall(reply.text)[-1]


async def test_fact_shows_a_card_with_sources(ben):
    """A fact comes in public with its badge, its source and its buttons."""
    reply = await ben.slash("general", "fact")

    assert not reply.ephemeral
    assert "[1]" in reply.text
    assert "unseen of" in reply.text
    assert [b["label"] for b in reply.components if b["type"] == 2] == ["Another", "Sources", "Report"]


async def test_filters_are_kept(ben, catalogue):
    """What a filter asks for is what comes, also behind the button."""
    reply = await ben.slash("general", "fact", era="antiquity")
    assert catalogue.get(item_id(reply)).era == "antiquity"

    again = await ben.click(reply, "Another")
    assert catalogue.get(item_id(again)).era == "antiquity"
    assert item_id(reply) != item_id(again)


async def test_options_are_understood_by_their_words(ben, catalogue):
    """A label, a key in capitals and an unambiguous beginning are all understood."""
    for typed in ("Early modern (about 1500–1800)", "EARLY-MODERN", "early"):
        reply = await ben.slash("general", "fact", era=typed)
        assert catalogue.get(item_id(reply)).era == "early-modern"


async def test_an_unknown_value_names_those_there_are(ben):
    """A wrong era is refused privately, with the eras and an example that works."""
    reply = await ben.slash("general", "fact", era="**stone age** @everyone")

    assert reply.ephemeral
    assert "No era" in reply.text
    assert "Antiquity" in reply.text
    assert "/fact era:" in reply.text
    assert "@everyone" not in reply.text.replace(r"\@everyone", "")


async def test_an_empty_filter_says_which_one_emptied_it(ben):
    """Filters that leave nothing name the one to blame and what has items."""
    reply = await ben.slash("general", "fact", era="antiquity", topic="red-army")

    assert reply.ephemeral
    assert "No facts for" in reply.text
    (example,) = re.findall(r"Example: `/fact (.*)`", reply.text)
    options = dict(part.split(":", 1) for part in example.split(" ") if ":" in part)
    works = await ben.slash("general", "fact", **options)
    assert not works.ephemeral


async def test_autocomplete_offers_only_what_has_items(ben, catalogue):
    """Eras are those with facts; a topic is narrowed by the era already typed; misspelling is forgiven."""
    eras = await ben.autocomplete("general", "fact", focused="era", value="")
    topics = await ben.autocomplete("general", "fact", focused="topic", value="", era="antiquity")
    people = await ben.autocomplete("general", "quote", focused="person", value="trotski")

    assert [value for value, _ in catalogue.values("fact", "era")] == [choice["value"] for choice in eras]
    assert topics
    for choice in topics:
        assert catalogue.matching("fact", era="antiquity", topic=choice["value"])
    assert "Leon Trotsky" in [choice["value"] for choice in people]


async def test_an_item_by_its_id(ben):
    """An id shows that item; an unknown one names the nearest; a wrong kind says which command shows it."""
    shown = await ben.slash("general", "fact", id="RR-F001")
    unknown = await ben.slash("general", "fact", id="rr-f9999")
    other = await ben.slash("general", "fact", id="rr-w001")

    assert item_id(shown) == "rr-f001"
    assert unknown.ephemeral
    assert "Nearest: rr-f" in unknown.text
    assert other.ephemeral
    assert "is a what-if" in other.text


async def test_an_unknown_person_gets_the_three_nearest_names(ben):
    """A misspelt name is answered with three names that have quotes."""
    reply = await ben.slash("general", "quote", person="Lev Trotzki")

    assert reply.ephemeral
    assert "Nearest: " in reply.text
    assert "Leon Trotsky" in reply.text


async def test_misattributed_quotes_show_the_verdict_first(ben):
    """The verdict stands before the words."""
    reply = await ben.slash("general", "quote", attribution="misattributed")

    assert reply.text.index("Misattributed") < reply.text.index("> ")


async def test_on_this_day(ben, catalogue):
    """A day with items shows them with their calendar, one without goes to the nearest and says so."""
    empty = next(day for day in range(1, 29) if not catalogue.on_day(2, day))
    nothing = await ben.slash("general", "onthisday", date=f"{empty} February")
    revolution = await ben.slash("general", "onthisday", date="7 November")
    leap = await ben.slash("general", "onthisday", date="29 February")
    today = await ben.slash("general", "onthisday")

    assert "On this day: 7 November" in revolution.text
    assert "Gregorian calendar" in revolution.text
    assert "25 October OS" in revolution.text
    assert "29 February" in leap.text
    assert f"Nothing is recorded for {empty} February" in nothing.text
    assert "Nearest day: " in nothing.text
    assert not today.ephemeral


@pytest.mark.parametrize(
    ("typed", "said"), [("31 April", "April has 30 days"), ("soon", "Example"), ("0 AD", "Example")]
)
async def test_an_impossible_day_is_refused(ben, typed, said):
    """What is wrong, what is allowed, and an example."""
    reply = await ben.slash("general", "onthisday", date=typed)

    assert reply.ephemeral
    assert said in reply.text


async def test_one_of_a_list_in_full(ben):
    """A choice under a day shows the item's card to everybody."""
    day = await ben.slash("general", "onthisday", date="21 August")
    select = next(c for c in day.components if c["type"] == 3)
    card = await ben.select(day, custom_id="show", values=[select["options"][0]["value"]])

    assert not card.ephemeral
    assert select["options"][0]["value"] == item_id(card)


async def test_nothing_repeats_until_all_were_shown(stage, catalogue):
    """Ten members draw at once until every fact of the server was shown: each comes once; then it starts over."""
    total = len(catalogue.matching("fact"))
    world, guild = stage.discord.world, stage.discord.guild()
    for name in ("gustav", "hana", "ines", "jomo"):
        world.add_member(guild, world.add_user(name, name.capitalize()))
    names = ("anna", "ben", "chiara", "dmitri", "emeka", "fatima", "gustav", "hana", "ines", "jomo")
    players = [stage.discord.member(name) for name in names]
    drawn = []

    async def draw(member, times):
        drawn.extend([item_id(await member.slash("general", "fact")) for _ in range(times)])

    share, rest = divmod(total, len(players))
    assert total >= 300
    await asyncio.gather(*(draw(member, share + (n < rest)) for n, member in enumerate(players)))
    over = await players[0].slash("general", "fact")

    assert total == len(set(drawn)) == len(drawn)
    assert "starting over" in over.text


async def test_nothing_repeats_over_a_restart(stage, catalogue):
    """What was shown before a restart does not come again after it."""
    ben = stage.discord.member("ben")
    total = len(catalogue.matching("quote", attribution="misattributed"))
    drawn = [item_id(await ben.slash("general", "quote", attribution="misattributed")) for _ in range(total // 2)]
    await stage.restart()
    drawn += [
        item_id(await ben.slash("general", "quote", attribution="misattributed")) for _ in range(total - total // 2)
    ]

    assert total == len(set(drawn)) == len(drawn)


async def test_servers_and_people_have_memories_of_their_own(stage, catalogue):
    """What a server has used up comes anew in a direct message, and what two people see there does not meet."""
    ben, chiara = stage.discord.member("ben"), stage.discord.member("chiara")
    pool = len(catalogue.matching("whatif", era="late-antiquity"))

    async def all_of(place, who):
        return {item_id(await who.slash(place, "whatif", era="late-antiquity")) for _ in range(pool)}

    assert pool == len(await all_of("general", ben))
    assert "starting over" in (await chiara.slash("general", "whatif", era="late-antiquity")).text
    for person in (ben, chiara):
        private = await person.in_dm().slash("whatif", era="late-antiquity")
        assert f"{pool - 1} unseen of {pool}" in private.text


async def test_buttons_work_after_a_restart(stage):
    """Another, Sources and Report on a card of before the restart answer as before."""
    ben = stage.discord.member("ben")
    card = await ben.slash("general", "fact", era="medieval")
    await stage.restart()
    another = await ben.click(card, "Another")
    sources = await ben.click(card, "Sources")
    report = await ben.click(card, "Report")

    assert item_id(card) != item_id(another)
    assert f"Sources of {item_id(card)}" in sources.text
    assert sources.ephemeral
    assert item_id(card) in report.modal.title


async def test_what_is_too_recent_is_no_prompt(stage, anna, catalogue):
    """The rule holds for /whatif in this server; by its id, and as a fact, what is recent is shown all the same."""
    dates = {item.id: item.pod.date for item in catalogue.matching("whatif")}
    recent = [item_id for item_id, date in dates.items() if is_too_recent(date, datetime.now(UTC).year - 100)]
    assert recent
    await anna.slash("staff", "admin settings", recency=100)
    drawn = await anna.slash("general", "whatif")
    only = await anna.slash("general", "whatif", era="contemporary")
    one = await anna.slash("general", "whatif", id=recent[0])

    assert f"unseen of {len(dates) - len(recent)}" in drawn.text
    assert "too recent for this server" in only.text
    assert recent[0] in one.text
    assert f"unseen of {len(dates)}" in (await anna.in_dm().slash("whatif")).text
