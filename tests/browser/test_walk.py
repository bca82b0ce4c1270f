"""What a newcomer does: from the matrix to the words and back, on the pages and in the report, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WORDS = "the ferry would sail on Sunday, guards or no guards"
PATHS = [
    "/",
    "/?by=side",
    "/trail/vorn/ferry",
    "/trail/vorn/tariff",
    "/shifts",
    "/conflicts",
    "/occasions",
    "/sources",
    "/article/2041-06-02-vel-herald",
]


class Visit:
    """A page that notes whatever goes wrong on it, and every address it asks for."""

    def __init__(self, browser: Browser, width: int = 1440, scheme: Literal["light", "dark"] = "light") -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
        self.page: Page = self.context.new_page()
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def see(self, address: str) -> Page:
        self.page.goto(address)
        return self.page

    def target_words(self) -> str:
        """The words of the element that the address points at, once it is in view."""
        self.page.wait_for_function(
            "() => { const one = document.querySelector(':target'); if (!one) return false;"
            " const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
        )
        return str(self.page.evaluate("document.querySelector(':target').textContent"))

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.textContent"))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    started = Visit(browser)
    yield started
    started.context.close()
    assert started.wrong == []


def test_from_the_matrix_to_the_words_and_back(visit: Visit, site: str) -> None:
    page = visit.see(site + "/")
    cell = page.locator("#cell-vorn--ferry")
    assert "for" in cell.inner_text()
    assert "changed" in cell.inner_text()
    cell.get_by_text("changed").click(force=True)  # anywhere but on the stance: the link to the trail lies over it
    assert page.locator("h1").inner_text() == "Ilse Vorn on ferry"
    page.get_by_role("link", name=WORDS).click()
    assert page.locator("h1").inner_text() == "Vorn drops condition: ferry to sail on Sunday"
    assert visit.target_words() == WORDS
    page.go_back()
    page.get_by_role("link", name="Back to the matrix").click()
    assert page.url == f"{site}/#cell-vorn--ferry"
    assert page.locator("h1").inner_text() == "Who stands where"


def test_from_a_stance_of_the_matrix_straight_to_its_newest_words(visit: Visit, site: str, report: str) -> None:
    for address in (site + "/", report):
        page = visit.see(address)
        page.locator("#cell-vorn--ferry .newest").click()
        assert visit.target_words() == WORDS


def test_the_same_walk_in_the_report(visit: Visit, report: str) -> None:
    page = visit.see(report)
    page.locator("#cell-vorn--ferry .to-trail").click()
    assert "Ilse Vorn on ferry" in visit.page.evaluate("document.querySelector(':target h3').textContent")
    page.locator(":target").get_by_role("link", name=WORDS).click()
    assert visit.target_words() == WORDS
    page.go_back()
    page.locator(":target").get_by_role("link", name="Back to the matrix").click()
    assert page.url.endswith("#cell-vorn--ferry")
    assert page.evaluate("getComputedStyle(document.querySelector('.matrix thead th')).position") == "sticky"  # its own style is let in
    assert visit.asked == [report]


def test_the_walk_by_keyboard_alone(visit: Visit, site: str) -> None:
    page = visit.see(site + "/")
    page.keyboard.press("Tab")
    assert visit.focused() == "Skip to content"
    page.keyboard.press("Enter")
    for _ in range(16):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('td')?.id") == "cell-vorn--ferry":
            break
    # First the stance, then the rest of the cell; each shows that it is in focus.
    for pseudo in ("null", "'::after'"):
        style = f"getComputedStyle(document.activeElement, {pseudo})"
        assert page.evaluate(f"{style}.outlineStyle + {style}.outlineWidth") == "solid3px"
        if pseudo == "null":
            page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trail/vorn/ferry")
    for _ in range(20):
        page.keyboard.press("Tab")
        if visit.focused() == WORDS:
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    assert visit.target_words() == WORDS
    # The next stop lies after the passage, not at the top of the page: the number of the position that it belongs to.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "position 1: Ilse Vorn, for it, no condition told, ferry"


def test_a_number_leads_to_the_position_and_back_to_its_words(visit: Visit, site: str) -> None:
    page = visit.see(site + "/article/2041-06-02-vel-herald")
    page.get_by_role("link", name="position 4: Teodor Hask").click()
    assert "Teodor Hask" in visit.target_words()
    page.locator(":target").get_by_role("link", name="he would withdraw").click()
    assert visit.target_words().startswith("he would withdraw the guards once the first ferry had landed")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_narrow_screen(browser: Browser, site: str, report: str, hostile_id: str, scheme: Literal["light", "dark"]) -> None:
    visit = Visit(browser, width=360, scheme=scheme)
    for address in [*(site + path for path in PATHS), f"{site}/article/{quote(hostile_id, safe='')}", report]:
        page = visit.see(address)
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, 360)
    page = visit.see(site + "/")
    assert page.evaluate("(() => { const box = document.querySelector('.scroller'); return box.scrollWidth > box.clientWidth; })()")
    assert visit.wrong == []
    visit.context.close()


def test_dark_and_light_differ_and_words_stand_out_in_both(browser: Browser, site: str) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        visit = Visit(browser, scheme=scheme)
        for path in PATHS:
            page = visit.see(site + path)
            assert page.evaluate(_FAINT) == [], (scheme, path)
        grounds.add(visit.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        visit.context.close()
    assert len(grounds) == 2


def test_a_hostile_article_stays_text(visit: Visit, site: str, report: str, hostile_id: str) -> None:
    for address in (f"{site}/article/{quote(hostile_id, safe='')}", f"{site}/trail/karsia/tariff", f"{site}/sources", report):
        page = visit.see(address)
        assert page.title() != "taken"
        assert "<script>" in page.locator("main").inner_text()
        assert page.evaluate("document.querySelectorAll('main script, main img, main style').length") == 0
        assert page.evaluate("getComputedStyle(document.body).display") != "none"


def test_pages_ask_nothing_of_anybody_else(visit: Visit, site: str) -> None:
    for path in PATHS:
        visit.see(site + path)
    assert [address for address in visit.asked if not address.startswith((site, "data:"))] == []


def test_stances_are_told_by_shape_and_word_too(visit: Visit, site: str) -> None:
    page = visit.see(site + "/")
    shapes = page.evaluate("[...document.querySelectorAll('.legend .stance')].map(one => one.querySelector('svg').innerHTML)")
    words = page.evaluate("[...document.querySelectorAll('.legend .stance')].map(one => one.textContent.trim())")
    assert len(set(shapes)) == 4
    assert words == ["for", "if", "against", "open"]


def test_structure_for_those_who_hear_the_page(visit: Visit, site: str) -> None:
    page = visit.see(site + "/")
    assert page.get_by_role("table", name="Actors by 5 terms").count() == 1
    assert page.get_by_role("rowheader").count() == 7
    assert page.get_by_role("columnheader").count() == 6
    for path in PATHS:
        page = visit.see(site + path)
        levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(one => Number(one.tagName[1]))")
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert page.get_by_role("main").count() == 1
        assert page.evaluate("[...document.querySelectorAll('a, summary')].filter(one => !one.textContent.trim()).length") == 0


# Texts whose contrast with the ground behind them is below 4.5, the least that WCAG 2.2 (1.4.3, AA) allows for text of ordinary size.
_FAINT = """
() => {
  const rgb = colour => { const found = colour.match(/[\\d.]+/g).map(Number); return [...found.slice(0, 3), found[3] ?? 1]; };
  const light = colour => {
    const [r, g, b] = colour.map(part => { const s = part / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = one => {
    for (let at = one; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255, 1];
  };
  const faint = [];
  for (const one of document.querySelectorAll('body *')) {
    if (![...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
    const [a, b] = [light(rgb(getComputedStyle(one).color)), light(ground(one))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.push(`${one.tagName}.${one.className}: ${contrast.toFixed(2)}`);
  }
  return faint;
}
"""
