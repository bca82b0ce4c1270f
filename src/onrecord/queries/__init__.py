"""What a face shows of a ledger, asked piece by piece: the records that views make, without loading all that the ledger holds.

The views are the same as for a whole record (`onrecord.views`). They are given the few readings that a page is about, and the counts
that go over all of them come from the ledger.
"""

from onrecord.queries.actor import actor
from onrecord.queries.answers import answer_list
from onrecord.queries.article import article
from onrecord.queries.asked import checked, filters_of, id_of
from onrecord.queries.citing import cited
from onrecord.queries.findings import conflict_list, conflicts, occasion_list, occasions, shift_list, shifts
from onrecord.queries.machine import as_the_machine_read
from onrecord.queries.matrix import Names, matrix, names_of
from onrecord.queries.occasion import occasion
from onrecord.queries.period import period
from onrecord.queries.search import search
from onrecord.queries.sources import sources
from onrecord.queries.term import term
from onrecord.queries.today import today
from onrecord.queries.trail import trail

__all__ = [
    "Names",
    "actor",
    "answer_list",
    "article",
    "as_the_machine_read",
    "checked",
    "cited",
    "conflict_list",
    "conflicts",
    "filters_of",
    "id_of",
    "matrix",
    "names_of",
    "occasion",
    "occasion_list",
    "occasions",
    "period",
    "search",
    "shift_list",
    "shifts",
    "sources",
    "term",
    "today",
    "trail",
]
