from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.pages import open_articles
from onrecord.records import Article


def opened(path: Path) -> tuple[list[Article], list[str]]:
    found = list(open_articles([str(path)]))
    return [entry for entry in found if isinstance(entry, Article)], [str(entry) for entry in found if isinstance(entry, InputError)]


@pytest.mark.parametrize(("delimiter", "mark"), [(",", ""), (";", "\ufeff"), ("\t", "")])
def test_the_first_line_names_the_columns(tmp_path: Path, delimiter: str, mark: str) -> None:
    rows = [["Text", "ID", "outlet", "published", "other"], ['"Karsia agreed.\r\nOstmark did not."', "7", "The Vel Courier", "2031-05", "x"]]
    path = tmp_path / "table.csv"
    path.write_bytes((mark + "\r\n".join(delimiter.join(row) for row in rows) + "\r\n").encode())
    articles, errors = opened(path)
    assert errors == []
    expected = {"text": "Karsia agreed.\r\nOstmark did not.", "outlet": "The Vel Courier", "published": "2031-05"}
    assert articles == [Article(id="7", published_by="metadata", **expected)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id,body\n1,x\n", 'names no column "text"'),
        (b"", "nothing in it"),
        (b"id,text\n1,\n", "no text"),
        (b"id,text,published\n1,Karsia,yesterday\n", "'yesterday'"),
        (b"id,text\n1\n", "`text`"),
        (b"id,text\n1,\xff\n", "not UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_clear_line(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    articles, errors = opened(path)
    assert articles == []
    assert len(errors) == 1
    assert says in errors[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(content=st.binary(max_size=200) | st.text(alphabet='id,text;"\n\r\t ', max_size=80).map(str.encode))
def test_any_bytes_are_a_table_or_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(b"id,text\n" + content)
    for entry in open_articles([str(path)]):
        assert isinstance(entry, Article | InputError)


def test_parquet_rows_are_read(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "rows.parquet"
    parquet.write_table(pa.table({"id": [1, 2], "text": ["Karsia agreed.", None], "other": [0.5, 0.5]}), path)
    articles, errors = opened(path)
    assert [(article.id, article.text) for article in articles] == [("1", "Karsia agreed.")]
    assert "rows.parquet:2: " in errors[0]
    path.write_bytes(path.read_bytes()[:-20])
    assert "damaged" in opened(path)[1][0]


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return load(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    path = tmp_path / "rows.parquet"
    path.write_bytes(b"PAR1")
    assert "onrecord[parquet]" in opened(path)[1][0]
