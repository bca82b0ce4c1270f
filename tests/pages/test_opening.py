from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.pages import open_articles
from onrecord.pages import rows as rows_module
from onrecord.records import Article, given_text


def opened(*paths: Path | str, stdin: bytes | None = None) -> tuple[list[Article], list[str]]:
    found = list(open_articles([str(path) for path in paths], stdin=None if stdin is None else io.BytesIO(stdin)))
    return [entry for entry in found if isinstance(entry, Article)], [str(entry) for entry in found if isinstance(entry, InputError)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def test_a_text_keeps_its_line_ends_and_loses_its_mark(tmp_path: Path) -> None:
    articles, errors = opened(write(tmp_path / "a.txt", b"\xef\xbb\xbfKarsia agreed.\r\nOstmark did not.\r\n"))
    assert not errors
    assert articles == [Article(id="a", text="Karsia agreed.\r\nOstmark did not.\r\n")]


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "sub/c.TXT", ".git/d.txt", "notes.pdf"):
        write(tmp_path / name, f"Text of {name}.")
    articles, errors = opened(tmp_path)
    assert [article.id for article in articles] == ["a", "b", "c"]
    assert not errors


def test_stems_that_collide_are_named_by_their_path(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "y/b.txt"):
        write(tmp_path / name, "The barges passed.")
    assert [article.id for article in opened(tmp_path)[0]] == ["x/a.txt", "y/a.txt", "b"]


def test_rows_carry_their_metadata(tmp_path: Path) -> None:
    row = {
        "id": "r1",
        "text": "Karsia agreed.",
        "title": "Karsia agrees",
        "outlet": "The Courier",
        "url": "https://courier.example/1",
        "published": "2031-05",
    }
    articles, errors = opened(write(tmp_path / "rows.jsonl", json.dumps(row | {"other": [1]}) + "\n\n"))
    assert not errors
    assert articles[0] == Article(**row, published_by="metadata")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('{"id": "a", "text": "x"', "rows.jsonl:1: this line is not JSON"),
        ('{"text": "x"}', "`id`"),
        ('{"id": "a"}', "`text`"),
        ('{"id": 7, "text": "x"}', "in `id`"),
        ('{"id": "a", "text": "x", "title": 3}', "in `title`"),
        ('{"id": "a", "text": "x", "published": "yesterday"}', "'yesterday'"),
        ('{"id": "a", "text": "x", "published": "2031-02-30"}', "2031-02-30"),
        ('{"id": "a", "text": "  "}', "no text"),
        ('{"id": "a", "text": "x\\u0000"}', "NUL"),
        ('{"id": "", "text": "x"}', '"id" is empty'),
        ("[1]", "expected `object`"),
        ("\xff", "not JSON"),
    ],
)
def test_a_bad_row_is_one_clear_line_and_the_rest_is_read(tmp_path: Path, row: str, says: str) -> None:
    content = row.encode("latin-1") + b'\n{"id": "good", "text": "Karsia agreed."}\n'
    articles, errors = opened(write(tmp_path / "rows.jsonl", content))
    assert [article.id for article in articles] == ["good"]
    assert len(errors) == 1
    assert says in errors[0]
    assert "\n" not in errors[0]
    assert "; " in errors[0]


