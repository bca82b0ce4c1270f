"""A verb that joins another of its sentence has that one's subject."""

from __future__ import annotations

import pytest

from onrecord.attribution.shared_sources import share_sources
from onrecord.language.prose import Prose, prepare
from onrecord.records import Article, Statement


def prose_of(text: str) -> Prose:
    return prepare(Article(id="a", text=text))


def statement(prose: Prose, cue: str, content: str, source: str | None = None) -> Statement:
    def span(words: str) -> tuple[int, int]:
        start = prose.text.index(words)
        return start, start + len(words)

    return Statement(
        mode="indirect",
        source=None if source is None else prose.span(*span(source)),
        cue=(prose.span(*span(cue)),),
        cue_class="saying",
        content=(prose.span(*span(content)),),
        confidence=0.8,
    )


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Orlan refused the plan, saying the gates stay shut.", ("refused", "the plan", "Orlan"), ("saying", "the gates stay shut")),
        ("Orlan praised the plan and called for talks.", ("praised", "the plan", "Orlan"), ("called for", "talks")),
        ("Tavel warned of war, adding that he wants none.", ("warned", "of war", "Tavel"), ("adding", "that he wants none")),
    ],
)
def test_the_second_verb_has_the_first_ones_subject(text: str, first: tuple[str, str, str], second: tuple[str, str]) -> None:
    prose = prose_of(text)
    found = share_sources(prose, [statement(prose, *first), statement(prose, *second)])
    assert found[1].source == found[0].source is not None


def test_a_participle_may_stand_before_its_subject() -> None:
    prose = prose_of("Citing the drought, Orlan refused to open the gates.")
    found = share_sources(prose, [statement(prose, "Citing", "the drought"), statement(prose, "refused", "to open the gates", "Orlan")])
    assert found[0].source == found[1].source is not None


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Orlan refused the plan. Warnings of war spread.", ("refused", "the plan", "Orlan"), ("Warnings", "of war")),
        ("Orlan refused the plan, and the warning of war stood.", ("refused", "the plan", "Orlan"), ("warning", "of war")),
        ("Orlan said that calling for talks was late.", ("said", "that calling for talks was late", "Orlan"), ("was late", "talks")),
    ],
)
def test_nouns_and_other_sentences_are_left_alone(text: str, first: tuple[str, str, str], second: tuple[str, str]) -> None:
    prose = prose_of(text)
    assert share_sources(prose, [statement(prose, *first), statement(prose, *second)])[1].source is None
