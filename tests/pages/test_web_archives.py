"""Web archives: pages are found one record at a time, cheaply passed over, and no damage stops the rest."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import fsspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dossiers import Relevance
from onrecord.engines import read_all
from onrecord.errors import InputError
from onrecord.pages import Request, Screen, open_articles, open_pages
from onrecord.pages.web_archives import read_web_archive
from onrecord.records import Article, Capture, Dossier
from tests.pages.archive_making import packed, page, record


def opened(content: bytes, *, compressed: bool = True, start: int = 0, end: int | None = None, screen: Screen | None = None) -> list[str]:
    """What an archive gives, as words: the number in a page's address, or the reason why there is none."""
    stream = io.BytesIO(content)
    stream.seek(start)
    found = read_web_archive(stream, "vel.warc.gz", screen or Screen(), compressed=compressed, start=start, end=end)
    return [entry.name.rpartition("/")[2] if isinstance(entry, Request) else str(entry) for _, entry in found]


@pytest.mark.parametrize("compressed", [True, False])
def test_pages_come_in_order_with_where_they_lie(*, compressed: bool) -> None:
    records = [record(1), record(2, of="request"), record(3)]
    content = packed(records) if compressed else b"".join(records)
    found = [entry for _, entry in read_web_archive(io.BytesIO(content), "x/vel.warc", Screen(), compressed=compressed)]
    assert [entry.content for entry in found if isinstance(entry, Request)] == [page(1), page(3)]
    last = found[1]
    assert isinstance(last, Request)
    offset = len(packed(records[:2])) if compressed else len(records[0] + records[1])
    name = "urn:uuid:00000000-0000-0000-0000-000000000003"
    assert last.capture == Capture(archive="vel.warc", record=name, offset=offset, captured="2031-10-14T08:30:00Z")
    assert (last.name, last.address, last.charset) == ("https://vel.example/news/3", "https://vel.example/news/3", "utf-8")


def test_an_archived_page_becomes_an_article_that_knows_its_record(tmp_path: Path) -> None:
    path = tmp_path / "vel.warc.gz"
    path.write_bytes(packed([record(1)]))
    (article,) = open_articles([str(path)])
    assert isinstance(article, Article), article
    assert article.id == article.url == "https://vel.example/news/1"
    assert article.capture is not None
    assert article.capture.archive == "vel.warc.gz"
    assert (article.published, article.not_after) == (None, "2031-10-14")
    assert "the gates of the Sarn dam, page 1" in str(article.text)


def test_what_is_no_page_is_passed_over_and_counted(vel_dossier: Dossier) -> None:
    german = "<html lang='de'><p>" + "Der Fluss führt wenig Wasser, und die Bauern warten seit Wochen auf eine Antwort der Regierung. " * 20
    other = b"<html><p>The bakers of Lower Isen held their yearly fair, and nobody spoke of anything but bread.</p></html>"
    records = [
        record(1, status="404 Not Found"),
        record(2, status="301 Moved"),
        record(3, b"\x89PNG", kind="image/png"),
        record(4, german.encode()),
        record(5, other),
        record(6, of="metadata"),
        record(7),
    ]
    screen = Screen(Relevance(vel_dossier))
    assert opened(packed(records), screen=screen) == ["7"]
    assert screen.passed_over == {
        "pages that were not there, or moved": 2,
        "files that are no pages": 1,
        "pages in other languages": 1,
        "pages that do not touch the dossier": 1,
        "records that hold no page": 1,
    }


def test_a_page_that_declares_another_language_than_its_own_is_read() -> None:
    english = page(1).replace(b'lang="en"', b'lang="de"') + b"<p>It is what the two of them said of the river. </p>" * 40
    assert opened(packed([record(1, english)])) == ["1"]


def test_a_page_whose_menus_alone_touch_the_dossier_is_passed_over_once_it_is_taken_apart(tmp_path: Path, vel_dossier: Dossier) -> None:
    menu = "<nav><a>Karsia opens the gates of the Sarn dam</a></nav>"
    fair = "The bakers of Lower Isen held their yearly fair on Sunday. Nobody spoke of anything but bread, and the weather held."
    body = f"<article><p>{fair}</p></article>"
    path = tmp_path / "vel.warc.gz"
    path.write_bytes(packed([record(1, f"<html><body>{menu}{body}</body></html>".encode())]))
    screen = Screen(Relevance(vel_dossier))
    pages = list(open_pages([str(path)], screen=screen))
    assert [type(entry) for entry in pages] == [Request]
    assert list(read_all(pages, vel_dossier, fast=True, screen=screen)) == []
    assert screen.passed_over["pages that do not touch the dossier"] == 1


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (gzip.compress(record(2, b"a" * 30_000_000)), "beyond 20 MB"),
        (gzip.compress(record(2, gzip.compress(b"a" * 30_000_000), http=("Content-Encoding: gzip",))), "beyond 20 MB"),
        (gzip.compress(record(2))[:-30], "damaged"),
        (b"\x1f\x8b\x08" + b"\x00" * 40, "damaged"),
        (gzip.compress(b"nothing of the kind\r\n\r\n", mtime=0), "damaged"),
        (gzip.compress(record(2, warc=("WARC-Truncated: length",))), "its crawler stopped in the middle"),
        (gzip.compress(record(2, http=("Content-Length: 99999",))), "less of this page came"),
        (gzip.compress(record(2).replace(b"Content-Length: ", b"Content-Length: 9")), "damaged"),
        (gzip.compress(record(2, b"<p>", http=("Content-Encoding: gzip",))), "damaged"),
    ],
)
def test_a_bad_record_is_said_and_the_others_are_read(bad: bytes, says: str) -> None:
    first, error, last = opened(packed([record(1)]) + bad + packed([record(3)]))
    assert (first, last) == ("1", "3")
    assert says in error
    assert error.startswith(f"vel.warc.gz@{len(packed([record(1)]))}: ")


