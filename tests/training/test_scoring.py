"""The counts of agreement."""

from __future__ import annotations

import numpy as np

from onrecord.language.encoder import Pieces
from training.polnear import Document
from training.scoring import right_or_wrong, score

TEXT = "Orlan said the talks were over. Tavel denied it."
GOLD = [
    {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 30]]},
    {"source": [[32, 37]], "cue": [[38, 44]], "content": [[45, 47]]},
]
NOTHING = np.zeros(0, np.int64)
PIECES = Pieces(NOTHING, NOTHING, NOTHING, NOTHING.astype(np.bool_), NOTHING.reshape(0, 3), ())
DOCUMENT = Document("one", TEXT, PIECES, (), (tuple(GOLD),))


def test_the_same_attributions_score_full() -> None:
    assert set(score([DOCUMENT], [GOLD]).values()) == {100.0}


def test_a_wrong_source_is_half_right_but_not_linked() -> None:
    figures = score([DOCUMENT], [[{**GOLD[0], "source": [[32, 37]]}, GOLD[1]]])
    assert figures["half"] == 100.0
    assert figures["linked"] == 50.0


def test_a_border_that_differs_by_white_space_is_the_same() -> None:
    assert score([DOCUMENT], [[{**GOLD[0], "content": [[10, 30]]}, GOLD[1]]])["content"] == 100.0


def test_each_annotated_statement_makes_one_of_ours_right() -> None:
    rows = [{**GOLD[0], "share": 0.9}, {**GOLD[0], "content": [[11, 25]], "share": 0.8}]
    assert sorted(right_or_wrong(DOCUMENT, rows)) == [(0.8, False), (0.9, True)]
