from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.pages import clear
from onrecord.records import Article, Dossier, Event, Span, text_sha256

HEADLINE = "Karsia ties river truce to patrol withdrawal"
FIRST = "The council of Karsia said on Monday that it would open the upper sluice of the Vel river if Ostmark withdrew its patrols."
SECOND = "“We ask for nothing that was not agreed before,” council speaker Tomas Relle told reporters in Velhaven."
THIRD = "Ostmark's envoy, Ilse Maron, called the offer late but serious, and asked for the figures on which it was based."
FOURTH = "Fishermen on both banks said that they had heard such promises before and would wait for the water to rise."
BODY = [FIRST, SECOND, THIRD, FOURTH]


def cleared(*lines: str, **fields: Any) -> Article:
    return clear(Article(id="a", text="\n".join(lines), **fields))


def reasons(article: Article) -> dict[str, str]:
    return {passage.text: passage.reason for passage in article.dropped}


def all_spans(article: Article) -> list[Span]:
    evidence = article.evidence
    return [
        *article.dropped,
        *evidence.published,
        *evidence.not_before,
        *evidence.not_after,
        *(span for notice in article.notices for span in notice.evidence),
    ]


def assert_spans_match(article: Article) -> None:
    for span in all_spans(article):
        source = article.title if span.field == "title" else article.text
        assert isinstance(source, str)
        assert source[span.start : span.end] == span.text != ""


def test_a_clean_article_keeps_every_line() -> None:
    article = cleared(*BODY)
    assert article.dropped == ()
    assert article.title is None
    assert article.language == "en"
    assert article.text_sha256 == text_sha256("\n".join(BODY))


def test_a_page_dump_is_cleared_and_dated() -> None:
    page = [
        "date 2031-05-06 World",
        HEADLINE,
        f"{FIRST[:100]}... 06.05.2031, Vel Courier",
        HEADLINE,
        "10:20 GMT 06.05.2031",
        *BODY,
        "Share this article",
        "Related articles",
        "Ostmark counts its barges",
        "2 May, 17:38 GMT",
    ]
    article = cleared(*page)
    assert article.title == HEADLINE
    assert (article.published, article.published_by) == ("2031-05-06", "text")
    assert [span.text for span in article.evidence.published] == ["2031-05-06", "06.05.2031"]
    kept = [line for line in page if line not in reasons(article)]
    assert kept == BODY
    assert_spans_match(article)


def test_what_came_as_metadata_stays() -> None:
    article = cleared("May 9, 2031", *BODY, title="Given", published="2031-05", published_by="metadata")
    assert (article.title, article.published, article.published_by) == ("Given", "2031-05", "metadata")
    assert article.evidence.published == ()


def test_a_day_in_the_text_is_more_than_a_month_in_the_address() -> None:
    address = "https://courier.example/2021/05/sluice"
    article = cleared("May 9, 2021", *BODY, url=address, published="2021-05", published_by="url")
    assert (article.published, article.published_by) == ("2021-05-09", "text")
    article = cleared("June 9, 2021", *BODY, url=address)
    assert (article.published, article.published_by) == ("2021-05", "url")


def test_an_article_without_text_is_returned_as_it_is() -> None:
    article = Article(id="a", text_sha256="0" * 64)
    assert clear(article) is article


@pytest.mark.parametrize("text", ["", " \n\t\n", "\n", "0", "—\n—"])
def test_next_to_nothing_is_no_trouble(text: str) -> None:
    assert_spans_match(clear(Article(id="a", text=text)))


PIECES = [
    *BODY,
    HEADLINE,
    "",
    " \t",
    "June 14th 2031.",
    "World » Vel | May 6, 2031, Tuesday // 10:01",
    "Published 04/05/2031 | Updated 05/05/2031",
    "Read more:",
    "RELATED: Ostmark counts its barges",
    "By Jo Brandt",
    "Story highlights Karsia offers water",
    "Ostmark wants figures",
    "(Photo: Ada Kern, The Courier)",
    "Sign up for our newsletter",
    "Opinion",
    "VELHAVEN, May 6, 2031 (Reuters) - The council met.",
    "The sluice, opened on 4 May 2031, will be inspected on 9 June 2031.",
    "The flood of last August took the lower sluice.",
    "This article was generated with AI.",
    "\r",
    "\u2028",
    "1 July, 17:38 GMT",
]
DOSSIER = Dossier(id="vel", title="Vel", terms=(), actors=(), events=(Event(id="flood", name="Flood", words=("flood",), on="2030-08-11"),))


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=60)), max_size=14),
    title=st.sampled_from([None, "", HEADLINE, "Opinion: The river"]),
    published=st.sampled_from([(None, None), ("2031-05", "url"), ("2031-05-01", "text"), ("2031", "metadata"), ("2031-05-06", None)]),
    dossier=st.sampled_from([None, DOSSIER]),
)
def test_clearing_twice_changes_nothing_and_spans_match(lines: list[str], title: str | None, published: Any, dossier: Dossier | None) -> None:
    article = Article(id="a", text="\n".join(lines), title=title, published=published[0], published_by=published[1])
    once = clear(article, dossier)
    assert clear(once, dossier) == once
    assert_spans_match(once)
    assert [passage.start for passage in once.dropped] == sorted({passage.start for passage in once.dropped})
    assert all(passage.text == passage.text.strip() for passage in once.dropped)
