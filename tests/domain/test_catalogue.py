"""Items by id, by filter and by day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import Catalogue, FilterName, citations_of, date_of, kind_of
from bot.domain.content import Fact
from bot.errors import StartFault
from tests.domain.samples import SOURCES, contested, fact, misattributed, pack, question, quote, whatif

PEOPLE = ["Leon Trotsky", "Joseph Stalin", "Ramón Mercader", "Alexandra Kollontai", "Tōjō Hideki", "Lenin"]
ERAS = ["antiquity", "medieval", "modern", "contemporary"]
REGIONS = ["africa", "europe", "east-asia"]


def _facts() -> list[Fact]:
    return [
        fact(
            number,
            era=ERAS[number % 3 if number % 3 < 2 else 2],
            regions=[REGIONS[number % 2]] if number % 5 else ["africa", "europe"],
            topics=["war"] if number % 4 else ["war", "trade-and-money"],
            people=PEOPLE[: number % 6],
        )
        for number in range(24)
    ]


FACTS = _facts()
CATALOGUE = Catalogue(
    [
        pack(
            *FACTS,
            quote(1, speaker="Leon Trotsky"),
            quote(2, speaker="Lenin", attribution="attributed", era="medieval"),
            misattributed(speaker="Marie Antoinette", date="1 May 1789"),
            quote(3, speaker="Rosa Luxemburg", date="1 March 1916"),
            whatif(),
            whatif(2, type="dbwi", pod={"date": "29 February 1916", "place": "Verdun", "change": "Snow falls."}),
            question(date="7 November 1917", people=["Lenin"]),
            fact("draft", review="draft", era="contemporary"),
            fact("gone", review="withdrawn"),
        ),
        pack(
            fact("n1", date="7 November 1917 (25 October OS)", era="modern", regions=["east-asia"]),
            fact("n2", date="7 November 1800", regions=["east-asia"], topics=["sea"]),
            fact("n3", date="c. 3 March 1900", regions=["east-asia"]),
            contested(),
            pack_id="second",
        ),
    ]
)


def test_an_item_is_found_by_its_id() -> None:
    """With its pack and its sources."""
    item = CATALOGUE.get("tt-fn1")
    assert item is not None
    assert "second" == CATALOGUE.pack_of(item).head.id
    assert SOURCES["reed-1919"] == CATALOGUE.source_of(item, item.citations[0])
    assert CATALOGUE.get("tt-f999") is None


def test_drafts_and_withdrawn_items_are_nowhere() -> None:
    """Only checked items are shown, counted or offered."""
    assert CATALOGUE.get("tt-fdraft") is CATALOGUE.get("tt-fgone") is None
    assert 35 == len(CATALOGUE.items)
    assert "contemporary" not in dict(CATALOGUE.values("fact", "era"))


def test_each_item_has_its_kind_date_and_citations() -> None:
    """Read from the item alone."""
    items = (fact(date="1917"), quote(date="1918"), whatif(), question())
    assert ["fact", "quote", "whatif", "question"] == [kind_of(item) for item in items]
    assert ["1917", "1918", "7 November 1917", "None"] == [str(date_of(item)) for item in items]
    assert ["reed-1919", "reed-1919", "pipes-1990"] == [citation.source for citation in citations_of(contested())]


@given(
    st.sampled_from([*ERAS, None]),
    st.sampled_from([*REGIONS, None]),
    st.sampled_from(["war", "trade-and-money", "sea", "peace", None]),
    st.sampled_from([*PEOPLE, None]),
    st.sampled_from(["tests", "second", None]),
)
def test_what_matches_meets_every_filter(
    era: str | None, region: str | None, topic: str | None, person: str | None, pack: str | None
) -> None:
    """The same items as going through all of them, in the same order; and if none, one filter is blamed with reason."""
    found = CATALOGUE.matching("fact", era=era, region=region, topic=topic, person=person, pack=pack)
    expected = [
        item
        for item in CATALOGUE.matching("fact")
        if era in (None, item.era)
        and (region is None or region in item.regions)
        and (topic is None or topic in item.topics)
        and (person is None or person in item.people)
        and pack in (None, CATALOGUE.pack_of(item).head.id)
    ]
    assert expected == list(found)
    named: list[tuple[FilterName, str | None]] = [
        *(("era", era), ("region", region), ("topic", topic), ("person", person), ("pack", pack)),
    ]
    filters = {name: value for name, value in named if value is not None}
    emptied = CATALOGUE.nearest_filter("fact", filters)
    assert (emptied is None) == bool(expected)
    if emptied:
        assert filters[emptied.filter] == emptied.value
        for value, count in emptied.nearest:
            instead: dict[FilterName, str] = {**emptied.kept, emptied.filter: value}
            assert count == len(CATALOGUE.matching("fact", **instead)) > 0


def test_values_are_equal_in_any_spelling() -> None:
    """Case, marks and punctuation make no other filter."""
    assert CATALOGUE.matching("fact", person="Tōjō Hideki") == CATALOGUE.matching("fact", person="tojo hideki") != ()
    assert CATALOGUE.matching("fact", topic="Trade and money") == CATALOGUE.matching("fact", topic="trade-and-money")


def test_the_same_question_gets_the_same_pool() -> None:
    """A pool is made once, so that its ids are at hand."""
    assert CATALOGUE.matching("fact", era="medieval") is CATALOGUE.matching("fact", era="medieval")
    assert CATALOGUE.matching("whatif") is CATALOGUE.matching("whatif", region="europe")


def test_quotes_are_filtered_by_speaker_and_attribution_and_what_ifs_by_type() -> None:
    """Each kind by what it has."""
    assert ["tt-q2"] == [item.id for item in CATALOGUE.matching("quote", person="Lenin", attribution="attributed")]
    assert ["tt-w2"] == [item.id for item in CATALOGUE.matching("whatif", type="dbwi")]
    assert () == CATALOGUE.matching("fact", type="dbwi")


def test_only_values_with_items_are_named() -> None:
    """Eras in the order of time, others from the commonest, and then by name."""
    assert ["antiquity", "medieval", "modern"] == [value for value, _ in CATALOGUE.values("fact", "era")]
    assert (("war", 24), ("trade-and-money", 6), ("revolution", 3), ("sea", 1)) == CATALOGUE.values("fact", "topic")
    assert () == CATALOGUE.values("fact", "attribution")


def test_the_filter_is_blamed_without_which_there_are_items() -> None:
    """An unknown value before a known one; nearest eras are those nearest in time."""
    filters: dict[FilterName, str] = {"era": "medieval", "region": "east-asia", "topic": "sea"}
    emptied = CATALOGUE.nearest_filter("fact", filters)
    assert emptied is not None
    assert ("era", (("modern", 1),)) == (emptied.filter, emptied.nearest)
    assert {"region": "east-asia", "topic": "sea"} == emptied.kept
    unknown = CATALOGUE.nearest_filter("fact", {"era": "antiquity", "person": "Trotzki"})
    assert unknown is not None
    assert ("person", "Leon Trotsky") == (unknown.filter, unknown.nearest[0][0])
    late = CATALOGUE.nearest_filter("fact", {"era": "late-antiquity"})
    assert late is not None
    assert {"antiquity", "medieval"} == {value for value, _ in late.nearest[:2]}


def test_where_no_single_filter_helps_the_first_to_leave_nothing_is_blamed() -> None:
    """What comes after it is left aside."""
    emptied = CATALOGUE.nearest_filter(
        "quote", {"person": "Leon Trotsky", "era": "antiquity", "attribution": "disputed"}
    )
    assert emptied is not None
    assert ("era", {"person": "Leon Trotsky"}, (("modern", 1),)) == (emptied.filter, emptied.kept, emptied.nearest)


def test_no_filter_empties_nothing() -> None:
    """Where there are no items at all there is none to blame; where there are, neither."""
    assert CATALOGUE.nearest_filter("fact", {}) is None
    assert Catalogue([]).nearest_filter("fact", {}) is None
    only = Catalogue([]).nearest_filter("fact", {"era": "modern"})
    assert only is not None
    assert () == only.nearest


def test_a_misspelt_id_or_name_has_neighbours() -> None:
    """The nearest come first, and there are always as many as asked where there are so many."""
    assert "tt-fn1" == CATALOGUE.nearest_ids(" TT-FN01 ")[0]
    assert "Rosa Luxemburg" == CATALOGUE.nearest_people("Luxembourg")[0]
    assert 3 == len(CATALOGUE.nearest_people("x"))
    assert 2 == len(CATALOGUE.nearest_people("???", 2))
    assert "Ramón Mercader" == CATALOGUE.nearest_people("mercadre", kind="fact")[0]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tro", "Leon Trotsky"),
        ("Троцк", "Leon Trotsky"),
        ("trotzki", "Leon Trotsky"),
        ("troski", "Leon Trotsky"),
        ("t", "Tōjō Hideki"),
        ("koll", "Alexandra Kollontai"),
    ],
)
def test_what_is_typed_so_far_is_completed(typed: str, first: str) -> None:
    """By beginnings, with misspellings, from another script."""
    assert first == CATALOGUE.suggest("fact", "person", typed, {})[0][0]


def test_a_value_is_named_in_any_spelling() -> None:
    """Case, marks and hyphens aside; what differs in a letter is another name."""
    assert "Ramón Mercader" == CATALOGUE.named("fact", "person", "RAMON mercader")
    assert "trade-and-money" == CATALOGUE.named("fact", "topic", "Trade and Money")
    assert CATALOGUE.named("fact", "person", "Ramon Mercadar") is None


def test_suggestions_have_items_under_the_other_filters() -> None:
    """Each with their number; nothing typed gives all from the commonest, and the filter itself does not narrow."""
    for value, label in CATALOGUE.suggest("fact", "region", "", {"era": "antiquity", "region": "europe"}):
        assert f"{value} ({len(CATALOGUE.matching('fact', era='antiquity', region=value))})" == label
    assert [] == CATALOGUE.suggest("fact", "person", "tro", {"topic": "sea"})
    assert 2 == len(CATALOGUE.suggest("fact", "person", "", {}, limit=2))


def test_a_day_has_what_happened_on_it() -> None:
    """Each kind in the order of time; no questions, no guessed days, no lines that nobody said."""
    assert ["tt-fn2", "tt-fn1", "tt-w1"] == [item.id for item in CATALOGUE.on_day(11, 7)]
    assert () == CATALOGUE.on_day(3, 3)
    assert () == CATALOGUE.on_day(5, 1)


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ((11, 7), (11, 7)),
        ((11, 6), (11, 7)),
        ((2, 29), (2, 29)),
        ((2, 28), (2, 29)),
        ((3, 2), (3, 1)),
        ((1, 3), (2, 29)),
        ((1, 2), (11, 7)),
        ((12, 31), (11, 7)),
        ((7, 4), (3, 1)),
        ((7, 5), (11, 7)),
    ],
)
def test_the_nearest_day_is_found_round_the_year(asked: tuple[int, int], nearest: tuple[int, int]) -> None:
    """Before or after, over the turn of the year, 29 February counting as a day of every year."""
    found = CATALOGUE.nearest_day(*asked)
    assert found is not None
    assert (*nearest, CATALOGUE.on_day(*nearest)) == found


def test_of_two_days_as_near_the_later_one_is_taken() -> None:
    """1 March lies one day after 29 February and 2 March one before the 3rd."""
    both = Catalogue([pack(fact(1, date="1 March 1900"), fact(2, date="3 March 1900"))])
    found = both.nearest_day(3, 2)
    assert found is not None
    assert (3, 3) == found[:2]
    assert Catalogue([]).nearest_day(3, 2) is None


def test_packs_that_cannot_be_shown_stop_the_start() -> None:
    """One sentence for each id used twice and each source that is not there."""
    with pytest.raises(StartFault) as fault:
        Catalogue([pack(fact(1), fact(2, citations=[{"source": "nobody"}])), pack(fact(1), pack_id="second")])
    assert (
        "tt-f2 in pack tests cites nobody, which is not in its sources.toml.",
        "tt-f1 is in pack tests and again in second; every id is used once.",
    ) == fault.value.faults
