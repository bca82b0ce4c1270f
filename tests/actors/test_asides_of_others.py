"""Who stands in an aside behind a name, and who does what the sentence goes on to tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.records import Statement


@pytest.mark.parametrize(
    ("text", "source", "cue", "speaker"),
    [
        ("Ostmark, opposed by Karsia, called for a map.", "Karsia,", "called for", "Ostmark"),
        ("Tomas Brandt, backed by the Vel River Council and others, called for a map.", "Vel River Council", "called for", "Tomas Brandt"),
        ("Tomas Brandt, for Ostmark, opposed by Karsia, called for a map.", "Karsia", "called for", "Tomas Brandt"),
        # What Brandt put forward, and not he, stands before the mark.
        ("The plan, supported by Brandt, called for a map.", "Brandt", "called for", "Brandt"),
        ("Ostmark, opposed by Karsia, called for a map.", "Ostmark", "called for", "Ostmark"),
    ],
)
def test_whoever_stands_in_an_aside_is_not_the_source(ask: Callable[..., Any], text: str, source: str, cue: str, speaker: str) -> None:
    asked = ask(text)
    (told,) = asked.scene.identify((Statement(mode="indirect", source=asked.span(source), cue=(asked.span(cue),), content=(asked.span("a map"),)),))
    assert told.source is not None
    assert told.source.text == speaker
