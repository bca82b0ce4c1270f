"""The report on disk, as one file and as a folder: opened by a browser as whoever got it by mail opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from msgspec.structs import replace

from onrecord.records import Dossier
from onrecord.reports import write_folder
from onrecord.reports.file_names import file_name
from onrecord.views import Record

pytestmark = pytest.mark.browser

WORDS = "the ferry would sail on Sunday, guards or no guards"

Visits = Callable[..., Any]


def test_what_was_not_answered_stands_apart_from_what_was_not_answered_before(visits: Visits, ferry: Record, tmp_path: Path) -> None:
    """Of one actor's silences, the day of the next one would else stand right under the words of the one before."""
    (silent,) = [one for one in ferry.readings if one.silences]
    again = replace(silent, article=replace(silent.article, id="asked-again", published="2041-07-01"))
    write_folder(replace(ferry, readings=(*ferry.readings, again), comparison=()), tmp_path / "asked")
    (silence,) = silent.silences
    for width in (1280, 390):
        page = visits(width=width).see((tmp_path / "asked" / "actor" / f"{silence.actor}.html").as_uri())
        first, second = page.locator(".silences > li").all()
        above, below = first.bounding_box(), second.bounding_box()
        assert below["y"] - (above["y"] + above["height"]) >= 16, page.url


def test_a_newcomer_walks_through_the_folder(visit: Any, folder: Path) -> None:
    page = visit.see((folder / "index.html").as_uri())
    assert page.locator("h1").inner_text() == "Who stands where"
    assert page.evaluate("getComputedStyle(document.querySelector('.matrix thead th')).position") == "sticky"  # the style is let in
    page.locator("#cell-vorn--ferry .to-trail").click()
    assert page.locator("h1").inner_text() == "Ilse Vorn on ferry"
    page.get_by_role("link", name=WORDS, exact=True).click()
    assert page.locator("h1").inner_text() == "Vorn drops condition: ferry to sail on Sunday"
    assert visit.target_words() == WORDS
    page.go_back()
    page.get_by_role("link", name="Back to the matrix").click()
    assert page.url.endswith("/index.html#cell-vorn--ferry")
    # By side, and to the words of its members.
    page.get_by_role("navigation").get_by_role("link", name="By side").click()
    page.locator("#cell-karsia--ferry .to-trail").click()
    assert page.url.endswith("/side-trail/karsia/ferry.html")
    page.get_by_role("link", name=WORDS, exact=True).click()
    assert visit.target_words() == WORDS
    # And a term, an actor, an occasion.
    page.get_by_role("navigation").get_by_role("link", name="Matrix").click()
    page.get_by_role("columnheader").get_by_role("link", name="tariff").click()
    assert page.locator("h1").inner_text() == "tariff"
    page.get_by_role("main").get_by_role("link", name="Ilse Vorn", exact=True).first.click()
    assert page.locator("h1").inner_text() == "Ilse Vorn"
    page.get_by_role("navigation").get_by_role("link", name="Occasions").click()
    page.locator("h2 a").first.click()
    assert page.url.endswith("/occasion/occasion-1.html")
    assert {address for address in visit.asked if not address.startswith((folder.as_uri(), "data:"))} == set()


def test_from_the_one_file_to_every_part_and_back(visit: Any, report: str) -> None:
    page = visit.see(report)
    for part in ("Shifts", "Conflicts", "Occasions", "Terms", "Actors", "Trails", "Sources", "Articles", "Matrix"):
        page.get_by_role("navigation").get_by_role("link", name=part, exact=True).click()
        assert page.evaluate("document.querySelector(':target').tagName") == "SECTION"
    page.get_by_role("columnheader").get_by_role("link", name="tariff").click()
    assert "tariff" in page.evaluate("document.querySelector(':target h3').textContent")
    assert visit.asked == [report]


