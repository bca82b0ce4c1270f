"""The data of the pages of a report, beside them: the same as the web pages give."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.reports.contents import Sheet
from onrecord.views import tables
from onrecord.views.rows import write_rows
from onrecord.views.tables import Table

_TABLES: dict[str, Table[Any]] = {
    "matrix": tables.MATRIX,
    "sides": tables.MATRIX,
    "shifts": tables.SHIFTS,
    "conflicts": tables.CONFLICTS,
    "answers": tables.ANSWERS,
    "occasions": tables.OCCASIONS,
    "occasion": tables.OCCASION,
    "term": tables.TERM,
    "actor": tables.ACTOR,
    "trail": tables.TRAIL,
    "side-trail": tables.TRAIL,
    "sources": tables.SOURCES,
    "article": tables.ARTICLE,
}


def data_of(sheet: Sheet) -> Iterator[tuple[str, bytes]]:
    """What a page shows as JSON and as CSV: endings and contents."""
    yield "json", _as_json(sheet.shown)
    yield "csv", _as_csv(_TABLES[sheet.part.kind], sheet.shown)


def _as_json(shown: Any) -> bytes:
    # On one line, for there is a file beside every page. Half of a surrogate pair is written as an escape, which JSON allows and UTF-8 does not.
    return (json.dumps(msgspec.to_builtins(shown), ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "backslashreplace")


def _as_csv(table: Table[Any], shown: Any) -> bytes:
    stream = io.StringIO(newline="")
    write_rows([*table.rows(shown)], table.columns, "csv", stream)
    return stream.getvalue().encode("utf-8", "replace")
