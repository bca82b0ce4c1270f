"""Versions: an article that its outlet edited is kept as it was and as it is."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from onrecord.ledger import Ledger
from onrecord.records import Reading

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]


def test_versions_come_in_the_order_in_which_they_came_in(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    readings = [make_reading("courier-1", number) for number in (2, 0, 1)]
    for reading in (*readings, make_reading("gazette-1")):
        ledger.store(reading, begin(ledger, reading))
    assert [version.article for version in ledger.versions("courier-1")] == [reading.article for reading in readings]
    assert [[version.article.id for version in some] for some in ledger.edited_articles("vel-river")] == [["courier-1"] * 3]
    assert len(ledger.versions("gazette-1")) == 1
    assert ledger.versions("nowhere") == []


def test_another_text_at_the_same_address_is_a_version_under_any_name(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    first, again = make_reading("courier-1"), make_reading("saved-later", 1)
    # An address is part of an article's key, but of no id below it that this test looks at.
    again = replace(again, article=replace(again.article, url=first.article.url), statements=(), positions=())
    for reading in (first, again):
        ledger.store(reading, begin(ledger, reading))
    assert [version.article.id for version in ledger.versions("courier-1")] == ["courier-1", "saved-later"]
    assert ledger.versions("saved-later") == ledger.versions("courier-1")
    assert len(ledger.edited_articles("vel-river")) == 1
    assert ledger.edited_articles(None) == []


def test_reading_again_makes_no_version(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    first = make_reading()
    for reading in (first, replace(first, positions=())):
        ledger.store(reading, begin(ledger, reading))
    assert len(ledger.versions("courier-1")) == 1
    assert ledger.edited_articles("vel-river") == []
