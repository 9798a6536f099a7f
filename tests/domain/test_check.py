"""Faults of packs that are well formed but not sound."""

from typing import Any

import pytest

from bot.domain.check import PackFault, check
from bot.domain.content import Item, Question, Source
from bot.domain.rules import accepts_when_folded, texts
from tests.domain.samples import SOURCES, contested, fact, misattributed, pack, question, quote, whatif

CITED = contested("cited", statement="Was the river crossed by night?")  # cites both sources, so that neither is idle
UNREVIEWED = fact(2).model_copy(update={"reviewed_by": "", "reviewed_on": None})


def _faults(item: Item, **sources: Source) -> list[tuple[str, str]]:
    """Field and problem of each fault of a pack with this item."""
    found = check([pack(item, CITED, sources={**SOURCES, **sources})])
    assert all(fault.item == item.id and fault.allowed for fault in found)
    return [(fault.field, fault.problem) for fault in found]


def test_a_sound_pack_has_no_faults() -> None:
    """One item of each kind, drafts too."""
    items = (
        fact(),
        contested(),
        quote(),
        misattributed(),
        whatif(),
        question(),
        UNREVIEWED.model_copy(update={"review": "draft"}),
    )
    assert [] == check([pack(*items)])
    assert [] == check([])


def test_a_fault_is_a_line_for_an_editor() -> None:
    """Where, what, and what is allowed; parts that are not there leave no gap."""
    fault = PackFault("rr/facts.toml", "rr-f001", "citations", "there is none", "one or more")
    assert "rr/facts.toml: rr-f001: citations: there is none; allowed: one or more" == str(fault)
    assert "rr/pack.toml: too long; allowed: less" == str(PackFault("rr/pack.toml", "", "", "too long", "less"))


def test_faults_name_file_item_and_field() -> None:
    """Each kind in its file, members of a list counted from 1."""
    bad: dict[str, Any] = {"people": ["Lenin", "Sta|| lin"]}
    found = check([pack(fact(**bad), quote(**bad), whatif(**bad), question(**bad), CITED)])
    assert [
        ("tests/facts.toml", "tt-f1", "people.2"),
        ("tests/quotes.toml", "tt-q1", "people.2"),
        ("tests/whatifs.toml", "tt-w1", "people.2"),
        ("tests/questions.toml", "tt-k1", "people.2"),
    ] == [(fault.file, fault.item, fault.field) for fault in found]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("A zero\u200bwidth space.", "has an invisible or control character, U+200B"),
        ("Two\nlines.", "has an invisible or control character, U+000A"),
        ("Turned \u202earound.", "has an invisible or control character, U+202E"),
        ("A ||secret||.", "has ||, which Discord would read as formatting or a mention"),
        ("Some `code`.", "has `, which Discord would read as formatting or a mention"),
        ("Ask @everyone.", "has @everyone, which Discord would read as formatting or a mention"),
        ("See <#123>.", "has <#, which Discord would read as formatting or a mention"),
        ("See ftp://example.org.", "has the address ftp://…"),
        ("He said “no.", "has a quotation mark or bracket without its partner"),
        ('He said "no.', "has a quotation mark or bracket without its partner"),
        ("He left (at last.", "has a quotation mark or bracket without its partner"),
        ("It ended with „Schluss.", "has a quotation mark or bracket without its partner"),
        ("It was over!", "has an exclamation mark in our own words"),
        ("Did you know that it was over?", 'says "did you know"'),
    ],
)
def test_letters_and_tone_are_checked(text: str, problem: str) -> None:
    """Each flaw by itself, in a text of our own."""
    assert [("statement", problem)] == _faults(fact(statement=text))


@pytest.mark.parametrize(
    "text",
    [
        "It ended with „Schluss“, “fin” and «конец» (see https://example.org).",
        'The film “Tora! Tora! Tora!” of 1970 and the cry "Land!" are remembered.',
        "Ramón’s name was Mercader [del Río].",
    ],
)
def test_plain_writing_is_left_alone(text: str) -> None:
    """Marks in pairs, titles and cries in quotation marks, apostrophes and marks on letters."""
    assert [] == _faults(fact(statement=text))