def test_an_id_given_twice_is_an_error_of_that_row(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": name, "text": "Karsia agreed."}) + "\n" for name in ("a", "b", "a"))
    articles, errors = opened(write(tmp_path / "rows.jsonl", rows))
    assert [article.id for article in articles] == ["a", "b"]
    assert errors[0].startswith(f"{tmp_path / 'rows.jsonl'}:3: the id 'a' was given before")


def test_the_same_file_given_twice_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Karsia agreed.")
    articles, errors = opened(path, path)
    assert len(articles) == 1
    assert "given before" in errors[0]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n ", "no text"),
        ("binary.txt", b"\x89PNG\x00\x01\x02", "binary"),
        ("control.txt", b"\x01\x02\x03\x04 x", "control characters"),
        ("rows.jsonl", b"\n", "nothing in it"),
        ("rows.jsonl.gz", b"plain", "not a gzip file"),
        ("rows.jsonl.gz", gzip.compress(b'{"id": "a", "text": "x"}\n' * 999)[:-20], "ends too early"),
        ("page.html", b"<html><body></body></html>", "no article"),
        ("mark.txt", b"\xff\xfea", "byte-order mark"),
        ("what.pdf", b"x", "not read"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = write(tmp_path / name, content)
    _, errors = opened(path)
    last = errors[-1]
    assert last.startswith(str(path))
    assert says in last
    assert "\n" not in last


def test_missing_paths_and_empty_folders_are_named(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    _, errors = opened(tmp_path / "missing.txt", tmp_path / "void", "bad\0name")
    assert "there is no such file" in errors[0]
    assert "no articles are in this folder" in errors[1]
    assert len(errors) == 3


def test_articles_over_the_limit_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "LARGEST_ARTICLE", 100)
    monkeypatch.setattr("onrecord.pages.opening.LARGEST_ARTICLE", 100)
    long = json.dumps({"id": "long", "text": "x" * 500})
    rows = write(tmp_path / "rows.jsonl", long + '\n{"id": "b", "text": "Karsia agreed."}\n' + long)
    articles, errors = opened(rows, write(tmp_path / "long.txt", "x" * 101))
    assert [article.id for article in articles] == ["b"]
    assert [error.split(": ")[0].rsplit("/", 1)[1] for error in errors] == ["rows.jsonl:1", "rows.jsonl:3", "long.txt"]


@pytest.mark.parametrize(
    ("given", "name", "text"),
    [
        (b'\n{"id": "a", "text": "Karsia agreed."}\n', "a", "Karsia agreed."),
        (b"Karsia agreed.\nOstmark did not.\n", "stdin", "Karsia agreed.\nOstmark did not.\n"),
    ],
)
def test_standard_input_is_rows_or_one_text(given: bytes, name: str, text: str) -> None:
    articles, errors = opened("-", stdin=given)
    assert not errors
    assert [(article.id, article.text) for article in articles] == [(name, text)]


def test_a_text_longer_than_a_book_is_no_article(tmp_path: Path) -> None:
    long = "Karsia agreed. " * 140_000
    articles, errors = opened(write(tmp_path / "long.txt", long), write(tmp_path / "rows.jsonl", json.dumps({"id": "a", "text": long})))
    assert articles == []
    assert all("2,000,000 characters" in error for error in errors)
    assert len(errors) == 2


def test_standard_input_twice_or_missing_is_an_error() -> None:
    assert "no standard input" in opened("-")[1][0]
    assert "no standard input" in opened("-", "-", stdin=b"Karsia agreed.")[1][0]
    assert "empty" in opened("-", stdin=b"")[1][0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_plain_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = "“The river is ours”, said the minister of Karsia – again."
    articles, _ = opened(write(tmp_path / "a.txt", text.encode(encoding)))
    assert articles[0].text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("“The river is ours”, said the minister – again. The café by the lock stayed open for another week.", "cp1252"),
        ("Министры обеих стран встретились в понедельник у реки и договорились пропускать баржи до конца уборки урожая.", "cp1251"),
    ],
)
def test_an_undeclared_encoding_is_detected_where_it_is_sure(tmp_path: Path, text: str, encoding: str) -> None:
    articles, _ = opened(write(tmp_path / "a.txt", text.encode(encoding)))
    assert [article.text for article in articles] == [text]


def test_an_encoding_that_is_not_sure_is_an_error(tmp_path: Path) -> None:
    articles, errors = opened(write(tmp_path / "a.txt", bytes(range(0x80, 0x100)) * 3))
    assert not articles
    assert "save it as UTF-8" in errors[0]


def test_a_page_may_declare_its_encoding(tmp_path: Path) -> None:
    body = "".join(
        f"<p>The café by the Vel river stayed open on day {day}, said the owner, who had seen five such quarrels before.</p>" for day in range(9)
    )
    page = f'<html><head><meta charset="iso-8859-1"><title>Café</title></head><body><article>{body}</article></body></html>'
    articles, errors = opened(write(tmp_path / "a.html", page.encode("cp1252")))
    assert not errors
    assert "The café by" in given_text(articles[0])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(content=st.binary(max_size=300), ending=st.sampled_from([".txt", ".jsonl", ".jsonl.gz", ".html"]))
def test_any_bytes_become_articles_or_errors(tmp_path: Path, content: bytes, ending: str) -> None:
    for entry in open_articles([str(write(tmp_path / f"any{ending}", content)), "-"], stdin=io.BytesIO(content)):
        assert isinstance(entry, InputError) or given_text(entry).strip()
