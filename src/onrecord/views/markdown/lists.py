"""What the record rests on, what it is about, and what waits to be judged, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.citing import moment_in_words
from onrecord.views.dossier import DossierPage
from onrecord.views.markdown.points import point
from onrecord.views.markdown.writing import Footnotes, bullets, escaped, inline, item, page, passage, some_of
from onrecord.views.review import ReviewPage, ShownJudgement
from onrecord.views.sources import ListedArticle, Outlet, Sources
from onrecord.views.wording import between_in_words, counted, date_in_words


@page
def sources(shown: Sources, notes: Footnotes) -> Iterator[str]:
    """Outlets, copies, who quotes whom, and articles."""
    yield from (f"# What the record rests on: {escaped(shown.title)}", "")
    told = (counted(shown.total, "article"), counted(shown.statements, "statement"), counted(shown.positions, "position"))
    yield from (f"{', '.join(told)}; {counted(shown.reports, 'independent report')}.", "")
    yield from ("## Outlets", "", *bullets(_outlet(one) for one in shown.outlets), "")
    if shown.families:
        yield from ("## Copies", "", *some_of(len(shown.families), shown.copied))
        for family in shown.families:
            names = (f"{escaped(one.outlet or 'outlet not named')}, article {escaped(one.id)}" for one in family.articles)
            yield from item(f"Goes back to {escaped(family.origin)}" if family.origin else "Which came first is not told", bullets(names))
    if shown.cited:
        yield from ("## Who quotes whom", "")
        for cited in shown.cited:
            by = "; ".join(f"{escaped(one.outlet) or 'outlet not named'} ({one.reports})" for one in cited.by)
            yield from bullets([f"{escaped(cited.name)}, {counted(cited.reports, 'independent report')}: {by}"])
        yield ""
    yield from ("## Articles", "", *some_of(len(shown.articles), shown.total), *bullets(_article(one, notes) for one in shown.articles))


def _outlet(one: Outlet) -> str:
    counts = f"{counted(one.articles, 'article')}, {counted(one.reports, 'independent report')}, {counted(one.positions, 'position')}"
    days = f"; {escaped(between_in_words(one.first, one.last))}" if one.first or one.last else ""
    return f"{escaped(one.name) or 'not named'}: {counts}{days}"


def _article(one: ListedArticle, notes: Footnotes) -> str:
    day = f"published {date_in_words(one.published)}" if one.published else between_in_words(one.not_before, one.not_after)
    copy = f"; the same report as {escaped(one.copy_of)}, counted once with it" if one.copy_of else ""
    cited = f"; on the word of {inline(one.cited, notes)}" if one.cited else ""
    noticed = f" {escaped(' '.join(one.notices))}" if one.notices else ""
    head = f"{escaped(one.outlet) or 'Outlet not named'}, “{escaped(one.title or one.id)}”, {escaped(day)}"
    return f"{head}{copy}{cited}. Article {escaped(one.id)}.{noticed}"


@page
def dossier(shown: DossierPage, notes: Footnotes) -> Iterator[str]:
    """The terms and actors of the dispute, with what is read for them."""
    yield from (f"# {escaped(shown.title)}", "", escaped(shown.summary), "", "## Terms", "")
    for term in shown.terms:
        codes = f"; {escaped(', '.join(term.codes))}" if term.codes else ""
        yield from bullets([f"**{escaped(term.id)}**: {escaped(term.proposition)} ({counted(term.positions, 'position')}{codes})"])
    yield from ("", "## Actors", "")
    for actor in shown.actors:
        member = f", of {escaped(actor.member_of)}" if actor.member_of else ""
        called = f"; also {escaped(', '.join(actor.aliases))}" if actor.aliases else ""
        counts = counted(actor.positions, "position")
        yield from bullets([f"**{escaped(actor.name)}** ({escaped(actor.id)}), {actor.kind}{member}: {counts}{called}"])
    if shown.events:
        yield from ("", "## Events", "", *bullets(f"{escaped(one.name)}: {escaped(date_in_words(one.on))}" for one in shown.events))
    if shown.proposed:
        yield from ("", "## Speakers whom it lacks", "")
        for one in shown.proposed:
            counts = f"{counted(one.statements, 'statement')} in {counted(one.articles, 'article')}"
            yield from item(f"{escaped(one.actor.name)}, {one.actor.kind}: {counts}", passage(one.example, notes))


@page
def review(shown: ReviewPage, notes: Footnotes) -> Iterator[str]:
    """A position that waits to be judged, and what people said of it."""
    yield from ("# To be judged", "")
    if shown.point is None:
        yield from ("Nothing waits.", "")
    else:
        yield from (escaped(shown.proposition), "")
        yield from point(shown.point, notes, named=True, termed=True, told=map(escaped, shown.reasons))
    for head, some in (("Judged so far", shown.said), ("Judged last", shown.earlier)):
        if some:
            yield from (f"## {head}", "")
            for one in some:
                yield from _judgement(one, notes)


def _judgement(one: ShownJudgement, notes: Footnotes) -> Iterator[str]:
    fate = "" if one.fate == "stands" else f" ({one.fate})"
    why = bullets([f"why: {escaped(one.why)}"] if one.why else [])
    words = (line for each in one.passages for line in (*passage(each, notes), ""))
    yield from item(f"{escaped(one.by)}, {escaped(moment_in_words(one.at))}: {escaped(one.says)}{fate}", words, why)
