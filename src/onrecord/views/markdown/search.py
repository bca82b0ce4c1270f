"""What was found, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import Span
from onrecord.views.markdown.points import day, doubt
from onrecord.views.markdown.writing import Footnotes, escaped, item, page, passage
from onrecord.views.passages import Passage, anchor_of
from onrecord.views.search import Search, ShownHit, Sought

_NAMES = {"since": "not before", "until": "not after", "judged": "judged", "side": "side or member of it"}


@page
def search(shown: Search, notes: Footnotes) -> Iterator[str]:
    """What holds certain words, the newest first."""
    yield from (f"# Search: {escaped(shown.sought.words) or 'everything'}", "")
    asked = "; ".join(_asked(shown.sought))
    yield from ((f"Only {asked}.", "") if asked else ())
    if not shown.hits:
        yield "Nothing was found."
    elif shown.older is not None:
        yield from (f"The newest {len(shown.hits)}; there are older ones.", "")
    for hit in shown.hits:
        yield from item(_head(hit), passage(_passage(hit), notes))


def _asked(sought: Sought) -> Iterator[str]:
    for name, value in sought.parameters():
        if name != "q":
            yield f"{_NAMES.get(name, name)}: {escaped(value)}"


def _head(hit: ShownHit) -> str:
    unsure = doubt(hit.confidence) if hit.confidence is not None else ""
    told = [f"**{hit.stance}**{unsure}" if hit.stance else "", escaped(hit.name), f"on {escaped(hit.term)}" if hit.term else ""]
    return ", ".join(part for part in (*told, hit.kind if hit.stance is None else "", day(hit.day)) if part)


def _passage(hit: ShownHit) -> Passage:
    """What the snippet shows, as a passage that can be quoted."""
    span = Span(hit.start, hit.end, hit.words, hit.field)
    return Passage(hit.article, hit.outlet, hit.title, hit.published, hit.start, hit.end, hit.words, hit.field, anchor_of(span), hit.live)
