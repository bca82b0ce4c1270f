from __future__ import annotations

from msgspec import UNSET
from msgspec.structs import replace

from onrecord.records import Article, Dossier, Position, Reading, Span, Term
from onrecord.views import Record
from onrecord.views.article import ArticlePage, article_page
from onrecord.views.marks import DEEPEST

VACANT = Dossier(id="v", title="V", terms=(Term(id="t", proposition="T."),), actors=())


def page(record: Record, article: str) -> ArticlePage:
    found = article_page(record, article)
    assert found is not None
    return found


def marked(shown: ArticlePage, kind: str) -> list[str]:
    """The words under each mark of a kind, put together from pieces as a browser would."""
    words = dict.fromkeys((number for number, mark in enumerate(shown.marks) if mark.kind == kind), "")
    is_open: list[int] = []
    for piece in [*shown.title, *(piece for paragraph in shown.paragraphs for piece in paragraph.pieces)]:
        is_open.extend(opening.mark for opening in piece.opens)
        for number in is_open:
            if number in words:
                words[number] += piece.text
        del is_open[len(is_open) - piece.closes :]
    return list(words.values())


def test_everything_that_was_read_is_marked_where_it_stands(ferry: Record) -> None:
    shown = page(ferry, "lower-bank-stopped")
    assert marked(shown, "position") == [
        "Karsia will not let the ferry sail while guards stand on the stages",
        "the guards would stay",
        "“Nobody leaves a stage,”",
        "Ostmark could live with an inspection if it covered both banks",
    ]
    assert marked(shown, "condition") == ["while guards stand on the stages", "if it covered both banks"]
    assert marked(shown, "source") == ["Ilse Vorn", "Ostmark's river minister, Teodor Hask", "An official in Lenne"]
    assert marked(shown, "cue") == ["said", "said", "said"]
    assert marked(shown, "dropped") == ["Read next: The ten finest towers on the Vel"]
    assert marked(shown, "via") == ["An official in Lenne"]


def test_notices_dates_silences_and_compared_passages_are_marked_too(ferry: Record) -> None:
    assert marked(page(ferry, "evening-stage-refuses"), "notice") == ["This page was put together with AI."]
    assert marked(page(ferry, "pilots-letter"), "date") == ["A year after the first sailing was halted"]
    assert marked(page(ferry, "2041-06-02-vel-herald"), "silence") == ["has not said whether its members would work at night"]
    assert marked(page(ferry, "2041-06-02-vel-herald"), "difference") == ["began first"]
    assert len(marked(page(ferry, "evening-stage-refuses"), "conflict")) == 2


def test_a_headline_is_marked_in_the_title(ferry: Record) -> None:
    shown = page(ferry, "evening-stage-refuses")
    assert "".join(piece.text for piece in shown.title) == "Karsia refuses to drop freight tariff"
    assert [opening.anchor for piece in shown.title for opening in piece.opens] == ["t0-37", None]


def test_every_passage_of_the_record_has_a_place_on_its_page(ferry: Record) -> None:
    for reading in ferry.readings:
        shown = page(ferry, reading.article.id)
        pieces = [*shown.title, *(piece for paragraph in shown.paragraphs for piece in paragraph.pieces)]
        places = {opening.anchor for piece in pieces for opening in piece.opens}
        assert {passage.anchor for point in shown.positions for passage in point.passages} <= places
        assert shown.misplaced == 0


def test_paragraphs_are_the_lines_of_the_text(ferry: Record) -> None:
    shown = page(ferry, "2041-06-02-vel-herald")
    text = ferry.by_article["2041-06-02-vel-herald"].article.text
    assert isinstance(text, str)
    assert ["".join(piece.text for piece in paragraph.pieces) for paragraph in shown.paragraphs] == text.splitlines()


def test_a_mark_over_several_paragraphs_goes_on_in_each() -> None:
    text = "One line.\n\nAnother line.\n"
    span = Span(start=4, end=18, text=text[4:18])
    reading = Reading(
        article=Article(id="a", text=text), positions=(Position(id="p", holder=None, term="t", stance="for", evidence=(span,), mode="direct"),)
    )
    shown = page(Record(dossier=VACANT, readings=(reading,)), "a")
    assert marked(shown, "position") == ["line.Another"]
    openings = [opening for paragraph in shown.paragraphs for piece in paragraph.pieces for opening in piece.opens]
    assert [opening.anchor for opening in openings] == ["c4-18", None]