def test_the_words_of_others_may_shout() -> None:
    """A quote, a speaker's original and the title of a work are not our tone."""
    assert [] == _faults(
        quote(text="To arms!", original="К оружию!", citations=[{"source": "que"}]),
        que=SOURCES["reed-1919"].model_copy(update={"title": "What Is to Be Done!"}),
    )


def test_a_source_must_be_there() -> None:
    """In the item and in its positions."""
    nobody = "the source nobody is not in this pack's sources.toml"
    assert [("citations.2.source", nobody)] == _faults(fact(citations=[{"source": "reed-1919"}, {"source": "nobody"}]))
    positions = [
        {"who": "A", "holds": "Yes.", "citations": [{"source": "pipes-1990"}, {"source": "nobody"}]},
        {"who": "B", "holds": "No."},
    ]
    assert [("positions.1.citations.2.source", nobody)] == _faults(contested(positions=positions))


def test_a_contested_fact_rests_on_two_works() -> None:
    """Both sides from one book is one side."""
    positions = [{"who": "A", "holds": "Yes.", "citations": [{"source": "reed-1919"}]}, {"who": "B", "holds": "No."}]
    assert [("citations", "a contested fact rests on one source alone")] == _faults(contested(positions=positions))


def test_a_pointer_is_no_source() -> None:
    """Wikipedia alone does not do; beside a work it does no harm."""
    wiki = Source(kind="reference", title="Kazan", url="https://en.wikipedia.org/wiki/Kazan")
    alone = fact(citations=[{"source": "wiki"}])
    assert [("citations", "an encyclopaedia that anybody edits is only a pointer")] == _faults(alone, wiki=wiki)
    assert [] == _faults(fact(citations=[{"source": "wiki"}, {"source": "reed-1919"}]), wiki=wiki)


def test_provenance_is_shown() -> None:
    """What comes from the ledger names its entries, what is adapted a work with licence and address."""
    assert [("ledger", 'provenance = "ledger" without an entry of the ledger')] == _faults(fact(provenance="ledger"))
    assert [] == _faults(fact(provenance="ledger", ledger=["C001"]))
    assert [("provenance", 'provenance = "member" in a pack')] == _faults(fact(provenance="member"))
    adapted = fact(provenance="adapted", citations=[{"source": "open"}])
    work = Source(kind="reference", title="Open Atlas", published="2020")
    assert ["provenance"] == [field for field, _ in _faults(adapted, open=work)]
    free = work.model_copy(update={"licence": "CC BY 4.0", "url": "https://example.org"})
    assert [] == _faults(adapted, open=free)


def test_a_checked_item_says_by_whom_and_when() -> None:
    """And nothing is checked or changed before it was made."""
    assert ["reviewed_by", "reviewed_on"] == [field for field, _ in _faults(UNREVIEWED)]
    assert ["reviewed_on"] == [field for field, _ in _faults(fact(reviewed_on="2020-01-01"))]
    changes = [{"on": "2027-01-01", "what": "A date."}, {"on": "2020-01-01", "what": "A name."}]
    assert ["changes.2.on"] == [field for field, _ in _faults(fact(changes=changes))]


def test_a_name_can_be_chosen_from_a_list() -> None:
    """Discord's lists take 100 characters."""
    assert [("people.1", "the name has 101 characters")] == _faults(fact(people=["x" * 101]))
    assert [("speaker", "the name has 101 characters")] == _faults(quote(speaker="x" * 101))


def test_a_card_holds_its_item() -> None:
    """4,000 characters with sources and headings."""
    assert [] == _faults(whatif(background="x" * 900))
    long = whatif(background="x" * 900, stays=["x" * 500] * 6)
    assert [("", "the card would have about 4630 characters")] == _faults(long)


