"""Words within a name take no side, whatever they mean elsewhere."""

from __future__ import annotations

import pytest

from onrecord.reading import read
from onrecord.records import Actor, Article, Dossier, Term

DOSSIER = Dossier(
    id="vel-river",
    title="The Vel river dispute",
    terms=(Term(id="ceasefire", proposition="A ceasefire takes effect along the Halm ridge."),),
    actors=(
        Actor(id="carrow", name="Ysolde Carrow", kind="person", aliases=("Ysolde Carrow", "Carrow")),
        Actor(id="refuse", name="Refuse Workers' Guild", kind="organisation", aliases=("the Refuse Workers' Guild",)),
    ),
)


@pytest.mark.parametrize(
    ("sentence", "holder", "stance"),
    [
        ("Ysolde Carrow and the Refuse Workers' Guild want a ceasefire along the Halm ridge.", "carrow", "for"),
        ("Ysolde Carrow wants to block a ceasefire along the Halm ridge.", "carrow", "against"),
    ],
)
def test_words_within_a_name_take_no_side(sentence: str, holder: str, stance: str) -> None:
    found = read(Article(id="a", text=f"It rained in the hills.\n\n{sentence}\n", language="en"), DOSSIER, fast=True, use="wide").positions
    assert (holder, stance) in {(position.holder, position.stance) for position in found}
