"""The dossier on its page, and its form: checked, its consequences shown, kept or taken away as a file."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from msgspec.structs import replace
from starlette.applications import Starlette

from onrecord.dossiers import digest, find_problems
from onrecord.ledger import Ledger, open_ledger
from onrecord.queries.dossier import dossier
from onrecord.records import Dossier
from onrecord.views import Record
from onrecord.views.dossier import dossier_page
from onrecord.web import create_app
from onrecord.web.access import Entrance

Ask = Callable[..., httpx.Response]


@pytest.fixture
def ledger(ferry_ledger: Ledger, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of the ledger, to be changed."""
    ferry_ledger.backup(str(tmp_path / "edited.sqlite"))
    with open_ledger(str(tmp_path / "edited.sqlite")) as copy:
        yield copy


@pytest.fixture
def editing(ledger: Ledger, ferry: Record, ask_app: Callable[[Starlette], Ask]) -> Ask:
    return ask_app(create_app(ledger, ferry.dossier.id))


def form_of(dossier: Dossier, **changes: str) -> dict[str, str]:
    """The form as its page fills it in, with some fields changed."""
    form = {"revision": digest(dossier), "title": dossier.title, "summary": dossier.summary}
    for number, term in enumerate(dossier.terms):
        form |= {f"term-{number}-id": term.id, f"term-{number}-proposition": term.proposition, f"term-{number}-replaces": ""}
    for number, actor in enumerate(dossier.actors):
        told = {"id": actor.id, "name": actor.name, "kind": actor.kind, "aliases": "\r\n".join(actor.aliases), "member_of": actor.member_of or ""}
        form |= {f"actor-{number}-{name}": value for name, value in told.items()} | ({f"actor-{number}-side": "1"} if actor.side else {})
    return form | {name.replace("__", "-"): value for name, value in changes.items()}


def sent(ask: Ask, dossier: Dossier, action: str = "preview", **changes: str) -> httpx.Response:
    return ask("/dossier/edit", "POST", form=form_of(dossier, **changes) | {"action": action})


