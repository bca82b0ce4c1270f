from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.pages import clear
from onrecord.pages.addresses import date_in_address, page_address
from onrecord.pages.hypertext import extract, looks_like_html

BODY = [
    "The council of Karsia said on Monday that it would open the upper sluice of the Vel river if Ostmark withdrew its patrols.",
    "Ostmark's envoy, Ilse Maron, called the offer late but serious, and asked for the figures on which it was based.",
    "Fishermen on both banks said that they had heard such promises before and would wait for the water to rise.",
]


def page(*, head: str = "", linked: Any = None, body: list[str] | None = None) -> str:
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked is not None else ""
    paragraphs = "".join(f"<p>{words}</p>" for words in (BODY if body is None else body))
    return f"<!DOCTYPE html><html><head><title>Karsia offers to open the sluice</title>{head}{script}</head><body><nav>Home News Sport</nav><article><h1>Karsia offers to open the sluice</h1>{paragraphs}</article></body></html>"  # noqa: E501


def test_the_body_is_one_paragraph_a_line_without_markup() -> None:
    article = extract(page(), "a.html", "a")
    assert article.extracted
    assert all(words in str(article.text).split("\n") for words in BODY)
    assert "<" not in str(article.text)
    assert article.title == "Karsia offers to open the sluice"


def test_linked_data_gives_date_and_outlet() -> None:
    linked = {
        "@graph": [
            {"@type": ["NewsArticle"], "datePublished": "2031-05-06T08:00:00Z", "publisher": {"@type": "Organization", "name": "The Vel Courier"}}
        ]
    }
    article = extract(page(linked=linked), "a.html", "a")
    assert (article.published, article.published_by) == ("2031-05-06", "metadata")


def test_meta_elements_give_date_outlet_and_address() -> None:
    head = (
        '<meta property="article:published_time" content="2031-05-06T23:59:00+02:00"><meta property="article:modified_time" content="2031-06-01">'
        '<meta property="og:site_name" content="The Vel Courier"><link rel="canonical" href="https://www.courier.example/news/sluice">'
    )
    article = extract(page(head=head), "a.html", "a")
    assert (article.published, article.published_by) == ("2031-05-06", "metadata")
    assert article.outlet == "The Vel Courier"
    assert article.url == "https://www.courier.example/news/sluice"


def test_an_address_alone_may_carry_the_date() -> None:
    article = extract(page(head='<link rel="canonical" href="https://www.courier.example/2021/05/06/sluice">'), "a.html", "a")
    assert (article.published, article.published_by) == ("2021-05-06", "url")
    assert article.outlet is not None
    assert "courier.example" in article.outlet


def test_broken_linked_data_is_passed_over() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    assert extract(page(head=broken), "a.html", "a").published is None


@pytest.mark.parametrize("text", ["", "<html></html>", "<p></p>"])
def test_a_page_without_an_article_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError, match=r"a\.html: .*; "):
        extract(text, "a.html", "a")


def test_html_is_told_by_its_beginning() -> None:
    assert looks_like_html(b"\n<!DOCTYPE HTML><html>")
    assert not looks_like_html(b"Karsia <b>agreed</b>.")


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2021/05/06/sluice", "2021-05-06"),
        ("https://a.example/world/2021/may/06/sluice", "2021-05-06"),
        ("https://a.example/sluice-2021-05-06.html", "2021-05-06"),
        ("https://a.example/20210506/sluice", "2021-05-06"),
        ("https://a.example/2021/05/sluice", "2021-05"),
        ("https://a.example/2021/13/sluice", None),
        ("https://a.example/sluice?date=2021-05-06", None),
        ("https://a.example/id/20219906", None),
        (None, None),
    ],
)
def test_dates_in_addresses(address: str | None, day: str | None) -> None:
    assert date_in_address(address) == day


@pytest.mark.parametrize(
    ("linked", "head", "kinds"),
    [
        ({"@type": "OpinionNewsArticle"}, "", ["opinion"]),
        ({"@type": "NewsArticle", "articleSection": ["Opinion", "World"]}, "", ["opinion"]),
        ({"@type": "LiveBlogPosting"}, '<meta property="article:section" content="World">', ["live-blog"]),
        ({"@type": "NewsArticle"}, '<meta property="article:section" content="Op-Ed">', ["opinion"]),
        ({"@type": "NewsArticle"}, "", []),
    ],
)
def test_what_a_page_declares_itself_to_be_is_a_notice(linked: Any, head: str, kinds: list[str]) -> None:
    article = extract(page(head=head, linked=linked), "a.html", "a")
    assert [notice.kind for notice in article.notices] == kinds
    assert [notice.kind for notice in clear(article).notices] == kinds


