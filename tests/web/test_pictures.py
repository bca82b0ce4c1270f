"""Pictures at the addresses of pages: the trail as a time line, the matrix as a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from lxml import etree

from onrecord.views import Record
from onrecord.views.charts import Sheet, bare_drawing, painted
from onrecord.views.charts.sheet import wordless
from onrecord.web.routes import pictures

SVG = "{http://www.w3.org/2000/svg}"
Ask = Callable[..., Any]


drawn_before = cache(bare_drawing)


class InProcess:
    """Draws here, where what draws is loaded already, and counts."""

    def __init__(self) -> None:
        self.drawn = 0

    def draw(self, sheet: Sheet) -> str:
        self.drawn += 1
        return drawn_before(wordless(sheet))

    def paint(self, svg: bytes, sheet: Sheet) -> bytes:
        return painted(svg, sheet.width, sheet.height, 1)


@pytest.fixture(autouse=True)
def draughtsman(monkeypatch: pytest.MonkeyPatch) -> InProcess:
    """What draws, without a process of its own."""
    one = InProcess()
    monkeypatch.setattr(pictures, "DRAUGHTSMAN", one)
    return one


def test_every_sign_of_a_time_line_leads_to_its_words(ask: Ask) -> None:
    answer = ask("/trail/vorn/ferry.svg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    links = {element.get("href", "") for element in etree.fromstring(answer.content).iter(f"{SVG}a")}
    assert {link.partition("#")[0] for link in links} == {"/article/lower-bank-stopped", "/article/2041-06-02-vel-herald"}
    for link in links:
        page, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in ask(page).text


def test_the_page_shows_the_picture_and_reads_without_it(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, ferry: Record, ask_of: Callable[[Record], Ask]
) -> None:
    page = ask("/trail/ostmark/guards?by=side").text
    shown = re.findall(r'(?:src|srcset|data-links|href)="(/trail/[^"]*\.svg[^"]*)"', page)
    assert len(shown) >= 4
    for address in shown:
        assert ask(address.replace("&amp;", "&")).status_code == 200
    monkeypatch.setattr("onrecord.web.answering.can_draw", lambda: False)
    monkeypatch.setattr("onrecord.web.routes.pictures.can_draw", lambda: False)
    bare = ask_of(ferry)
    without = bare("/trail/ostmark/guards?by=side").text
    assert "he would withdraw the guards" in without
    assert ".svg" not in without
    refused = bare("/trail/ostmark/guards.svg")
    assert refused.status_code == 501
    assert "onrecord[charts]" in refused.text


def test_the_same_picture_is_drawn_once(ask_of: Callable[[Record], Ask], ferry: Record, draughtsman: InProcess) -> None:
    asked = ask_of(ferry)
    first, again = asked("/trail/vorn/tariff.svg"), asked("/trail/vorn/tariff.svg")
    assert first.content == again.content
    assert draughtsman.drawn == 1
    kept = asked("/trail/vorn/tariff.svg", headers={"if-none-match": first.headers["etag"]})
    assert (kept.status_code, kept.content) == (304, b"")


def test_the_matrix_comes_as_svg_and_png(ask: Ask) -> None:
    drawn = ask("/matrix.svg?by=side&since=2041-06").text
    assert "reported 2 Jun 2041" in drawn
    assert "7 May 2041" not in drawn
    png = ask("/matrix.png")
    assert (png.headers["content-type"], png.content[:4]) == ("image/png", b"\x89PNG")


@pytest.mark.parametrize(
    ("path", "status"), [("/trail/nobody/ferry.svg", 404), ("/trail/vorn/ferry.svg?scheme=x", 400), ("/trail/vorn/ferry.png?before=x", 400)]
)
def test_what_is_not_there_is_not_drawn(ask: Ask, draughtsman: InProcess, path: str, status: int) -> None:
    assert ask(path).status_code == status
    assert not draughtsman.drawn


def test_a_hostile_article_is_text_in_the_picture(ask: Ask) -> None:
    drawn = ask("/trail/karsia/tariff.svg")
    root = etree.fromstring(drawn.content)
    assert not list(root.iter(f"{SVG}script"))
    assert any("<b onmouseover=alert(1)>Odd" in str(text) for text in root.itertext())
