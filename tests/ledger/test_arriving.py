"""What the comparison of articles that came in asks of a ledger: no more than it needs, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.ledger import Ledger
from onrecord.records import Answer, AnswerReference, Copies, PositionReference, Reading

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
