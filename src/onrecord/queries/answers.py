"""Offers and the answers to them, asked of a ledger: whole, and a page at a time."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.ledger import Ledger
from onrecord.ledger.lists import FINDINGS
from onrecord.queries.findings import ALL, take_in_judgements
from onrecord.queries.partial import record_of_rows
from onrecord.records import Dossier, Question
from onrecord.views import Record
from onrecord.views import answers as views
from onrecord.views.answers import AnswerList
from onrecord.views.paging import Chosen

# A page looks at so many of what somebody answered, and as many of what depends on another term: the newest.
NEWEST = 1_000


def answer_list(ledger: Ledger, dossier: Dossier, chosen: Chosen = ALL, page: int = 1, *, limit: int | None = FINDINGS) -> AnswerList:
    """One page of the offers that are chosen with the answers to them, the first with the questions left open; all of them without a `limit`."""
    unread = take_in_judgements(ledger, dossier)
    record, older = _record(ledger, dossier, None if limit is None else NEWEST)
    return replace(views.answer_list(record, chosen, page, limit, unread=unread), older=older)


def _record(ledger: Ledger, dossier: Dossier, newest: int | None) -> tuple[Record, bool]:
    """What was answered last, with the answers, what depends on other terms, and what is left open; and whether older offers are not in it."""
    offered = ledger.newest_offers(dossier.id, newest)
    questions = [row for row in ledger.comparison(dossier.id, "question") if isinstance(row, Question)]
    wanted = {(row.by.article, row.by.position) for row in offered.answers if row.by.position}
    wanted |= {(one.article, one.position) for row in questions for one in row.positions[-views.MOST_ASKING :]}
    positions = [*offered.positions, *ledger.placed_positions(dossier.id, wanted)]
    return record_of_rows(ledger, dossier, positions, [*offered.answers, *questions]), offered.older
