"""A form becomes a proposal, or sentences on what to mend; a second form completes it."""

import pytest

from bot.domain.proposal import PROPOSED, ProposedKind, QuestionProposal, QuoteProposal, WhatIfProposal
from bot.domain.proposing import FORMS, completed, proposed, reworded, typed_of
from tests.domain.proposals import TYPED, a_fact, a_question, a_quote, a_whatif, made

MORE = {
    "questions": "Who gains?\nWho loses?",
    "stays": "The alliances.\nThe crisis in Albania.",
    "for": "Christopher Clark: nobody wanted a war",
    "against": "Fritz Fischer: Berlin did",
    "filed": "Era: Early modern\nregions: Europe, middle east\ntopics: First World War\npeople: Gavrilo Princip\n"
    "sensitivity: violence\ntype: plausibility",
}


def test_a_whatif_is_read_from_its_form() -> None:
    """Date, place and change from one field, and the title's "What if" is not said twice."""
    found = a_whatif(title="What if… the driver had kept to the quay?")
    assert a_whatif() == found
    assert ("28 June 1914", "Sarajevo") == (str(found.pod.date), found.pod.place)
    assert "the driver keeps to the quay" == found.pod.change


def test_a_place_may_have_commas_and_a_change_colons() -> None:
    """Only the first of each parts them."""
    pod = a_whatif(change="c. 1347, Caffa, Crimea: the plan: nobody flees").pod
    assert ("c. 1347", "Caffa, Crimea", "the plan: nobody flees") == (str(pod.date), pod.place, pod.change)


@pytest.mark.parametrize("kind", PROPOSED)
def test_what_was_typed_can_be_typed_again(kind: ProposedKind) -> None:
    """Both forms give the same proposal when they are sent as they are filled."""
    one = made(kind)
    assert TYPED[kind] == typed_of(one, "first")
    assert one == proposed(kind, typed_of(one, "first")) == completed(one, typed_of(one, "more"))
    assert all(len(asked) <= 5 for asked in FORMS.values())


@pytest.mark.parametrize(
    ("kind", "field", "text"),
    [
        ("whatif", "change", "44bc,P:"),
        ("whatif", "change", "1337-1453,P:"),
        ("question", "explanation", "44bc:"),
        ("question", "explanation", "5th century bc:"),
    ],
)
def test_what_fills_its_field_can_be_typed_again(kind: ProposedKind, field: str, text: str) -> None:
    """Although a date in words is longer than the one that was typed."""
    longest = next(asked.most for asked in FORMS[kind, "first"] if asked.name == field)
    one = proposed(kind, TYPED[kind] | {field: text + "x" * (longest - len(text))})
    assert not isinstance(one, list)
    typed = typed_of(one, "first")
    assert longest < len(typed[field])
    assert one == proposed(kind, typed) == reworded(one, typed)
    assert isinstance(proposed(kind, typed | {field: typed[field] + "x" * 500}), list)


@pytest.mark.parametrize("kind", PROPOSED)
def test_how_it_is_filed_can_be_typed_again(kind: ProposedKind) -> None:
    """Although the form names what nobody has named, with a blank behind each comma."""
    filed = (
        "topics:" + ",".join(letter * 40 for letter in "abcdef") + "\npeople:A,B,C,D,E,F\nregions:africa,europe,world"
    )
    one = completed(made(kind), typed_of(made(kind), "more") | {"filed": filed})
    assert not isinstance(one, list)
    typed = typed_of(one, "more")
    assert len(filed) <= 300 < len(typed["filed"])
    assert one == completed(one, typed)


def test_what_may_be_left_out_may_be_left_out() -> None:
    """A fact without a place, a quote without an occasion."""
    assert ("", "") == (a_fact(place="").place, a_quote(role="").role)


