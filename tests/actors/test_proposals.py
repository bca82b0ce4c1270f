"""Speakers whom the dossier does not know keep their own names, and are proposed with counts."""

from __future__ import annotations

import pytest

from onrecord.actors import Cast, Proposals
from onrecord.actors.unknown import Unknown
from onrecord.language.prose import prepare
from onrecord.reading import read
from onrecord.records import Actor, Article, Dossier, Statement

DOSSIER = Dossier(
    id="vel",
    title="Water of the Vel",
    terms=(),
    actors=(
        Actor(id="ostmark", name="Ostmark", kind="government", aliases=("Ostmark",)),
        Actor(id="brandt", name="Tomas Brandt", kind="person", aliases=("Tomas Brandt",), member_of="ostmark"),
    ),
)
TEXTS = (
    "Ostmark spokeswoman Kaja Lind said the map was old. Lind said the bridge would stay shut.",
    "Kaja Lind said the water was low. Tomas Brandt said so too. The River Commission said it had not been asked.",
    "Reporters were there. The Vel Courier said nothing. A farmer said it rained.",
)


@pytest.fixture
def proposals() -> Proposals:
    gathered = Proposals(DOSSIER)
    for number, text in enumerate(TEXTS):
        gathered.add(read(Article(id=f"a{number}", text=text, language="en"), DOSSIER))
    return gathered


def test_unknown_speakers_are_proposed_under_their_full_names_with_counts(proposals: Proposals) -> None:
    found = {one.actor.name: one for one in proposals.proposals()}
    assert set(found) == {"Kaja Lind", "River Commission"}
    lind = found["Kaja Lind"]
    assert (lind.actor.id, lind.actor.kind, lind.actor.member_of, lind.statements, lind.articles) == ("lind", "person", "ostmark", 3, 2)
    assert set(lind.actor.aliases) == {"Kaja Lind", "Lind"}
    assert lind.example.text in TEXTS[0]
    assert found["River Commission"].actor.kind == "organisation"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Harbour Council", "Harbour Council"),
        ("The Velda Orsk", "Velda Orsk"),
        ("VFA Halm", "VFA Halm"),
        ("Velda Orsk", None),
        ("Iron Velda", None),
    ],
)
def test_two_capitals_are_a_body_only_where_a_word_tells(source: str, name: str | None) -> None:
    prose = prepare(Article(id="a", text=f"{source} slams the door."))
    scene = Cast(DOSSIER).scene(prose)
    statement = Statement(mode="indirect", source=prose.span(0, len(source)), cue=(), content=(prose.span(len(source), len(prose.text)),))
    assert [one.name for one in scene.unknown([statement])] == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Finance Minister Ada Lorn said no.", "Ada Lorn", "Finance Minister"),
        ("Finance Minister Tovik Brask said no.", "Tovik Brask", "Finance Minister"),
        ("Minister for Water Tovik Brask said no.", "Tovik Brask", "Minister for Water"),
        ("Councillor Tovik Brask said no.", "Tovik Brask", "Councillor"),
        ("Harbour Master Tovik Brask said no.", "Tovik Brask", "Harbour Master"),
        ("Mayor Brask said no.", "Brask", "Mayor"),
        ("Tovik Brask, a spokesman for the growers' union, said no.", "Tovik Brask", "spokesman for the growers' union"),
        ("The union's president, Tovik Brask, said no.", "Tovik Brask", "union's president"),
        ("Its deputy, Tovik Brask, told the Vel Courier no.", "Tovik Brask", "deputy"),
        ("Tovik Brask said no.", "Tovik Brask", ""),
        ("Ilse van der Brask said no.", "Ilse van der Brask", ""),
    ],
)
def test_a_name_is_proposed_without_its_title_and_the_office_beside_it(text: str, name: str, office: str) -> None:
    assert [(one.name, one.office) for one in _speakers(text, text[: text.index(" said" if " said" in text else " told")])] == [(name, office)]


def test_a_lone_surname_is_known_by_the_full_name_elsewhere() -> None:
    assert [one.name for one in _speakers("“It is old,” Brask said. Tovik Brask lives near it.", "Brask")] == ["Tovik Brask"]


@pytest.mark.parametrize(
    ("text", "kind"), [("The transport ministry said no.", "government"), ("The harbour workers' union, which is small, said no.", "organisation")]
)
def test_a_body_in_small_letters_is_proposed_where_a_word_tells_which(text: str, kind: str) -> None:
    (one,) = _speakers(text, text[: text.index(" said")])
    assert (one.name, one.kind) == (text[4 : text.index("y" if kind == "government" else ",") + (kind == "government")], kind)


@pytest.mark.parametrize("text", ["The ministry said no.", "The ruling party said no.", "A union said no.", "The other committee said no."])
def test_a_body_that_no_word_tells_apart_is_not(text: str) -> None:
    assert _speakers(text, text[: text.index(" said")]) == []


def _speakers(text: str, source: str) -> list[Unknown]:
    prose = prepare(Article(id="a", text=text))
    start = text.index(source)
    statement = Statement(mode="indirect", source=prose.span(start, start + len(source)))
    return list(Cast(DOSSIER).scene(prose).unknown([statement]))


def test_those_seldom_heard_can_be_left_out(proposals: Proposals) -> None:
    assert [one.actor.name for one in proposals.proposals(least=2)] == ["Kaja Lind"]


def test_ids_are_free_and_plain() -> None:
    dossier = Dossier(id="vel", title="", terms=(), actors=(Actor(id="lind", name="Ostmark", kind="government"),))
    gathered = Proposals(dossier)
    gathered.add(read(Article(id="a", text="Minister Žofia Lind said no. Minister Arne Lünd said yes, and it rained.", language="en"), dossier))
    assert {one.actor.id for one in gathered.proposals()} == {"lund", "zofia-lind"}
