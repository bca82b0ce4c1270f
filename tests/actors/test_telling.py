"""Signs of whom a speaker tells: himself, his own body, another, and as whose mouthpiece."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from onrecord.actors import Cast
from onrecord.language.prose import prepare
from onrecord.records import Actor, Article, Dossier, Statement


def _signs(asked: Any, source: str, content: str) -> Mapping[str | None, frozenset[str]]:
    statement = Statement(mode="indirect", source=asked.span(source), cue=(asked.span("said"),), cue_class="saying", content=(asked.span(content),))
    told = asked.scene.identify((statement,))
    signs: defaultdict[str | None, frozenset[str]] = defaultdict(frozenset)
    for pointer in asked.scene.pointers(asked.span(content), told):
        signs[pointer.actor] |= pointer.signs
    return signs


@pytest.mark.parametrize(
    ("speaker", "subject", "actor", "relation"),
    [
        ("Ivo Dell", "Ostmark", "ostmark", "above"),
        ("Ivo Dell", "Karsia", "karsia", "other"),
        ("Ivo Dell", "Brandt", "brandt", "beside"),
        ("Ostmark", "Brandt", "brandt", "under"),
    ],
)
def test_how_whoever_is_told_of_stands_to_the_speaker(ask: Callable[..., Any], speaker: str, subject: str, actor: str, relation: str) -> None:
    content = f"{subject} refuses to open the gates"
    told = _signs(ask(f"{speaker} said {content}."), speaker, content)[actor]
    assert any(sign.startswith(f"told:{relation}:first:") for sign in told)


def test_of_whom_words_begin_to_tell_is_a_sign_of_their_source(ask: Callable[..., Any]) -> None:
    content = "Karsia refuses to open the gates"
    told = _signs(ask(f"Brandt said {content}."), "Brandt", content)["brandt"]
    assert "source:of:other:none" in told


@pytest.mark.parametrize(("content", "oneself"), [("“We will open the gates”", "quoted"), ("“Growers will open the gates”", "none")])
def test_the_first_person_is_a_sign_of_the_speaker(ask: Callable[..., Any], content: str, oneself: str) -> None:
    told = _signs(ask(f"{content}, Brandt said."), "Brandt", content)["brandt"]
    assert f"source:oneself:{oneself}:all" in told


def test_us_is_a_land_and_no_first_person(ask: Callable[..., Any]) -> None:
    content = "the US will open the gates"
    told = _signs(ask(f"Brandt said {content}."), "Brandt", content)["brandt"]
    assert "source:oneself:none:none" in told


def test_an_office_tells_who_speaks_for_another(ask: Callable[..., Any]) -> None:
    content = "Brandt refuses to open the gates"
    told = _signs(ask(f"Brandt spoke on Monday. Ostmark spokesman Ivo Dell said {content}."), "Ivo Dell", content)["dell"]
    assert "source:trade:mouthpiece" in told


@pytest.mark.parametrize(("source", "named"), [("the senator", "the"), ("a mason", "a"), ("Brandt", "known")])
def test_how_the_source_is_named_is_a_sign_for_those_named_before(ask: Callable[..., Any], source: str, named: str) -> None:
    told = _signs(ask(f"Ada Morn came on Monday. The gates stay shut, {source} said."), source, "The gates stay shut")["morn"]
    assert f"back1:for:{named}:person" in told


def test_one_land_is_not_its_allies() -> None:
    allies = Actor(id="allies", name="Allies", kind="government", aliases=("its allies",))
    karsia = Actor(id="karsia", name="Karsia", kind="government", aliases=("Karsia",))
    cast = Cast(Dossier(id="vel", title="Water of the Vel", terms=(), actors=(karsia, allies)))
    scene = cast.scene(prepare(Article(id="a", text="Karsia and its allies met. The country wants peace.")))
    assert [mention.actor for mention in scene.mentions] == ["karsia", "allies", "karsia"]
