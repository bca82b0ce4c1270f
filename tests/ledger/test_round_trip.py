"""What comes back from the ledger equals what went in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from onrecord.errors import InternalError, LedgerError
from onrecord.ledger import Ledger, open_ledger
from onrecord.records import (
    Article,
    Condition,
    DateEvidence,
    Dropped,
    Notice,
    Position,
    Reader,
    Reading,
    Silence,
    Span,
    Statement,
    Via,
    text_sha256,
)

Begin = Callable[[Ledger, Reading], str]
MakeReading = Callable[..., Reading]


def test_a_reading_comes_back_as_it_was(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    readings = [make_reading(f"courier-{number}", number) for number in (2, 1, 3)]
    run = begin(ledger, readings[0])
    assert [ledger.store(reading, run) for reading in readings] == ["new"] * 3
    assert ledger.reading("courier-1", "vel-river") == readings[1]
    assert list(ledger.readings("vel-river")) == [readings[1], readings[0], readings[2]]
    assert ledger.verify() == []


def test_a_reading_without_a_dossier_comes_back_too(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    reading = replace(make_reading(), dossier=None, positions=(), silences=())
    ledger.store(reading, begin(ledger, reading))
    assert ledger.reading("courier-1", None) == reading
    assert list(ledger.readings(None)) == [reading]
    assert list(ledger.readings("vel-river")) == []
    assert ledger.verify() == []


def test_a_bare_article_comes_back(ledger: Ledger, begin: Begin) -> None:
    reading = Reading(article=Article(id="bare", text="", text_sha256=text_sha256("")))
    ledger.store(reading, begin(ledger, reading))
    assert ledger.reading("bare", None) == reading


def test_it_comes_back_after_closing(address: str, make_reading: MakeReading, begin: Begin) -> None:
    reading = make_reading()
    with open_ledger(address, create=True) as ledger:
        ledger.store(reading, begin(ledger, reading))
    with open_ledger(address) as ledger:
        assert ledger.reading("courier-1", "vel-river") == reading


def test_articles_come_without_their_text(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    readings = [make_reading(f"courier-{number}", number) for number in (2, 1)]
    run = begin(ledger, readings[0])
    for reading in readings:
        ledger.store(reading, run)
    assert ledger.articles("vel-river") == [replace(reading.article, text=UNSET) for reading in reversed(readings)]
    assert ledger.article("courier-2") == readings[0].article


def test_what_is_not_there_is_named(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    with pytest.raises(LedgerError, match=r"no article 'gazette-9'.*Nothing has been read"):
        ledger.article("gazette-9")
    ledger.store(make_reading(), begin(ledger, make_reading()))
    with pytest.raises(LedgerError, match=r"no reading of 'gazette-9' for the dossier 'vel-river'.*courier-1"):
        ledger.reading("gazette-9", "vel-river")


def test_what_breaks_a_promise_is_not_stored(ledger: Ledger, make_reading: MakeReading, begin: Begin) -> None:
    reading = make_reading()
    run = begin(ledger, reading)
    wrong_words = replace(reading.positions[0], mention=Span(4, 9, "never"))
    with pytest.raises(InternalError, match="position 0 mention"):
        ledger.store(replace(reading, positions=(wrong_words,)), run)
    with pytest.raises(InternalError, match="text_sha256"):
        ledger.store(replace(reading, article=replace(reading.article, text_sha256="")), run)
    with pytest.raises(InternalError, match="with the text"):
        ledger.store(replace(reading, article=replace(reading.article, text=UNSET)), run)
    with pytest.raises(InternalError, match="another reader"):
        ledger.store(replace(reading, reader=Reader("9")), run)
    with pytest.raises(LedgerError, match="no run 'nonsense'"):
        ledger.store(reading, "nonsense")
    assert ledger.articles("vel-river") == []


# Any reading at all

_CHARACTERS = st.characters(exclude_categories=["Cs"])
_WORDS = st.text(_CHARACTERS, max_size=12)
_MAYBE = st.none() | _WORDS
_DAYS = st.none() | st.sampled_from(["2031", "2031-05", "2031-05-03"])


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    text, title = draw(st.text(_CHARACTERS, max_size=40)), draw(_MAYBE)

    def place() -> tuple[int, int, str, str]:
        field = draw(st.sampled_from(["text", "title"])) if title else "text"
        source = (title or "") if field == "title" else text
        start = draw(st.integers(0, len(source)))
        end = draw(st.integers(start, len(source)))
        return start, end, source[start:end], field

    def span() -> Span:
        return Span(*place())  # type: ignore[arg-type]

    def some(make: Callable[[], object]) -> tuple[object, ...]:
        return tuple(make() for _ in range(draw(st.integers(0, 2))))

    def via() -> Via:
        return Via(span(), draw(_MAYBE), draw(st.sampled_from([None, True, False])))

    def choose(*values: str) -> str:
        return draw(st.sampled_from(values))

    def statement() -> Statement:
        fields = {"id": draw(_WORDS), "mode": choose("direct", "mixed"), "source": span() if draw(st.booleans()) else None, "actor": draw(_MAYBE)}
        rest = {"cue": some(span), "cue_class": choose("saying", "asking"), "content": some(span), "via": some(via), "said_on": draw(_DAYS)}
        return Statement(**fields, **rest, confidence=draw(st.floats(0, 1)))  # type: ignore[arg-type]

    def position() -> Position:
        fields = {"id": draw(_WORDS), "holder": draw(_MAYBE), "mention": span() if draw(st.booleans()) else None, "term": draw(_WORDS)}
        conditions = some(lambda: Condition(*place(), term=draw(_MAYBE)))  # type: ignore[arg-type]
        rest = {"stance": choose("for", "against"), "mode": choose("indirect", "narrated"), "via": some(via), "said_on": draw(_DAYS)}
        floats = {"statement": draw(_MAYBE), "confidence": draw(st.floats(0, 1))}
        return Position(**fields, **rest, **floats, conditions=conditions, evidence=some(span))  # type: ignore[arg-type]

    article = Article(
        id=draw(_WORDS),
        title=title,
        outlet=draw(_MAYBE),
        byline=draw(_MAYBE),
        url=draw(_MAYBE),
        language=draw(_MAYBE),
        text=text,
        text_sha256=text_sha256(text),
        extracted=draw(st.booleans()),
        published=draw(_DAYS),
        not_before=draw(_DAYS),
        evidence=DateEvidence(*(some(span) for _ in range(3))),  # type: ignore[arg-type]
        dropped=some(lambda: Dropped(*place(), reason=draw(_WORDS))),  # type: ignore[arg-type]
        notices=some(lambda: Notice(draw(_WORDS), some(span))),  # type: ignore[arg-type]
    )
    silences = some(lambda: Silence(draw(_MAYBE), some(lambda: draw(_WORDS)), some(span)))  # type: ignore[arg-type]
    return Reading(article=article, statements=some(statement), positions=some(position), silences=silences)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def any_ledger() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, open_ledger(str(Path(folder) / "any.sqlite"), create=True) as ledger:
        yield ledger


@settings(max_examples=150)
@given(reading=_readings())
def test_any_reading_comes_back_as_it_was(any_ledger: Ledger, reading: Reading) -> None:
    run = any_ledger.begin_run(reading.reader, None, {})
    any_ledger.store(reading, run)
    assert any_ledger.reading(reading.article.id, None) == reading
    assert any_ledger.store(reading, run) == "unchanged"
