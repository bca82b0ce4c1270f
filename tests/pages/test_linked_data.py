from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages.linked_data import article_for, linked_articles, names_in, text_in

ARTICLE = {"@type": "NewsArticle", "headline": "Karsia offers", "author": [{"name": "Jo Brandt"}, "Ada Kern"]}


def linked(*scripts: str) -> list[dict[str, Any]]:
    return linked_articles(iter(scripts))


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(ARTICLE),
        json.dumps([ARTICLE]),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, ARTICLE]}),
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>",
        json.dumps({"@type": "WebSite"}) + "\n" + json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE)[:-1] + ",}",
        json.dumps(ARTICLE | {"@type": ["Thing", "https://schema.org/NewsArticle"]}),
        json.dumps(ARTICLE).replace("offers", "offers\\n\n"),
    ],
)
def test_carelessly_written_data_is_read(script: str) -> None:
    assert names_in(linked(script)[0]["author"]) == ["Jo Brandt", "Ada Kern"]


def test_a_great_deal_of_white_space_in_the_data_takes_no_time() -> None:
    started = time.process_time()
    assert names_in(linked(json.dumps(ARTICLE).replace(" ", " " * 100_000, 1))[0]["author"]) == ["Jo Brandt", "Ada Kern"]
    assert time.process_time() - started < 2


@pytest.mark.parametrize("script", ["", "{", '{"@type": "Recipe"}', "[" * 10_000, "7", '"x"', "null"])
def test_what_describes_no_article_gives_none(script: str) -> None:
    assert linked(script) == []
    assert article_for(linked(script), None) == {}


def test_the_article_that_names_this_page_is_taken() -> None:
    other = ARTICLE | {"headline": "Ostmark", "url": "https://courier.example/2/"}
    articles = linked(json.dumps([ARTICLE | {"mainEntityOfPage": {"@id": "https://courier.example/1"}}, other]))
    assert article_for(articles, "https://courier.example/2")["headline"] == "Ostmark"
    assert article_for(articles, "https://courier.example/9")["headline"] == "Karsia offers"


def test_references_are_followed() -> None:
    data = {"@graph": [ARTICLE | {"publisher": {"@id": "#p"}}, {"@id": "#p", "name": "The Vel Courier"}]}
    assert names_in(linked(json.dumps(data))[0]["publisher"]) == ["The Vel Courier"]


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    )
)
def test_any_value_is_no_trouble(value: Any) -> None:
    assert isinstance(names_in(value), list)
    assert text_in(value) is None or isinstance(text_in(value), str)
    linked(json.dumps(ARTICLE | {"author": value, "@id": value, "publisher": {"@id": value}}))
