"""What pages show as flat rows: every row leads to its words, and columns stay what they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.records import Occasion, given_text
from onrecord.views import Record, tables
from onrecord.views.actor import actor_page
from onrecord.views.answers import answer_list
from onrecord.views.article import article_page
from onrecord.views.conflicts import conflicts
from onrecord.views.dossier import dossier_page
from onrecord.views.matrix import matrix
from onrecord.views.occasion import occasion_page
from onrecord.views.shifts import shifts
from onrecord.views.sources import sources
from onrecord.views.tables import Table
from onrecord.views.term import term_page
from tests.views.dispute import trails

ALL = {name: table for name, table in vars(tables).items() if isinstance(table, Table)}


def shown(record: Record) -> Iterator[tuple[Table[Any], Any]]:
    yield tables.MATRIX, matrix(record)
    yield tables.MATRIX, matrix(record, "side")
    yield from ((tables.TRAIL, trail) for trail in trails(record))
    yield tables.SHIFTS, shifts(record)
    yield tables.CONFLICTS, conflicts(record)
    yield from ((tables.ARTICLE, article_page(record, article)) for article in record.by_article)
    yield from ((tables.TERM, term_page(record, term)) for term in record.known_terms)
    yield from ((tables.ACTOR, actor_page(record, actor)) for actor in record.known_actors)
    yield from ((tables.OCCASION, occasion_page(record, row.id)) for row in record.comparison if isinstance(row, Occasion))
    yield tables.ANSWERS, answer_list(record)
    yield tables.SOURCES, sources(record)
    yield tables.DOSSIER, dossier_page(record)


def test_every_row_leads_to_its_words(ferry: Record) -> None:
    sources = {reading.article.id: {"text": given_text(reading.article), "title": reading.article.title or ""} for reading in ferry.readings}
    rows = [row for table, page in shown(ferry) for row in table.rows(page)]
    others = ("from_", "to_", "answer_")
    ends = [{name.removeprefix(end): value for name, value in row.items()} for row in rows for end in others if f"{end}words" in row]
    told = [row for row in (*rows, *ends) if "words" in row]
    assert len(told) > 50
    for row in told:
        assert sources[row["article"]][row["field"]][row["start"] : row["end"]] == row["words"]
    assert any(row["url"] and "#:~:text=" in row["url"] for row in told)


def test_rows_have_no_column_that_their_table_does_not_name(ferry: Record) -> None:
    for table, page in shown(ferry):
        assert {name for row in table.rows(page) for name in row} <= set(table.columns)


@pytest.mark.parametrize("table", ALL.values(), ids=ALL)
def test_columns_are_named_once(table: Table[Any]) -> None:
    assert len(set(table.columns)) == len(table.columns)


def test_a_trail_has_a_row_for_each_passage(ferry: Record) -> None:
    for trail in trails(ferry):
        rows = [row for row in tables.TRAIL.rows(trail) if row["kind"] == "position"]
        assert len(rows) == sum(len(point.passages) for point in (*trail.points, *trail.undated))
        assert len([row for row in rows if row["passage"] == 1]) == trail.positions


def test_a_table_without_rows_has_its_columns() -> None:
    assert tables.SHIFTS.csv(()).decode().strip() == ",".join(tables.SHIFTS.columns)


def test_a_table_is_a_csv_file_that_no_spreadsheet_runs(ferry: Record, hostile_id: str) -> None:
    page = article_page(ferry, hostile_id)
    assert page is not None
    rows = list(csv.DictReader(io.StringIO(tables.ARTICLE.csv(page).decode(), newline="")))
    assert [row["stance"] for row in rows] == ["against"]
    assert rows[0]["article"] == hostile_id
