"""What pages show as flat rows for a table: CSV files of the pages, and what commands print for programs.

Columns are stable: nothing renames one, and a table without rows has them too. A row that rests on a passage leads to it by its article, its
characters and its address (`url`, with a fragment that finds the words on the outlet's own page).
"""

from onrecord.views.tables.findings import ANSWERS, CONFLICTS, OCCASION, OCCASIONS, SHIFTS, TODAY
from onrecord.views.tables.lists import DOSSIER, REVIEW, SEARCH, SOURCES
from onrecord.views.tables.positions import ACTOR, ARTICLE, MATRIX, TERM, TRAIL
from onrecord.views.tables.table import Table

__all__ = [
    "ACTOR",
    "ANSWERS",
    "ARTICLE",
    "CONFLICTS",
    "DOSSIER",
    "MATRIX",
    "OCCASION",
    "OCCASIONS",
    "REVIEW",
    "SEARCH",
    "SHIFTS",
    "SOURCES",
    "TERM",
    "TODAY",
    "TRAIL",
    "Table",
]
