"""Denials that a report tells, found beside what they deny: by who said what, and not by a stance that was read."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.comparison import compare
from onrecord.comparison.denials_told import find_told_denials
from onrecord.comparison.parties import Parties
from onrecord.records import Article, Conflict, Dossier, Position, Reading, Span, Statement

ACCUSES = "Ostmark has accused Karsia of shutting the sluice at Tolm."


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def reading(text: str, *statements: tuple[str | None, str, str], **fields: Any) -> Reading:
    """A report with statements, each by its actor, its cue and what it says."""
    made = tuple(
        Statement(id=str(number), mode="indirect", actor=actor, cue=(place(text, cue),), content=(place(text, says),))
        for number, (actor, cue, says) in enumerate(statements)
    )
    return Reading(article=Article(id="a", text=text), statements=made, **fields)


def told(found: Reading, dossier: Dossier) -> list[tuple[str, list[str]]]:
    return [(one.holder, [passage.text for passage in one.passages()]) for one in find_told_denials(found, Parties(dossier))]


def test_what_is_denied_stands_in_the_words_of_others(dossier: Dossier) -> None:
    says, denies = "Two ferrymen said that Karsia had sunk the barges at Tolm.", "Karsia has denied sinking barges at Tolm."
    text = f"{says} The rain went on. {denies}"
    statements = (None, "said", "that Karsia had sunk the barges at Tolm"), ("karsia", "has denied", "sinking barges at Tolm")
    assert told(reading(text, *statements), dossier) == [("karsia", [says, denies])]
    # Said by the same side, it is no contradiction.
    assert told(reading(text, ("maddek", *statements[0][1:]), statements[1]), dossier) == []


@pytest.mark.parametrize("denies", ["Karsia has denied any involvement.", "Karsia denied wrongdoing.", "Karsia denies all the allegations."])
def test_a_denial_of_whatever_it_was_is_of_the_nearest_accusation(denies: str, dossier: Dossier) -> None:
    cue = next(words for words in ("has denied", "denied", "denies") if words in denies)
    statement = "karsia", cue, denies.rstrip(".").split(f"{cue} ")[1]
    assert told(reading(f"{ACCUSES} {denies}", statement), dossier) == [("karsia", [ACCUSES, denies])]
    # An accusation by the one who denies, or of somebody else, is not what it denies.
    assert told(reading(f"Karsia has accused Ostmark of shutting the sluice. {denies}", statement), dossier) == []


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("Karsia disputed Ostmark’s claim that the sluice was shut.", "disputed", "Ostmark’s claim that the sluice was shut"),
        ("Karsia rejected allegations that it had shut the sluice.", "rejected", "allegations that it had shut the sluice"),
        ("Karsia said reports of a shut sluice were false.", "said", "reports of a shut sluice were false"),
        ("Many boatmen hold that the sluice is shut, though Karsia disputes this.", "disputes", "this"),
        ("Karsia shut the sluice, contradicting its own promise of the spring.", "contradicting", "its own promise of the spring"),
        ("The sluice was shut, contradicting the country’s own promise.", "contradicting", "the country’s own promise"),
    ],
)
def test_one_sentence_may_tell_both(sentence: str, cue: str, content: str, dossier: Dossier) -> None:
    assert told(reading(sentence, ("karsia", cue, content)), dossier) == [("karsia", [sentence])]


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("Karsia did not deny the claim that the sluice was shut.", "did not deny", "the claim that the sluice was shut"),
        ("Karsia would deny allegations that it had shut the sluice.", "would deny", "allegations that it had shut the sluice"),
        ("Karsia rejected an earlier version of the treaty.", "rejected", "an earlier version of the treaty"),
        ("Karsia dismissed the notion that the river is for sale.", "dismissed", "the notion that the river is for sale"),
        ("Karsia said that Karsia's claim of a false alarm stood.", "said", "that Karsia's claim of a false alarm stood"),
        ("Karsia was harmed by denying the claim that it was shut.", "denying", "the claim that it was shut"),
        ("Karsia has denied the rumours.", "has denied", "the rumours"),
        ("Maddek contradicted her own president on Friday.", "contradicted", "her own president on Friday"),
        ("Karsia denied using that word.", "denied", "using that word"),
        ("Karsia stopped short of denying the claim that it was shut.", "stopped short of denying", "the claim that it was shut"),
        ("Karsia hardly denied the claim that it was shut.", "hardly denied", "the claim that it was shut"),
        ("Karsia said reports of a shut sluice were not false.", "said", "reports of a shut sluice were not false"),
        ("Karsia called the report anything but “not false”.", "called", "the report anything but “not false"),
        ("Karsia said that if the report was a lie it would know.", "said", "that if the report was a lie it would know"),
        ("Maddek contradicted her own minister’s account.", "contradicted", "her own minister’s account"),
        ("Maddek contradicted Hellvik's own words.", "contradicted", "Hellvik's own words"),
        ("Maddek contradicted her ministers' earlier promise.", "contradicted", "her ministers' earlier promise"),
    ],
)
def test_what_is_no_denial_or_has_nothing_beside_it(sentence: str, cue: str, content: str, dossier: Dossier) -> None:
    assert told(reading(sentence, ("karsia", cue, content)), dossier) == []


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "why"),
    [
        ("Ostmark accuses Karsia of theft, which Karsia denies.", "denies", "which", "Karsia “denies” it; "),
        ("“Reports of theft are false,” Karsia said.", "said", "Reports of theft are false", "Karsia says “Reports of theft are false”; "),
        ("Karsia denied a report of theft.", "denied", "a report of theft", "Karsia “denied a report of theft”; "),
        ("Karsia fired, contradicting its earlier pledge.", "contradicting", "its earlier pledge", "Karsia “contradicting its earlier pledge”: "),
    ],
)
def test_why_is_told_in_the_words_of_the_report(sentence: str, cue: str, content: str, why: str, dossier: Dossier) -> None:
    (found,) = (row for row in compare([reading(sentence, ("karsia", cue, content))], dossier) if isinstance(row, Conflict))
    assert found.why.startswith(why)


def test_what_is_withheld_is_not_denied(dossier: Dossier) -> None:
    says = "Two ferrymen said that Karsia gave its envoys no hearing about barges."
    statement = None, "said", "that Karsia gave its envoys no hearing about barges"

    def found(denied: str) -> int:
        return len(told(reading(f"{says} Karsia denied {denied}.", statement, ("karsia", "denied", denied)), dossier))

    assert found("the envoys a hearing about barges") == 0
    assert found("the envoys had no hearing about barges") == 1


def test_a_request_that_is_denied_is_refused(dossier: Dossier) -> None:
    asks = "Ostmark asked the court to hear more boatmen on the sluice."
    for says in ("the request to hear more boatmen on the sluice", "Ostmark’s motion on Monday to hear more boatmen on the sluice"):
        found = reading(f"{asks} Karsia denied {says}.", (None, "asked", "to hear more boatmen on the sluice"), ("karsia", "denied", says))
        assert told(found, dossier) == []
    made = "any request to hear more boatmen on the sluice"
    assert told(reading(f"{asks} Karsia denied {made}.", (None, "asked", "to hear more"), ("karsia", "denied", made)), dossier)


def test_that_reports_are_false_points_at_no_report(dossier: Dossier) -> None:
    before, denies = (
        "A lock-keeper said on Karsian radio that the rain goes on.",
        "Karsia told the press that rumors of a shut sluice were unfounded.",
    )
    statements = (None, "said", "that the rain goes on"), ("karsia", "told", "that rumors of a shut sluice were unfounded")
    assert told(reading(f"{before} {denies}", *statements), dossier) == [("karsia", [denies])]


def test_a_quotation_before_its_cue_is_what_denies(dossier: Dossier) -> None:
    says = "“The reports of a shut sluice at Tolm are false!”"
    found = reading(f"{says} Karsia wrote on Wednesday.", ("karsia", "wrote", says))
    assert told(found, dossier) == [("karsia", [says])]


def test_a_condition_of_the_sentence_before_is_not_of_the_denial(dossier: Dossier) -> None:
    denies = "Karsia denied allegations that it had shut the sluice."
    statement = "karsia", "denied", "allegations that it had shut the sluice"
    assert told(reading(f"Ostmark asked if so. {denies}", statement), dossier) == [("karsia", [denies])]
    assert told(reading(f"Ostmark asks, and if {denies}", statement), dossier) == []


def test_that_assertion_is_what_others_say_before(dossier: Dossier) -> None:
    says, denies = "Ostmark says that the gates are shut.", "Karsia disputes that assertion."
    statements = ("ostmark", "says", "that the gates are shut"), ("karsia", "disputes", "that assertion")
    assert told(reading(f"{says} {denies}", *statements), dossier) == [("karsia", [says, denies])]


def test_who_is_contradicted_said_it_before(dossier: Dossier) -> None:
    says, denies = "“The gates are open,” Hellvik said.", "Hours later, Maddek contradicted Hellvik in the assembly."
    statements = ("hellvik", "said", "The gates are open"), ("maddek", "contradicted", "Hellvik in the assembly")
    assert told(reading(f"{says} {denies}", *statements), dossier) == [("maddek", [says, denies])]


def test_each_side_denies_one_thing_once(dossier: Dossier) -> None:
    first, second = "Karsia has denied any involvement.", "Maddek denied involvement."
    statements = ("karsia", "has denied", "any involvement"), ("maddek", "denied", "involvement")
    assert told(reading(f"{ACCUSES} {first} {second}", *statements), dossier) == [("karsia", [ACCUSES, first])]


def test_a_report_without_its_text_has_none(dossier: Dossier) -> None:
    full = reading(f"{ACCUSES} Karsia denied wrongdoing.", ("karsia", "denied", "wrongdoing"))
    assert find_told_denials(Reading(article=Article(id="a"), statements=full.statements), Parties(dossier)) == []


def test_it_is_a_conflict_on_the_term_that_its_passages_speak_to(dossier: Dossier) -> None:
    denies = "Karsia denied wrongdoing."
    text = f"{ACCUSES} {denies}"
    statement = "karsia", "denied", "wrongdoing"
    (of_none,) = (row for row in compare([reading(text, statement)], dossier) if isinstance(row, Conflict))
    read = Position(id="p", holder="ostmark", term="open-gates", stance="for", evidence=(place(text, ACCUSES),), mode="indirect", confidence=0.8)
    (of_one,) = (row for row in compare([reading(text, statement, positions=(read,))], dossier) if isinstance(row, Conflict))
    assert (of_none.type, of_none.holder, of_none.term, of_none.positions) == ("within-article", "karsia", None, ())
    assert of_one.term == "open-gates"
    assert of_none.severity < of_one.severity
    assert of_one.why == "Karsia “denied wrongdoing”; the same report tells what others say."
    assert [passage.span.text for passage in of_one.spans] == [ACCUSES, denies]
