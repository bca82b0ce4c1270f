"""The plainest openings of sentences, read by rules where the model leaves them."""

from __future__ import annotations

import pytest

from onrecord.attribution import combination
from onrecord.attribution.statements import find_by_rules
from onrecord.language.prose import Prose, prepare
from onrecord.records import Article, Span, Statement


def _read(text: str, learned: tuple[Statement, ...], monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, str]]:
    monkeypatch.setattr(combination, "find_learned", lambda _prose: learned)
    found = combination.find_statements(prepare(Article(id="a", text=text)))
    return [(statement.source.text if statement.source else None, statement.content[0].text) for statement in found]


def _span(prose: Prose, words: str) -> Span:
    start = prose.text.index(words)
    return prose.span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("According to Orlan, the gates stay shut.", [("Orlan", "the gates stay shut")]),
        ("Mira Orlan, a farmer, told the Courier the gates stay shut.", [("Mira Orlan, a farmer,", "the gates stay shut")]),
        ("Orlan told the Courier the gates stay shut.", []),
        ("Orlan says the gates stay shut.", []),
    ],
)
def test_openings(text: str, found: list[tuple[str | None, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    assert _read(text, (), monkeypatch) == found


def test_what_the_model_gives_to_somebody_stays_his(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "According to Orlan, the gates stay shut."
    prose = prepare(Article(id="a", text=text))
    known = Statement(mode="indirect", source=_span(prose, "Orlan"), content=(_span(prose, "the gates stay shut"),))
    assert _read(text, (known,), monkeypatch) == [("Orlan", "the gates stay shut")]
    assert len(find_by_rules(prose)) == 1


def test_a_source_is_cut_free_of_the_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "According to the Courier, Mira Orlan said the gates stay shut."
    prose = prepare(Article(id="a", text=text))
    known = Statement(
        mode="indirect",
        source=_span(prose, "the Courier, Mira Orlan"),
        cue=(_span(prose, "said"),),
        content=(_span(prose, "the gates stay shut"),),
    )
    assert _read(text, (known,), monkeypatch) == [("the Courier", "Mira Orlan said the gates stay shut"), ("Mira Orlan", "the gates stay shut")]


def test_what_somebody_is_quoted_by_another_as_saying_is_his_own(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Orlan was quoted by the Vel Courier as saying the gates stay shut. The Vel Courier described her as saying little."
    prose = prepare(Article(id="a", text=text))
    courier = _span(prose, "the Vel Courier")

    def statement(cue: str, content: str) -> Statement:
        return Statement(mode="indirect", source=courier, cue=(_span(prose, cue),), content=(_span(prose, content),))

    learned = (statement("was quoted", "Orlan"), statement("as saying", "the gates stay shut"))
    assert _read(text, learned, monkeypatch)[:2] == [("the Vel Courier", "Orlan"), ("Orlan", "the gates stay shut")]


def test_what_somebody_quotes_another_as_saying_is_told_by_the_one_and_said_by_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The Vel Courier quoted the mayor, Mira Orlan, as saying the gates stay shut."
    prose = prepare(Article(id="a", text=text))
    known = Statement(
        mode="indirect",
        source=_span(prose, "The Vel Courier"),
        cue=(_span(prose, "quoted the mayor, Mira Orlan, as saying"),),
        content=(_span(prose, "the gates stay shut"),),
    )
    assert _read(text, (known,), monkeypatch) == [
        ("The Vel Courier", "the mayor, Mira Orlan, as saying the gates stay shut"),
        ("the mayor, Mira Orlan,", "the gates stay shut"),
    ]
