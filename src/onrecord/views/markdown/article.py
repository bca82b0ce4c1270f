"""What was read in one article, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.article import ArticlePage, ShownStatement
from onrecord.views.markdown.points import point, silence
from onrecord.views.markdown.writing import Footnotes, bullets, escaped, inline, item, link, page, passage
from onrecord.views.outlet_links import web_address
from onrecord.views.wording import between_in_words, date_in_words, dated_by_in_words


@page
def article(shown: ArticlePage, notes: Footnotes) -> Iterator[str]:
    """An article's facts, and the positions, statements and silences read in it. Not its whole text, which is its outlet's."""
    yield from (f"# {escaped(shown.plain_title or shown.id)}", "")
    yield from bullets(_facts(shown, notes))
    yield ""
    yield from ("## Positions", "")
    if not shown.positions:
        yield from ("No position was read in this article.", "")
    for one in shown.positions:
        yield from point(one, notes, named=True, termed=True)
    if shown.silences:
        yield from ("## No answer", "")
        for unanswered in shown.silences:
            yield from silence(unanswered, notes)
    if shown.statements:
        yield from ("## Statements", "")
        for statement in shown.statements:
            yield from _statement(statement, notes)


def _facts(shown: ArticlePage, notes: Footnotes) -> Iterator[str]:
    yield f"Outlet: {escaped(shown.outlet) or 'not named'}"
    if shown.published:
        day = f"{escaped(date_in_words(shown.published))}, {dated_by_in_words(shown.published_by)}"
    else:
        day = escaped(between_in_words(shown.not_before, shown.not_after))
    yield f"Published: {day}{''.join(f'; {inline(words, notes)}' for words in shown.dating)}"
    address = web_address(shown.url)
    if shown.url:
        yield f"Address: {link(address) if address else f'{escaped(shown.url)} (no web address)'}"
    yield f"Article: {escaped(shown.id)}"
    if shown.copy_of:
        yield f"A copy of {escaped(shown.copy_of)}, counted once with it"
    if shown.copies:
        yield f"Same text in: {escaped(', '.join(shown.copies))}"
    for notice in shown.notices:
        yield f"Notice: {notice.words}{''.join(f' {inline(words, notes)}' for words in notice.passages)}"


def _statement(one: ShownStatement, notes: Footnotes) -> Iterator[str]:
    who = inline(one.source, notes) if one.source else "Source not given"
    actor = f" ({escaped(one.actor)})" if one.actor else ""
    said = f", {escaped(date_in_words(one.said_on))}" if one.said_on else ""
    yield from item(f"{who}{actor}{said}", *(passage(words, notes) for words in one.content))
