"""Whom the outlet tells of without telling that he does anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.positions.cues import find_cues
from onrecord.positions.deeds import does_nothing
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Position, Span


def tells_nothing_of(name: str, of: str, text: str) -> bool:
    passage = vocabulary().read(text)
    start = text.index(name)
    mention = Span(start=start, end=start + len(name), text=name)
    return does_nothing(passage, find_cues(passage), mention, passage.starts.index(text.index(of)))


@pytest.mark.parametrize(
    "text",
    [
        "Pressure on Karsia to lift the toll has mounted.",
        "In appealing to Karsia with a lower toll, the bargemen took a risk.",
        "Relations with Karsia soured over the toll.",
        "The talks about the toll were led by Karsia.",
        "Led by Karsia, the council lifted the toll.",
        "Karsia was forced to lift the toll.",
        "Karsia has also been compelled to halve the toll.",
    ],
)
def test_whoever_is_only_added_or_made_to_do_something_does_nothing(text: str) -> None:
    assert tells_nothing_of("Karsia", "toll", text)


@pytest.mark.parametrize(
    "text",
    [
        "Karsia has lifted the toll.",
        "The news was a blow to Karsia, which has refused to lift the toll.",
        "The council met with Karsia refusing to lift the toll.",
        "The toll is acceptable to Karsia.",
        "A toll was introduced by Karsia.",
        "Karsia was ready to lift the toll.",
    ],
)
def test_whoever_is_the_subject_of_a_deed_does_it(text: str) -> None:
    assert not tells_nothing_of("Karsia", "toll", text)


def test_whoever_is_freed_frees_nobody() -> None:
    assert tells_nothing_of("Maddek", "freed", "Maddek was freed in an exchange of prisoners.")
    assert not tells_nothing_of("Maddek", "prisoners", "Maddek freed the prisoners.")


def test_where_pressure_is_put_on_a_side_it_holds_nothing(read: Callable[..., tuple[Position, ...]]) -> None:
    assert read("Pressure on Karsia to lift its toll on Ostmark's barges grew.") == ()
    assert [position.holder for position in read("Karsia lifted its toll on Ostmark's barges.")] == ["karsia"]
