"""Sources: who speaks for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.actors import Cast
from onrecord.language.prose import prepare
from onrecord.records import Actor, Article, Dossier

CASES = [
    ("Ostmark Chancellor Tomas Brandt said no.", "Ostmark Chancellor Tomas Brandt", "brandt"),
    ("A senior Ostmark official said no.", "A senior Ostmark official", "ostmark"),
    ("Karsian officials said no.", "Karsian officials", "karsia"),
    ("A former Ostmark official said no.", "A former Ostmark official", None),
    ("A spokesman for the Vel River Council said no.", "A spokesman for the Vel River Council", "council"),
    ("A spokesman for Tomas Brandt said no.", "A spokesman for Tomas Brandt", "brandt"),
    ("Ostmark spokeswoman Kaja Lind said no.", "Ostmark spokeswoman Kaja Lind", "ostmark"),
    ("Ostmark spokesman Ivo Dell said no.", "Ostmark spokesman Ivo Dell", "dell"),
    ("Brandt's spokesman, Arno Zell, said no.", "Brandt's spokesman, Arno Zell", "brandt"),
    ("Arno Zell, a spokesman for the Vel River Council, said no.", "Arno Zell, a spokesman for the Vel River Council", "council"),
    ("Arno Zell, a former spokesman for the Vel River Council, said no.", "Arno Zell, a former spokesman for the Vel River Council", None),
    ("Arno Zell, director of the Vel River Council, said no.", "Arno Zell, director of the Vel River Council", "council"),
    ("The Vel River Council's director, Arno Zell, said no.", "The Vel River Council's director, Arno Zell", "council"),
    ("Arno Zell, who heads the Vel River Council, said no.", "Arno Zell, who heads the Vel River Council", "council"),
    ("Arno Zell, head of research at the Vel River Council, said no.", "Arno Zell, head of research at the Vel River Council", None),
    ("Arno Zell, deputy director of the Vel River Council, said no.", "Arno Zell, deputy director of the Vel River Council", None),
    ("Arno Zell, a former director of the Vel River Council, said no.", "Arno Zell, a former director of the Vel River Council", None),
    ("Tomas Brandt, director of the Vel River Council, said no.", "Tomas Brandt, director of the Vel River Council", "brandt"),
    ("The oldest body on the river, the Vel River Council, said no.", "The oldest body on the river, the Vel River Council,", "council"),
    ("Ms. Morn left. The body she leads, the Vel River Council, said no.", "The body she leads, the Vel River Council,", "council"),
    ("Ms. Morn left. The choir she leads said no.", "The choir she leads", None),
    ("A council spokeswoman said no.", "A council spokeswoman", "council"),
    ("The Council Party said no.", "The Council Party", None),
    ("Morn of the Vel River Council, who said no, left.", "who", "morn"),
    ("Morn, the leader of the Vel River Council, who said no, left.", "who", "morn"),
    # A "which" takes up what stands right before it.
    ("Ostmark, which said no, left.", "which", "ostmark"),
    ("Tomas Brandt met the Vel River Council, which said no.", "which", "council"),
    ("Ostmark drew up a rule, which says no.", "which", None),
    ("Brandt praised Karsia for its new law, which says no.", "which", None),
    ("The council, whose chairman Tomas Brandt had said no, left.", "The council, whose chairman Tomas Brandt", "brandt"),
    ("Ada Morn, whose party wants a map, said no.", "Ada Morn, whose party", None),
    ("Ada Morn, whose rival Tomas Brandt resigned, said no.", "Ada Morn, whose rival Tomas Brandt resigned,", "morn"),
    ("Morn's office said no.", "Morn's office", "morn-office"),
    ("Brandt's office said no.", "Brandt's office", "brandt"),
    ("Brandt's critics said no.", "Brandt's critics", None),
    ("A source close to Brandt said no.", "A source close to Brandt", None),
    ("A source close to Brandt said no.", "Brandt", None),
    ("A person close to the Karsian government said no.", "A person close to the Karsian government", None),
    ("A person close to the Karsian government said no.", "the Karsian government", None),
    ("An official familiar with the thinking of Ostmark said no.", "An official familiar with the thinking of Ostmark", None),
    ("A diplomat with direct knowledge of Ostmark's plans said no.", "A diplomat with direct knowledge of Ostmark's plans", None),
    ("Someone briefed on Karsia's plans said no.", "Someone briefed on Karsia's plans", None),
    ("A person in the Karsian government said no.", "A person in the Karsian government", "karsia"),
    ("A Karsian official close to Brandt said no.", "A Karsian official close to Brandt", "karsia"),
    ("The ambassador to Ostmark said no.", "The ambassador to Ostmark", None),
    ("A delegation to Karsia said no.", "A delegation to Karsia", None),
    ("The Karsian envoy to the Vel River Council said no.", "The Karsian envoy to the Vel River Council", "karsia"),
    ("Former Ambassador to Ostmark Michael Folden said no.", "Former Ambassador to Ostmark Michael Folden", None),
    ("An expert on Karsia said no.", "An expert on Karsia", None),
    ("An aide to Brandt said no.", "An aide to Brandt", "brandt"),
    ("An Ostmark newspaper said no.", "An Ostmark newspaper", None),
    ("A number of farmers said no.", "A number of farmers", "farmers"),
    ("The two leaders said no.", "The two leaders", None),
    ("Morn and Brandt said no.", "Morn and Brandt", None),
    ("Brandt, who said no, left.", "who", "brandt"),
]


@pytest.mark.parametrize(("text", "words", "actor"), CASES)
def test_sources(ask: Callable[..., Any], text: str, words: str, actor: str | None) -> None:
    assert ask(text).who(words) == actor


def test_whom_only_a_relative_clause_names_is_not_the_source(ask: Callable[..., Any]) -> None:
    words = "The engineer, a quiet man who once ran Morn's office,"
    asked = ask(f"{words} said no.")
    assert asked.who(words) is None
    assert asked.scene.resolve_all(asked.span(words)) == ()


def test_whom_a_source_is_near_to_is_not_named_side_by_side_with_it(ask: Callable[..., Any]) -> None:
    asked = ask("People close to Morn and Brandt said no.")
    assert asked.scene.resolve_all(asked.span("People close to Morn and Brandt")) == ()
    told = asked.scene.go_between(asked.span("People close to Morn and Brandt"))
    assert (told.actor, told.anonymous) == (None, True)


def test_a_source_of_two_names_both(ask: Callable[..., Any]) -> None:
    asked = ask("Morn and Brandt said no.")
    assert asked.scene.resolve_all(asked.span("Morn and Brandt")) == ("morn", "brandt")


def test_a_body_and_the_people_of_another_are_two_sources(ask: Callable[..., Any]) -> None:
    words = "The Vel River Council and Ostmark negotiators"
    asked = ask(f"{words} said no.")
    assert asked.who(words) is None
    assert asked.scene.resolve_all(asked.span(words)) == ("council", "ostmark")


@pytest.mark.parametrize(("name", "whole"), [("Chamber of Representatives", True), ("Council of Ministers", True), ("Vel officials", False)])
def test_a_body_named_after_its_people_is_itself(name: str, whole: bool) -> None:  # noqa: FBT001
    cast = Cast(Dossier(id="vel", title="The Vel", terms=(), actors=(Actor(id="body", name=name, kind="organisation", aliases=(name,)),)))
    (mention,) = cast.scene(prepare(Article(id="a", text=f"The {name} rejected the map."))).mentions
    assert (mention.kind == "name") is whole
