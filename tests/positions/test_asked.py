"""What somebody was asked about at the head of a sentence is spoken to by whoever answers, and by nobody whom the question names."""

from __future__ import annotations

import pytest

from onrecord.reading import read
from onrecord.records import Actor, Article, Dossier, Term

DOSSIER = Dossier(
    id="vel-river",
    title="The Vel river dispute",
    terms=(
        Term(id="lift-toll", proposition="Karsia lifts its toll on Ostmark's barges."),
        Term(id="ceasefire", proposition="A ceasefire takes effect along the Halm ridge."),
    ),
    actors=(
        Actor(id="karsia", name="Karsia", kind="government", side=True),
        Actor(id="ostmark", name="Ostmark", kind="government", side=True),
        Actor(id="carrow", name="Ysolde Carrow", kind="person", aliases=("Ysolde Carrow", "Carrow")),
        Actor(id="maddek", name="Jorun Maddek", kind="person", aliases=("Jorun Maddek", "Maddek"), member_of="karsia"),
    ),
)


@pytest.mark.parametrize(
    ("sentence", "holder", "via"),
    [
        ("Asked whether Karsia might lift its toll on the barges, Carrow said it was “too early to say”.", "carrow", []),
        ("When asked whether Karsia might lift its toll on the barges, Carrow laughed.", "carrow", []),
        ("Asked by Maddek whether Karsia might lift its toll on the barges, Carrow said she was undecided.", "carrow", []),
        (
            "Asked if Karsia might lift its toll on the barges, a spokesman for Ostmark said it was considering that.",
            "ostmark",
            ["a spokesman for Ostmark"],
        ),
    ],
)
def test_a_question_is_spoken_to_by_whoever_answers(sentence: str, holder: str, via: list[str]) -> None:
    found = read(Article(id="a", text=f"It rained in the hills.\n\n{sentence}\n", language="en"), DOSSIER, fast=True, use="wide").positions
    of_toll = [position for position in found if position.term == "lift-toll"]
    assert {position.holder for position in of_toll} == {holder}
    assert [[one.span.text for one in position.via] for position in of_toll] == [via]
    assert all(position.mode != "direct" for position in of_toll)
