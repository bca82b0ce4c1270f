"""One occasion, asked of a ledger."""

from __future__ import annotations

from onrecord.ledger import Ledger
from onrecord.records import Dossier, Occasion
from onrecord.views import Record
from onrecord.views import occasion as views
from onrecord.views.occasion import OccasionPage

# As many articles as are read for one page. More report an occasion only where it is told all over; the list of its articles leads on.
_MOST = 40


def occasion(ledger: Ledger, dossier: Dossier, occasion_id: str) -> OccasionPage | None:
    """The page of an occasion; None where there is none of this id."""
    found = ledger.find_occasion(dossier.id, occasion_id)
    if found is None:
        return None
    row, beside = found
    readings = ledger.readings_named(dossier.id, list(dict.fromkeys(_articles(row)))[:_MOST])
    return views.occasion_page(Record(dossier=dossier, readings=tuple(readings), comparison=(row, *beside)), occasion_id)


def _articles(row: Occasion) -> list[str]:
    return [one.article for one in row.positions]
