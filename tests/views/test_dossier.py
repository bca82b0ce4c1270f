"""A dossier as a page, and what a change of it changes at once."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.records import Actor, Dossier, Reading, Term
from onrecord.views import Record
from onrecord.views.dossier import acting_at_once, dossier_page, lost_names, new_names, new_terms


def changed(dossier: Dossier, actor: str, **changes: object) -> Dossier:
    return replace(dossier, actors=tuple(replace(one, **changes) if one.id == actor else one for one in dossier.actors))


def words(before: Dossier, after: Dossier) -> list[str]:
    return [one.words for one in acting_at_once(before, after, {("hask", "guards"): 3, ("vorn", "guards"): 1})]


def test_terms_and_actors_with_what_is_read_for_them(ferry: Record) -> None:
    shown = dossier_page(ferry)
    everything = sum(len(reading.positions) for reading in ferry.readings)
    assert sum(one.positions for one in shown.terms) == everything
    assert sum(one.positions for one in shown.actors) == everything
    assert {one.id: one.positions for one in shown.terms}["night-sailings"] == 1
    assert [(one.id, one.gathered) for one in shown.actors][1:4] == [("vorn", "Karsia"), ("ostmark", "Ostmark"), ("hask", "Ostmark")]
    assert (shown.strangers, shown.not_known, shown.proposed) == ({}, 0, None)


def test_holders_whom_the_dossier_lacks_are_told(ferry: Record) -> None:
    reading = ferry.readings[0]
    moved = tuple(replace(one, holder=holder) for one, holder in zip(reading.positions, ("stranger", None, "hask"), strict=True))
    shown = dossier_page(Record(dossier=ferry.dossier, readings=(Reading(article=reading.article, positions=moved),)))
    assert (shown.strangers, shown.not_known) == ({"stranger": 1}, 1)


def test_what_acts_at_once(ferry: Record) -> None:
    dossier = ferry.dossier
    assert words(dossier, dossier) == []
    assert words(dossier, changed(dossier, "hask", name="Theodor Hask")) == ["Teodor Hask is shown as Theodor Hask."]
    assert words(dossier, changed(dossier, "hask", member_of="karsia")) == ["Teodor Hask is gathered under Karsia, no longer under Ostmark."]
    assert words(dossier, replace(dossier, title="Another")) == ["The dispute is called otherwise, or summed up otherwise."]
    (gone,) = words(dossier, replace(dossier, actors=tuple(one for one in dossier.actors if one.id != "hask")))
    assert gone.startswith("Teodor Hask is not named any more: 3 positions stay under the id hask")
    fewer = replace(dossier, terms=tuple(one for one in dossier.terms if one.id != "guards"))
    assert words(dossier, fewer)[0].startswith("The term guards is not asked for any more: 4 positions stay")
    assert words(fewer, dossier) == ["The term guards stands in the matrix, without a position yet."]


def test_what_needs_to_be_read_again(ferry: Record) -> None:
    dossier = ferry.dossier
    after = changed(dossier, "hask", aliases=("the river minister",))
    after = replace(
        after,
        actors=(*after.actors, Actor(id="new", name="New Body", kind="group", aliases=("New Body", "the body"))),
        terms=(*after.terms, Term(id="lamps", proposition="The stages are lit.")),
    )
    assert [(actor.id, name) for actor, name in new_names(dossier, after)] == [
        ("hask", "the river minister"),
        ("new", "New Body"),
        ("new", "the body"),
    ]
    assert list(lost_names(dossier, after)) == []
    assert [(actor.id, name) for actor, name in lost_names(after, dossier)] == [("hask", "the river minister")]
    assert [term.id for term in new_terms(dossier, after)] == ["lamps"]
