"""Names: aliases, surnames, titles, possessives, people whom the dossier does not know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.actors import Cast
from onrecord.language.prose import prepare
from onrecord.records import Actor, Article, Dossier, Statement


def test_the_longest_alias_wins_and_mentions_do_not_overlap(ask: Callable[..., Any]) -> None:
    asked = ask("President Ada Morn met the Vel River Council in Velburg on Monday.")
    assert [(mention.actor, mention.span.text) for mention in asked.scene.mentions] == [
        ("morn", "President Ada Morn"),
        ("council", "Vel River Council"),
        ("karsia", "Velburg"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Tomas Brandt spoke first. Later Brandt left.", "Brandt", "brandt"),
        ("Ostmark’s answer came late.", "Ostmark", "ostmark"),
        ("BRANDT said no.", "BRANDT", "brandt"),
        ("The Hill House said no.", "The Hill House", "ostmark"),
        ("Farmers blocked the bridge.", "Farmers", "farmers"),
        ("Negotiator Lena Brandt said no.", "Lena Brandt", None),
        ("A brandt is no name.", "brandt", None),
        ("The growers wanted water.", "The growers", "farmers"),
        ("Two growers wanted water.", "Two growers", None),
    ],
)
def test_names(ask: Callable[..., Any], text: str, words: str, actor: str | None) -> None:
    assert ask(text).who(words) == actor


def test_a_title_belongs_to_the_name_behind_it(ask: Callable[..., Any]) -> None:
    asked = ask("Karsian President Ada Morn rejected the map.")
    assert [(mention.actor, mention.span.text) for mention in asked.scene.mentions] == [("morn", "Karsian President Ada Morn")]


def test_whoever_serves_somebody_is_not_called_so(ask: Callable[..., Any]) -> None:
    asked = ask("An adviser to Morn left. The ambassador to the Council Tomas Brandt stayed.")
    assert next(mention.span.text for mention in asked.scene.mentions if mention.actor in ("morn", "brandt")) == "Morn"
    assert asked.who("Tomas Brandt") == "brandt"


def test_a_headline_has_mentions_of_its_own(ask: Callable[..., Any]) -> None:
    asked = ask("Nothing was signed.", title="Ostmark rejects the map")
    assert [(mention.actor, mention.span.field) for mention in asked.scene.mentions] == [("ostmark", "title")]


def test_shared_names_stay_open_until_the_text_tells_them_apart() -> None:
    twins = tuple(Actor(id=name.lower(), name=f"{name} Halder", kind="person") for name in ("Rosa", "Emil"))
    cast = Cast(Dossier(id="d", title="t", terms=(), actors=twins))
    text = "Halder spoke. Emil Halder spoke again, and Halder left."
    mentions = cast.scene(prepare(Article(id="a", text=text))).mentions
    assert [mention.actor for mention in mentions] == [None, "emil", "emil"]


@given(st.text(alphabet="Ada Morn Ostmark’s.,\n“”\"'()-the president said she\u2028", max_size=300))
def test_mentions_are_exact_ordered_and_apart(text: str) -> None:
    actors = (Actor(id="morn", name="Ada Morn", kind="person", aliases=("Morn",)), Actor(id="ostmark", name="Ostmark", kind="government"))
    scene = Cast(Dossier(id="d", title="t", terms=(), actors=actors)).scene(prepare(Article(id="a", text=text)))
    last = 0
    for mention in scene.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert mention.span.start >= last
        last = mention.span.end
        scene.resolve(mention.span)


def test_a_hostile_line_is_read_in_linear_time(cast: Cast) -> None:
    text = "the president said he told Ada Morn, Tomas Brandt (P-Velburg) and " * 8_000
    assert cast.scene(prepare(Article(id="a", text=text))).mentions


@pytest.mark.parametrize("words", ["Samir al-Vel", "Al-Vel", "Vel"])
def test_an_arabic_surname_is_known_with_and_without_its_article(words: str) -> None:
    actor = Actor(id="vel", name="Samir al-Vel", kind="person")
    cast = Cast(Dossier(id="d", title="t", terms=(), actors=(actor,)))
    (mention,) = cast.scene(prepare(Article(id="a", text=f"{words} said no."))).mentions
    assert mention.actor == "vel"


def test_two_strangers_of_one_surname_stay_apart() -> None:
    cast = Cast(Dossier(id="d", title="t", terms=(), actors=()))
    text = "Peter Holm said no. Linda Holm said yes. She left."
    prose = prepare(Article(id="a", text=text))
    scene = cast.scene(prose)
    place = text.index("She")
    statement = Statement(mode="indirect", source=prose.span(place, place + 3))
    assert [one.name for one in scene.unknown([statement])] == ["Linda Holm"]
