"""The side that a sentence takes on a proposition, one fact of English after another."""

from __future__ import annotations

import pytest

from onrecord.positions.cues import find_cues
from onrecord.positions.matching import matcher
from onrecord.positions.stance import take_side
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Dossier, Stance, Term

LIFTS = "The council lifts the toll on barges."
HOLDS = "The council holds a referendum on the ferry."
SIGNS = "Zell signs the ferry treaty."


def side(sentence: str, proposition: str) -> Stance:
    dossier = Dossier(id="d", title="d", terms=(Term(id="term", proposition=proposition),), actors=())
    passage = vocabulary().read(sentence)
    return take_side(passage, find_cues(passage), matcher(dossier).match(passage, 0.0)[0], 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "Morn said it was unclear whether the council would lift the toll on barges.",
        "Morn has made no decision on whether to lift the toll on barges.",
        "Morn made no recommendation on whether the toll on barges should be lifted.",
        "Morn said he was not sure if the toll on barges should be lifted.",
        "Morn would not comment on whether he supports lifting the toll on barges.",
    ],
)
def test_what_is_in_question_is_undecided(sentence: str) -> None:
    assert side(sentence, LIFTS) == "undecided"


def test_a_question_of_another_matter_leaves_the_side() -> None:
    assert side("Whether he wins or not, Morn will lift the toll on barges.", LIFTS) == "for"


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Lifting the toll on barges will not hurt the town, Morn said.", "for"),
        ("Morn said lifting the toll on barges would never harm the town.", "for"),
        ("Morn said lifting the toll on barges would hurt the town.", "against"),
        ("Morn said the toll on barges will not be lifted to hurt the town.", "against"),
    ],
)
def test_what_will_not_hurt_is_not_opposed_for_that(sentence: str, stance: Stance) -> None:
    assert side(sentence, LIFTS) == stance


@pytest.mark.parametrize(
    "sentence",
    [
        "The referendum on the ferry drew the condemnation of Morn.",
        "Morn marched against the referendum on the ferry.",
        "Morn vowed to fight the referendum on the ferry.",
        "Morn led the battle against the referendum on the ferry.",
        "Morn called the referendum on the ferry a mockery of a vote.",
        "Morn was no fan of the referendum on the ferry.",
    ],
)
def test_words_of_opposition(sentence: str) -> None:
    assert side(sentence, HOLDS) == "against"


def test_whoever_vows_to_fight_for_a_thing_wants_it() -> None:
    assert side("Morn vowed to fight for the referendum on the ferry.", HOLDS) == "for"


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Morn said the toll on barges must not be lifted.", "against"),
        ("Morn said the toll on barges should be lifted by the council.", "for"),
        ("Morn said the toll on barges should be kept.", "against"),
        ("Morn said the toll on the barges of the lake must never be lifted.", "against"),
        ("Morn said the toll on barges will remain in place.", "against"),
        ("Morn said the toll on barges should be allowed to remain.", "against"),
    ],
)
def test_what_is_done_in_the_passive(sentence: str, stance: Stance) -> None:
    assert side(sentence, LIFTS) == stance


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Morn would veto any bill that lifts the toll on barges.", "against"),
        ("Morn would veto any bill that does not lift the toll on barges.", "for"),
        ("Morn will not back a deal that doesn't lift the toll on barges.", "for"),
        ("Morn will not sign a deal that keeps the toll on barges.", "for"),
        ("Morn will not sign a deal without lifting the toll on barges.", "for"),
        ("Morn said any deal must end the toll on barges.", "for"),
    ],
)
def test_what_a_bill_that_somebody_refuses_holds_or_leaves_out(sentence: str, stance: Stance) -> None:
    assert side(sentence, LIFTS) == stance


def test_what_a_thing_is_called_ends_no_clause() -> None:
    assert side("Morn announced his opposition to the treaty, known as the Zell ferry treaty.", SIGNS) == "against"


def test_what_is_told_aside_of_a_thing_is_not_asked() -> None:
    assert side("Morn called off the referendum, which was planned to be held on the ferry at Zell in May.", HOLDS) == "against"


@pytest.mark.parametrize(
    "sentence",
    [
        "Morn ruled against the referendum on the ferry.",
        "Morn has stonewalled the referendum on the ferry.",
        "Morn was offered a referendum on the ferry, but he refused it.",
    ],
)
def test_further_words_of_opposition(sentence: str) -> None:
    assert side(sentence, HOLDS) == "against"


def test_whoever_is_asked_to_refrain_is_asked_to_stop() -> None:
    assert side("Morn urged the council to refrain from raids on barges.", "The council stops its raids on barges.") == "for"
