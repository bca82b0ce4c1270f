from __future__ import annotations

import os
import re
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.records import Article, Dossier, Reading, Span, Statement
from onrecord.reports import write_report
from onrecord.views import Record


class Outline(HTMLParser):
    """Elements of the report; fails on an element that is closed but not open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "link"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def written(ferry: Record, tmp_path: Path) -> Path:
    path = tmp_path / "ferry.html"
    write_report(ferry, path, pictures=False)
    return path


def test_the_report_is_well_formed_and_every_link_in_it_leads_somewhere(written: Path) -> None:
    outline = Outline(written.read_text(encoding="utf-8"))
    ids = [known["id"] for _, known in outline.elements if "id" in known]
    links = [known["href"] or "" for tag, known in outline.elements if tag == "a"]
    assert outline.open == []
    assert len(ids) == len(set(ids))
    outward = {link.partition("#:~:text=")[0] for link in links if not link.startswith("#")}
    assert outward == {"https://lowerbank.example/2041/05/07/ferry"}
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(ids)


def test_it_holds_all_it_shows(written: Path) -> None:
    for tag, known in Outline(written.read_text(encoding="utf-8")).elements:
        assert tag not in {"script", "link", "img", "iframe", "object", "form", "b"}
        assert "src" not in known
        assert not any(name.startswith("on") for name in known)
        assert "style" not in known


def test_a_cell_leads_to_its_trail_and_the_trail_to_the_words(written: Path) -> None:
    page = written.read_text(encoding="utf-8")
    cell = re.search(r'id="cell-vorn--ferry">.*?<a class="newest" href="#([^"]+)">.*?<a class="to-trail" href="#(trail-\d+)">', page, re.DOTALL)
    assert cell is not None
    trail = page[page.index(f'<section id="{cell[2]}"') :]
    passage = re.search(r'<a href="#(article-3-c\d+-\d+)">the ferry would sail on Sunday, guards or no guards</a>', trail)
    assert passage is not None
    assert cell[1] == passage[1]
    assert re.search(rf'id="{passage[1]}">the ferry would sail on Sunday, guards or no guards<', page)


def test_the_size_of_a_report_is_in_proportion_to_its_marks(tmp_path: Path) -> None:
    """Marks that all cross each other: without a bound, every one is opened again at every end of another."""
    text = "The ferry may sail on Sunday if the guards leave the stages.\n" * 90
    size = {}
    for count in (100, 800):
        spans = [Span(start=at, end=at + 2000, text=text[at : at + 2000]) for at in range(0, 4 * count, 4)]
        statements = tuple(Statement(id=f"s{at}", mode="indirect", content=(span,)) for at, span in enumerate(spans))
        dossier = Dossier(id="v", title="V", terms=(), actors=())
        record = Record(dossier=dossier, readings=(Reading(article=Article(id="a", text=text), statements=statements),))
        write_report(record, tmp_path / "crossing.html", pictures=False)
        page = (tmp_path / "crossing.html").read_text(encoding="utf-8")
        assert "passages are not marked in the text, because too many others lie over the same words" in page
        # What the statements say is listed beside the text, whole; this is about the text.
        body = page[page.index('class="article-body') : page.index('<section class="notes')]
        size[count] = len(body)
    assert size[800] < 1_000_000
    assert size[800] < 9 * size[100]


_PARTS = ("matrix", "shifts", "conflicts", "answers", "occasions", "terms", "actors", "trails", "sources", "articles")


def test_the_matrix_comes_first_and_every_part_is_there(written: Path) -> None:
    page = written.read_text(encoding="utf-8")
    places = [page.index(f'id="{part}"') for part in _PARTS]
    assert places == sorted(places)


def test_hostile_articles_are_text(written: Path) -> None:
    page = written.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;document.title" in page
    assert 'href="javascript' not in page


def test_the_same_record_gives_the_same_bytes(ferry: Record, written: Path, tmp_path: Path) -> None:
    write_report(ferry, tmp_path / "again.html", pictures=False)
    content = written.read_bytes()
    assert (tmp_path / "again.html").read_bytes() == content
    assert b"\r" not in content
    assert b"onrecord 0.1.0" in content


def test_the_policy_allows_the_style_and_nothing_else(written: Path) -> None:
    page = written.read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "unsafe" not in page


def test_the_report_appears_whole_or_not_at_all(ferry: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ferry.html"
    path.write_text("the old one", encoding="utf-8")

    def fails(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OnrecordError, match="No space left"):
        write_report(ferry, path, pictures=False)
    assert [file.name for file in tmp_path.iterdir()] == ["ferry.html"]
    assert path.read_text(encoding="utf-8") == "the old one"


def test_a_folder_that_is_not_there_is_named(ferry: Record, tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="folder that exists"):
        write_report(ferry, tmp_path / "nowhere" / "ferry.html", pictures=False)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_others_may_read_it_as_they_may_any_new_file(written: Path) -> None:
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(written.stat().st_mode) == 0o666 & ~mask


def test_what_mail_does_not_take_is_refused_with_a_way_out(ferry: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for largest in (20_000, 100):  # found out while it is made, and by the texts alone
        monkeypatch.setattr("onrecord.reports.writing.LARGEST", largest)
        with pytest.raises(OnrecordError, match=r"Give a folder.*--without-text"):
            write_report(ferry, tmp_path / "large.html", pictures=False)
    assert not [*tmp_path.iterdir()]


def test_it_says_of_what_it_is_a_part(ferry: Record, tmp_path: Path) -> None:
    write_report(ferry, tmp_path / "part.html", pictures=False, told=["A part of the record: <June>."])
    assert "A part of the record: &lt;June&gt;." in (tmp_path / "part.html").read_text(encoding="utf-8")


def test_an_empty_record_makes_a_report_too(ferry: Record, tmp_path: Path) -> None:
    write_report(Record(dossier=ferry.dossier), tmp_path / "empty.html", pictures=False)
    assert "No position has been read yet" in (tmp_path / "empty.html").read_text(encoding="utf-8")
