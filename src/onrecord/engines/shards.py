"""Readings as Parquet files, one for each shard of the input: what a cluster leaves behind, and a ledger takes in.

A row is one reading (as JSON, with its text), or the reason why there is none. What was read with which dossier stands in the file itself, so that
nothing else is needed to load it. The columns beside the reading are for those who look into the files with other tools.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from onrecord.errors import InputError, OnrecordError
from onrecord.pages import Once, Screen
from onrecord.records import Dossier, Reader, Reading, given_text

ENDING = ".parquet"
_COLUMNS = ("where", "article", "page", "outlet", "url", "published", "statements", "positions", "reading", "reason")
_NUMBERS = frozenset({"statements", "positions"})
_KEY = b"onrecord"
_ROWS_AT_A_TIME = 64
_NO_ARROW = "readings in .parquet files need pyarrow; install it with: pip install 'onrecord[parquet]'"


class Origin(Struct, frozen=True):
    """What the readings of a shard were read by, and with."""

    reader: Reader
    dossier: Dossier
    options: dict[str, str] = {}


class Row(Struct, frozen=True):
    """What became of one article or page: where it was found, its id and a hash of the page (empty but for pages of web archives)."""

    where: str
    article: str
    page: str
    result: Reading | InputError


class Shard(Struct, frozen=True):
    """An open shard: its file, by what it was read, and its rows, which are read as they are asked for."""

    name: str
    origin: Origin
    rows: Iterator[Row]


def write_shard(path: str, origin: Origin, rows: Iterable[Row]) -> None:
    """Write a shard to a file or an address. It is there when it is whole, and not before."""
    pa, parquet = _arrow()
    fields = [pa.field(name, pa.int32() if name in _NUMBERS else pa.string()) for name in _COLUMNS]
    schema = pa.schema(fields, metadata={_KEY: msgspec.json.encode(origin)})
    with _written(path) as stream, parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        batch: list[dict[str, Any]] = []
        for row in rows:
            batch.append(_columns(row))
            if len(batch) == _ROWS_AT_A_TIME:
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
                batch = []
        if batch:
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def open_shards(paths: Sequence[str]) -> Iterator[Shard | InputError]:
    """The shards in files, folders and at addresses, in the order of their names. An InputError for what is none."""
    for name, path in _found(paths):
        try:
            yield _opened(name, path)
        except InputError as error:
            yield error


def readings_in(shards: Iterable[Shard | InputError]) -> Iterator[tuple[Origin | None, Reading | InputError]]:
    """All that stands in shards, in order, as reading the whole input in one go would have given it; with what it was read by."""
    once = Once(Screen())
    for shard in shards:
        if isinstance(shard, InputError):
            yield None, shard
            continue
        try:
            for row in shard.rows:
                if not row.article:
                    yield shard.origin, row.result
                    continue
                for result in once.checked(row.where, row.article, row.page.encode("ascii"), row.result):
                    yield shard.origin, result
        except InputError as error:
            yield shard.origin, error


def is_whole(path: str) -> bool:
    """Whether a shard was written before."""
    if "://" not in path:
        return Path(path).is_file()
    from fsspec.core import url_to_fs  # noqa: PLC0415  not installed everywhere

    system, inner = url_to_fs(path)
    return bool(system.exists(inner))


def _columns(row: Row) -> dict[str, Any]:
    found = {"where": row.where, "article": row.article, "page": row.page}
    if isinstance(row.result, InputError):
        return {**dict.fromkeys(_COLUMNS), **found, "reason": f"{row.result.where}\n{row.result.reason}"}
    article = row.result.article
    return found | {
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published,
        "statements": len(row.result.statements),
        "positions": len(row.result.positions),
        "reading": msgspec.json.encode(row.result).decode("utf-8"),
        "reason": None,
    }


def _row(columns: dict[str, Any], here: str) -> Row:
    """A row of a shard; raises InputError for one that onrecord did not write."""
    try:
        if columns["reading"] is None:
            where, _, reason = str(columns["reason"]).partition("\n")
            return Row(columns["where"], columns["article"] or "", columns["page"] or "", InputError(where, reason))
        reading = msgspec.json.decode(columns["reading"], type=Reading)
    except (msgspec.DecodeError, KeyError, TypeError) as error:
        raise InputError(here, f"this row is no reading ({error}); read its shard again") from error
    if not given_text(reading.article):
        raise InputError(here, "this reading came without its text; read its shard again")
    return Row(columns["where"], columns["article"], columns["page"] or "", reading)


def _found(paths: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Each file of the paths: what messages call it, and what it is opened by."""
    for given in paths:
        if "://" in given:
            yield from _found_elsewhere(given)
        elif Path(given).is_dir():
            yield from ((str(path), path) for path in sorted(Path(given).glob(f"*{ENDING}")))
        else:
            yield given, Path(given)


def _found_elsewhere(address: str) -> Iterator[tuple[str, Any]]:
    from fsspec.core import url_to_fs  # noqa: PLC0415  not installed everywhere

    system, path = url_to_fs(address)
    for each in [path] if path.endswith(ENDING) else sorted(system.glob(f"{path.rstrip('/')}/*{ENDING}")):
        yield system.unstrip_protocol(each), system.open(each, "rb")


def _opened(name: str, path: Any) -> Shard:
    pa, parquet = _arrow()
    try:
        table = parquet.ParquetFile(path)
        origin = msgspec.json.decode((table.schema_arrow.metadata or {})[_KEY], type=Origin)
    except FileNotFoundError as error:
        raise InputError(name, "there is no such file or folder; check the path") from error
    except KeyError as error:
        raise InputError(name, "this is no shard of readings; to read articles from it: onrecord read") from error
    except (pa.ArrowException, msgspec.DecodeError, OSError, ValueError) as error:
        raise InputError(name, f"it is no shard of readings, or it is damaged ({' '.join(str(error).split())[:200]}); read it again") from error
    return Shard(name, origin, _rows(table, name))


def _rows(table: Any, name: str) -> Iterator[Row]:
    pa, _ = _arrow()
    number = 0
    try:
        with table:
            for batch in table.iter_batches(batch_size=_ROWS_AT_A_TIME):
                for columns in batch.to_pylist():
                    number += 1
                    yield _row(columns, f"{name}:{number}")
    except (pa.ArrowException, OSError) as error:
        raise InputError(name, f"it is damaged behind row {number} ({' '.join(str(error).split())[:200]}); read its shard again") from error


class _written:  # noqa: N801  it reads as what it does
    """A file, or an object at an address, that is put in its place when it is whole."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._stream: Any = None

    def __enter__(self) -> Any:
        if "://" in self._path:
            import fsspec  # noqa: PLC0415  not installed everywhere

            # An object is put in its place when it is closed.
            self._stream = fsspec.open(self._path, "wb").open()
        else:
            self._stream = Path(self._beside()).open("wb")
        return self._stream

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._stream.close()
        if "://" in self._path:
            return
        if kind is None:
            Path(self._beside()).replace(self._path)
        else:
            Path(self._beside()).unlink()

    def _beside(self) -> str:
        # Each process has a name of its own for it: a task that was given up may still be at it.
        return f"{self._path}.{os.getpid()}.part"


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415  heavy, and not installed everywhere
        from pyarrow import parquet  # noqa: PLC0415  the same
    except ImportError as error:
        raise OnrecordError(_NO_ARROW) from error
    return pa, parquet
