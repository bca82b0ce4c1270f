"""The page of an article: long ones in parts, edited ones with what was changed, and what people judged."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import process_time

import httpx
from msgspec.structs import replace

from onrecord import queries
from onrecord.identity import article_key, position_id
from onrecord.ledger import Ledger
from onrecord.records import Article, DossierReference, Position, Reader, Reading, Span, text_sha256
from onrecord.views import Record
from onrecord.views.article import article_page
from onrecord.views.marks import PART
from onrecord.web import create_app

Ask = Callable[..., httpx.Response]
SENTENCE = "The ferry may sail on Sunday, if the guards leave the stages 🌊. "
WORDS = "the guards leave the very last stage"


def long_record(ferry: Record, text: str) -> Record:
    """An article of a megabyte, with a position at its end."""
    article = Article(id="long", title="A long one", text=text, text_sha256=text_sha256(text), language="en")
    start = text.rindex(WORDS)
    span = Span(start, start + len(WORDS), WORDS)
    position = Position(holder="hask", term="guards", stance="for", evidence=(span,), mode="indirect", confidence=0.5)
    position = replace(position, id=position_id(article_key(article), ferry.dossier.id, position))
    return Record(dossier=ferry.dossier, readings=(Reading(article=article, positions=(position,)),))


def test_a_megabyte_of_words_is_shown_in_parts(ferry: Record, ask_of: Callable[[Record], Ask]) -> None:
    text = (SENTENCE + "\n") * (1_000_000 // len(SENTENCE)) + WORDS
    asked = ask_of(long_record(ferry, text))
    asked("/article/long")  # templates are compiled once
    began = process_time()
    page = asked("/article/long?at=1").text
    assert process_time() - began < 3  # a third of a second where nothing else runs
    assert len(page) < 6 * PART
    assert "Part 1 of 1" in page
    assert 'rel="prev"' not in page
    (link,) = set(re.findall(r'href="(/article/long\?at=\d+#c\d+-\d+)"', page))
    last = asked(link).text
    assert f'id="{link.partition("#")[2]}"' in last
    assert "A long one" in last
    told = "".join(re.findall(r'data-start="(\d+)"', last)[:1])
    assert text[int(told) :].startswith("The ferry may sail")
    assert asked("/article.md?id=long").text.count("very last stage") >= 1
    assert asked("/article/long?at=x").status_code == 400
    assert asked(f"/article/long?at={10**8}").text.count("very last stage") >= 1


def test_every_character_is_in_one_part(ferry: Record, ask_of: Callable[[Record], Ask]) -> None:
    text = "\n \n".join(["w" * 70_000, SENTENCE * 400, "", "end"]) + WORDS
    asked = ask_of(long_record(ferry, text))
    seen, at = "", 0
    for _ in range(9):
        page = asked(f"/article.json?id=long&at={at}").json()
        assert page["part"]["start"] == (0 if not seen else at)
        seen += "".join(piece["text"] for paragraph in page["paragraphs"] for piece in paragraph["pieces"])
        at = page["part"]["after"]
        if at is None:
            break
    assert "".join(seen.split()) == "".join(text.split())


def test_what_an_outlet_changed_is_shown_word_by_word(ferry: Record, keep: Callable[[Record], Ledger], ask_app: Callable[..., Ask]) -> None:
    ledger = keep(replace(ferry, comparison=()))
    asked = ask_app(create_app(ledger, ferry.dossier.id))
    assert "What was changed" not in asked("/article/lower-bank-stopped").text
    before = ferry.readings[0].article
    text = str(before.text).replace("on Monday", "on <i>Tuesday</i>")
    after = replace(before, title="Ferry stands still", text=text, text_sha256=text_sha256(text), dropped=())
    reference = DossierReference(ferry.dossier.id, "5ha")
    run = ledger.begin_run(Reader("0.2.0"), reference, {})
    ledger.store(Reading(article=after, reader=Reader("0.2.0"), dossier=reference), run)
    page = asked("/article/lower-bank-stopped").text
    assert "2 versions" in page
    assert 'href="/article/lower-bank-stopped?versions=1"' in page
    page = asked("/article/lower-bank-stopped?versions=1").text
    assert re.search(r"<del>.*Monday</del><ins>.*&lt;i&gt;Tuesday&lt;/i&gt;</ins>", page)
    assert "no correction note" in page
    assert asked("/article/lower-bank-stopped?versions=2").status_code == 400


def test_a_page_asked_of_a_ledger_is_that_of_the_whole_record(ferry: Record, ferry_ledger: Ledger) -> None:
    whole = replace(ferry, readings=tuple(ferry_ledger.readings(ferry.dossier.id)))
    for reading in ferry.readings:
        assert queries.article(ferry_ledger, ferry.dossier, reading.article.id) == article_page(whole, reading.article.id)
    assert queries.article(ferry_ledger, ferry.dossier, "nothing") is None


def test_paragraphs_say_where_they_begin(ask: Ask, ferry: Record) -> None:
    for reading in ferry.readings:
        text = str(reading.article.text)
        shown = ask(f"/article.json?{httpx.QueryParams({'id': reading.article.id})}").json()
        for paragraph in shown["paragraphs"]:
            words = "".join(piece["text"] for piece in paragraph["pieces"])
            assert text[paragraph["start"] :].startswith(words)


def test_each_position_stands_beside_its_words_once(ask: Ask, ferry: Record) -> None:
    for reading in ferry.readings:
        page = ask(f"/article?{httpx.QueryParams({'id': reading.article.id})}").text
        assert [int(number) for number in re.findall(r'<li id="note-(\d+)"', page)] == sorted(
            (number for number, _ in enumerate(reading.positions, start=1)),
            key=lambda number: (reading.positions[number - 1].evidence[0].field != "title", reading.positions[number - 1].evidence[0].start),
        )
