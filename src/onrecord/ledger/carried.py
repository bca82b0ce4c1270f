"""Judgements carried over: from an earlier version of an article to the one that counts, and from one copy of a report to another.

Nothing is found again by likeness. Words that an outlet changed, or that stand there twice, leave a judgement on an earlier version behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from onrecord.language.reprinted import reprinted_words
from onrecord.records import Article, Binding, Correction, Judgement, Position, Span, given_text

Spanned = TypeVar("Spanned", bound=Span)

# What holds for the copies of a report too. What somebody adds is counted once already, and a note is about the words before them.
_FOLLOWED = frozenset({"accept", "reject", "correct", "split"})


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


def on_copy(judgement: Judgement, binding: Binding, position: Position, article: Article) -> tuple[Judgement, Binding] | None:
    """A judgement on a position of a copy as it holds for one of `article`, and what it binds there; None where its words do not stand here."""
    there = {reprinted_words(span.text): span for span in binding.passages}
    moving = _Moving(article, [(there[words], span) for span in position.evidence if (words := reprinted_words(span.text)) in there])
    try:
        # Whoever rejects a position says nothing of what it depends on, which a copy may have cut.
        conditions = moving.others(binding.conditions) if judgement.action == "accept" else ()
        correction = judgement.correction and moving.correction(judgement.correction)
    except _NotThere:
        return None
    return replace(judgement, correction=correction), replace(binding, passages=position.evidence, conditions=conditions)


def judged_alike(position: Position, judgements: Sequence[Judgement]) -> list[tuple[Judgement, Binding]]:
    """What was judged on copies that holds for this position too, by what it binds there: the same holder, term and stance, and no passage that
    was not judged. Two positions that one person rejects may be one in a copy.
    """
    own = _words(position.evidence)
    alike = [
        (one, binding)
        for one in judgements
        if one.action in _FOLLOWED and one.subject != "occasion"
        for binding in one.on
        if (binding.holder, binding.term, binding.stance) == (position.holder, position.term, position.stance) and own & _words(binding.passages)
    ]
    rejected: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one, binding in alike:
        if one.action == "reject":
            rejected[one.by] |= _words(binding.passages)
    return [(one, binding) for one, binding in alike if own <= (rejected[one.by] if one.action == "reject" else _words(binding.passages))]


def _words(spans: Sequence[Span]) -> set[tuple[str, ...]]:
    return {reprinted_words(span.text) for span in spans}


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

    def __init__(self, article: Article, moved: Sequence[tuple[Span, Span]] = ()) -> None:
        self._words = {"text": given_text(article), "title": article.title or ""}
        self._moved = list(moved)

    def passages(self, spans: Sequence[Spanned]) -> tuple[Spanned, ...]:
        """Passages, each of which has to stand there once, or within one of which it is known where it stands."""
        found = []
        for span in spans:
            found.append(self._other(span))
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
                moved = replace(span, start=span.start + by, end=span.end + by)
                if self._words[span.field][moved.start : moved.end] == span.text:
                    return moved
        return self._once(span)
