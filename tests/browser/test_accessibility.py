"""Every kind of page, as it is seen, heard and pressed, on narrow and wide screens, by day and by night."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from onrecord.reports.contents import PARTS
from onrecord.web.app import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Some pages of each kind, by the path of the kind.
EXAMPLES = {
    "/matrix": ["/", "/?by=side&stance=for&sort=day&side=karsia&term=ferry&since=2041-05"],
    "/trail/{holder}/{term}": ["/trail/vorn/ferry", "/trail/ostmark/guards?by=side"],
    "/term/{term}": ["/term/ferry"],
    "/actor/{actor}": ["/actor/vorn"],
    "/today": ["/today"],
    "/shifts": ["/shifts"],
    "/conflicts": ["/conflicts"],
    "/answers": ["/answers", "/answers?kind=open&holder=vorn"],
    "/occasions": ["/occasions"],
    "/occasion/{id}": ["/occasion/occasion-1"],
    "/article": ["/article/2041-06-02-vel-herald", "/article/lower-bank-stopped", "/article/HOSTILE"],
    "/sources": ["/sources"],
    "/search": ["/search?q=ferry"],
    "/review": ["/review"],
    "/dossier": ["/dossier"],
}
# WCAG 2.2, A and AA, and what else axe holds for good practice.
_OPTIONS = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_NARROW, _WIDE = 360, 1440


def grave(page: Page) -> list[str]:
    """What axe-core (https://github.com/dequelabs/axe-core) finds serious or critical: the rule, and elements that break it."""
    found = pytest.importorskip("axe_playwright_python.sync_playwright").Axe().run(page, options=_OPTIONS).response["violations"]
    return [f"{one['id']}: {' '.join(node['html'][:120] for node in one['nodes'][:3])}" for one in found if one["impact"] in {"serious", "critical"}]


@pytest.fixture(scope="module")
def looking(begin: Callable[..., Any]) -> Iterator[Any]:
    """One visit for all pages: a new one for each would take longer than the pages themselves."""
    visit = begin()
    yield visit
    visit.context.close()


@pytest.mark.parametrize("path", [path for some in EXAMPLES.values() for path in some])
def test_a_page_is_there_for_everybody(looking: Any, site: str, hostile_id: str, path: str) -> None:
    looking.wrong.clear()
    looking.asked.clear()
    page: Page = looking.page
    page.set_viewport_size({"width": _WIDE, "height": 800})
    page.emulate_media(color_scheme="light")
    page.goto(site + path.replace("HOSTILE", quote(hostile_id, safe="")))
    check_the_skip_link(page)
    check_the_whole(page)
    assert [address for address in looking.asked if not address.startswith((site, "data:"))] == []
    assert looking.wrong == []


@pytest.mark.parametrize("kind", [*(part.kind for part in PARTS), "one file"])
def test_a_page_of_a_report_is_there_for_everybody(looking: Any, folder: Path, report: str, kind: str) -> None:
    page: Page = looking.page
    page.set_viewport_size({"width": _WIDE, "height": 800})
    page.emulate_media(color_scheme="light")
    found = [folder / "index.html"] if kind == "matrix" else sorted(folder.glob(f"{kind}.html")) or sorted(folder.glob(f"{kind}/**/*.html"))
    page.goto(report if kind == "one file" else found[0].as_uri())
    check_the_whole(page)  # what the browser complains of is not asked: axe itself asks for the style sheet once more, which the page forbids


def check_the_whole(page: Page) -> None:
    """What makes a page hard to read or to press, narrow and wide, by day and by night, with all of it unfolded."""
    check_the_outline(page)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    for width in (_WIDE, _NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert (width, scheme, grave(page)) == (width, scheme, [])
            assert (width, scheme, page.evaluate(_FAINT)) == (width, scheme, [])
        assert (width, page.evaluate(_UNSEEN)) == (width, [])
        assert (width, page.evaluate(_SMALL)) == (width, [])
    assert page.evaluate("document.documentElement.scrollWidth") == _NARROW


def check_the_skip_link(page: Page) -> None:
    """It is the first stop, in sight, and leads past the navigation."""
    page.keyboard.press("Tab")
    assert page.evaluate("[document.activeElement.textContent, document.activeElement.getBoundingClientRect().top >= 0]") == ["Skip to content", True]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def check_the_outline(page: Page) -> None:
    """One first heading, none left out below it; one main part; a language; and every link has a name."""
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => Number(one.tagName[1]))")
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert page.evaluate("document.querySelectorAll('main').length") == 1
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("[...document.querySelectorAll('a, summary')].filter(one => !one.textContent.trim()).length") == 0


def test_every_kind_of_page_is_looked_at() -> None:
    assert {page.path for page in PAGES} - EXAMPLES.keys() == set()


def test_what_is_wrong_is_found(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<select id=bad><option>a</option></select><button id=dot>.</button>')"
    )
    assert [rule.partition(":")[0] for rule in grave(page)] == ["select-name"]
    page.evaluate("document.getElementById('dot').style.cssText = 'min-height: 0; height: 10px; color: #999; background: #aaa; outline: none'")
    assert ["dot" in one for one in page.evaluate(_SMALL)] == [True]
    assert page.evaluate(_FAINT) != []
    assert ["dot" in one for one in page.evaluate(_UNSEEN)] == [True]


def test_dark_and_light_differ(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    grounds = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(set(grounds)) == 2


def test_nothing_moves_for_those_who_asked_for_stillness(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0


# Texts whose contrast with the ground behind them is below 4.5, the least that WCAG 2.2 (1.4.3, AA) allows for text of ordinary size. Axe leaves
# out what it is not sure of, such as text over a passage that is marked.
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
  for (const one of document.querySelectorAll('body *:not(svg *)')) {
    if (![...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
    const [a, b] = [light(rgb(getComputedStyle(one).color)), light(ground(one))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.push(`${one.tagName}.${one.className}: ${contrast.toFixed(2)}`);
  }
  return faint;
}
"""

# What is pressed and smaller than 24 pixels each way (WCAG 2.2, 2.5.8, AA); links in the run of a text may be.
_SMALL = """
() => [...document.querySelectorAll('button, select, summary, input:not([type=hidden]), nav a')]
  .filter(one => one.checkVisibility() && !one.closest('label'))
  .map(one => [one.getBoundingClientRect(), one.outerHTML.slice(0, 120)])
  .filter(([box]) => box.height < 24 || box.width < 24)
  .map(([box, words]) => `${box.width.toFixed()} x ${box.height.toFixed()}: ${words}`)
"""

# What can have the focus and is seen, and does not show by an outline (its own, or one around what it covers) that it has it.
_UNSEEN = """
() => {
  const outlined = (one, part) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one, part);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(one => {
    if (!one.checkVisibility() || one.matches('[type=range]')) return false;
    one.focus({ focusVisible: true, preventScroll: true });
    return document.activeElement === one && ![null, '::after'].some(part => outlined(one, part));
  }).map(one => one.outerHTML.slice(0, 120));
}
"""