def test_words_that_do_not_stand_there_are_counted_and_not_marked() -> None:
    span = Span(start=0, end=3, text="Two")
    reading = Reading(
        article=Article(id="a", text="One line."), positions=(Position(id="p", holder=None, term="t", stance="for", evidence=(span,), mode="direct"),)
    )
    shown = page(Record(dossier=VACANT, readings=(reading,)), "a")
    assert (shown.marks, shown.misplaced, len(shown.positions)) == ((), 1, 1)


def crossing(count: int) -> Record:
    """A text of lines, and positions each of which starts a little later than the one before and ends a little later too."""
    text = "The ferry may sail on Sunday if the guards leave the stages.\n" * 60
    spans = [Span(start=at, end=at + 1500, text=text[at : at + 1500]) for at in range(0, 2 * count, 2)]
    positions = tuple(
        Position(id=f"p{number}", holder=None, term="t", stance="for", evidence=(span,), mode="direct") for number, span in enumerate(spans)
    )
    return Record(dossier=VACANT, readings=(Reading(article=Article(id="a", text=text), positions=positions),))


def test_what_is_written_grows_with_the_marks_and_not_with_how_they_overlap() -> None:
    openings = {}
    for count in (200, 800):
        shown = page(crossing(count), "a")
        pieces = [piece for paragraph in shown.paragraphs for piece in paragraph.pieces]
        openings[count] = sum(len(piece.opens) for piece in pieces)
        assert shown.left_out == count - len(shown.marks) > 0
        places = {opening.anchor for piece in pieces for opening in piece.opens} | {anchor for piece in pieces for anchor in piece.places}
        assert {point.passages[0].anchor for point in shown.positions} <= places
        assert sorted(note for piece in pieces for note in piece.notes) == list(range(1, count + 1))
        assert openings[count] <= len(pieces) * DEEPEST
    assert openings[800] < 6 * openings[200]


def test_one_mark_for_positions_with_the_same_words() -> None:
    span = Span(start=0, end=3, text="One")
    position = Position(id="p", holder=None, term="t", stance="for", evidence=(span,), mode="direct")
    reading = Reading(article=Article(id="a", text="One line."), positions=(position, replace(position, id="q", stance="against")))
    shown = page(Record(dossier=VACANT, readings=(reading,)), "a")
    assert [(mark.stance, mark.notes) for mark in shown.marks] == [(None, (1, 2))]
    assert shown.left_out == 0


def test_passages_lead_to_the_same_words_on_the_page_of_the_outlet(ferry: Record) -> None:
    shown = page(ferry, "lower-bank-stopped")
    assert shown.positions[2].passages[0].live == (
        "https://lowerbank.example/2041/05/07/ferry#:~:text=Ostmark%20could%20live%20with%20an%20inspection%20if%20it%20covered%20both%20banks"
    )
    without = replace(ferry.readings[0], article=replace(ferry.readings[0].article, text=UNSET))
    bare = page(Record(dossier=ferry.dossier, readings=(without,)), "lower-bank-stopped")
    assert bare.positions[1].passages[0].live == "https://lowerbank.example/2041/05/07/ferry#:~:text=the%20guards%20would%20stay"


def test_only_web_addresses_are_led_to(ferry: Record, hostile_id: str) -> None:
    assert {passage.live for point in page(ferry, hostile_id).positions for passage in point.passages} == {None}
    assert {passage.live for point in page(ferry, "pilots-letter").positions for passage in point.passages} == {None}


def test_a_reading_without_text_says_so(ferry: Record) -> None:
    reading = ferry.readings[0]
    bare = replace(reading, article=replace(reading.article, text=UNSET))
    shown = page(Record(dossier=ferry.dossier, readings=(bare,)), reading.article.id)
    assert (shown.has_text, shown.paragraphs, shown.misplaced, len(shown.positions)) == (False, (), 0, 3)


def test_copies_name_each_other(ferry: Record) -> None:
    first, copy = page(ferry, "lower-bank-stopped"), page(ferry, "ostmark-mirror-stopped")
    assert (first.copies, first.copy_of) == (("ostmark-mirror-stopped",), None)
    assert (copy.copies, copy.copy_of) == (("lower-bank-stopped",), "lower-bank-stopped")


def test_no_such_article(ferry: Record) -> None:
    assert article_page(ferry, "nothing") is None
