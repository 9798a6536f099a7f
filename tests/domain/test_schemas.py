"""What the schemas of a pack's files say."""

from bot.domain.schemas import schemas


def test_there_is_a_schema_for_each_file_of_a_pack() -> None:
    """Lists of items under the name of their table, the head and the sources as they are."""
    found = schemas()
    assert {f"{name}.schema.json" for name in ("pack", "sources", "facts", "quotes", "whatifs", "questions")} == set(
        found
    )
    assert ["fact"] == list(found["facts.schema.json"]["properties"])
    assert {"$ref": "#/definitions/Source"} in found["sources.schema.json"]["patternProperties"].values()
    assert "era" in found["quotes.schema.json"]["definitions"]["Quote"]["required"]


def test_fields_carry_their_descriptions_and_no_titles() -> None:
    """An editor's program shows what a field is for, not its name again; a field called title stays."""
    source = schemas()["sources.schema.json"]["definitions"]["Source"]
    assert "primary" in source["properties"]["kind"]["description"]
    assert "title" not in source
    assert "maxLength" in source["properties"]["title"]


def test_only_words_of_draft_4_are_used() -> None:
    """A single value is a list of one."""
    note = schemas()["facts.schema.json"]["definitions"]["Fact"]["properties"]["note"]
    assert {"enum": [""], "type": "string"} in note["anyOf"]
