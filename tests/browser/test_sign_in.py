"""Signing in and out in a real browser, which alone tells what becomes of cookies, and of forms from a page that names no referrer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from onrecord.ledger import Ledger
from onrecord.views import Record

pytestmark = pytest.mark.browser

TOKEN = "a-token-of-the-ferry-desk-2041"  # noqa: S105


def test_signing_in_leads_on_and_signing_out_ends_it(
    ferry: Record, ferry_ledger: Ledger, serving: Callable[..., AbstractContextManager[str]], begin: Callable[..., Any]
) -> None:
    with serving(ferry_ledger, ferry.dossier.id, TOKEN) as site:
        visit = begin(script=False, width=360)
        page = visit.see(f"{site}/conflicts")
        assert page.url == f"{site}/sign-in?next=/conflicts"
        page.get_by_label("Token").fill("a-token-of-somebody-else")
        page.get_by_role("button", name="Sign in").click()
        assert page.get_by_role("alert").inner_text() == "That is not the token."
        page.get_by_label("Token").fill(TOKEN)
        page.get_by_label("Token").press("Enter")
        page.wait_for_url(f"{site}/conflicts")
        session, seen = sorted((made for made in visit.context.cookies()), key=lambda made: made["name"])
        assert [(made["httpOnly"], made["sameSite"], made["secure"]) for made in (session, seen)] == [(True, "Lax", False)] * 2
        # As from a mail: another site's link, which Strict cookies would not go along with.
        page.goto(f"data:text/html,<a href='{site}/shifts'>shifts</a>")
        page.get_by_role("link").click()
        page.wait_for_url(f"{site}/shifts")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(f"{site}/sign-in")
        assert visit.see(f"{site}/shifts").url == f"{site}/sign-in?next=/shifts"
        visit.context.close()


def test_a_form_on_another_site_changes_nothing(site: str, begin: Callable[..., Any]) -> None:
    visit = begin()
    page = visit.see(f"{site}/review")
    csrf = page.locator("input[name=csrf]").first.get_attribute("value")
    page.goto(f"data:text/html,<form method=post action='{site}/review'><input name=csrf value={csrf}><button>go</button></form>")
    page.get_by_role("button").click()
    page.wait_for_url(f"{site}/review")
    assert "This form is not, or no longer, one of ours." in page.inner_text("main")
    visit.context.close()
