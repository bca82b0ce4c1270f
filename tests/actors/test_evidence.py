"""Who holds what a passage says, and through whom it came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.actors import Held
from onrecord.records import CueClass, Span, Statement


def _told(asked: Any, source: str, cue: str, content: str, *, cue_class: CueClass = "saying") -> tuple[Statement, ...]:
    statement = Statement(mode="indirect", source=asked.span(source), cue=(asked.span(cue),), cue_class=cue_class, content=(asked.span(content),))
    return tuple(asked.scene.identify((statement,)))


def _held(asked: Any, words: str, statements: tuple[Statement, ...] = ()) -> tuple[Held, ...]:
    return tuple(asked.scene.held_in([asked.span(words)], statements))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ostmark rejected the map.", "ostmark"),
        ("The map was rejected by Ostmark.", "ostmark"),
        ("Brandt, who met growers in Velburg, wants a new map.", "brandt"),
        ("Mud stood all over. Ms. Morn vowed to sign the treaty on the water.", "morn"),
    ],
)
def test_an_act_told_by_the_outlet_is_held_by_who_does_it(ask: Callable[..., Any], text: str, actor: str) -> None:
    held = _held(ask(text), text)
    assert held[0].actor == actor
    assert held[0].statement is None


def test_the_speaker_holds_what_he_says(ask: Callable[..., Any]) -> None:
    asked = ask("Brandt said the map must be drawn again.")
    held = _held(asked, asked.text, _told(asked, "Brandt", "said", "the map must be drawn again"))
    assert [(one.actor, one.via) for one in held[:1]] == [("brandt", ())]


def test_whoever_passes_on_what_another_wants_is_a_go_between(ask: Callable[..., Any]) -> None:
    asked = ask("A report in the Vel Courier on Tuesday changed little. Kaja Lind, an expert, said Ostmark has agreed to sign the treaty.")
    held = _held(
        asked, "Ostmark has agreed to sign the treaty", _told(asked, "Kaja Lind, an expert", "said", "Ostmark has agreed to sign the treaty")
    )
    assert held[0].actor == "ostmark"
    assert [via.span.text for via in held[0].via] == ["Kaja Lind, an expert"]


def test_how_a_passage_begins_is_a_sign_for_the_subject_before_it(ask: Callable[..., Any]) -> None:
    asked = ask("Ostmark would not redraw the map as farmers have asked.")
    pointers = {pointer.actor: pointer.signs for pointer in asked.scene.pointers(asked.span("would not redraw the map as farmers have asked"), ())}
    assert "before:subject:opens:verb" in pointers["ostmark"]
    assert "in:subject:after:as" in pointers["farmers"]


def test_who_takes_up_the_name_before_it(ask: Callable[..., Any]) -> None:
    asked = ask("It rained on Ivo Dell, who opposes Morn’s push to draw a new map.")
    passage = asked.span("who opposes Morn’s push to draw a new map")
    statements = _told(asked, "who", "opposes", "Morn’s push to draw a new map", cue_class="refusing")
    source = next(pointer for pointer in asked.scene.pointers(passage, statements) if pointer.statement is not None)
    assert source.actor == "dell"
    assert {"source:who", "source:first:refusing", "source:within:who"} <= source.signs


def test_whoever_demands_or_refuses_passes_nothing_on(ask: Callable[..., Any]) -> None:
    asked = ask("Kaja Lind, an expert, demanded that Ostmark agree to sign the treaty.")
    content = "Ostmark agree to sign the treaty"
    statements = _told(asked, "Kaja Lind, an expert", "demanded", content, cue_class="demanding")
    held = _held(asked, content, statements)
    assert (held[0].actor, held[0].via) == ("ostmark", ())


def test_an_act_that_the_outlet_tells_has_no_go_between(ask: Callable[..., Any]) -> None:
    asked = ask("Ostmark officials closed the bridge.")
    held = _held(asked, asked.text)
    assert (held[0].actor, held[0].via) == ("ostmark", ())


def test_whom_an_unnamed_source_is_near_to_is_not_pointed_at(ask: Callable[..., Any]) -> None:
    asked = ask("A person close to Morn and Ostmark said the map would be drawn again.")
    source, content = "A person close to Morn and Ostmark", "the map would be drawn again"
    statements = _told(asked, source, "said", content)
    assert {pointer.actor for pointer in asked.scene.pointers(asked.span(asked.text), statements)} == {None}


def test_where_somebody_is_sent_and_what_he_knows_of_is_not_pointed_at(ask: Callable[..., Any]) -> None:
    for source in ("The ambassador to Ostmark", "An expert on Ostmark", "The embassy in Ostmark"):
        asked = ask(f"{source} said the map would be drawn again.")
        assert "ostmark" not in {pointer.actor for pointer in asked.scene.pointers(asked.span(asked.text), ())}, source


def test_behind_according_to_a_name_with_a_verb_is_a_subject(ask: Callable[..., Any]) -> None:
    asked = ask("According to Ostmark, Karsia will open the dam.")
    assert asked.holder("will open the dam") == "karsia"


def test_all_who_are_named_side_by_side_hold_it(ask: Callable[..., Any]) -> None:
    asked = ask("Morn, Brandt and Ivo Dell rejected the map.")
    assert {one.actor for one in _held(asked, asked.text)} == {"morn", "brandt", "dell"}


def test_both_sides_are_the_last_two_named(ask: Callable[..., Any]) -> None:
    asked = ask("Karsia and Ostmark spoke for a week. Both sides agreed to draw a new map.")
    assert {one.actor for one in _held(asked, "Both sides agreed to draw a new map.")} == {"karsia", "ostmark"}


def test_nobody_named_is_nobody(ask: Callable[..., Any]) -> None:
    asked = ask("It rained on the bridge all day.")
    assert _held(asked, asked.text) == ()
    assert asked.scene.held_in([], ()) == ()
    assert asked.scene.held_in([Span(9_000, 9_010, "elsewhere!")], ()) == ()


def test_any_spans_of_statements_will_do(ask: Callable[..., Any]) -> None:
    asked = ask("Brandt said the map must go.", title="Map must go")
    odd = (
        Statement(mode="direct"),
        Statement(mode="direct", content=(Span(0, 400, "x" * 400),)),
        Statement(mode="direct", source=Span(0, 3, "Map", "title"), content=(asked.span("the map must go"),)),
        Statement(mode="indirect", source=Span(0, 28, asked.text), content=(asked.span("Brandt said"), asked.span("must go"))),
    )
    assert asked.scene.held_in([asked.span("the map must go")], odd)[0].actor == "brandt"


def test_a_go_between_that_is_a_pronoun_is_named_by_the_last_speaker(ask: Callable[..., Any]) -> None:
    asked = ask('A senior harbour official said the talks went on. "Ostmark has accepted the map," he said.')
    statements = (
        *_told(asked, "A senior harbour official", "said", "the talks went on"),
        Statement(
            mode="direct",
            source=Span(asked.text.index("he said"), asked.text.index("he said") + 2, "he"),
            cue=(asked.span("said", 1),),
            content=(asked.span("Ostmark has accepted the map"),),
        ),
    )
    held = _held(asked, "Ostmark has accepted the map", asked.scene.identify(statements))
    assert held[0].actor == "ostmark"
    assert [via.span.text for via in held[0].via] == ["A senior harbour official"]


def test_those_named_side_by_side_with_the_holder_come_next(ask: Callable[..., Any]) -> None:
    asked = ask("Ms. Morn and Brandt accepted the map after Dell spoke with the council.")
    assert {one.actor for one in _held(asked, asked.text)[:2]} == {"morn", "brandt"}
