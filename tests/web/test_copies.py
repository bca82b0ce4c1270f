"""Every page as JSON, as a table and as Markdown, and what each says of where it can be cited from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from msgspec.structs import replace

from onrecord.records import Copies, Occasion
from onrecord.views import Record
from onrecord.views.tables import Table
from onrecord.web.app import PAGES
from onrecord.web.page import Page

Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def places(ferry: Record) -> dict[str, str]:
    """Something to ask for, by the parts of paths that vary, and parameters that a page needs."""
    occasion = next(row.id for row in ferry.comparison if isinstance(row, Occasion))
    return {"holder": "vorn", "actor": "vorn", "term": "ferry", "id": occasion, "/article": "?id=lower-bank-stopped", "/search": "?q=ferry"}


def address(page: Page, places: dict[str, str], form: str = "") -> str:
    path = re.sub(r"\{(\w+)\}", lambda match: places[match[1]], page.path)
    return f"{path}{form}{places.get(page.path, '')}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_has_every_form_and_a_citation(ask: Ask, page: Page, places: dict[str, str]) -> None:
    assert isinstance(page.rows, Table)
    shown = ask(address(page, places))
    assert shown.status_code == 200
    for form, kind in ((".json", "application/json"), (".csv", "text/csv"), (".md", "text/markdown")):
        answer = ask(address(page, places, form))
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["link"] == f'<http://127.0.0.1:8765{address(page, places)}>; rel="canonical"'
        assert f'href="{address(page, places, form)}"' in shown.text
    assert "Cite this page" in shown.text
    assert f"http://127.0.0.1:8765{address(page, places)}</span>" in shown.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_tables_have_the_columns_that_they_name(ask: Ask, page: Page, places: dict[str, str]) -> None:
    rows = list(csv.reader(io.StringIO(ask(address(page, places, ".csv")).text, newline="")))
    table: Any = page.rows
    assert tuple(rows[0]) == table.columns
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_copy_has_one_heading_and_says_where_it_is_from(ask: Ask, page: Page, places: dict[str, str]) -> None:
    told = ask(address(page, places, ".md")).text
    assert len(re.findall(r"(?m)^# ", told)) == 1
    assert "(dossier vel-ferry, revision 5ha), onrecord " in told
    assert f"<http://127.0.0.1:8765{address(page, places)}>" in told
    assert "\n\n\n" not in told
    assert set(re.findall(r"\[\^(\d+)\](?!:)", told)) == set(re.findall(r"(?m)^\[\^(\d+)\]: ", told))


def test_what_a_form_left_empty_is_in_no_citation(ask: Ask) -> None:
    assert ask("/search?q=ferry&holder=&since=").headers["link"] == '<http://127.0.0.1:8765/search?q=ferry>; rel="canonical"'


def test_an_article_of_any_name_is_cited_by_it(ask: Ask, hostile_id: str) -> None:
    asked = f"/article/{quote(hostile_id, safe='')}"
    (link,) = re.findall(r"<http://127\.0\.0\.1:8765(/article[^>]*)>", ask(asked).headers["link"])
    assert link == asked
    told = ask(f"/article.md?id={quote(hostile_id, safe='')}")
    assert told.headers["link"] == f'<http://127.0.0.1:8765/article?id={quote(hostile_id, safe="")}>; rel="canonical"'


def test_nobody_is_said_to_have_copied_whom(ask_of: Callable[[Record], Ask], ferry: Record) -> None:
    """Where it cannot be told which of two reports reprints the other, both are told as one report."""
    unknown = tuple(replace(row, origin=None) if isinstance(row, Copies) else row for row in ferry.comparison)
    page = ask_of(replace(ferry, comparison=unknown))("/trail/hask/guards").text
    assert '<span class="tag">same report as <a' in page
    assert "copy of" not in page
