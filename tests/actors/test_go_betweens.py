"""Who passed words on, from the outermost inwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.actors.go_betweens import through
from onrecord.actors.sources import Voice
from onrecord.records import Span, Statement


def _statement(asked: Any, source: str, content: str) -> Statement:
    span: Callable[..., Span] = asked.span
    return Statement(mode="indirect", source=span(source), content=(span(content),))


@pytest.mark.parametrize(
    ("source", "actor", "passed_on"),
    [
        ("A senior Ostmark official", "ostmark", [("A senior Ostmark official", "ostmark", True)]),
        ("Ostmark spokeswoman Kaja Lind", "ostmark", [("Ostmark spokeswoman Kaja Lind", "ostmark", False)]),
        ("Tomas Brandt", "brandt", []),
        ("Two people familiar with the talks", None, []),
    ],
)
def test_speakers_for_a_body_are_go_betweens(ask: Callable[..., Any], source: str, actor: str | None, passed_on: list[tuple[str, str, bool]]) -> None:
    asked = ask(f"{source} said the map was old.")
    (told,) = asked.scene.identify((_statement(asked, source, "the map was old"),))
    assert told.actor == actor
    assert [(via.span.text, via.actor, via.anonymous) for via in told.via] == passed_on


def test_whoever_tells_a_statement_stands_outside_it(ask: Callable[..., Any]) -> None:
    asked = ask("The Vel Courier reported that an Ostmark official told aides that Brandt had agreed to the map.")
    outer = _statement(asked, "The Vel Courier", "an Ostmark official told aides that Brandt had agreed to the map")
    inner = _statement(asked, "an Ostmark official", "Brandt had agreed to the map")
    _, told = asked.scene.identify((outer, inner))
    assert [(via.span.text, via.actor, via.anonymous) for via in told.via] == [
        ("The Vel Courier", None, False),
        ("an Ostmark official", "ostmark", True),
    ]


def test_an_unnamed_source_is_anonymous_as_a_go_between(ask: Callable[..., Any]) -> None:
    asked = ask("Two people familiar with the talks said Brandt had agreed to the map.")
    outer = _statement(asked, "Two people familiar with the talks", "Brandt had agreed to the map")
    inner = _statement(asked, "Brandt", "to the map")
    _, told = asked.scene.identify((outer, inner))
    assert [(via.actor, via.anonymous) for via in told.via] == [(None, True)]


def test_words_that_tell_a_statement_are_no_content_of_it(ask: Callable[..., Any]) -> None:
    asked = ask("Ostmark has accepted the map, the Vel Courier reported.")
    told = _statement(asked, "Ostmark", "the map, the Vel Courier reported")
    telling = _statement(asked, "the Vel Courier", "Ostmark has accepted the map")
    inner, outer = asked.scene.identify((told, telling))
    assert [via.span.text for via in inner.via] == ["the Vel Courier"]
    assert outer.via == ()


def test_only_what_reaches_to_a_source_tells_it() -> None:
    """A long article of short statements inside one long one: time grows with how deep they lie, not with their number squared."""
    count = 20_000
    spoken = [
        Statement(mode="indirect", source=Span(at, at + 4, "Morn"), content=(Span(at + 5, at + 9, "said"),)) for at in range(10, 10 + 10 * count, 10)
    ]
    whole = Statement(mode="indirect", source=Span(0, 5, "Lind "), content=(Span(6, 10 * count, "..."),))
    voices = [Voice(actor="lind"), *(Voice(actor="morn") for _ in spoken)]
    _, *told = through([whole, *spoken], voices)
    assert all([via.actor for via in one.via] == ["lind"] for one in told[:-1])
    assert told[-1].via == ()
