"""Motions, votes and what becomes of them."""

from __future__ import annotations

import pytest

from onrecord.positions.cues import find_cues
from onrecord.positions.matching import matcher
from onrecord.positions.stance import take_side
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Dossier, Term

TERMS = {
    "no-confidence": "The Assembly passes a motion of no confidence in the cabinet.",
    "toll": "Ostmark introduces a toll on barges.",
    "power": "The council loses its power over the harbour.",
    "discount": "Islanders keep their discount on parcels.",
    "fare": "The ferry fare rises to nine marks.",
}
DOSSIER = Dossier(id="votes", title="Votes", terms=tuple(Term(id=known, proposition=words) for known, words in TERMS.items()), actors=())


def side_of(sentence: str, term: str, holder: str = "") -> str:
    """The side on a term, where the holder's own words begin behind his name."""
    passage = vocabulary().read(sentence)
    match = next(match for match in matcher(DOSSIER).match(passage, 0.2) if match.topic.term == term)
    after = sum(1 for start in passage.starts if start < sentence.index(holder) + len(holder)) if holder else 0
    return take_side(passage, find_cues(passage), match, after)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The Progressives put down a motion of no confidence in the cabinet.", "for"),
        ("Brandt voted for the motion of no confidence.", "for"),
        ("Brandt said he would vote against the motion of no confidence in the cabinet.", "against"),
        ("Brandt rejected a motion of no confidence in the cabinet.", "against"),
    ],
)
def test_a_no_that_belongs_to_what_a_thing_is_called_denies_nothing(sentence: str, stance: str) -> None:
    assert side_of(sentence, "no-confidence") == stance


@pytest.mark.parametrize(
    ("sentence", "holder", "stance"),
    [
        ("An amendment by the Progressives to introduce a toll on barges was voted down by nine votes to four.", "Progressives", "for"),
        ("The Progressives' motion for a toll on barges was rejected.", "Progressives", "for"),
        ("Morn's bid to introduce a toll on barges was blocked.", "Morn", "for"),
        # Whoever else is named before it refuses himself.
        ("The Progressives said a toll on barges was unacceptable.", "Progressives", "against"),
        ("An amendment by the Progressives to introduce a toll on barges was voted down by the Assembly.", "", "against"),
    ],
)
def test_what_becomes_of_a_proposal_is_not_the_side_of_whoever_put_it_forward(sentence: str, holder: str, stance: str) -> None:
    assert side_of(sentence, "toll", holder) == stance


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Kell wants the ferry fare to stay at six marks.", "against"),
        ("Kell wants to keep the ferry fare at six marks.", "against"),
        ("Kell wants the ferry fare to rise.", "for"),
    ],
)
def test_what_stays_as_it_is_does_not_rise(sentence: str, stance: str) -> None:
    assert side_of(sentence, "fare") == stance


def test_whoever_votes_against_one_thing_and_for_another_wants_the_other() -> None:
    assert side_of("Morn voted against the ferry and then for a toll on barges.", "toll") == "for"
    assert side_of("Morn voted against the ferry and a toll on barges.", "toll") == "against"


@pytest.mark.parametrize(
    ("sentence", "term", "stance"),
    [
        ("Brandt wants the council to keep its power over the harbour.", "power", "against"),
        ("Brandt wants to strip the council of its power over the harbour.", "power", "for"),
        ("Brandt promised not to touch the discount on parcels.", "discount", "for"),
        ("Brandt said the discount would not be touched.", "discount", "for"),
    ],
)
def test_what_is_kept_is_not_lost_and_what_is_not_touched_is_kept(sentence: str, term: str, stance: str) -> None:
    assert side_of(sentence, term) == stance
