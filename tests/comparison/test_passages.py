"""The passages of an article by which reports are compared."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparison.passages import COMMON, passages_of
from onrecord.records import Article, Dropped

TEXT = (
    "Karsia shut the last of 9 gates.\n\nSubscribe to the Lenne Courier for 4 crowns.\n\n“We will wait for rain at the Sarn dam,” said the envoy.\n"
)
NOTICE = "Subscribe to the Lenne Courier for 4 crowns."


def dropping(*places: tuple[int, int], text: str = TEXT) -> Article:
    return Article(id="a", text=text, dropped=tuple(Dropped(start, end, text[start:end], reason="furniture") for start, end in places))


def test_dropped_paragraphs_are_no_passages() -> None:
    start = TEXT.index(NOTICE)
    everything, kept = passages_of(dropping()), passages_of(dropping((start, start + len(NOTICE))))
    assert NOTICE in [sentence.span.text for sentence in everything.sentences]
    assert [sentence.span.text for sentence in everything.sentences if sentence.span.text != NOTICE] == [
        sentence.span.text for sentence in kept.sentences
    ]
    assert "courier" in everything.words
    assert "courier" not in kept.words


def test_dropped_quotations_are_no_passages() -> None:
    start = TEXT.index("“We")
    assert passages_of(dropping()).quotations
    assert not passages_of(dropping((start, len(TEXT)))).quotations


def test_a_dropped_title_drops_no_text() -> None:
    article = Article(id="a", text=TEXT, title=TEXT, dropped=(Dropped(0, len(TEXT), TEXT, "title", reason="repeat"),))
    assert passages_of(article) == passages_of(dropping())


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: (min(ends), max(ends))), max_size=6))
def test_a_paragraph_is_dropped_where_passages_cover_it(places: list[tuple[int, int]]) -> None:
    text = "Dam shut.\nGate.\nThe barges wait at Tolm.\nToll is 9.\nRain."
    found = [sentence.span for sentence in passages_of(dropping(*places, text=text)).sentences]
    every = [sentence.span for sentence in passages_of(dropping(text=text)).sentences]
    covered = {place for start, end in places for place in range(start, end)}
    assert found == [span for span in every if not covered.issuperset(range(span.start, span.end))]


def test_many_dropped_passages_cost_no_scan_each() -> None:
    text = "Toll.\n" * 20_000
    article = dropping(*((place, place + 5) for place in range(0, len(text), 6)), text=text)
    started = time.process_time()
    assert passages_of(article).sentences == ()
    assert time.process_time() - started < 5  # a scan of each paragraph over each passage takes minutes


def test_sentences_about_the_same_matter_are_found_beside_each_other_in_order() -> None:
    one = Article(
        id="a", text="Karsia shut nine gates of the Sarn dam on Monday.\n\nNobody was hurt.\n\nThe guild wants lower tolls for barges in spring.\n"
    )
    other = Article(
        id="b", text="Lower tolls for barges are what the guild wants in spring.\n\nEight gates of the Sarn dam were shut, Karsia said on Monday.\n"
    )
    here, there = passages_of(one), passages_of(other)
    pairs = [(first.span.text, second.span.text) for first, second in here.beside(there)]
    assert pairs == [
        (here.sentences[0].span.text, there.sentences[1].span.text),
        (here.sentences[2].span.text, there.sentences[0].span.text),
    ]


def test_a_word_of_too_many_sentences_leads_to_none() -> None:
    text = "\n\n".join(f"Karsia guards Sarn gates {number}." for number in range(COMMON + 1))
    assert not list(passages_of(Article(id="a", text=text)).beside(passages_of(Article(id="b", text=text))))


def test_passages_of_the_last_articles_are_kept() -> None:
    assert passages_of(dropping()) is passages_of(dropping())
    assert passages_of(dropping()) is not passages_of(dropping((0, len(TEXT))))
