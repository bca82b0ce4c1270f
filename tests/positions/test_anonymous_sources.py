"""What a source without a name says: of its body where it is of one, of whoever it tells of, and else of nobody."""

from __future__ import annotations

import pytest

from onrecord.reading import read
from onrecord.records import Actor, Article, Dossier, Position, Term

DOSSIER = Dossier(
    id="vel-river",
    title="The Vel river dispute",
    terms=(
        Term(id="open-gates", proposition="Karsia opens the gates of the Sarn dam."),
        Term(id="ceasefire", proposition="A ceasefire takes effect along the Halm ridge."),
    ),
    actors=(
        Actor(id="karsia", name="Karsia", kind="government", aliases=("the Karsian government",), side=True),
        Actor(id="ostmark", name="Ostmark", kind="government", side=True),
        Actor(id="union", name="Lower Vel Farmers' Union", kind="organisation", aliases=("the farmers' union",)),
        Actor(id="carrow", name="Ysolde Carrow", kind="person", aliases=("Ysolde Carrow", "Carrow")),
    ),
)


def held(sentence: str, *, fast: bool) -> tuple[Position, ...]:
    """What is read of a sentence behind one that names somebody else."""
    text = f"LENNE, 3 October 2031 - Ostmark closed a bridge.\n\n{sentence}\n"
    return read(Article(id="a", text=text, language="en"), DOSSIER, fast=fast, use="wide").positions


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    "sentence",
    [
        "A person close to the Karsian government said the gates of the Sarn dam would be opened.",
        "A source close to the Lower Vel Farmers' Union said a ceasefire along the Halm ridge was unacceptable.",
        "Two people briefed on Ostmark's plans said a ceasefire along the Halm ridge was unacceptable.",
        "“We will not open the gates of the Sarn dam,” a person close to the Karsian government said.",
        "The board has insisted that the gates of the Sarn dam will not be opened.",
        "The Lower Vel Farmers' Union's former director, Arno Zell, called for a ceasefire along the Halm ridge.",
        "Analysts say that the gates of the Sarn dam must be opened.",
        "Carrow came to Lenne as farmers demanded a ceasefire along the Halm ridge.",
        "Thousands marched to demand a ceasefire along the Halm ridge as Ysolde Carrow arrived in Lenne.",
        "Ysolde Carrow, whose party wants a ceasefire along the Halm ridge, left early.",
        # What they ask or expect of somebody is not his.
        "Traders want Karsia to open the gates of the Sarn dam.",
        "The protesters demanded that Karsia open the gates of the Sarn dam.",
        "Fishermen said Karsia should open the gates of the Sarn dam.",
        "Many boatmen expect Karsia to open the gates of the Sarn dam.",
        "Traders predict that Karsia will open the gates of the Sarn dam.",
        # Nor do they speak for the land that they are of.
        "Residents of Ostmark said a ceasefire along the Halm ridge was unacceptable.",
        "Fishermen from Karsia rejected a ceasefire along the Halm ridge.",
        "An editorial in the Karsia Post called for a ceasefire along the Halm ridge.",
        "The opposition in Karsia demanded a ceasefire along the Halm ridge.",
        "Karsian farmers rejected a ceasefire along the Halm ridge.",
        "Ostmark's bishops called for a ceasefire along the Halm ridge.",
        "Carrow's brother, Arno Zell, said a ceasefire along the Halm ridge was unacceptable.",
    ],
)
def test_what_an_outsider_says_is_nobodys_position(sentence: str, fast: bool) -> None:  # noqa: FBT001
    assert held(sentence, fast=fast) == ()


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (
            "A source familiar with Karsia's thinking said Karsia would not open the gates of the Sarn dam.",
            "A source familiar with Karsia's thinking",
        ),
        ("According to a person close to Carrow, Karsia will open the gates of the Sarn dam.", "a person close to Carrow"),
    ],
)
def test_what_an_outsider_tells_of_somebody_is_that_ones_through_the_outsider(sentence: str, source: str, fast: bool) -> None:  # noqa: FBT001
    (position,) = held(sentence, fast=fast)
    assert position.holder == "karsia"
    assert [(via.span.text, via.actor, via.anonymous) for via in position.via] == [(source, None, True)]


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("source", ["The foreign ministers of Karsia and Ostmark", "Delegations from Karsia and Ostmark", "Karsia and Ostmark"])
def test_those_who_speak_for_several_bodies_speak_for_each(source: str, fast: bool) -> None:  # noqa: FBT001
    assert {one.holder for one in held(f"{source} agreed to a ceasefire along the Halm ridge.", fast=fast)} == {"karsia", "ostmark"}


@pytest.mark.parametrize("fast", [False, True])
def test_what_an_official_of_a_body_says_is_the_bodys_through_the_official(fast: bool) -> None:  # noqa: FBT001
    (position,) = held("A Karsian official said Karsia would never open the gates of the Sarn dam.", fast=fast)
    assert (position.holder, position.stance) == ("karsia", "against")
    assert [(via.span.text, via.actor, via.anonymous) for via in position.via] == [("A Karsian official", "karsia", True)]


@pytest.mark.parametrize("fast", [False, True])
def test_whoever_tells_what_another_side_will_do_passes_it_on(fast: bool) -> None:  # noqa: FBT001
    sentence = "According to the farmers' union, Carrow told Ostmark last Friday that Karsia would open the gates of the Sarn dam."
    (position,) = held(sentence, fast=fast)
    assert position.holder == "karsia"
    assert [via.actor for via in position.via] == ["union", "carrow"]


def test_who_a_source_is_said_to_be_is_no_position() -> None:
    text = "LENNE, 3 October 2031 - Ysolde Carrow, keeper of the gates of the Sarn dam for Karsia, said that she had slept well.\n"
    assert read(Article(id="a", text=text, language="en"), DOSSIER).positions == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Unless Ostmark frees the captains, there will be no ceasefire along the Halm ridge, the mayor's clerk said.",
        "Asked if that meant a ceasefire along the Halm ridge, his clerk, Arno Zell, said there would be one if Ostmark freed the captains.",
    ],
)
def test_whoever_is_to_meet_a_condition_of_a_stranger_holds_nothing(sentence: str) -> None:
    assert held(sentence, fast=False) == ()


def test_what_the_outlet_tells_is_not_held_by_somebody_whom_only_another_sentence_names() -> None:
    text = "The gates of the Sarn dam were opened last year and will be opened once more.\n\nCarrow left for Lenne on Monday.\n"
    article = Article(id="a", text=text, language="en")
    assert read(article, DOSSIER).positions == ()
