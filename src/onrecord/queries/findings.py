"""Shifts, conflicts and occasions, asked of a ledger: whole, and a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import asdict

from onrecord.comparing import bring_up_to_date
from onrecord.errors import LedgerError
from onrecord.ledger import Choice, FoundFindings, Ledger
from onrecord.ledger.lists import FINDINGS, Kind
from onrecord.queries.partial import record_of
from onrecord.records import Comparison, Conflict, Dossier, Occasion, Reading, Shift
from onrecord.views import Record
from onrecord.views import conflicts as conflict_views
from onrecord.views import shifts as shift_views
from onrecord.views.conflicts import ConflictList, ShownConflict
from onrecord.views.occasions import ListedOccasion, OccasionList, articles_of, first_positions, listed
from onrecord.views.paging import Chosen, ListPage, Named, pages_of
from onrecord.views.shifts import ShiftList, ShownShift

# Up to so many articles are compared anew where people have judged since: half a second on one core, and 48 where they are 1,500.
SOON_COMPARED = 150
ALL = Chosen()
# As many positions as a list shows of an occasion, and occasions as are asked for in one go where all of them are.
_SHOWN, _AT_ONCE = 4, 200


def shifts(ledger: Ledger, dossier: Dossier) -> tuple[ShownShift, ...]:
    """Every shift, the latest change first."""
    take_in_judgements(ledger, dossier)
    return shifts_shown(ledger, dossier, ledger.comparison(dossier.id, "shift"))


def conflicts(ledger: Ledger, dossier: Dossier) -> tuple[ShownConflict, ...]:
    """Every conflict, the most severe first."""
    take_in_judgements(ledger, dossier)
    return conflicts_shown(ledger, dossier, ledger.comparison(dossier.id, "conflict"))


def shift_list(ledger: Ledger, dossier: Dossier, chosen: Chosen = ALL, page: int = 1, *, limit: int = FINDINGS) -> ShiftList:
    """One page of the shifts that are chosen."""
    found, head = _page(ledger, dossier, "shift", chosen, page, limit)
    return ShiftList(**asdict(head), shifts=shifts_shown(ledger, dossier, found.rows))


def conflict_list(ledger: Ledger, dossier: Dossier, chosen: Chosen = ALL, page: int = 1, *, limit: int = FINDINGS) -> ConflictList:
    """One page of the conflicts that are chosen."""
    found, head = _page(ledger, dossier, "conflict", chosen, page, limit)
    return ConflictList(**asdict(head), conflicts=conflicts_shown(ledger, dossier, found.rows))


def occasions(ledger: Ledger, dossier: Dossier, chosen: Chosen = ALL) -> tuple[ListedOccasion, ...]:
    """Every occasion that is chosen, with all positions that tell of it, the latest first."""
    found, head = _page(ledger, dossier, "occasion", chosen, 1, _AT_ONCE)
    pages = (_page(ledger, dossier, "occasion", chosen, page, _AT_ONCE)[0] for page in range(2, head.pages + 1))
    return tuple(one for some in (found, *pages) for one in occasions_shown(ledger, dossier, some, most=None))


def occasion_list(ledger: Ledger, dossier: Dossier, chosen: Chosen = ALL, page: int = 1, *, limit: int = FINDINGS) -> OccasionList:
    """One page of the occasions that are chosen."""
    found, head = _page(ledger, dossier, "occasion", chosen, page, limit)
    return OccasionList(**asdict(head), occasions=occasions_shown(ledger, dossier, found))


def shifts_shown(ledger: Ledger, dossier: Dossier, rows: Iterable[Comparison]) -> tuple[ShownShift, ...]:
    """These shifts with their words, the latest change first."""
    found = [row for row in rows if isinstance(row, Shift)]
    ends = {(end.article, end.position) for row in found for end in (row.before, row.after)}
    return shift_views.shifts(record_of(dossier, ledger.placed_positions(dossier.id, ends), found))


def conflicts_shown(ledger: Ledger, dossier: Dossier, rows: Iterable[Comparison]) -> tuple[ShownConflict, ...]:
    """These conflicts with their words, the most severe first."""
    found = [row for row in rows if isinstance(row, Conflict)]
    told = {place.article for row in found for place in row.spans}
    readings = tuple(Reading(article=article) for article in ledger.articles_named(dossier.id, told))
    return conflict_views.conflicts(Record(dossier=dossier, readings=readings, comparison=tuple(found)))


def occasions_shown(ledger: Ledger, dossier: Dossier, found: FoundFindings, most: int | None = _SHOWN) -> tuple[ListedOccasion, ...]:
    """These occasions with a few of the positions that they gather (None: all)."""
    rows = [row for row in found.rows if isinstance(row, Occasion)]
    articles = {one.article for row in rows for one in row.positions}
    reports, outlets = ledger.reports_of(dossier.id, articles), ledger.outlets_of(dossier.id, articles)
    first = {row.id: first_positions(row, most, reports) for row in rows}
    record = record_of(dossier, ledger.placed_positions(dossier.id, {(one.article, one.position) for some in first.values() for one in some}))
    telling = {row.id: [outlets.get(article) for article in articles_of(row, reports)] for row in rows}
    return tuple(listed(record, row, found.reports[row.id], found.marks[row.id], first[row.id], telling[row.id]) for row in rows)


def take_in_judgements(ledger: Ledger, dossier: Dossier) -> int:
    """Compare anew, and store it, where people have judged since, as long as that is soon done; gives how many judgements are not taken in yet."""
    unread = ledger.count_unread_judgements(dossier.id)
    if not unread or ledger.standing(dossier.id).articles > SOON_COMPARED:
        return unread
    try:
        bring_up_to_date(ledger, dossier.id)
    except LedgerError:  # it may be read, and not written
        return unread
    return 0


def _page(ledger: Ledger, dossier: Dossier, kind: Kind, chosen: Chosen, page: int, limit: int) -> tuple[FoundFindings, ListPage]:
    unread = take_in_judgements(ledger, dossier)
    choice = Choice(holder=chosen.holder, term=chosen.term, mark=chosen.kind, since=chosen.since, after=chosen.after)
    found = ledger.find_findings(dossier.id, kind, choice, limit=limit, offset=(page - 1) * limit)
    holders, terms = ledger.places_of_findings(dossier.id)
    names = {actor.id: actor.name for actor in dossier.actors}
    propositions = {term.id: term.proposition for term in dossier.terms}
    head = ListPage(
        total=found.total,
        page=page,
        pages=pages_of(found.total, limit),
        chosen=chosen,
        holders=_named(holders, names),
        terms=_named(terms, propositions),
        unread=unread,
    )
    return found, head


def _named(ids: Sequence[str], names: dict[str, str]) -> tuple[Named, ...]:
    """In the order of the dossier, those that it does not name after them."""
    order = {name: place for place, name in enumerate(names)}
    return tuple(Named(one, names.get(one, one)) for one in sorted(ids, key=lambda one: (order.get(one, len(order)), one)))