@pytest.mark.parametrize(
    ("kind", "field", "typed", "said"),
    [
        ("whatif", "title", "What if", "title is missing or too short: 5"),
        ("whatif", "title", "x" * 91, "title is too long: 90"),
        ("whatif", "background", "Short.", "background is missing or too short"),
        ("whatif", "background", "x" * 601, "background is too long"),
        ("whatif", "source", " ", "source is missing"),
        ("whatif", "question", "Why?", "question is missing or too short"),
        ("whatif", "change", "the driver keeps to the quay", "a comma, its place and a colon"),
        ("whatif", "change", "", "a comma, its place and a colon"),
        ("whatif", "change", "28 June 1914: the driver keeps to the quay", "a comma, its place and a colon"),
        ("whatif", "change", "28 June 1914, Sarajevo:", "a comma, its place and a colon"),
        ("whatif", "change", "31 June 1914, Sarajevo: the driver keeps to the quay", "begins with a date"),
        ("whatif", "change", f"1914, {'x' * 201}: the driver keeps to the quay", "a comma, its place and a colon"),
        ("fact", "statement", "Short.", "statement is missing or too short"),
        ("fact", "source", "", "source is missing"),
        ("fact", "date", "once", "The date is wanted"),
        ("fact", "note", "x" * 501, "note is too long"),
        ("quote", "speaker", "", "speaker is missing"),
        ("quote", "date", "0 AD", "There is no year 0; 1 BC is followed by AD 1."),
        ("quote", "text", "x" * 281, "text is too long"),
        ("question", "question", "Who?", "question is missing or too short"),
        ("question", "answer", "", "answer is missing"),
        ("question", "wrong_answers", "Michel Ney\nGrouchy", "there are 2"),
        ("question", "wrong_answers", f"Michel Ney\nGrouchy\n{'x' * 101}", "100 characters at most"),
        ("question", "wrong_answers", "Michel Ney\nGrouchy\nBlücher", '"Blücher" would be accepted'),
        ("question", "explanation", "the Prussians came", "begins with its date and a colon"),
        ("question", "explanation", "18 June 1815", "begins with its date and a colon"),
        ("question", "explanation", "once: the Prussians came", "begins with its date and a colon"),
    ],
)
def test_what_is_wrong_is_said(kind: ProposedKind, field: str, typed: str, said: str) -> None:
    """One sentence for the one field that is wrong."""
    found = proposed(kind, TYPED[kind] | {field: typed})
    assert isinstance(found, list)
    [sentence] = found
    assert said in sentence


@pytest.mark.parametrize(("kind", "problems"), [("whatif", 5), ("fact", 3), ("quote", 4), ("question", 5)])
def test_everything_that_is_wrong_is_said_at_once(kind: ProposedKind, problems: int) -> None:
    """An empty form has something to mend in each field that is wanted."""
    found = proposed(kind, {})
    assert isinstance(found, list)
    assert problems == len(found)


def test_a_reviewer_fills_the_rest_of_a_whatif() -> None:
    """What was said of it in the first form stays; and what is filled here stays when the first is filled anew."""
    found = completed(a_whatif(), MORE)
    assert isinstance(found, WhatIfProposal)
    assert ("Who gains?", "Who loses?") == found.more_questions
    assert ("The alliances.", "The crisis in Albania.") == found.stays
    assert found.case_for
    assert found.case_against
    assert ("Christopher Clark", "Berlin did") == (found.case_for.made_by, found.case_against.argument)
    assert ("early-modern", ("europe", "middle-east"), ("first-world-war",), ("Gavrilo Princip",), ("violence",)) == (
        *(found.filing.era, found.filing.regions, found.filing.topics, found.filing.people),
        found.filing.sensitivity,
    )
    assert ("plausibility", a_whatif().title) == (found.type, found.title)
    assert found == completed(found, typed_of(found, "more"))
    again = reworded(found, TYPED["whatif"] | {"title": "no shot had been fired?"})
    assert found.model_copy(update={"title": "no shot had been fired?"}) == again
    wrong = reworded(found, TYPED["whatif"] | {"title": ""})
    assert isinstance(wrong, list)