def test_a_date_agrees_with_the_statement() -> None:
    """Only a single day is compared, and any day that is named may be it."""
    said = "Trotsky was attacked on 20 August 1940 and died on 21 August 1940."
    assert [] == _faults(fact(statement=said, date="21 August 1940"))
    assert [] == _faults(fact(statement=said, date="August 1940"))
    assert [] == _faults(fact(statement="Trotsky was attacked.", date="20 August 1940"))
    other = _faults(fact(statement=said, date="22 August 1940"))
    assert [("date", "22 August 1940 is not among the days in the statement")] == other
    never = _faults(fact(statement="It was 31 April 1940.", date="1 May 1940"))
    assert [("statement", "April 1940 has 30 days")] == never


@pytest.mark.parametrize(
    ("era", "date", "sound"),
    [
        ("modern", "1917", True),
        ("modern", "18th century", True),
        ("modern", "1960s", False),
        ("contemporary", "1930s", True),
        ("early-modern", "1405–1433", False),
        ("medieval", "1405–1600", True),
        ("antiquity", "5th century BC", True),
        ("late-antiquity", "44 BC", False),
    ],
)
def test_a_date_lies_in_its_era(era: str, date: str, sound: bool) -> None:
    """With room on both sides, as eras end at different times in different places."""
    assert ([] if sound else ["era"]) == [field for field, _ in _faults(fact(era=era, date=date))]


def test_options_of_a_question_do_not_collide() -> None:
    """A distractor that is right, stands twice or is right in the judge's eyes."""
    twice = question(distractors=["Khiva", "KHIVA!", "Bukhara"])
    assert [("distractors", '"khiva" stands there twice')] == _faults(twice)
    right = question(answer="Samarkand", accept=["Maracanda"], distractors=["Khiva", "maracanda", "Samarkand"])
    assert ["distractors.2", "distractors.3"] == [field for field, _ in _faults(right)]

    def generous(_: Question, text: str) -> bool:
        return text == "Khiva"

    judged = check([pack(question(), CITED)], generous)
    assert ['"Khiva" would be accepted as the answer'] == [fault.problem for fault in judged]


def test_a_form_is_accepted_prompted_or_rejected_but_not_two_of_them() -> None:
    """Each form once, in one list."""
    collide = question(
        answer="Samarkand",
        accept=["Maracanda", "maracanda"],
        prompt=["Samark", "samarkand"],
        reject=["Samark", "MARACANDA"],
    )
    assert [
        ("accept", '"maracanda" stands there twice'),
        ("reject.2", '"MARACANDA" is also accepted'),
        ("prompt.2", '"samarkand" is also accepted'),
        ("prompt", '"samark" is also rejected'),
    ] == _faults(collide)
    assert not accepts_when_folded(question(answer="?"), "!")


def test_a_question_does_not_say_its_answer() -> None:
    """Unless it offers the wrong ones as well; short forms may be part of another word's phrase."""
    told = question(question="In which city of Samarkand 1 was the fair?")
    assert [("question", 'the question says its answer, "Samarkand 1"')] == _faults(told)
    form = question(question="Who was the city of Maracanda's lord?", accept=["Maracanda", "city"])
    assert ['the question says its answer, "Maracanda"'] == [problem for _, problem in _faults(form)]
    offered = question(question="Did they reach Samarkand 1, Khiva or Bukhara?")
    assert [] == _faults(offered)
    assert [] == _faults(question(question="How old was he?", answer="old"))


def test_sources_are_used_and_can_be_followed_up() -> None:
    """A title alone leads nowhere, and a work that nothing rests on is left out."""
    sources = {
        **SOURCES,
        "bare": Source(kind="press", title="A Paper", note="Read it!"),
        "idle": Source(kind="press", title="A Paper", url="https://example.org"),
    }
    found = check([pack(CITED, fact(citations=[{"source": "bare"}]), sources=sources)])
    assert [
        ("tests/sources.toml", "bare", "note"),
        ("tests/sources.toml", "bare", "published"),
        ("tests/sources.toml", "idle", ""),
    ] == [(fault.file, fault.item, fault.field) for fault in found]


