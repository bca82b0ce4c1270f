"""What a newcomer does: from the matrix to the words and back, on the pages and in the report, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visits = Callable[..., Any]

pytestmark = pytest.mark.browser

WORDS = "the ferry would sail on Sunday, guards or no guards"


def actors(page: Page) -> list[str]:
    return page.locator(".matrix tbody th a").all_inner_texts()


def test_from_the_matrix_to_the_words_and_back(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    cell = page.locator("#cell-vorn--ferry")
    assert "for" in cell.inner_text()
    assert "changed" in cell.inner_text()
    cell.get_by_text("changed").click(force=True)  # anywhere but on the stance: the link to the trail lies over it
    assert page.locator("h1").inner_text() == "Ilse Vorn on ferry"
    page.get_by_role("link", name=WORDS).first.click()
    assert page.locator("h1").inner_text() == "Vorn drops condition: ferry to sail on Sunday"
    assert visit.target_words() == WORDS
    page.go_back()
    page.get_by_role("link", name="Back to the matrix").click()
    assert page.url == f"{site}/#cell-vorn--ferry"
    assert page.locator("h1").inner_text() == "Who stands where"


def test_from_a_stance_of_the_matrix_straight_to_its_newest_words(visit: Any, site: str, report: str) -> None:
    for address in (site + "/", report):
        page = visit.see(address)
        page.locator("#cell-vorn--ferry .newest").click()
        assert visit.target_words() == WORDS


def test_the_same_walk_in_the_report(visit: Any, report: str) -> None:
    page = visit.see(report)
    page.locator("#cell-vorn--ferry .to-trail").click()
    assert "Ilse Vorn on ferry" in visit.page.evaluate("document.querySelector(':target h3').textContent")
    page.locator(":target").get_by_role("link", name=WORDS).first.click()
    assert visit.target_words() == WORDS
    page.go_back()
    page.locator(":target").get_by_role("link", name="Back to the matrix").click()
    assert page.url.endswith("#cell-vorn--ferry")
    assert page.evaluate("getComputedStyle(document.querySelector('.matrix thead th')).position") == "sticky"  # its own style is let in
    assert visit.asked == [report]


def test_from_the_matrix_to_a_term_and_to_an_actor(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    page.get_by_role("columnheader", name="ferry The Vel ferry").get_by_role("link").click()
    page.wait_for_url("**/term/ferry")
    page.go_back()
    page.get_by_role("rowheader", name="Ilse Vorn").get_by_role("link").click()
    page.wait_for_url("**/actor/vorn")
    assert "Ilse Vorn" in page.locator("h1").inner_text()


def test_a_number_leads_to_the_position_and_back_to_its_words(visit: Any, site: str) -> None:
    page = visit.see(site + "/article/2041-06-02-vel-herald")
    page.get_by_role("link", name="position 4: Teodor Hask").click()
    assert "Teodor Hask" in visit.target_words()
    page.locator(":target").get_by_role("link", name="he would withdraw").first.click()
    assert visit.target_words().startswith("he would withdraw the guards once the first ferry had landed")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_whoever_searches_finds_the_words_in_their_article(visits: Visits, site: str, *, script: bool) -> None:
    visit = visits(script=script)
    page = visit.see(site + "/")
    page.get_by_role("searchbox").fill("sail on Sunday")
    page.get_by_role("search").get_by_role("button").click()
    page.wait_for_url("**/search?q=sail+on+Sunday")
    page.locator("main").get_by_role("link", name="sail on Sunday").first.click()
    page.wait_for_url("**/article/**")


def test_the_matrix_follows_its_form_at_once_and_can_be_shared(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    assert len(actors(page)) == 7
    page.get_by_label("Kind").select_option("person")
    page.wait_for_url("**/?kind=person")
    page.locator(".chosen").wait_for()
    assert actors(page) == ["Ilse Vorn", "Teodor Hask", "Petra Lumen"]
    page.get_by_label("Sort by").focus()
    page.get_by_label("Sort by").select_option("name")
    page.wait_for_url("**/?sort=name&kind=person")
    page.wait_for_function("document.querySelector('.matrix tbody th').textContent.includes('Ilse')")
    assert page.evaluate("document.activeElement.id") == "choose-sort"
    assert page.locator("#matrix-told").inner_text() == page.locator(".chosen").inner_text()
    assert page.get_by_role("link", name="JSON").get_attribute("href") == "/matrix.json?sort=name&kind=person"
    page.get_by_role("link", name="By side").click()
    page.wait_for_url("**/?by=side&sort=name&kind=person")


def test_the_period_slides_over_the_months_of_the_record(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    first, last = page.get_by_label("First month"), page.get_by_label("Last month")
    assert (first.get_attribute("aria-valuetext"), last.get_attribute("aria-valuetext")) == ("May 2041", "Jun 2041")
    first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/?since=2041-06-01")
    assert page.get_by_label("From").input_value() == "2041-06-01"
    page.locator(".chosen", has_text="Shown: from 1 June 2041.").wait_for()
    assert "reported 7 May" not in page.locator(".matrix").inner_text()
    assert page.evaluate("document.activeElement.getAttribute('aria-valuetext')") == "Jun 2041"
    last.focus()
    page.keyboard.press("ArrowLeft")  # pushes the other handle along
    page.wait_for_url("**/?until=2041-05-31")


def test_without_scripts_the_matrix_is_narrowed_by_its_form(visits: Visits, site: str) -> None:
    page = visits(script=False).see(site + "/")
    page.get_by_label("Stance").select_option("against")
    page.locator("summary", has_text="Sides").click()
    page.get_by_label("Ostmark", exact=True).check()
    page.get_by_label("To").fill("2041-06-30")
    page.get_by_role("button", name="Show").click()
    assert actors(page) == ["Teodor Hask", "Petra Lumen"] or actors(page) == ["Petra Lumen"]
    assert page.get_by_label("Ostmark", exact=True).is_checked()
    page.get_by_role("link", name="Show all").click()
    assert len(actors(page)) == 7


def test_without_scripts_pages_that_have_some_read_too(visits: Visits, site: str) -> None:
    visit = visits(script=False)
    for path in ("/", "/trail/vorn/ferry", "/article/2041-06-02-vel-herald", "/review"):
        page = visit.see(site + path)
        assert page.locator("h1").inner_text(), path
        assert page.locator("main").get_by_role("link").count() > 0, path
        assert page.get_by_role("navigation", name="Pages").get_by_role("link").count() >= 8, path


def test_the_report_is_not_wider_than_a_narrow_screen(visits: Visits, report: str) -> None:
    page = visits(width=360).see(report)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_on_a_narrow_screen_the_matrix_is_a_card_for_each_row(visits: Visits, site: str) -> None:
    page = visits(width=360).see(site + "/")
    assert page.evaluate("(() => { const box = document.querySelector('.scroller'); return box.scrollWidth <= box.clientWidth; })()")
    assert page.locator("td.empty").first.is_visible() is False
    assert page.locator("#cell-vorn--ferry").get_by_role("link", name="ferry", exact=True).is_visible()
    # The cards are still a table for those who hear the page.
    assert page.get_by_role("rowheader").count() == 7
    assert page.get_by_role("cell").count() > 7
    assert page.locator(".masthead").bounding_box()["height"] < 120
    page.get_by_text("More", exact=True).click()
    page.get_by_role("searchbox").fill("tariff")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=tariff")


def test_stances_are_told_by_shape_and_word_too(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    shapes = page.evaluate("[...document.querySelectorAll('.key > .legend .stance')].map(one => one.querySelector('svg').innerHTML)")
    words = page.evaluate("[...document.querySelectorAll('.key > .legend .stance')].map(one => one.textContent.trim())")
    assert len(set(shapes)) == 4
    assert words == ["for", "if", "against", "open"]


def test_the_matrix_is_a_table_for_those_who_hear_it(visit: Any, site: str) -> None:
    page = visit.see(site + "/")
    assert page.get_by_role("table", name="Actors by 5 terms").count() == 1
    assert page.get_by_role("rowheader").count() == 7
    assert page.get_by_role("columnheader").count() == 6
