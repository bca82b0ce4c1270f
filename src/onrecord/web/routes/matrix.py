"""Who stands where."""

from __future__ import annotations

from typing import cast, get_args

from onrecord import queries
from onrecord.records import STANCES, ActorKind, Stance
from onrecord.views import markdown, tables
from onrecord.views.charts import matrix_sheet
from onrecord.views.matrix import Choice, Matrix, Sort
from onrecord.web.page import Asked, Page, Parameter

_SORTS: tuple[str, ...] = get_args(Sort)
# Forms send what is left open as well, empty.
_STANCES = ("", *STANCES)
_KINDS = ("", *get_args(ActorKind))
_CHANGED = ("", "yes")


def _make(asked: Asked) -> Matrix:
    choice = Choice(
        sort=cast("Sort", asked.choice("sort", _SORTS, "dossier")),
        sides=asked.several("side"),
        kind=cast("ActorKind", asked.choice("kind", _KINDS, "")) or None,
        stance=cast("Stance", asked.choice("stance", _STANCES, "")) or None,
        terms=asked.several("term"),
        changed=asked.choice("changed", _CHANGED, "") == "yes",
    )
    return queries.matrix(asked.ledger, asked.dossier, asked.by(), since=asked.day("since"), until=asked.day("until"), choice=choice)


PAGE = Page(
    path="/matrix",
    words="The latest stance of every actor, or side, on every term.",
    template="matrix_page.html",
    shows=Matrix,
    make=_make,
    parameters=(
        Parameter("by", "Rows are actors, or sides with their members together.", choices=("actor", "side")),
        Parameter("since", "Only what was said on or after this day, month or year.", "day"),
        Parameter("until", "Only what was said on or before this day, month or year.", "day"),
        Parameter(
            "sort", "Rows in the dossier's order, by name, or with the latest day, the most reports or the most changes first.", choices=_SORTS
        ),
        Parameter("side", "Only rows of these sides.", several=True),
        Parameter("kind", "Only actors of this kind.", choices=_KINDS),
        Parameter("term", "Only these terms.", several=True),
        Parameter("stance", "Only cells that tell this stance.", choices=_STANCES),
        Parameter("changed", "Only cells whose stance has changed.", choices=_CHANGED),
    ),
    sheet=matrix_sheet,
    rows=tables.MATRIX,
    markdown=markdown.matrix,
)
