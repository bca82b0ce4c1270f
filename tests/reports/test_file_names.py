from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reports.file_names import file_name

ODD = [
    "",
    ".",
    "..",
    "../odd/<script>",
    "CON",
    "con",
    "nul",
    "com1",
    "LPT9",
    "a" * 300,
    "a" * 301,
    "Karsia",
    "KARSIA",
    "a.",
    "a ",
    "a:b",
    "a\\b",
    "дамба",
    "\ud800",
]


def test_an_id_that_is_a_plain_name_stays_as_it_is() -> None:
    assert file_name("2032-03-04-voice-of-karsia_2") == "2032-03-04-voice-of-karsia_2"


def test_what_can_be_kept_of_another_id_tells_what_it_is() -> None:
    assert file_name("Odd & Co. <b>").startswith("odd-co-b~")


@pytest.mark.parametrize("name", ODD)
def test_a_name_works_on_every_system(name: str) -> None:
    made = file_name(name)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-~")
    assert made[0].isalnum()
    assert made[-1].isalnum()
    assert len(made) <= 67
    assert made not in {"con", "nul", "com1"}


def test_ids_that_are_alike_do_not_share_a_name() -> None:
    names = sorted(map(file_name, [*ODD, "karsia"]))
    assert all(one != other for one, other in pairwise(names))


@given(st.text(max_size=80), st.text(max_size=80))
def test_two_ids_have_two_names(one: str, other: str) -> None:
    assert (file_name(one) == file_name(other)) == (one == other)
    # A name that is taken for an id again is still another's.
    assert file_name(file_name(one)) == file_name(one) or "~" in file_name(one)
