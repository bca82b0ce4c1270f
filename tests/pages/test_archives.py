from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.pages import archives, open_articles
from onrecord.records import Article, given_text


def packed(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def opened(*paths: Path) -> tuple[list[Article], list[str]]:
    found = list(open_articles([str(path) for path in paths]))
    return [entry for entry in found if isinstance(entry, Article)], [str(entry) for entry in found if isinstance(entry, InputError)]


def test_a_zip_file_is_read_as_a_folder_is(tmp_path: Path) -> None:
    rows = '{"id": "r", "text": "Karsia agreed."}\n'
    members: dict[str, bytes | str] = {
        "sub/b.txt": "Ostmark did not.",
        "a.txt": "Karsia did.",
        "rows.jsonl.gz": gzip.compress(rows.encode()),
        "notes.pdf": "x",
        ".hidden.txt": "x",
        "__MACOSX/._a.txt": "x",
    }
    articles, errors = opened(packed(tmp_path / "news.zip", members))
    assert [(article.id, article.text) for article in articles] == [("a", "Karsia did."), ("r", "Karsia agreed."), ("b", "Ostmark did not.")]
    assert errors == []


def test_stems_that_collide_inside_and_outside_are_named_by_their_paths(tmp_path: Path) -> None:
    packed(tmp_path / "news.zip", {"sub/a.txt": "Karsia did."})
    (tmp_path / "a.txt").write_text("Ostmark did not.", "utf-8")
    assert [article.id for article in opened(tmp_path)[0]] == ["a.txt", "news.zip/sub/a.txt"]


def test_compressed_texts_and_pages_are_read(tmp_path: Path) -> None:
    path = tmp_path / "note.txt.gz"
    path.write_bytes(gzip.compress(b"Karsia agreed."))
    assert [(article.id, given_text(article)) for article in opened(path)[0]] == [("note", "Karsia agreed.")]


@pytest.mark.parametrize(
    ("members", "says"),
    [({"a.txt": b"a" * 150_000_000}, "hundredfold"), ({}, "no articles are in this file"), ({"inner.zip": b"PK"}, "no articles are in this file")],
)
def test_what_is_no_archive_of_articles_is_one_clear_line(tmp_path: Path, members: dict[str, bytes | str], says: str) -> None:
    articles, errors = opened(packed(tmp_path / "news.zip", members))
    assert articles == []
    assert len(errors) == 1
    assert says in errors[0]


def test_a_gzip_file_may_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_ALLOWED", 10_000)
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "a", "text": "Karsia agreed."}\n' + b" " * 10_000_000))
    articles, errors = opened(path)
    assert len(articles) <= 1
    assert "hundredfold" in errors[-1]


def test_damaged_and_locked_archives_are_named(tmp_path: Path) -> None:
    sound = packed(tmp_path / "sound.zip", {"a.txt": "Karsia agreed. " * 50}).read_bytes()
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(sound[:40] + b"\xff\xff\xff" + sound[43:])
    cut = tmp_path / "cut.zip"
    cut.write_bytes(sound[:-30])
    locked = tmp_path / "locked.zip"
    # The flag by which a member says that it is encrypted, in its own header and in the directory.
    content = bytearray(sound)
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(bytes(content))
    articles, errors = opened(damaged, cut, locked)
    assert articles == []
    assert [any(word in error for word in ("damaged", "unpacked")) for error in errors] == [True, True, True]


def test_a_member_without_a_name_is_passed_over(tmp_path: Path) -> None:
    path = packed(tmp_path / "news.zip", {"x": "nameless", "a.txt": "Karsia did."})
    content = path.read_bytes()
    # In its own header and in the archive's list: the length of the name (two bytes at 26 and 28) and the name itself.
    local, listed = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    shorter = content[:local] + content[local : local + 26] + b"\0\0" + content[local + 28 : local + 30] + content[local + 31 : listed]
    entry = content[listed:]
    entry = entry[:28] + b"\0\0" + entry[30:46] + entry[47:]
    # Everything behind the first name moved by one byte; the list says where the second member and the list itself begin.
    second, end = entry.index(b"PK\x01\x02", 4), entry.index(b"PK\x05\x06")
    where = int.from_bytes(entry[second + 42 : second + 46], "little") - 1
    entry = entry[: second + 42] + where.to_bytes(4, "little") + entry[second + 46 :]
    entry = entry[: end + 12] + (end).to_bytes(4, "little") + len(shorter).to_bytes(4, "little") + entry[end + 20 :]
    path.write_bytes(shorter + entry)
    with zipfile.ZipFile(path) as archive:
        assert "" in archive.namelist()
    articles, errors = opened(path)
    assert [article.id for article in articles] == ["a"]
    assert errors == []
