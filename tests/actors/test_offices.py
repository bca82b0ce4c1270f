"""Offices, nationalities and nominal mentions, taught by aliases and by the article itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.actors import Cast
from onrecord.language.prose import prepare
from onrecord.records import Actor, Article, Dossier, Span


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Ada Morn flew home. The president was tired.", "The president", "morn"),
        ("Ostmark Chancellor Tomas Brandt flew home. The chancellor was tired.", "The chancellor", "brandt"),
        ("Ostmark Chancellor Tomas Brandt flew home. The Ostmark leader was tired.", "The Ostmark leader", "brandt"),
        ("Ivo Dell flew home. The foreign minister was tired.", "The foreign minister", "dell"),
        ("After meeting Tomas Brandt, the president said no. The president was tired.", "The president", "morn"),
        ("Ivo Dell flew home. The finance minister was tired.", "The finance minister", None),
        ("Ada Morn flew home. The vice president was tired.", "The vice president", None),
        ("President Ada Morn flew home. The president of the Meridian League was tired.", "The president", None),
        ("Tomas Brandt (P-Holm) flew home. The Holm P member stayed.", "The Holm P", "brandt"),
        ("The Vel River Council met. The council rejected the map.", "The council", "council"),
        ("Ostmark's defence minister spoke. The defence minister left.", "The defence minister", "ostmark"),
        ("Ostmark Secretary of State Ivo Dell left.", "Ostmark Secretary of State Ivo Dell", "dell"),
        ("Ada Morn flew home. Then the president's Vel Courier interview was printed.", "the president", "morn"),
        ("A senior Ostmark official spoke. The official left.", "The official", "ostmark"),
        ("Ada Morn spoke. Her government signed.", "Her government", "karsia"),
        ("The Karsian signed the map.", "The Karsian", "karsia"),
        ("Ostmark and Karsian negotiators met.", "Ostmark", "ostmark"),
        ("The Ostmark and Karsian governments signed.", "Karsian governments", "karsia"),
        ("Ostmark Prime Minister-designate Tomas Brandt came. The prime minister-designate left.", "The prime minister-designate", "brandt"),
    ],
)
def test_offices(ask: Callable[..., Any], text: str, words: str, actor: str | None) -> None:
    assert ask(text).who(words) == actor


def test_an_apposition_teaches_an_office(ask: Callable[..., Any]) -> None:
    asked = ask("Tomas Brandt, the negotiator of Ostmark, said no. Later the negotiator left.")
    assert asked.who("the negotiator", 1) == "brandt"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Vel Mill Workers struck. Lind Mills made an offer. The union rejected it.", "workers"),
        ("Lind Mills made an offer. The union rejected it.", None),
        ("Mill strikers marched. The union rejected it.", None),
    ],
)
def test_the_union_is_no_company(text: str, actor: str | None) -> None:
    actors = (
        Actor(id="mills", name="Lind Mills", kind="organisation", aliases=("Lind Mills",)),
        Actor(id="strikers", name="Mill strikers", kind="group", aliases=("Mill strikers", "mill workers")),
        Actor(id="workers", name="Vel Mill Workers", kind="organisation", aliases=("the Vel Mill Workers",)),
    )
    scene = Cast(Dossier(id="mill", title="The mill", terms=(), actors=actors)).scene(prepare(Article(id="a", text=text)))
    start = text.index("The union")
    assert scene.resolve(Span(start, start + len("The union"), "The union")) == actor


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("That leaves Karsia. Its president was tired.", "Its president", "morn"),
        ("Ostmark's answer came at noon. Its foreign minister was tired.", "Its foreign minister", "dell"),
        ("That leaves Karsia. Its president was tired, and its foreign ministry was silent.", "its foreign ministry", "karsia"),
        ("Ostmark was cool. The country's foreign minister left.", "The country's foreign minister", "dell"),
        ("Ada Morn flew home. Her defence minister stayed.", "Her defence minister", "karsia"),
        ("Karsia waited. Ostmark's answer came at noon. Its foreign minister was tired.", "Its foreign minister", "dell"),
        ("Karsia was cool. Tomas Brandt was not. The country's president left.", "The country's president", "karsia"),
        # Whose office it is, where it is another's, or nobody's that is known.
        ("Karsia was cool. Its foreign minister left.", "Its foreign minister", "karsia"),
        ("The Mill Party scolded Karsia. Its president left.", "Its president", None),
        ("Ada Morn flew home. Her former foreign minister stayed.", "Her former foreign minister", None),
    ],
)
def test_offices_of_somebody_pointed_to(ask: Callable[..., Any], text: str, words: str, actor: str | None) -> None:
    assert ask(text).who(words) == actor


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_genitive_of_a_name_in_s_has_an_office_too(mark: str) -> None:
    actors = (
        Actor(id="velis", name="Velis", kind="government", aliases=("Velis",)),
        Actor(id="mallis", name="Ivo Mallis", kind="person", aliases=("President Ivo Mallis",), member_of="velis"),
    )
    text = f"Velis{mark} president spoke. Mallis{mark} spokesman left. Velis{mark} delegation stayed."
    scene = Cast(Dossier(id="d", title="d", terms=(), actors=actors)).scene(prepare(Article(id="a", text=text)))
    told = {words: text.index(words) for words in (f"Velis{mark} president", f"Mallis{mark} spokesman", f"Velis{mark} delegation")}
    assert [scene.resolve(Span(start, start + len(words), words)) for words, start in told.items()] == ["mallis", "mallis", "velis"]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The Holm council voted no.", "Holm council", "council"),
        ("Holm's council voted no.", "Holm's council", "council"),
        ("A Holm council member voted no.", "Holm", "holm"),
        ("The Holm theatre council voted no.", "Holm", "holm"),
        ("The Ostmark council voted no.", "Ostmark", "ostmark"),
    ],
)
def test_the_body_of_a_place(text: str, words: str, actor: str) -> None:
    actors = (
        Actor(id="holm", name="Holm", kind="government", aliases=("Holm",)),
        Actor(id="ostmark", name="Ostmark", kind="government", aliases=("Ostmark",)),
        Actor(id="council", name="Holm Town Council", kind="organisation", aliases=("Holm Town Council",), member_of="holm"),
    )
    scene = Cast(Dossier(id="holm", title="Holm", terms=(), actors=actors)).scene(prepare(Article(id="a", text=text)))
    start = text.index(words)
    assert scene.resolve(Span(start, start + len(words), words)) == actor


def test_the_state_is_no_school() -> None:
    actors = (Actor(id="school", name="Vel State University", kind="organisation", aliases=("Vel State",)),)
    text = "Vel State opened a hall. The state paid for it, and the university did not."
    scene = Cast(Dossier(id="hall", title="The hall", terms=(), actors=actors)).scene(prepare(Article(id="a", text=text)))
    found = {words: scene.resolve(Span(text.index(words), text.index(words) + len(words), words)) for words in ("The state", "the university")}
    assert found == {"The state": None, "the university": "school"}