def test_a_sign_of_the_time_line_leads_to_its_words(visit: Any, folder: Path) -> None:
    pytest.importorskip("vl_convert", reason="pictures need the extra 'charts'")
    page = visit.see((folder / "trail" / "vorn" / "ferry.html").as_uri())
    sign = page.locator(".chart svg a path").last
    assert sign.evaluate("one => getComputedStyle(one).fill") not in {"rgb(0, 0, 0)", "none"}  # the colours of the page are let in
    page.locator(".chart svg a[href$='#c55-106']").first.click()
    assert visit.target_words() == WORDS


def test_a_hostile_article_is_text_in_the_folder(visit: Any, folder: Path, hostile_id: str) -> None:
    for name in (f"article/{file_name(hostile_id)}.html", "trail/karsia/tariff.html", "sources.html"):
        page = visit.see((folder / name).as_uri())
        assert page.title() != "taken"
        assert "<script>" in page.locator("main").inner_text()
        assert page.evaluate("document.querySelectorAll('main script, main img, main style').length") == 0
        assert page.evaluate("getComputedStyle(document.body).display") != "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_folder_is_wider_than_a_narrow_screen(visits: Visits, folder: Path, scheme: str) -> None:
    visit = visits(width=360, scheme=scheme)
    grounds = set()
    for path in _one_of_each(folder):
        page = visit.see(path.as_uri())
        assert (path.name, page.evaluate("document.documentElement.scrollWidth")) == (path.name, 360)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 1
    assert (grounds == {"rgb(253, 252, 250)"}) == (scheme == "light")


def _one_of_each(folder: Path) -> list[Path]:
    """The largest page of each kind."""
    kinds = [path for path in folder.iterdir() if path.is_dir()]
    large = [max(kind.rglob("*.html"), key=lambda path: path.stat().st_size) for kind in kinds]
    return [*folder.glob("*.html"), *large, next(folder.glob("article/odd-*.html"))]


def test_links_of_the_folder_lead_to_places_that_a_browser_finds(visit: Any, folder: Path) -> None:
    page = visit.see((folder / "index.html").as_uri())
    for link in page.evaluate("[...document.querySelectorAll('main a')].map(one => one.href)")[:8]:
        page.goto(link)
        assert not urldefrag(link).fragment or page.evaluate("document.querySelector(':target') !== null"), link


def test_on_paper_nothing_is_cut_off(visits: Visits, folder: Path, ferry: Record, tmp_path: Path) -> None:
    visit = visits(width=980, scheme="dark")  # paper that lies across
    page = visit.see((folder / "index.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 27, 25)"  # dark on light, whatever the screen
    assert page.locator("nav").evaluate_all("some => some.every(one => getComputedStyle(one).display === 'none')")
    fits = "(() => { const box = document.querySelector('.matrix').getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth; })()"
    assert page.evaluate(fits)
    # More terms than fit beside each other.
    many = Record(
        dossier=Dossier(id="v", title="V", terms=tuple(_term(ferry, number) for number in range(30)), actors=ferry.dossier.actors),
        readings=ferry.readings,
    )
    write_folder(many, tmp_path / "many", pictures=False)
    visit.page.set_viewport_size({"width": 680, "height": 900})
    page = visit.see((tmp_path / "many" / "index.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(fits)
    assert page.locator("#cell-vorn--ferry").inner_text().startswith("ferry")


def _term(ferry: Record, number: int) -> Any:
    from msgspec.structs import replace  # noqa: PLC0415  only this test needs it

    return ferry.dossier.terms[number] if number < len(ferry.dossier.terms) else replace(ferry.dossier.terms[0], id=f"term-{number}")


def test_the_address_of_an_outlet_is_told_on_paper(visit: Any, folder: Path) -> None:
    page = visit.see((folder / "trail" / "hask" / "guards.html").as_uri())
    page.emulate_media(media="print")
    told = page.locator(".live").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert "https://lowerbank.example/2041/05/07/ferry" in told
    assert ":~:" not in told
