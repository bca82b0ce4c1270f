"""Full text with filters: what is found, in which order, with which words marked, whatever is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import text

from onrecord.identity import article_key, position_id, statement_id
from onrecord.ledger import Filters, Hit, Ledger
from onrecord.ledger.numbering import OF_A_DAY
from onrecord.ledger.searching import Kind
from onrecord.records import (
    Article,
    Comparison,
    Copies,
    Correction,
    Days,
    Dossier,
    DossierReference,
    Judgement,
    Notice,
    Occasion,
    Position,
    PositionReference,
    Reader,
    Reading,
    Silence,
    Span,
    Statement,
    text_sha256,
)

MakeReading = Callable[..., Reading]
Begin = Callable[[Ledger, Reading], str]
EVERYTHING: tuple[Kind, ...] = ("article", "statement", "position", "silence")

_SLUICE = 'Orlan\'s envoy said the gates would be opened by Easter. "Nobody opens a gate under fire," Jonas Tavel said.'
_FERRY = "The café on the ferry is closed. Tavel did not answer."


def _span(source: str, words: str) -> Span:
    return Span(source.index(words), source.index(words) + len(words), words)


def _reading(name: str, body: str, published: str | None, **more: Any) -> Reading:
    article = Article(
        id=name,
        title=more.pop("title", None),
        outlet=more.pop("outlet", "Vel Courier"),
        text=body,
        text_sha256=text_sha256(body),
        published=published,
        notices=more.pop("notices", ()),
    )
    reading = Reading(article=article, reader=Reader("0.1.0"), dossier=DossierReference("vel-river", "5ha"), **more)
    key = article_key(article)
    return replace(
        reading,
        statements=tuple(replace(one, id=statement_id(key, one)) for one in reading.statements),
        positions=tuple(replace(one, id=position_id(key, "vel-river", one)) for one in reading.positions),
    )


@pytest.fixture
def filled(ledger: Ledger, begin: Begin) -> Ledger:
    """Two articles: one with two statements and two positions, a later one with a silence."""
    envoy = Statement(
        mode="indirect", source=_span(_SLUICE, "Orlan's envoy"), actor="orlan", content=(_span(_SLUICE, "the gates would be opened by Easter"),)
    )
    tavel = Statement(mode="direct", source=_span(_SLUICE, "Jonas Tavel"), actor="tavel", content=(_span(_SLUICE, "Nobody opens a gate under fire"),))
    offer = Position(
        holder="orlan", term="open-dam", stance="for", evidence=(_span(_SLUICE, "the gates would be opened"),), mode="indirect", said_on="2031-03"
    )
    refusal = Position(holder="tavel", term="open-dam", stance="against", evidence=(_span(_SLUICE, "Nobody opens a gate"),), mode="direct")
    first = _reading(
        *("sluice", _SLUICE, "2031-03-30"), title="Gates to open", statements=(envoy, tavel), positions=(offer, refusal), notices=(Notice("opinion"),)
    )
    silence = Silence("tavel", ("talks",), (_span(_FERRY, "Tavel did not answer"),))
    second = _reading("ferry", _FERRY, "2031-04-02", outlet="Ferry Post", silences=(silence,))
    for reading in (first, second):
        ledger.store(reading, begin(ledger, reading))
    return ledger


def _found(ledger: Ledger, words: str = "", **filters: Any) -> list[tuple[str, str, str | None]]:
    return [(hit.kind, hit.article, hit.holder) for hit in ledger.search("vel-river", words, Filters(**filters)).hits]


def test_words_are_found_in_any_order_and_with_any_ending(filled: Ledger) -> None:
    article = ("article", "sluice", None)
    assert _found(filled, "easter OPENED gate", kinds=("article",)) == [article]
    assert _found(filled, "opening", kinds=("article",)) == [article]
    assert _found(filled, "gates ferry") == []
    assert _found(filled, "cafe", kinds=("article",)) == _found(filled, "CAFÉ", kinds=("article",)) == [("article", "ferry", None)]


def test_words_in_a_row_beginnings_and_what_must_not_occur(filled: Ledger) -> None:
    only = {"kinds": ("article",)}
    assert _found(filled, '"opened by easter"', **only) == [("article", "sluice", None)]
    assert _found(filled, '"easter by opened"', **only) == []
    assert _found(filled, "eas*", **only) == [("article", "sluice", None)]
    assert _found(filled, "said -fire", **only) == []
    assert _found(filled, "-fire", **only) == [("article", "ferry", None)]
    assert _found(filled, 'orlan -"by christmas"', **only) == [("article", "sluice", None)]


def test_the_newest_come_first_and_one_can_go_on(filled: Ledger) -> None:
    everything = filled.search("vel-river", "", Filters(kinds=EVERYTHING), limit=100)
    days = [hit.day for hit in everything.hits]
    # What is told of a month counts as its last day, and no later than its article appeared.
    assert (sorted(day or "" for day in days[2:]), days[:2], everything.older) == (["2031-03"] + ["2031-03-30"] * 4, ["2031-04-02"] * 2, None)
    seen: list[Hit] = []
    before = None
    while True:
        found = filled.search("vel-river", "", Filters(kinds=EVERYTHING), limit=2, before=before)
        seen += found.hits
        before = found.older
        if before is None:
            break
    assert tuple(seen) == everything.hits


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"holder": "orlan"}, [("position", "sluice", "orlan"), ("statement", "sluice", "orlan")]),
        ({"side": "ostmark"}, [("position", "sluice", "tavel"), ("statement", "sluice", "tavel")]),
        ({"term": "open-dam", "stance": "against"}, [("position", "sluice", "tavel")]),
        ({"mode": "direct", "kinds": ("statement",)}, [("statement", "sluice", "tavel")]),
        ({"outlet": "Ferry Post"}, [("article", "ferry", None)]),
        ({"notice": "opinion", "kinds": ("article",)}, [("article", "sluice", None)]),
        ({"since": "2031-04"}, [("article", "ferry", None)]),
        ({"until": "2031-03-30", "kinds": ("position",)}, [("position", "sluice", "tavel"), ("position", "sluice", "orlan")]),
        ({"until": "2031-03-29", "kinds": ("position",)}, []),
        ({"kinds": ("silence",)}, [("silence", "ferry", "tavel")]),
        ({"kinds": ("silence",), "term": "open-dam"}, []),
        ({"outlet": "ferry post"}, []),
    ],
)
def test_filters(filled: Ledger, filters: dict[str, Any], expected: list[tuple[str, str, str | None]]) -> None:
    assert _found(filled, **filters) == expected


def test_what_was_judged_is_found_by_its_state(filled: Ledger) -> None:
    (orlan, tavel) = filled.judgeable("sluice", "vel-river")
    filled.judge(Judgement(dossier="vel-river", action="accept", by="reader", on=(orlan.binding,)))
    filled.judge(Judgement(dossier="vel-river", action="reject", by="reader", on=(tavel.binding,)))
    assert _found(filled, "gates", judged="accepted") == [("position", "sluice", "orlan")]
    assert _found(filled, "", judged="unjudged", kinds=("position",)) == []
    assert _found(filled, "gate", kinds=("position",)) == [("position", "sluice", "orlan")]
    (rejected,) = filled.search("vel-river", "nobody", Filters(kinds=("rejected",))).hits
    assert (rejected.holder, rejected.judged, "".join(piece.text for piece in rejected.snippet)) == ("tavel", "rejected", "Nobody opens a gate")
    assert filled.verify() == []


def test_what_the_machine_read_is_found_on_request(filled: Ledger, dump: Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]) -> None:
    everything: tuple[Kind, ...] = (*EVERYTHING, "rejected")
    machine: dict[str, Any] = {"kinds": everything, "machine": True}
    before = filled.search("vel-river", "", Filters(**machine)).hits
    assert before == filled.search("vel-river", "", Filters(kinds=everything)).hits
    places = {hit.place for hit in before}

    def say(action: Any, number: int, **more: Any) -> None:
        on = (filled.judgeable("sluice", "vel-river")[number].binding,)
        filled.judge(Judgement(dossier="vel-river", action=action, by="Ana", on=on, **more))

    say("correct", 0, correction=Correction(holder="karsia", stance="against", evidence=(_span(_SLUICE, "the gates would be opened by Easter"),)))
    say("reject", 1)
    filled.judge(Judgement(dossier="vel-river", action="merge", subject="actor", by="Ana", actors=("ostmark", "tavel")))
    found = _found(filled, kinds=everything)
    assert ("position", "sluice", "karsia") in found
    assert {("rejected", "sluice", "tavel"), ("statement", "sluice", "ostmark")} < set(found)

    again = filled.search("vel-river", "", Filters(**machine)).hits
    assert {(hit.kind, hit.article, hit.holder, hit.stance, hit.judged, hit.snippet) for hit in again} == {
        (hit.kind, hit.article, hit.holder, hit.stance, hit.judged, hit.snippet) for hit in before
    }
    assert len(again) == len(places)
    assert _found(filled, "opened", machine=True, kinds=("position",), holder="orlan") == [("position", "sluice", "orlan")]
    assert _found(filled, "nobody", machine=True, kinds=("position",), holder="tavel", stance="against") == [("position", "sluice", "tavel")]
    assert _found(filled, "opened", machine=True, kinds=("position",), holder="orlan", judged="corrected") == [("position", "sluice", "orlan")], (
        "it knows no judgement"
    )
    assert _found(filled, "easter", machine=True, holder="karsia") == [], "it knows no judgement"
    filled.reindex()
    assert filled.search("vel-river", "", Filters(**machine), limit=3).older is not None
    assert len(filled.search("vel-river", "", Filters(**machine)).hits) == len(places)
    assert filled.verify() == []
    kinds = {row[3] for row in dump(filled)["entry"]}
    assert {"machine-statement", "machine-position"} < kinds
    filled.forget("sluice", by="Ana")
    assert {hit.article for hit in filled.search("vel-river", "", Filters(**machine)).hits} == {"ferry"}
    assert filled.verify() == []


def test_the_words_looked_for_are_marked_where_they_stand(filled: Ledger) -> None:
    (hit,) = filled.search("vel-river", '"opened by Easter"', Filters(kinds=("statement",))).hits
    assert [piece.text for piece in hit.snippet if piece.marked] == ["opened by Easter"]
    assert _SLUICE[hit.start : hit.end] == "the gates would be opened by Easter" == "".join(piece.text for piece in hit.snippet)
    (article,) = filled.search("vel-river", "easter", Filters(kinds=("article",))).hits
    assert (article.field, article.start, [piece.text for piece in article.snippet if piece.marked]) == ("text", 0, ["Easter"])


def test_a_long_article_is_cut_to_the_words_around(ledger: Ledger, begin: Begin) -> None:
    body = "water " * 4000 + "the <b>Sarn</b> dam " + "stone " * 4000
    reading = _reading("long", body, None)
    ledger.store(reading, begin(ledger, reading))
    (hit,) = ledger.search("vel-river", "sarn dam", Filters(kinds=("article",))).hits
    told = "".join(piece.text for piece in hit.snippet)
    assert "the <b>Sarn</b> dam" in told
    assert len(told) < 300
    assert body[hit.start : hit.end] in told
    assert [piece.text for piece in hit.snippet if piece.marked] == ["Sarn", "dam"]


def test_a_name_longer_than_an_index_takes_is_found_all_the_same(ledger: Ledger, begin: Begin) -> None:
    reading = _reading("long-name", "Orlan spoke.", "2031", outlet="Ö" * 5000)
    ledger.store(reading, begin(ledger, reading))
    assert _found(ledger, "orlan", outlet="Ö" * 5000) == [("article", "long-name", None)]


def test_a_text_larger_than_an_index_takes_is_found_by_its_beginning(ledger: Ledger, begin: Begin) -> None:
    body = "Orlan spoke. " + " ".join(f"w{number}" for number in range(250_000))
    reading = _reading("huge", body, "2031")
    ledger.store(reading, begin(ledger, reading))
    assert _found(ledger, "orlan spoke", kinds=("article",)) == [("article", "huge", None)]


@given(typed=st.text(max_size=60) | st.text(alphabet="\"'*-():^+ANDORTN{}\\ %;\0a", max_size=40))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_typed_is_words(filled: Ledger, typed: str) -> None:
    found = filled.search("vel-river", typed, Filters(outlet=typed or None, kinds=EVERYTHING))
    assert len(found.hits) <= 20


@pytest.mark.parametrize(
    "typed", ["'; DROP TABLE entry; --", 'words : "x" OR marks', "NEAR(gates easter)", "ga* AND *", "a" * 5000, '"' * 99, "🏔️", "- -- *"]
)
def test_nothing_typed_is_run(filled: Ledger, typed: str) -> None:
    filled.search("vel-river", typed, Filters(holder=typed, term=typed))
    assert len(_found(filled, "", kinds=EVERYTHING)) == 7


def test_reading_again_puts_new_entries_in_the_place_of_old_ones(filled: Ledger, begin: Begin) -> None:
    edited = _reading("ferry", _FERRY.replace("closed", "crowded"), "2031-04-05", outlet="Ferry Post")
    filled.store(edited, begin(filled, edited))
    assert _found(filled, "closed") == []
    assert _found(filled, "crowded") == [("article", "ferry", None)]
    assert filled.verify() == []


def test_comparison_tells_days_and_copies(filled: Ledger) -> None:
    position = filled.positions("vel-river", holder="tavel")[0].position
    reference = PositionReference(article="sluice", position=position.id)
    day = Days("2031-03-28", "2031-03-28")
    rows: list[Comparison] = [
        Copies(id="c", articles=("sluice", "ferry"), origin="ferry"),
        Occasion(id="o", holders=("tavel",), on=day, positions=(reference,), inferred=(reference,)),
    ]
    filled.set_comparison("vel-river", rows)
    (placed,) = filled.list_positions("vel-river", holder="tavel")
    assert (placed.day, placed.basis, placed.report) == ("2031-03-28", "inferred", "ferry")
    assert _found(filled, "nobody", until="2031-03-29", kinds=("position",)) == [("position", "sluice", "tavel")]
    filled.set_comparison("vel-river", [])
    (placed,) = filled.list_positions("vel-river", holder="tavel")
    assert (placed.day, placed.basis, placed.report) == ("2031-03-30", "reported", None)
    assert filled.verify() == []


def test_an_index_that_lost_something_is_found_out_and_made_anew(filled: Ledger) -> None:
    with filled._engine.connect() as connection:
        connection.execute(text("UPDATE entry SET stance = 'for' WHERE kind = 'position' AND actor = 'tavel'"))
        connection.execute(text("UPDATE cell SET reports = 7, stale = :no"), {"no": False})
        connection.commit()
    problems = filled.verify()
    assert any("entries of sluice are not what was read in it" in problem for problem in problems)
    assert any("tavel on open-dam is counted wrongly" in problem for problem in problems)
    filled.reindex()
    assert filled.verify() == []
    assert _found(filled, "nobody", stance="against") == [("position", "sluice", "tavel")]


def test_an_entry_that_stands_at_another_day_is_found_out_and_made_anew(filled: Ledger) -> None:
    with filled._engine.connect() as connection:
        # As it stood when a month reached further than the article that tells it.
        connection.execute(text("UPDATE entry SET id = id + :day WHERE day = '2031-03' AND kind = 'position'"), {"day": OF_A_DAY})
        connection.commit()
    assert any("entries of sluice are not what was read in it" in problem for problem in filled.verify())
    filled.reindex()
    assert filled.verify() == []


def test_another_dossier_finds_nothing_of_this_one(filled: Ledger, vel_dossier: Dossier) -> None:
    filled.add_dossier(replace(vel_dossier, id="vel-fishery"), "5hf")
    assert filled.search("vel-fishery", "gates").hits == ()
