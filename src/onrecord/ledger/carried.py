"""Judgements on an earlier version of an article, carried over to the version that counts: where their very words stand there, and once.

Nothing is found again by likeness. Words that the outlet changed, or that stand there twice, leave the judgement without its place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from onrecord.records import Article, Binding, Correction, Judgement, Position, Span, given_text

Spanned = TypeVar("Spanned", bound=Span)


class _NotThere(Exception):  # noqa: N818  it is no error: it says that a judgement stays behind
    """Words do not stand in the version that counts, or more than once."""


def concerns(judgement: Judgement, earlier: Collection[str]) -> bool:
    """Whether a judgement binds one of these versions."""
    return any(binding.article_key in earlier for binding in judgement.on)


def carried_over(judgement: Judgement, earlier: Collection[str], key: str, article: Article) -> Judgement | None:
    """The judgement as it binds the version `key` instead of `earlier` ones; None where its words do not all stand there exactly once."""
    moving = _Moving(article)
    try:
        on = tuple(_carried(binding, key, moving) if binding.article_key in earlier else binding for binding in judgement.on)
        position = judgement.position and moving.position(judgement.position)
        correction = judgement.correction and moving.correction(judgement.correction)
    except _NotThere:
        return None
    return replace(judgement, on=on, position=position, correction=correction)


def binding_here(binding: Binding, earlier: Collection[str], key: str, article: Article) -> Binding | None:
    """What a judgement is about, as it binds the version `key`; None where that cannot be told."""
    if binding.article_key not in earlier:
        return binding
    try:
        return _carried(binding, key, _Moving(article))
    except _NotThere:
        return None


def _carried(binding: Binding, key: str, moving: _Moving) -> Binding:
    passages = moving.passages(binding.passages)
    return replace(binding, article_key=key, passages=passages, conditions=moving.others(binding.conditions))


class _Moving:
    """Finds the places of words in another version of their article."""

    def __init__(self, article: Article) -> None:
        self._words = {"text": given_text(article), "title": article.title or ""}
        self._moved: list[tuple[Span, Span]] = []

    def passages(self, spans: Sequence[Spanned]) -> tuple[Spanned, ...]:
        """Passages, each of which has to stand there once."""
        found = []
        for span in spans:
            found.append(self._once(span))
            self._moved.append((span, found[-1]))
        return tuple(found)

    def others(self, spans: Sequence[Spanned]) -> tuple[Spanned, ...]:
        """Words that may be few: those within a passage go with it."""
        return tuple(self._other(span) for span in spans)

    def position(self, position: Position) -> Position:
        """A position that somebody added."""
        evidence = self.passages(position.evidence)
        via = tuple(replace(one, span=self._other(one.span)) for one in position.via)
        mention = position.mention and self._other(position.mention)
        return replace(position, evidence=evidence, conditions=self.others(position.conditions), mention=mention, via=via)

    def correction(self, correction: Correction) -> Correction:
        """What somebody says a position should read."""
        evidence = correction.evidence if correction.evidence is UNSET else self.passages(correction.evidence)
        conditions = correction.conditions if correction.conditions is UNSET else self.others(correction.conditions)
        return replace(correction, evidence=evidence, conditions=conditions)

    def _once(self, span: Spanned) -> Spanned:
        words = self._words[span.field]
        start = words.find(span.text)
        if not span.text or start < 0 or words.find(span.text, start + 1) >= 0:
            raise _NotThere
        return replace(span, start=start, end=start + len(span.text))

    def _other(self, span: Spanned) -> Spanned:
        for before, now in self._moved:
            if span.field == before.field and before.start <= span.start and span.end <= before.end:
                by = now.start - before.start
                return replace(span, start=span.start + by, end=span.end + by)
        return self._once(span)
