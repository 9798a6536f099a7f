"""The packs that are shipped: without a fault, complete, and with nothing that the editors' ledger rules out."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bot.domain.content import Fact, Item, Pack, Quote
from bot.storage.packs import faults
from tests.house.tree import ROOT
from tests.suite import OUTSIDE

EDITORS = ROOT.parent / "shared" / "content"
RULED_OUT = frozenset({"wrong", "unverifiable"})

needs_the_editors = pytest.mark.skipif(
    not EDITORS.is_dir(), reason=f"the editors' ledger and quotations, which are {OUTSIDE}"
)


def entries(text: str) -> Iterator[dict[str, str]]:
    """The fields of each `- id:` entry of an editors' file; folded lines are joined, quotes around a value dropped."""
    for entry in re.split(r"(?m)^- (?=id: )", text)[1:]:
        unfolded = re.sub(r"\n {4,}", " ", entry)
        yield {name: value.strip("'\"") for name, value in re.findall(r"(?m)^ {0,2}(\w+): (.+)$", unfolded)}


def verdicts(ledger: str) -> dict[str, str]:
    """What the ledger says of each claim."""
    return {entry["id"]: entry["verdict"] for entry in entries(ledger) if "verdict" in entry}


def ruled_out(items: Iterable[Item], verdict_of: dict[str, str]) -> list[str]:
    """Facts and quotes that rest on a claim that may not be published, or on one that the ledger does not have.

    A what-if may start from an unverifiable idea, and a question may ask for what is right in the place of an error.
    """
    return [
        f"{item.id} rests on {claim}, which is {verdict_of.get(claim, 'not in the ledger')}"
        for item in items
        if isinstance(item, Fact | Quote)
        for claim in item.ledger
        if verdict_of.get(claim, "wrong") in RULED_OUT
    ]


def test_the_shipped_packs_have_no_fault(packs: tuple[Pack, ...]) -> None:
    """What `check-packs` lists is empty."""
    assert 2 <= len(packs)
    assert [] == [str(fault) for fault in faults(sorted(path.parent for path in ROOT.glob("seeds/*/pack.toml")))]


def test_there_are_facts_enough(packs: tuple[Pack, ...]) -> None:
    """At least a hundred facts; the contested ones say who holds what."""
    facts = [fact for pack in packs for fact in pack.facts if fact.review == "checked"]
    contested = [fact for fact in facts if fact.assessment == "contested"]
    assert 100 <= len(facts)
    assert 20 <= len(contested)
    assert [] == [fact.id for fact in contested if len(fact.positions) < 2 or not all(p.who for p in fact.positions)]


def test_every_whatif_is_there(packs: tuple[Pack, ...]) -> None:
    """All 36 of the Russian pack and all 60 of the world pack can be drawn."""
    assert 96 == len({whatif.id for pack in packs for whatif in pack.whatifs if whatif.review == "checked"})


def test_every_example_question_is_there(packs: tuple[Pack, ...]) -> None:
    """The sixty questions keep their numbers."""
    shipped = {question.id for pack in packs for question in pack.questions}
    assert set() == {f"rr-k{number:03}" for number in range(1, 61)} - shipped


def test_misattributed_lines_come_with_their_origin(packs: tuple[Pack, ...]) -> None:
    """There are such lines; each has its verdict, its origin and a source."""
    lines = [quote for pack in packs for quote in pack.quotes if quote.attribution == "misattributed"]
    assert 15 <= len(lines)
    assert [] == [quote.id for quote in lines if not (quote.finding and quote.earliest and quote.citations)]


def test_no_item_claims_a_page_that_nobody_saw(packs: tuple[Pack, ...]) -> None:
    """An excerpt that was read without its place has no locator."""
    items = [item for pack in packs for item in pack.items]
    assert [] == [item.id for item in items if any(c.locator and c.excerpt_seen for c in item.citations)]


@needs_the_editors
def test_no_fact_rests_on_what_the_ledger_rules_out(packs: tuple[Pack, ...]) -> None:
    """What the ledger calls wrong or unverifiable is no fact and no quote."""
    known = verdicts((EDITORS / "ledger.yaml").read_text("utf-8"))
    assert 200 <= len(known)
    assert [] == ruled_out([item for pack in packs for item in pack.items], known)


@needs_the_editors
def test_quotes_that_do_not_fit_stay_out(packs: tuple[Pack, ...]) -> None:
    """Words marked `pack_fit: no`, and paraphrases, are in no pack."""
    unfit = {
        entry["text"]
        for entry in entries((EDITORS / "quotes.yaml").read_text("utf-8"))
        if entry.get("pack_fit") == "no" or entry.get("status") == "paraphrase"
    }
    assert unfit
    assert set() == unfit & {quote.text for pack in packs for quote in pack.quotes}


def test_a_planted_claim_is_found(packs: tuple[Pack, ...], tmp_path: Path) -> None:
    """An item that rests on a ruled-out or unknown claim, and a faulty pack, are named."""
    ledger = "- id: C1\n  verdict: wrong\n  claim: A\n- id: C2\n  claim: a\n    b\n  verdict: 'sound'\n"
    assert {"C1": "wrong", "C2": "sound"} == verdicts(ledger)
    planted = packs[0].facts[0].model_copy(update={"ledger": ("C1", "C2", "C3")})
    assert ["C1", "C3"] == [fault.split()[3].rstrip(",") for fault in ruled_out([planted], verdicts(ledger))]
    (tmp_path / "pack.toml").write_text('id = "x"\n', "utf-8")
    assert faults([tmp_path])
