from __future__ import annotations

import time

import pytest

from onrecord.positions.asked_first import find_asked_first, tells_an_order


def asked_first(sentence: str, word: str) -> str | None:
    found = find_asked_first(sentence, 0, len(sentence), sentence.index(word))
    return sentence[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("sentence", "word", "condition"),
    [
        ("Lenne must lift the toll before Karsia will open the gates.", "gates", "lift the toll"),
        ("Dravik wants a map before agreeing to a truce.", "truce", "a map"),
        ("Before signing a truce, Dravik wants Lenne to show its map.", "truce", "Lenne to show its map"),
        ("Karsia demanded that the toll be lifted as a prerequisite for any truce.", "truce", "that the toll be lifted"),
        ("Dravik, as a condition of signing a truce, demanded a new map.", "truce", "a new map"),
        ("Karsia demanded a lower toll in return for its ferry.", "ferry", "a lower toll"),
        ("The guild won a lower toll in exchange for ending its strike.", "strike", "a lower toll"),
        ("She insisted that any truce must end the toll.", "truce", "end the toll"),
        ("They hold that any truce would have to be signed in Morn.", "truce", "be signed in Morn"),
        # Nothing is asked for first, or the word stands in what is asked for itself.
        ("Lenne must lift the toll before Karsia will open the gates.", "toll", None),
        ("Dravik wants to speak before the council of the ferry guild.", "ferry", None),
        ("Karsia had left the hall before the truce was signed.", "truce", None),
        ("Karsia offered a map in return for the ferry.", "ferry", None),
        ("She insisted that any truce must end the toll.", "toll", None),
        ("Dravik wants a map before the vote is held, and it asks for a truce.", "truce", None),
    ],
)
def test_what_is_asked_for_before_something_is_done(sentence: str, word: str, condition: str | None) -> None:
    assert asked_first(sentence, word) == condition


def test_a_term_may_be_about_the_order_of_things_itself() -> None:
    assert tells_an_order("Lenne lifts its toll before any truce is signed.")
    assert not tells_an_order("Lenne lifts its toll.")


def test_a_long_line_takes_no_more_than_its_length() -> None:
    sentence = "before any must " * 20_000
    started = time.perf_counter()
    find_asked_first(sentence, 0, len(sentence), len(sentence) // 2)
    assert time.perf_counter() - started < 1
