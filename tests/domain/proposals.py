"""Forms with nothing to mend, and what comes of them."""

from bot.domain.proposal import FactProposal, Proposal, ProposedKind, QuestionProposal, QuoteProposal, WhatIfProposal
from bot.domain.proposing import EXAMPLE, proposed

WHATIF = {
    "title": "the driver had kept to the quay?",
    "background": "Franz Ferdinand's driver took a wrong turning, and Princip shot him.",
    "change": EXAMPLE,
    "source": "Christopher Clark, The Sleepwalkers",
    "question": "Would another crisis have led to war?",
}
FACT = {
    "statement": "Blücher's army reached the field of Waterloo late in the afternoon.",
    "date": "18 June 1815",
    "place": "Waterloo",
    "source": "Alessandro Barbero, The Battle, https://example.org/battle?p=1",
    "note": "",
}
QUOTE = {
    "text": "Nothing except a battle lost can be half so melancholy as a battle won.",
    "speaker": "Arthur Wellesley",
    "date": "19 June 1815",
    "source": "Letter from the field of Waterloo",
    "role": "Duke of Wellington",
}
QUESTION = {
    "question": "Whose army reached the field of Waterloo late in the afternoon?",
    "answer": "Gebhard Leberecht von Blücher",
    "wrong_answers": "Emmanuel de Grouchy\nMichel Ney\nLord Uxbridge",
    "source": "Alessandro Barbero, The Battle",
    "explanation": "18 June 1815: the Prussians struck the French right flank at Plancenoit.",
}
TYPED: dict[ProposedKind, dict[str, str]] = {"whatif": WHATIF, "fact": FACT, "quote": QUOTE, "question": QUESTION}


def made(kind: ProposedKind, **changes: str) -> Proposal:
    """What the form gives, which has nothing to mend."""
    found = proposed(kind, TYPED[kind] | changes)
    assert not isinstance(found, list), found
    return found


def a_whatif(**changes: str) -> WhatIfProposal:
    """A what-if."""
    found = made("whatif", **changes)
    assert isinstance(found, WhatIfProposal)
    return found


def a_fact(**changes: str) -> FactProposal:
    """A fact."""
    found = made("fact", **changes)
    assert isinstance(found, FactProposal)
    return found


def a_quote(**changes: str) -> QuoteProposal:
    """A quote."""
    found = made("quote", **changes)
    assert isinstance(found, QuoteProposal)
    return found


def a_question(**changes: str) -> QuestionProposal:
    """A question."""
    found = made("question", **changes)
    assert isinstance(found, QuestionProposal)
    return found
