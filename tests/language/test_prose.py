"""An article cut into paragraphs, sentences and quotations."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.prose import Prose, find_paragraphs, find_sentences, prepare
from onrecord.pages import clear
from onrecord.records import Article, Dropped


def prose_of(text: str, title: str | None = None, dropped: tuple[Dropped, ...] = ()) -> Prose:
    return prepare(Article(id="a", text=text, title=title, dropped=dropped))


def sentences_of(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text, 0, len(text))]


def test_paragraphs_are_lines_with_something_on_them() -> None:
    text = "One.\r\n\r\n  Two. \n\u2028Three."
    assert [text[start:end] for start, end in find_paragraphs(text)] == ["One.", "Two.", "Three."]


def test_a_title_before_a_name_does_not_end_a_sentence() -> None:
    assert sentences_of("Orlan met Ms. Tavel on the ridge. They spoke.") == ["Orlan met Ms. Tavel on the ridge.", "They spoke."]


def test_may_and_no_are_whole_words_before_a_name() -> None:
    assert sentences_of("Tavel left in May. Ostmark refused.") == ["Tavel left in May.", "Ostmark refused."]
    assert sentences_of("Tavel voted no. “Never,” she said.") == ["Tavel voted no.", "“Never,” she said."]
    assert sentences_of("It was a “no.” Ms. Tavel left.") == ["It was a “no.”", "Ms. Tavel left."]
    assert sentences_of("Rule no. 5 stays, and No. 6 goes.") == ["Rule no. 5 stays, and No. 6 goes."]


def test_an_abbreviation_behind_a_hyphen_stays_whole() -> None:
    assert sentences_of("Ms. Tavel, D-N.Y., stayed. She left.") == ["Ms. Tavel, D-N.Y., stayed.", "She left."]
    assert sentences_of("“Never,” said Ms. Tavel, R-S.C. The gates stay shut.")[1:] == ["The gates stay shut."]


def test_an_opening_mark_belongs_to_the_sentence_that_it_opens() -> None:
    text = "“The gates stay shut,” said Orlan, who runs Karsia. “They stay shut all year.”"
    assert sentences_of(text)[-1] == "“They stay shut all year.”"


def test_what_an_outlet_corrects_in_its_own_report_is_not_read() -> None:
    note = "Correction: An earlier version of this article said that Karsia had offered to open four gates."
    body = "Karsia offered two gates.\nTavel left."
    prose = prepare(clear(Article(id="a", text=f"{body}\n{note}")))
    assert [prose.words_of(sentence) for sentence in prose.sentences] == ["Karsia offered two gates.", "Tavel left."]
    told = "An earlier version of this article misnamed her. " + "The water fell in the night. " * 30
    assert len(prepare(clear(Article(id="b", text=told))).sentences) > 30, "a whole report in one line is more than a note"


def test_dropped_paragraphs_have_no_sentences() -> None:
    text = "The gates stay shut.\nSign up here.\nTavel left."
    prose = prose_of(text, dropped=(Dropped(start=21, end=34, text="Sign up here.", reason="furniture"),))
    assert [paragraph.kept for paragraph in prose.paragraphs] == [True, False, True]
    assert [prose.words_of(sentence) for sentence in prose.sentences] == ["The gates stay shut.", "Tavel left."]
    assert prose.sentence_at(25) is None


def test_the_title_is_one_sentence_of_its_own() -> None:
    prose = prose_of("The gates stay shut.", title="Orlan: No water. None.")
    assert prose.headline is not None
    assert prose.words_of(prose.headline) == "Orlan: No water. None."
    assert prose.span(0, 6, "title").text == "Orlan:"
    assert prose_of("The gates stay shut.").headline is None


def test_a_span_has_no_white_space_at_its_ends() -> None:
    span = prose_of("The gates stay shut.").span(3, 10)
    assert (span.start, span.end, span.text) == (4, 9, "gates")


def test_the_sentence_at_an_offset() -> None:
    prose = prose_of("The gates stay shut. Tavel left.\nOrlan stayed.")
    sentence = prose.sentence_at(22)
    assert sentence is not None
    assert prose.words_of(sentence) == "Tavel left."


@given(st.text(alphabet="aB. ,?!\"“”'\n", max_size=200))
def test_sentences_lie_in_order_inside_their_paragraph(text: str) -> None:
    prose = prose_of(text)
    reached = 0
    for sentence in prose.sentences:
        paragraph = prose.paragraphs[sentence.paragraph]
        assert max(reached, paragraph.start) <= sentence.start < sentence.end <= paragraph.end
        assert prose.words_of(sentence) == prose.words_of(sentence).strip() != ""
        reached = sentence.end


@given(st.text(alphabet="aB. ,?!\"“”'\n", max_size=200))
def test_sentences_leave_out_only_white_space(text: str) -> None:
    prose = prose_of(text)
    held = "".join(prose.words_of(sentence) for sentence in prose.sentences)
    assert "".join(held.split()) == "".join(text.split())


@pytest.mark.parametrize("unit", ["'a' ", "''x ''", "a. ", "( "])
def test_a_line_of_a_million_characters_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    prose_of(unit * (1_000_000 // len(unit)))
    assert time.process_time() - started < 40
