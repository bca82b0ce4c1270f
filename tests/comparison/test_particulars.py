"""Numbers, names and days that differ between two reports of one matter; quotations told apart word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparison.days import find_days
from onrecord.comparison.names import find_names
from onrecord.comparison.particulars import find_particulars
from onrecord.comparison.passages import passages_of
from onrecord.comparison.wording import pieces_of
from onrecord.records import Article, Span

FIRST = "The envoys of both governments met in Tolm on Thursday to talk about the gates of the Sarn dam and the toll on 40 barges."


def differing(one: str, other: str) -> list[tuple[str, str, str]]:
    articles = [Article(id=name, text=text, published="2032-03-05") for name, text in (("a", one), ("b", other))]
    passages = [passages_of(article) for article in articles]
    return [(what, here.text, there.text) for what, here, there in find_particulars(articles[0], passages[0], articles[1], passages[1])]


@pytest.mark.parametrize(
    ("words", "instead", "what"),
    [("40", "70", "number"), ("Tolm", "Orsk", "name"), ("Thursday", "Friday", "date"), ("Thursday", "March 3", "date")],
)
def test_a_particular_that_differs(words: str, instead: str, what: str) -> None:
    assert differing(FIRST, FIRST.replace(words, instead)) == [(what, words, instead)]


def test_what_is_the_same_in_other_words_does_not_differ() -> None:
    assert differing(FIRST, FIRST) == []
    # 4 March 2032 is a Thursday.
    assert differing(FIRST, FIRST.replace("Thursday", "March 4")) == []
    # A report that has the other's name somewhere may only put it elsewhere.
    assert differing(FIRST, f"{FIRST.replace('Tolm', 'Orsk')} Tolm lies on the Vel.") == []


def test_sentences_on_other_matters_are_not_compared() -> None:
    assert differing(FIRST, "On Friday, 70 soldiers left the ridge near Orsk.") == []


def test_names_and_days_are_found_in_place() -> None:
    text = "Earlier the spokesman Arlo Venn met Hellvik in Orsk on 3 May, a Monday."
    names, days = find_names(Span(0, len(text), text)), find_days(Span(0, len(text), text), Article(id="a", published="2032-05-04"))
    for span in [*(name.span for name in names), *(day.span for day in days)]:
        assert text[span.start : span.end] == span.text
    assert [name.span.text for name in names] == ["Arlo Venn", "Hellvik", "Orsk"]
    assert [day.weekday for day in days] == [0, 0]


@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_give_the_wording_back(one: str, other: str) -> None:
    here, there = pieces_of(one, other)
    assert "".join(piece.text for piece in here) == one
    assert "".join(piece.text for piece in there) == other


def test_pieces_mark_the_words_that_differ() -> None:
    here, there = pieces_of("We will never give up the dam.", "We shall never give up the dam!")
    assert [piece.text.strip() for piece in here if not piece.common] == ["will"]
    assert [piece.text.strip() for piece in there if not piece.common] == ["shall"]