def told(answer: httpx.Response) -> str:
    """What a preview says, as words."""
    section = re.search(r'<section class="preview".*?</section>', answer.text, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", section[0])).split()) if section else ""


def test_the_page_tells_what_is_read_for_each(ask: Ask) -> None:
    page = ask("/dossier").text
    assert re.search(r'href="/actor/hask">Teodor Hask</a>.*?<td class="number">3</td>', page)
    assert re.search(r'href="/term/tariff">tariff</a>.*?<td class="number">4</td>', page)
    assert ask("/dossier.json").json()["actors"][0]["positions"] == 3


def test_a_page_asked_of_a_ledger_is_that_of_the_whole_record(ferry: Record, ferry_ledger: Ledger) -> None:
    assert dossier(ferry_ledger, ferry.dossier.id) == dossier_page(ferry)


def test_the_form_says_again_what_the_dossier_says(ask: Ask, ferry: Record) -> None:
    page = ask("/dossier/edit").text
    names = re.findall(r'name="([\w-]+)"', page)
    assert set(form_of(ferry.dossier)) - {f"term-{n}-replaces" for n in range(9)} <= set(names)
    assert "Nothing: this is the dossier as it is." in sent(ask, ferry.dossier).text


def test_a_new_name_shows_the_articles_that_bear_it(ask: Ask, ferry: Record) -> None:
    shown = told(sent(ask, ferry.dossier, actor__3__aliases="river minister\r\nnobody at all"))
    assert "“river minister” means Teodor Hask. Ostmark Mirror , Guards stay, says Hask , 8 May 2041" in shown
    assert "Lower Bank Post , Ferry stands still" in shown
    assert "“nobody at all” means Teodor Hask. No article here has it named in these words." in shown
    assert "As soon as it is kept" not in shown


def test_a_side_acts_at_once(ask: Ask, ferry: Record) -> None:
    shown = told(sent(ask, ferry.dossier, actor__3__member_of="karsia"))
    assert "As soon as it is kept Teodor Hask is gathered under Karsia, no longer under Ostmark." in shown
    assert "When the articles are read again" not in shown


def test_a_changed_proposition_is_a_new_term(editing: Ask, ledger: Ledger, ferry: Record) -> None:
    answer = sent(editing, ferry.dossier, term__2__proposition="Karsia drops every tariff on freight.")
    assert "The term tariff is not asked for any more: 4 positions stay under its old words" in told(answer)
    looked_for = told(answer).partition("Positions on “Karsia drops every tariff on freight.” are looked for.")[2]
    assert "The Evening Stage , Karsia refuses to drop freight tariff" in looked_for
    assert "Lower Bank Post" not in looked_for
    answer = sent(editing, ferry.dossier, "keep", term__2__proposition="Karsia drops every tariff on freight.")
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossier")
    kept = ledger.dossier(ferry.dossier.id)
    assert [(one.id, one.replaces) for one in kept.terms][2] == ("tariff-2", "tariff")
    assert editing("/trail/vorn/tariff").status_code == 200  # what was read stays under the old words
    assert ledger.verify() == []


def test_a_term_and_an_actor_are_added_with_ids_of_their_own(editing: Ask, ledger: Ledger, ferry: Record) -> None:
    new = {"term__5__id": "", "term__5__proposition": "The stages are lit at night.", "actor__7__id": "", "actor__7__name": "Lamp Keepers' Guild"}
    more = {"actor__7__kind": "organisation", "actor__7__aliases": " the  guild \r\n\r\nthe guild", "actor__7__member_of": "pilots"}
    assert sent(editing, ferry.dossier, "keep", **new, **more).status_code == 303
    kept = ledger.dossier(ferry.dossier.id)
    assert (kept.terms[-1].id, kept.terms[-1].proposition) == ("the-stages-are-lit", "The stages are lit at night.")
    assert (kept.actors[-1].id, kept.actors[-1].aliases, kept.actors[-1].member_of) == ("lamp-keepers-guild", ("the guild",), "pilots")
    assert kept.actors[:-1] == ferry.dossier.actors


def test_what_the_form_does_not_show_stays(ferry: Record, keep: Callable[[Record], Ledger], ask_app: Callable[[Starlette], Ask]) -> None:
    coded = replace(ferry.dossier, terms=(replace(ferry.dossier.terms[0], codes=("PA-X Ce",)), *ferry.dossier.terms[1:]))
    coded = replace(coded, actors=(replace(coded.actors[0], wikidata="Q42"), *coded.actors[1:]))
    ledger = keep(Record(dossier=coded))
    current = ledger.dossier(coded.id)
    assert sent(ask_app(create_app(ledger, coded.id)), current, "keep", actor__0__name="The Karsian government").status_code == 303
    kept = ledger.dossier(coded.id)
    assert (kept.terms[0].codes, kept.actors[0].wikidata, kept.actors[0].name) == (("PA-X Ce",), "Q42", "The Karsian government")


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_draft_is_given_as_a_file_and_nothing_is_kept(ask: Ask, ferry: Record, ferry_ledger: Ledger, form: str) -> None:
    answer = sent(ask, ferry.dossier, form, actor__3__name="Theodor Hask", term__4__gone="1")
    assert answer.headers["content-disposition"] == f'attachment; filename="vel-ferry.{form}"'
    content: dict[str, Any] = tomllib.loads(answer.text) if form == "toml" else answer.json()
    assert find_problems(content) == []
    draft = msgspec.convert(content, Dossier)
    assert draft.actors[3].name == "Theodor Hask"
    assert [one.id for one in draft.terms] == ["ferry", "guards", "tariff", "inspection"]
    assert ferry_ledger.dossier(ferry.dossier.id) == ferry.dossier


WRONG = [
    ({"actor__3__member_of": "hask"}, "leads back to itself"),
    ({"actor__3__member_of": "moon"}, "no actor of this dossier"),
    ({"actor__3__aliases": "he"}, "a pronoun"),
    ({"actor__3__kind": "planet"}, "actors[3]"),
    ({"actor__3__name": ""}, "the name is empty"),
    ({"term__5__id": "Bad Id", "term__5__proposition": "The stages are lit."}, "lower-case letters"),
    ({"term__5__id": "ferry", "term__5__proposition": "The stages are lit."}, "ferry"),
    ({"term__0__proposition": "no"}, "is no sentence"),
]


@pytest.mark.parametrize(("changes", "words"), WRONG)
def test_what_is_wrong_is_named_and_what_was_written_stays(editing: Ask, ferry: Record, changes: dict[str, str], words: str) -> None:
    answer = sent(editing, ferry.dossier, "keep", **changes)
    page = html.unescape(answer.text)
    assert (answer.status_code, "put this right first" in page, words in page) == (422, True, True)
    assert all(value in page for value in changes.values())


def test_nobody_overwrites_what_somebody_else_kept(editing: Ask, ferry: Record) -> None:
    assert sent(editing, ferry.dossier, "keep", actor__3__name="Theodor Hask").status_code == 303
    answer = sent(editing, ferry.dossier, "keep", actor__3__name="T. Hask")
    assert answer.status_code == 409
    assert "Somebody changed the dossier" in answer.text


@pytest.mark.parametrize("form", [{}, {"action": "keep"}, {"action": "keep", "term-x-id": "y", "actor-0-id": ""}, {"term-99999-id": "y"}])
def test_half_a_form_is_answered(ask: Ask, ferry: Record, form: dict[str, str]) -> None:
    for revision in ("", digest(ferry.dossier)):
        assert ask("/dossier/edit", "POST", form={"revision": revision, **form}).status_code in {409, 422}


def test_speakers_whom_it_lacks_are_proposed(ask: Ask) -> None:
    assert ask("/dossier.json").json()["proposed"] is None
    shown = ask("/dossier.json?suggest=1").json()
    assert shown["looked_through"] == 6
    assert shown["proposed"] == []
    page = ask("/dossier/edit?name=Lamp+%3CKeepers%3E&alias=the+keepers&kind=group&member_of=pilots").text
    assert 'value="Lamp &lt;Keepers&gt;"' in page
    assert "the keepers" in page


def test_readers_see_no_forms(ferry_ledger: Ledger, ferry: Record, ask_app: Callable[[Starlette], Ask]) -> None:
    app = create_app(ferry_ledger, ferry.dossier.id, Entrance(token="t" * 40))
    asked = ask_app(app)
    browser = app.state.sessions.sign_in("Rea", "reader")
    cookie = {"cookie": f"{app.state.cookies.session}={browser}"}
    for path in ("/dossier", "/review", "/article/lower-bank-stopped"):
        page = asked(path, headers=cookie)
        assert page.status_code == 200
        assert 'method="post" action="/review' not in page.text
        assert "/dossier/edit" not in page.text
    assert asked("/dossier/edit", headers=cookie).status_code == 403
    assert asked("/dossier/edit", "POST", headers=cookie, form={"csrf": app.state.sessions.csrf(browser)}).status_code == 403
    assert asked("/review", "POST", headers=cookie, form={"csrf": app.state.sessions.csrf(browser)}).status_code == 403