def test_a_reviewer_says_how_sure_a_quote_is() -> None:
    """A doubtful one has the reason beside it, a false one its origin."""
    filed = "attribution: misattributed"
    found = completed(a_quote(), {"finding": "In no letter of his.", "earliest": "A novel of 1850.", "filed": filed})
    assert isinstance(found, QuoteProposal)
    assert ("misattributed", "In no letter of his.", "A novel of 1850.") == (
        *(found.attribution, found.finding),
        found.earliest,
    )
    assert [
        "A quote that is misattributed needs the finding that says why.",
        "A misattributed quote needs its earliest known source.",
    ] == completed(a_quote(), {"filed": filed})


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("filed", "colour: red", "It is filed by era, regions"),
        ("filed", "regions: Atlantis", "some of africa"),
        ("filed", "era: modern, medieval", "Era: one of antiquity"),
        ("filed", "sensitivity: spoilers", "some of violence"),
        ("filed", f"topics: {'x' * 41}", "Too much, or too long: topics"),
        ("filed", "x" * 421, "too long: 300"),
        ("for", "nobody wanted a war", "who makes it and a colon"),
        ("against", ": nobody", "who makes it and a colon"),
        ("questions", "Why?\nWho?\nHow?\nWhen?\nWhere?", "Too much, or too long: more questions"),
        ("questions", "x" * 201, "more questions"),
    ],
)
def test_what_is_wrong_in_the_second_form_is_said(field: str, typed: str, said: str) -> None:
    """With what would be right."""
    found = completed(a_whatif(), MORE | {field: typed})
    assert isinstance(found, list)
    assert any(said in sentence for sentence in found)


def test_a_reviewer_fills_the_rest_of_a_question() -> None:
    """What is right too, what is too vague, what is wrong, how hard it is; the form shows what it asks for."""
    filed = "era: modern\nregions: europe\ntopics: napoleon\ndifficulty: 4\nkind: person"
    more = {"accept": "Marshal Vorwärts", "prompt": "a Prussian", "reject": "Gneisenau\nBülow", "filed": filed}
    found = completed(a_question(), more)
    assert isinstance(found, QuestionProposal)
    assert (("Marshal Vorwärts",), ("a Prussian",), ("Gneisenau", "Bülow"), 4) == (
        *(found.accept, found.prompt, found.reject),
        found.difficulty,
    )
    assert "kind: person" in typed_of(a_question(), "more")["filed"]
    assert None is found.answer_kind  # as it was read from the words, so that another answer has another kind
    named = completed(found, typed_of(found, "more") | {"filed": "kind: office"})
    assert isinstance(named, QuestionProposal)
    assert "office" == named.answer_kind == named.asks_for
    assert named == completed(named, typed_of(named, "more"))
    assert named.model_copy(update={"source": "A letter"}) == reworded(
        named, TYPED["question"] | {"source": "A letter"}
    )


def test_a_reviewer_lets_a_year_be_estimated() -> None:
    """And takes it back; another answer, which is no year, has to go with it."""
    typed = {
        "question": "In which year did Napoleon come back from Elba?",
        "answer": "1815",
        "wrong_answers": "1805\n1812\n1821",
        "explanation": "1815: he landed in March and lost in June.",
    }
    year = a_question(**typed)
    near = completed(year, {"filed": "estimate: 3"})
    assert isinstance(near, QuestionProposal)
    assert (3, "year") == (near.tolerance, near.asks_for)
    assert "estimate: 3" in typed_of(near, "more")["filed"]
    assert year == completed(near, {"filed": "estimate:"})
    other = reworded(near, TYPED["question"])
    assert isinstance(other, list)
    assert "leave the estimate out" in other[0]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("filed", "difficulty: 6", "Difficulty: one of 1, 2, 3, 4, 5."),
        ("filed", "kind: riddle", "Kind: one of person"),
        ("filed", "estimate: many", "Estimate: by how much"),
        ("filed", "estimate: 0", "Estimate: by how much"),
        ("filed", "estimate: 3", "leave the estimate out"),
        ("filed", "attribution: verified", "It is filed by era"),
        ("filed", "era: antiquity", "lies outside antiquity"),
        ("accept", "x\n" * 13, "Too much, or too long: accept"),
        ("accept", "x" * 201, "Too much, or too long: accept"),
        ("reject", "Gebhard Leberecht von Blücher", "is also accepted"),
    ],
)
def test_what_is_wrong_in_the_second_form_of_a_question_is_said(field: str, typed: str, said: str) -> None:
    """With what would be right."""
    found = completed(a_question(), {field: typed})
    assert isinstance(found, list)
    assert any(said in sentence for sentence in found), found
