"""Positions as the trained model and the rules read them together, on articles of the example dispute's kind, and why."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.reading import explain, read
from onrecord.records import Actor, Article, Dossier, Position, Reading, Term

DOSSIER = Dossier(
    id="vel-river",
    title="The Vel river dispute",
    terms=(
        Term(id="open-gates", proposition="Karsia opens the gates of the Sarn dam."),
        Term(id="ceasefire", proposition="A ceasefire takes effect along the Halm ridge."),
        Term(id="lift-toll", proposition="Karsia lifts its toll on Ostmark's barges."),
        Term(id="prisoners", proposition="Karsia and Ostmark exchange their prisoners."),
    ),
    actors=(
        Actor(id="karsia", name="Karsia", kind="government", aliases=("the Karsian government",), side=True),
        Actor(id="maddek", name="Jorun Maddek", kind="person", aliases=("Maddek",), member_of="karsia"),
        Actor(id="ostmark", name="Ostmark", kind="government", side=True),
        Actor(id="hellvik", name="Ansa Hellvik", kind="person", aliases=("Hellvik",), member_of="ostmark"),
    ),
)
TEXT = (
    "DRAVIK, 3 October 2031 – Karsian Prime Minister Jorun Maddek said on Friday that his government would not open the gates of the Sarn dam.\n\n"
    "“We demand a ceasefire along the Halm ridge,” Foreign Minister Ansa Hellvik of Ostmark said.\n\n"
    "The harbour master counted forty ships on Thursday, more than in any week since spring.\n\n"
    "Hellvik said Ostmark was ready to exchange its prisoners if Karsia lifted the toll on barges.\n"
)


@dataclass(frozen=True)
class Held:
    holder: str | None
    term: str
    stance: str


def held(positions: tuple[Position, ...]) -> set[Held]:
    return {Held(one.holder, one.term, one.stance) for one in positions}


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(Article(id="a", text=TEXT), DOSSIER)


def test_stances_are_read(reading: Reading) -> None:
    found = held(reading.positions)
    assert Held("maddek", "open-gates", "against") in found
    assert Held("hellvik", "ceasefire", "for") in found
    assert any(one.holder in ("hellvik", "ostmark") and one.term == "prisoners" and one.stance == "conditional" for one in reading.positions)


def test_a_sentence_that_takes_no_side_makes_no_position(reading: Reading) -> None:
    assert not [one for one in reading.positions if any("harbour master" in span.text for span in one.evidence)]


def test_strict_keeps_fewer_and_wide_keeps_more() -> None:
    # With this sentence beside them the others are read less surely.
    article = Article(id="a", text=TEXT + "\n\nOstmark's leader spoke of the ceasefire again on Friday.\n")
    kept = {use: held(read(article, DOSSIER, use=use).positions) for use in ("strict", "usual", "wide")}
    assert len(kept["strict"]) <= len(kept["usual"]) <= len(kept["wide"])
    assert len(kept["strict"]) < len(kept["wide"])


def test_an_explanation_adds_up_to_the_confidence(reading: Reading) -> None:
    position = next(one for one in reading.positions if one.term == "open-gates")
    told = explain(reading.article, DOSSIER, position)
    assert [one.passage for one in told] == list(position.evidence)
    assert told[0].holder == "maddek"
    assert told[0].chance == pytest.approx(position.confidence, abs=0.002)
    assert abs(sum(one for one in told[0].stances.values()) - 1) < 0.01
    assert {reason.sign for reason in told[0].reasons} >= {"taken", "always"}


def test_reading_fast_gives_the_rules_alone() -> None:
    fast = read(Article(id="a", text=TEXT), DOSSIER, fast=True)
    assert fast.reader.models == {}
    assert Held("maddek", "open-gates", "against") in held(fast.positions)
