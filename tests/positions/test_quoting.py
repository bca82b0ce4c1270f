"""Whose words somebody else only repeats."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.positions.quoting import are_words_of, is_quoted_as_saying
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Position, Span


def place_of(name: str, text: str) -> Span:
    return Span(start=text.index(name), end=text.index(name) + len(name), text=name)


def test_somebody_is_quoted_as_saying_something() -> None:
    for text in ("The Courier quoted Maddek as saying that it stays.", "It cited Maddek, the minister, as telling reporters that it stays."):
        assert is_quoted_as_saying(vocabulary().read(text), place_of("Maddek", text))
    for text in ("The Courier quoted the price, and Maddek left.", "Maddek quoted the Courier as saying that it stays."):
        assert not is_quoted_as_saying(vocabulary().read(text), place_of("Maddek", text))


def test_words_of_somebody_follow_his_name() -> None:
    text = 'He recalled Maddek\'s words, "we will lift the toll".'
    passage = vocabulary().read(text)
    assert are_words_of(passage, place_of("Maddek's", text), passage.starts.index(text.index("toll")))
    text = "He praised Maddek's words about the toll."
    passage = vocabulary().read(text)
    assert not are_words_of(passage, place_of("Maddek's", text), passage.starts.index(text.index("toll")))


def test_whoever_is_quoted_holds_it_and_the_quoter_passes_it_on(read: Callable[..., tuple[Position, ...]]) -> None:
    text = "The toll on Ostmark's barges will never be lifted, Lenne quoted Maddek as saying."
    (position,) = [one for one in read(text, ("Lenne", "The toll on Ostmark's barges will never be lifted")) if one.term == "lift-toll"]
    assert position.holder == "maddek"
