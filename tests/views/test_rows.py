"""Rows for other programs: values as they are in JSON, safe cells in CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from onrecord.views.rows import RowFormat, write_rows

WORDS = "“Open the gates,” she said.\nTwice."
ROWS: list[dict[str, Any]] = [
    {"holder": "orlan", "conditions": ["withdraw", "ceasefire"], "reports": 2, "changed": True, "day": None, "words": WORDS},
    {"holder": "tavel", "conditions": [], "reports": -1, "changed": False, "day": "2031-10", "words": '=HYPERLINK("x")'},
]
COLUMNS = ("holder", "conditions", "reports", "changed", "day", "words")


def written(form: RowFormat) -> str:
    stream = io.StringIO(newline="")
    write_rows(ROWS, COLUMNS, form, stream)
    return stream.getvalue()


def test_json_and_json_lines_hold_the_values_as_they_are() -> None:
    assert json.loads(written("json")) == ROWS
    assert [json.loads(line) for line in written("jsonl").splitlines()] == ROWS


def test_csv_holds_one_line_a_row_and_empty_cells_for_what_is_not_known() -> None:
    rows = list(csv.reader(io.StringIO(written("csv"), newline="")))
    assert rows[0] == list(COLUMNS)
    assert rows[1] == ["orlan", "withdraw; ceasefire", "2", "true", "", WORDS]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_words_that_a_spreadsheet_would_run_are_disarmed(start: str) -> None:
    stream = io.StringIO(newline="")
    write_rows([{"words": f"{start}cmd"}], ["words"], "csv", stream)
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [["words"], [f"'{start}cmd"]]


def test_a_negative_number_is_no_formula() -> None:
    assert written("csv").splitlines()[-1].split(",")[2] == "-1"
