from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from onrecord.errors import InputError
from onrecord.pages.guarding import Extractor, Request
from onrecord.records import Capture

PARAGRAPH = "<p>The council of Karsia said on Monday that it would open the upper sluice of the Vel river if Ostmark withdrew its patrols.</p>"
PAGE = f"<html><body><article><h1>Karsia offers</h1>{PARAGRAPH}</article></body></html>"


def request(page: str) -> Request:
    return Request(content=page.encode(), where="page.html", name="page", kind="page")


@pytest.fixture
def extractor() -> Iterator[Extractor]:
    made = Extractor()
    yield made
    made.close()


def test_one_process_serves_all_pages(extractor: Extractor) -> None:
    assert "upper sluice" in str(extractor.extract(request(PAGE)).text)
    process = extractor._process
    with pytest.raises(InputError, match=r"page\.html: no article was found"):
        extractor.extract(request("<html><body></body></html>"))
    assert extractor.extract(request(PAGE)).id == "page"
    assert extractor._process is process
    assert process is not None
    assert process.pid != os.getpid()


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_read(extractor: Extractor) -> None:
    extractor.extract(request(PAGE))
    extractor._seconds = 0.05
    with pytest.raises(InputError, match="given up"):
        extractor.extract(request("<html><body>" + "<div></div>" * 200_000 + PARAGRAPH))
    extractor._seconds = 60.0
    assert "upper sluice" in str(extractor.extract(request(PAGE)).text)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses memory; elsewhere the process watches itself")
def test_a_page_that_takes_too_much_memory_is_given_up(extractor: Extractor) -> None:
    extractor._seconds = 60.0
    with pytest.raises(InputError, match="500 MB"):
        extractor.extract(request("<html><body><p>" + "x<br>" * 500_000))
    assert "upper sluice" in str(extractor.extract(request(PAGE)).text)


def test_a_process_that_ended_is_started_again(extractor: Extractor) -> None:
    extractor.extract(request(PAGE))
    assert extractor._process is not None
    extractor._process.kill()
    extractor._process.wait()
    assert extractor.extract(request(PAGE)).id == "page"


def test_where_no_process_can_be_started_pages_are_read_all_the_same(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    assert "upper sluice" in str(extractor.extract(request(PAGE)).text)
    assert extractor._process is None


def test_a_page_that_breaks_the_libraries_is_given_up_alone_where_no_process_can_be_started(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(sys, "executable", "")
    monkeypatch.setattr("onrecord.pages.extraction.extract", break_down)
    with pytest.raises(InputError, match=r"page\.html: the page could not be taken apart \(RecursionError\)"):
        extractor.extract(request(PAGE))


def test_a_page_below_a_name_that_is_no_text_is_read_and_one_of_such_a_name_is_refused(extractor: Extractor) -> None:
    below = replace(request(PAGE), where="\udcff/page.html")
    assert "upper sluice" in str(extractor.extract(below).text)
    with pytest.raises(InputError, match="not UTF-8"):
        extractor.extract(replace(below, capture=Capture(archive="\udcff.warc", record="", offset=0)))
