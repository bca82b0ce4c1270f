"""The benchmark of pages visits what it says, and what it puts into ledgers holds together."""

from __future__ import annotations

import random
from collections import Counter

from benchmarks.growing import Grower, example_readings
from benchmarks.grown_findings import GrownFindings
from benchmarks.visits import _kind_of, _links, _percentile, _plan
from onrecord.cli.demo import find_examples
from onrecord.dossiers import load
from onrecord.records import ArticleSpan, Conflict, Difference, Occasion, given_text


def test_addresses_are_told_apart() -> None:
    addresses = ["/", "/?by=side", "/?since=2031-01&by=side", "/trail/a/b?by=side", "/article?id=a", "/occasions?page=2", "/occasion/o1", "/static/x"]
    kinds = ["matrix", "matrix by side", "matrix of a period", "trail", "article", "occasions", "occasion", None]
    assert [_kind_of(address) for address in addresses] == kinds


def test_links_are_those_within_the_pages() -> None:
    page = '<a href="/term/dam#x">1</a><a href="//evil.example/">2</a><a href="/matrix.json">3</a><a href="?by=side">4</a><a href="/term/dam">5</a>'
    assert _links(page, "/") == ["/term/dam", "/?by=side"]


def test_first_visits_are_to_different_addresses_and_later_ones_are_not() -> None:
    known = {"article": [f"/article/{number}" for number in range(40)], "search": [f"/search?q={number}" for number in range(10)]}
    first, again = _plan(known, random.Random(1), 45, 20.0)  # noqa: S311  repeatable, not secret
    assert len({visit.address for visit in first}) == len(first) == 45
    assert [visit.at for visit in first[:3]] == [0.0, 0.05, 0.1]
    assert max(Counter(visit.address for visit in again).values()) > 2
    assert _plan(known, random.Random(1), 45, 20.0) == (first, again)  # noqa: S311  as above


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert _percentile([5.0, 1.0, 2.0, 3.0, 4.0], 95) == 5.0
    assert _percentile([float(number) for number in range(100)], 95) == 95.0


def test_findings_of_a_generation_stand_in_its_articles() -> None:
    dossier = load(find_examples() / "dossier.toml")
    example = example_readings(dossier)
    grower = Grower([example, example], dossier)
    grown = {one.article.id: one for one in (grower.grown(grower.number(place, 1)) for place in range(len(example)))}
    rows = list(GrownFindings(grower, example, dossier).of_generation(1))
    spans = [place for row in rows if isinstance(row, Difference | Conflict) for place in row.spans]
    assert {type(row) for row in rows} >= {Occasion, Difference, Conflict}
    assert spans
    for place in spans:
        assert isinstance(place, ArticleSpan)
        article = grown[place.article].article
        source = article.title or "" if place.span.field == "title" else given_text(article)
        assert source[place.span.start : place.span.end] == place.span.text
    positions = {(one.article.id, position.id) for one in grown.values() for position in one.positions}
    assert {(one.article, one.position) for row in rows if isinstance(row, Occasion | Conflict) for one in row.positions} <= positions
    assert len({row.id for row in rows}) == len(rows)
