"""By keyboard alone: to a cell, to its words, and back; and through the menus of a narrow screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

WORDS = "the ferry would sail on Sunday, guards or no guards"
# More stops than lie before anything that is looked for.
_FAR = 60


def press_until(visit: Any, reached: str) -> None:
    """Go on until what has the focus (`one`) fulfils a condition in JavaScript."""
    for _ in range(_FAR):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate(f"(one => {reached})(document.activeElement)"):
            return
    raise AssertionError(f"not reached: {reached}")


def test_the_walk_by_keyboard_alone(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    page.keyboard.press("Tab")
    assert visit.focused() == "Skip to content"
    page.keyboard.press("Enter")
    # First the stance, then the rest of the cell; each shows that it is in focus.
    for stop, pseudo in ((".newest", "null"), (".to-trail", "'::after'")):
        press_until(visit, f"one.matches('#cell-vorn--ferry {stop}')")
        style = f"getComputedStyle(document.activeElement, {pseudo})"
        assert page.evaluate(f"{style}.outlineStyle + {style}.outlineWidth") == "solid3px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/trail/vorn/ferry")
    press_until(visit, f"one.textContent === '{WORDS}'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    assert visit.target_words() == WORDS
    # The next stop lies after the passage, not at the top of the page: the number of the position that it belongs to.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "position 1: Ilse Vorn, for it, no condition told, ferry"
    for place in ("**/trail/vorn/ferry", f"{site}/#content"):
        page.go_back()
        page.wait_for_url(place)


def test_offers_are_narrowed_and_read_by_keyboard_alone_without_scripts(visits: Callable[..., Any], site: str) -> None:
    visit = visits(script=False)
    page = visit.see(site + "/answers")
    press_until(visit, "one.matches('select[name=kind]')")
    page.keyboard.type("open")
    press_until(visit, "one.textContent === 'Show'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answers?**kind=open**")
    assert page.locator("main h2 .tag").all_inner_texts() == ["open"] * page.locator("main section.row").count()
    press_until(visit, "one.matches('blockquote.words a')")
    words = visit.focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    assert page.locator(":target").inner_text().startswith(words[:20])


def test_menus_open_by_keyboard_on_a_narrow_screen(visits: Callable[..., Any], site: str) -> None:
    visit = visits(width=360)
    page = visit.see(site + "/")
    press_until(visit, "one.textContent === 'More'")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert visit.focused() == "Answers"
    press_until(visit, "one.matches('summary') && one.textContent.startsWith('Sort')")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "choose-sort"


def test_both_handles_of_the_period_show_their_focus(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    for name in ("First month", "Last month"):
        before = page.get_by_label(name).screenshot()
        press_until(visit, f"one.labels?.[0]?.textContent === '{name}'")
        assert page.get_by_label(name).screenshot() != before
