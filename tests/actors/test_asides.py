"""Who tells a sentence by its form alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.actors.asides import Aside, asides
from onrecord.actors.lines import Line
from onrecord.actors.tokens import find_tokens
from onrecord.records import Statement

_MAP = "Ostmark had accepted the map"


def _line(asked: Any) -> Line:
    sentence = asked.prose.sentences[0]
    return Line(sentence, asked.text, find_tokens(asked.text, sentence.start, sentence.end), [(one.start, one.end) for one in asked.prose.quotations])


def _asides(asked: Any, words: str) -> list[Aside]:
    passage = asked.span(words)
    return asides(_line(asked), passage)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        (f"According to the Vel Courier, {_MAP}.", _MAP, [("the Vel Courier", "according")]),
        (f"{_MAP}, according to a clerk of the council on Monday.", _MAP, [("a clerk of the council", "according")]),
        (f"{_MAP}, Brandt said in comments carried by the Vel Courier.", _MAP, [("the Vel Courier", "carried"), ("Brandt", "last")]),
        (f"Brandt was cited as saying by the Vel Courier that {_MAP}.", _MAP, [("the Vel Courier", "carried")]),
        (f"Brandt was quoted in the Vel Courier as saying that {_MAP}.", _MAP, [("the Vel Courier", "carried")]),
        ("The map, carried by two porters, was ready.", "The map", []),
        (f"Morn announced through her spokesman that {_MAP}.", _MAP, [("her spokesman", "through")]),
        ("Morn drove through her town at noon.", "at noon", []),
        (f"{_MAP}, two Karsian officials have said.", _MAP, [("two Karsian officials", "last")]),
        (f"But one Karsian aide told the Vel Courier, {_MAP}.", _MAP, [("one Karsian aide", "first")]),
        (f"A clerk of the council, speaking after the talks, said {_MAP}.", _MAP, [("A clerk of the council", "first")]),
        ("The barges left at dawn, fishermen said, joining barges that carried sand.", "barges that carried sand", [("fishermen", "between")]),
        (f"{_MAP}, she said.", _MAP, []),
        (f'"{_MAP}, according to the Vel Courier," Brandt shouted.', _MAP, []),
        ("A clerk of the council said that the barges had left.", "A clerk of the council", []),
    ],
)
def test_asides(ask: Callable[..., Any], text: str, words: str, told: list[tuple[str, str]]) -> None:
    asked = ask(text)
    assert [(one.span.text, one.form) for one in _asides(asked, words)] == told


def test_whoever_tells_a_sentence_without_a_statement_is_a_go_between(ask: Callable[..., Any]) -> None:
    text = "According to the Vel Courier, Ostmark had accepted the map."
    asked = ask(text)
    words = asked.span("Ostmark had accepted the map")
    held = asked.scene.held_in([words], ())[0]
    ((passed_on,),) = asked.scene.go_betweens(held, [words], ())
    assert passed_on.via.span == asked.span("the Vel Courier")
    assert {"via:aside:according", "via:aside:according:own0", "via:head:outlet:one"} <= passed_on.signs


def test_whoever_is_a_source_already_is_no_second_go_between(ask: Callable[..., Any]) -> None:
    text = "According to the Vel Courier, Ostmark had accepted the map."
    asked = ask(text)
    words = asked.span("Ostmark had accepted the map")
    statements = asked.scene.identify(
        (Statement(mode="indirect", source=asked.span("the Vel Courier"), cue=(asked.span("According to"),), content=(words,)),)
    )
    held = asked.scene.held_in([words], statements)[0]
    ((passed_on,),) = asked.scene.go_betweens(held, [words], statements)
    assert "via:aside" not in passed_on.signs
