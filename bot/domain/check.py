"""What is wrong with packs that the models alone cannot see: each fault with its place and what is allowed."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.answer import AnswerKey, compile_key, judge
from bot.domain.catalogue import KINDS, citations_of, kind_of
from bot.domain.content import AnswerKind, Fact, Item, Kind, Pack, Question, Quote
from bot.domain.fold import fold
from bot.domain.rules import Accepts, findings, wording
from bot.domain.twins import LIKENESS, twins


@dataclass(frozen=True, slots=True)
class PackFault:
    """One thing that an editor must mend.

    `file` is below the folder that holds the packs, as in `world-history/facts.toml`; `item` is an id, in
    `sources.toml` a source's key, or "" for the file as a whole; `field` is a dotted name that counts from 1, as in
    `positions.2.holds`, or "" for the item as a whole. `problem` and `allowed` are clauses without a full stop.
    """

    file: str
    item: str
    field: str
    problem: str
    allowed: str

    def __str__(self) -> str:
        """The fault as one line for an editor."""
        place = ": ".join(part for part in (self.file, self.item, self.field) if part)
        return f"{place}: {self.problem}; allowed: {self.allowed}"


def accepts_as_judged(question: Question, text: str) -> bool:
    """Whether the judge takes the text for the right answer, without knowing what else the pack holds."""
    key = _key(question.question, question.answer, question.accept, question.answer_kind)
    return judge(key, text).verdict == "accept"


# A question's distractors are judged one after the other.
@lru_cache(maxsize=1)
def _key(question: str, answer: str, accept: tuple[str, ...], kind: AnswerKind) -> AnswerKey:
    return compile_key(question, answer, accept, kind=kind)


def check(packs: Sequence[Pack], accepts: Accepts = accepts_as_judged) -> list[PackFault]:
    """Every fault of all packs taken together; `accepts` judges whether a question would take a text as its answer."""
    faults: list[PackFault] = []
    for pack in packs:
        faults += _head_faults(pack)
        faults += _source_faults(pack)
        faults += _id_faults(pack)
        for item in pack.items:
            faults += [_fault(pack, item, *finding) for finding in findings(item, pack.sources, accepts)]
    return [*faults, *_shared_ids(packs), *_shared_prefixes(packs), *_twin_faults(packs)]


def _fault(pack: Pack, item: Item, field: str, problem: str, allowed: str) -> PackFault:
    return PackFault(f"{pack.head.id}/{kind_of(item)}s.toml", item.id, field, problem, allowed)


def _head_faults(pack: Pack) -> Iterator[PackFault]:
    for field, problem, allowed in wording(pack.head):
        yield PackFault(f"{pack.head.id}/pack.toml", "", field, problem, allowed)


def _source_faults(pack: Pack) -> Iterator[PackFault]:
    """Works that cannot be followed up, and works that nothing rests on."""
    used = {citation.source for item in pack.items for citation in citations_of(item)}
    for key, source in pack.sources.items():
        found = list(wording(source))
        if key not in used:
            found.append(("", "no item of the pack cites it", "a source that an item cites"))
        if not source.published and not source.url:
            found.append(("published", "neither a year nor an address is given", "published or url, better both"))
        for field, problem, allowed in found:
            yield PackFault(f"{pack.head.id}/sources.toml", key, field, problem, allowed)


def _prefix(item: Item) -> str:
    return item.id.split("-", 1)[0]


def _id_faults(pack: Pack) -> Iterator[PackFault]:
    """Ids that do not begin as most of the pack's do."""
    for usual, _ in Counter(map(_prefix, pack.items)).most_common(1):
        for item in pack.items:
            if _prefix(item) != usual:
                yield _fault(
                    pack, item, "id", "does not begin as the other ids of the pack", f"ids that begin with {usual}-"
                )


def _shared_prefixes(packs: Sequence[Pack]) -> Iterator[PackFault]:
    """Packs whose ids begin alike, so that two editors could take the same one."""
    owners: dict[str, Pack] = {}
    for pack in packs:
        for prefix in sorted({_prefix(item) for item in pack.items}):
            owner = owners.setdefault(prefix, pack)
            if owner is not pack:
                problem = f"ids of the pack {owner.head.id} begin with {prefix}- too"
                yield PackFault(f"{pack.head.id}/pack.toml", "", "", problem, "a beginning of its own for every pack")


def _shared_ids(packs: Sequence[Pack]) -> Iterator[PackFault]:
    """Ids used twice, in one pack or in two."""
    owners: dict[str, Pack] = {}
    for pack in packs:
        for item in pack.items:
            owner = owners.get(item.id)
            if owner:
                yield _fault(
                    pack, item, "id", f"is used in the pack {owner.head.id} already", "an id never used before"
                )
            owners.setdefault(item.id, pack)


def _twin_faults(packs: Sequence[Pack]) -> Iterator[PackFault]:
    """Items of one kind that say nearly the same."""
    shelves: defaultdict[Kind, list[tuple[Pack, Item]]] = defaultdict(list)
    for pack in packs:
        for item in pack.items:
            if item.review != "withdrawn":
                shelves[kind_of(item)].append((pack, item))
    for kind in KINDS:
        shelf = shelves[kind]
        for later, earlier in twins([_gist(item) for _, item in shelf]):
            pack, item = shelf[later]
            if _different_answers(item, shelf[earlier][1]):
                continue
            problem = f"says nearly the same as {shelf[earlier][1].id} in the pack {shelf[earlier][0].head.id}"
            yield _fault(pack, item, "", problem, f"items of a kind that are less than {LIKENESS} % alike")


def _gist(item: Item) -> str:
    """The words by which an item is known again."""
    if isinstance(item, Fact):
        return item.statement
    if isinstance(item, Quote):
        return item.text
    return item.question if isinstance(item, Question) else f"{item.title} {item.pod.change}"


def _different_answers(item: Item, other: Item) -> bool:
    """Whether two questions in nearly the same words ask for different things."""
    if not (isinstance(item, Question) and isinstance(other, Question)):
        return False
    return item.question != other.question and fold(item.answer) != fold(other.answer)