def test_bylines_come_from_linked_data_or_meta_elements() -> None:
    linked = {"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Jo  Brandt"}, {"name": "Ada Kern"}]}
    assert extract(page(linked=linked), "a.html", "a").byline == "Jo Brandt, Ada Kern"
    assert extract(page(head='<meta name="author" content="By Jo Brandt">'), "a.html", "a").byline == "Jo Brandt"
    assert extract(page(head='<meta property="article:author" content="https://courier.example/jo">'), "a.html", "a").byline is None


def test_the_title_is_without_the_outlets_name() -> None:
    head = '<meta property="og:site_name" content="The Vel Courier"><meta property="og:title" content="Karsia offers | The Vel Courier">'
    markup = page(head=head).replace("<h1>Karsia offers to open the sluice</h1>", "")
    assert extract(markup, "a.html", "a").title == "Karsia offers"


def test_a_page_of_menus_alone_holds_no_article() -> None:
    with pytest.raises(InputError, match="no article"):
        extract("<html><body><nav>Home News Sport</nav><div>Menu</div><p>Log in</p></body></html>", "a.html", "a")


@pytest.mark.parametrize(
    ("address", "page_address_"),
    [
        ("https://www-courier-example.cdn.ampproject.org/c/s/www.courier.example/1", "https://www.courier.example/1"),
        ("https://www.google.com/amp/s/www.courier.example/1", "https://www.courier.example/1"),
        ("https://www.courier.example/amp/1", "https://www.courier.example/amp/1"),
        ("/1", None),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_the_address_of_a_page_is_not_that_of_a_cache(address: str | None, page_address_: str | None) -> None:
    assert page_address(address) == page_address_


def test_a_day_may_be_written_in_words_and_the_zero_of_a_clock_is_none() -> None:
    assert extract(page(linked={"@type": "NewsArticle", "datePublished": "May 6, 2031 8:00"}), "a.html", "a").published == "2031-05-06"
    assert extract(page(linked={"@type": "NewsArticle", "datePublished": "1970-01-01T00:00:00Z"}), "a.html", "a").published is None


def test_entities_that_a_template_wrote_twice_are_read() -> None:
    assert extract(page(linked={"@type": "NewsArticle", "headline": "Karsia &#8211; at last"}), "a.html", "a").title == "Karsia – at last"


@pytest.mark.parametrize("told", ["4 March 2038", "March 4, 2038", "2038-03-04 14:30"])
def test_a_page_is_dated_alike_before_and_after_its_day(told: str) -> None:
    article = extract(page(body=[told, *BODY]).replace(f"<p>{told}</p>", f'<p class="date">{told}</p>'), "a.html", "a")
    assert (article.published, article.published_by) == ("2038-03-04", "metadata")


def test_a_year_and_a_time_are_not_made_up_to_a_day_by_the_clock() -> None:
    markup = page().replace("</h1>", '</h1><div class="date">2021, 14:30</div>')
    assert extract(markup, "a.html", "a").published is None


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Opinion", ["opinion"]),
        ("Opinion | Published: 3 April 2021", ["opinion"]),
        ("By Jo Brandt · Editorial · 3 April 2021", ["opinion"]),
        ("News | Opinion | Sport", []),
        ("In her opinion", []),
    ],
)
def test_the_line_above_or_below_the_headline_may_call_it_an_opinion(line: str, kinds: list[str]) -> None:
    for markup in (
        page().replace("</h1>", f'</h1><p class="meta">{line}</p>'),
        page().replace("<h1>", f"<div><span>{line}</span></div><header><h1>").replace("</h1>", "</h1></header>"),
    ):
        assert [notice.kind for notice in clear(extract(markup, "a.html", "a")).notices] == kinds


def test_the_links_of_a_menu_say_nothing_of_the_article() -> None:
    markup = page().replace("<h1>", "<ul><li>News</li><li>Opinion</li></ul><h1>")
    assert extract(markup, "a.html", "a").notices == ()
