"""A trail in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.markdown.points import point, silence
from onrecord.views.markdown.writing import Footnotes, escaped, inline, page
from onrecord.views.passages import Point
from onrecord.views.trail import Trail
from onrecord.views.wording import counted


@page
def trail(shown: Trail, notes: Footnotes) -> Iterator[str]:
    """All that one holder, or one side, said on one term, in the order of time."""
    yield f"# {escaped(shown.name)} on {escaped(shown.term)}"
    yield ""
    yield escaped(shown.proposition)
    yield ""
    if not shown.points and not shown.undated:
        yield f"No report gives a position of {escaped(shown.name)} on this."
        return
    here = len(shown.points) + len(shown.undated)
    part = f" Of these, {here} are given here." if here < shown.positions else ""
    members = f" Members: {escaped(', '.join(shown.members))}." if shown.by == "side" else ""
    yield f"Told {counted(shown.positions, 'time')}, in {counted(shown.reports, 'independent report')}; earliest first.{part}{members}"
    yield ""
    for one in shown.points:
        yield from point(one, notes, named=shown.by == "side", told=_told(shown, one, notes))
    if shown.undated:
        yield from ("## Without a day", "")
        for one in shown.undated:
            yield from point(one, notes, named=shown.by == "side")
    if shown.silences:
        yield from ("## No answer", "")
        for unanswered in shown.silences:
            yield from silence(unanswered, notes)


def _told(shown: Trail, one: Point, notes: Footnotes) -> Iterator[str]:
    """What changed with a point."""
    for change in shown.changes:
        if (change.after_article, change.after_position) == (one.article, one.position):
            yield f"the stance changed: {change.before}, then {one.stance}"
    step = shown.steps.get(f"{one.article} {one.position}")
    if step is None:
        return
    if step.what in ("hardened", "softened", "other-conditions"):
        yield from (f"condition added: {inline(words, notes)}" for words in step.added)
        yield from (f"condition no longer told: {inline(words, notes)}" for words in step.dropped)
    if step.retold:
        yield "told again later"
