"""Who takes which side where it is told in the passive."""

from __future__ import annotations

import pytest

from onrecord.reading import read
from onrecord.records import Actor, Article, Dossier, Term

DOSSIER = Dossier(
    id="vel-river",
    title="The Vel river dispute",
    terms=(
        Term(id="open-gates", proposition="Karsia opens the gates of the Sarn dam."),
        Term(id="toll", proposition="A toll is taken on the Vel bridge."),
    ),
    actors=(
        Actor(id="karsia", name="Karsia", kind="government", side=True),
        Actor(id="ostmark", name="Ostmark", kind="government", side=True),
        Actor(id="lenders", name="Lenders", kind="government", aliases=("Lenders",), side=True),
        Actor(id="carrow", name="Ysolde Carrow", kind="person", aliases=("Carrow",)),
    ),
)


def held(sentence: str) -> set[tuple[str | None, str, tuple[str, ...]]]:
    found = read(Article(id="a", text=f"{sentence}\n", language="en"), DOSSIER, fast=True, use="wide").positions
    return {(position.holder, position.stance, tuple(via.span.text for via in position.via)) for position in found if position.term == "toll"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Karsia's proposal for a toll on the Vel bridge was rejected by Ostmark.", {("karsia", "for", ()), ("ostmark", "against", ())}),
        ("Lenders' proposal for a toll on the Vel bridge was vetoed by Ostmark.", {("lenders", "for", ()), ("ostmark", "against", ())}),
        ("A Karsian proposal for a toll on the Vel bridge was backed by Ostmark.", {("karsia", "for", ()), ("ostmark", "for", ())}),
        ("Karsia wants a toll on the Vel bridge, which was rejected by Ostmark.", {("karsia", "for", ()), ("ostmark", "against", ())}),
        ("Karsia rejected the toll on the Vel bridge demanded by Ostmark.", {("karsia", "against", ()), ("ostmark", "for", ())}),
        ("The toll on the Vel bridge was opposed by Karsia and Ostmark.", {("karsia", "against", ()), ("ostmark", "against", ())}),
        ("Carrow said a toll on the Vel bridge had been rejected by Ostmark.", {("ostmark", "against", ("Carrow",))}),
        ("According to Carrow, the toll demanded by Ostmark on the Vel bridge is a pretext.", {("ostmark", "for", ("Carrow",))}),
    ],
)
def test_what_somebody_does_in_the_passive(sentence: str, expected: set[tuple[str | None, str, tuple[str, ...]]]) -> None:
    assert held(sentence) == expected
