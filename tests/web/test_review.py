"""Judging on the pages, by plain forms: what is kept, what it changes, and what is said where it cannot be kept."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette

from onrecord.ledger import Ledger, open_ledger
from onrecord.records import Condition, Correction, Judgement
from onrecord.views import Record
from onrecord.web import create_app

Ask = Callable[..., httpx.Response]
ARTICLE = "2041-06-02-vel-herald"


@pytest.fixture
def ledger(ferry_ledger: Ledger, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of the ledger, to be judged."""
    ferry_ledger.backup(str(tmp_path / "judged.sqlite"))
    with open_ledger(str(tmp_path / "judged.sqlite")) as copy:
        yield copy


@pytest.fixture
def judging(ledger: Ledger, ferry: Record, ask_app: Callable[[Starlette], Ask], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask its pages, as Ana."""
    monkeypatch.setenv("ONRECORD_REVIEWER", "Ana")
    return ask_app(create_app(ledger, ferry.dossier.id))


def held(ledger: Ledger, term: str = "guards", article: str = ARTICLE) -> list[tuple[str | None, str]]:
    return [(one.position.holder, one.position.stance) for one in ledger.judgeable(article, "vel-ferry") if one.position.term == term]


def fields_of(ledger: Ledger, holder: str, term: str, article: str = ARTICLE) -> dict[str, str]:
    """The correcting form of a position as its page fills it in."""
    one = next(each for each in ledger.judgeable(article, "vel-ferry") if (each.position.holder, each.position.term) == (holder, term)).position
    kept = {f"evidence-{number}": "keep" for number, _ in enumerate(one.evidence)}
    kept |= {f"condition-{number}": "keep" for number, _ in enumerate(one.conditions)}
    return {"article": article, "position": one.id, "holder": holder, "term": term, "stance": one.stance, "day": one.said_on or "", **kept}


def said(ledger: Ledger) -> list[tuple[str, str, str]]:
    return [(found.judgement.action, found.judgement.by, found.fate) for found in ledger.judgements("vel-ferry")]


def test_the_walk_shows_every_position_once_in_both_orders(judging: Ask, ferry: Record) -> None:
    everything = {position.id for reading in ferry.readings for position in reading.positions}
    for first in ("unsure", "consequential"):
        seen: list[str] = []
        after = ""
        while True:
            page = judging(f"/review.json?first={first}&after={quote(after)}").json()
            if page["point"] is None:
                break
            seen.append(page["point"]["position"])
            after = page["after"]
        assert len(seen) == len(everything)
        assert set(seen) == everything
        assert "No position waits" in judging(f"/review?first={first}&after={after}").text


def test_what_most_depends_on_comes_first(judging: Ask) -> None:
    page = judging("/review.json?first=consequential").json()
    assert page["point"]["article"] == "evening-stage-refuses"
    assert "in a conflict" in page["reasons"]


@pytest.mark.parametrize(("action", "left"), [("accept", True), ("reject", False)])
def test_a_position_is_judged_and_the_walk_goes_on(judging: Ask, ledger: Ledger, action: str, left: bool) -> None:  # noqa: FBT001
    page = judging("/review.json").json()
    point = page["point"]
    form = {"action": action, "article": point["article"], "position": point["position"], "after": page["after"], "why": "so it is"}
    answer = judging("/review", "POST", form=form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/review?after={page['after']}")
    assert said(ledger) == [(action, "Ana", "stands")]
    shown = {one.position.id for one in ledger.judgeable(point["article"], "vel-ferry")}
    assert (point["position"] in shown) is left
    following = judging(answer.headers["location"])
    assert point["position"] not in re.findall(r'name="position" value="(\w+)"', following.text)
    assert "so it is" in following.text  # with the button that takes it back


def test_a_correction_changes_just_what_the_form_changes(judging: Ask, ledger: Ledger) -> None:
    form = fields_of(ledger, "hask", "guards") | {"action": "correct", "stance": "for", "day": "2041-06", "condition": ""}
    del form["condition-0"]
    assert judging("/review", "POST", form=form).status_code == 303
    (shown,) = [one.position for one in ledger.judgeable(ARTICLE, "vel-ferry") if (one.position.holder, one.position.term) == ("hask", "guards")]
    assert (shown.stance, shown.said_on, shown.conditions) == ("for", "2041-06", ())
    conditions: tuple[Condition, ...] = ()
    assert ledger.judgements("vel-ferry")[0].judgement.correction == Correction(stance="for", said_on="2041-06", conditions=conditions)


def test_words_are_found_just_as_they_stand(judging: Ask, ledger: Ledger) -> None:
    form = fields_of(ledger, "hask", "guards") | {
        "action": "correct",
        "words": "In Lenne,\r\n Teodor   Hask",
        "condition": "the first ferry",
        "condition-term": "ferry",
    }
    assert judging("/review", "POST", form=form).status_code == 303
    (shown,) = [one.position for one in ledger.judgeable(ARTICLE, "vel-ferry") if (one.position.holder, one.position.term) == ("hask", "guards")]
    assert shown.evidence[-1].text == "In Lenne, Teodor Hask"
    assert (shown.conditions[-1].text, shown.conditions[-1].term) == ("the first ferry", "ferry")
    assert ledger.verify() == []


WRONG: list[tuple[dict[str, str], int, str]] = [
    ({"action": "correct"}, 400, "Nothing is changed yet"),
    ({"action": "correct", "day": "yesterday"}, 400, "is no day"),
    ({"action": "correct", "stance": "perhaps"}, 400, "Choose a stance"),
    ({"action": "correct", "holder": "stranger"}, 400, "names no holder “stranger”"),
    ({"action": "correct", "term": "moon"}, 400, "names no term “moon”"),
    ({"action": "correct", "words": "words that nobody wrote"}, 400, "do not stand in the article"),
    ({"action": "correct", "words": "w" * 30_000}, 400, "more than 20,000 characters"),
    ({"action": "correct", "evidence-0": ""}, 400, "Keep one passage"),
    ({"action": "note"}, 409, "a note needs words"),
    ({"action": "burn"}, 400, "Choose what to say"),
    ({"action": "accept", "position": "0123"}, 409, "Look at it again"),
    ({"action": "accept", "article": "nothing"}, 409, "Look at it again"),
    ({"action": "correct", "article": ""}, 409, "Look at it again"),
    ({"action": "accept", "why": "w" * 5_000}, 400, "Shorten it"),
]


@pytest.mark.parametrize(("change", "status", "words"), WRONG)
def test_what_cannot_be_kept_is_told_with_a_way_out(ask: Ask, ferry_ledger: Ledger, change: dict[str, str], status: int, words: str) -> None:
    answer = ask("/review", "POST", form=fields_of(ferry_ledger, "hask", "guards") | change)
    assert (answer.status_code, words in html.unescape(answer.text)) == (status, True), answer.text
    assert 'href="/review' in answer.text
    assert said(ferry_ledger) == []


def test_a_judgement_is_taken_back_and_shown_again(judging: Ask, ledger: Ledger) -> None:
    form = fields_of(ledger, "lumen", "guards") | {"action": "reject"}
    assert judging("/review", "POST", form=form).status_code == 303
    assert held(ledger) == [("hask", "conditional")]
    page = judging("/review").text
    (given,) = re.findall(r'name="judgement" value="(\w+)"', page)
    answer = judging("/review/undo", "POST", form={"judgement": given, "first": "unsure"})
    assert answer.status_code == 303
    assert held(ledger) == [("hask", "conditional"), ("lumen", "against")]
    assert answer.headers["location"] == f"/review?article={ARTICLE}&position={form['position']}&first=unsure"
    assert "Petra Lumen" in judging(answer.headers["location"]).text
    assert said(ledger) == [("reject", "Ana", "undone"), ("undo", "Ana", "stands")]
    assert judging("/review/undo", "POST", form={"judgement": given}).status_code == 409
    assert judging("/review/undo", "POST", form={}).status_code == 409


def test_two_people_s_disagreement_is_shown(judging: Ask, ledger: Ledger) -> None:
    form = fields_of(ledger, "lumen", "guards") | {"action": "accept"}
    judging("/review", "POST", form=form)
    judging("/review", "POST", form=form | {"action": "reject", "by": "Ben", "why": "<b>it was an aide</b>"})
    assert [(action, fate) for action, _, fate in said(ledger)] == [("accept", "disputed"), ("reject", "disputed")]
    page = judging("/review?first=consequential").text
    assert "People disagree on this position" in page
    assert "&lt;b&gt;it was an aide&lt;/b&gt;" in page
    article = judging(f"/article/{ARTICLE}").text
    assert "<bdi>Ben</bdi>" in article
    assert "judged differently by Ana, Ben" in article


def test_only_their_own_judgements_are_taken_back(judging: Ask, ledger: Ledger, ferry: Record) -> None:
    bound = ledger.judgeable(ARTICLE, "vel-ferry")[0].binding
    theirs = ledger.judge(Judgement(dossier=ferry.dossier.id, action="accept", by="Ben", on=(bound,)))
    assert f'value="{theirs.id}"' not in judging("/review").text
    answer = judging("/review/undo", "POST", form={"judgement": theirs.id})
    assert answer.status_code == 409
    assert "only they can take it back" in answer.text


def test_a_missed_position_is_added_by_its_words(judging: Ask, ledger: Ledger) -> None:
    form = {
        "article": ARTICLE,
        "words": "Petra Lumen said that the guards were there to stay",
        "holder": "ostmark",
        "term": "guards",
        "stance": "against",
    }
    answer = judging("/review/add", "POST", form=form)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/article/{ARTICLE}#c")
    assert ("ostmark", "against") in held(ledger)
    page = judging(f"/article/{ARTICLE}").text
    assert 'id="' + answer.headers["location"].partition("#")[2] + '"' in page
    assert "added: Ostmark, against, guards" in page
    assert ledger.verify() == []
    added = next(one for one in ledger.judgeable(ARTICLE, "vel-ferry") if one.position.holder == "ostmark")
    judging("/review", "POST", form={"article": ARTICLE, "position": added.position.id, "action": "reject", "by": "Ben"})
    assert ("ostmark", "against") not in held(ledger)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"words": ""}, "Mark the words"),
        ({"term": ""}, "Choose the term"),
        ({"stance": ""}, "Choose a stance"),
        ({"article": "nothing"}, "holds no reading"),
    ],
)
def test_an_addition_says_what_it_lacks(ask: Ask, change: dict[str, str], words: str) -> None:
    form = {"article": ARTICLE, "words": "guards or no guards", "term": "guards", "stance": "against"} | change
    answer = ask("/review/add", "POST", form=form)
    assert answer.status_code in {400, 409}
    assert words in html.unescape(answer.text)


def test_words_that_stand_in_several_places_are_chosen_from(judging: Ask, ledger: Ledger) -> None:
    form = {"article": ARTICLE, "words": "the guards", "term": "guards", "stance": "for", "holder": "hask", "why": 'a "quoted" <reason>'}
    answer = judging("/review/add", "POST", form=form)
    assert answer.status_code == 200
    places = re.findall(r'name="words-place" value="(c\d+-\d+)"', answer.text)
    assert len(places) == 2
    hidden = {name: html.unescape(value) for name, value in re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', answer.text)}
    hidden.pop("csrf")
    answer = judging("/review/add", "POST", form={**hidden, "words-place": places[1]})
    assert answer.headers["location"].endswith(f"#{places[1]}")
    (kept,) = [found.judgement for found in ledger.judgements("vel-ferry")]
    assert kept.why == form["why"]
    assert kept.position is not None
    assert f"c{kept.position.evidence[0].start}-{kept.position.evidence[0].end}" == places[1]


def test_a_place_that_does_not_fit_the_words_is_not_believed(judging: Ask, ledger: Ledger) -> None:
    form = {"article": ARTICLE, "words": "guards or no guards", "words-place": "c0-7", "term": "guards", "stance": "undecided"}
    assert judging("/review/add", "POST", form=form).status_code == 303
    (kept,) = [found.judgement.position for found in ledger.judgements("vel-ferry")]
    assert kept is not None
    assert kept.evidence[0].text == "guards or no guards"


def test_any_article_s_id_leads_back_to_it(judging: Ask, ledger: Ledger, hostile_id: str) -> None:
    form = {"article": hostile_id, "words": "right to left", "term": "tariff", "stance": "against"}
    answer = judging("/review/add", "POST", form=form)
    assert answer.status_code == 303
    assert judging(answer.headers["location"]).status_code == 200
    page = judging(f"/review?{httpx.QueryParams({'article': hostile_id, 'position': ledger.judgeable(hostile_id, 'vel-ferry')[0].position.id})}")
    assert page.status_code == 200
    assert "&lt;script&gt;document.title=" in page.text


def test_a_place_of_no_walk_is_said_so(judging: Ask) -> None:
    for after in ("x", "1_2", "9_9_zz", "1_0.5_" + "a" * 400, "0_1e-999_ab"):
        assert judging(f"/review?after={after}").status_code in {200, 400}
    assert judging("/review?after=x").status_code == 400
    assert judging("/review?article=nothing&position=ab").status_code == 404


def test_who_judges_can_be_said(judging: Ask, ledger: Ledger) -> None:
    page = judging("/review?by=Cem+%3Ci%3E").text
    assert 'name="by" value="Cem &lt;i&gt;"' in page
    judging("/review", "POST", form=fields_of(ledger, "lumen", "guards") | {"action": "accept", "by": "Cem <i>"})
    assert said(ledger) == [("accept", "Cem <i>", "stands")]
