"""What a face shows of a ledger, asked piece by piece: the records that views make, without loading all that the ledger holds.

The views are the same as for a whole record (`onrecord.views`). They are given the few readings that a page is about, and the counts
that go over all of them come from the ledger.
"""

from onrecord.queries.article import article
from onrecord.queries.findings import conflicts, shifts
from onrecord.queries.matrix import Names, matrix, names_of
from onrecord.queries.trail import TrailPage, trail
from onrecord.queries.whole import occasions, sources

__all__ = ["Names", "TrailPage", "article", "conflicts", "matrix", "names_of", "occasions", "shifts", "sources", "trail"]
