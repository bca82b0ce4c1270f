"""Who "must" do something is asked for it, and does not thereby want it: it is held by whoever says so, and by nobody where the outlet does."""

from __future__ import annotations

import pytest

from onrecord.reading import read
from onrecord.records import Actor, Article, Dossier, Term

DOSSIER = Dossier(
    id="vel-river",
    title="The Vel river dispute",
    terms=(
        Term(id="open-gates", proposition="Karsia opens the gates of the Sarn dam."),
        Term(id="ceasefire", proposition="A ceasefire takes effect along the Halm ridge."),
    ),
    actors=(
        Actor(id="karsia", name="Karsia", kind="government", side=True),
        Actor(id="maddek", name="Jorun Maddek", kind="person", aliases=("Maddek",), member_of="karsia"),
        Actor(id="carrow", name="Ysolde Carrow", kind="person", aliases=("Carrow",)),
    ),
)


def held(sentence: str, *, fast: bool) -> set[tuple[str | None, str, str]]:
    found = read(Article(id="a", text=f"{sentence}\n", language="en"), DOSSIER, fast=fast, use="wide").positions
    return {(position.holder, position.term, position.stance) for position in found}


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    "sentence",
    [
        "Jorun Maddek must open the gates of the Sarn dam.",
        "Karsia should open the gates of the Sarn dam, whatever its engineers say.",
        "Jorun Maddek ought to accept a ceasefire along the Halm ridge.",
    ],
)
def test_a_demand_of_the_outlet_is_held_by_nobody(sentence: str, fast: bool) -> None:  # noqa: FBT001
    assert held(sentence, fast=fast) == set()


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    "sentence",
    [
        "Neighbouring towns have pressed Karsia to open the gates of the Sarn dam.",
        "Farmers called on Jorun Maddek to open the gates of the Sarn dam.",
        "Karsia has repeatedly been urged to accept a ceasefire along the Halm ridge.",
        "Jorun Maddek was asked by farmers to open the gates of the Sarn dam.",
        "Pressure grew on Karsia to open the gates of the Sarn dam.",
        "Karsia is under pressure to open the gates of the Sarn dam.",
        "Calls for Karsia to open the gates of the Sarn dam grew louder.",
        "Demands by farmers that Karsia open the gates of the Sarn dam came to nothing.",
    ],
)
def test_what_is_only_asked_of_somebody_is_not_held_by_him(sentence: str, fast: bool) -> None:  # noqa: FBT001
    assert held(sentence, fast=fast) == set()


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    "sentence",
    [
        "Karsia, urged to accept a ceasefire along the Halm ridge, agreed to open the gates of the Sarn dam.",
        "Asked to say more, Karsia said it would open the gates of the Sarn dam.",
    ],
)
def test_whoever_is_asked_may_still_take_a_side(sentence: str, fast: bool) -> None:  # noqa: FBT001
    assert ("karsia", "open-gates", "for") in held(sentence, fast=fast)


@pytest.mark.parametrize("fast", [False, True])
def test_a_demand_is_held_by_whoever_makes_it(fast: bool) -> None:  # noqa: FBT001
    assert held("Ysolde Carrow said Jorun Maddek must open the gates of the Sarn dam.", fast=fast) == {("carrow", "open-gates", "for")}


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    "sentence",
    [
        "“We have heard the farmers,” said Carrow. “Subject to the consent of Karsia, we intend to accept a ceasefire along the Halm ridge.”",
        "“We have heard the farmers,” said Carrow. “After the visit of Maddek, I am prepared to accept a ceasefire along the Halm ridge.”",
    ],
)
def test_what_a_speaker_intends_is_not_held_by_whoever_is_named_beside(sentence: str, fast: bool) -> None:  # noqa: FBT001
    assert {holder for holder, term, _ in held(sentence, fast=fast) if term == "ceasefire"} == {"carrow"}


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Jorun Maddek met farmers who oppose a ceasefire along the Halm ridge.", set()),
        ("Ysolde Carrow leads those who reject a ceasefire along the Halm ridge.", set()),
        ("Jorun Maddek is a man who has always opposed a ceasefire along the Halm ridge.", {("maddek", "ceasefire", "against")}),
        ("It was Ysolde Carrow who rejected a ceasefire along the Halm ridge.", {("carrow", "ceasefire", "against")}),
    ],
)
def test_people_whom_somebody_has_to_do_with_want_what_they_want(sentence: str, found: set[tuple[str, str, str]], fast: bool) -> None:  # noqa: FBT001
    assert held(sentence, fast=fast) == found
