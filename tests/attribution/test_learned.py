"""Who said what, as the shipped model reads it, together with the rules."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.attribution import combination, find_statements, learned
from onrecord.attribution.assembling import Found
from onrecord.attribution.chain import Part
from onrecord.attribution.labels import ROLES, Role
from onrecord.attribution.learned import find_learned
from onrecord.attribution.reading_words import Words
from onrecord.attribution.statements import find_by_rules
from onrecord.language.encoder import WEIGHTS
from onrecord.language.prose import Prose, prepare
from onrecord.records import Article, Dropped, Span, Statement

pytestmark = pytest.mark.skipif(not (WEIGHTS / "attribution.onnx").is_file(), reason="the weights are not installed")


def statements_in(text: str, title: str | None = None, dropped: tuple[Dropped, ...] = ()) -> tuple[Statement, ...]:
    return find_statements(prepare(Article(id="a", text=text, title=title, dropped=dropped)))


def parts_of(statement: Statement) -> tuple[str | None, str | None, list[str]]:
    source, cue = statement.source, statement.cue
    return source.text if source else None, cue[0].text if cue else None, [span.text for span in statement.content]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Mira Orlan said on Thursday that the talks were over.", "Mira Orlan", "said", ["that the talks were over"]),
        ("The talks will resume next week, according to two diplomats.", "two diplomats", "according to", ["The talks will resume next week"]),
        ("“The gates stay shut,” Mira Orlan said.", "Mira Orlan", "said", ["“The gates stay shut,”"]),
        ('"The gates stay shut," Mira Orlan said.', "Mira Orlan", "said", ['"The gates stay shut,"']),
        ("“We will not leave,” he said. “We will stay all winter.”", "he", "said", ["“We will not leave,”", "“We will stay all winter.”"]),
    ],
)
def test_reported_words(text: str, source: str, cue: str, content: list[str]) -> None:
    (statement,) = statements_in(text)
    assert parts_of(statement) == (source, cue, content)


def test_statements_follow_the_text_and_the_title_comes_first() -> None:
    found = statements_in(
        "“The ridge is ours,” Ivo Tavel told a rally in Lenne.\n\nMira Orlan said the talks were over.", title="Tavel: The ridge is ‘ours’"
    )
    assert [statement.content[0].field for statement in found] == ["title", "text", "text"]
    assert [statement.mode for statement in found[1:]] == ["direct", "indirect"]
    assert all(0 < statement.confidence <= 1 for statement in found)


def test_dropped_paragraphs_are_not_read() -> None:
    text = "Mira Orlan said the talks were over.\nIvo Tavel said the ridge was his."
    passage = Dropped(start=37, end=len(text), text=text[37:], reason="repeat")
    assert all(span.end <= 37 for statement in statements_in(text, dropped=(passage,)) for span in statement.content)


def test_a_long_article_has_no_seams() -> None:
    paragraph = "Mira Orlan said on Thursday that the talks were over. “The gates stay shut,” Ivo Tavel told reporters in Lenne.\n\n"
    found = statements_in(paragraph * 60)
    places = {(statement.content[0].start % len(paragraph), statement.content[0].end - statement.content[0].start) for statement in found}
    assert len(found) == 120
    assert len(places) == 2


def test_who_reads_fast_reads_by_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(combination, "find_learned")
    prose = prepare(Article(id="a", text="Orlan said the talks were over.", title="Orlan: Talks ‘over’"))
    assert combination.find_statements(prose, fast=True) == find_by_rules(prose)


def test_quotations_that_the_model_leaves_to_nobody_are_read_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    prose = prepare(Article(id="a", text="“The gates stay shut,” Orlan said. Tavel said the ridge was his."))
    by_rules = find_by_rules(prose)
    monkeypatch.setattr(combination, "find_learned", lambda _prose: by_rules[1:])
    assert combination.find_statements(prose) == by_rules


def test_who_passes_on_a_statement_of_the_model_is_read_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    prose = prepare(Article(id="a", text="The Lenne Courier reported that Orlan said the gates stay shut."))
    outer, inner = find_by_rules(prose)
    monkeypatch.setattr(combination, "find_learned", lambda _prose: (inner,))
    assert combination.find_statements(prose) == (outer, inner)


def test_what_somebody_is_told_to_have_said_is_read_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    prose = prepare(Article(id="a", text="Tavel recalled that Orlan said the gates would stay shut."))
    outer, inner = find_by_rules(prose)
    monkeypatch.setattr(combination, "find_learned", lambda _prose: (outer,))
    assert combination.find_statements(prose) == (outer, inner)
    unsure = replace(inner, confidence=0.5)
    monkeypatch.setattr(combination, "find_by_rules", lambda _prose: (outer, unsure))
    assert combination.find_statements(prose) == (outer,)


def test_whoever_is_told_to_have_ordered_something_tells_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    prose = prepare(Article(id="a", text="The army had ordered the men to the ridge, Orlan said."))
    content = prose.span(0, prose.text.index(","))
    known = Statement(mode="indirect", source=span_of(prose, "Orlan"), cue=(span_of(prose, "said"),), content=(content,))
    outer = Statement(
        mode="indirect",
        source=span_of(prose, "The army"),
        cue=(span_of(prose, "had ordered"),),
        content=(span_of(prose, "to the ridge, Orlan said"),),
        confidence=0.4,
    )
    monkeypatch.setattr(combination, "find_learned", lambda _prose: (known,))
    monkeypatch.setattr(combination, "find_by_rules", lambda _prose: (outer,))
    assert combination.find_statements(prose) == (known,)


def span_of(prose: Prose, words: str) -> Span:
    start = prose.text.index(words)
    return prose.span(start, start + len(words))


class Marking:
    """An assembler that finds one statement: the words given for each role."""

    def __init__(self, text: str, source: str, cue: str, content: str) -> None:
        self._text, self._parts = text, (source, cue, content)

    def attributions(self, words: Words) -> list[Found]:
        source, cue, content = (self._part(words, role, part) for role, part in zip(ROLES, self._parts, strict=True))
        return [Found(cue, source, [content], 0.9)]

    def _part(self, words: Words, role: Role, part: str) -> Part:
        start = self._text.index(part)
        return Part(role, int(words.starts.searchsorted(start)), int(words.ends.searchsorted(start + len(part))) + 1)


@pytest.mark.parametrize(
    ("source", "cue", "content", "found"),
    [
        ("Tavel", "says", "that the gates stay shut", []),
        ("Tavel", "says", "“They are ours.”", [(None, "says", ["“They are ours.”"])]),
        ("Orlan", "says", "that the gates stay shut", [("Orlan", "says", ["that the gates stay shut"])]),
        ("Orlan", "says", "'Shut for good'", []),
    ],
    ids=["of another sentence", "of another sentence, quoted", "of the same sentence", "a heading"],
)
def test_what_cannot_be_is_left_out(
    source: str, cue: str, content: str, found: list[tuple[str | None, str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Tavel has come home.\n\n'Shut for good'\n\nOrlan says that the gates stay shut. “They are ours.”"
    monkeypatch.setattr(learned, "_assembler", lambda _model: Marking(text, source, cue, content))
    assert [parts_of(one) for one in find_learned(prepare(Article(id="a", text=text)))] == found


@pytest.mark.parametrize("text", ["", "\n\n", "—", "A", "12 000", "\ufeff“", "“”"])
def test_next_to_nothing_says_nothing(text: str) -> None:
    assert statements_in(text) == ()


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet="Orlan said she “no”, \"it' .:\n", max_size=120))
def test_spans_are_exact_and_cut_no_quotation(text: str) -> None:
    prose = prepare(Article(id="a", text=text))
    for statement in find_learned(prose):
        spans = [*statement.content, *statement.cue, *([statement.source] if statement.source else [])]
        assert all(text[span.start : span.end] == span.text != "" for span in spans)
        for span in statement.content:
            for quotation in prose.quotations:
                crossing = (span.start < quotation.start < span.end < quotation.end) or (quotation.start < span.start < quotation.end < span.end)
                assert not crossing


def test_one_endless_paragraph_takes_time_in_proportion() -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        statements_in("Orlan said “no and " * times)
        return time.process_time() - started

    seconds(10)
    assert seconds(1600) < 10 * seconds(400)
