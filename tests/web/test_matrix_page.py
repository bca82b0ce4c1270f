"""The matrix by its parameters: what is chosen is the same in every form, and what makes no sense is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import sleep, time

import httpx
import pytest
from starlette.applications import Starlette

Ask = Callable[..., httpx.Response]


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', page)


@pytest.mark.parametrize(
    ("query", "rows", "terms"),
    [
        ("side=karsia", ["Karsia", "Ilse Vorn"], 5),
        ("side=karsia&side=pilots", ["Karsia", "Ilse Vorn", "River Pilots"], 5),
        ("kind=group", ["River Pilots"], 5),
        ("changed=yes", ["Ilse Vorn"], 1),
        ("term=guards&term=tariff", ["Karsia", "Ilse Vorn", "Teodor Hask", "Petra Lumen"], 2),
        ("stance=against&kind=person", ["Ilse Vorn", "Petra Lumen"], 2),
        ("until=2041-05", ["Ilse Vorn", "Ostmark", "Teodor Hask"], 5),
        ("since=2041-06-02&kind=person&sort=name", ["Ilse Vorn", "Petra Lumen", "Teodor Hask"], 5),
        ("kind=&stance=&changed=&since=&until=&sort=dossier&by=side", ["Karsia", "Ostmark", "Union of Ferrymen", "River Pilots"], 5),
        ("side=nobody", [], 5),
    ],
)
def test_what_is_chosen_is_shown_in_every_form(ask: Ask, query: str, rows: list[str], terms: int) -> None:
    page, record = ask(f"/?{query}"), ask(f"/matrix.json?{query}")
    assert (page.status_code, names(page.text)) == (200, rows)
    assert ([row["name"] for row in record.json()["rows"]], len(record.json()["terms"])) == (rows, terms)
    if not rows:
        assert "Nothing on record fits this choice." in page.text


@pytest.mark.parametrize(("query", "whose"), [("", "holder"), ("by=side", "side")])
def test_it_is_told_of_what_reports_are_counted(ask: Ask, query: str, whose: str) -> None:
    page = ask(f"/?{query}").text
    assert f"“3 reports” says that three independent reports tell of this {whose} on this term, of whatever stance, surely read or not." in page
    cells = re.findall(r'<a class="to-trail".*?</a>', page, re.DOTALL)
    assert cells
    assert all('<span class="hidden"> on this term, of whatever stance, surely read or not</span>' in cell for cell in cells)


@pytest.mark.parametrize("query", ["sort=worst", "stance=maybe", "kind=robot", "changed=1", "since=soon", "by=nobody"])
def test_what_makes_no_sense_is_refused(ask: Ask, query: str) -> None:
    answer = ask(f"/?{query}")
    assert (answer.status_code, query.partition("=")[0] in answer.text) == (400, True)


def test_the_form_remembers_what_was_chosen_and_by_side_keeps_it(ask: Ask) -> None:
    page = ask("/?stance=for&term=ferry&since=2041-05&until=2041-06&sort=day").text
    for kept in (
        '<option value="for" selected>',
        '<option value="day" selected>',
        'name="term" value="ferry" checked',
        'name="since" value="2041-05-01"',
        'name="until" value="2041-06-30"',
        'href="/?by=side&amp;sort=day&amp;stance=for&amp;since=2041-05&amp;until=2041-06&amp;term=ferry"',
        "Shown: ferry; “for” only; from May 2041; until June 2041; latest day first.",
    ):
        assert kept in page


@pytest.mark.parametrize(("before", "is_new"), [("long ago", True), ("now", False), ("never", False)])
def test_what_was_read_since_the_last_visit_is_told_above_the_page(ask: Ask, app: Starlette, before: str, *, is_new: bool) -> None:
    if before == "now":
        sleep(1)  # visits are told in whole seconds, and the dispute may have been read in this one
    now = int(time())
    last = {"long ago": 1, "now": now, "never": 0}[before]
    cookie = {"cookie": f"{app.state.cookies.visit}={last}-{max(last, 1)}-{now}"}
    told = "New since your last visit"
    assert [told in ask(path, headers=cookie).text for path in ("/", "/shifts", "/today")] == [is_new, is_new, False]
