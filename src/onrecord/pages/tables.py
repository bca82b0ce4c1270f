"""Tables: .csv files and .parquet files whose columns are named as the fields of a row are (id, text, title, outlet, byline, url, published)."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from onrecord.errors import InputError
from onrecord.pages.rows import LARGEST_ARTICLE, NOTHING, TOO_LARGE, Found, Row, article_of_row

_NEEDED = ("id", "text")
_COLUMNS = Row.__struct_fields__
# Between the fields of a table; the one that the first line has most of is taken. A European spreadsheet writes semicolons.
_DELIMITERS = ",;\t|"
# Rows of a .parquet file that are held at a time, and the most bytes that its own figures may say a block of rows has.
_ROWS_AT_A_TIME = 64
_LARGEST_BLOCK = 500_000_000
_NO_READER = "reading .parquet files needs pyarrow; install it with: pip install 'onrecord[parquet]'"


def read_csv(stream: BinaryIO, where: str) -> Iterator[Found]:
    """Each row of a .csv file ("file:line", the line it ends on) and its article, or why there is none; one row is held at a time."""
    csv.field_size_limit(LARGEST_ARTICLE)
    lines = _text_lines(stream, where)
    header = next((line for line in lines if line.strip()), "")
    delimiter = max(_DELIMITERS, key=header.count)
    names = [name.strip('" \r\n').lower() for name in header.split(delimiter)]
    if not header:
        yield where, InputError(where, NOTHING)
        return
    missing = _missing(names)
    if missing:
        yield where, InputError(where, f"its first line names no column {missing}; name the columns {', '.join(_COLUMNS)}")
        return
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        here = f"{where}:{rows.line_num + 2}"
        try:
            fields = next(rows, None)
        except csv.Error as error:
            yield here, InputError(here, f"from this line on it is not a table ({error}); check its quotation marks")
            return
        if fields is None:
            return
        if fields:
            yield here, _article(dict(zip(names, fields, strict=False)), here)


def read_parquet(path: Path | BinaryIO, where: str) -> Iterator[Found]:
    """Each row of a .parquet file ("file:row") and its article, or why there is none."""
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415  heavy, and not installed everywhere
    except ImportError:
        yield where, InputError(where, _NO_READER)
        return
    try:
        with parquet.ParquetFile(path) as table:
            names = {name.strip().lower(): name for name in table.schema_arrow.names}
            missing = _missing(names)
            if missing:
                yield where, InputError(where, f"it has no column {missing}; name its columns {', '.join(_COLUMNS)}")
                return
            sizes = [table.metadata.row_group(number).total_byte_size for number in range(table.metadata.num_row_groups)]
            if max(sizes, default=0) > _LARGEST_BLOCK:
                yield where, InputError(where, f"a block of its rows has over {_LARGEST_BLOCK // 1_000_000} MB; write it with smaller row groups")
                return
            columns = [names[name] for name in _COLUMNS if name in names]
            yield from _batches(table.iter_batches(batch_size=_ROWS_AT_A_TIME, columns=columns), where)
    except (ArrowException, OSError, ValueError, MemoryError) as error:
        told = " ".join(str(error).split())[:200]
        yield where, InputError(where, f"it is not a .parquet file, or it is damaged ({told}); fetch it again")


def _batches(batches: Iterator[Any], where: str) -> Iterator[Found]:
    number = 0
    for batch in batches:
        for fields in batch.to_pylist():
            number += 1
            here = f"{where}:{number}"
            yield here, _article({name.strip().lower(): value for name, value in fields.items()}, here)
    if not number:
        yield where, InputError(where, NOTHING)


def _missing(names: Any) -> str:
    return " and no column ".join(f'"{name}"' for name in _NEEDED if name not in names)


def _article(fields: dict[str, Any], where: str) -> Any:
    fields = {name: _plain(fields[name]) for name in _COLUMNS if fields.get(name) is not None}
    if len(str(fields.get("text", ""))) > LARGEST_ARTICLE:
        return InputError(where, TOO_LARGE)
    try:
        return article_of_row(msgspec.convert(fields, Row), where)
    except msgspec.ValidationError as error:
        return InputError(where, f'{" ".join(str(error).split())}; a row needs "id" and "text", and all fields are texts')


def _plain(value: object) -> object:
    """A cell as a row of JSON would have it: numbers that name an article, and days, as texts."""
    if isinstance(value, date):
        return value.isoformat()[: len("2024-07-04")]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _text_lines(stream: BinaryIO, where: str) -> Iterator[str]:
    """The lines of a text stream in UTF-8, their ends untouched; a line over the limit, or one that is not UTF-8, raises InputError."""
    number = 0
    while line := stream.readline(LARGEST_ARTICLE + 1):
        number += 1
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if len(line) > LARGEST_ARTICLE:
            raise InputError(f"{where}:{number}", TOO_LARGE)
        try:
            yield line.decode("utf-8").replace("\x00", "�")
        except UnicodeDecodeError as error:
            raise InputError(f"{where}:{number}", f"this line is not UTF-8 (at byte {error.start}); save the table as UTF-8") from error
