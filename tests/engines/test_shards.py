"""Readings as Parquet files: what comes out is what went in, and what is damaged is said."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pyarrow as pa
import pytest
from pyarrow import parquet

from onrecord.engines import read_all
from onrecord.engines.shards import Origin, Row, open_shards, readings_in, write_shard
from onrecord.errors import InputError
from onrecord.reading import reader
from onrecord.records import Article, Dossier, Reading


@pytest.fixture
def readings(vel_dossier: Dossier) -> list[Reading]:
    text = "Karsian President Mira Orlan said on Monday that Karsia would open the gates of the Sarn dam, report {}."
    articles = [Article(id=f"gates-{number}", text=text.format(number), outlet="The Vel Courier") for number in range(70)]
    return [result for result in read_all(articles, vel_dossier, fast=True) if isinstance(result, Reading)]


@pytest.fixture
def origin(vel_dossier: Dossier) -> Origin:
    return Origin(reader(fast=True), vel_dossier, {"state media": "x"})


def rows_of(readings: list[Reading]) -> list[Row]:
    return [Row(f"rows.jsonl:{number}", reading.article.id, "", reading) for number, reading in enumerate(readings, start=1)]


def results(*paths: Path) -> list[Reading | str]:
    return [str(result) if isinstance(result, InputError) else result for _, result in readings_in(open_shards([str(path) for path in paths]))]


def test_what_comes_out_is_what_went_in(tmp_path: Path, readings: list[Reading], origin: Origin) -> None:
    error = InputError("rows.jsonl:99", "this line is not JSON; write one object a line")
    write_shard(str(tmp_path / "b.parquet"), origin, rows_of(readings[5:]))
    write_shard(str(tmp_path / "a.parquet"), origin, [*rows_of(readings[:5]), Row("rows.jsonl:99", "", "", error)])
    assert results(tmp_path) == [*readings[:5], str(error), *readings[5:]]
    assert next(readings_in(open_shards([str(tmp_path / "a.parquet")])))[0] == origin


def test_shards_lie_at_addresses_too(readings: list[Reading], origin: Origin) -> None:
    write_shard("memory://shards/a.parquet", origin, rows_of(readings[:2]))
    assert [result for _, result in readings_in(open_shards(["memory://shards"]))] == readings[:2]


def test_an_id_that_two_shards_give_is_an_error_of_the_second(tmp_path: Path, readings: list[Reading], origin: Origin) -> None:
    for name in ("a", "b"):
        write_shard(str(tmp_path / f"{name}.parquet"), origin, rows_of(readings[:1]))
    first, second = results(tmp_path)
    assert first == readings[0]
    assert second == "rows.jsonl:1: the id 'gates-0' was given before; give each article an id of its own"


def test_a_page_that_two_shards_have_unchanged_comes_once(tmp_path: Path, readings: list[Reading], origin: Origin) -> None:
    same, changed = Row("a@0", "gates-0", "aa", readings[0]), Row("b@9", "gates-0", "bb", readings[1])
    write_shard(str(tmp_path / "a.parquet"), origin, [same])
    write_shard(str(tmp_path / "b.parquet"), origin, [same, changed])
    assert results(tmp_path) == [readings[0], readings[1]]


def test_a_shard_that_fails_half_way_is_not_there(tmp_path: Path, readings: list[Reading], origin: Origin) -> None:
    def failing() -> list[Row]:
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write_shard(str(tmp_path / "a.parquet"), origin, (row for _ in range(1) for row in failing()))
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_shard_is_one_clear_line(tmp_path: Path, readings: list[Reading], origin: Origin) -> None:
    whole = tmp_path / "whole.parquet"
    write_shard(str(whole), origin, rows_of(readings))
    (tmp_path / "cut.parquet").write_bytes(whole.read_bytes()[:-50])
    parquet.write_table(pa.table({"id": ["a"]}), tmp_path / "other.parquet")
    without_text = msgspec.json.encode(msgspec.structs.replace(readings[0], article=Article(id="a"))).decode()
    columns = {name: ["x"] for name in ("where", "article", "page", "reason")}
    metadata = {b"onrecord": msgspec.json.encode(origin)}
    for name, reading in (("bad", "{"), ("bare", without_text)):
        table = pa.table(columns | {"reading": [reading]}).replace_schema_metadata(metadata)
        parquet.write_table(table, tmp_path / f"{name}.parquet")
    told = {name: results(tmp_path / f"{name}.parquet")[-1] for name in ("cut", "other", "bad", "bare", "none")}
    says = {"cut": "damaged", "other": "no shard of readings", "bad": "is no reading", "bare": "without its text", "none": "no such file"}
    for name, words in says.items():
        assert words in str(told[name])
