from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.fragments import fragment_link

TEXT = "Karsia agreed to open the sluice - at last, said Ilse Maron, the envoy of Ostmark, who had asked for it for years.\nOstmark did not agree."
URL = "https://courier.example/1"


def link(words: str, url: str | None = URL) -> str | None:
    start = TEXT.index(words)
    return fragment_link(url, TEXT, start, start + len(words))


def test_a_passage_of_some_words_is_given_whole() -> None:
    assert link("agreed to open the sluice - at last") == f"{URL}#:~:text=agreed%20to%20open%20the%20sluice%20%2D%20at%20last"


def test_a_short_one_comes_with_its_surroundings() -> None:
    assert link("open the sluice") == f"{URL}#:~:text=Karsia%20agreed%20to-,open%20the%20sluice,-%2D%20at%20last%2C"


def test_a_long_one_and_one_of_two_paragraphs_by_their_ends() -> None:
    words = TEXT[: TEXT.index("\n")]
    assert link(words) == f"{URL}#:~:text=Karsia%20agreed%20to%20open%20the,asked%20for%20it%20for%20years."
    assert link(TEXT[TEXT.index("years") :]) == f"{URL}#:~:text=years.,Ostmark%20did%20not%20agree."


def test_a_fragment_of_the_address_stays() -> None:
    assert str(link("agreed to open the sluice - at last", f"{URL}#top:~:text=old")).startswith(f"{URL}#top:~:text=agreed")


@pytest.mark.parametrize("url", [None, "", "ftp://courier.example", "javascript:alert(1)", "https://[bad", "courier.example"])
def test_without_an_address_of_the_web_there_is_no_link(url: str | None) -> None:
    assert link("Karsia", url) is None


@given(text=st.text(max_size=300), start=st.integers(0, 300), length=st.integers(0, 300))
def test_any_passage_makes_a_sound_link_or_none(text: str, start: int, length: int) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    made = fragment_link(URL, text, start, start + length)
    if made is None:
        assert not text[start : start + length].split()
        return
    assert re.fullmatch(re.escape(URL) + r"#:~:text=(?:[\w.~%]+-,)?[\w.~%]+(?:,[\w.~%]+)?(?:,-[\w.~%]+)?", made)
    first = unquote(re.sub(r"^.*text=(?:[^,]+-,)?", "", made).split(",")[0])
    assert text[start : start + length].split(maxsplit=1)[0] == first.split(" ")[0]
