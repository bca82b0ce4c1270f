"""What is looked for, as an address finds it again."""

from __future__ import annotations

from onrecord.views.search import USUAL_KINDS, Sought


def test_nothing_is_sought_until_something_is() -> None:
    assert not Sought().anything
    assert not Sought(words="  ").anything
    assert Sought(words="ferry").anything
    assert not Sought(words="ferry").narrowed
    assert Sought(outlet="Vel Herald").anything
    assert Sought(kinds=("silence",)).narrowed


def test_an_address_holds_what_is_sought_and_nothing_that_is_empty() -> None:
    assert Sought(words="ferry", kinds=USUAL_KINDS).parameters() == [("q", "ferry")]
    found = Sought(words='"two gates"', kinds=("silence", "position"), holder="vorn", since="2041-05").parameters(17)
    assert found == [("q", '"two gates"'), ("in", "silence"), ("in", "position"), ("holder", "vorn"), ("since", "2041-05"), ("before", "17")]
