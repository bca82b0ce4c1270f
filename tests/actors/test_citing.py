"""Whom a source cites."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.records import Statement


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Reuters reported, citing a senior Karsian official, that Ostmark had accepted the map.", ["a senior Karsian official"]),
        ("Reuters reported on Monday, quoting Ada Morn, that Ostmark had accepted the map.", ["Ada Morn"]),
        (
            "Reuters reported, citing the Vel Courier, quoting people close to Morn, that Ostmark had accepted the map.",
            ["the Vel Courier", "people close to Morn"],
        ),
        ("Reuters reported, citing the drought, that Ostmark had accepted the map.", []),
        ("Reuters reported that Ostmark had accepted the map.", []),
        ("Reuters reported, citing, that Ostmark had accepted the map.", []),
    ],
)
def test_cited(ask: Callable[..., Any], text: str, cited: list[str]) -> None:
    asked = ask(text)
    words = asked.span("Ostmark had accepted the map")
    statements = asked.scene.identify((Statement(mode="indirect", source=asked.span("Reuters"), cue=(asked.span("reported"),), content=(words,)),))
    held = asked.scene.held_in([words], statements)[0]
    ((passed_on,),) = asked.scene.go_betweens(held, [words], statements)
    assert [via.span.text for via in passed_on.cited] == cited
    assert all(asked.text[via.span.start : via.span.end] == via.span.text for via in passed_on.cited)
