from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpx
import pytest
from msgspec.structs import replace
from starlette.applications import Starlette

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.records import DossierReference, Reader
from onrecord.views import Record
from onrecord.web import create_app

Ask = Callable[..., httpx.Response]

PAGES = [
    "/",
    "/?by=side",
    "/trail/vorn/ferry",
    "/trail/ostmark/guards?by=side",
    "/term/tariff",
    "/actor/vorn",
    "/shifts",
    "/conflicts",
    "/answers",
    "/occasions",
    "/sources",
]


class Outline(HTMLParser):
    """Elements, ids and links of a page; fails on an element that is closed but not open."""

    VOID = frozenset({"meta", "link", "br", "img", "input", "source", "wbr"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    @property
    def ids(self) -> list[str]:
        return [known["id"] or "" for _, known in self.elements if "id" in known]

    @property
    def links(self) -> list[str]:
        return [known["href"] or "" for tag, known in self.elements if tag == "a"]


def every_page(ask: Ask, record: Record) -> list[str]:
    articles = [f"/article/{quote(reading.article.id, safe='')}" for reading in record.readings]
    return [*PAGES, *articles]


def test_every_page_is_there_and_well_formed(ask: Ask, ferry: Record) -> None:
    for path in every_page(ask, ferry):
        answer = ask(path)
        assert (path, answer.status_code, answer.headers["content-type"]) == (path, 200, "text/html; charset=utf-8")
        outline = Outline(answer.text)
        assert outline.open == []
        assert len(outline.ids) == len(set(outline.ids))
        assert [tag for tag, _ in outline.elements].count("h1") == 1


def test_every_link_leads_somewhere(ask: Ask, ferry: Record) -> None:
    outlines: dict[str, Outline] = {}
    for path in every_page(ask, ferry):
        for link in Outline(ask(path).text).links:
            if link.startswith("https://lowerbank.example/"):
                continue
            target, _, fragment = urljoin(path, link).partition("#")
            if target not in outlines:
                answer = ask(target)
                assert (link, answer.status_code) == (link, 200)
                outlines[target] = Outline(answer.text) if "html" in answer.headers["content-type"] else Outline("")
            if fragment:
                assert fragment in outlines[target].ids, f"{path} links to {link}"


def test_a_cell_leads_to_its_words(ask: Ask) -> None:
    page = ask("/").text
    cell = Outline(page[page.index('<td id="cell-vorn--ferry">') :].partition("</td>")[0] + "</td>")
    *_, newest, to_trail = cell.links
    assert to_trail == "/trail/vorn/ferry"
    trail = ask("/trail/vorn/ferry").text
    (link,) = [link for link in Outline(trail).links if link.startswith("/article/2041-06-02-vel-herald#")]
    assert newest == link
    anchor = urlsplit(link).fragment
    page = ask(link).text
    assert re.search(rf'id="{anchor}"[^>]*>the ferry would sail on Sunday, guards or no guards<', page)


def test_every_stance_of_the_matrix_leads_to_its_words(ask: Ask) -> None:
    for path in ("/", "/?by=side"):
        page = ask(path).text
        cells = re.findall(r"<td id=.*?</td>", page, re.DOTALL)
        stances = [re.findall(r'class="told"', cell) for cell in cells]
        assert cells
        for cell, told in zip(cells, stances, strict=True):
            assert len(re.findall(r'<a class="newest" href="/article/[^"]+#[ct]\d+-\d+"', cell)) == len(told) > 0
            assert len(re.findall(r'<a class="to-trail" href="/trail/', cell)) == 1


@pytest.mark.parametrize("path", ["/article/lower-bank-stopped", "/trail/hask/guards", "/shifts"])
def test_words_lead_to_the_outlet_s_own_page(path: str, ask: Ask) -> None:
    answer = ask(path)
    live = [known for tag, known in Outline(answer.text).elements if tag == "a" and known.get("class") == "live"]
    assert live
    for known in live:
        assert str(known["href"]).startswith("https://lowerbank.example/2041/05/07/ferry#:~:text=")
        assert known["rel"] == "noopener noreferrer nofollow external"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; img-src 'self' data:;")


def test_pages_hold_only_scripts_of_our_own_and_no_inline_style(ask: Ask, ferry: Record) -> None:
    for path in every_page(ask, ferry):
        for tag, known in Outline(ask(path).text).elements:
            assert tag not in {"style", "iframe", "object", "embed", "base", "b"}, path
            if tag in {"script", "img"}:
                assert re.match(r"/static/[a-z-]+\.js$" if tag == "script" else "/[a-z]", known["src"] or ""), path
            assert not any(name.startswith("on") or name == "style" for name in known), path
            assert not (known.get("href") or "").lower().startswith("javascript"), path


def test_a_hostile_article_shows_as_text(ask: Ask, hostile_id: str) -> None:
    page = ask(f"/article/{quote(hostile_id, safe='')}").text
    assert "&lt;script&gt;document.title=&#39;taken&#39;&lt;/script&gt;" in page
    assert "&lt;img src=x onerror=" in page
    assert "{{ 7 * 7 }} {% raw %}" in page
    assert "(no web address, so no link)" in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("article", ["a/b", ".", "..", "a\nb", "a?b=c#d", "ü %2F", "x.json"])
def test_ids_may_hold_anything(article: str, ferry: Record, ask_of: Callable[[Record], Ask]) -> None:
    reading = replace(ferry.readings[0], article=replace(ferry.readings[0].article, id=article, url=None))
    record = Record(dossier=ferry.dossier, readings=(reading,))
    asked = ask_of(record)
    (link,) = [link for link in Outline(asked("/sources").text).links if link.startswith("/article")]
    assert asked(link).status_code == 200


@pytest.mark.parametrize("path", [page for page in PAGES if not page.startswith("/article")])
def test_lists_are_json_too(path: str, ask: Ask) -> None:
    bare, _, query = path.partition("?")
    answer = ask(f"{'/matrix' if bare == '/' else bare}.json?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json()


def test_json_has_what_the_page_has(ask: Ask) -> None:
    shown = ask("/matrix.json?by=side").json()
    ostmark = next(row for row in shown["rows"] if row["actor"] == "ostmark")
    guards = ostmark["cells"][[head["id"] for head in shown["terms"]].index("guards")]
    assert (guards["split"], [told["stance"] for told in guards["stances"]]) == (True, ["conditional", "against"])
    trail: dict[str, Any] = json.loads(ask("/trail/vorn/ferry.json").content)
    assert [point["day"]["value"] for point in trail["points"]] == ["2041-05-06", "2041-06-01"]


@pytest.mark.parametrize(
    "path", ["/nothing", "/trail/nobody/ferry", "/trail/vorn/nothing", "/article/nothing", "/shifts/", "/article", "/static/../x"]
)
def test_what_is_not_there_is_said_in_the_same_look(path: str, ask: Ask) -> None:
    answer = ask(path)
    assert answer.status_code == 404
    assert "Not on record" in answer.text
    assert '<link rel="stylesheet" href="/static/style.css">' in answer.text


def test_json_errors_have_one_shape(ask: Ask) -> None:
    answer = ask("/trail/nobody/ferry.json")
    assert answer.status_code == 404
    assert answer.json()["error"]["status"] == 404


def test_nothing_can_be_written(ask: Ask) -> None:
    answer = ask("/", method="POST", form={})
    assert answer.status_code == 405
    assert "Content-Security-Policy" in answer.headers


def test_head_is_answered(ask: Ask) -> None:
    assert ask("/", method="HEAD").status_code == 200


def test_a_record_that_cannot_be_read_says_what_to_do(monkeypatch: pytest.MonkeyPatch, ferry: Record, ask_of: Callable[[Record], Ask]) -> None:
    def locked(*_: object, **__: object) -> None:
        raise LedgerError("ferry.sqlite is locked. Close the other program, then reload.")

    asked = ask_of(Record(dossier=ferry.dossier))
    monkeypatch.setattr("onrecord.ledger.Ledger.matrix_cells", locked)
    answer = asked("/")
    assert answer.status_code == 503
    assert "Close the other program" in answer.text


def test_a_bug_shows_a_page_and_keeps_its_details_to_itself(monkeypatch: pytest.MonkeyPatch, ferry: Record, ask_of: Callable[[Record], Ask]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    asked = ask_of(Record(dossier=ferry.dossier))
    monkeypatch.setattr("onrecord.ledger.Ledger.matrix_cells", broken)
    answer = asked("/")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Something went wrong" in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_an_empty_record_is_told_in_words(ferry: Record, ask_of: Callable[[Record], Ask]) -> None:
    empty = Record(dossier=ferry.dossier)
    asked = ask_of(empty)
    for path, words in [
        ("/", "No position has been read yet"),
        ("/shifts", "No change"),
        ("/conflicts", "No conflict"),
        ("/answers", "No offer is on record"),
        ("/sources", "No article has"),
    ]:
        assert words in asked(path).text
    trail = asked("/trail/vorn/ferry").text
    assert "No report gives a position of Ilse Vorn" in trail
    assert 'See <a href="/term/ferry">who speaks to it</a>' in trail


def test_pages_show_what_is_stored_by_then(ferry: Record, keep: Callable[[Record], Ledger], ask_app: Callable[[Starlette], Ask]) -> None:
    ledger = keep(replace(ferry, readings=ferry.readings[:-1], comparison=()))
    asked = ask_app(create_app(ledger, ferry.dossier.id))
    late = ferry.readings[-1]

    def listed() -> list[str]:
        return [article["id"] for article in asked("/sources.json").json()["articles"]]

    assert late.article.id not in listed()
    run = ledger.runs(ferry.dossier.id)[0]
    reader, dossier = Reader(run.version), DossierReference(ferry.dossier.id, run.dossier_sha256 or "")
    ledger.store(replace(late, reader=reader, dossier=dossier), run.id)
    assert late.article.id in listed()
