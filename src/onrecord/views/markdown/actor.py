"""An actor in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.views.actor import ActorPage
from onrecord.views.markdown.points import point, silence
from onrecord.views.markdown.standing import facts, stances
from onrecord.views.markdown.writing import Footnotes, bullets, escaped, inline, page
from onrecord.views.wording import counted


@page
def actor(shown: ActorPage, notes: Footnotes) -> Iterator[str]:
    """Where an actor stands, what they said last, who passes it on, and how each outlet introduces them."""
    yield from (f"# {escaped(shown.name)}", "", *bullets(_facts(shown)), "")
    if shown.standings:
        yield from ("## Where they stand", "")
    else:
        yield from (f"No report gives a position of {escaped(shown.name)}.", "")
    for one in shown.standings:
        yield from (f"### {escaped(one.term.id)}", "", f"{escaped(one.term.proposition)} {facts(one.cell)}.", "")
        yield from stances(one.cell, notes)
    if shown.said:
        yield from ("## What they said last", "")
        for said in shown.said:
            yield from point(said, notes, termed=True)
    if shown.silences:
        yield from ("## No answer", "")
        for unanswered in shown.silences:
            yield from silence(unanswered, notes)
    yield from _by_others(shown, notes)


def _facts(shown: ActorPage) -> Iterator[str]:
    yield f"Kind: {shown.kind or 'not in the dossier'}"
    if shown.aliases:
        yield f"Also called: {escaped(', '.join(shown.aliases))}"
    if shown.member_of_name:
        yield f"Belongs to: {escaped(shown.member_of_name)}"
    if shown.side != shown.actor:
        yield f"On the side of: {escaped(shown.side_name)}"
    if shown.members:
        yield f"Members: {escaped(', '.join(member.name for member in shown.members))}"


def _by_others(shown: ActorPage, notes: Footnotes) -> Iterator[str]:
    if shown.speakers:
        yield from ("## Who passes it on", "")
        for one in shown.speakers:
            who = f"{escaped(one.name)}, " if one.name else ""
            unnamed = " (not named)" if one.anonymous else ""
            yield from bullets([f"{who}{inline(one.passage, notes)}{unnamed}, in {counted(one.reports, 'independent report')}"])
        yield ""
    if shown.outlets:
        yield from ("## How outlets introduce them", "")
        for outlet in shown.outlets:
            told = "; ".join(f"{inline(one.passage, notes)} ({one.reports})" for one in outlet.introductions)
            name = escaped(outlet.outlet) or "Outlet not named"
            yield from bullets([f"{name}, {counted(outlet.reports, 'independent report')}: {told}"])
