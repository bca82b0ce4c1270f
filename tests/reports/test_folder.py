"""The record as a folder of files."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from msgspec.structs import replace

from onrecord.errors import OnrecordError
from onrecord.records import Article, Dossier, Position, Reading, Span
from onrecord.reports import write_folder
from onrecord.reports.file_names import file_name
from onrecord.views import Record


class Links(HTMLParser):
    """The ids and the links of a page, and every element that asks for a file."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.asked: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.add(tag)
        self.ids |= {known["id"] or ""} if "id" in known else set()
        if tag == "a":
            self.links.append(known["href"] or "")
        self.asked += [value or "" for name, value in attrs if name in {"src", "srcset", "data"} or (tag == "link" and name == "href")]
        assert not any(name.startswith("on") or name == "style" for name in known)


@pytest.fixture(scope="module")
def folder(ferry: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "ferry"
    write_folder(ferry, path, pictures=False)
    return path


@pytest.fixture(scope="module")
def small(ferry: Record) -> Record:
    """One article, where it does not matter what is in it."""
    return replace(ferry, readings=ferry.readings[:1], comparison=())


def pages(folder: Path) -> Iterator[tuple[Path, Links]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, Links(path.read_text(encoding="utf-8"))


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def links_of(folder: Path, *, to_places: bool = True) -> set[str]:
    """The addresses of links that lead out of a folder; every other one leads to a file, and to a place in it."""
    found = dict(pages(folder))
    outward = set()
    for path, page in found.items():
        for link in page.links:
            address, place = urldefrag(link)
            if re.match(r"[a-z]+:", link):
                outward.add(address)
                continue
            assert not address.startswith("/")
            target = Path(os.path.normpath(path.parent / unquote(address))) if address else path
            assert target.is_file(), (path, link)
            if target.suffix == ".html" and place and to_places:
                assert unquote(place) in found[target].ids, (path, link)
    return outward


def test_every_link_leads_to_a_file_and_a_place_in_it(folder: Path) -> None:
    assert links_of(folder) == {"https://lowerbank.example/2041/05/07/ferry"}


def test_pages_ask_for_nothing_but_files_of_the_folder(folder: Path) -> None:
    for path, page in pages(folder):
        assert not page.tags & {"script", "iframe", "object", "form", "b"}
        for asked in page.asked:
            assert asked == "data:," or (path.parent / asked).is_file()
        text = path.read_text(encoding="utf-8")
        assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
        assert "unsafe" not in text


def test_there_is_a_page_for_each_thing_with_its_data_beside_it(folder: Path, hostile_id: str) -> None:
    names = content(folder)
    for name in ("index", "sides", "shifts", "conflicts", "answers", "occasions", "sources", "trail/vorn/ferry"):
        assert f"{name}.html" in names
    for name in (
        "matrix.csv",
        "shifts.csv",
        "answers.csv",
        "trail/vorn/ferry.csv",
        "article/pilots-letter.csv",
        f"article/{file_name(hostile_id)}.csv",
    ):
        assert names[name].count(b"\r\n") > 1
    tables, data = ({name.removesuffix(ending) for name in names if name.endswith(ending)} for ending in (".csv", ".json"))
    assert data - tables == {"report"}
    trail = json.loads(names["trail/vorn/ferry.json"])
    assert [point["stance"] for point in trail["points"]] == ["conditional", "for"]
    assert json.loads(names["matrix.json"])["dossier"] == "vel-ferry"


def test_the_same_record_gives_the_same_bytes(ferry: Record, folder: Path, tmp_path: Path) -> None:
    write_folder(ferry, tmp_path / "again", pictures=False)
    assert content(tmp_path / "again") == content(folder)


def test_ids_that_hold_anything_stay_in_the_folder(ferry: Record, tmp_path: Path) -> None:
    odd = ["../../odd/<script>", "CON", "Con", "x" * 300, "a/b", "..", "", "same", "Same", 'quote"%2e%2e', "\ud800", "#", "a?b"]
    text = "The union wants the ferry back."
    span = Span(start=0, end=len(text), text=text)
    readings = [
        Reading(
            article=Article(id=name, title=None, text=text),
            positions=(Position(id=f"p{number}", holder=name, term=name, stance="for", evidence=(span,), mode="indirect"),),
        )
        for number, name in enumerate(odd)
    ]
    folder = tmp_path / "inner" / "odd"
    folder.parent.mkdir()
    write_folder(replace(ferry, readings=tuple(readings), comparison=()), folder, pictures=False)
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]
    assert [path.name for path in folder.parent.iterdir()] == ["odd"]
    names = [*content(folder)]
    assert len({name.lower() for name in names}) == len(names)
    assert sum(name.startswith("article/") and name.endswith(".html") for name in names) == len(odd)
    # Half of a surrogate pair has no place that a link could name.
    assert links_of(folder, to_places=False) == set()


def test_a_report_of_ours_is_replaced_whole(ferry: Record, small: Record, tmp_path: Path) -> None:
    path = tmp_path / "ferry"
    write_folder(ferry, path, pictures=False)
    (path / ".DS_Store").write_bytes(b"left by a system that showed the folder")
    assert (path / "trail" / "ferrymen").exists()
    write_folder(small, path, pictures=False)
    assert [one.name for one in tmp_path.iterdir()] == ["ferry"]
    write_folder(small, tmp_path / "new", pictures=False)
    assert content(path) == content(tmp_path / "new")


Spoiled = Callable[[Path], None]


def _adds(path: Path) -> None:
    (path / "article" / "notes.txt").write_text("mine", encoding="utf-8")


def _changes(path: Path) -> None:
    (path / "index.html").write_text("mine", encoding="utf-8")


def _links(path: Path) -> None:
    (path / "index.html").unlink()
    (path / "index.html").symlink_to(path.parent / "elsewhere")


def _claims(path: Path) -> None:
    (path / "report.json").write_text('{"report": "onrecord: x", "files": {}}', encoding="utf-8")


@pytest.mark.parametrize("spoil", [_adds, _changes, _links, _claims])
def test_what_is_not_ours_is_never_deleted(small: Record, tmp_path: Path, spoil: Spoiled) -> None:
    path = tmp_path / "ferry"
    write_folder(small, path, pictures=False)
    spoil(path)
    before = content(path)
    with pytest.raises(OnrecordError, match="--force"):
        write_folder(small, path, pictures=False)
    assert content(path) == before
    written = write_folder(small, path, force=True, pictures=False)
    assert written.kept == tmp_path / "ferry.before-1"
    assert content(written.kept) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["ferry", "ferry.before-1"]


def test_a_folder_of_somebody_else_is_refused_and_an_empty_one_taken(small: Record, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OnrecordError, match=r"thesis\.txt"):
        write_folder(small, tmp_path / "full", pictures=False)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OnrecordError, match="file of that name"):
        write_folder(small, tmp_path / "file", force=True, pictures=False)
    (tmp_path / "empty").mkdir()
    write_folder(small, tmp_path / "empty", pictures=False)
    assert (tmp_path / "empty" / "index.html").is_file()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["empty", "file", "full"]


def test_the_folder_that_one_is_in_is_refused(small: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for path in (".", "..", tmp_path):
        with pytest.raises(OnrecordError, match="the one you are in"):
            write_folder(small, path, force=True, pictures=False)


def test_the_folder_appears_whole_or_not_at_all(small: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ferry"
    write_folder(small, path, pictures=False)
    before = content(path)

    def fails(self: Path, _: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(OnrecordError, match="No space left"):
        write_folder(small, path, pictures=False)
    assert [one.name for one in tmp_path.iterdir()] == ["ferry"]
    assert content(path) == before


def test_an_empty_record_makes_a_report_too(ferry: Record, tmp_path: Path) -> None:
    write_folder(Record(dossier=Dossier(id="v", title="V", terms=(), actors=())), tmp_path / "empty", pictures=False)
    assert "No position has been read yet" in (tmp_path / "empty" / "index.html").read_text(encoding="utf-8")
