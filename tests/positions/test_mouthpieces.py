"""Of whom somebody of the same side tells: an aide says what the president will do."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.positions.mouthpieces import opens_what_is_said
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import CueClass, Position, Span, Statement


def opens(name: str, said: str, text: str, cue_class: CueClass = "saying") -> bool:
    passage, start, content = vocabulary().read(text), text.index(name), text.index(said)
    statement = Statement(id="s", mode="indirect", cue_class=cue_class, content=(Span(start=content, end=content + len(said), text=said),))
    return opens_what_is_said(statement, Span(start=start, end=start + len(name), text=name), passage, passage.starts.index(text.index("toll")))


def test_what_is_said_begins_with_whom_it_tells_of() -> None:
    assert opens("Maddek", "Maddek would be open to a lower toll", "The palace said that Maddek would be open to a lower toll.")
    assert opens("Maddek", "that Maddek will never lift the toll", "An aide said that Maddek will never lift the toll.")


def test_further_on_something_else_is_told() -> None:
    assert not opens("Maddek", "it would ask Maddek about the toll", "The palace said it would ask Maddek about the toll.")
    assert not opens("Maddek", "Maddek had left, the toll stayed", "The palace said Maddek had left, the toll stayed.")
    assert not opens("Maddek", "Maddek lift the toll", "The palace demanded that Maddek lift the toll.", cue_class="demanding")


def test_an_aide_passes_on_what_the_minister_will_do(read: Callable[..., tuple[Position, ...]]) -> None:
    text = "Karsia said that Maddek would never lift its toll on Ostmark's barges."
    (position,) = read(text, ("Karsia", "Maddek would never lift its toll on Ostmark's barges"))
    assert position.holder == "maddek"
    assert [via.actor for via in position.via] == ["karsia"]


def test_a_minister_speaks_for_his_body_himself(read: Callable[..., tuple[Position, ...]]) -> None:
    text = "Maddek said that Karsia would never lift its toll on Ostmark's barges."
    (position,) = read(text, ("Maddek", "Karsia would never lift its toll on Ostmark's barges"))
    assert position.holder == "maddek"
