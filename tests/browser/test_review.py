"""Judging in a real browser: by keys, by mouse, by selecting words, and without any script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from onrecord.identity import article_key, position_id
from onrecord.ledger import Ledger
from onrecord.records import Article, Position, Reading, Span, text_sha256
from onrecord.views import Record

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Signs of two UTF-16 units each stand before, between and in the words, and a numbered position with them.
TEXT = (
    "🌊 By our reporter on the 🛶 landing stage\n"
    "\n"
    "Teodor Hask said the guards 🪖 would stay. The Union of Ferrymen 🧭 would not sail at night.\n"
    "It said so on Monday 🌙 and again.\n"
)
GUARDS = "the guards 🪖 would stay"


def emoji_article(dossier_id: str) -> Reading:
    article = Article(id="signs", title="Guards stay", text=TEXT, text_sha256=text_sha256(TEXT), language="en", published="2041-07-01")
    start = TEXT.index(GUARDS)
    evidence = (Span(start, start + len(GUARDS), GUARDS),)
    position = Position(holder="hask", term="guards", stance="against", evidence=evidence, mode="indirect", confidence=0.3)
    return Reading(article=article, positions=(replace(position, id=position_id(article_key(article), dossier_id, position)),))


@pytest.fixture(scope="module")
def ledger(ferry: Record, keep: Callable[[Record], Ledger]) -> Ledger:
    """The dispute over the ferry, with an article full of signs, to be judged."""
    return keep(Record(dossier=ferry.dossier, readings=(*ferry.readings, emoji_article(ferry.dossier.id)), comparison=ferry.comparison))


@pytest.fixture(scope="module")
def judged_site(ledger: Ledger, ferry: Record, serving: Callable[[Ledger, str], AbstractContextManager[str]]) -> Iterator[str]:
    """The address of its pages."""
    with serving(ledger, ferry.dossier.id) as address:
        yield address


def heading(page: Page) -> str:
    return page.locator("#case-title").inner_text()


def actions(ledger: Ledger, by: str) -> list[tuple[str, str]]:
    found = [one for one in ledger.judgements("vel-ferry") if one.judgement.by == by]
    return [(one.judgement.action, one.fate) for one in found]


def test_the_walk_by_keys_with_undo(visits: Callable[..., Any], judged_site: str, ledger: Ledger) -> None:
    page: Page = visits().see(f"{judged_site}/review?by=Kay")
    first = heading(page)
    assert first.split() == ["against", "Teodor", "Hask", "guards"]
    page.keyboard.press("r")
    page.wait_for_url("**after=**", wait_until="load")
    second = page.locator(".in-context").first.inner_text()
    assert "rejected: Teodor Hask, against, guards" in page.locator(".earlier").inner_text()
    page.keyboard.press("u")
    page.wait_for_url("**article=signs**", wait_until="load")
    assert heading(page) == first
    page.keyboard.press("s")
    page.wait_for_function("words => document.querySelector('.in-context').innerText === words", arg=second)
    page.wait_for_load_state()
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "holder"
    page.keyboard.press("a")  # a letter in a list chooses there, and judges nothing
    page.keyboard.press("Shift+?")
    assert page.locator("#keys").get_attribute("open") is None
    page.locator("#case-title").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("?")
    assert page.locator("#keys").get_attribute("open") is not None
    page.get_by_role("button", name="Turn keys off").click()
    page.locator("#case-title").click()
    page.keyboard.press("a")
    page.reload()
    page.keyboard.press("r")
    page.locator("#keys > summary").click()
    assert page.locator("#keys-off").inner_text() == "Turn keys on"
    assert actions(ledger, "Kay") == [("reject", "undone"), ("undo", "stands")]


def test_words_after_signs_are_marked_where_they_stand(visits: Callable[..., Any], judged_site: str, ledger: Ledger) -> None:
    visit = visits()
    page: Page = visit.see(f"{judged_site}/article/signs")
    # From inside the second line, behind a number that is not part of the text, into the third.
    page.evaluate(
        """() => {
            const [, line, last] = document.querySelectorAll('[data-start]');
            const node = [...line.childNodes].at(-1);
            const end = last.firstChild;
            getSelection().setBaseAndExtent(node, node.data.indexOf('The Union'), end, end.data.indexOf(' and again'));
        }"""
    )
    page.wait_for_function("() => document.querySelector('#add-words').value !== ''")
    wanted = TEXT[TEXT.index("The Union") : TEXT.index(" and again")]
    place = f"c{TEXT.index('The Union')}-{TEXT.index(' and again')}"
    assert page.locator("#add-words").input_value() == wanted
    assert page.locator("[name=words-place]").input_value() == place
    page.locator("#mark > summary").click()
    assert page.locator("#add-words").input_value() == wanted
    page.get_by_label("Held by").select_option("ferrymen")
    page.get_by_label("On the term").select_option("night-sailings")
    page.locator("#mark").get_by_role("radio", name="against").check()
    page.get_by_role("button", name="Add the position").click()
    page.wait_for_url(f"**/article/signs#{place}")
    assert visit.page.locator(f"#{place}").inner_text() in wanted
    (added,) = [one.position for one in ledger.judgeable("signs", "vel-ferry") if one.position.term == "night-sailings"]
    assert (added.evidence[0].text, added.holder, added.stance) == (wanted, "ferrymen", "against")
    assert ledger.verify() == []


def test_a_number_between_the_words_is_not_marked_with_them(visits: Callable[..., Any], judged_site: str) -> None:
    page: Page = visits().see(f"{judged_site}/article/signs")
    page.evaluate(
        """() => {
            const line = document.querySelectorAll('[data-start]')[1];
            getSelection().selectAllChildren(line);
        }"""
    )
    page.wait_for_function("() => document.querySelector('#add-words').value !== ''")
    line = TEXT.splitlines()[2]
    assert page.locator("#add-words").input_value() == line
    assert page.locator("[name=words-place]").input_value() == f"c{TEXT.index(line)}-{TEXT.index(line) + len(line)}"


def test_everything_works_without_scripts(visits: Callable[..., Any], judged_site: str, ledger: Ledger) -> None:
    page: Page = visits(script=False).see(f"{judged_site}/review?by=Nola")
    page.get_by_label("Why (if it needs saying)").fill("as the outlet has it")
    page.get_by_role("button", name="Accept").click()
    assert "as the outlet has it" in page.locator(".earlier").inner_text()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Correct", exact=False).first.click()
    form = page.locator("form", has=page.get_by_role("button", name="Keep the correction"))
    form.get_by_role("radio", name="open").check()
    form.get_by_role("button", name="Keep the correction").click()
    assert "read as open" in page.locator(".earlier").inner_text()
    page.goto(f"{judged_site}/article/signs")
    page.locator("#mark > summary").click()
    page.locator("#add-words").fill("would")
    page.locator("#add-term").select_option("night-sailings")
    page.locator("#mark").get_by_role("radio", name="for", exact=False).first.check()
    page.get_by_role("button", name="Add the position").click()
    assert page.locator("h1").inner_text() == "Which of these words?"
    page.locator(f"[name=words-place][value^=c{TEXT.index('would', TEXT.index('Union'))}-]").check()
    page.get_by_role("button", name="These words").click()
    start = TEXT.index("would", TEXT.index("Union"))
    assert page.url.endswith(f"#c{start}-{start + len('would')}")
    assert actions(ledger, "Nola")[:3] == [("accept", "undone"), ("undo", "stands"), ("correct", "stands")]


def test_the_dossier_s_form_shows_what_would_change(visits: Callable[..., Any], judged_site: str) -> None:
    page: Page = visits(script=False).see(f"{judged_site}/dossier")
    page.get_by_role("link", name="Edit").click()
    page.locator("summary", has_text="Teodor Hask").click()
    page.locator("#actor-3-aliases").fill("river minister")
    page.get_by_role("button", name="See what would change").click()
    assert "“river minister” means Teodor Hask." in page.locator(".preview").inner_text()
    with page.expect_download() as started:
        page.get_by_role("button", name="Download as TOML").click()
    assert started.value.suggested_filename == "vel-ferry.toml"
