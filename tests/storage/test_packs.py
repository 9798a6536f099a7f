"""Packs are read as they are written, kept in a cache that can only save time, and refused with words for editors."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.check import PackFault
from bot.domain.content import Pack
from bot.storage import for_editors, packs
from bot.storage.packs import PackFaults, faults, read_packs

HEAD = """
id = "small"
title = "A small pack"
description = "For tests."
version = "1.0.0"
language = "en"
editors = ["Somebody"]
licence = "CC BY-SA 4.0"
licence_url = "https://creativecommons.org/licenses/by-sa/4.0/"
corrections = "Use /report"
"""
SOURCES = """
[thucydides]
kind = "primary"
title = "The Peloponnesian War"
author = "Thucydides"
published = "1919"

[kagan]
kind = "scholarly"
title = "The Peloponnesian War"
author = "Donald Kagan"
published = "2003"
"""
ITEM = """
id = "sp-{letter}{number}"
era = "antiquity"
regions = ["europe"]
topics = ["peloponnesian-war"]
citations = [{{ source = "thucydides", locator = "2.{number}" }}, {{ source = "kagan" }}]
review = "checked"
reviewed_by = "program"
reviewed_on = 2026-11-20
provenance = "own"
created = 2026-11-01
"""
FACT = """statement = "Number {number} of what happened."\ndate = "{number} May 413 BC"\n"""
OTHERS = {
    "quotes": """
[[quote]]
text = "Words."
speaker = "Pericles"
composed_by = "Thucydides"
attribution = "attributed"
rights = "public-domain"
""",
    "whatifs": """
[[whatif]]
title = "What if the plague had spared Athens?"
background = "It did not."
pod = { date = "430 BC", place = "Athens", change = "No plague." }
questions = ["One?", "Two?", "Three?"]
case_for = { argument = "Strong.", made_by = "One" }
case_against = { argument = "Weak.", made_by = "Another" }
""",
    "questions": """
