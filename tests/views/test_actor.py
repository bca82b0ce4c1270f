"""An actor: where they stand, what they said, who passes it on, and how each outlet introduces them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from onrecord.records import Copies, Silence, Span, Statement
from onrecord.views import Record
from onrecord.views.actor import MOST_SAID, ActorPage, actor_page


def page(record: Record, actor: str) -> ActorPage:
    shown = actor_page(record, actor)
    assert shown is not None
    return shown


def test_who_it_is_by_the_dossier(ferry: Record) -> None:
    hask, ostmark = page(ferry, "hask"), page(ferry, "ostmark")
    assert (hask.kind, hask.member_of_name, hask.side_name, hask.members) == ("person", "Ostmark", "Ostmark", ())
    assert [(member.name, member.positions) for member in ostmark.members] == [("Teodor Hask", 3), ("Petra Lumen", 1)]
    assert ostmark.member_of is None


def test_where_they_stand_and_what_they_said_last(ferry: Record) -> None:
    shown = page(ferry, "vorn")
    assert [(one.term.id, [told.stance for told in one.cell.stances]) for one in shown.standings] == [
        ("ferry", ["for"]),
        ("tariff", ["conditional", "against"]),
        ("inspection", ["for"]),
    ]
    assert [point.day.value for point in shown.said] == ["2041-06-03", "2041-06-01", "2041-06-01", "2041-06-01", "2041-06-01", "2041-05-06"]


def test_who_passes_it_on(ferry: Record) -> None:
    assert [(one.words, one.anonymous, one.actor, one.reports) for one in page(ferry, "ostmark").speakers] == [
        ("An official in Lenne", True, None, 1)
    ]
    (officials,) = page(ferry, "vorn").speakers
    assert (officials.words, officials.passage.article) == ("two officials", "evening-stage-refuses")


def test_each_outlet_introduces_them_in_its_words(ferry: Record) -> None:
    shown = page(ferry, "hask")
    assert [(one.outlet, one.reports, [named.words for named in one.introductions]) for one in shown.outlets] == [
        ("Lower Bank Post", 1, ["Ostmark's river minister, Teodor Hask"]),
        ("Vel Herald", 1, ["Teodor Hask"]),
    ]
    passage = shown.outlets[0].introductions[0].passage
    text = ferry.by_article[passage.article].article.text
    assert isinstance(text, str)
    assert text[passage.start : passage.end] == passage.text


def test_pronouns_introduce_nobody_and_copies_count_once(ferry: Record) -> None:
    first, copy = ferry.by_article["lower-bank-stopped"], ferry.by_article["ostmark-mirror-stopped"]
    source = Span(0, 38, "Ostmark's river minister, Teodor Hask,")
    he = Statement(id="s-he", mode="indirect", source=Span(70, 72, "He"), actor="hask")
    named = Statement(id="s-named", mode="indirect", source=source, actor="hask")
    readings = [replace(copy, article=replace(copy.article, outlet="Lower Bank Post"), statements=(he, named)), first]
    others = [one for one in ferry.readings if one.article.id not in {first.article.id, copy.article.id}]
    shown = page(replace(ferry, readings=(*readings, *others)), "hask")
    (post,) = [one for one in shown.outlets if one.outlet == "Lower Bank Post"]
    assert post.reports == 1
    assert "He" not in [named.words for named in post.introductions]
    apart = page(
        replace(ferry, readings=(*readings, *others), comparison=tuple(one for one in ferry.comparison if not isinstance(one, Copies))), "hask"
    )
    assert next(one for one in apart.outlets if one.outlet == "Lower Bank Post").reports == 2


def test_reported_silences_stand_with_whom_they_are_of(ferry: Record) -> None:
    (silence,) = page(ferry, "ferrymen").silences
    assert silence.passages[0].text == "has not said whether its members would work at night"
    assert page(ferry, "hask").silences == ()


def test_a_long_record_shows_the_newest(ferry: Record) -> None:
    later = ferry.by_article["2041-06-02-vel-herald"]
    copies = tuple(
        replace(later, article=replace(later.article, id=f"copy-{number:02}", published=f"2041-07-{number:02}")) for number in range(1, 31)
    )
    shown = page(replace(ferry, readings=(*ferry.readings, *copies)), "lumen")
    assert len(shown.said) == MOST_SAID
    assert [point.article for point in shown.said[:2]] == ["copy-30", "copy-29"]


@pytest.mark.parametrize("actor", ["nobody", ""])
def test_nobody_has_no_page(ferry: Record, actor: str) -> None:
    assert actor_page(ferry, actor) is None


def test_a_holder_that_the_dossier_does_not_name_has_a_page(ferry: Record) -> None:
    bare = replace(ferry, dossier=replace(ferry.dossier, actors=()))
    shown = page(bare, "hask")
    assert (shown.kind, shown.name, shown.side) == (None, "hask", "hask")
    assert shown.standings


def test_a_silence_without_a_term_is_told(ferry: Record) -> None:
    first = ferry.readings[0]
    told = Silence("lumen", (), (Span(0, 5, "By ou"),))
    shown = page(replace(ferry, readings=(replace(first, silences=(told,)), *ferry.readings[1:])), "lumen")
    assert [silence.terms for silence in shown.silences] == [()]
