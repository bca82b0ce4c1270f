"""Whoever keeps, leaves or holds something open or closed: the state counts, and not the keeping."""

from __future__ import annotations

import pytest

from onrecord.positions.cues import find_cues
from onrecord.positions.matching import matcher
from onrecord.positions.stance import take_side
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Dossier, Term

DOSSIER = Dossier(
    id="ferris-hospital",
    title="The wards of Ferris",
    terms=(
        Term(id="keep-ward", proposition="The hospital keeps its night ward open."),
        Term(id="close-chapel", proposition="The hospital closes its chapel."),
    ),
    actors=(),
)


@pytest.mark.parametrize(
    ("sentence", "term", "stance"),
    [
        ("The board will keep the night ward open.", "keep-ward", "for"),
        ("The board will close the night ward.", "keep-ward", "against"),
        ("The night ward will be shut.", "keep-ward", "against"),
        ("The night ward must remain closed.", "keep-ward", "against"),
        ("The board will not keep the night ward open.", "keep-ward", "against"),
        ("The board will keep the chapel of the hospital open.", "close-chapel", "against"),
        ("The board will leave the chapel of the hospital closed.", "close-chapel", "for"),
    ],
)
def test_the_side_of_what_is_kept_in_a_state(sentence: str, term: str, stance: str) -> None:
    passage = vocabulary().read(sentence)
    match = next(match for match in matcher(DOSSIER).match(passage, 0.2) if match.topic.term == term)
    assert take_side(passage, find_cues(passage), match, 0) == stance
