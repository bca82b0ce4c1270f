from __future__ import annotations

import pytest

from onrecord.records import Article, Span
from onrecord.views.outlet_links import at_outlet, web_address

TEXT = "The ferry waits.\nThe guards would stay, said Teodor Hask of the river ministry.\n"
ARTICLE = Article(id="a", title="Guards stay, says Hask", text=TEXT, url="https://lowerbank.example/ferry#top")


@pytest.mark.parametrize("url", ["https://lowerbank.example/a?b=c#d", "http://lowerbank.example", "HTTPS://lowerbank.example/"])
def test_web_addresses_are_linked(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://x.example",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https:",
        "https:///x",
        "//lowerbank.example",
        "https://[x",
        "ftp://x.example",
    ],
)
def test_other_addresses_are_not(url: str | None) -> None:
    assert web_address(url) is None


def test_words_are_found_on_the_page_of_the_outlet() -> None:
    start = TEXT.index("The guards")
    link = at_outlet(ARTICLE, Span(start=start, end=start + 21, text="The guards would stay"))
    assert link == "https://lowerbank.example/ferry#top:~:text=The%20guards%20would%20stay"
    title = Span(start=0, end=11, text="Guards stay", field="title")
    assert at_outlet(ARTICLE, title) == "https://lowerbank.example/ferry#top:~:text=Guards%20stay"


def test_words_alone_have_to_do_where_the_text_did_not_come_along() -> None:
    bare = Article(id="a", url="https://lowerbank.example/ferry")
    assert at_outlet(bare, Span(start=900, end=907, text="Nothing")) == "https://lowerbank.example/ferry#:~:text=Nothing"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "file:///etc/passwd", "https:///x", "https://x.example/\n"])
def test_what_is_no_web_address_is_not_led_to(url: str | None) -> None:
    article = Article(id="a", text=TEXT, url=url)
    assert at_outlet(article, Span(start=0, end=3, text="The")) is None