@pytest.mark.parametrize("compressed", [True, False])
def test_an_archive_that_ends_too_early_says_so(*, compressed: bool) -> None:
    records = [record(1), record(2)]
    content = packed(records) if compressed else b"".join(records)
    first, error = opened(content[:-100], compressed=compressed)
    assert first == "1"
    assert "ends in the middle of this record" in error


@pytest.mark.parametrize("compressed", [True, False])
def test_reading_goes_on_from_any_byte(*, compressed: bool) -> None:
    records = [record(number) for number in range(1, 5)]
    content = packed(records) if compressed else b"".join(records)
    third = len(packed(records[:2]) if compressed else records[0] + records[1])
    assert opened(content, compressed=compressed, start=third) == ["3", "4"]
    assert opened(content, compressed=compressed, start=third - 9) == ["3", "4"]
    assert opened(content, compressed=compressed, start=third + 1) == ["4"]
    assert opened(content, compressed=compressed, start=1, end=third) == ["2"]


def test_parts_of_an_archive_are_the_whole_archive() -> None:
    content = packed(record(number) for number in range(1, 9))
    for size in (97, 500, 1_301):
        parts = [opened(content, start=start, end=start + size) for start in range(0, len(content), size)]
        assert [name for part in parts for name in part] == [str(number) for number in range(1, 9)]


def test_records_compressed_together_are_read_all_the_same() -> None:
    assert opened(gzip.compress(record(1) + record(2) + record(3, status="404 Not Found") + record(4))) == ["1", "2", "4"]


def test_a_page_that_was_captured_again_unchanged_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "vel.warc.gz"
    same = "https://vel.example/live"
    path.write_bytes(packed([record(1, page(1), address=same), record(2, page(1), address=same), record(3, page(3), address=same)]))
    screen = Screen()
    found = [entry for entry in open_pages([str(path)], screen=screen) if isinstance(entry, Request)]
    assert [entry.content for entry in found] == [page(1), page(3)]
    assert screen.passed_over == {"pages that came before": 1}


def test_an_archive_at_an_address_is_read() -> None:
    with fsspec.open("memory://crawl/vel.warc.gz", "wb") as stream:
        stream.write(packed([record(1), record(2)]))
    (named,) = open_pages(["memory://crawl/vel.warc.gz"], starts={"vel.warc.gz": 5})
    assert isinstance(named, Request)
    assert named.where.startswith("memory://crawl/vel.warc.gz@")
    assert len(list(open_pages(["memory://crawl/*.warc.gz"]))) == 2


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("memory://crawl/none.warc.gz", "cannot be read there (FileNotFoundError"),
        ("memory://crawl/none-*.warc.gz", "no such file; check the address"),
        ("nosuch://crawl/vel.warc.gz", "cannot be read there (ValueError: Protocol not known"),
        ("memory://crawl/vel.pdf", "files of this kind are not read"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_clear_line(address: str, says: str) -> None:
    (error,) = open_pages([address])
    assert isinstance(error, InputError)
    assert says in str(error)


def test_archives_of_one_name_in_two_places_are_read_from_their_start(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "vel.warc.gz").write_bytes(packed([record(1 if folder == "a" else 2)]))
    assert len(list(open_pages([str(tmp_path)], starts={"vel.warc.gz": 10}))) == 2


@given(place=st.integers(0, 2_000), damage=st.binary(min_size=1, max_size=40), cut=st.booleans())
@settings(max_examples=60)
def test_no_damage_stops_the_rest(place: int, damage: bytes, *, cut: bool) -> None:
    before, after = packed([record(1)]), packed([record(8), record(9)])
    middle = packed([record(number) for number in (2, 3, 4)])
    place %= len(middle)
    middle = middle[:place] + damage + middle[place + (0 if cut else len(damage)) :]
    found = opened(before + middle + after)
    assert found[0] == "1"
    assert found[-2:] == ["8", "9"]


@given(content=st.binary(max_size=400), compressed=st.booleans(), start=st.integers(0, 50))
def test_bytes_of_any_kind_give_no_page_and_no_failure(content: bytes, *, compressed: bool, start: int) -> None:
    found = opened(content, compressed=compressed, start=start)
    assert all("damaged" in entry or "ends in the middle" in entry or "beyond" in entry for entry in found)
