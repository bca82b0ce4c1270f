"""What is new, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.citing import moment_in_words
from onrecord.views.edits import Edit
from onrecord.views.markdown.findings import conflict, shift
from onrecord.views.markdown.occasions import listed
from onrecord.views.markdown.writing import BULLET, Footnotes, bullets, escaped, item, link, page, passage, some_of
from onrecord.views.outlet_links import web_address
from onrecord.views.today import ShownJudgement, Since, Today
from onrecord.views.wording import counted, date_in_words


@page
def today(shown: Today, notes: Footnotes) -> Iterator[str]:
    """Shifts, conflicts, occasions, articles, edits and judgements that came in since."""
    yield from (f"# New on record: {escaped(shown.title)}", "", f"{_since(shown.since)}.", "")
    news = f"{counted(shown.all_articles, 'article')}, {counted(shown.reports, 'independent report')} among them"
    yield from (f"{news}; {_counts(shown)}.", "")
    if shown.shifts:
        yield from ("## Changed stances", "", *some_of(len(shown.shifts), shown.all_shifts))
        for changed in shown.shifts:
            yield from shift(changed, notes, level=3)
    if shown.conflicts:
        yield from ("## Reports that cannot all be right", "", *some_of(len(shown.conflicts), shown.all_conflicts))
        for found in shown.conflicts:
            yield from conflict(found, notes, level=3)
    if shown.occasions:
        yield from ("## Told by several reports", "", *some_of(len(shown.occasions), shown.all_occasions))
        for occasion in shown.occasions:
            yield from listed(occasion, notes, level=3)
    yield from _articles(shown, notes)


def _articles(shown: Today, notes: Footnotes) -> Iterator[str]:
    if shown.articles:
        yield from ("## Articles", "", *some_of(len(shown.articles), shown.all_articles))
        for one in shown.articles:
            day = f", published {date_in_words(one.published)}" if one.published else ", day not told"
            copy = f", the same report as {escaped(one.copy_of)}, counted once with it" if one.copy_of else ""
            outlet = f"{escaped(one.outlet)}, " if one.outlet else ""
            yield f"{BULLET}{outlet}“{escaped(one.title or one.id)}”{escaped(day)}{copy}. Article {escaped(one.id)}"
        yield ""
    if shown.edits:
        yield from ("## Edited after they came in", "", *some_of(len(shown.edits), shown.all_edits))
        for edit in shown.edits:
            yield from _edit(edit)
    if shown.judgements:
        yield from ("## Judged", "", *some_of(len(shown.judgements), shown.all_judgements))
        for judgement in shown.judgements:
            yield from _judgement(judgement, notes)


def _since(since: Since) -> str:
    if since.day:
        return f"What was said in the last week on record, from {escaped(date_in_words(since.day))} on"
    return f"What came in after {escaped(moment_in_words(since.moment))}" if since.moment else "Nothing came in yet"


def _counts(shown: Today) -> str:
    told = [counted(shown.all_shifts, "changed stance"), counted(shown.all_conflicts, "conflict"), counted(shown.all_occasions, "occasion")]
    return ", ".join(told)


def _edit(edit: Edit) -> Iterator[str]:
    changed = [f"headline: “{escaped(edit.headline[0])}”, then “{escaped(edit.headline[1])}”"] if edit.headline else []
    for quotation in edit.quotations:
        before = f"“{escaped(quotation.before)}”" if quotation.before else "nothing"
        after = f"“{escaped(quotation.after)}”" if quotation.after else "nothing"
        changed.append(f"quotation: {before}, then {after}")
    address = web_address(edit.url)
    head = f"{escaped(edit.outlet) or 'Outlet not named'}, article {escaped(edit.article)}, {escaped(edit.said)}"
    told = bullets(changed or ["in the text"])
    yield from item(f"{head}, seen {escaped(moment_in_words(edit.seen_after))}", told, [link(address)] if address else [])


def _judgement(one: ShownJudgement, notes: Footnotes) -> Iterator[str]:
    who = f"{escaped(one.by)}, {escaped(moment_in_words(one.at))}: **{escaped(one.action)}**"
    about = ", ".join(escaped(part) for part in (one.name, one.term) if part)
    why = bullets([f"why: {escaped(one.why)}"] if one.why else [])
    yield from item(f"{who}{f', {about}' if about else ''}", passage(one.passage, notes) if one.passage else (), why)
