"""Reading one article: what holds for every text, and the way from words to positions on a small one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading import read
from onrecord.records import Article, Dossier, Reading, without_text
from tests.cli.running import ARTICLE

# Pieces that texts of news pages are made of, in any order: names of the dispute, cues, quotation marks of all kinds, dates, furniture.
NAMES = ["Karsia", "President Mira Orlan", "Tavel", "Ostmark's", "she", "they"]
WORDS = ["said", "rejected", "a ceasefire on the Halm ridge", "would open the gates of the Sarn dam", "if", "unless", "last month", "according to"]
MARKS = ["“", "”", "‘", "’", '"', "'", "«", "»", ".", ". ", ",", ": ", " – "]
SPACES = ["\n", "\n\n", "\r\n", "\u2028", " ", "\t", "\u200f", "\x00", "𝒳", "é"]
FURNITURE = ["on Monday", "14.10.2031", "October 14, 2031", "Related", "0 0", "Read more:", "(CNA)"]
PIECES = (*NAMES, *WORDS, *MARKS, *SPACES, *FURNITURE)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=80).map(" ".join)


def spans_in(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys():
            yield node
        for value in node.values():
            yield from spans_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans_in(value)


def ungrounded(reading: Reading, text: str) -> list[dict[str, Any]]:
    fields = {"text": text, "title": reading.article.title or ""}
    built = msgspec.to_builtins(reading)
    return [span for span in spans_in(built) if not span["text"] or fields[span.get("field", "text")][span["start"] : span["end"]] != span["text"]]


@given(TEXTS, st.one_of(st.none(), TEXTS))
@settings(max_examples=150)
def test_every_span_of_any_text_is_exact(vel_dossier: Dossier, text: str, title: str | None) -> None:
    assert ungrounded(read(Article(id="any", text=text, title=title), vel_dossier), text) == []


@given(TEXTS)
@settings(max_examples=50)
def test_reading_twice_gives_the_same(vel_dossier: Dossier, text: str) -> None:
    article = Article(id="any", text=text, published="2031-10-15")
    assert read(article, vel_dossier) == read(article, vel_dossier)


def test_a_small_article_the_whole_way(vel_dossier: Dossier) -> None:
    reading = read(Article(id="gates", text=ARTICLE), vel_dossier)
    assert reading.article.published == "2031-10-14"
    assert reading.article.published_by == "text"
    found = {(position.holder, position.term, position.stance) for position in reading.positions}
    assert ("orlan", "open-dam", "conditional") in found
    assert ("tavel", "ceasefire", "against") in found
    offer = next(position for position in reading.positions if position.term == "open-dam")
    assert [condition.term for condition in offer.conditions] == ["withdraw"]
    assert offer.said_on == "2031-10-13", "the Monday before Tuesday, October 14"
    assert not {("orlan", "open-dam", "for"), ("orlan", "ceasefire", "for"), ("tavel", "ceasefire", "for"), ("tavel", "talks", "for")} & found


def test_without_a_dossier_statements_alone_are_read() -> None:
    reading = read(Article(id="gates", text=ARTICLE))
    assert reading.dossier is None
    assert reading.positions == ()
    assert any(statement.source and statement.source.text.endswith("Mira Orlan") for statement in reading.statements)


def test_another_language_is_kept_and_not_read(vel_dossier: Dossier) -> None:
    text = "Die Präsidentin erklärte am Montag, die Regierung werde die Tore des Staudamms öffnen, wenn die Truppen von der Grenze abziehen. " * 3
    reading = read(Article(id="deutsch", text=text), vel_dossier)
    assert reading.article.language == "de"
    assert [notice.kind for notice in reading.article.notices] == ["language-not-read"]
    assert reading.statements == ()
    assert reading.positions == ()


def test_a_printed_reading_holds_the_text_only_where_it_was_extracted() -> None:
    reading = read(Article(id="gates", text=ARTICLE))
    assert "text" not in msgspec.to_builtins(without_text(reading))["article"]
    extracted = read(Article(id="gates", text=ARTICLE, extracted=True))
    assert msgspec.to_builtins(without_text(extracted))["article"]["text"] == ARTICLE
