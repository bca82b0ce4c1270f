"""What the comparison of articles that came in asks of a ledger: no more than it needs, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from onrecord.identity import article_key, position_id
from onrecord.ledger import Ledger
from onrecord.records import Answer, AnswerReference, Conflict, Copies, Position, PositionReference, Reading

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]

DOSSIER = "vel-river"
COPIES = Copies(id="c1", articles=("courier-1", "post-1"), origin="courier-1")
ANSWER = Answer(
    id="a1",
    to=PositionReference(article="post-1", position="1", holder="orlan", term="toll"),
    by=AnswerReference(article="gazette-1", actor="brandt", position="2"),
    how="rejects",
)


def store(ledger: Ledger, begin: Begin, *readings: Reading) -> None:
    for reading in readings:
        ledger.store(reading, begin(ledger, reading))


def test_what_was_found_in_one_view_is_not_looked_for_again(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    store(ledger, begin, *(make_reading(name, number) for number, name in enumerate(("courier-1", "post-1", "gazette-1"))))
    ledger.set_comparison(DOSSIER, [COPIES, ANSWER])
    with ledger.one_view():
        assert ledger.findings_naming(DOSSIER, ["courier-1"]) == [COPIES]
        (known,) = ledger.findings_naming(DOSSIER, ["courier-1"])
        found = ledger.findings_naming(DOSSIER, ["courier-1", "gazette-1", "post-1"])
        assert found == [COPIES, ANSWER]
        assert found[0] is known
        assert ledger.findings_naming(DOSSIER, ["post-1"], "answer") == [ANSWER]
        assert ledger.findings_naming(DOSSIER, ["courier-1"], "answer") == []
        assert ledger.reports_of(DOSSIER, ["courier-1", "gazette-1"]) == {"courier-1": "courier-1"}
        assert ledger.reports_of(DOSSIER, ["post-1", "gazette-1"]) == {"post-1": "courier-1"}
    ledger.change_comparison(DOSSIER, ["c1"], [])
    with ledger.one_view():
        assert ledger.findings_naming(DOSSIER, ["courier-1", "post-1"]) == [ANSWER]
        assert ledger.reports_of(DOSSIER, ["courier-1", "post-1"]) == {}


def test_conflicts_of_one_place_come_alone(ledger: Ledger) -> None:
    def between(name: str, holder: str, term: str) -> Conflict:
        ends = tuple(PositionReference(article=article, position="1", holder=holder, term=term) for article in ("courier-1", "post-1"))
        return Conflict(id=name, type="between-articles", holder=holder, term=term, positions=ends, spans=(), severity=0.5, why="They differ.")

    here = [between("c2", "orlan", "toll"), between("c3", "orlan", "toll")]
    ledger.set_comparison(DOSSIER, [COPIES, *here, between("c4", "brandt", "toll"), between("c5", "orlan", "ferry")])
    assert sorted(ledger.conflicts_on(DOSSIER, ("orlan", "toll")), key=lambda row: row.id) == here
    assert ledger.conflicts_on(DOSSIER, ("brandt", "ferry")) == []


def test_reports_are_compared_by_text_positions_and_cues(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    store(ledger, begin, *(make_reading(name, number) for number, name in enumerate(("courier-1", "post-1"))))
    whole, accounts = (ask(DOSSIER, ["post-1", "courier-1"]) for ask in (ledger.readings_named, ledger.accounts_named))
    assert [one.positions for one in accounts] == [one.positions for one in whole]
    assert [one.article.text for one in accounts] == [one.article.text for one in whole]
    assert [one.article.dropped for one in accounts] == [one.article.dropped for one in whole]
    assert [[each.cue for each in one.statements] for one in accounts] == [[each.cue for each in one.statements] for one in whole]


def test_positions_of_one_place_come_alone(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    reading = make_reading("courier-1", 0)
    first = reading.positions[0]

    def of(holder: str, number: int) -> Position:
        made = replace(first, holder=holder, stance="for" if number else "against")
        return replace(made, id=position_id(article_key(reading.article), DOSSIER, made))

    store(ledger, begin, replace(reading, positions=(of("orlan", 0), of("brandt", 1))), make_reading("post-1", 1))
    place = "brandt", first.term
    whole = [one for one in ledger.positions_named(DOSSIER, ["courier-1", "post-1"]) if one.article.id == "courier-1"]
    alone = [one for one in ledger.positions_named(DOSSIER, ["courier-1", "post-1"], place) if one.article.id == "courier-1"]
    assert [one.article for one in alone] == [one.article for one in whole]
    assert [position for one in alone for position in one.positions] == [
        position for one in whole for position in one.positions if (position.holder, position.term) == place
    ]
    assert len(alone[0].positions) == 1
