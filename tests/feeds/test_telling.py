"""What changed, as Atom and as messages: well formed and harmless whatever articles say."""

from __future__ import annotations

import io
import json
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from onrecord.errors import InputError, OnrecordError
from onrecord.feeds.addresses import PrivateHosts
from onrecord.feeds.atom import atom_of
from onrecord.feeds.changes import MOST_TOLD, find_changes, findings, in_words, new_positions, remember
from onrecord.feeds.network import Network
from onrecord.feeds.state import Change, EntryState, Quoted, State, load_state, save_state
from onrecord.feeds.webhook import deliver
from onrecord.records import Dossier
from onrecord.views import Record
from tests.feeds.conftest import START
from tests.feeds.site import Answer, Request, Site

AT = "2031-10-14T06:00:00Z"
ATOM = "{http://www.w3.org/2005/Atom}"
QUOTED = Quoted(
    article="gates",
    outlet="The Vel Courier",
    title="Gates",
    url="https://courier.example/gates",
    published="2031-10-14",
    field="text",
    start=3,
    end=20,
    words="The gates open.",
    link="https://courier.example/gates#:~:text=The%20gates%20open.",
)
CHANGE = Change(
    id="1",
    kind="position",
    at=AT,
    holder="orlan",
    name="Mira Orlan",
    term="open-dam",
    proposition="Karsia opens the gates.",
    stance="for",
    day="2031-10-13",
    day_is="said",
    passages=(QUOTED,),
)


def changes(number: int) -> list[Change]:
    return [replace(CHANGE, id=str(n)) for n in range(number)]


def test_what_is_new_is_told_once_shifts_first(ferry: Record) -> None:
    state = State(known=set(), new_positions=[(reading.article.id, position.id) for reading in ferry.readings for position in reading.positions])
    found = find_changes(ferry, state, AT)
    kinds = [change.kind for change in found]
    assert kinds == sorted(kinds, key=["shift", "conflict", "position"].index)
    assert kinds.count("position") == sum(len(reading.positions) for reading in ferry.readings)
    assert {change.id for change in found if change.kind != "position"} == findings(ferry)
    assert len({change.id for change in found}) == len(found)
    for change in found:
        assert in_words(change)
        for passage in change.passages:
            article = ferry.by_article[passage.article].article
            source = article.title if passage.field == "title" else article.text
            assert isinstance(source, str)
            assert source[passage.start : passage.end] == passage.words
    remember(state, ferry, found, to_send=True)
    assert find_changes(ferry, state, AT) == []
    assert state.unsent == found
    assert state.told == found[:MOST_TOLD]


def test_a_position_that_was_only_worded_anew_is_not_new(ferry: Record) -> None:
    reading = next(reading for reading in ferry.readings if reading.positions)
    again = replace(reading, positions=tuple(replace(position, id=f"new-{position.id}") for position in reading.positions))
    assert new_positions(reading, again) == []
    assert len(new_positions(None, again)) == len(again.positions)