def test_the_head_is_read_too() -> None:
    """Its description is our own words."""
    assert ["tests/pack.toml: description: has an exclamation mark in our own words"] == [
        str(fault).split(";", maxsplit=1)[0] for fault in check([pack(CITED, description="Facts!")])
    ]


def test_ids_begin_alike_in_a_pack_and_differ_between_packs() -> None:
    """So that two editors never take the same one."""
    odd = check([pack(CITED, fact(1), fact(2, id="xx-f2"))])
    assert ["tt-fccited", "tt-f1"] != [fault.item for fault in odd]
    assert [("xx-f2", "id", "does not begin as the other ids of the pack")] == [
        (fault.item, fault.field, fault.problem) for fault in odd
    ]
    shared = check([pack(CITED), pack(contested("other", statement="Was it a war?"), pack_id="second")])
    assert [("second/pack.toml", "ids of the pack tests begin with tt- too")] == [
        (fault.file, fault.problem) for fault in shared
    ]


def test_an_id_is_used_once() -> None:
    """In a pack and in all of them."""
    again = contested("cited", statement="Were there few or many?")
    inside = check([pack(CITED, again)])
    assert ["is used in the pack tests already"] == [fault.problem for fault in inside]
    between = check([pack(CITED), pack(again, pack_id="second")])
    assert ["second/facts.toml", "second/pack.toml"] == [fault.file for fault in between]


def test_items_that_say_the_same_are_found_across_packs() -> None:
    """The later one is told, with the id of the earlier; other kinds, numbers and names make another statement."""
    one = fact(1, statement="Leon Trotsky arrived in Norway from France on a ship in the summer of the year.")
    same = fact(2, statement="In the summer of the year Leon Trotski arrived in Norway on a ship from France.")
    other = fact(3, statement="Leon Bakunin arrived in Norway from France on a ship in the summer of the year.")
    gone = one.model_copy(update={"id": "tt-f4", "review": "withdrawn"})
    found = check([pack(CITED, one, other, gone), pack(same, pack_id="second")])
    assert ["says nearly the same as tt-f1 in the pack tests"] == [
        fault.problem for fault in found if fault.item == "tt-f2"
    ]
    years = [
        question(n, question=f"Who ruled the Golden Horde in the year {1300 + n}?", answer="Özbeg") for n in (1, 2)
    ]
    assert [] == check([pack(CITED, *years)])


def test_questions_that_ask_for_different_things_may_look_alike() -> None:
    """But not the same question with two answers."""
    first = question(1, question="In which year was the khanate of the steppe founded?", answer="1441")
    near = question(2, question="In which year was the khanate of the steppes founded?", answer="1501")
    assert [] == check([pack(CITED, first, near)])
    again = near.model_copy(update={"question": first.question})
    assert ["says nearly the same as tt-k1 in the pack tests"] == [
        fault.problem for fault in check([pack(CITED, first, again)])
    ]
    same = near.model_copy(update={"answer": "1441"})
    assert ["says nearly the same as tt-k1 in the pack tests"] == [
        fault.problem for fault in check([pack(CITED, first, same)])
    ]


def test_quotes_and_what_ifs_are_compared_too() -> None:
    """A quote by its words, a what-if by its title and its change."""
    text: dict[str, Any] = {
        "text": "Let them eat cake, all of them, said nobody.",
        "finding": "No.",
        "earliest": "Never.",
    }
    quotes = [quote(1, **text), misattributed(2, **text)]
    change = {"date": "1917", "place": "Kronstadt", "change": "The captain disobeys and sails on."}
    whatifs = [whatif(n, title="The fleet sails on", pod=change) for n in (1, 2)]
    assert ["tt-qm2", "tt-w2"] == [fault.item for fault in check([pack(CITED, *quotes, *whatifs)])]


def test_every_text_of_an_item_is_read() -> None:
    """Also those inside positions, cases and lists."""
    assert {"positions.1.who", "positions.2.holds", "statement"} <= {field for field, _ in texts(contested())}
    assert {"case_for.made_by", "questions.3", "pod.change"} <= {field for field, _ in texts(whatif())}
