from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from onrecord.language.prose import Sentence, prepare
from onrecord.positions import find_silences
from onrecord.positions.scenes import Held, Mention
from onrecord.positions.silences import is_asked_in_vain
from onrecord.records import Article, Dossier, Silence, Span, Statement, Via


class Lenne(NamedTuple):
    span: Span
    actor: str | None = "ostmark"
    owner: bool = False


class FirstName:
    """Names Lenne wherever it stands in the asked part of a sentence, or before it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def holder_of(self, sentence: Sentence, start: int, end: int) -> tuple[str | None, Span | None]:
        place = self.text.find("Lenne", sentence.start, sentence.end)
        return ("ostmark", Span(start=place, end=place + 5, text="Lenne")) if 0 <= place < end or place >= start else (None, None)

    def mentions_in(self, sentence: Sentence) -> tuple[Mention, ...]:
        place = self.text.find("Lenne", sentence.start, sentence.end)
        return (Lenne(Span(start=place, end=place + 5, text="Lenne")),) if place >= 0 else ()

    def resolve_all(self, span: Span) -> tuple[str, ...]:  # noqa: ARG002  the protocol asks for it
        return ()

    def beside(self, span: Span, actor: str) -> tuple[Mention, ...]:  # noqa: ARG002  the protocol asks for them
        return ()

    def go_between(self, source: Span) -> Via:
        return Via(source)

    def held_in(self, evidence: Sequence[Span], statements: Sequence[Statement]) -> tuple[Held, ...]:  # noqa: ARG002  the protocol asks for them
        return ()

    def confirmed(self, chain: tuple[Via, ...], passage: Span, holder: str, statements: Sequence[Statement]) -> tuple[Via, ...]:  # noqa: ARG002  the protocol asks for them
        return chain


@pytest.fixture
def silences_of(dossier: Dossier) -> Callable[[str], tuple[Silence, ...]]:
    return lambda text: find_silences(prepare(Article(id="a", text=text)), dossier, FirstName(text))


@pytest.mark.parametrize(
    "text",
    [
        "Lenne has not responded to the offer.",
        "Lenne declined to comment.",
        "There was no immediate response from Lenne.",
        "Lenne has yet to reply.",
        "Lenne has not said whether the gates will open.",
        "Lenne didn’t say when it would decide.",
        "Lenne refused to say if it would meet anybody.",
        "Lenne did not make clear whether it would come.",
        "Lenne made no comment on the offer.",
        "Lenne would not be drawn on the offer.",
        "Lenne would neither confirm nor deny it.",
    ],
)
def test_reported_silences(text: str, silences_of: Callable[[str], tuple[Silence, ...]]) -> None:
    (silence,) = silences_of(text)
    assert silence.actor == "ostmark"
    assert silence.evidence[0].text == text


def test_a_silence_names_the_terms_of_its_sentence(silences_of: Callable[[str], tuple[Silence, ...]]) -> None:
    (silence,) = silences_of("Lenne did not respond to the call for the gates of the Sarn dam to open.")
    assert silence.terms == ("open-gates",)


def test_few_words_behind_a_silence_name_its_term(silences_of: Callable[[str], tuple[Silence, ...]]) -> None:
    (silence,) = silences_of("Lenne did not answer questions about prisoners, but told of the toll on the barges.")
    assert silence.terms == ("prisoners",)


@pytest.mark.parametrize(
    ("text", "in_vain"),
    [
        ("Lenne has not said whether the gates will open.", True),
        ("Lenne declined to say whether it would take back the gates.", True),
        ("Lenne did not disclose when anybody would open the gates.", True),
        ("Nobody has asked Lenne whether it would open the gates.", True),
        ("Asked whether it would open the gates, Lenne did not respond.", True),
        ("Asked whether it would open the gates, Lenne said no.", False),
        # Whoever is said not to tell whether he supports it speaks to it, and is undecided.
        ("Lenne has not said whether it supports opening the gates.", False),
        ("Lenne has not said whether it will come, but will open the gates.", False),
        ("Lenne said that it would open the gates.", False),
    ],
)
def test_what_is_left_unsaid_is_no_stance(text: str, in_vain: bool) -> None:  # noqa: FBT001
    assert is_asked_in_vain(text, 0, len(text), text.index("gates")) == in_vain


def test_whoever_answers_is_not_silent(silences_of: Callable[[str], tuple[Silence, ...]]) -> None:
    assert silences_of("Lenne responded at once.") == ()
