"""Terms in other words, and their contraries."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.positions.questions import STANCES
from training.stances.material import Said
from training.stances.rewordings import Rewordings, key_of, turned

TERM = "Karsia opens the gates of the Sarn dam."
SAME, CONTRARY = "The Sarn dam's gates are opened by Karsia.", "Karsia keeps the Sarn dam shut."


def said(**stances: float) -> Said:
    """What a sentence says of a term, with the holder's words at 3."""
    places = [place for place, stance in enumerate(STANCES) if stance in stances]
    return Said([stances.get(stance, 0.0) for stance in STANCES], [(3, 9, place) for place in places], [(0, 40)], [])


@pytest.fixture
def rewordings(tmp_path: Path) -> Rewordings:
    path = tmp_path / "terms.jsonl"
    path.write_text(json.dumps({"term": key_of(TERM), "same": [SAME], "contrary": [CONTRARY]}), "utf-8")
    return Rewordings([path])


def test_for_the_contrary_is_against_the_term() -> None:
    both = turned(said(**{"for": 2.0, "against": 1.0}))
    assert both.stances == said(**{"for": 1.0, "against": 2.0}).stances
    assert both.holders == [(3, 9, STANCES.index("against")), (3, 9, STANCES.index("for"))]
    assert both.evidence == [(0, 40)]
    assert turned(both).stances == said(**{"for": 2.0, "against": 1.0}).stances


def test_undecided_stays_undecided_and_conditions_have_no_contrary() -> None:
    assert turned(said(undecided=1.0)).stances == said(undecided=1.0).stances
    with pytest.raises(ValueError, match="conditions"):
        turned(said(conditional=1.0))


def test_what_is_said_goes_with_the_words(rewordings: Rewordings) -> None:
    told = said(against=1.0)
    drawn = [rewordings.reword(TERM, told, np.random.default_rng(seed)) for seed in range(60)]
    assert {term for term, _ in drawn} == {TERM, SAME, CONTRARY}
    assert all(one is not None and one.stances == (turned(told) if term == CONTRARY else told).stances for term, one in drawn)


def test_no_stance_stays_none_and_conditional_is_never_turned(rewordings: Rewordings) -> None:
    assert all(rewordings.reword(TERM, None, np.random.default_rng(seed))[1] is None for seed in range(20))
    assert {rewordings.reword(TERM, said(conditional=1.0), np.random.default_rng(seed))[0] for seed in range(60)} == {TERM, SAME}


def test_a_term_without_a_row_is_left_as_it_is(rewordings: Rewordings) -> None:
    assert all(rewordings.reword("Ostmark withdraws.", None, np.random.default_rng(seed)) == ("Ostmark withdraws.", None) for seed in range(20))
