"""What a writer says in the first person is nobody's of the dossier, whomever the article names."""

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
        Actor(id="carrow", name="Ysolde Carrow", kind="person", aliases=("Ysolde Carrow", "Carrow")),
        Actor(id="maddek", name="Jorun Maddek", kind="person", aliases=("Jorun Maddek", "Maddek"), member_of="karsia"),
    ),
)


def holders(text: str) -> set[str | None]:
    found = read(Article(id="a", text=f"It rained in the hills.\n\n{text}\n", language="en"), DOSSIER, use="wide").positions
    return {position.holder for position in found}


@pytest.mark.parametrize(
    "text",
    [
        "I think Karsia is right to lift its toll on the barges, and I want a ceasefire along the Halm ridge.",
        "There will be a ceasefire along the Halm ridge as long as I am in this job. Jorun Maddek has told me so.",
    ],
)
def test_what_the_writer_says_is_nobodys(text: str) -> None:
    assert holders(text) == set()


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("“I think a ceasefire along the Halm ridge is needed,” Carrow said.", "carrow"),
        ("When I met Maddek in the hills, he rejected a ceasefire along the Halm ridge.", "maddek"),
        ("Carrow told me she wanted a ceasefire along the Halm ridge.", "carrow"),
        ("Carrow spoke for an hour. “I think a ceasefire along the Halm ridge is needed.”", "carrow"),
    ],
)
def test_what_others_say_to_the_writer_is_theirs(text: str, holder: str) -> None:
    assert holders(text) == {holder}
