"""Reports without the texts of articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.records import Article, Position, Reading, Span, given_text
from onrecord.reports import write_folder, write_report
from onrecord.reports.excerpts import passages_alone
from onrecord.views import Record
from onrecord.views.article import ArticlePage, article_page

LONG = " ".join(f"word{number}" for number in range(100))


def page_of(ferry: Record, text: str, *passages: str) -> ArticlePage:
    evidence = tuple(Span(start=text.index(words), end=text.index(words) + len(words), text=words) for words in passages)
    position = Position(id="p", holder="vorn", term="ferry", stance="for", evidence=evidence, mode="indirect")
    record = Record(dossier=ferry.dossier, readings=(Reading(article=Article(id="a", text=text), positions=(position,)),))
    page = article_page(record, "a")
    assert page is not None
    return page


def told(page: ArticlePage) -> list[str]:
    return ["".join(piece.text for piece in paragraph.pieces) for paragraph in page.paragraphs]


def test_a_passage_stands_with_a_few_words_around(ferry: Record) -> None:
    page, share = passages_alone(page_of(ferry, f"{LONG}\n{LONG} THE PASSAGE {LONG}\n{LONG}", "THE PASSAGE"))
    before, after = " ".join(f"word{number}" for number in range(92, 100)), " ".join(f"word{number}" for number in range(8))
    assert [words.strip() for words in told(page)] == [f"[…] {before} THE PASSAGE {after} […]"]
    assert (share.shown, share.words) == (18, 402)
    assert not share.most()


def test_what_is_short_between_two_passages_stays(ferry: Record) -> None:
    page, _ = passages_alone(page_of(ferry, f"ONE and then TWO. {LONG}", "ONE", "TWO"))
    assert told(page)[0].startswith("ONE and then TWO. word0")
    page, _ = passages_alone(page_of(ferry, f"ONE {LONG} TWO", "ONE", "TWO"))
    assert "word7 […] word92" in told(page)[0]


def test_of_a_short_article_only_the_passages_stand(ferry: Record) -> None:
    page, share = passages_alone(page_of(ferry, "This much is said: ONE and then TWO, and little else.", "ONE", "TWO"))
    assert [words.strip() for words in told(page)] == ["[…] ONE […] TWO […]"]
    assert (share.shown, share.words) == (2, 11)
    page, share = passages_alone(page_of(ferry, "All of it.", "All of it."))
    assert told(page) == ["All of it."]
    assert share.most()


def test_a_word_without_end_is_cut(ferry: Record) -> None:
    page, _ = passages_alone(page_of(ferry, f"ONE {'w' * 10_000}", "ONE"))
    assert len(told(page)[0]) < 100


@pytest.mark.parametrize("form", ["file", "folder"])
def test_no_text_of_an_article_is_in_the_report(ferry: Record, tmp_path: Path, form: str) -> None:
    path = tmp_path / "ferry.html"
    written = (write_report if form == "file" else write_folder)(
        ferry, path, with_text=False, told=["Articles are shown by their passages."], pictures=False
    )
    files = [path] if form == "file" else [one for one in path.rglob("*") if one.is_file()]
    whole = "".join(one.read_text(encoding="utf-8") for one in files)
    assert "The ten finest towers" not in whole
    assert "By our reporter in Ferrel" not in whole
    assert "w" * 200 not in whole
    assert "the ferry would sail on Sunday, guards or no guards" in whole
    assert "Articles are shown by their passages." in whole
    assert set(written.shares) == set(ferry.by_article)
    article = ferry.by_article["lower-bank-stopped"].article
    share = written.shares["lower-bank-stopped"]
    assert share.words == len(given_text(article).split())
    assert 0 < share.shown < share.words
    assert f"{share.shown} of its {share.words} words" in whole
    # What was read is counted as it is in the whole record.
    assert "0 statements" not in whole
