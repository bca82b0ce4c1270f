"""What holds certain words, with the filters of the record."""

from __future__ import annotations

from typing import Any, cast, get_args

from starlette.exceptions import HTTPException

from onrecord import queries
from onrecord.records import STANCES, JudgedState, Mode
from onrecord.views import markdown, tables
from onrecord.views.search import USUAL_KINDS, Kind, Search, Sought
from onrecord.web.page import Asked, Page, Parameter

# A place in the order of time is a number of eight bytes.
_HIGHEST = (1 << 63) - 1
_MOST_ROWS = 1_000

_CHOICES: dict[str, tuple[str, ...]] = {
    "in": get_args(Kind),
    "stance": STANCES,
    "mode": get_args(Mode),
    "judged": (*get_args(JudgedState), "unjudged"),
    "view": ("judged", "machine"),
}


def _make(asked: Asked) -> Search:
    kinds = tuple(kind for kind in _CHOICES["in"] if kind in asked.several("in"))
    chosen = {name: asked.choice(name, ("", *_CHOICES[name]), "") or None for name in ("stance", "mode", "judged")}
    given = {name: asked.query.get(name, "").strip() or None for name in ("holder", "side", "term", "outlet", "notice")}
    if chosen["judged"] == "rejected" and not kinds:
        kinds = ("rejected",)
    sought = Sought(
        words=asked.query.get("q", ""),
        kinds=cast("tuple[Kind, ...]", kinds) or USUAL_KINDS,
        since=asked.day("since"),
        until=asked.day("until"),
        machine=asked.choice("view", _CHOICES["view"], "judged") == "machine",
        **cast("dict[str, Any]", given | chosen),
    )
    if sought.machine and (sought.judged or "rejected" in sought.kinds):
        raise HTTPException(400, "view=machine leaves out what people judged: ask without judged and in=rejected.")
    before = asked.number("before", lowest=0, highest=_HIGHEST)
    return queries.search(asked.ledger, asked.dossier, sought, before=before, **({"limit": _MOST_ROWS} if asked.form == "csv" else {}))


PAGE = Page(
    path="/search",
    words="What holds certain words in articles, statements and positions, the newest first.",
    template="search_page.html",
    shows=Search,
    make=_make,
    parameters=(
        Parameter("q", 'Words that must all occur; "words in a row"; wor* for a beginning; -word for what must not occur.'),
        Parameter("in", "Only among these.", choices=_CHOICES["in"], several=True),
        Parameter("holder", "What this actor said or holds."),
        Parameter("side", "What this side or one of its members said or holds."),
        Parameter("term", "Positions on this term."),
        Parameter("stance", "Positions of this stance.", choices=_CHOICES["stance"]),
        Parameter("mode", "Told in this way.", choices=_CHOICES["mode"]),
        Parameter("outlet", "Told by this outlet."),
        Parameter("notice", "In articles with this notice, such as opinion."),
        Parameter("judged", "Positions that people judged so.", choices=_CHOICES["judged"]),
        Parameter("view", "As people judge it, or as the machine read it.", choices=_CHOICES["view"]),
        Parameter("since", "Not before this day, month or year.", "day"),
        Parameter("until", "Not after this day, month or year.", "day"),
        Parameter("before", "Older than this place, as `older` of another page gives it.", "number"),
    ),
    rows=tables.SEARCH,
    markdown=markdown.search,
)
