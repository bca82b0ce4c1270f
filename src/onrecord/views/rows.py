"""Flat rows as JSON, JSON lines or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TextIO

RowFormat = Literal["json", "jsonl", "csv"]

# A spreadsheet runs a cell that begins like this as a formula, and article texts are not ours (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: RowFormat, stream: TextIO) -> None:
    """Write `rows` with the given columns, in this order.

    In JSON, values stay what they are. In CSV, None is an empty cell, a list is its items joined by "; ", and text that a spreadsheet
    would run as a formula gets an apostrophe in front.
    """
    if form == "csv":
        writer = csv.writer(stream)  # lines end as RFC 4180 says; a carriage return inside a cell is then quoted too
        writer.writerow(columns)
        writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
        return
    picked = [{column: row.get(column) for column in columns} for row in rows]
    if form == "json":
        stream.write(json.dumps(picked, ensure_ascii=False, indent=1) + "\n")
    else:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in picked)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    words = "; ".join(str(item) for item in value) if isinstance(value, (list, tuple)) else str(value)
    return "'" + words if isinstance(value, (str, list, tuple)) and words.startswith(_FORMULA_STARTS) else words
