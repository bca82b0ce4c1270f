"""What a copy tells in the words of the report that it reprints is cited from that report, and is of that report's day."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from onrecord import queries
from onrecord.identity import article_key, position_id
from onrecord.ledger import Ledger, cells
from onrecord.ledger.first_told import first_told
from onrecord.records import Copies, Reading, Stance
from onrecord.views import markdown
from onrecord.views.matrix import Cell

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]


@pytest.fixture
def told(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> Ledger:
    """A report, another one on the next day that tells the contrary, and on the third day a reprint of the first."""
    stances: dict[str, Stance] = {"courier-1": "against", "post-1": "for", "gazette-1": "against"}
    for number, (name, stance) in enumerate(stances.items()):
        reading = make_reading(name, number)
        offer = replace(reading.positions[0], stance=stance, said_on=None)
        offer = replace(offer, id=position_id(article_key(reading.article), "vel-river", offer))
        made = replace(reading, article=replace(reading.article, published=f"2031-05-0{number + 3}"), positions=(offer,))
        ledger.store(made, begin(ledger, made))
    ledger.set_comparison("vel-river", [Copies(id="c1", articles=("courier-1", "gazette-1"), origin="courier-1")])
    return ledger


def cell(told: Ledger, since: str | None = None) -> Cell:
    shown = queries.matrix(told, told.dossier("vel-river"), since=since)
    (found,) = (cell for row in shown.rows for cell in row.cells if cell)
    return found


def test_a_reprint_is_neither_a_later_stance_nor_what_is_cited(told: Ledger) -> None:
    (latest,) = cell(told).stances
    assert (latest.stance, latest.day.value, [passage.article for passage in latest.passages]) == ("for", "2031-05-04", ["post-1"])
    told.set_comparison("vel-river", [])
    (latest,) = cell(told).stances
    assert (latest.stance, latest.day.value) == ("against", "2031-05-05")


def test_of_a_period_that_has_the_reprint_alone_it_is_cited(told: Ledger) -> None:
    (latest,) = cell(told, since="2031-05-05").stances
    assert [passage.article for passage in latest.passages] == ["gazette-1"]


def test_a_brief_quotes_the_report_and_not_its_reprint(told: Ledger) -> None:
    dossier = told.dossier("vel-river")
    page = queries.actor(told, dossier, "orlan")
    assert page is not None
    assert [point.article for point in page.said] == ["post-1", "courier-1"]
    assert "gazette-1" not in markdown.matrix(queries.matrix(told, dossier), queries.cited(told, dossier))


def test_a_reprint_that_lies_further_back_than_the_latest_is_not_looked_up(
    ledger: Ledger, make_reading: MakeReading, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"courier-1": "2031-05-01", "gazette-1": "2031-05-02", "post-1": "2031-05-03"}
    for number, (name, day) in enumerate(said.items()):
        reading = make_reading(name, number)
        offer = replace(reading.positions[0], said_on=day)
        offer = replace(offer, id=position_id(article_key(reading.article), "vel-river", offer))
        made = replace(reading, article=replace(reading.article, published="2031-05-04"), positions=(offer,))
        ledger.store(made, begin(ledger, made))
    looked_up: list[int] = []

    def asked(connection: Connection, ids: Collection[int]) -> dict[int, Any]:
        looked_up.extend(ids)
        return first_told(connection, ids)

    monkeypatch.setattr(cells, "first_told", asked)
    ledger.set_comparison("vel-river", [Copies(id="c1", articles=("courier-1", "gazette-1"), origin="courier-1")])
    assert not looked_up
    ledger.set_comparison("vel-river", [Copies(id="c1", articles=("courier-1", "post-1"), origin="courier-1")])
    assert len(set(looked_up)) == 1
    assert ledger.verify() == []
