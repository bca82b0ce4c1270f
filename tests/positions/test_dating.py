"""What is told only to date or to place something else."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.positions.agents import Named
from onrecord.positions.dating import is_circumstance, is_thrown_in, only_dates
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Position, Span


def place_of(name: str, text: str) -> Span:
    return Span(start=text.index(name), end=text.index(name) + len(name), text=name)


def dates(text: str, side: str) -> bool:
    passage, (first, last) = vocabulary().read(text), (text.index("Karsia"), text.index("Karsia") + len("Karsia"))
    places = [place for place, start in enumerate(passage.starts) if first <= start < last]
    named = [Named((places[0], places[-1] + 1, "karsia", False))]
    return only_dates(passage, named, passage.starts.index(text.index("toll")), side)


def test_what_another_side_did_only_dates() -> None:
    assert dates("Trade has grown since Karsia lifted the toll in May", "ostmark")
    assert dates("The barges came back after the Karsia council dropped the toll", "ostmark")


def test_what_a_side_did_itself_is_its_own() -> None:
    assert not dates("Trade has grown since Karsia lifted the toll in May", "karsia")
    assert not dates("Since May, Karsia wants the toll lifted", "ostmark")
    assert not dates("We hope that Karsia lifts the toll", "ostmark")


def test_a_circumstance_is_nothing_that_its_subject_holds() -> None:
    text = "Peace is possible when the Karsia council embraces a ceasefire"
    assert is_circumstance(vocabulary().read(text), place_of("Karsia", text))
    text = "Peace is near and Karsia embraces a ceasefire"
    assert not is_circumstance(vocabulary().read(text), place_of("Karsia", text))


def test_what_is_thrown_in_between_marks_ends_there() -> None:
    text = "They would raise the levy, as Karsia demands, rather than lift the toll"
    passage = vocabulary().read(text)
    assert is_thrown_in(passage, place_of("Karsia", text), passage.starts.index(text.index("toll")))
    assert not is_thrown_in(passage, place_of("Karsia", text), passage.starts.index(text.index("demands")))


def test_a_date_is_no_stance_of_the_speaker(read: Callable[..., tuple[Position, ...]]) -> None:
    text = "Lenne said trade had grown since Karsia lifted its toll on Ostmark's barges."
    found = read(text, ("Lenne", "trade had grown since Karsia lifted its toll on Ostmark's barges"))
    assert "ostmark" not in {position.holder for position in found}
