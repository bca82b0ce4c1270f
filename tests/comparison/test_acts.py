"""Acts and ways of telling by which reports of one utterance or act are known."""

from __future__ import annotations

import pytest

from onrecord.comparison.acts import TWEETED, acts_told
from onrecord.records import Position, Span


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("The assembly of Karsia voted to open the gates and signed the bill.", {"vote", "sign"}),
        ("In a letter, Maddek announced that the gates stay shut.", {"letter", "announc"}),
        ("“The gates stay shut,” Maddek tweeted.", {TWEETED}),
        ("Maddek wrote on Twitter that the gates stay shut.", {TWEETED}),
        ("Maddek said that the gates stay shut after the summit.", set()),
    ],
)
def test_acts_are_known_by_their_words(words: str, acts: set[str]) -> None:
    evidence = (Span(0, len(words), words),)
    assert acts_told(Position(id="p", holder="maddek", term="open-gates", stance="against", evidence=evidence, mode="indirect")) == acts
