"""One occasion: reports side by side, aligned word by word."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.records import ArticleSpan, Copies, Difference, Occasion, PositionReference, Span, Statement
from onrecord.views import Record
from onrecord.views.occasion import SIDE_BY_SIDE, OccasionPage, occasion_page


def shown(record: Record, occasion: str = "occasion-1") -> OccasionPage:
    page = occasion_page(record, occasion)
    assert page is not None
    return page


def test_reports_stand_side_by_side_with_their_headlines(ferry: Record) -> None:
    page = shown(ferry)
    assert (page.names, page.first, page.count) == (("Ilse Vorn",), "2041-06-01", 2)
    assert {report.outlet for report in page.reports} == {"Vel Herald", "The Evening Stage"}
    headlines = {report.outlet: report.title for report in page.reports}
    assert headlines["The Evening Stage"] == "Karsia refuses to drop freight tariff"
    (place,) = page.places
    assert (place.holders, place.term, len(place.tellings)) == (("vorn",), "tariff", 2)
    assert [one.points[0].stance for one in place.tellings] == ["conditional", "conditional"]


def test_what_is_not_on_record_has_no_page(ferry: Record) -> None:
    assert occasion_page(ferry, "nothing") is None
    assert occasion_page(Record(dossier=ferry.dossier, comparison=ferry.comparison), "occasion-1") is None


def test_words_of_both_reports_are_told_apart_from_those_of_one(ferry: Record) -> None:
    words = {
        "one": "The ferry will sail on Sunday if the guards leave the stage.",
        "other": "The ferry will sail on Monday if the guards leave the stage.",
        "third": "Lamps, oars and tickets.",
    }
    page = shown(_told(ferry, words))
    pieces = {telling.article: telling.pieces for telling in page.places[0].tellings}
    assert [piece.text for piece in pieces["one"] if not piece.common] == ["Sunday"]
    assert [piece.text for piece in pieces["other"] if not piece.common] == ["Monday"]
    assert "".join(piece.text for piece in pieces["one"]) == words["one"]
    assert pieces["third"] == (), "it has too little in common for its own words to be marked"


def test_a_president_and_a_country_are_one_place(ferry: Record) -> None:
    told = _told(ferry, {"one": "The ferry sails.", "other": "The ferry sails."})
    second = told.readings[1]
    (position,) = second.positions
    readings = (told.readings[0], replace(second, positions=(replace(position, holder="karsia"),)))
    (place,) = shown(replace(told, readings=readings)).places
    assert (place.names, [len(telling.points) for telling in place.tellings]) == (("Ilse Vorn", "Karsia"), [1, 1])


def test_what_a_report_leaves_out_is_an_empty_place(ferry: Record) -> None:
    told = _told(ferry, {"one": "The ferry sails.", "other": "The ferry sails."})
    second = told.readings[1]
    readings = (told.readings[0], replace(second, positions=(replace(second.positions[0], term="guards"),)))
    page = shown(replace(told, readings=readings))
    assert sorted((place.term, [len(telling.points) for telling in place.tellings]) for place in page.places) == [
        ("ferry", [1, 0]),
        ("guards", [0, 1]),
    ]


def test_copies_are_folded_under_their_origin(ferry: Record) -> None:
    told = _told(ferry, {"one": "The ferry sails.", "two": "The ferry sails.", "three": "No ferry today."})
    page = shown(replace(told, comparison=(*told.comparison, Copies(id="copies", articles=("one", "two"), origin="two"))))
    assert {report.article: [copy.article for copy in report.copies] for report in page.reports} == {"two": ["one"], "three": []}
    assert page.count == 2


def test_the_cue_of_each_report_is_shown(ferry: Record) -> None:
    told = _told(ferry, {"one": "She threatened that the ferry sails.", "other": "The ferry sails."})
    first = told.readings[0]
    statement = Statement(id="said", mode="indirect", cue=(Span(4, 14, "threatened"),), cue_class="demanding")
    held = replace(first.positions[0], statement="said")
    page = shown(replace(told, readings=(replace(first, statements=(statement,), positions=(held,)), told.readings[1])))
    cues = {telling.article: [(cue.passage.text, cue.kind) for cue in telling.cues] for telling in page.places[0].tellings}
    assert cues == {"one": [("threatened", "demanding")], "other": []}


def test_a_number_is_shown_with_the_words_around_it(ferry: Record) -> None:
    told = _told(ferry, {"one": "Before.\nThe ferry takes 43 carts a day, the pilots said.", "other": "It takes 34 carts."})
    spans = (ArticleSpan("one", Span(24, 26, "43")), ArticleSpan("other", Span(9, 11, "34")))
    differs = Difference(id="differs", occasion="occasion-1", articles=("one", "other"), what="number", spans=spans)
    (differing,) = shown(replace(told, comparison=(*told.comparison, differs))).differences
    around = differing.around[0]
    assert around is not None
    assert (around.before, around.after, around.cut_before) == ("The ferry takes ", " carts a day, the pilots said.", False)


def test_a_page_sets_so_many_reports_side_by_side(ferry: Record) -> None:
    page = shown(_told(ferry, {f"report-{number:02}": "The ferry sails." for number in range(SIDE_BY_SIDE + 3)}))
    assert (page.count, len(page.reports), len(page.places[0].tellings)) == (SIDE_BY_SIDE + 3, SIDE_BY_SIDE, SIDE_BY_SIDE)


def _told(ferry: Record, texts: dict[str, str]) -> Record:
    """Reports whose whole text tells one position of the minister on the ferry."""
    reading = ferry.readings[0]
    position = next(one for one in reading.positions if one.holder == "vorn")
    readings = []
    for name, text in texts.items():
        article = replace(reading.article, id=name, text=text, dropped=(), notices=())
        held = replace(
            position, id=f"{name}-1", term="ferry", evidence=(Span(0, len(text), text),), conditions=(), statement=None, mention=None, via=()
        )
        readings.append(replace(reading, article=article, positions=(held,), statements=(), silences=()))
    told = tuple(PositionReference(article=name, position=f"{name}-1", holder="vorn", term="ferry") for name in texts)
    return Record(dossier=ferry.dossier, readings=tuple(readings), comparison=(Occasion(id="occasion-1", holders=("vorn",), positions=told),))
