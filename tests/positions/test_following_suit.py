"""Who is said to take the same side as somebody named before."""

from __future__ import annotations

import pytest

from onrecord.reading import read
from onrecord.records import Actor, Article, Dossier, Term

DOSSIER = Dossier(
    id="vel-river",
    title="The Vel river dispute",
    terms=(
        Term(id="ceasefire", proposition="A ceasefire takes effect along the Halm ridge."),
        Term(id="lift-toll", proposition="Karsia lifts its toll on Ostmark's barges."),
    ),
    actors=(
        Actor(id="karsia", name="Karsia", kind="government", side=True),
        Actor(id="ostmark", name="Ostmark", kind="government", side=True),
        Actor(id="union", name="Lower Vel Farmers' Union", kind="organisation", aliases=("the farmers' union",)),
        Actor(id="carrow", name="Ysolde Carrow", kind="person", aliases=("Ysolde Carrow", "Carrow")),
        Actor(id="maddek", name="Jorun Maddek", kind="person", aliases=("Jorun Maddek", "Maddek"), member_of="karsia"),
    ),
)


def held(text: str) -> set[tuple[str | None, str]]:
    positions = read(Article(id="a", text=f"It rained in the hills.\n\n{text}\n", language="en"), DOSSIER, fast=True).positions
    return {(position.holder, position.stance) for position in positions if position.term == "ceasefire"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karsia opposes a ceasefire along the Halm ridge, as does the farmers' union.", {("karsia", "against"), ("union", "against")}),
        ("Carrow does not want a ceasefire along the Halm ridge; nor does the farmers' union.", {("carrow", "against"), ("union", "against")}),
        (
            "Karsia rejected a ceasefire along the Halm ridge, and so did Ostmark and Ysolde Carrow.",
            {("karsia", "against"), ("ostmark", "against"), ("carrow", "against")},
        ),
        (
            "Ysolde Carrow has called for a ceasefire along the Halm ridge. So has Jorun Maddek, who spoke in Dravik.",
            {("carrow", "for"), ("maddek", "for")},
        ),
    ],
)
def test_whoever_does_the_same_holds_the_same(text: str, expected: set[tuple[str | None, str]]) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Another time, and by nobody else.
        "Ysolde Carrow called for a ceasefire along the Halm ridge, as did Karsia in the spring.",
        "Ysolde Carrow called for a ceasefire along the Halm ridge, as had Karsia demanded.",
        "Ysolde Carrow called for a ceasefire along the Halm ridge. So did Karsia's neighbours.",
        "Ysolde Carrow called for a ceasefire along the Halm ridge. It was late. So was Karsia.",
    ],
)
def test_whoever_only_stands_behind_such_words_holds_nothing(text: str) -> None:
    assert held(text) == {("carrow", "for")}


def test_the_words_that_name_whoever_does_the_same_show_it() -> None:
    text = "Ysolde Carrow has called for a ceasefire along the Halm ridge. So has Jorun Maddek."
    found = read(Article(id="a", text=text, language="en"), DOSSIER, fast=True).positions
    (position,) = [one for one in found if one.holder == "maddek"]
    assert [span.text for span in position.evidence] == ["So has Jorun Maddek."]
    assert position.mention is not None
    assert position.mention.text == "Jorun Maddek"


def test_whoever_does_the_same_follows_the_last_subject() -> None:
    text = "Karsia rejected a ceasefire along the Halm ridge although Ostmark was tired, as was Ysolde Carrow."
    assert held(text) == {("karsia", "against")}
