"""Whatever is sent by the forms of the pages is answered, and by nothing worse than a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import httpx
import pytest

from onrecord.views import Record
from onrecord.web.app import PAGES

Ask = Callable[..., httpx.Response]

KNOWN = {"holder": "vorn", "actor": "vorn", "term": "ferry", "id": "lower-bank-stopped"}


class Forms(HTMLParser):
    """The forms of a page that change something: where they go, and what they send as they stand."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "form":
            self.inside = known.get("method") == "post"
            if self.inside:
                self.found.append((known.get("action") or "", {}))
        elif self.inside and known.get("name") and tag in {"input", "textarea", "select", "button"}:
            self.found[-1][1].setdefault(str(known["name"]), known.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


@pytest.fixture(scope="module")
def asked(ferry: Record, ask_of: Callable[[Record], Ask]) -> Ask:
    """Ask pages that may be changed."""
    return ask_of(ferry)


@pytest.fixture(scope="module")
def forms(asked: Ask) -> dict[tuple[str, tuple[str, ...]], dict[str, str]]:
    """One form of each kind, by where it goes and what it holds."""
    paths = [page.path.format_map(KNOWN) for page in PAGES] + [f"/article/{KNOWN['id']}", "/dossier/edit"]
    found = [form for path in paths for form in Forms(asked(path).text).found]
    return {(action, tuple(sorted(fields))): fields for action, fields in found}


def test_every_form_carries_a_csrf_token_and_stays_with_us(forms: dict[tuple[str, tuple[str, ...]], dict[str, str]]) -> None:
    assert {"/review", "/dossier"} <= {"/" + action.split("/")[1] for action, _ in forms}
    for (action, names), fields in forms.items():
        assert action.startswith("/"), action
        assert not action.startswith("//"), action
        assert "csrf" in names, action
        assert len(fields["csrf"]) == 64, action


@pytest.mark.parametrize("value", ["", "\x00", "\ud800", "9" * 400, "../..", "a\r\nb: c"], ids=lambda value: ascii(value[:12]))
def test_no_form_breaks_a_page(value: str, forms: dict[tuple[str, tuple[str, ...]], dict[str, str]], asked: Ask) -> None:
    for (action, names), fields in forms.items():
        others = [name for name in names if name != "csrf"]
        sent = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        # Of rows that are alike, one will do.
        unlike = {re.sub(r"[0-9]+", "", name): name for name in others}.values()
        for form in (dict.fromkeys(others, sent), *({**fields, name: sent} for name in unlike)):
            form.pop("csrf", None)
            answer = asked(action, "POST", form=form)
            assert answer.status_code in {200, 303, 400, 404, 409, 422}, (action, form)