def test_an_atom_feed_has_what_the_standard_asks_for(vel_dossier: Dossier) -> None:
    content = atom_of(vel_dossier, [replace(CHANGE, id="2", at="2031-10-15T06:00:00Z"), CHANGE, replace(CHANGE, id="3", passages=())], AT)
    root = etree.fromstring(content)
    assert [child.text for child in root.findall(f"{ATOM}updated")] == ["2031-10-15T06:00:00Z"]
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        assert (element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "onrecord"
    for entry in root.findall(f"{ATOM}entry"):
        assert sum(link.get("rel") == "alternate" for link in entry.findall(f"{ATOM}link")) <= 1
        assert entry.find(f"{ATOM}content") is not None
    found = feedparser.parse(io.BytesIO(content))
    assert not found.bozo
    assert [entry.link for entry in found.entries[:2]] == [QUOTED.link, QUOTED.link]


def test_a_feed_without_changes_is_a_feed(vel_dossier: Dossier) -> None:
    found = feedparser.parse(io.BytesIO(atom_of(vel_dossier, [], AT)))
    assert (found.bozo, found.version, found.entries, found.feed.updated) == (False, "atom10", [], AT)


def test_the_same_change_has_the_same_id_wherever_it_is_told(vel_dossier: Dossier) -> None:
    def ids(told: list[Change]) -> list[str]:
        return [entry.id for entry in feedparser.parse(io.BytesIO(atom_of(vel_dossier, told, AT))).entries]

    first, second = ids(changes(2))
    assert first != second
    assert ids([replace(CHANGE, id="0", at="2032-01-01T00:00:00Z")]) == [first]
    other = replace(vel_dossier, id="other")
    assert feedparser.parse(io.BytesIO(atom_of(other, [CHANGE], AT))).entries[0].id not in {first, second}


def test_a_conflict_about_no_term_says_why(vel_dossier: Dossier) -> None:
    why = "Karsia “denied wrongdoing”; the same report tells what others say."
    told = replace(CHANGE, kind="conflict", term=None, proposition=None, stance=None, why=why)
    root = etree.fromstring(atom_of(vel_dossier, [told], AT))
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == [f"Mira Orlan, reports that cannot all be right: {why}"]


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_words_of_articles_become_no_markup(words: str) -> None:
    hostile = f"</blockquote><script>alert(1)</script>]]>&lt;{words}"
    dossier = Dossier(id="vel-river", title=hostile, terms=(), actors=())
    passage = replace(QUOTED, words=hostile, outlet=hostile, title=hostile)
    told = [replace(CHANGE, name=hostile, proposition=hostile, passages=(passage,)), replace(CHANGE, kind="conflict", why=hostile, id=hostile)]
    root = etree.fromstring(atom_of(dossier, told, AT))
    for content in root.iter(f"{ATOM}content"):
        assert content.get("type") == "html"
        shown = etree.fromstring(f"<div>{content.text}</div>", etree.HTMLParser())
        assert not list(shown.iter("script"))


def test_a_message_holds_at_most_a_hundred_changes(site: Site, vel_dossier: Dossier) -> None:
    taken: list[Any] = []

    def hook(out: Any, request: Request) -> Answer:
        taken.append(json.loads(request.body))
        return Answer(status=200 if len(taken) < 2 else 503)

    site.pages["/hook"] = hook
    network = Network("onrecord/test", PrivateHosts([site.name]))
    unsent = changes(250)
    with pytest.raises(InputError) as refused:
        deliver(network, site.at("/hook"), vel_dossier, unsent)
    assert "HTTP 503" in refused.value.reason
    assert [len(message["changes"]) for message in taken] == [100, 100]
    assert [change.id for change in unsent] == [str(n) for n in range(100, 250)], "what was taken is not sent again"
    assert taken[0]["changes"][0]["passages"][0]["link"] == QUOTED.link
    assert site.asked[0].headers["content-type"].startswith("application/json")


def test_a_webhook_that_is_away_for_long_gets_the_latest(site: Site, vel_dossier: Dossier) -> None:
    site.pages["/hook"] = Answer()
    unsent = changes(1_200)
    lost = deliver(Network("onrecord/test", PrivateHosts([site.name])), site.at("/hook"), vel_dossier, unsent)
    assert [change.id for change in lost] == [str(n) for n in range(200)]
    assert unsent == []
    assert sum(len(json.loads(request.body)["changes"]) for request in site.asked) == 1_000


def test_a_webhook_may_answer_without_end(site: Site, vel_dossier: Dossier) -> None:
    def endless(out: Any, request: Request) -> None:
        out.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            out.write(b"thanks " * 1_000)

    site.pages["/hook"] = endless
    unsent = changes(1)
    deliver(Network("onrecord/test", PrivateHosts([site.name])), site.at("/hook"), vel_dossier, unsent)
    assert unsent == []


def test_what_is_remembered_comes_back_and_what_is_long_past_goes(tmp_path: Any) -> None:
    path = tmp_path / "state.json"
    state = State(
        entries={"https://courier.example/old": EntryState(named=0.0, kept=True), "https://courier.example/new": EntryState(named=START, kept=True)},
        ready={"courier.example": START - 1, "gazette.example": START + 60},
        known={"a"},
        told=[CHANGE],
    )
    save_state(state, path, START)
    again = load_state(path)
    assert again == state
    assert list(again.entries) == ["https://courier.example/new"]
    assert list(again.ready) == ["gazette.example"]
    assert list(tmp_path.iterdir()) == [path], "nothing half-written is left"


def test_nothing_is_remembered_where_there_is_no_file(tmp_path: Any) -> None:
    assert load_state(tmp_path / "none.json") == State()
    with pytest.raises(OnrecordError):
        load_state(tmp_path)
    for content in ("", "{}[", '{"format": 2}', '{"feeds": 3}', '{"other": 1}'):
        (tmp_path / "state.json").write_text(content, "utf-8")
        with pytest.raises(OnrecordError):
            load_state(tmp_path / "state.json")
