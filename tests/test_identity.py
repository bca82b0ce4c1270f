"""Ids come from content: equal content, equal id; any other content, another id."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.identity import article_key, digest, position_id
from onrecord.records import Article, Position, Span

FIELDS = st.lists(st.one_of(st.none(), st.text(max_size=8)), max_size=4)


@given(FIELDS, FIELDS)
def test_different_fields_have_different_digests(first: list[str | None], second: list[str | None]) -> None:
    assert (digest("kind", *first) == digest("kind", *second)) == (first == second)


def test_fields_are_not_merely_joined() -> None:
    assert digest("kind", "ab", "c") != digest("kind", "a", "bc")
    assert digest("kind", "a;", None) != digest("kind", "a", None)
    assert digest("kind", None) != digest("kind", "")


def test_an_article_is_named_by_address_before_id() -> None:
    article = Article(id="a", url="https://courier.example/1", title="Talks", text_sha256="0")
    assert article_key(article) == article_key(replace(article, id="b"))
    assert article_key(article) != article_key(replace(article, title="No talks"))
    assert article_key(replace(article, url=None)) != article_key(replace(article, url=None, id="b"))


def test_a_position_keeps_its_id_whatever_its_confidence() -> None:
    position = Position(holder="orlan", term="open-dam", stance="for", evidence=(Span(0, 4, "Open"),), mode="direct", confidence=0.3)
    same = replace(position, confidence=0.9, via=(), statement="s")
    other = replace(position, stance="against")
    assert position_id("key", "vel", position) == position_id("key", "vel", same)
    assert position_id("key", "vel", position) != position_id("key", "vel", other)
    assert position_id("key", "vel", position) != position_id("other", "vel", position)