[[question]]
question = "Who led Athens into the war?"
answer = "Pericles"
answer_kind = "person"
distractors = ["Cleon", "Nicias", "Alcibiades"]
explanation = "He died in 429 BC."
difficulty = 2
date = "431 BC"
""",
}


def fact(number: int) -> str:
    """One fact as an editor writes it."""
    return "[[fact]]" + ITEM.format(letter="f", number=number) + FACT.format(number=number)


def write_pack(folder: Path, **others: str | bytes) -> Path:
    """A pack in `folder` with three facts and one item of each other kind; `others` replaces files by name."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, str | bytes] = {"pack": HEAD, "sources": SOURCES}
    files |= {"facts": "\n".join(map(fact, range(1, 4)))}
    files |= {name: text + ITEM.format(letter=name[0], number=1) for name, text in OTHERS.items()}
    for name, text in (files | others).items():
        (folder / f"{name}.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def fault_of(folder: Path) -> PackFault:
    """The one fault of a pack."""
    with pytest.raises(PackFaults) as caught:
        read_packs([folder], None)
    [fault] = caught.value.pack_faults
    assert (f"{fault}.",) == caught.value.faults
    return fault


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A pack without faults."""
    return write_pack(tmp_path / "small")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where a cache can be kept; its folder is not there yet."""
    return tmp_path / "data" / "packs.json"


def test_a_pack_is_read(small: Path) -> None:
    """Items come in the order of their files, with their sources."""
    [pack] = read_packs([small], None)
    assert ["sp-f1", "sp-f2", "sp-f3", "sp-q1", "sp-w1", "sp-q1"] == [item.id for item in pack.items]
    assert ("small", ["thucydides", "kagan"]) == (pack.head.id, list(pack.sources))
    assert "2 May 413 BC" == str(pack.facts[1].date)
    assert "2.3" == pack.facts[2].citations[0].locator


def test_packs_come_in_the_order_of_their_folders(tmp_path: Path) -> None:
    """Not in that of their names."""
    folders = [write_pack(tmp_path / name, pack=HEAD.replace('"small"', f'"{name}"')) for name in "cab"]
    assert ["c", "a", "b"] == [pack.head.id for pack in read_packs(folders, None)]
    assert () == read_packs([], None)


def test_files_of_items_can_be_left_out(small: Path) -> None:
    """A pack of facts only has no other files; texts about the pack and hidden files lie beside it."""
    for name in ("quotes", "whatifs", "questions"):
        (small / f"{name}.toml").unlink()
    for name in ("README.md", "licence.txt", ".DS_Store"):
        (small / name).write_text("")
    [pack] = read_packs([small], None)
    assert (3, (), (), ()) == (len(pack.facts), pack.quotes, pack.whatifs, pack.questions)


def test_any_editor_of_texts_will_do(tmp_path: Path) -> None:
    """Line ends of Windows and a byte order mark change nothing."""
    plain = write_pack(tmp_path / "small")
    windows = write_pack(tmp_path / "other" / "small")
    for file in windows.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_packs([plain], None) == read_packs([windows], None)


def test_the_second_start_reads_the_cache(small: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives the same values without reading TOML; the folder of the cache is made."""
    first = read_packs([small], cache)
    assert ["packs.json"] == [file.name for file in cache.parent.iterdir()]
    monkeypatch.setattr("tomllib.loads", None)
    assert first == read_packs([small], cache)
    with pytest.raises(TypeError):
        read_packs([small], None)


def test_a_change_of_any_file_is_seen(small: Path, cache: Path) -> None:
    """Changed, added or removed, by one byte."""
    read_packs([small], cache)
    (small / "facts.toml").write_text(fact(1) + fact(2))
    [pack] = read_packs([small], cache)
    assert 2 == len(pack.facts)
    (small / "quotes.toml").unlink()
    [pack] = read_packs([small], cache)
    assert () == pack.quotes
    assert [pack] * 2 == [*read_packs([small], cache), *read_packs([small], None)]


def test_faults_are_told_also_where_a_cache_lies(small: Path, cache: Path) -> None:
    """What is wrong replaces no cache and is not hidden by one."""
    read_packs([small], cache)
    before = cache.read_bytes()
    (small / "facts.toml").write_text(fact(1).replace("antiquity", "victorian"))
    with pytest.raises(PackFaults):
        read_packs([small], cache)
    assert before == cache.read_bytes()


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b"\xff\xfe", b'{"digest":"0","packs":[]}'])
def test_a_cache_that_is_damaged_or_foreign_is_written_anew(small: Path, cache: Path, junk: bytes) -> None:
    """It can be deleted or overwritten at any time."""
    first = read_packs([small], cache)
    whole = cache.read_bytes()
    cache.write_bytes(junk)
    assert first == read_packs([small], cache)
    assert whole == cache.read_bytes()


def test_a_cache_that_was_cut_or_altered_is_written_anew(small: Path, cache: Path) -> None:
    """Also where its digest is right: what does not pass the checks of the content is not believed."""
    first = read_packs([small], cache)
    whole = cache.read_bytes()
    for junk in (whole[:-20], whole.replace(b'"antiquity"', b'"victorian"')):
        cache.write_bytes(junk)
        assert first == read_packs([small], cache)
        assert whole == cache.read_bytes()


def test_a_folder_that_cannot_be_written_costs_only_time(
    folder_for_all: Path, ordinary_user: None, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says so, and nothing else happens."""
    small = write_pack(folder_for_all / "small")
    locked = folder_for_all / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    with caplog.at_level(logging.WARNING):
        assert 1 == len(read_packs([small], locked / "packs.json"))
    assert f"the packs are not cached in {locked / 'packs.json'}: Permission denied" in caplog.text
    assert [] == list(locked.iterdir())
    locked.chmod(0o777)


def test_a_cache_that_cannot_be_put_in_place_leaves_nothing_behind(small: Path, cache: Path) -> None:
    """A folder stands in its place; what was written under another name is removed."""
    cache.mkdir(parents=True)
    assert 1 == len(read_packs([small], cache))
    assert [cache] == list(cache.parent.iterdir())


DATES = (
    "a date in quotes: 21 August 1940, August 1940, 1940, 1920s, 14th century, c. 1347, by 1347, 1337–1453, "
    "20–21 August 1940, 44 BC, 431–404 BC, 7 November 1917 (25 October OS), 11 February 1732 (Julian)"
)
TOPIC = "small letters and figures, with hyphens between words, as in black-death"
TEXT = "text in quotes, at most 500 characters"
FACT_1 = "facts.toml: sp-f1"

WRONG = {
    "a word that is not in the list": (
        *("facts", '"antiquity"', '"victorian"'),
        f'{FACT_1}: era: is "victorian"; allowed: '
        "antiquity, late-antiquity, medieval, early-modern, modern or contemporary",
    ),
    "one of a list that is not in the list": (
        *("facts", '["europe"]', '["europe", "mars"]'),
        f'{FACT_1}: regions.2: is "mars"; allowed: africa, americas, central-asia, east-asia, europe, indian-ocean, '
        "middle-east, oceania, south-asia, southeast-asia or world",
    ),
    "a text in place of a list": (
        *("facts", '["peloponnesian-war"]', '"peloponnesian-war"'),
        f"{FACT_1}: topics: is text; allowed: a list of 1 to 6: {TOPIC}, at most 40 characters",
    ),
    "an empty list": (
        *("facts", '["peloponnesian-war"]', "[]"),
        f"{FACT_1}: topics: has 0 entries; allowed: a list of 1 to 6: {TOPIC}, at most 40 characters",
    ),
    "a list that is too long": (
        *("facts", '["europe"]', '["europe", "africa", "world", "oceania", "americas"]'),
        f"{FACT_1}: regions: has 5 entries; allowed: a list of 1 to 4: africa, americas, central-asia, east-asia, "
        "europe, indian-ocean, middle-east, oceania, south-asia, southeast-asia or world",
    ),
    "a text that is too long": (
        *("facts", '"Number 1 of what happened."', f'" {"x" * 501} "'),
        f"{FACT_1}: statement: has 501 characters; allowed: {TEXT}",
    ),
    "a text that is too long in a field that may be empty": (
        *("facts", "statement =", f'note = "{"x" * 501}"\nstatement ='),
        f"{FACT_1}: note: has 501 characters; allowed: {TEXT}",
    ),
    "an empty text": (
        *("facts", '"2.1"', '" "'),
        f"{FACT_1}: citations.1.locator: is empty; allowed: text in quotes, at most 200 characters; "
        "leave the line out where there is nothing to say",
    ),
    "a number in place of a text": (
        *("facts", '"Number 1 of what happened."', "5"),
        f"{FACT_1}: statement: is a number; allowed: {TEXT}",
    ),
    "a missing field inside a table": (
        *("facts", '{ source = "kagan" }', "{ excerpt_seen = true }"),
        f"{FACT_1}: citations.2.source: is missing; allowed: {TOPIC}, at most 40 characters",
    ),
    "no table where one is needed": (
        *("facts", '{ source = "kagan" }', '"kagan"'),
        f"{FACT_1}: citations.2: is text; allowed: a table with source, locator or excerpt_seen",
    ),
    "a year without quotes": (*("facts", '"1 May 413 BC"', "413"), f"{FACT_1}: date: is a number; allowed: {DATES}"),
    "a day that does not exist": (
        *("facts", '"1 May 413 BC"', '"31 April 1940"'),
        f"{FACT_1}: date: April 1940 has 30 days; allowed: {DATES}",
    ),
    "a day in words where a day of our calendar is needed": (
        *("facts", "2026-11-20", '"yesterday"'),
        f"{FACT_1}: reviewed_on: is text; allowed: a day without quotes, as in 2026-11-22",
    ),
    "a day with a time": (
        *("facts", "2026-11-20", "2026-11-20T10:00:00Z"),
        f"{FACT_1}: reviewed_on: is a day with a time; allowed: a day without quotes, as in 2026-11-22",
    ),
    "a time": (
        *("facts", "2026-11-20", "10:00:00"),
        f"{FACT_1}: reviewed_on: is something else; allowed: a day without quotes, as in 2026-11-22",
    ),
    "a day without quotes in place of a text": (
        *("facts", '"program"', "2026-11-20"),
        f"{FACT_1}: reviewed_by: is a day without quotes; allowed: text in quotes, at most 200 characters",
    ),
    "true in place of a text": (
        *("facts", '"program"', "true"),
        f"{FACT_1}: reviewed_by: is true or false; allowed: text in quotes, at most 200 characters",
    ),
    "a list in place of a text": (
        *("facts", '"program"', "[]"),
        f"{FACT_1}: reviewed_by: is a list; allowed: text in quotes, at most 200 characters",
    ),
    "an id that is no id": (
        *("facts", '"sp-f1"', '"Number One"'),
        'facts.toml: Number One: id: is "Number One"; '
        "allowed: the pack's initials, a hyphen, letter and number, as in rr-f012, at most 32 characters",
    ),
    "a text that is too long to be shown": (
        *(
            "pack",
            '"https://creativecommons.org/licenses/by-sa/4.0/"',
            '"creative commons, by attribution, share alike"',
        ),
        'pack.toml: licence_url: is "creative commons, by attribution, share…"; allowed: an address that begins with '
        "https:// and has no spaces or brackets, at most 400 characters",
    ),
    "no id": (
        *("facts", 'id = "sp-f1"', 'id = ""'),
        'facts.toml: fact 1: id: is ""; allowed: the pack\'s initials, a hyphen, letter and number, as in rr-f012, '
        "at most 32 characters",
    ),
    "a field that nobody knows": (
        *("facts", "era =", 'weather = "fine"\nera ='),
        f"{FACT_1}: weather: is no field here; allowed: id, era, regions, topics, people, citations, sensitivity, "
        "review, reviewed_by, reviewed_on, provenance, ledger, contributor, created, changes, statement, date, place, "
        "note, assessment, positions or documents_show",
    ),
    "a rule of the whole item": (
        *("facts", "era =", 'assessment = "contested"\nera ='),
        f"{FACT_1}: does not fit together; allowed: a contested fact has two to four positions, each with who holds it",
    ),
    "a number out of bounds": (
        *("questions", "difficulty = 2", "difficulty = 9"),
        'questions.toml: sp-q1: difficulty: is "9"; allowed: a whole number from 1 to 5',
    ),
    "no number": (
        *("questions", "difficulty = 2", 'difficulty = "hard"'),
        "questions.toml: sp-q1: difficulty: is text; allowed: a whole number from 1 to 5",
    ),
    "neither true nor false": (
        *("questions", "difficulty = 2", 'difficulty = 2\nkeep_order = "maybe"'),
        "questions.toml: sp-q1: keep_order: is text; allowed: true or false",
    ),
    "a table that is none": (
        *("whatifs", 'pod = { date = "430 BC", place = "Athens", change = "No plague." }', 'pod = "430 BC"'),
        "whatifs.toml: sp-w1: pod: is text; allowed: a table with date, place or change",
    ),
    "a bad date inside a table": (
        *("whatifs", '"430 BC"', '"once"'),
        'whatifs.toml: sp-w1: pod.date: "once" is no date; write it like 21 August 1940, c. 1347, 1337–1453, 1920s '
        f"or 5th century BC; allowed: {DATES}",
    ),
    "a source with a kind of its own": (
        *("sources", '"scholarly"', '"book"'),
        'sources.toml: kagan: kind: is "book"; allowed: primary, scholarly, reference or press',
    ),
    "a source with a name that cannot be cited": (
        *("sources", "[kagan]", "[Kagan_2003]"),
        f"sources.toml: Kagan_2003: is no name that a citation can use; allowed: {TOPIC}",
    ),
    "a source that is no table": (
        *("sources", "[thucydides]", 'herodotus = "The Histories"\n[thucydides]'),
        "sources.toml: herodotus: is text; allowed: "
        "a table with kind, title, author, published, translator, url, accessed, licence or note",
    ),
    "a source whose address is none": (
        *("sources", "[kagan]", '[kagan]\nurl = "www.example.com"'),
        'sources.toml: kagan: url: is "www.example.com"; allowed: an address that begins with https:// and has no '
        "spaces or brackets, at most 400 characters",
    ),
    "a version that is none": (
        *("pack", '"1.0.0"', '"1.0"'),
        'pack.toml: version: is "1.0"; allowed: three numbers with dots, as in 1.0.0',
    ),
    "a language in words": (
        *("pack", '"en"', '"English"'),
        'pack.toml: language: is "English"; allowed: two small letters, as in en',
    ),
    "nobody who answers for it": (
        *("pack", '["Somebody"]', "[]"),
        "pack.toml: editors: has 0 entries; allowed: a list of 1 or more: text in quotes, at most 200 characters",
    ),
    "a list with any number of entries": (
        *("facts", "era =", 'people = "Nicias"\nera ='),
        f"{FACT_1}: people: is text; allowed: a list of any number: text in quotes, at most 200 characters",
    ),
    "a heading in the plural": (
        *("facts", "[[fact]]", "[[facts]]"),
        "facts.toml: has [[facts]] or facts =, which means nothing here; allowed: [[fact]] before each",
    ),
    "a heading with one bracket": (
        *("facts", "[[fact]]", "[fact]"),
        "facts.toml: has fact in a form that cannot be read; allowed: [[fact]], two brackets on each side",
    ),
    "a list without tables": (
        *("facts", "[[fact]]", 'fact = ["one"]\n[[fact]]'),
        "facts.toml: line 2 cannot be read: Cannot mutate immutable namespace ('fact',) (character 7 of: [[fact]]); "
        'allowed: lines such as title = "Some text", with a quote inside the text written as \\"',
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_in_words(small: Path, file: str, old: str, new: str, said: str) -> None:
    """With file, item, field, what is wrong, and what is allowed."""
    path = small / f"{file}.toml"
    text = (fact(1) if file == "facts" else path.read_text("utf-8")).replace(old, new, 1)
    path.write_text(text, "utf-8")
    assert f"small/{said}" == str(fault_of(small))


def test_a_misspelt_field_is_missing_and_meant(small: Path) -> None:
    """Both are told, the second with the name that was meant."""
    (small / "facts.toml").write_text(fact(1).replace("statement", "statment") + fact(2) + fact(3).replace("id =", "#"))
    assert [
        f"small/facts.toml: sp-f1: statement: is missing; allowed: {TEXT}",
        "small/facts.toml: sp-f1: statment: is no field here; allowed: statement, which is probably meant",
        "small/facts.toml: fact 3: id: is missing; allowed: the pack's initials, a hyphen, letter and number, "
        "as in rr-f012, at most 32 characters",
    ] == [str(fault) for fault in faults([small])][:3]


SYNTAX = {
    'a = "open\nb = 1': 'line 1 cannot be read: a quote is not closed on its line (character 10 of: a = "open)',
    'a = """open': "the file cannot be read to its end: a quote is not closed",
    "a = [1": "the file cannot be read to its end: Unclosed array",
    'a = "He said "no""': "line 1 cannot be read: something follows where the line should end "
    '(character 15 of: a = "He said "no"")',
    "a b = 1": "line 1 cannot be read: there is no = after the name (character 3 of: a b = 1)",
    "\r\na = words": "line 2 cannot be read: the text is not in quotes (character 5 of: a = words)",
    "a = 1\na = 2\n": "line 2 cannot be read: the name is there twice (character 6 of: a = 2)",
    'a = "C:\\Us"': 'line 1 cannot be read: a backslash in quotes is written twice (character 10 of: a = "C:\\Us")',
    'a = "C:\\maps"': 'line 1 cannot be read: a backslash in quotes is written twice (character 10 of: a = "C:\\maps")',
    f"a = '{'x' * 80}' b": "line 1 cannot be read: something follows where the line should end "
    f"(character 88 of: a = '{'x' * 54}…)",
    f"a = {'9' * 5000}": "the file cannot be read to its end: "
    "Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; "
    "use sys.set_int_max_str_digits() to increase the limit",
    f"a = {'[' * 5000}": "has too many brackets inside each other",
}


@pytest.mark.parametrize(("text", "problem"), SYNTAX.items(), ids=range(len(SYNTAX)))
def test_a_file_that_is_no_toml_is_told_with_the_line(small: Path, text: str, problem: str) -> None:
    """And with what an editor has most likely done."""
    (small / "facts.toml").write_bytes(text.encode())
    fault = fault_of(small)
    assert ("small/facts.toml", "", "", problem) == (fault.file, fault.item, fault.field, fault.problem)


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet="abf[]{}=\"'#.,\n\\0129-:TZ+ \u00e9", max_size=40) | st.text(max_size=20))
def test_no_text_breaks_the_reading(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever an editor types, it is read or refused with words."""
    folder = write_pack(tmp_path_factory.mktemp("any") / "small", facts=text.encode("utf-8", "surrogatepass"))
    for fault in faults([folder]):
        assert fault.problem
        assert fault.allowed


def test_letters_that_are_not_utf8_are_told_with_the_line(small: Path) -> None:
    """An old editor's file is not guessed at."""
    (small / "facts.toml").write_bytes(fact(1).replace("happened", "héppened").encode("latin-1"))
    line = fact(1)[: fact(1).index("happened")].count("\n") + 1
    expected = PackFault(
        "small/facts.toml", "", "", f"line {line} has letters that are not UTF-8", "a file saved as UTF-8"
    )
    assert expected == fault_of(small)


def test_a_file_too_large_is_told(small: Path) -> None:
    """It is not even read."""
    (small / "facts.toml").write_bytes(b"#" * (packs.SIZE_LIMIT + 1))
    assert ("small/facts.toml", "is larger than 5 MB") == (fault_of(small).file, fault_of(small).problem)
    (small / "facts.toml").write_bytes(b"#" * packs.SIZE_LIMIT)
    assert 1 == len(read_packs([small], None))


def test_a_file_that_cannot_be_read_is_told(folder_for_all: Path, ordinary_user: None) -> None:
    """With the reason of the system."""
    small = write_pack(folder_for_all / "small")
    (small / "facts.toml").chmod(0)
    expected = PackFault(
        "small/facts.toml", "", "", "cannot be read (Permission denied)", "a file that the user of Clio may read"
    )
    assert expected == fault_of(small)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With its path."""
    folder = tmp_path / "nowhere"
    problem = f"{folder} cannot be opened (No such file or directory)"
    assert PackFault("nowhere", "", "", problem, "a folder with pack.toml in it") == fault_of(folder)


@pytest.mark.parametrize("name", ["pack.toml", "sources.toml"])
def test_a_pack_without_head_or_sources_is_told(small: Path, name: str) -> None:
    """Every pack says what it is and on what it rests."""
    (small / name).unlink()
    assert PackFault(f"small/{name}", "", "", "is missing", f"a file {name} in every pack") == fault_of(small)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("fact.toml", "facts.toml, which is probably meant"),
        ("Facts.toml~", "facts.toml, which is probably meant"),
        ("zzz.csv", "pack.toml, sources.toml, facts.toml, quotes.toml, whatifs.toml or questions.toml"),
    ],
)
def test_a_file_that_means_nothing_is_told(small: Path, name: str, allowed: str) -> None:
    """A misspelt name would leave out a whole file of items."""
    (small / name).write_text("")
    assert PackFault(f"small/{name}", "", "", "is no file of a pack", allowed) == fault_of(small)


def test_all_faults_of_all_packs_are_told_at_once(tmp_path: Path) -> None:
    """Also several of one item, and each once."""
    one = write_pack(tmp_path / "one", pack=HEAD.replace("1.0.0", "1"), sources=SOURCES.replace("scholarly", "book"))
    two = write_pack(tmp_path / "two", facts=fact(1).replace("antiquity", "past").replace("europe", "mars"))
    with pytest.raises(PackFaults) as caught:
        read_packs([one, two, tmp_path / "three"], None)
    assert [
        "one/pack.toml version",
        "one/sources.toml kind",
        "two/facts.toml era",
        "two/facts.toml regions.1",
        "three ",
    ] == [f"{fault.file} {fault.field}" for fault in caught.value.pack_faults]


def test_what_can_be_read_is_compared_also_where_something_cannot(tmp_path: Path) -> None:
    """`faults` tells what reading finds and what the comparison of the rest finds, in one list."""
    text = fact(1).replace("antiquity", "past") + fact(2).replace('"kagan"', '"gibbon"')
    told = [str(fault) for fault in faults([write_pack(tmp_path / "small", facts=text)])]
    assert any(line.startswith("small/facts.toml: sp-f1: era: ") for line in told)
    assert any("sp-f2" in line and "gibbon" in line for line in told)


def patterns(schema: object) -> Iterator[str]:
    """Every pattern in a JSON Schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for value in schema.values():
            yield from patterns(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from patterns(value)


def test_every_pattern_of_the_content_has_words() -> None:
    """An editor never reads a regular expression."""
    assert set(for_editors._PATTERNS) == set(patterns(Pack.model_json_schema()))
